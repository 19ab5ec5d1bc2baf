"""A team of replicas without a server: each has a clock of its own, and all share batches."""

import random
from dataclasses import replace
from hashlib import sha256

from app.domain import events as e
from app.domain.clock import HybridClock
from app.domain.fold import EMPTY, TicketState
from app.domain.fold_devices import Link
from app.domain.fold_ledger import Ledger
from app.domain.fold_team import fold_letter, fold_record, fold_team
from app.domain.streams import TEAM, Anchor, Stream, letter_stream, split_anchor, ticket_stream
from app.domain.tickets import Status

NOON = 1_760_000_000
YEAR = 366 * 86_400
TICKETS = tuple(Anchor(f"t{n}@x.example") for n in range(4))
LETTERS = (*TICKETS, "t0-answer@x.example")
MEMBERS = tuple(e.MemberId(name) for name in ("alice", "bob", "carol"))
KINDS = (
    "assigned status snoozed priority promised tag-added tag-removed note edit delete move merge "
    "unmerge contact company member gone setting done unknown undo redo"
).split()

Batch = tuple[e.BatchDigest, Link, tuple[e.Event, ...]]


class Folder:
    """What all replicas share: batches in the order of their arrival, and the time."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.now = float(NOON)


class Replica:
    """One device of a member, with its own clock and its own events."""

    def __init__(self, number: int, folder: Folder, *, skew: int = 0) -> None:
        self.device = e.DeviceId(f"device-{number}".ljust(16, "-"))
        self.ledger = Ledger()
        self.clock = HybridClock(lambda: folder.now + skew)
        self.member = MEMBERS[number % len(MEMBERS)]
        self.written: list[e.Event] = []
        self._folder = folder
        self._waiting: list[e.Event] = []
        self._known: set[e.BatchDigest] = set()
        self._last: tuple[int, e.BatchDigest | None] = (0, None)

    def write(self, fact: e.Fact) -> e.Event:
        """What a command does: write an event, and fold it at once."""
        stamp = self.clock.tick()
        nonce = f"{len(self.written):08d}"
        event = e.Event(e.event_id(self.device, nonce), stamp, int(self.clock.seconds()), fact)
        self.written.append(event)
        self._waiting.append(event)
        self.ledger.take([event])
        return event

    def send(self) -> None:
        """Put everything that waits into the folder as one batch."""
        if not self._waiting:
            return
        number, previous = self._last
        text = repr((self.device, number + 1, previous, self._waiting))
        digest = e.BatchDigest(sha256(text.encode()).hexdigest()[:22])
        events = tuple(replace(event, batch=digest) for event in self._waiting)
        link = Link(self.device, number + 1, previous)
        self._waiting, self._last = [], (number + 1, digest)
        self._folder.batches.append((digest, link, events))
        self.take([self._folder.batches[-1]])

    def take(self, batches: list[Batch]) -> None:
        """Read batches, in any order and any number of times."""
        for digest, link, events in batches:
            self._known.add(digest)
            for event in events:
                self.clock.see(event.stamp)
            self.ledger.take(events, {digest: link})

    def receive(self, rng: random.Random | None = None) -> None:
        """Read the folder; given a random source, only parts of it, mixed up and repeated."""
        new = [batch for batch in self._folder.batches if batch[0] not in self._known]
        if rng is not None and new:
            new = rng.choices(new, k=len(new))
        self.take(new)

    def ticket(self, anchor: str) -> TicketState:
        """What this replica says of a ticket."""
        state = self.ledger.state(ticket_stream(anchor))
        return state if isinstance(state, TicketState) else EMPTY

    def last_batch_of(self, device: e.DeviceId) -> e.BatchDigest | None:
        """The newest batch of a device that this replica has read."""
        mine = [b for b in self._folder.batches if b[1].device == device and b[0] in self._known]
        return max(mine, key=lambda batch: batch[1].number)[0] if mine else None

    def random_fact(self, rng: random.Random, kind: str) -> e.Fact | None:
        """What a person might do now; None where there is nothing to do it to."""
        anchor = rng.choice(TICKETS)
        state = self.ticket(anchor)
        return (
            self._about_ticket(rng, kind, anchor, state)
            or self._about_notes(rng, kind, anchor, state)
            or self._about_rest(rng, kind, anchor)
        )

    def _about_ticket(  # noqa: PLR0911 - one line a kind
        self, rng: random.Random, kind: str, anchor: Anchor, state: TicketState
    ) -> e.Fact | None:
        match kind:
            case "assigned":
                member = rng.choice((*MEMBERS, None))
                return e.Assigned(anchor, member, state.assignee.heads)
            case "status":
                status = rng.choice((Status.OPEN, Status.WAITING, Status.CLOSED, None))
                return e.StatusSet(anchor, status, e.Seen(), state.status.heads)
            case "snoozed":
                until = NOON + rng.randrange(1000)
                return e.Snoozed(anchor, until, rng.random() < 0.5, e.Seen(), state.status.heads)
            case "priority":
                return e.PrioritySet(anchor, rng.choice(list(e.Priority)), state.priority.heads)
            case "promised":
                return e.Promised(anchor, rng.choice((None, NOON)), state.promised.heads)
            case "tag-added":
                return e.TagAdded(anchor, rng.choice(("Bug", "bug", "счёт", "рахунок")))
            case "tag-removed":
                return e.TagRemoved(anchor, rng.choice(("bug", "счёт", "none")))
            case "unknown":
                source = f'{{"kind":"starred","ticket":"{anchor}"}}'
                return e.Unknown("starred", ticket_stream(anchor), source)
        return None

    def _about_notes(
        self, rng: random.Random, kind: str, anchor: Anchor, state: TicketState
    ) -> e.Fact | None:
        note = rng.choice(state.notes) if state.notes else None
        match kind:
            case "note":
                return e.NoteAdded(anchor, f"text {rng.random()}", (rng.choice(MEMBERS),))
            case "edit" if note:
                return e.NoteEdited(anchor, note.id, f"text {rng.random()}", (), note.heads)
            case "delete" if note:
                return e.NoteDeleted(anchor, note.id, note.heads)
            case "merge":
                return e.Merged(anchor, rng.choice(TICKETS))
            case "unmerge" if state.merged_into:
                return e.Unmerged(anchor, rng.choice(state.merged_into))
        return None

    def _about_rest(  # noqa: PLR0911 - one line a kind
        self, rng: random.Random, kind: str, anchor: Anchor
    ) -> e.Fact | None:
        counted = self.ledger.counted
        team = fold_team(counted(TEAM))
        match kind:
            case "move":
                letter = rng.choice(LETTERS)
                to = rng.choice((None, *TICKETS, split_anchor(letter)))
                heads = fold_letter(counted(letter_stream(letter))).heads
                return e.LetterMoved(letter, to, heads)
            case "contact":
                known = dict(fold_record(counted(Stream("contact:ann@acme.example"))))
                heads = known["tier"].heads if "tier" in known else ()
                return e.ContactSet("ann@acme.example", "tier", rng.choice(("gold", None)), heads)
            case "company":
                return e.CompanySet("acme.example", "name", rng.choice(("Acme", "ACME")))
            case "record":
                return e.RecordSet("template.a", "text.en", rng.choice(("Hello", None)))
            case "member":
                member = team.member(self.member)
                heads = member.heads if member else ()
                colour = rng.choice(("#112233", ""))
                return e.MemberIntroduced(self.member, "Name", "", colour, heads)
            case "gone" if team.members:
                return e.MemberGone(rng.choice(team.members).id)
            case "setting":
                heads = team.setting("hours").heads
                return e.SettingSet("hours", rng.choice(("9-17", None)), heads)
            case "done":
                return e.Done(f"acknowledge:{anchor}")
            case "undo" | "redo":
                return self._undo(rng, redo=kind == "redo")
        return None

    def _undo(self, rng: random.Random, *, redo: bool) -> e.Fact | None:
        streams = [ticket_stream(anchor) for anchor in TICKETS]
        found = [
            event
            for stream in (*streams, TEAM)
            for event in self.ledger.counted(stream)
            if isinstance(event.fact, e.Undone) == redo
        ]
        return e.inverse(rng.choice(found)) if found else None
