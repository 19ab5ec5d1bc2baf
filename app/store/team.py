"""Members and their computers, as the team's events say; for lists, which must not fold events."""

from app.domain.events import DeviceId, EventId, MemberId
from app.domain.fold_team import Device, Member, TeamState
from app.domain.ids import AccountId
from app.store.link import Link


class Team:
    """The members of each account's team."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, account: AccountId, state: TeamState) -> None:
        """Replace what is known of a team."""
        for table in ("member", "member_device"):
            self._link.write(f"DELETE FROM {table} WHERE account = ?", (account,))
        self._link.write_many(
            "INSERT INTO member (account, id, name, address, colour, gone, heads) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (account, m.id, m.name, m.address, m.colour, int(m.gone), " ".join(m.heads))
                for m in state.members
            ],
        )
        self._link.write_many(
            "INSERT INTO member_device (account, id, member, name, revoked) VALUES (?, ?, ?, ?, ?)",
            [(account, d.id, d.member, d.name, int(d.revoked)) for d in state.devices],
        )

    def members(self, account: AccountId) -> dict[MemberId, Member]:
        """Return all members, those who have left too, in the order of their ids."""
        rows = self._link.rows(
            "SELECT id, name, address, colour, gone, heads FROM member WHERE account = ? "
            "ORDER BY id",
            (account,),
        )
        return {
            MemberId(member): Member(
                MemberId(member),
                name,
                address,
                colour,
                tuple(map(EventId, heads.split())),
                gone=bool(gone),
            )
            for member, name, address, colour, gone, heads in rows
        }

    def devices(self, account: AccountId) -> dict[DeviceId, Device]:
        """Return all computers that introduced themselves, in the order of their ids."""
        rows = self._link.rows(
            "SELECT id, member, name, revoked FROM member_device WHERE account = ? ORDER BY id",
            (account,),
        )
        return {
            DeviceId(device): Device(
                DeviceId(device), MemberId(member), name, revoked=bool(revoked)
            )
            for device, member, name, revoked in rows
        }
