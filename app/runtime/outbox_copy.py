"""Puts the copy of a letter that was sent into Sent, once; finds letters that may have arrived.

in Sent? ─yes─► filed
   │ no ─► the server may file it by itself, or be at it: look again a little later
   └─────► APPEND ─► filed;  no answer: look again before it is repeated
                      └─ a server that is not known: look later, too (`app.runtime.outbox_doubles`)
"""

import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from io import BytesIO

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError, TransientError
from app.domain.ids import AccountId
from app.domain.outgoing import DraftId, Outgoing, Sending
from app.domain.ports import MailServer
from app.runtime.outbox_desk import AT_ONCE, DONE, Attended, Desk
from app.runtime.outbox_doubles import know_server
from app.services import acknowledgement, outbox
from app.services.sent_copies import GivenCopy, note_given
from app.store import Store, Transaction, open_reader
from mail.quirks import host_files_sent

_LOG = logging.getLogger(__name__)
_SENT = "Sent"
"""What a folder is called that is made for want of one; all servers' own names are known."""
_LOOKS = (10.0, 60.0, 300.0, 1800.0)
"""Seconds between looks for a letter of which nobody knows whether it arrived."""
_LONG_AGO = 86_400
_SOON = (1.0, 2.0, 4.0, 8.0)


class _Found(Enum):
    THERE = "there"
    GIVEN = "given"
    """It was not there, and was put there."""
    NOT_YET = "not-yet"


def file(desk: Desk, letter: Outgoing) -> Attended:
    """See to it that a letter that was sent stands in Sent.

    Raises what `Way` raises; `RejectedError` where the server does not take it.
    """
    draft, known = letter.draft, desk.known(letter.draft)
    row = desk.writer.run(lambda store, _: store.outbox.get(draft))
    if row is None or row.outgoing.state is not Sending.ACCEPTED:
        return DONE
    if not row.copied:
        since = desk.clock.now() - row.changed
        if since < 0:  # the clock was set back: nobody knows, and hours must not pass
            since = _LONG_AGO
        know_server(desk)

        def work(server: MailServer) -> tuple[_Found, GivenCopy | None]:
            filing = _Filing(desk, letter, server, row.changed)
            return filing.run(may_wait=_wait(desk, server) - since), filing.copy

        try:
            found, copy = desk.way.do(work)
        except TransientError:
            known.given = desk.clock.monotonic()
            raise
        if found is _Found.NOT_YET:
            known.looks += 1
            return Attended(_SOON[min(known.looks, len(_SOON)) - 1])
        if copy is not None and not desk.settled:
            desk.record(partial(_note_given, account=desk.account.id, copy=copy))
        if desk.files_itself is None or found is _Found.THERE:
            desk.files_itself = found is _Found.THERE and known.given is None
    desk.record(partial(outbox.filed, draft=draft))
    desk.give_back(letter)
    desk.forget(draft)
    return DONE


def _wait(desk: Desk, server: MailServer) -> float:
    """Seconds after its sending in which the server may file a letter by itself."""
    smtp = desk.account.settings.smtp
    if desk.files_itself or server.files_sent or (smtp is not None and host_files_sent(smtp.host)):
        return desk.patience.files_itself
    return desk.patience.maybe_files_itself if desk.files_itself is None else 0.0


def _note_given(
    store: Store, transaction: Transaction, *, account: AccountId, copy: GivenCopy, now: int
) -> None:
    note_given(store, transaction, account, copy=replace(copy, at=now))


class _Filing:
    """One attempt, on the thread that owns the connection."""

    def __init__(self, desk: Desk, letter: Outgoing, server: MailServer, sent: int) -> None:
        self._desk = desk
        self._letter = letter
        self._server = server
        self._sent = sent
        self._known = desk.known(letter.draft)
        self.copy: GivenCopy | None = None
        """What was given to a server that tells where it put it."""

    def run(self, *, may_wait: float) -> _Found:
        folders = folders_of(self._desk, FolderRole.SENT)
        if find(self._server, folders, self._letter.message_id):
            return _Found.THERE
        given, now = self._known.given, self._desk.clock.monotonic()
        if may_wait > 0 or (given is not None and now < given + self._desk.patience.lost_append):
            return _Found.NOT_YET
        try:
            self._give(folders[0] if folders else self._place())
        except RejectedError:
            place = self._place()  # the folder may be another one by now
            if place in folders[:1]:
                raise
            self._give(place)
        return _Found.GIVEN

    def _give(self, folder: str) -> None:
        whole = BytesIO()  # joining pieces would hold a large letter twice
        with open_reader(self._desk.database) as store:
            for piece in outbox.copy_pieces(store, self._letter.draft):
                whole.write(piece)
            hides = bool(outbox.copy_head_of(store, self._letter.draft))
        account = self._desk.account.id
        ahead = self._desk.writer.run(lambda s, _: s.journal.state(account).offset)
        received = int(self._sent + ahead)  # by the server's clock, as far as it is known
        letter = whole.getvalue()
        uid = self._server.changes().append(folder, letter, flags=["\\Seen"], received=received)
        if uid is not None and self._known.given is None and not self._desk.settled:
            with contextlib.suppress(RejectedError):
                validity = self._server.status(folder).uidvalidity
                name = self._letter.message_id
                self.copy = GivenCopy(name, folder, validity, uid, 0, stays=hides)

    def _place(self) -> str:
        """Ask the server where letters that were sent belong; make such a folder if need be."""
        for folder in self._server.folders():
            if folder.role is FolderRole.SENT and folder.selectable:
                return folder.name
        return self._server.changes().create(_SENT)


def find(server: MailServer, folders: Sequence[str], message_id: str) -> bool:
    """Whether a letter stands in one of these folders now; closed ones are passed over."""
    for folder in folders:
        try:
            if server.find_message_id(folder, message_id):
                return True
        except RejectedError as error:
            _LOG.info("A letter could not be looked for in %s: %s", folder, error)
    return False


def folders_of(desk: Desk, role: FolderRole) -> list[str]:
    """Names of the account's folders of a role; the one in use first."""
    account = desk.account.id
    known = desk.writer.run(lambda store, _: store.folders.of(account))
    mine = [folder for folder in known if folder.role is role]
    return [folder.name for folder in sorted(mine, key=lambda f: -(f.local_count or 0))]


def found_in_sent(desk: Desk, letter: Outgoing) -> bool:
    """Whether a letter stands in Sent."""
    folders = folders_of(desk, FolderRole.SENT)
    return desk.way.do(lambda server: find(server, folders, letter.message_id))


def look_for(desk: Desk, letter: Outgoing) -> Attended:
    """Find out whether a letter arrived of which nobody knows: in Sent, or in our own inbox.

    Where it is not to be found, a person is asked; it is looked for again all the same.
    """
    draft, known = letter.draft, desk.known(letter.draft)
    places = [*folders_of(desk, FolderRole.SENT), *folders_of(desk, FolderRole.INBOX)]
    if desk.way.do(lambda server: find(server, places, letter.message_id)):
        desk.record(partial(outbox.found_in_sent, draft=draft))
        return AT_ONCE
    if letter.acknowledges:
        desk.record(partial(acknowledgement.give_up, draft=draft))
        desk.give_back(letter)
        desk.forget(draft)
        return DONE
    known.looks += 1
    return Attended(_LOOKS[min(known.looks, len(_LOOKS)) - 1])


def take_proven(desk: Desk, drafts: Sequence[DraftId]) -> None:
    """Take over what the copies in Sent prove that came with the mail."""
    for draft in drafts:
        desk.record(_proven(draft))


def _proven(draft: DraftId) -> Callable[..., None]:
    def job(store: Store, transaction: Transaction, *, now: int) -> None:
        row = store.outbox.get(draft)
        state = row.outgoing.state if row is not None else None
        if state in {Sending.QUEUED, Sending.HELD, Sending.UNSURE}:
            outbox.found_in_sent(store, transaction, draft, now=now)
        if state not in {None, Sending.FILED, Sending.HANDING}:
            outbox.filed(store, transaction, draft, now=now)

    return job
