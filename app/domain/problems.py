"""A condition that a person should know of, with what they can do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How loudly a problem is shown."""

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble in the background; the same ``key`` replaces the older entry.

    ``code`` is a stable machine word (``wrong-password``); the window translates by it, and
    ``detail`` and ``remedy`` are the English sentences that the command line prints.
    """

    key: str
    code: str
    severity: Severity
    detail: str
    remedy: str
