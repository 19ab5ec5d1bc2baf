"""A real IMAP and a real SMTP server on loopback, embedded, for the demo and for tests.

Both run in one thread with its own asyncio loop. IMAP is pymap's in-memory backend: UIDPLUS, MOVE
and IDLE, but no CONDSTORE and no keywords, a good lowest common denominator. Mail handed to SMTP
for the mailbox's own addresses lands in its INBOX; mail for anybody else is kept in `outgoing`.
"""

import asyncio
import contextlib
import logging
import threading
import uuid
from argparse import Namespace
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Flag
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from app.demo.letters import SampleLetter
from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.ports import Clock

_HOST = "127.0.0.1"
_START_SECONDS = 60
_STOP_SECONDS = 30
_LINE_LIMIT = 16 * 1024 * 1024
"""Longest IMAP line; clients name thousands of UIDs in one command."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A letter that SMTP accepted for somebody who has no mailbox here."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


def _is_telling(record: logging.LogRecord) -> bool:
    # aiosmtpd warns of its own use of its own deprecated field at each successful login; asyncio
    # of every line that pymap writes to a client that has left in the middle of an answer.
    said = record.getMessage()
    return "login_data is deprecated" not in said and "socket.send() raised" not in said


class _QuietConfig(Config):  # type: ignore[misc, unused-ignore]
    """pymap's settings for one user on loopback: no name look-ups, no thread pool."""

    @property
    def greeting(self) -> bytes:
        return b"Sample mailbox ready"


class PymapServer:
    """One mailbox behind real IMAP and SMTP on free loopback ports.

    Use as a context manager or with `start` and `stop`; both may be called from any thread and
    `stop` leaves no thread, socket or task behind. Contents live in memory and end with `stop`.
    """

    def __init__(
        self,
        letters: Iterable[SampleLetter] = (),
        *,
        clock: Clock,
        user: str = "support@zerno.example",
        password: str = "demo",  # noqa: S107 - a mailbox in memory, on loopback
        addresses: Sequence[str] = (),
        folders: Sequence[str] = ("Sent", "Archive", "Trash"),
    ) -> None:
        """Prepare a mailbox; nothing listens before `start`.

        ``addresses`` are those whose SMTP mail is delivered here, beside ``user``; ``folders``
        exist from the beginning beside INBOX.
        """
        self.user = user
        self.password = password
        self.outgoing: list[OutgoingMail] = []
        self._letters = list(letters)
        self._clock = clock
        self._aliases = tuple(addresses)
        self._addresses = {user.lower(), *(a.lower() for a in addresses)}
        self._folders = tuple(folders)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._ready = threading.Event()
        self._failures: list[BaseException] = []
        self._imap_port = 0
        self._smtp_port = 0
        self._mailboxes: MailboxSet | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._smtp_sessions: set[SMTP] = set()

    @property
    def imap(self) -> Endpoint:
        """Where IMAP listens; valid after `start`."""
        return Endpoint(_HOST, self._imap_port)

    @property
    def smtp(self) -> Endpoint:
        """Where SMTP listens; valid after `start`."""
        return Endpoint(_HOST, self._smtp_port)

    def settings(self, name: str) -> AccountSettings:
        """Return what connects an account of that name to it; valid after `start`."""
        return AccountSettings(
            name=name,
            address=self.user,
            imap=self.imap,
            smtp=self.smtp,
            security=Security.NONE,
            user=self.user,
            aliases=self._aliases,
        )

    def start(self) -> None:
        """Serve; returns when both ports accept connections. Raises `OSError` where they cannot."""
        if self._thread is not None:
            raise RuntimeError("The server is running already.")
        self._ready.clear()
        self._failures.clear()
        for talker in ("mail.log", "asyncio"):
            logging.getLogger(talker).addFilter(_is_telling)
        self._thread = threading.Thread(target=self._run, name="demo-servers", daemon=True)
        self._thread.start()
        started = self._ready.wait(_START_SECONDS)
        if self._failures:
            self._thread.join()
            self._thread = None
            raise OSError("The sample servers did not start.") from self._failures[0]
        if not started:
            raise OSError("The sample servers took too long to start.")

    def stop(self) -> None:
        """Close every connection and end the thread; harmless when nothing runs."""
        thread, loop, stopping = self._thread, self._loop, self._stopping
        if thread is None:
            return
        if loop is not None and stopping is not None:
            with contextlib.suppress(RuntimeError):  # the loop may have ended by itself
                loop.call_soon_threadsafe(stopping.set)
        thread.join(_STOP_SECONDS)
        if thread.is_alive():
            raise RuntimeError("The sample servers did not stop.")
        self._thread = None

    def __enter__(self) -> "PymapServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def deliver(
        self,
        raw: bytes,
        *,
        folder: str = "INBOX",
        received: int | None = None,
        flags: Iterable[str] = (),
    ) -> int:
        """Put a letter into a folder now, from any thread; return its UID."""
        when = self._clock.now() if received is None else received
        letter = SampleLetter(folder, raw, when, frozenset(flags))
        return self._call(self._append(letter))

    def count(self, folder: str = "INBOX") -> int:
        """How many letters a folder holds now; from any thread."""
        return self._call(self._count(folder))

    def _call(self, work: Coroutine[Any, Any, _T]) -> _T:
        if self._loop is None or self._thread is None:
            work.close()
            raise RuntimeError("The server is not running.")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_START_SECONDS)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - handed to the thread that called start()
            self._failures.append(error)
        finally:
            self._loop = None
            self._ready.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        imap_server = await self._prepare()
        async with contextlib.AsyncExitStack() as stack:
            listener = await asyncio.start_server(
                lambda reader, writer: self._serve_imap(imap_server, reader, writer),
                host=_HOST,
                port=0,
                limit=_LINE_LIMIT,
            )
            stack.callback(listener.close)
            smtp_listener = await self._loop.create_server(self._smtp_session, host=_HOST, port=0)
            stack.callback(smtp_listener.close)
            self._imap_port = listener.sockets[0].getsockname()[1]
            self._smtp_port = smtp_listener.sockets[0].getsockname()[1]
            self._ready.set()
            await self._stopping.wait()
        await self._hang_up()

    async def _prepare(self) -> IMAPServer:
        # Cleartext and the loop itself as the "CPU pool": a hash and a thread pool would only
        # slow down each of hundreds of test logins.
        config = _QuietConfig(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=_HOST,
            port=0,
            demo_data=False,
            demo_user=self.user,
            demo_password=self.password,
            tls_enabled=False,
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            invalid_user_sleep=0.0,
        )
        config.apply_context()
        login = Login(config)
        await login.demo_user_identity.set(UserMetadata(config, self.user, password=self.password))
        self._mailboxes = MailboxSet()
        config.set_cache[self.user] = (self._mailboxes, FilterSet())
        for name in self._folders:
            await self._mailboxes.add_mailbox(name)
        for letter in sorted(self._letters, key=lambda item: item.received):
            await self._append(letter)
        return IMAPServer(login, config)

    async def _append(self, letter: SampleLetter) -> int:
        assert self._mailboxes is not None  # noqa: S101 - set before anything can call
        try:
            mailbox = await self._mailboxes.get_mailbox(letter.folder)
        except KeyError:
            await self._mailboxes.add_mailbox(letter.folder)
            mailbox = await self._mailboxes.get_mailbox(letter.folder)
        message = await mailbox.append(
            AppendMessage(
                letter.raw,
                datetime.fromtimestamp(letter.received, UTC),
                frozenset(Flag(flag.encode("ascii")) for flag in letter.flags),
            ),
            recent=True,
        )
        return int(message.uid)

    async def _count(self, folder: str) -> int:
        assert self._mailboxes is not None  # noqa: S101 - set before anything can call
        mailbox = await self._mailboxes.get_mailbox(folder)
        return int((await mailbox.snapshot()).exists)

    async def _serve_imap(
        self, server: IMAPServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio runs this in a task of its own
        self._connections.add(task)
        try:
            await server(reader, writer, SocketInfo.get(writer, None, unique_id=uuid.uuid4().bytes))
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def _smtp_session(self) -> SMTP:
        session = SMTP(
            _Deliveries(self),
            loop=self._loop,
            hostname="localhost",
            ident="Postroom sample",
            authenticator=self._check_login,
            auth_require_tls=False,
            enable_SMTPUTF8=True,
        )
        self._smtp_sessions.add(session)
        return session

    def _check_login(
        self, _server: SMTP, _session: object, _envelope: object, _mechanism: str, data: object
    ) -> AuthResult:
        right = isinstance(data, LoginPassword) and (
            data.login == self.user.encode() and data.password == self.password.encode()
        )
        return AuthResult(success=right, handled=False)

    async def _hang_up(self) -> None:
        for task in list(self._connections):
            task.cancel()
        for session in self._smtp_sessions:
            if session.transport is not None:
                session.transport.close()
        self._smtp_sessions.clear()
        me = asyncio.current_task()
        rest = [task for task in asyncio.all_tasks() if task is not me]
        if rest:
            _, late = await asyncio.wait(rest, timeout=2)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await asyncio.sleep(0)  # one turn of the loop, in which closed transports let go

    async def accept(self, sender: str, recipients: Sequence[str], raw: bytes) -> None:
        """Deliver one letter from SMTP: ours to INBOX, the rest to `outgoing`. Loop thread only."""
        now = self._clock.now()
        theirs = tuple(r for r in recipients if r.lower() not in self._addresses)
        if len(theirs) < len(recipients):
            trace = (
                f"Return-Path: <{sender}>\r\n"
                f"Received: from localhost ([127.0.0.1]) by localhost with ESMTP;\r\n"
                f"\t{format_datetime(datetime.fromtimestamp(now, UTC))}\r\n"
            )
            await self._append(SampleLetter("INBOX", trace.encode("ascii", "replace") + raw, now))
        if theirs:
            self.outgoing.append(OutgoingMail(sender, theirs, raw))


class _Deliveries:
    """aiosmtpd's handler: hands each accepted letter to the mailbox."""

    def __init__(self, server: PymapServer) -> None:
        self._server = server

    async def handle_DATA(  # noqa: N802 - aiosmtpd finds its hooks by these names
        self, _server: SMTP, _session: object, envelope: Envelope
    ) -> str:
        await self._server.accept(
            (envelope.mail_from or "").removeprefix("<>"),  # which is how it has the null sender
            list(envelope.rcpt_tos),
            envelope.original_content or b"",
        )
        return "250 2.0.0 Accepted"
