"""The sample mailbox is what its authors meant: complete, fresh, well-formed, trilingual."""

import re
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest

from app.demo.letters import SampleLetter
from app.demo.sample import build_sample, sample_addresses
from app.demo.script import TicketScript, load_tickets
from app.domain.subjects import base_subject
from mail.parse import parse
from mail.quoting import split

NOW = 1_795_303_146
DAY = 86_400
OURS = "support@zerno.example"
RESERVED = re.compile(r"@([a-z0-9-]+\.)*(example|example\.(com|org))$")
TEMPLATES_WITH_DEFECTS = {"en-broken-mime"}


@pytest.fixture(scope="module")
def mailbox() -> list[SampleLetter]:
    return build_sample(NOW)


@pytest.fixture(scope="module")
def tickets() -> dict[str, TicketScript]:
    return {ticket.name: ticket for ticket in load_tickets()}


def read(letter: SampleLetter) -> EmailMessage:
    message = message_from_bytes(letter.raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def of(mailbox: list[SampleLetter], ticket: str) -> list[EmailMessage]:
    return [read(letter) for letter in mailbox if letter.ticket == ticket]


def test_is_large_enough_and_in_three_languages(
    mailbox: list[SampleLetter], tickets: dict[str, TicketScript]
) -> None:
    letters = Counter(letter.ticket for letter in mailbox)
    languages = Counter(ticket.lang for ticket in tickets.values())
    assert len(tickets) >= 80
    assert letters.total() >= 250
    assert set(letters) == set(tickets)
    assert max(letters.values()) == 15
    assert min(languages["en"], languages["ru"], languages["uk"]) >= len(tickets) / 4


def test_nobody_wrote_the_same_text_twice(tickets: dict[str, TicketScript]) -> None:
    texts = Counter(s.text for t in tickets.values() for s in t.letters if s.text)
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("now", [NOW, NOW + 9 * 3600, NOW + 17 * 3600 + 59, 1_709_164_800])
def test_letters_are_fresh_and_in_order_at_any_hour(now: int) -> None:
    mailbox = build_sample(now)
    assert all(now - 60 * DAY <= letter.received <= now for letter in mailbox)
    assert any(letter.received > now - 3600 for letter in mailbox)
    assert any(letter.received < now - 50 * DAY for letter in mailbox)
    last: dict[str, int] = {}
    for letter in mailbox:
        date = int(parsedate_to_datetime(read(letter)["Date"]).timestamp())
        assert date <= letter.received <= date + 60
        assert letter.received > last.get(letter.ticket, 0), letter.ticket
        last[letter.ticket] = letter.received


def test_the_team_writes_in_working_hours(tickets: dict[str, TicketScript]) -> None:
    for ticket in tickets.values():
        for script in ticket.letters:
            if script.by in {"olena", "martin"}:
                clock = script.at.split(" ")[1]
                assert "08:00" <= clock <= "19:30", (ticket.name, script.at)


def test_is_the_same_each_time(mailbox: list[SampleLetter]) -> None:
    assert build_sample(NOW) == mailbox
    later = build_sample(NOW + 5 * DAY)
    ids = [{read(letter)["Message-ID"] for letter in box} for box in (mailbox, later)]
    assert ids[0] == ids[1]


def test_ids_are_unique_and_references_lead_somewhere(mailbox: list[SampleLetter]) -> None:
    messages = [read(letter) for letter in mailbox]
    ids = [str(message["Message-ID"]) for message in messages]
    assert len(set(ids)) == len(ids)
    earlier: set[str] = set()
    for message, own in zip(messages, ids, strict=True):
        quoted = f"{message.get('References', '')} {message.get('In-Reply-To', '')}".split()
        assert set(quoted) <= earlier, own
        earlier.add(own)


def test_most_answers_quote_their_chain(mailbox: list[SampleLetter]) -> None:
    answers = of(mailbox, "en-app-pairing-loop")[1:]
    first = str(of(mailbox, "en-app-pairing-loop")[0]["Message-ID"])
    assert all(str(answer["References"]).split()[0] == first for answer in answers)
    assert all(str(answer["References"]).split()[-1] == answer["In-Reply-To"] for answer in answers)


def test_every_address_is_reserved(mailbox: list[SampleLetter]) -> None:
    for letter in mailbox:
        message = read(letter)
        for name in ("From", "To", "Cc", "Reply-To", "Return-Path"):
            for header in message.get_all(name, []):
                for address in re.findall(r"[\w.+-]+@[\w.-]+", str(header).lower()):
                    assert RESERVED.search(address), address
        for host in re.findall(rb"https?://([\w.-]+)", letter.raw):
            assert host.endswith((b".example", b"yandex.ru")), host


def test_ours_lie_in_sent_and_theirs_in_the_inbox(mailbox: list[SampleLetter]) -> None:
    for letter in mailbox:
        ours = OURS in str(read(letter)["From"])
        assert letter.folder == ("Sent" if ours else "INBOX")
    assert sample_addresses() == (OURS, ("olena@zerno.example", "martin@zerno.example"))


def test_both_members_answer_and_one_writes_from_a_phone(mailbox: list[SampleLetter]) -> None:
    ours = [letter.raw for letter in mailbox if letter.folder == "Sent"]
    texts = [parse(raw).text for raw in ours]
    assert sum("Olena Koval" in text.split("\n>")[0] for text in texts) > 10
    assert sum("Martin Brandt" in text.split("\n>")[0] for text in texts) > 10
    assert any("thumbs" in text.split("\n>")[0] for text in texts)


def test_unread_are_recent_letters_that_nobody_answered(mailbox: list[SampleLetter]) -> None:
    unread = [letter for letter in mailbox if "\\Seen" not in letter.flags]
    assert 5 <= len(unread) <= 40
    assert all(letter.folder == "INBOX" and letter.received > NOW - 2 * DAY for letter in unread)
    last = {letter.ticket: letter for letter in mailbox}
    assert sum(letter.folder == "INBOX" for letter in last.values()) > 20
    assert sum(letter.folder == "Sent" for letter in last.values()) > 20


def test_source_is_clean_of_what_servers_refuse(mailbox: list[SampleLetter]) -> None:
    for letter in mailbox:
        assert b"\0" not in letter.raw
        assert letter.raw.count(b"\n") == letter.raw.count(b"\r\n") == letter.raw.count(b"\r")
        assert max(map(len, letter.raw.split(b"\r\n"))) <= 998, letter.ticket


def test_subjects_survive_reading(
    mailbox: list[SampleLetter], tickets: dict[str, TicketScript]
) -> None:
    for letter in mailbox:
        parsed = parse(letter.raw)
        wanted = base_subject(tickets[letter.ticket].subject)
        if b"report-type=delivery-status" in letter.raw:
            wanted = "Undelivered Mail Returned to Sender"
        assert base_subject(parsed.subject).endswith(wanted), letter.ticket
        if not re.search(rb"(?m)^Subject:.*[\x80-\xff]", letter.raw):
            assert base_subject(str(read(letter)["Subject"])).endswith(wanted)
        assert parsed.sender, letter.ticket
        if letter.ticket not in TEMPLATES_WITH_DEFECTS:
            assert parsed.defects == (), letter.ticket


def test_what_people_wrote_is_told_from_what_they_quote(
    mailbox: list[SampleLetter], tickets: dict[str, TicketScript]
) -> None:
    """The builder's quotes are those of real programs, so our splitter must know each of them."""
    position: Counter[str] = Counter()
    for letter in mailbox:
        script = tickets[letter.ticket].letters[position[letter.ticket]]
        position[letter.ticket] += 1
        plain = tickets[letter.ticket].charset != "utf-8" or "{{" in script.text or script.eml
        if plain or not script.text:
            continue
        found = split(parse(letter.raw).text).reply_text
        found = " ".join(re.sub(r"\[image: .*?\]", "", found).split())
        wanted = " ".join(script.text.replace("[[img]]", "").split())
        assert found.startswith(wanted), (letter.ticket, position[letter.ticket])
        assert len(found) < len(wanted) + 400, (letter.ticket, position[letter.ticket])


# --- the special letters -------------------------------------------------------------------------


def test_bounce_names_our_letter(mailbox: list[SampleLetter]) -> None:
    ask, ours, bounce = of(mailbox, "en-bounced-reply")
    assert bounce.get_content_type() == "multipart/report"
    assert f"Message-ID: {ours['Message-ID']}" in bounce.as_string()
    assert ours["To"] == "office@grimm-holzbua.example" == ask["Reply-To"]


def test_automatic_replies_say_so(mailbox: list[SampleLetter]) -> None:
    away = of(mailbox, "en-out-of-office")[-1]
    holiday = of(mailbox, "uk-vidpustka-avto")[-1]
    assert away["Auto-Submitted"] == "auto-generated"
    assert "Jörg Thümmel" in away.get_content()
    assert holiday["Auto-Submitted"] == "auto-replied"
    assert holiday["Subject"] == "Автоматична відповідь: Узгодження макета коробки"


def test_newsletter_is_full_of_remote_content(mailbox: list[SampleLetter]) -> None:
    (news,) = of(mailbox, "en-newsletter")
    assert news["List-Unsubscribe"]
    page = news.get_body(("html",))
    assert isinstance(page, EmailMessage)
    html = page.get_content()
    assert html.count("<img") >= 4
    assert 'width="1" height="1"' in html
    assert "@import" in html


def test_spoof_shows_another_address_in_its_name(mailbox: list[SampleLetter]) -> None:
    (spoof,) = of(mailbox, "en-spoof")
    assert spoof["From"] == '"ceo@bank.example" <attacker@evil.example>'


def test_stranger_quotes_ids_that_are_not_his(mailbox: list[SampleLetter]) -> None:
    (stranger,) = of(mailbox, "en-stranger-forged")
    quote = {str(message["Message-ID"]) for message in of(mailbox, "en-wholesale-quote")}
    assert set(str(stranger["References"]).split()) <= quote


@pytest.mark.parametrize("ticket", ["en-no-references", "uk-lyst-bez-posylan"])
def test_reply_without_references(mailbox: list[SampleLetter], ticket: str) -> None:
    last = [message for message in of(mailbox, ticket) if OURS not in str(message["From"])][-1]
    assert last["References"] is None
    assert last["In-Reply-To"] is None
    assert str(last["Subject"]).startswith(("Re: ", "Відп: "))


def test_somebody_shouts(mailbox: list[SampleLetter]) -> None:
    shouted = parse(of(mailbox, "en-parcel-capitals")[0].as_bytes()).text
    assert shouted.upper() == shouted


@pytest.mark.parametrize(
    ("ticket", "charset"),
    [
        ("ru-koi8-stary-klient", "koi8-r"),
        ("ru-cp1251-sklad", "windows-1251"),
        ("uk-cp1251-listonosha", "windows-1251"),
        ("uk-koi8u-muzey", "koi8-u"),
    ],
)
def test_old_charsets_are_on_the_wire(
    mailbox: list[SampleLetter], tickets: dict[str, TicketScript], ticket: str, charset: str
) -> None:
    first = next(letter for letter in mailbox if letter.ticket == ticket)
    assert f'charset="{charset}"'.encode() in first.raw
    assert tickets[ticket].letters[0].text[:12].encode(charset) in first.raw
    head = first.raw.partition(b"\r\n\r\n")[0]
    raw_headers = tickets[ticket].letters[0].raw_headers
    assert (tickets[ticket].subject.encode(charset) in head) == raw_headers


def test_winmail_holds_two_papers(mailbox: list[SampleLetter]) -> None:
    first = next(letter for letter in mailbox if letter.ticket == "en-winmail")
    assert b"winmail.dat" in first.raw
    names = [attachment.filename for attachment in parse(first.raw).attachments]
    assert {"commercial-invoice.pdf", "packing-list.csv"} <= set(names)


def test_forwarded_letters_are_whole_letters(mailbox: list[SampleLetter]) -> None:
    for ticket in ("en-forwarded-complaint", "uk-pereslana-skarha"):
        kinds = [part.get_content_type() for part in of(mailbox, ticket)[0].walk()]
        assert "message/rfc822" in kinds
    inline = parse(of(mailbox, "ru-pereslannoe")[0].as_bytes()).text
    assert "Пересылаемое сообщение" in inline
    assert "{{" not in inline


def test_signed_scan_invitation_and_broken(mailbox: list[SampleLetter]) -> None:
    assert of(mailbox, "en-pgp-signed")[0].get_content_type() == "multipart/signed"
    scan = next(letter for letter in mailbox if letter.ticket == "en-empty-body-scan")
    assert parse(scan.raw).text.strip() == ""
    assert [a.filename for a in parse(scan.raw).attachments] == ["SCAN_0412.png"]
    calendars = [part for m in of(mailbox, "en-calendar") for part in m.walk()]
    assert "text/calendar" in {part.get_content_type() for part in calendars}
    broken = next(letter for letter in mailbox if letter.ticket == "en-broken-mime")
    assert b"--=pocket=--" not in broken.raw
    assert "It isn’t hot" in parse(broken.raw).text
    assert len(str(of(mailbox, "en-long-subject")[0]["Subject"])) > 300
    assert "☕🎉" in of(mailbox, "en-emoji")[0]["Subject"]


def test_inline_pictures_are_shown_by_their_html(mailbox: list[SampleLetter]) -> None:
    shown = [
        attachment
        for letter in mailbox
        for attachment in parse(letter.raw).attachments
        if attachment.inline
    ]
    assert len(shown) >= 5
    assert all(a.content_type == "image/png" and a.content_id for a in shown)


def test_cyrillic_file_names_are_told_as_rfc_2231(mailbox: list[SampleLetter]) -> None:
    letters = [letter.raw for letter in mailbox if b"filename*" in letter.raw]
    names = {a.filename for raw in letters for a in parse(raw).attachments}
    assert {"Счёт № 118 от Zerno.pdf", "Видаткова накладна № 203.pdf"} <= names


def _uses(pattern: bytes) -> Callable[[SampleLetter], bool]:
    return lambda letter: re.search(pattern, letter.raw, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        rb"transfer-encoding: quoted-printable",
        rb"transfer-encoding: base64",
        rb"transfer-encoding: 8bit",
        rb"format=\"?flowed",
        rb"multipart/alternative",
        rb"multipart/related",
        rb"multipart/mixed",
        rb"gmail_quote",
        rb"^x-mailer: microsoft outlook",
        rb"(?m)^x-mailer: apple mail",
        rb"(?m)^x-mailer: iphone",
        rb"(?m)^x-mailer: yamail",
        rb"(?m)^x-mailer: mail\.ru",
    ],
)
def test_programs_and_encodings_are_mixed(mailbox: list[SampleLetter], pattern: bytes) -> None:
    flags = rb"(?m)" if pattern.startswith(b"^") else b""
    assert any(map(_uses(flags + pattern), mailbox))
