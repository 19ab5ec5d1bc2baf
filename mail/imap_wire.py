"""Commands of IMAP over a `mail.imap_stream`: several in one go, answers one by one, IDLE.

`imaplib` collects unasked answers without end and waits for each command; `GuardedImap` drops what
nobody asked for, sends together what belongs together, and hands out FETCH answers as they arrive.
"""

import contextlib
import imaplib
import ssl
import threading
import time
from collections.abc import Iterator, Sequence

from mail.imap_sockets import Bell, OpenSockets
from mail.imap_stream import CONFUSING, LITERAL_LIMIT, BoundedImap, Timeouts

__all__ = ["LITERAL_LIMIT", "Command", "FetchParts", "FetchStream", "GuardedImap", "Timeouts"]

_ALERTS = 5
_NEWS = ("EXISTS", "EXPUNGE", "VANISHED", "FETCH")
_COUNTS = ("EXISTS", "EXPUNGE", "VANISHED")
_GLANCE_SECONDS = 2.0
"""After which a new IDLE is left once, to ask: some servers tell in it only what comes after its
start, and miss what came between our question before it and that."""
_LEAVE_SECONDS = 0.5
"""How long the answer to LOGOUT is waited for; it means nothing."""
imaplib.Commands.setdefault("COMPRESS", ("AUTH", "SELECTED"))

FetchParts = list[tuple[bytes, bytes] | bytes]
"""One FETCH answer as imaplib keeps it: text and literal in turns, and the text after the last."""
Command = Sequence[str | bytes]
"""Name and arguments, as they are written."""


class GuardedImap(BoundedImap):
    """One connection with what we ask of it; see `BoundedImap`."""

    def __init__(
        self,
        host: str,
        port: int,
        context: ssl.SSLContext | None,
        timeouts: Timeouts,
        sockets: OpenSockets,
    ) -> None:
        self.closings = 0
        """How often opening a folder closed the one before it, and told so."""
        self._alerts: list[bytes] = []
        self._idle_tag: bytes | None = None
        self._idle_began = 0.0
        self._glance_at: float | None = None
        """When the IDLE is to be left once."""
        self._passed_over = False
        """Whether news were told beside another answer, after which nobody looked."""
        self._ahead: list[tuple[str, ...]] = []
        self._bell: Bell | None = None
        self._nudged = threading.Event()
        super().__init__(host, port, context, timeouts, sockets)

    def _command(self, name: str, *args: object) -> bytes:
        self._end_idle()
        self._begin_answer()
        ahead, self._ahead = self._ahead, []
        literal, self.literal = self.literal, None  # it belongs to this command
        with self._held_back():
            for command in ahead:
                super()._command(*command)  # type: ignore[misc]
        self.literal = literal
        tag: bytes = super()._command(name, *args)  # type: ignore[misc]
        return tag

    def ahead(self, *command: str) -> None:
        """Send a command together with the next one; its answer means nothing."""
        self._ahead.append(command)

    def together(self, commands: Sequence[Command]) -> list[tuple[str, str]]:
        """Send commands in one go (RFC 3501 section 5.5), none of which may change the folder.

        Returns type and text of each final answer, in order; what they told stands together.
        """
        self._pass_over()
        with self._held_back():
            tags = [self._command(str(name), *args) for name, *args in commands]
        self.send(b"")
        for tag in tags:
            self._wait_for(tag)
        return [self.finish(tag) for tag in tags]

    def _wait_for(self, tag: bytes) -> None:
        while self.tagged_commands[tag] is None:
            self._check_bye()
            self._get_response()

    def compress(self) -> None:
        """Pack everything from now on (RFC 4978); a server that refuses goes on as before."""
        (answer,) = self.together([("COMPRESS", "DEFLATE")])
        if answer[0] == "OK":
            self._pack_from_now()

    def log_in_by(self, mechanism: str, words: str, *, at_once: bool) -> tuple[str, str]:
        """Do AUTHENTICATE with one answer (RFC 3501, 6.2.2), ``at_once`` as RFC 4959 has it.

        Whatever else the server asks gets an empty line: so it goes on to say that it refuses.
        Returns type and text of the final answer.
        """
        self._pass_over()
        first = (words,) if at_once else ()
        tag = self._command("AUTHENTICATE", mechanism, *first)
        answers = [b"", b""] if at_once else [words.encode("ascii"), b"", b""]
        while self.tagged_commands[tag] is None:
            self._check_bye()
            if self._get_response() is None:  # it asks us to go on
                if not answers:
                    raise self.abort("the server asks and asks instead of letting us in")
                self.send(answers.pop(0) + b"\r\n")
        typ, text = self.finish(tag)
        if typ == "OK":
            self.state = "AUTH"
        return typ, text

    def quote(self, text: str) -> str:
        """Quote a string for a command (RFC 3501 section 4.3); no control characters inside."""
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def give(self, args: Sequence[str], letter: bytes, *, unasked: bool) -> tuple[str, str]:
        """Give a letter to the server (APPEND), waiting for its consent unless ``unasked``."""
        if unasked:
            return self.together([("APPEND", *args, b"{%d+}\r\n" % len(letter) + letter)])[0]
        self._pass_over()
        self.literal = letter  # type: ignore[assignment]  # it is sent as it is
        tag = self._command("APPEND", *args)
        self._wait_for(tag)
        return self.finish(tag)

    def open_folder(
        self, quoted: str, *, writable: bool, since: str | None = None
    ) -> "FetchStream":
        """Begin SELECT or EXAMINE; hand out the FETCH answers in what it tells (RFC 7162)."""
        self.untagged_responses.clear()
        self._passed_over = False
        self.is_readonly = not writable
        return FetchStream(
            self, self._command("SELECT" if writable else "EXAMINE", quoted, since), opens=True
        )

    def told_number(self, kind: str) -> int:
        """The last number of this kind that the server told; 0 where it told none."""
        told = self.untagged_responses.get(kind) or [b""]
        last = told[-1]
        return int(last) if isinstance(last, bytes) and last.isdigit() and len(last) < 19 else 0

    def stream_fetch(self, uid_set: str, items: str, modifier: str | None = None) -> "FetchStream":
        """Begin a UID FETCH and hand out its answers while they arrive."""
        self._pass_over()
        args = (
            ("FETCH", uid_set, items) if modifier is None else ("FETCH", uid_set, items, modifier)
        )
        tag = self._command("UID", *args)
        self._begin_letters()
        return FetchStream(self, tag)

    def forget_answers(self) -> None:
        """Drop unasked answers that earlier commands left, so that they are not taken for new."""
        for kind in list(self.untagged_responses):
            if kind not in {"BYE", "READ-ONLY"}:
                del self.untagged_responses[kind]

    def _pass_over(self) -> None:
        """Drop what earlier commands left; what of it is news is told by the next `wait_idle`."""
        self._passed_over |= any(self.untagged_responses.get(kind) for kind in _COUNTS)
        self.forget_answers()

    def all_is_looked_at(self) -> None:
        """Note that the next command asks for everything that was told of so far."""
        self.forget_answers()
        self._passed_over = False

    def next_fetch_answer(self, tag: bytes) -> FetchParts | None:
        """Read until one more FETCH answer or the end of the command, which gives None."""
        self.skipped = False
        while self.tagged_commands[tag] is None:
            self._check_bye()
            self._get_response()
            parts: FetchParts | None = self.untagged_responses.pop("FETCH", None)
            if parts:
                self._spent = 0
                self._patience.renew()
                return parts
        return None

    def wait_idle(self, seconds: float) -> bool:
        """Wait in an IDLE (RFC 2177) for news, True, or until it has lasted ``seconds``, False.

        After news the server goes on telling: the next call waits in the same IDLE. Dovecot counts
        half a second from what it notices, and would begin to count anew in a new one. A `nudge`
        counts as news.
        """
        if self._bell is None:
            self._bell = Bell()
        if self._idle_tag is not None and time.monotonic() >= self._idle_began + seconds:
            self._end_idle()
        if self._idle_tag is None:
            if self._asked_for_news():
                return self._take_news()
            self._begin_idle()
            self._glance_at = self._idle_began + _GLANCE_SECONDS
        until = self._idle_began + seconds
        while not self._take_news():
            if self._nudged.is_set():
                self._nudged.clear()
                return True
            if not self._more_has_come():
                pause = min(until, self._glance_at or until)
                self._bell.wait(self.sock, pause - time.monotonic())
                if self._nudged.is_set():
                    continue
                self._patience.wait_at_most(max(0.001, pause - time.monotonic()))
                try:
                    self._reader.peek(1)  # a wait that ends here has read nothing in part
                except TimeoutError:
                    self._end_idle()
                    if pause == until or self._asked_for_news():
                        return self._take_news()
                    self._begin_idle()
                    continue
            self._patience.renew()
            self._hear_in_idle()
        while self._more_has_come():  # often several lines of one piece of news
            self._hear_in_idle()
        self._take_news()
        return True

    def _asked_for_news(self) -> bool:
        """Ask, and keep what is told for `_take_news`; whether there is any."""
        self._glance_at = None
        self._simple_command("NOOP")
        return self._passed_over or any(self.untagged_responses.get(kind) for kind in _NEWS)

    def nudge(self) -> None:
        """Let `wait_idle` return, now or the next time; any thread."""
        self._nudged.set()
        if (bell := self._bell) is not None:
            bell.ring()

    def hang_up(self) -> None:
        """Close the sockets at once; never raises."""
        super().hang_up()
        if self._bell is not None:
            self._bell.close()

    def _begin_idle(self) -> None:
        tag = self._command("IDLE")
        while self._get_response() is not None:
            if self.tagged_commands[tag] is not None:
                raise self.error(f"IDLE command error: {self.finish(tag)[1]}")
            self._check_bye()
        self._idle_tag, self._idle_began = tag, time.monotonic()

    def _hear_in_idle(self) -> None:
        self._get_response()
        if self._idle_tag is not None and self.tagged_commands[self._idle_tag] is not None:
            raise self.abort("the server ended IDLE by itself")
        self._check_bye()

    def _more_has_come(self) -> bool:
        self._patience.may_wait = False
        try:
            return bool(self._reader.peek(1))
        finally:
            self._patience.may_wait = True
            self._patience.renew()

    def _end_idle(self) -> None:
        tag, self._idle_tag = self._idle_tag, None
        if tag is not None:
            self._patience.renew()
            before, self._holding = self._holding, False  # its answer is waited for at once
            self.send(b"DONE\r\n")
            self._holding = before
            self._wait_for(tag)
            self.finish(tag)

    def _take_news(self) -> bool:
        self._spent = 0
        told = [self.untagged_responses.pop(kind, None) for kind in _NEWS]
        passed_over, self._passed_over = self._passed_over, False
        return passed_over or any(told)

    def quick_noop(self, seconds: float) -> None:
        """Ask for a sign of life."""
        tag = self._command("NOOP")
        self._patience.wait_at_most(seconds)
        self._command_complete("NOOP", tag)

    def take_alerts(self) -> list[bytes]:
        """What the server asked to show to the person since the last call."""
        alerts, self._alerts = self._alerts, []
        return alerts

    def _append_untagged(self, typ: str, dat: object) -> None:
        words = dat if isinstance(dat, bytes) else b""
        if typ in {"OK", "NO", "BAD"} and words[:7].upper() == b"[ALERT]":
            self._alerts = [*self._alerts[1 - _ALERTS :], words[7:].strip()]
        if typ == "CLOSED":  # what was told so far is about the folder that was open (RFC 7162)
            self.untagged_responses.clear()
            self.closings += 1
        super()._append_untagged(typ, dat)  # type: ignore[misc]

    def finish(self, tag: bytes) -> tuple[str, str]:
        """Return type and text of a command's final answer."""
        typ, data = self.tagged_commands.pop(tag)  # type: ignore[misc]
        return str(typ), bytes(data[-1]).decode("utf-8", "replace")

    def leave(self) -> None:
        """Log out if the server answers at once; close in any case. Never raises."""
        if self.state in {"AUTH", "SELECTED"} and self._idle_tag is None:
            with contextlib.suppress(OSError, imaplib.IMAP4.error, *CONFUSING):
                tag = self._command("LOGOUT")
                self._patience.wait_at_most(_LEAVE_SECONDS)
                self._command_complete("LOGOUT", tag)
        self.hang_up()


class FetchStream:
    """The answers of one FETCH in the server's order; iterate to the end or hang up."""

    def __init__(self, connection: GuardedImap, tag: bytes, *, opens: bool = False) -> None:
        """``opens``: the command opens a folder."""
        self._connection = connection
        self._tag = tag
        self._opens = opens
        self.refusal: str | None = None
        """After the last answer: the server's words where it did not say OK."""

    def __iter__(self) -> Iterator[FetchParts]:
        while (parts := self._connection.next_fetch_answer(self._tag)) is not None:
            yield parts
        typ, text = self._connection.finish(self._tag)
        if typ != "OK":
            self.refusal = text
        if self._opens:
            self._connection.state = "SELECTED" if typ == "OK" else "AUTH"
