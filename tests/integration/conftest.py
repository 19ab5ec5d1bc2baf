"""Real servers for whole stacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.mailboxes import Mailbox, MailboxInMemory, dovecot_mailbox, fake_mailbox
from tests.support.syncing import SyncedProfile, synced_profile
from tests.support.waiting import PATIENCE


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that take long to end are complained of, but not because a machine is busy."""
    monkeypatch.setattr("app.runtime.facade._STOP_SECONDS", PATIENCE)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot()
    yield server
    server.stop()


@pytest.fixture
def mailbox(dovecot: Dovecot) -> Iterator[Mailbox]:
    with dovecot_mailbox(dovecot) as mailbox:
        yield mailbox


@pytest.fixture
def fake() -> Iterator[MailboxInMemory]:
    with fake_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def box(fake: MailboxInMemory) -> FakeMailbox:
    return fake.other


@pytest.fixture
def factory(fake: MailboxInMemory) -> FakeServerFactory:
    return fake.factory


@pytest.fixture
def profile(mailbox: Mailbox, tmp_path: Path) -> Iterator[SyncedProfile]:
    with synced_profile(mailbox, tmp_path) as profile:
        yield profile
