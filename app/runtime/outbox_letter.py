"""Checks a letter of ours that is due, and hands it over.

See `app.runtime.outbox` for the order of the steps and why each stands where it does.
"""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial

from app.domain.acknowledgement import Silence
from app.domain.errors import PostroomError, Reason, RejectedError, StorageError
from app.domain.letters import Incoming
from app.domain.outgoing import (
    ANSWER_SECONDS,
    Handed,
    Handing,
    HeldFor,
    Outgoing,
    Sending,
    WrongStepError,
)
from app.runtime.outbox_copy import found_in_sent
from app.runtime.outbox_desk import AT_ONCE, DONE, Attended, Desk, Trouble
from app.runtime.outbox_way import OutboxStoppedError
from app.services import acknowledgement, outbox, send_claims
from app.services.acknowledgement_policy import policy_of
from app.services.journal_standing import is_shut_out
from app.store import Store, Transaction, open_reader
from mail.compose import compose

_LOG = logging.getLogger(__name__)

CLAIM_SECONDS = 1800
"""Life of a claim on sending: longer than the slowest server takes for its answer."""
_NO_TEAM_SECONDS = 60.0
_FIRST_PAUSE = 60
_LONGEST_PAUSE = 3600
_GIVE_UP = 4 * 86_400
"""Seconds after which a person is asked about what a server puts off (RFC 5321, 4.5.4.1)."""
_FEW_FAILURES = 6
"""An hour of trying: who comes back after days may meet a server that wants to wait first."""


class _AgainError(Exception):
    """What was checked may have changed since: check again."""


class _ChangedError(Exception):
    """Something happened in the ticket that the letter's writer does not know."""

    def __init__(self, why: HeldFor) -> None:
        super().__init__(why)
        self.why = why


class _OvertakenError(Exception):
    """There is a reason not to send what nobody typed."""


class _NoSecretError(Exception):
    """There is nothing to log in with, for a reason that is said."""

    def __init__(self, error: PostroomError) -> None:
        super().__init__(str(error))
        self.trouble = Trouble.NO_TOKEN
        if error.reason is not Reason.TOKEN_PROGRAM:
            self.trouble = Trouble.NO_ACCESS


_NOTHING_LEFT = (
    _AgainError,
    _ChangedError,
    _OvertakenError,
    WrongStepError,
    OutboxStoppedError,
    CancelledError,
)
"""What ends an attempt before anything of the letter was said."""


def send(desk: Desk, letter: Outgoing) -> Attended:
    """Check a letter that is due, and hand it over.

    Raises what `Way` raises, and `StorageError`; the letter waits in the queue then.
    """
    try:
        return _Sending(desk, letter).run()
    except WrongStepError as error:
        _LOG.info("A letter does not leave now: %s", error)
        desk.give_back(letter)
        return DONE


class _Sending:
    """One attempt."""

    def __init__(self, desk: Desk, letter: Outgoing) -> None:
        self._desk = desk
        self._letter = letter
        self._draft = letter.draft
        self._known = desk.known(letter.draft)
        self._claim_ends: float | None = None
        self._told = False
        """Whether it is written down that the letter leaves."""

    def run(self) -> Attended:
        try:
            if self._is_note():
                return self._hand_over()
            if (waits := self._claim()) is not None:
                return waits
            self._desk.way.look()
            self._check()
            return self._hand_over()
        except _ChangedError as changed:
            return self._hold(changed.why)
        except _OvertakenError as overtaken:
            return self._drop(str(overtaken))
        except _AgainError:
            self._desk.give_back(self._letter)
            return AT_ONCE

    def _is_note(self) -> bool:
        """Whether it goes to nobody: a talk that was written down, which is only filed."""
        whom = self._desk.writer.run(lambda store, _: outbox.envelope_of(store, self._draft))
        return not whom.recipients

    # --- as the only one of the team ---------------------------------------------------------

    def _claim(self) -> Attended | None:
        """Have the word in the ticket, where there is a team; else what to do instead."""
        anchor, way = self._letter.anchor, self._desk.way
        if self._letter.acknowledges:
            return self._claim_once()
        if anchor is None:
            return None
        if (waits := self._rival()) is not None:
            return waits
        claimed = way.claim(send_claims.claim_of(anchor), CLAIM_SECONDS)
        if claimed is None:
            return None
        if not claimed.won:
            way.release(claimed.id)
            return None if self._known.warned else self._wait_for_rival("")
        self._claim_ends = claimed.ends
        return self._rival()

    def _claim_once(self) -> Attended | None:
        """For what nobody typed: whoever is not the first does without, and nobody is asked."""
        desk, letter, account = self._desk, self._letter, self._desk.account.id
        what = desk.writer.run(lambda s, _: send_claims.claimed_for(s, letter))
        if desk.writer.run(lambda s, _: is_shut_out(s, account)):
            raise _OvertakenError("The team does without this computer.")
        if what is None or not desk.writer.run(lambda s, _: send_claims.can_claim(s, account)):
            return None
        claimed = desk.way.claim(what, CLAIM_SECONDS)
        desk.team_is_away = claimed is None
        if claimed is None:
            return Attended(_NO_TEAM_SECONDS, for_team=True)
        now = desk.clock.now()
        rival = desk.writer.run(lambda s, _: send_claims.rival_in(s, account, what, now))
        if not claimed.won or rival is not None:
            desk.way.release(claimed.id)
            raise _OvertakenError("Another computer is at it, or was.")
        self._claim_ends = claimed.ends
        return None

    def _rival(self) -> Attended | None:
        """What to do where somebody else is at it, or fell silent in the midst of it."""
        desk, anchor = self._desk, self._letter.anchor
        if anchor is None or self._known.warned:
            return None
        account, now = desk.account.id, desk.clock.now()
        rival = desk.writer.run(lambda s, _: send_claims.rival(s, account, anchor, now))
        if rival is None:
            return None
        if rival.live:
            return self._wait_for_rival(rival.name)
        desk.way.look()  # what they sent may be there
        self._check()
        if desk.writer.run(lambda s, _: send_claims.answered_since(s, self._letter, rival.since)):
            return None
        who = rival.name or "A teammate"
        words = (
            f"{who} was sending an answer, and then nothing was heard of their computer; it is not "
            "known whether that answer left."
        )
        return self._hold(HeldFor.BEING_SENT, words)

    def _wait_for_rival(self, name: str) -> Attended:
        known, now = self._known, self._desk.clock.monotonic()
        known.lost_since = now if known.lost_since is None else known.lost_since
        left = known.lost_since + self._desk.patience.lost_claim - now
        if left > 0:
            return Attended(left, for_team=True)
        return self._hold(
            HeldFor.BEING_SENT, f"{name or 'A teammate'} is sending an answer just now."
        )

    def _check(self) -> None:
        if self._letter.acknowledges:
            overtaken = self._desk.writer.run(lambda s, _: self._overtaken(s))
            if overtaken is not None:
                raise _OvertakenError(overtaken)
        elif (
            why := self._desk.writer.run(lambda s, _: outbox.what_changed(s, self._draft))
        ) is not None:
            raise _ChangedError(why)

    def _overtaken(self, store: Store) -> Silence | None:
        policy = policy_of(store, self._letter.account)
        return acknowledgement.overtaken(store, self._draft, policy, now=self._desk.clock.now())

    # --- handing over ------------------------------------------------------------------------

    def _hand_over(self) -> Attended:
        desk, draft = self._desk, self._draft
        self._known.lost_since = None
        if self._may_have_left() and found_in_sent(desk, self._letter):
            desk.record(partial(outbox.found_in_sent, draft=draft))
            return AT_ONCE
        try:
            size = self._composed()
        except WrongStepError:
            raise
        except RejectedError as error:
            return self._hold(HeldFor.UNFIT, str(error))
        with open_reader(desk.database) as store:
            envelope = outbox.envelope_of(store, draft)
            if not envelope.recipients:
                desk.record(partial(outbox.found_in_sent, draft=draft))
                return AT_ONCE
            name = desk.account.settings.name
            if desk.account.settings.smtp is None:
                return self._hold(HeldFor.NO_SERVER, f"{name} has no server for sending.")
            whole = outbox.read_back(store, draft) if size > outbox.INLINE_BYTES else None

            def hand_over(secret: str) -> Handed:
                return desk.sender.hand_over(
                    desk.account,
                    secret,
                    envelope,
                    lambda: outbox.pieces(store, draft),
                    size,
                    about_to=self._about_to,
                )

            try:
                return self._handed(self._logged_in(hand_over), whole)
            except _NoSecretError as missing:
                desk.give_back(self._letter)
                return Attended(trouble=missing.trouble, said=str(missing))
            except StorageError as error:  # its bytes could not be read: nothing was sent
                self._back_to_queue(Handed(Handing.RETRY, said=str(error)))
                raise
            except _NOTHING_LEFT:
                raise
            except Exception:
                self._lose()
                raise

    def _logged_in(self, hand_over: Callable[[str], Handed]) -> Handed:
        """Hand it over; an access token that is refused may be an old one, so another is got."""
        handed = hand_over(self._secret())
        by_token = bool(self._desk.account.settings.token_command)
        if handed.outcome is Handing.NO_ACCESS and by_token and not self._told:
            handed = hand_over(self._secret())
        return handed

    def _secret(self) -> str:
        try:
            return self._desk.secret_of(self._desk.account)
        except PostroomError as error:
            raise _NoSecretError(error) from error

    def _lose(self) -> None:
        """A mistake of ours, after which nobody knows what the server has."""
        draft, words = self._draft, "Postroom made a mistake while it was handed over."

        def job(store: Store, transaction: Transaction, *, now: int) -> None:
            row = store.outbox.get(draft)
            if row is not None and row.outgoing.state is Sending.HANDING:
                outbox.unsure(store, transaction, draft, now=now, said=words)

        self._desk.record(job)

    def _may_have_left(self) -> bool:
        """Whether it was handed over before, or stood in the mailbox by the name of another."""
        row = self._desk.writer.run(lambda store, _: store.outbox.get(self._draft))
        return row is not None and (row.unsure or row.outgoing.tries > 0)

    def _composed(self) -> int:
        """Return the size of the letter, which is made once and kept."""
        desk, draft = self._desk, self._draft
        with open_reader(desk.database) as store:
            row = store.outbox.get(draft)
            if row is not None and row.size:
                return row.size
            made = outbox.letter_of(store, draft, date=desk.clock.now())
            return outbox.store_letter(desk.writer.run, draft, compose(made))

    def _about_to(self) -> None:
        """Note that the letter leaves next, unless something came in meanwhile."""
        desk, draft = self._desk, self._draft
        desk.way.check()
        ends = self._claim_ends
        if ends is not None and desk.clock.monotonic() + ANSWER_SECONDS > ends:
            raise _AgainError

        def job(store: Store, transaction: Transaction) -> HeldFor | Silence | None:
            automatic = self._letter.acknowledges
            why = self._overtaken(store) if automatic else outbox.what_changed(store, draft)
            if why is None:
                outbox.handing(store, transaction, draft, now=desk.clock.now())
            return why

        match desk.writer.run(job):
            case HeldFor() as why:
                raise _ChangedError(why)
            case Silence() as reason:
                raise _OvertakenError(reason)
        self._told = True

    # --- how it went -------------------------------------------------------------------------

    def _handed(self, handed: Handed, whole: Incoming | None) -> Attended:
        desk, draft = self._desk, self._draft
        match handed.outcome:
            case Handing.ACCEPTED:
                desk.record(partial(outbox.accepted, draft=draft, letter=whole))
                return AT_ONCE
            case Handing.UNSURE:
                desk.record(partial(outbox.unsure, draft=draft, said=handed.said))
                return AT_ONCE
            case Handing.REFUSED:
                why = HeldFor.RECIPIENTS if handed.refusals else HeldFor.REFUSED
                return self._hold(
                    HeldFor.TOO_LARGE if handed.too_large else why, handed.said, handed
                )
            case Handing.RETRY if handed.code or handed.refusals:
                return self._put_off(handed)
            case _:
                self._back_to_queue(handed)
                refused = handed.outcome is Handing.NO_ACCESS
                trouble = Trouble.NO_ACCESS if refused else Trouble.NO_WAY
                return Attended(trouble=trouble, said=handed.said)

    def _put_off(self, handed: Handed) -> Attended:
        """Not now, said the server: in a minute, then in two, up to an hour, for some days."""
        self._known.failures = max(self._known.failures, self._letter.tries) + 1
        if self._known.failures > _FEW_FAILURES and self._is_old():
            why = HeldFor.RECIPIENTS if handed.refusals else HeldFor.REFUSED
            return self._hold(why, handed.said, handed)
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE << min(self._known.failures - 1, 10))
        until = self._desk.clock.now() + pause
        self._desk.record(
            partial(outbox.postponed, draft=self._draft, until=until, said=handed.said)
        )
        self._desk.give_back(self._letter)
        return DONE

    def _is_old(self) -> bool:
        row = self._desk.writer.run(lambda store, _: store.outbox.get(self._draft))
        return row is not None and self._desk.clock.now() - row.planned > _GIVE_UP

    def _back_to_queue(self, handed: Handed) -> None:
        """The connection ended before the letter did: nothing of it counts."""
        draft = self._draft

        def job(store: Store, transaction: Transaction, *, now: int) -> None:
            row = store.outbox.get(draft)
            if row is not None and row.outgoing.state is Sending.HANDING:
                outbox.postponed(store, transaction, draft, now=now, until=now, said=handed.said)

        self._desk.record(job)
        self._desk.give_back(self._letter)

    def _drop(self, said: str) -> Attended:
        _LOG.info("A letter is not acknowledged: %s", said)
        self._desk.record(partial(acknowledgement.drop, draft=self._draft))
        self._desk.give_back(self._letter)
        self._desk.forget(self._draft)
        return DONE

    def _hold(self, why: HeldFor, said: str = "", handed: Handed | None = None) -> Attended:
        if self._letter.acknowledges:
            self._desk.refused = said or str(why)
            return self._drop(said or str(why))
        self._known.lost_since = None
        self._known.warned = why is HeldFor.BEING_SENT
        refusals = handed.refusals if handed is not None else ()
        self._desk.record(
            partial(outbox.hold, draft=self._draft, why=why, said=said, refusals=refusals)
        )
        self._desk.give_back(self._letter)
        return DONE
