"""Letters as rows of the database: one that is to be stored, and one as it is read again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.grouping import Letter, Why, WhyKind
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Automatic
from app.store.link import Value


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A row for `Letters.add`, with source and index words; columns as in the schema."""

    key: MessageKey
    message_id: str
    content_hash: bytes
    size: int
    received: int
    date: int | None
    subject: str
    sender_name: str
    sender: str
    people: str
    """As in `LetterRow`, written by `people_text`."""
    recipients: tuple[str, ...]
    """Their addresses, lower case."""
    refs: tuple[str, ...]
    snippet: str
    attachments: int
    automatic: str
    list_id: str
    bounced_id: str
    bounced_recipient: str
    bounced_for_good: bool
    ours: bool
    to_us: bool
    colleague: bool
    answers_token: bool
    subject_key: str
    quoted_code: str
    unread: bool
    readable: bool
    reader_version: int
    raw: bytes
    words: str


class Place(NamedTuple):
    """Where a letter stands in its ticket, and why."""

    ticket: TicketId
    number: int
    why: Why


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A stored letter: what grouping needs and what a ticket's row is made of."""

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


COLUMNS = (
    "id, message_id, content_hash, refs, sender, people, to_us, received, ours, subject_key, "
    "list_id, automatic, bounced_id, bounced_recipient, quoted_code, answers_token, colleague, "
    "subject, sender_name, snippet, attachments, unread, bounced_for_good, neighbourhood, ticket, "
    "place, why, evidence, readable"
)


_INSERT_COLUMNS = (
    "id, account, message_id, content_hash, size, received, date, subject, sender_name, sender, "
    "people, refs, snippet, attachments, automatic, list_id, bounced_id, bounced_recipient, "
    "bounced_for_good, ours, to_us, colleague, answers_token, subject_key, quoted_code, unread, "
    "readable, reader_version, neighbourhood, ticket, place, why, evidence"
)
INSERT = f"INSERT INTO message ({_INSERT_COLUMNS}) VALUES ({'?, ' * 32}?)"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def people_text(people: Iterable[tuple[str, str]]) -> str:
    """Write (name, address) pairs as they are stored."""
    return _JSON.encode(list(people))


def values_of(
    account: AccountId, new: NewLetter, neighbourhood: int, place: Place
) -> tuple[Value, ...]:
    """Return what `INSERT` asks for."""
    return (
        new.key,
        account,
        new.message_id,
        new.content_hash,
        new.size,
        new.received,
        new.date,
        new.subject,
        new.sender_name,
        new.sender,
        new.people,
        " ".join(new.refs),
        new.snippet,
        new.attachments,
        new.automatic,
        new.list_id,
        new.bounced_id,
        new.bounced_recipient,
        int(new.bounced_for_good),
        int(new.ours),
        int(new.to_us),
        int(new.colleague),
        int(new.answers_token),
        new.subject_key,
        new.quoted_code,
        int(new.unread),
        int(new.readable),
        new.reader_version,
        neighbourhood,
        place.ticket,
        place.number,
        place.why.kind.value,
        place.why.evidence,
    )


def row_of(new: NewLetter) -> LetterRow:
    """Return a new letter as it will be read from the database, in no ticket yet."""
    letter = Letter(
        key=new.key,
        message_id=new.message_id,
        content_hash=new.content_hash,
        references=new.refs,
        sender=new.sender,
        recipients=new.recipients,
        to_us=new.to_us,
        received=new.received,
        ours=new.ours,
        subject=new.subject_key,
        list_id=new.list_id,
        automatic=Automatic(new.automatic) if new.automatic else None,
        bounced_id=new.bounced_id,
        bounced_recipient=new.bounced_recipient,
        quoted_code=new.quoted_code,
        answers_our_token=new.answers_token,
        colleague=new.colleague,
    )
    return LetterRow(
        letter=letter,
        subject=new.subject,
        sender_name=new.sender_name,
        people=new.people,
        snippet=new.snippet,
        attachments=new.attachments,
        unread=new.unread,
        bounced_for_good=new.bounced_for_good,
        readable=new.readable,
        neighbourhood=0,
        ticket=None,
        place=0,
        why=None,
    )


def letter_of(row: tuple) -> LetterRow:  # type: ignore[type-arg]
    """Return the letter in a row of `COLUMNS`."""
    people = row[5]
    letter = Letter(
        key=MessageKey(row[0]),
        message_id=row[1],
        content_hash=row[2],
        references=tuple(row[3].split()),
        sender=row[4],
        recipients=tuple(a.lower() for _, a in json.loads(people) if a),
        to_us=bool(row[6]),
        received=row[7],
        ours=bool(row[8]),
        subject=row[9],
        list_id=row[10],
        automatic=Automatic(row[11]) if row[11] else None,
        bounced_id=row[12],
        bounced_recipient=row[13],
        quoted_code=row[14],
        answers_our_token=bool(row[15]),
        colleague=bool(row[16]),
    )
    return LetterRow(
        letter=letter,
        subject=row[17],
        sender_name=row[18],
        people=people,
        snippet=row[19],
        attachments=row[20],
        unread=bool(row[21]),
        bounced_for_good=bool(row[22]),
        readable=bool(row[28]),
        neighbourhood=row[23],
        ticket=None if row[24] is None else TicketId(row[24]),
        place=row[25],
        why=Why(WhyKind(row[26]), row[27]) if row[26] else None,
    )
