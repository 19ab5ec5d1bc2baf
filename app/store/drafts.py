"""Drafts: what people write, its earlier forms, and its files in pieces."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.events import Seen
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Address
from app.domain.outgoing import Draft, DraftContent, DraftFile, DraftId, DraftKind, FileId
from app.domain.streams import Anchor
from app.domain.tickets import Status
from app.store.link import Link, chunks, marks_for

PIECE_BYTES = 1 << 20
"""Of a file in one row, so that no transaction holds more."""
_COLUMNS = (
    "id, account, kind, anchor, letter, answers, seen, seen_before, begun, saved, version, kept, "
    "content, message_id, discarded, ended"
)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft with what only its commands ask for."""

    draft: Draft
    letter: str
    """Message-ID of a letter in its ticket, ``""`` for a new one."""
    kept: int
    """When a version was last kept, seconds UTC."""
    message_id: str
    """Fixed when it first was sent, ``""`` before."""
    discarded: int | None
    """When, seconds UTC."""
    ended: bool


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """An earlier form of a draft."""

    version: int
    saved: int
    """Seconds UTC."""
    content: DraftContent
    files: tuple[FileId, ...]


@dataclass(frozen=True, slots=True)
class FileSource:
    """Where a file's bytes are, if not in pieces here: an attachment of a letter."""

    letter: MessageKey
    index: int


class Drafts:
    """The drafts of all accounts; whatever is written here lasts once it is committed."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def add(
        self,
        account: AccountId,
        kind: DraftKind,
        anchor: Anchor | None,
        *,
        letter: str,
        answers: str,
        seen: Seen,
        content: DraftContent,
        now: int,
    ) -> DraftId:
        """Store a new draft, version 1."""
        self._link.must_last()
        return DraftId(
            self._link.write(
                "INSERT INTO draft (account, kind, anchor, letter, answers, seen, seen_before, "
                "begun, saved, version, kept, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    account,
                    kind.value,
                    anchor or "",
                    letter,
                    answers,
                    seen.marks,
                    seen.before,
                    now,
                    now,
                    1,
                    now,
                    content_text(content),
                ),
            )
        )

    def put(self, draft: DraftId, content: DraftContent, version: int, now: int) -> None:
        """Store what the draft says now."""
        self._link.must_last()
        self._link.write(
            "UPDATE draft SET content = ?, version = ?, saved = ? WHERE id = ?",
            (content_text(content), version, now, draft),
        )

    def keep(self, draft: DraftId, now: int, most: int) -> None:
        """Keep the present form as a version to go back to, and no more than ``most`` of them."""
        self._link.write(
            "INSERT OR IGNORE INTO draft_version (draft, version, saved, content, files) "
            "SELECT id, version, saved, content, coalesce((SELECT group_concat(f.id, ' ') FROM "
            "draft_file f WHERE f.draft = draft.id AND f.whole AND NOT f.removed), '') "
            "FROM draft WHERE id = ?",
            (draft,),
        )
        self._link.write("UPDATE draft SET kept = ? WHERE id = ?", (now, draft))
        self._link.write(
            "DELETE FROM draft_version WHERE draft = ?1 AND version <= (SELECT version FROM "
            "draft_version WHERE draft = ?1 ORDER BY version DESC LIMIT 1 OFFSET ?2)",
            (draft, most),
        )

    def turn(self, draft: DraftId, kind: DraftKind, answers: str) -> None:
        """Let a draft answer another letter, or everybody."""
        self._link.must_last()
        self._link.write(
            "UPDATE draft SET kind = ?, answers = ? WHERE id = ?", (kind.value, answers, draft)
        )

    def see(self, draft: DraftId, seen: Seen) -> None:
        """Note which letters the writer knows."""
        self._link.must_last()
        self._link.write(
            "UPDATE draft SET seen = ?, seen_before = ? WHERE id = ?",
            (seen.marks, seen.before, draft),
        )

    def fix_id(self, draft: DraftId, message_id: str) -> None:
        """Note the Message-ID that its letter has from now on; ``""``: none yet."""
        self._link.must_last()
        self._link.write("UPDATE draft SET message_id = ? WHERE id = ?", (message_id, draft))

    def discard(self, draft: DraftId, at: int | None) -> None:
        """Put a draft away, or bring it back with None."""
        self._link.must_last()
        self._link.write(
            "UPDATE draft SET discarded = ?, ended = ? WHERE id = ?",
            (at, int(at is not None), draft),
        )

    def end(self, draft: DraftId) -> None:
        """Note that the letter is filed: nothing is left to be done."""
        self._link.write("UPDATE draft SET ended = 1 WHERE id = ?", (draft,))

    def forget(self, before: int) -> list[DraftId]:
        """Remove what was discarded or filed before a time (seconds UTC), with all of it."""
        rows = self._link.rows(
            "SELECT id FROM draft WHERE ended = 1 AND coalesce(discarded, "
            "(SELECT o.changed FROM outgoing o WHERE o.draft = draft.id), 0) < ?",
            (before,),
        )
        self._link.write_many("DELETE FROM draft WHERE id = ?", rows)
        return [DraftId(row[0]) for row in rows]

    # --- files -----------------------------------------------------------------------------

    def add_file(
        self,
        draft: DraftId,
        name: str,
        content_type: str,
        size: int,
        content_id: str = "",
        source: FileSource | None = None,
    ) -> FileId:
        """Store a file without its bytes: those come in pieces, or are those of an attachment."""
        self._link.must_last()
        return FileId(
            self._link.write(
                "INSERT INTO draft_file (draft, name, content_type, size, content_id, whole, "
                "source, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    draft,
                    name,
                    content_type,
                    size,
                    content_id,
                    int(source is not None),
                    source.letter if source else None,
                    source.index if source else 0,
                ),
            )
        )

    def add_piece(self, file: FileId, number: int, data: bytes) -> None:
        """Store one of a file's pieces, from 0; the same again replaces it."""
        self._link.write(
            "INSERT OR REPLACE INTO draft_file_piece (file, number, data) VALUES (?, ?, ?)",
            (file, number, data),
        )

    def bytes_of(self, file: FileId) -> int:
        """Return how many bytes of a file are here."""
        row = self._link.row(
            "SELECT sum(length(data)) FROM draft_file_piece WHERE file = ?", (file,)
        )
        return int(row[0] or 0) if row else 0

    def complete(self, file: FileId) -> None:
        """Note that a file is here as a whole; only now it belongs to its draft."""
        self._link.must_last()
        self._link.write("UPDATE draft_file SET whole = 1 WHERE id = ?", (file,))

    def choose_files(self, draft: DraftId, files: Iterable[FileId]) -> None:
        """Let these go with a draft, of the files that are whole, and no others."""
        self._link.must_last()
        self._link.write(
            "UPDATE draft_file SET removed = 1 WHERE draft = ? AND whole = 1", (draft,)
        )
        for file in files:
            self.take_out(draft, file, removed=False)

    def take_out(self, draft: DraftId, file: FileId, *, removed: bool = True) -> None:
        """Take a file out of a draft or put it back; its bytes stay, for an earlier version."""
        self._link.must_last()
        self._link.write(
            "UPDATE draft_file SET removed = ? WHERE draft = ? AND id = ?",
            (int(removed), draft, file),
        )

    def drop_parts(self, draft: DraftId) -> None:
        """Forget the bytes of a draft's files and its versions: the letter is elsewhere."""
        self._link.write(
            "DELETE FROM draft_file_piece WHERE file IN "
            "(SELECT id FROM draft_file WHERE draft = ?)",
            (draft,),
        )
        self._link.write("DELETE FROM draft_version WHERE draft = ?", (draft,))

    def drop_torn_files(self) -> None:
        """Forget files whose pieces never all came, since the program ended meanwhile."""
        self._link.write("DELETE FROM draft_file WHERE whole = 0")

    # --- reading ---------------------------------------------------------------------------

    def get(self, draft: DraftId) -> DraftRow | None:
        """Return a draft, whatever became of it; None where it is no more."""
        rows = self._rows("id = ?", (draft,))
        return rows[0] if rows else None

    def going_on(self, account: AccountId | None = None) -> list[DraftRow]:
        """Return the drafts that are being written, last saved first."""
        rows = self._rows(
            "ended = 0 AND account = coalesce(?, account) "
            "AND NOT EXISTS (SELECT 1 FROM outgoing o WHERE o.draft = draft.id)",
            (account,),
        )
        return sorted(rows, key=lambda row: (row.draft.saved, row.draft.id), reverse=True)

    def in_ticket(self, account: AccountId, ticket: TicketId) -> list[DraftRow]:
        """Return what is being written, or on its way, in a ticket, oldest first."""
        return self._rows(
            "ended = 0 AND account = ?1 AND letter <> '' AND EXISTS (SELECT 1 FROM message m "
            "WHERE m.account = ?1 AND m.message_id = draft.letter AND m.ticket = ?2)",
            (account, ticket),
        )

    def marks(
        self, account: AccountId, tickets: Sequence[TicketId]
    ) -> list[tuple[TicketId, str | None]]:
        """Return for these tickets each draft (None) or letter on its way (its state)."""
        if not tickets or not self.any_going_on(account):
            return []
        rows = self._link.rows(
            "SELECT m.ticket, o.state FROM draft d JOIN message m ON m.message_id = d.letter "
            "AND m.account = d.account LEFT JOIN outgoing o ON o.draft = d.id "
            "WHERE d.account = ? AND d.ended = 0 AND d.letter <> '' "
            f"AND m.ticket IN ({marks_for(tickets)})",
            (account, *tickets),
        )
        return [(TicketId(ticket), state) for ticket, state in rows]

    def any_going_on(self, account: AccountId) -> bool:
        """Whether anything is being written or on its way."""
        row = self._link.row(
            "SELECT 1 FROM draft WHERE account = ? AND ended = 0 LIMIT 1", (account,)
        )
        return row is not None

    def versions(self, draft: DraftId) -> list[DraftVersion]:
        """Return the forms that were kept, newest first."""
        rows = self._link.rows(
            "SELECT version, saved, content, files FROM draft_version WHERE draft = ? "
            "ORDER BY version DESC",
            (draft,),
        )
        return [
            DraftVersion(
                version, saved, content_of(text), tuple(FileId(int(f)) for f in files.split())
            )
            for version, saved, text, files in rows
        ]

    def file(self, file: FileId) -> tuple[DraftId, DraftFile, FileSource | None] | None:
        """Return a file with the draft that it belongs to, and where its bytes are."""
        row = self._link.row(
            "SELECT draft, name, content_type, size, content_id, source, place FROM draft_file "
            "WHERE id = ?",
            (file,),
        )
        if row is None:
            return None
        draft, name, content_type, size, content_id, source, place = row
        where = None if source is None else FileSource(MessageKey(source), place)
        return DraftId(draft), DraftFile(file, name, content_type, size, content_id), where

    def coming(self, draft: DraftId) -> str | None:
        """Return the name of a file whose pieces are still to come; None where all is here."""
        row = self._link.row(
            "SELECT name FROM draft_file WHERE draft = ? AND whole = 0 AND removed = 0", (draft,)
        )
        return None if row is None else str(row[0])

    def pieces(self, file: FileId) -> Iterator[bytes]:
        """Yield a file's bytes, one piece in memory at a time."""
        number = 0
        while row := self._link.row(
            "SELECT data FROM draft_file_piece WHERE file = ? AND number = ?", (file, number)
        ):
            yield row[0]
            number += 1

    def _rows(self, where: str, values: Sequence[str | int | None]) -> list[DraftRow]:
        rows = self._link.rows(f"SELECT {_COLUMNS} FROM draft WHERE {where} ORDER BY id", values)
        files = self._files([row[0] for row in rows])
        return [_draft_of(row, files.get(row[0], ())) for row in rows]

    def _files(self, drafts: Sequence[int]) -> dict[int, tuple[DraftFile, ...]]:
        found: dict[int, tuple[DraftFile, ...]] = {}
        for chunk in chunks(drafts):
            for draft, key, name, content_type, size, content_id in self._link.rows(
                "SELECT draft, id, name, content_type, size, content_id FROM draft_file WHERE "
                f"whole = 1 AND removed = 0 AND draft IN ({marks_for(chunk)}) ORDER BY id",
                chunk,
            ):
                file = DraftFile(FileId(key), name, content_type, size, content_id)
                found[draft] = (*found.get(draft, ()), file)
        return found


def _draft_of(row: tuple, files: tuple[DraftFile, ...]) -> DraftRow:  # type: ignore[type-arg]
    key, account, kind, anchor, letter, answers, marks, before, begun, saved, version = row[:11]
    kept, text, message_id, discarded, ended = row[11:]
    draft = Draft(
        id=DraftId(key),
        account=AccountId(account),
        kind=DraftKind(kind),
        anchor=Anchor(anchor) if anchor else None,
        answers=answers,
        content=content_of(text),
        files=files,
        seen=Seen(marks, before),
        begun=begun,
        saved=saved,
        version=version,
    )
    return DraftRow(draft, letter, kept, message_id, discarded, bool(ended))


def content_text(content: DraftContent) -> str:
    """Return a draft's content as it is stored."""
    form: dict[str, Any] = {
        "to": [[one.name, one.address] for one in content.to],
        "cc": [[one.name, one.address] for one in content.cc],
        "bcc": [[one.name, one.address] for one in content.bcc],
        "subject": content.subject,
        "body": content.body,
        "plain_only": content.plain_only,
        "quotes": content.quotes,
        "signature": content.signature,
        "then": content.then.value if content.then else None,
        "promise": content.promise,
        "cursor": content.cursor,
    }
    return json.dumps(form, ensure_ascii=True)  # lone surrogates of a clipboard pass, too


def content_of(text: str) -> DraftContent:
    """Return a draft's content from its stored form."""
    form = json.loads(text)
    then = form["then"]
    return DraftContent(
        to=_people(form["to"]),
        cc=_people(form["cc"]),
        bcc=_people(form["bcc"]),
        subject=form["subject"],
        body=form["body"],
        plain_only=form["plain_only"],
        quotes=form["quotes"],
        signature=form["signature"],
        then=Status(then) if then else None,
        promise=form["promise"],
        cursor=form["cursor"],
    )


def _people(pairs: Iterable[Sequence[str]]) -> tuple[Address, ...]:
    return tuple(Address(name, address) for name, address in pairs)
