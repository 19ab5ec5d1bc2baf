"""One pass over an account: bring every followed folder to where the server stands.

    list folders ─► for each: counters unchanged? ─yes─► done
                      │ no
                      ▼
    EXAMINE ─► new UIDVALIDITY? drop places ─► UIDs ─► gone: mark ─► flags
            ─► missing: find again by Message-ID and size, fetch the rest, newest first

Nothing but the database remembers progress. What is missing is the server's UIDs without those
stored, so a pass may end anywhere, by kill or by cable, and any gap is filled by the next one.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.domain.accounts import Account, Folder
from app.domain.errors import RejectedError, TransientError
from app.domain.ids import MessageKey
from app.domain.ports import Clock, FolderStatus, LetterIdentity, MailServer
from app.domain.problems import Problem, Severity
from app.runtime.intake import Intake
from app.runtime.readers import LetterReader
from app.runtime.replay import replay
from app.runtime.writer import StoreWriter
from app.services.receive import apply_flags, apply_gone, apply_new_validity
from app.services.renumber import place_again, same_letters
from app.store import Store, Transaction
from app.store.folders import SyncMark

_LOG = logging.getLogger(__name__)
_NEWEST = 200
"""Letters of each folder that come before the long rest of any folder."""
_STEPS = (40, 160, 300)
_STEP = 500
"""Letters asked for at a time; a server gives each such step oldest first."""
_CHUNK = 40
"""Letters stored by one transaction: with what is under way, a kill costs at most 200 (F1)."""
_BRAKE_COUNT = 50
_BRAKE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far a folder's letters have come; sent after each stored chunk."""

    account: str
    folder: str
    done: int
    """Letters of the folder that are here."""
    total: int
    """Letters of the folder on the server."""
    seconds_left: float | None
    """None until there is something to reckon with."""


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What a pass did to one folder."""

    name: str
    server: int
    local: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a pass did; problems are those that this pass found, others are over."""

    folders: tuple[FolderReport, ...]
    problems: tuple[Problem, ...]


class SyncStoppedError(Exception):
    """The pass was told to stop; everything stored so far stands."""


@dataclass(slots=True)
class _Visit:
    """What is known of a folder during one pass."""

    folder: Folder
    status: FolderStatus
    known: set[int] = field(default_factory=set)
    missing: list[int] = field(default_factory=list)
    """UIDs to fetch, newest first."""
    server: int = 0
    new: int = 0
    gone: int = 0
    settled: bool = True
    """Whether the server's counters may be noted as reached."""
    unchanged: bool = False
    """Whether the counters alone showed that nothing had to be done."""


class AccountSync:
    """One pass over one account on one open connection. Used by the thread that calls `run`."""

    def __init__(
        self,
        account: Account,
        server: MailServer,
        writer: StoreWriter,
        reader: LetterReader,
        clock: Clock,
        *,
        progress: Callable[[SyncProgress], None] | None = None,
        stop: threading.Event | None = None,
        accept_removals: bool = False,
    ) -> None:
        """``accept_removals``: the person confirmed that mass removals on the server are meant."""
        self._account = account
        self._server = server
        self._writer = writer
        self._reader = reader
        self._clock = clock
        self._progress = progress or (lambda _: None)
        self._stop = stop or threading.Event()
        self._accept_removals = accept_removals
        self._problems: list[Problem] = []

    def run(self) -> SyncReport:
        """Do the pass.

        Raises `TransientError`, `AuthError` (the connection is of no more use), `StorageError`, and
        `SyncStoppedError` when told to stop. Folders that cannot be opened are reported as
        problems.
        """
        self._problems += replay(
            self._account, self._server, self._writer, self._clock, self._check_stop
        )
        visits: list[_Visit] = []
        for folder in self._folders():
            try:
                visits.append(self._visit(folder))
            except RejectedError as error:
                self._report_closed(folder, str(error))
        for visit in visits:  # the newest of each were fetched; now the long rest
            if visit.missing:
                self._reopen(visit)
                self._fetch(visit, visit.missing)
                visit.missing = []
        reports = tuple(self._finish(visit) for visit in visits)
        return SyncReport(reports, tuple(self._problems))

    def _folders(self) -> list[Folder]:
        listed = self._server.folders()

        def job(store: Store, transaction: Transaction) -> list[Folder]:
            before = store.folders.of(self._account.id)
            store.folders.put(self._account.id, listed)
            after = store.folders.of(self._account.id)
            transaction.folders.update(f.id for f in after if f not in before)
            return after

        there = {folder.name for folder in listed if folder.selectable}
        return [f for f in self._writer.run(job) if f.followed and f.name in there]

    def _visit(self, folder: Folder) -> _Visit:
        self._check_stop()
        mark = self._writer.run(lambda store, _: store.folders.mark(folder.id))
        status = self._server.status(folder.name)
        if _unchanged(mark, status):
            return _Visit(folder, status, server=status.count, unchanged=True)
        status = self._server.select(folder.name)
        visit = _Visit(folder, status)
        if mark is None or mark.uidvalidity != status.uidvalidity:
            self._note_validity(visit, renumbered=mark is not None)
            mark = None
        self._compare(visit)
        self._refresh_flags(visit, mark)
        if mark is None or mark.uidnext is None:
            self._find_again(visit)
        newest = visit.missing[:_NEWEST]
        visit.missing = visit.missing[_NEWEST:]
        self._fetch(visit, newest)
        return visit

    def _note_validity(self, visit: _Visit, *, renumbered: bool) -> None:
        folder, validity = visit.folder, visit.status.uidvalidity

        def job(store: Store, transaction: Transaction) -> None:
            if renumbered:
                apply_new_validity(store, transaction, folder, validity)
            else:
                store.folders.set_validity(folder.id, validity)

        self._writer.run(job)

    def _compare(self, visit: _Visit) -> None:
        there = self._server.uids()
        visit.known = set(self._writer.run(lambda s, _: s.placements.known_uids(visit.folder.id)))
        visit.server = len(there)
        visit.missing = [uid for uid in reversed(there) if uid not in visit.known]
        gone = sorted(visit.known.difference(there))
        if gone and self._may_mark_gone(visit, gone):
            folder = visit.folder
            self._writer.run(lambda store, tx: apply_gone(store, tx, folder, gone))
            visit.known.difference_update(gone)
            visit.gone = len(gone)

    def _may_mark_gone(self, visit: _Visit, gone: Sequence[int]) -> bool:
        if visit.server < visit.status.count:
            # It just said that it has more: a broken answer, or letters vanishing this very moment.
            visit.settled = False
            return False
        many = len(gone) > _BRAKE_COUNT and len(gone) > _BRAKE_SHARE * len(visit.known)
        if many and not self._accept_removals:
            visit.settled = False
            self._problems.append(_mass_removal(self._account, visit.folder, len(gone)))
            return False
        return True

    def _find_again(self, visit: _Visit) -> None:
        """Spare the bodies of letters that are here from before a renumbering or a move."""
        here = self._writer.run(lambda s, _: s.letters.without_place(self._account.id))
        if not here or not visit.missing:
            return
        there: list[LetterIdentity] = []
        for start in range(0, len(visit.missing), _STEP):
            self._check_stop()
            there += self._server.identify(visit.missing[start : start + _STEP])
        found = same_letters(here, there)
        flags = {identity.uid: identity.flags for identity in there if identity.uid in found}
        folder = visit.folder
        for chunk in _pieces(found):
            self._check_stop()
            self._writer.run(partial(place_again, folder=folder, found=chunk, flags=flags))
        visit.known.update(found)
        visit.missing = [uid for uid in visit.missing if uid not in found]

    def _refresh_flags(self, visit: _Visit, mark: SyncMark | None) -> None:
        if not visit.known:
            return
        folder = visit.folder
        since = mark.highest_modseq if mark is not None else None
        if since is not None and visit.status.highest_modseq is not None:
            if since == visit.status.highest_modseq:
                return
            there = self._server.changed_flags(since)
        else:
            there = self._server.flags(sorted(visit.known))
        here = self._writer.run(lambda store, _: store.placements.flags(folder.id))
        changed = {u: f for u, f in there.items() if u in here and here[u] != f}
        if changed:
            self._writer.run(lambda store, tx: apply_flags(store, tx, folder, changed))

    def _reopen(self, visit: _Visit) -> None:
        status = self._server.select(visit.folder.name)
        if status.uidvalidity != visit.status.uidvalidity:
            raise TransientError(f"The folder {visit.folder.name} was renumbered just now.")

    def _fetch(self, visit: _Visit, uids: Sequence[int]) -> None:
        if not uids:
            return
        intake = Intake(visit.folder, self._reader, self._writer)
        started, before = self._clock.monotonic(), len(visit.known) + visit.new
        fetched = 0
        try:
            for step in _steps(uids):
                for letter in self._server.fetch(step):
                    self._check_stop()
                    fetched += 1
                    stored = intake.stored
                    intake.add(letter, chunk=min(_CHUNK, len(step)))
                    if intake.stored != stored:
                        elapsed = self._clock.monotonic() - started
                        self._tell(visit, before + intake.stored, intake.stored, elapsed)
            intake.finish()
        except BaseException:
            intake.give_up()
            raise
        finally:
            visit.new += intake.stored
        self._tell(visit, before + intake.stored, intake.stored, self._clock.monotonic() - started)
        if fetched < len(uids):
            visit.settled = False  # vanished meanwhile, or withheld: look again in the next pass

    def _tell(self, visit: _Visit, done: int, stored: int, elapsed: float) -> None:
        left = max(0, visit.server - done)
        seconds = left * elapsed / stored if stored and elapsed > 0 else None
        self._progress(
            SyncProgress(
                self._account.settings.name, visit.folder.name, done, visit.server, seconds
            )
        )

    def _finish(self, visit: _Visit) -> FolderReport:
        folder, status = visit.folder, visit.status
        if visit.unchanged:
            return FolderReport(folder.name, visit.server, folder.local_count, 0, 0)

        def job(store: Store, transaction: Transaction) -> int:
            if visit.settled:
                store.folders.set_mark(folder.id, status)
            else:
                store.folders.set_count(folder.id, visit.server)
            if visit.new or visit.gone or folder.server_count != visit.server:
                transaction.folders.add(folder.id)
            return store.placements.count(folder.id)

        local = self._writer.run(job)
        return FolderReport(folder.name, visit.server, local, visit.new, visit.gone)

    def _report_closed(self, folder: Folder, words: str) -> None:
        self._problems.append(
            Problem(
                key=f"account:{self._account.settings.name}:closed:{folder.name}",
                code="folder-closed",
                severity=Severity.WARNING,
                detail=f"The folder {folder.name} cannot be opened. {words}",
                remedy="Check on the server whether the folder still exists and may be read.",
            )
        )

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise SyncStoppedError


def _unchanged(mark: SyncMark | None, status: FolderStatus) -> bool:
    """Whether the counters prove that nothing changed since the folder was last complete."""
    return (
        mark is not None
        and mark.highest_modseq is not None
        and mark.uidnext is not None
        and (mark.uidvalidity, mark.uidnext, mark.count, mark.highest_modseq)
        == (status.uidvalidity, status.uidnext, status.count, status.highest_modseq)
    )


def _steps(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut what is to be fetched: little at first, so that something is soon to be seen."""
    start = 0
    for size in _STEPS:
        if start < len(uids):
            yield uids[start : start + size]
            start += size
    for begin in range(start, len(uids), _STEP):
        yield uids[begin : begin + _STEP]


def _pieces(found: dict[int, MessageKey]) -> Iterator[dict[int, MessageKey]]:
    items = list(found.items())
    for start in range(0, len(items), _STEP):
        yield dict(items[start : start + _STEP])


def _mass_removal(account: Account, folder: Folder, count: int) -> Problem:
    name = account.settings.name
    return Problem(
        key=f"account:{name}:removed:{folder.name}",
        code="mass-removal",
        severity=Severity.WARNING,
        detail=(
            f"{count} letters of {folder.name} disappeared from the server at once. "
            "They stay here as they were."
        ),
        remedy="If they were removed on purpose, confirm it; if not, look at the server first.",
    )
