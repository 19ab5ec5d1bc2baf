"""News over IDLE, on a real Dovecot: fast, renewed, within the budget, and back after trouble."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.runtime.readers import ReaderPool
from app.runtime.surroundings import Rhythm
from mail.imap import ImapServerFactory
from mail.imap_wire import Timeouts
from tests.support.clock import FakeClock
from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.live import Live, live_profile, percentile
from tests.support.mailboxes import Mailbox, dovecot_mailbox
from tests.support.proxy import Proxy
from tests.support.waiting import PATIENCE, wait_until

_IDLE_ONLY = Rhythm(poll=3600, first_retry=0.1, longest_retry=0.4)
"""Nothing comes by polling, so whatever arrives was told by the server."""


def letter(number: int) -> bytes:
    return (
        f"From: Client {number} <c{number}@client{number}.example>\r\n"
        f"To: support@example.org\r\nSubject: Question {number}\r\n"
        f"Message-ID: <m{number}@client.example>\r\n\r\nBody of {number}.\r\n"
    ).encode()


@pytest.fixture
def proxy(mailbox: Mailbox) -> Iterator[Proxy]:
    endpoint = mailbox.account.settings.imap
    assert endpoint is not None
    with Proxy(endpoint) as proxy:
        yield proxy


@pytest.fixture
def live(mailbox: Mailbox, proxy: Proxy, tmp_path: Path) -> Iterator[Live]:
    with live_profile(mailbox, tmp_path, _IDLE_ONLY, through=proxy.endpoint) as live:
        live.wait_for_watching("INBOX", "Sent")
        yield live


def let_pass(seconds: float) -> None:
    until = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > until)


def measured(live: Live, mailbox: Mailbox, numbers: range) -> list[float]:
    """Deliver letters a moment apart; how long each took from the delivery to the database."""
    pause = random.Random(len(numbers))
    before, delivered = live.letters(), []
    live.arrivals.clear()
    for number in numbers:
        mailbox.other.deliver(letter(number))
        delivered.append(time.monotonic())
        let_pass(pause.uniform(0, 0.15))
    live.wait_to_hear_of(before + len(numbers))
    # the n-th letter was here when the count first reached n
    return [
        next(at for at, count in live.arrivals if count > before + index) - sent
        for index, sent in enumerate(delivered)
    ]


def report(what: str, times: list[float]) -> None:
    sys.stdout.write(
        f"\n{what}: {len(times)} letters, median {percentile(times, 0.5) * 1000:.0f} ms, "
        f"p95 {percentile(times, 0.95) * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms\n"
    )


def deliver_and_measure(
    mailbox: Mailbox, folder: Path, count: int
) -> tuple[list[float], list[float]]:
    """Letters of reader processes, before and after the network was away."""
    endpoint = mailbox.account.settings.imap
    assert endpoint is not None
    with (
        Proxy(endpoint) as proxy,
        live_profile(
            mailbox, folder, _IDLE_ONLY, through=proxy.endpoint, reader=ReaderPool(keep_one=True)
        ) as live,
    ):
        live.wait_for_watching("INBOX", "Sent")
        before = measured(live, mailbox, range(count))
        proxy.cut()
        wait_until(lambda: live.watched() == [])
        wait_until(lambda: [p.code for p in live.runtime.problems()] in (["offline"], []))
        mailbox.other.deliver(letter(count))
        proxy.heal()
        live.wait_for_letters(count + 1)
        live.wait_for_watching("INBOX", "Sent")
        after = measured(live, mailbox, range(count + 1, count + 1 + max(25, count // 4)))
    report("delivered until stored", before)
    report("the same after a cut", after)
    return before, after


def test_delivered_letters_arrive_without_polling(mailbox: Mailbox, tmp_path: Path) -> None:
    before, after = deliver_and_measure(mailbox, tmp_path, 20)
    assert (len(before), len(after)) == (20, 25)


@pytest.mark.soak
def test_two_hundred_delivered_letters_are_here_within_a_second(
    mailbox: Mailbox, tmp_path: Path
) -> None:
    before, after = deliver_and_measure(mailbox, tmp_path, 200)
    assert percentile(before, 0.95) <= 1.0
    assert percentile(after, 0.95) <= 1.0


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files by /proc")
def test_weeks_of_cuts_and_sleep_leak_nothing(live: Live, mailbox: Mailbox, proxy: Proxy) -> None:
    """F30 in small: a hundred rounds of mail, cut cables and changed networks."""

    def round_(number: int) -> None:
        mailbox.other.deliver(letter(3 * number))
        proxy.cut()
        mailbox.other.deliver(letter(3 * number + 1))
        proxy.heal()
        live.runtime.network_changed()
        mailbox.other.deliver(letter(3 * number + 2))
        live.wait_for_letters(3 * (number + 1))
        live.wait_for_watching("INBOX", "Sent")

    for number in range(20):
        round_(number)
    files, memory = open_files(), resident_kilobytes()
    for number in range(20, 120):
        round_(number)
    sys.stdout.write(f"\n{memory} kB before, {resident_kilobytes()} kB after 300 letters\n")
    wait_until(lambda: open_files() <= files, what="as many open files as before")
    assert resident_kilobytes() < 1.1 * memory


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def resident_kilobytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0])


def test_what_another_client_does_is_seen(live: Live, mailbox: Mailbox) -> None:
    uid = mailbox.other.deliver(letter(1))
    live.wait_to_hear_of(1)
    live.seconds_until_stored(lambda: mailbox.other.set_flags("INBOX", uid, [r"\Seen"]))
    mailbox.other.remove("INBOX", [uid])
    wait_until(lambda: live.rows("SELECT gone FROM placement") == [(1,)])
    mailbox.other.deliver(letter(2), folder="Sent")
    live.wait_for_letters(2)


def test_idle_is_renewed(mailbox: Mailbox, proxy: Proxy, tmp_path: Path) -> None:
    rhythm = Rhythm(poll=3600, renewal=0.05)
    with live_profile(mailbox, tmp_path, rhythm, through=proxy.endpoint) as live:
        live.wait_for_watching("INBOX", "Sent")
        accepted = proxy.accepted
        let_pass(0.5)  # ten renewals
        live.seconds_until_stored(lambda: mailbox.other.deliver(letter(1)))
        assert proxy.accepted == accepted


def test_the_budget_of_connections_holds(mailbox: Mailbox, proxy: Proxy, tmp_path: Path) -> None:
    names = ["Archive", "Billing", "Partners", "Returns"]
    for name in names:
        mailbox.other.create(name)
    rhythm = Rhythm(poll=0.2)
    with live_profile(mailbox, tmp_path, rhythm, through=proxy.endpoint) as live:
        live.wait_for_watching("INBOX", "Sent")
        live.follow(*names)
        for number, name in enumerate(["INBOX", "Sent", *names]):
            mailbox.other.deliver(letter(number), folder=name)
        live.wait_for_letters(6)
        assert proxy.most_open == 3
        live.wait_for_watching("INBOX", "Sent")


def test_the_budget_holds_while_watchers_change_places(
    mailbox: Mailbox, proxy: Proxy, tmp_path: Path
) -> None:
    for name in ("Archive", "Returns"):
        mailbox.other.create(name)
    rhythm = Rhythm(poll=0.05, connections=4)
    with live_profile(mailbox, tmp_path, rhythm, through=proxy.endpoint) as live:
        live.wait_for_watching("INBOX", "Sent")
        live.follow("Returns")
        live.wait_for_watching("INBOX", "Sent", "Returns")
        for _ in range(8):
            live.follow("Archive")  # comes before Returns, and takes its place
            live.wait_for_watching("INBOX", "Sent", "Archive")
            live.follow("Archive", followed=False)
            live.wait_for_watching("INBOX", "Sent", "Returns")
        assert proxy.accepted >= 4 + 16
    assert proxy.most_open == 4


def test_it_stops_at_once_while_it_waits_for_news(live: Live) -> None:
    began = time.monotonic()
    live.runtime.stop()
    assert time.monotonic() - began < PATIENCE / 3  # a server's answer would take a minute


def test_it_stops_at_once_while_the_network_stalls(
    live: Live, proxy: Proxy, mailbox: Mailbox
) -> None:
    proxy.stall()
    live.runtime.sync_now()
    began = time.monotonic()
    live.runtime.stop()
    assert time.monotonic() - began < PATIENCE / 3  # a server's answer would take a minute


def test_a_network_that_swallows_everything_is_left_when_told(
    live: Live, proxy: Proxy, mailbox: Mailbox
) -> None:
    """Half-open connections, as after sleep: nobody answers, and nobody says so."""
    proxy.stall()
    mailbox.other.deliver(letter(1))
    accepted = proxy.accepted
    live.runtime.network_changed()
    wait_until(lambda: proxy.accepted > accepted)
    proxy.heal()
    live.wait_for_letters(1)
    live.wait_for_watching("INBOX", "Sent")


def test_a_network_that_swallows_everything_is_noticed(
    mailbox: Mailbox, proxy: Proxy, tmp_path: Path
) -> None:
    factory = ImapServerFactory(FakeClock(), Timeouts(connect=5, read=1))
    rhythm = Rhythm(poll=0.2, first_retry=0.05, longest_retry=0.1)
    with live_profile(mailbox, tmp_path, rhythm, through=proxy.endpoint, factory=factory) as live:
        live.wait_for_watching("INBOX", "Sent")
        proxy.stall()
        mailbox.other.deliver(letter(1))
        wait_until(lambda: [p.code for p in live.runtime.problems()] == ["offline"])
        proxy.heal()
        live.wait_for_letters(1)
        live.wait_for_watching("INBOX", "Sent")
        wait_until(lambda: live.runtime.problems() == ())


class SleepyClock(FakeClock):
    """The machine sleeps: the clock on the wall goes on, the other one stands still."""

    def sleep(self, seconds: int) -> None:
        self._start += seconds


def test_everything_is_connected_anew_after_sleep(
    mailbox: Mailbox, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.runtime.facade._TICK_SECONDS", 0.02)
    clock = SleepyClock()
    with live_profile(mailbox, tmp_path, _IDLE_ONLY, through=proxy.endpoint, clock=clock) as live:
        live.wait_for_watching("INBOX", "Sent")
        accepted = proxy.accepted
        clock.sleep(3600)
        wait_until(lambda: proxy.accepted >= accepted + 3)
        live.wait_for_watching("INBOX", "Sent")
        live.seconds_until_stored(lambda: mailbox.other.deliver(letter(1)))


@pytest.fixture(scope="module")
def plain_dovecot() -> Iterator[Dovecot]:
    """A server that tells no news."""
    server = start_dovecot(capability="IMAP4rev1 UIDPLUS")
    yield server
    server.stop()


def test_a_server_without_idle_is_polled(plain_dovecot: Dovecot, tmp_path: Path) -> None:
    rhythm = Rhythm(poll=0.1)
    with (
        dovecot_mailbox(plain_dovecot) as mailbox,
        live_profile(mailbox, tmp_path, rhythm) as live,
    ):
        uid = mailbox.other.deliver(letter(1))
        live.wait_to_hear_of(1)
        live.seconds_until_stored(lambda: mailbox.other.set_flags("INBOX", uid, [r"\Seen"]))
        assert live.watched() == []
