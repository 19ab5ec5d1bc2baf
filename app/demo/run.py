"""The demo: a throw-away profile, the sample mailbox on loopback, and the real program over it."""

import os
import secrets
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app import reading_verbs
from app.demo.sample import build_sample, sample_addresses
from app.demo.server import PymapServer
from app.demo.team import ME, leave_the_work_of_a_colleague
from app.domain.accounts import AccountSettings
from app.domain.errors import RejectedError, StorageError
from app.domain.ports import Clock
from app.main import DATABASE, open_window, system_clock
from app.runtime.once import sync_once
from app.runtime.writer import StoreWriter
from app.services.commands import add_account
from app.services.members import introduce_me
from app.store import Store, Transaction
from app.terminal import tell
from mail.imap import ImapServerFactory
from mail.journal_secrets import JournalSecrets

ACCOUNT = "demo"
_COLLEAGUE = "colleague"
"""Folder of the profile that a teammate has worked in."""
_BLIND_PLATFORMS = {"offscreen", "minimal", "vnc"}
"""Qt platforms on which a person sees no window."""


class MemoryVault:
    """Passwords that end with the process (`app.domain.ports.Vault`)."""

    def __init__(self, secrets_of: Mapping[str, str] | None = None) -> None:
        self._secrets = dict(secrets_of or {})

    def get(self, account: str) -> str | None:
        """Return the password of the account by name, or None."""
        return self._secrets.get(account)

    def put(self, account: str, secret: str) -> None:
        """Keep a password until the end of the process."""
        self._secrets[account] = secret

    def remove(self, account: str) -> None:
        """Forget a password; no error where there is none."""
        self._secrets.pop(account, None)


def run_demo(*, headless: bool, screenshot: Path | None) -> int:
    """Serve the sample mailbox on this machine and show it; return the exit status.

    Opens the window, or with ``headless`` prints the table of tickets; ``screenshot`` (which means
    headless) also saves a picture of the window. Where no window can be seen it says so and does
    the headless form with a picture. Raises `PostroomError` when something refuses. Main thread
    only.
    """
    if screenshot is not None:
        headless = True
        if not screenshot.absolute().parent.is_dir():
            raise RejectedError(f"There is no folder {screenshot.parent} to put the picture in.")
    if not headless and not has_display(os.environ, sys.platform):
        tell("There is no display here, so this is the demo without a window.")
        headless = True
        screenshot = screenshot or _new_picture()
    clock = system_clock()
    with _demo_profile(clock) as (profile, vault):
        if not headless:
            return open_window(profile, vault=vault)
        _sync(profile, vault, clock)
        everything = Namespace(
            profile=str(profile),
            queue="all",
            query="",
            limit=0,
            messages=False,
            json=False,
            account=None,
            assignee=None,
            tag=None,
        )
        status = reading_verbs.tickets(everything)
        if screenshot is not None:
            status = _photograph(profile, vault, screenshot)
    return status


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen."""
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in _BLIND_PLATFORMS:
        return False
    if not platform.startswith(("linux", "freebsd", "openbsd")):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


@contextmanager
def _demo_profile(clock: Clock) -> Iterator[tuple[Path, MemoryVault]]:
    """A new profile with one account on running servers; all of it ends with the block."""
    address, members = sample_addresses()
    password = secrets.token_urlsafe()
    letters = build_sample(clock.now())
    server = PymapServer(
        letters,
        clock=clock,
        user=address,
        password=password,
        addresses=members,
    )
    with (
        tempfile.TemporaryDirectory(prefix="postroom-demo-", ignore_cleanup_errors=True) as folder,
        server,
    ):
        profile = Path(folder)
        settings = server.settings(ACCOUNT)
        leave_the_work_of_a_colleague(
            profile / _COLLEAGUE, settings, MemoryVault({ACCOUNT: password}), clock, letters
        )
        with _writer(profile) as writer:
            writer.run(lambda store, tx: _set_up(store, tx, settings, clock))
        tell(f"The sample mailbox {address} is served on {server.imap} (IMAP)")
        tell(f"and {server.smtp} (SMTP), for a throw-away profile in {profile}.")
        yield profile, MemoryVault({ACCOUNT: password})


def _set_up(
    store: Store, transaction: Transaction, settings: AccountSettings, clock: Clock
) -> None:
    account = add_account(store, transaction, settings)
    introduce_me(store, transaction, account, ME, now=clock.now())


@contextmanager
def _writer(profile: Path) -> Iterator[StoreWriter]:
    writer = StoreWriter(profile / DATABASE)
    writer.start()
    try:
        yield writer
    finally:
        writer.stop()


def _sync(profile: Path, vault: MemoryVault, clock: Clock) -> None:
    started = clock.monotonic()
    with _writer(profile) as writer:
        accounts = writer.run(lambda store, _: store.accounts.all())
        report = sync_once(
            accounts,
            writer,
            ImapServerFactory(clock),
            lambda account: vault.get(account.settings.name) or "",
            clock,
            secrets=JournalSecrets(vault),
        )
    for problem in report.problems:
        tell(problem.detail)
    letters = sum(folder.new for folder in report.folders)
    names = ", ".join(folder.name for folder in report.folders)
    seconds = clock.monotonic() - started
    tell(f"{letters} letters from {names} in {seconds:.1f} s.\n")


def _photograph(profile: Path, vault: MemoryVault, picture: Path) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # A machine without display, graphics card and bus makes Qt and Chromium lament at length.
    os.environ.setdefault("QT_LOGGING_RULES", "*.info=false;*.warning=false")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --disable-logging --log-level=3".strip()
    try:
        status = open_window(profile, vault=vault, picture=picture)
    except (TimeoutError, OSError) as error:
        raise StorageError(f"The picture could not be made. {error}") from error
    tell(f"\nA picture of the window: {picture.resolve()}")
    return status


def _new_picture() -> Path:
    """A file that stays when the demo ends."""
    handle, name = tempfile.mkstemp(prefix="postroom-demo-", suffix=".png")
    os.close(handle)
    return Path(name)
