"""A member of a team as a process that does things of which each must be done once in the team.

    python -m tests.support.team_claimer FOLDER NAME SEED THINGS SECONDS

It claims some things at a time, and what it wins it does, if nobody has: it puts a letter into the
folder Sent whose Message-ID is derived from the thing, unless it finds it there. Then it says that
the thing is done, and gives the claim back. When all are done it says ``done``. Of each thing it
prints what it does: ``sending THING``, ``redo THING`` where the letter was there already, and
``recorded THING``.
"""

import imaplib
import random
import sys
from concurrent.futures import CancelledError
from pathlib import Path

from app.domain import events as e
from app.domain.accounts import AccountSettings
from app.domain.ids import AccountId
from app.services import journal
from app.store import Store, Transaction, open_reader
from tests.support.other_client import OtherClient
from tests.support.team_member import FileVault, Member, say

_ACCOUNT = AccountId(1)
_AT_ONCE = 10
_MARGIN = 3.0
"""Seconds of a claim that must be left to do a thing."""


def letter_of(thing: str) -> bytes:
    """The letter that must be sent once."""
    return (
        f"From: support@example.org\r\nTo: a@client.example\r\nSubject: {thing}\r\n"
        f"Message-ID: <{thing}@once.invalid>\r\n\r\nWe have it.\r\n"
    ).encode()


class Claimer:
    """Does what is to be done, as one of several."""

    def __init__(self, folder: Path, seed: int, things: int, seconds: int) -> None:
        self.member = Member(folder, seed)
        self._chance = random.Random(seed)
        self._things = [f"thing-{number}" for number in range(things)]
        self._seconds = seconds
        self._password = FileVault(folder / "vault.json").get("support") or ""

    def run(self, name: str) -> None:
        self.member.runtime.start()
        try:
            self.member.take_part(name)
            say("ready")
            other = self._sent()
            while left := self._not_done():
                self._do_some(self._chance.sample(left, min(_AT_ONCE, len(left))), other)
            say("done")
            sys.stdin.read()
        finally:
            self.member.runtime.stop()

    def _sent(self) -> OtherClient:
        with open_reader(self.member.database) as store:
            settings: AccountSettings = store.accounts.all()[0].settings
        assert settings.imap is not None
        return OtherClient(settings.imap, settings.user, self._password)

    def _not_done(self) -> list[str]:
        with open_reader(self.member.database) as store:
            done = {str(stream) for stream in store.events.streams(_ACCOUNT, "done")}
        return [thing for thing in self._things if f"done:{thing}" not in done]

    def _do_some(self, things: list[str], other: OtherClient) -> None:
        runtime = self.member.runtime
        for thing, answer in [(t, runtime.claim(_ACCOUNT, t, self._seconds)) for t in things]:
            try:
                claimed = answer.result(60)
            except (TimeoutError, CancelledError):
                continue
            if not claimed.won:
                continue
            if thing in self._not_done() and self.member.monotonic() + _MARGIN < claimed.ends:
                self._do(thing, other)
            runtime.release(_ACCOUNT, claimed.id)

    def _do(self, thing: str, other: OtherClient) -> None:
        try:
            if other.holds("Sent", f"{thing}@once.invalid"):
                say(f"redo {thing}")
            else:
                say(f"sending {thing}")
                other.deliver(letter_of(thing), folder="Sent")
        except (OSError, imaplib.IMAP4.error):
            return  # the line was cut: it may have been sent or not, which whoever is next finds
        self.member.runtime.perform(_done, thing, self.member.now()).result()
        say(f"recorded {thing}")


def _done(store: Store, transaction: Transaction, thing: str, now: float) -> None:
    journal.write(store, transaction, _ACCOUNT, [e.Done(thing)], now=now)


if __name__ == "__main__":
    folder, name, seed, things, seconds = sys.argv[1:6]
    Claimer(Path(folder), int(seed), int(things), int(seconds)).run(name)
