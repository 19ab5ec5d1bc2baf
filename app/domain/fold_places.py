"""Which letters and which team facts make up a ticket, once people have merged, split and moved.

Letters alone give *natural* tickets (`app.domain.grouping`). Over them lies what people ruled, in
two steps, each a pure function of letters and rulings:

1. A moved letter stands where it was moved to, and what answers it follows, unless that was itself
   moved. A place is a natural ticket, or the one that begins with a letter split off.
2. Places that were merged are shown as one.

Anchors name places and are never followed twice: "where letter A is" means its natural ticket, also
after A was moved away. So rulings cannot form circles, and undoing one disturbs no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge

from app.domain.events import SPLIT_MARK, Anchor, Stream, split_anchor, ticket_stream
from app.domain.grouping import Group, Letter, Why
from app.domain.ids import MessageKey


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people ruled about letters and tickets, as the streams fold to."""

    moves: Mapping[str, Anchor]
    """`letter_name` → where `fold_letter` says it was moved."""
    merges: frozenset[tuple[Anchor, Anchor]]
    """(ticket, ``into``) for each `TicketState.merged_into`."""


NO_RULINGS = Rulings({}, frozenset())


@dataclass(frozen=True, slots=True)
class Place:
    """A letter's place in a ticket."""

    letter: MessageKey
    why: Why
    """Why it is in its natural ticket."""
    moved_by: str = ""
    """Name (`letter_name`) of the letter whose move brought it here: itself, or one it answers."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is shown as one ticket."""

    root: Anchor
    """What its code derives from; also the anchor for what is said of it from now on."""
    letters: tuple[Place, ...]
    """In conversation order; those that people brought together by arrival."""
    joined: tuple[Anchor, ...]
    """Roots of the places that were merged into it; their codes lead here too."""
    related: tuple[str, ...]
    """As in `Group`."""
    anchors: frozenset[Anchor]
    """Every anchor that names this ticket."""

    @property
    def streams(self) -> tuple[Stream, ...]:
        """The streams whose events `fold_ticket` takes together."""
        return tuple(ticket_stream(anchor) for anchor in sorted(self.anchors))


def arrange(
    groups: Iterable[Group], letters: Mapping[MessageKey, Letter], rulings: Rulings
) -> list[Ticket]:
    """Return the tickets of natural tickets under rulings.

    Depends on the sets alone. What rulings tie together must come in one call: the natural tickets
    of moved letters with those of their anchors, and those of merged anchors. A ruling whose letter
    or anchor is not among ``groups`` has no effect yet. What was said of a ticket that lost its
    last letter goes where its first letter went.
    """
    found = _Arrangement(sorted(groups, key=lambda group: group.root), letters, rulings)
    return found.tickets()


def letter_name(group: Group, letter: Letter) -> str:
    """Return the name of a letter for rulings: its Message-ID.

    A copy that was held back from its namesake goes by the root that grouping gave it, which no
    Message-ID equals; else a forged copy would be moved along with the genuine letter.
    """
    copy = f"{letter.message_id}/{letter.content_hash.hex()}"
    return copy if group.root == copy else letter.message_id


@dataclass(slots=True)
class _Spot:
    """A place with what stands in it."""

    root: Anchor
    runs: list[list[Place]]
    """Letters by the natural ticket they come from, each in conversation order."""
    related: tuple[str, ...]
    anchors: set[Anchor]


class _Arrangement:
    def __init__(
        self, groups: list[Group], letters: Mapping[MessageKey, Letter], rulings: Rulings
    ) -> None:
        self._letters = letters
        self._rulings = rulings
        self._spots: dict[Anchor, _Spot] = {}
        """By root: that of the natural ticket, or the split anchor."""
        self._natural: dict[str, Anchor] = {}
        """Message-ID → root of its natural ticket."""
        self._gone_to: dict[Anchor, Anchor] = {}
        """Natural ticket → where its first letter stands."""
        for group in groups:
            self._add_natural(group)
        for group in groups:  # ids that are only mentioned come after those of letters
            self._natural.setdefault(group.root, Anchor(group.root))
            self._add_splits(group)
        for name, root in self._natural.items():
            self._spots[root].anchors.add(Anchor(name))
        for group in groups:
            self._place_letters(group)

    def _add_natural(self, group: Group) -> None:
        root = Anchor(group.root)
        self._spots[root] = _Spot(root, [], group.related, {root})
        for key, _ in group.letters:
            self._natural.setdefault(letter_name(group, self._letters[key]), root)

    def _add_splits(self, group: Group) -> None:
        for key, _ in group.letters:
            name = letter_name(group, self._letters[key])
            root = split_anchor(name)
            if self._rulings.moves.get(name) == root and root not in self._spots:
                self._spots[root] = _Spot(root, [], (), {root})

    def _place_letters(self, group: Group) -> None:
        """Put each letter where it, or the nearest letter that it answers, was moved."""
        home = Anchor(group.root)
        moved: dict[str, tuple[Anchor, str]] = {}
        runs: dict[Anchor, list[Place]] = {}
        for key, why in group.letters:
            letter = self._letters[key]
            spot, by = self._ruled(letter_name(group, letter))
            if spot is None:
                near = (*reversed(letter.references), why.evidence)
                answered = next((ref for ref in near if ref in moved), None)
                spot, by = moved[answered] if answered else (home, "")
            moved.setdefault(letter.message_id, (spot, by))
            self._gone_to.setdefault(home, spot)
            runs.setdefault(spot, []).append(Place(key, why, by if spot != home else ""))
        for spot, run in runs.items():
            self._spots[spot].runs.append(run)

    def _ruled(self, name: str) -> tuple[Anchor | None, str]:
        to = self._rulings.moves.get(name)
        if to is None:
            return None, ""
        spot = self._spot_of(to)
        return (None, "") if spot is None else (spot, name)

    def _spot_of(self, anchor: Anchor) -> Anchor | None:
        if anchor.startswith(SPLIT_MARK):
            return anchor if anchor in self._spots else None
        return self._natural.get(anchor)

    def tickets(self) -> list[Ticket]:
        unions: dict[Anchor, Anchor] = {}
        sources: set[Anchor] = set()
        targets: set[Anchor] = set()
        for one, other in self._joints():
            sources.add(one)
            targets.add(other)
            unions[_find(unions, one)] = _find(unions, other)
        heaps: dict[Anchor, list[_Spot]] = {}
        for root, spot in self._spots.items():
            heaps.setdefault(_find(unions, root), []).append(spot)
        found = [self._ticket(heap, targets - sources) for heap in heaps.values()]
        return sorted((t for t in found if t.letters), key=lambda ticket: ticket.root)

    def _joints(self) -> Iterable[tuple[Anchor, Anchor]]:
        """Yield places that are shown as one: the first goes into the second."""
        for root, to in sorted(self._gone_to.items()):
            if root != to and not self._spots[root].runs:
                yield root, to
        for source, into in sorted(self._rulings.merges):
            one, other = self._spot_of(source), self._spot_of(into)
            if one is not None and other is not None and one != other:
                yield one, other

    def _ticket(self, heap: Sequence[_Spot], targets: set[Anchor]) -> Ticket:
        """Show places as one, under the code of the one that the others were merged into.

        Of several (two people merged both ways round), the first in the alphabet.
        """
        ends = sorted(spot.root for spot in heap if spot.root in targets)
        root = ends[0] if ends else min(spot.root for spot in heap)
        heap = sorted(heap, key=lambda spot: spot.root)
        return Ticket(
            root,
            tuple(merge(*(run for spot in heap for run in spot.runs), key=self._arrival)),
            tuple(spot.root for spot in heap if spot.root != root),
            tuple(dict.fromkeys(name for spot in heap for name in spot.related)),
            frozenset(anchor for spot in heap for anchor in spot.anchors),
        )

    def _arrival(self, place: Place) -> tuple[int, str]:
        letter = self._letters[place.letter]
        return letter.received, letter.message_id


def _find(unions: dict[Anchor, Anchor], root: Anchor) -> Anchor:
    while (above := unions.get(root, root)) != root:
        root = above
    return root
