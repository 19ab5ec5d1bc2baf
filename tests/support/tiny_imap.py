"""A small IMAP server over a dictionary of letters, whose answers a test may spoil on the way."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.support.scripted_server import Line

CAPABILITIES = b"IMAP4rev1 AUTH=PLAIN UIDPLUS"
_WORDS = re.compile(rb"(?:UID )?(\w+)")
_UIDS = re.compile(rb"(\d+|\*)(?::(\d+|\*))?")


class HangUpError(Exception):
    """The server ends the connection here."""


def letter(number: int) -> bytes:
    head = b"From: c%d@d.example\r\nSubject: No. %d\r\nMessage-ID: <m%d@d.example>\r\n\r\n"
    return head % (number, number, number) + b"A line of letter %d.\r\n" % number * 4


@dataclass
class TinyImap:
    """One folder, INBOX; call it as the dialogue of a `ScriptedServer`.

    ``spoil`` gets the command's word and the whole answer and returns what is sent instead; it may
    say something itself through the line and raise `HangUpError`.
    """

    letters: dict[int, bytes] = field(default_factory=dict)
    uidvalidity: int = 7
    uidnext: int = 1
    spoil: Callable[[str, bytes, Line], bytes] | None = None
    heard: list[str] = field(default_factory=list)
    """Words of commands, such as ``FETCH``."""

    def __call__(self, line: Line) -> None:
        line.say(b"* OK ready\r\n")
        try:
            while True:
                tag, command = line.hear_command()
                if not tag:
                    return
                match = _WORDS.match(command.upper())
                word = match[1].decode() if match else ""
                self.heard.append(word)
                if word == "AUTHENTICATE":
                    line.say(b"+ \r\n")
                    line.hear()
                answer = b"".join(self._answers(word, command)) + tag + b" OK done\r\n"
                if self.spoil is not None:
                    answer = self.spoil(word, answer, line)
                line.say(answer)
                if word == "LOGOUT":
                    return
        except HangUpError:
            return

    def _answers(self, word: str, command: bytes) -> Iterator[bytes]:
        self.uidnext = uidnext = max(self.uidnext, max(self.letters, default=0) + 1)
        if word == "CAPABILITY":
            yield b"* CAPABILITY " + CAPABILITIES + b"\r\n"
        elif word == "LIST":
            yield b'* LIST () "/" INBOX\r\n'
        elif word == "STATUS":
            counters = (len(self.letters), uidnext, self.uidvalidity)
            yield b"* STATUS INBOX (MESSAGES %d UIDNEXT %d UIDVALIDITY %d)\r\n" % counters
        elif word == "EXAMINE":
            yield b"* %d EXISTS\r\n* OK [UIDNEXT %d] next\r\n* OK [UIDVALIDITY %d] valid\r\n" % (
                len(self.letters),
                uidnext,
                self.uidvalidity,
            )
        elif word == "SEARCH":
            yield b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.letters) + b"\r\n"
        elif word == "FETCH":
            yield from self._fetched(command)

    def _fetched(self, command: bytes) -> Iterator[bytes]:
        wanted = command.split()[2]
        for sequence, (uid, raw) in enumerate(self.letters.items(), start=1):
            if not _contains(wanted, uid):
                continue
            head = b"* %d FETCH (UID %d FLAGS (\\Seen)" % (sequence, uid)
            if b"HEADER.FIELDS" in command:
                field_ = b"Message-ID: <m%d@d.example>\r\n\r\n" % uid
                name = b"BODY[HEADER.FIELDS (MESSAGE-ID)]"
                yield head + b" RFC822.SIZE %d %s {%d}\r\n" % (len(raw), name, len(field_))
                yield field_ + b")\r\n"
            elif b"BODY" in command:
                date = b' INTERNALDATE "07-Feb-2024 03:04:05 +0000"'
                yield head + date + b" BODY[] {%d}\r\n" % len(raw) + raw + b")\r\n"
            else:
                yield head + b")\r\n"


def _contains(wanted: bytes, uid: int) -> bool:
    for part in wanted.split(b","):
        match = _UIDS.fullmatch(part)
        assert match is not None, wanted
        low = int(match[1])
        high = low if match[2] is None else (1 << 32 if match[2] == b"*" else int(match[2]))
        if low <= uid <= high:
            return True
    return False


def trickled(line: Line, data: bytes, *, seconds_a_byte: float) -> bytes:
    """Say data byte by byte, until the client has had enough."""
    for position in range(len(data)):
        line.say(data[position : position + 1])
        time.sleep(seconds_a_byte)  # what is tested is time itself
    return b""
