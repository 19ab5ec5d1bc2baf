"""What a person holds back: pauses, metered networks, notices once read; on the fake server."""

from pathlib import Path

from app.runtime.surroundings import Rhythm
from app.services import commands
from tests.support.clock import FakeClock
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.live import live_profile
from tests.support.mailboxes import MailboxInMemory, small_letter
from tests.support.waiting import PATIENCE, wait_until

_RHYTHM = Rhythm(poll=3600, first_retry=0.01, longest_retry=0.02)


def test_while_paused_nothing_is_connected_and_afterwards_everything_is_caught_up(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    box.deliver(small_letter(1))
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        live.wait_for_letters(1)
        live.wait_for_watching("INBOX", "Sent")
        live.runtime.pause()
        assert live.runtime.paused
        assert live.problems() == ["paused"]
        wait_until(lambda: not factory.open)
        connects = factory.connects
        box.deliver(small_letter(2))
        live.runtime.sync_now()
        live.runtime.network_changed()
        (key,) = live.runtime.perform(lambda s, _: s.letters.all_keys()).result(PATIENCE)
        live.runtime.perform(commands.mark_seen, [key], seen=True).result(PATIENCE)
        assert factory.connects == connects
        assert live.letters() == 1
        live.runtime.resume()
        live.wait_for_letters(2)
        wait_until(lambda: box.folders["INBOX"].letters[1].flags == {"\\Seen"})
        live.wait_for_watching("INBOX", "Sent")
        wait_until(lambda: live.problems() == [])


def test_a_pause_leaves_other_troubles_in_sight(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    box.password = "changed"
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        wait_until(lambda: live.problems() == ["wrong-password"])
        live.runtime.pause()
        live.runtime.pause()
        assert live.problems() == ["wrong-password", "paused"]
        live.runtime.resume()
        assert live.problems() == ["wrong-password"]
    assert factory.open == set()


def test_over_a_metered_network_old_letters_wait_and_new_ones_come(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    for number in range(250):
        box.deliver(small_letter(number))
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory, metered=True) as live:
        live.wait_for_letters(200)
        wait_until(lambda: live.problems() == ["letters-wait"])
        assert "50" in live.runtime.problems()[0].detail
        counts = "SELECT name, server_count FROM folder ORDER BY name"
        assert live.rows(counts) == [("INBOX", 250), ("Sent", 0)]
        box.deliver(small_letter(250))
        live.wait_for_letters(201)
        live.runtime.sync_now()
        box.deliver(small_letter(251))
        live.wait_for_letters(202)
        assert factory.bodies == 202, "an old letter was fetched"
        live.runtime.set_metered(False)
        live.wait_for_letters(252)
        wait_until(lambda: live.problems() == [])


def test_a_notice_that_was_read_stays_away(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    factory.alerts = ["The mailbox is 95 % full."]
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        wait_until(lambda: live.problems() == ["server-says"])
        live.runtime.dismiss(live.runtime.problems()[0].key)
        assert live.problems() == []
        factory.alerts = ["The mailbox is 95 % full."]
        box.deliver(small_letter(1))
        live.wait_for_letters(1)
        wait_until(lambda: not factory.alerts)
        factory.alerts = ["The mailbox is 99 % full."]
        live.runtime.sync_now()
        wait_until(lambda: live.problems() == ["server-says"])
        assert "99 %" in live.runtime.problems()[0].detail


def test_a_notice_goes_by_itself_after_an_hour_without_it(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    clock = FakeClock()
    factory.alerts = ["Maintenance tonight."]
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory, clock=clock) as live:
        wait_until(lambda: live.problems() == ["server-says"])
        clock.advance(3000)
        box.deliver(small_letter(1))
        live.wait_for_letters(1)
        assert live.problems() == ["server-says"]
        clock.advance(601)
        live.runtime.sync_now()
        wait_until(lambda: live.problems() == [])


def test_what_is_wrong_cannot_be_dismissed(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    box.password = "changed"
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        wait_until(lambda: live.problems() == ["wrong-password"])
        live.runtime.dismiss(live.runtime.problems()[0].key)
        live.runtime.dismiss("nothing of this name")
        assert live.problems() == ["wrong-password"]
