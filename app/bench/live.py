"""How long a letter takes from its delivery to the screen, also after the network was away."""

import json
import os
import queue
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.bench.dovecot import PASSWORD, find_dovecot, give_to_mail_user, launch_dovecot
from app.bench.figures import Figure
from app.bench.mailgen import ADDRESS, generate, write_maildir
from app.bench.plain_imap import Appender, IdleLoop
from app.bench.proxy import Proxy
from app.bench.timing import percentile
from app.domain.accounts import Endpoint
from app.domain.errors import RejectedError
from app.main import DATABASE
from app.services.commands import add_account
from app.store import open_store

_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_USER = "support"
_PATIENCE = 120.0
_PAUSES = (0.1, 0.9)
"""Seconds between deliveries: many come alone, some while another is on its way."""


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """How much is measured."""

    base: int = 2_000
    """Letters in the mailbox before."""
    letters: int = 200
    """Letters that are delivered and timed, before the cut and again after it."""
    cut: float = 60.0
    """Seconds without a network."""
    newest: int = 1_760_000_000


def bench_live(folder: Path, options: LiveOptions) -> Iterator[Figure]:
    """Deliver letters to a Dovecot on loopback and time the window.

    Raises `RejectedError` without Dovecot, or where something does not arrive within two minutes.
    The window is a process of its own that paints into memory. Beside it, in the same run and on
    the same letters, a bare loop waits in IDLE: no client can know of a letter before that.
    """
    server = launch_dovecot(find_dovecot())
    try:
        mail = server.maildir(_USER)
        write_maildir(mail, generate(options.base, newest=options.newest))
        give_to_mail_user(mail)
        direct = Endpoint("127.0.0.1", server.imap_port)
        with Proxy(direct) as network:
            settings = replace(server.settings(_USER), imap=network.endpoint, address=ADDRESS)
            with open_store(folder / DATABASE) as store, store.transaction() as transaction:
                add_account(store, transaction, settings)
            with (
                IdleLoop(direct, _USER, PASSWORD) as bare,
                Appender(direct, _USER, PASSWORD) as other,
                _Window(folder) as window,
            ):
                yield from _figures(_Course(window, other, bare, network), options)
    finally:
        server.stop()


def _figures(course: "_Course", options: LiveOptions) -> Iterator[Figure]:
    course.wait_until_watching()
    yield from _arrivals("", course.deliver(options.letters))
    away = course.cut(options.cut)
    yield Figure(
        "live", f"a cut of {options.cut:g} s is noticed after", away.noticed, "s", budget=5
    )
    yield Figure("live", "connected again after the cut", away.connected, "s", budget=10)
    yield Figure("live", "letters of the cut are on screen after", away.painted, "s", budget=10)
    yield from _arrivals("after the cut: ", course.deliver(options.letters))


def _arrivals(when: str, taken: "Sequence[_Arrival]") -> Iterator[Figure]:
    ours = [arrival.painted * 1000 for arrival in taken]
    floor = [arrival.told * 1000 for arrival in taken]
    beyond = [one - other for one, other in zip(ours, floor, strict=True)]
    for share, budget in ((0.5, None), (0.95, 1000)):
        yield Figure(
            "live",
            f"{when}delivered until on screen, p{100 * share:.0f}",
            percentile(ours, share),
            "ms",
            budget=budget,
            peer="bare IDLE",
            peer_value=percentile(floor, share),
        )
    # no budget: the server counts its half second for each connection by itself
    name = f"{when}… later than the bare loop, median"
    yield Figure("live", name, percentile(beyond, 0.5), "ms")


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Seconds from the delivery of one letter."""

    told: float
    """Until the server told a bare IDLE loop."""
    painted: float


@dataclass(frozen=True, slots=True)
class _Away:
    """Seconds of one cut."""

    noticed: float
    """From the cut until the window says that it is offline."""
    connected: float
    """From the end of the cut until every folder is watched again."""
    painted: float
    """From the end of the cut until the letters of the cut are on screen."""


class _Course:
    """Deliveries and cuts, and what comes of them."""

    def __init__(self, window: "_Window", other: Appender, bare: IdleLoop, network: Proxy) -> None:
        self._window = window
        self._other = other
        self._bare = bare
        self._network = network
        self._number = 0
        self._chance = random.Random(5)  # noqa: S311 - nothing secret

    def wait_until_watching(self) -> None:
        """Let the first sync come to its end."""
        self._window.wait(lambda w: w.watching == ["INBOX", "Sent"], "the first sync")

    def deliver(self, count: int) -> list[_Arrival]:
        """Deliver letters one by one."""
        sent = []
        for _ in range(count):
            sent.append(self._deliver_one())
            time.sleep(self._chance.uniform(*_PAUSES))
        self._window.wait(lambda w: all(s in w.painted for _, s, _ in sent), "delivered letters")
        return [
            _Arrival(self._bare.told_of(count) - at, self._window.painted[subject] - at)
            for at, subject, count in sent
        ]

    def _deliver_one(self) -> tuple[float, str, int]:
        """Return when the delivery began, the letter's subject, and how many there are now."""
        self._number += 1
        subject = f"Live question {self._number}"
        letter = _LETTER.format(number=self._number, subject=subject, address=ADDRESS)
        at = time.monotonic()
        self._other.deliver(letter.encode())
        return at, subject, self._bare.count_at_start + self._number

    def cut(self, seconds: float) -> _Away:
        """Take the network away for so long, with letters delivered meanwhile."""
        began = time.monotonic()
        self._network.cut()
        self._window.wait(lambda w: not w.watching, "notice of the cut")
        noticed = self._window.changed_at - began
        missed = [self._deliver_one()[1] for _ in range(3)]
        time.sleep(max(0.0, seconds - (time.monotonic() - began)))
        healed = time.monotonic()
        self._network.heal()
        self._window.wait(lambda w: w.watching == ["INBOX", "Sent"], "the connection again")
        connected = self._window.changed_at - healed
        self._window.wait(lambda w: all(s in w.painted for s in missed), "letters of the cut")
        painted = max(self._window.painted[s] for s in missed) - healed
        return _Away(noticed, connected, painted)


class _Window:
    """The window's process, and what it has said."""

    def __init__(self, profile: Path) -> None:
        self._profile = profile
        self._news: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self.painted: dict[str, float] = {}
        """Subject → when its row was first on screen."""
        self.watching: list[str] = []
        self.problems: list[str] = []
        self.changed_at = 0.0
        """When `watching` last changed."""

    def wait(self, condition: "Callable[[_Window], bool]", what: str) -> None:
        """Take in what it says until the condition holds. Raises `RejectedError`."""
        until = time.monotonic() + _PATIENCE
        while not condition(self):
            try:
                news = self._news.get(timeout=max(0.001, until - time.monotonic()))
            except queue.Empty:
                raise RejectedError(f"The window never got to {what}.") from None
            if news is None:
                raise RejectedError(f"The window ended before {what}.")
            self._take(news)

    def _take(self, news: dict[str, Any]) -> None:
        if "painted" in news:
            self.painted.setdefault(news["painted"], news["at"])
        if "watching" in news:
            self.watching, self.changed_at = news["watching"], news["at"]
        if "problems" in news:
            self.problems = news["problems"]

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - a pipe
        for line in self._process.stdout:
            self._news.put(json.loads(line))
        self._news.put(None)

    def __enter__(self) -> Self:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH")))),
            "QT_QPA_PLATFORM": "offscreen",
            "POSTROOM_PASSWORD": PASSWORD,
        }
        if os.name == "posix" and os.geteuid() == 0:
            environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to sandbox root
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "app.bench.live_window", str(self._profile)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self._thread = threading.Thread(target=self._listen, name="window")
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._thread.join()
        if self._process.stdout is not None:
            self._process.stdout.close()


_LETTER = (
    "From: Client {number} <client{number}@live{number}.example>\r\n"
    "To: {address}\r\n"
    "Subject: {subject}\r\n"
    "Message-ID: <live.{number}@live{number}.example>\r\n"
    "\r\n"
    "Where is my order {number}? Please have a look.\r\n"
)
