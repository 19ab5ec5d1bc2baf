"""Letters as rows of the database: one that is to be stored, and one as it is read again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple

from app.domain.grouping import Letter, Why, WhyKind
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.letters import READER_VERSION
from app.domain.messages import Automatic
from app.store.link import Value

_AUTOMATIC = {"": None, **{kind.value: kind for kind in Automatic}}
_KINDS = {kind.value: kind for kind in WhyKind}


class Place(NamedTuple):
    """Where a letter stands in its ticket, and why."""

    ticket: TicketId
    number: int
    why: Why


@dataclass(slots=True)
class LetterRow:
    """A stored letter: what grouping needs and what a ticket's row is made of. Never changed."""

    letter: Letter
    subject: str
    sender_name: str
    people: str
    """JSON [[name, address], ...] of To and Cc."""
    snippet: str
    attachments: int
    unread: bool
    bounced_for_good: bool
    readable: bool
    neighbourhood: int
    ticket: TicketId | None
    place: int
    why: Why | None

    @property
    def key(self) -> MessageKey:
        """Row id."""
        return self.letter.key

    def recipients(self) -> list[tuple[str, str]]:
        """To and Cc as (name, address)."""
        return [(name, address) for name, address in json.loads(self.people)]


class NewLetter(NamedTuple):
    """A letter that is to be stored, by `Letters.add`."""

    row: LetterRow
    """As it will be read again, in no ticket yet."""
    values: tuple[Value, ...]
    """Of the columns that `INSERT` begins with, as `columns_of` returns them."""
    raw: bytes
    words: str
    packed: bytes | None = None
    """``raw`` as `Packer.pack` returns it, where that was done already."""

    @property
    def key(self) -> MessageKey:
        """Row id."""
        return self.row.letter.key


COLUMNS = (
    "id, message_id, refs, sender, people, to_us, received, ours, subject_key, list_id, "
    "automatic, bounced_id, bounced_recipient, quoted_code, answers_token, colleague, "
    "content_hash, subject, sender_name, snippet, attachments, unread, bounced_for_good, "
    "readable, neighbourhood, ticket, place, why, evidence"
)


_INSERT_COLUMNS = (
    "id, account, message_id, content_hash, size, received, date, subject, sender_name, sender, "
    "people, refs, snippet, attachments, automatic, list_id, bounced_id, bounced_recipient, "
    "bounced_for_good, ours, to_us, colleague, answers_token, subject_key, quoted_code, unread, "
    "readable, reader_version, neighbourhood, ticket, place, why, evidence"
)
_GIVEN = _INSERT_COLUMNS.split(", ")[2:-5]
REWRITE = f"UPDATE message SET {', '.join(f'{name} = ?' for name in _GIVEN)} WHERE id = ?"
"""Takes what `columns_of` returns, but for the first two, and the key."""
INSERT = f"INSERT INTO message ({_INSERT_COLUMNS}) VALUES ({'?, ' * 32}?)"


def people_text(people: Iterable[tuple[str, str]]) -> str:
    """Write (name, address) pairs as they are stored: a JSON list of lists."""
    return f"[{','.join([f'[{_quoted(n)},{_quoted(a)}]' for n, a in people])}]"


def values_of(new: NewLetter, neighbourhood: int, place: Place) -> tuple[Value, ...]:
    """Return what `INSERT` asks for."""
    ticket, number, why = place
    return (*new.values, neighbourhood, ticket, number, why.kind.value, why.evidence)


def columns_of(
    account: AccountId, row: LetterRow, date: int | None, size: int
) -> tuple[Value, ...]:
    """Return a new letter's columns but for neighbourhood and place. ``date`` is its own claim."""
    letter = row.letter
    return (
        letter.key,
        account,
        letter.message_id,
        letter.content_hash,
        size,
        letter.received,
        date,
        row.subject,
        row.sender_name,
        letter.sender,
        row.people,
        " ".join(letter.references),
        row.snippet,
        row.attachments,
        letter.automatic.value if letter.automatic else "",
        letter.list_id,
        letter.bounced_id,
        letter.bounced_recipient,
        int(row.bounced_for_good),
        int(letter.ours),
        int(letter.to_us),
        int(letter.colleague),
        int(letter.answers_our_token),
        letter.subject,
        letter.quoted_code,
        int(row.unread),
        int(row.readable),
        READER_VERSION,
    )


@lru_cache(2000)  # many letters go to nobody but us, many more to the same few
def _addresses(people: str) -> tuple[str, ...]:
    return tuple(a.lower() for _, a in json.loads(people) if a)


def letter_of(row: tuple) -> LetterRow:  # type: ignore[type-arg]
    """Return the letter in a row of `COLUMNS`."""
    (key, message_id, refs, sender, people, to_us, received, ours, subject_key, list_id) = row[:10]
    (automatic, bounced_id, bounced_recipient, quoted_code, token, colleague, digest) = row[10:17]
    (subject, sender_name, snippet, attachments, unread, for_good, readable) = row[17:24]
    (neighbourhood, ticket, place, why, evidence) = row[24:]
    # By position, because naming arguments takes as long again as all the rest, and large tickets
    # are read many times while a mailbox comes in; the order is that of the fields.
    letter = Letter(
        key,
        message_id,
        tuple(refs.split()),
        sender,
        _addresses(people),
        bool(to_us),
        received,
        bool(ours),
        subject_key,
        list_id,
        _AUTOMATIC[automatic],
        bounced_id,
        bounced_recipient,
        quoted_code,
        bool(token),
        bool(colleague),
        digest,
    )
    return LetterRow(
        letter,
        subject,
        sender_name,
        people,
        snippet,
        attachments,
        bool(unread),
        bool(for_good),
        bool(readable),
        neighbourhood,
        ticket,
        place,
        Why(_KINDS[why], evidence) if why else None,
    )
