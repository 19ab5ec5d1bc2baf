"""The five error classes that decide what happens next; nothing decides by message text.

Adapters translate foreign exceptions into these at their edge and chain them with ``from``. Any
other exception is a bug in Postroom.
"""


class PostroomError(Exception):
    """Root of all expected failures; ``str()`` is one English sentence for the person."""


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
