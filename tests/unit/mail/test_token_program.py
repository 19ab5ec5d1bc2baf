"""What programs give as a token is taken or refused, and nothing of it is said to anybody."""

import logging
import os
import shlex
import sys
import threading
import time
from pathlib import Path

import pytest

from app.domain.accounts import program_words
from app.domain.errors import PostroomError, Reason, RejectedError, TransientError
from mail.token_program import TokenPrograms
from tests.support.token_programs import runs_of, token_command
from tests.support.waiting import PATIENCE

TOKEN = "ya29.a0AfB_by-C1234567890abcdefghijklmnopqrstuvwxyz~+/=="


def python(code: str) -> str:
    return shlex.join([sys.executable, "-S", "-c", f"exec({code!r})"])


def failure(command: str, seconds: float = PATIENCE) -> PostroomError:
    with pytest.raises(PostroomError) as caught:
        TokenPrograms(seconds).token(command)
    assert caught.value.reason is Reason.TOKEN_PROGRAM
    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()
    return caught.value


def test_the_first_line_is_the_token(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    command = token_command(tmp_path, TOKEN, then="print('expires in 3600')")
    assert TokenPrograms().token(command) == TOKEN
    assert runs_of(tmp_path) == 1
    assert caplog.text == ""


def test_no_shell_reads_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = "import sys; print(len(sys.argv)); sys.stderr.write('/'.join(sys.argv[1:])); sys.exit(3)"
    said = str(failure(f"{python(code)} a;touch 'b c' $(touch d) `touch e` > f | cat && x"))
    assert "a;touch/b c/$(touch/d)/`touch/e`/>/f/|/cat/&&/x" in said
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_is_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    program = tmp_path / "give"
    program.write_text('#!/bin/sh\ncat "$1"\n')
    program.chmod(0o700)
    (tmp_path / "kept").write_text("token-of-home")
    assert TokenPrograms().token("~/give ~/kept") == "token-of-home"


def test_it_has_nothing_to_read_no_terminal_and_no_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POSTROOM_PASSWORD", "hush")
    monkeypatch.setenv("OTHER", "kept")
    code = (
        "import os, sys\n"
        "print(len(sys.stdin.read()), os.getsid(0) == os.getpid(), os.environ['OTHER'],"
        " 'POSTROOM_PASSWORD' in os.environ, sep='-')"
    )
    assert TokenPrograms().token(python(code)) == "0-True-kept-False"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("", "names no program"),
        ("''", "names no program"),
        ("give 'x", "cannot be read: no closing quotation"),
        ("give\nme", "cannot be seen"),
        ("give \u202etxt.exe", "cannot be seen"),
        ("/no/such/program --x", "“program”, which gives the access token, cannot be started: No"),
        ("/", "cannot be started"),
    ],
)
def test_what_cannot_be_started(command: str, words: str) -> None:
    error = failure(command)
    assert isinstance(error, RejectedError)
    assert words in str(error)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit(1)", "failed (status 1): it says nothing"),
        ("import os; os.kill(os.getpid(), 15)", "failed (status -15)"),
        (
            "import sys; sys.exit('Log in anew.\\nhttps://x.example/a')",
            "Log in anew. https://x.exa",
        ),
        ("import sys; sys.exit('\\x1b[31mred\\x1b]0;title\\x07 \\u202ex\\x9b')", ": red x"),
        ("import sys; sys.exit('y' + ' x' * 5000)", "…"),
        ("pass", "is none: it says nothing"),
        ("print()", "is none"),
        ("print('Bearer abc')", "is none"),
        ("print('токен')", "is none"),
        ("print('x' * 20_000)", "is none"),
        ("print('a\\x00b')", "is none"),
    ],
)
def test_what_gives_no_token_says_why(code: str, words: str) -> None:
    error = failure(python(code))
    assert isinstance(error, TransientError)
    assert words in str(error)


@pytest.mark.parametrize(
    "code",
    [
        f"import sys; print({TOKEN!r}); sys.stderr.write('got ' + {TOKEN!r}); sys.exit(1)",
        f"import sys; sys.stderr.write('+ refresh_token={TOKEN}'); sys.exit(1)",
        "import sys; print('short-1'); sys.stderr.write('short-1'); sys.exit(1)",
    ],
)
def test_a_token_is_in_no_sentence(code: str) -> None:
    said = str(failure(python(code)))
    assert "[…]" in said
    assert all(piece not in said for piece in (TOKEN, TOKEN[:32], TOKEN[-12:], "short-1"))


def test_a_path_in_what_it_says_stays() -> None:
    path = "/srv/some-program/of-somebody/tokens/support@shop.example.json"
    assert path in str(failure(python(f"import sys; sys.exit({path!r})")))


@pytest.mark.parametrize(
    "code", ["while True: print('x' * 60)", "import sys\nwhile True: sys.stderr.write('x')"]
)
def test_one_that_prints_without_end_is_ended(code: str) -> None:
    assert "prints without end" in str(failure(python(code)))


def _is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def test_one_that_does_not_end_is_ended_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "print('token', flush=True)\n"
        "time.sleep(600)"
    )
    programs = TokenPrograms(0.5)
    while not pids.exists() or len(pids.read_text().split()) != 2:  # a slow machine: once more
        with pytest.raises(TransientError, match="does not end"):
            programs.token(python(code))
    for pid in map(int, pids.read_text().split()):
        deadline = time.monotonic() + PATIENCE
        while not _is_gone(pid):
            assert time.monotonic() < deadline


def test_a_child_that_goes_on_does_not_keep_the_token_back(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = (
        "import subprocess\n"
        f"open({str(pid)!r}, 'w').write(str(subprocess.Popen(['sleep', '600']).pid))\n"
        "print('token')"
    )
    try:
        assert TokenPrograms(PATIENCE).token(python(code)) == "token"
    finally:
        os.kill(int(pid.read_text()), 9)


def test_closing_ends_what_runs_and_what_waits_for_its_turn(tmp_path: Path) -> None:
    command = token_command(tmp_path, "token", then="import time; time.sleep(600)")
    programs = TokenPrograms(PATIENCE * 10)
    told: list[str] = []

    def ask() -> None:
        try:
            programs.token(command)
        except TransientError as error:
            told.append(str(error))

    threads = [threading.Thread(target=ask, name=f"asks-{n}") for n in range(2)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + PATIENCE
    while not runs_of(tmp_path):
        assert time.monotonic() < deadline
    programs.close()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(told) == 2
    assert runs_of(tmp_path) == 1, "one at a time, and none after the end"


def test_a_command_is_split_as_a_shell_would() -> None:
    assert program_words("""a 'b c' "d e" f\\ g ''""") == ["a", "b c", "d e", "f g", ""]
