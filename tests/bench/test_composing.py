"""The benchmark of typing with spelling runs through; keeping budgets is not a test's matter."""

from itertools import islice
from pathlib import Path

import pytest

from app.bench import composing, spelling_corpus
from app.bench.composing import bench_spell


def test_typing_and_spelling_are_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        composing, "known_slips", lambda name: spelling_corpus.known_slips(name)[:2]
    )
    monkeypatch.setattr(
        composing, "sample_letters", lambda name: islice(spelling_corpus.sample_letters(name), 8)
    )
    figures = {figure.name: figure for figure in bench_spell(tmp_path, words=120, keys=30)}
    assert figures["words in the composer"].value >= 120
    assert figures["key press, painted, p99"].budget == 4
    assert figures["key press, painted, p99"].value > 0
    assert figures["deliberate errors"].value == 6
    assert figures["found"].budget == 95
    assert figures["the right word among five suggestions"].budget == 85
    assert figures["false alarms among them"].budget == 1
    assert figures["words of clean text"].value > 2_000
