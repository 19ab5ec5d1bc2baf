"""What stands beside queues and mailboxes and in the bottom line, read by a worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts import Account, Folder
from app.domain.ids import AccountId
from app.domain.tickets import Queue
from app.services.read_models import ListFilter, QueueCount
from app.services.team_models import TeamView
from ui.ports import Queries


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that is counted, at one moment."""

    queues: Sequence[QueueCount]
    """Of the account that is looked at, or of all."""
    account: AccountId | None
    """The account that ``queues`` is about."""
    accounts: Sequence[Account]
    folders: Mapping[AccountId, Sequence[Folder]]
    needs_reply: Mapping[AccountId, int]
    """Only where there are several accounts."""
    waiting: int
    """Changes made here that no server knows yet."""
    teams: Sequence[TeamView]
    """In the order of the accounts."""


def read_counts(queries: Queries, account: AccountId | None, *, with_teams: bool = True) -> Counts:
    """Count again; a few short reads. Without teams it also fits before the first painted list."""
    accounts = queries.accounts()
    ids = [each.id for each in accounts]
    if account not in ids:
        account = None
    teams = [queries.team(each) for each in ids] if with_teams else []
    several = ids if len(ids) > 1 else []
    return Counts(
        queues=queries.queue_counts(account),
        account=account,
        accounts=accounts,
        folders={each: queries.folders(each) for each in ids},
        needs_reply={
            each: queries.ticket_count(Queue.NEEDS_REPLY, ListFilter(account=each))
            for each in several
        },
        waiting=sum(queries.waiting(each) for each in ids) + sum(each.unsent for each in teams),
        teams=teams,
    )
