"""What a server says of a move is read with suspicion."""

import pytest

from mail.imap_changes import read_copyuid


def test_sources_and_targets_are_paired() -> None:
    assert read_copyuid(b"38505 304,319:320 3956:3958", at_most=3) == (
        38505,
        {304: 3956, 319: 3957, 320: 3958},
    )


@pytest.mark.parametrize(
    "line",
    [
        b"38505 304 3956:3958",
        b"38505 1:4294967295 1:4294967294",
        b"38505 : :",
        b"38505 3:x 3:y",
    ],
)
def test_sets_that_do_not_fit_give_no_places(line: bytes) -> None:
    assert read_copyuid(line, at_most=1000)[1] == {}


@pytest.mark.parametrize("line", [None, b"", b"no numbers here", 7, b"99999999999 1 1"])
def test_what_is_no_answer_gives_nothing(line: object) -> None:
    assert read_copyuid(line, at_most=10) == (None, {})


def test_a_huge_set_is_not_spread_out() -> None:
    validity, places = read_copyuid(b"1 1:4294967295 1:4294967295", at_most=10)
    assert (validity, places) == (1, {})
