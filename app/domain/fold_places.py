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

from app.domain.grouping import Group, Letter, Why
from app.domain.ids import MessageKey
from app.domain.streams import SPLIT_MARK, Anchor, Stream, split_anchor, ticket_stream


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people ruled about letters and tickets, as the streams fold to."""

    moves: Mapping[str, Anchor]
    """`Place.name` → where `fold_letter` says it was moved."""
    merges: frozenset[tuple[Anchor, Anchor]]
    """(ticket, ``into``) for each `TicketState.merged_into`."""


NO_RULINGS = Rulings({}, frozenset())


@dataclass(frozen=True, slots=True)
class Place:
    """A letter's place in a ticket."""

    letter: MessageKey
    name: str
    """For `LetterMoved`: its Message-ID; see `letter_names`."""
    why: Why
    """Why it is in its natural ticket."""
    moved_by: str = ""
    """`name` of the letter whose move brought it here: itself, or one it answers."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is shown as one ticket."""

    root: Anchor
    """What its code derives from. A natural root may be an id that letters only mention, and
    changes when older letters arrive, so it is no anchor to write down."""
    anchor: Anchor
    """Names it in events written from now on: one of its letters, or where it was split off."""
    letters: tuple[Place, ...]
    """In conversation order; those that people brought together by arrival."""
    joined: tuple[Anchor, ...]
    """Roots of the places that were merged into it; their codes lead here too."""
    related: tuple[str, ...]
    """As in `Group`."""
    anchors: frozenset[Anchor]
    """Every anchor that names this ticket, ids that its letters mention included: the letter that
    an event named may be gone from the mailbox."""
    own: frozenset[MessageKey] = frozenset()
    """Where people brought letters here, those that are here without that: they say what it is
    about. Empty where that are all, or none is left."""

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
    found = sorted(groups, key=lambda group: group.root)
    if len(found) == 1 and rulings is NO_RULINGS and "/" not in found[0].root:
        return [_alone(found[0], letters)]
    return _Arrangement(found, letters, rulings).tickets()


def _alone(group: Group, letters: Mapping[MessageKey, Letter]) -> Ticket:
    """Return what a natural ticket is that nothing else can influence: most are."""
    root = Anchor(group.root)
    places = [Place(key, letters[key].message_id, why) for key, why in group.letters]
    mentioned = [Anchor(ref) for key, _ in group.letters for ref in letters[key].references]
    names = [Anchor(place.name) for place in places]
    anchors = frozenset([root, *names, *mentioned])
    return Ticket(root, names[0], tuple(places), (), group.related, anchors)


def letter_names(
    groups: Iterable[Group], letters: Mapping[MessageKey, Letter]
) -> dict[MessageKey, str]:
    """Return the name of each letter for rulings: its Message-ID.

    A copy in another natural ticket than the letter that came first goes by its content as well;
    else a forged copy would be moved along with the genuine letter.
    """
    homes: dict[str, tuple[int, str]] = {}
    for group in groups:
        for key, _ in group.letters:
            letter = letters[key]
            if group.root != _copy_name(letter):  # which grouping found to be a copy held back
                here = (letter.received, group.root)
                homes[letter.message_id] = min(homes.get(letter.message_id, here), here)
    return {
        key: letters[key].message_id
        if homes.get(letters[key].message_id, (0, None))[1] == group.root
        else _copy_name(letters[key])
        for group in groups
        for key, _ in group.letters
    }


def _copy_name(letter: Letter) -> str:
    return f"{letter.message_id}/{letter.content_hash.hex()}"


def moves(
    groups: Iterable[Group],
    letters: Mapping[MessageKey, Letter],
    rulings: Rulings,
    wanted: Mapping[MessageKey, Anchor],
) -> list[tuple[str, Anchor | None]]:
    """Return the fewest moves that put these letters where they are wanted and leave all others.

    ``wanted`` holds a letter's new place by its anchor: `Ticket.anchor` of the ticket that it goes
    to, or ``split_anchor`` of the first of the letters split off. Answers that would follow and
    should not are told to stay. Each move is (`Place.name`, ``to`` of `LetterMoved`).
    """
    found = _Arrangement(sorted(groups, key=lambda group: group.root), letters, rulings)
    return found.moves(wanted)


@dataclass(slots=True)
class _Spot:
    """A place with what stands in it."""

    root: Anchor
    anchor: Anchor
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
        self._names = letter_names(groups, letters)
        self._spots: dict[Anchor, _Spot] = {}
        """By root: that of the natural ticket, or the split anchor."""
        self._natural: dict[str, Anchor] = {}
        """Message-ID → root of its natural ticket."""
        self._gone_to: dict[Anchor, Anchor] = {}
        """Natural ticket → where its first letter stands."""
        for group in groups:
            self._add_natural(group)
        for group in groups:
            self._add_splits(group)
        self._add_mentioned(groups)
        for name, root in self._natural.items():
            self._spots[root].anchors.add(Anchor(name))
        self._groups = groups
        self._stands: dict[MessageKey, Anchor] = {}
        for group in groups:
            self._place_letters(group)

    def _add_natural(self, group: Group) -> None:
        root = Anchor(group.root)
        first = Anchor(self._names[group.letters[0][0]])
        self._spots[root] = _Spot(root, first, [], group.related, set())
        for key, _ in group.letters:
            self._natural.setdefault(self._names[key], root)

    def _add_splits(self, group: Group) -> None:
        for key, _ in group.letters:
            name = self._names[key]
            root = split_anchor(name)
            if self._rulings.moves.get(name) == root and root not in self._spots:
                self._spots[root] = _Spot(root, root, [], (), {root})

    def _add_mentioned(self, groups: list[Group]) -> None:
        """Ids that letters mention name a ticket too, after those of letters.

        Where several mention one, the letter that came first decides: a stranger comes later.
        """
        mentions = []
        for group in groups:
            for key, _ in group.letters:
                mid = self._letters[key].message_id
                copy = self._names[key] != mid
                mentions.append((self._letters[key].received, mid, copy, group.root, key))
        for _, _, _, root, key in sorted(mentions):
            for ref in self._letters[key].references:
                self._natural.setdefault(ref, Anchor(root))

    def _place_letters(self, group: Group) -> None:
        """Put each letter where it, or the nearest letter that it answers, was moved."""
        home = Anchor(group.root)
        moved: dict[str, tuple[Anchor, str]] = {}
        runs: dict[Anchor, list[Place]] = {}
        for key, why in group.letters:
            name = self._names[key]
            spot = self._ruled(name)
            placed = (spot, name) if spot else self._follows(key, why, moved, home)
            moved.setdefault(self._letters[key].message_id, placed)
            self._gone_to.setdefault(home, placed[0])
            self._stands[key] = placed[0]
            by = placed[1] if placed[0] != home else ""
            runs.setdefault(placed[0], []).append(Place(key, name, why, by))
        for root, run in runs.items():
            self._spots[root].runs.append(run)

    def _follows(
        self, key: MessageKey, why: Why, moved: Mapping[str, tuple[Anchor, str]], home: Anchor
    ) -> tuple[Anchor, str]:
        """Return where a letter stands that was not moved itself, and by whose move."""
        near = (*reversed(self._letters[key].references), why.evidence)
        return next((moved[ref] for ref in near if ref in moved), (home, ""))

    def moves(self, wanted: Mapping[MessageKey, Anchor]) -> list[tuple[str, Anchor | None]]:
        found: dict[str, Anchor | None] = {}  # copies share a name, and so what is said of it
        for group in self._groups:
            home = Anchor(group.root)
            moved: dict[str, tuple[Anchor, str]] = {}
            for key, why in group.letters:
                name = self._names[key]
                to = wanted.get(key)
                aim = self._stands[key] if to is None else self._spot_of(to) or to
                if self._follows(key, why, moved, home)[0] != aim:
                    if self._ruled(name) != aim:
                        found[name] = self._anchor_of(aim)
                elif self._ruled(name) not in (None, aim):
                    found.setdefault(name, None)
                moved.setdefault(self._letters[key].message_id, (aim, name))
        return list(found.items())

    def _anchor_of(self, root: Anchor) -> Anchor:
        spot = self._spots.get(root)
        return spot.anchor if spot else root

    def _ruled(self, name: str) -> Anchor | None:
        """Return the root of the place that a letter was moved to, None where it was not."""
        to = self._rulings.moves.get(name)
        return None if to is None else self._spot_of(to)

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
        letters = tuple(merge(*(run for spot in heap for run in spot.runs), key=self._arrival))
        own = self._own(root)
        return Ticket(
            root,
            self._spots[root].anchor,
            letters,
            tuple(spot.root for spot in heap if spot.root != root),
            tuple(dict.fromkeys(name for spot in heap for name in spot.related)),
            frozenset(anchor for spot in heap for anchor in spot.anchors),
            own if len(own) < len(letters) else frozenset(),
        )

    def _own(self, root: Anchor) -> frozenset[MessageKey]:
        """Return the letters of a place itself; of one that was split off, all that stand there."""
        here = [place for run in self._spots[root].runs for place in run]
        return frozenset(p.letter for p in here if not p.moved_by) or frozenset(
            place.letter for place in here
        )

    def _arrival(self, place: Place) -> tuple[int, str]:
        letter = self._letters[place.letter]
        return letter.received, letter.message_id


def _find(unions: dict[Anchor, Anchor], root: Anchor) -> Anchor:
    while (above := unions.get(root, root)) != root:
        root = above
    return root
