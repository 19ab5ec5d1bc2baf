"""Packs read at once, by another process too, say what the same lines say one after another."""

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.claims import Claim, Release
from app.domain.fold import Brief
from app.domain.grouping import Letter
from app.domain.ids import AccountId
from app.domain.streams import Anchor, Stream
from app.runtime import journal_intake, pack_process, pack_reader
from app.runtime.pack_reader import PackReader, PackReaderError
from app.runtime.writer import StoreWriter
from app.services import journal_reading
from app.services.journal_reading import Message, Read, Reading
from app.services.journal_take import Taken, knows_nothing, take_many
from app.store import Store, Transaction
from mail.journal import compose
from mail.journal_lines import claims_payload, seal, team_line
from tests.support.journal import COVER, NOON, OTHER_TEAM_KEY, TEAM, TEAM_KEY, Device
from tests.support.journal_rows import SETTINGS
from tests.support.letters import worlds
from tests.support.pack_frames import FramedReading
from tests.support.receiving import deliver, incoming, mailbox
from tests.support.rulings import FACTS, renew, shown

KEYS = {TEAM: TEAM_KEY}


def take(
    store: Store, account: AccountId, messages: Sequence[Message], reading: Read | None = None
) -> Taken:
    with store.transaction() as transaction:
        return take_many(
            store, transaction, account, messages, uidvalidity=1, keys=KEYS, reading=reading
        )


@st.composite
def packs(draw: st.DrawFn) -> list[Message]:
    """What two computers said in up to twelve batches, some of it taken back, in few messages."""
    team = (Device(1), Device(2))
    lines = [device.first() for device in team]
    events: list[e.Event] = []
    for number in range(draw(st.integers(0, 12))):
        device = team[draw(st.integers(0, 1))]
        fact = draw(FACTS)
        if events and draw(st.integers(0, 4)) == 0:
            fact = e.inverse(draw(st.sampled_from(events)))
        event = device.event(fact, stamp=(NOON + number) * 1_000_000)
        events.append(event)
        lines.append(device.line(event))
    revoked = draw(st.integers(0, 9)) == 0
    if revoked:
        last = e.DeviceRevoked(team[1].id, None)
        lines.append(team[0].line(team[0].event(last, stamp=(NOON + 99) * 1_000_000)))
    size = draw(st.integers(1, 5))
    cut = [lines[at : at + size] for at in range(0, len(lines), size)]
    return [Message(uid, NOON, compose(some, COVER)) for uid, some in enumerate(cut, 1)]


@settings(max_examples=20, deadline=None)
@given(worlds(), packs(), st.randoms(use_true_random=False))
def test_all_at_once_and_one_by_one_show_the_same(
    letters: list[Letter], messages: list[Message], rng: random.Random
) -> None:
    with mailbox() as (whole, inbox, sent), mailbox() as (store, other_inbox, other_sent):
        deliver(whole, inbox, [incoming(x) for x in letters if not x.ours])
        deliver(whole, sent, [incoming(x) for x in letters if x.ours])
        reading = FramedReading(messages, KEYS)
        at_once = take(whole, inbox.account, messages, reading)
        assert reading.parts_read == 1
        steps: list[Letter | Message] = [*letters, *messages]
        rng.shuffle(steps)
        for step in steps:
            if isinstance(step, Message):
                take(store, other_inbox.account, [step])
            else:
                deliver(store, other_sent if step.ours else other_inbox, [incoming(step)])
        assert shown(whole) == shown(store)
        assert _state(whole, inbox.account) == _state(store, other_inbox.account)
        assert at_once.events == len(_state(store, other_inbox.account))
        before = shown(whole)
        with whole.transaction() as transaction:
            renew(whole, transaction)
        assert shown(whole) == before
        assert whole.check() == store.check() == []


def _state(store: Store, account: AccountId) -> list[tuple[str, ...]]:
    return sorted(
        (stream, event.id, event.batch or "")
        for stream in store.events.streams(account)
        for event in store.events.told(account, stream)
    )


# --- a process of its own ------------------------------------------------------------------------


def every_sort() -> list[Message]:
    """Messages with lines of every sort, and some that are none."""
    alice, bob, stranger = Device(1), Device(2), Device(7, team_key=OTHER_TEAM_KEY)
    first = [alice.first(), bob.first(), team_line(TEAM_KEY), stranger.first()]
    claim = Claim(e.event_id(alice.id, "claim-01"), "x", 60)
    items: list[Claim | Release] = [claim, Release(claim.id)]
    late = [alice.line(), Device(9).line(), b"rubbish"]
    late += [seal(alice.secret, claims_payload(TEAM, alice.id, items))]
    ticket = Anchor("a@x")
    note = bob.event(e.NoteAdded(ticket, "Ж 💬"))
    late += [bob.line(note, bob.event(e.Merged(ticket, Anchor("b@x")))), alice.line()]
    late.append(bob.line(bob.event(e.PrioritySet(Anchor("c@x"), e.Priority.HIGH))))
    raws = [compose(first, COVER), b"Subject: hello\r\n\r\nhello", compose(late, COVER)]
    raws.append(compose([*late[:1], late[0].replace(b"tag 1", b"tag 2")], COVER))
    return [Message(uid, NOON, raw) for uid, raw in enumerate(raws, 1)]


def said(reading: Read) -> tuple[object, ...]:
    """Everything that a reading tells."""
    introduced, parts = reading.introduced(), list(reading.parts())
    ending = reading.ending()
    streams = [[name] for part in parts for name in part.streams if name not in ending.ruling]
    together = [name for (name,) in streams]
    return introduced, parts, ending, list(reading.folds([*streams, together]))


def test_a_process_says_what_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = every_sort()
    with PackReader(messages, KEYS, {}) as reader:
        found = said(reader)
    assert found == said(Reading(messages, KEYS, {}))
    monkeypatch.setattr(journal_reading, "_GROUP", 2)  # lines of one device in several parts
    assert said(FramedReading(messages, KEYS)) == said(Reading(messages, KEYS, {}))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[StoreWriter]:
    found = StoreWriter(tmp_path / "p.db")
    found.start()
    yield found
    found.stop()


def _account(store: Store, _: Transaction) -> AccountId:
    return store.accounts.add(SETTINGS)


def _take_in(writer: StoreWriter, account: AccountId, messages: Iterable[Message]) -> Taken:
    return journal_intake.take_in(writer, account, [*messages], uidvalidity=1, keys=KEYS)


def test_a_new_member_lets_a_process_read_and_nobody_else(
    writer: StoreWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    class CountedReader(PackReader):
        def __init__(self, *args: object) -> None:
            started.append(1)
            super().__init__(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(journal_intake, "PackReader", CountedReader)
    messages = every_sort()
    account = writer.run(_account)
    small = [message for message in messages if message.uid == 2]
    assert _take_in(writer, account, small).refused  # too few to be worth it
    assert started == []
    monkeypatch.setattr(journal_intake, "WORTH_BYTES", 1)
    assert writer.run(lambda store, _: knows_nothing(store, account))
    taken = _take_in(writer, account, messages)
    assert (taken.events, started) == (7, [1])
    assert _take_in(writer, account, messages).events == 0
    assert started == [1]


@pytest.mark.parametrize("when", ["start", "parts", "folds", "nonsense"])
def test_what_a_process_does_not_finish_is_read_here(
    writer: StoreWriter,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    when: str,
) -> None:
    class DyingReader(PackReader):
        def _die(self) -> None:
            self._process.kill()
            self._process.wait()
            self._buffer.clear()

        def introduced(self) -> dict[e.DeviceId, bytes]:
            found = super().introduced()
            if when == "parts":
                self._die()
            return found

        def folds(self, groups: Sequence[Sequence[Stream]]) -> Iterator[Brief]:
            if when == "folds":
                self._die()
            return super().folds(groups)

        def _take(self) -> bytes:
            data = super()._take()
            return b"\x80\x05cos\nsystem\n." if when == "nonsense" and data else data

    monkeypatch.setattr(journal_intake, "WORTH_BYTES", 1)
    monkeypatch.setattr(journal_intake, "PackReader", DyingReader)
    if when == "start":
        monkeypatch.setattr("app.runtime.children.start", _no_process)
    account = writer.run(_account)
    with caplog.at_level("INFO", "app.runtime.journal_intake"):
        assert _take_in(writer, account, every_sort()).events == 7
    assert len(caplog.records) == 1
    assert writer.run(lambda store, _: store.events.count_unsent(account)) == 0


def _no_process(_: str) -> None:
    raise OSError("no more processes")


def test_a_reader_whose_process_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_reader, "_ANSWER_SECONDS", 0.01)
    with PackReader(every_sort(), KEYS, {}) as reader, pytest.raises(PackReaderError):
        reader.introduced()  # no process answers as fast as that


def test_the_process_ends_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pack_process.MEMORY_BYTES > 500_000_000
    reader = PackReader(every_sort(), KEYS, {})
    reader.introduced()
    reader._to_child.close()
    list(reader.parts())
    reader.ending()
    assert reader._process.wait(30) == 0
    reader.close()
