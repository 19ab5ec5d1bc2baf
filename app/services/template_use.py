"""Templates at work in one letter: which there are, in what language, and what they become."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from app.domain.errors import RejectedError
from app.domain.outgoing import DraftContent, DraftId
from app.services import templates
from app.services.draft_files import PIECE_BYTES, add_file, add_piece
from app.services.draft_rows import known, ticket_of
from app.services.letters_out import answered_letter, language_of, zone_at
from app.services.template_values import values_of
from app.services.templates import Template
from app.services.templating import fill
from app.store import Store, Transaction
from mail import rich
from mail.cleantext import one_line
from mail.parse import parse

_BLANK = re.compile(r'<mark data-blank="([^"]*)">(.*?)</mark>')


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person can choose from while they write."""

    templates: tuple[Template, ...]
    language: str
    """Of the letter that is answered, else of what was written so far."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template as it goes into one letter."""

    template: Template
    language: str
    html: str
    """Of the subset of `mail.rich`, with its blanks."""
    subject: str
    """Plain text; ``""`` for none."""


def choice(store: Store, draft: DraftId, content: DraftContent) -> Choice:
    """Return the templates of a draft's mailbox. Reads a letter's source: worker threads."""
    row = known(store, draft)
    found = tuple(templates.templates(store, row.draft.account))
    answered = answered_letter(store, row)
    text = parse(store.letters.source(answered.key)).text if answered else ""
    return Choice(found, language_of(text or content.body))


def prepare(
    store: Store,
    draft: DraftId,
    content: DraftContent,
    which: str,
    *,
    language: str,
    now: int,
) -> Prepared:
    """Fill a template for a draft as it stands in the composer.

    Raises `RejectedError` where the template is gone, or is not to be run.
    """
    row = known(store, draft)
    found = templates.template(store, row.draft.account, which)
    if found is None:
        raise RejectedError("There is no such template any more.")
    language, source = found.text(language)
    ticket = ticket_of(store, row.draft.account, row.letter)
    values = values_of(
        store, row.draft.account, content, ticket, language=language, zone=zone_at(now), now=now
    )
    subject = fill(found.content.subject, values) if found.content.subject else None
    return Prepared(
        found,
        language,
        fill(source, values).html,
        _line(subject.html) if subject is not None and not subject.blanks else "",
    )


def take(store: Store, transaction: Transaction, draft: DraftId, which: str) -> None:
    """Note that a template went into a draft: its files go along, and it is counted.

    A file that the draft has already does not come twice. Raises `RejectedError` where a file has
    not arrived here yet.
    """
    row = known(store, draft)
    found = templates.template(store, row.draft.account, which)
    if found is None:
        return
    there = {(file.name, file.size) for file in row.draft.files}
    for file in found.content.files:
        if (file.name, file.size) in there:
            continue
        data = templates.file_of(store, row.draft.account, file)
        key = add_file(store, transaction, draft, file.name, file.content_type, len(data))
        for number, at in enumerate(range(0, len(data), PIECE_BYTES)):
            add_piece(store, transaction, key, number, data[at : at + PIECE_BYTES])
    templates.taken(store, transaction, row.draft.account, which)


def marked(html: str) -> str:
    """Return a text with brackets around its blanks, for where they have no colour."""
    return _BLANK.sub(lambda blank: f"[[{blank[2]}]]", rich.clean(html))


def answered(html: str, answers: Iterable[tuple[str, str]]) -> str:
    """Return a text with some of its blanks filled: (question, or its beginning; what it becomes).

    All blanks of one question become the same; a paragraph of which nothing is left goes. Raises
    `RejectedError`, which names the blanks that there are, for a question that is none of them.
    """
    html = rich.clean(html)
    for question, answer in answers:
        asked = _question(question, rich.blanks(html))
        words = escape(one_line(answer), quote=False)

        def put(blank: re.Match[str], asked: str = asked, words: str = words) -> str:
            mine = unescape(blank[1]) == asked
            return blank[2].replace(escape(asked, quote=False), words) if mine else blank[0]

        html = _BLANK.sub(put, html).replace("<p></p>", "")
    return rich.clean(html)


def _question(begin: str, blanks: Iterable[str]) -> str:
    known = dict.fromkeys(blanks)
    begin = " ".join(begin.split()).casefold()
    meant = [one for one in known if one.casefold() == begin]
    meant = meant or [one for one in known if begin and one.casefold().startswith(begin)]
    if len(meant) != 1:
        names = "; ".join(known) or "none"
        raise RejectedError(f"“{begin}” is not the question of one blank. There are: {names}.")
    return meant[0]


def _line(html: str) -> str:
    return " ".join(rich.to_plain(html).split())
