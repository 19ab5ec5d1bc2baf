"""Refusals of servers in plain words, in the outbox, and what can be done there."""

from dataclasses import replace

from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.domain.hindrances import Hindrance
from app.domain.ids import AccountId
from app.domain.outgoing import DraftId, DraftKind, HeldFor, Refusal, Sending
from app.services.outgoing_models import OutgoingView
from mail.smtp_words import known_hindrance
from ui.views.hindrance_words import hindrance_words
from ui.views.outbox_words import Act, in_words

NOBODY = "Nobody has this address there; it may be mistyped or given up."


def view(
    said: str, held: HeldFor | None, refusals: tuple[Refusal, ...] = (), tries: int = 1
) -> OutgoingView:
    return OutgoingView(
        draft=DraftId(1),
        account=AccountId(1),
        kind=DraftKind.REPLY,
        ticket=None,
        code=None,
        message_id="x@y",
        state=Sending.HELD if held else Sending.QUEUED,
        queued=1000,
        not_before=1000,
        chosen=1000,
        tries=tries,
        held=held,
        said=said,
        refusals=refusals,
        waits_for=None,
        to=(),
        cc=(),
        bcc=(),
        subject="",
        snippet="",
        html="",
        signature="",
        files=(),
        then=None,
        promise=None,
        hindrance=known_hindrance(said),
        hindrances=tuple(known_hindrance(each.said, each.code) for each in refusals),
    )


def detail(shown: OutgoingView) -> str:
    return in_words(shown, 1000, QLocale("en")).detail


def test_every_hindrance_has_a_sentence_of_its_own(qtbot: QtBot) -> None:
    told = [hindrance_words(each) for each in Hindrance]
    known = [words for words in told if words]
    assert len(set(known)) == len(known)
    # of these nothing is known but what was said
    assert [each for each, words in zip(Hindrance, told, strict=True) if not words] == [
        Hindrance.UNREACHABLE,
        Hindrance.OTHER,
    ]
    assert hindrance_words(None) == ""


def test_a_refusal_is_told_plainly_before_the_servers_words(qtbot: QtBot) -> None:
    assert detail(view("554 5.7.1 Spam, says our filter", HeldFor.REFUSED)) == (
        "The letter was taken for unwanted mail. The server said: 554 5.7.1 Spam, says our filter."
    )
    assert detail(view("554 hm", HeldFor.REFUSED)) == "The server said: 554 hm."
    refusals = (
        Refusal("anna@example.org", 550, "550 5.1.1 unknown"),
        Refusal("boris@example.org", 552, "552 5.2.2 over quota"),
        Refusal("c@example.org", 550, "550 no"),
    )
    assert detail(view("550 5.1.1 unknown", HeldFor.RECIPIENTS, refusals)).split("\n")[1:] == [
        "anna@example.org: " + NOBODY + " 550 5.1.1 unknown.",
        "boris@example.org: The recipient’s mailbox is full. 552 5.2.2 over quota.",
        "c@example.org: 550 no.",
    ]


def test_so_is_a_letter_that_is_put_off(qtbot: QtBot) -> None:
    assert detail(view("450 4.2.0 Greylisted", None)) == (
        "The server asks to try again later. The server put it off: 450 4.2.0 Greylisted"
    )


def test_what_nobody_wrote_has_no_draft_to_go_back_to(qtbot: QtBot) -> None:
    waiting = view("", None, tries=0)
    put_off = view("452 Later.", None)
    for shown, acts in ((waiting, ()), (put_off, (Act.NOW,))):
        automatic = replace(shown, kind=DraftKind.AUTOMATIC)
        words = in_words(automatic, 1000, QLocale("en"))
        assert words.acts == acts
        assert words.detail.startswith("An acknowledgement, which nobody wrote.")
        assert Act.EDIT in in_words(shown, 1000, QLocale("en")).acts
