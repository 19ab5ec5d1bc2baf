"""The letters of the open folder: which there are, their flags, identities and contents."""

import imaplib
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from app.domain.errors import RejectedError, TransientError
from app.domain.ports import Clock, FetchedMessage, FolderStatus, LetterIdentity
from mail import quirks
from mail.imap_client import read_unusual
from mail.imap_errors import plain
from mail.imap_fetch import (
    FetchItem,
    FetchReader,
    message_id_in,
    read_uid_list,
    read_uid_ranges,
    uid_sets,
)
from mail.imap_session import Session
from mail.imap_stream import CONFUSING
from mail.imap_wire import FetchParts
from mail.quirks import Feature, Refusal

_LOG = logging.getLogger(__name__)
_BATCH_LETTERS = 500
_WHOLE = "(UID FLAGS INTERNALDATE BODY.PEEK[])"
_BEGINNING = "(UID FLAGS INTERNALDATE BODY.PEEK[]<0.1048576>)"
"""What is fetched of a letter that is too large to be read whole."""
_NEWEST = 200
"""UIDs of a folder among which a letter is looked for one by one."""
_IDS = f"(UID BODY.PEEK[HEADER.FIELDS ({' '.join(quirks.ID_FIELDS)})])"
_SEARCHABLE = re.compile(r"[!-~]{1,900}")
_IDENTITY = "(UID FLAGS RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"


class ImapLetters:
    """What `app.domain.ports.MailServer` promises of letters, on one session."""

    def __init__(self, session: Session, clock: Clock) -> None:
        """``clock`` dates letters whose server gives no INTERNALDATE."""
        self._session = session
        self._clock = clock
        self._reader = FetchReader()

    def uids(self, since: int = 1) -> list[int]:
        """All UIDs ≥ since, ascending; as ranges (ESEARCH) where the server can."""
        session = self._session
        which = ("UID", f"{since}:*") if since > 1 else ("ALL",)
        short = Feature.ESEARCH in session.features
        with session.talking():
            session.run("UID", "SEARCH", *(["RETURN (ALL)"] if short else []), *which)
            self._note_growth()
            told = session.wire.untagged_responses.pop("ESEARCH" if short else "SEARCH", [])
            answers = [line for line in told if isinstance(line, bytes)]
            if short:
                found = read_uid_ranges(answers, at_most=session.count + 10_000)
            else:
                found = read_uid_list(answers)
        # "n:*" names the last letter even where its UID is below n (RFC 3501 section 6.4.8)
        return [uid for uid in found if uid >= since] if since > 1 else found

    def _note_growth(self) -> None:
        count = self._session.wire.told_number("EXISTS")
        self._session.count = max(self._session.count, count)

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
            for item in self._fetch_items(uid_set, "(UID FLAGS)", strict=True):
                if item.uid in wanted and item.flags is not None:
                    found[item.uid] = item.flags
        return found

    def changed_flags(self, since: int) -> dict[int, frozenset[str]]:
        """Flags of letters changed after a HIGHESTMODSEQ (RFC 7162); new letters are among them."""
        items = self._fetch_items("1:*", "(UID FLAGS)", f"(CHANGEDSINCE {since})", strict=True)
        return {i.uid: i.flags for i in items if i.uid is not None and i.flags is not None}

    def identify(self, uids: Sequence[int]) -> list[LetterIdentity]:
        """Message-ID, size and flags of these UIDs; vanished ones are left out."""
        wanted = set(uids)
        found = []
        for uid_set in uid_sets(wanted):
            for item in self._fetch_items(uid_set, _IDENTITY, strict=True):
                if item.uid in wanted and item.body is not None and item.size is not None:
                    mid = message_id_in(item.body)
                    flags = item.flags or frozenset()
                    found.append(LetterIdentity(item.uid, mid, item.size, flags))
        return found

    def find(self, message_id: str, status: FolderStatus) -> list[int]:
        """Where a letter stands in the folder that was just opened; ascending.

        SEARCH may lag behind on servers that keep an index, and knows nothing of an id that was
        replaced, so the newest letters are looked at besides.
        """
        if not _SEARCHABLE.fullmatch(message_id):
            raise RejectedError(f"{message_id!r} cannot be looked for.")
        found = set(self._search_id(message_id))
        if status.uidnext:
            found.update(self.uids(max(1, status.uidnext - _NEWEST)))
        else:
            found.update(self.uids()[-_NEWEST:])
        wanted = f"<{message_id}>".encode("ascii")
        items = (i for s in uid_sets(found) for i in self._fetch_items(s, _IDS, strict=True))
        return sorted(i.uid for i in items if i.uid in found and i.body and wanted in i.body)

    def _search_id(self, message_id: str) -> list[int]:
        session = self._session
        with session.talking():
            quoted = session.quoted(f"<{message_id}>".encode("ascii"))
            session.run("UID", "SEARCH", "HEADER", "Message-ID", quoted)
            told = session.wire.untagged_responses.pop("SEARCH", [])
            return read_uid_list([line for line in told if isinstance(line, bytes)])

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        """Whole letters while they arrive; one at a time is in memory.

        A letter over `mail.imap_stream.LITERAL_LIMIT` comes as its first megabyte. Iterate to the
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
        self, uid_set: str, items: str, modifier: str | None = None, *, strict: bool = False
    ) -> Iterator[FetchItem]:
        """Hand out answers; ``strict``: raise where the server refuses, for what is absent counts.

        Else a letter that was not told of would be taken for one that is gone.
        """
        complete = False
        try:
            with self._session.talking():
                stream = self._session.wire.stream_fetch(uid_set, items, modifier)
                answers = iter(stream)
            while True:
                with self._session.talking():
                    parts = next(answers, None)
                    item = None if parts is None else self._read_item(parts)
                    if item is not None and self._session.wire.skipped:
                        item.body, item.too_large = None, True
                if parts is None:
                    break
                if item is not None:
                    yield item
            complete = True
        finally:
            if not complete:
                self._session.wire.hang_up()
        if stream.refusal is not None:
            self._judge_refused_fetch(stream.refusal, strict=strict)

    def _read_item(self, parts: FetchParts) -> FetchItem | None:
        item = self._reader.read(parts)
        if item is not None:
            return item
        try:
            return read_unusual(parts, self._reader)
        except (*CONFUSING, imaplib.IMAP4.error):
            _LOG.info("A FETCH answer could not be read and was left out.")
            return None

    def _judge_refused_fetch(self, words: str, *, strict: bool) -> None:
        if strict and "[EXPUNGEISSUED]" not in words.upper():
            with self._session.talking():
                raise imaplib.IMAP4.error(words)
        # Dovecot answers NO when single letters vanished or cannot be read; the others did come.
        if quirks.refusal(words, Refusal.NEVER) is Refusal.LATER:
            raise TransientError(f"The server cannot hand out letters now: {plain(words)}")
        _LOG.info("The server could not hand out every letter asked for.")
