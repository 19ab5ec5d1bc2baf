"""Takes our copy out of Sent again where the server, later than we waited, filed one of its own.

A server of which nothing is known gets two seconds to file what it sent. The copies that it then
gets from us are looked at once more when any server would have been done. Where two letters stand
there, ours, known by the UID that the server gave it, goes; and from then on that server is waited
for. Whatever is not just so stays as it is: two copies are better than none. Our copy of a letter
with Bcc stays beside the server's, which does not say who else got it; that server is waited for,
too, so this happens once.
"""

import logging
import math
from collections.abc import Sequence
from functools import partial

from app.domain.errors import RejectedError
from app.domain.ports import MailServer
from app.runtime.outbox_desk import Desk
from app.services.sent_copies import GivenCopy, note_looked, sent_copies

_LOG = logging.getLogger(__name__)
_OURS = frozenset({"\\Seen", "\\Recent"})
"""Flags of a copy with which nobody did anything."""


def sending_server(desk: Desk) -> str:
    """Return what names the account's server for sending; ``""`` for none."""
    server = desk.account.settings.smtp
    return "" if server is None else server.host.lower()


def know_server(desk: Desk) -> None:
    """Know whether the server files by itself, where that showed in an earlier run."""
    if desk.files_itself is None:
        known = desk.writer.run(lambda s, _: sent_copies(s, desk.account.id))
        if known.files_itself and known.files_itself == sending_server(desk):
            desk.files_itself = True


def look_again(desk: Desk) -> float:
    """Look at copies whose time has come; return the seconds until there are more.

    Raises what `Way` raises; they are looked at later then.
    """
    given = desk.writer.run(lambda s, _: sent_copies(s, desk.account.id)).given
    now, patience = desk.clock.now(), desk.patience.files_itself
    due = [one for one in given if one.at + patience <= now or one.at > now]
    if due:
        doubled = desk.way.do(partial(_without_doubles, copies=due))
        desk.files_itself, desk.settled = doubled, True
        server = sending_server(desk) if doubled else ""
        account = desk.account.id
        desk.writer.run(lambda s, tx: note_looked(s, tx, account, looked=due, files_itself=server))
    return min((one.at + patience - now for one in given if one not in due), default=math.inf)


def _without_doubles(server: MailServer, copies: Sequence[GivenCopy]) -> bool:
    """Remove our copies where there are others as good; whether there were any."""
    doubled = False
    for copy in copies:
        try:
            doubled = _is_doubled(server, copy) or doubled
        except RejectedError as error:
            _LOG.info("A copy in %s cannot be looked at: %s", copy.folder, error)
    return doubled


def _is_doubled(server: MailServer, copy: GivenCopy) -> bool:
    found = server.find_message_id(copy.folder, copy.message_id)
    if copy.uid not in found or len(found) == 1:
        return False
    changes = server.changes()
    if changes.open(copy.folder).uidvalidity != copy.uidvalidity:
        return False
    letters = {one.uid: one for one in server.identify(found)}
    same = [one for one in letters.values() if one.message_id == copy.message_id]
    ours = letters.get(copy.uid)
    others = [one for one in same if one.uid != copy.uid and "\\Deleted" not in one.flags]
    if ours is None or ours not in same or not ours.flags <= _OURS or not others:
        return False
    if copy.stays:
        return True
    if not any(one.size >= ours.size // 2 for one in others):
        return False
    changes.remove([copy.uid])
    _LOG.info("The server had filed a letter by itself; our copy was taken out of Sent again.")
    return True
