"""What in the team's folder does not count, and whether this computer does, as problems."""

from collections.abc import Sequence

from app.domain.ids import AccountId
from app.domain.problems import Problem
from app.runtime import journal_problems as problems
from app.services.journal_folder import Refusal, refusals
from app.services.journal_standing import is_shut_out
from app.store import Store
from mail.journal_lines import Reason


def doubts(store: Store, account: AccountId, *, name: str) -> list[Problem]:
    """Return what a person should know of the folder; ``name`` is the account's."""
    found = of_refusals(name, refusals(store, account), store.batches.counts(account)[1])
    if is_shut_out(store, account):
        found.append(problems.shut_out(name))
    return found


def of_refusals(account: str, refusals: Sequence[Refusal], newer_lines: int) -> list[Problem]:
    """Describe what stands in the folder and does not count."""
    found = []
    odd = 0
    first = ""
    for refusal in refusals:
        match refusal.reason:
            case Reason.OTHER_TEAM:
                found.append(problems.other_team(account, refusal.lines))
            case Reason.NEWER:
                newer_lines += refusal.lines
            case _:
                odd += refusal.lines
                first = first or refusal.detail
    if newer_lines:
        found.append(problems.newer(account, newer_lines))
    if odd:
        found.append(problems.refused(account, odd, first))
    return found
