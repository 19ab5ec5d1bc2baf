"""The last things that a person did on this computer, each with how to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import AccountId, TicketId
from app.store.link import Link

_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One deed as stored."""

    number: int
    deed: str
    tickets: tuple[TicketId, ...]
    folder: str
    backs: tuple[str, ...]
    """JSON of each part of taking it back, in order; parts of removed accounts are gone."""


class Deeds:
    """The newest deeds; older ones are forgotten, and cannot be taken back any more."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(
        self,
        deed: str,
        tickets: Sequence[TicketId],
        folder: str,
        backs: Sequence[tuple[AccountId | None, str]],
    ) -> int:
        """Remember a deed; return its number. ``backs`` has the account that each tells about."""
        number = self._link.write(
            "INSERT INTO deed (deed, tickets, folder) VALUES (?, ?, ?)",
            (deed, " ".join(map(str, tickets)), folder),
        )
        self._link.write_many(
            "INSERT INTO deed_back (deed, place, account, back) VALUES (?, ?, ?, ?)",
            [(number, place, *back) for place, back in enumerate(backs)],
        )
        self._link.write("DELETE FROM deed WHERE number <= ?", (number - _REMEMBERED,))
        return number

    def next_number(self) -> int:
        """Return the number that the next deed gets."""
        row = self._link.row("SELECT seq FROM sqlite_sequence WHERE name = 'deed'")
        return 1 + (int(row[0]) if row else 0)

    def undone(self, number: int) -> None:
        """Note that a deed was taken back."""
        self._link.write("UPDATE deed SET undone = 1 WHERE number = ?", (number,))

    def is_undone(self, number: int) -> bool:
        """Whether a deed was taken back; False for one that is forgotten."""
        row = self._link.row("SELECT undone FROM deed WHERE number = ?", (number,))
        return bool(row and row[0])

    def last(self, limit: int) -> list[DeedRow]:
        """Return the newest deeds that can be taken back, newest first."""
        rows = self._link.rows(
            "SELECT number, deed, tickets, folder FROM deed WHERE undone = 0 AND EXISTS "
            "(SELECT 1 FROM deed_back b WHERE b.deed = number) ORDER BY number DESC LIMIT ?",
            (limit,),
        )
        return [
            DeedRow(
                number,
                deed,
                tuple(TicketId(int(ticket)) for ticket in tickets.split()),
                folder,
                tuple(
                    str(row[0])
                    for row in self._link.rows(
                        "SELECT back FROM deed_back WHERE deed = ? ORDER BY place", (number,)
                    )
                ),
            )
            for number, deed, tickets, folder in rows
        ]
