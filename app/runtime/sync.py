"""One pass over an account: bring every followed folder to where the server stands.

    list folders with their counters ─► for each: unchanged? ─yes─► done
                                          │ no
                                          ▼
    EXAMINE ─► new UIDVALIDITY? drop places ─► UIDs ─► gone: mark ─► flags
       │    ─► missing: find again by Message-ID and size, fetch the rest, newest first
       └─ with QRESYNC it tells UIDs and flags that changed; taken if it adds up to its count

Nothing but the database remembers progress. What is missing is the server's UIDs without those
stored, so a pass may end anywhere, by kill or by cable, and any gap is filled by the next one.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.domain.accounts import Account, FolderRole
from app.domain.errors import RejectedError, TransientError
from app.domain.ids import MessageKey
from app.domain.ports import Clock, LetterIdentity, MailServer, Reopened
from app.domain.problems import Problem
from app.runtime import problems
from app.runtime.intake import Intake, finish_index
from app.runtime.places import Place, among, followed_places, take_flags, take_list
from app.runtime.readers import LetterReader
from app.runtime.replay import replay
from app.runtime.visit import Visit
from app.runtime.writer import StoreWriter
from app.services.receive import apply_gone, apply_new_validity
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
"""Letters handed on at a time: with all that is under way, a kill costs at most 200 (F1)."""
_MANY = 500
"""Letters to fetch from which on they are put into the word index many at a time."""
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
    journal: bool = False
    """Whether the mailbox was seen to have a folder of its team."""
    sent: int = 0
    """Letters that left."""


class SyncStoppedError(Exception):
    """The pass was told to stop; everything stored so far stands."""


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
        flag_window: int | None = None,
        metered: Callable[[], bool] | None = None,
        between: Callable[[], bool] | None = None,
    ) -> None:
        """Prepare a pass.

        ``accept_removals``: the person confirmed that mass removals on the server are meant.
        ``flag_window``: where the server counts no changes, compare the flags of so many newest
        letters only, not of all.
        ``metered``: tells whether the network costs by volume; old letters are left then.
        ``between``: does what others wait for while the long rest is fetched; whether it used the
        connection.
        """
        self._account = account
        self._name = account.settings.name
        self._server = server
        self._writer = writer
        self._reader = reader
        self._clock = clock
        self._progress = progress or (lambda _: None)
        self._stop = stop or threading.Event()
        self._accept_removals = accept_removals
        self._flag_window = flag_window
        self._metered = metered or (lambda: False)
        self._between = between or (lambda: False)
        self._rest = True
        self._problems: list[Problem] = []
        self._journal = False

    def run(self, only: Collection[str] | None = None, *, rest: bool = True) -> SyncReport:
        """Do the pass, over the followed folders or just those of the given names.

        ``rest``: fetch old letters too; else just what came lately.

        Raises `TransientError`, `AuthError` (the connection is of no more use), `StorageError`, and
        `SyncStoppedError` when told to stop. Folders that cannot be opened are reported as
        problems.
        """
        self._rest = rest
        finish_index(self._writer)  # what an earlier pass could not, for want of room on the disk
        self._problems += replay(
            self._account, self._server, self._writer, self._clock, self._check_stop
        )
        visits: list[Visit] = []
        for place in self._listed() if only is None else self._known(only):
            try:
                visits.append(self._visit(place))
            except RejectedError as error:
                name = place.folder.name
                self._problems.append(problems.folder_closed(self._name, name, str(error)))
        for visit in visits:  # the newest of each were fetched; now the long rest
            if rest and visit.missing and not self._metered():
                self._reopen(visit)
                old, visit.missing = visit.missing, []
                self._fetch(visit, old, may_wait=True)
        reports = tuple(self._finish(visit) for visit in visits)
        return SyncReport(reports, tuple(self._problems), self._journal)

    def _listed(self) -> list[Place]:
        """What is followed and still there, with what the server says of it in one answer."""
        before = self._known()
        survey = self._server.survey([place.folder.name for place in before])
        listed = [folder for folder in survey.folders if folder.selectable]
        self._journal = any(folder.role is FolderRole.JOURNAL for folder in listed)
        listed = [folder for folder in listed if folder.role is not FolderRole.JOURNAL]
        new = self._writer.run(partial(take_list, account=self._account.id, listed=listed))
        there = {folder.name for folder in listed}
        found = []
        for place in self._known() if new else before:
            folder = place.folder
            if folder.name in there:
                found.append(replace(place, counters=survey.counters.get(folder.name)))
            elif folder.uidvalidity is not None:
                gone = problems.folder_vanished(self._name, folder.name, folder.local_count)
                self._problems.append(gone)
        return found

    def _known(self, names: Collection[str] | None = None) -> list[Place]:
        places = self._writer.run(lambda store, _: followed_places(store, self._account.id))
        return [p for p in places if names is None or p.folder.name in names]

    def _visit(self, place: Place) -> Visit:
        """Look at a folder, inside unless the server's counters show that nothing happened."""
        self._check_stop()
        folder, mark, counters = place.folder, place.mark, place.counters
        if counters is not None and place.is_complete(counters):
            return Visit(folder, counters, server=counters.count, unchanged=True)
        told = place.reopened(self._server)
        visit = Visit(folder, self._server.select(folder.name) if told is None else told.status)
        if mark is None or mark.uidvalidity != visit.status.uidvalidity:
            self._note_validity(visit, renumbered=mark is not None)
            mark = told = None
        elif place.went_back(visit.status):
            _LOG.info("%s has counters from before; all of it is compared.", folder.name)
            mark, told, visit.doubted = None, None, True
        if told is None or not self._believe(visit, told):
            told = None
            if not self._same_letters(visit, mark):
                self._compare(visit)
        old: list[int] = []
        at_once = _NEWEST
        if self._metered() or not self._rest:
            visit.missing, old = visit.parted(_NEWEST)
            at_once = len(visit.missing)
        if mark is None or mark.uidnext is None:
            self._find_again(visit)
        newest = visit.missing[:at_once]
        visit.missing = visit.missing[at_once:] + old
        self._fetch(visit, newest)
        self._refresh_flags(visit, mark, told)
        return visit

    def _believe(self, visit: Visit, told: Reopened) -> bool:
        """Take over what the server says has changed; False where it does not add up."""
        known = self._writer.run(lambda s, _: s.placements.known_uids(visit.folder.id))
        gone = among(told.vanished, known)
        visit.known, visit.server = set(known), visit.status.count
        new = told.changed.keys() - visit.known
        if len(known) - len(gone) + len(new) != visit.server:
            _LOG.info("%s has a gap; its letters are compared.", visit.folder.name)
            return False
        visit.missing = sorted(new, reverse=True)
        self._note_gone(visit, gone)
        return True

    def _same_letters(self, visit: Visit, mark: SyncMark | None) -> bool:
        """Whether the counters prove that nothing came or went; only flags may have changed."""
        status, folder = visit.status, visit.folder
        if mark is None or mark.uidnext is None or mark.uidnext != status.uidnext:
            return False
        if mark.count != status.count:
            return False
        known = self._writer.run(lambda store, _: store.placements.known_uids(folder.id))
        if len(known) != status.count:
            return False
        visit.known, visit.server = set(known), status.count
        return True

    def _note_validity(self, visit: Visit, *, renumbered: bool) -> None:
        folder, validity = visit.folder, visit.status.uidvalidity

        def job(store: Store, transaction: Transaction) -> None:
            if renumbered:
                apply_new_validity(store, transaction, folder, validity)
            else:
                store.folders.set_validity(folder.id, validity)

        self._writer.run(job)

    def _compare(self, visit: Visit) -> None:
        there = self._server.uids()
        visit.known = set(self._writer.run(lambda s, _: s.placements.known_uids(visit.folder.id)))
        visit.server = len(there)
        visit.missing = [uid for uid in reversed(there) if uid not in visit.known]
        self._note_gone(visit, sorted(visit.known.difference(there)))

    def _note_gone(self, visit: Visit, gone: Sequence[int]) -> None:
        if gone and self._may_mark_gone(visit, gone):
            folder = visit.folder
            self._writer.run(lambda store, tx: apply_gone(store, tx, folder, gone))
            visit.known.difference_update(gone)
            visit.gone = len(gone)

    def _may_mark_gone(self, visit: Visit, gone: Sequence[int]) -> bool:
        if visit.server < visit.status.count:
            # It just said that it has more: a broken answer, or letters vanishing this very moment.
            visit.settled = False
            return False
        many = len(gone) > _BRAKE_COUNT and len(gone) > _BRAKE_SHARE * len(visit.known)
        if many and not self._accept_removals:
            visit.settled = False
            held = problems.mass_removal(self._name, visit.folder.name, len(gone))
            self._problems.append(held)
            return False
        return True

    def _find_again(self, visit: Visit) -> None:
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

    def _refresh_flags(self, visit: Visit, mark: SyncMark | None, told: Reopened | None) -> None:
        if not visit.known:
            return
        since = mark.highest_modseq if mark is not None else None
        there: Mapping[int, frozenset[str]]
        if told is not None:
            there = told.changed
        elif since is not None and visit.status.highest_modseq is not None:
            if since == visit.status.highest_modseq:
                return
            there = self._server.changed_flags(since)
        else:
            old = sorted(visit.known)
            window = None if visit.doubted else self._flag_window
            there = self._server.flags(old[-window:] if window else old)
        self._writer.run(partial(take_flags, folder=visit.folder, there=there))

    def _reopen(self, visit: Visit) -> None:
        status = self._server.select(visit.folder.name)
        if status.uidvalidity != visit.status.uidvalidity:
            raise TransientError(f"The folder {visit.folder.name} was renumbered just now.")

    def _fetch(self, visit: Visit, uids: Sequence[int], *, may_wait: bool = False) -> None:
        """Fetch and store; ``may_wait``: leave the rest where the network begins to cost."""
        if not uids:
            return
        intake = Intake(visit.folder, self._reader, self._writer, many=len(uids) >= _MANY)
        started, before = self._clock.monotonic(), len(visit.known) + visit.new
        fetched: set[int] = set()
        asked = 0
        try:
            for step in _steps(uids):
                if may_wait and self._metered():
                    visit.missing = list(uids[asked:])
                    break
                if may_wait and self._between():
                    self._reopen(visit)
                asked += len(step)
                chunk = len(step) if len(step) <= _STEPS[0] else _CHUNK  # the first ones at once
                for letter in self._server.fetch(step):
                    self._check_stop()
                    fetched.add(letter.uid)
                    stored = intake.stored
                    intake.add(letter, chunk=chunk)
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
        if len(fetched) < asked:
            visit.settled = False  # vanished meanwhile, or withheld: look again in the next pass
            self._ask_again(visit, set(uids[:asked]) - fetched)

    def _ask_again(self, visit: Visit, missing: set[int]) -> None:
        """Tell letters that vanished while they were fetched from those that are kept from us."""
        still = missing.intersection(self._server.uids(min(missing)))
        if still:
            visit.withheld += len(still)

    def _tell(self, visit: Visit, done: int, stored: int, elapsed: float) -> None:
        left = max(0, visit.server - done)
        seconds = left * elapsed / stored if stored and elapsed > 0 else None
        self._progress(SyncProgress(self._name, visit.folder.name, done, visit.server, seconds))

    def _finish(self, visit: Visit) -> FolderReport:
        folder, status = visit.folder, visit.status
        if visit.missing:
            visit.settled = False
            if self._rest or self._metered():
                wait = problems.letters_wait(self._name, folder.name, len(visit.missing))
                self._problems.append(wait)
        if visit.withheld:
            kept = problems.letters_withheld(self._name, folder.name, visit.withheld)
            self._problems.append(kept)
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

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise SyncStoppedError


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
