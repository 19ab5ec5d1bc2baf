"""Computers of a team with real databases, and no network."""

from collections.abc import Callable
from pathlib import Path

from app.domain import events as e
from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.fold import digest
from app.domain.fold_ledger import fold_stream
from app.domain.ids import AccountId
from app.services import journal
from app.store import Store, Transaction, open_store
from mail.journal import compose
from mail.journal_keys import device_id, proof, public_key, text_of
from mail.journal_packs import packs, removable
from tests.support.journal import COVER, NOON, TEAM, TEAM_KEY
from tests.support.journal_team import ImapFolder

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


class Computer:
    """One device with a real database on a folder without a network.

    ``die`` is called between any two transactions; what it interrupts is never finished.
    """

    def __init__(self, path: Path, number: int, folder: ImapFolder, *, skew: int = 0) -> None:
        self.store, self.account, self.secret = computer(path, number)
        self.device = device_id(public_key(self.secret))
        self.written = 1
        self.die: Callable[[], None] = lambda: None
        self._folder = folder
        self._skew = skew

    def write(self, *facts: e.Fact) -> tuple[e.Event, ...]:
        now = float(self._folder.now + self._skew)
        with self.store.transaction() as transaction:
            said = journal.write(self.store, transaction, self.account, facts, now=now)
        self.written += len(said)
        return said

    def receive(self, *, at_once: bool = True) -> list[journal.Taken]:
        """Read what is new in the folder, all in one transaction or each message in its own."""
        validity = self._folder.validity
        state = self.store.journal.state(self.account)
        cursor = state.cursor if state.uidvalidity == validity else 0
        if state.uidvalidity == validity:
            gone = self.store.journal_messages.uids(self.account) - self._folder.messages.keys()
            with self.store.transaction() as transaction:
                journal.messages_gone(
                    self.store, transaction, self.account, sorted(gone), self._folder.now
                )
        found = self._take([uid for uid in self._folder.messages if uid > cursor], at_once=at_once)
        self.die()
        return found + self._take(journal.to_read_again(self.store, self.account), at_once=at_once)

    def _take(self, uids: list[int], *, at_once: bool) -> list[journal.Taken]:
        messages = [
            journal.Message(uid, self._folder.now, self._folder.messages[uid])
            for uid in sorted(uids)
            if uid in self._folder.messages
        ]
        taken = []
        for some in [messages] if at_once and messages else [[one] for one in messages]:
            self.die()
            with self.store.transaction() as transaction:
                taken.append(
                    journal.take_many(
                        self.store,
                        transaction,
                        self.account,
                        some,
                        uidvalidity=self._folder.validity,
                        keys={TEAM: TEAM_KEY},
                    )
                )
        return taken

    def send(self, *, everybody: bool = False) -> None:
        """Batch what waits; then append what the folder is not known to have."""
        with self.store.transaction() as transaction:
            journal.seal_waiting(self.store, transaction, self.account, self.secret, TEAM)
        self.die()
        self._append(journal.to_append(self.store, self.account, everybody=everybody))

    def _append(self, parcel: journal.Parcel | None) -> None:
        self.die()
        if parcel is not None:
            self._folder.append(compose(parcel.lines, COVER, parcel.copy))
            self.die()

    def clean(self) -> None:
        """Pack, look again, remove."""
        validity = self._folder.validity
        for digests in packs(journal.stored(self.store, self.account)):
            self._append(journal.pack(self.store, self.account, digests))
        self.receive()
        for uid in removable(journal.stored(self.store, self.account)):
            self.die()
            if self._folder.validity == validity:
                self._folder.messages.pop(uid, None)

    def digest(self) -> str:
        """As `Ledger.digest`, from what is stored."""
        events = self.store.events
        said = events.of(self.account, events.streams(self.account))
        states = {stream: fold_stream(stream, told) for stream, told in said.items()}
        return digest({stream: state for stream, state in states.items() if state is not None})
