"""Letters and team events in any order into a database: one result, which undo brings back."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.accounts import Folder, FolderRole
from app.domain.codes import code_of
from app.domain.fold_ledger import Ledger
from app.domain.fold_places import arrange
from app.domain.fold_status import seen_of
from app.domain.grouping import Letter, group
from app.domain.ids import TicketId
from app.domain.messages import Automatic
from app.domain.ports import RemoteFolder
from app.domain.streams import SPLIT_MARK, Anchor, split_anchor, ticket_stream
from app.domain.tickets import Away, Queue, Status
from app.services.receive import apply_gone
from app.services.refold import next_wake, refold, wake_due
from app.services.ticket_states import status_letters
from app.store import Store
from app.store.ticket_data import TicketData
from app.store.ticket_queues import Filter
from tests.support.letters import DAY, NOON, letter, worlds
from tests.support.receiving import deliver, incoming, mailbox
from tests.support.rulings import FACTS, MEMBERS, event, histories, renew, say, shown

TONIGHT = NOON + DAY
"""A time at which some are still put aside."""


def wake(store: Store, now: int) -> None:
    with store.transaction() as transaction:
        wake_due(store, transaction, now)


@settings(max_examples=25, deadline=None)
@given(worlds(), histories(), st.randoms(use_true_random=False))
def test_letters_and_events_in_any_order_and_batches_end_alike(
    letters: list[Letter], events: list[e.Event], rng: random.Random
) -> None:
    steps: list[Letter | e.Event | int] = [*letters, *events, TONIGHT, NOON]
    rng.shuffle(steps)
    with mailbox() as (store, inbox, sent), mailbox() as (whole, whole_inbox, whole_sent):
        while steps:
            batch = [steps.pop() for _ in range(min(len(steps), rng.randint(1, 5)))]
            mail = [x for x in batch if isinstance(x, Letter)]
            deliver(store, inbox, [incoming(x) for x in mail if not x.ours])
            deliver(store, sent, [incoming(x) for x in mail if x.ours])
            say(store, inbox.account, [x for x in batch if isinstance(x, e.Event)])
            for now in (x for x in batch if isinstance(x, int)):
                wake(store, now)
        wake(store, TONIGHT)
        wake(whole, TONIGHT)
        deliver(whole, whole_inbox, [incoming(x) for x in letters if not x.ours])
        deliver(whole, whole_sent, [incoming(x) for x in letters if x.ours])
        say(whole, whole_inbox.account, events)
        assert shown(store) == shown(whole)
        ledger = Ledger()
        ledger.take(events)
        stored = [row.letter for row in store.letters.by_keys(store.letters.all_keys())]
        pure = arrange(group(stored), {x.key: x for x in stored}, ledger.rulings())
        assert sorted(t.root for t in pure) == [t["root"] for t in shown(store)]
        assert store.check() == []
        for queue in Queue:
            rows = store.tickets.page(queue, offset=0, limit=-1)
            assert store.tickets.count(queue) == len(rows)


@settings(max_examples=20, deadline=None)
@given(worlds(), histories(), FACTS)
def test_what_is_taken_back_leaves_everything_as_it_was(
    letters: list[Letter], events: list[e.Event], fact: e.Fact
) -> None:
    with mailbox() as (store, inbox, sent):
        deliver(store, inbox, [incoming(x) for x in letters if not x.ours])
        deliver(store, sent, [incoming(x) for x in letters if x.ours])
        say(store, inbox.account, events)
        before, ids = shown(store), ticket_ids(store)
        one = event(100, fact)
        say(store, inbox.account, [one])
        back = event(101, e.inverse(one))
        say(store, inbox.account, [back])
        assert shown(store) == before
        assert natural(ticket_ids(store)) == natural(ids)
        again = event(102, e.inverse(back))
        say(store, inbox.account, [again])
        say(store, inbox.account, [event(103, e.inverse(again))])
        assert shown(store) == before


def ticket_ids(store: Store) -> dict[str, TicketId]:
    """Rows by root."""
    return {data.root: data.id for data in store.tickets.page(Queue.ALL, offset=0, limit=-1)}


def listed(store: Store, queue: Queue) -> list[str]:
    """Roots of a queue's tickets."""
    found = [data.root for data in store.tickets.page(queue, offset=0, limit=-1)]
    assert store.tickets.count(queue) == len(found)
    return found


def natural(ids: dict[str, TicketId]) -> dict[str, TicketId]:
    """Without tickets split off: one that lost its letters is forgotten."""
    return {root: ticket for root, ticket in ids.items() if not root.startswith(SPLIT_MARK)}


ANN, BEN = Anchor("m1@x.example"), Anchor("m4@x.example")


@contextmanager
def conversations() -> Iterator[tuple[Store, Folder, Folder]]:
    """Two tickets: 1 ← 2 ← 3, and 4 ← 5."""
    with mailbox() as (store, inbox, sent):
        answer = letter(2, ours=True, references=(ANN,), recipients=("ann@acme.example",))
        deliver(store, inbox, [incoming(letter(1)), incoming(letter(4, sender="cy@gmail.com"))])
        deliver(store, sent, [incoming(answer)])
        third = letter(3, references=(ANN, answer.message_id))
        fifth = letter(5, sender="cy@gmail.com", references=(BEN,))
        deliver(store, inbox, [incoming(third), incoming(fifth)])
        yield store, inbox, sent


def row(store: Store, root: str) -> TicketData:
    found = store.tickets.by_code(code_of(root))
    assert found is not None
    return found


def test_a_merged_ticket_is_shown_in_the_other_and_its_code_leads_there() -> None:
    with conversations() as (store, inbox, _):
        before = ticket_ids(store)
        say(store, inbox.account, [event(1, e.TagAdded(ANN, "Refund"))])
        say(store, inbox.account, [event(2, e.Merged(ANN, BEN))])
        assert ticket_ids(store) == {BEN: before[BEN]}
        assert row(store, ANN).id == row(store, BEN).id == before[BEN]
        assert (row(store, BEN).letters, row(store, BEN).joined) == (5, (ANN,))
        assert row(store, BEN).tags == ("Refund",)
        # a letter that answers the one that is no more goes along
        deliver(store, inbox, [incoming(letter(6, references=(ANN, "m3@x.example")))])
        assert row(store, BEN).letters == 6
        say(store, inbox.account, [event(3, e.Unmerged(ANN, BEN))])
        assert ticket_ids(store) == before
        assert (row(store, ANN).letters, row(store, BEN).letters) == (4, 2)
        assert (row(store, ANN).tags, row(store, BEN).tags) == (("Refund",), ())
        assert row(store, BEN).joined == ()


def test_what_people_bring_to_a_ticket_does_not_rename_it() -> None:
    with mailbox() as (store, inbox, _):
        older = letter(1, sender="ann@acme.example", subject="box is wet")
        mail = [older, letter(4, sender="cy@gmail.com", subject="paid twice")]
        deliver(store, inbox, [incoming(one) for one in mail])
        before = shown(store)

        def names(root: str) -> tuple[str, str]:
            return row(store, root).subject, row(store, root).contact

        own = names(BEN)
        assert own == ("paid twice", "cy@gmail.com")
        facts: list[e.Fact] = [e.Merged(ANN, BEN), e.LetterMoved("m1@x.example", BEN)]
        for number, fact in enumerate(facts):
            one = event(2 * number, fact)
            say(store, inbox.account, [one])
            assert (row(store, BEN).letters, names(BEN)) == (2, own)
            with store.transaction() as transaction:
                renew(store, transaction)
                assert not transaction.changes.tickets
            say(store, inbox.account, [event(2 * number + 1, e.inverse(one))])
            assert shown(store) == before


def test_of_a_row_of_merges_each_code_leads_to_the_end_and_each_row_comes_back() -> None:
    with conversations() as (store, inbox, _):
        deliver(store, inbox, [incoming(letter(7, sender="dee@gmail.com"))])
        dee = Anchor("m7@x.example")
        before = ticket_ids(store)
        say(store, inbox.account, [event(1, e.Merged(ANN, BEN))])
        second = event(2, e.Merged(BEN, dee))
        say(store, inbox.account, [second])
        assert ticket_ids(store) == {dee: before[dee]}
        assert {row(store, root).id for root in (ANN, BEN, dee)} == {before[dee]}
        say(store, inbox.account, [event(3, e.inverse(second))])
        assert ticket_ids(store) == {BEN: before[BEN], dee: before[dee]}
        say(store, inbox.account, [event(4, e.Unmerged(ANN, BEN))])
        assert ticket_ids(store) == before


def test_a_letter_split_off_is_a_new_row_and_the_old_one_stays() -> None:
    with conversations() as (store, inbox, _):
        before = ticket_ids(store)
        off = split_anchor("m3@x.example")
        one = event(1, e.LetterMoved("m3@x.example", off))
        say(store, inbox.account, [one])
        after = ticket_ids(store)
        assert {root: after[root] for root in before} == before
        assert [r.key for r in store.letters.of_ticket(after[off])] == [
            r.key
            for r in store.letters.by_keys(store.letters.all_keys())
            if r.letter.message_id == "m3@x.example"
        ]
        assert row(store, ANN).status is Status.WAITING  # the answer is the last one now
        say(store, inbox.account, [event(2, e.inverse(one))])
        assert ticket_ids(store) == before
        assert row(store, ANN).status is Status.OPEN


def test_what_was_ruled_of_letters_that_come_later_waits_for_them() -> None:
    with mailbox() as (store, inbox, _):
        say(store, inbox.account, [event(1, e.Merged(ANN, BEN)), event(2, e.TagAdded(ANN, "x"))])
        deliver(store, inbox, [incoming(letter(1))])
        assert (row(store, ANN).letters, row(store, ANN).tags) == (1, ("x",))
        deliver(store, inbox, [incoming(letter(4, sender="cy@gmail.com"))])
        assert row(store, ANN).id == row(store, BEN).id
        assert (row(store, BEN).letters, row(store, BEN).tags) == (2, ("x",))


def test_a_status_holds_until_the_contact_writes() -> None:
    with conversations() as (store, inbox, sent):
        letters = status_letters(store.letters.of_ticket(row(store, ANN).id))
        closed = e.StatusSet(ANN, Status.CLOSED, seen_of(letters))
        assert listed(store, Queue.CLOSED) == []
        say(store, inbox.account, [event(1, closed)])
        assert row(store, ANN).status is Status.CLOSED
        assert listed(store, Queue.CLOSED) == [ANN]
        ours = letter(6, ours=True, references=(ANN,), recipients=("ann@acme.example",))
        deliver(store, sent, [incoming(ours)])
        assert row(store, ANN).status is Status.CLOSED
        robot = letter(7, references=(ANN,), automatic=Automatic.AUTO_REPLY)
        deliver(store, inbox, [incoming(robot)])
        assert row(store, ANN).status is Status.CLOSED
        deliver(store, inbox, [incoming(letter(8, references=(ANN,)))])
        assert row(store, ANN).status is Status.OPEN


def test_whoever_closes_a_bounced_ticket_is_done_with_it() -> None:
    with conversations() as (store, inbox, _):
        failed = letter(
            6,
            sender="mailer-daemon@mx.example",
            automatic=Automatic.BOUNCE,
            bounced_id="m2@x.example",
            bounced_recipient="ann@acme.example",
        )
        deliver(store, inbox, [incoming(failed)])
        assert row(store, ANN).bounced
        letters = status_letters(store.letters.of_ticket(row(store, ANN).id))
        one = event(1, e.StatusSet(ANN, Status.CLOSED, seen_of(letters)))
        say(store, inbox.account, [one])
        assert not row(store, ANN).bounced
        assert store.tickets.count(Queue.BOUNCED) == 0
        say(store, inbox.account, [event(2, e.inverse(one))])
        assert row(store, ANN).bounced


def test_what_was_put_aside_wakes_at_its_time_and_a_wrong_clock_does_no_harm() -> None:
    with conversations() as (store, inbox, _):
        assert next_wake(store) is None
        letters = status_letters(store.letters.of_ticket(row(store, BEN).id))
        until = NOON + 9 * DAY
        say(store, inbox.account, [event(1, e.Snoozed(BEN, until, seen=seen_of(letters)))])
        assert row(store, BEN).status is Status.SNOOZED
        assert listed(store, Queue.SNOOZED) == [BEN]
        assert next_wake(store) == until
        wake(store, until - 1)
        assert row(store, BEN).status is Status.SNOOZED
        with store.transaction() as transaction:
            wake_due(store, transaction, until)
            assert transaction.changes.tickets == {row(store, BEN).id}
        assert row(store, BEN).status is Status.OPEN
        assert listed(store, Queue.SNOOZED) == []
        assert next_wake(store) is None
        wake(store, until - DAY)
        assert row(store, BEN).status is Status.SNOOZED
        assert next_wake(store) == until
        # what a teammate put aside until a time that is over by now asks to be looked at
        wake(store, until + DAY)
        say(store, inbox.account, [event(2, e.Snoozed(ANN, until + 1))])
        assert row(store, ANN).status is Status.OPEN


def test_a_change_names_the_tickets_that_changed() -> None:
    with conversations() as (store, inbox, _):
        before = ticket_ids(store)
        with store.transaction() as transaction:
            store.events.add(inbox.account, [event(1, e.Assigned(ANN, e.MemberId("alice")))])
            refold(store, transaction, inbox.account, [ticket_stream(ANN)])
            assert transaction.changes.tickets == {before[ANN]}
        with store.transaction() as transaction:
            store.events.add(inbox.account, [event(2, e.Merged(ANN, BEN))])
            refold(store, transaction, inbox.account, [ticket_stream(ANN)])
            assert transaction.changes.tickets == set(before.values())
        with store.transaction() as transaction:  # nothing new
            refold(store, transaction, inbox.account, [ticket_stream(ANN)])
            assert not transaction.changes


def test_a_letter_that_was_the_last_in_the_inbox_takes_the_ticket_along() -> None:
    with conversations() as (store, inbox, _):
        with store.transaction():
            store.folders.put(
                inbox.account,
                [
                    RemoteFolder("INBOX", FolderRole.INBOX, selectable=True),
                    RemoteFolder("Archive", FolderRole.ARCHIVE, selectable=True),
                ],
            )
        (archive,) = (f for f in store.folders.of(inbox.account) if f.role is FolderRole.ARCHIVE)
        with store.transaction() as transaction:
            apply_gone(store, transaction, inbox, [1])
        deliver(store, archive, [incoming(letter(1))])
        assert row(store, ANN).away is Away.HERE  # for the third letter
        one = event(1, e.LetterMoved("m3@x.example", BEN))
        say(store, inbox.account, [one])
        assert row(store, ANN).away is Away.ARCHIVED
        say(store, inbox.account, [event(2, e.inverse(one))])
        assert row(store, ANN).away is Away.HERE


@settings(max_examples=10, deadline=None)
@given(worlds(), histories())
def test_rebuilding_changes_nothing_and_mends_what_is_wrong(
    letters: list[Letter], events: list[e.Event]
) -> None:
    with mailbox() as (store, inbox, sent):
        deliver(store, inbox, [incoming(x) for x in letters if not x.ours])
        deliver(store, sent, [incoming(x) for x in letters if x.ours])
        say(store, inbox.account, events)
        before, ids = shown(store), ticket_ids(store)
        with store.transaction() as transaction:
            renew(store, transaction)
            assert not transaction.changes.tickets
        assert (shown(store), ticket_ids(store)) == (before, ids)
        with store.transaction():
            store.rulings.forget(inbox.account)
            right = store.tickets.by_ids(list(ids.values()))
            wrong = [replace(row, status=Status.CLOSED, tags=("x",), said=True) for row in right]
            stored = {row.id: row for row in right}
            store.tickets.put(inbox.account, [(0, row) for row in wrong[::2]], stored)
        with store.transaction() as transaction:
            renew(store, transaction)
        assert shown(store) == before


def test_lists_by_assignee_and_tag_count_and_find_the_same() -> None:
    alice, nobody = MEMBERS[0], e.MemberId("")
    with mailbox() as (store, inbox, _):
        letters = [letter(n, sender=f"p{n}@gmail.com", subject=f"s{n}") for n in range(1, 10)]
        deliver(store, inbox, [incoming(x) for x in letters])
        anchors = [Anchor(x.message_id) for x in letters]
        facts: list[e.Fact] = [e.Assigned(anchor, alice) for anchor in anchors[:6]]
        facts += [e.TagAdded(anchor, "Refund") for anchor in anchors[4:7]]
        facts += [e.StatusSet(anchors[5], Status.WAITING, e.Seen("", NOON * 2))]
        say(store, inbox.account, [event(n, fact) for n, fact in enumerate(facts)])
        tickets = store.tickets
        for assignee, tag, expected in (
            (alice, None, [6, 5, 4, 3, 2, 1]),
            (nobody, None, [9, 8, 7]),
            (None, "REFUND", [7, 6, 5]),
            (alice, "refund", [6, 5]),
            (nobody, "refund", [7]),
            (MEMBERS[1], None, []),
        ):
            only = Filter(assignee=assignee, tag=tag)
            for queue, without in ((Queue.ALL, 0), (Queue.NEEDS_REPLY, 6)):
                roots = [f"m{n}@x.example" for n in expected if n != without]
                page = tickets.page(queue, only, offset=0, limit=9)
                assert [data.root for data in page] == roots
                assert tickets.count(queue, only) == len(roots)
                for offset, data in enumerate(page):
                    (one,) = tickets.page(queue, only, offset=offset, limit=1)
                    assert one == data
                    assert tickets.position(queue, data.id, only) == offset
        assert tickets.tags(inbox.account) == [("Refund", 3)]
        # the list follows a letter that comes, and a tag that goes
        late = letter(20, "m20@x.example", references=(anchors[4],), sender="p5@gmail.com")
        deliver(store, inbox, [incoming(late)])
        refunds = Filter(tag="refund")
        page = tickets.page(Queue.ALL, refunds, offset=0, limit=9)
        assert [data.root for data in page] == [anchors[4], anchors[6], anchors[5]]
        say(store, inbox.account, [event(50, e.TagRemoved(anchors[6], "refund"))])
        assert tickets.count(Queue.ALL, refunds) == 2


def test_a_letter_that_no_event_names_joins_a_ticket_of_which_something_was_said() -> None:
    with mailbox() as (store, inbox, _):
        deliver(store, inbox, [incoming(letter(1, subject="order"))])
        say(store, inbox.account, [event(1, e.TagAdded(ANN, "x")), event(2, e.Merged(ANN, BEN))])
        deliver(store, inbox, [incoming(letter(4, sender="cy@gmail.com"))])
        deliver(store, inbox, [incoming(letter(2, subject="order"))])
        assert (row(store, BEN).letters, row(store, BEN).tags) == (3, ("x",))
