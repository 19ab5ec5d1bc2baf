"""Who writes to us and whom we write to, for completing addresses."""

import json
from collections.abc import Iterator

from app.domain.ids import AccountId
from app.store.link import Link

_OURS = 2_000
"""Newest letters of ours of which the recipients count; reading all would take too long."""


class Correspondents:
    """Reads only; a scan over an account's letters, some tens of milliseconds for 100,000."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def senders(self, account: AccountId | None) -> Iterator[tuple[str, str, int, int]]:
        """Yield address, newest name, how many letters came, and when the last one did."""
        yield from self._link.rows(
            "SELECT sender, sender_name, count(*), max(received) FROM message "
            "WHERE ours = 0 AND sender <> '' AND (?1 IS NULL OR account = ?1) GROUP BY sender",
            (account,),
        )

    def recipients(self, account: AccountId | None) -> Iterator[tuple[str, str, int]]:
        """Yield address, name and time of each recipient of our newest letters."""
        rows = self._link.rows(
            "SELECT people, received FROM message WHERE ours = 1 AND (?1 IS NULL OR account = ?1) "
            "ORDER BY id DESC LIMIT ?2",
            (account, _OURS),
        )
        for people, received in rows:
            for name, address in json.loads(people):
                yield address, name, received
