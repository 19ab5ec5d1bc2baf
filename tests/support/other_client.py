"""Another client of the same mailbox: changes it over IMAP as a colleague's program would."""

import imaplib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from imapclient.imap_utf7 import encode

from app.domain.accounts import Endpoint
from tests.support.waiting import PATIENCE

_UID = re.compile(rb"\bUID (\d+)")
_FLAGS = re.compile(rb"\bFLAGS \(([^)]*)\)")
_MESSAGE_ID = re.compile(rb"<([^>]+)>")


class OtherClient:
    """Delivers, flags and removes letters on a plain loopback server, each in one connection."""

    def __init__(self, server: Endpoint, user: str, password: str) -> None:
        self._server = server
        self._user = user
        self._password = password

    def create(self, folder: str) -> None:
        with self._connected() as imap:
            _ok(imap.create(_name(folder)))

    def delete(self, folder: str) -> None:
        with self._connected() as imap:
            _ok(imap.delete(_name(folder)))

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

    def folders(self) -> list[str]:
        """Names of all folders; plain ones only, none with a quote or a slash in it."""
        with self._connected() as imap:
            _, lines = _ok(imap.list())
        return [line.split()[-1].strip(b'"').decode("ascii") for line in lines]

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a letter with this Message-ID is in a folder."""
        with self._connected() as imap:
            _ok(imap.select(_name(folder), readonly=True))
            _, found = _ok(imap.uid("SEARCH", "HEADER", "Message-ID", f'"<{message_id}>"'))
        return bool(found and found[0])

    @contextmanager
    def opened(self, folder: str) -> Iterator["OpenFolder"]:
        """Open a folder to do several things in it on one connection."""
        with self._connected() as imap:
            _ok(imap.select(_name(folder)))
            yield OpenFolder(imap)

    @contextmanager
    def _connected(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4(self._server.host, self._server.port, timeout=PATIENCE) as imap:
            imap.login(self._user, self._password)
            yield imap


class OpenFolder:
    """A folder that another client has open."""

    def __init__(self, imap: imaplib.IMAP4) -> None:
        self._imap = imap

    def letters(self, flags: Iterable[str]) -> dict[int, tuple[str, frozenset[str]]]:
        """UID → Message-ID and which of these flags are set, of every letter."""
        wanted = "(UID FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
        _, answers = _ok(self._imap.uid("FETCH", "1:*", wanted))
        found = {}
        for head, field in (answer for answer in answers if isinstance(answer, tuple)):
            # pymap tells flags before the literal, Dovecot too; nothing of ours comes after it
            uid, words = _UID.search(head), _FLAGS.search(head)
            mid = _MESSAGE_ID.search(field)
            assert uid is not None, head
            assert words is not None, head
            assert mid is not None, field
            there = set(words[1].decode("ascii").split())
            found[int(uid[1])] = (mid[1].decode(), frozenset(there.intersection(flags)))
        return found

    def heads(self) -> list[bytes]:
        """The headers of every letter."""
        _, answers = _ok(self._imap.uid("FETCH", "1:*", "(BODY.PEEK[HEADER])"))
        return [answer[1] for answer in answers if isinstance(answer, tuple)]

    def append(self, folder: str, raw: bytes, flags: Iterable[str]) -> None:
        """Deliver a letter, into this folder or another."""
        date = imaplib.Time2Internaldate(1_750_000_000)
        _ok(self._imap.append(_name(folder), f"({' '.join(flags)})", date, raw))

    def store(self, uids: Iterable[int], how: str, flag: str) -> None:
        self._for(uids, lambda some: self._imap.uid("STORE", some, how, f"({flag})"))

    def move(self, uids: Iterable[int], folder: str) -> None:
        self._for(uids, lambda some: self._imap.uid("MOVE", some, _name(folder)))

    def remove(self, uids: Iterable[int]) -> None:
        self.store(uids, "+FLAGS", r"\Deleted")
        _ok(self._imap.expunge())

    def _for(self, uids: Iterable[int], work: Callable[[str], tuple[str, list[Any]]]) -> None:
        if some := ",".join(map(str, uids)):
            _ok(work(some))


def _name(folder: str) -> str:
    return f'"{bytes(encode(folder)).decode("ascii")}"'


def _ok(answer: tuple[str, list[Any]]) -> tuple[str, list[Any]]:
    assert answer[0] == "OK", answer
    return answer
