"""Lists show the beginning of what was newly written, found by looking no further than needed."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mail.quoting import split
from mail.snippets import LENGTH, snippet

_LINES = (
    "The parcel arrived this morning, but the invoice inside names another company than ours.",
    "Посылка пришла сегодня утром, но в счёте внутри названа другая компания, а не наша.",
    "We would like to know who can change that and how long it usually takes on your side",
    "Please tell us as soon as you know more, and thank you for the quick answer yesterday.",
    "a line with a colon: and some more words behind it so that it is about as long as others",
    "On Tue, Mar 12, 2024 at 2:05 PM Jane <jane@example.org> wrote:",
    "On Tuesday in the afternoon, when nobody else was there any more,",
    "Jane Doe of the company with the long name wrote:",
    "wrote:",
    "12.03.2024, 14:05, Anna",
    "-----Original Message-----",
    "From: Jane <jane@example.org>",
    "Subject: Hello",
    "Date: 2024-03-12",
    "> quoted text",
    "_____",
    "-- ",
    "Sent from my iPhone",
    "Jane's Outlook for Android",
    "This email and any attachments are confidential and meant for nobody else",
    "Please reply above this line",
    "Best regards,",
    "Hi,",
    "",
    "",
    " \u200b ",
)
_PARAGRAPH = " ".join(_LINES[:4])
_OPENING = " ".join(_LINES[:2])[:160]
_WRAPPED = (
    "On Tue, 12 Mar 2024 at 14:05, Jane Doe of the",
    "department with the longest name",
    "<jane.doe@company.example>",
    "wrote:",
)
letters = st.lists(
    st.one_of(
        st.sampled_from(_LINES),
        st.sampled_from((*_LINES[:4], _PARAGRAPH, _OPENING, "\n".join(_WRAPPED))),
    ),
    max_size=30,
).map("\n".join)


def _by_the_long_way(text: str) -> str:
    """What `snippet` promises, without its short cut."""
    beginning = new = ""
    for size in (700, 4000):
        beginning = text[:size]
        new = split(beginning).new_text
        if len(text) <= size or len(new) > 400:
            break
    return " ".join((new or beginning)[:800].split())[:LENGTH]


@settings(max_examples=400)
@given(letters)
@example("\n".join([_OPENING, *_WRAPPED, "> hi"]))
@example("\n".join([_OPENING, "", *_WRAPPED, "> hi"]))
@example("\n".join([_PARAGRAPH, *_WRAPPED, "> hi"]))
@example("\n".join(["\u200b", *_LINES[:4], "", "-----", "Jane", "+1 234 567 89 01"]))
@example(" " * 501 + "far\nnear")
@example("\n".join([_LINES[0], f"> {_LINES[1]}", f"> {_LINES[2]}", f"> {_LINES[3]}", ""]))
def test_the_short_way_leads_to_the_same(text: str) -> None:
    assert snippet(text) == _by_the_long_way(text)


def test_a_short_reply_is_told_from_what_it_answers() -> None:
    quoted = "".join(f"> {line}\n" for line in _LINES[:4] * 5)
    letter = f"Thanks, that helped.\n\nOn 12/03/2024 14:05, Jane <j@x.example> wrote:\n{quoted}"
    assert snippet(letter) == "Thanks, that helped."


def test_a_letter_of_quotes_alone_shows_them() -> None:
    assert snippet("> one\n> two\n") == "> one > two"


def test_a_long_text_is_cut() -> None:
    assert snippet("word " * 10_000) == ("word " * 40)[:LENGTH]
