"""What is to be done for an account's letters now, as the database has them, and who does it.

What is heavy to load is loaded when there is a letter, not when the window starts.
"""

import math
from dataclasses import dataclass
from enum import Enum

from app.domain.accounts import Account
from app.domain.outgoing import DraftId, Outgoing, Sending
from app.runtime.outbox_desk import Attended, Desk
from app.services.draft_rows import sweep
from app.store import Store, Transaction

_NOT_FILED = frozenset(Sending) - {Sending.FILED}


class Task(Enum):
    """What is done for a letter."""

    SEND = "send"
    FILE = "file"
    LOOK_FOR = "look for"


@dataclass(frozen=True, slots=True)
class Agenda:
    """The letters for which something can be done, as the database has them."""

    proven: tuple[DraftId, ...]
    accepted: tuple[Outgoing, ...]
    unsure: tuple[Outgoing, ...]
    due: tuple[Outgoing, ...]
    seconds_to_due: float
    """Until the next one may leave that is not due yet; infinity for none."""


NOTHING = Agenda((), (), (), (), math.inf)


def agenda(store: Store, account: Account, now: int) -> Agenda:
    """Read what is to be done for an account's letters."""
    rows = store.outbox.in_states(_NOT_FILED, account.id)
    if not rows:
        return NOTHING
    from app.services import outbox  # noqa: PLC0415 - heavy, and the window starts

    def of(state: Sending) -> tuple[Outgoing, ...]:
        return tuple(row.outgoing for row in rows if row.outgoing.state is state)

    later = [one.not_before - now for one in of(Sending.QUEUED) if one.not_before > now]
    return Agenda(
        tuple(outbox.proven(store, account.id)),
        of(Sending.ACCEPTED),
        of(Sending.UNSURE),
        tuple(outbox.due(store, account.id, now)),
        min(later, default=math.inf),
    )


def do(task: Task, desk: Desk, letter: Outgoing) -> Attended:
    """Do something for a letter; raises what these functions raise."""
    from app.runtime.outbox_copy import file, look_for  # noqa: PLC0415 - as above
    from app.runtime.outbox_letter import send  # noqa: PLC0415

    match task:
        case Task.SEND:
            return send(desk, letter)
        case Task.FILE:
            return file(desk, letter)
        case Task.LOOK_FOR:
            return look_for(desk, letter)


def recover_outbox(store: Store, transaction: Transaction, *, now: int) -> None:
    """After a start, before anything is sent: what was being handed over may have left or not.

    What was discarded or filed a month ago is forgotten.
    """
    sweep(store, transaction, now=now)
    if store.outbox.in_states([Sending.HANDING]):
        from app.services.outbox import recover  # noqa: PLC0415 - as above

        recover(store, transaction, now=now)
    else:
        store.drafts.drop_torn_files()
