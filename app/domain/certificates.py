"""What a mail server shows as its certificate, for a person to compare."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Presented:
    """A certificate as a server shows it; whoever shows it may be lying about all of this."""

    server: str
    subject: str
    issuer: str
    valid_from: int
    """Seconds UTC."""
    valid_until: int
    fingerprint: str
    """SHA-256 in hexadecimal pairs, ``AB:CD:…``."""
    known: str = ""
    """The fingerprint that was last seen when all was well, ``""`` for none."""
    known_since: int | None = None
