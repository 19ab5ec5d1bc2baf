"""A server for sending that does what a test tells it to, on loopback: see `Script`."""

import base64
import contextlib
import dataclasses
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from tests.support.scripted_server import PASSWORD, TOKEN, USER, Line, ScriptedServer

CUT = b""
"""As an answer: the server hangs up instead."""
OFFERS = ("PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8", "AUTH PLAIN LOGIN")


@dataclass
class Script:
    """What the server says; answers stand without CRLF, their lines parted by line feeds.

    ``answers`` are by what the client said: the first word (``MAIL``), two words (``RCPT TO``), or
    a whole line; the longest that fits counts. ``GREETING`` and ``END`` (of a letter) are two more.
    """

    answers: Mapping[str, bytes | Callable[[Line], None]] = field(default_factory=dict)
    offers: tuple[str, ...] = OFFERS
    offers_secured: tuple[str, ...] | None = None
    tls: ssl.SSLContext | None = None
    """For STARTTLS."""
    cut_in_letter: int | None = None
    """Hang up once so many bytes of a letter came."""
    speak_in_letter: bytes | None = None
    """Said as soon as the letter begins."""


@dataclass
class Heard:
    """What reached the server."""

    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    """Those whose end came, dots undoubled."""
    cut_letters: list[bytes] = field(default_factory=list)
    accepted: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    """Sender, recipients, letter: what the server answered 250 to."""
    spoken: threading.Event = field(default_factory=threading.Event)
    """Set once `Script.speak_in_letter` was said."""


class _Session:
    """One connection."""

    def __init__(self, line: Line, script: Script, heard: Heard) -> None:
        self._line = line
        self._script = script
        self._heard = heard
        self._sender = ""
        self._recipients: list[str] = []
        self._secured = False

    def run(self) -> None:
        if not self._answer("GREETING", b"220 mail.example ready"):
            return
        while (raw := self._line.hear()) and raw.endswith(b"\n"):
            said = raw.rstrip(b"\r\n").decode("utf-8")
            self._heard.commands.append(said)
            if not self._command(said):
                return

    def _answer(self, said: str, usual: bytes) -> bytes:
        keys = [said, " ".join(said.split(" ")[:2]).partition(":")[0], said.partition(" ")[0]]
        chosen = next((self._script.answers[k] for k in keys if k in self._script.answers), usual)
        if callable(chosen):
            chosen(self._line)
            return b"?"
        if chosen:
            self._line.say(b"".join(line + b"\r\n" for line in chosen.split(b"\n")))
        return chosen

    def _command(self, said: str) -> bool:
        verb = said.partition(" ")[0].upper()
        answer = self._answer(said, self._usual(verb, said))
        good = answer[:1] in (b"2", b"3")
        if verb == "MAIL" and good:
            self._sender, self._recipients = said.partition("<")[2].partition(">")[0], []
        elif verb == "RCPT" and good:
            self._recipients.append(said.partition("<")[2].rpartition(">")[0])
        elif verb == "RSET":
            self._recipients = []
        elif verb == "STARTTLS" and good and self._script.tls:
            self._line.start_tls(self._script.tls)
            self._secured = True
        elif verb == "AUTH" and answer[:3] == b"334":
            return self._log_in(said)
        elif verb == "DATA" and answer[:3] == b"354":
            return self._letter()
        return bool(answer) and verb != "QUIT"

    def _usual(self, verb: str, said: str) -> bytes:
        if verb == "EHLO":
            offers = self._script.offers
            if self._secured and self._script.offers_secured is not None:
                offers = self._script.offers_secured
            lines = ["mail.example", *offers]
            marks = ["-"] * (len(lines) - 1) + [" "]
            return "\n".join(f"250{m}{x}" for m, x in zip(marks, lines, strict=True)).encode()
        if verb == "AUTH":
            return self._judged(said)
        usual = {"DATA": b"354 go on", "QUIT": b"221 bye", "STARTTLS": b"220 go on"}
        return usual.get(verb, b"250 2.0.0 fine")

    def _judged(self, said: str) -> bytes:
        _, mechanism, *rest = said.split(" ")
        if mechanism == "PLAIN" and rest:
            right = f"\0{USER}\0{PASSWORD}".encode()
            if base64.b64decode(rest[0]) == right:
                return b"235 2.7.0 welcome"
            return b"535 5.7.8 Username and Password not accepted"
        if mechanism == "XOAUTH2":
            right = f"user={USER}\1auth=Bearer {TOKEN}\1\1".encode()
            if not rest:
                return b"334 "
            if base64.b64decode(rest[0]) == right:
                return b"235 2.7.0 welcome"
            return b"334 eyJzdGF0dXMiOiI0MDEifQ=="
        return b"334 VXNlcm5hbWU6"

    def _log_in(self, said: str) -> bool:
        answers = [self._line.hear().strip()]
        if "LOGIN" in said:
            self._line.say(b"334 UGFzc3dvcmQ6\r\n")
            answers.append(self._line.hear().strip())
        given = [base64.b64decode(each).decode() for each in answers]
        right = given in ([USER, PASSWORD], [f"\0{USER}\0{PASSWORD}"])
        self._line.say(b"235 2.7.0 welcome\r\n" if right else b"535 5.7.8 no\r\n")
        return True

    def _letter(self) -> bool:
        if self._script.speak_in_letter:
            self._line.say(self._script.speak_in_letter + b"\r\n")
            self._heard.spoken.set()
        letter = bytearray()
        while True:
            raw = self._line.hear()
            if raw == b".\r\n":
                break
            if not raw:
                self._heard.cut_letters.append(bytes(letter))
                return False
            letter += raw.removeprefix(b".")
            limit = self._script.cut_in_letter
            if limit is not None and len(letter) >= limit:
                self._heard.cut_letters.append(bytes(letter))
                return False
        self._heard.letters.append(bytes(letter))
        answer = self._answer("END", b"250 2.0.0 queued as 4711")
        if answer[:1] == b"2":
            self._heard.accepted.append((self._sender, tuple(self._recipients), bytes(letter)))
        return bool(answer)


@dataclass
class ScriptedSmtp:
    """A running server."""

    server: ScriptedServer
    heard: Heard

    @property
    def endpoint(self) -> Endpoint:
        return self.server.endpoint

    def account(self, security: Security = Security.NONE, host: str = "127.0.0.1") -> Account:
        return smtp_account(Endpoint(host, self.endpoint.port), security)


@contextmanager
def scripted_smtp(
    script: Script | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[ScriptedSmtp]:
    """Serve connections by a script; ``tls``: from the first byte."""
    chosen = script or Script()
    heard = Heard()
    with ScriptedServer(lambda line: _Session(line, chosen, heard).run(), tls) as server:
        yield ScriptedSmtp(server, heard)


def smtp_account(server: Endpoint | None, security: Security = Security.NONE) -> Account:
    """Make an account whose letters go to this server."""
    settings = AccountSettings(
        name="support",
        address="support@example.org",
        imap=None,
        smtp=server,
        security=security,
        user=USER,
    )
    return Account(AccountId(1), settings)


def with_tokens(account: Account) -> Account:
    settings = dataclasses.replace(account.settings, token_command="tokens")
    return dataclasses.replace(account, settings=settings)


def with_user(account: Account, user: str) -> Account:
    return dataclasses.replace(account, settings=dataclasses.replace(account.settings, user=user))


@contextmanager
def silent_server() -> Iterator[Endpoint]:
    """Take connections and never say a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken: list[socket.socket] = []
        stop = threading.Event()

        def take() -> None:
            while not stop.is_set():
                with contextlib.suppress(OSError):
                    taken.append(listener.accept()[0])

        thread = threading.Thread(target=take, name="silent-server")
        thread.start()
        try:
            yield Endpoint("127.0.0.1", listener.getsockname()[1])
        finally:
            stop.set()
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for sock in taken:
                sock.close()
