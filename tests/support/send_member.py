"""A member of a team as a process that answers letters, for whoever kills it.

    python -m tests.support.send_member FOLDER NAME LETTERS FIRST STEP

It follows the one account of the profile in FOLDER. Offline it writes and sends an answer to each
STEP-th of the LETTERS questions from FIRST on, in one go, and goes online on a word. Then it sends
what waits, does what standard input says of letters that nobody knows of (``arrived DRAFT``,
``again DRAFT``), and ends with it. What it prints, one line each: ``ready``, ``queued``.
"""

import sys
from pathlib import Path

from app.domain.outgoing import DraftId
from app.main import DATABASE
from app.runtime.facade import Runtime
from app.runtime.outbox_desk import Patience
from app.runtime.surroundings import Rhythm
from app.services import drafts
from app.store import Store, Transaction, open_reader
from mail.imap import ImapServerFactory
from mail.smtp import SmtpSender
from tests.support.inline_reader import InlineReader
from tests.support.sending import ACCOUNT, MovingClock, Person
from tests.support.team_member import FileVault, say

QUEUED = "drill.queued"
"""Setting: that all answers are written and sent."""
PATIENCE = Patience(maybe_files_itself=0.0, lost_append=2.0, first_retry=0.1, longest_retry=1.0)


def _queued(store: Store, _: Transaction) -> None:
    store.settings.put(QUEUED, "1")


def hidden(number: int) -> tuple[str, ...]:
    """Who gets the answer to a question unseen: somebody for every second one."""
    return () if number % 2 else (f"watcher{number}@watch.example",)


def is_queued(database: Path) -> bool:
    """Whether a member has written all its answers."""
    with open_reader(database) as store:
        return store.settings.get(QUEUED) is not None


def main(folder: Path, name: str, numbers: range) -> None:
    """Follow, write, send, stay until standard input ends."""
    clock, database = MovingClock(), folder / DATABASE
    runtime = Runtime(
        database,
        clock,
        FileVault(folder / "vault.json"),
        ImapServerFactory(clock),
        sender=SmtpSender,
        reader=InlineReader(),
        rhythm=Rhythm(first_retry=0.1, longest_retry=1.0, outbox=PATIENCE),
    )
    person = Person(runtime, database, clock)
    runtime.start()
    try:
        with open_reader(database) as store:
            joined = store.journal.state(ACCOUNT).introduced
        if not joined:
            person.ticket(numbers[-1])
            person.join(name)
        say("ready")
        if not is_queued(database):
            for number in numbers:
                person.ticket(number)
            runtime.pause()
            for number in numbers:
                person.answer(number, f"Answer {number} of {name}.", bcc=hidden(number))
            runtime.perform(_queued).result()
            say("queued")
            sys.stdin.readline()
            runtime.resume()
        else:
            say("queued")
        for line in sys.stdin:
            word, _, draft = line.strip().partition(" ")
            command = drafts.say_arrived if word == "arrived" else drafts.send_again
            runtime.perform(command, DraftId(int(draft)), now=clock.now()).result()
    finally:
        runtime.stop()


if __name__ == "__main__":
    place, who, letters, first, step = sys.argv[1:6]
    main(Path(place), who, range(int(first), int(letters), int(step)))
