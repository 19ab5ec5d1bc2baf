"""Waiting on a condition, the only kind of waiting that tests do."""

import time
from collections.abc import Callable

PATIENCE = 90.0
"""Seconds before a test gives up waiting: long, because a machine may be busy with other things."""


def wait_until(
    condition: Callable[[], object], *, timeout: float = PATIENCE, what: str = ""
) -> None:
    """Return as soon as the condition is true; AssertionError after ``timeout`` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            msg = f"still not so after {timeout:g} s: {what or condition}"
            raise AssertionError(msg)
        time.sleep(0.005)
