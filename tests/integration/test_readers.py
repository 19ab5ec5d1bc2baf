"""Letters are read in processes that may die: the answer is complete all the same."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest

from app.runtime import children
from app.runtime.readers import Facts, ReaderPool
from tests.support import leaks
from tests.support.waiting import PATIENCE, wait_until

_ROOT = Path(__file__).resolve().parent.parent.parent

# Stands in for app.services.reading in the child: does what a letter's first word says.
_READING = """
import os, signal, sys, time
from app.domain.letters import LetterFacts
from app.domain.messages import Address

def parse_letter(raw):
    word = raw.split()[0].decode()
    if word == "die":
        os._exit(3)
    if word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "hang":
        signal.setitimer(signal.ITIMER_REAL, 0.3)  # instead of waiting for the real limit
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        while True:
            pass
    if word in ("spin", "swallow"):
        sys.modules["__main__"].CPU_SECONDS = 0.1
    if word == "spin":
        while True:
            pass
    if word == "swallow":
        try:
            while True:
                pass
        except Exception:
            pass
    if word == "grow":
        hoard = []
        while True:
            hoard.append(bytearray(50_000_000))
    if word == "raise":
        raise ValueError("a bug")
    if word == "lie":
        return os
    if word == "print":
        print("noise on standard output", flush=True)
        os.write(1, b"more noise")
    if word == "pid":
        word = str(os.getpid())
    nobody = Address("", "")
    return LetterFacts(word, b"", "", nobody, (), (), (), None, (), "", (), None, "", None, (), "")

def words_of_letter(parsed):
    return ""

def facts_of(raw, parsed, words):
    return parsed
"""


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderPool]:
    """One reader process whose way of reading is `_READING`."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, types\n"
        "module = types.ModuleType('app.services.reading')\n"
        f"exec({_READING!r}, module.__dict__)\n"
        "sys.modules['app.services.reading'] = module\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(children, "_ROOT", f"{tmp_path}{os.pathsep}{_ROOT}")
    pool = ReaderPool(processes=1)
    yield pool
    pool.close()


def ids(facts: Facts) -> list[str | None]:
    return [None if f is None else f.message_id for f in facts]


def test_answers_come_in_order(pool: ReaderPool) -> None:
    batches = [pool.submit([b"a", b"b", b"c"]), pool.submit([b"d"]), pool.submit([])]
    assert [ids(b.result(PATIENCE)) for b in batches] == [["a", "b", "c"], ["d"], []]


@pytest.mark.parametrize("fault", [b"die", b"crash", b"hang", b"lie"])
def test_a_letter_that_ends_its_reader_costs_only_itself(pool: ReaderPool, fault: bytes) -> None:
    batch = [b"one", b"two", fault, b"four", fault, b"six"]
    assert ids(pool.submit(batch).result(PATIENCE)) == ["one", "two", None, "four", None, "six"]
    assert ids(pool.submit([b"next"]).result(PATIENCE)) == ["next"]


@pytest.mark.parametrize("fault", [b"spin", b"swallow", b"grow", b"raise"])
def test_a_letter_over_its_limits_leaves_the_reader_alive(pool: ReaderPool, fault: bytes) -> None:
    first = ids(pool.submit([b"pid"]).result(PATIENCE))
    assert ids(pool.submit([b"one", fault, b"three"]).result(PATIENCE)) == ["one", None, "three"]
    assert ids(pool.submit([b"pid"]).result(PATIENCE)) == first


def test_what_a_library_prints_is_no_answer(pool: ReaderPool) -> None:
    assert ids(pool.submit([b"print", b"b"]).result(PATIENCE)) == ["print", "b"]


def test_a_process_that_is_killed_from_outside_is_replaced(pool: ReaderPool) -> None:
    (pid,) = ids(pool.submit([b"pid"]).result(PATIENCE))
    assert pid is not None
    os.kill(int(pid), signal.SIGKILL)
    (other,) = ids(pool.submit([b"pid"]).result(PATIENCE))
    assert other not in {None, pid}


def test_an_idle_process_ends_and_comes_back(pool: ReaderPool) -> None:
    brief = ReaderPool(processes=1, idle_seconds=0.05)
    before = leaks.children()
    (first,) = ids(brief.submit([b"pid"]).result(PATIENCE))
    wait_until(lambda: leaks.children() <= before, what="the idle process ends")
    (second,) = ids(brief.submit([b"pid"]).result(PATIENCE))
    brief.close()
    assert second not in {None, first}


def test_the_password_is_not_passed_on(pool: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTROOM_PASSWORD", "s3cret")
    (pid,) = ids(pool.submit([b"pid"]).result(PATIENCE))
    assert b"s3cret" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_large_batches_do_not_block_the_pipes(pool: ReaderPool) -> None:
    batch = [b"%d " % n + b"x" * 200_000 for n in range(100)]
    assert ids(pool.submit(batch).result(PATIENCE)) == [str(n) for n in range(100)]


def test_closing_in_the_middle_cancels_and_leaves_nothing(pool: ReaderPool) -> None:
    before = leaks.children()
    assert ids(pool.submit([b"ready"]).result(PATIENCE)) == ["ready"]
    waiting: list[Future[Facts]] = [pool.submit([b"x" * 1_000_000] * 50) for _ in range(5)]
    pool.close()
    wait_until(lambda: leaks.children() <= before, what="the reader process ends")
    assert all(future.done() for future in waiting)
    late = pool.submit([b"late"])
    with pytest.raises(CancelledError):
        late.result(PATIENCE)


def test_a_reader_ends_when_its_parent_is_killed() -> None:
    script = (
        "from app.runtime.readers import ReaderPool\n"
        "import os\n"
        "pool = ReaderPool(processes=1)\n"
        "pool.submit([b'Subject: x\\n\\nhello']).result()\n"
        "child = pool._servants[0]._child._process.pid\n"
        "print(child, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        timeout=2 * PATIENCE,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    pid = int(done.stdout)
    wait_until(lambda: not leaks.command_of(pid), what="the orphaned reader ends")
