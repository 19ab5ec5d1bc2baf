"""Replies are split into new text, history and signatures, and nothing is lost."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.quoting import MAX_CHARS, MAX_LINES, Kind, new_text, split
from tests.support.quoting_cases import QuotingCase, quoting_cases

CASES = quoting_cases(Path(__file__).parents[2] / "data" / "quoting")

MARKER_PIECES = (
    "On Tue, Mar 12, 2024 at 2:05 PM Jane <jane@example.org> wrote:",
    '12.03.2024, 14:05, "Анна" <anna@example.org>:',
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "From: Jane <jane@example.org>",
    "Sent: Tuesday",
    "To: John",
    "Subject: Hello",
    "> quoted",
    "> Ann wrote:",
    ">",
    "C> quoted",
    "-- ",
    "--",
    "_____",
    "=====",
    "Sent from my iPhone",
    "Отправлено с iPhone",
    "Jane's Outlook for Android",
    "iPhone ile gönderildi",
    "This email and any attachments are confidential",
    "Please reply above this line",
    "Best regards",
    "Ann wrote",
    "new text",
    "новый текст:",
    "",
    " ",
    "\r",
    "\u00a0",
)
letters = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(st.sampled_from(MARKER_PIECES), st.text(max_size=20)), max_size=25).map(
        "\n".join
    ),
)


def test_there_are_enough_samples() -> None:
    assert len(CASES) >= 100
    assert all(case.letter for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_sample(case: QuotingCase) -> None:
    result = split(case.letter)
    assert result.reply_text.strip() == case.reply
    assert "".join(part.text for part in result.parts) == case.letter


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_sample_with_windows_line_ends(case: QuotingCase) -> None:
    letter = case.letter.replace("\n", "\r\n")
    result = split(letter)
    assert result.reply_text.strip() == case.reply
    assert "".join(part.text for part in result.parts) == letter


@given(letters)
def test_parts_put_together_are_the_letter(letter: str) -> None:
    assert "".join(part.text for part in split(letter).parts) == letter


@given(letters)
def test_parts_are_whole_lines_and_never_empty(letter: str) -> None:
    parts = split(letter).parts
    assert all(part.text for part in parts)
    assert all(part.text.endswith("\n") for part in parts[:-1])
    assert not any(part.answered for part in parts if part.kind is not Kind.QUOTED)


@given(letters)
def test_reply_text_has_no_blank_edges(letter: str) -> None:
    reply = split(letter).reply_text
    assert reply == reply.rstrip()
    assert not reply or reply.split("\n")[0].strip()


@given(letters)
def test_the_reply_is_made_of_lines_of_the_letter_in_their_order(letter: str) -> None:
    lines = iter(letter.replace("\r\n", "\n").split("\n"))
    *whole, last = split(letter).reply_text.split("\n")
    assert all(line in lines for line in whole)
    assert any(line.startswith(last) for line in lines) or not last


@given(letters)
def test_the_short_way_to_new_text_leads_to_the_same(letter: str) -> None:
    assert new_text(letter) == split(letter).new_text


def test_an_announcement_above_a_quoted_attribution() -> None:
    result = split("Hello\n-----Original Message-----\n> Ann wrote:\n> hi\n")
    assert result.new_text == "Hello"


def test_answers_between_quotes_are_new_and_their_quotes_answered() -> None:
    result = split("Hi\n\nOn 12/03/2024 14:05, Jane wrote:\n> one?\nyes\n> two?\nno\n> three?\n")
    kinds = [(part.kind, part.answered) for part in result.parts]
    assert kinds == [
        (Kind.NEW, False),
        (Kind.QUOTED, False),
        (Kind.QUOTED, True),
        (Kind.NEW, False),
        (Kind.QUOTED, True),
        (Kind.NEW, False),
        (Kind.QUOTED, False),
    ]
    assert result.new_text == "Hi\n\nyes\nno"


def test_signature_is_a_part_of_its_own() -> None:
    result = split("Hello\n\n-- \nJane\n\nOn 12/03/2024 14:05, John wrote:\n> hi\n")
    assert [part.kind for part in result.parts] == [Kind.NEW, Kind.SIGNATURE, Kind.QUOTED]


def test_a_letter_without_marks_is_all_new() -> None:
    assert split("Hello\n\nBest\nJane").parts[0].kind is Kind.NEW
    assert len(split("Hello\n\nBest\nJane").parts) == 1
    assert split("").parts == ()


def test_text_beyond_the_limits_is_kept() -> None:
    for letter in ("word\n" * (MAX_LINES * 2), "> a\n" * MAX_LINES + "end", "x" * (MAX_CHARS * 2)):
        assert "".join(part.text for part in split(letter).parts) == letter


def _filled(piece: str) -> str:
    return (piece * (2_000_000 // len(piece) + 1))[:2_000_000]


def test_blank_lines_above_the_text_take_little_time() -> None:
    result = split("\n" * 2_000_000 + "text")
    started = time.process_time()
    assert result.reply_text == "text"
    # It takes minutes where each line is taken away by itself.
    assert time.process_time() - started < 15


@pytest.mark.parametrize(
    "piece",
    [
        "\n",
        ">",
        " ",
        "a@",
        "a:\n",
        "On 12 x@y.z wrote:\n",
        "On 12.03.2024 14:05 " + "a b " * 80 + "wrote:\n",
        "a b " * 98 + ":\n",
        "<a" * 190 + ":\n",
        "From: x@y\nTo: z\nDate: 5\n\n",
        "Cc: x\n",
        "> x\nanswer\n",
        "-" * 390 + "\n",
        "-- " + "a " * 180 + "--\n",
        "text\n-----\n",
        "Sent from my " + "a" * 90 + "\n",
        "iphone " * 16 + "gesendet\n",
        "wrote " * 60 + ":\n",
        "_" * 120 + " reply above this\n",
    ],
    ids=lambda piece: repr(piece[:24]),
)
def test_two_hostile_megabytes_take_little_time(piece: str) -> None:
    letter = _filled(piece)
    started = time.process_time()
    result = split(letter)
    elapsed = time.process_time() - started
    assert "".join(part.text for part in result.parts) == letter
    # 0.3 s is the goal; what this finds, work that grows with the square, takes minutes.
    assert elapsed < 15
