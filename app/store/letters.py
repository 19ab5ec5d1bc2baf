"""Letters: the facts that lists and grouping need, their raw source, and their search words."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import zstandard

from app.domain.grouping import Letter, Why, WhyKind
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Automatic
from app.store.link import Link, Value

T = TypeVar("T")

_CHUNK = 500  # values in one IN (...); SQLite allows 32,766
_MAX_SOURCE = 1 << 30


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A row for `Letters.add`; columns as in the schema."""

    message_id: str
    content_hash: bytes
    size: int
    received: int
    date: int | None
    subject: str
    sender_name: str
    sender: str
    people: tuple[tuple[str, str], ...]
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


_COLUMNS = (
    "id, message_id, content_hash, refs, sender, people, to_us, received, ours, subject_key, "
    "list_id, automatic, bounced_id, bounced_recipient, quoted_code, answers_token, colleague, "
    "subject, sender_name, snippet, attachments, unread, bounced_for_good, neighbourhood, ticket, "
    "place, why, evidence, readable"
)


class Letters:
    """Letters of a profile; each is stored once however many folders it stands in."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._compressor = zstandard.ZstdCompressor(level=3)

    # --- writing ---------------------------------------------------------------------------

    def add(self, account: AccountId, new: NewLetter, raw: bytes, words: str) -> MessageKey:
        """Store a letter with its source and index words; grouping places it afterwards."""
        key = self._link.write(_INSERT, (account, *_values(new)))
        self._link.write(
            "INSERT INTO source (message, codec, data) VALUES (?, 'zstd', ?)",
            (key, self._compressor.compress(raw)),
        )
        self._link.write("INSERT INTO letter_words (rowid, words) VALUES (?, ?)", (key, words))
        return MessageKey(key)

    def claim_ours(self, key: MessageKey) -> None:
        """Note that a letter is ours after all (its copy in Sent appeared later)."""
        self._link.write("UPDATE message SET ours = 1, unread = 0 WHERE id = ?", (key,))

    def earlier(self, key: MessageKey, received: int) -> None:
        """Lower a letter's arrival to an earlier one that another folder shows."""
        self._link.write("UPDATE message SET received = ? WHERE id = ?", (received, key))

    def place(self, rows: Iterable[tuple[MessageKey, TicketId, int, Why]]) -> None:
        """Note each letter's ticket, its position there, and why."""
        self._link.write_many(
            "UPDATE message SET ticket = ?, place = ?, why = ?, evidence = ? WHERE id = ?",
            [(t, place, why.kind.value, why.evidence, key) for key, t, place, why in rows],
        )

    def forget_words(self) -> None:
        """Empty the word index; the caller adds the words of what stays."""
        self._link.write("INSERT INTO letter_words (letter_words) VALUES ('delete-all')")

    def add_words(self, key: MessageKey, words: str) -> None:
        """Add one letter to the word index."""
        self._link.write("INSERT INTO letter_words (rowid, words) VALUES (?, ?)", (key, words))

    # --- neighbourhoods ----------------------------------------------------------------------

    def neighbourhoods(self, account: AccountId, numbers: Sequence[int]) -> dict[int, int]:
        """Return node → neighbourhood for those nodes that are known."""
        found: dict[int, int] = {}
        for chunk in _chunks(numbers):
            found.update(
                self._link.rows(
                    "SELECT n.node, m.neighbourhood FROM node n JOIN message m ON m.id = n.message "
                    f"WHERE n.account = ? AND n.node IN ({_marks(chunk)})",
                    (account, *chunk),
                )
            )
        return found

    def add_nodes(self, account: AccountId, pairs: Iterable[tuple[int, MessageKey]]) -> None:
        """Note which letter first brought a node; later letters with it change nothing."""
        self._link.write_many(
            "INSERT OR IGNORE INTO node (account, node, message) VALUES (?, ?, ?)",
            [(account, node, key) for node, key in pairs],
        )

    def set_neighbourhood(self, pairs: Iterable[tuple[MessageKey, int]]) -> None:
        """Put new letters into their neighbourhoods."""
        self._link.write_many(
            "UPDATE message SET neighbourhood = ? WHERE id = ?", [(n, key) for key, n in pairs]
        )

    def join_neighbourhoods(self, kept: int, others: Sequence[int]) -> None:
        """Relabel whole neighbourhoods that a new letter connects."""
        for table in ("message", "ticket"):
            self._link.write_many(
                f"UPDATE {table} SET neighbourhood = ? WHERE neighbourhood = ?",
                [(kept, other) for other in others],
            )

    # --- reading -----------------------------------------------------------------------------

    def find(
        self, account: AccountId, identities: Sequence[tuple[str, bytes]]
    ) -> dict[tuple[str, bytes], tuple[MessageKey, int, bool]]:
        """Return (Message-ID, content hash) → (key, received, ours) of letters already here."""
        wanted = set(identities)
        found: dict[tuple[str, bytes], tuple[MessageKey, int, bool]] = {}
        for chunk in _chunks(sorted({mid for mid, _ in wanted})):
            rows = self._link.rows(
                "SELECT message_id, content_hash, id, received, ours FROM message "
                f"WHERE account = ? AND message_id IN ({_marks(chunk)})",
                (account, *chunk),
            )
            for mid, digest, key, received, ours in rows:
                if (mid, digest) in wanted:
                    found[mid, digest] = (MessageKey(key), received, bool(ours))
        return found

    def in_neighbourhoods(self, numbers: Sequence[int]) -> dict[int, list[LetterRow]]:
        """Return all letters of these neighbourhoods."""
        found: dict[int, list[LetterRow]] = defaultdict(list)
        for row in self._by("neighbourhood", numbers):
            found[row.neighbourhood].append(row)
        return found

    def by_keys(self, keys: Sequence[MessageKey]) -> list[LetterRow]:
        """Return these letters, in no particular order."""
        return self._by("id", keys)

    def of_ticket(self, ticket: TicketId) -> list[LetterRow]:
        """Return a ticket's letters in the order of conversation."""
        return sorted(self._by("ticket", [ticket]), key=lambda row: row.place)

    def tickets_of(self, keys: Sequence[MessageKey]) -> set[TicketId]:
        """Return the tickets that these letters are in."""
        return {row.ticket for row in self.by_keys(keys) if row.ticket is not None}

    def accounts_of(self, keys: Sequence[MessageKey]) -> dict[MessageKey, AccountId]:
        """Return the accounts that letters belong to."""
        found: dict[MessageKey, AccountId] = {}
        for chunk in _chunks(keys):
            found.update(
                self._link.rows(
                    f"SELECT id, account FROM message WHERE id IN ({_marks(chunk)})", chunk
                )
            )
        return found

    def identities(self, keys: Sequence[MessageKey]) -> dict[MessageKey, tuple[str, int]]:
        """Return Message-ID and bytes of letters."""
        found: dict[MessageKey, tuple[str, int]] = {}
        for chunk in _chunks(keys):
            for key, mid, size in self._link.rows(
                f"SELECT id, message_id, size FROM message WHERE id IN ({_marks(chunk)})", chunk
            ):
                found[MessageKey(key)] = (mid, size)
        return found

    def ticket_of_message_id(self, message_id: str) -> TicketId | None:
        """Return the ticket of the first letter with this Message-ID."""
        row = self._link.row(
            "SELECT ticket FROM message WHERE message_id = ? AND ticket IS NOT NULL ORDER BY id",
            (message_id,),
        )
        return TicketId(row[0]) if row else None

    def message_ids(self, tickets: Sequence[TicketId]) -> dict[TicketId, list[str]]:
        """Return the Message-IDs of tickets in the order of conversation, each once."""
        found: dict[TicketId, dict[str, None]] = defaultdict(dict)
        for chunk in _chunks(tickets):
            for ticket, mid in self._link.rows(
                "SELECT ticket, message_id FROM message "
                f"WHERE ticket IN ({_marks(chunk)}) ORDER BY ticket, place",
                chunk,
            ):
                found[TicketId(ticket)][mid] = None
        return {ticket: list(ids) for ticket, ids in found.items()}

    def gone(self, keys: Sequence[MessageKey]) -> set[MessageKey]:
        """Return which of these no longer stand in any folder on the server."""
        found: set[MessageKey] = set()
        for chunk in _chunks(keys):
            found.update(
                MessageKey(r[0])
                for r in self._link.rows(
                    f"SELECT id FROM message WHERE id IN ({_marks(chunk)}) AND NOT EXISTS "
                    "(SELECT 1 FROM placement p WHERE p.message = message.id AND p.gone = 0)",
                    chunk,
                )
            )
        return found

    def without_place(self, account: AccountId) -> list[tuple[MessageKey, str, int]]:
        """Return (key, Message-ID, bytes) of letters that stand in no folder on the server."""
        rows = self._link.rows(
            "SELECT id, message_id, size FROM message WHERE account = ? AND NOT EXISTS "
            "(SELECT 1 FROM placement p WHERE p.message = message.id AND p.gone = 0)",
            (account,),
        )
        return [(MessageKey(key), mid, size) for key, mid, size in rows]

    def source(self, key: MessageKey) -> bytes:
        """Return a letter's raw bytes as they came; ``b""`` for an unknown key."""
        row = self._link.row("SELECT codec, data FROM source WHERE message = ?", (key,))
        if row is None:
            return b""
        return zstandard.ZstdDecompressor().decompress(row[1], max_output_size=_MAX_SOURCE)

    def all_keys(self, account: AccountId | None = None) -> list[MessageKey]:
        """Return all letters' keys, oldest row first."""
        if account is None:
            rows = self._link.rows("SELECT id FROM message ORDER BY id")
        else:
            rows = self._link.rows(
                "SELECT id FROM message WHERE account = ? ORDER BY id", (account,)
            )
        return [MessageKey(r[0]) for r in rows]

    def search(self, match: str, *, limit: int, offset: int = 0) -> list[tuple[MessageKey, int]]:
        """Return (key, received) of letters whose words match an FTS5 expression, newest first."""
        rows = self._link.rows(
            "SELECT m.id, m.received FROM letter_words w JOIN message m ON m.id = w.rowid "
            "WHERE letter_words MATCH ? ORDER BY m.received DESC, m.id DESC LIMIT ? OFFSET ?",
            (match, limit, offset),
        )
        return [(MessageKey(k), received) for k, received in rows]

    def search_count(self, match: str) -> int:
        """Return how many letters match an FTS5 expression."""
        row = self._link.row(
            "SELECT count(*) FROM letter_words WHERE letter_words MATCH ?", (match,)
        )
        return int(row[0]) if row else 0

    def index_state(self) -> tuple[int, int]:
        """Return the number of letters and the number of rows in the word index."""
        letters = self._link.row("SELECT count(*) FROM message")
        indexed = self._link.row("SELECT count(*) FROM letter_words_docsize")
        return (letters[0] if letters else 0), (indexed[0] if indexed else 0)

    def _by(self, column: str, values: Sequence[int]) -> list[LetterRow]:
        rows: list[LetterRow] = []
        for chunk in _chunks(values):
            rows.extend(
                _row_to_letter(row)
                for row in self._link.rows(
                    f"SELECT {_COLUMNS} FROM message WHERE {column} IN ({_marks(chunk)})",
                    chunk,
                )
            )
        return rows


_INSERT_COLUMNS = (
    "account, message_id, content_hash, size, received, date, subject, sender_name, sender, "
    "people, refs, snippet, attachments, automatic, list_id, bounced_id, bounced_recipient, "
    "bounced_for_good, ours, to_us, colleague, answers_token, subject_key, quoted_code, unread, "
    "readable, reader_version, neighbourhood"
)
_INSERT = f"INSERT INTO message ({_INSERT_COLUMNS}) VALUES ({'?, ' * 27}0)"


def _values(new: NewLetter) -> tuple[Value, ...]:
    return (
        new.message_id,
        new.content_hash,
        new.size,
        new.received,
        new.date,
        new.subject,
        new.sender_name,
        new.sender,
        json.dumps(new.people, ensure_ascii=False, separators=(",", ":")),
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
    )


def _row_to_letter(row: tuple) -> LetterRow:  # type: ignore[type-arg]
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


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[i : i + _CHUNK] for i in range(0, len(values), _CHUNK))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
