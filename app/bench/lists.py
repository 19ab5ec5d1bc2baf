"""How fast the ticket list, a ticket and a search answer in a profile with very many tickets."""

import os
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from app.bench.figures import Figure
from app.bench.timing import milliseconds, percentile, seconds
from app.domain.ids import TicketId
from app.domain.tickets import Queue
from app.services.queries import Queries
from app.services.read_models import ListFilter
from ui.measure import measure_window

T = TypeVar("T")

_WINDOW = (
    ("switch", "switch queue, painted, p99", 0.99, 16),
    ("page", "page anywhere, painted, p99", 0.99, 16),
    ("open", "open a ticket, painted, p99", 0.99, 100),
    ("start", "start to first painted list, median", 0.5, 1000),
)
"""What `ui.measure` measures: its name, ours, the share that counts, the budget in milliseconds."""

_PAGE = 100
_TRIES = 400
_TYPED = (
    "refund",
    "tracking page",
    "повернення коштів",
    "ошибка доступ",
    "kalomiter",
    "invoice 77",
)
"""What a person types into the search field; each word is searched as it grows."""


def bench_lists(database: Path) -> Iterator[Figure]:
    """Measure what the window asks of a profile; budgets are those of one painted step."""
    opened: list[Queries] = []
    start = 1000 * seconds(lambda: opened.append(Queries.open(database)))
    queries = opened[0]
    try:
        yield Figure("list", "open the database", start, "ms")
        yield from _pages(queries)
        yield from _tickets(queries)
        yield from _searches(queries)
    finally:
        queries.close()


def bench_window(profile: Path, actions: int) -> Iterator[Figure]:
    """Measure the window itself over the same profile, in a process of its own.

    It paints into memory, on a machine with a screen too, so that figures can be compared.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # where Chromium cannot have its sandbox
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    measured = measure_window(profile, actions)
    for key, name, share, budget in _WINDOW:
        value = 1000 * percentile(measured[key], share)
        yield Figure("window", name, value, "ms", budget=budget)


def _pages(queries: Queries) -> Iterator[Figure]:
    chance = random.Random(3)  # noqa: S311 - nothing secret
    total = queries.ticket_count(Queue.ALL)
    yield Figure("list", "tickets", total, "tickets")

    def switch(queue: Queue) -> None:
        queries.ticket_count(queue)
        queries.tickets(queue, offset=0, limit=_PAGE)

    yield _worst("switch queue, p99", switch, chance.choices(list(Queue), k=_TRIES), 16)
    yield _worst("count all queues, p99", lambda _: queries.queue_counts(), range(_TRIES), 16)
    yield _worst(
        "next page while scrolling, p99",
        lambda page: queries.tickets(Queue.ALL, offset=page * _PAGE, limit=_PAGE),
        range(max(1, min(_TRIES, total // _PAGE))),
        16,
    )
    yield _worst(
        "page anywhere (scroll bar), p99",
        lambda offset: queries.tickets(Queue.ALL, offset=offset, limit=_PAGE),
        [chance.randrange(max(1, total - _PAGE)) for _ in range(_TRIES)],
        16,
    )


def _tickets(queries: Queries) -> Iterator[Figure]:
    chance = random.Random(4)  # noqa: S311 - nothing secret
    total = queries.ticket_count(Queue.ALL)
    ids: list[TicketId] = []
    for _ in range(20):
        page = queries.tickets(Queue.ALL, offset=chance.randrange(max(1, total - 10)), limit=10)
        ids += [row.id for row in page]
    yield _worst("read a ticket, p99", queries.conversation, ids, 100)
    yield _worst("find a ticket's row number, p99", _position(queries), ids, 16)


def _position(queries: Queries) -> Callable[[TicketId], object]:
    return lambda ticket: queries.position(Queue.ALL, ticket)


def _searches(queries: Queries) -> Iterator[Figure]:
    typed = [text[:end] for text in _TYPED for end in range(2, len(text) + 1)]
    yield _worst(
        "search tickets, each letter typed, p95",
        lambda text: queries.tickets(Queue.ALL, ListFilter(text), offset=0, limit=_PAGE),
        typed,
        10,
        share=0.95,
    )
    yield _worst(
        "search letters, each letter typed, p95",
        lambda text: queries.hits(text, limit=20),
        typed,
        10,
        share=0.95,
    )


def _worst(
    name: str,
    work: Callable[[T], object],
    items: Iterable[T],
    budget: float,
    *,
    share: float = 0.99,
) -> Figure:
    return Figure("list", name, percentile(milliseconds(work, items), share), "ms", budget=budget)
