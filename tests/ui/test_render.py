"""The page of a conversation: what it says, what it folds, what it escapes."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.grouping import Why, WhyKind
from app.domain.messages import Address, Automatic, Bounce
from app.services.read_models import BodyPart, Caution, Conversation, LetterView, PartKind
from tests.support import sample_conversations as samples
from tests.support.fake_services import NOW, letter
from ui.theme import DARK, LIGHT
from ui.web import words
from ui.web.document import content_policy
from ui.web.look import Look
from ui.web.render import render

LOOK = Look(colours=LIGHT, family="Noto Sans", pixels=14, locale=QLocale("en_GB"), now=NOW)


@pytest.fixture(autouse=True)
def _gui(qtbot: QtBot) -> None:
    """Translations need the application."""


def page_of(*letters: LetterView, look: Look = LOOK) -> str:
    conversation = Conversation(samples.ticket(9, "Subject", len(letters)), letters, ())
    return render(conversation, look).document.html.decode()


def card(page: str, place: int) -> str:
    return page.split('<article class="card')[place + 1]


def test_the_newest_letter_is_open_and_the_older_ones_are_one_line() -> None:
    page = render(samples.long(3, 5), LOOK).document.html.decode()
    opened = [" open" in card(page, place).split("<summary", 1)[0] for place in range(5)]
    assert opened == [False, False, False, False, True]


def test_name_and_address_stand_apart_in_every_card() -> None:
    rendered = render(samples.busy(1), LOOK)
    page = rendered.document.html.decode()
    assert '<span class="name" dir="auto">Ольга Иванова</span>' in card(page, 2)
    assert 'dir="auto">olga@ivanova-design.example</span>' in card(page, 2)
    assert rendered.newest == "letter-12"


def test_who_got_our_letter_unseen_stands_below_those_who_were_seen() -> None:
    chief = Address("<i>Chief</i>", "chief@shop.example")
    page = page_of(letter(1, ours=True, bcc=(chief,)), letter(2))
    people = [part.split("</div>")[0] for part in card(page, 0).split("<div><dt>")[1:]]
    assert [part.split("</dt>")[0] for part in people] == ["To:", "Bcc:"]
    assert "&lt;i&gt;Chief" in people[1]
    assert "chief@shop.example" in people[1]
    assert "Bcc:" not in card(page, 1)


def test_a_forged_name_comes_second() -> None:
    page = render(samples.troubled(2), LOOK).document.html.decode()
    first = card(page, 0)
    assert '<span class="name" dir="auto">x81@evil.example</span>' in first
    assert "calls itself “ceo@bank.example”" in first
    assert "really says it is from x81@evil.example" in first


def test_everything_that_came_by_mail_is_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>\"'{{ 7*7 }}"
    made = letter(
        1,
        sender=Address(evil, evil),
        to=(Address(evil, evil),),
        subject=evil,
        why=Why(WhyKind.ANSWERS, evil),
        automatic=Automatic.BOUNCE,
        bounce=Bounce(evil, evil, evil, evil, permanent=True),
        warnings=tuple(Caution),
        reply_to=(Address(evil, evil),),
        parts=(BodyPart(PartKind.NEW, "<p>kept</p>"),),
    )
    conversation = Conversation(replace(samples.ticket(9, evil, 1)), (made,), ())
    page = render(conversation, LOOK).document.html.decode()
    assert "<img" not in page
    assert "onerror=alert" in page, "shown as text"
    assert "49" not in re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert "<p>kept</p>" in page


def test_history_and_signature_are_folded_but_a_letter_of_nothing_else_is_not() -> None:
    quoted = BodyPart(PartKind.QUOTED, "<p>old</p>")
    folded = page_of(letter(1, parts=(BodyPart(PartKind.NEW, "<p>new</p>"), quoted)))
    assert '<details class="fold">' in folded
    assert '<details class="fold" open>' in page_of(letter(1, parts=(quoted,)))


def test_plain_text_replaces_the_formatted_letter() -> None:
    made = letter(1, parts=(BodyPart(PartKind.NEW, "<p>Hello <b>you</b></p>"),))
    page = page_of(made, look=replace(LOOK, plain=frozenset({made.key})))
    assert '<pre class="plain" dir="auto">Hello you</pre>' in page
    assert "<b>you</b>" not in page
    assert "Formatted" in page


def test_a_bounce_says_who_and_why_in_plain_words() -> None:
    page = render(samples.troubled(2), LOOK).document.html.decode()
    assert "Your letter did not reach this address:" in page
    assert "anna@nortwind.example" in page
    assert "There is no such address." in page


@pytest.mark.parametrize(
    ("status", "start"),
    [
        ("5.1.1", "There is no such"),
        ("5.1.8", "The address or its domain"),
        ("4.2.2", "The mailbox is full"),
        ("5.7.1", "The receiving server refused"),
        ("4.4.1", "The receiving server could not"),
        ("", "The receiving server gave no"),
        ("nonsense", "The receiving server gave no"),
    ],
)
def test_status_codes_in_words(status: str, start: str) -> None:
    bounce = Bounce("a@b.example", status, "", "", permanent=True)
    assert words.bounce_meaning(bounce).startswith(start)


@pytest.mark.parametrize("kind", list(WhyKind))
def test_every_reason_has_words(kind: WhyKind) -> None:
    assert "{" not in words.why(Why(kind, "id@x.example"))
    assert words.why(Why(kind, "id@x.example")).endswith((".", ")"))


@pytest.mark.parametrize("kind", list(Caution))
def test_every_warning_has_words(kind: Caution) -> None:
    assert "{" not in words.warning(kind, letter(1))


def test_letters_with_colours_of_their_own_get_white_paper_in_the_dark() -> None:
    made = letter(1, parts=(BodyPart(PartKind.NEW, '<p style="color:#000">x</p>'),))
    assert "body paper" in page_of(made, look=replace(LOOK, colours=DARK))
    assert "body paper" not in page_of(made)
    assert "body paper" not in page_of(letter(1), look=replace(LOOK, colours=DARK))


def test_blocked_pictures_can_be_shown_once_or_always() -> None:
    page = render(samples.busy(1), LOOK).document.html.decode()
    assert "3 images from ivanova-design.example blocked." in page
    assert "images-once/olga%40ivanova-design.example" in page
    assert "images-always/olga%40ivanova-design.example" in page


def test_commands_cannot_be_guessed() -> None:
    one, two = (render(samples.busy(1), LOOK).document for _ in range(2))
    assert one.nonce != two.nonce
    assert one.url != two.url
    assert len(one.nonce) >= 12


def test_remote_pictures_get_addresses_of_our_own() -> None:
    assert not render(samples.busy(1), LOOK).document.images
    html = '<img src="https://a.example/1.png?a=1&amp;b=2" alt="x"><img src="http://b.example/2">'
    made = letter(1, parts=(BodyPart(PartKind.NEW, html),))
    document = render(Conversation(samples.ticket(9, "x", 1), (made,), ()), LOOK).document
    assert document.images == ("https://a.example/1.png?a=1&b=2",)
    assert b'<img src="postroom-remote://picture/0" alt="x">' in document.html
    assert "https:" not in content_policy()


def test_no_script_is_ever_in_our_own_page() -> None:
    page = render(samples.busy(1), LOOK).document.html.decode().lower()
    assert "<script" not in page
    assert not re.search(r"\son\w+=", page)
