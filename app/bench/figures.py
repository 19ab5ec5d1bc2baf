"""What a benchmark reports: figures beside their budgets and peers, as a table or as JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way a figure should move."""

    LESS = "less"
    MORE = "more"


class Verdict(StrEnum):
    """How a figure stands against its budget."""

    KEPT = "kept"
    MISSED = "missed"
    NONE = ""
    """There is no budget: the figure is for comparing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    bench: str
    name: str
    value: float
    unit: str
    better: Better = Better.LESS
    budget: float | None = None
    """In the figure's unit."""
    peer: str = ""
    """The program or library that did the same work in the same run."""
    peer_value: float | None = None
    ratio_budget: float | None = None
    """How many times as good as the peer it has to be."""

    @property
    def ratio(self) -> float | None:
        """How many times as good as the peer; None without one."""
        if self.peer_value is None or not self.value or not self.peer_value:
            return None
        if self.better is Better.LESS:
            return self.peer_value / self.value
        return self.value / self.peer_value

    @property
    def verdict(self) -> Verdict:
        """Whether every budget that can be judged here is kept."""
        judged = []
        if self.budget is not None:
            within = self.value <= self.budget
            judged.append(within if self.better is Better.LESS else self.value >= self.budget)
        if self.ratio_budget is not None and self.ratio is not None:
            judged.append(self.ratio >= self.ratio_budget)
        if not judged:
            return Verdict.NONE
        return Verdict.KEPT if all(judged) else Verdict.MISSED


def as_table(figures: Sequence[Figure]) -> str:
    """Lay the figures out in columns, a line each, with a heading."""
    rows = [("figure", "measured", "budget", "", "peer", "times as good")]
    rows += [_cells(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def as_json(figures: Iterable[Figure]) -> str:
    """Return the figures as one JSON object, ``{"figures": [...]}``."""
    entries = [
        {
            "bench": figure.bench,
            "name": figure.name,
            "value": round(figure.value, 4),
            "unit": figure.unit,
            "better": figure.better,
            "budget": figure.budget,
            "verdict": figure.verdict or None,
            "peer": figure.peer or None,
            "peer_value": None if figure.peer_value is None else round(figure.peer_value, 4),
            "ratio": None if figure.ratio is None else round(figure.ratio, 3),
            "ratio_budget": figure.ratio_budget,
        }
        for figure in figures
    ]
    return json.dumps({"figures": entries}, indent=1) + "\n"


def _cells(figure: Figure) -> tuple[str, str, str, str, str, str]:
    sign = "≤" if figure.better is Better.LESS else "≥"
    budgets = []
    if figure.budget is not None:
        budgets.append(f"{sign} {_number(figure.budget)} {figure.unit}")
    if figure.ratio_budget is not None:
        budgets.append(f"≥ {_number(figure.ratio_budget)} times")
    peer = ""
    if figure.peer_value is not None:
        peer = f"{figure.peer} {_number(figure.peer_value)} {figure.unit}"
    return (
        f"{figure.bench}: {figure.name}",
        f"{_number(figure.value)} {figure.unit}",
        ", ".join(budgets),
        figure.verdict.value,
        peer,
        "" if figure.ratio is None else f"{figure.ratio:.1f}",
    )


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
