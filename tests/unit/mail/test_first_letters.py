"""The cheap tests that spare long patterns never leave out a line that the pattern matches.

They walk the patterns themselves, so a word added to one and not to its test fails here.
"""

import importlib
import re
from collections.abc import Iterable
from typing import Any

import pytest

from mail.first_letters import LETTERS, starts_of
from mail.quote_markers import ABOVE_LINE, ABOVE_LINE_STARTS
from mail.signature_markers import FOOTER, FOOTER_STARTS, SENT_ANYWHERE, SENT_FROM, SENT_STARTS

_parser: Any = importlib.import_module("re._parser")
_ANY = "\0"
"""Stands for a character that a pattern does not fix."""

Tree = list[tuple[Any, Any]]


def _alternatives(pattern: re.Pattern[str]) -> tuple[Tree, list[Tree]]:
    r"""What stands after ``^[\W_]{0,n}``: what may come first, and the alternatives."""
    tree = list(_parser.parse(pattern.pattern, pattern.flags))
    assert [str(op) for op, _ in tree[:2]] == ["AT", "MAX_REPEAT"]
    assert str(tree[-1][0]) == "BRANCH"
    return tree[2:-1], [list(branch) for branch in tree[-1][1][1]]


def _starts(tree: Iterable[tuple[Any, Any]]) -> set[str]:
    """The first `LETTERS` characters of all that the tree matches."""
    found = {""}
    for op, value in tree:
        found = {(one + more)[:LETTERS] for one in found for more in _starts_of_one(str(op), value)}
    return found


def _starts_of_one(op: str, value: Any) -> set[str]:
    if op == "LITERAL":
        return {chr(value)}
    if op == "BRANCH":
        return set[str]().union(*(_starts(branch) for branch in value[1]))
    if op == "SUBPATTERN":
        return _starts(value[3])
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, tree = value
        counts = range(least, min(most, LETTERS) + 1)
        return set[str]().union(*(_starts(list(tree) * count) for count in counts))
    if op == "IN":
        return {chr(one) if str(kind) == "LITERAL" else _ANY for kind, one in value}
    return {""} if op in ("AT", "ASSERT", "ASSERT_NOT") else {_ANY}


def _always_holds(tree: Iterable[tuple[Any, Any]], words: re.Pattern[str]) -> bool:
    """Whether all that the tree matches holds one of the words."""
    run = ""
    for op, value in tree:
        run = run + chr(value) if str(op) == "LITERAL" else ""
        branches = value[1] if str(op) == "BRANCH" else ()
        if str(op) == "SUBPATTERN":
            branches = (value[3],)
        inside = bool(branches) and all(_always_holds(branch, words) for branch in branches)
        if inside or words.search(run):
            return True
    return False


@pytest.mark.parametrize(
    ("pattern", "starts"), [(ABOVE_LINE, ABOVE_LINE_STARTS), (FOOTER, FOOTER_STARTS)]
)
def test_all_starts_are_known(pattern: re.Pattern[str], starts: frozenset[str]) -> None:
    before, alternatives = _alternatives(pattern)
    found = {start for branch in alternatives for start in _starts([*before, *branch])}
    assert len(found) > 20
    assert found <= starts


def test_all_lines_of_programs_are_known() -> None:
    _, alternatives = _alternatives(SENT_FROM)
    elsewhere = [branch for branch in alternatives if not _starts(branch) <= SENT_STARTS]
    assert len(elsewhere) < len(alternatives) / 2
    assert all(_always_holds(branch, SENT_ANYWHERE) for branch in elsewhere)


@pytest.mark.parametrize("words", ["sik", "отд", "äöü", "von"])
def test_starts_know_what_ignoring_case_means(words: str) -> None:
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
    same = [re.findall(re.escape(c), everything, re.IGNORECASE) for c in words]
    assert {a + b + c for a in same[0] for b in same[1] for c in same[2]} <= starts_of(words)


def test_starts_are_of_one_length() -> None:
    for starts in (ABOVE_LINE_STARTS, FOOTER_STARTS, SENT_STARTS):
        assert {len(start) for start in starts} == {LETTERS}
