"""The shape of a letter that the demo servers serve."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleLetter:
    """One message as it lies in a folder of the sample mailbox."""

    folder: str
    """``INBOX``, ``Sent`` or any other folder; it is created where missing."""
    raw: bytes
    """RFC 5322 source with CRLF line ends."""
    received: int
    """INTERNALDATE, seconds since the epoch UTC."""
    flags: frozenset[str] = frozenset()
    """System flags such as ``\\Seen``."""
    ticket: str = ""
    """Name of the conversation that the author meant it for; ``""`` where nobody said."""
