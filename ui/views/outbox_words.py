"""How far a letter of ours is, in plain words, and what a person can do about it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.hindrances import Hindrance
from app.domain.outgoing import UNDO_SECONDS, DraftKind, HeldFor, Sending
from app.services.outgoing_models import OutgoingView
from ui import when
from ui.counted import counted
from ui.views.hindrance_words import hindrance_words

translate = QCoreApplication.translate


class Tone(StrEnum):
    """How loud a state is."""

    QUIET = "quiet"
    WAITS = "waits"
    ASKS = "asks"
    FAILED = "failed"


class Act(StrEnum):
    """What can be done; also the word of the page's own links, behind ``out-``."""

    UNDO = "undo"
    NOW = "now"
    EDIT = "edit"
    ANYWAY = "anyway"
    COMPARE = "compare"
    ARRIVED = "arrived"
    AGAIN = "again"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's state for people."""

    state: str
    """A few words."""
    detail: str
    """One or two sentences; ``""`` where there is no more to say."""
    tone: Tone
    acts: tuple[Act, ...]
    """The first is what most people want."""


def in_words(view: OutgoingView, now: int, locale: QLocale, *, counting: bool = True) -> Words:
    """Say how far a letter is; ``now`` is seconds UTC.

    Without ``counting`` no seconds are named, for what is not written anew each second.
    """
    words = _in_words(view, now, locale, counting=counting)
    if view.kind is not DraftKind.AUTOMATIC:
        return words
    automatic = translate("Outbox", "An acknowledgement, which nobody wrote.")
    acts = tuple(act for act in words.acts if act is Act.NOW)  # there is no draft to go back to
    return replace(words, detail=f"{automatic} {words.detail}".strip(), acts=acts)


def _in_words(view: OutgoingView, now: int, locale: QLocale, *, counting: bool) -> Words:
    match view.state:
        case Sending.QUEUED:
            return _queued(view, now, locale, counting=counting)
        case Sending.HANDING:
            return Words(translate("Outbox", "Sending…"), "", Tone.WAITS, ())
        case Sending.UNSURE:
            return Words(
                translate("Outbox", "Did this arrive?"),
                translate(
                    "Outbox",
                    "The connection broke while the letter was handed over, and it is not in Sent."
                    " It may have arrived. Ask, or look at the server, before it is sent again.",
                ),
                Tone.ASKS,
                (Act.ARRIVED, Act.AGAIN),
            )
        case Sending.HELD:
            return _held(view)
        case Sending.ACCEPTED:
            words = translate("Outbox", "Sent; its copy is on the way to Sent")
            return Words(words, view.said, Tone.QUIET, ())
        case Sending.FILED:
            return Words(translate("Outbox", "Sent"), "", Tone.QUIET, ())


def act_name(act: Act) -> str:  # noqa: PLR0911 - a table
    """A button's words."""
    match act:
        case Act.UNDO:
            return translate("Outbox", "Undo")
        case Act.NOW:
            return translate("Outbox", "Send now")
        case Act.EDIT:
            return translate("Outbox", "Edit")
        case Act.ANYWAY:
            return translate("Outbox", "Send anyway")
        case Act.COMPARE:
            return translate("Outbox", "Compare…")
        case Act.ARRIVED:
            return translate("Outbox", "It arrived")
        case Act.AGAIN:
            return translate("Outbox", "Send again")
        case Act.DISCARD:
            return translate("Outbox", "Discard")


def _queued(view: OutgoingView, now: int, locale: QLocale, *, counting: bool) -> Words:
    left = view.not_before - now
    call = view.kind is DraftKind.CALL
    if view.tries and view.said:
        detail = _with_words(
            view.hindrance,
            translate("Outbox", "The server put it off: {said}").format(said=view.said),
        )
        if left > 0:
            time = when.moment(view.not_before, now, locale)
            next_try = translate("Outbox", "Next try: {time}.").format(time=time)
            detail = f"{_sentence(detail)} {next_try}"
        return Words(translate("Outbox", "Not sent yet"), detail, Tone.WAITS, (Act.NOW, Act.EDIT))
    if left > UNDO_SECONDS:
        time = when.moment(view.not_before, now, locale)
        words = translate("Outbox", "Will be sent: {time}").format(time=time)
        return Words(words, "", Tone.QUIET, (Act.EDIT, Act.NOW))
    if left > 0:
        soon = translate("Outbox", "Leaves in a few seconds")
        words = counted.sending_in(left) if counting else soon
        return Words(words, "", Tone.QUIET, (Act.UNDO,))
    if view.waits_for is not None:
        return Words(
            translate("Outbox", "Waits for the letter before it"),
            translate("Outbox", "Letters of one ticket leave in the order in which you sent them."),
            Tone.WAITS,
            (Act.EDIT,),
        )
    if call:
        return Words(translate("Outbox", "Waits to be filed"), view.said, Tone.WAITS, (Act.EDIT,))
    detail = view.said or translate("Outbox", "It leaves as soon as the server answers.")
    return Words(
        translate("Outbox", "Waits for the network"), _sentence(detail), Tone.WAITS, (Act.EDIT,)
    )


def _held(view: OutgoingView) -> Words:  # noqa: PLR0911 - a table
    stop = (Act.EDIT, Act.DISCARD)
    changed = (Act.COMPARE, Act.ANYWAY, Act.EDIT, Act.DISCARD)
    asks = translate("Outbox", "Not sent: look first")
    failed = translate("Outbox", "Not delivered")
    said = _with_words(
        view.hindrance, translate("Outbox", "The server said: {said}").format(said=view.said)
    )
    match view.held:
        case HeldFor.NEW_LETTER:
            words = translate("Outbox", "A new letter came since you began to write.")
            return Words(asks, words, Tone.ASKS, changed)
        case HeldFor.ANSWERED:
            words = translate("Outbox", "One of us answered since you began to write.")
            return Words(asks, words, Tone.ASKS, changed)
        case HeldFor.BEING_SENT:
            words = translate("Outbox", "A teammate’s answer to the same ticket is just leaving.")
            return Words(asks, words, Tone.ASKS, changed)
        case HeldFor.RECIPIENTS:
            lines = [
                translate("Outbox", "The server does not take these recipients; nobody got it.")
            ]
            lines += [
                f"{each.address}: {_with_words(hindrance, _sentence(each.said))}"
                for each, hindrance in zip_longest(view.refusals, view.hindrances)
                if each is not None
            ]
            return Words(failed, "\n".join(lines), Tone.FAILED, (Act.EDIT, Act.NOW, Act.DISCARD))
        case HeldFor.TOO_LARGE:
            words = translate("Outbox", "The letter is larger than the server takes.")
            return Words(failed, f"{words} {view.said}".strip(), Tone.FAILED, stop)
        case HeldFor.UNFIT:
            words = translate("Outbox", "It cannot be made into a letter: {said}")
            return Words(failed, words.format(said=view.said), Tone.FAILED, stop)
        case HeldFor.NO_SERVER:
            words = translate("Outbox", "This mailbox has no server for sending.")
            return Words(failed, words, Tone.FAILED, (Act.NOW, *stop))
        case _:
            detail = _sentence(said) if view.said else ""
            return Words(failed, detail, Tone.FAILED, (Act.EDIT, Act.NOW, Act.DISCARD))


def needs_person(view: OutgoingView) -> bool:
    """Whether a letter goes no further without somebody."""
    return view.state in (Sending.HELD, Sending.UNSURE)


def _with_words(hindrance: Hindrance | None, said: str) -> str:
    """Put what a refusal means before the server's own words."""
    return f"{hindrance_words(hindrance)} {said}".strip()


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."
