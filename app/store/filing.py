"""By which rules tickets were made of letters and events, and where those events are filed.

What follows from letters and events is never the only copy of anything: a program with other rules
makes it anew (`app.services.derived`).
"""

import json
from hashlib import sha256

from app.domain.events import EventId
from app.domain.events_json import kinds, stored_event
from app.domain.ids import AccountId
from app.domain.streams import Stream
from app.store.link import Link
from app.store.settings import Settings

RULES = 3
"""Raise it with every change of what letters or events mean: grouping, folding, status, marks."""
_SETTING = "derived.rules"


def rules() -> str:
    """Return what tells the rules of this version from others; new kinds of events are others."""
    known = sha256(" ".join(sorted(kinds())).encode()).hexdigest()[:12]
    return f"{RULES}:{known}"


class Filing:
    """Files events under what they are about."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._settings = Settings(link)

    def is_due(self) -> bool:
        """Whether tickets were made by other rules than this version's."""
        return self._settings.get(_SETTING) != rules()

    def settle(self) -> None:
        """Note that everything is as this version makes it."""
        self._settings.put(_SETTING, rules())

    def refile(self, account: AccountId) -> frozenset[Stream]:
        """File every event where this version reads that it belongs; return what was touched.

        A kind that was unknown when it came stands under its ticket, or the team.
        """
        rows = self._link.rows(
            "SELECT e.seq, e.id, s.name, e.source FROM event e JOIN stream s ON s.id = e.stream "
            "WHERE s.account = ?",
            (account,),
        )
        touched: set[Stream] = set()
        for seq, name, before, source in rows:
            stream = stored_event(EventId(name), json.loads(source), None).stream
            if stream != before:
                touched |= {Stream(before), stream}
                self._file(account, seq, stream)
        return frozenset(touched)

    def _file(self, account: AccountId, seq: int, stream: Stream) -> None:
        self._link.write(
            "INSERT INTO stream (account, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (account, stream),
        )
        self._link.write(
            "UPDATE event SET stream = (SELECT id FROM stream WHERE account = ? AND name = ?) "
            "WHERE seq = ?",
            (account, stream, seq),
        )
