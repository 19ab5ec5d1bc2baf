"""Keeps the team's folder whole and small, one computer at a time (mail/wire-format.md, section 9).

    something missing, or much that is loose ─► claim ─► look again ─► append what is missing, packs
      ─► look again ─► remove what stands elsewhere, and claims that ended ─► give the claim back

Two computers that hold the claim at once, by whatever mischance, do the same work twice and lose
nothing: what may be removed is decided so that everybody keeps the same messages.
"""

import logging
import random
from dataclasses import dataclass
from functools import partial

from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.ports import Clock
from app.runtime.journal_exchange import JournalExchange
from app.services import journal_folder
from app.services.journal_folder import Parcel, stored
from app.store import Store
from mail.journal_packs import CLEANING, packs, removable

_LOG = logging.getLogger(__name__)
_HOLD_SECONDS = 600
"""Life of the claim; a step that cannot end before is not begun."""
_STEP_SECONDS = 30.0
"""What a step may take: one pack to be appended, or some hundred messages to be removed."""
_REMOVED = 200
"""Messages removed at a time."""
_CLAIMS = 200
"""Messages with nothing but claims that ended long ago, from which on they are removed."""
_PAUSE = 60.0
"""Seconds after an attempt in which no other one is made."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What there is to do in the folder."""

    missing: bool
    """Whether it lacks batches, of whichever device, that are known here."""
    packs: bool
    stale: tuple[int, ...]
    """UIDs of messages whose claims ended long ago."""

    def __bool__(self) -> bool:
        return self.missing or self.packs or len(self.stale) >= _CLAIMS


class _OutOfTimeError(Exception):
    """The claim ends before the next step would."""


class JournalCleaning:
    """The cleaner of one account's folder, on the connection of its exchange."""

    def __init__(
        self,
        exchange: JournalExchange,
        clock: Clock,
        *,
        pause: float = _PAUSE,
    ) -> None:
        self._exchange = exchange
        self._clock = clock
        self._pause = pause
        self._not_before = 0.0

    def tidy(self) -> bool:
        """Clean if there is something to clean and nobody else does; whether it was done.

        Raises what `JournalExchange.turn` raises.
        """
        exchange = self._exchange
        now = self._clock.monotonic()
        if now < self._not_before or not exchange.may_write or not exchange.folder.can_remove:
            return False
        if not exchange.do(self._work):
            return False
        # computers that lost try again at odd times
        self._not_before = now + random.uniform(0.5, 1.5) * self._pause  # noqa: S311 - no secret
        held = exchange.hold(CLEANING, _HOLD_SECONDS)
        if held is None:
            return False
        try:
            self._clean(held.ends)
        except RejectedError as error:
            _LOG.info("The team's folder cannot be cleaned: %s", error)
        except _OutOfTimeError:
            _LOG.info("Cleaning the team's folder takes long; it goes on later.")
        finally:
            exchange.wishes.release(held.id)
        exchange.turn()
        return True

    def _clean(self, ends: float) -> None:
        exchange = self._exchange
        exchange.read()
        everything = partial(journal_folder.to_append, everybody=True)
        while (parcel := exchange.do(everything)) is not None:
            self._append(parcel, ends)
            exchange.read()
            left = exchange.do(everything)
            if left is not None and left.digests[0] == parcel.digests[0]:
                break  # the server does not keep it
        for digests in packs(exchange.do(stored)):
            found = exchange.do(partial(journal_folder.pack, digests=digests))
            if found is not None:
                self._append(found, ends)
        exchange.read()
        gone = [*removable(exchange.do(stored)), *exchange.do(self._work).stale]
        for start in range(0, len(gone), _REMOVED):
            self._check(ends)
            exchange.folder.remove(gone[start : start + _REMOVED])
        exchange.read()

    def _append(self, parcel: Parcel, ends: float) -> None:
        self._check(ends)
        self._exchange.append_parcel(parcel)

    def _check(self, ends: float) -> None:
        if self._clock.monotonic() + _STEP_SECONDS > ends:
            raise _OutOfTimeError

    def _work(self, store: Store, account: AccountId) -> _Work:
        now = self._clock.now() + int(store.journal.state(account).offset)
        return _Work(
            bool(store.batches.missing(account, 1, everybody=True)),
            bool(packs(stored(store, account))),
            tuple(journal_folder.spent_claims(store, account, now)),
        )
