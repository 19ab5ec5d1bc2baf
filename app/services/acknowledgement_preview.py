"""Whom acknowledgements would have reached in the last weeks: shown before they are switched on."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.domain.accounts import FolderRole
from app.domain.acknowledgement import DAY, HOUR, Known, Policy, Silence, Text
from app.domain.addresses import mailbox_of
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Address, Automatic
from app.services.acknowledgement import judged, new_letter
from app.services.signatures import own_addresses
from app.store import Store
from app.store.letter_rows import LetterRow

_MOST = 20_000
"""Letters of a folder that are looked at; the newest."""
_PLACES = (FolderRole.INBOX, FolderRole.ARCHIVE, FolderRole.TRASH, FolderRole.JUNK)
"""Where letters are that once came into the inbox, and those that the server took for junk."""
_ANY = {"en": Text("-", "-")}


@dataclass(frozen=True, slots=True)
class Previewed:
    """A letter of the past, and what would have happened."""

    key: MessageKey
    ticket: TicketId | None
    received: int
    """Seconds UTC."""
    sender: Address
    subject: str
    why: Silence | None
    """Why it would not have been acknowledged; None: it would."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What acknowledgements would have done, had they been on."""

    days: int
    letters: tuple[Previewed, ...]
    """All that somebody else wrote and that began a ticket, newest first."""

    @property
    def reached(self) -> int:
        """How many would have got one."""
        return sum(one.why is None for one in self.letters)

    @property
    def silences(self) -> dict[Silence, int]:
        """How many would not, by reason, most first."""
        counts = Counter(one.why for one in self.letters if one.why is not None)
        return dict(counts.most_common())


def preview(
    store: Store, account: AccountId, policy: Policy, *, now: int, days: int = 30
) -> Preview:
    """Return what would have happened in the last days; reads only, in up to seconds.

    Letters count as they came: what was answered, moved or archived later was not yet.
    """
    ours = own_addresses(store, account)
    servers = int(now + store.journal.state(account).offset)
    on = replace(policy, since=0, texts=policy.texts or _ANY)
    past = _Past()
    found: list[Previewed] = []
    for row, role in _arrived(store, account, servers - days * DAY):
        known = past.known(row)
        if row.place != 0:
            continue
        letter = replace(new_letter(row, ours), in_inbox=role is not FolderRole.JUNK)
        why, whom = judged(store, row, letter, on, known=known, ours=ours, now=row.letter.received)
        if why is None:
            past.told[mailbox_of(whom)] = row.letter.received
            past.sent.append(row.letter.received)
        who = Address(row.sender_name if whom == row.letter.sender else "", whom)
        found.append(Previewed(row.key, row.ticket, row.letter.received, who, row.subject, why))
    return Preview(days, tuple(reversed(found)))


def _arrived(
    store: Store, account: AccountId, since: int
) -> Iterator[tuple[LetterRow, FolderRole]]:
    """Yield what others wrote, oldest first, each letter once."""
    found: dict[MessageKey, tuple[LetterRow, FolderRole]] = {}
    for role in _PLACES:
        for row in store.arrivals.of(account, role, since, _MOST):
            if not row.letter.ours:
                found.setdefault(row.key, (row, role))
    yield from sorted(found.values(), key=lambda pair: (pair[0].letter.received, pair[0].key))


@dataclass(slots=True)
class _Past:
    """What was known at the time of each letter, as they are gone through."""

    told: dict[str, int] = field(default_factory=dict)
    sent: deque[int] = field(default_factory=deque)
    _came: dict[str, deque[int]] = field(default_factory=dict)

    def known(self, row: LetterRow) -> Known:
        now, sender = row.letter.received, mailbox_of(row.letter.sender)
        came = self._came.setdefault(sender, deque())
        came.append(now)
        for times in (came, self.sent):
            while times and times[0] <= now - HOUR:
                times.popleft()
        robot = row.letter.automatic in {Automatic.BOUNCE, Automatic.AUTO_REPLY}
        return Known(self.told, {} if robot else {sender: len(came)}, len(self.sent))
