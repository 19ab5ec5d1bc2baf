"""Renders a conversation as one page. Pure but for translations; safe in a worker thread."""

import re
from functools import lru_cache
from html import unescape
from importlib.resources import files
from urllib.parse import quote
from zlib import crc32

from jinja2 import FunctionLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from PySide6.QtCore import QCoreApplication

from app.domain.ids import MessageKey
from app.domain.messages import Address, Attachment
from app.domain.outgoing import DraftKind
from app.services.read_models import Caution, Conversation, LetterView, PartKind, RelatedTicket
from ui import format as fmt
from ui import icons
from ui.counted import counted
from ui.files import icon_name
from ui.web import words
from ui.web.document import ACTION_HOST, PAGE_SCHEME, Document, content_policy, remote_url
from ui.web.look import Look, Rendered, anchor
from ui.web.outgoing import below, outgoing_anchor
from ui.web.scan import Scan, scan
from ui.web.team import between, moved

translate = QCoreApplication.translate

_REMOTE_PICTURE = re.compile(r'(<img\b[^<>]*?\ssrc=")(https:[^"<>]*)(")', re.IGNORECASE)
_MAIN = "<main>"
_FACES = 6
_SEVERAL = 2
_SNIPPET = 180


def render(conversation: Conversation, look: Look) -> Rendered:
    """Render a ticket; its newest letter is open, older ones are one line each."""
    document = Document(html=b"")
    scans = {
        letter.key: [scan(part.html) for part in letter.parts] for letter in conversation.letters
    }
    newest = conversation.letters[-1].key if conversation.letters else None
    maker = _Maker(look, document.nonce)
    cards = [
        maker.card(letter, scans[letter.key], is_newest=letter.key == newest)
        for letter in conversation.letters
    ]
    page = {
        "rows": [
            *between(conversation, cards, look, maker.href),
            *below(conversation, look, maker.href),
        ],
        "related": [maker.related(each) for each in conversation.related],
    }
    links: dict[str, set[str]] = {}
    for each in (one for found in scans.values() for one in found):
        for target, texts in each.links.items():
            links.setdefault(target, set()).update(texts)
    html = _template().render(
        page=page,
        c=look.colours,
        title=conversation.ticket.subject,
        lang=look.locale.bcp47Name(),
        direction="rtl" if look.locale.textDirection().value else "ltr",
        policy=content_policy(),
        font_family=Markup(_family(look.family)),  # noqa: S704 - reduced to letters and spaces
        font_px=f"{look.pixels:.2f}",
        icon=_icon,
    )
    return Rendered(
        conversation=conversation,
        document=Document(
            html=html.encode("utf-8", "replace"),
            main=_inside(html),
            title=conversation.ticket.subject,
            style=(look.colours, look.family, look.pixels, look.locale.bcp47Name()),
            keys=frozenset(letter.key for letter in conversation.letters),
            drafts=frozenset(view.draft for view in conversation.outgoing),
            images=tuple(maker.images),
            links={target: frozenset(texts) for target, texts in links.items()},
            nonce=document.nonce,
            url=document.url,
        ),
        newest=_newest(conversation),
    )


def _newest(conversation: Conversation) -> str:
    """Where to begin to look: at a letter of ours that has not left, else at the newest one."""
    if conversation.outgoing:
        return outgoing_anchor(conversation.outgoing[0].draft)
    return anchor(conversation.letters[-1].key) if conversation.letters else ""


def _inside(page: str) -> str:
    """What stands in the ``main`` of a page; in the head before it every ``<`` is written out."""
    return page[page.index(_MAIN) + len(_MAIN) : page.rindex("</main>")]


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    folder = files("resources") / "templates"
    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template() -> Template:
    return _environment().get_template("conversation.html.j2")


@lru_cache(maxsize=64)
def _icon(name: str) -> Markup:
    return Markup(icons.svg(name).strip())  # noqa: S704 - a drawing of ours


def _family(name: str) -> str:
    safe = re.sub(r"[^\w .-]", "", name)
    return f'"{safe}", system-ui, "Noto Sans", sans-serif'


class _Maker:
    """Turns letters into what the template prints."""

    def __init__(self, look: Look, nonce: str) -> None:
        self._look = look
        self._nonce = nonce
        self.images: list[str] = []
        """Remote pictures that the page asks for, in the order of their places."""

    def href(self, word: str, argument: str) -> str:
        """One of our own commands as a link that no letter can forge."""
        return f"{PAGE_SCHEME}://{ACTION_HOST}/{self._nonce}/{word}/{quote(argument, safe='')}"

    def related(self, ticket: RelatedTicket) -> dict[str, str]:
        sentence = translate(
            "Conversation",
            "This letter refers to ticket {code}, but its sender takes no part in it.",
        )
        return {
            "sentence": sentence.format(code=ticket.code),
            "label": ticket.subject or ticket.code,
            "href": self.href("ticket", str(ticket.id)),
        }

    def card(self, letter: LetterView, scans: list[Scan], *, is_newest: bool) -> dict[str, object]:
        look = self._look
        key = str(letter.key)
        plain = letter.key in look.plain
        fresh = [
            one.text
            for part, one in zip(letter.parts, scans, strict=True)
            if part.kind is PartKind.NEW
        ]
        shown = [one for one in letter.attachments if plain or not one.inline]
        name, address = _sender(letter)
        return {
            "anchor": anchor(letter.key),
            "ours": letter.ours,
            "gone": letter.gone,
            "open": is_newest or plain,
            "name": name,
            "address": address,
            "alarm": bool(letter.warnings),
            "initial": next((char.upper() for char in name if char.isalnum()), "?"),
            "hue": crc32(letter.sender.address.encode()) % _FACES,
            "badge": words.badge(letter.automatic),
            "snippet": " ".join(" ".join(fresh).split())[:_SNIPPET],
            "fold_hint": translate("Conversation", "Fold or unfold this letter"),
            "when": fmt.moment_short(letter.received, look.now, look.locale),
            "when_long": fmt.moment_long(letter.received, look.locale),
            "people": self._people(letter),
            "warnings": [words.warning(kind, letter) for kind in letter.warnings],
            "bounce": self._bounce(letter),
            "blocked": self._blocked(letter),
            "notice": _gone() if letter.gone else "",
            "plain_text": "\n\n".join(one.text for one in scans) if plain else None,
            "parts": self._parts(letter, scans),
            "empty": _empty(letter),
            "files": [self._file(letter.key, each) for each in shown],
            "files_hint": counted.files(len(shown)),
            "why_label": translate("Conversation", "Why is this letter here?"),
            "why": f"{moved(letter, look)} {words.why(letter.why)}".strip(),
            "answers": self._answers(letter),
            "toggle": {
                "href": self.href("formatted" if plain else "plain", key),
                "label": translate("Conversation", "Formatted")
                if plain
                else translate("Conversation", "Plain text"),
            },
            "split": {
                "href": self.href("split", key),
                "label": translate("Conversation", "Move elsewhere…"),
            },
            "source": {
                "href": self.href("source", key),
                "label": translate("Conversation", "Show source"),
            },
        }

    def _answers(self, letter: LetterView) -> list[dict[str, str]]:
        words = [
            (DraftKind.REPLY, translate("Conversation", "Reply")),
            (DraftKind.REPLY_ALL, translate("Conversation", "Reply to all")),
            (DraftKind.FORWARD, translate("Conversation", "Forward")),
        ]
        if len(letter.to) + len(letter.cc) < _SEVERAL:
            del words[1]
        return [
            {"href": self.href(kind.value, str(letter.key)), "label": label}
            for kind, label in words
        ]

    def _people(self, letter: LetterView) -> list[tuple[str, list[dict[str, str]]]]:
        lines = (
            (translate("Conversation", "To:"), letter.to),
            (translate("Conversation", "Copy:"), letter.cc),
            (translate("Conversation", "Bcc:"), letter.bcc),
        )
        return [(label, [_person(each) for each in people]) for label, people in lines if people]

    def _parts(self, letter: LetterView, scans: list[Scan]) -> list[dict[str, object]]:
        has_new = any(part.kind is PartKind.NEW and part.html.strip() for part in letter.parts)
        dark = self._look.colours.dark
        return [
            {
                "fold": part.kind is not PartKind.NEW,
                "open": not has_new and part.kind is PartKind.QUOTED,
                "label": words.signature_label()
                if part.kind is PartKind.SIGNATURE
                else words.quoted_label(),
                "html": Markup(self._remote_pictures(part.html)),  # noqa: S704 - cleaned by mail.html; scripts are off
                "paper": dark and one.coloured,
            }
            for part, one in zip(letter.parts, scans, strict=True)
        ]

    def _remote_pictures(self, html: str) -> str:
        """Give each remote picture that the cleaner has let through an address of our own."""

        def place(found: re.Match[str]) -> str:
            self.images.append(unescape(found[2]))
            return f"{found[1]}{remote_url(len(self.images) - 1)}{found[3]}"

        return _REMOTE_PICTURE.sub(place, html)

    def _file(self, key: MessageKey, attachment: Attachment) -> dict[str, str]:
        return {
            "href": self.href("file", f"{key}.{attachment.index}"),
            "name": attachment.filename,
            "size": fmt.size(attachment.size, self._look.locale),
            "icon": icon_name(attachment),
            "hint": f"{attachment.filename}\n{attachment.content_type}",
        }

    def _blocked(self, letter: LetterView) -> dict[str, str] | None:
        if not letter.blocked_images:
            return None
        domain = letter.sender.address.rpartition("@")[2]
        return {
            "sentence": counted.blocked_images(letter.blocked_images, domain or "?"),
            "hint": translate(
                "Conversation", "Loading them would tell the sender that you read this letter."
            ),
            "once": self.href("images-once", letter.sender.address.lower()),
            "once_label": translate("Conversation", "Show once"),
            "always": self.href("images-always", letter.sender.address.lower()),
            "always_label": translate("Conversation", "Always for this sender"),
        }

    @staticmethod
    def _bounce(letter: LetterView) -> dict[str, str] | None:
        if letter.bounce is None:
            return None
        status, reason = letter.bounce.status, letter.bounce.reason
        return {
            "headline": words.bounce_headline(letter.bounce),
            "recipient": letter.bounce.recipient,
            "meaning": words.bounce_meaning(letter.bounce),
            "reason": f"{reason} ({status})" if reason and status else reason or status,
        }


def _person(address: Address) -> dict[str, str]:
    if address.name:
        return {"name": address.name, "address": address.address}
    return {"name": "", "address": address.address or fmt.person(address)}


def _sender(letter: LetterView) -> tuple[str, str]:
    """Name and address of a sender, always apart; a name that poses as an address comes second."""
    name, address = letter.sender.name, letter.sender.address
    if Caution.NAME_SHOWS_OTHER_ADDRESS in letter.warnings and address:
        return address, translate("Conversation", "calls itself “{name}”").format(name=name)
    if name:
        return name, address
    return fmt.person(letter.sender), ""


def _gone() -> str:
    return translate(
        "Conversation", "This letter is no longer on the server. It is kept on this computer."
    )


def _empty(letter: LetterView) -> str:
    has_text = any(part.html.strip() for part in letter.parts)
    if has_text or letter.bounce or Caution.UNREADABLE in letter.warnings:
        return ""
    return translate("Conversation", "This letter has no text.")
