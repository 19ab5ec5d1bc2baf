"""The outbox: letters that somebody sent, how far they are, and their bytes as handed over."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.ids import AccountId, MessageKey
from app.domain.outgoing import DraftId, DraftKind, HeldFor, Outgoing, Refusal, Sending
from app.domain.streams import Anchor
from app.store.link import Link, chunks, marks_for

_COLUMNS = (
    "o.draft, o.account, d.anchor, o.message_id, o.state, o.queued, o.not_before, o.tries, o.held, "
    "o.said, o.refusals, d.letter, o.planned, o.changed, o.unsure, o.deed, o.size, o.message, "
    "o.copied, d.kind, d.answers"
)
_UNDER_WAY = (Sending.QUEUED, Sending.HANDING, Sending.UNSURE, Sending.HELD)
"""States in which something is still to be done before the letter has left for good."""


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """A letter on its way with what only its commands ask for."""

    outgoing: Outgoing
    letter: str
    """Message-ID of a letter in its ticket, ``""`` for a new one."""
    planned: int
    """``not_before`` as the person chose it, seconds UTC: the order within a ticket."""
    changed: int
    """When its state last changed, seconds UTC."""
    unsure: bool
    """Whether it may have left once, whatever its state is now."""
    deed: int | None
    """Number of the deed that sent it."""
    size: int
    """Bytes of the letter as it is handed over; 0 before it was composed."""
    message: MessageKey | None
    """The letter as it stands in its ticket, once it left."""
    copied: bool
    """Whether its copy in Sent was seen."""


class Outbox:
    """The letters on their way of all accounts; whatever is written lasts once committed."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def put(self, outgoing: Outgoing, *, planned: int, deed: int | None) -> None:
        """Store a letter that somebody just sent."""
        self._link.must_last()
        self._link.write(
            "INSERT INTO outgoing (draft, account, message_id, state, queued, planned, not_before, "
            "changed, deed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                outgoing.draft,
                outgoing.account,
                outgoing.message_id,
                outgoing.state.value,
                outgoing.queued,
                planned,
                outgoing.not_before,
                outgoing.queued,
                deed,
            ),
        )

    def change(self, outgoing: Outgoing, now: int) -> None:
        """Store state, next try and troubles."""
        self._link.must_last()
        self._link.write(
            "UPDATE outgoing SET state = ?1, not_before = ?2, tries = ?3, held = ?4, said = ?5, "
            "refusals = ?6, changed = ?7, unsure = unsure OR ?1 = 'unsure' WHERE draft = ?8",
            (
                outgoing.state.value,
                outgoing.not_before,
                outgoing.tries,
                outgoing.held.value if outgoing.held else "",
                outgoing.said,
                json.dumps([[r.address, r.code, r.said] for r in outgoing.refusals]),
                now,
                outgoing.draft,
            ),
        )

    def remove(self, draft: DraftId) -> None:
        """Remove a letter from the outbox: it is a draft again."""
        self._link.must_last()
        self._link.write("DELETE FROM outgoing WHERE draft = ?", (draft,))

    def stands(self, draft: DraftId, message: MessageKey) -> None:
        """Note the letter as it stands in its ticket."""
        self._link.write("UPDATE outgoing SET message = ? WHERE draft = ?", (message, draft))

    def copied(self, account: AccountId, found: Mapping[str, MessageKey]) -> list[DraftId]:
        """Note that copies in Sent were seen: Message-ID → letter; return which these are."""
        self._link.must_last()
        rows = [
            row
            for message_id, key in found.items()
            for row in self._link.write_returning(
                "UPDATE outgoing SET copied = 1, message = ?3 WHERE account = ?1 "
                "AND message_id = ?2 RETURNING draft",
                (account, message_id, key),
            )
        ]
        return [DraftId(row[0]) for row in rows]

    def begin_letter(self, draft: DraftId) -> None:
        """Forget the bytes that a letter had before it was composed anew."""
        self._link.write("DELETE FROM outgoing_piece WHERE draft = ?", (draft,))
        self._link.write("UPDATE outgoing SET size = 0 WHERE draft = ?", (draft,))

    def add_piece(self, draft: DraftId, number: int, data: bytes) -> None:
        """Store one piece of a letter as it is handed over, from 0."""
        self._link.write(
            "INSERT INTO outgoing_piece (draft, number, data) VALUES (?, ?, ?)",
            (draft, number, data),
        )

    def end_letter(self, draft: DraftId, size: int) -> None:
        """Note that all pieces are here; only now there is a letter."""
        self._link.must_last()
        self._link.write("UPDATE outgoing SET size = ? WHERE draft = ?", (size, draft))

    # --- reading ---------------------------------------------------------------------------

    def get(self, draft: DraftId) -> OutgoingRow | None:
        """Return a letter; None where the draft was never sent, or is a draft again."""
        rows = self._rows("o.draft = ?", (draft,))
        return rows[0] if rows else None

    def several(self, drafts: Sequence[DraftId]) -> dict[DraftId, OutgoingRow]:
        """Return those of these drafts that were sent."""
        found: dict[DraftId, OutgoingRow] = {}
        for chunk in chunks(drafts):
            for row in self._rows(f"o.draft IN ({marks_for(chunk)})", chunk):
                found[row.outgoing.draft] = row
        return found

    def in_states(
        self, states: Iterable[Sending], account: AccountId | None = None
    ) -> list[OutgoingRow]:
        """Return letters in these states, in the order in which they shall leave."""
        wanted = tuple(state.value for state in states)
        return self._rows(
            f"o.state IN ({marks_for(wanted)}) AND o.account = coalesce(?, o.account)",
            (*wanted, account),
        )

    def under_way(self, account: AccountId | None = None) -> list[OutgoingRow]:
        """Return letters that have not left for good, in the order in which they shall leave."""
        return self.in_states(_UNDER_WAY, account)

    def next_due(self, account: AccountId) -> int | None:
        """Return the first time (seconds UTC) at which a queued letter may leave."""
        row = self._link.row(
            "SELECT min(not_before) FROM outgoing WHERE account = ? AND state = 'queued'",
            (account,),
        )
        return None if row is None or row[0] is None else int(row[0])

    def without_copy(self, account: AccountId) -> dict[str, MessageKey | None]:
        """Return Message-ID → letter, of all that were not seen in Sent yet."""
        rows = self._link.rows(
            "SELECT message_id, message FROM outgoing WHERE account = ? AND copied = 0", (account,)
        )
        return {mid: None if key is None else MessageKey(key) for mid, key in rows}

    def on_their_way(self, keys: Sequence[MessageKey]) -> dict[MessageKey, Sending]:
        """Return those of these letters of which no copy was seen in Sent yet."""
        found: dict[MessageKey, Sending] = {}
        for chunk in chunks(keys):
            for key, state in self._link.rows(
                "SELECT message, state FROM outgoing WHERE copied = 0 AND "
                f"message IN ({marks_for(chunk)})",
                chunk,
            ):
                found[MessageKey(key)] = Sending(state)
        return found

    def pieces(self, draft: DraftId) -> Iterator[bytes]:
        """Yield a letter's bytes as it is handed over, one piece in memory at a time."""
        number = 0
        while row := self._link.row(
            "SELECT data FROM outgoing_piece WHERE draft = ? AND number = ?", (draft, number)
        ):
            yield row[0]
            number += 1

    def _rows(self, where: str, values: Sequence[str | int | None]) -> list[OutgoingRow]:
        rows = self._link.rows(
            f"SELECT {_COLUMNS} FROM outgoing o JOIN draft d ON d.id = o.draft WHERE {where} "
            "ORDER BY o.planned, o.draft",
            values,
        )
        return [_row_of(row) for row in rows]


def _row_of(row: tuple) -> OutgoingRow:  # type: ignore[type-arg]
    draft, account, anchor, message_id, state, queued, not_before, tries, held = row[:9]
    said, refusals, letter, planned, changed, unsure, deed, size, message, copied = row[9:19]
    kind, answers = row[19:]
    outgoing = Outgoing(
        draft=DraftId(draft),
        account=AccountId(account),
        anchor=Anchor(anchor) if anchor else None,
        message_id=message_id,
        state=Sending(state),
        queued=queued,
        not_before=not_before,
        tries=tries,
        held=HeldFor(held) if held else None,
        said=said,
        refusals=tuple(Refusal(*one) for one in json.loads(refusals)),
        acknowledges=answers if kind == DraftKind.AUTOMATIC else "",
    )
    return OutgoingRow(
        outgoing,
        letter,
        planned,
        changed,
        bool(unsure),
        deed,
        size,
        None if message is None else MessageKey(message),
        bool(copied),
    )
