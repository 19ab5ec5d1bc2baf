"""aiosmtpd as a server for sending whose answers a test chooses, in a thread of its own."""

import asyncio
import base64
import contextlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from aiosmtpd.smtp import Envelope as Received

from app.domain.accounts import Account, Endpoint
from tests.support.fake_sender import Delivered
from tests.support.scripted_server import PASSWORD, TOKEN, USER
from tests.support.smtp_script import smtp_account
from tests.support.waiting import PATIENCE


@dataclass
class House:
    """What the server does and has; fields may be changed while it runs."""

    limit: int = 0
    refused: dict[str, tuple[int, str]] = field(default_factory=dict)
    answer: tuple[int, str] = (250, "2.0.0 taken")
    knows_utf8: bool = True
    asks_password: bool = True
    delivered: list[Delivered] = field(default_factory=list)
    endpoint: Endpoint = field(default_factory=lambda: Endpoint("127.0.0.1", 0))
    _transports: list[asyncio.BaseTransport] = field(default_factory=list)

    def account(self) -> Account:
        return smtp_account(self.endpoint)

    def session(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        house = self

        class Session(SMTP):  # type: ignore[misc, unused-ignore]
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                house._transports.append(transport)
                super().connection_made(transport)

        return Session(
            _Handler(house),
            loop=loop,
            hostname="localhost",
            data_size_limit=self.limit or None,
            authenticator=_check_login if self.asks_password else _let_in,
            auth_require_tls=False,
            enable_SMTPUTF8=self.knows_utf8,
        )


def _check_login(
    _server: SMTP, _session: object, _envelope: object, _mechanism: str, data: object
) -> AuthResult:
    right = isinstance(data, LoginPassword) and (
        data.login == USER.encode() and data.password == PASSWORD.encode()
    )
    return AuthResult(success=right, handled=False)


def _let_in(*_: object) -> AuthResult:
    return AuthResult(success=True, handled=False)


class _Handler:
    def __init__(self, house: House) -> None:
        self._house = house

    async def auth_XOAUTH2(  # noqa: N802 - aiosmtpd finds its hooks by these names
        self, server: SMTP, args: list[str]
    ) -> AuthResult:
        given = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        if given == f"user={USER}\1auth=Bearer {TOKEN}\1\1".encode():
            return AuthResult(success=True)
        answer = await server.challenge_auth('{"status":"401"}')
        return AuthResult(success=False, handled=answer != b"")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: object, envelope: Received, address: str, _options: object
    ) -> str:
        if address in self._house.refused:
            code, words = self._house.refused[address]
            return f"{code} {words}"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: object, envelope: Received
    ) -> str:
        code, words = self._house.answer
        if code < 400:
            taken = Delivered(
                (envelope.mail_from or "").removeprefix("<>"),
                tuple(envelope.rcpt_tos),
                envelope.original_content or b"",
            )
            self._house.delivered.append(taken)
        return f"{code} {words}"


@contextmanager
def smtp_house(house: House | None = None) -> Iterator[House]:
    """Serve on a free loopback port."""
    house = house or House()
    ready, stop = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        loops.append(loop)
        server = await loop.create_server(lambda: house.session(loop), "127.0.0.1", 0)
        house.endpoint = Endpoint("127.0.0.1", server.sockets[0].getsockname()[1])
        ready.set()
        await stop.wait()
        server.close()
        for transport in house._transports:
            transport.close()
        me = asyncio.current_task()
        rest = [task for task in asyncio.all_tasks() if task is not me]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="smtp-house")
    logging.getLogger("mail.log").addFilter(_is_telling)
    thread.start()
    try:
        assert ready.wait(PATIENCE)
        yield house
    finally:
        with contextlib.suppress(RuntimeError):
            loops[0].call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
        logging.getLogger("mail.log").removeFilter(_is_telling)


def _is_telling(record: logging.LogRecord) -> bool:
    return "login_data is deprecated" not in record.getMessage()  # which aiosmtpd itself uses
