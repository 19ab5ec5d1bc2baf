"""What is so of letters, contacts, companies, members, devices and settings."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import events as e
from app.domain.fold_fields import Field, Fields, sequence, undone, written_by
from app.domain.streams import Anchor

NOT_SET: Field[str | None] = Field(None)


@dataclass(frozen=True, slots=True)
class Member:
    """One of us."""

    id: e.MemberId
    name: str
    address: str
    colour: str
    """``#rrggbb``, or ``""`` to let the window choose."""
    heads: e.Replaces
    """What a `MemberIntroduced` replaces."""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """A computer that a member writes from."""

    id: e.DeviceId
    member: e.MemberId
    name: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class TeamState:
    """Members, devices and settings, each in the order of their ids or names."""

    members: tuple[Member, ...] = ()
    devices: tuple[Device, ...] = ()
    settings: tuple[tuple[str, Field[str | None]], ...] = ()

    def member(self, member: e.MemberId) -> Member | None:
        """Return a member by id, gone or not."""
        return next((known for known in self.members if known.id == member), None)

    def member_of(self, device: e.DeviceId) -> Member | None:
        """Return who writes from a device."""
        found = next((known.member for known in self.devices if known.id == device), None)
        return self.member(found) if found else None

    def setting(self, name: str) -> Field[str | None]:
        """Return a setting; its value is None where nobody set it."""
        return dict(self.settings).get(name, NOT_SET)


def fold_team(events: Iterable[e.Event]) -> TeamState:
    """Return what the events of the stream `events.TEAM` say.

    Of those that count alone: `app.domain.fold_devices` leaves out what revoked devices wrote.
    """
    fields = Fields()
    gone: dict[e.MemberId, bool] = {}
    devices: dict[e.DeviceId, Device] = {}
    revoked: set[e.DeviceId] = set()
    settings: set[str] = set()
    for event in _counted(events, fields):
        match event.fact:
            case e.MemberIntroduced(member=member):
                gone[member] = False
            case e.MemberGone(member=member):
                if member in gone:
                    gone[member] = True
            case e.DeviceIntroduced(member=member, name=name):
                devices[event.device] = Device(event.device, member, name)
            case e.DeviceRevoked(device=device):
                revoked.add(device)
            case e.SettingSet(setting=setting):
                settings.add(setting)
    return TeamState(
        tuple(_member(member, fields, gone=gone[member]) for member in sorted(gone)),
        tuple(
            Device(name, of.member, of.name, revoked=name in revoked)
            for name, of in sorted(devices.items())
        ),
        tuple((setting, fields.get(f"setting {setting}", NOT_SET)) for setting in sorted(settings)),
    )


def _counted(events: Iterable[e.Event], fields: Fields) -> Iterable[e.Event]:
    """Yield the events that were not undone, in order, with their fields written."""
    ordered = sequence(events)
    void = undone(ordered)
    for event in ordered:
        if event.id in void:
            fields.skip(event)
            continue
        written = written_by(event.fact)
        if written is not None:
            fields.apply(event, written)
        yield event


def _member(member: e.MemberId, fields: Fields, *, gone: bool) -> Member:
    said: Field[tuple[str, str, str]] = fields.get(f"member {member}", Field(("", "", "")))
    return Member(member, *said.value, heads=said.heads, gone=gone)


def fold_record(events: Iterable[e.Event]) -> tuple[tuple[str, Field[str | None]], ...]:
    """Return the fields of one contact or company, in the order of their names."""
    fields = Fields()
    for _ in _counted(events, fields):
        pass
    return tuple((name, fields.get(name, NOT_SET)) for name in sorted(fields.names()))


def record_values(events: Iterable[e.Event]) -> dict[str, str]:
    """Return the fields of a contact, company or record that have a value, by name."""
    return {name: field.value for name, field in fold_record(events) if field.value is not None}


def fold_letter(events: Iterable[e.Event]) -> Field[Anchor | None]:
    """Return where a letter was moved; None: nowhere, or back."""
    fields = Fields()
    for _ in _counted(events, fields):
        pass
    empty: Field[Anchor | None] = Field(None)
    return next((fields.get(name, empty) for name in fields.names()), empty)


def fold_done(events: Iterable[e.Event]) -> e.EventId | None:
    """Return the first event that says that a thing is done, None while it is not."""
    for event in _counted(events, Fields()):
        if isinstance(event.fact, e.Done):
            return event.id
    return None
