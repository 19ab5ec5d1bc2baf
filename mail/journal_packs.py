"""Keep the journal folder small: put many messages into one, and remove what stands elsewhere.

Whoever cleans holds the claim `CLEANING`, so that two do not do the same work. That nothing is lost
does not depend on it: of the messages that hold a line, all clients prefer the same one to stay,
whatever part of the folder they have seen (`removable`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.events import BatchDigest

CLEANING = "clean-up"
"""What a cleaner claims."""
LOOSE = 300
"""Small messages in the folder from which on they are packed."""
PACK_BYTES = 1_500_000
"""Bytes of lines that a writer puts into one pack."""
PACK_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Stored:
    """A message of the folder that was read and whose lines all count."""

    uid: int
    batches: tuple[tuple[BatchDigest, int], ...]
    """Its batches with the bytes of their lines; none in messages of claims or of the team key."""

    @property
    def bytes(self) -> int:
        """Bytes of its lines."""
        return sum(size for _, size in self.batches)


def packs(messages: Iterable[Stored]) -> list[list[BatchDigest]]:
    """Return which batches to put into which new message; nothing while the folder is small.

    Messages that are packs of full size already stay as they are. Pack in the order that is
    returned: each device's batches then follow each other as far as ``messages`` lists them so.
    """
    loose = [message for message in messages if message.batches and not _is_full(message)]
    if len(loose) < LOOSE:
        return []
    sizes: dict[BatchDigest, int] = {}
    for message in sorted(loose, key=lambda message: message.uid):
        sizes.update(message.batches)
    found: list[list[BatchDigest]] = []
    room = lines = 0
    for digest, size in sizes.items():
        if not found or size > room or lines >= PACK_LINES:
            found.append([])
            room, lines = PACK_BYTES, 0
        found[-1].append(digest)
        room, lines = room - size, lines + 1
    return found


def _is_full(message: Stored) -> bool:
    return message.bytes >= PACK_BYTES // 2 or len(message.batches) >= PACK_LINES // 2


def removable(messages: Iterable[Stored]) -> list[int]:
    """Return the UIDs of messages all of whose batches stand in others that stay.

    Look at the folder as it is now: after packing, read it again and ask with what is really there.
    Two cleaners that see different parts of the folder never remove the last copy between them:
    each removes a message only for the sake of others that every client prefers to it.
    """
    kept: set[BatchDigest] = set()
    found = []
    for message in sorted(messages, key=_preference):
        digests = {digest for digest, _ in message.batches}
        if digests and digests <= kept:
            found.append(message.uid)
        kept |= digests
    return sorted(found)


def _preference(message: Stored) -> tuple[int, int]:
    return -len(message.batches), message.uid


def missing(mine: Sequence[BatchDigest], messages: Iterable[Stored]) -> list[BatchDigest]:
    """Return the batches that this client has and the folder lacks, to be sent again.

    After a new UIDVALIDITY, a deleted folder or a deleted message. Whoever sends them again sends
    the lines as they were: their signatures stay those of the devices that wrote them.
    """
    there = {digest for message in messages for digest, _ in message.batches}
    return [digest for digest in mine if digest not in there]
