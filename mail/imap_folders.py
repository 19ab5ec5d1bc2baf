"""The folders of an IMAP account: listing, counters, opening, and what changed since the last time.

Everything about all folders is asked for in one round trip: commands that do not depend on each
other's answers are sent together (RFC 3501 section 5.5).
"""

import imaplib
import logging
from collections.abc import Iterator, Sequence

from app.domain.errors import RejectedError
from app.domain.ports import FolderStatus, Reopened, Survey
from mail import quirks
from mail.imap_fetch import FetchReader, read_vanished
from mail.imap_session import Session
from mail.quirks import Feature

_LOG = logging.getLogger(__name__)
_COUNTERS = ("MESSAGES", "UIDNEXT", "UIDVALIDITY")
_WILD = (b"*", b"%")
_TOGETHER = 50
"""Folders asked for in one go: an answer must not fill the server's buffer before it is read."""


class ImapFolders:
    """What `app.domain.ports.MailServer` promises of folders, on one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reader = FetchReader()

    def survey(self, names: Sequence[str]) -> Survey:
        """List all folders, and tell the counters of these (LIST-STATUS, else STATUS)."""
        raws = {self._session.raw_name(name): name for name in names}
        counters: dict[str, FolderStatus] = {}
        with self._session.talking():
            lines = self._list(list(raws)[:_TOGETHER], raws, counters)
            for start in range(_TOGETHER, len(raws), _TOGETHER):
                self._ask([*self._status_commands(list(raws)[start : start + _TOGETHER])])
                counters |= self._take_counters(raws)
        return Survey(quirks.with_roles(self._listed(lines)), counters)

    def _list(
        self, asked: Sequence[bytes], raws: dict[bytes, str], counters: dict[str, FolderStatus]
    ) -> list[tuple[object, ...]]:
        """Ask for the list and some counters; inside the session's `talking`."""
        if asked:
            self._close()
        special = Feature.SPECIAL_USE in self._session.features
        everything = ("LIST", '""', '"*"', *(["RETURN (SPECIAL-USE)"] if special else []))
        answer = self._ask([everything, *self._status_commands(asked)])[0]
        if answer[0] != "OK" and special:
            self._session.do_without(Feature.SPECIAL_USE)
            return self._list(asked, raws, counters)
        self._session.judge(answer)
        counters |= self._take_counters(raws)
        return self._session.client.take("LIST")

    def _close(self) -> None:
        """Make the counters of the open folder more than those of its opening."""
        session = self._session
        if session.opened is None:
            return
        if Feature.UNSELECT in session.features:
            session.wire.ahead("UNSELECT")
            session.opened = None
        else:
            session.wire.together([("NOOP",)])

    def _ask(self, commands: Sequence[tuple[str, ...]]) -> list[tuple[str, str]]:
        answers = self._session.wire.together(commands)
        for command, (typ, said) in zip(commands, answers, strict=True):
            if typ != "OK" and command[-1].startswith("RETURN (STATUS "):
                _LOG.info("The server lists no counters: %s", said)
                self._session.do_without(Feature.LIST_STATUS)
        return answers

    def _status_commands(self, raws: Sequence[bytes]) -> Iterator[tuple[str, ...]]:
        plain = list(raws)
        if Feature.LIST_STATUS in self._session.features:
            plain = [raw for raw in raws if any(wild in raw for wild in _WILD)]
            at_once = [self._session.quoted(raw) for raw in raws if raw not in plain]
            if at_once:
                patterns = f"({' '.join(at_once)})"
                yield "LIST", '""', patterns, f"RETURN (STATUS {self._counters()})"
        for raw in plain:
            yield "STATUS", self._session.quoted(raw), self._counters()

    def _counters(self) -> str:
        modseq = ("HIGHESTMODSEQ",) if Feature.CONDSTORE in self._session.features else ()
        return f"({' '.join((*_COUNTERS, *modseq))})"

    def _take_counters(self, raws: dict[bytes, str]) -> dict[str, FolderStatus]:
        found = {}
        for name, *rest in self._session.client.take("STATUS"):
            raw = name if isinstance(name, bytes) else str(name).encode("ascii", "replace")
            asked = next(
                (r for r in raws if r == raw or b"INBOX" == r.upper() == raw.upper()), None
            )
            values = rest[0] if rest else None
            if asked is None or not isinstance(values, tuple):
                continue
            told = dict(zip(values[::2], values[1::2], strict=False))
            found[raws[asked]] = FolderStatus(
                uidvalidity=_number(told.get(b"UIDVALIDITY")),
                uidnext=_number(told.get(b"UIDNEXT")),
                count=_number(told.get(b"MESSAGES")),
                highest_modseq=_number(told.get(b"HIGHESTMODSEQ")) or None,
            )
        return found

    def _listed(self, lines: Sequence[tuple[object, ...]]) -> list[quirks.ListedFolder]:
        folders: dict[bytes, quirks.ListedFolder] = {}
        for line in lines:
            if len(line) < 3 or line[2] is None:
                continue
            attributes, delimiter, name = line[:3]
            raw = name if isinstance(name, bytes) else str(name).encode("ascii", "replace")
            if raw in folders:
                continue  # once for the list and once for the counters
            shown, reachable = self._session.shown_name(raw)
            separator = delimiter.decode("latin-1") if isinstance(delimiter, bytes) else ""
            words = attributes if isinstance(attributes, tuple) else ()
            flags = frozenset(w.decode("latin-1").lower() for w in words if isinstance(w, bytes))
            folders[raw] = quirks.ListedFolder(shown, flags, separator, reachable)
        return list(folders.values())

    def personal_name(self, name: str) -> str:
        """Put a folder's name below the prefix for personal folders (NAMESPACE, RFC 2342)."""
        if "NAMESPACE" not in self._session.capabilities:
            return name
        with self._session.talking():
            self._session.run("NAMESPACE")
            told = self._session.client.take("NAMESPACE")
        spaces = told[0][0] if told else None
        first = spaces[0] if isinstance(spaces, tuple) and spaces else None
        prefix = first[0] if isinstance(first, tuple) and first else b""
        return self._session.shown_name(prefix)[0] + name if isinstance(prefix, bytes) else name

    def create(self, folder: str) -> None:
        """Make a folder (CREATE)."""
        raw = self._session.raw_name(folder)
        with self._session.talking():
            self._session.run("CREATE", self._session.quoted(raw))

    def status(self, folder: str) -> FolderStatus:
        """Ask for counters without selecting (STATUS)."""
        raw = self._session.raw_name(folder)
        with self._session.talking():
            if raw == self._session.opened:  # else its counters may be those of its opening
                self._session.wire.together([("NOOP",)])
            self._session.run("STATUS", self._session.quoted(raw), self._counters())
            found = self._take_counters({raw: folder})
            return found.get(folder) or FolderStatus(0, 0, 0, None)

    def open(self, folder: str, *, writable: bool = False) -> FolderStatus:
        """Open a folder by EXAMINE, or by SELECT to change it."""
        with self._session.talking():
            status, _ = self._open(self._session.raw_name(folder), writable=writable)
            self._session.wire.forget_answers()
        return status

    def reopen(self, folder: str, uidvalidity: int, highest_modseq: int) -> Reopened | None:
        """Open a folder and tell what changed since (QRESYNC)."""
        if Feature.QRESYNC not in self._session.features:
            return None
        since = f"(QRESYNC ({uidvalidity} {highest_modseq}))"
        with self._session.talking():
            try:
                status, changed = self._open(self._session.raw_name(folder), since=since)
            except imaplib.IMAP4.error as error:
                if isinstance(error, imaplib.IMAP4.abort):
                    raise
                _LOG.info("The server does not resynchronize: %s", error)
                self._session.do_without(Feature.QRESYNC)
                return None
            told = self._session.wire.untagged_responses.get("VANISHED", [])
            self._session.wire.forget_answers()
            return Reopened(status, changed, read_vanished(told))

    def _open(
        self, raw: bytes, *, writable: bool = False, since: str | None = None
    ) -> tuple[FolderStatus, dict[int, frozenset[str]]]:
        """Open a folder; return flags that were told besides; inside the session's `talking`."""
        session, wire = self._session, self._session.wire
        session.opened = None
        stream = wire.open_folder(session.quoted(raw), writable=writable, since=since)
        changed: dict[int, frozenset[str]] = {}
        closings = wire.closings
        for parts in stream:
            if wire.closings != closings:  # so far it spoke of the folder that was open before
                changed, closings = {}, wire.closings
            item = self._reader.read(parts)
            if item is not None and item.uid is not None and item.flags is not None:
                changed[item.uid] = item.flags
        if wire.closings != closings:
            changed = {}
        if stream.refusal is not None:
            raise imaplib.IMAP4.error(stream.refusal)
        if writable and "READ-ONLY" in wire.untagged_responses:
            raise RejectedError(f"The folder {session.shown_name(raw)[0]} may only be read.")
        session.opened = raw
        session.count = wire.told_number("EXISTS")
        status = FolderStatus(
            uidvalidity=wire.told_number("UIDVALIDITY"),
            uidnext=wire.told_number("UIDNEXT"),
            count=session.count,
            highest_modseq=wire.told_number("HIGHESTMODSEQ") or None,
        )
        return status, changed


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 2**63 else 0
