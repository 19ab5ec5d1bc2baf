"""Ordinary tickets, grouped without the machinery that the hard ones need.

Each function here says what `app.domain.grouping` says of the same letters in general, or leaves
them to it. Most tickets are of these kinds, and a mailbox of a hundred thousand letters is grouped
many times over while it comes in, newest letters first.
"""

from collections.abc import Sequence

from app.domain.grouping_types import (
    FIRST,
    WEAK_WINDOW,
    Cluster,
    Group,
    Letter,
    Why,
    WhyKind,
    claimed_root,
    correspondents,
)
from app.domain.ids import MessageKey
from app.domain.messages import Automatic


def ordinary(ordered: Sequence[Letter]) -> list[Group] | None:
    """Group letters in conversation order if they are of an ordinary kind, else return None."""
    ids = {letter.message_id for letter in ordered}
    if len(ids) < len(ordered):  # copies
        return None
    knows_others = False
    for letter in ordered:
        if letter.quoted_code or letter.bounced_id or letter.automatic is Automatic.BOUNCE:
            return None
        knows_others = knows_others or bool(letter.references)
    if knows_others:
        return _one_conversation(ordered, ids)
    return _by_subject(ordered)


def _one_conversation(ordered: Sequence[Letter], ids: set[str]) -> list[Group] | None:
    """Each letter answers earlier ones, and its sender takes part."""
    first = ordered[0]
    cluster = Cluster()
    cluster.add(0, first)
    mentioned = {first.message_id, *first.references}
    found = [(first.key, FIRST)]
    for position in range(1, len(ordered)):
        letter = ordered[position]
        near = [ref for ref in reversed(letter.references) if ref in mentioned]
        if not near and letter.message_id not in mentioned:
            return None
        if not cluster.admits(letter):
            return None
        found.append((letter.key, _reason(letter, near, mentioned, ids)))
        cluster.add(position, letter)
        mentioned.add(letter.message_id)
        mentioned.update(letter.references)
    return [Group(claimed_root(first), tuple(found), ())]


def _reason(letter: Letter, near: Sequence[str], mentioned: set[str], ids: set[str]) -> Why:
    for ref in near:
        if ref in ids and ref != letter.message_id:
            return Why(WhyKind.ANSWERS, ref)
    evidence = letter.message_id if letter.message_id in mentioned else near[0]
    return Why(WhyKind.SHARED_PARENT, evidence)


def _by_subject(ordered: Sequence[Letter]) -> list[Group]:
    """No letter speaks of another, as with what one robot or web form sends for years."""
    last: dict[tuple[str, str], int] = {}
    at: list[int] = []
    found: list[list[tuple[MessageKey, Why]]] = []
    for position, letter in enumerate(ordered):
        people = correspondents(letter)
        nearest = -1
        for who in people:
            earlier = last.get((who, letter.subject), -1)
            if earlier > nearest and letter.received - ordered[earlier].received <= WEAK_WINDOW:
                nearest = earlier
        if nearest < 0:
            at.append(len(found))
            found.append([(letter.key, FIRST)])
        else:
            at.append(at[nearest])
            why = Why(WhyKind.SAME_SUBJECT, ordered[nearest].message_id)
            found[at[nearest]].append((letter.key, why))
        for who in people:
            last[who, letter.subject] = position
    roots: dict[int, str] = {}
    for position, number in enumerate(at):
        roots.setdefault(number, ordered[position].message_id)
    return [Group(roots[n], tuple(letters), ()) for n, letters in enumerate(found)]


def answers_came_later(letters: Sequence[Letter]) -> bool:
    """Whether arrival alone gives the order, as in most tickets: clocks right, no copies."""
    arrival = {letter.message_id: letter.received for letter in letters}
    if len(arrival) < len(letters):
        return False
    for letter in letters:
        received = letter.received
        for ref in letter.references:
            if ref in arrival and arrival[ref] >= received and ref != letter.message_id:
                return False
        ref = letter.bounced_id
        if ref and ref in arrival and arrival[ref] >= received and ref != letter.message_id:
            return False
    return True
