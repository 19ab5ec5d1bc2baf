"""Messages of the journal folder, read into what the database is told of them, a part at a time.

Nothing here looks into a database or at a clock, so a new member's packs can be read by another
process while what was read before is being stored (`app.runtime.pack_reader`). Rows are numbered
from 0; whoever stores them adds where its own numbers begin.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.domain.claims import Placed, Position
from app.domain.events import BatchDigest, DeviceId, Event, LetterMoved, Merged, Unmerged
from app.domain.fold import Brief, fold_ticket
from app.domain.streams import Stream
from mail.journal import read
from mail.journal_keys import TeamId, digest_of
from mail.journal_lines import MAX_EVENTS, Reason, Refused
from mail.journal_sift import EventText, Kept, Place, Sifted, Vouched, introductions, sift

if TYPE_CHECKING:  # the process that reads has no database
    from app.store.batches import BatchRow
    from app.store.events import NewEvent

_GROUP = 2_000
"""Lines that are sifted at a time."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the journal folder."""

    uid: int
    received: int
    """INTERNALDATE, seconds UTC."""
    raw: bytes


class Carried:
    """What a message turned out to carry; plain numbers, since flags of `enum` take their time."""

    NOTHING = 0
    BATCHES = 1
    CLAIMS = 2
    OTHER = 4
    LATER = 8


class Waiting(NamedTuple):
    """A line of a device that has not introduced itself."""

    device: DeviceId
    received: int
    line: bytes


class Again(NamedTuple):
    """A line whose batch is known already, or said to be, and the messages that carry it."""

    digest: BatchDigest
    line: bytes
    uids: tuple[int, ...]


class Part(NamedTuple):
    """Rows of some lines; a part goes on counting where the one before ended."""

    batches: "list[BatchRow]"
    streams: list[Stream]
    """Those that were not in any part before: their place counts."""
    events: "list[NewEvent]"
    """In the order of their batches."""
    held: list[tuple[int, int]]
    """(UID, batch), sorted."""
    again: list[Again]


class RefusedLine(NamedTuple):
    """Of a message, a line that does not count, or the message itself."""

    uid: int
    reason: Reason
    detail: str


class Ending(NamedTuple):
    """What is known when all parts are."""

    carries: dict[int, int]
    """UID → `Carried`, but for what `Part.again` adds."""
    teams: dict[int, TeamId]
    refused: list[RefusedLine]
    waiting: list[Waiting]
    claims: list[Placed]
    came: list[tuple[DeviceId, BatchDigest]]
    stamp: int
    """The greatest of all events, 0 where there are none."""
    newer: int
    """How many batches only a newer version understands."""
    ruling: list[Stream]
    """Streams of whose tickets more than `Brief` tells has to be known."""


class Read(Protocol):
    """Messages that are being read: ask for each thing once, in this order."""

    def introduced(self) -> dict[DeviceId, bytes]:
        """Return the public keys of devices that introduce themselves here."""
        ...

    def wait_no_more(self, lines: Mapping[bytes, int]) -> None:
        """Add lines of such devices that came before → INTERNALDATE."""
        ...

    def parts(self) -> Iterator[Part]:
        """Return the rows, those of the newest lines first."""
        ...

    def ending(self) -> Ending:
        """Return what else there is."""
        ...

    def folds(self, groups: Sequence[Sequence[Stream]]) -> Iterator[Brief]:
        """Return, while they are folded, what streams of tickets say together."""
        ...


class Reading:
    """Implements `Read` in this process."""

    def __init__(
        self,
        messages: Iterable[Message],
        teams: Mapping[TeamId, bytes],
        devices: Mapping[DeviceId, bytes],
        known: Callable[[Collection[BatchDigest]], Collection[str]] | None = None,
        vouched: Callable[[Iterable[Place]], Vouched] | None = None,
    ) -> None:
        """Read messages, which come in rising order of their UIDs.

        ``teams`` are the keys of the teams that the mailbox trusts, ``devices`` those of devices
        that introduced themselves before. ``known`` tells which batches are stored, ``vouched``
        which of some batches these vouch for; without them nothing was stored before.
        """
        self._teams = teams
        self._lines = _Lines(messages)
        self._known, self._vouched = known, vouched
        self._here: set[str] = set()
        """Digests of the batches of all parts so far."""
        self._named: set[tuple[DeviceId, BatchDigest]] = set()
        """What these name as the one before them."""
        self._streams: dict[Stream, int] = {}
        self._said: dict[Stream, list[Event]] = {}
        self._batches = self._events = 0
        self._end = Ending({}, {}, [], [], [], [], 0, 0, [])
        self._stamp = self._newer = 0
        self._ruling: dict[Stream, None] = {}
        new, impostors = introductions(self._lines.latest, teams, devices)
        self._introduced = new
        self._devices = {**devices, **new}
        self._impostors = impostors
        self._refuse(impostors.items())

    def introduced(self) -> dict[DeviceId, bytes]:
        """Return the public keys of devices that introduce themselves here."""
        return self._introduced

    def wait_no_more(self, lines: Mapping[bytes, int]) -> None:
        """Add lines of such devices that came before → INTERNALDATE."""
        latest = self._lines.latest
        for line, received in lines.items():
            latest[line] = max(latest.get(line, 0), received)

    def parts(self) -> Iterator[Part]:
        """Return the rows, those of the newest lines first."""
        lines = [line for line in self._lines.latest if line not in self._impostors]
        for end in range(len(lines), 0, -_GROUP):
            yield self._part(lines[max(0, end - _GROUP) : end])

    def ending(self) -> Ending:
        """Return what else there is."""
        lines = self._lines
        self._end.refused.extend(lines.refused)
        return self._end._replace(
            carries=lines.carries, stamp=self._stamp, newer=self._newer, ruling=list(self._ruling)
        )

    def folds(self, groups: Sequence[Sequence[Stream]]) -> Iterator[Brief]:
        """Return, while they are folded, what streams of tickets say together."""
        for group in groups:
            if len(group) == 1:
                yield fold_ticket(self._said[group[0]]).brief
            else:
                yield fold_ticket([one for name in group for one in self._said[name]]).brief

    # --- from lines to rows ------------------------------------------------------------------

    def _part(self, lines: Sequence[bytes]) -> Part:
        digests = {line: digest_of(line.partition(b" ")[2]) for line in lines}
        known = (
            self._here if self._known is None else self._here.union(self._known(digests.values()))
        )
        part = Part([], [], [], [], [])
        fresh: dict[bytes, BatchDigest] = digests
        if not known.isdisjoint(digests.values()):
            fresh = {}
            for line, digest in digests.items():
                if digest in known:
                    uids = tuple([uid for uid, _ in self._lines.places.get(line, ())])
                    part.again.append(Again(digest, line, uids))
                else:
                    fresh[line] = digest
        if fresh:
            lines_of = self._lines.latest
            sifted = sift(fresh, lines_of, self._teams, self._devices, self._vouched_for)
            self._note(sifted)
            self._keep(sifted.kept, part)
        return part

    def _vouched_for(self, places: Iterable[Place]) -> Vouched:
        found = {(device, digest) for device, _, digest in places} & self._named
        if self._vouched is not None:
            found.update(self._vouched(places))
        return found

    def _note(self, sifted: Sifted) -> None:
        """Take notice of what is no batch."""
        places, carries = self._lines.places, self._lines.carries
        self._refuse(sifted.refused.items())
        for line, device in sifted.waiting.items():
            self._end.waiting.append(Waiting(device, self._lines.latest[line], line))
            for uid, _ in places.get(line, ()):
                carries[uid] |= Carried.OTHER | Carried.LATER
        for line, team in sifted.teams.items():
            for uid, _ in places.get(line, ()):
                carries[uid] |= Carried.OTHER
                self._end.teams.setdefault(uid, team)
        for line, items in sifted.claims.items():
            for uid, place in places.get(line, ()):
                carries[uid] |= Carried.CLAIMS
                received = self._lines.received[uid]
                self._end.claims.extend(
                    Placed(Position(uid, place * MAX_EVENTS + at), received, item)
                    for at, item in enumerate(items)
                )

    def _refuse(self, lines: Iterable[tuple[bytes, Refused]]) -> None:
        for line, refused in lines:
            for uid, _ in self._lines.places.get(line, ()):
                self._lines.carries[uid] |= Carried.OTHER
                self._end.refused.append(RefusedLine(uid, refused.reason, refused.detail))

    def _keep(self, kept: Mapping[bytes, Kept], part: Part) -> None:
        """Make rows of new batches, older ones first: row ids tell what came after what."""
        places, carries, named = self._lines.places, self._lines.carries, self._named
        batches, held, came = part.batches, part.held, self._end.came
        nowhere: list[tuple[int, int]] = []
        number, first = self._batches, self._events
        for line, item in list(kept.items())[::-1]:
            there = places.get(line, nowhere)
            for uid, _ in there:
                held.append((uid, number))
                carries[uid] |= Carried.OTHER if item.newer else Carried.BATCHES
            after = first + len(item.events)
            batches.append(_row(item, number, first, after - 1, there=bool(there)))
            came.append((item.device, item.digest))
            if item.previous is not None:
                named.add((item.device, item.previous))
            self._stamp = max(self._stamp, item.stamp)
            if item.newer:
                self._newer += 1
            self._say(item.events, number, first, part)
            number, first = number + 1, after
        self._batches, self._events = number, first
        self._here.update([row[1] for row in batches])
        held.sort()

    def _say(self, events: Sequence[EventText], batch: int, number: int, part: Part) -> None:
        streams, said = self._streams, self._said
        for event, text in events:
            fact = event.fact
            stream = fact.stream
            known = streams.get(stream)
            if known is None:
                known = streams[stream] = len(streams)
                part.streams.append(stream)
                said[stream] = [event]
            else:
                said[stream].append(event)
            part.events.append((number, known, event.id, batch, text))
            if type(fact) in _RULING:
                self._ruling[stream] = None
            number += 1


_RULING = frozenset({LetterMoved, Merged, Unmerged})


class _Lines:
    """Messages taken apart."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.places: dict[bytes, list[tuple[int, int]]] = {}
        """Line → (UID, place in the message), each place it has."""
        self.latest: dict[bytes, int] = {}
        """Line → latest INTERNALDATE."""
        self.received: dict[int, int] = {}
        self.carries: dict[int, int] = {}
        self.refused: list[RefusedLine] = []
        for message in messages:
            uid, received = message.uid, message.received
            self.received[uid] = received
            self.carries[uid] = Carried.NOTHING
            found = read(message.raw)
            if isinstance(found, Refused):
                self.carries[uid] = Carried.OTHER
                self.refused.append(RefusedLine(uid, found.reason, found.detail))
                continue
            for place, line in enumerate(found.lines):
                if line in self.places:
                    self.places[line].append((uid, place))
                    self.latest[line] = max(self.latest[line], received)
                else:
                    self.places[line] = [(uid, place)]
                    self.latest[line] = received


def _row(kept: Kept, number: int, first: int, last: int, *, there: bool) -> "BatchRow":
    return (
        number,
        kept.digest,
        kept.device,
        kept.number,
        kept.previous,
        kept.team,
        kept.signature,
        kept.line,
        kept.size,
        int(kept.signed),
        int(kept.newer),
        int(there),
        first,
        last,
    )
