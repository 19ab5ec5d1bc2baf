"""A member of a team as a process of its own: a whole runtime that does what a script says.

    python -m tests.support.team_member FOLDER NAME SEED COMMANDS PAUSE_MS TIMED

It follows the one account of the profile in FOLDER, does mixed commands until COMMANDS of them are
stored, each in one transaction with its number, so that it goes on after a kill where it was. Then
it stays until standard input ends. What it prints, one line each: ``ready``, ``done``, and for each
timed note of a colleague ``saw SECONDS``.
"""

import json
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from app.domain import events as e
from app.domain.changes import ChangeSet
from app.domain.ids import AccountId, TicketId
from app.domain.tickets import Queue, Status
from app.main import DATABASE, system_clock
from app.runtime.facade import Runtime
from app.runtime.surroundings import Rhythm
from app.services import team_commands, team_moves
from app.services.members import Me, introduce_me
from app.store import Store, Transaction, open_reader
from mail.imap import ImapServerFactory
from tests.support.inline_reader import InlineReader

COUNT = "drill.commands"
"""Setting: how many commands are stored."""
TIMED = "sent at "
"""How a note begins whose way to the others is measured."""


class FileVault:
    """Passwords in a file: for tests only, whose passwords protect nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, account: str) -> str | None:
        found = self._all().get(account)
        return found if isinstance(found, str) else None

    def put(self, account: str, secret: str) -> None:
        self._write({**self._all(), account: secret})

    def remove(self, account: str) -> None:
        self._write({name: secret for name, secret in self._all().items() if name != account})

    def _all(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        kept: dict[str, str] = json.loads(self._path.read_text(encoding="utf-8"))
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        partial = self._path.with_suffix(".part")
        partial.write_text(json.dumps(kept), encoding="utf-8")
        partial.replace(self._path)  # a kill must not leave half of it


def _now() -> float:
    return time.time_ns() / 1e9


class Deeds:
    """What a member may do, chosen at random."""

    def __init__(self, store: Store, transaction: Transaction, chance: random.Random) -> None:
        self._of = (store, transaction)
        self._chance = chance
        self._tickets = [row.id for row in store.tickets.page(Queue.ALL, offset=0, limit=-1)]
        self._members = [None, *store.team.members(AccountId(1))]
        self._now = _now()

    def do_one(self, number: int) -> None:
        """Do something, of which the number is told where it is a note."""
        choices: list[tuple[int, Callable[[], object]]] = [
            (6, lambda: self._note(f"note {number}")),
            (4, self._status),
            (4, self._assign),
            (4, self._tag),
            (2, self._snooze),
            (2, self._priority),
            (1, self._merge),
        ]
        deeds, weights = [deed for _, deed in choices], [weight for weight, _ in choices]
        self._chance.choices(deeds, weights)[0]()

    def timed_note(self) -> None:
        """Write a note that says when it was written."""
        self._note(f"{TIMED}{self._now:.4f}")

    def _some(self, most: int = 4) -> list[TicketId]:
        return self._chance.sample(self._tickets, self._chance.randint(1, most))

    def _note(self, text: str) -> None:
        team_commands.add_note(*self._of, self._some(1), text, now=self._now)

    def _status(self) -> None:
        team_commands.set_status(
            *self._of, self._some(), self._chance.choice(_STATUSES), now=self._now
        )

    def _assign(self) -> None:
        member = self._chance.choice(self._members)
        team_commands.assign(*self._of, self._some(), member, now=self._now)

    def _tag(self) -> None:
        word, added = self._chance.choice(_TAGS), self._chance.random() < 0.6
        add, remove = ([word], []) if added else ([], [word])
        team_commands.tag(*self._of, self._some(), add=add, remove=remove, now=self._now)

    def _snooze(self) -> None:
        until = int(self._now) + 90_000
        team_commands.snooze(*self._of, self._some(1), until, now=self._now)

    def _priority(self) -> None:
        priority = self._chance.choice(list(e.Priority))
        team_commands.set_priority(*self._of, self._some(), priority, now=self._now)

    def _merge(self) -> None:
        if len(self._tickets) > 10:
            one, other = self._chance.sample(self._tickets, 2)
            team_moves.merge(*self._of, [one], other, now=self._now)


def command(store: Store, transaction: Transaction, chance: random.Random, number: int) -> None:
    """Do one of many things, and store its number with it."""
    Deeds(store, transaction, chance).do_one(number)
    store.settings.put(COUNT, str(number))


_STATUSES = (Status.OPEN, Status.WAITING, Status.CLOSED, None)
_TAGS = ("refund", "vip", "later", "bug")


class Member:
    """The runtime of one member, and what it does."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.database = folder / DATABASE
        self._clock = system_clock()
        self._chance = random.Random(seed)
        self._changed = threading.Event()
        self._seen = 0
        self.runtime = Runtime(
            self.database,
            self._clock,
            FileVault(folder / "vault.json"),
            ImapServerFactory(self._clock),
            reader=InlineReader(),
            rhythm=Rhythm(first_retry=0.1, longest_retry=1.0),
        )
        self.runtime.subscribe(self._note)

    def _note(self, _: ChangeSet) -> None:
        self._changed.set()

    @staticmethod
    def now() -> float:
        """Seconds UTC."""
        return _now()

    def monotonic(self) -> float:
        """As the runtime measures."""
        return self._clock.monotonic()

    def take_part(self, name: str) -> None:
        me = Me(name, computer=f"{name}'s computer")
        account = AccountId(1)
        self.runtime.perform(_introduce, account, me, now=_now()).result()
        self.runtime.take_part(account)
        self.wait(lambda store: store.journal.state(account).introduced)

    def wait(self, condition: Callable[[Store], bool]) -> None:
        while True:
            self._changed.clear()
            with open_reader(self.database) as store:
                if condition(store):
                    return
            self._changed.wait(0.2)

    def do(self, count: int, pause: float) -> None:
        """Go on with the commands until so many are stored."""
        for number in range(self.done() + 1, count + 1):
            self.runtime.perform(command, self._chance, number).result()
            self.listen(self._chance.uniform(0, 2 * pause))

    def done(self) -> int:
        with open_reader(self.database) as store:
            return int(store.settings.get(COUNT) or 0)

    def listen(self, seconds: float) -> None:
        """Do nothing for so long but to tell of what others say."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._changed.clear()
            self._changed.wait(left)
            self.tell_of_notes()

    def tell_of_notes(self) -> None:
        """Print how long the timed notes of others took, as soon as they are here."""
        with open_reader(self.database) as store:
            rows = store._link.rows(
                "SELECT seq, json_extract(source, '$.text') FROM event WHERE seq > ? "
                "AND deed IS NULL AND json_extract(source, '$.kind') = 'note-added' ORDER BY seq",
                (self._seen,),
            )
        for seq, text in rows:
            self._seen = seq
            if text.startswith(TIMED):
                say(f"saw {_now() - float(text.removeprefix(TIMED)):.4f}")

    def tell_the_time(self, count: int, pause: float) -> None:
        """Write notes that say when they were written."""
        for _ in range(count):
            self.runtime.perform(_timed_note, self._chance).result()
            self.listen(self._chance.uniform(0, 2 * pause))


def _introduce(
    store: Store, transaction: Transaction, account: AccountId, me: Me, *, now: float
) -> None:
    if not store.journal.state(account).introduced:
        introduce_me(store, transaction, account, me, now=now)


def _timed_note(store: Store, transaction: Transaction, chance: random.Random) -> None:
    Deeds(store, transaction, chance).timed_note()


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main(member: Member, name: str, commands: int, pause: float, *, timed: int) -> None:
    """Follow, join, do what is to be done, stay until standard input ends."""
    member.runtime.start()
    try:
        member.wait(lambda store: store.tickets.count(Queue.ALL) > 0)
        member.take_part(name)
        say("ready")
        member.do(commands, pause)
        if timed:
            sys.stdin.readline()  # until everybody is ready
            member.tell_the_time(timed, pause)
        say("done")
        ended = threading.Event()

        def wait_for_the_end() -> None:
            sys.stdin.read()
            ended.set()

        threading.Thread(target=wait_for_the_end, daemon=True).start()
        while not ended.is_set():
            member.listen(0.2)
    finally:
        member.runtime.stop()


if __name__ == "__main__":
    folder, name, seed, commands, pause, timed = sys.argv[1:7]
    who = Member(Path(folder), int(seed))
    main(who, name, int(commands), float(pause) / 1000, timed=int(timed))
