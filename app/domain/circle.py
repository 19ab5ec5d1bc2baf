"""Who takes part in a ticket, and who is a stranger there: the same for the gate and the window."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.addresses import domain_of, mailbox_of
from app.domain.messages import Address
from app.domain.providers import same_company


@dataclass(frozen=True, slots=True)
class Circle:
    """People by their mailboxes, however their addresses are written."""

    mailboxes: frozenset[str] = frozenset()
    known: bool = False
    """Whether there is a ticket to compare with; a new one has no strangers."""

    @staticmethod
    def of(people: Iterable[Address]) -> "Circle":
        """These people; whoever has no address is passed over."""
        mailboxes = frozenset(mailbox_of(one.address) for one in people if one.address)
        return Circle(mailboxes, known=True)

    def __or__(self, other: "Circle") -> "Circle":
        return Circle(self.mailboxes | other.mailboxes, self.known or other.known)

    def has(self, person: Address) -> bool:
        """Whether somebody takes part."""
        return mailbox_of(person.address) in self.mailboxes

    def is_stranger(self, person: Address) -> bool:
        """Whether nobody of this address takes part."""
        return self.known and not self.has(person)

    def is_foreign(self, person: Address) -> bool:
        """Whether they are a stranger whose domain takes no part either, nor one above it."""
        domain = domain_of(mailbox_of(person.address))
        return self.is_stranger(person) and not any(
            same_company(domain, domain_of(mailbox)) for mailbox in self.mailboxes
        )
