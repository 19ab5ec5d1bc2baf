"""``postroom bench``: picks benchmarks by name, runs them one after another, prints the figures."""

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.bench.composing import KEYS, WORDS, bench_spell
from app.bench.figures import Figure, Verdict, as_json, as_table
from app.bench.joining import bench_joining
from app.bench.lists import bench_lists, bench_window
from app.bench.live import LiveOptions, bench_live
from app.bench.mailgen import generate
from app.bench.profiles import fill_profile
from app.bench.reading import bench_grouping, bench_parse
from app.bench.returning import ReturnOptions, bench_returning
from app.bench.syncing import bench_sync
from app.demo.letters import SampleLetter
from app.main import DATABASE
from app.services.importing import letters_in
from ui.measure import ACTIONS

_LOG = logging.getLogger(__name__)

NEWEST = 1_760_000_000
"""When the newest generated letter arrived; fixed, so that every run works on the same mail."""

_EDITIONS = 20
_LETTERS_PER_TICKET = 1.25


@dataclass(frozen=True, slots=True)
class Options:
    """How large the benchmarks are."""

    letters: int = 20_000
    """Letters in the mailbox of ``sync``; reading and grouping use up to 5,000 of them."""
    mail: Path | None = None
    """An mbox, Maildir or folder of letters for ``sync`` instead of generated ones."""
    tickets: int = 100_000
    """Tickets in the profile of ``list``."""
    actions: int = ACTIONS
    """What is done in the window of ``list``; see `ui.measure`."""
    events: int = 100_000
    """What the team said, of ``team``, about a fifth as many tickets."""
    words: int = WORDS
    """In the composer of ``spell``."""
    keys: int = KEYS
    """Pressed in it."""
    live: LiveOptions = field(default_factory=LiveOptions)
    """What is delivered while the window of ``live`` looks on."""
    away: ReturnOptions = field(default_factory=ReturnOptions)
    """What is said and delivered in the month of ``return``."""


def run(names: Sequence[str] = (), *, json: bool = False, options: Options | None = None) -> int:
    """Run the benchmarks of these names, or all, and print the figures on standard output.

    Return 0 when every budget is kept, 1 when one is missed, 2 for an unknown name. Progress goes
    to the log. Everything is built in a temporary folder and removed.
    """
    unknown = sorted(set(names) - BENCHES.keys())
    if unknown:
        sys.stderr.write(f"No benchmark {', '.join(unknown)}; there are {', '.join(BENCHES)}.\n")
        return 2
    figures: list[Figure] = []
    for name in names or BENCHES:
        _LOG.info("Running the benchmark %s.", name)
        with tempfile.TemporaryDirectory(prefix="postroom-bench-") as folder:
            figures += BENCHES[name](options or Options(), Path(folder))
    sys.stdout.write(as_json(figures) if json else as_table(figures))
    return int(any(figure.verdict is Verdict.MISSED for figure in figures))


def _parse(options: Options, _: Path) -> Iterator[Figure]:
    return bench_parse(min(options.letters, 5000), NEWEST)


def _grouping(options: Options, _: Path) -> Iterator[Figure]:
    return bench_grouping(min(options.letters, 5000), NEWEST)


def _list(options: Options, folder: Path) -> Iterator[Figure]:
    database = folder / DATABASE
    count = round(options.tickets * _LETTERS_PER_TICKET / _EDITIONS)
    letters = generate(count, newest=NEWEST, letters_per_thread=_LETTERS_PER_TICKET)
    fill_profile(database, letters, editions=_EDITIONS)
    yield from bench_lists(database)
    yield from bench_window(folder, options.actions)


def _sync(options: Options, folder: Path) -> Iterator[Figure]:
    if options.mail is None:
        return bench_sync(generate(options.letters, newest=NEWEST), folder)
    return bench_sync(_own(options.mail), folder)


def _own(mail: Path) -> Iterator[SampleLetter]:
    for letter in letters_in(mail):
        yield SampleLetter("INBOX", letter.raw, letter.received, letter.flags)


def _team(options: Options, folder: Path) -> Iterator[Figure]:
    database = folder / DATABASE
    count = max(20, options.events // 4 // _EDITIONS)
    letters = generate(count, newest=NEWEST, letters_per_thread=_LETTERS_PER_TICKET)
    fill_profile(database, letters, editions=_EDITIONS)
    return bench_joining(database, options.events, NEWEST)


def _return(options: Options, folder: Path) -> Iterator[Figure]:
    return bench_returning(folder, options.away)


def _spell(options: Options, folder: Path) -> Iterator[Figure]:
    return bench_spell(folder, options.words, options.keys)


def _live(options: Options, folder: Path) -> Iterator[Figure]:
    return bench_live(folder, options.live)


BENCHES: dict[str, Callable[[Options, Path], Iterator[Figure]]] = {
    "parse": _parse,
    "grouping": _grouping,
    "list": _list,
    "sync": _sync,
    "team": _team,
    "return": _return,
    "live": _live,
    "spell": _spell,
}
"""By name, in the order in which they run."""
