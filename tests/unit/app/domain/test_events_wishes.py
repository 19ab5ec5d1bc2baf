"""What a person wants becomes facts: they do it, undoing them restores, asking twice is nothing."""

from collections.abc import Callable, Iterable

import pytest

from app.domain import events as e
from app.domain import events_wishes as wishes
from app.domain.events_wishes import Facts
from app.domain.fold import TicketState, fold_ticket
from app.domain.fold_places import NO_RULINGS, Rulings, Ticket, arrange, moves
from app.domain.fold_status import Side, StatusLetter
from app.domain.fold_team import fold_letter, fold_record, fold_team
from app.domain.fold_timeline import timeline
from app.domain.grouping import group
from app.domain.streams import TEAM, Anchor, Stream, letter_stream, split_anchor
from app.domain.tickets import Status
from tests.support.letters import NOON, letter
from tests.support.team import Folder, Replica

T, OTHER = Anchor("m1@x.example"), Anchor("m2@x.example")
ALICE, BOB = e.MemberId("alice"), e.MemberId("bob")
LETTERS = [StatusLetter("m1@x.example", NOON, Side.THEIRS)]
LATER = [*LETTERS, StatusLetter("m3@x.example", NOON + 5, Side.THEIRS)]


class Desk:
    """One person's events."""

    def __init__(self) -> None:
        self.replica = Replica(1, Folder())

    def do(self, facts: Facts) -> list[e.Event]:
        return [self.replica.write(fact) for fact in facts]

    def undo(self, events: Iterable[e.Event]) -> None:
        for event in reversed(list(events)):
            self.replica.write(e.inverse(event))

    @property
    def state(self) -> TicketState:
        return self.replica.ticket(T)


Wish = Callable[[TicketState], Facts]

WISHES: dict[str, tuple[Wish, Callable[[TicketState], bool]]] = {
    "assign": (lambda s: wishes.assign(T, s, BOB), lambda s: s.assignee.value == BOB),
    "nobody": (lambda s: wishes.assign(T, s, None), lambda s: s.assignee.value is None),
    "close": (
        lambda s: wishes.set_status(T, s, Status.CLOSED, LETTERS),
        lambda s: s.status.value is not None and s.status.value.status is Status.CLOSED,
    ),
    "follow": (
        lambda s: wishes.set_status(T, s, None, LETTERS),
        lambda s: s.status.value is None,
    ),
    "snooze": (
        lambda s: wishes.snooze(T, s, NOON + 9, LETTERS, wake_on_reply=False),
        lambda s: s.status.value is not None and s.status.value.until == NOON + 9,
    ),
    "urgent": (
        lambda s: wishes.set_priority(T, s, e.Priority.URGENT),
        lambda s: s.priority.value is e.Priority.URGENT,
    ),
    "promise": (lambda s: wishes.promise(T, s, NOON), lambda s: s.promised.value == NOON),
    "tag": (
        lambda s: wishes.tag(T, s, ["Bug", "BUG", "new"], ["old", "none"]),
        lambda s: s.tags == ("Bug", "new"),
    ),
}


@pytest.mark.parametrize("name", WISHES)
@pytest.mark.parametrize("disputed", [False, True])
def test_a_wish_comes_true_once_and_is_undone(name: str, disputed: bool) -> None:
    desk, (wish, true) = Desk(), WISHES[name]
    desk.do((e.Assigned(T, ALICE), e.TagAdded(T, "old"), e.StatusSet(T, Status.WAITING)))
    if disputed:  # somebody wrote the same fields without having seen that
        desk.do((e.Assigned(T, None), e.StatusSet(T, Status.OPEN), e.Promised(T, 5)))
        desk.do((e.PrioritySet(T, e.Priority.LOW), e.PrioritySet(T, e.Priority.HIGH)))
    before = desk.state
    facts = wish(before)
    assert facts
    events = desk.do(facts)
    assert true(desk.state)
    assert wish(desk.state) == ()
    desk.undo(events)
    assert desk.state == before


def test_a_status_is_said_again_for_letters_that_came_since() -> None:
    desk = Desk()
    desk.do(wishes.set_status(T, desk.state, Status.CLOSED, LETTERS))
    assert wishes.set_status(T, desk.state, Status.CLOSED, LETTERS) == ()
    assert len(wishes.set_status(T, desk.state, Status.CLOSED, LATER)) == 1
    with pytest.raises(ValueError, match="time"):
        wishes.set_status(T, desk.state, Status.SNOOZED, LETTERS)


def test_notes() -> None:
    desk = Desk()
    assert wishes.add_note(T, "  \n") == ()
    desk.do(wishes.add_note(T, "call", [BOB]))
    note = desk.state.notes[0]
    assert wishes.edit_note(note, "call", [BOB]) == ()
    edit = desk.do(wishes.edit_note(note, "call Ann"))
    assert [n.text for n in desk.state.notes] == ["call Ann"]
    gone = desk.do(wishes.delete_note(desk.state.notes[0]))
    assert not desk.state.notes
    desk.undo(gone)
    desk.undo(edit)
    assert list(desk.state.notes) == [note]


def tickets(rulings: Rulings = NO_RULINGS) -> list[Ticket]:
    letters = [letter(1), letter(2, sender="cy@gmail.com")]
    return arrange(group(letters), {x.key: x for x in letters}, rulings)


def fold(desk: Desk, *streams: Stream) -> TicketState:
    counted = desk.replica.ledger.counted
    return fold_ticket([event for stream in streams for event in counted(stream)])


def test_what_was_said_of_two_tickets_is_no_race_once_they_are_merged() -> None:
    desk = Desk()
    first, second = tickets()
    desk.do((e.Assigned(T, ALICE), e.Assigned(OTHER, BOB)))
    together = fold(desk, *first.streams, *second.streams)
    assert (together.assignee.value, together.assignee.disputed) == (BOB, True)
    desk.do(wishes.merge(first, second, fold(desk, *second.streams), together))
    streams = tickets(desk.replica.ledger.rulings())[0].streams
    assert not fold(desk, *streams).assignee.disputed
    counted = [event for stream in streams for event in desk.replica.ledger.counted(stream)]
    assert [entry.overtook for entry in timeline(counted)] == [()] * 4
    late = desk.do((e.Assigned(T, None, together.assignee.heads),))  # not knowing of the merge
    told = timeline([*counted, *late])
    assert len(told[-1].overtook) == 1


@pytest.mark.parametrize("snoozed", [False, True])
def test_a_merged_ticket_keeps_what_is_said_of_the_target(snoozed: bool) -> None:
    desk = Desk()
    first, second = tickets()
    assert (first.anchor, second.anchor) == (T, OTHER)
    if snoozed:
        desk.do(wishes.snooze(OTHER, desk.state, NOON + 9, LETTERS))
    desk.do((e.Assigned(OTHER, BOB), e.TagAdded(OTHER, "vip")))
    desk.do((e.Assigned(T, ALICE), e.StatusSet(T, Status.CLOSED), e.TagAdded(T, "bug")))
    desk.do((e.Promised(T, 5), e.PrioritySet(T, e.Priority.HIGH)))
    desk.do(wishes.add_note(T, "mine"))
    kept, before = fold(desk, *second.streams), desk.replica.ledger.digest()
    together = fold(desk, *first.streams, *second.streams)
    merged = desk.do(wishes.merge(first, second, kept, together))
    joined = tickets(desk.replica.ledger.rulings())
    assert [(ticket.root, len(ticket.letters)) for ticket in joined] == [(OTHER, 2)]
    after = fold(desk, *joined[0].streams)
    for name in ("assignee", "status", "priority", "promised"):
        assert getattr(after, name).value == getattr(kept, name).value
    assert after.tags == ("bug", "vip")
    assert [note.ticket for note in after.notes] == [T]
    assert wishes.merge(first, first, kept, together) == ()
    desk.undo(merged)
    assert desk.replica.ledger.digest() == before
    desk.do(wishes.merge(first, second, kept, together))
    desk.do(wishes.unmerge(desk.replica.ledger.rulings().merges))
    assert len(tickets(desk.replica.ledger.rulings())) == 2


def test_letters_are_moved_knowingly() -> None:
    desk = Desk()
    letters = [letter(1), letter(2, sender="cy@gmail.com")]
    by_key = {x.key: x for x in letters}
    stream = letter_stream(OTHER)
    for to in (T, split_anchor(OTHER), OTHER):
        rulings = desk.replica.ledger.rulings()
        found = moves(group(letters), by_key, rulings, {letters[1].key: to})
        place = fold_letter(desk.replica.ledger.counted(stream))
        desk.do(wishes.move(found, {OTHER: place}))
        assert not fold_letter(desk.replica.ledger.counted(stream)).disputed
    assert desk.replica.ledger.rulings() == NO_RULINGS


def test_records_and_members() -> None:
    desk = Desk()
    counted = desk.replica.ledger.counted
    contact, company = Stream("contact:ann@acme.example"), Stream("company:acme.example")
    for value in ("gold", None):
        record = dict(fold_record(counted(contact)))
        desk.do(wishes.set_detail("Ann@Acme.example", record, "tier", value))
        record = dict(fold_record(counted(contact)))
        assert record["tier"].value == value
        assert wishes.set_detail("ann@acme.example", record, "tier", value) == ()
        record = dict(fold_record(counted(company)))
        desk.do(wishes.set_detail("ACME.example", record, "tier", value))
        record = dict(fold_record(counted(company)))
        assert wishes.set_detail("acme.example", record, "tier", value) == ()
    desk.do(wishes.introduce(BOB, None, "Bob"))
    bob = fold_team(counted(TEAM)).member(BOB)
    assert wishes.introduce(BOB, bob, "Bob") == ()
    desk.do((e.MemberGone(BOB),))
    gone = fold_team(counted(TEAM)).member(BOB)
    desk.do(wishes.introduce(BOB, gone, "Bob"))
    back = fold_team(counted(TEAM)).member(BOB)
    assert back is not None
    assert not back.gone
