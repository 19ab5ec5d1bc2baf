import json

import pytest

from app.bench.figures import Better, Figure, Verdict, as_json, as_table


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("b", "n", 16.0, "ms", budget=16), Verdict.KEPT),
        (Figure("b", "n", 16.1, "ms", budget=16), Verdict.MISSED),
        (Figure("b", "n", 99.5, "%", Better.MORE, budget=99.5), Verdict.KEPT),
        (Figure("b", "n", 99.4, "%", Better.MORE, budget=99.5), Verdict.MISSED),
        (Figure("b", "n", 1.0, "s"), Verdict.NONE),
        (Figure("b", "n", 1.0, "s", peer="p", peer_value=6.0, ratio_budget=6), Verdict.KEPT),
        (Figure("b", "n", 1.1, "s", peer="p", peer_value=6.0, ratio_budget=6), Verdict.MISSED),
        (Figure("b", "n", 1.0, "s", ratio_budget=6), Verdict.NONE),
        (Figure("b", "n", 1.0, "s", budget=2, peer_value=1.0, ratio_budget=6), Verdict.MISSED),
    ],
)
def test_the_verdict_follows_the_budgets(figure: Figure, verdict: Verdict) -> None:
    assert figure.verdict is verdict


def test_the_ratio_says_how_many_times_as_good() -> None:
    assert Figure("b", "n", 2.0, "s", peer="p", peer_value=8.0).ratio == 4.0
    assert Figure("b", "n", 8.0, "/s", Better.MORE, peer="p", peer_value=2.0).ratio == 4.0


def test_a_peer_that_was_not_measured_gives_no_ratio() -> None:
    assert Figure("b", "n", 2.0, "s").ratio is None


def test_the_table_has_a_line_a_figure_and_aligned_columns() -> None:
    table = as_table(
        [
            Figure("list", "switch queue, p99", 3.14159, "ms", budget=16),
            Figure("parse", "read", 2400, "/s", Better.MORE, peer="email", peer_value=400),
        ]
    )
    heading, _, first, second = table.splitlines()
    assert "switch queue, p99" in first
    assert "3.14 ms" in first
    assert "kept" in first
    assert second.index("email 400 /s") == heading.index("peer")
    assert second.endswith("6.0")


def test_json_holds_every_number() -> None:
    (entry,) = json.loads(as_json([Figure("b", "n", 2.0, "s", budget=1)]))["figures"]
    assert entry["value"] == 2.0
    assert entry["verdict"] == "missed"
    assert entry["ratio"] is None
