"""What all verbs of the command line share: where they print, and which profile and mailbox."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.domain.accounts import Account
from app.domain.errors import RejectedError
from app.main import DATABASE, profile_folder, system_clock
from app.reports import OBEYED
from app.runtime.lock import ProfileLock
from app.services.queries import Queries


def show(text: str) -> None:
    """Print a result, without anything that a terminal would obey."""
    sys.stdout.write(OBEYED.sub("", text) + "\n")


def tell(text: str) -> None:
    """Print progress or a trouble, as safely as `show`."""
    sys.stderr.write(OBEYED.sub("", text) + "\n")


@contextmanager
def open_queries(args: Namespace) -> Iterator[Queries]:
    """Read the chosen profile."""
    queries = Queries.open(profile_folder(args.profile) / DATABASE, system_clock().now)
    try:
        yield queries
    finally:
        queries.close()


@contextmanager
def locked(args: Namespace) -> Iterator[Path]:
    """Keep other processes from the chosen profile; the path of its database."""
    folder = profile_folder(args.profile)
    with ProfileLock(folder):
        yield folder / DATABASE


def one_account(accounts: Sequence[Account], name: str | None) -> Account:
    """The mailbox of a name, or the only one. Raises `RejectedError`."""
    if name is not None:
        for account in accounts:
            if account.settings.name == name:
                return account
        raise RejectedError(f"There is no account named “{name}”.")
    if not accounts:
        raise RejectedError("There is no account yet. Add one: postroom account add --help")
    if len(accounts) > 1:
        names = ", ".join(account.settings.name for account in accounts)
        raise RejectedError(f"Say which mailbox, with --account: {names}.")
    return accounts[0]
