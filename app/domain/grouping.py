"""Which letters belong together, and why: a pure function of the set of letters.

Letters join by References and In-Reply-To as connected components. Two rules bend that:

* **Guard.** A letter is let into a ticket of ours only when its sender takes part in it (see
  `Cluster.admits`); otherwise it begins a ticket of its own that is *held back* from the other.
* **Weak evidence.** A letter without any reference may join by a quoted ticket code, or by the
  same correspondent and subject within seven days; its `Why` says so.

`group` looks at one set of letters. `nodes` tells which letters can influence each other at all:
two letters that share no node, directly or through others, never share a ticket. So a store keeps
the connected components over nodes ("neighbourhoods") and regroups only those that a new letter
touches; the result is the same as grouping everything at once.
"""

from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b

from app.domain.codes import code_of, number_of, number_of_code
from app.domain.grouping_shortcuts import answers_came_later, ordinary
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
from app.domain.messages import Automatic

__all__ = ["WEAK_WINDOW", "Group", "Letter", "Why", "WhyKind", "group", "nodes"]

_SUBJECT_SPACE = 1 << 62


def nodes(letter: Letter) -> frozenset[int]:
    """Return the numbers by which this letter can meet others.

    Message-IDs and codes share one space of 35 bits (a code *is* the start of a hash), so a quoted
    code finds its ticket; a chance collision only makes a neighbourhood larger.
    """
    found = {number_of(letter.message_id)}
    found.update(number_of(ref) for ref in letter.references)
    if letter.bounced_id:
        found.add(number_of(letter.bounced_id))
    if letter.quoted_code and not letter.references:
        found.add(number_of_code(letter.quoted_code))
    for who in correspondents(letter):
        text = f"{who}\0{letter.subject}".encode("utf-8", "surrogatepass")
        found.add(_SUBJECT_SPACE | int.from_bytes(blake2b(text, digest_size=7).digest()))
    return frozenset(found)


def group(letters: Iterable[Letter]) -> list[Group]:
    """Divide letters into tickets.

    The result depends on the set alone: not on the order of ``letters``, nor on what was grouped
    before. Groups come in the order of their first letters. Runs in O(n log n) for ordinary mail.
    """
    given = list(letters)
    if len(given) == 1:  # half of all tickets
        return [_alone(given[0])]
    ordered = conversation_order(given)
    found = ordinary(ordered)
    return Partition(ordered).groups() if found is None else found


def _alone(letter: Letter) -> Group:
    return Group(claimed_root(letter), ((letter.key, FIRST),), ())


def conversation_order(letters: Sequence[Letter]) -> list[Letter]:
    """Sort by arrival, but never an answer before what it answers (clocks and moves lie)."""
    if answers_came_later(letters):
        return sorted(letters, key=lambda x: (x.received, x.message_id, x.content_hash))
    return order_by_answers(letters)


def order_by_answers(letters: Sequence[Letter]) -> list[Letter]:
    """`conversation_order` of any letters, however wrong their clocks."""
    by_id: dict[str, list[Letter]] = {}
    for letter in letters:
        by_id.setdefault(letter.message_id, []).append(letter)
    when: dict[str, tuple[int, int]] = {}

    def place(first: str) -> None:
        # Iterative depth-first walk: reference chains of hostile mail can be long and circular.
        stack = [(first, False)]
        open_ids: set[str] = set()
        while stack:
            mid, leaving = stack.pop()
            if leaving:
                open_ids.discard(mid)
                own = min(letter.received for letter in by_id[mid])
                parents = [when[p] for p in _parents(by_id[mid], by_id) if p in when]
                latest = max(parents, default=(own, -1))
                when[mid] = (own, 0) if own > latest[0] else (latest[0], latest[1] + 1)
            elif mid not in when and mid not in open_ids:
                open_ids.add(mid)
                stack.append((mid, True))
                stack.extend((p, False) for p in sorted(_parents(by_id[mid], by_id)))

    for mid in sorted(by_id):
        place(mid)
    return sorted(
        letters, key=lambda x: (*when[x.message_id], x.received, x.message_id, x.content_hash)
    )


def _parents(copies: list[Letter], by_id: dict[str, list[Letter]]) -> set[str]:
    return {
        ref
        for letter in copies
        for ref in (*letter.references, letter.bounced_id)
        if ref in by_id and ref != letter.message_id
    }


class Partition:
    """One run of `group`: strong components first, then weak evidence between them."""

    def __init__(self, ordered: list[Letter]) -> None:
        self._ordered = ordered
        self._present = {letter.message_id: letter for letter in reversed(ordered)}
        self._clusters: dict[int, Cluster] = {}
        self._parent: list[int] = []
        self._home: dict[str, int] = {}
        """Where an id, present or only mentioned, was first seen."""
        self._at: list[int] = []
        """Cluster of each letter by position; differs from `_home` for held-back copies."""
        self._why: list[Why] = []
        self._guarded: set[str] | None = None
        for position, letter in enumerate(ordered):
            self._place(position, letter)
        self._join_weakly()

    def groups(self) -> list[Group]:
        found = [sorted(c.letters, key=lambda entry: entry[0]) for c in self._clusters.values()]
        return [self._group(entries) for entries in sorted(found, key=lambda e: e[0][0])]

    def _group(self, entries: list[tuple[int, Letter]]) -> Group:
        position, first = entries[0]
        held = self._why[position].kind is WhyKind.HELD_BACK
        if not held:
            self._why[position] = FIRST
        whys = [self._why[p] for p, _ in entries]
        return Group(
            self._root(position, first, held=held),
            tuple((letter.key, why) for (_, letter), why in zip(entries, whys, strict=True)),
            tuple(dict.fromkeys(w.evidence for w in whys if w.kind is WhyKind.HELD_BACK)),
        )

    def _root(self, position: int, first: Letter, *, held: bool) -> str:
        """The oldest id that the first letter claims, unless it has no right to claim it."""
        if self._find(self._home[first.message_id]) != self._find(self._at[position]):
            return f"{first.message_id}/{first.content_hash.hex()}"
        return first.message_id if held else claimed_root(first)

    # --- strong evidence -------------------------------------------------------------------

    def _place(self, position: int, letter: Letter) -> None:
        """Put a letter where its references say, if its sender takes part there."""
        placed = self._bounce_home(letter) if letter.automatic is Automatic.BOUNCE else None
        home, why = placed or self._reference_home(letter)
        self._at.append(home)
        self._why.append(why)
        self._cluster(home).add(position, letter)
        if placed:
            self._home.setdefault(letter.message_id, home)
            return
        for ref in (letter.message_id, *letter.references):
            self._home.setdefault(ref, home)

    def _reference_home(self, letter: Letter) -> tuple[int, Why]:
        near = [
            ref for ref in (letter.message_id, *reversed(letter.references)) if ref in self._home
        ]
        if not near:
            return self._new_cluster(), FIRST
        admitted = [ref for ref in near if self._lets_in(letter, self._home[ref])]
        if not admitted:
            home = self._new_cluster()
            self._cluster(home).held_from.update(self._find(self._home[r]) for r in near)
            return home, Why(WhyKind.HELD_BACK, near[0])
        home = self._home[admitted[0]]
        for other in admitted[1:]:
            home = self._unite(home, self._home[other])
        return home, self._reason(letter, admitted)

    def _lets_in(self, letter: Letter, home: int) -> bool:
        if self._cluster(home).admits(letter):
            return True
        if self._guarded is None:  # seldom asked
            self._guarded = _components_with_us(self._ordered)
        return letter.message_id not in self._guarded

    def _reason(self, letter: Letter, admitted: list[str]) -> Why:
        for ref in admitted:
            if ref != letter.message_id and ref in self._present:
                return Why(WhyKind.ANSWERS, ref)
        if letter.message_id in admitted and self._present[letter.message_id] is not letter:
            return Why(WhyKind.COPY, letter.message_id)
        return Why(WhyKind.SHARED_PARENT, admitted[0])

    def _bounce_home(self, letter: Letter) -> tuple[int, Why] | None:
        """A report joins the letter of ours that it speaks of; forged ones do not.

        Whoever names an id of ours with its genuine token has it from somebody who got the letter,
        perhaps in blind copy, or from whom it was passed on to.
        """
        original = self._present.get(letter.bounced_id)
        if original is None or not original.ours or letter.bounced_id not in self._home:
            return None
        failed = letter.bounced_recipient
        robot = letter.sender.partition("@")[0] in {"mailer-daemon", "postmaster", ""}
        named = failed in original.recipients if failed else robot
        if not (named or letter.answers_our_token):
            return None
        return self._home[letter.bounced_id], Why(WhyKind.BOUNCE, letter.bounced_id)

    # --- weak evidence ---------------------------------------------------------------------

    def _join_weakly(self) -> None:
        """Join letters without references by ticket code, else by correspondent and subject."""
        by_code = self._codes()
        if len(self._clusters) == 1 and not by_code:
            return
        last: dict[tuple[str, str], int] = {}
        for position, letter in enumerate(self._ordered):
            if not (letter.references or letter.list_id or letter.automatic):
                self._join_one(position, by_code.get(letter.quoted_code), last)
            for who in correspondents(letter):
                last[who, letter.subject] = position

    def _codes(self) -> dict[str, int]:
        """Position of the first letter that a code stands for."""
        found: dict[str, int] = {}
        if any(letter.quoted_code for letter in self._ordered):
            for position, letter in enumerate(self._ordered):
                for mid in (letter.message_id, *letter.references[:1]):
                    found.setdefault(code_of(mid), position)
        return found

    def _join_one(self, position: int, coded: int | None, last: dict[tuple[str, str], int]) -> None:
        letter = self._ordered[position]
        if self._why[position].kind is not WhyKind.FIRST:
            return
        if coded is not None and coded != position:
            if self._cluster(self._at[coded]).admits(letter):
                self._weakly(position, coded, Why(WhyKind.TICKET_CODE, letter.quoted_code))
            else:
                self._cluster(self._at[position]).held_from.add(self._find(self._at[coded]))
                self._why[position] = Why(WhyKind.HELD_BACK, letter.quoted_code)
            return
        before = [
            earlier
            for who in correspondents(letter)
            if (earlier := last.get((who, letter.subject))) is not None
            and 0 <= letter.received - self._ordered[earlier].received <= WEAK_WINDOW
        ]
        if before:
            nearest = max(before)
            evidence = self._ordered[nearest].message_id
            self._weakly(position, nearest, Why(WhyKind.SAME_SUBJECT, evidence))

    def _weakly(self, position: int, target: int, why: Why) -> None:
        mine, other = self._at[position], self._at[target]
        if self._find(mine) != self._find(other):
            united = self._unite(other, mine)
            if united == self._find(mine):
                self._why[position] = why

    # --- clusters --------------------------------------------------------------------------

    def _new_cluster(self) -> int:
        number = len(self._parent)
        self._parent.append(number)
        self._clusters[number] = Cluster()
        return number

    def _find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _cluster(self, number: int) -> Cluster:
        return self._clusters[self._find(number)]

    def _unite(self, kept: int, other: int) -> int:
        """Join two clusters unless one was held back from the other; return where ``kept`` is."""
        kept, other = self._find(kept), self._find(other)
        if kept == other or self._apart(kept, other) or self._apart(other, kept):
            return kept
        if len(self._clusters[other].letters) > len(self._clusters[kept].letters):
            kept, other = other, kept
        self._parent[other] = kept
        gone = self._clusters.pop(other)
        into = self._clusters[kept]
        into.letters += gone.letters
        into.people |= gone.people
        into.lists |= gone.lists
        into.held_from |= gone.held_from
        return kept

    def _apart(self, held: int, other: int) -> bool:
        return any(self._find(n) == other for n in self._clusters[held].held_from)


def _components_with_us(letters: Collection[Letter]) -> set[str]:
    """Message-IDs in reference components that we take part in; only those are guarded.

    A thread that neither comes from nor goes to one of our addresses (a mailing list that the
    mailbox reads) is nobody's ticket to slip into, and strangers join lists all the time.
    """
    parent: dict[str, str] = {}

    def find(mid: str) -> str:
        root = mid
        while (above := parent.setdefault(root, root)) != root:
            root = above
        while parent[mid] != root:
            parent[mid], mid = root, parent[mid]
        return root

    for letter in letters:
        for ref in letter.references:
            parent[find(ref)] = find(letter.message_id)
    with_us: dict[str, set[bytes]] = {}
    for letter in letters:
        if letter.ours or letter.to_us:
            with_us.setdefault(find(letter.message_id), set()).add(_identity(letter))
    guarded = set()
    for letter in letters:
        others = with_us.get(find(letter.message_id), set()) - {_identity(letter)}
        if others or letter.ours:
            guarded.add(letter.message_id)
    return guarded


def _identity(letter: Letter) -> bytes:
    return letter.message_id.encode("utf-8", "surrogatepass") + b"\0" + letter.content_hash
