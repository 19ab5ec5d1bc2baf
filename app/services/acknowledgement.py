"""The automatic "we have your letter": what the team decided, whom it would reach, what is said.

Rules: `app.domain.acknowledgement`. What is looked at is the mailbox itself, so that it does not
matter which computer, or which other program, said something: our automatic letters in Sent tell
who had one, the team's `events.Done` which letters are done. ``now`` is this computer's time,
seconds UTC; letters are judged by the server's.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.domain.accounts import FolderRole
from app.domain.acknowledgement import (
    DAY,
    HOUR,
    LATE,
    LETTERS_AN_HOUR,
    Known,
    NewLetter,
    Policy,
    Silence,
    acknowledgement_id,
    decide,
    done_name,
    is_one_of_us,
)
from app.domain.addresses import mailbox_of
from app.domain.errors import RejectedError
from app.domain.events import Done as DoneFact
from app.domain.fold_status import seen_of
from app.domain.ids import AccountId, MessageKey
from app.domain.messages import Address, Automatic
from app.domain.outgoing import DraftContent, DraftId, DraftKind, Outgoing, Sending
from app.domain.streams import Stream
from app.domain.tickets import Away, Status
from app.services.acknowledgement_texts import filled
from app.services.draft_rows import known as draft_known
from app.services.draft_rows import show
from app.services.draft_start import read_answered
from app.services.journal import write
from app.services.letters_out import language_of
from app.services.send_claims import can_claim
from app.services.sight import sight_of
from app.services.signatures import own_addresses
from app.store import Store, Transaction
from app.store.drafts import content_of
from app.store.letter_rows import LetterRow
from mail.automatic import has_null_sender, wants_silence
from mail.parse import parse

_MOST = 2_000
"""Letters of the inbox that are looked at; the newest."""
_IN_SPITE = frozenset({Silence.NO_REPLY, Silence.SENDER_TODAY, Silence.FLOOD, Silence.RATE})
"""Reasons that may change with the headers: an answer may be wanted at another address."""


# --- letters ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new letter that is to be acknowledged."""

    key: MessageKey
    message_id: str
    sender: str
    """Whom it tells."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do for new letters."""

    candidates: tuple[Candidate, ...]
    """Oldest first."""
    settled: frozenset[MessageKey]
    """Letters that never will be."""
    waiting: int
    """How many wait for the rate to fall."""
    floods: tuple[str, ...]
    """Senders that write like machines."""


class Judge:
    """Judges letters of one mailbox at one time; a snapshot."""

    def __init__(
        self, store: Store, account: AccountId, policy: Policy, now: int, besides: str = ""
    ) -> None:
        """``besides``: Message-ID of an acknowledgement of ours that does not count as said."""
        self._store, self._account, self.policy = store, account, policy
        self.now = int(now + store.journal.state(account).offset)
        self._besides = besides
        self.ours = own_addresses(store, account)

    @cached_property
    def domain(self) -> str:
        """Of our Message-IDs."""
        found = self._store.accounts.by_id(self._account)
        return found.settings.address.rpartition("@")[2] if found else ""

    @cached_property
    def known(self) -> Known:
        """What was said, and what came, within a day."""
        store, since = self._store, self.now - DAY
        said: dict[str, tuple[int, tuple[str, ...]]] = {}
        for row in store.arrivals.answered_by_itself(self._account, since):
            said[row.letter.message_id] = (row.letter.received, row.letter.recipients)
        for message_id, content, at in store.arrivals.acknowledging(self._account, since):
            people = tuple(one.address.lower() for one in content_of(content).to)
            said.setdefault(message_id, (int(at + self.now - self._here), people))
        said.pop(self._besides, None)
        told: dict[str, int] = {}
        for at, people in said.values():
            for person in people:
                box = mailbox_of(person)
                told[box] = max(at, told.get(box, 0))
        lately = sum(at > self.now - HOUR for at, _ in said.values())
        came = Counter(mailbox_of(row.letter.sender) for row in self._last_hour)
        return Known(told, came, lately)

    @property
    def _here(self) -> int:
        return int(self.now - self._store.journal.state(self._account).offset)

    @cached_property
    def _last_hour(self) -> list[LetterRow]:
        of = self._store.arrivals.of
        found = of(self._account, FolderRole.INBOX, self.now - HOUR, _MOST)
        return [row for row in found if not row.letter.ours]

    def why_not(self, row: LetterRow, *, done: bool) -> tuple[Silence | None, str]:
        """Return why a letter is not acknowledged, None for no reason; and whom it would tell."""
        tickets = [] if row.ticket is None else self._store.tickets.by_ids([row.ticket])
        around = self._store.letters.of_tickets([data.id for data in tickets])
        letter = replace(
            new_letter(row, self.ours),
            done=done,
            in_inbox=all(data.away is Away.HERE for data in tickets),
            answered=any(_is_answer(other) for other in around)
            or any(data.status is Status.CLOSED for data in tickets),
        )
        return judged(
            self._store, row, letter, self.policy, known=self.known, ours=self.ours, now=self.now
        )

    def done(self, rows: Sequence[LetterRow]) -> set[str]:
        """Return the Message-IDs of letters that were acknowledged, or are about to be."""
        ids = {row.letter.message_id: self.id_of(row) for row in rows}
        known = self._store.arrivals.known(self._account, sorted(ids.values()))
        streams = {Stream(f"done:{done_name(name)}"): name for name in ids}
        told = self._store.events.of(self._account, sorted(streams))
        found = {name for name, own in ids.items() if own in known}
        return found | {streams[stream] for stream, events in told.items() if events}

    def id_of(self, row: LetterRow) -> str:
        """Return the Message-ID that a letter's acknowledgement has."""
        return acknowledgement_id(row.letter.message_id, self.domain)


def new_letter(row: LetterRow, ours: frozenset[str]) -> NewLetter:
    """Return what is looked at in a letter, as far as its row has it."""
    letter = row.letter
    return NewLetter(
        letter.message_id,
        letter.sender,
        letter.received,
        frozenset(letter.recipients) | (ours if letter.to_us else frozenset()),
        letter.automatic,
        letter.list_id,
        first=row.place == 0,
    )


def judged(
    store: Store,
    row: LetterRow,
    letter: NewLetter,
    policy: Policy,
    *,
    known: Known,
    ours: frozenset[str],
    now: int,
) -> tuple[Silence | None, str]:
    """Judge a letter by its row, and only where that finds nothing by its headers as well."""
    why = decide(letter, policy, known, ours, now)
    if why is not None and why not in _IN_SPITE:
        return why, letter.sender
    raw = store.letters.source(row.key)
    answered, _ = read_answered(store, row)
    elsewhere = next((a.address.lower() for a in answered.reply_to if a.address), letter.sender)
    told = letter.sender if is_one_of_us(elsewhere, ours) else elsewhere
    read = replace(
        letter,
        sender=told,
        null_sender=has_null_sender(raw),
        wants_silence=wants_silence(raw) or not row.readable,
    )
    by, box = mailbox_of(letter.sender), mailbox_of(told)
    if box != by and known.letters.get(by, 0):
        counts = {**known.letters, box: known.letters[by]}
        known = replace(known, letters=counts)
    return decide(read, policy, known, ours, now), told


def _is_answer(row: LetterRow) -> bool:
    return row.letter.ours and row.letter.automatic is not Automatic.AUTO_REPLY


def plan(
    store: Store,
    account: AccountId,
    policy: Policy,
    now: int,
    settled: frozenset[MessageKey] = frozenset(),
) -> Plan:
    """Look at the letters that came since the policy holds; ``settled`` need no look any more."""
    judge = Judge(store, account, policy, now)
    since = max(policy.since or 0, judge.now - LATE)
    rows = store.arrivals.of(account, FolderRole.INBOX, since, _MOST, first=True)
    rows = [row for row in reversed(rows) if row.key not in settled]
    done = judge.done(rows)
    found: list[Candidate] = []
    never: set[MessageKey] = set()
    waiting = 0
    for row in rows:
        why, sender = judge.why_not(row, done=row.letter.message_id in done)
        if why is None:
            found.append(Candidate(row.key, row.letter.message_id, sender))
        elif why is Silence.RATE:
            waiting += 1
        else:
            never.add(row.key)
    floods = {who for who, count in judge.known.letters.items() if count >= LETTERS_AN_HOUR}
    return Plan(tuple(found), frozenset(never), waiting, tuple(sorted(floods)))


# --- sending ---------------------------------------------------------------------------------


def queue(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    policy: Policy,
    letter: MessageKey,
    *,
    now: int,
) -> DraftId | Silence:
    """Put a letter's acknowledgement into the outbox, unless there is a reason not to.

    Raises `RejectedError` where the text cannot be sent as it is.
    """
    judge = Judge(store, account, policy, now)
    rows = store.letters.by_keys([letter])
    if not rows or rows[0].ticket is None:
        return Silence.ELSEWHERE
    row = rows[0]
    why, whom = judge.why_not(row, done=bool(judge.done(rows)))
    if why is not None:
        return why
    content = content_for(store, account, policy, row, whom, now=now)
    name = row.letter.message_id
    seen = seen_of(sight_of(store, rows[0].ticket).letters)
    draft = store.drafts.add(
        account,
        DraftKind.AUTOMATIC,
        None,
        letter=name,
        answers=name,
        seen=seen,
        content=content,
        now=now,
    )
    store.drafts.fix_id(draft, judge.id_of(row))
    outgoing = Outgoing(draft, account, None, judge.id_of(row), Sending.QUEUED, now, now)
    store.outbox.put(outgoing, planned=now, deed=None)
    show(store, transaction, draft_known(store, draft))
    return draft


def content_for(
    store: Store, account: AccountId, policy: Policy, row: LetterRow, whom: str, *, now: int
) -> DraftContent:
    """Return what a letter's acknowledgement says, in its language or one in which there is a text.

    Raises `RejectedError` where there is none, or where one cannot be sent as it is.
    """
    parsed = parse(store.letters.source(row.key), with_html=False)
    language = policy.language(language_of(f"{row.subject}\n{parsed.text}"))
    if language is None:
        raise RejectedError("There is no text to acknowledge letters with.")
    text = policy.texts[language]
    name = row.sender_name if whom == row.letter.sender else ""
    begun = DraftContent(to=(Address(name, whom),), quotes=False, plain_only=True)
    return filled(store, account, begun, row, text, hours=policy.hours, language=language, now=now)


def overtaken(store: Store, draft: DraftId, policy: Policy, *, now: int) -> Silence | None:
    """Return why an acknowledgement that waits is not to be sent any more; None: it is."""
    row = draft_known(store, draft)
    account = row.draft.account
    judge = Judge(store, account, policy, now, besides=row.message_id)
    ticket = store.letters.ticket_of_message_id(row.letter, account)
    letters = [] if ticket is None else store.letters.of_ticket(ticket)
    mine = [one for one in letters if one.letter.message_id == row.letter]
    outgoing = store.outbox.get(draft)
    if not mine or (outgoing is not None and outgoing.copied):
        return Silence.DONE
    told = store.events.of(account, [Stream(f"done:{done_name(row.letter)}")])
    there = any(one.letter.message_id == row.message_id for one in letters)
    why, _ = judge.why_not(mine[0], done=there or any(told.values()))
    return None if why is Silence.RATE else why


def drop(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> None:
    """Take an acknowledgement out of the outbox; nothing of it has left. It never comes back."""
    row = draft_known(store, draft)
    store.outbox.remove(draft)
    store.drafts.discard(draft, now)
    show(store, transaction, row)


def give_up(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> None:
    """Nobody knows whether an acknowledgement left: nobody sends another one."""
    row = draft_known(store, draft)
    if can_claim(store, row.draft.account):
        fact = DoneFact(done_name(row.draft.answers))
        write(store, transaction, row.draft.account, [fact], now=now)
    drop(store, transaction, draft, now=now)
