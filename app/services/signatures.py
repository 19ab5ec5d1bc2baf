"""How we show ourselves in letters: the sender's name, and the lines below the text.

Signatures are settings of the team, so that a member has theirs on every computer. Whoever has not
joined has one as a record of the profile, which becomes their own once they join.
"""

from app.domain.errors import RejectedError
from app.domain.events import MemberId
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.services import records
from app.services.commands import OLD_SIGNATURE
from app.services.people import People
from app.services.refold import team
from app.services.team_commands import set_setting
from app.store import Store, Transaction

SIGNATURE = "signature"
"""Setting of the team: the inbox's signature; with ``:MEMBER`` behind it a member's own."""
_MINE = "signature.mine"
"""The record of whoever has not joined."""
_TEXT = "text"
_NAME = "{name}"


def signature_of(store: Store, account: AccountId) -> str:
    """Return the lines that stand below a new letter of whoever sits here; ``""`` for none.

    Their own, else the inbox's, in which ``{name}`` stands for the member's name.
    """
    people = People(store, account)
    told = team(store, account)
    own = told.setting(_own(people.me)).value if people.me is not None else _mine(store, account)
    text = own if own is not None else told.setting(SIGNATURE).value
    if text is None:  # perhaps they joined when what was set before was left where it is
        text = store.settings.get(f"{OLD_SIGNATURE}{account}") or ""
    name = people.member(people.me).name if people.me else ""
    return "\n".join(line.rstrip() for line in text.replace(_NAME, name).strip("\n").split("\n"))


def set_signature(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    text: str | None,
    *,
    member: MemberId | None = None,
    now: float,
) -> None:
    """Set the inbox's signature, or a member's own; None: as if nobody had.

    Where nobody has joined, it is that of whoever sits here.
    """
    store.settings.remove(f"{OLD_SIGNATURE}{account}")
    if store.journal.state(account).introduced:
        name = SIGNATURE if member is None else _own(member)
        set_setting(store, transaction, account, name, text, now=now)
    else:
        records.put(store, transaction, account, _MINE, {_TEXT: text}, now=now)


def share_signature(
    store: Store, transaction: Transaction, account: AccountId, member: MemberId, *, now: float
) -> None:
    """Make the signature that was set here before joining the member's own, if they have none."""
    text = _mine(store, account)
    records.forget_mine(store, account, _MINE)
    store.settings.remove(f"{OLD_SIGNATURE}{account}")
    if text is not None and team(store, account).setting(_own(member)).value is None:
        set_setting(store, transaction, account, _own(member), text, now=now)


def _own(member: MemberId) -> str:
    return f"{SIGNATURE}:{member}"


def _mine(store: Store, account: AccountId) -> str | None:
    """Return what whoever has not joined set here."""
    old = store.settings.get(f"{OLD_SIGNATURE}{account}")
    return records.mine(store, account, _MINE).get(_TEXT, old)


def sender_of(store: Store, account: AccountId) -> Address:
    """Return what stands in From: the inbox's address, under the name of whoever sits here."""
    known = store.accounts.by_id(account)
    if known is None:
        raise RejectedError("The account has been removed.")
    people = People(store, account)
    name = people.member(people.me).name if people.me else ""
    return Address(name, known.settings.address)


def own_addresses(store: Store, account: AccountId) -> frozenset[str]:
    """Return all addresses that are ours, in lower case: the inbox's, aliases and members'."""
    known = store.accounts.by_id(account)
    if known is None:
        return frozenset()
    settings = known.settings
    members = [member.address for member in store.team.members(account).values()]
    found = [settings.address, *settings.aliases, *members]
    if "@" in settings.user:
        found.append(settings.user)
    return frozenset(address.lower() for address in found if address)
