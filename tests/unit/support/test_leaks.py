"""The rules of tests/conftest.py can fail: each is broken once, in a pytest of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

BREAKERS = """
import logging, pathlib, subprocess, threading

from tests.support import leaks

leaks.GRACE_SECONDS = 0.2
release = threading.Event()
processes = []


def test_leaves_a_thread():
    threading.Thread(target=release.wait, name="left-over").start()


def test_leaves_a_process():
    processes.append(subprocess.Popen(["sleep", "60"]))


def test_cleans_up():
    release.set()
    process = processes.pop()
    process.kill()
    process.wait()


def test_logs_a_warning():
    logging.getLogger("someone").warning("careful with %s", "this")


def test_expects_a_warning(expected_log):
    expected_log("careful with th")
    logging.getLogger("someone").warning("careful with %s", "this")


def test_expects_what_never_comes(expected_log):
    expected_log("nobody says this")


def test_leaves_a_file():
    pathlib.Path("litter").mkdir()


def test_finds_the_folder_swept():
    assert not list(pathlib.Path.cwd().iterdir())
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    module = tmp_path_factory.mktemp("breakers") / "test_breakers.py"
    module.write_text(BREAKERS)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={module.parent}", str(module)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ("test_leaves_a_thread", "thread still running: left-over"),
        ("test_leaves_a_process", "sleep 60"),
        ("test_logs_a_warning", "unexpected log record WARNING someone: careful with this"),
        ("test_expects_what_never_comes", "expected log record never came: nobody says this"),
        ("test_leaves_a_file", "file left in the working directory: litter"),
    ],
)
def test_a_broken_rule_fails_the_test(report: str, test: str, reason: str) -> None:
    errors = [line for line in report.splitlines() if line.startswith("ERROR")]
    assert any(test in line for line in errors), report
    assert reason in report


def test_nothing_else_fails(report: str) -> None:
    assert "8 passed, 5 errors" in report
