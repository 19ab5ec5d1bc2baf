"""What this computer and the team's folder tell each other, on one connection.

    open ─► the team's key: known, found, or founded ─► read what is new, note what is gone
      └─► join, where a person wishes to ─► seal what waits ─► append what the folder lacks ─► read

Nothing is believed to stand in the folder but what was read there, so a turn may end anywhere, by
kill or by cable, and the next one goes on. Rules: mail/wire-format.md.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from app.domain.accounts import Account
from app.domain.clock import server_offset
from app.domain.errors import Reason, RejectedError, TransientError
from app.domain.ids import AccountId
from app.domain.ports import Clock, FetchedMessage, JournalFolder
from app.domain.problems import Problem
from app.runtime import journal_problems as problems
from app.runtime.journal_device import DeviceKey
from app.runtime.journal_doubts import doubts
from app.runtime.journal_intake import take_in
from app.runtime.journal_wishes import Claimed, JournalWishes
from app.runtime.writer import StoreWriter
from app.services import journal, journal_folder, journal_take, members
from app.services import journal_jobs as jobs
from app.services.journal_folder import Parcel
from app.services.journal_reading import Message
from app.services.journal_standing import is_shut_out
from app.services.own_keys import learn_key
from app.store import Store
from mail.journal import compose
from mail.journal_keys import TeamId, letter_key, new_key, public_key, team_id
from mail.journal_lines import claims_payload, seal, team_line
from mail.journal_secrets import JournalSecrets
from mail.journal_words import claims_cover, team_cover

_LOG = logging.getLogger(__name__)
_MESSAGES = 100
"""Messages asked for at a time, the newest first."""
_BYTES = 16_000_000
"""Bytes of messages that are read in one transaction, or one message if it is larger."""
_ATTEMPTS = 3
"""How often in one turn what was appended, and not found in the folder, is appended again."""
_PLAUSIBLE = 600
"""Seconds by which our clock may differ from the newest message's date without being doubted."""
_SAME_TIME = 2.0
"""Seconds by which the server's clock may seem to move without that being worth a note."""

T = TypeVar("T")


class FolderClosedError(RejectedError):
    """The server does not let us do something with the folder."""


class JournalExchange:
    """The team's folder of one account, on one connection. Used by the thread that owns that.

    Every method raises `TransientError` (the connection is of no more use), `StorageError`, and
    what ``check_stop`` raises.
    """

    def __init__(
        self,
        account: Account,
        folder: JournalFolder,
        writer: StoreWriter,
        secrets: JournalSecrets,
        clock: Clock,
        *,
        wishes: JournalWishes | None = None,
        check_stop: Callable[[], None] = lambda: None,
    ) -> None:
        self._account = account
        self._name = account.settings.name
        self._address = account.settings.address
        self.folder = folder
        self._writer = writer
        self._secrets = secrets
        self._clock = clock
        self.wishes = wishes or JournalWishes(clock)
        self._check_stop = check_stop
        self._validity: int | None = None
        """Of the folder while it is open."""
        self._key: bytes | None = None
        self._newest = 0
        """Latest INTERNALDATE that was seen."""
        self._appended: dict[int, tuple[int, int]] = {}
        """UID of what was appended → this computer's time before and after."""
        self._told: list[Problem] = []
        self._device = DeviceKey(self._name, self, secrets, self._tell)

    # --- what callers ask ------------------------------------------------------------------

    def turn(self, *, look_again: bool = False) -> tuple[Problem, ...]:
        """Read what is new in the folder, then tell what waits; return what a person should know.

        ``look_again``: open the folder anew, since it may be another one under the same name.
        """
        self._told = []
        if look_again:
            self._validity = None
        closed = ""
        try:
            self._turn()
        except FolderClosedError as error:
            _LOG.info("The team's folder refuses: %s", error)
            closed = str(error)
            self._told.append(problems.read_only(self._name, str(error), self._waiting()))
        except TransientError as error:
            if error.reason is not Reason.QUOTA:
                raise
            self._told.append(problems.full(self._name, str(error), self._waiting()))
        if self.do(jobs.closed) != closed:
            self.change(jobs.set_closed, words=closed)
        self._report()
        return tuple(self._told)

    @property
    def is_there(self) -> bool:
        """Whether the mailbox has such a folder, as far as the last turn knows."""
        return self._validity is not None

    @property
    def may_write(self) -> bool:
        """Whether this computer is one of the team's, as far as the last turn knows."""
        return self._device.secret is not None and self._key is not None

    def has_something_to_tell(self) -> bool:
        """Whether another turn at once would tell the team something."""
        return self.do(jobs.waits) or self.wishes.any_waiting()

    def hold(self, what: str, seconds: int) -> Claimed | None:
        """Claim a thing; None where another computer has it. Give it back by `wishes`."""
        if not self.may_write:
            return None
        answer = self.wishes.claim(what, seconds)
        self._write()
        claimed = answer.result(0) if answer.done() and not answer.cancelled() else None
        return claimed if claimed is not None and claimed.won else None

    # --- a turn ----------------------------------------------------------------------------

    def _turn(self) -> None:
        may_write = self._device.is_ready()
        if self._validity is None and not self._open(create=may_write):
            return
        if not self._learn_key(found=may_write):
            return
        self.read()
        if self.do(jobs.state).forked and not self._device.is_ready():  # as the folder just told
            return
        self._join()
        if not self.do(is_shut_out):
            self._write()

    def _open(self, *, create: bool) -> bool:
        try:
            status = self.folder.open(create=create)
        except RejectedError as error:
            raise FolderClosedError(str(error)) from error
        self._validity = None if status is None else status.uidvalidity
        if status is None:
            return False
        state = self.do(jobs.state)
        if state.uidvalidity != status.uidvalidity or 0 < status.uidnext <= state.cursor:
            self.change(journal_take.renumbered, uidvalidity=status.uidvalidity)
        return True

    def read(self) -> None:
        """Read what was not read yet, newest first: later batches vouch for those before them.

        What is gone is noted last, since its batches may stand in what is new.
        """
        there = self.folder.uids()
        known, due = self.do(jobs.read_already)
        new = [uid for uid in reversed(there) if uid not in known or uid in due]
        self._take_in(new)
        if gone := sorted(known.difference(there)):
            now = self._clock.now() + int(self.do(jobs.state).offset)
            self.change(journal_take.messages_gone, uids=gone, now=now)
        self._appended.clear()

    def _take_in(self, uids: Sequence[int]) -> None:
        """Fetch messages some at a time; take as many in at once as memory allows.

        What comes later touches the same tickets again, which then are brought up to date twice.
        """
        chunk: list[Message] = []
        size = 0
        for start in range(0, len(uids), _MESSAGES):
            self._check_stop()
            for letter in self.folder.fetch(uids[start : start + _MESSAGES]):
                if chunk and size + len(letter.raw) > _BYTES:
                    self._take(chunk)
                    chunk, size = [], 0
                chunk.append(Message(letter.uid, letter.received, letter.raw))
                size += len(letter.raw)
                self._tell_the_time(letter)
        self._take(chunk)

    def _take(self, messages: Sequence[Message]) -> None:
        if messages and self._key is not None:
            take_in(
                self._writer,
                self._account.id,
                sorted(messages, key=lambda message: message.uid),
                uidvalidity=self._validity or 0,
                keys={team_id(self._key): self._key},
            )

    def _tell_the_time(self, letter: FetchedMessage) -> None:
        """Learn from a message of our own how far the server's clock is from ours."""
        self._newest = max(self._newest, letter.received)
        if letter.uid not in self._appended:
            return
        sent, answered = self._appended[letter.uid]
        offset = server_offset(sent, letter.received, answered)
        if abs(offset - self.do(jobs.state).offset) > _SAME_TIME:
            self.change(jobs.set_offset, seconds=offset)

    # --- the team's key --------------------------------------------------------------------

    def _learn_key(self, *, found: bool) -> bool:
        """Know the team's key; ``found``: found a team where there is none."""
        if self._key is not None:
            return True
        team = TeamId(self.do(jobs.state).team)
        key = self._secrets.team(team) if team else None
        if key is None:
            key = self._key_in_folder(team)
        if key is None and found and not team:
            self._append_team(new_key())
            key = self._key_in_folder(team)
        if key is None:
            return False
        self._key = key
        if team_id(key) != team:
            self.change(jobs.set_team, team=team_id(key))
        self._keep_key(key)
        self.change(learn_key, key=letter_key(key))
        return True

    def _key_in_folder(self, team: TeamId) -> bytes | None:
        """The key in the lowest line of a team, or of this team; else None."""
        there = self.folder.uids()
        for step in _steps(there):
            self._check_stop()
            letters = list(self.folder.fetch(step))
            for letter in sorted(letters, key=lambda letter: letter.uid):
                for said, key in jobs.team_keys(letter.raw):
                    if team in {"", said}:
                        return key
        return None

    def _keep_key(self, key: bytes) -> None:
        try:
            if self._secrets.team(team_id(key)) is None:
                self._secrets.keep_team(key)
        except RejectedError as error:
            _LOG.info("The team's key is not kept, it stands in the mailbox: %s", error)

    def _append_team(self, key: bytes) -> None:
        self.append(compose([team_line(key)], team_cover(self._address, self._clock.now())))

    # --- this computer ---------------------------------------------------------------------

    def _join(self) -> None:
        """Be one of the team's under a new key, where there is one."""
        if self._device.new is None or self._key is None:
            return
        self._ask_the_time(self._key)
        _, me = self.do(jobs.standing)
        self.change(
            members.join,
            me=me or self.do(jobs.told_before),
            public_key=public_key(self._device.new),
            team_key=self._key,
            now=float(self._clock.now()),
        )
        self._device.take_new()

    def _ask_the_time(self, key: bytes) -> None:
        """Learn the server's time before the first stamp, if ours may be far from it.

        A clock that is ahead would drag the stamps of the whole team along. Nothing tells the time
        but a message that is appended; the team's key may stand there twice.
        """
        if abs(self._clock.now() + self.do(jobs.state).offset - self._newest) < _PLAUSIBLE:
            return
        self._append_team(key)
        probe = list(self._appended)
        self.read()
        if probe and self.folder.can_remove:
            with contextlib.suppress(RejectedError):
                self.folder.remove(probe)
            self.read()

    # --- writing ---------------------------------------------------------------------------

    def _write(self) -> None:
        """Tell what waits, until all of it was read back.

        What is claimed and given back comes last, but is looked up first: when a teammate sees that
        a thing was given back, they see also what was said before that, such as that it is done.
        """
        key, secret = self._key, self._device.secret
        if key is None or secret is None:
            return
        team = team_id(key)
        if team not in self.do(jobs.teams_there):
            self._append_team(key)
        device = self.do(jobs.state).device
        items = self.wishes.outgoing(device)
        try:
            self._tell_events(team, secret)
            if items:
                line = seal(secret, claims_payload(team, device, items))
                self.append(compose([line], claims_cover(self._address, self._clock.now())))
                self.read()
        except BaseException:
            self.wishes.tell_again()
            raise
        if items:
            self.wishes.settle(self.do(journal_folder.claims).verdict)

    def _tell_events(self, team: TeamId, secret: bytes) -> None:
        lost = 0
        while lost < _ATTEMPTS:
            self.change(journal.seal_waiting, secret=secret, team=team)
            parcel = self.do(journal_folder.to_append)
            if parcel is None:
                return
            self.append_parcel(parcel)
            self.read()
            left = self.do(journal_folder.to_append)
            if left is not None and left.digests[0] == parcel.digests[0]:
                lost += 1
                self.change(journal_folder.not_there, digests=parcel.digests)
        self._told.append(problems.lost_appends(self._name, self._waiting()))

    def append_parcel(self, parcel: Parcel) -> None:
        """Append batches as one message, with words for people who see it elsewhere."""
        self._check_stop()
        now = self._clock.now()
        cover = self.do(partial(jobs.cover, parcel=parcel, address=self._address, at=now))
        self.append(compose(parcel.lines, cover, parcel.copy))

    def append(self, message: bytes) -> None:
        """Append a message; where the folder was deleted, to a new one."""
        sent = self._clock.now()
        try:
            uid = self.folder.append(message)
        except RejectedError as error:
            before = self._validity
            if not self._open(create=True) or self._validity == before:
                raise FolderClosedError(str(error)) from error
            uid = self.folder.append(message)
        if uid is not None:
            self._appended[uid] = (sent, self._clock.now())

    # --- the database ----------------------------------------------------------------------

    def do(self, look: Callable[[Store, AccountId], T]) -> T:
        """Read something on the writer's thread, which has what was written last."""
        return self._writer.run(lambda store, _: look(store, self._account.id))

    def change(self, command: Callable[..., T], **arguments: object) -> T:
        """Run a command about this account in a transaction."""
        return self._writer.run(
            lambda store, transaction: command(store, transaction, self._account.id, **arguments)
        )

    def _waiting(self) -> int:
        return self.do(lambda store, account: store.events.count_unsent(account))

    def _tell(self, problem: Problem) -> None:
        self._told.append(problem)

    def _report(self) -> None:
        """Tell what of the folder does not count, and whether this computer does."""
        self._told += self.do(partial(doubts, name=self._name))


def _steps(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """First one, then more and more: the team's key mostly stands in the first message."""
    start, size = 0, 1
    while start < len(uids):
        yield uids[start : start + size]
        start, size = start + size, min(_MESSAGES, 4 * size)
