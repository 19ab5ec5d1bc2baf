"""Promises of the project as a whole: layout, dependencies, documents, and what never gets in."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("app", "ui", "mail", "search", "resources")
MAX_LINES = 450


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _modules() -> list[Path]:
    return sorted(path for top in OURS for path in (ROOT / top).rglob("*.py"))


def _distribution(requirement: str) -> str:
    name = re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {_distribution(name): version for name, _, version in pins}


# --- layout ---------------------------------------------------------------------------------------


def test_the_folder_packaging_is_no_package() -> None:
    """A package of that name would hide the library `packaging` from everybody."""
    assert not list((ROOT / "packaging").rglob("*.py"))


def test_no_module_hides_one_of_the_standard_library() -> None:
    tops = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in ROOT.glob("*/*.py")}
    tops |= {path.stem for path in ROOT.glob("*.py")}
    assert not tops & sys.stdlib_module_names
    inner = [path for path in _modules() if path.stem in {"email", "queue", "threading", "types"}]
    assert not inner


def test_each_package_is_listed() -> None:
    """Setuptools installs what is listed and nothing else."""
    found = {
        str(path.parent.relative_to(ROOT)).replace("/", ".")
        for path in _modules()
        if path.name == "__init__.py"
    }
    assert sorted(_project()["tool"]["setuptools"]["packages"]) == sorted(found)


def test_each_folder_with_modules_is_a_package() -> None:
    bare = {path.parent for path in _modules() if not (path.parent / "__init__.py").exists()}
    assert not bare


def test_tests_are_no_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_each_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in _modules()
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent


def test_modules_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _modules()
        if (lines := len(path.read_text().splitlines())) > MAX_LINES
    }
    assert not long


# --- dependencies ---------------------------------------------------------------------------------


def test_qt_is_held_below_the_version_that_loses_references() -> None:
    """6.12.0 drops a reference to True on each emit on Python 3.11 and ends the process."""
    assert "pyside6>=6.11.3,<6.12" in _project()["project"]["dependencies"]
    assert _pins()["pyside6"] == "6.11.3"


def test_each_dependency_is_pinned() -> None:
    project = _project()["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert not {_distribution(requirement) for requirement in wanted} - _pins().keys()


def test_everything_imported_is_a_dependency() -> None:
    """What only the machine of its author has is missing on everybody else's."""
    project = _project()["project"]
    run = {_distribution(requirement) for requirement in project["dependencies"]}
    dev = {_distribution(r) for r in project["optional-dependencies"]["dev"]}
    assert not _imported(_modules()) - run
    assert not _imported(sorted((ROOT / "tests").rglob("*.py"))) - run - dev


def _imported(modules: list[Path]) -> set[str]:
    """Return the distributions that these modules import, wherever in them they do."""
    tops: set[str] = set()
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                tops.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                tops.add(node.module.partition(".")[0])
    # _typeshed exists for type checkers alone
    foreign = tops - sys.stdlib_module_names - {*OURS, "tests", "_typeshed"}
    return {_OWNERS.get(top, _distribution(top)) for top in foreign}


_OWNERS = {
    "Stemmer": "pystemmer",
    "_pytest": "pytest",
    "hunspell": "chunspell",
    "markdown_it": "markdown-it-py",
    "proxyprotocol": "proxy-protocol",
    "pytestqt": "pytest-qt",
    "shiboken6": "pyside6",
}
"""Distributions that are named unlike their module."""


def test_pins_are_exact_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert not [
        line
        for line in lines
        if not line.startswith("#")
        and not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)
    ]


def test_the_installed_packages_are_the_pinned_ones() -> None:
    """Checked in CI, where the environment is the bootstrap's own."""
    environment = Path(sys.prefix)
    if environment != ROOT / ".venv":
        pytest.skip("this Python is not the checkout's own")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "freeze", "--exclude-editable"],
        capture_output=True,
        text=True,
        check=True,
    )
    pins = _pins()
    frozen = dict(line.split("==") for line in done.stdout.splitlines() if "==" in line)
    drifted = {
        name: version
        for name, version in frozen.items()
        if pins.get(_distribution(name)) != version
    }
    assert not drifted


# --- what never gets in ---------------------------------------------------------------------------

# A letter in brackets keeps each pattern from finding itself.
NEVER = {
    "address of a package index": r"https?://\S*(p[y]pi\.|pyth[o]nhosted)|index-ur[l]|find-link[s]",
    "private key": r"-----BEGIN [A-Z ]*PRIVATE [K]EY-----",
    "path of somebody's home": r"(?<![\w.:/])/(home|[U]sers)/[a-z]\w*/|(?<!\w)/roo[t]/",
    "path of a work place": r"/wor[k]/(main|shared)",
}


@pytest.mark.parametrize("what", NEVER)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(NEVER[what].encode())
    found = [
        str(path.relative_to(ROOT)) for path in _tracked() if pattern.search(path.read_bytes())
    ]
    assert not found


def test_no_large_file() -> None:
    large = {
        str(path.relative_to(ROOT)): path.stat().st_size
        for path in _tracked()
        if path.stat().st_size > 1_000_000
    }
    assert not large


# --- documents ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_in_documents_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", _code((ROOT / name).read_text())))
    assert named
    assert not named - targets


def test_commands_in_the_readme_exist() -> None:
    help_text = subprocess.run(
        [sys.executable, "-m", "app", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    text = _code((ROOT / "README.md").read_text())
    named = set(re.findall(r"^postroom (?:--[a-z]+ [A-Z]+ )*([a-z]+)", text, re.MULTILINE))
    assert {"demo", "sync", "parse"} <= named
    assert not {name for name in named if not re.search(rf"\b{name}\b", help_text)}
    listed = set(re.findall(r"^    ([a-z]+) ", help_text, re.MULTILINE))
    assert {"reply", "outbox"} <= listed
    # Several commands share a row of the table: "`snooze TICKET... WHEN`, `promise ...`".
    assert not {name for name in listed if not re.search(rf"^(postroom )?{name}\b", text, re.M)}


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{document.name}: {target}"
        for document in ROOT.glob("*.md")
        for target in re.findall(r"\]\(([^)#]+)", document.read_text())
        if "://" not in target and not (ROOT / target).exists()
    ]
    assert not broken


def _code(markdown: str) -> str:
    """Return the code of a document: fenced blocks and spans."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", markdown, re.DOTALL)
    return "\n".join(blocks + re.findall(r"`([^`\n]+)`", markdown))
