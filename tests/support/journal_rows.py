"""Computers of a team with real databases, and no network."""

from pathlib import Path

from app.domain import events as e
from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from app.services import journal
from app.store import Store, Transaction, open_store
from mail.journal_keys import proof, public_key, text_of
from tests.support.journal import NOON, TEAM_KEY

SETTINGS = AccountSettings(
    "team", "support@shop.example", Endpoint("127.0.0.1", 143), None, Security.NONE, "team"
)


def joined(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    number: int = 0,
    *,
    member: str = "",
    now: float = NOON,
) -> bytes:
    """Let a computer join the team of a mailbox; return its secret key."""
    secret = bytes([number + 1]) * 32
    public = public_key(secret)
    device = journal.know_device(store, transaction, account, public)
    who = e.MemberId(member or f"member-{number}")
    shown = proof(TEAM_KEY, device)
    introduction = e.DeviceIntroduced(who, "laptop", text_of(public), shown)
    journal.write(store, transaction, account, [introduction], now=now)
    return secret


def computer(path: Path, number: int = 0) -> tuple[Store, AccountId, bytes]:
    """Open a database of a computer that has joined, with one mailbox; also its secret key."""
    store = open_store(path)
    with store.transaction() as transaction:
        account = store.accounts.add(SETTINGS)
        secret = joined(store, transaction, account, number)
    return store, account, secret
