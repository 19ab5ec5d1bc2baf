"""Members of a team for benchmarks: profiles on one mailbox, and the many things that they say."""

import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.bench.dovecot import PASSWORD
from app.demo.run import MemoryVault
from app.domain import events as e
from app.domain.accounts import AccountSettings
from app.domain.changes import ChangeSet
from app.domain.errors import RejectedError
from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.tickets import Queue, Status
from app.main import DATABASE, build_runtime
from app.runtime.facade import Runtime
from app.services import team_commands
from app.services.commands import add_account
from app.services.deeds import Done, EventsBack
from app.services.members import Me, introduce_me
from app.services.team_models import Disputable
from app.store import Store, Transaction, open_reader, open_store

ACCOUNT = AccountId(1)
_PATIENCE = 300.0
_OF_THE_MACHINE = {"id", "account", "anchor"}
"""What of a ticket's row means something on one computer only."""
_TAGS = ("billing", "счёт", "повернення", "vip", "bug")
_LATER = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that somebody said of a ticket."""

    at: float
    """Seconds UTC."""
    ticket: TicketCode
    field: Disputable | None
    """What it sets; None for what nobody can set apart, such as a tag."""
    value: object
    events: tuple[e.EventId, ...]


@dataclass
class Teammate:
    """One computer of the team."""

    name: str
    folder: Path
    settings: AccountSettings
    seed: int
    said: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self._vault = MemoryVault({self.settings.name: PASSWORD})
        self._changed = threading.Event()
        self._chance = random.Random(self.seed)  # noqa: S311 - the same in every run
        with open_store(self.database) as store, store.transaction() as transaction:
            add_account(store, transaction, self.settings)

    @property
    def database(self) -> Path:
        """The file of its profile."""
        return self.folder / DATABASE

    @contextmanager
    def running(self) -> Iterator[Runtime]:
        """The program, from its start to its end."""
        runtime = build_runtime(self.folder, self._vault)
        runtime.subscribe(self._note)
        runtime.start()
        try:
            yield runtime
        finally:
            runtime.stop()

    def _note(self, _: ChangeSet) -> None:
        self._changed.set()

    def join(self, runtime: Runtime, now: float) -> None:
        """Become a member."""
        me = Me(self.name, computer=f"{self.name}'s computer")
        runtime.perform(introduce_me, ACCOUNT, me, now=now).result()
        runtime.take_part(ACCOUNT)

    def wait(self, condition: Callable[[Store], bool]) -> None:
        """Wait until its database is so. Raises `RejectedError` after some minutes."""
        with open_reader(self.database) as store:
            for _ in range(int(_PATIENCE / 0.05)):
                self._changed.clear()
                if condition(store):
                    return
                self._changed.wait(0.05)
        raise RejectedError(f"{self.name} waited in vain.")

    def codes(self) -> list[TicketCode]:
        """The tickets of this profile."""
        with open_reader(self.database) as store:
            return sorted(row.code for row in store.tickets.page(Queue.ALL, offset=0, limit=-1))

    def say(
        self, store: Store, transaction: Transaction, ticket: TicketCode, at: float
    ) -> Word | None:
        """Do something with a ticket, chosen at random; None where it was so already."""
        known = store.tickets.by_code(ticket)
        if known is None:
            raise RejectedError(f"{self.name} does not know {ticket}.")
        which, value, done = self._do(store, transaction, [known.id], at)
        events = tuple(
            name for back in done.back if isinstance(back, EventsBack) for _, name in back.events
        )
        if not events:
            return None
        self.said.append(Word(at, ticket, which, value, events))
        return self.said[-1]

    def _do(
        self, store: Store, transaction: Transaction, tickets: list[TicketId], at: float
    ) -> tuple[Disputable | None, object, Done]:
        of = (store, transaction, tickets)
        match self._chance.choices(("note", "tag", "status", "assign", "rest"), (3, 2, 3, 3, 2))[0]:
            case "note":
                text = f"Called back, will know more at {self._chance.randrange(24)} o'clock"
                return None, text, team_commands.add_note(*of, text, now=at)
            case "tag":
                word = self._chance.choice(_TAGS)
                if self._chance.random() < 0.6:
                    return None, word, team_commands.tag(*of, add=[word], now=at)
                return None, word, team_commands.tag(*of, remove=[word], now=at)
            case "status":
                status = self._chance.choice((Status.OPEN, Status.WAITING, Status.CLOSED))
                done = team_commands.set_status(*of, status, now=at)
                return Disputable.STATUS, status, done
            case "assign":
                member = self._chance.choice([None, *store.team.members(ACCOUNT)])
                return Disputable.ASSIGNEE, member, team_commands.assign(*of, member, now=at)
        return self._do_seldom(of, at)

    def _do_seldom(
        self, of: tuple[Store, Transaction, list[TicketId]], at: float
    ) -> tuple[Disputable | None, object, Done]:
        match self._chance.choice(("priority", "promise", "snooze")):
            case "priority":
                priority = self._chance.choice(list(e.Priority))
                done = team_commands.set_priority(*of, priority, now=at)
                return Disputable.PRIORITY, priority, done
            case "promise":
                by = int(at) + 3600 * self._chance.randrange(1, 100)
                return Disputable.PROMISED, by, team_commands.promise(*of, by, now=at)
        until = int(at) + _LATER + self._chance.randrange(1, 1000)
        return Disputable.STATUS, until, team_commands.snooze(*of, until, now=at)


def heard(store: Store) -> int:
    """How many events of the team this profile has."""
    ((count,),) = store._link.rows("SELECT count(*) FROM event")  # noqa: SLF001 - a measurement
    return int(count)


def told(store: Store) -> bool:
    """Whether everything that was said here was read back from the mailbox."""
    missing = store.batches.missing(ACCOUNT, 1, everybody=False)
    return not missing and not store.events.count_unsent(ACCOUNT)


def digest(store: Store) -> str:
    """What tells the events and tickets of a profile from all others: equal for equal ones."""
    events = store._link.rows("SELECT id, source FROM event ORDER BY id")  # noqa: SLF001
    rows = sorted(
        repr({name: value for name, value in _row(data).items() if name not in _OF_THE_MACHINE})
        for data in store.tickets.by_ids(
            [row.id for row in store.tickets.page(Queue.ALL, offset=0, limit=-1)]
        )
    )
    return sha256(repr((events, rows)).encode("utf-8", "surrogatepass")).hexdigest()


def _row(data: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a row of the store
    return {name: getattr(data, name) for name in data.__dataclass_fields__}
