"""Drafts as their commands find them: being written, or not, or long done with."""

from app.domain.errors import RejectedError
from app.domain.ids import AccountId, TicketId
from app.domain.outgoing import DraftId, Sending, Step, WrongStepError
from app.store import Store, Transaction
from app.store.drafts import DraftRow
from app.store.outbox import OutgoingRow

_KEPT_SECONDS = 30 * 86_400
_NOT_ONCE_SENT = frozenset({Step.TAKE_BACK, Step.AGAIN, Step.HAND})


def written(store: Store, draft: DraftId) -> DraftRow:
    """Return a draft that is being written, also one that was discarded.

    Raises `RejectedError` where it is no more, and `WrongStepError` where it is on its way.
    """
    row = known(store, draft)
    if (sent := store.outbox.get(draft)) is not None:
        raise WrongStepError(sent.outgoing.state, Step.SEND)
    return row


def known(store: Store, draft: DraftId) -> DraftRow:
    """Return a draft, whatever became of it. Raises `RejectedError` where it is no more."""
    row = store.drafts.get(draft)
    if row is None:
        raise RejectedError("This draft is no more.")
    return row


def sent(store: Store, draft: DraftId, step: Step) -> OutgoingRow:
    """Return a letter on its way. Raises `WrongStepError` where it is a draft (again).

    So it does where its copy in Sent was seen, and the step would send or change it all the same.
    """
    row = store.outbox.get(draft)
    if row is None:
        known(store, draft)
        raise WrongStepError(None, step)
    if row.copied and step in _NOT_ONCE_SENT:
        raise WrongStepError(Sending.ACCEPTED, step)
    return row


def ticket_of(store: Store, account: AccountId, letter: str) -> TicketId | None:
    """Return the ticket that a draft belongs to, by the letter that is stored with it."""
    return store.letters.ticket_of_message_id(letter, account) if letter else None


def show(store: Store, transaction: Transaction, row: DraftRow) -> None:
    """Note that a draft changed in a way that its ticket's row shows."""
    transaction.drafts.add(row.draft.id)
    ticket = ticket_of(store, row.draft.account, row.letter)
    if ticket is not None:
        transaction.tickets.add(ticket)


def sweep(store: Store, transaction: Transaction, *, now: int) -> None:
    """Forget what was discarded, or filed, more than 30 days ago; ``now`` is seconds UTC."""
    transaction.drafts.update(store.drafts.forget(now - _KEPT_SECONDS))
