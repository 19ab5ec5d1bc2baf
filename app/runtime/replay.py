"""Tells the server what a person changed here, at the beginning of a pass over an account.

    rows that wait ─► by folder: flags in batches ─► STORE, ask what the flags are now
                                 moves in batches ─► note the target's counters (so that a killed
                                                     move is found again) ─► MOVE

A row ends in the transaction that records the server's answer, so this may end anywhere: a flag is
set again, and a moved letter is looked for in its target before it is moved again.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from app.domain.accounts import Account, Folder
from app.domain.errors import PostroomError, RejectedError, TransientError
from app.domain.ids import FolderId, MessageKey
from app.domain.ports import Clock, MailServer
from app.domain.problems import Problem, Severity
from app.runtime.writer import StoreWriter
from app.services.wishes import (
    Arrival,
    confirm_flags,
    confirm_moves,
    record_end,
    record_lost,
    record_withdrawn,
    wish_words,
)
from app.store import Store, Transaction
from app.store.pending import MOVE, Trouble, Wish, WishState

_LOG = logging.getLogger(__name__)
_BATCH = 1000
_MOST_TRIES = 10
"""So often a server may put a wish off before it counts as refused."""
_TOLD_SECONDS = 86400
"""So long it is told that something else happened on the server."""

_UNTRUE = {
    WishState.REFUSED: (
        Severity.WARNING,
        "Postroom shows what the server has; make the change again to retry.",
    ),
    WishState.OVERRULED: (
        Severity.NOTICE,
        "The server's state counts; make the change again if it is still meant.",
    ),
}
"""What became of wishes that did not come true: how loudly it is told, and what to do."""


def replay(
    account: Account,
    server: MailServer,
    writer: StoreWriter,
    clock: Clock,
    check_stop: Callable[[], None],
) -> list[Problem]:
    """Send everything that waits; return what did not come true, as problems.

    Raises `TransientError` where the connection broke (what was not answered waits on),
    `StorageError`, and what ``check_stop`` raises between batches.
    """

    def look(store: Store, _: Transaction) -> tuple[list[Wish], list[Problem]]:
        return store.pending.waiting(account.id), _told(store, account, clock.now())

    waiting, told = writer.run(look)
    if waiting:
        _Replay(server, writer, clock, check_stop).run(waiting)
        _, told = writer.run(look)
    return told


@dataclass(slots=True)
class _Place:
    """A folder as it stands here."""

    folder: Folder
    complete: bool
    """Whether a letter that has no place here is certainly not there."""


class _Replay:
    def __init__(
        self,
        server: MailServer,
        writer: StoreWriter,
        clock: Clock,
        check_stop: Callable[[], None],
    ) -> None:
        self._server = server
        self._changes = server.changes()
        self._writer = writer
        self._clock = clock
        self._check_stop = check_stop

    def run(self, waiting: Sequence[Wish]) -> None:
        for (folder, kind, *_), group in groupby(waiting_in_order(waiting), _sort):
            wishes = list(group)
            for start in range(0, len(wishes), _BATCH):
                batch = wishes[start : start + _BATCH]
                self._check_stop()
                try:
                    self._send(FolderId(folder), batch)
                except RejectedError as error:
                    _LOG.info("The server refused a change (%s).", kind)
                    self._end(batch, WishState.REFUSED, str(error))
                except TransientError as error:
                    self._put_off(batch, error)

    def _send(self, key: FolderId, batch: Sequence[Wish]) -> None:
        place = self._place(key)
        gone = [wish for wish in batch if not wish.uids]
        if gone and place.complete:
            self._writer.run(
                partial(record_lost, folder=place.folder, wishes=gone, now=self._clock.now())
            )
        here = [wish for wish in batch if wish.uids]
        if not here:
            return
        if here[0].kind == MOVE:
            self._move(place.folder, here)
        else:
            self._flag(place.folder, here)

    def _flag(self, folder: Folder, wishes: Sequence[Wish]) -> None:
        if not self._open(folder):
            return
        first = wishes[0]
        uids = [uid for wish in wishes for uid in wish.uids]
        truth = self._changes.store(uids, first.kind, wanted=first.wanted)
        self._writer.run(
            partial(confirm_flags, folder=folder, wishes=wishes, truth=truth, now=self._clock.now())
        )

    # --- moves -------------------------------------------------------------------------------

    def _move(self, source: Folder, wishes: Sequence[Wish]) -> None:
        key = wishes[0].target
        if key is None or key == source.id:  # wished back before it was sent
            self._writer.run(partial(record_withdrawn, wishes=wishes))
            return
        target = self._place(key).folder
        before = [wish for wish in wishes if wish.begun is not None]
        places = self._in_target(target, before) if before else {}
        begun = self._begin(target, wishes)
        if not self._open(source):
            return
        there = self._server.flags([uid for wish in wishes for uid in wish.uids])
        lost = [w for w in wishes if w.message not in places and not there.keys() & set(w.uids)]
        arrived = [w for w in wishes if w.message in places]
        to_move = [w for w in begun if w not in lost and w.message not in places]
        twice = [uid for w in arrived for uid in w.uids if uid in there]
        left = self._changes.remove(twice) if twice else frozenset[int]()
        arrivals = [
            Arrival(w, dict.fromkeys(w.uids, places[w.message]), left & set(w.uids))
            for w in arrived
        ]
        validity = begun[0].begun[0] if begun and begun[0].begun else None
        if to_move:
            arrivals += self._move_now(source, target, to_move)
        if lost:
            self._writer.run(
                partial(record_lost, folder=source, wishes=lost, now=self._clock.now())
            )
        self._writer.run(
            partial(
                confirm_moves,
                source=source,
                target=target.id,
                arrivals=arrivals,
                uidvalidity=validity,
            )
        )

    def _begin(self, target: Folder, wishes: Sequence[Wish]) -> list[Wish]:
        """Note the target's counters for moves that were never sent; all then have some."""
        status = self._server.status(target.name)
        counters = (status.uidvalidity, status.uidnext)
        fresh = [wish.id for wish in wishes if wish.begun is None]
        if fresh:
            self._writer.run(lambda store, _: store.pending.begin(fresh, *counters))
        return [replace(wish, begun=counters) for wish in wishes]

    def _move_now(
        self, source: Folder, target: Folder, wishes: Sequence[Wish]
    ) -> Iterator[Arrival]:
        uids = [uid for wish in wishes for uid in wish.uids]
        moved = self._changes.move(uids, target.name)
        unknown = [w for w in wishes if not moved.uids.keys() & set(w.uids)]
        found: dict[MessageKey, int] = {}
        if unknown:
            found = self._in_target(target, unknown)
            if not self._open(source):
                raise TransientError(f"The folder {source.name} was renumbered just now.")
        still = self._server.flags(uids).keys() - moved.left
        for wish in wishes:
            if still & set(wish.uids):
                said = f"the server left it in {source.name}"
                self._end([wish], WishState.OVERRULED, said)
                continue
            places = {uid: moved.uids[uid] for uid in wish.uids if uid in moved.uids}
            if not places and wish.message in found:
                places = dict.fromkeys(wish.uids, found[wish.message])
            yield Arrival(wish, places, moved.left & set(wish.uids))

    def _in_target(self, target: Folder, wishes: Sequence[Wish]) -> dict[MessageKey, int]:
        """Look for letters among what came to the target since their move was begun."""
        status = self._changes.open(target.name)
        same = all(wish.begun and wish.begun[0] == status.uidvalidity for wish in wishes)
        since = min(wish.begun[1] for wish in wishes if wish.begun) if same else 1
        keys = [wish.message for wish in wishes]
        identities = self._writer.run(lambda store, _: store.letters.identities(keys))
        wanted = {identity: key for key, identity in identities.items()}
        there = self._server.uids(max(1, since))
        found: dict[MessageKey, int] = {}
        for start in range(0, len(there), _BATCH):
            for letter in self._server.identify(there[start : start + _BATCH]):
                key = wanted.get((letter.message_id, letter.size))
                if key is not None:
                    found[key] = letter.uid
        return found

    # --- common --------------------------------------------------------------------------------

    def _place(self, key: FolderId) -> _Place:
        def job(store: Store, _: Transaction) -> _Place:
            folder, mark = store.folders.by_id(key), store.folders.mark(key)
            if folder is None:
                raise RejectedError("The folder is no longer known.")
            return _Place(folder, mark is not None and mark.uidnext is not None)

        return self._writer.run(job)

    def _open(self, folder: Folder) -> bool:
        """Open a folder; False where its UIDs are no longer ours, until the pass has found out."""
        return self._changes.open(folder.name).uidvalidity == folder.uidvalidity

    def _end(self, wishes: Sequence[Wish], state: WishState, said: str) -> None:
        self._writer.run(
            partial(record_end, wishes=wishes, state=state, said=said, now=self._clock.now())
        )

    def _put_off(self, wishes: Sequence[Wish], error: PostroomError) -> None:
        """After “not now”: try with the next pass, unless it was the connection that ended."""
        try:
            self._server.folders()  # raises where the connection is dead
        except TransientError as dead:
            raise error from dead  # which says why it is
        ids = [wish.id for wish in wishes]
        self._writer.run(lambda store, _: store.pending.put_off(ids))
        if self._writer.run(lambda store, _: store.pending.tries(ids[0])) >= _MOST_TRIES:
            self._end(wishes, WishState.REFUSED, str(error))


def waiting_in_order(wishes: Sequence[Wish]) -> list[Wish]:
    """Sort wishes into what one command can do; within a folder flags go before moves."""
    return sorted(wishes, key=lambda wish: (_sort(wish), wish.uids))


def _sort(wish: Wish) -> tuple[int, str, bool, int]:
    # "\\" sorts before letters, so flags come before "move" and travel with the letter
    return wish.folder, wish.kind, wish.wanted, wish.target or 0


def _told(store: Store, account: Account, now: int) -> list[Problem]:
    store.pending.forget_troubles(account.id, overruled_before=now - _TOLD_SECONDS)
    said: dict[WishState, list[str]] = {state: [] for state in _UNTRUE}
    for trouble in store.pending.troubles(account.id):
        said[trouble.state].append(_sentence(trouble))
    return [
        Problem(
            f"account:{account.settings.name}:changes-{state}",
            f"change-{state}",
            severity,
            detail=" ".join(said[state]),
            remedy=remedy,
        )
        for state, (severity, remedy) in _UNTRUE.items()
        if said[state]
    ]


def _sentence(trouble: Trouble) -> str:
    did = wish_words(trouble.kind, trouble.target, wanted=trouble.wanted)
    others = f" and {trouble.count - 1:,} more" if trouble.count > 1 else ""
    return f"“{trouble.subject or '(no subject)'}”{others}: you {did}; {trouble.said}."
