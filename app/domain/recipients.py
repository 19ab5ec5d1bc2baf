"""Whom an answer goes to: from the letter that is answered alone, never to ourselves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from app.domain.addresses import mailbox_of
from app.domain.messages import Address
from app.domain.outgoing import DraftContent, DraftKind
from app.domain.subjects import base_subject


@dataclass(frozen=True, slots=True)
class Answered:
    """What matters in the letter that is answered or passed on."""

    sender: tuple[Address, ...]
    """The ``From`` header."""
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    ours: bool
    """One of us wrote it: an answer to it goes where it went."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets an answer."""

    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()


def is_ours(address: str, own: Collection[str]) -> bool:
    """Whether an address is one of ``own``, also with ``+something`` or in its other form."""
    return mailbox_of(address) in map(mailbox_of, own)


def recipients(kind: DraftKind, letter: Answered, own: Collection[str]) -> Recipients:
    """Return who gets an answer of a kind; ``own`` holds our addresses in lower case.

    * An answer goes to Reply-To, else to the sender; nobody of Cc. To a letter of ours it goes to
      those whom that was written to. A web form writes as us, with the customer in Reply-To.
    * An answer to all adds To and Cc of that letter: of this one alone, not of older ones.
    * Our own addresses are left out, unless nobody else is there.
    """
    if kind in {DraftKind.FORWARD, DraftKind.NEW}:
        return Recipients(())
    to = _others([*letter.reply_to], own) or _others(letter.sender, own)
    rest = [*letter.to, *letter.cc]
    if letter.ours and not _others(letter.reply_to, own):
        to, rest = _others(letter.to, own), [*letter.cc]
        if not to:
            to, rest = _others(letter.cc, own), []
    if not to:
        to = _each_once([*letter.reply_to, *letter.sender])[:1]
    if kind is not DraftKind.REPLY_ALL:
        return Recipients(to)
    there = {one.address.lower() for one in to}
    cc = tuple(one for one in _others(rest, own) if one.address.lower() not in there)
    return Recipients(to, cc)


def recipients_joined(content: DraftContent, other: DraftContent) -> DraftContent:
    """Return a draft with those recipients of another one added, in Cc, that it lacks."""
    there = {one.address.lower() for one in (*content.to, *content.cc, *content.bcc)}
    new = [one for one in (*other.to, *other.cc) if one.address.lower() not in there]
    return replace(content, cc=(*content.cc, *new))


def answer_subject(kind: DraftKind, subject: str) -> str:
    """Return the subject of an answer: one ``Re:`` or ``Fwd:``, whatever prefixes were there."""
    prefix = {DraftKind.REPLY: "Re: ", DraftKind.REPLY_ALL: "Re: ", DraftKind.FORWARD: "Fwd: "}
    return (prefix.get(kind, "") + base_subject(subject)).strip()


def _others(people: Iterable[Address], own: Collection[str]) -> tuple[Address, ...]:
    return tuple(one for one in _each_once(people) if not is_ours(one.address, own))


def _each_once(people: Iterable[Address]) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for one in people:
        if one.address:
            known = found.setdefault(one.address.lower(), one)
            if one.name and not known.name:
                found[one.address.lower()] = one
    return tuple(found.values())
