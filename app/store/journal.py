"""An account's place in its team: this computer's device, the clock, and whom it knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.events import DeviceId
from app.domain.ids import AccountId
from app.store.link import Link

_COLUMNS = "device, introduced, forked, team, stamp, clock_offset, uidvalidity, cursor"


@dataclass(frozen=True, slots=True)
class JournalState:
    """How an account stands in its team."""

    device: DeviceId
    """This computer; ``""`` until it has a key."""
    introduced: bool
    """Whether an event of this device, sent or not, says whose it is."""
    forked: bool
    """Whether the device wrote two batches with one previous: it must go on under a new key."""
    team: str
    """Id of the team key (which is in the vault), ``""`` before there is a team."""
    stamp: int
    """The greatest stamp of all events."""
    offset: float
    """Seconds by which this computer's clock is behind the server's."""
    uidvalidity: int
    """Of the folder when it was read; 0 before."""
    cursor: int
    """The greatest UID that was read."""


NOT_JOINED = JournalState(DeviceId(""), False, False, "", 0, 0.0, 0, 0)  # noqa: FBT003 - as above


class Journal:
    """One row an account, and the devices of its team."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def state(self, account: AccountId) -> JournalState:
        """Return how an account stands; `NOT_JOINED` before it has anything to do with a team."""
        row = self._link.row(f"SELECT {_COLUMNS} FROM journal WHERE account = ?", (account,))
        return _state(*row) if row else NOT_JOINED

    def _put(self, account: AccountId, column: str, value: str | float) -> None:
        self._link.write(
            f"INSERT INTO journal (account, {column}) VALUES (?1, ?2) "
            f"ON CONFLICT (account) DO UPDATE SET {column} = ?2",
            (account, value),
        )

    def set_device(self, account: AccountId, device: DeviceId) -> None:
        """Say which device, known already, this computer is; nobody has introduced it yet."""
        self._link.write(
            "UPDATE journal_device SET mine = 1 WHERE account = ? AND device = ?", (account, device)
        )
        self._put(account, "device", device)
        self._put(account, "introduced", 0)
        self._put(account, "forked", 0)

    def set_introduced(self, account: AccountId) -> None:
        """Note that an event says whose this device is."""
        self._put(account, "introduced", 1)

    def set_forked(self, account: AccountId) -> None:
        """Note that this device wrote two batches with one previous."""
        self._put(account, "forked", 1)

    def set_team(self, account: AccountId, team: str) -> None:
        """Say which team's key the vault has."""
        self._put(account, "team", team)

    def set_offset(self, account: AccountId, seconds: float) -> None:
        """Say how far this computer's clock is behind the server's."""
        self._put(account, "clock_offset", seconds)

    def see_stamp(self, account: AccountId, stamp: int) -> None:
        """Take notice of an event's stamp: what is written here comes later."""
        self._link.write(
            "INSERT INTO journal (account, stamp) VALUES (?1, ?2) "
            "ON CONFLICT (account) DO UPDATE SET stamp = max(stamp, ?2)",
            (account, stamp),
        )

    def set_validity(self, account: AccountId, uidvalidity: int) -> None:
        """Begin to read the folder anew under this UIDVALIDITY."""
        self._put(account, "uidvalidity", uidvalidity)
        self._put(account, "cursor", 0)

    def see_uid(self, account: AccountId, uid: int) -> None:
        """Note that a message was read."""
        self._link.write(
            "UPDATE journal SET cursor = max(cursor, ?) WHERE account = ?", (uid, account)
        )

    # --- devices ---------------------------------------------------------------------------

    def devices(self, account: AccountId) -> dict[DeviceId, bytes]:
        """Return the public keys of all devices that introduced themselves, revoked or not."""
        rows = self._link.rows(
            "SELECT device, key FROM journal_device WHERE account = ? AND key IS NOT NULL",
            (account,),
        )
        return {DeviceId(device): key for device, key in rows}

    def know_devices(self, account: AccountId, keys: Mapping[DeviceId, bytes]) -> None:
        """Remember the public keys of devices."""
        self._link.write_many(
            "INSERT INTO journal_device (account, device, key) VALUES (?, ?, ?) "
            "ON CONFLICT (account, device) DO UPDATE SET key = excluded.key",
            [(account, device, key) for device, key in keys.items()],
        )

    def revoked(self, account: AccountId) -> frozenset[DeviceId]:
        """Return the devices of which not everything counts."""
        rows = self._link.rows(
            "SELECT device FROM journal_device WHERE account = ? AND revoked", (account,)
        )
        return frozenset(DeviceId(row[0]) for row in rows)

    def set_revoked(self, account: AccountId, devices: Iterable[DeviceId]) -> None:
        """Say which devices are revoked; all others are not."""
        self._link.write(
            "UPDATE journal_device SET revoked = 0 WHERE account = ? AND revoked", (account,)
        )
        self._link.write_many(
            "INSERT INTO journal_device (account, device, revoked) VALUES (?, ?, 1) "
            "ON CONFLICT (account, device) DO UPDATE SET revoked = 1",
            [(account, device) for device in devices],
        )


def _state(
    device: str,
    introduced: int,
    forked: int,
    team: str,
    stamp: int,
    clock_offset: float,
    uidvalidity: int,
    cursor: int,
) -> JournalState:
    return JournalState(
        DeviceId(device),
        bool(introduced),
        bool(forked),
        team,
        stamp,
        clock_offset,
        uidvalidity,
        cursor,
    )
