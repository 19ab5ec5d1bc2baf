"""Where the parts are put together: the profile's folder, the clock, the vault, the database."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from app.domain.ids import AccountId
from app.domain.ports import Clock, Vault

if TYPE_CHECKING:
    from app.runtime.facade import Runtime

DATABASE = "postroom.db"


class SystemClock:
    """The machine's clock (`app.domain.ports.Clock`)."""

    def now(self) -> int:
        """Seconds since the epoch, UTC."""
        return int(time.time())  # noqa: TID251 - the one home of time.time

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()


def profile_folder(chosen: str | None) -> Path:
    """Return the data folder: as chosen, else ``POSTROOM_PROFILE``, else the system's place."""
    if chosen or (chosen := os.environ.get("POSTROOM_PROFILE")):
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_path("postroom", appauthor=False))


def system_clock() -> Clock:
    """Return the real clock."""
    return SystemClock()


def system_vault() -> Vault:
    """Return where passwords are kept: ``POSTROOM_PASSWORD`` first, then the keyring."""
    from mail.vault import default_vault  # noqa: PLC0415 - keyring is slow to load

    return default_vault()


def build_runtime(profile: Path, vault: Vault) -> "Runtime":
    """Return the machinery of a profile over real servers, not started yet."""
    from app.runtime.facade import Runtime  # noqa: PLC0415 - not needed to read
    from app.services.commands import note_certificate  # noqa: PLC0415
    from mail.certificates import fingerprint_of  # noqa: PLC0415
    from mail.imap import ImapServerFactory  # noqa: PLC0415
    from mail.smtp import SmtpSender  # noqa: PLC0415

    clock = system_clock()
    noted: dict[AccountId, str] = {}

    def note(account: AccountId, der: bytes) -> None:
        fingerprint = fingerprint_of(der)
        if noted.get(account) != fingerprint:  # a few connections an account: once is enough
            noted[account] = fingerprint
            runtime.perform(note_certificate, account, fingerprint, clock.now())

    factory = ImapServerFactory(clock, certificate_proved=note)
    runtime = Runtime(profile / DATABASE, clock, vault, factory, sender=SmtpSender)
    return runtime


def open_window(profile: Path, *, vault: Vault | None = None, picture: Path | None = None) -> int:
    """Show the window over a profile until it is closed; return the exit status.

    ``picture`` photographs the window instead and closes it. Raises `RejectedError` when another
    process works on the profile, `StorageError` when its database cannot be opened.
    """
    from app.mailboxes import Mailboxes, SessionVault  # noqa: PLC0415
    from app.services.queries import Queries  # noqa: PLC0415
    from app.window_commands import WindowBook, WindowCommands  # noqa: PLC0415
    from ui.app import run_window  # noqa: PLC0415 - Qt and the rest load only for the window

    _leave_sandbox_as_root()
    known, clock = SessionVault(vault or system_vault()), system_clock()
    runtime = build_runtime(profile, known)

    runtime.start()
    try:
        return run_window(
            profile=profile,
            runtime=runtime,
            commands=WindowCommands(runtime, clock),
            mailboxes=Mailboxes(WindowBook(runtime), known, clock, runtime.logins),
            open_queries=lambda: Queries.open(profile / DATABASE, clock.now),
            clock=clock,
            picture=picture,
        )
    finally:
        runtime.stop()


def _leave_sandbox_as_root() -> None:
    """Chromium refuses to sandbox as root, as in a container; everywhere else it stays on."""
    from app.terminal import tell  # noqa: PLC0415 - it reads profiles

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and "QTWEBENGINE_DISABLE_SANDBOX" not in os.environ:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
        tell("You are root, so the web engine's own sandbox is switched off.")
