"""Asks programs of the person's for access tokens: no shell, bounded time and room, no trace.

A token is known to whoever logs in with it and to nobody else: no sentence, log or file has it.
"""

import contextlib
import os
import re
import selectors
import signal
import subprocess
import threading
import time
from pathlib import Path

from app.domain.accounts import program_words
from app.domain.errors import PostroomError, Reason, RejectedError, TransientError
from mail.cleantext import one_line, without_tokens

_SECONDS = 30.0
_MOST_OUTPUT = 64 * 1024
_LINGERING = 0.5
"""Seconds for what is left to read after the program ended; a child of it may keep its pipes."""
_SHOWN = 200
"""Characters of what a program says of a failure: the last ones, which say most."""
_TOKEN = re.compile(rb"[\x21-\x7e]{1,16384}")
_ESCAPES = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_].*?(?:\x07|\x1b\\\\|$)|[ -/]*[0-~])")


class TokenPrograms:
    """Runs the programs that give access tokens; safe to share between threads.

    Of one command only one run goes on at a time: such programs renew what they keep in a file.
    """

    def __init__(self, seconds: float = _SECONDS) -> None:
        """``seconds``: how long a program may take."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def token(self, command: str) -> str:
        """Run a program and return the first line that it prints.

        It gets nothing to read, has no terminal, and must end with status 0 in time. Raises
        `RejectedError` where it cannot be started and `TransientError` where it gives no token
        (it may need the network), both with a sentence and `Reason.TOKEN_PROGRAM`.
        """
        try:
            words = program_words(command)
        except RejectedError as error:
            raise RejectedError(str(error), reason=Reason.TOKEN_PROGRAM) from error
        with self._lock:
            turn = self._turns.setdefault(command, threading.Lock())
        with turn:
            return self._run(words)

    def close(self) -> None:
        """End the programs that run, from any thread; none is started afterwards."""
        with self._lock:
            self._closed = True
            for process in self._running:
                _kill(process)

    def _run(self, words: list[str]) -> str:
        name = one_line(Path(words[0]).name)[:60]
        process = self._start(name, words)
        try:
            printed, said = _outputs(process, time.monotonic() + self._seconds)
        except TimeoutError as error:
            raise _failed(f"“{name}” does not end ({self._seconds:g} s)") from error
        except OverflowError as error:
            raise _failed(f"“{name}” prints without end") from error
        finally:
            _kill(process)
            process.wait()
            for pipe in (process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()
            with self._lock:
                self._running.discard(process)
                closed = self._closed
        if closed:
            raise _failed(f"“{name}” was ended, as Postroom is")
        first = printed.split(b"\n", 1)[0].strip()
        if process.returncode != 0:
            raise _failed(f"“{name}” failed (status {process.returncode}): {_words(said, first)}")
        if not _TOKEN.fullmatch(first):
            raise _failed(f"the first line that “{name}” prints is none: {_words(said, first)}")
        return first.decode("ascii")

    def _start(self, name: str, words: list[str]) -> subprocess.Popen[bytes]:
        environment = {k: v for k, v in os.environ.items() if k != "POSTROOM_PASSWORD"}
        with self._lock:
            if self._closed:
                raise _failed("Postroom ends")
            try:
                process = subprocess.Popen(  # noqa: S603 - chosen by who sits here, without a shell
                    [os.path.expanduser(word) for word in words],  # noqa: PTH111 - or no path at all
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env=environment,
                    start_new_session=True,  # no terminal to ask in, and one group to end
                )
            except (OSError, ValueError) as error:
                why = error.strerror if isinstance(error, OSError) else None
                raise RejectedError(
                    f"The program “{name}”, which gives the access token, cannot be started: "
                    f"{why or 'it has no usable name'}.",
                    reason=Reason.TOKEN_PROGRAM,
                ) from error
            self._running.add(process)
        return process


def _outputs(process: subprocess.Popen[bytes], until: float) -> tuple[bytes, bytes]:
    """Read both pipes to their ends, and wait for the program's.

    Raises `TimeoutError`, and `OverflowError` where more comes than anybody needs.
    """
    assert process.stdout is not None  # noqa: S101 - both are pipes
    assert process.stderr is not None  # noqa: S101
    taken = {process.stdout: bytearray(), process.stderr: bytearray()}
    with selectors.DefaultSelector() as selector:
        for pipe, kept in taken.items():
            selector.register(pipe, selectors.EVENT_READ, kept)
        while selector.get_map():
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = selector.select(min(left, _LINGERING))
            if not ready and process.poll() is not None:
                break
            for key, _ in ready:
                piece = os.read(key.fd, 4096)
                key.data.extend(piece)
                if len(key.data) > _MOST_OUTPUT:
                    raise OverflowError
                if not piece:
                    selector.unregister(key.fileobj)
    try:
        process.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return bytes(taken[process.stdout]), bytes(taken[process.stderr])


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:  # else its number may be another's by now
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)


def _words(said: bytes, first: bytes) -> str:
    """Return what a program said of its failure, short, safe to show and without any token."""
    text = one_line(_ESCAPES.sub("", said.decode("utf-8", "replace")))
    if len(first) > 3:
        text = text.replace(first.decode("utf-8", "replace"), "[…]")
    text = without_tokens(text)
    text = text.rstrip(". ")
    return (text if len(text) <= _SHOWN else f"…{text[-_SHOWN:]}") or "it says nothing"


def _failed(what: str) -> PostroomError:
    return TransientError(f"There is no access token: {what}.", reason=Reason.TOKEN_PROGRAM)
