"""Letters: the facts that lists and grouping need, their raw source, and their search words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.own_ids import TOKEN_LENGTH
from app.store.letter_rows import (
    COLUMNS,
    INSERT,
    REWRITE,
    LetterRow,
    NewLetter,
    Place,
    letter_of,
    values_of,
)
from app.store.link import Link, chunks, marks_for
from app.store.sources import Packer, Sources


class Letters:
    """Letters of a profile; each is stored once however many folders it stands in."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._sources = Sources(link)

    # --- writing ---------------------------------------------------------------------------

    def next_key(self) -> MessageKey:
        """Return the key of the next new letter; keys are never used again."""
        row = self._link.row("SELECT seq FROM sqlite_sequence WHERE name = 'message'")
        return MessageKey(1 + (row[0] if row else 0))

    def add(self, account: AccountId, rows: Sequence[tuple[NewLetter, int, Place]]) -> None:
        """Store letters with source, neighbourhood and place; `Words` makes them findable."""
        self._link.write_many(INSERT, [values_of(*row) for row in rows])
        self._sources.add(account, [(new.key, new.raw, new.packed) for new, _, _ in rows])

    def packer(self, account: AccountId) -> Packer:
        """Return what packs sources of an account's letters ahead, on any thread."""
        return self._sources.packer(account)

    def claim_ours(self, key: MessageKey) -> None:
        """Note that a letter is ours after all (its copy in Sent appeared later)."""
        self._link.write("UPDATE message SET ours = 1, unread = 0 WHERE id = ?", (key,))

    def earlier(self, key: MessageKey, received: int) -> None:
        """Lower a letter's arrival to an earlier one that another folder shows."""
        self._link.write("UPDATE message SET received = ? WHERE id = ?", (received, key))

    def adopt(self, account: AccountId, letter: NewLetter) -> None:
        """Put the server's form of a letter, which has its key, in the place of what we had."""
        stored = self._link.row("SELECT content_hash FROM message WHERE id = ?", (letter.key,))
        self._link.write(REWRITE, (*letter.values[2:], letter.key))
        if stored is not None and stored[0] != letter.row.letter.content_hash:
            self._link.write("DELETE FROM source WHERE message = ?", (letter.key,))
            self._sources.add(account, [(letter.key, letter.raw, letter.packed)])

    def answer_ours(self, keys: Sequence[MessageKey]) -> None:
        """Note that letters answer letters of ours, by the keyed tokens of those."""
        self._link.write_many(
            "UPDATE message SET answers_token = 1 WHERE id = ?", [(key,) for key in keys]
        )

    def place(self, places: Mapping[MessageKey, Place]) -> None:
        """Note each letter's ticket, its position there, and why."""
        self._link.write_many(
            "UPDATE message SET ticket = ?, place = ?, why = ?, evidence = ? WHERE id = ?",
            [(t, n, why.kind.value, why.evidence, key) for key, (t, n, why) in places.items()],
        )

    # --- neighbourhoods ----------------------------------------------------------------------

    def neighbourhoods(self, account: AccountId, numbers: Sequence[int]) -> dict[int, int]:
        """Return node → neighbourhood for those nodes that are known."""
        found: dict[int, int] = {}
        for chunk in chunks(numbers):
            found.update(
                self._link.rows(
                    "SELECT n.node, m.neighbourhood FROM node n JOIN message m ON m.id = n.message "
                    f"WHERE n.account = ? AND n.node IN ({marks_for(chunk)})",
                    (account, *chunk),
                )
            )
        return found

    def add_nodes(self, account: AccountId, nodes: Mapping[int, MessageKey]) -> None:
        """Note which letter first brought a node, for nodes that are not known."""
        self._link.write_many(
            "INSERT INTO node (account, node, message) VALUES (?, ?, ?)",
            [(account, node, nodes[node]) for node in sorted(nodes)],
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
        for chunk in chunks(sorted({mid for mid, _ in wanted})):
            rows = self._link.rows(
                "SELECT message_id, content_hash, id, received, ours FROM message "
                f"WHERE account = ? AND message_id IN ({marks_for(chunk)})",
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

    def of_tickets(self, tickets: Sequence[TicketId]) -> list[LetterRow]:
        """Return the letters of tickets, each ticket's in the order of conversation."""
        order = {ticket: number for number, ticket in enumerate(tickets)}
        rows = self._by("ticket", tickets)
        return sorted(rows, key=lambda row: (order.get(row.ticket or TicketId(0), 0), row.place))

    def tickets_of(self, keys: Sequence[MessageKey]) -> set[TicketId]:
        """Return the tickets that these letters are in."""
        return {row.ticket for row in self.by_keys(keys) if row.ticket is not None}

    def accounts_of(self, keys: Sequence[MessageKey]) -> dict[MessageKey, AccountId]:
        """Return the accounts that letters belong to."""
        found: dict[MessageKey, AccountId] = {}
        for chunk in chunks(keys):
            found.update(
                self._link.rows(
                    f"SELECT id, account FROM message WHERE id IN ({marks_for(chunk)})", chunk
                )
            )
        return found

    def identities(self, keys: Sequence[MessageKey]) -> dict[MessageKey, tuple[str, int]]:
        """Return Message-ID and bytes of letters."""
        found: dict[MessageKey, tuple[str, int]] = {}
        for chunk in chunks(keys):
            for key, mid, size in self._link.rows(
                f"SELECT id, message_id, size FROM message WHERE id IN ({marks_for(chunk)})", chunk
            ):
                found[MessageKey(key)] = (mid, size)
        return found

    def ticket_of_message_id(
        self, message_id: str, account: AccountId | None = None
    ) -> TicketId | None:
        """Return the ticket of the first letter with this Message-ID, of any account or of one."""
        row = self._link.row(
            "SELECT ticket FROM message WHERE message_id = ?1 AND ticket IS NOT NULL "
            "AND account = coalesce(?2, account) ORDER BY id",
            (message_id, account),
        )
        return TicketId(row[0]) if row else None

    def tickets_named(self, account: AccountId, message_ids: Collection[str]) -> set[TicketId]:
        """Return the tickets of an account's letters with these Message-IDs."""
        found: set[TicketId] = set()
        for chunk in chunks(sorted(message_ids)):
            rows = self._link.rows(
                "SELECT DISTINCT ticket FROM message WHERE account = ? AND ticket IS NOT NULL "
                f"AND message_id IN ({marks_for(chunk)})",
                (account, *chunk),
            )
            found.update(TicketId(row[0]) for row in rows)
        return found

    def message_ids(self, tickets: Sequence[TicketId]) -> dict[TicketId, list[str]]:
        """Return the Message-IDs of tickets in the order of conversation, each once."""
        found: dict[TicketId, dict[str, None]] = defaultdict(dict)
        for chunk in chunks(tickets):
            for ticket, mid in self._link.rows(
                "SELECT ticket, message_id FROM message "
                f"WHERE ticket IN ({marks_for(chunk)}) ORDER BY ticket, place",
                chunk,
            ):
                found[TicketId(ticket)][mid] = None
        return {ticket: list(ids) for ticket, ids in found.items()}

    def citing_tokens(self, account: AccountId) -> list[tuple[MessageKey, tuple[str, ...]]]:
        """Return (key, Message-IDs) of letters that may name one of ours, and are not known to."""
        rows = self._link.rows(
            "SELECT id, refs || ' ' || bounced_id AS named FROM message "
            "WHERE account = ? AND answers_token = 0 AND named GLOB ?",
            (account, f"*.{'[a-z2-7]' * TOKEN_LENGTH}@*"),
        )
        return [(MessageKey(key), tuple(refs.split())) for key, refs in rows]

    def gone(self, keys: Sequence[MessageKey]) -> set[MessageKey]:
        """Return which of these no longer stand in any folder on the server."""
        found: set[MessageKey] = set()
        for chunk in chunks(keys):
            found.update(
                MessageKey(r[0])
                for r in self._link.rows(
                    f"SELECT id FROM message WHERE id IN ({marks_for(chunk)}) AND NOT EXISTS "
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
        return self._sources.get(key)

    def head(self, key: MessageKey) -> bytes:
        """Return the beginning of a letter's raw bytes, a megabyte at most."""
        return self._sources.head(key)

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

    def _by(self, column: str, values: Sequence[int]) -> list[LetterRow]:
        rows: list[LetterRow] = []
        for chunk in chunks(values):
            rows.extend(
                letter_of(row)
                for row in self._link.rows(
                    f"SELECT {COLUMNS} FROM message WHERE {column} IN ({marks_for(chunk)})",
                    chunk,
                )
            )
        return rows
