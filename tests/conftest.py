"""Rules that hold for every test: a sealed environment, and nothing left behind."""

import contextlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

# All of this must stand before anything imports Qt, keyring or Hypothesis.
_SEALED = Path(tempfile.mkdtemp(prefix="postroom-tests-"))
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(_SEALED / _name.lower())
os.environ["QT_QPA_PLATFORM"] = os.environ.get("POSTROOM_TEST_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("POSTROOM_PASSWORD", None)
if os.geteuid() == 0:
    # Chromium refuses to sandbox as root; what the tests show in it is inert either way.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from hypothesis.database import DirectoryBasedExampleDatabase  # noqa: E402

from tests.support import leaks  # noqa: E402
from tests.support.clock import FakeClock  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
_EXAMPLES = DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples")
_SLOW_MACHINES = [hypothesis.HealthCheck.too_slow]

# The same examples in every run, so that no change is refused for what another one did; new ones
# are looked for by `make soak`.
hypothesis.settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=_SLOW_MACHINES
)
hypothesis.settings.register_profile(
    "search", deadline=None, database=_EXAMPLES, suppress_health_check=_SLOW_MACHINES
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_unconfigure() -> None:
    """Remove the folders that stood in for the home folder's."""
    shutil.rmtree(_SEALED, ignore_errors=True)


@pytest.fixture(scope="session")
def _empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cwd")


@pytest.fixture(autouse=True)
def _log_watch() -> Iterator[leaks.LogWatch]:
    watch = leaks.LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    complaints = watch.complaints()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def expected_log(_log_watch: leaks.LogWatch) -> Callable[[str], None]:
    """Call it with a pattern: a WARNING or worse that matches must come, and does not fail."""
    return _log_watch.expect


@pytest.fixture(autouse=True)
def _nothing_left_behind(_empty_folder: Path, _log_watch: leaks.LogWatch) -> Iterator[None]:
    """Each test runs in an empty working directory and ends with the threads it began with.

    Fixtures of a wider scope (a server for a whole module) are set up before this one, so what
    they keep running is not counted; ask for them as arguments, not by ``getfixturevalue``.
    """
    threads, children = leaks.threads(), leaks.children()
    with contextlib.chdir(_empty_folder):
        yield
    left = leaks.leaked_files(_empty_folder)
    for path in _empty_folder.iterdir():  # so that only the test at fault is blamed
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    left += leaks.leaked_threads(threads) + leaks.leaked_children(children)
    assert not left, "\n".join(left)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until the test moves it."""
    return FakeClock()
