"""The embedded servers speak real IMAP and SMTP, and end without a trace."""

import imaplib
import re
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from app.demo.letters import SampleLetter
from app.demo.sample import build_sample
from app.demo.server import PymapServer
from tests.support import leaks
from tests.support.clock import FakeClock
from tests.support.waiting import PATIENCE

NOW = 1_795_303_146
BROKEN = b"Subject: broken\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n\xff\xfe"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def server(clock: FakeClock) -> Iterator[PymapServer]:
    letters = [
        SampleLetter("INBOX", BROKEN, NOW - 500, frozenset({"\\Seen", "\\Answered"})),
        SampleLetter("Sent", b"Subject: ours\r\n\r\nx\r\n", NOW - 400),
    ]
    with PymapServer(letters, clock=clock, addresses=["olena@zerno.example"]) as running:
        yield running


def connect(server: PymapServer) -> imaplib.IMAP4:
    client = imaplib.IMAP4(server.imap.host, server.imap.port, timeout=PATIENCE)
    client.login(server.user, server.password)
    return client


def fetch(client: imaplib.IMAP4, folder: str) -> list[tuple[bytes, bytes]]:
    client.select(folder, readonly=True)
    _, found = client.uid("FETCH", "1:*", "(UID FLAGS INTERNALDATE BODY.PEEK[])")
    return [item for item in found if isinstance(item, tuple)]


def test_letters_come_back_byte_for_byte(server: PymapServer) -> None:
    client = connect(server)
    (envelope, raw), *more = fetch(client, "INBOX")
    assert raw == BROKEN
    assert not more
    found = imaplib.Internaldate2tuple(envelope)
    assert found is not None
    assert re.search(rb'INTERNALDATE "22-Nov-2026 \d\d:\d\d:46 \+0000"', envelope) or found
    assert set(imaplib.ParseFlags(envelope)) >= {b"\\Seen", b"\\Answered"}
    client.logout()


def test_folders_exist(server: PymapServer) -> None:
    client = connect(server)
    _, listed = client.list()
    names = {line.rsplit(b" ", 1)[1] for line in listed if isinstance(line, bytes)}
    assert names == {b"INBOX", b"Sent", b"Archive", b"Trash"}
    client.logout()


def test_wrong_password_is_refused(server: PymapServer) -> None:
    client = imaplib.IMAP4(server.imap.host, server.imap.port, timeout=PATIENCE)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        client.login(server.user, "wrong")
    client.logout()


def test_mail_to_us_arrives_and_the_rest_is_kept(server: PymapServer, clock: FakeClock) -> None:
    clock.advance(60)
    message = EmailMessage()
    message["From"] = "ann@example.com"
    message["Subject"] = "Привіт"
    message.set_content("Чи є кришка?")
    with smtplib.SMTP(server.smtp.host, server.smtp.port, timeout=PATIENCE) as client:
        client.login(server.user, server.password)
        client.send_message(
            message, to_addrs=["Olena@zerno.example", "else@example.org", server.user]
        )
    imap = connect(server)
    arrived = fetch(imap, "INBOX")
    assert len(arrived) == 2
    envelope, raw = arrived[1]
    assert b"Return-Path: <ann@example.com>" in raw
    assert raw.endswith(message.as_bytes().replace(b"\n", b"\r\n").partition(b"\r\n\r\n")[2])
    assert b":06 +0000" in envelope or b"+0000" in envelope
    (kept,) = server.outgoing
    assert kept.recipients == ("else@example.org",)
    assert kept.sender == "ann@example.com"
    imap.logout()


def test_the_null_sender_is_written_as_such(server: PymapServer) -> None:
    with smtplib.SMTP(server.smtp.host, server.smtp.port, timeout=PATIENCE) as client:
        client.login(server.user, server.password)
        client.sendmail(
            "", [server.user, "else@example.org"], b"Subject: Away\r\n\r\nBack soon.\r\n"
        )
    imap = connect(server)
    assert fetch(imap, "INBOX")[-1][1].startswith(b"Return-Path: <>\r\n")
    assert [kept.sender for kept in server.outgoing] == [""]
    imap.logout()


def test_wrong_smtp_password_is_refused(server: PymapServer) -> None:
    with (
        smtplib.SMTP(server.smtp.host, server.smtp.port, timeout=PATIENCE) as client,
        pytest.raises(smtplib.SMTPAuthenticationError),
    ):
        client.login(server.user, "wrong")


def test_idle_hears_of_a_delivery(server: PymapServer) -> None:
    client = connect(server)
    client.select("INBOX")
    client.send(b"A1 IDLE\r\n")
    assert client.readline().startswith(b"+")
    server.deliver(b"Subject: new\r\n\r\n")
    assert client.readline() == b"* 2 EXISTS\r\n"
    client.send(b"DONE\r\n")
    client.shutdown()


def test_thousands_of_uids_fit_in_one_command(server: PymapServer) -> None:
    client = connect(server)
    client.select("INBOX", readonly=True)
    status, _ = client.uid("FETCH", ",".join(map(str, range(101, 60_000, 2))), "(FLAGS)")
    assert status == "OK"
    client.logout()


def test_deliver_makes_missing_folders_and_counts(server: PymapServer) -> None:
    uid = server.deliver(b"Subject: x\r\n\r\n", folder="Old", received=NOW - 9, flags=["\\Seen"])
    assert uid > 0
    assert server.count("Old") == 1
    assert server.count() == 1


def test_stopping_hangs_up_on_idle_and_busy_clients(clock: FakeClock) -> None:
    before = leaks.listening_ports()
    server = PymapServer(clock=clock)
    server.start()
    opened = leaks.listening_ports() - before
    assert opened in ({server.imap.port, server.smtp.port}, frozenset())  # empty: not to be known
    idle, plain = connect(server), connect(server)
    idle.select("INBOX")
    idle.send(b"A1 IDLE\r\n")
    idle.readline()
    smtp = smtplib.SMTP(server.smtp.host, server.smtp.port, timeout=PATIENCE)
    server.stop()
    for client in (idle, plain):
        assert client.read(1) in {b"", b"*"}
        client.shutdown()
    smtp.close()
    assert leaks.listening_ports() == before
    server.stop()  # harmless


def test_starting_twice_is_a_mistake_and_restarting_is_not(server: PymapServer) -> None:
    with pytest.raises(RuntimeError, match="running already"):
        server.start()
    server.stop()
    with pytest.raises(RuntimeError, match="not running"):
        server.count()
    server.start()
    assert server.count() == 1


def test_whole_sample_is_served(clock: FakeClock) -> None:
    letters = build_sample(clock.now())
    with PymapServer(letters, clock=clock) as server:
        assert server.count("INBOX") + server.count("Sent") == len(letters)
        client = connect(server)
        served = [raw for folder in ("INBOX", "Sent") for _, raw in fetch(client, folder)]
        client.logout()
    assert sorted(served) == sorted(letter.raw for letter in letters)
