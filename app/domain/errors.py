"""The five error classes that decide what happens next; nothing decides by message text.

Adapters translate foreign exceptions into these at their edge and chain them with ``from``. Any
other exception is a bug in Postroom.
"""

from enum import StrEnum


class Reason(StrEnum):
    """What an adapter knows of a failure beside its class, so that a fitting remedy is shown."""

    WEB_LOGIN = "web-login"
    """The provider wants the person to log in with a browser, or an app password."""
    CERTIFICATE = "certificate"
    """The server's certificate proves nothing: expired, of another host, of nobody we know."""
    INSECURE = "insecure"
    """The server, or somebody on the way, would not let the connection be secured."""
    QUOTA = "quota"
    """The mailbox on the server is full."""
    BUSY = "busy"
    """The server answered that it cannot now: throttled, too many connections, maintenance."""
    DISK_FULL = "disk-full"
    """The disk of this machine is full."""
    NOT_UNDERSTOOD = "not-understood"
    """The server's answers make no sense."""
    TOKEN_REFUSED = "token-refused"  # noqa: S105 - the name of a trouble
    """The server does not take the access token that a program of the account's gave."""
    TOKEN_PROGRAM = "token-program"  # noqa: S105
    """The program that is to give an access token gave none."""


PATIENT = frozenset({Reason.BUSY, Reason.TOKEN_PROGRAM})
"""What is asked again at longer and longer intervals, because each time is a burden to somebody."""


class PostroomError(Exception):
    """Root of all expected failures; ``str()`` is one English sentence for the person."""

    def __init__(self, words: str = "", *, reason: Reason | None = None) -> None:
        """``reason`` chooses the remedy that is shown; it never decides what happens next."""
        super().__init__(words)
        self.reason = reason


class TransientError(PostroomError):
    """Retry with backoff: offline, throttled, the server is busy, the connection dropped."""


class AuthError(PostroomError):
    """Ask the person once: wrong or missing password, or the server asks to log in by web."""


class RejectedError(PostroomError):
    """Will never succeed as asked: park it and show it."""


class MalformedDataError(PostroomError):
    """One item is unreadable: quarantine it and go on with the rest."""


class StorageError(PostroomError):
    """The local disk or database failed: stop and tell; nothing has been changed."""
