"""The short ways of grouping say what the long one says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.grouping import Letter, Partition, conversation_order, order_by_answers
from app.domain.grouping_shortcuts import answers_came_later, ordinary
from tests.support.letters import DAY, NOON, PEOPLE, letter, worlds


@st.composite
def conversations(draw: st.DrawFn) -> list[Letter]:
    """Letters with an id each, that answer earlier ones, ones that are not here, or none."""
    lonely = draw(st.booleans())
    letters = []
    for key in range(1, draw(st.integers(2, 12)) + 1):
        known = [f"m{n}@x.example" for n in range(-1, key)]
        answered = draw(st.lists(st.sampled_from(known), max_size=3, unique=True))
        ours = draw(st.booleans())
        letters.append(
            letter(
                key,
                references=() if lonely else tuple(answered),
                sender="support@shop.example" if ours else draw(st.sampled_from((*PEOPLE, ""))),
                recipients=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
                to_us=draw(st.booleans()),
                received=NOON + draw(st.integers(0, 30)) * DAY,
                ours=ours,
                subject=draw(st.sampled_from(("", "order", "invoice"))),
                list_id=draw(st.sampled_from(("", "", "", "list.example"))),
            )
        )
    return letters


@settings(max_examples=150)
@given(st.one_of(conversations(), worlds().filter(lambda letters: len(letters) > 1)))
def test_short_and_long_way_agree(letters: list[Letter]) -> None:
    ordered = conversation_order(letters)
    found = ordinary(ordered)
    assert found is None or found == Partition(ordered).groups()


@settings(max_examples=100)
@given(conversations())
def test_order_by_arrival_is_only_taken_where_it_is_right(letters: list[Letter]) -> None:
    if answers_came_later(letters):
        assert conversation_order(letters) == order_by_answers(letters)


def test_a_robot_is_grouped_the_short_way() -> None:
    letters = [letter(n, subject="alert", received=NOON + n * 300) for n in range(50)]
    [only] = ordinary(conversation_order(letters)) or []
    assert len(only.letters) == 50


def test_an_answered_letter_is_grouped_the_short_way() -> None:
    letters = [
        letter(1),
        letter(2, ours=True, references=("m1@x.example",), recipients=("ann@acme.example",)),
        letter(3, references=("m1@x.example", "m2@x.example")),
    ]
    [only] = ordinary(conversation_order(letters)) or []
    assert [key for key, _ in only.letters] == [1, 2, 3]
