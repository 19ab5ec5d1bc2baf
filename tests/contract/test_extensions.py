"""Each extension is used where Dovecot offers it, seen on the wire, and done without elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.accounts import Endpoint
from app.domain.ports import MailServer
from mail.quirks import Feature
from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.mailboxes import Mailbox, dovecot_mailbox
from tests.support.proxy import Proxy
from tests.support.syncing import SyncedProfile, synced_profile

_ALL = (
    "IMAP4rev1 AUTH=PLAIN SASL-IR ENABLE IDLE UIDPLUS LIST-EXTENDED LIST-STATUS ESEARCH MOVE "
    "SPECIAL-USE UNSELECT CONDSTORE QRESYNC LITERAL+"
).split()


def _letter(number: int, body: bytes = b"Hello\r\n") -> bytes:
    return b"From: c@d.example\r\nMessage-ID: <x%d@d.example>\r\n\r\n" % number + body


@dataclass
class Overheard:
    """A mailbox, and what its client said."""

    mailbox: Mailbox
    said: bytearray

    def lines(self, word: str) -> list[bytes]:
        """Lines that hold a word."""
        return [line for line in bytes(self.said).split(b"\r\n") if word.encode() in line]

    @contextmanager
    def connected(self) -> Iterator[MailServer]:
        server = self.mailbox.connect()
        try:
            yield server
        finally:
            server.close()


Serving = Callable[..., AbstractContextManager[Overheard]]


@pytest.fixture(scope="module")
def dovecots() -> Iterator[Callable[[str], Dovecot]]:
    """Servers by what they announce, each started once."""
    running: dict[str, Dovecot] = {}

    def start(capability: str) -> Dovecot:
        if capability not in running:
            running[capability] = start_dovecot(capability=capability, compress=True)
        return running[capability]

    yield start
    for server in running.values():
        server.stop()


@pytest.fixture(scope="module")
def rich(dovecots: Callable[[str], Dovecot]) -> Dovecot:
    return dovecots(" ".join([*_ALL, "COMPRESS=DEFLATE"]))


@pytest.fixture(scope="module")
def poor(dovecots: Callable[[str], Dovecot]) -> Dovecot:
    return dovecots("IMAP4rev1 AUTH=PLAIN CONDSTORE ENABLE")


@pytest.fixture(scope="module")
def careful(dovecots: Callable[[str], Dovecot]) -> Dovecot:
    return dovecots("IMAP4rev1 AUTH=PLAIN LITERAL-")


@contextmanager
def overheard(server: Dovecot, *, wanted: frozenset[Feature] | None = None) -> Iterator[Overheard]:
    said = bytearray()

    def watch(data: bytes, to_server: bool) -> bool:
        if to_server:
            said.extend(data)
        return True

    with (
        Proxy(Endpoint("127.0.0.1", server.imap_port), watch) as proxy,
        dovecot_mailbox(server, wanted=wanted, through=proxy.endpoint) as mailbox,
    ):
        yield Overheard(mailbox, said)


def test_a_log_in_takes_one_command_where_it_may(rich: Dovecot, poor: Dovecot) -> None:
    for server, together in ((rich, True), (poor, False)):
        with overheard(server) as there, there.connected():
            (line,) = there.lines("AUTHENTICATE")
            assert (len(line.split()) == 4) is together


@pytest.mark.parametrize("kind", ["rich", "poor"])
def test_counters_of_all_folders_come_at_once(kind: str, rich: Dovecot, poor: Dovecot) -> None:
    names = ["INBOX", "Sent", "Архив", "50 % *", "Nothing"]
    with overheard(rich if kind == "rich" else poor) as there:
        for name in names[2:4]:
            there.mailbox.other.create(name)
        there.mailbox.other.deliver(_letter(1), folder="Архив")
        with there.connected() as server:
            there.said.clear()
            survey = server.survey(names)
            listing, asking = there.lines("RETURN (STATUS"), there.lines("STATUS")
            each = {name: server.status(name) for name in names[:4]}
    assert dict(survey.counters) == each
    assert survey.counters["Архив"].count == 1
    assert len(survey.folders) == len({folder.name for folder in survey.folders}) >= 4
    # a name that reads as a pattern is always asked for by itself
    assert (len(listing), len(asking)) == ((1, 2) if kind == "rich" else (0, 5))


@pytest.mark.parametrize("kind", ["rich", "poor"])
def test_counters_are_those_of_now_though_a_folder_is_open(
    kind: str, rich: Dovecot, poor: Dovecot
) -> None:
    with (
        overheard(rich if kind == "rich" else poor) as there,
        there.connected() as server,
    ):
        server.select("INBOX")
        there.mailbox.other.deliver(_letter(1))
        assert server.survey(["INBOX"]).counters["INBOX"].count == 1
        assert bool(there.lines("UNSELECT")) is (kind == "rich")


def _changed_elsewhere(profile: SyncedProfile, mailbox: Mailbox) -> None:
    uids = [mailbox.other.deliver(_letter(n)) for n in range(6)]
    profile.sync()
    mailbox.other.remove("INBOX", uids[1:3])
    mailbox.other.set_flags("INBOX", uids[4], [r"\Flagged"])
    mailbox.other.deliver(_letter(9), flags=[r"\Seen"])


@pytest.mark.parametrize("kind", ["rich", "poor"])
def test_what_changed_and_vanished_is_told_or_found_out(
    kind: str, rich: Dovecot, poor: Dovecot, tmp_path: Path
) -> None:
    with (
        overheard(rich if kind == "rich" else poor) as there,
        synced_profile(there.mailbox, tmp_path) as profile,
    ):
        _changed_elsewhere(profile, there.mailbox)
        there.said.clear()
        report = profile.sync()
        searched, told = there.lines("SEARCH"), there.lines("(QRESYNC (")
        assert profile.counts()["INBOX"] == (5, 2)
        assert sorted(profile.flags().values()) == ["", "", "", r"\Flagged", r"\Seen"]
    assert [(f.server, f.local) for f in report.folders if f.name == "INBOX"] == [(5, 5)]
    assert (bool(searched), bool(told)) == ((False, True) if kind == "rich" else (True, False))


def test_a_gap_is_found_though_nothing_changed_on_the_server(rich: Dovecot, tmp_path: Path) -> None:
    with (
        overheard(rich) as there,
        synced_profile(there.mailbox, tmp_path) as profile,
    ):
        uids = [there.mailbox.other.deliver(_letter(n)) for n in range(4)]
        profile.sync()
        lose = "DELETE FROM placement WHERE uid = ?"
        profile.writer.run(lambda store, _: store._link.write(lose, (uids[1],)))
        there.said.clear()
        (inbox, _) = profile.sync().folders
        assert (inbox.server, inbox.local) == (4, 4)
        assert there.lines("(QRESYNC (")
        assert there.lines("SEARCH"), "what the server told did not add up, and was believed"
        there.said.clear()
        profile.sync()
        assert not there.lines("EXAMINE")


@pytest.mark.parametrize("size", [100, 5000, 2_000_000])
def test_a_letter_is_given_in_one_go_where_that_is_allowed(
    size: int, rich: Dovecot, poor: Dovecot, careful: Dovecot
) -> None:
    raw = _letter(1, b"0123456789abcdef0123456789abcde\r\n" * (size // 33))
    allowed = {"rich": 1024 * 1024, "poor": 0, "careful": 4096}
    for server, most in zip((rich, poor, careful), allowed.values(), strict=True):
        with overheard(server) as there, there.connected() as connection:
            uid = connection.changes().append(
                "INBOX", raw, flags=[r"\Seen"], received=1_741_000_001
            )
            (command,) = there.lines("APPEND")
            assert command.endswith(b"+}") is (len(raw) <= most)
            connection.select("INBOX")
            (found,) = connection.fetch(connection.uids())
            assert found.raw == raw
            assert found.flags == {r"\Seen"}
            assert found.received == 1_741_000_001
            assert uid == found.uid


def test_mail_is_packed_where_that_is_wanted(rich: Dovecot) -> None:
    raw = _letter(1, b"The same line again and again.\r\n" * 20_000)
    heard: dict[bool, int] = {}
    for packed in (True, False):
        came = bytearray()

        def watch(data: bytes, to_server: bool, came: bytearray = came) -> bool:
            if not to_server:
                came.extend(data)
            return True

        wanted = frozenset(Feature) if packed else None
        with (
            Proxy(Endpoint("127.0.0.1", rich.imap_port), watch) as proxy,
            dovecot_mailbox(rich, wanted=wanted, through=proxy.endpoint) as mailbox,
        ):
            uid = mailbox.other.deliver(raw)
            server = mailbox.connect()
            server.select("INBOX")
            (found,) = server.fetch([uid])
            assert found.raw == raw
            server.close()
            heard[packed] = len(came)
    assert heard[True] < len(raw) / 10 < len(raw) < heard[False]


def test_on_a_packed_connection_everything_works(rich: Dovecot, tmp_path: Path) -> None:
    with (
        overheard(rich, wanted=frozenset(Feature)) as there,
        synced_profile(there.mailbox, tmp_path) as profile,
    ):
        _changed_elsewhere(profile, there.mailbox)
        there.said.clear()
        profile.sync()
        assert profile.counts()["INBOX"] == (5, 2)
        assert there.lines("COMPRESS")
        assert not there.lines("LIST"), "it went over the wire unpacked"
        with there.connected() as server:
            server.select("INBOX")
            there.mailbox.other.deliver(_letter(10))
            assert server.wait_for_news(60)
            assert len(server.uids()) == 6


def test_this_machine_is_not_worth_packing_for(rich: Dovecot) -> None:
    with overheard(rich) as there, there.connected() as server:
        server.select("INBOX")
        assert not there.lines("COMPRESS")
