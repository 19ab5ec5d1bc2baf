"""Several running Postrooms of a team that acknowledge what comes in, and what must come of it.

Among the letters are all that must not be acknowledged, and robots that answer whatever they get,
without saying that they are robots.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.acknowledgement import Policy, acknowledgement_id
from app.domain.tickets import Status
from app.services import acknowledgement
from app.services import acknowledgement_policy as policies
from app.services.acknowledgement_texts import STARTERS
from app.store import open_reader
from mail.parse import parse
from mail.smtp import SmtpSender
from tests.support.fake_sender import Delivered
from tests.support.mailboxes import Mailbox
from tests.support.sending import ACCOUNT, HASTY, SOON, Person, ids_in, office
from tests.support.smtp_house import House
from tests.support.waiting import PATIENCE, wait_until

US = "support@example.org"
RHYTHM = replace(HASTY, outbox=replace(SOON, claim=PATIENCE, turn=1.0))
POLICY = Policy(texts=STARTERS, rate=10_000)
_TEXTS = ("Where is my order?", "Где мой заказ?", "Де моє замовлення? Дякую, її чекаю.")


@dataclass(frozen=True)
class Case:
    """A letter, and whom it makes us tell that it arrived; ``""``: nobody."""

    kind: str
    raw: bytes
    message_id: str
    told: str


def _letter(
    number: int,
    text: str,
    *more: str,
    sender: str = "",
    to: str = US,
    subject: str = "",
    name: str = "q",
) -> tuple[bytes, str]:
    sender = sender or f"person{number}@client{number}.example"
    message_id = f"{name}{number}@mail{number}.example"
    head = [
        *more,
        f"From: <{sender}>",
        f"To: {to}",
        f"Subject: {subject or f'Case {number}'}",
        f"Message-ID: <{message_id}>",
        "Content-Type: text/plain; charset=utf-8",
    ]
    return "\r\n".join([*head, "", text, ""]).encode(), message_id


def _bounce(number: int) -> tuple[bytes, str]:
    message_id = f"q{number}@mail{number}.example"
    lines = (
        "Return-Path: <>",
        f"From: Mail Delivery System <MAILER-DAEMON@mx{number}.example>",
        f"To: {US}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Message-ID: <{message_id}>",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "",
        "It could not be delivered.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        f"Final-Recipient: rfc822; gone{number}@else.example",
        "Action: failed",
        "Status: 5.1.1",
        "--b--",
        "",
    )
    return "\r\n".join(lines).encode(), message_id


_SILENT: dict[str, Callable[[int], tuple[bytes, str]]] = {
    "bounce": _bounce,
    "list": lambda n: _letter(n, "Hi all", f"List-Id: <l{n}.lists.example>"),
    "newsletter": lambda n: _letter(n, "Buy!", "Precedence: bulk"),
    "unsubscribe": lambda n: _letter(n, "Buy!", f"List-Unsubscribe: <mailto:u@l{n}.example>"),
    "feedback-id": lambda n: _letter(n, "Buy!", "Feedback-ID: 1:2:3:mass"),
    "auto-reply": lambda n: _letter(n, "I am away.", "Auto-Submitted: auto-replied"),
    "generated": lambda n: _letter(n, "Report", "Auto-Submitted: auto-generated; x=y"),
    "suppressed": lambda n: _letter(n, "Away", "X-Auto-Response-Suppress: DR, RN, AutoReply"),
    "x-loop": lambda n: _letter(n, "Again", f"X-Loop: r{n}@robot.example"),
    "null sender": lambda n: _letter(n, "Hm", "Return-Path: <>"),
    "absent": lambda n: _letter(n, "Away", subject="Automatic reply: Hello"),
    "no-reply": lambda n: _letter(n, "Paid", sender=f"no-reply@shop{n}.example"),
    "bounces": lambda n: _letter(n, "x", sender=f"bounces+{n}@mass.example"),
    "own domain": lambda n: _letter(n, "Lunch?", sender=f"colleague{n}@example.org"),
    "our own address": lambda n: _letter(n, "Me", sender=US),
    "our own mark": lambda n: _letter(n, "Yours", "X-Postroom: automatic"),
    "not to us": lambda n: _letter(n, "Psst", to=f"somebody{n}@else.example"),
    "answer asked at no-reply": lambda n: _letter(n, "x", f"Reply-To: noreply@shop{n}.example"),
    "spam": lambda n: _letter(n, "Win!", "X-Spam-Flag: YES"),
}


def cases(count: int, seed: int) -> list[Case]:
    """So many letters; about half of them are a person's."""
    chance = random.Random(seed)
    found: list[Case] = []
    while len(found) < count:
        number = len(found)
        kind = chance.choice(("person", "person", "asked elsewhere", "to us as well", *_SILENT))
        text = chance.choice(_TEXTS)
        if kind in _SILENT and number % 2:
            raw, message_id = _SILENT[kind](number)
            found.append(Case(kind, raw, message_id, ""))
        elif kind == "asked elsewhere":
            other = f"Other{number}@else{number}.example"
            raw, message_id = _letter(number, text, f"Reply-To: {other}")
            found.append(Case(kind, raw, message_id, other.lower()))
        elif kind == "to us as well":
            raw, message_id = _letter(number, text, f"Reply-To: {US}")
            found.append(Case(kind, raw, message_id, f"person{number}@client{number}.example"))
        else:
            raw, message_id = _letter(number, text)
            sender = f"person{number}@client{number}.example"
            found.append(Case("person", raw, message_id, sender))
            if chance.random() < 0.2 and len(found) < count:  # and once more on the same day
                raw, message_id = _letter(number, text, sender=sender, name="again", subject="Hey")
                found.append(Case("again", raw, message_id, sender))
    return found


@dataclass
class Reception:
    """The whole run."""

    mailbox: Mailbox
    house: House
    folder: Path
    robots: int
    """How many machines write to us, and answer everything."""
    people: list[Person] = field(default_factory=list)
    seen: int = 0
    """How many letters of ours the robots have looked at."""
    answered: int = 0
    """How many of them a robot has answered."""

    def run(self, members: int, count: int, seed: int) -> str:
        """Let letters come, until all is quiet; fails unless all is as it must be."""
        began = time.monotonic()
        found = cases(count - self.robots, seed)
        with ExitStack() as stack:
            self._begin(stack, members)
            chance = random.Random(seed)
            chance.shuffle(found)
            for robot in range(self.robots):
                self._deliver(_letter(robot, "I never stop.", sender=_robot(robot), name="r")[0])
            for case in found:
                self._deliver(case.raw)
                self._robots_answer()
            expected = Counter({one.told: 1 for one in found if one.told})
            expected.update(_robot(n) for n in range(self.robots))
            self._until_quiet(len(expected), count)
            self._check(found, expected)
            claims = sum(self._claims(person) for person in self.people[:1])
        seconds = time.monotonic() - began
        silent = Counter(one.kind for one in found if not one.told)
        return (
            f"{count} letters, {members} members, {self.robots} robots: "
            f"{len(self.house.delivered)} acknowledged once each ({len(expected)} expected), "
            f"{sum(silent.values())} letters of {len(silent)} kinds not; "
            f"robots answered {self.answered} times, and got no second one; "
            f"{claims} claims are in the folder; {seconds:.0f} s."
        )

    def _begin(self, stack: ExitStack, members: int) -> None:
        for number in range(members):
            person = stack.enter_context(
                office(
                    self.mailbox,
                    self.folder / str(number),
                    SmtpSender,
                    rhythm=RHYTHM,
                    smtp=self.house.endpoint,
                )
            )
            self.people.append(person)
            person.join(f"Member {number}")
        first = self.people[0]
        now = first.clock.now()
        first.runtime.perform(policies.switch, ACCOUNT, POLICY, on=True, now=now).result()
        wait_until(lambda: all(map(_is_on, self.people)), what="all know that it is on")

    def _deliver(self, raw: bytes) -> None:
        self.mailbox.other.deliver(raw, received=self.people[0].clock.now())

    def _robots_answer(self) -> None:
        """Each answers what it got from us, as if it were a person with a new question."""
        for one in self.house.delivered[self.seen :]:
            self.seen += 1
            (told,) = one.recipients
            if told.startswith("robot"):
                self.answered += 1
                number = 10_000 + self.answered
                self._deliver(_letter(number, "Thanks! More?", sender=told, name="loop")[0])

    def _until_quiet(self, acknowledged: int, count: int) -> None:
        delivered = self.house.delivered
        while (so_far := len(delivered)) < acknowledged:  # as long as it goes on at all
            wait_until(
                lambda so_far=so_far: len(delivered) > so_far,  # type: ignore[misc]
                what=f"more than {so_far} of {acknowledged} acknowledgements",
            )
        self._robots_answer()
        letters = count + self.answered + acknowledged
        wait_until(
            lambda: all(person.letters() == letters for person in self.people),
            what=f"everybody has {letters} letters",
        )
        wait_until(lambda: all(map(_is_quiet, self.people)), what="nothing is left to be done")

    def _check(self, found: list[Case], expected: Counter[str]) -> None:
        told = Counter(one.recipients[0].lower() for one in self.house.delivered)
        assert told == expected, (told - expected, expected - told)
        assert {one.sender for one in self.house.delivered} == {""}
        allowed = {acknowledgement_id(one.message_id, "example.org") for one in found if one.told}
        names = [_message_id(one) for one in self.house.delivered]
        assert len(set(names)) == len(names)
        robots = {name for name in names if name not in allowed}
        assert len(robots) == self.robots == self.answered
        assert ids_in(self.mailbox) == sorted(names)
        people = {one.message_id for one in found if one.told}
        for person in self.people:
            assert _not_open(person, people) == []
            assert person.codes() <= {"acknowledgement-flood"}

    @staticmethod
    def _claims(person: Person) -> int:
        with open_reader(person.database) as store:
            return len(list(store.journal_messages.claims(ACCOUNT)))


def _robot(number: int) -> str:
    return f"robot{number}@loop{number}.example"


def _message_id(one: Delivered) -> str:
    return parse(one.letter).message_id


def _is_on(person: Person) -> bool:
    with open_reader(person.database) as store:
        return policies.policy_of(store, ACCOUNT).is_on


def _is_quiet(person: Person) -> bool:
    """Whether nothing more will leave here."""
    with open_reader(person.database) as store:
        policy = policies.policy_of(store, ACCOUNT)
        plan = acknowledgement.plan(store, ACCOUNT, policy, person.clock.now())
        return not (plan.candidates or store.outbox.under_way(ACCOUNT))


def _not_open(person: Person, letters: set[str]) -> list[str]:
    """Letters of people that do not count as waiting for an answer."""
    with open_reader(person.database) as store:
        found = []
        for name in letters:
            ticket = store.letters.ticket_of_message_id(name, ACCOUNT)
            assert ticket is not None
            if store.tickets.by_ids([ticket])[0].status is not Status.OPEN:
                found.append(name)
        return found
