"""``postroom demo`` as a person runs it: without a window, and where there is no display."""

import contextlib
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.waiting import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 280


def run_demo(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the program with its temporary files in ``folder`` and no display."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {
        "TMPDIR": str(folder),
        "PYTHONWARNINGS": "error",
        "LC_ALL": "C",
        "TZ": "Pacific/Auckland",
    }
    environment.pop("QT_QPA_PLATFORM", None)
    environment.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
    return subprocess.run(
        [sys.executable, "-m", "app", "demo", *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        encoding="utf-8",
    )


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", head[16:24])
    return int(width), int(height)


def test_headless_prints_the_tickets_and_leaves_nothing(tmp_path: Path) -> None:
    done = run_demo(tmp_path, "--headless")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    head, *rows = done.stdout.splitlines()
    assert head.split() == "CODE STATUS AGE LETTERS ASSIGNEE CONTACT SUBJECT".split()
    assert len(rows) >= 80
    column = head.index("SUBJECT")
    for row in rows:
        assert re.match(r"[0-9A-Z]{7}  (open|waiting|snoozed|closed)", row)
        if "🐝" not in row:  # fills two cells with one character
            assert row[column - 2 : column] == "  ", row
    for subject in ("WHERE IS MY ORDER???", "Скрипит ручка у Zerno One", "Ваги не заряджаються"):
        assert any(row[column:] == subject for row in rows)
    assert sum(int(row[: head.index("ASSIGNEE")].split()[-1]) for row in rows) >= 250
    assert sum("Martin Brandt" in row[: head.index("CONTACT")] for row in rows) == 3
    statuses = {row[9:17].strip(" !") for row in rows}
    assert statuses == {"open", "waiting", "snoozed", "closed"}
    assert list(tmp_path.iterdir()) == []


def test_without_a_display_it_says_so_and_leaves_a_picture(tmp_path: Path) -> None:
    done = run_demo(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stderr
    path = re.search(r"A picture of the window: (.+\.png)", done.stderr)
    assert path is not None
    picture = Path(path[1])
    assert picture.is_relative_to(tmp_path)
    width, height = png_size(picture)
    assert width >= 1000
    assert height >= 600
    assert picture.stat().st_size > 30_000, "an empty window"
    assert len(done.stdout.splitlines()) > 80


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root loses the sandbox"
)
def test_root_gets_the_window_and_is_told_about_the_sandbox(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
    words = [sys.executable, "-P", "-m", "app", "--profile", str(tmp_path / "profile")]
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"From: a@x.example\r\nMessage-ID: <a@x.example>\r\n\r\nHello\r\n")
    load = [*words, "import", str(letter), "--address", "support@shop.example"]
    subprocess.run(load, check=True, capture_output=True, env=environment)
    with (tmp_path / "told").open("w+b") as told:
        window = subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=told, env=environment)
        try:
            wait_until(lambda: _has_web_engine(window.pid), what="the web engine has started")
            assert window.poll() is None
        finally:
            window.terminate()
            window.wait(PATIENCE)
        told.seek(0)
        assert b"sandbox is switched off" in told.read()


def _has_web_engine(parent: int) -> bool:
    """Whether the web engine runs below this process, which as root in a sandbox it never does."""
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            above = re.search(r"PPid:\s*(\d+)", (place / "status").read_text())
            mine = above is not None and int(above[1]) == parent
            if mine and b"QtWebEngineProcess" in (place / "cmdline").read_bytes():
                return True
    return False


def test_picture_in_a_place_that_does_not_exist_is_a_failure(tmp_path: Path) -> None:
    done = run_demo(tmp_path, "--headless", "--screenshot", str(tmp_path / "no" / "such.png"))
    assert done.returncode == 1
    assert "picture" in done.stderr
    assert "Traceback" not in done.stderr
