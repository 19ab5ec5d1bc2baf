"""What trying a mailbox's servers found, in words for machines; window and terminal translate."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What was tried."""

    SECRET = "secret"  # noqa: S105 - the name of a step
    """Getting the password or the access token; said only where that fails."""
    IMAP = "imap"
    """Logging in where letters are fetched."""
    SENT = "sent"
    """Finding the folder of sent letters."""
    SMTP = "smtp"
    """Logging in where letters are sent; nothing is sent."""


class Outcome(StrEnum):
    """How it went."""

    FINE = "fine"
    PASSWORD = "password"  # noqa: S105 - the name of a trouble
    """User or password were refused."""
    TOKEN = "token"  # noqa: S105
    """The program gives no access token, or the server refuses it."""
    UNREACHABLE = "unreachable"
    """No answer; trying again later makes sense."""
    REJECTED = "rejected"
    """Certificate, protection or the server itself make it impossible."""
    MISSING = "missing"
    """There is no such folder."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried."""

    step: Step
    outcome: Outcome
    place: str
    """Server as ``HOST:PORT``, the folder's name, or the account's."""
    detail: str
    """An English sentence: what the server said, or what was found."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A mailbox has been added."""

    password_kept: bool
    """False where no safe keyring took it: it is known until the program ends."""
    detail: str
    """Why it was not kept, in English; ``""`` where it was."""
