"""Which letters belong together, and why: a pure function of the set of letters.

Letters join by References and In-Reply-To as connected components. Two rules bend that:

* **Guard.** A letter is let into a ticket of ours only when its sender takes part in it (see
  `_Cluster.admits`); otherwise it begins a ticket of its own that is *held back* from the other.
* **Weak evidence.** A letter without any reference may join by a quoted ticket code, or by the
  same correspondent and subject within seven days; its `Why` says so.

`group` looks at one set of letters. `nodes` tells which letters can influence each other at all:
two letters that share no node, directly or through others, never share a ticket. So a store keeps
the connected components over nodes ("neighbourhoods") and regroups only those that a new letter
touches; the result is the same as grouping everything at once.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

from app.domain.codes import code_of, number_of, number_of_code
from app.domain.ids import MessageKey
from app.domain.messages import Automatic
from app.domain.providers import company_domain, same_company

WEAK_WINDOW = 7 * 86400
"""Seconds within which the same correspondent and subject are taken for the same matter."""

_SUBJECT_SPACE = 1 << 62


class WhyKind(StrEnum):
    """The rule that put a letter into its ticket."""

    FIRST = "first"
    """It begins the ticket."""
    ANSWERS = "answers"
    """It answers a letter of the ticket (In-Reply-To or References)."""
    SHARED_PARENT = "shared-parent"
    """It and another letter here answer one letter that is not in this mailbox."""
    SAME_SUBJECT = "same-subject"
    """Weak: no reference, but same correspondent and subject within seven days."""
    TICKET_CODE = "ticket-code"
    """Weak: no reference, but the subject quotes the ticket's code."""
    COPY = "copy"
    """Another copy of a letter of the ticket: same Message-ID, different content."""
    BOUNCE = "bounce"
    """It reports that a letter of the ticket could not be delivered."""
    HELD_BACK = "held-back"
    """It refers to another ticket, but its sender takes no part in that one."""


@dataclass(frozen=True, slots=True)
class Why:
    """The evidence for a letter's place."""

    kind: WhyKind
    evidence: str = ""
    """Message-ID (or ticket code) that decided; ``""`` for `WhyKind.FIRST`."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What grouping looks at. Addresses are lower case."""

    key: MessageKey
    message_id: str
    references: tuple[str, ...]
    """Oldest first, the direct parent last."""
    sender: str
    recipients: tuple[str, ...]
    """To and Cc, without our own addresses."""
    to_us: bool
    """Whether To or Cc names an address of ours."""
    received: int
    """INTERNALDATE, seconds UTC."""
    ours: bool
    subject: str
    """From `app.domain.subjects.subject_key`."""
    list_id: str = ""
    automatic: Automatic | None = None
    bounced_id: str = ""
    bounced_recipient: str = ""
    quoted_code: str = ""
    """Ticket code in the subject, ``""`` for none."""
    answers_our_token: bool = False
    """Whether it answers a Message-ID of ours whose keyed token is genuine (`own_ids`)."""
    colleague: bool = False
    """Whether the sender's domain is our own company's."""
    content_hash: bytes = b""
    """Tells copies with one Message-ID apart, the same on every client."""


@dataclass(frozen=True, slots=True)
class Group:
    """One ticket's letters."""

    root: str
    """Message-ID that the ticket's code derives from."""
    letters: tuple[tuple[MessageKey, Why], ...]
    """In the order of conversation: answers never before what they answer."""
    related: tuple[str, ...]
    """Message-IDs or codes in tickets that letters here refer to but were held back from."""


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
    for who in _correspondents(letter):
        text = f"{who}\0{letter.subject}".encode("utf-8", "surrogatepass")
        found.add(_SUBJECT_SPACE | int.from_bytes(blake2b(text, digest_size=7).digest()))
    return frozenset(found)


def group(letters: Iterable[Letter]) -> list[Group]:
    """Divide letters into tickets.

    The result depends on the set alone: not on the order of ``letters``, nor on what was grouped
    before. Groups come in the order of their first letters. Runs in O(n log n) for ordinary mail.
    """
    found = list(letters)
    if len(found) == 1:  # half of all tickets
        return [_alone(found[0])]
    return _Partition(_conversation_order(found)).groups()


def _alone(letter: Letter) -> Group:
    return Group(_claimed_root(letter), ((letter.key, Why(WhyKind.FIRST)),), ())


def _claimed_root(letter: Letter) -> str:
    """Return the oldest id that a letter answers, or its own; a report answers nobody."""
    if not letter.references or letter.automatic is Automatic.BOUNCE:
        return letter.message_id
    return letter.references[0]


def _correspondents(letter: Letter) -> Sequence[str]:
    """People outside whose next letter with this subject may belong here; () where none may.

    Only people who write to us forget references for one and the same matter; on a list that we
    merely read, one subject again is as often a new thread.
    """
    if not letter.subject or letter.list_id or letter.automatic:
        return ()
    if not (letter.ours or letter.to_us):
        return ()
    if letter.ours:
        return letter.recipients[:10]
    return (letter.sender,) if letter.sender else ()


def _conversation_order(letters: list[Letter]) -> list[Letter]:
    """Sort by arrival, but never an answer before what it answers (clocks and moves lie)."""
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


@dataclass(eq=False, slots=True)
class _Cluster:
    """Letters found to belong together so far, with who takes part."""

    letters: list[tuple[int, Letter]] = field(default_factory=list)
    """With the position in conversation order."""
    people: set[str] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    held_from: set[int] = field(default_factory=set)
    """Numbers of clusters that this one must never be united with."""

    def add(self, position: int, letter: Letter) -> None:
        self.letters.append((position, letter))
        if letter.automatic is Automatic.BOUNCE:
            return
        people = letter.recipients if letter.ours else (letter.sender, *letter.recipients)
        self.people.update(p for p in people if p)
        self.domains.update(d for p in people if (d := company_domain(p)))
        if letter.list_id:
            self.lists.add(letter.list_id)

    def admits(self, letter: Letter) -> bool:
        """Whether the sender takes part here (DESIGN section 4, HAZARDS T2)."""
        if letter.ours or letter.colleague or letter.answers_our_token:
            return True
        if letter.sender in self.people:
            return True
        if letter.list_id and letter.list_id in self.lists:
            return True
        domain = company_domain(letter.sender)
        return bool(domain) and any(same_company(domain, known) for known in self.domains)


class _Partition:
    """One run of `group`: strong components first, then weak evidence between them."""

    def __init__(self, ordered: list[Letter]) -> None:
        self._ordered = ordered
        self._present = {letter.message_id: letter for letter in reversed(ordered)}
        self._clusters: dict[int, _Cluster] = {}
        self._parent: list[int] = []
        self._home: dict[str, int] = {}
        """Where an id, present or only mentioned, was first seen."""
        self._at: list[int] = []
        """Cluster of each letter by position; differs from `_home` for held-back copies."""
        self._why: list[Why] = []
        self._guarded = _components_with_us(ordered)
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
            self._why[position] = Why(WhyKind.FIRST)
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
        return first.message_id if held else _claimed_root(first)

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
        guarded = letter.message_id in self._guarded
        admitted = [r for r in near if not guarded or self._cluster(self._home[r]).admits(letter)]
        if not admitted:
            home = self._new_cluster()
            self._cluster(home).held_from.update(self._find(self._home[r]) for r in near)
            return home, Why(WhyKind.HELD_BACK, near[0]) if near else Why(WhyKind.FIRST)
        home = self._home[admitted[0]]
        for other in admitted[1:]:
            home = self._unite(home, self._home[other])
        return home, self._reason(letter, admitted)

    def _reason(self, letter: Letter, admitted: list[str]) -> Why:
        for ref in admitted:
            if ref != letter.message_id and ref in self._present:
                return Why(WhyKind.ANSWERS, ref)
        if letter.message_id in admitted and self._present[letter.message_id] is not letter:
            return Why(WhyKind.COPY, letter.message_id)
        return Why(WhyKind.SHARED_PARENT, admitted[0])

    def _bounce_home(self, letter: Letter) -> tuple[int, Why] | None:
        """A report joins the letter of ours that it speaks of; forged ones do not."""
        original = self._present.get(letter.bounced_id)
        if original is None or not original.ours or letter.bounced_id not in self._home:
            return None
        failed = letter.bounced_recipient
        robot = letter.sender.partition("@")[0] in {"mailer-daemon", "postmaster", ""}
        if not (failed in original.recipients if failed else robot):
            return None
        return self._home[letter.bounced_id], Why(WhyKind.BOUNCE, letter.bounced_id)

    # --- weak evidence ---------------------------------------------------------------------

    def _join_weakly(self) -> None:
        """Join letters without references by ticket code, else by correspondent and subject."""
        by_code = self._codes()
        last: dict[tuple[str, str], int] = {}
        for position, letter in enumerate(self._ordered):
            if not (letter.references or letter.list_id or letter.automatic):
                self._join_one(position, by_code.get(letter.quoted_code), last)
            for who in _correspondents(letter):
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
            for who in _correspondents(letter)
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
        self._clusters[number] = _Cluster()
        return number

    def _find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _cluster(self, number: int) -> _Cluster:
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
        into.domains |= gone.domains
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
