"""A computer and the team's folder, turn by turn: what goes wrong there, and what comes of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.doctor import team_verdicts
from app.domain import events as e
from app.domain.errors import Reason, RejectedError, TransientError
from app.services import journal, journal_folder
from app.services.team_models import Journal
from app.services.team_reads import team_view
from mail import journal_packs
from mail.journal import JournalMessage, compose, read
from tests.support.clock import FakeClock
from tests.support.exchanging import ACCOUNT, TICKET, Computer
from tests.support.fake_journal import NAME
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.journal import COVER, OTHER_TEAM_KEY, Device
from tests.support.live import OneVault


@pytest.fixture
def mailbox() -> FakeMailbox:
    return FakeMailbox()


@pytest.fixture
def computer(mailbox: FakeMailbox, tmp_path: Path) -> Iterator[Callable[[str], Computer]]:
    with ExitStack() as stack:

        def make(name: str) -> Computer:
            made = Computer(tmp_path / name, FakeServerFactory(mailbox))
            stack.callback(made.writer.stop)
            return made

        yield make


@pytest.fixture
def ann(computer: Callable[[str], Computer]) -> Computer:
    ann = computer("ann").introduce("Ann")
    assert ann.turn() == []
    return ann


@pytest.fixture
def bob(computer: Callable[[str], Computer], ann: Computer) -> Computer:
    bob = computer("bob").introduce("Bob")
    assert bob.turn() == []
    assert ann.turn() == []
    return bob


def contents(mailbox: FakeMailbox) -> list[bytes]:
    return [letter.raw for letter in mailbox.folders[NAME].letters.values()]


def names(mailbox: FakeMailbox) -> list[str]:
    """Message-IDs of what is in the folder."""
    found = (read(raw) for raw in contents(mailbox))
    return [one.message_id for one in found if isinstance(one, JournalMessage)]


def test_who_takes_no_part_makes_no_folder(
    mailbox: FakeMailbox, computer: Callable[[str], Computer]
) -> None:
    reader = computer("reader")
    assert reader.turn() == []
    assert not reader.exchange.is_there
    assert NAME not in mailbox.folders


def test_who_has_not_joined_reads_what_others_say(
    ann: Computer, computer: Callable[[str], Computer], mailbox: FakeMailbox
) -> None:
    ann.say("a")
    ann.turn()
    before = len(contents(mailbox))
    reader = computer("reader")
    assert reader.turn() == []
    assert reader.tags() == ["a"]
    assert len(contents(mailbox)) == before


def test_what_one_says_the_other_hears(ann: Computer, bob: Computer) -> None:
    ann.say("a")
    assert ann.turn() == []
    bob.say("b")
    assert bob.turn() == []
    assert ann.turn() == []
    assert set(ann.tags()) == set(bob.tags()) == {"a", "b"}
    assert ann.unsent() == bob.unsent() == 0


def test_what_was_said_before_a_kill_is_told_after_it(ann: Computer, bob: Computer) -> None:
    ann.say("a")
    ann.connect()  # another process
    assert ann.turn() == []
    bob.turn()
    assert bob.tags() == ["a"]


def test_two_who_found_a_team_at_once_are_of_one_team(
    computer: Callable[[str], Computer], mailbox: FakeMailbox
) -> None:
    first, second = computer("first").introduce("Ann"), computer("second").introduce("Bob")
    append = first.exchange.folder.append

    def after_the_other(message: bytes) -> int | None:
        first.exchange.folder.append = append  # type: ignore[method-assign]
        second.turn()
        return append(message)

    first.exchange.folder.append = after_the_other  # type: ignore[method-assign]
    assert first.turn() == []
    assert second.turn() == []
    first.say("a")
    first.turn()
    second.turn()
    assert second.tags() == ["a"]


def test_an_answer_that_is_lost_doubles_nothing(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    ann.say("a")
    ann.factory.writing.lost_answer = "append"
    with pytest.raises(TransientError):
        ann.turn()
    ann.connect()
    assert ann.turn() == []
    assert bob.turn() == []
    assert ann.tags() == bob.tags() == ["a"]
    assert len(set(names(mailbox))) == len(names(mailbox))


@pytest.mark.parametrize("drops", [1, 2])
def test_a_server_that_drops_a_message_gets_it_under_another_name(
    ann: Computer, bob: Computer, drops: int
) -> None:
    ann.say("a")
    ann.factory.writing.drops = drops
    assert ann.turn() == []
    bob.turn()
    assert bob.tags() == ["a"]


def test_a_server_that_drops_everything_is_complained_of(ann: Computer, bob: Computer) -> None:
    ann.say("a")
    ann.factory.writing.drops = 100
    assert ann.turn() == ["journal-lost"]
    ann.factory.writing.drops = 0
    assert ann.turn() == []
    bob.turn()
    assert bob.tags() == ["a"]


# --- the folder changes under us -----------------------------------------------------------------


def test_a_new_numbering_loses_and_doubles_nothing(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    ann.say("a")
    ann.turn()
    before = sorted(contents(mailbox))
    mailbox.renumber(NAME)
    bob.say("b")
    for one in (bob, ann, bob):
        assert one.turn(look_again=True) == []
    assert set(ann.tags()) == set(bob.tags()) == {"a", "b"}
    assert sorted(contents(mailbox))[: len(before)] <= sorted(contents(mailbox))
    assert len(contents(mailbox)) == len(before) + 1


def test_there_and_back_between_two_numberings(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    old = mailbox.folders[NAME]
    mailbox.renumber(NAME)
    ann.say("a")
    ann.turn(look_again=True)
    mailbox.folders[NAME] = old  # a backup was restored
    for one in (ann, bob, ann):
        assert one.turn(look_again=True) == []
    assert ann.tags() == bob.tags() == ["a"]


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_a_folder_that_is_deleted_or_emptied_is_made_whole_by_one(
    ann: Computer,
    bob: Computer,
    mailbox: FakeMailbox,
    computer: Callable[[str], Computer],
    how: str,
) -> None:
    ann.say("a")
    bob.say("b")
    ann.turn()
    bob.turn()
    ann.turn()
    if how == "deleted":
        mailbox.delete(NAME)
    else:
        mailbox.remove(NAME, list(mailbox.folders[NAME].letters))
    assert ann.turn(look_again=True) == []
    assert ann.cleaning.tidy()
    assert ann.missing() == 0
    newcomer = computer("new")
    newcomer.turn()
    assert set(newcomer.tags()) == {"a", "b"}
    assert bob.turn(look_again=True) == []
    assert not bob.cleaning.tidy()
    assert bob.missing() == 0


def test_a_deleted_folder_is_noticed_by_who_writes(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    mailbox.delete(NAME)
    ann.say("a")
    ann.connect()
    assert ann.turn() == []
    bob.connect()
    bob.turn()
    assert bob.tags() == ["a"]


def test_a_message_that_was_deleted_is_told_again_under_another_name(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    ann.say("a")
    ann.turn()
    told = names(mailbox)[-1]
    mailbox.remove(NAME, [max(mailbox.folders[NAME].letters)])
    assert ann.turn() == []
    assert names(mailbox)[-1] != told
    bob.turn()
    assert bob.tags() == ["a"]


def test_the_teams_key_is_put_back(ann: Computer, bob: Computer, mailbox: FakeMailbox) -> None:
    mailbox.remove(NAME, [min(mailbox.folders[NAME].letters)])
    assert bob.turn() == []
    assert any(b'"type":"team"' in line for raw in contents(mailbox) for line in _lines(raw))


def _lines(raw: bytes) -> tuple[bytes, ...]:
    found = read(raw)
    return found.lines if isinstance(found, JournalMessage) else ()


# --- what the server does not let us do ----------------------------------------------------------


def _stands(one: Computer) -> Journal:
    return one.writer.run(lambda store, _: team_view(store, ACCOUNT.id)).journal


def test_a_read_only_mailbox_is_explained_and_nothing_is_lost(ann: Computer, bob: Computer) -> None:
    ann.factory.writing.refusals["append"] = RejectedError("The server refused: [NOPERM] no.")
    ann.say("a")
    bob.say("b")
    bob.turn()
    assert ann.turn() == ["journal-read-only"]
    assert set(ann.tags()) == {"a", "b"}
    assert _stands(ann) is Journal.READ_ONLY
    database = ann.folder / "postroom.db"
    assert "[NOPERM] no" in "".join(v.text() for v in team_verdicts(database, ACCOUNT))
    ann.factory.writing.refusals.clear()
    assert ann.turn() == []
    assert _stands(ann) is Journal.JOINED
    assert "NOPERM" not in "".join(v.text() for v in team_verdicts(database, ACCOUNT))
    bob.turn()
    assert set(bob.tags()) == {"a", "b"}


def test_a_folder_that_may_not_be_made_is_explained(
    computer: Callable[[str], Computer], mailbox: FakeMailbox
) -> None:
    alone = computer("alone").introduce("Ann")
    alone.factory.writing.refusals["create"] = RejectedError("The server refused: [NOPERM] no.")
    assert alone.turn() == ["journal-read-only"]
    assert _stands(alone) is Journal.READ_ONLY
    alone.factory.writing.refusals.clear()
    assert alone.turn() == []
    assert _stands(alone) is Journal.JOINED
    assert NAME in mailbox.folders


def test_a_full_mailbox_is_explained_and_nothing_is_lost(ann: Computer, bob: Computer) -> None:
    full = TransientError("The mailbox is full: [OVERQUOTA] no.", reason=Reason.QUOTA)
    ann.factory.writing.refusals["append"] = full
    ann.say("a")
    assert ann.turn() == ["journal-full"]
    ann.factory.writing.refusals.clear()
    assert ann.turn() == []
    bob.turn()
    assert bob.tags() == ["a"]


# --- what does not count -------------------------------------------------------------------------


def test_an_ordinary_letter_in_the_folder_is_told_and_stays(
    ann: Computer, mailbox: FakeMailbox
) -> None:
    mailbox.deliver(b"Subject: hello\r\n\r\nHello\r\n", folder=NAME)
    assert ann.turn() == ["journal-refused"]
    assert ann.turn() == ["journal-refused"]
    mailbox.remove(NAME, [max(mailbox.folders[NAME].letters)])
    assert ann.turn() == []


def test_a_stranger_who_forges_a_batch_has_no_effect(ann: Computer, mailbox: FakeMailbox) -> None:
    stranger = Device(77, team_key=OTHER_TEAM_KEY)
    mailbox.deliver(compose([stranger.first(), stranger.line()], COVER), folder=NAME)
    assert ann.turn() == ["journal-other-team"]
    assert ann.tags() == []


def test_a_batch_in_another_folder_is_never_read(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    bob.say("b")
    bob.turn()
    stolen = contents(mailbox)[-1]
    mailbox.remove(NAME, [max(mailbox.folders[NAME].letters)])
    mailbox.deliver(stolen, folder="INBOX")
    assert ann.turn() == []
    assert ann.tags() == []


def test_a_message_of_a_newer_version_is_kept_and_told(ann: Computer, mailbox: FakeMailbox) -> None:
    ann.say("a")
    ann.turn()
    newer = contents(mailbox)[-1].replace(b"cG9zdHJvb20tam91cm5hbCAx", b"cG9zdHJvb20tam91cm5hbCAy")
    assert newer != contents(mailbox)[-1]
    mailbox.deliver(newer, folder=NAME)
    assert ann.turn() == ["journal-newer"]
    assert len(contents(mailbox)) == 4


# --- this computer -------------------------------------------------------------------------------


class NoKeyring(OneVault):
    """Knows the password, which somebody typed or the environment has, and keeps nothing."""

    def put(self, account: str, secret: str) -> None:  # noqa: ARG002
        raise RejectedError("There is no safe keyring.")


def test_without_a_keyring_a_computer_is_the_same_each_time(
    ann: Computer, computer: Callable[[str], Computer]
) -> None:
    poor = computer("poor").introduce("Bob")
    poor.vault = NoKeyring("secret")
    poor.connect()
    assert poor.turn() == []
    device = poor.device()
    poor.say("b")
    poor.connect()
    assert poor.turn() == []
    assert poor.device() == device
    ann.turn()
    assert ann.tags() == ["b"]


def test_without_keyring_and_password_nothing_is_written(
    ann: Computer, computer: Callable[[str], Computer], mailbox: FakeMailbox
) -> None:
    ann.say("a")
    ann.turn()
    before = contents(mailbox)
    poor = computer("poor").introduce("Bob")
    poor.vault = NoKeyring("")
    poor.connect()
    assert poor.turn() == ["journal-no-keyring"]
    assert poor.tags() == ["a"]
    assert contents(mailbox) == before
    poor.vault = OneVault("secret")
    poor.connect()
    assert poor.turn() == []
    assert poor.device()


def test_a_profile_without_its_key_goes_on_as_another_computer(
    ann: Computer, bob: Computer
) -> None:
    ann.say("a")
    before = ann.device()
    ann.vault.keys.clear()  # the profile was copied to another computer
    ann.connect()
    assert ann.turn() == []
    assert ann.device() != before
    ann.say("b")
    ann.turn()
    bob.turn()
    assert set(bob.tags()) == {"a", "b"}


def test_a_computer_that_was_shut_out_says_so_and_writes_nothing(
    ann: Computer, bob: Computer, mailbox: FakeMailbox
) -> None:
    revoked = e.DeviceRevoked(e.DeviceId(bob.device()), None)
    now = float(ann.clock.now())
    ann.writer.run(lambda store, tx: journal.write(store, tx, ACCOUNT.id, [revoked], now=now))
    bob.say("b")
    ann.turn()
    assert bob.turn() == ["journal-revoked"]
    before = len(contents(mailbox))
    assert bob.turn() == ["journal-revoked"]
    assert len(contents(mailbox)) == before
    ann.turn()
    assert ann.tags() == []


@pytest.mark.parametrize("days", [-30, 30, 365])
def test_a_wrong_clock_is_put_right_by_the_server(
    ann: Computer, computer: Callable[[str], Computer], mailbox: FakeMailbox, days: int
) -> None:
    wrong = computer("wrong").introduce("Bob")
    wrong.clock = FakeClock(wrong.factory.now + days * 86_400)
    wrong.connect()
    wrong.turn()
    wrong.say("first")
    wrong.turn()
    ann.turn()
    ann.clock.advance(60)
    ann.factory.now += 60
    wrong.clock.advance(120)
    wrong.factory.now += 120
    ann.say("second")
    wrong.say("third")
    wrong.turn()
    ann.turn()
    wrong.turn()
    assert ann.tags() == wrong.tags() == ["first", "second", "third"]
    offset = wrong.writer.run(lambda store, _: store.journal.state(ACCOUNT.id).offset)
    assert abs(offset + days * 86_400) < 5


def test_five_wrong_clocks_that_jump_end_with_one_state(
    computer: Callable[[str], Computer], mailbox: FakeMailbox
) -> None:
    """F11: what was said one after another counts in that order, whatever computers show."""
    team = []
    days = {"a": 0, "b": 30, "c": -30, "d": 365, "e": -365}
    for name, off in days.items():
        one = computer(name).introduce(name)
        one.clock = FakeClock(one.factory.now + off * 86_400)
        one.connect()
        one.turn()
        team.append(one)
    said = []
    for number in range(25):
        one = team[(3 * number) % 5]
        if number == 12:  # summer time begins for one, another's battery is empty
            team[1].clock = FakeClock(team[1].clock.now() + 3_600)
            team[3].clock = FakeClock(0)
            for jumped in (team[1], team[3]):
                jumped.connect()
        one.say(f"tag {number:02d}")
        said.append(f"tag {number:02d}")
        one.turn()
        for each in team:
            each.turn()
            each.clock.advance(60)
            each.factory.now += 60
    for one in team:
        assert one.tags() == said
        offset = one.writer.run(lambda store, _: store.journal.state(ACCOUNT.id).offset)
        assert abs(one.clock.now() + offset - one.factory.now) < 60


# --- keeping it small ----------------------------------------------------------------------------


def test_a_folder_with_many_messages_is_made_small_by_one(
    ann: Computer, bob: Computer, mailbox: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", 12)
    for number in range(12):
        ann.say(f"a{number}")
        ann.turn()
    bob.turn()
    before = len(contents(mailbox))
    assert bob.cleaning.tidy()
    assert len(contents(mailbox)) < before - 8
    assert ann.turn() == []
    assert not ann.cleaning.tidy()
    assert ann.missing() == bob.missing() == 0
    assert ann.tags() == bob.tags() == [f"a{number}" for number in range(12)]


def test_two_never_clean_at_once(
    ann: Computer, bob: Computer, mailbox: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", 6)
    for number in range(8):
        ann.say(f"a{number}")
        ann.turn()
    bob.turn()
    cleaned: list[bool] = []
    read_ = ann.exchange.read

    def while_the_other_tries() -> None:
        held = ann.writer.run(lambda store, _: journal_folder.claims(store, ACCOUNT.id))
        if not cleaned and held.holder(journal_packs.CLEANING, ann.factory.now) is not None:
            cleaned.append(bob.cleaning.tidy())
        read_()

    ann.exchange.read = while_the_other_tries  # type: ignore[method-assign]
    assert ann.cleaning.tidy()
    assert cleaned == [False]


def test_a_cleaner_that_dies_leaves_nothing_broken(
    ann: Computer, bob: Computer, mailbox: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", 6)
    for number in range(8):
        ann.say(f"a{number}")
        ann.turn()
    bob.turn()
    bob.factory.writing.lost_answer = "append"
    with pytest.raises(TransientError):
        bob.cleaning.tidy()
    bob.connect()
    bob.turn()
    bob.factory.now += 700  # its claim has ended
    ann.factory.now += 700
    bob.clock.advance(700)
    ann.clock.advance(700)
    ann.turn()
    assert ann.cleaning.tidy()
    bob.turn()
    assert bob.tags() == [f"a{number}" for number in range(8)]
    assert len(contents(mailbox)) < 10


def test_where_nothing_can_be_removed_nothing_is_packed(
    ann: Computer, mailbox: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", 2)
    ann.factory.writing.has_uidplus = False
    for number in range(4):
        ann.say(f"a{number}")
        ann.turn()
    assert not ann.cleaning.tidy()


def test_claims_that_ended_long_ago_are_removed(
    ann: Computer, mailbox: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.runtime.journal_cleaning._CLAIMS", 5)
    for number in range(5):
        ann.wishes.claim(f"thing {number}", 60)
        ann.turn()
    count = len(contents(mailbox))
    assert not ann.cleaning.tidy()
    ann.clock.advance(4_000)
    ann.factory.now += 4_000
    assert ann.cleaning.tidy()
    assert len(contents(mailbox)) < count


# --- claims --------------------------------------------------------------------------------------


def test_of_two_who_claim_the_first_wins(ann: Computer, bob: Computer) -> None:
    mine, theirs = ann.wishes.claim("thing", 60), bob.wishes.claim("thing", 60)
    bob.turn()
    ann.turn()
    assert theirs.result(0).won
    assert not mine.result(0).won
    bob.wishes.release(theirs.result(0).id)
    bob.turn()
    again = ann.wishes.claim("thing", 60)
    ann.turn()
    assert again.result(0).won


def test_a_claim_whose_answer_is_lost_is_made_once(ann: Computer, bob: Computer) -> None:
    answer = ann.wishes.claim("thing", 60)
    wishes = ann.wishes
    ann.factory.writing.lost_answer = "append"
    with pytest.raises(TransientError):
        ann.turn()
    ann.connect()
    ann.exchange.wishes = ann.wishes = wishes
    ann.turn()
    assert answer.result(0).won


def test_who_writes_an_answer_is_seen_by_the_others(ann: Computer, bob: Computer) -> None:
    ann.wishes.present(TICKET, there=True)
    ann.turn()
    bob.turn()
    now = bob.factory.now + 40
    here = bob.writer.run(
        lambda store, _: journal_folder.present(store, ACCOUNT.id, f"draft:{TICKET}", now)
    )
    assert [hold.claim.device for hold in here] == [ann.device()]
    ann.wishes.present(TICKET, there=False)
    ann.turn()
    bob.turn()
    assert not bob.writer.run(
        lambda store, _: journal_folder.present(store, ACCOUNT.id, f"draft:{TICKET}", now)
    )
