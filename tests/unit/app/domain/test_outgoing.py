"""The ways that a letter may go: nothing is lost on any, and nothing is sent twice by itself."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RejectedError
from app.domain.outgoing import STEPS, Sending, Step, WrongStepError, after

_EVERY = [*itertools.product((None, *Sending), Step)]


@pytest.mark.parametrize(("state", "step"), _EVERY)
def test_every_step_leads_somewhere_or_is_refused(state: Sending | None, step: Step) -> None:
    if (state, step) in STEPS:
        assert after(state, step) == STEPS[state, step]
        return
    with pytest.raises(WrongStepError) as caught:
        after(state, step)
    assert isinstance(caught.value, RejectedError)
    assert (caught.value.state, caught.value.step) == (state, step)
    assert str(caught.value)


def test_whoever_may_have_sent_it_asks_a_person_before_it_is_sent_again() -> None:
    doubtful = {to for (state, _), to in STEPS.items() if state is Sending.HANDING}
    assert Sending.UNSURE in doubtful
    leaving = {step: to for (state, step), to in STEPS.items() if state is Sending.UNSURE}
    assert {step for step, to in leaving.items() if to is not Sending.ACCEPTED} == {Step.AGAIN}


def test_what_left_never_comes_back() -> None:
    for (state, _), to in STEPS.items():
        if state in {Sending.ACCEPTED, Sending.FILED}:
            assert to is Sending.FILED


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_at_most_one_hand_over_for_each_yes_of_a_person(steps: list[Step]) -> None:
    state: Sending | None = None
    yes = unknown = accepted = 0
    for step in steps:
        try:
            new = after(state, step)
        except WrongStepError:
            continue
        yes += step in {Step.SEND, Step.AGAIN}
        unknown += step is Step.LOSE
        accepted += new is Sending.ACCEPTED
        assert (new is None) == (step is Step.TAKE_BACK)
        state = new
        assert accepted <= 1
        assert unknown + accepted <= yes
