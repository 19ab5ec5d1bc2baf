"""The three servers that one suite runs on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest

from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.mailboxes import Mailbox, dovecot_mailbox, fake_mailbox, pymap_mailbox


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot()
    yield server
    server.stop()


@pytest.fixture(params=["fake", "pymap", "dovecot"])
def mailbox(request: pytest.FixtureRequest, dovecot: Dovecot) -> Iterator[Mailbox]:
    servers: dict[str, Callable[[], AbstractContextManager[Mailbox]]] = {
        "fake": fake_mailbox,
        "pymap": pymap_mailbox,
        "dovecot": partial(dovecot_mailbox, dovecot),
    }
    with servers[request.param]() as mailbox:
        yield mailbox
