"""The one place that opens SQLite: pragmas, error translation and the guard against new tables."""

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from app.domain.errors import Reason, StorageError

_MAY_BE_FULL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""What SQLite also says where there is no room for its own small files."""
_NEXT_TO_NOTHING = 256 * 1024
_AT_ONCE = 1 << 20
_CHECKPOINTS = "PRAGMA wal_autocheckpoint=4000"  # pages: a first sync fills many
_CHUNK = 500
"""Values in one ``IN (...)``; SQLite allows 32,766."""

Value = str | bytes | int | float | None
T = TypeVar("T")

_DENIED = frozenset(
    {
        sqlite3.SQLITE_CREATE_TABLE,
        sqlite3.SQLITE_CREATE_INDEX,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_VIEW,
        sqlite3.SQLITE_CREATE_VTABLE,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_DROP_VTABLE,
    }
)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut what is asked for into pieces that one statement takes."""
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


def marks_for(values: Collection[object]) -> str:
    """Return what stands between the parentheses of ``IN (...)`` for these values."""
    return ", ".join("?" * len(values))


class Link:
    """One SQLite connection. Every `sqlite3.Error` leaves it as `StorageError`.

    Not thread-safe: its owner may hand it to another thread, but only one uses it at a time.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._lasting = False
        with translated(path):
            target = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            self.raw = sqlite3.connect(  # noqa: TID251 - this is the one home of connect()
                target, uri=True, isolation_level=None, check_same_thread=False, timeout=10
            )
            try:
                self._prepare(read_only=read_only)
            except BaseException:
                self.raw.close()
                raise

    def _prepare(self, *, read_only: bool) -> None:
        if read_only:
            self.raw.execute("PRAGMA query_only=ON")
        else:
            self.path.chmod(0o600)
            self.raw.execute("PRAGMA journal_mode=WAL")
            self.raw.execute("PRAGMA synchronous=NORMAL")  # `must_last` is for what needs more
            # What must not be readable any more is wiped by `rewrite`; zeroing all else that is
            # deleted, as some builds of SQLite do, writes half of the word index once more.
            self.raw.execute("PRAGMA secure_delete=OFF")
            self.raw.execute(_CHECKPOINTS)
        self.raw.execute("PRAGMA foreign_keys=ON")
        self.raw.execute("PRAGMA cache_size=-32000")
        self.raw.execute("PRAGMA temp_store=MEMORY")

    def rewrite(self) -> None:
        """Write the whole database anew, without anything that was deleted (VACUUM)."""
        with translated(self.path):
            self.raw.set_authorizer(None)
            self.raw.execute("PRAGMA temp_store=FILE")  # the copy may be larger than the memory
            try:
                self.raw.execute("VACUUM")
            finally:
                self.raw.execute("PRAGMA temp_store=MEMORY")
                self.freeze_schema()
        self.rewrite_log()

    def rewrite_log(self) -> None:
        """Take over the write-ahead log into the database and empty it."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def take_over_log(self) -> None:
        """Take over as much of the write-ahead log into the database as no reader needs."""
        self.rows("PRAGMA wal_checkpoint(PASSIVE)")

    def freeze_schema(self) -> None:
        """Deny CREATE, ALTER and DROP from now on: a mistyped table name must fail."""
        self.raw.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_DENY if action in _DENIED else sqlite3.SQLITE_OK
        )

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple]:  # type: ignore[type-arg]
        """Run a SELECT and return all rows as plain tuples."""
        with translated(self.path):
            return self.raw.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> tuple | None:  # type: ignore[type-arg]
        """Run a SELECT and return the first row, or None."""
        with translated(self.path):
            found: tuple | None = self.raw.execute(sql, values).fetchone()  # type: ignore[type-arg]
            return found

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one change inside a transaction; return the id of an inserted row."""
        self._require_transaction()
        with translated(self.path):
            return self.raw.execute(sql, values).lastrowid or 0

    def write_returning(self, sql: str, values: Sequence[Value] = ()) -> list[tuple]:  # type: ignore[type-arg]
        """Run one change with a RETURNING clause inside a transaction; return its rows."""
        self._require_transaction()
        return self.rows(sql, values)

    def write_many(self, sql: str, many: Iterable[Sequence[Value]]) -> None:
        """Run one change for many value tuples inside a transaction."""
        self._require_transaction()
        with translated(self.path):
            self.raw.executemany(sql, many)

    def fill(self, table: str, column: str, row: int, data: bytes) -> None:
        """Write into a blob that was made as large as ``data``, without a copy of it in memory."""
        self._require_transaction()
        with translated(self.path), self.raw.blobopen(table, column, row) as blob:
            for at in range(0, len(data), _AT_ONCE):
                blob.write(data[at : at + _AT_ONCE])

    # --- transactions --------------------------------------------------------------------------

    def begin(self) -> None:
        """Open a transaction for writing."""
        self._lasting = False
        with translated(self.path):
            self.raw.execute("BEGIN IMMEDIATE")

    def must_last(self) -> None:
        """Let `commit` return only when the transaction is on the disk.

        For what exists nowhere but here: drafts, letters on their way, the team's events. Commits
        of mail alone may be undone by a power failure, and are fetched again.
        """
        self._lasting = True

    def commit(self, *, later: bool = False) -> None:
        """End the transaction. Raises `StorageError`, also where it may not be on the disk yet.

        ``later`` leaves it to `take_over_log`, or else to the next commit, to empty a long log.
        """
        with translated(self.path):
            if later:
                self.raw.execute("PRAGMA wal_autocheckpoint=0")
            try:
                self.raw.execute("COMMIT")
            finally:
                if later:
                    self.raw.execute(_CHECKPOINTS)
        if self._lasting:
            self._sync_log()

    def roll_back(self) -> None:
        """Undo the open transaction, if there is one."""
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def _sync_log(self) -> None:
        """Do what ``synchronous=FULL`` does at a commit, which cannot be chosen in a transaction.

        SQLite holds no lock on this file (they are on its index), so that closing it loses none.
        """
        try:
            log = os.open(f"{self.path}-wal", os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                os.fsync(log)
            finally:
                os.close(log)
        except OSError as error:
            words = "The disk reported an error while writing."
            raise StorageError(words) from error

    def close(self) -> None:
        """Close the connection; further use is an error."""
        self.raw.close()

    def _require_transaction(self) -> None:
        if not self.raw.in_transaction:
            raise RuntimeError("a repository wrote outside Store.transaction()")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's exceptions into `StorageError` with a sentence for the person."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or (code in _MAY_BE_FULL and _is_full(path)):
            words = "The disk is full. Free some space; nothing was lost."
            raise StorageError(words, reason=Reason.DISK_FULL) from error
        raise StorageError(_sentence(error, code)) from error


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEXT_TO_NOTHING
    except OSError:
        return False


def _sentence(error: sqlite3.Error, code: int) -> str:
    known = {
        sqlite3.SQLITE_CORRUPT: "The local database is damaged. Your mail is safe on the server.",
        sqlite3.SQLITE_NOTADB: "The database file of this profile is not a Postroom database.",
        sqlite3.SQLITE_READONLY: "The profile folder cannot be written to.",
        sqlite3.SQLITE_CANTOPEN: "The database of this profile cannot be opened.",
        sqlite3.SQLITE_BUSY: "Another program is using this profile's database.",
        sqlite3.SQLITE_IOERR: "The disk reported an error while reading or writing.",
    }
    return known.get(code, f"The local database failed: {error}.")
