"""Other programs that do the same work, when they are installed: mbsync and notmuch."""

import os
import shutil
import subprocess
from pathlib import Path

from app.bench.dovecot import PASSWORD


class Mbsync:
    """Fetches a mailbox into a Maildir of its own, as ``mbsync`` does."""

    name = "mbsync"

    def __init__(self, folder: Path, port: int, user: str) -> None:
        """Write its configuration into ``folder``."""
        self.mail = folder / "mail"
        self.mail.mkdir(parents=True)
        self._config = folder / "mbsyncrc"
        self._config.write_text(
            _MBSYNC.format(port=port, user=user, secret=PASSWORD, mail=self.mail)
        )

    def run(self) -> None:
        """Fetch what is new. Raises `subprocess.CalledProcessError`."""
        _run(["mbsync", "--quiet", "--config", str(self._config), "bench"])


class Notmuch:
    """Threads and indexes a Maildir, as ``notmuch`` does."""

    name = "notmuch"

    def __init__(self, folder: Path, mail: Path) -> None:
        """Write its configuration into ``folder``; ``mail`` is what it will index."""
        self._config = folder / "notmuchrc"
        self._config.write_text(
            f"[database]\npath={mail}\n[user]\nname=B\nprimary_email=b@b.example\n"
        )

    def run(self) -> None:
        """Index what is new. Raises `subprocess.CalledProcessError`."""
        _run(["notmuch", "--config", str(self._config), "new", "--quiet"])


def installed(*programs: str) -> bool:
    """Whether all of these can be run."""
    return all(shutil.which(program) for program in programs)


def _run(command: list[str]) -> None:
    subprocess.run(  # noqa: S603 - fixed programs with our own configuration
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
    )


_MBSYNC = """
IMAPAccount bench
Host 127.0.0.1
Port {port}
User {user}
Pass "{secret}"
SSLType None
AuthMechs LOGIN

IMAPStore remote
Account bench

MaildirStore local
Path {mail}/
Inbox {mail}/INBOX
SubFolders Verbatim

Channel bench
Far :remote:
Near :local:
Patterns INBOX Sent
Create Near
Sync Pull
SyncState *
"""
