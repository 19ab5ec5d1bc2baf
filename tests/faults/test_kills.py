"""Killed at any moment of syncing or sending changes, nothing is lost, doubled or damaged (F1).

By default `make soak` kills 1,000 times, half of them against each server; POSTROOM_KILLS says how
often instead.
"""

import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bench.mailgen import generate, write_maildir
from app.demo.server import PymapServer
from app.domain.accounts import AccountSettings, Security
from tests.support.clock import FakeClock
from tests.support.dovecot import PASSWORD, give_to_mail_user, start_dovecot
from tests.support.kill_drill import FOLDERS, NEWEST, KilledMailbox
from tests.support.other_client import OtherClient

_SERVERS = ("dovecot", "pymap")
_KILLS = int(os.environ.get("POSTROOM_KILLS", "1000"))


def _is_telling(record: logging.LogRecord) -> bool:
    """Whether it is not just what asyncio says of a client that is killed while it is spoken to."""
    return "socket.send() raised exception" not in record.getMessage()


@pytest.fixture(autouse=True)
def _killed_clients_are_no_news() -> Iterator[None]:
    logger = logging.getLogger("asyncio")
    logger.addFilter(_is_telling)
    yield
    logger.removeFilter(_is_telling)


@contextmanager
def killed_mailbox(server: str, letters: int, seed: int, folder: Path) -> Iterator[KilledMailbox]:
    mail = list(generate(letters, newest=NEWEST, seed=seed))
    if server == "dovecot":
        dovecot = start_dovecot()
        try:
            maildir = dovecot.maildir("support")
            write_maildir(maildir, mail)
            give_to_mail_user(maildir)
            settings = dovecot.settings()
            assert settings.imap is not None
            other = OtherClient(settings.imap, "support", PASSWORD)
            for name in FOLDERS:
                if name not in other.folders():
                    other.create(name)
            yield KilledMailbox(settings, other, folder, PASSWORD, mail, seed)
        finally:
            dovecot.stop()
        return
    names = [name for name in FOLDERS if name != "INBOX"]
    with PymapServer(mail, clock=FakeClock(), folders=names) as pymap:
        settings = AccountSettings(
            name="support",
            address="support@example.org",
            imap=pymap.imap,
            smtp=None,
            security=Security.NONE,
            user=pymap.user,
        )
        other = OtherClient(pymap.imap, pymap.user, pymap.password)
        yield KilledMailbox(settings, other, folder, pymap.password, mail, seed)


def test_a_few_kills(tmp_path: Path) -> None:
    with killed_mailbox("dovecot", 150, 3, tmp_path) as mailbox:
        print(mailbox.drill(4, at_most=1))  # noqa: T201


def test_two_kills_on_a_server_with_less_to_offer(tmp_path: Path) -> None:
    with killed_mailbox("pymap", 100, 3, tmp_path) as mailbox:
        print(mailbox.drill(2, at_most=1, activities=("first sync", "moves")))  # noqa: T201


@pytest.mark.soak
@pytest.mark.timeout(4000)
def test_a_thousand_kills(tmp_path: Path) -> None:
    """Against both servers at once: the program starts on one core, mostly."""

    def drill(server: str) -> str:
        letters = 800 if server == "dovecot" else 400  # pymap hands out letters slowly
        with killed_mailbox(server, letters, 4, tmp_path / server) as mailbox:
            return f"{server}: {mailbox.drill(_KILLS // len(_SERVERS))}"

    with ThreadPoolExecutor(len(_SERVERS)) as pool:
        for report in pool.map(drill, _SERVERS):
            print(report)  # noqa: T201
