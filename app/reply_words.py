"""Drafts and letters on their way, as the command line prints them, in English and as JSON."""

from collections.abc import Sequence

from app import reports
from app.domain.gate import Doubt, Finding
from app.domain.messages import Address
from app.domain.outgoing import Draft, HeldFor, Sending
from app.moments import say_moment
from app.services.outgoing_models import DraftView, OutgoingView

_DOUBTS = {
    Doubt.NEW_LETTER: "A new letter came since the draft was begun.",
    Doubt.ANSWERED: "One of us answered since the draft was begun.",
    Doubt.BEING_ANSWERED: "{names}: at work on an answer just now.",
    Doubt.NO_RECIPIENT: "Nobody is named to whom it goes.",
    Doubt.BAD_ADDRESS: "This is no mail address: {names}",
    Doubt.BLANK: "Still to be filled in: {names}",
    Doubt.EMPTY: "Nothing has been written.",
    Doubt.NO_SUBJECT: "It has no subject.",
    Doubt.STRANGER: "New to this ticket: {names}",
    Doubt.OTHER_DOMAIN: "From elsewhere, and new to this ticket: {names}",
    Doubt.REPLY_TO: "It does not go to the address that they wrote from: {names}",
    Doubt.ATTACHMENT: "A file is spoken of, but none is attached.",
    Doubt.GREETING: "Somebody else is greeted: {names}",
    Doubt.SPELLING: "Perhaps misspelled: {names}",
    Doubt.UNCHECKED: "Spelling was not checked, or not to the end.",
    Doubt.BRUSH_OFF: "“{names}” alone may sound like a brush-off.",
    Doubt.NO_DATE: "Something is promised without saying when, and the ticket stays open.",
}
_HELD = {
    HeldFor.NEW_LETTER: "a new letter came",
    HeldFor.ANSWERED: "one of us has answered",
    HeldFor.BEING_SENT: "a teammate's answer is leaving",
    HeldFor.REFUSED: "refused",
    HeldFor.RECIPIENTS: "recipients refused",
    HeldFor.TOO_LARGE: "too large",
    HeldFor.UNFIT: "cannot be made into a letter",
    HeldFor.NO_SERVER: "no server for sending",
}
_STATES = {
    Sending.HANDING: "being handed over",
    Sending.ACCEPTED: "sent, and not in Sent yet",
    Sending.UNSURE: "may have arrived: say “arrived” or “again”",
    Sending.FILED: "sent",
}


def finding_words(finding: Finding) -> str:
    """One plain sentence about a letter."""
    between = "; " if finding.doubt is Doubt.BLANK else ", "  # questions have commas
    return _DOUBTS[finding.doubt].format(names=between.join(finding.names))


def state_words(view: OutgoingView, now: int) -> str:
    """Where a letter is, and why."""
    match view.state:
        case Sending.HELD:
            words = f"held: {_HELD[view.held]}" if view.held else "held"
        case Sending.QUEUED if view.waits_for is not None:
            words = f"waits for {view.waits_for}"
        case Sending.QUEUED if view.not_before > now + 60:
            words = f"queued, not before {say_moment(view.not_before)}"
        case Sending.QUEUED:
            words = "queued"
        case _:
            words = _STATES[view.state]
    return f"{words} ({view.said})" if view.said else words


def drafts_text(drafts: Sequence[DraftView]) -> str:
    """Unfinished letters, one a line."""
    return reports.table(
        ("no.", "saved", "ticket", "to", "subject", "text"),
        [
            (
                str(view.id),
                say_moment(view.saved),
                view.code or "new",
                _people(view.to),
                view.subject,
                view.snippet,
            )
            for view in drafts
        ],
        (6, 16, 8, 28, 34, 40),
    )


def outbox_text(letters: Sequence[OutgoingView], now: int) -> str:
    """Letters on their way, one a line."""
    return reports.table(
        ("no.", "ticket", "to", "subject", "state"),
        [
            (
                str(view.draft),
                view.code or "new",
                _people((*view.to, *view.cc, *view.bcc)),
                view.subject,
                state_words(view, now),
            )
            for view in letters
        ],
        (6, 8, 28, 30, 90),
    )


def draft_text(draft: Draft, text: str) -> str:
    """One draft in full."""
    content = draft.content
    lines = [f"To: {_people(content.to)}"]
    lines += [f"Cc: {_people(content.cc)}"] if content.cc else []
    lines += [f"Bcc: {_people(content.bcc)}"] if content.bcc else []
    lines.append(f"Subject: {content.subject}")
    lines += [f"attachment: {file.name} ({file.size:,} bytes)" for file in draft.files]
    lines += ["", text]
    lines += ["", content.signature] if content.signature else []
    return "\n".join(lines)


def draft_json(view: DraftView) -> reports.Json:
    """An unfinished letter."""
    return {
        "number": view.id,
        "kind": view.kind.value,
        "ticket": view.code,
        "to": [reports.person(one) for one in view.to],
        "subject": view.subject,
        "snippet": view.snippet,
        "files": [{"name": file.name, "size": file.size} for file in view.files],
        "saved": reports.iso(view.saved),
    }


def outgoing_json(view: OutgoingView) -> reports.Json:
    """A letter on its way."""
    return {
        "number": view.draft,
        "kind": view.kind.value,
        "ticket": view.code,
        "message_id": view.message_id,
        "state": view.state.value,
        "held": view.held.value if view.held else None,
        "said": view.said,
        "refusals": [
            {"address": one.address, "code": one.code, "said": one.said} for one in view.refusals
        ],
        "queued": reports.iso(view.queued),
        "not_before": reports.iso(view.not_before),
        "tries": view.tries,
        "waits_for": view.waits_for,
        "to": [reports.person(one) for one in (*view.to, *view.cc, *view.bcc)],
        "subject": view.subject,
    }


def _people(people: Sequence[Address]) -> str:
    return ", ".join(one.address or one.name for one in people) or "(nobody)"
