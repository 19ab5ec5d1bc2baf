"""packaging/bootstrap.sh on a machine made of scripts: what it runs, prints and leaves alone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Each stands in for one program and notes its call in $CALLS.
PROGRAMS = {
    "python3": """
        case "$1" in
            --version) echo "Python ${FAKE_VERSION:-3.11.9}" ;;
            -c)
                case "$2" in
                    *version_info*\\<*) [ "${FAKE_VERSION:-3.11.9}" != 3.9.2 ] ;;
                    *QtWebEngine*)
                        if [ -n "${FAKE_TROUBLE:-}" ]; then echo "$FAKE_TROUBLE"; exit 1; fi ;;
                    *ensurepip*) [ -z "${FAKE_NO_VENV:-}" ] ;;
                    *print*) echo "python3.11-venv|python3-venv" ;;
                esac ;;
            -m) echo "python $*" >>"$CALLS"
                if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi ;;
        esac
    """,
    "id": 'echo "${FAKE_UID:-0}"',
    "sudo": "exit 1",
    "dpkg-query": """
        for last; do :; done
        [ -n "${FAKE_ALL_INSTALLED:-}" ] && printf 'install ok installed'
    """,
    "apt-cache": """
        for last; do :; done
        case "$last" in *t64) exit 100 ;; esac
    """,
    "apt-get": 'echo "apt-get $*" >>"$CALLS"',
}


class Machine:
    """A checkout's packaging files and a PATH of stand-ins."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._calls = root / "calls"
        self._calls.touch()
        shutil.copytree(ROOT / "packaging", root / "packaging")
        for name in ("pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, root)
        programs = root / "bin"
        programs.mkdir()
        for name, script in PROGRAMS.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}")
            (programs / name).chmod(0o755)
        for name in (
            "sh",
            "cat",
            "cksum",
            "dirname",
            "sed",
            "tr",
            "tail",
            "rm",
            "mkdir",
            "cp",
            "env",
        ):
            (programs / name).symlink_to(shutil.which(name) or pytest.fail(f"no {name}"))

    def bootstrap(self, *modes: str, **fakes: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.root / "bin"), "CALLS": str(self._calls), **fakes}
        command = [str(self.root / "bin" / "sh"), str(self.root / "packaging" / "bootstrap.sh")]
        return subprocess.run(
            [*command, *modes],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def calls(self) -> list[str]:
        """What was run since the last time."""
        lines = self._calls.read_text().splitlines()
        os.truncate(self._calls, 0)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_installs_system_packages_then_python_ones(machine: Machine) -> None:
    assert machine.bootstrap("test").returncode == 0
    update, install, venv, pip = machine.calls()
    assert update.startswith("apt-get ")
    assert update.endswith(" update")
    assert " install -y --no-install-recommends " in install
    assert " libnss3 " in install
    assert " dovecot-imapd" in install
    assert " libasound2 " in install, "the name that this machine's apt knows"
    assert "t64" not in install
    assert "notmuch" not in install
    assert venv == "python -m venv .venv"
    assert pip.endswith("--constraint constraints.txt --editable .[dev]")


def test_the_second_time_runs_nothing(machine: Machine) -> None:
    machine.bootstrap("test")
    machine.calls()
    assert machine.bootstrap("test").returncode == 0
    assert machine.bootstrap("lint").returncode == 0
    assert machine.bootstrap("demo").returncode == 0
    assert not machine.calls()


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "constraints.txt", "packaging/debian-packages.txt"]
)
def test_a_changed_list_is_followed(machine: Machine, name: str) -> None:
    machine.bootstrap("demo")
    machine.calls()
    with (machine.root / name).open("a") as file:
        file.write("# changed\n")
    machine.bootstrap("demo")
    assert any("pip install" in call for call in machine.calls())


def test_a_moved_checkout_is_made_ready_again(machine: Machine, tmp_path: Path) -> None:
    machine.bootstrap("lint")
    stamp = tmp_path / ".venv" / ".ready-lint"
    stamp.write_text(stamp.read_text().replace(str(tmp_path), "elsewhere"))
    machine.calls()
    machine.bootstrap("lint")
    assert machine.calls()


def test_apt_is_left_alone_where_nothing_is_missing(machine: Machine) -> None:
    assert machine.bootstrap("bench", FAKE_ALL_INSTALLED="yes").returncode == 0
    assert not [call for call in machine.calls() if call.startswith("apt")]


def test_lint_needs_no_system_package(machine: Machine) -> None:
    assert machine.bootstrap("lint").returncode == 0
    assert not [call for call in machine.calls() if call.startswith("apt")]


def test_without_rights_it_prints_the_line_and_goes_on(machine: Machine) -> None:
    done = machine.bootstrap("demo", FAKE_UID="1000")
    assert done.returncode == 0
    assert "sudo apt-get install --no-install-recommends libdbus-1-3 libegl1 " in done.stderr
    assert not [call for call in machine.calls() if call.startswith("apt")]


def test_libraries_that_are_still_missing_end_it(machine: Machine) -> None:
    trouble = "ImportError: libnss3.so: cannot open shared object file"
    done = machine.bootstrap("demo", FAKE_UID="1000", FAKE_TROUBLE=trouble)
    assert done.returncode == 1
    assert trouble in done.stderr
    assert "sudo apt-get install" in done.stderr.splitlines()[-1]
    assert not (machine.root / ".venv" / ".ready-demo").exists()


def test_the_part_that_makes_environments_is_installed_too(machine: Machine) -> None:
    machine.bootstrap("lint", FAKE_NO_VENV="yes")
    assert machine.calls()[1].endswith(" python3.11-venv")


@pytest.mark.parametrize("fakes", [{}, {"PYTHON": "python3"}])
def test_an_old_python_gets_one_clear_line(machine: Machine, fakes: dict[str, str]) -> None:
    done = machine.bootstrap("demo", FAKE_VERSION="3.9.2", **fakes)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "needs Python 3.11 or newer and found Python 3.9.2" in line
    assert not machine.calls()


def test_wrong_usage_is_said(machine: Machine) -> None:
    done = machine.bootstrap("everything")
    assert done.returncode == 2
    assert "usage:" in done.stderr
