"""Who is who in the team of a mailbox, for what is shown."""

from collections.abc import Iterable

from app.domain.events import DeviceId, MemberId
from app.domain.fold_team import Member
from app.domain.ids import AccountId
from app.services.commands import ME
from app.services.team_models import MemberView
from app.store import Store


def is_shared(store: Store, account: AccountId) -> bool:
    """Whether what is said here goes to a mailbox: there is one, and somebody said who sits here.

    Where not, what was said waits for nothing as far as a person can see.
    """
    known = store.accounts.by_id(account)
    if known is None or known.settings.imap is None:
        return False
    joined = store.journal.state(account).introduced
    return joined or store.settings.get(f"{ME}{account}") is not None


class People:
    """The members of one mailbox's team as views; a snapshot of one moment."""

    def __init__(self, store: Store, account: AccountId) -> None:
        self._devices = store.team.devices(account)
        self.device = store.journal.state(account).device or None
        """This computer, None before it joined."""
        self.me: MemberId | None = None
        if self.device is not None and (own := self._devices.get(self.device)) is not None:
            self.me = own.member
        self._views = {m.id: self._view(m) for m in store.team.members(account).values()}

    def _view(self, member: Member) -> MemberView:
        return MemberView(
            member.id, member.name, member.address, member.colour, member.gone, member.id == self.me
        )

    def member(self, member: MemberId) -> MemberView:
        """Return a member; without a name where nobody has introduced them (yet)."""
        return self._views.get(member) or MemberView(member, "", me=member == self.me)

    def maybe(self, member: MemberId | None) -> MemberView | None:
        """Return a member, None for nobody."""
        return None if member is None else self.member(member)

    def several(self, members: Iterable[MemberId]) -> tuple[MemberView, ...]:
        """Return members in the same order."""
        return tuple(self.member(member) for member in members)

    def writer(self, device: DeviceId) -> MemberView | None:
        """Return who works at a computer, None where it is not introduced (yet)."""
        known = self._devices.get(device)
        return None if known is None else self.member(known.member)

    def computer(self, device: DeviceId) -> str:
        """Return what people call a computer, its id where nobody has said."""
        known = self._devices.get(device)
        return known.name if known is not None else device

    def all(self) -> tuple[MemberView, ...]:
        """Return all members by name, those who have left last."""
        return tuple(
            sorted(self._views.values(), key=lambda m: (m.gone, m.name.casefold(), m.name, m.id))
        )
