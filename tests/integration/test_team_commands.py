"""What a person tells the team shows at once, and undoing it leaves everything as it was."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeGuard

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.accounts import Folder
from app.domain.changes import ChangeSet
from app.domain.claims import Claim
from app.domain.clock import Stamp
from app.domain.codes import code_of
from app.domain.errors import RejectedError
from app.domain.grouping import Letter
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.streams import Anchor
from app.domain.tickets import Queue, Status
from app.services import journal, members, team_commands, team_moves
from app.services.deeds import Deed, Done, EventsBack
from app.services.people import People
from app.services.presence import presence_of
from app.services.queries import Queries
from app.services.read_models import ListFilter, TicketRow
from app.services.refold import team
from app.services.team_models import NOBODY, Disputable, EntryKind, MemberView, TicketLink
from app.services.team_reads import TeamPart, team_part
from app.services.undo import last_deeds, take_back, undo_last
from app.store import Store, Transaction, open_store
from mail.journal import compose
from mail.journal_keys import device_id, proof, public_key, text_of
from mail.journal_lines import batch_payload, claims_payload, seal
from tests.support.journal import COVER, TEAM, TEAM_KEY
from tests.support.journal_rows import SETTINGS, joined
from tests.support.letters import NOON, letter, worlds
from tests.support.receiving import deliver, incoming, mailbox
from tests.support.rulings import histories, say, shown

ALICE = e.MemberId("member-0")
Command = Callable[[Store, Transaction], Done]


class Desk:
    """One person's computer with a mailbox: two conversations, 1 ← 2 ← 3 and 4 ← 5."""

    def __init__(self, store: Store, inbox: Folder, sent: Folder) -> None:
        self.store, self.inbox, self.sent = store, inbox, sent
        self.account: AccountId = inbox.account
        self.now = float(NOON + 90 * 86_400)
        with store.transaction() as transaction:
            joined(store, transaction, self.account)
            me = members.Me("Alice", "alice@shop.example", member=ALICE)
            members.introduce_me(store, transaction, self.account, me, now=self.now)

    def receive(self, *letters: Letter) -> None:
        deliver(self.store, self.inbox, [incoming(x) for x in letters if not x.ours])
        deliver(self.store, self.sent, [incoming(x) for x in letters if x.ours])

    def ticket(self, number: int) -> TicketId:
        return self.row(number).id

    def row(self, number: int) -> TicketRow:
        found = Queries(self.store).by_code(code_of(f"m{number}@x.example"))
        assert found is not None
        return found

    def do(self, command: Callable[..., Done], *args: Any, **more: Any) -> Done:
        self.now += 60
        with self.store.transaction() as transaction:
            return command(self.store, transaction, *args, **more, now=self.now)

    def undo(self, done: Done) -> None:
        self.now += 60
        with self.store.transaction() as transaction:
            take_back(self.store, transaction, done, now=self.now)

    def unknowingly(self, *facts: e.Fact) -> None:
        """Write facts as somebody does who has seen nothing of the others' words."""
        self.now += 60
        with self.store.transaction() as transaction:
            journal.write(self.store, transaction, self.account, facts, now=self.now)

    def state(self) -> object:
        """All that is shown, but the timeline: that tells of what was undone too."""
        told = [
            self.story(row.id) for row in Queries(self.store).tickets(Queue.ALL, offset=0, limit=-1)
        ]
        everybody = team(self.store, self.account)
        return shown(self.store), sorted(told), everybody, self.ids()

    def story(self, ticket: TicketId) -> str:
        part = team_part(self.store, self.account, ticket, People(self.store, self.account))
        return repr((part.story.notes, part.story.conflicts, part.here, part.merged))

    def ids(self) -> dict[str, TicketId]:
        rows = self.store.tickets.page(Queue.ALL, offset=0, limit=-1)
        return {data.root: data.id for data in rows}

    def part(self, number: int) -> TeamPart:
        people = People(self.store, self.account)
        return team_part(self.store, self.account, self.ticket(number), people)

    def anchor(self, number: int) -> Anchor:
        return Anchor(f"m{number}@x.example")

    def key(self, name: str) -> MessageKey:
        rows = self.store.letters.by_keys(self.store.letters.all_keys())
        return next(row.key for row in rows if row.letter.message_id == name)

    def name(self, key: MessageKey) -> str:
        return self.store.letters.by_keys([key])[0].letter.message_id

    def names(self, ticket: TicketId | None) -> list[str]:
        rows = self.store.letters.of_ticket(ticket or TicketId(0))
        return [row.letter.message_id for row in rows]

    def join_bob(self) -> e.MemberId:
        """Another member joins from another computer, whose batch was read."""
        bob = e.MemberId("bob")
        secret = bytes([5]) * 32
        public = public_key(secret)
        device = device_id(public)
        facts: tuple[e.Fact, ...] = (
            e.DeviceIntroduced(bob, "tablet", text_of(public), proof(TEAM_KEY, device)),
            e.MemberIntroduced(bob, "Bob", "bob@shop.example"),
        )
        events = [
            e.Event(e.event_id(device, f"{n:08d}"), Stamp(NOON * 1_000_000 + n), NOON, fact)
            for n, fact in enumerate(facts)
        ]
        line = seal(secret, batch_payload(TEAM, device, 1, None, events))
        self.read(1, line)
        return bob

    def send(self, uid: int) -> ChangeSet:
        """What waits stands in a message of the journal folder, and was read there."""
        with self.store.transaction() as transaction:
            secret = bytes([1]) * 32
            (line,) = journal.seal_waiting(self.store, transaction, self.account, secret, TEAM)
        return self.read(uid, line)

    def read(self, uid: int, line: bytes) -> ChangeSet:
        """A message of the journal folder is here."""
        message = journal.Message(uid, NOON, compose([line], COVER))
        keys = {TEAM: TEAM_KEY}
        with self.store.transaction() as transaction:
            journal.take(self.store, transaction, self.account, message, uidvalidity=1, keys=keys)
            return transaction.changes

    def waiting(self) -> set[TicketId]:
        rows = Queries(self.store).tickets(Queue.ALL, offset=0, limit=-1)
        return {row.id for row in rows if row.unsent}

    def search(self, **only: Any) -> list[str]:
        queries = Queries(self.store)
        wanted = ListFilter(**only)
        rows = queries.tickets(Queue.ALL, wanted, offset=0, limit=-1)
        assert queries.ticket_count(Queue.ALL, wanted) == len(rows)
        places = [queries.position(Queue.ALL, row.id, wanted) for row in rows]
        assert places == [*range(len(rows))]
        return [row.code for row in rows]


@contextmanager
def desk(letters: list[Letter] | None = None) -> Iterator[Desk]:
    with mailbox() as (store, inbox, sent):
        found = Desk(store, inbox, sent)
        if letters is not None:
            found.receive(*letters)
        else:
            answer = letter(2, ours=True, references=("m1@x.example",), recipients=(ANN,))
            found.receive(letter(1), letter(4, sender=CY))
            found.receive(answer)
            found.receive(
                letter(3, references=("m1@x.example", "m2@x.example")),
                letter(5, sender=CY, references=("m4@x.example",)),
            )
        yield found


ANN, CY = "ann@acme.example", "cy@gmail.com"


# --- every command and its undo -------------------------------------------------------------------


def _some(desk: Desk, rng: random.Random, most: int = 3) -> list[TicketId]:
    ids = sorted(desk.ids().values())
    return rng.sample(ids, min(len(ids), rng.randint(1, most)))


def _random_command(desk: Desk, rng: random.Random, kind: str) -> Done:  # noqa: PLR0911, PLR0912 - a line each
    tickets = _some(desk, rng)
    state = team(desk.store, desk.account)
    match kind:
        case "assign":
            here = [m.id for m in state.members if not m.gone]
            return desk.do(team_commands.assign, tickets, rng.choice([None, *here]))
        case "status":
            status = rng.choice([None, Status.OPEN, Status.WAITING, Status.CLOSED])
            return desk.do(team_commands.set_status, tickets, status)
        case "snooze":
            until, keep = int(desk.now) + 500 + rng.randrange(9), rng.random() < 0.5
            return desk.do(team_commands.snooze, tickets, until, wake_on_reply=keep)
        case "priority":
            return desk.do(team_commands.set_priority, tickets, rng.choice(list(e.Priority)))
        case "promise":
            return desk.do(team_commands.promise, tickets, rng.choice([None, NOON, NOON + 5]))
        case "tag":
            tags = rng.sample(["Refund", "refund", "счёт", "new"], 2)
            return desk.do(team_commands.tag, tickets, add=tags[:1], remove=tags[1:])
        case "note":
            return desk.do(team_commands.add_note, tickets, f"note {rng.random()}", [ALICE])
        case "edit" | "delete":
            return _about_a_note(desk, rng, kind)
        case "merge":
            return desk.do(team_moves.merge, tickets[1:], tickets[0])
        case "unmerge":
            rows = desk.store.tickets.page(Queue.ALL, offset=0, limit=-1)
            merged = [row.id for row in rows if row.joined]
            return desk.do(team_moves.unmerge, rng.choice(merged or tickets))
        case "split":
            keys = [row.key for row in desk.store.letters.of_ticket(tickets[0])]
            chosen = rng.sample(keys, rng.randint(1, len(keys)))
            return desk.do(team_moves.split, tickets[0], chosen)
        case "move":
            keys = desk.store.letters.all_keys()
            return desk.do(team_moves.move_letters, rng.sample(keys, 1), tickets[0])
        case "settle":
            return _settle_something(desk, rng)
        case "member":
            member = rng.choice(state.members).id
            return desk.do(members.rename, desk.account, member, name=f"Name {rng.random()}")
        case "gone":
            member = rng.choice(state.members).id
            return desk.do(members.member_gone, desk.account, member, keep=rng.random() < 0.3)
        case "contact":
            field = {"field": "tier", "value": rng.choice([None, "gold", "tin"])}
            return desk.do(team_commands.set_detail, desk.account, ANN, **field)
        case _:
            value = rng.choice([None, "9-17", "8-20"])
            return desk.do(team_commands.set_setting, desk.account, "hours", value)


KINDS = (
    "assign status snooze priority promise tag note edit delete merge unmerge split move settle "
    "member gone contact setting"
).split()


def _prepare(desk: Desk, rng: random.Random, kind: str) -> None:
    """Make likely that there is something to do it to."""
    tickets = sorted(desk.ids().values())
    match kind:
        case "unmerge" if len(tickets) > 1:
            one, other = rng.sample(tickets, 2)
            desk.do(team_moves.merge, [one], other)
        case "edit" | "delete":
            desk.do(team_commands.add_note, _some(desk, rng), "a note")
        case "settle":
            data = desk.store.tickets.by_ids(rng.sample(tickets, 1))[0]
            anchor = Anchor(desk.names(data.id)[0])
            desk.unknowingly(e.Promised(anchor, 5), e.Promised(anchor, 6))
        case _:
            return


def _about_a_note(desk: Desk, rng: random.Random, kind: str) -> Done:
    for row in Queries(desk.store).tickets(Queue.ALL, offset=0, limit=-1):
        part = team_part(desk.store, desk.account, row.id, People(desk.store, desk.account))
        if part.story.notes:
            note = rng.choice(part.story.notes).id
            if kind == "delete":
                return desk.do(team_commands.delete_note, row.id, note)
            return desk.do(team_commands.edit_note, row.id, note, text=f"edited {rng.random()}")
    raise RejectedError("There is no note.")


def _settle_something(desk: Desk, rng: random.Random) -> Done:
    for row in Queries(desk.store).disputed(desk.account)[1]:
        part = team_part(desk.store, desk.account, row.id, People(desk.store, desk.account))
        conflict = rng.choice(part.story.conflicts)
        chosen = rng.choice([conflict.in_place, *conflict.replaced])
        done = desk.do(team_commands.settle, row.id, conflict.field, chosen.id, note=conflict.note)
        assert done.back
        part = team_part(desk.store, desk.account, row.id, People(desk.store, desk.account))
        assert (conflict.field, conflict.note) not in [
            (left.field, left.note) for left in part.story.conflicts
        ]
        return done
    raise RejectedError("Nobody disputes anything.")


@settings(max_examples=60, deadline=None)
@given(
    worlds(),
    histories(),
    st.lists(st.sampled_from(KINDS), max_size=4),
    st.sampled_from(KINDS),
    st.integers(0, 1_000_000),
)
def test_every_command_is_undone_whatever_was_before(
    letters: list[Letter], events: list[e.Event], earlier: list[str], kind: str, seed: int
) -> None:
    rng = random.Random(seed)
    with desk(letters) as here:
        say(here.store, here.account, events)
        for one in earlier:
            try:
                _random_command(here, rng, one)
            except RejectedError:
                continue
        _prepare(here, rng, kind)
        before = here.state()
        try:
            done = _random_command(here, rng, kind)
        except RejectedError:
            assert here.state() == before
            return
        if not done.back:
            assert here.state() == before
            assert done.number == 0
            return
        assert last_deeds(here.store, 1) == (done,)
        here.undo(done)
        assert here.state() == before
        here.undo(done)  # twice is once
        assert here.state() == before
        assert done not in last_deeds(here.store)
        assert here.store.check() == []


# --- what commands do -----------------------------------------------------------------------------


def test_many_tickets_are_one_deed_and_one_undo() -> None:
    with desk() as here:
        both = [here.ticket(1), here.ticket(4)]
        done = here.do(team_commands.assign, both, ALICE)
        assert (done.deed, done.tickets) == (Deed.ASSIGN, tuple(both))
        assert len(here.search(assignee=ALICE)) == 2
        again = here.do(team_commands.assign, both, ALICE)
        assert (again.back, again.tickets, again.number) == ((), (), 0)
        here.undo(done)
        assert here.row(1).assignee is here.row(4).assignee is None


def test_the_last_deeds_outlive_the_program_and_are_taken_back_one_by_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as store, store.transaction() as transaction:
        account = store.accounts.add(SETTINGS)
        joined(store, transaction, account)
        set_detail = team_commands.set_detail
        for number, value in enumerate(("one", "two")):
            set_detail(
                store, transaction, account, ANN, field="tier", value=value, now=NOON + number
            )
    for expected in ("one", None, None):
        with open_store(path) as store:
            before = last_deeds(store)
            with store.transaction() as transaction:
                done = undo_last(store, transaction, now=NOON + 9)
                assert (done is None) == (not before)
            assert dict(Queries(store).record(account, ANN)).get("tier") == expected
    with open_store(path) as store, store.transaction() as transaction:
        assert undo_last(store, transaction, now=NOON + 9) is None


def test_what_waits_is_undone_also_after_this_computer_got_another_key() -> None:
    with desk() as here:
        here.do(team_commands.tag, [here.ticket(1)], add=["vip"])
        with here.store.transaction() as transaction:
            joined(here.store, transaction, here.account, 7, member=ALICE)
        assert here.row(1).tags == ("vip",)
        with here.store.transaction() as transaction:
            undo_last(here.store, transaction, now=here.now)
        assert here.row(1).tags == ()


def test_lists_ask_for_an_assignee_or_a_tag() -> None:
    with desk() as here:
        one, four = here.row(1), here.row(4)
        here.do(team_commands.assign, [one.id], ALICE)
        here.do(team_commands.tag, [one.id, four.id], add=[" #Big  client "])
        assert here.search(assignee=ALICE) == [one.code]
        assert here.search(assignee=NOBODY) == [four.code]
        assert set(here.search(tag="BIG CLIENT")) == {one.code, four.code}
        assert here.search(tag="big client", assignee=ALICE) == [one.code]
        assert here.search(tag="big client", account=AccountId(99)) == []
        (tag,) = Queries(here.store).team(here.account).tags
        assert (tag.tag, tag.tickets) == ("Big client", 2)


def test_a_lost_race_shows_both_words_and_is_settled() -> None:
    with desk() as here:
        ticket = here.ticket(1)
        bob = here.join_bob()
        here.do(team_commands.assign, [ticket], ALICE)
        here.unknowingly(e.Assigned(here.anchor(1), bob))
        assert here.row(1).disputed
        assert [row.id for row in Queries(here.store).disputed()[1]] == [ticket]
        (conflict,) = here.part(1).story.conflicts
        assert conflict.field is Disputable.ASSIGNEE
        (lost,) = conflict.replaced
        names = [said.value.name for said in (conflict.in_place, lost) if _is_member(said.value)]
        assert names == ["Bob", "Alice"]
        assert lost.member is not None
        assert (lost.member.id, lost.at) == (ALICE, int(here.now) - 60)
        entries = here.part(1).story.timeline
        assert [entry.overtook for entry in entries] == [(), (lost,)]
        assert entries[0].overtaken_by == conflict.in_place
        done = here.do(team_commands.settle, ticket, Disputable.ASSIGNEE, lost.id)
        row = here.row(1)
        assert (row.disputed, row.assignee and row.assignee.id) == (False, ALICE)
        with pytest.raises(RejectedError, match="settled"):
            here.do(team_commands.settle, ticket, Disputable.ASSIGNEE, lost.id)
        here.undo(done)
        assert here.part(1).story.conflicts == (conflict,)


def test_a_note_that_two_people_changed_keeps_both_texts() -> None:
    with desk() as here:
        ticket = here.ticket(1)
        here.do(team_commands.add_note, [ticket], " first \r\nline ")
        (note,) = here.part(1).story.notes
        assert (note.text, note.edited, note.disputed) == ("first \nline", False, False)
        here.do(team_commands.edit_note, ticket, note.id, text="mine")
        here.unknowingly(e.NoteDeleted(here.anchor(1), note.id, (note.id,)))
        (conflict,) = here.part(1).story.conflicts
        assert (conflict.field, conflict.note) == (Disputable.NOTE, note.id)
        assert {conflict.in_place.value, conflict.replaced[0].value} == {"mine", None}
        deleted = next(s for s in (conflict.in_place, *conflict.replaced) if s.value is None)
        here.do(team_commands.settle, ticket, Disputable.NOTE, deleted.id, note=note.id)
        assert here.part(1).story.notes == ()
        with pytest.raises(RejectedError, match="no more"):
            here.do(team_commands.delete_note, ticket, note.id)


def test_a_timeline_says_who_did_what_from_what_to_what() -> None:
    with desk() as here:
        ticket = here.ticket(1)
        here.do(team_commands.set_status, [ticket], Status.CLOSED)
        here.do(team_commands.snooze, [ticket], int(here.now) + 900)
        done = here.do(team_commands.set_status, [ticket], None)
        *_, last = here.part(1).story.timeline
        here.undo(done)
        entries = here.part(1).story.timeline
        kinds = [EntryKind.STATUS_SET, EntryKind.SNOOZED, EntryKind.STATUS_SET]
        assert [entry.kind for entry in entries] == kinds
        assert {entry.member.name for entry in entries if entry.member} == {"Alice"}
        until = entries[1].value
        assert [entry.before for entry in (*entries[:2], last)] == [None, Status.CLOSED, until]
        assert [entry.undone_at for entry in entries] == [None, None, int(here.now)]
        assert entries[2].undone_by == entries[2].member
        assert all(entry.unsent for entry in entries)


def test_a_row_shows_what_waits_until_it_was_read_in_the_mailbox() -> None:
    with desk() as here:
        first, other = here.ticket(1), here.ticket(4)
        assert here.waiting() == set()
        note = here.do(team_commands.add_note, [first], "first")
        assert here.waiting() == {first}
        conversation = Queries(here.store).conversation(first)
        assert conversation is not None
        assert conversation.ticket.unsent
        with here.store.transaction() as transaction:
            secret = bytes([1]) * 32
            (line,) = journal.seal_waiting(here.store, transaction, here.account, secret, TEAM)
        assert here.waiting() == {first}  # it is signed, and nobody has it yet
        assert here.read(1, line).tickets == {first}
        assert here.waiting() == set()
        assert here.read(1, line).tickets == set()
        here.undo(note)
        assert here.waiting() == {first}
        with here.store.transaction() as transaction:
            journal.messages_gone(here.store, transaction, here.account, [1], NOON)
        here.send(2)
        assert here.waiting() == {first}  # the first batch is gone from the folder
        here.read(3, line)
        here.do(team_moves.merge, [other], first)
        assert here.waiting() == {first}
        assert here.send(4).tickets == {first}
        done = here.do(team_moves.split, first, [here.key("m3@x.example")])
        assert here.waiting() == {done.tickets[0]}
        assert here.send(5).tickets == {done.tickets[0]}
        here.do(team_commands.tag, [done.tickets[0]], add=("x",))
        assert here.waiting() == {done.tickets[0]}


def test_an_edited_note_is_news_of_its_ticket() -> None:
    with desk() as here:
        here.do(team_commands.add_note, [here.ticket(1)], "first")
        (note,) = here.part(1).story.notes
        with here.store.transaction() as transaction:
            team_commands.edit_note(
                here.store, transaction, here.ticket(1), note.id, text="second", now=here.now
            )
            assert transaction.changes.tickets == {here.ticket(1)}


def test_a_merged_ticket_tells_why_each_letter_is_here() -> None:
    with desk() as here:
        code = here.row(4).code
        here.do(team_moves.merge, [here.ticket(4)], here.ticket(1))
        assert here.row(4).id == here.ticket(1)
        part = here.part(1)
        assert part.merged == (code,)
        brought = {here.name(key): why for key, why in part.here.items()}
        assert set(brought) == {"m4@x.example", "m5@x.example"}
        for why in part.here.values():
            assert why.moved_by is not None
            assert (why.moved_by.id, why.moved_at) == (ALICE, int(here.now))
        (entry,) = part.story.timeline
        assert entry.kind is EntryKind.MERGED
        assert isinstance(entry.value, TicketLink)
        assert entry.value.code == code
        here.do(team_moves.unmerge, here.ticket(1), [code])
        assert here.part(1).merged == ()
        assert here.ticket(4) != here.ticket(1)
        with pytest.raises(RejectedError):
            here.do(team_moves.unmerge, here.ticket(1))


def test_a_merge_names_the_other_ticket_by_its_own_code_and_subject() -> None:
    older = letter(1, sender=ANN, subject="box is wet")
    with desk([older, letter(4, sender=CY, subject="paid twice")]) as here:
        wet, paid = here.row(1), here.row(4)
        for goes, stays in ((wet, paid), (paid, wet)):
            done = here.do(team_moves.merge, [goes.id], stays.id)
            row = Queries(here.store).rows([stays.id])[stays.id]
            assert (row.code, row.subject, row.contact) == (
                stays.code,
                stays.subject,
                stays.contact,
            )
            people = People(here.store, here.account)
            story = team_part(here.store, here.account, stays.id, people).story
            value = story.timeline[-1].value
            assert isinstance(value, TicketLink)
            assert (value.code, value.subject) == (goes.code, goes.subject)
            here.undo(done)
        assert [here.row(n).subject for n in (1, 4)] == [wet.subject, paid.subject]


def test_a_letter_that_was_split_off_takes_later_answers_along() -> None:
    with desk() as here:
        before = here.ids()
        third = here.key("m3@x.example")
        done = here.do(team_moves.split, here.ticket(1), [third])
        new, old = done.tickets
        assert old == here.ticket(1)
        here.receive(letter(6, references=("m1@x.example", "m3@x.example")))
        assert here.names(new) == ["m3@x.example", "m6@x.example"]
        assert here.names(old) == ["m1@x.example", "m2@x.example"]
        part = team_part(here.store, here.account, new, People(here.store, here.account))
        assert {here.name(k): why.moved_with for k, why in part.here.items()} == {
            "m3@x.example": "",
            "m6@x.example": "m3@x.example",
        }
        # to split off the first one again leaves it where it is, and the rest goes
        here.do(team_moves.split, new, [third])
        assert here.names(new) == ["m3@x.example"]
        assert here.names(here.store.letters.ticket_of_message_id("m6@x.example")) == [
            "m6@x.example"
        ]
        for _ in range(2):
            with here.store.transaction() as transaction:
                undo_last(here.store, transaction, now=here.now)
        assert here.ids() == before


def test_letters_are_moved_to_another_ticket() -> None:
    with desk() as here:
        fifth = here.key("m5@x.example")
        one, four = here.ticket(1), here.ticket(4)
        done = here.do(team_moves.move_letters, [fifth], one)
        assert done.tickets == (one, four)
        assert "m5@x.example" in here.names(one)
        assert here.do(team_moves.move_letters, [fifth], one).back == ()
        here.do(team_moves.move_letters, [fifth], four)
        assert here.names(four) == ["m4@x.example", "m5@x.example"]


@pytest.mark.parametrize("answered", [False, True])
def test_merging_into_a_closed_ticket_forgets_no_question(answered: bool) -> None:
    with desk() as here:
        one, four = here.ticket(1), here.ticket(4)
        here.do(team_commands.set_status, [one], Status.CLOSED)
        if answered:
            answer = letter(7, ours=True, references=("m4@x.example",), recipients=(CY,))
            here.receive(answer)
        here.do(team_moves.merge, [four], one)
        assert here.row(1).status is (Status.CLOSED if answered else Status.OPEN)
        here.receive(letter(8, sender=CY, references=("m4@x.example", "m5@x.example")))
        assert here.row(1).status is Status.OPEN


# --- members --------------------------------------------------------------------------------------


def test_whoever_leaves_hands_their_tickets_on() -> None:
    with desk() as here:
        bob = here.join_bob()
        here.do(team_commands.assign, [here.ticket(1), here.ticket(4)], bob)
        done = here.do(members.member_gone, here.account, bob, heir=ALICE)
        assert len(here.search(assignee=ALICE)) == 2
        view = Queries(here.store).team(here.account)
        assert [(m.name, m.gone, m.me) for m in view.members] == [
            ("Alice", False, True),
            ("Bob", True, False),
        ]
        with pytest.raises(RejectedError, match="no member"):
            here.do(team_commands.assign, [here.ticket(1)], bob)
        with pytest.raises(RejectedError, match="still here"):
            here.do(members.member_gone, here.account, ALICE, heir=bob)
        here.undo(done)
        assert len(here.search(assignee=bob)) == 2
        here.do(members.member_gone, here.account, bob, keep=True)
        assert len(here.search(assignee=bob)) == 2
        here.do(members.rename, here.account, bob, name="Bob II")
        names = [m.name for m in Queries(here.store).team(here.account).members if not m.gone]
        assert names == ["Alice", "Bob II"]


def test_whoever_writes_an_answer_is_seen_for_two_minutes() -> None:
    with desk() as here:
        here.join_bob()
        (device,) = (d for d in Queries(here.store).team(here.account).devices if not d.me)
        what = presence_of(here.anchor(1))
        claim = Claim(e.event_id(device.id, "claim001"), what, 120)
        here.read(2, seal(bytes([5]) * 32, claims_payload(TEAM, device.id, [claim])))

        def there(seconds: int, number: int = 1) -> list[str]:
            ticket = here.ticket(number)
            row = Queries(here.store, lambda: NOON + seconds).rows([ticket])[ticket]
            assert all(one.since == one.heard == NOON for one in row.present)
            return [one.member.name for one in row.present]

        assert there(5) == there(119) == ["Bob"]
        assert there(121) == there(5, 4) == []
        assert here.row(1).present == ()  # nobody said what time it is
        here.do(team_moves.merge, [here.ticket(1)], here.ticket(4))
        assert there(5, 4) == ["Bob"]


def test_a_lost_computer_is_shut_out_by_its_last_batch() -> None:
    with desk() as here:
        bob = here.join_bob()
        (device,) = (d for d in Queries(here.store).team(here.account).devices if not d.me)
        assert device.member is not None
        assert device.member.id == bob
        last = here.store.batches.last_of(here.account, device.id)[1]
        assert last is not None
        done = here.do(members.revoke_device, here.account, device.id)
        (back,) = done.back
        assert isinstance(back, EventsBack)
        ((_, event),) = back.events
        facts = {x.id: x.fact for x in here.store.events.of_deed(here.account, done.number)}
        assert facts[event] == e.DeviceRevoked(device.id, last)
        assert here.do(members.revoke_device, here.account, device.id).back == ()
        own = next(d for d in Queries(here.store).team(here.account).devices if d.me)
        with pytest.raises(RejectedError, match="in front of you"):
            here.do(members.revoke_device, here.account, own.id)
        here.undo(done)
        assert not any(d.revoked for d in Queries(here.store).team(here.account).devices)


def test_a_second_computer_belongs_to_the_member_of_the_same_name() -> None:
    with mailbox() as (store, inbox, _):
        with store.transaction() as transaction:
            joined(store, transaction, inbox.account, 3, member="alice-elsewhere")
            telling = e.MemberIntroduced(e.MemberId("alice-elsewhere"), "Alice", "", "#112233")
            journal.write(store, transaction, inbox.account, [telling], now=NOON)
        secret = bytes([9]) * 32
        with store.transaction() as transaction:
            member = members.join(
                store,
                transaction,
                inbox.account,
                members.Me("  alice ", computer="laptop"),
                public_key=public_key(secret),
                team_key=TEAM_KEY,
                now=NOON,
            )
        assert member == "alice-elsewhere"
        view = Queries(store).team(inbox.account)
        assert view.me is not None
        assert (view.me.name, view.me.colour) == ("alice", "#112233")
        assert len(view.members) == 1


def test_before_joining_all_is_kept_and_told_afterwards() -> None:
    with mailbox() as (store, inbox, _):
        deliver(store, inbox, [incoming(letter(1))])
        ticket = store.tickets.page(Queue.ALL, offset=0, limit=-1)[0].id
        with store.transaction() as transaction:
            me = members.Me("Alice", colour="#AABBCC")
            members.introduce_me(store, transaction, inbox.account, me, now=NOON)
            told = members.told_of_me(store, inbox.account)
            assert told == members.Me("Alice", colour="#aabbcc")
            for wrong in (members.Me("  "), members.Me("A", colour="red")):
                with pytest.raises(RejectedError):
                    members.introduce_me(store, transaction, inbox.account, wrong, now=NOON)
            done = team_commands.tag(store, transaction, [ticket], add=["x"], now=NOON)
            team_commands.set_status(store, transaction, [ticket], Status.CLOSED, now=NOON)
            keys = {"public_key": public_key(bytes(32)), "team_key": TEAM_KEY}
            members.join(store, transaction, inbox.account, told, **keys, now=NOON)
        (row,) = Queries(store).tickets(Queue.ALL, offset=0, limit=-1)
        assert (row.tags, row.status, row.unsent) == (("x",), Status.CLOSED, True)
        part = team_part(store, inbox.account, ticket, People(store, inbox.account))
        assert {entry.member.name for entry in part.story.timeline if entry.member} == {"Alice"}
        with store.transaction() as transaction:
            take_back(store, transaction, done, now=NOON + 1)
        assert Queries(store).rows([ticket])[ticket].tags == ()


def test_of_what_nobody_will_hear_nothing_waits() -> None:
    with mailbox() as (store, inbox, _):
        deliver(store, inbox, [incoming(letter(1))])
        ticket = store.tickets.page(Queue.ALL, offset=0, limit=-1)[0].id
        with store.transaction() as transaction:
            team_commands.set_status(store, transaction, [ticket], Status.CLOSED, now=NOON)
        queries = Queries(store)
        assert (queries.rows([ticket])[ticket].status, queries.rows([ticket])[ticket].unsent) == (
            Status.CLOSED,
            False,
        )
        view = queries.team(inbox.account)
        assert (view.me, view.joining, view.unsent) == (None, False, 0)
        with store.transaction() as transaction:
            members.introduce_me(store, transaction, inbox.account, members.Me("Al"), now=NOON)
        view = queries.team(inbox.account)
        assert (view.me, view.joining, view.unsent) == (None, True, 1)


def test_mentions_are_names_behind_an_at_sign() -> None:
    people = [
        MemberView(e.MemberId(name.lower()), name)
        for name in ("Ann", "Ann Lee", "Олена", "Bob", "Jo-Ann", "Gone")
    ]
    people[-1] = replace(people[-1], gone=True)

    def named(text: str) -> tuple[str, ...]:
        return members.mentions_in(text, people)

    assert named("ask @Bob, please") == ("bob",)
    assert named("@олена! і @jo-ann.") == ("олена", "jo-ann")
    assert named("@ann lee knows") == ("ann", "ann lee")
    assert named("bob@shop.example @Bobby @Gone bob") == ()


def _is_member(value: object) -> TypeGuard[MemberView]:
    return isinstance(value, MemberView)
