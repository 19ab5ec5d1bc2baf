"""How fast the work of two sides comes together when a member is back from a month offline."""

import itertools
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from app.bench.dovecot import PASSWORD, find_dovecot, give_to_mail_user, launch_dovecot
from app.bench.figures import Figure
from app.bench.mailgen import ADDRESS, generate, write_maildir
from app.bench.plain_imap import Appender
from app.bench.teammates import ACCOUNT, Teammate, Word, digest, heard, told
from app.domain.accounts import AccountSettings, Endpoint
from app.domain.errors import RejectedError
from app.domain.events import EventId
from app.domain.ids import TicketCode
from app.domain.tickets import Queue
from app.main import system_clock
from app.runtime.facade import Runtime
from app.services.people import People
from app.services.team_models import Disputable
from app.services.team_reads import team_part
from app.store import Store, open_reader, open_store

_USER = "support"
_DAY = 86_400
_SHARED = 4
"""One in so many tickets is also worked on by who is away."""

Races = dict[tuple[TicketCode, Disputable], list[EventId]]
"""Ticket and field → the two words of a lost race, the one in place last."""


@dataclass(frozen=True, slots=True)
class ReturnOptions:
    """How much happens meanwhile."""

    letters: int = 2_000
    """In the mailbox before."""
    days: int = 30
    own: int = 500
    """Commands of who is away."""
    others: int = 5_000
    """Commands of the two who are there."""
    arrived: int = 300
    """Letters that come meanwhile."""
    budget: float | None = 5.0
    """Seconds until everything is here and told."""


def bench_returning(folder: Path, options: ReturnOptions) -> Iterator[Figure]:
    """Let a month pass in a minute, on a Dovecot on loopback, and time the return.

    What people do is dated over the month, each command in its time, and stamped so; only the
    server's dates are of one day. Raises `RejectedError` without Dovecot.
    """
    server = launch_dovecot(find_dovecot())
    try:
        mail = server.maildir(_USER)
        newest = system_clock().now() - 3600
        write_maildir(mail, generate(options.letters, newest=newest))
        give_to_mail_user(mail)
        settings = replace(server.settings(_USER), address=ADDRESS)
        yield from _Month(folder, settings, options).figures()
    finally:
        server.stop()


class _Month:
    """Ann is away; Bob and Cyd are there."""

    def __init__(self, folder: Path, settings: AccountSettings, options: ReturnOptions) -> None:
        self._options = options
        self._settings = settings
        self._ann, self._bob, self._cyd = self._all = [
            Teammate(name, folder / name, settings, seed)
            for seed, name in enumerate(("Ann", "Bob", "Cyd"))
        ]
        self._chance = random.Random(8)  # noqa: S311 - the same in every run
        self._began = float(system_clock().now())
        self._before: list[TicketCode] = []
        self._others_heard = 0

    def figures(self) -> Iterator[Figure]:
        """Run the month."""
        self._meet()
        self._be_away()
        yield from self._work_meanwhile()
        yield from self._return()
        yield from self._compare()

    def _meet(self) -> None:
        """All three join, and know of each other and of all letters."""
        with ExitStack() as stack:
            runtimes = [stack.enter_context(member.running()) for member in self._all]
            for member, runtime in zip(self._all, runtimes, strict=True):
                member.wait(lambda store: _letters(store) >= self._options.letters)
                member.join(runtime, self._began)
            for member in self._all:
                member.wait(lambda store: len(store.team.devices(ACCOUNT)) == 3 and told(store))
        self._before = self._ann.codes()
        if any(member.codes() != self._before for member in self._all):
            raise RejectedError("The three do not have the same tickets.")

    def _times(self, count: int) -> list[float]:
        span = self._options.days * _DAY
        return sorted(self._began + self._chance.random() * span for _ in range(count))

    def _be_away(self) -> None:
        """What Ann does without a network."""
        mine = self._before[::_SHARED]
        with open_store(self._ann.database) as store:
            for at in self._times(self._options.own):
                while True:
                    with store.transaction() as transaction:
                        if self._ann.say(store, transaction, self._chance.choice(mine), at):
                            break

    def _work_meanwhile(self) -> Iterator[Figure]:
        """What the others do: each ticket is one person's, so that only Ann's words race theirs."""
        began = time.perf_counter()
        with ExitStack() as stack:
            there = [(m, stack.enter_context(m.running())) for m in (self._bob, self._cyd)]
            endpoint = self._settings.imap or Endpoint("", 0)
            post = stack.enter_context(Appender(endpoint, _USER, PASSWORD))
            arrivals = iter(self._times(self._options.arrived))
            arrival = next(arrivals, None)
            count = itertools.count()
            for at in self._times(self._options.others):
                while arrival is not None and arrival <= at:
                    post.deliver(_letter(next(count)))
                    arrival = next(arrivals, None)
                self._say_one(there, at)
            said = sum(len(word.events) for member, _ in there for word in member.said)
            self._others_heard = said + _introductions(self._bob)
            for member, _ in there:
                member.wait(lambda store: heard(store) == self._others_heard and told(store))
        yield Figure("return", "commands of who was away", len(self._ann.said), "commands")
        words = [word for member, _ in there for word in member.said]
        yield Figure("return", "commands of the others", len(words), "commands")
        yield Figure("return", "the others took", time.perf_counter() - began, "s")

    def _say_one(self, there: Sequence[tuple[Teammate, Runtime]], at: float) -> None:
        while True:
            index = self._chance.randrange(len(self._before))
            member, runtime = there[index % len(there)]
            said = runtime.perform(member.say, self._before[index], at).result()
            if said is not None:
                return

    def _return(self) -> Iterator[Figure]:
        ann, options = self._ann, self._options
        own = sum(len(word.events) for word in ann.said)
        everything = self._others_heard + own
        letters = options.letters + options.arrived
        computing, start = time.process_time(), time.perf_counter()
        with ann.running():
            ann.wait(lambda store: heard(store) == everything)
            here = time.perf_counter() - start
            ann.wait(told)
            merged = time.perf_counter() - start
            spent = time.process_time() - computing
            ann.wait(lambda store: _letters(store) == letters)
            whole = time.perf_counter() - start
        budget = options.budget
        yield Figure("return", "back: what the others said is here", here, "s")
        yield Figure("return", "back: and what was said away is told", merged, "s", budget=budget)
        yield Figure("return", "back: computing until then", spent, "s")
        yield Figure("return", "back: and the letters are here", whole, "s")
        start = time.perf_counter()
        with ExitStack() as stack:
            for member in (self._bob, self._cyd):
                stack.enter_context(member.running())
                member.wait(lambda store: heard(store) == everything and told(store))
            same = time.perf_counter() - start + whole
        yield Figure("return", "everybody has everything", same, "s", budget=120)

    def _compare(self) -> Iterator[Figure]:
        with ExitStack() as stack:
            stores = [stack.enter_context(open_reader(member.database)) for member in self._all]
            states = {digest(store) for store in stores}
            yield Figure("return", "states that differ", len(states) - 1, "states", budget=0)
            store = stores[0]
            listed, lines = _listed(store)
            races = lost_races(self._ann.said, [*self._bob.said, *self._cyd.said])
            words = [name for m in self._all for word in m.said for name in word.events]
            yield Figure("return", "lost races", len(races), "races")
            wrong = sum(listed.get(which) != names for which, names in races.items())
            wrong += len(listed.keys() - races.keys())
            yield Figure("return", "races not listed as they were", wrong, "races", budget=0)
            dropped = len(set(words) - lines)
            yield Figure("return", "words without a line of history", dropped, "words", budget=0)


def lost_races(away: Sequence[Word], there: Sequence[Word]) -> Races:
    """What both sides set to different values; the later word, by its time, is in place."""
    found: Races = {}
    ours, theirs = _last(away), _last(there)
    for which in ours.keys() & theirs.keys():
        if ours[which].value != theirs[which].value:
            both = sorted((ours[which], theirs[which]), key=lambda word: word.at)
            found[which] = [word.events[-1] for word in both]
    return found


def _last(words: Sequence[Word]) -> Mapping[tuple[TicketCode, Disputable], Word]:
    return {
        (word.ticket, word.field): word
        for word in sorted(words, key=lambda word: word.at)
        if word.field is not None
    }


def _listed(store: Store) -> tuple[Races, set[EventId]]:
    """The lost races as people are shown them, and all lines of history."""
    people = People(store, ACCOUNT)
    races: Races = {}
    lines: set[EventId] = set()
    disputed = set(store.tickets.disputed(ACCOUNT))
    for row in store.tickets.page(Queue.ALL, offset=0, limit=-1):
        story = team_part(store, ACCOUNT, row.id, people).story
        lines.update(entry.id for entry in story.timeline)
        if row.id in disputed:
            for conflict in story.conflicts:
                names = [said.id for said in (*conflict.replaced, conflict.in_place)]
                races[row.code, conflict.field] = names
    return races, lines


def _introductions(member: Teammate) -> int:
    """How many events tell who is in the team."""
    with open_reader(member.database) as store:
        return len(store.events.told(ACCOUNT, "team"))


def _letters(store: Store) -> int:
    return sum(folder.local_count for folder in store.folders.of(ACCOUNT))


def _letter(number: int) -> bytes:
    return (
        f"From: Newcomer {number} <new{number}@new{number}.example>\r\nTo: {ADDRESS}\r\n"
        f"Subject: New question {number}\r\nMessage-ID: <new.{number}@new{number}.example>\r\n\r\n"
        f"Can you help me with order {number}?\r\n"
    ).encode()
