"""Letters of ours at the end of a page: those on their way with their states, and drafts."""

from collections.abc import Callable, Iterator

from markupsafe import Markup
from PySide6.QtCore import QCoreApplication

from app.domain.messages import Address
from app.domain.outgoing import DraftId, DraftKind
from app.domain.tickets import Status
from app.services.outgoing_models import DraftView, OutgoingView
from app.services.read_models import Conversation
from ui import format as fmt
from ui.counted import counted
from ui.views.outbox_words import act_name, in_words
from ui.web.look import Look

translate = QCoreApplication.translate

Href = Callable[[str, str], str]
"""Makes the address of one of the page's own commands."""


def below(conversation: Conversation, look: Look, href: Href) -> Iterator[dict[str, object]]:
    """Yield a card for each letter that has not left, and a line for each draft."""
    for view in conversation.outgoing:
        yield _letter(view, look, href)
    for draft in conversation.drafts:
        yield _draft(draft, look, href)


def outgoing_anchor(draft: DraftId) -> str:
    """A letter's place in the page."""
    return f"outgoing-{draft}"


def _letter(view: OutgoingView, look: Look, href: Href) -> dict[str, object]:
    words = in_words(view, look.now, look.locale, counting=False)
    promises = view.then is Status.CLOSED and view.kind is not DraftKind.CALL
    return {
        "type": "outgoing",
        "anchor": outgoing_anchor(view.draft),
        "tone": f"is-{words.tone.value}",
        "state": words.state,
        "detail": words.detail,
        "people": ", ".join(_person(each) for each in (*view.to, *view.cc, *view.bcc)),
        "html": Markup(view.html),  # noqa: S704 - cleaned by mail.rich; scripts are off
        "signature": view.signature,
        "files": counted.files(len(view.files)) if view.files else "",
        "after": translate("Conversation", "Closes the ticket once it has left")
        if promises
        else "",
        "when": fmt.moment_short(view.queued, look.now, look.locale),
        "when_long": fmt.moment_long(view.queued, look.locale),
        "acts": [
            {"href": href(f"out-{act.value}", str(view.draft)), "label": act_name(act)}
            for act in words.acts
        ],
    }


def _draft(draft: DraftView, look: Look, href: Href) -> dict[str, object]:
    return {
        "type": "draft",
        "badge": translate("Conversation", "Draft"),
        "snippet": draft.snippet or translate("Conversation", "Nothing was written yet."),
        "when": fmt.moment_short(draft.saved, look.now, look.locale),
        "when_long": fmt.moment_long(draft.saved, look.locale),
        "open": {
            "href": href("draft", str(draft.id)),
            "label": translate("Conversation", "Go on writing"),
        },
    }


def _person(address: Address) -> str:
    return f"{address.name} ({address.address})" if address.name else address.address
