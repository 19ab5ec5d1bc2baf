"""The fold of a ticket, rule by rule."""

from itertools import permutations

from app.domain import events as e
from app.domain.clock import Stamp
from app.domain.fold import EMPTY, TicketState, fold_ticket
from app.domain.fold_fields import StatusWish
from app.domain.fold_team import fold_done, fold_letter, fold_record, fold_team
from app.domain.fold_timeline import timeline
from app.domain.streams import Anchor, ticket_stream
from app.domain.tickets import Status

T = Anchor("t@x.example")
OTHER = Anchor("o@x.example")
ALICE, BOB = e.MemberId("alice"), e.MemberId("bob")


def event(number: int, fact: e.Fact, *, device: str = "A", nonce: str = "") -> e.Event:
    """The event with this stamp."""
    name = e.event_id(device * 16, nonce or f"{number:08d}")
    return e.Event(name, Stamp(number), number, fact)


def fold(*events: e.Event) -> TicketState:
    """Fold, and see that no order or repetition changes anything."""
    expected = fold_ticket(events)
    for shuffled in list(permutations(events))[:120]:
        assert fold_ticket([*shuffled, *shuffled[:2]]) == expected
    return expected


def undo(number: int, of: e.Event, *, device: str = "A") -> e.Event:
    return event(number, e.inverse(of), device=device)


def test_nothing_said_is_nothing_so() -> None:
    assert fold() == EMPTY
    assert fold().status.value is None


def test_the_last_writer_wins_and_knows_what_was_replaced() -> None:
    one = event(1, e.Assigned(T, ALICE))
    two = event(2, e.Assigned(T, BOB, (one.id,)), device="B")
    state = fold(one, two)
    assert state.assignee.value == BOB
    assert state.assignee.heads == (two.id,)
    assert state.disputed == ()


def test_a_lost_race_is_told_until_somebody_decides() -> None:
    before = event(1, e.StatusSet(T, Status.OPEN))
    mine = event(2, e.StatusSet(T, Status.WAITING, replaces=(before.id,)))
    theirs = event(3, e.StatusSet(T, Status.CLOSED, replaces=(before.id,)), device="B")
    state = fold(before, mine, theirs)
    assert state.status.value == StatusWish(Status.CLOSED, e.Seen())
    assert state.status.heads == (mine.id, theirs.id)
    assert state.disputed == ("status",)
    told = {entry.event.id: entry for entry in timeline([before, mine, theirs])}
    assert told[theirs.id].overtook == (mine.id,)
    assert told[mine.id].overtaken_by == theirs.id
    assert told[mine.id].before == StatusWish(Status.OPEN, e.Seen())
    decided = event(4, e.StatusSet(T, Status.OPEN, replaces=state.status.heads))
    assert fold(before, mine, theirs, decided).disputed == ()


def test_the_same_wish_twice_is_no_race() -> None:
    one = event(1, e.PrioritySet(T, e.Priority.HIGH))
    two = event(2, e.PrioritySet(T, e.Priority.HIGH), device="B")
    assert fold(one, two).disputed == ()
    assert all(entry.overtook == () for entry in timeline([one, two]))


def test_undo_takes_back_one_event_and_leaves_later_ones() -> None:
    one = event(1, e.Assigned(T, ALICE))
    two = event(2, e.Assigned(T, BOB, (one.id,)), device="B")
    assert fold(one, two, undo(3, two)).assignee == fold(one).assignee
    state = fold(one, two, undo(3, one))
    assert state.assignee.value == BOB
    assert state.disputed == ()


def test_whoever_replaced_what_was_undone_knew_what_came_before() -> None:
    one = event(1, e.Assigned(T, ALICE))
    two = event(2, e.Assigned(T, None, (one.id,)))
    three = event(3, e.Assigned(T, BOB, (two.id,)))
    state = fold(one, two, three, undo(4, two))
    assert state.assignee.heads == (three.id,)
    assert state.disputed == ()
    chain = [one, two, three, undo(4, two)]
    assert all(entry.overtook == () for entry in timeline(chain))


def test_an_undo_can_be_undone_and_reaches_only_back() -> None:
    tag = event(1, e.TagAdded(T, "bug"))
    first = undo(2, tag)
    assert fold(tag, first).tags == ()
    assert fold(tag, first, undo(3, first)).tags == ("bug",)
    assert fold(tag, first, undo(3, first), undo(4, tag, device="B")).tags == ()
    later = event(5, e.TagAdded(T, "bug"))
    assert fold(later, undo(3, later, device="B")).tags == ("bug",)
    assert fold(tag, event(2, e.Undone(ticket_stream(OTHER), tag.id))).tags == ("bug",)


def test_tags_go_by_element_and_ignore_case() -> None:
    one = event(1, e.TagAdded(T, "Bug"))
    two = event(2, e.TagAdded(T, "счёт"))
    three = event(3, e.TagRemoved(T, "BUG"))
    assert fold(one, two).tags == ("Bug", "счёт")
    assert fold(one, two, three).tags == ("счёт",)
    assert fold(three, event(4, e.TagAdded(T, "bug"))).tags == ("bug",)


def test_notes_are_edited_and_deleted() -> None:
    note = event(1, e.NoteAdded(T, "call back", (BOB,)))
    edit = event(2, e.NoteEdited(T, note.id, "call Ann", (), (note.id,)), device="B")
    state = fold(note, edit)
    assert [(n.id, n.text, n.mentions, n.edited) for n in state.notes] == [
        (note.id, "call Ann", (), True)
    ]
    assert not state.notes[0].disputed
    gone = event(3, e.NoteDeleted(T, note.id, (edit.id,)))
    assert fold(note, edit, gone).notes == ()
    assert fold(note, edit, gone, undo(4, gone)) == state
    assert fold(edit).notes == ()


def test_an_edit_that_the_deleter_had_not_seen_keeps_the_note() -> None:
    note = event(1, e.NoteAdded(T, "call back"))
    for when, other in ((2, 3), (3, 2)):
        edit = event(when, e.NoteEdited(T, note.id, "call Ann", (), (note.id,)), device="B")
        gone = event(other, e.NoteDeleted(T, note.id, (note.id,)))
        state = fold(note, edit, gone)
        assert [n.text for n in state.notes] == ["call Ann"]
        assert state.notes[0].disputed
        assert state.disputed == (note.id,)
        knowing = event(5, e.NoteDeleted(T, note.id, state.notes[0].heads))
        assert fold(note, edit, gone, knowing).notes == ()


def test_two_edits_at_once_keep_the_later_and_tell() -> None:
    note = event(1, e.NoteAdded(T, "x"))
    one = event(2, e.NoteEdited(T, note.id, "one", (), (note.id,)))
    two = event(3, e.NoteEdited(T, note.id, "two", (), (note.id,)), device="B")
    state = fold(note, one, two)
    assert state.notes[0].text == "two"
    assert state.notes[0].heads == (one.id, two.id)
    assert state.notes[0].disputed


def test_snoozing_writes_the_status() -> None:
    closed = event(1, e.StatusSet(T, Status.CLOSED))
    snoozed = event(2, e.Snoozed(T, 99, wake_on_reply=False, replaces=(closed.id,)))
    wish = fold(closed, snoozed).status.value
    assert wish == StatusWish(Status.SNOOZED, e.Seen(), 99, wake_on_reply=False)
    follow = event(3, e.StatusSet(T, None, replaces=(snoozed.id,)))
    assert fold(closed, snoozed, follow).status.value is None


def test_merges_go_by_pair() -> None:
    joined = event(1, e.Merged(T, OTHER))
    assert fold(joined).merged_into == (OTHER,)
    assert fold(joined, event(2, e.Unmerged(T, OTHER))).merged_into == ()
    assert fold(joined, undo(2, joined)).merged_into == ()


def test_of_two_events_with_one_id_all_choose_the_same() -> None:
    one = event(1, e.TagAdded(T, "a"), nonce="samesame")
    for when in (1, 2):
        two = event(when, e.TagAdded(T, "b"), nonce="samesame")
        assert fold(one, two).tags == ("a",)


def test_events_of_newer_versions_change_nothing_but_are_told() -> None:
    new = event(2, e.Unknown("starred", ticket_stream(T), '{"kind":"starred"}'))
    old = event(1, e.TagAdded(T, "bug"))
    assert fold(old, new) == fold(old)
    assert [entry.event for entry in timeline([new, old])] == [old, new]


def test_team_members_devices_and_settings() -> None:
    bob = event(1, e.MemberIntroduced(BOB, "Bob", "bob@shop.example", "#112233"))
    laptop = event(2, e.DeviceIntroduced(BOB, "laptop", "k" * 43, "p" * 43), device="B")
    gone = event(3, e.MemberGone(BOB))
    hours = event(4, e.SettingSet("member bob", "9-17"))
    state = fold_team([hours, gone, laptop, bob])
    member = state.member_of(laptop.device)
    assert member is not None
    assert (member.name, member.address, member.colour) == ("Bob", "bob@shop.example", "#112233")
    assert member.gone
    assert not state.devices[0].revoked
    assert state.setting("member bob").value == "9-17"
    assert state.setting("none").value is None
    lost = event(5, e.DeviceRevoked(laptop.device, None))
    back = event(6, e.MemberIntroduced(BOB, "Bobby", replaces=member.heads))
    state = fold_team([bob, laptop, gone, lost, back])
    assert [m.name for m in state.members if not m.gone] == ["Bobby"]
    assert state.devices[0].revoked
    assert fold_team([event(1, e.MemberGone(ALICE))]).members == ()
    assert state.member_of(e.DeviceId("C" * 16)) is None


def test_records_letters_and_things_done() -> None:
    one = event(1, e.ContactSet("a@x", "tier", "gold"))
    two = event(2, e.ContactSet("a@x", "tier", None, (one.id,)))
    three = event(3, e.ContactSet("a@x", "name", "Ann"))
    record = dict(fold_record([three, two, one]))
    assert [(name, said.value) for name, said in record.items()] == [
        ("name", "Ann"),
        ("tier", None),
    ]
    moved = event(1, e.LetterMoved("l@x", T))
    assert fold_letter([moved]).value == T
    assert fold_letter([moved, undo(2, moved)]).value is None
    done = event(2, e.Done("x"))
    assert fold_done([event(3, e.Done("x")), done]) == done.id
    assert fold_done([done, undo(3, done)]) is None
