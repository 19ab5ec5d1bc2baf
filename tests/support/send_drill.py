"""Members of a team who send many answers, and are killed in the midst of it.

Each has a bad line to the mailbox and one to the server for sending, which know by what is said on
them how far the letter is that is on its way. In the end every answer must have been delivered
once, or be held with a question, and stand in Sent once. Some go to somebody unseen (Bcc): only
the copy in Sent says so.
"""

import json
import os
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.accounts import AccountSettings
from app.domain.outgoing import DraftId, Sending
from app.main import DATABASE
from app.services.commands import add_account
from app.store import open_reader, open_store
from tests.support.drilled import Drilled
from tests.support.letters_out import check_hides
from tests.support.other_client import OtherClient
from tests.support.proxy import Proxy
from tests.support.send_member import hidden, is_queued
from tests.support.sending import ACCOUNT, question
from tests.support.smtp_house import House
from tests.support.waiting import PATIENCE, wait_until

_NAMES = ("Ann", "Bob", "Cyd")
_BLOCKS = 60
"""So many blocks at most pass by before the kill at any of them."""
_COME = 6.0
"""Seconds in which a moment has to come; else it is killed then."""

BEFORE_DATA = "before DATA"
IN_LETTER = "in the letter, before its end"
BEFORE_REPLY = "after the letter, before its reply"
AFTER_REPLY = "just after the reply"
BEFORE_COPY = "before the copy in Sent"
BEFORE_COPY_OK = "after the copy, before its OK"
AT_CLAIM = "at the claim"
ANY_TIME = "any block of any talk"
POINTS = (
    BEFORE_DATA,
    IN_LETTER,
    BEFORE_REPLY,
    AFTER_REPLY,
    BEFORE_COPY,
    BEFORE_COPY_OK,
    AT_CLAIM,
    ANY_TIME,
)


@dataclass
class Moment:
    """A point in what is said on both lines of a member, at which everything stands still."""

    point: str = ""
    """Empty for none: nothing stands still."""
    skip: int = 0
    """So many times it passes by first."""
    come: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    _in_letter: bool = False
    _ended: bool = False
    _copying: bool = False

    def smtp(self, data: bytes, to_server: bool) -> bool:
        """Watch the line to the server for sending; see `app.bench.proxy.Proxy`."""
        if not self._stop_at(ANY_TIME):
            return False
        if to_server:
            if data.upper().startswith(b"DATA"):
                self._in_letter, self._ended = True, False
                return self._stop_at(BEFORE_DATA)
            if self._in_letter and data.endswith(b"\r\n.\r\n"):
                self._in_letter, self._ended = False, True
                return self._stop_at(IN_LETTER)
            return True
        if self._ended:
            self._ended = False
            if not self._stop_at(BEFORE_REPLY):
                return False
            if self._is_it(AFTER_REPLY):
                self.come.set()
        return True

    def imap(self, data: bytes, to_server: bool) -> bool:
        """Watch a line to the mailbox."""
        if not self._stop_at(ANY_TIME):
            return False
        if to_server and b" APPEND " in data:
            folder = data.partition(b" APPEND ")[2].partition(b"(")[0]
            if b"Postroom" in folder:
                return self._stop_at(AT_CLAIM)
            self._copying = True
            return self._stop_at(BEFORE_COPY)
        if self._copying and not to_server and b"APPENDUID" in data:
            self._copying = False
            return self._stop_at(BEFORE_COPY_OK)
        return True

    def _is_it(self, point: str) -> bool:
        if point != self.point:
            return False
        self.skip -= 1
        return self.skip < 0

    def _stop_at(self, point: str) -> bool:
        if not self._is_it(point):
            return True
        self.come.set()
        self.go_on.wait(PATIENCE)
        return False


@dataclass
class Sender(Drilled):
    """One computer: its profile, its lines, its process."""

    name: str
    folder: Path
    words: tuple[str, ...]
    moment: Moment = field(default_factory=Moment)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    def smtp(self, data: bytes, to_server: bool) -> bool:
        return self.moment.smtp(data, to_server)

    def imap(self, data: bytes, to_server: bool) -> bool:
        return self.moment.imap(data, to_server)

    def start(self) -> None:
        self.said = []
        self.launch("send_member", str(self.folder), self.name, *self.words)

    def wait_for(self, word: str) -> None:
        wait_until(lambda: word in self.said or self.is_over(), timeout=8 * PATIENCE, what=word)
        assert word in self.said, f"{self.name} ended by itself"

    def worked(self) -> float:
        """Seconds of processor time of this run so far: what does not depend on other programs."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").split(")")[1]
        user, system = words.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.moment.go_on.set()
        super().stop()

    def letters(self) -> dict[DraftId, tuple[str, Sending]]:
        """Message-ID and state of each letter that was sent."""
        with open_reader(self.database) as store:
            rows = store.outbox.in_states(list(Sending), ACCOUNT)
        return {r.outgoing.draft: (r.outgoing.message_id, r.outgoing.state) for r in rows}

    def in_states(self, *states: Sending) -> list[tuple[DraftId, str]]:
        return [(d, mid) for d, (mid, state) in self.letters().items() if state in states]

    def is_at_work(self) -> bool:
        """Whether it has something to do that it can do by itself."""
        return bool(self.in_states(Sending.QUEUED, Sending.HANDING, Sending.ACCEPTED))


@dataclass
class SendDrill:
    """A mailbox, a server for sending, and those who answer what came."""

    settings: AccountSettings
    password: str
    house: House
    folder: Path
    seed: int
    tally: Counter[str] = field(default_factory=Counter)
    senders: list[Sender] = field(default_factory=list)

    def run(self, letters: int, kills: int, *, members: int = 2) -> str:
        """Let them answer so many letters and kill them; what must hold is checked."""
        began = time.monotonic()
        with ExitStack() as stack:
            self._begin(stack, letters, members)
            self._disturb(kills)
            self._wait_for_rest()
            self._check(letters)
            self._answer_questions()
            self._wait_for_rest()
            self._check(letters)
        assert not self.tally["asked at the end"]
        seconds = time.monotonic() - began
        told = ", ".join(f"{what} {count}" for what, count in self.tally.items())
        marked = f"marked after {max(self.marked, default=0):.1f} s of a start's work at most"
        return f"{letters} answers of {members} members in {seconds:.0f} s: {told}; {marked}"

    def _begin(self, stack: ExitStack, letters: int, members: int) -> None:
        assert self.settings.imap is not None
        other = OtherClient(self.settings.imap, self.settings.user, self.password)
        with other.opened("INBOX") as box:
            for number in range(letters):
                box.append("INBOX", question(number), ())
        for number in range(members):
            sender = Sender(
                _NAMES[number],
                self.folder / _NAMES[number],
                (str(letters), str(number), str(members)),
            )
            sender.folder.mkdir(parents=True)
            kept = json.dumps({self.settings.name: self.password})
            (sender.folder / "vault.json").write_text(kept, encoding="utf-8")
            imap = stack.enter_context(Proxy(self.settings.imap, sender.imap))
            smtp = stack.enter_context(Proxy(self.house.endpoint, sender.smtp))
            settings = replace(self.settings, imap=imap.endpoint, smtp=smtp.endpoint)
            with open_store(sender.database) as store, store.transaction() as transaction:
                add_account(store, transaction, settings)
            self.senders.append(sender)
            sender.start()
            stack.callback(sender.stop)
        for sender in self.senders:
            sender.wait_for("queued")
            assert is_queued(sender.database)
            assert len(sender.in_states(Sending.QUEUED)) == len(sender.letters())

    # --- kills -------------------------------------------------------------------------------

    def _disturb(self, kills: int) -> None:
        chance = random.Random(self.seed)
        points: list[str] = []

        def arm(sender: Sender) -> None:
            if not points:
                points.extend(POINTS)
                chance.shuffle(points)
            point = points.pop()
            often = _BLOCKS if point == ANY_TIME else 1
            sender.moment = Moment(
                point, skip=chance.randint(0, often) if chance.random() < 0.5 else 0
            )

        for sender in self.senders:
            arm(sender)
            sender.tell("go")
        while self.tally["killed"] < kills:
            busy = [sender for sender in self.senders if sender.is_at_work()]
            if not busy:
                break
            self._kill(min(busy, key=lambda s: s.starts), arm)
        for sender in self.senders:
            sender.moment.go_on.set()
            sender.moment = Moment()

    def _kill(self, sender: Sender, arm: Callable[[Sender], None]) -> None:
        before = set(sender.in_states(Sending.UNSURE))
        moment = sender.moment
        came = moment.come.wait(_COME)
        sender.kill()
        moment.go_on.set()
        self.tally["killed"] += 1
        self.tally[moment.point if came else "before such a moment came"] += 1
        with open_store(sender.database) as store:
            assert store.check() == []
        hanging = sender.in_states(Sending.HANDING)
        arm(sender)
        sender.start()
        sender.wait_for("ready")
        wait_until(
            lambda: not set(hanging) & set(sender.in_states(Sending.HANDING)),
            what="what was under way is marked",
        )
        if hanging:
            self.marked.append(sender.worked())
        self.tally["left unsure"] += len(set(sender.in_states(Sending.UNSURE)) - before)

    marked: list[float] = field(default_factory=list)
    """Seconds of work from a start until what was under way was marked."""

    # --- the end -----------------------------------------------------------------------------

    def _wait_for_rest(self) -> None:
        wait_until(
            lambda: not any(sender.is_at_work() for sender in self.senders),
            timeout=20 * PATIENCE,
            what="everything sent that can be",
        )

    def _answer_questions(self) -> None:
        """Do what a person does who asks the contact."""
        there = set(self._delivered())
        for sender in self.senders:
            for draft, message_id in sender.in_states(Sending.UNSURE):
                word = "arrived" if message_id in there else "again"
                sender.tell(f"{word} {draft}")
                self.tally[f"asked, and said {word}"] += 1
            asked = sender.in_states(Sending.UNSURE)
            wait_until(lambda s=sender, a=asked: not set(a) & set(s.in_states(Sending.UNSURE)))  # type: ignore[misc]

    def _delivered(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for letter in self.house.delivered:
            head = letter.letter.partition(b"\r\n\r\n")[0].decode("ascii")
            (line,) = [x for x in head.split("\r\n") if x.lower().startswith("message-id:")]
            found[line.partition("<")[2].rstrip(">")] += 1
        return found

    def _in_sent(self) -> Counter[str]:
        assert self.settings.imap is not None
        other = OtherClient(self.settings.imap, self.settings.user, self.password)
        with other.opened("Sent") as box:
            return Counter(message_id for message_id, _ in box.letters(()).values())

    def _check(self, letters: int) -> None:
        delivered, copies = self._delivered(), self._in_sent()
        states = {mid: state for s in self.senders for mid, state in s.letters().values()}
        assert len(states) == letters
        assert set(states.values()) <= {Sending.FILED, Sending.UNSURE}, Counter(states.values())
        twice = [mid for mid, count in delivered.items() if count > 1]
        assert not twice, f"sent twice without a question: {twice}"
        filed = {mid for mid, state in states.items() if state is Sending.FILED}
        assert filed <= set(delivered), f"said to be sent and was not: {filed - set(delivered)}"
        lost = set(delivered) - set(states)
        assert not lost, f"sent, and nobody knows of it: {lost}"
        assert dict.fromkeys(filed, 1) == dict(copies), "Sent does not hold each once"
        self.tally["asked at the end"] = len(states) - len(filed)
        self._check_hidden()

    def _check_hidden(self) -> None:
        """Who got a letter unseen was told to the server, and stands in the copy alone."""
        for letter in self.house.delivered:
            check_hides(letter.letter)
            assert letter.recipients[1:] == hidden(_number(letter.letter))
        assert self.settings.imap is not None
        other = OtherClient(self.settings.imap, self.settings.user, self.password)
        with other.opened("Sent") as box:
            for head in box.heads():
                lines = head.decode().split("\r\n")
                said = [line.removeprefix("Bcc: ") for line in lines if line.startswith("Bcc:")]
                assert tuple(said) == hidden(_number(head))


def _number(letter: bytes) -> int:
    """Of the question that a letter answers."""
    found = re.search(rb"In-Reply-To: <q(\d+)@", letter)
    assert found is not None
    return int(found[1])
