"""IMAP (RFC 3501 and 9051): the adapter behind `app.domain.ports.MailServer`.

It opens folders read-only (EXAMINE), never marks a letter
as seen (BODY.PEEK), bounds what a server can make us keep, and turns every failure into one of the
five error classes with a sentence that a person understands.
"""

import contextlib
import imaplib
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.errors import RejectedError, TransientError
from app.domain.ports import (
    Clock,
    FetchedMessage,
    FolderStatus,
    LetterIdentity,
    MailServer,
    RemoteFolder,
)
from mail import quirks
from mail.imap_changes import ImapChanges
from mail.imap_client import GuardedClient, LoginError, decode_name, encode_name, read_unusual
from mail.imap_errors import greeting_failed, login_refused, plain, translated
from mail.imap_fetch import (
    FetchItem,
    FetchReader,
    message_id_in,
    read_uid_list,
    read_uid_ranges,
    uid_sets,
)
from mail.imap_wire import (
    CONFUSING,
    FetchParts,
    OpenSockets,
    Timeouts,
)
from mail.quirks import Feature, Refusal

_LOG = logging.getLogger(__name__)
_BATCH_LETTERS = 500
_WHOLE = "(UID FLAGS INTERNALDATE BODY.PEEK[])"
_BEGINNING = "(UID FLAGS INTERNALDATE BODY.PEEK[]<0.1048576>)"
"""What is fetched of a letter that is too large to be read whole."""
_IDENTITY = "(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
_PROBE_SECONDS = 15.0
_SURELY_ALIVE_SECONDS = 10.0
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class ImapServerFactory:
    """Opens IMAP connections; safe to share between threads."""

    def __init__(self, clock: Clock, timeouts: Timeouts | None = None) -> None:
        """``clock`` dates letters whose server gives no INTERNALDATE."""
        self._clock = clock
        self._timeouts = timeouts or Timeouts()
        self._sockets = OpenSockets()

    def connect(self, account: Account, password: str) -> MailServer:
        """Connect, secure and log in; see `app.domain.ports.MailServerFactory`."""
        settings = account.settings
        endpoint = _checked_endpoint(settings, password)
        with translated(endpoint, _nothing):
            try:
                client = GuardedClient(endpoint, settings.security, self._timeouts, self._sockets)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise greeting_failed(endpoint, error) from error
        try:
            _log_in(client, endpoint, settings, password)
            return ImapServer(client, endpoint, self._clock)
        except BaseException:
            client.wire.hang_up()
            raise

    def close(self) -> None:
        """End attempts and connections, from any thread; nothing can be opened afterwards."""
        self._sockets.close()


def _log_in(
    client: GuardedClient, endpoint: Endpoint, settings: AccountSettings, secret: str
) -> None:
    with translated(endpoint, client.wire.hang_up):
        if settings.security is Security.STARTTLS:
            client.secure()
        try:
            client.log_in(settings.user, secret)
        except LoginError as error:
            if isinstance(error.__context__, imaplib.IMAP4.abort):
                raise error.__context__ from None
            raise login_refused(endpoint, error) from error


def _nothing() -> None:
    pass


def _checked_endpoint(settings: AccountSettings, password: str) -> Endpoint:
    endpoint = settings.imap
    if endpoint is None:
        raise RejectedError(f"The account {settings.name} has no mail server.")
    if settings.security is Security.NONE and not endpoint.is_loopback:
        raise RejectedError(
            f"Without TLS, only this machine itself may be connected, not {endpoint.host}. "
            "Choose tls or starttls."
        )
    if not endpoint.host or not 0 < endpoint.port < 65536:
        raise RejectedError(f"{endpoint} is no address of a server.")
    if _CONTROL.search(settings.user) or _CONTROL.search(password):
        raise RejectedError("The user name or password holds a control character.")
    return endpoint


class ImapServer:
    """One logged-in connection; see `app.domain.ports.MailServer` for what callers may rely on."""

    def __init__(self, client: GuardedClient, endpoint: Endpoint, clock: Clock) -> None:
        self._client = client
        self._endpoint = endpoint
        self._clock = clock
        self._raw_names: dict[str, bytes] = {}
        self._reader = FetchReader()
        self._count = 0
        self._opened: bytes | None = None
        with self._talking():
            self.capabilities = frozenset(
                word.decode("ascii", "replace").upper() for word in client.capabilities()
            )
            self.features = quirks.features(self.capabilities)
            if self.features >= {Feature.ENABLE, Feature.CONDSTORE}:
                client.enable("CONDSTORE")  # else Dovecot's EXAMINE does not tell HIGHESTMODSEQ

    def folders(self) -> Sequence[RemoteFolder]:
        """List all folders; names that cannot be sent back safely are not selectable."""
        with self._talking():
            lines = self._client.list_lines()
            if Feature.SPECIAL_USE in self.features and not any(
                b"\\sent" in _lower(attributes) for attributes, _, _ in lines
            ):
                with contextlib.suppress(imaplib.IMAP4.error):
                    lines = self._client.list_lines("RETURN (SPECIAL-USE)") or lines
            return quirks.with_roles([self._listed(*line) for line in lines])

    def _listed(self, attributes: object, delimiter: object, name: object) -> quirks.ListedFolder:
        raw = name if isinstance(name, bytes) else str(name).encode("ascii", "replace")
        try:
            shown = decode_name(raw)
        except ValueError:
            shown = raw.decode("utf-8", "replace")
        reachable = raw.isascii() and not _CONTROL.search(raw.decode("latin-1"))
        if reachable:
            self._raw_names[shown] = raw
        separator = delimiter.decode("latin-1") if isinstance(delimiter, bytes) else ""
        words = frozenset(word.decode("latin-1") for word in _lower(attributes))
        return quirks.ListedFolder(shown, words, separator, reachable)

    def _raw(self, folder: str) -> bytes:
        raw = self._raw_names.get(folder) or encode_name(folder)
        # even encoded: servers repeat a name decoded in their answer, line breaks and all
        if _CONTROL.search(folder) or _CONTROL.search(raw.decode("latin-1")):
            raise RejectedError(f"The folder name {folder!r} cannot be used.")
        return bytes(raw)

    def status(self, folder: str) -> FolderStatus:
        """Ask for counters without selecting (STATUS)."""
        items = ["MESSAGES", "UIDNEXT", "UIDVALIDITY"]
        if Feature.CONDSTORE in self.features:
            items.append("HIGHESTMODSEQ")
        raw = self._raw(folder)
        with self._talking():
            if raw == self._opened:
                self._client.noop()  # else the open folder's counters may be those of its opening
            self._client.wire.forget_answers()
            answer = self._client.folder_status(raw, items)
            return FolderStatus(
                uidvalidity=int(answer.get(b"UIDVALIDITY") or 0),
                uidnext=int(answer.get(b"UIDNEXT") or 0),
                count=int(answer.get(b"MESSAGES") or 0),
                highest_modseq=_modseq(answer.get(b"HIGHESTMODSEQ")),
            )

    def select(self, folder: str) -> FolderStatus:
        """Open a folder with EXAMINE."""
        raw = self._raw(folder)
        with self._talking():
            self._opened = None
            answer = self._client.select_folder(raw, readonly=True)
            self._opened = raw
            self._client.wire.forget_answers()
            self._count = int(answer.get(b"EXISTS") or 0)
            return FolderStatus(
                uidvalidity=int(answer.get(b"UIDVALIDITY") or 0),
                uidnext=int(answer.get(b"UIDNEXT") or 0),
                count=self._count,
                highest_modseq=_modseq(answer.get(b"HIGHESTMODSEQ")),
            )

    def changes(self) -> ImapChanges:
        """Return the writing side; see `mail.imap_changes`."""
        return ImapChanges(
            self._client,
            capabilities=self.capabilities,
            talking=self._talking,
            open_folder=self._open_for_changes,
            raw_name=self._raw,
            flags=self.flags,
        )

    def _open_for_changes(self, folder: str) -> FolderStatus:
        raw = self._raw(folder)
        with self._talking():
            self._opened = None
            try:
                answer = self._client.select_folder(raw)
            except imaplib.IMAP4.readonly as error:  # to imaplib it is a broken connection
                raise RejectedError(f"The folder {folder} may only be read.") from error
            self._opened = raw
            self._client.wire.forget_answers()
            self._count = int(answer.get(b"EXISTS") or 0)
            return FolderStatus(
                uidvalidity=int(answer.get(b"UIDVALIDITY") or 0),
                uidnext=int(answer.get(b"UIDNEXT") or 0),
                count=self._count,
                highest_modseq=_modseq(answer.get(b"HIGHESTMODSEQ")),
            )

    def uids(self, since: int = 1) -> list[int]:
        """All UIDs ≥ since, ascending; as ranges (ESEARCH) where the server can."""
        wire = self._client.wire
        which = ("UID", f"{since}:*") if since > 1 else ("ALL",)
        with self._talking():
            wire.forget_answers()
            if Feature.ESEARCH in self.features:
                self._client._checkok("SEARCH", *wire.uid("SEARCH", "RETURN (ALL)", *which))  # noqa: SLF001
                self._note_growth()
                answers = [
                    line
                    for line in wire.untagged_responses.pop("ESEARCH", [])
                    if isinstance(line, bytes)
                ]
                found = read_uid_ranges(answers, at_most=self._count + 10_000)
            else:
                typ, data = wire.uid("SEARCH", *which)
                self._client._checkok("SEARCH", typ, data)  # noqa: SLF001
                found = read_uid_list(data)
        # "n:*" names the last letter even where its UID is below n (RFC 3501 section 6.4.8)
        return [uid for uid in found if uid >= since] if since > 1 else found

    def _note_growth(self) -> None:
        for word in self._client.wire.untagged_responses.get("EXISTS", []):
            if isinstance(word, bytes) and word.isdigit():
                self._count = max(self._count, int(word))

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Flags of these UIDs; vanished ones are absent."""
        if not uids:
            return {}
        wanted = set(uids)
        low, high = min(wanted), max(wanted)
        dense = (high - low) < 4 * len(wanted)
        sets = [f"{low}:{high}"] if dense else uid_sets(wanted)
        found = {}
        for uid_set in sets:
            for item in self._fetch_items(uid_set, "(UID FLAGS)"):
                if item.uid in wanted and item.flags is not None:
                    found[item.uid] = item.flags
        return found

    def changed_flags(self, since: int) -> dict[int, frozenset[str]]:
        """Flags of letters changed after a HIGHESTMODSEQ (RFC 7162); new letters are among them."""
        items = self._fetch_items("1:*", "(UID FLAGS)", f"(CHANGEDSINCE {since})")
        return {i.uid: i.flags for i in items if i.uid is not None and i.flags is not None}

    def identify(self, uids: Sequence[int]) -> list[LetterIdentity]:
        """Message-ID, size and flags of these UIDs; vanished ones are left out."""
        wanted = set(uids)
        found = []
        for uid_set in uid_sets(wanted):
            for item in self._fetch_items(uid_set, _IDENTITY):
                if item.uid in wanted and item.body is not None and item.size is not None:
                    mid = message_id_in(item.body)
                    flags = item.flags or frozenset()
                    found.append(LetterIdentity(item.uid, mid, item.size, flags))
        return found

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        """Whole letters while they arrive; one at a time is in memory.

        A letter over `mail.imap_wire.LITERAL_LIMIT` comes as its first megabyte. Iterate to the
        end: leaving early ends the connection.
        """
        remaining = iter(uids)
        while batch := list(islice(remaining, _BATCH_LETTERS)):
            too_large: list[int] = []
            for uid_set in uid_sets(batch):
                yield from self._fetch_letters(uid_set, set(batch), _WHOLE, too_large)
            for uid in too_large:
                yield from self._fetch_letters(str(uid), {uid}, _BEGINNING, [])

    def _fetch_letters(
        self, uid_set: str, wanted: set[int], items: str, too_large: list[int]
    ) -> Iterator[FetchedMessage]:
        for item in self._fetch_items(uid_set, items):
            if item.uid not in wanted:
                continue  # unasked news about another letter
            if item.too_large:
                too_large.append(item.uid)
            if item.body is None:
                continue
            wanted.discard(item.uid)
            received = self._clock.now() if item.received is None else item.received
            yield FetchedMessage(item.uid, item.body, item.flags or frozenset(), received)

    def _fetch_items(
        self, uid_set: str, items: str, modifier: str | None = None
    ) -> Iterator[FetchItem]:
        complete = False
        try:
            with self._talking():
                stream = self._client.wire.stream_fetch(uid_set, items, modifier)
                answers = iter(stream)
            while True:
                with self._talking():
                    parts = next(answers, None)
                    item = None if parts is None else self._read_item(parts)
                    if item is not None and self._client.wire.skipped:
                        item.body, item.too_large = None, True
                if parts is None:
                    break
                if item is not None:
                    yield item
            complete = True
        finally:
            if not complete:
                self._client.wire.hang_up()
        if stream.refusal is not None:
            self._judge_refused_fetch(stream.refusal)

    def _read_item(self, parts: FetchParts) -> FetchItem | None:
        item = self._reader.read(parts)
        if item is not None:
            return item
        try:
            return read_unusual(parts, self._reader)
        except (*CONFUSING, imaplib.IMAP4.error):
            _LOG.info("A FETCH answer could not be read and was left out.")
            return None

    def _judge_refused_fetch(self, words: str) -> None:
        # Dovecot answers NO when single letters vanished or cannot be read; the others did come.
        if quirks.refusal(words, Refusal.NEVER) is Refusal.LATER:
            raise TransientError(f"The server cannot hand out letters now: {plain(words)}")
        _LOG.info("The server could not hand out every letter asked for.")

    @property
    def can_idle(self) -> bool:
        """Whether the server tells news by itself."""
        return Feature.IDLE in self.features

    def wait_for_news(self, seconds: float) -> bool:
        """Wait in one IDLE (RFC 2177), which should last less than half an hour."""
        with self._talking():
            return self._client.wire.wait_idle(seconds)

    def probe(self) -> None:
        """Send NOOP, with little patience, unless the server spoke a moment ago."""
        with self._talking():
            if self._client.wire.silent_seconds > _SURELY_ALIVE_SECONDS:
                self._client.wire.quick_noop(_PROBE_SECONDS)

    def alerts(self) -> list[str]:
        """What the server asked to show since the last call, without control characters."""
        return [plain(words) for words in self._client.wire.take_alerts()]

    def abandon(self) -> None:
        """End the connection from any thread."""
        self._client.wire.abandon()

    def close(self) -> None:
        """Log out if the server answers at once, and close; never raises."""
        self._client.wire.leave()

    def _talking(self) -> contextlib.AbstractContextManager[None]:
        if self._client.wire.state == "LOGOUT":
            raise TransientError("The connection to the mail server is closed.")
        return translated(self._endpoint, self._client.wire.hang_up)


def _lower(attributes: object) -> list[bytes]:
    words = attributes if isinstance(attributes, tuple) else ()
    return [word.lower() for word in words if isinstance(word, bytes)]


def _modseq(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
