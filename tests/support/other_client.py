"""Another client of the same mailbox: changes it over IMAP as a colleague's program would."""

import imaplib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from imapclient.imap_utf7 import encode

from app.domain.accounts import Endpoint


class OtherClient:
    """Delivers, flags and removes letters on a plain loopback server, each in one connection."""

    def __init__(self, server: Endpoint, user: str, password: str) -> None:
        self._server = server
        self._user = user
        self._password = password

    def create(self, folder: str) -> None:
        with self._connected() as imap:
            _ok(imap.create(_name(folder)))

    def deliver(
        self,
        raw: bytes,
        *,
        folder: str = "INBOX",
        received: int = 1_750_000_000,
        flags: Iterable[str] = (),
    ) -> int:
        with self._connected() as imap:
            date = imaplib.Time2Internaldate(received)
            _, answer = _ok(imap.append(_name(folder), f"({' '.join(flags)})", date, raw))
        match = re.search(rb"APPENDUID \d+ (\d+)", answer[0])
        assert match is not None, answer
        return int(match[1])

    def set_flags(self, folder: str, uid: int, flags: Iterable[str]) -> None:
        with self._connected() as imap:
            _ok(imap.select(_name(folder)))
            _ok(imap.uid("STORE", str(uid), "FLAGS", f"({' '.join(flags)})"))

    def remove(self, folder: str, uids: Iterable[int]) -> None:
        with self._connected() as imap:
            _ok(imap.select(_name(folder)))
            _ok(imap.uid("STORE", ",".join(map(str, uids)), "+FLAGS", r"(\Deleted)"))
            _ok(imap.expunge())

    @contextmanager
    def _connected(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4(self._server.host, self._server.port, timeout=20) as imap:
            imap.login(self._user, self._password)
            yield imap


def _name(folder: str) -> str:
    return f'"{bytes(encode(folder)).decode("ascii")}"'


def _ok(answer: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    assert answer[0] == "OK", answer
    return answer
