"""A real Dovecot on a free loopback port, with a Maildir for each user, that lives for one run."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from app.bench.dovecot_config import Certificate, ServerPlan, configuration, mail_owner
from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.errors import RejectedError

PASSWORD = "pass-word 1"  # noqa: S105 - of a server that lives for a minute on loopback
_START_SECONDS = 60
_TRIES = 5


@dataclass
class Dovecot:
    """One running server; plain IMAP (with STARTTLS where it has a certificate) and IMAPS."""

    root: Path
    imap_port: int
    imaps_port: int | None
    process: subprocess.Popen[bytes]
    command: list[str] = field(repr=False, default_factory=list)
    takes_tokens: bool = False
    """Whether JWTs let in as well."""

    def maildir(self, user: str) -> Path:
        """The user's Maildir; INBOX itself, other folders as ``.Name`` inside."""
        return self.root / "mail" / user

    def settings(
        self, user: str = "support", security: Security = Security.NONE, name: str = "support"
    ) -> AccountSettings:
        """Account settings that connect to this server."""
        port = self.imaps_port if security is Security.TLS else self.imap_port
        if port is None:
            raise ValueError("this server has no certificate")
        host = "127.0.0.1" if security is Security.NONE else "localhost"
        return AccountSettings(
            name=name,
            address=f"{user}@example.org",
            imap=Endpoint(host, port),
            smtp=None,
            security=security,
            user=user,
        )

    def forget_indexes(self, user: str) -> None:
        """Remove Dovecot's own index and UID list: the folders get a new UIDVALIDITY."""
        for path in self.maildir(user).rglob("dovecot*"):
            path.unlink(missing_ok=True)

    def stop(self) -> None:
        """End the server and all its processes."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.root, ignore_errors=True)


def find_dovecot() -> str:
    """Return the program's path; distributions keep it outside of most people's PATH.

    Raises `RejectedError` where it is not installed.
    """
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
    program = shutil.which("dovecot", path=path)
    if program is None:
        raise RejectedError("Dovecot is not installed (Debian: apt-get install dovecot-imapd).")
    return program


def launch_dovecot(
    program: str,
    certificate: Certificate | None = None,
    *,
    capability: str | None = None,
    special_use: bool = True,
    compress: bool = False,
    token_key: bytes | None = None,
) -> Dovecot:
    """Start a server in a folder of its own, which ends with it; ready on return.

    ``capability`` replaces what the server announces, to play a poorer one; ``compress`` has it
    offer COMPRESS=DEFLATE. Any user name with `PASSWORD` is accepted, or with a JWT that was signed
    with ``token_key`` (only Dovecot 2.3). Raises `RejectedError` when the server does not come up.
    """

    def launch() -> Dovecot:
        return _launch(
            program,
            certificate,
            capability,
            special_use=special_use,
            compress=compress,
            token_key=token_key,
        )

    for _ in range(_TRIES - 1):
        with contextlib.suppress(RejectedError):
            return launch()
    return launch()


def _launch(
    program: str,
    certificate: Certificate | None,
    capability: str | None,
    *,
    special_use: bool,
    compress: bool,
    token_key: bytes | None,
) -> Dovecot:
    """Start on ports that are free just now; somebody may take them before the server does."""
    # Not pytest's folder: sockets need short paths, and another user must read the mail.
    root = Path(tempfile.mkdtemp(prefix="postroom-dovecot-"))
    for name in ("run", "state", "mail"):
        (root / name).mkdir()
    imap_port, imaps_port = _free_port(), (_free_port() if certificate else None)
    config = root / "dovecot.conf"
    plan = ServerPlan(
        root,
        PASSWORD,
        imap_port,
        imaps_port,
        certificate,
        capability,
        special_use=special_use,
        compress=compress,
        token_key=token_key,
    )
    version = _version(program)
    config.write_text(configuration(plan, version))
    root.chmod(0o755)  # the mail user must get through to its folder
    give_to_mail_user(root / "mail")
    command = [program, "-F", "-c", str(config)]
    process = subprocess.Popen(  # noqa: S603 - our own configuration of the system's Dovecot
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    tokens = token_key is not None and version < (2, 4)
    server = Dovecot(root, imap_port, imaps_port, process, command, takes_tokens=tokens)
    try:
        _wait_for_greeting(server)
    except BaseException:
        server.stop()
        raise
    return server


def give_to_mail_user(path: Path) -> None:
    """Make files that were just written belong to the user that Dovecot reads mail as."""
    if os.geteuid() != 0:
        return
    owner = pwd.getpwnam(mail_owner())
    for folder, _, names in os.walk(path):
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        for name in names:
            os.chown(os.path.join(folder, name), owner.pw_uid, owner.pw_gid)  # noqa: PTH118


def _version(program: str) -> tuple[int, int]:
    said = subprocess.run(  # noqa: S603 - the system's Dovecot
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout
    major, minor = said.split(".")[:2]
    return int(major), int(minor)


def _wait_for_greeting(server: Dovecot) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _greets(server):
        if server.process.poll() is not None or time.monotonic() > deadline:
            log = server.root / "dovecot.log"
            said = log.read_text(errors="replace") if log.exists() else "it left no log"
            raise RejectedError(f"Dovecot did not start: {said}")
        time.sleep(0.01)


def _greets(server: Dovecot) -> bool:
    """Whether this very server answers at its port, and not another one that was quicker."""
    greeting = b""
    try:
        with socket.create_connection(("127.0.0.1", server.imap_port), 2) as sock:
            while not greeting.endswith(b"\n") and (more := sock.recv(1024)):
                greeting += more
    except OSError:
        return False
    return server.root.name.encode() in greeting


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
