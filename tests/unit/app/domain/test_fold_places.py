"""Merge, split and move: by example, then for any letters and rulings."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.fold_places import NO_RULINGS, Rulings, Ticket, arrange, moves
from app.domain.grouping import Letter, group
from app.domain.ids import MessageKey
from app.domain.streams import Anchor, split_anchor
from tests.support.letters import DAY, IDS, NOON, letter, worlds

ANN, BEN = "m1@x.example", "m4@x.example"
"""Two natural tickets: 1 ← 2 ← 3, and 4 ← 5."""
LETTERS = [
    letter(1),
    letter(2, ours=True, references=(ANN,), recipients=("ann@acme.example",)),
    letter(3, references=(ANN, "m2@x.example")),
    letter(4, sender="cy@gmail.com"),
    letter(5, sender="cy@gmail.com", references=(BEN,)),
]


def ruled(
    moves: dict[str, str] | None = None,
    merges: list[tuple[str, str]] | None = None,
    letters: list[Letter] | None = None,
) -> list[Ticket]:
    found = letters or LETTERS
    rulings = Rulings(
        {letter_id: Anchor(to) for letter_id, to in (moves or {}).items()},
        frozenset((Anchor(one), Anchor(into)) for one, into in merges or ()),
    )
    return arrange(group(found), {x.key: x for x in found}, rulings)


def shape(tickets: list[Ticket]) -> dict[str, list[int]]:
    return {ticket.root: [place.letter for place in ticket.letters] for ticket in tickets}


def test_without_rulings_tickets_are_natural() -> None:
    assert shape(ruled()) == {ANN: [1, 2, 3], BEN: [4, 5]}
    assert ruled()[0].anchors == {ANN, "m2@x.example", "m3@x.example"}
    assert ruled()[0].streams == (
        "ticket:m1@x.example", "ticket:m2@x.example", "ticket:m3@x.example",
    )  # fmt: skip


def test_a_moved_letter_takes_its_answers_along() -> None:
    tickets = ruled({"m2@x.example": BEN})
    assert shape(tickets) == {ANN: [1], BEN: [2, 3, 4, 5]}
    assert [place.moved_by for place in tickets[1].letters] == ["m2@x.example"] * 2 + ["", ""]
    later = [*LETTERS, letter(6, references=("m3@x.example",))]
    assert shape(ruled({"m2@x.example": BEN}, letters=later))[BEN] == [2, 3, 4, 5, 6]


def test_a_letter_without_references_follows_the_one_it_was_found_to_continue() -> None:
    first = letter(1, subject="order")
    again = letter(2, subject="order", received=first.received + DAY)
    letters = [first, again, *LETTERS[3:]]
    assert shape(ruled(letters=letters))[ANN] == [1, 2]
    assert shape(ruled({ANN: BEN}, letters=letters)) == {BEN: [1, 2, 4, 5]}


def test_an_answer_that_was_moved_itself_goes_where_it_was_told() -> None:
    assert shape(ruled({"m2@x.example": BEN, "m3@x.example": ANN})) == {
        ANN: [1, 3],
        BEN: [2, 4, 5],
    }


def test_a_letter_split_off_begins_a_ticket_that_others_can_join() -> None:
    off = split_anchor("m3@x.example")
    assert shape(ruled({"m3@x.example": off})) == {ANN: [1, 2], off: [3], BEN: [4, 5]}
    assert shape(ruled({"m3@x.example": off, BEN: off})) == {ANN: [1, 2], off: [3, 4, 5]}
    tickets = {ticket.root: ticket for ticket in ruled({"m3@x.example": off})}
    assert tickets[off].anchors == {off}
    assert "m3@x.example" in tickets[Anchor(ANN)].anchors


def test_what_was_said_of_an_emptied_ticket_goes_with_its_letters() -> None:
    tickets = ruled({ANN: BEN})
    assert shape(tickets) == {BEN: [1, 2, 3, 4, 5]}
    assert Anchor(ANN) in tickets[0].anchors
    off = split_anchor(ANN)
    tickets = ruled({ANN: off})
    assert shape(tickets) == {off: [1, 2, 3], BEN: [4, 5]}
    assert Anchor(ANN) in tickets[0].anchors


def test_merged_tickets_are_one_under_the_second_name() -> None:
    tickets = ruled(merges=[("m3@x.example", "m5@x.example")])
    assert shape(tickets) == {BEN: [1, 2, 3, 4, 5]}
    assert tickets[0].joined == (ANN,)
    assert Anchor("m2@x.example") in tickets[0].anchors
    assert shape(ruled(merges=[(BEN, ANN)])) == {ANN: [1, 2, 3, 4, 5]}


def test_of_a_row_of_merges_the_last_gives_the_name() -> None:
    third = letter(9, sender="dee@gmail.com")
    letters, last = [*LETTERS, third], third.message_id
    tickets = ruled(merges=[(ANN, BEN), (BEN, last)], letters=letters)
    assert shape(tickets) == {last: [1, 2, 3, 4, 5, 9]}
    assert tickets[0].joined == (ANN, BEN)


def test_merging_both_ways_round_is_settled_alike_everywhere() -> None:
    assert shape(ruled(merges=[(ANN, BEN), (BEN, ANN)])) == {ANN: [1, 2, 3, 4, 5]}
    assert shape(ruled(merges=[(ANN, ANN)])) == shape(ruled())


def test_moves_across_form_no_circle() -> None:
    assert shape(ruled({ANN: BEN, BEN: ANN})) == {ANN: [4, 5], BEN: [1, 2, 3]}


def test_rulings_about_unknown_letters_wait() -> None:
    assert ruled({"none@x": BEN, ANN: "none@x"}, [("none@x", ANN)]) == ruled()


def test_a_forged_copy_of_a_moved_letter_is_not_moved_along() -> None:
    forged = letter(9, ANN, sender="eve@evil.example", subject="x", content_hash=b"evil")
    natural = ruled(letters=[*LETTERS, forged])
    assert shape(natural) == {ANN: [1, 2, 3], f"{ANN}/{b'evil'.hex()}": [9], BEN: [4, 5]}
    tickets = ruled({ANN: BEN}, letters=[*LETTERS, forged])
    assert shape(tickets) == {f"{ANN}/{b'evil'.hex()}": [9], BEN: [1, 2, 3, 4, 5]}
    own = letter(8, sender="eve@evil.example")
    inside = letter(9, ANN, sender="eve@evil.example", references=(own.message_id,))
    found = ruled({ANN: BEN}, letters=[*LETTERS, own, inside])
    assert shape(found)[BEN] == [1, 2, 3, 4, 5]
    names = {place.name for ticket in found for place in ticket.letters}
    assert {ANN, f"{ANN}/{inside.content_hash.hex()}"} <= names


def test_the_anchor_is_a_letter_and_mentioned_ids_lead_to_the_ticket() -> None:
    lost = "m0@x.example"
    orphans = [letter(1, references=(lost,)), letter(2, references=(lost, ANN))]
    ticket = ruled(letters=orphans)[0]
    assert (ticket.root, ticket.anchor) == (lost, ANN)
    assert Anchor(lost) in ticket.anchors
    late = letter(9, sender="eve@evil.example", references=(lost,), received=NOON + 99 * DAY)
    tickets = ruled(letters=[*orphans, late])
    owners = [t for t in tickets if Anchor(lost) in t.anchors]
    assert [place.letter for place in owners[0].letters] == [1, 2]
    assert len(owners) == 1
    off = split_anchor("m3@x.example")
    assert {t.root: t.anchor for t in ruled({"m3@x.example": off})}[off] == off


RULINGS = st.builds(
    Rulings,
    st.dictionaries(
        st.sampled_from(IDS),
        st.sampled_from([*map(Anchor, IDS), *map(split_anchor, IDS)]),
        max_size=4,
    ),
    st.frozensets(
        st.tuples(
            st.sampled_from([*map(Anchor, IDS), *map(split_anchor, IDS)]),
            st.sampled_from([*map(Anchor, IDS), *map(split_anchor, IDS)]),
        ),
        max_size=3,
    ),
)


@settings(max_examples=40)
@given(worlds(), RULINGS, st.randoms(use_true_random=False))
def test_every_letter_is_in_one_ticket_in_any_order(
    letters: list[Letter], rulings: Rulings, rng: random.Random
) -> None:
    by_key = {x.key: x for x in letters}
    groups = group(letters)
    tickets = arrange(groups, by_key, rulings)
    assert sorted(p.letter for t in tickets for p in t.letters) == sorted(by_key)
    assert len({anchor for t in tickets for anchor in t.anchors}) == sum(
        len(t.anchors) for t in tickets
    )
    rng.shuffle(groups)
    assert arrange(groups, by_key, rulings) == tickets
    names = {x.message_id for x in letters}
    assert names <= {anchor for t in tickets for anchor in t.anchors} or any(
        "/" in g.root for g in groups
    )


def apply(rulings: Rulings, found: list[tuple[str, Anchor | None]]) -> Rulings:
    after = dict(rulings.moves)
    for name, to in found:
        after.pop(name, None)
        if to is not None:
            after[name] = to
    return Rulings(after, rulings.merges)


def test_splitting_moves_what_is_chosen_and_tells_the_rest_to_stay() -> None:
    by_key = {x.key: x for x in LETTERS}
    second, third = LETTERS[1].key, LETTERS[2].key
    off = split_anchor("m2@x.example")
    assert moves(group(LETTERS), by_key, NO_RULINGS, {second: off}) == [
        ("m2@x.example", off),
        ("m3@x.example", Anchor(ANN)),
    ]
    assert moves(group(LETTERS), by_key, NO_RULINGS, {second: off, third: off}) == [
        ("m2@x.example", off)
    ]
    ruled_so = Rulings({"m3@x.example": Anchor(BEN)}, frozenset())
    assert moves(group(LETTERS), by_key, ruled_so, {third: Anchor(ANN)}) == [("m3@x.example", None)]
    assert moves(group(LETTERS), by_key, ruled_so, {third: Anchor(BEN)}) == []


def test_copies_that_share_a_name_are_moved_by_one_word() -> None:
    first, other = LETTERS[0], LETTERS[3]
    copy = replace(first, key=MessageKey(99), content_hash=b"another")
    letters = {x.key: x for x in (first, copy, other)}
    groups = group(letters.values())
    home, aim = Anchor(first.message_id), Anchor(other.message_id)
    told = Rulings({first.message_id: home}, frozenset())
    found = moves(groups, letters, told, {first.key: aim, copy.key: aim})
    assert found == [(first.message_id, aim)]


@settings(max_examples=40)
@given(worlds(), RULINGS, st.randoms(use_true_random=False))
def test_moves_do_what_is_wanted_and_nothing_else(
    letters: list[Letter], rulings: Rulings, rng: random.Random
) -> None:
    by_key = {x.key: x for x in letters}
    groups = group(letters)
    rulings = Rulings(rulings.moves, frozenset())
    tickets = arrange(groups, by_key, rulings)
    ticket, target = rng.choice(tickets), rng.choice(tickets)
    picked = {place.name for place in ticket.letters if rng.random() < 0.6}  # copies share a name
    chosen = [place for place in ticket.letters if place.name in picked]
    elsewhere = {place.name for t in tickets if t != ticket for place in t.letters}
    if (
        not chosen
        or picked & elsewhere
        or any(split_anchor(p.name) in rulings.moves.values() for p in chosen)
    ):
        return
    to = target.anchor if rng.random() < 0.5 else split_anchor(chosen[0].name)
    before = {place.letter: t.root for t in tickets for place in t.letters}
    found = moves(groups, by_key, rulings, {place.letter: to for place in chosen})
    after = arrange(groups, by_key, apply(rulings, found))
    stands = {place.letter: t.root for t in after for place in t.letters}
    for place in chosen:
        assert stands[place.letter] == (target.root if to == target.anchor else to)
    keys = {place.letter for place in chosen}
    assert {k: v for k, v in stands.items() if k not in keys} == {
        k: v for k, v in before.items() if k not in keys
    }
    assert (
        moves(groups, by_key, apply(rulings, found), {place.letter: to for place in chosen}) == []
    )


@settings(max_examples=10)
@given(worlds())
def test_no_rulings_change_nothing(letters: list[Letter]) -> None:
    by_key = {x.key: x for x in letters}
    groups = group(letters)
    tickets = arrange(groups, by_key, NO_RULINGS)
    assert {t.root: {p.letter for p in t.letters} for t in tickets} == {
        g.root: {key for key, _ in g.letters} for g in groups
    }
    assert all(place.moved_by == "" for t in tickets for place in t.letters)


@settings(max_examples=40)
@given(worlds())
def test_a_ticket_alone_takes_a_short_way_to_the_same(letters: list[Letter]) -> None:
    by_key = {x.key: x for x in letters}
    nothing = Rulings({}, frozenset())  # equal, but not known to be nothing
    for found in group(letters):
        assert arrange([found], by_key, NO_RULINGS) == arrange([found], by_key, nothing)
