"""Tickets from letters: each rule by example, then the promises that hold for any letters."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import code_of
from app.domain.grouping import Group, Letter, WhyKind, group, nodes
from app.domain.messages import Automatic
from tests.support.letters import DAY, NOON, letter, worlds

Shape = set[tuple[str, tuple[tuple[int, str, str], ...], tuple[str, ...]]]


def shape(groups: list[Group]) -> Shape:
    return {
        (g.root, tuple((k, w.kind, w.evidence) for k, w in g.letters), g.related) for g in groups
    }


def parts(letters: list[Letter]) -> list[list[int]]:
    return sorted(sorted(key for key, _ in g.letters) for g in group(letters))


def why(letters: list[Letter], key: int) -> tuple[WhyKind, str]:
    return next((w.kind, w.evidence) for g in group(letters) for k, w in g.letters if k == key)


def test_answers_join_by_references() -> None:
    letters = [
        letter(1),
        letter(2, ours=True, references=("m1@x.example",), recipients=("ann@acme.example",)),
        letter(3, references=("m1@x.example", "m2@x.example")),
        letter(4),
    ]
    assert parts(letters) == [[1, 2, 3], [4]]
    assert why(letters, 3) == (WhyKind.ANSWERS, "m2@x.example")
    assert why(letters, 1) == (WhyKind.FIRST, "")


def test_an_absent_parent_connects_its_children() -> None:
    letters = [letter(1, references=("gone@x",)), letter(2, references=("gone@x",))]
    assert parts(letters) == [[1, 2]]
    assert why(letters, 2) == (WhyKind.SHARED_PARENT, "gone@x")
    assert group(letters)[0].root == "gone@x"


def test_a_later_letter_bridges_two_parts() -> None:
    letters = [
        letter(1, references=("a@x",)),
        letter(2, references=("b@x",)),
        letter(3, references=("a@x", "b@x")),
    ]
    assert parts(letters[:2]) == [[1], [2]]
    assert parts(letters) == [[1, 2, 3]]


def test_an_answer_never_stands_before_what_it_answers() -> None:
    early = letter(2, references=("m1@x.example",), received=NOON)
    [found] = group([letter(1, received=NOON + DAY), early])
    assert [key for key, _ in found.letters] == [1, 2]


def test_reference_circles_and_long_chains_end() -> None:
    circle = [
        letter(1, references=("m2@x.example",)),
        letter(2, references=("m1@x.example",)),
    ]
    assert parts(circle) == [[1, 2]]
    chain = [letter(n, references=(f"m{n - 1}@x.example",)) for n in range(1, 250)]
    assert len(group(chain)) == 1


def test_a_stranger_with_forged_references_is_held_back() -> None:
    letters = [
        letter(1),
        letter(2, ours=True, references=("m1@x.example",), recipients=("ann@acme.example",)),
        letter(3, sender="eve@evil.example", references=("m1@x.example", "m2@x.example")),
        letter(4, sender="eve@evil.example", references=("m3@x.example",)),
        letter(5, ours=True, references=("m1@x.example", "m3@x.example")),
    ]
    assert parts(letters) == [[1, 2], [3, 4, 5]]
    assert why(letters, 3) == (WhyKind.HELD_BACK, "m2@x.example")
    held = next(g for g in group(letters) if g.related)
    assert held.related == ("m2@x.example",)
    assert held.root == "m3@x.example"


def test_colleagues_addressees_and_token_holders_are_let_in() -> None:
    start = [
        letter(1, recipients=("cy@gmail.com",)),
        letter(2, ours=True, references=("m1@x.example",)),
    ]
    refs = ("m1@x.example",)
    assert parts([*start, letter(3, sender="ben@acme.example", references=refs)]) == [[1, 2, 3]]
    assert parts([*start, letter(3, sender="b@eu.acme.example", references=refs)]) == [[1, 2, 3]]
    assert parts([*start, letter(3, sender="cy@gmail.com", references=refs)]) == [[1, 2, 3]]
    stranger: dict[str, Any] = {"sender": "dee@gmail.com", "references": refs}
    assert parts([*start, letter(3, **stranger)]) == [[1, 2], [3]]
    assert parts([*start, letter(3, **stranger, answers_our_token=True)]) == [[1, 2, 3]]
    assert parts([*start, letter(3, **stranger, colleague=True)]) == [[1, 2, 3]]


def test_a_copied_message_id_does_not_steal_the_ticket() -> None:
    letters = [
        letter(1, subject="order"),
        letter(2, "m1@x.example", sender="eve@evil.example", subject="order"),
        letter(3, sender="eve@evil.example", subject="order", received=NOON + DAY),
        letter(4, ours=True, references=("m1@x.example",)),
    ]
    found = group(letters)
    ann = next(g for g in found if 1 in dict(g.letters))
    assert {key for key, _ in ann.letters} == {1, 4}
    assert len({g.root for g in found}) == len(found)


def test_lists_that_we_only_read_are_open_to_strangers() -> None:
    letters = [
        letter(1, to_us=False, recipients=("dev@list.example",)),
        letter(2, to_us=False, sender="new@else.example", references=("m1@x.example",)),
    ]
    assert parts(letters) == [[1, 2]]
    with_us = [
        letter(1, list_id="dev.list.example"),
        letter(
            2, sender="new@else.example", references=("m1@x.example",), list_id="dev.list.example"
        ),
        letter(3, sender="bad@else2.example", references=("m1@x.example",), list_id="forged"),
        letter(4, ours=True, references=("m1@x.example",)),
    ]
    assert parts(with_us) == [[1, 2, 4], [3]]


def test_same_correspondent_and_subject_within_a_week() -> None:
    first = letter(1, subject="order")
    assert parts([first, letter(5, subject="order")]) == [[1, 5]]
    assert why([first, letter(5, subject="order")], 5) == (WhyKind.SAME_SUBJECT, "m1@x.example")
    assert parts([first, letter(9, subject="order")]) == [[1], [9]]
    assert parts([first, letter(2, subject="order", sender="cy@gmail.com")]) == [[1], [2]]
    assert parts([first, letter(2, subject="order", references=("else@x",))]) == [[1], [2]]
    assert parts([first, letter(2, subject="order", automatic=Automatic.AUTO_REPLY)]) == [[1], [2]]
    assert parts([first, letter(2, subject="order", to_us=False)]) == [[1], [2]]
    assert parts([first, letter(2, subject="order", list_id="news.example")]) == [[1], [2]]


def test_a_reply_without_references_finds_our_letter_to_its_sender() -> None:
    ours = letter(1, ours=True, recipients=("ann@acme.example",), subject="offer")
    assert parts([ours, letter(3, subject="offer")]) == [[1, 3]]


def test_a_code_in_the_subject_joins_participants_only() -> None:
    code = code_of("m1@x.example")
    start = [letter(1), letter(2, ours=True, references=("m1@x.example",))]
    assert parts([*start, letter(30, quoted_code=code)]) == [[1, 2, 30]]
    assert why([*start, letter(30, quoted_code=code)], 30) == (WhyKind.TICKET_CODE, code)
    eve = [*start, letter(30, sender="eve@evil.example", quoted_code=code)]
    assert parts(eve) == [[1, 2], [30]]
    assert why(eve, 30) == (WhyKind.HELD_BACK, code)


def test_a_bounce_joins_the_letter_that_bounced() -> None:
    sent = letter(1, ours=True, recipients=("ann@acme.example",))
    report: dict[str, Any] = {"automatic": Automatic.BOUNCE, "bounced_id": "m1@x.example"}
    robot = letter(
        2, sender="mailer-daemon@mx.example", bounced_recipient="ann@acme.example", **report
    )
    assert parts([sent, robot]) == [[1, 2]]
    assert why([sent, robot], 2) == (WhyKind.BOUNCE, "m1@x.example")
    forged = letter(2, sender="eve@evil.example", bounced_recipient="eve@evil.example", **report)
    assert parts([sent, forged]) == [[1], [2]]
    unseen = letter(
        2,
        sender="mailer-daemon@mx.example",
        bounced_recipient="blind@copy.example",
        answers_our_token=True,
        **report,
    )
    assert parts([sent, unseen]) == [[1, 2]]


def test_f24_a_thousand_forgeries_join_nothing() -> None:
    rng = random.Random(24)
    tickets: list[Letter] = []
    for n in range(200):
        who = f"user{n}@customer{n}.example"
        first, answer = f"q{n}@x", f"a{n}@shop.example"
        tickets.append(letter(2 * n + 1, first, sender=who, subject=f"matter {n}"))
        tickets.append(letter(2 * n + 2, answer, ours=True, references=(first,), recipients=(who,)))
    before = parts(tickets)
    forged = []
    for n in range(1000):
        aim = rng.randrange(200)
        refs = (f"q{aim}@x", f"a{aim}@shop.example")[: rng.randint(0, 2)]
        forged.append(
            letter(
                1000 + n,
                f"evil{n}@evil.example",
                sender=f"eve{n}@evil{n}.example",
                references=refs,
                subject=f"matter {aim}",
                quoted_code=code_of(f"q{aim}@x"),
                content_hash=n.to_bytes(4),
            )
        )
    after = [p for p in parts([*tickets, *forged]) if p[0] < 1000]
    assert after == before


@given(worlds(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_tickets(letters: list[Letter], rng: random.Random) -> None:
    shuffled = letters[:]
    rng.shuffle(shuffled)
    assert shape(group(shuffled)) == shape(group(letters))


@given(worlds())
def test_every_letter_is_in_exactly_one_ticket(letters: list[Letter]) -> None:
    keys = sorted(key for g in group(letters) for key, _ in g.letters)
    assert keys == sorted(x.key for x in letters)
    roots = [g.root for g in group(letters)]
    assert len(set(roots)) == len(roots)


@given(worlds())
def test_neighbourhoods_can_be_grouped_apart(letters: list[Letter]) -> None:
    """Letters that share no node, directly or through others, never influence each other."""
    whole = shape(group(letters))
    apart: Shape = set()
    rest = letters[:]
    while rest:
        near, reached = [rest.pop()], set()
        reached = set(nodes(near[0]))
        while more := [x for x in rest if reached & nodes(x)]:
            rest = [x for x in rest if x not in more]
            near += more
            reached = reached.union(*(nodes(x) for x in more))
        apart |= shape(group(near))
    assert apart == whole


@given(worlds())
def test_without_us_tickets_are_plain_connected_components(letters: list[Letter]) -> None:
    """Where nobody of us takes part nothing is guarded: an oracle written the naive way."""
    plain = [
        letter(x.key, x.message_id, references=x.references, to_us=False, received=x.received)
        for x in letters
    ]
    components: list[tuple[set[str], set[int]]] = []
    for x in plain:
        ids, keys = {x.message_id, *x.references}, {int(x.key)}
        for other in [c for c in components if c[0] & ids]:
            components.remove(other)
            ids |= other[0]
            keys |= other[1]
        components.append((ids, keys))
    assert parts(plain) == sorted(sorted(keys) for _, keys in components)
