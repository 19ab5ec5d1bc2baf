"""Letters made for grouping as letters that arrive in the INBOX and Sent of a database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.accounts import AccountSettings, Endpoint, Folder, FolderRole, Security
from app.domain.grouping import Letter
from app.domain.letters import Incoming, LetterFacts
from app.domain.messages import Address, Automatic, Bounce
from app.domain.ports import RemoteFolder
from app.services.receive import receive
from app.store import Store, open_store

SETTINGS = AccountSettings(
    name="support",
    address="support@shop.example",
    imap=Endpoint("localhost", 143),
    smtp=None,
    security=Security.NONE,
    user="support",
)


def add_mailbox(store: Store, settings: AccountSettings = SETTINGS) -> tuple[Folder, Folder]:
    """Add an account that has INBOX and Sent; return those."""
    with store.transaction():
        account = store.accounts.add(settings)
        folders = {"INBOX": FolderRole.INBOX, "Sent": FolderRole.SENT}
        there = [RemoteFolder(name, role, selectable=True) for name, role in folders.items()]
        store.folders.put(account, there)
    inbox, sent = store.folders.of(account)
    return inbox, sent


@contextmanager
def mailbox() -> Iterator[tuple[Store, Folder, Folder]]:
    """A store with an account that has INBOX and Sent."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "p.db") as store:
        yield store, *add_mailbox(store)


def facts(x: Letter, **more: object) -> LetterFacts:
    """What a reader would say of a letter made for grouping."""
    to_us = (Address("", "support@shop.example"),) if x.to_us else ()
    bounce = (
        Bounce(x.bounced_recipient, "5.1.1", "no such user", x.bounced_id, permanent=True)
        if x.automatic is Automatic.BOUNCE
        else None
    )
    values: dict[str, object] = {
        "message_id": x.message_id,
        "content_hash": x.content_hash,
        "subject": f"[#{x.quoted_code}] {x.subject}" if x.quoted_code else x.subject,
        "sender": Address("", x.sender),
        "recipients": (*to_us, *(Address("", r) for r in x.recipients)),
        "reply_to": (),
        "delivered_to": (),
        "date": None,
        "references": x.references,
        "snippet": f"snippet {x.key}",
        "attachments": (),
        "automatic": x.automatic,
        "list_id": x.list_id,
        "bounce": bounce,
        "defects": (),
        "words": "word",
        **more,
    }
    return LetterFacts(**values)  # type: ignore[arg-type]


def incoming(x: Letter, flags: Sequence[str] = (), **more: object) -> Incoming:
    """A letter made for grouping as it comes from a server, and what a reader says of it."""
    raw = f"Message-ID: <{x.message_id}>\r\n\r\nletter {x.key}".encode()
    return Incoming(x.key, raw, frozenset(flags), x.received, facts(x, **more))


def deliver(store: Store, folder: Folder, letters: Sequence[Incoming]) -> None:
    """Receive letters."""
    with store.transaction() as transaction:
        receive(store, transaction, folder, letters)
