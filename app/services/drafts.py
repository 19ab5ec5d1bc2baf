"""What a person does with letters that they write: begin, save, go back, discard, send, take back.

Each command runs in one transaction; ``now`` is this computer's time, seconds UTC. Nothing that was
saved is lost by any of them: what is discarded stays for 30 days, and a letter in the outbox is
still its draft. All raise `RejectedError`, with nothing changed, where the draft is no more, and
`WrongStepError` where something else happened to the letter meanwhile.
"""

from collections.abc import Sequence
from dataclasses import replace
from secrets import token_hex

from app.domain.drafting import check_letter, lost_much
from app.domain.errors import RejectedError
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.outgoing import (
    UNDO_SECONDS,
    Draft,
    DraftContent,
    DraftId,
    DraftKind,
    HeldFor,
    Outgoing,
    Sending,
    Step,
    after,
)
from app.domain.own_ids import own_message_id
from app.domain.recipients import recipients_joined
from app.services.deeds import Deed, Done, DraftBack
from app.services.draft_files import (
    add_file,
    add_piece,
    file_pieces,
    pass_on,
    remove_file,
    restore_file,
)
from app.services.draft_rows import known, sent, show, ticket_of, written
from app.services.draft_start import Start, start
from app.services.journal_standing import is_shut_out
from app.services.outbox import accepted, seen_by
from app.services.own_keys import key_to_write
from app.services.undo import remember
from app.store import Store, Transaction
from app.store.drafts import DraftRow, DraftVersion, FileSource

__all__ = [
    "add_file",
    "add_piece",
    "begin",
    "discard",
    "edit",
    "file_pieces",
    "remove_file",
    "restore_file",
    "restore_version",
    "retry",
    "save",
    "say_arrived",
    "seen_now",
    "send",
    "send_again",
    "take_back",
    "undo_discard",
    "versions",
]

_KEEP_SECONDS = 30
"""Of work after which the form that a draft had is kept to go back to."""
_KEPT_VERSIONS = 200
_ANSWERS = frozenset({DraftKind.REPLY, DraftKind.REPLY_ALL})
_NEWS = frozenset({HeldFor.NEW_LETTER, HeldFor.ANSWERED, HeldFor.BEING_SENT})
"""Reasons with which what is new in the ticket was shown."""


def begin(
    store: Store,
    transaction: Transaction,
    kind: DraftKind,
    *,
    account: AccountId,
    ticket: TicketId | None = None,
    letter: MessageKey | None = None,
    now: int,
) -> Draft:
    """Begin a letter, or go on with the one that is unfinished in the same ticket.

    An answer goes to the contact's last letter unless ``letter`` says to which. An unfinished
    answer keeps what was written; asked for all, it gains the recipients that it lacks. Raises
    `RejectedError` also where there is nothing to answer.
    """
    if store.accounts.by_id(account) is None:
        raise RejectedError("The account has been removed.")
    found = start(store, account, kind, ticket, letter)
    before = _unfinished(store, account, kind, ticket, found)
    if before is None:
        return _new(store, transaction, account, kind, found, now=now)
    draft = before.draft
    if letter is not None and draft.answers != found.answers:
        store.drafts.turn(draft.id, kind, found.answers)
    if kind is DraftKind.REPLY_ALL and draft.kind is DraftKind.REPLY:
        store.drafts.turn(draft.id, kind, found.answers)
        wider = recipients_joined(draft.content, found.content)
        store.drafts.put(draft.id, wider, draft.version + 1, now)
    show(store, transaction, before)
    return known(store, draft.id).draft


def _unfinished(
    store: Store, account: AccountId, kind: DraftKind, ticket: TicketId | None, found: Start
) -> DraftRow | None:
    if ticket is None and found.letter:
        ticket = ticket_of(store, account, found.letter)
    if ticket is None:
        return None
    rows = [
        row
        for row in store.drafts.in_ticket(account, ticket)
        if (row.draft.kind in _ANSWERS) == (kind in _ANSWERS)
        and (kind in _ANSWERS or row.draft.kind is kind)
        and store.outbox.get(row.draft.id) is None
    ]
    return max(rows, key=lambda row: (row.draft.saved, row.draft.id), default=None)


def _new(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    kind: DraftKind,
    found: Start,
    *,
    now: int,
) -> Draft:
    draft = store.drafts.add(
        account,
        kind,
        found.anchor,
        letter=found.letter,
        answers=found.answers,
        seen=found.seen,
        content=found.content,
        now=now,
    )
    if found.source is not None:
        pass_on(store, draft, FileSource(found.source, 0), found.attached)
    row = known(store, draft)
    show(store, transaction, row)
    return row.draft


# --- writing --------------------------------------------------------------------------------------


def save(
    store: Store, transaction: Transaction, draft: DraftId, content: DraftContent, *, now: int
) -> int:
    """Store what a draft says now; return its version, which grows where anything changed.

    What it said before is kept to go back to, each 30 seconds of work and wherever much is
    deleted. A draft that was discarded meanwhile is saved too, and stays discarded.
    """
    row = written(store, draft)
    before = row.draft
    if content == before.content:
        return before.version
    if now - row.kept >= _KEEP_SECONDS or lost_much(before.content.body, content.body):
        store.drafts.keep(draft, now, _KEPT_VERSIONS)
    store.drafts.put(draft, content, before.version + 1, now)
    transaction.drafts.add(draft)
    return before.version + 1


def versions(store: Store, draft: DraftId) -> Sequence[DraftVersion]:
    """Return the forms of a draft that were kept, newest first; reads only."""
    return store.drafts.versions(draft)


def restore_version(
    store: Store, transaction: Transaction, draft: DraftId, version: int, *, now: int
) -> Draft:
    """Let a draft say again what it said, with the files that it had; the present form is kept."""
    row = written(store, draft)
    found = next((v for v in store.drafts.versions(draft) if v.version == version), None)
    if found is None:
        raise RejectedError("This version of the draft is no more.")
    store.drafts.keep(draft, now, _KEPT_VERSIONS)
    store.drafts.put(draft, found.content, row.draft.version + 1, now)
    store.drafts.choose_files(draft, found.files)
    show(store, transaction, row)
    return known(store, draft).draft


def discard(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Done:
    """Put a draft away; for 30 days `undo` brings it back."""
    row = written(store, draft)
    if row.discarded is not None:
        return Done(Deed.DISCARD, (), "", ())
    store.drafts.discard(draft, now)
    show(store, transaction, row)
    ticket = ticket_of(store, row.draft.account, row.letter)
    back = DraftBack(row.draft.account, draft)
    return remember(store, Done(Deed.DISCARD, () if ticket is None else (ticket,), "", (back,)))


def undo_discard(store: Store, transaction: Transaction, draft: DraftId) -> None:
    """Bring a draft back that was discarded; nothing happens where it was not."""
    row = known(store, draft)
    if row.discarded is not None:
        store.drafts.discard(draft, None)
        show(store, transaction, row)


def seen_now(store: Store, transaction: Transaction, draft: DraftId) -> None:
    """Note that the writer has seen all letters that are in the ticket now."""
    row = known(store, draft)
    store.drafts.see(draft, seen_by(store, row))
    transaction.drafts.add(draft)


# --- sending --------------------------------------------------------------------------------------


def send(
    store: Store,
    transaction: Transaction,
    draft: DraftId,
    *,
    now: int,
    not_before: int | None = None,
) -> Outgoing:
    """Put a letter into the outbox; it leaves after `UNDO_SECONDS`, or at ``not_before``.

    Its Message-ID is fixed from now on. Raises `RejectedError` with a sentence where something is
    missing that no letter can do without: servers, recipients, a blank filled, a whole file.
    """
    row = written(store, draft)
    if row.discarded is not None:
        raise RejectedError("This draft was discarded: bring it back first.")
    check_letter(row.draft)
    if (name := store.drafts.coming(draft)) is not None:
        raise RejectedError(f"“{name}” is still being attached.")
    _check_servers(store, row.draft)
    _check_team(store, row.draft)
    if not row.message_id:
        store.drafts.fix_id(draft, _new_id(store, row.draft.account))
        row = known(store, draft)
    planned = max(now + UNDO_SECONDS, not_before or 0)
    state = after(None, Step.SEND) or Sending.QUEUED
    outgoing = Outgoing(
        draft, row.draft.account, row.draft.anchor, row.message_id, state, now, planned
    )
    ticket = ticket_of(store, row.draft.account, row.letter)
    back = DraftBack(row.draft.account, draft, sent=True)
    done = remember(store, Done(Deed.SEND, () if ticket is None else (ticket,), "", (back,)))
    store.outbox.put(outgoing, planned=planned, deed=done.number)
    show(store, transaction, row)
    return outgoing


def _check_servers(store: Store, draft: Draft) -> None:
    """A letter needs a server for sending, and its mailbox, which is looked at before it leaves."""
    account = store.accounts.by_id(draft.account)
    if account is None:
        raise RejectedError("The account has been removed.")
    if account.settings.imap is None:
        raise RejectedError(
            f"“{account.settings.name}” is kept on this computer only, so nothing can be sent from "
            "it. The draft stays; write it from a mailbox on a server."
        )
    if account.settings.smtp is None and draft.kind is not DraftKind.CALL:
        raise RejectedError(
            f"“{account.settings.name}” has no server for sending yet: enter one in the mailbox's "
            "settings. The draft stays."
        )


def _check_team(store: Store, draft: Draft) -> None:
    """What a letter brings about in the team is not just left out when nobody will hear of it."""
    content = draft.content
    if (content.then or content.promise) and is_shut_out(store, draft.account):
        raise RejectedError(
            "This computer was shut out of the team of this mailbox, so nobody would hear of the "
            "ticket's status, or of what was promised. Send the letter without these, or ask a "
            "teammate to let this computer in again."
        )


def take_back(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Draft:
    """Make a draft again of a letter of which nothing has left: one that is queued or held."""
    row = sent(store, draft, Step.TAKE_BACK)
    after(row.outgoing.state, Step.TAKE_BACK)
    if row.outgoing.acknowledges:
        raise RejectedError("Nobody wrote this letter; switch acknowledgements off to stop it.")
    if row.deed:
        store.deeds.undone(row.deed)
    if row.unsure:  # the other text may have arrived under the old one
        store.drafts.fix_id(draft, "")
    store.outbox.remove(draft)
    found = known(store, draft)
    store.drafts.put(draft, found.draft.content, found.draft.version + 1, now)
    show(store, transaction, found)
    return known(store, draft).draft


def edit(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Draft:
    """Make a draft again of a letter that is held, to change it; the same as `take_back`."""
    return take_back(store, transaction, draft, now=now)


def retry(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Outgoing:
    """Send a letter at once that is held, or that waits for its time or its next try.

    Whoever sends one that is held for news has seen what is in the ticket now; of any other letter
    nobody was shown any, so it is looked at for them as ever before it leaves.
    """
    row = sent(store, draft, Step.AGAIN)
    if row.outgoing.state is Sending.UNSURE:
        after(Sending.QUEUED, Step.SEND)
    return _again(store, transaction, draft, now=now)


def send_again(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Outgoing:
    """Send a letter once more of which nobody can know whether it arrived; it may come twice."""
    return _again(store, transaction, draft, now=now)


def _again(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Outgoing:
    row = sent(store, draft, Step.AGAIN)
    state = after(row.outgoing.state, Step.AGAIN) or Sending.QUEUED
    queued = replace(
        row.outgoing, state=state, not_before=now, tries=0, held=None, said="", refusals=()
    )
    if row.outgoing.held in _NEWS:
        seen_now(store, transaction, draft)
    store.outbox.change(queued, now)
    show(store, transaction, known(store, draft))
    return queued


def say_arrived(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> None:
    """Say that a letter arrived of which the program cannot know it."""
    row = sent(store, draft, Step.FIND)
    if row.outgoing.state is not Sending.UNSURE:
        after(Sending.FILED, Step.FIND)
    accepted(store, transaction, draft, now=now, found=True)


def _new_id(store: Store, account: AccountId) -> str:
    known_account = store.accounts.by_id(account)
    address = known_account.settings.address if known_account else ""
    domain = address.rpartition("@")[2]
    if not domain:
        raise RejectedError("This mailbox has no address to send from.")
    return own_message_id(key_to_write(store, account), token_hex(12), domain)
