"""Two members of a team who answer the same tickets, at the same moment."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from app.domain.outgoing import Draft, HeldFor, Outgoing, Sending
from app.runtime.surroundings import Rhythm
from tests.support.mailboxes import Mailbox
from tests.support.sending import HASTY, SOON, FakePost, Person, office
from tests.support.waiting import PATIENCE

PATIENT = replace(HASTY, outbox=replace(SOON, lost_claim=PATIENCE, claim=PATIENCE))
"""Whoever comes second looks at what the first one wrote rather than asks at once."""


@contextmanager
def team(
    mailbox: Mailbox, folder: Path, post: FakePost, *, rhythm: Rhythm = PATIENT
) -> Iterator[tuple[Person, Person]]:
    with ExitStack() as stack:
        found = []
        for name in ("Ann", "Bob"):
            person = stack.enter_context(
                office(mailbox, folder / name, lambda: post, rhythm=rhythm)
            )
            person.ticket(1)
            person.join(name)
            found.append(person)
        yield found[0], found[1]


def both_texts(person: Person, number: int) -> tuple[str, str]:
    """What a person sees: the last letter of the ticket, and what they wrote themselves."""
    found = person.conversation(number)
    (held,) = [one for one in found.outgoing if one.held is not None]
    return " ".join(part.html for part in found.letters[-1].parts), held.html


def race(ann: Person, bob: Person, number: int) -> HeldFor:
    """Let both answer a question at once; return why the second was held. Both texts are there."""
    written = [
        (p, p.write(number, f"Answer of {name}.")) for p, name in ((ann, "Ann"), (bob, "Bob"))
    ]
    start = threading.Barrier(2)
    sent: list[tuple[Person, Outgoing]] = []

    def send(person: Person, draft: Draft) -> None:
        start.wait(PATIENCE)
        sent.append((person, person.send(draft.id)))

    threads = [threading.Thread(target=send, args=pair) for pair in written]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ends = [
        (p, p.wait_for(o.draft, Sending.FILED, Sending.HELD).outgoing, "Ann" if p is ann else "Bob")
        for p, o in sent
    ]
    assert sorted(o.state for _, o, _ in ends) == [Sending.FILED, Sending.HELD]
    ((first, _, quick),) = [end for end in ends if end[1].state is Sending.FILED]
    ((second, held, slow),) = [end for end in ends if end[1].state is Sending.HELD]
    assert first is not second
    there, own = both_texts(second, number)
    assert f"Answer of {quick}." in there
    assert f"Answer of {slow}." in own
    assert held.held is not None
    return held.held
