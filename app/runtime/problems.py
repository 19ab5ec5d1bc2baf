"""The conditions that stand now, for the window: one list, safe to use from every thread."""

import threading
from collections.abc import Callable, Iterable

from app.domain.errors import (
    AuthError,
    MalformedDataError,
    PostroomError,
    RejectedError,
    StorageError,
)
from app.domain.problems import Problem, Severity

Listener = Callable[[tuple[Problem, ...]], None]


class ProblemList:
    """Problems by key; a newer one of the same key replaces the older."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._problems: dict[str, Problem] = {}
        self._listeners: list[Listener] = []

    def all(self) -> tuple[Problem, ...]:
        """What stands now, in the order of appearance."""
        with self._lock:
            return tuple(self._problems.values())

    def subscribe(self, listener: Listener) -> None:
        """Call ``listener`` with the whole list after each change, on the changing thread."""
        with self._lock:
            self._listeners.append(listener)

    def put(self, problem: Problem) -> None:
        """Show a problem."""
        self.replace("", [problem])

    def replace(self, prefix: str, problems: Iterable[Problem]) -> None:
        """Take away every problem whose key begins with ``prefix`` (none for ""), show these."""
        with self._lock:
            before = dict(self._problems)
            if prefix:
                keep = {k: p for k, p in before.items() if not k.startswith(prefix)}
                self._problems = keep
            for problem in problems:
                self._problems[problem.key] = problem
            changed = self._problems != before
            shown, listeners = tuple(self._problems.values()), list(self._listeners)
        if changed:
            for listener in listeners:
                listener(shown)


def connection_problem(account: str, error: PostroomError) -> Problem:
    """Describe why an account does not sync; the key is one per account."""
    code, severity, remedy = "offline", Severity.NOTICE, "Postroom tries again by itself."
    match error:
        case AuthError():
            code, severity = "wrong-password", Severity.ERROR
            remedy = "Enter the password again; nothing is tried until then."
        case RejectedError():
            code, severity = "account-rejected", Severity.ERROR
            remedy = "Check the account's settings; nothing is tried until then."
        case StorageError():
            code, severity = "storage", Severity.ERROR
            remedy = "Free some space on the disk, or check it; syncing goes on by itself then."
        case MalformedDataError():
            code, severity = "strange-server", Severity.WARNING
    return Problem(f"account:{account}:connection", code, severity, str(error), remedy)
