import pytest

from app.bench.timing import milliseconds, percentile


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 50), (0.95, 95), (0.99, 99), (1, 100)])
def test_percentile_is_the_value_that_the_share_does_not_exceed(share: float, value: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == value


def test_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.99) == 7.0


def test_work_is_done_once_an_item() -> None:
    done: list[int] = []
    assert len(milliseconds(done.append, [4, 5])) == 2
    assert done == [4, 5]
