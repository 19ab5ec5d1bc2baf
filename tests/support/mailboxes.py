"""Mailboxes behind three kinds of server, each with another client, for suites that run on all."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.demo.letters import SampleLetter
from app.demo.server import PymapServer
from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from app.domain.ports import MailServer, MailServerFactory
from mail.imap import ImapServerFactory
from mail.quirks import Feature
from tests.support.clock import FakeClock
from tests.support.dovecot import PASSWORD, Dovecot, token_for
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.other_client import OtherClient

_USERS = itertools.count(1)


@dataclass
class Mailbox:
    """One empty mailbox, whoever serves it."""

    account: Account
    password: str
    factory: MailServerFactory
    other: OtherClient | FakeMailbox
    """Another client of it."""
    new_factory: Callable[[], MailServerFactory]
    token: str | None = None
    """What lets in instead of the password, where the server knows such a thing."""

    def connect(self) -> MailServer:
        return self.factory.connect(self.account, self.password)


@dataclass
class MailboxInMemory(Mailbox):
    """A mailbox without a server, whose inside tests may look at and change."""

    factory: FakeServerFactory
    other: FakeMailbox


@contextmanager
def fake_mailbox() -> Iterator[MailboxInMemory]:
    """A mailbox in memory."""
    box = FakeMailbox()
    account = _account(Endpoint("127.0.0.1", 1), "support")
    factory = FakeServerFactory(box)
    factory.idle = True
    yield MailboxInMemory(
        account, box.password, factory, box, lambda: FakeServerFactory(box), box.token
    )


def small_letter(number: int) -> bytes:
    """A letter that differs from those of other numbers."""
    head = b"From: c@d.example\r\nMessage-ID: <m%d@d.example>\r\n\r\n" % number
    return head + b"hello %d\r\n" % number


@contextmanager
def pymap_mailbox(letters: Iterable[SampleLetter] = ()) -> Iterator[Mailbox]:
    """A mailbox on a pymap of its own: no CONDSTORE, no keywords."""
    with PymapServer(letters, clock=FakeClock()) as server:
        other = OtherClient(server.imap, server.user, server.password)
        yield _real(_account(server.imap, server.user), server.password, other)


@contextmanager
def dovecot_mailbox(
    server: Dovecot, *, wanted: frozenset[Feature] | None = None, through: Endpoint | None = None
) -> Iterator[Mailbox]:
    """A new user's mailbox on a running Dovecot, reached by way of ``through`` if given.

    ``wanted``: extensions to use where they are offered.
    """
    user = f"user{next(_USERS)}"
    endpoint = Endpoint("127.0.0.1", server.imap_port)
    other = OtherClient(endpoint, user, PASSWORD)
    box = _real(_account(through or endpoint, user), PASSWORD, other, wanted)
    box.token = token_for(user) if server.takes_tokens else None
    yield box


def _real(
    account: Account,
    password: str,
    other: OtherClient,
    wanted: frozenset[Feature] | None = None,
) -> Mailbox:
    def new_factory() -> MailServerFactory:
        return ImapServerFactory(FakeClock(), wanted=wanted)

    return Mailbox(account, password, new_factory(), other, new_factory)


def _account(endpoint: Endpoint, user: str) -> Account:
    settings = AccountSettings(
        name="support",
        address="support@example.org",
        imap=endpoint,
        smtp=None,
        security=Security.NONE,
        user=user,
    )
    return Account(AccountId(1), settings)
