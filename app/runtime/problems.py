"""The conditions that stand now, and what each says: one list, safe to use from every thread."""

import threading
from collections.abc import Callable, Collection, Iterable

from app.domain.errors import (
    AuthError,
    MalformedDataError,
    PostroomError,
    Reason,
    RejectedError,
    StorageError,
)
from app.domain.problems import Problem, Severity
from app.runtime import journal_problems

SERVER_SAYS = "server-says"
"""Code of what a server wants to be read; nothing failed."""
_ONLY_TELL = (SERVER_SAYS, "change-refused", "change-overruled", "mass-removal")
"""Codes of what a person may dismiss: nothing goes wrong while it stands."""
_STORAGE_REMEDY = (
    "Free some space on the disk, or check it; what is here is safe, and syncing goes on by itself."
)

_DISK_REMEDY = (
    "Make room on the disk where the profile lies; what is here is safe, and syncing goes on by "
    "itself."
)
_STRANGE_REMEDY = "It is tried again by itself; nothing here is changed by it."

_Told = tuple[str, Severity, str]
"""Code, loudness and remedy of a trouble."""

_BY_REASON: dict[Reason, _Told] = {
    Reason.WEB_LOGIN: (
        "web-login",
        Severity.ERROR,
        (
            "Log in to the mailbox with a web browser and do what it says there, or make an app "
            "password and enter that one here."
        ),
    ),
    Reason.CERTIFICATE: (
        "certificate",
        Severity.ERROR,
        (
            "In a hotel or on a train, open a web page first and sign in to the network. "
            "Otherwise ask whoever runs the mail server. It is tried again by itself."
        ),
    ),
    Reason.INSECURE: (
        "insecure",
        Severity.ERROR,
        (
            "Check port and security in the account's settings, or try another network. "
            "It is tried again by itself."
        ),
    ),
    Reason.QUOTA: (
        "quota",
        Severity.WARNING,
        (
            "Make room in the mailbox: empty Trash and Junk, or get more space. "
            "It is tried again by itself."
        ),
    ),
    Reason.BUSY: (
        "busy",
        Severity.NOTICE,
        (
            "It is tried again by itself. If it lasts, close other mail programs that use this "
            "mailbox."
        ),
    ),
    Reason.DISK_FULL: ("disk-full", Severity.ERROR, _DISK_REMEDY),
    Reason.TOKEN_REFUSED: (
        "token-refused",
        Severity.ERROR,
        (
            "Log in anew with the program that gives the access token, then sync; nothing is tried "
            "until then. Which program that is stands in the account's settings."
        ),
    ),
    Reason.TOKEN_PROGRAM: (
        "token-program",
        Severity.ERROR,
        (
            "Run the program of the account's settings in a terminal and see what it wants. It is "
            "tried again by itself."
        ),
    ),
    Reason.NOT_UNDERSTOOD: ("strange-server", Severity.WARNING, _STRANGE_REMEDY),
}
_BY_CLASS: tuple[tuple[type[PostroomError], _Told], ...] = (
    (
        AuthError,
        (
            "wrong-password",
            Severity.ERROR,
            "Enter the password again; nothing is tried until then.",
        ),
    ),
    (
        RejectedError,
        (
            "account-rejected",
            Severity.ERROR,
            "Check the account's settings. It is tried again by itself, but not often.",
        ),
    ),
    (StorageError, ("storage", Severity.ERROR, _STORAGE_REMEDY)),
    (MalformedDataError, ("strange-server", Severity.WARNING, _STRANGE_REMEDY)),
)

Listener = Callable[[tuple[Problem, ...]], None]


class ProblemList:
    """Problems by key; a newer one of the same key replaces the older."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._problems: dict[str, Problem] = {}
        self._dismissed: set[Problem] = set()
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
        self._change(lambda _: False, [problem])

    def replace(self, prefix: str, problems: Iterable[Problem]) -> None:
        """Take away every problem whose key begins with ``prefix``, show these."""
        self._change(lambda key: key.startswith(prefix), problems)

    def replace_of_account(self, account: str, problems: Iterable[Problem]) -> None:
        """Take away an account's problems, but those with its team and its outbox, show these."""
        mail, others = f"account:{account}:", (journal_problems.prefix(account), outbox(account))
        self._change(lambda key: key.startswith(mail) and not key.startswith(others), problems)

    def replace_of_folders(
        self, account: str, folders: Collection[str], problems: Iterable[Problem]
    ) -> None:
        """Take away an account's problems of these folders and of its connection, show these."""
        prefix, other = f"account:{account}:", outbox(account)
        ends = (*(f":{folder}" for folder in folders), ":connection")
        self._change(
            lambda key: key.startswith(prefix) and key.endswith(ends) and not key.startswith(other),
            problems,
        )

    def dismiss(self, key: str) -> None:
        """Take away what only tells something, and do not show the same again."""
        with self._lock:
            found = self._problems.get(key)
            if found is None or found.code not in _ONLY_TELL:
                return
            self._dismissed.add(found)
        self._change(lambda other: other == key, ())

    def _change(self, over: Callable[[str], bool], problems: Iterable[Problem]) -> None:
        with self._lock:
            before = dict(self._problems)
            self._problems = {k: p for k, p in before.items() if not over(k)}
            for problem in problems:
                if problem not in self._dismissed:
                    self._problems[problem.key] = problem
            changed = self._problems != before
            shown, listeners = tuple(self._problems.values()), list(self._listeners)
        if changed:
            for listener in listeners:
                listener(shown)


def outbox(account: str) -> str:
    """Return how the keys begin of problems with letters on their way, for an account by name."""
    return f"account:{account}:outbox:"


def told_of(reason: Reason) -> _Told:
    """Return code, loudness and remedy of a trouble with this reason."""
    return _BY_REASON[reason]


def connection_problem(account: str, error: PostroomError) -> Problem:
    """Describe why an account does not sync; the key is one per account."""
    told = told_of(error.reason) if error.reason is not None else _of_class(error)
    code, severity, remedy = told
    return Problem(f"account:{account}:connection", code, severity, str(error), remedy)


def _of_class(error: PostroomError) -> _Told:
    for kind, told in _BY_CLASS:
        if isinstance(error, kind):
            return told
    return "offline", Severity.NOTICE, "Postroom tries again by itself."


def storage_problem(error: StorageError) -> Problem:
    """Describe that disk or database fail; it stands for every account."""
    code, severity, remedy = told_of(error.reason) if error.reason else _of_class(error)
    return Problem("storage", code, severity, str(error), remedy)


def server_says(account: str, words: str) -> Problem:
    """Pass on what a server wants a person to read, marked as its words, not ours."""
    return Problem(
        key=f"account:{account}:alert",
        code=SERVER_SAYS,
        severity=Severity.NOTICE,
        detail=f"The mail server of {account} says: “{words}”",
        remedy="Postroom did not check this. Do not follow links in it that you do not know.",
    )


def paused() -> Problem:
    """Describe that a person paused everything; its key is like no account's."""
    return Problem(
        key="paused",
        code="paused",
        severity=Severity.NOTICE,
        detail="Syncing is paused: nothing is fetched or sent.",
        remedy="Resume it; what was changed here is sent then.",
    )


def letters_wait(account: str, folder: str, count: int) -> Problem:
    """Describe old letters that are not fetched over a network that costs by volume."""
    return Problem(
        key=f"account:{account}:waiting:{folder}",
        code="letters-wait",
        severity=Severity.NOTICE,
        detail=f"Older letters of {folder} wait because this network is metered: {count:,}.",
        remedy="They come by themselves in another network. New letters come at once.",
    )


def folder_closed(account: str, folder: str, words: str) -> Problem:
    """Describe a folder that the server lists but does not open."""
    return Problem(
        key=f"account:{account}:closed:{folder}",
        code="folder-closed",
        severity=Severity.WARNING,
        detail=f"The folder {folder} cannot be opened. {words}",
        remedy="Check on the server whether the folder still exists and may be read.",
    )


def folder_vanished(account: str, folder: str, letters: int) -> Problem:
    """Describe a followed folder that the server no longer lists."""
    return Problem(
        key=f"account:{account}:vanished:{folder}",
        code="folder-vanished",
        severity=Severity.WARNING,
        detail=(
            f"The server no longer has the folder {folder}. "
            f"Its letters stay here as they were: {letters:,}."
        ),
        remedy=(
            "If it was renamed, follow its new name. If it was removed on purpose: "
            f"postroom account follow {account} “{folder}” --stop"
        ),
    )


def letters_withheld(account: str, folder: str, count: int) -> Problem:
    """Describe letters that the server lists but does not hand out."""
    return Problem(
        key=f"account:{account}:withheld:{folder}",
        code="letters-withheld",
        severity=Severity.WARNING,
        detail=f"The server lists letters in {folder} that it does not hand out: {count:,}.",
        remedy=(
            "They are asked for again each time. If it lasts, open the folder in web mail; "
            "whoever runs the server may have to repair it."
        ),
    )


def mass_removal(account: str, folder: str, count: int) -> Problem:
    """Describe that the brake holds (F27): too many letters vanished at once."""
    return Problem(
        key=f"account:{account}:removed:{folder}",
        code="mass-removal",
        severity=Severity.WARNING,
        detail=(
            f"{count:,} letters of {folder} disappeared from the server at once. "
            "They stay here as they were."
        ),
        remedy=(
            "If they were removed on purpose, confirm it: postroom sync --once --accept-removals. "
            "If not, look at the server first."
        ),
    )


def internal_error(account: str) -> Problem:
    """Describe a mistake of ours."""
    return Problem(
        key=f"account:{account}:connection",
        code="internal-error",
        severity=Severity.ERROR,
        detail=f"Syncing {account} failed because of a mistake in Postroom.",
        remedy="Postroom tries again by itself. Please report it with the log.",
    )
