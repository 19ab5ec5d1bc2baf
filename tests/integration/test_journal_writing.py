"""What a computer says to its team is stored, in effect and in order before anything is sent."""

from pathlib import Path

import pytest

from app.domain import events as e
from app.domain import streams
from app.domain.clock import MAX_STAMP
from app.domain.errors import RejectedError
from app.domain.streams import Anchor, letter_stream, ticket_stream
from app.domain.tickets import Status
from app.services import journal
from app.services.refold import team
from app.store import open_store
from mail.journal_keys import device_id, public_key
from mail.journal_lines import BATCH_EVENTS, Batch, Line, batch_of, open_line
from tests.support.facts import FACTS
from tests.support.journal import NOON, TEAM
from tests.support.journal_rows import SETTINGS, computer, joined

TICKET = Anchor("a@x")
STREAM = ticket_stream(TICKET)


def test_what_is_written_comes_back_as_it_was(tmp_path: Path) -> None:
    store, account, _ = computer(tmp_path / "p.db")
    with store, store.transaction() as transaction:
        said = journal.write(store, transaction, account, FACTS, now=NOON + 0.5)
        about = {event.stream for event in said}
        found = [event for events in store.events.of(account, about).values() for event in events]
        assert sorted(map(repr, said)) == sorted(
            repr(event) for event in found if event.id in {one.id for one in said}
        )
        assert [event.fact for event in store.events.unsent(account)][1:] == list(FACTS)
        assert store.events.count_unsent(account) == len(FACTS) + 1
        assert set(store.events.streams(account)) == {*about, streams.TEAM}
        assert store.events.streams(account, "letter") == [letter_stream("a@x")]


def test_stamps_go_on_from_the_greatest_and_follow_the_servers_clock(tmp_path: Path) -> None:
    store, account, _ = computer(tmp_path / "p.db")
    with store, store.transaction() as transaction:
        tag = [e.TagAdded(TICKET, "x")]
        (first,) = journal.write(store, transaction, account, tag, now=NOON + 60)
        (second,) = journal.write(store, transaction, account, tag, now=NOON)
        assert (second.stamp, second.at) == (first.stamp + 1, NOON)
        store.journal.set_offset(account, 3600.0)
        (third,) = journal.write(store, transaction, account, tag, now=NOON)
        assert third.stamp == (NOON + 3600) * 1_000_000
        store.journal.see_stamp(account, MAX_STAMP)
        with pytest.raises(RejectedError):
            journal.write(store, transaction, account, tag, now=NOON)


@pytest.mark.parametrize(
    "fact",
    [
        e.TagAdded(TICKET, "two\nlines"),
        e.TagAdded(TICKET, "x" * 2_000),
        e.NoteAdded(TICKET, "\ud800"),
        e.NoteAdded(TICKET, "x" * 70_000),
        e.StatusSet(TICKET, Status.SNOOZED),
        e.ContactSet("Ann@Acme.example", "tier", "gold"),
        e.Unknown("later", streams.TEAM, "{}"),
    ],
)
def test_what_others_would_not_understand_is_never_written(tmp_path: Path, fact: e.Fact) -> None:
    store, account, _ = computer(tmp_path / "p.db")
    with store, pytest.raises(RejectedError), store.transaction() as transaction:
        journal.write(store, transaction, account, [e.TagAdded(TICKET, "x"), fact], now=NOON)
    with open_store(tmp_path / "p.db") as store:
        assert store.events.count_unsent(account) == 1


def test_what_is_said_before_joining_counts_here_and_is_told_afterwards(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store, store.transaction() as transaction:
        account = store.accounts.add(SETTINGS)
        assert journal.device(store, account) is None
        early = [e.TagAdded(TICKET, f"tag {number}") for number in range(BATCH_EVENTS + 1)]
        (first, *_) = journal.write(store, transaction, account, early, now=NOON, deed=1)
        assert len(store.events.of(account, [STREAM])[STREAM]) == len(early)
        state = store.journal.state(account)
        assert (state.device, state.introduced) == (first.device, False)
        secret = joined(store, transaction, account)
        own = device_id(public_key(secret))
        assert {event.device for event in store.events.unsent(account)} == {own}
        assert [number for number, _ in store.events.deeds(account, 5)] == [1]
        lines = journal.seal_waiting(store, transaction, account, secret, TEAM)
        batches = [batch_of(line) for line in map(open_line, lines) if isinstance(line, Line)]
        told = [batch.events for batch in batches if isinstance(batch, Batch)]
        assert [len(events) for events in told] == [1, BATCH_EVENTS, 1]
        assert isinstance(told[0][0].fact, e.DeviceIntroduced)
        sent = journal.to_append(store, account)
        assert sent is not None
        assert list(sent.lines) == lines  # put together again, byte for byte


def test_whoever_was_shut_out_is_told(tmp_path: Path) -> None:
    store, account, _ = computer(tmp_path / "p.db")
    with store, store.transaction() as transaction:
        own = journal.device(store, account)
        assert own
        journal.write(store, transaction, account, [e.TagAdded(TICKET, "x")], now=NOON)
        store.journal.set_revoked(account, [own])
        assert store.events.of(account, [STREAM]) == {}
        with pytest.raises(RejectedError):
            journal.write(store, transaction, account, [e.TagAdded(TICKET, "y")], now=NOON)
        store.journal.set_revoked(account, [])
        assert len(store.events.of(account, [STREAM])[STREAM]) == 1


def test_a_computer_with_a_new_key_says_again_what_was_not_sent(tmp_path: Path) -> None:
    store, account, _ = computer(tmp_path / "p.db")
    with store, store.transaction() as transaction:
        first = e.Assigned(TICKET, e.MemberId("ann"))
        (one,) = journal.write(store, transaction, account, [first], now=NOON, deed=1)
        second = e.Assigned(TICKET, None, (one.id, e.event_id("another-device-1", "12345678")))
        journal.write(store, transaction, account, [second, e.inverse(one)], now=NOON, deed=2)
        new = journal.know_device(store, transaction, account, public_key(bytes(32)))
        events = store.events.of(account, [STREAM])[STREAM]
        assert {event.device for event in events} == {new}
        name = e.event_id(new, one.id.partition(".")[2])
        assert [event.fact for event in events] == [
            first,
            e.Assigned(TICKET, None, (name, e.event_id("another-device-1", "12345678"))),
            e.Undone(STREAM, name),
        ]
        assert [number for number, _ in store.events.deeds(account, 5)] == [2, 1]
        assert journal.new_deed(store, account) == 3


def test_the_team_is_what_its_events_say(tmp_path: Path) -> None:
    store, account, _ = computer(tmp_path / "p.db")
    with store, store.transaction() as transaction:
        member = e.MemberId("member-0")
        journal.write(store, transaction, account, [e.MemberIntroduced(member, "Ann")], now=NOON)
        state, own = team(store, account), journal.device(store, account)
        assert own
        assert [one.name for one in state.members] == ["Ann"]
        assert state.member_of(own) == state.member(member)
