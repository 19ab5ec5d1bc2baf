"""What stands here of an account's team: what whoever exchanges with the folder looks up and notes.

Each function runs on the writer's thread; those that change something in one of its transactions.
"""

from app.domain.ids import AccountId
from app.services import journal_folder, members
from app.services.commands import CLOSED
from app.services.journal_folder import Parcel
from app.services.journal_names import named
from app.services.refold import team as team_of
from app.store import Store, Transaction
from app.store.journal import JournalState
from mail.journal import Cover, JournalMessage, read
from mail.journal_keys import TeamId
from mail.journal_lines import Line, key_of_team, open_line


def standing(store: Store, account: AccountId) -> tuple[JournalState, members.Me | None]:
    """How this computer stands in the team, and what was said of its person and waits."""
    return store.journal.state(account), members.told_of_me(store, account)


def state(store: Store, account: AccountId) -> JournalState:
    """How this computer stands in the team."""
    return store.journal.state(account)


def waits(store: Store, account: AccountId) -> bool:
    """Whether something is to be told to the team."""
    me = members.told_of_me(store, account)
    return me is not None or store.events.count_unsent(account) > 0


def closed(store: Store, account: AccountId) -> str:
    """Why the server does not let this computer write into the team's folder; ``""`` if it does."""
    return store.settings.get(f"{CLOSED}{account}") or ""


def set_closed(store: Store, transaction: Transaction, account: AccountId, *, words: str) -> None:
    """Note why the server does not let this computer write there, or, ``""``, that it does."""
    if words:
        store.settings.put(f"{CLOSED}{account}", words)
    else:
        store.settings.remove(f"{CLOSED}{account}")
    transaction.accounts.add(account)


def read_already(store: Store, account: AccountId) -> tuple[set[int], set[int]]:
    """UIDs of messages that were read, and of those among them to be read again."""
    return store.journal_messages.uids(account), set(store.journal_messages.due(account))


def teams_there(store: Store, account: AccountId) -> set[str]:
    """Ids of the teams whose keys stand in the folder."""
    return {team for _, team in store.journal_messages.teams(account)}


def told_before(store: Store, account: AccountId) -> members.Me:
    """What this computer said of its person and itself under the key that it lost."""
    known = team_of(store, account)
    device = store.journal.state(account).device
    own = next((d for d in known.devices if d.id == device), None)
    member = known.member(own.member) if own is not None else None
    if own is None or member is None:
        return members.Me("somebody", computer=own.name if own else "")
    return members.Me(member.name, computer=own.name, member=member.id)


def cover(store: Store, account: AccountId, *, parcel: Parcel, address: str, at: int) -> Cover:
    """What people see of a parcel, with the names that are known here."""
    return journal_folder.words_for(
        store, account, parcel, named=named(store, account), address=address, at=at
    )


def set_team(store: Store, transaction: Transaction, account: AccountId, *, team: TeamId) -> None:
    """Note which team this mailbox has."""
    store.journal.set_team(account, team)
    transaction.accounts.add(account)


def set_offset(store: Store, _: Transaction, account: AccountId, *, seconds: float) -> None:
    """Note how far this computer's clock is behind the server's."""
    store.journal.set_offset(account, seconds)


def team_keys(raw: bytes) -> list[tuple[TeamId, bytes]]:
    """Return the team keys that a message of the folder says, in their order."""
    message = read(raw)
    lines = message.lines if isinstance(message, JournalMessage) else ()
    opened = (open_line(line) for line in lines if line.startswith(b"- "))
    found = [line for line in opened if isinstance(line, Line) and line.kind == "team"]
    return [(line.team, key) for line in found if (key := key_of_team(line)) is not None]
