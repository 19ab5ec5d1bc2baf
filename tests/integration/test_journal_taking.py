"""Messages of the journal folder, friendly and hostile: what counts, what waits, what is told."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain import events as e
from app.domain import streams
from app.domain.claims import Claim, Release, Verdict
from app.domain.errors import RejectedError
from app.domain.events_json import canonical
from app.domain.streams import Anchor, ticket_stream
from app.services import journal, journal_take
from app.store import open_store
from mail.journal import compose
from mail.journal_keys import proof, public_key, team_id, text_of
from mail.journal_lines import Line, Reason, claims_payload, open_line, seal, team_line
from mail.journal_packs import Stored
from mail.journal_words import Named
from tests.support.journal import COVER, NOON, OTHER_TEAM_KEY, TEAM, TEAM_KEY, Device
from tests.support.journal_rows import Computer
from tests.support.journal_team import ImapFolder

STREAM = ticket_stream("a@x")
YEARS = 3 * 366 * 86_400


class Desk:
    """One computer, and a folder that others write into."""

    def __init__(self, path: Path) -> None:
        self.folder = ImapFolder()
        self.one = Computer(path / "one.db", 50, self.folder)

    def put(self, *lines: bytes) -> journal.Taken:
        """Let others append a message of these lines, and take it in."""
        self.folder.append(compose(lines, COVER))
        (taken, *again) = self.one.receive()
        assert not again
        return taken

    def put_raw(self, raw: bytes) -> journal.Taken:
        self.folder.append(raw)
        return self.one.receive()[0]

    def tags(self) -> int:
        return len(self.one.store.events.of(self.one.account, [STREAM]).get(STREAM, ()))

    def refused(self) -> dict[Reason, tuple[int, int]]:
        found = journal.refusals(self.one.store, self.one.account)
        return {item.reason: (item.messages, item.lines) for item in found}

    def stored(self) -> list[Stored]:
        return journal.stored(self.one.store, self.one.account)

    def missing(self, *, everybody: bool = True) -> journal.Parcel | None:
        return journal.to_append(self.one.store, self.one.account, everybody=everybody)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    with found.one.store:
        found.one.send()
        found.one.receive()
        yield found


def test_a_message_counts_once_however_often_it_comes(desk: Desk) -> None:
    alice = Device(1)
    lines = [alice.first(), alice.line(), alice.line()]
    taken = desk.put(*lines)
    assert (taken.events, taken.devices) == (3, (alice.id,))
    assert taken.streams == {STREAM, streams.TEAM}
    assert desk.put(*lines).events == 0
    assert desk.put(lines[2]).events == 0
    desk.folder.renumber()
    (again,) = desk.one.receive()
    assert again.events == 0
    assert desk.tags() == 2
    assert [len(message.batches) for message in desk.stored()] == [1, 3, 3, 1]
    assert desk.missing() is None


def test_a_kill_within_taking_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    alice = Device(1)
    desk.folder.append(compose([alice.first(), alice.line()], COVER))
    with monkeypatch.context() as patch:

        def strike(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(journal_take, "refold", strike)
        with pytest.raises(KeyboardInterrupt):
            desk.one.receive()
    assert desk.tags() == 0
    assert desk.one.receive()[0].events == 2
    assert desk.tags() == 1


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        (Reason.NOT_OURS, "letter"),
        (Reason.DAMAGED, "cut"),
        (Reason.TOO_LARGE, "huge"),
        (Reason.NEWER, "format"),
        (Reason.GARBLED, "rubbish"),
        (Reason.GARBLED, "false team key"),
        (Reason.OTHER_TEAM, "stranger"),
        (Reason.BAD_PROOF, "guess"),
        (Reason.BAD_SIGNATURE, "altered"),
        (Reason.FUTURE, "future"),
    ],
)
def test_what_does_not_count_is_told_with_its_reason(desk: Desk, reason: Reason, how: str) -> None:
    alice = Device(1)
    desk.put(alice.first())
    line = alice.line()
    raw = compose([line], COVER)
    stranger, guess = Device(7, team_key=OTHER_TEAM_KEY), Device(8)
    later = alice.event(e.Done("x"), stamp=(NOON + YEARS) * 1_000_000)
    makers: dict[str, Callable[[], bytes]] = {
        "letter": lambda: b"Subject: hello\r\n\r\nhello",
        "cut": lambda: raw[: len(raw) * 2 // 3],
        "huge": lambda: raw + b"x" * 16_000_000,
        "format": lambda: raw.replace(b"cG9zdHJvb20tam91cm5hbCAx", b"cG9zdHJvb20tam91cm5hbCAy"),
        "rubbish": lambda: compose([b"rubbish"], COVER),
        "false team key": lambda: compose(
            [team_line(TEAM_KEY).replace(team_id(TEAM_KEY).encode(), b"A" * 16)], COVER
        ),
        "stranger": lambda: compose([stranger.first()], COVER),
        "guess": lambda: compose([guess.line(guess.introduction(shown="A" * 43))], COVER),
        "altered": lambda: compose([line.replace(b'"clock":1', b'"clock":2')], COVER),
        "future": lambda: compose([alice.line(later)], COVER),
    }
    taken = desk.put_raw(makers[how]())
    assert taken.refused == {reason: 1}
    assert (taken.events, desk.refused()) == (0, {reason: (1, 1)})
    assert len(desk.stored()) == 2  # what is not understood is neither packed nor removed
    desk.folder.messages.popitem()
    desk.one.receive()
    assert desk.refused() == {}


def test_a_newer_line_is_kept_and_passed_on_without_effect(desk: Desk) -> None:
    alice = Device(1)
    first = alice.first()
    line = alice.line()
    value = json.loads(line.partition(b" ")[2]) | {"v": 2}
    newer = seal(alice.secret, canonical(value).encode())
    taken = desk.put(first, newer)
    assert (taken.events, taken.newer, desk.tags()) == (1, 1, 0)
    assert len(desk.stored()) == 1
    assert desk.one.store.batches.counts(desk.one.account) == (3, 1)
    desk.folder.renumber()
    desk.one.receive()
    assert len(desk.stored()) == 1
    desk.folder.messages.clear()
    desk.one.receive()
    parcel = desk.missing()
    assert parcel
    assert newer in parcel.lines


def test_lines_wait_for_the_introduction_of_their_device(desk: Desk) -> None:
    alice = Device(1)
    first, second, third = alice.first(), alice.line(), alice.line()
    claims = seal(
        alice.secret,
        claims_payload(TEAM, alice.id, [Claim(e.event_id(alice.id, "claim-01"), "x", 60)]),
    )
    assert desk.put(second).waiting == 1
    assert desk.put(third, claims).waiting == 2
    desk.folder.messages.clear()  # what waits counts even where its message is gone by then
    desk.folder.append(compose([third, claims], COVER))
    desk.folder.append(compose([first], COVER))
    taken = desk.one.receive()
    assert sum(one.events for one in taken) == 3
    assert desk.tags() == 2
    assert journal.claims(desk.one.store, desk.one.account).holder("x", NOON) is not None
    assert journal.to_read_again(desk.one.store, desk.one.account) == []
    assert desk.one.store.waiting_lines.total(desk.one.account) == (0, 0)


def test_unknown_devices_cannot_fill_the_disk_and_nothing_genuine_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_take, "WAITING_LINES", 20)
    monkeypatch.setattr(journal_take, "WAITING_BYTES", 9_000)
    for number in range(100, 130):
        desk.put(*(Device(number).line() for _ in range(3)))
    lines, size = desk.one.store.waiting_lines.total(desk.one.account)
    assert 0 < lines <= 20
    assert size <= 9_000
    alice = Device(1)
    first = alice.first()
    for _ in range(3):
        assert desk.put(alice.line()).waiting == 1
    assert desk.tags() == 0
    desk.folder.append(compose([first], COVER))
    desk.one.receive()
    assert desk.tags() == 3
    assert desk.one.store.waiting_lines.total(desk.one.account)[0] <= 20


def test_a_message_of_nothing_but_rubbish_is_one_row(desk: Desk) -> None:
    taken = desk.put(*(b"A" * 86 + b' {"n":%d}' % n for n in range(20_000)))
    assert taken.refused == {Reason.GARBLED: 20_000}
    assert desk.refused() == {Reason.GARBLED: (1, 20_000)}


def test_of_two_lines_that_say_the_same_the_rightly_signed_one_is_passed_on(desk: Desk) -> None:
    alice = Device(1)
    lines = [alice.first(), alice.line(), alice.line()]
    wrong = urlsafe_b64encode(b"x" * 64).rstrip(b"=") + lines[1][86:]
    taken = desk.put(lines[0], wrong, lines[2])
    assert (taken.events, desk.tags()) == (3, 2)  # its successor vouches for what it says
    desk.folder.messages.clear()
    desk.one.receive()
    parcel = desk.missing()
    assert parcel
    assert set(parcel.lines[1:]) == {lines[0], lines[2]}
    taken = desk.put(lines[1])
    assert (taken.events, taken.refused) == (0, {})
    assert desk.put(wrong).refused == {Reason.BAD_SIGNATURE: 1}
    desk.folder.messages.clear()
    desk.one.receive()
    parcel = desk.missing()
    assert parcel
    assert set(parcel.lines[1:]) == set(lines)


def test_a_copy_with_a_later_date_saves_a_batch_whose_clock_seemed_wrong(desk: Desk) -> None:
    alice = Device(1)
    desk.put(alice.first())
    tag = alice.event(e.TagAdded(Anchor("a@x"), "x"), stamp=(NOON + YEARS) * 1_000_000)
    line = alice.line(tag)
    assert desk.put(line).refused == {Reason.FUTURE: 1}
    desk.folder.now += YEARS
    assert desk.put(line).events == 1
    assert desk.one.store.journal.state(desk.one.account).stamp == tag.stamp


def test_another_key_can_be_trusted_later(desk: Desk) -> None:
    one, other = desk.one, team_id(OTHER_TEAM_KEY)
    stranger = Device(7, team_key=OTHER_TEAM_KEY)
    desk.put(team_line(OTHER_TEAM_KEY), stranger.first(), stranger.line())
    (uid,) = [uid for uid, team in journal.team_keys(one.store, one.account) if team == other]
    with one.store.transaction() as transaction:
        journal.read_all_again(one.store, transaction, one.account)
    assert journal.to_read_again(one.store, one.account) == [uid]
    message = journal.Message(uid, NOON, desk.folder.messages[uid])
    with one.store.transaction() as transaction:
        taken = journal.take(
            one.store,
            transaction,
            one.account,
            message,
            uidvalidity=1,
            keys={TEAM: TEAM_KEY, other: OTHER_TEAM_KEY},
        )
    assert (taken.events, desk.refused(), desk.tags()) == (2, {}, 1)
    assert journal.to_read_again(one.store, one.account) == []


# --- what this computer writes -----------------------------------------------------------------


def test_events_go_into_batches_that_no_reader_refuses(desk: Desk) -> None:
    note = e.NoteAdded(Anchor("a@x"), "\x01" * 60_000)
    desk.one.write(*[note] * 8, *[e.TagAdded(Anchor("a@x"), "x")] * 1_100)
    with desk.one.store.transaction() as transaction:
        lines = journal.seal_waiting(
            desk.one.store, transaction, desk.one.account, desk.one.secret, TEAM
        )
    assert len(lines) >= 5
    assert max(map(len, lines)) < 1_200_000
    sizes = []
    while (parcel := desk.missing(everybody=False)) is not None:
        sizes.append(sum(map(len, parcel.lines)))
        assert desk.put_raw(compose(parcel.lines, COVER, parcel.copy)).events == 0
    assert max(sizes) <= 1_500_000
    other = Computer(desk.one.store.path.parent / "other.db", 51, desk.folder)
    with other.store:
        assert other.receive()[0].events == 1_109


def test_what_vanished_is_appended_again_under_another_name(desk: Desk) -> None:
    desk.one.write(e.TagAdded(Anchor("a@x"), "x"))
    desk.one.send()
    desk.one.receive()
    assert desk.missing(everybody=False) is None
    desk.folder.messages.popitem()
    desk.one.receive()
    parcel = desk.missing(everybody=False)
    assert parcel
    assert parcel.copy == 1
    with desk.one.store.transaction() as transaction:  # appended, and dropped by the server
        journal.not_there(desk.one.store, transaction, desk.one.account, parcel.digests)
    again = desk.missing(everybody=False)
    assert again
    assert (again.lines, again.copy) == (parcel.lines, 2)
    assert compose(again.lines, COVER, 2) != compose(parcel.lines, COVER, 1)


def test_only_own_batches_are_sent_unless_the_folder_is_repaired(desk: Desk) -> None:
    alice = Device(1)
    lines = [alice.first(), alice.line()]
    desk.put(*lines)
    desk.folder.messages.clear()
    desk.one.receive()
    own, everything = desk.missing(everybody=False), desk.missing()
    assert own
    assert everything
    assert len(own.lines) == 1
    assert set(everything.lines) == {*own.lines, *lines}


def test_people_read_what_changed(desk: Desk) -> None:
    one = desk.one
    desk.one.write(e.TagAdded(Anchor("a@x"), "urgent"))
    with one.store.transaction() as transaction:
        journal.seal_waiting(one.store, transaction, one.account, one.secret, TEAM)
    parcel = desk.missing(everybody=False)
    assert parcel
    named = Named(lambda _: "Order 17", lambda _: "Ann", lambda _: "Ann")
    cover = journal.words_for(one.store, one.account, parcel, named=named, address="a@b.c", at=NOON)
    assert cover.title == "1 change by Ann · Order 17"
    assert list(cover.words) == ["“Order 17”", "  * tag added: urgent"]


def test_a_database_from_an_old_copy_goes_on_after_what_it_sent(tmp_path: Path) -> None:
    folder = ImapFolder()
    one = Computer(tmp_path / "one.db", 1, folder)
    with one.store:
        one.write(e.TagAdded(Anchor("a@x"), "x"))
    copy = (tmp_path / "one.db").read_bytes()
    with open_store(tmp_path / "one.db") as one.store:
        one.send()
        one.receive()
        one.write(e.TagAdded(Anchor("a@x"), "y"))
        one.send()
    (tmp_path / "one.db").write_bytes(copy)
    with open_store(tmp_path / "one.db") as one.store:
        one.receive()
        assert one.store.events.count_unsent(one.account) == 0
        one.write(e.TagAdded(Anchor("a@x"), "z"))
        one.send()
        one.receive()
        assert not one.store.journal.state(one.account).forked
        assert one.store.batches.last_of(one.account, one.device)[0] == 3
        assert len(one.store.events.of(one.account, [STREAM])[STREAM]) == 3


def test_a_copied_computer_needs_a_new_key_and_loses_nothing(tmp_path: Path) -> None:
    folder = ImapFolder()
    one = Computer(tmp_path / "one.db", 1, folder)
    with one.store:
        one.send()
        one.receive()
    (tmp_path / "two.db").write_bytes((tmp_path / "one.db").read_bytes())
    two = Computer.__new__(Computer)
    two.__dict__.update(one.__dict__)
    with open_store(tmp_path / "one.db") as one.store, open_store(tmp_path / "two.db") as two.store:
        for copy, tag in ((one, "x"), (two, "y")):
            copy.write(e.TagAdded(Anchor("a@x"), tag))
            copy.send()  # neither knows of the other: two batches name one previous
        two.receive()
        assert two.store.journal.state(two.account).forked
        two.write(e.TagAdded(Anchor("a@x"), "z"))
        with pytest.raises(RejectedError):
            two.send()
        two.secret = bytes([99]) * 32
        public = public_key(two.secret)
        with two.store.transaction() as transaction:
            device = journal.know_device(two.store, transaction, two.account, public)
            introduction = e.DeviceIntroduced(
                e.MemberId("ann"), "laptop", text_of(public), proof(TEAM_KEY, device)
            )
            journal.write(two.store, transaction, two.account, [introduction], now=NOON)
        two.send()
        one.receive()
        assert len(one.store.events.of(one.account, [STREAM])[STREAM]) == 3


# --- claims ------------------------------------------------------------------------------------


def test_claims_are_judged_by_where_they_stand(desk: Desk) -> None:
    alice, bob = Device(1), Device(2)
    desk.put(alice.first(), bob.first())
    account, store = desk.one.account, desk.one.store

    def claim(device: Device, number: int, what: str = "x") -> Claim:
        return Claim(e.event_id(device.id, f"claim-{number:03d}"), what, 60)

    def line(device: Device, *items: Claim | Release) -> bytes:
        return seal(device.secret, claims_payload(TEAM, device.id, items))

    one, other, second = claim(alice, 1), claim(bob, 1), claim(alice, 2, "y")
    desk.put(line(alice, one, second))
    desk.put(line(bob, other, claim(bob, 2, "y")))
    found = journal.claims(store, account)
    assert (found.verdict(one), found.verdict(other)) == (Verdict.WON, Verdict.LOST)
    assert found.verdict(second) is Verdict.WON
    present = journal.present(store, account, "x", NOON + 1)
    assert [hold.claim.device for hold in present] == [alice.id, bob.id]
    desk.put(line(alice, Release(one.id)), line(bob, claim(bob, 3)))
    assert journal.claims(store, account).holder("x", NOON) is not None
    assert journal.claims(store, account).verdict(claim(bob, 3)) is Verdict.WON
    assert journal.spent_claims(store, account, NOON + 3_600) == []
    assert journal.spent_claims(store, account, NOON + 4_000) == [3, 4, 5]
    with store.transaction():
        store.journal.set_revoked(account, [bob.id])
    assert journal.claims(store, account).verdict(other) is Verdict.UNKNOWN
    desk.folder.messages.pop(3)  # whoever saw a claim honours it while it can live
    desk.one.receive()
    assert journal.claims(store, account).verdict(one) is Verdict.WON
    desk.folder.now += 10_000
    desk.folder.messages.pop(4)
    desk.one.receive()
    assert journal.claims(store, account).verdict(one) is Verdict.UNKNOWN
    desk.folder.renumber()
    desk.one.receive()
    assert journal.claims(store, account).verdict(one) is Verdict.UNKNOWN


def test_the_line_of_a_batch_is_put_together_byte_for_byte(desk: Desk) -> None:
    alice = Device(1)
    strange = json.loads(alice.line().partition(b" ")[2]) | {"extra": "kept"}
    lines = [Device(2).first(), seal(alice.secret, canonical(strange).encode()), alice.first()]
    lines.append(alice.line(alice.event(e.NoteAdded(Anchor("a@x"), 'Ж "\n\t\\ 💬 \x01'))))
    desk.put(*lines)
    opened = [open_line(line) for line in lines]
    digests = [line.digest for line in opened if isinstance(line, Line)]
    stored = desk.one.store.batches.by_digest(desk.one.account, digests)
    assert [journal.line_of(batch) for batch in stored] == lines
