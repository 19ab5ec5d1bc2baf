"""What one commit touched: ids by kind, never rows; readers look the ids up again."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.outgoing import DraftId


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids touched by one committed transaction.

    ``everything`` means that the reader must read all again (first start, overflow, rebuild).
    """

    tickets: frozenset[TicketId] = frozenset()
    messages: frozenset[MessageKey] = frozenset()
    folders: frozenset[FolderId] = frozenset()
    accounts: frozenset[AccountId] = frozenset()
    everything: bool = False
    wishes: frozenset[AccountId] = frozenset()
    """Accounts whose server shall be told of a change that was made here."""
    drafts: frozenset[DraftId] = frozenset()
    """Drafts and letters on their way."""

    def __bool__(self) -> bool:
        return bool(
            self.everything
            or self.tickets
            or self.messages
            or self.folders
            or self.accounts
            or self.drafts
        )

    @staticmethod
    def union(parts: "Iterable[ChangeSet]") -> "ChangeSet":
        """Join several change sets into one, as if one commit had made them."""
        parts = list(parts)
        return ChangeSet(
            tickets=frozenset().union(*(p.tickets for p in parts)),
            messages=frozenset().union(*(p.messages for p in parts)),
            folders=frozenset().union(*(p.folders for p in parts)),
            accounts=frozenset().union(*(p.accounts for p in parts)),
            everything=any(p.everything for p in parts),
            wishes=frozenset().union(*(p.wishes for p in parts)),
            drafts=frozenset().union(*(p.drafts for p in parts)),
        )
