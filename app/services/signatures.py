"""How we show ourselves in letters: the sender's name, and the lines below the text.

Both are settings of the team, so that a member has theirs on every computer; on a computer that has
not joined a team they are settings of the profile.
"""

from app.domain.errors import RejectedError
from app.domain.events import MemberId
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.services.people import People
from app.services.refold import team
from app.services.team_commands import set_setting
from app.store import Store, Transaction

SIGNATURE = "signature"
"""Setting of the team: the inbox's signature; with ``:MEMBER`` behind it a member's own."""
_LOCAL = "drafts.signature."
"""Setting of the profile, by account."""
_NAME = "{name}"


def signature_of(store: Store, account: AccountId) -> str:
    """Return the lines that stand below a new letter of whoever sits here; ``""`` for none.

    The member's own, else the inbox's, in which ``{name}`` stands for the member's name.
    """
    people = People(store, account)
    told = team(store, account)
    own = told.setting(f"{SIGNATURE}:{people.me}").value if people.me else None
    text = own if own is not None else told.setting(SIGNATURE).value
    if text is None:
        text = store.settings.get(f"{_LOCAL}{account}") or ""
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
    """Set the inbox's signature, or a member's own; None: as if nobody had."""
    try:
        name = SIGNATURE if member is None else f"{SIGNATURE}:{member}"
        set_setting(store, transaction, account, name, text, now=now)
    except RejectedError:
        if store.journal.state(account).introduced:
            raise
        if text is None:
            store.settings.remove(f"{_LOCAL}{account}")
        else:
            store.settings.put(f"{_LOCAL}{account}", text)
        transaction.accounts.add(account)


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
