"""Messages of the journal: readable by people, exact for programs, harmless when damaged."""

import email
import email.policy
import gzip
import random
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.streams import Anchor
from mail.journal import (
    COMPRESS_FROM,
    HEADER,
    MAX_CONTENT,
    MAX_LINES,
    MAX_MESSAGE,
    MEDIA_TYPE,
    Cover,
    JournalMessage,
    compose,
    message_id,
    read,
)
from mail.journal_lines import Reason, Refused
from mail.parse import parse
from tests.support.journal import COVER, NOON, Device

LINE = Device(1).first()


def many(count: int) -> list[bytes]:
    device = Device(1)
    return [device.first(), *(device.line() for _ in range(count - 1))]


def with_content(content: bytes, *, kind: str = MEDIA_TYPE) -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "Postroom"
    letter["Message-ID"] = "<x@y.example>"
    letter.set_content("text")
    main, _, sub = kind.partition("/")
    letter.add_attachment(content, maintype=main, subtype=sub, filename="x")
    return letter.as_bytes()


def refused(raw: bytes) -> Reason:
    found = read(raw)
    assert isinstance(found, Refused), found
    return found.reason


@pytest.mark.parametrize("count", [1, 2, 200])
def test_lines_come_out_as_they_went_in(count: int) -> None:
    lines = many(count)
    raw = compose(lines, COVER)
    assert read(raw) == JournalMessage(message_id(lines), tuple(lines))
    assert (b"\x1f\x8b" in raw) is False
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert compose(lines, COVER) == raw
    small = sum(map(len, lines)) < COMPRESS_FROM
    assert (b'filename="postroom-journal.txt"' in raw) is small


def test_people_read_in_another_program_what_it_is_and_what_changed() -> None:
    parsed = parse(compose([LINE], COVER))
    assert parsed.subject == "Postroom: 1 change by Ann"
    assert parsed.sender[0].address == parsed.to[0].address == "support@shop.example"
    assert "do not delete it" in parsed.text
    assert "no\ncustomer sees it" in parsed.text
    assert parsed.sender[0].name == "Postroom (please keep)"
    assert "set “Order 17” to closed" in parsed.text
    assert parsed.message_id == message_id([LINE])
    assert parsed.date is not None
    assert parsed.date.timestamp() == NOON
    assert [a.filename for a in parsed.attachments] == ["postroom-journal.txt"]
    assert parsed.automatic is not None
    long = parse(compose([LINE], Cover("a@b.example", "x", [f"word {n}" for n in range(60)], NOON)))
    assert "word 49" in long.text
    assert "word 50" not in long.text
    assert "and 10 lines more" in long.text


def test_the_same_lines_have_the_same_id_and_others_another() -> None:
    device = Device(1)
    one, two = device.first(), device.line()
    assert message_id([one]) == message_id([one])
    ids = {message_id([one]), message_id([two]), message_id([one, two]), message_id([one], 1)}
    assert len(ids) == 4
    assert message_id([one], 1) != message_id([one], 2)
    again = read(compose([one], COVER, copy=1))
    assert again == JournalMessage(message_id([one], 1), (one,))


def test_nothing_to_carry_is_no_message() -> None:
    for wrong in ([], [b"a\nb"], [b""] * (MAX_LINES + 1)):
        with pytest.raises(ValueError, match="carries lines"):
            compose(wrong, COVER)


def test_a_program_that_encodes_the_message_anew_changes_nothing() -> None:
    lines = many(3)
    letter = email.message_from_bytes(compose(lines, COVER), policy=email.policy.default)
    again = letter.as_bytes()
    assert again != compose(lines, COVER)
    assert read(again) == JournalMessage(message_id(lines), tuple(lines))
    plain = HEADER + b"\n" + b"\n".join(lines) + b"\n"
    found = read(with_content(plain))
    assert isinstance(found, JournalMessage)
    assert found.lines == tuple(lines)
    packed = read(with_content(gzip.compress(plain)))
    assert isinstance(packed, JournalMessage)
    assert packed.lines == tuple(lines)


def test_what_is_no_journal_message_is_told_apart() -> None:
    assert refused(b"") is Reason.NOT_OURS
    assert refused(b"Subject: hello\r\n\r\nhow are you") is Reason.NOT_OURS
    assert refused(with_content(LINE, kind="application/json")) is Reason.NOT_OURS
    attached = EmailMessage()
    attached.set_content("look what I got")
    inner = email.message_from_bytes(compose([LINE], COVER), policy=email.policy.default)
    attached.add_attachment(inner)
    assert refused(attached.as_bytes()) is Reason.NOT_OURS


def test_damage_is_told() -> None:
    raw = compose(many(100), COVER)
    body = HEADER + b"\n" + LINE + b"\n"
    assert refused(raw[: len(raw) // 2]) is Reason.DAMAGED
    assert refused(with_content(body[:-1])) is Reason.DAMAGED
    assert refused(with_content(HEADER)) is Reason.DAMAGED
    assert refused(with_content(b"")) is Reason.DAMAGED
    assert refused(with_content(LINE)) is Reason.DAMAGED
    assert refused(with_content(gzip.compress(body)[:-3])) is Reason.DAMAGED
    assert refused(with_content(gzip.compress(body) + b"more")) is Reason.DAMAGED
    assert refused(with_content(b"\x1f\x8bnonsense")) is Reason.DAMAGED
    twice = EmailMessage()
    twice.set_content("x")
    for _ in range(2):
        twice.add_attachment(body, maintype="application", subtype=MEDIA_TYPE.partition("/")[2])
    assert refused(twice.as_bytes()) is Reason.DAMAGED


def test_a_later_format_is_told_apart_from_damage() -> None:
    assert refused(with_content(b"postroom-journal 2\n")) is Reason.NEWER


def test_bombs_are_not_unpacked() -> None:
    bomb = gzip.compress(HEADER + b"\n" + b"\0" * (MAX_CONTENT + 10_000_000), 9)
    assert len(bomb) < 1_000_000
    assert refused(with_content(bomb)) is Reason.TOO_LARGE
    assert refused(with_content(HEADER + b"\n" * (MAX_LINES + 3))) is Reason.TOO_LARGE
    assert refused(b"x" * (MAX_MESSAGE + 1)) is Reason.TOO_LARGE


ANYTHING = st.text(max_size=80) | st.sampled_from(
    ["a\r\nBcc: eve@evil.example", "=?utf-8?Q?=0ABcc:_x?=", "\ud800", "x" * 300, "\u202e"]
)


@settings(max_examples=60)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_no_text_adds_a_header_or_a_recipient(address: str, title: str, word: str) -> None:
    raw = compose([LINE], Cover(address, title, [word], NOON))
    assert read(raw) == JournalMessage(message_id([LINE]), (LINE,))
    second = email.message_from_bytes(raw)
    assert sorted(name.lower() for name in second) == sorted(
        [
            "from", "to", "subject", "date", "message-id", "mime-version",
            "auto-submitted", "x-postroom-journal", "content-type",
        ]
    )  # fmt: skip
    assert len(second.get_payload()) == 2
    for field in ("From", "To"):
        assert second[field].count("@") == 1
        assert second[field].count("<") == 1


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.integers(1, 5))
def test_a_message_with_bytes_changed_is_read_without_fail(seed: int, changes: int) -> None:
    rng = random.Random(seed)
    raw = bytearray(compose(many(3), COVER))
    for _ in range(changes):
        at = rng.randrange(len(raw))
        raw[at : at + rng.randrange(3)] = bytes(rng.randrange(256) for _ in range(rng.randrange(3)))
    found = read(bytes(raw))
    assert isinstance(found, JournalMessage | Refused)


def test_a_note_of_a_hostile_letter_stays_in_the_text() -> None:
    event = Device(1).event(e.NoteAdded(Anchor("a@x"), "x\r\n--=_postroom_journal\r\n"))
    assert isinstance(event.fact, e.NoteAdded)
    raw = compose([LINE], Cover("a@b.example", "1", [event.fact.text], NOON))
    assert read(raw) == JournalMessage(message_id([LINE]), (LINE,))
