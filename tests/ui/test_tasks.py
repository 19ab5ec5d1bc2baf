"""Longer reads run in threads of their own and report in the GUI thread."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.errors import RejectedError
from tests.support.fake_services import FakeMailbox, FakeQueries
from tests.support.waiting import PATIENCE
from ui.answers import Answers
from ui.ports import Queries
from ui.tasks import Tasks


@pytest.fixture
def box() -> FakeMailbox:
    return FakeMailbox(size=3)


@pytest.fixture
def tasks(qtbot: QtBot, box: FakeMailbox) -> Iterator[Tasks]:
    made = Tasks(lambda: FakeQueries(box), workers=1)
    yield made
    made.stop()


def test_results_come_home_to_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, str]] = []
    tasks.run(
        lambda _: threading.current_thread().name,
        lambda worker: seen.append((worker, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("ui-read-1", "MainThread")]


def test_a_lane_reports_only_its_newest_job(qtbot: QtBot, tasks: Tasks) -> None:
    gate, ran, told = threading.Event(), list[int](), list[int]()

    def job(number: int) -> Callable[[Queries], int]:
        def work(queries: Queries) -> int:
            gate.wait(PATIENCE)
            ran.append(number)
            return number

        return work

    for number in range(5):
        tasks.run(job(number), told.append, lane="open")
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [4]
    assert set(ran) <= {0, 4}, "what had not begun must never run"


def test_who_is_gone_is_told_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[str] = []
    gone, there = QObject(), QObject()
    gate = threading.Event()
    tasks.run(lambda _: gate.wait(PATIENCE), lambda _: told.append("gone"), of=gone)
    tasks.run(lambda _: gate.wait(PATIENCE), lambda _: told.append("there"), of=there)
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["there"]


def test_answers_for_who_is_gone_are_dropped_but_not_trouble(qtbot: QtBot) -> None:
    told: list[object] = []
    answers = Answers(told.append)
    gone, there = QObject(), QObject()
    shiboken6.delete(gone)
    trouble = RejectedError("no")
    for of in (gone, there):
        for result in ("good", trouble):
            future: Future[str] = Future()
            answers.follow(
                future,
                lambda found, of=of: told.append((of is there, found)),  # type: ignore[misc]
                lambda error, of=of: told.append((of is there, error)),  # type: ignore[misc]
                of=of,
            )
            if isinstance(result, str):
                future.set_result(result)
            else:
                future.set_exception(result)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [trouble, (True, "good"), (True, trouble)]
    answers.stop()


def test_a_cancelled_lane_reports_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    gate, told, later = threading.Event(), list[str](), list[str]()
    tasks.run(lambda _: str(gate.wait(PATIENCE)), told.append, lane="open")
    tasks.cancel("open")
    gate.set()
    tasks.run(lambda _: "later", later.append)
    qtbot.waitUntil(lambda: bool(later))
    assert not told


def test_expected_errors_are_handed_over(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []

    def work(queries: Queries) -> None:
        raise RejectedError("No.")

    tasks.run(work, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "No."


def test_a_bug_in_a_job_is_logged_and_the_worker_lives_on(
    qtbot: QtBot, tasks: Tasks, expected_log: Callable[[str], None]
) -> None:
    expected_log("read for the window failed")
    errors, results = list[Exception](), list[int]()

    def work(queries: Queries) -> int:
        return 1 // 0

    tasks.run(work, results.append, errors.append)
    tasks.run(lambda _: 7, results.append)
    qtbot.waitUntil(lambda: results == [7])
    assert isinstance(errors[0], ZeroDivisionError)


def test_stop_closes_the_connection_in_its_thread(qtbot: QtBot, box: FakeMailbox) -> None:
    made = Tasks(lambda: FakeQueries(box), workers=1)
    done: list[int] = []
    made.run(lambda queries: queries.ticket_count(queries.queue_counts()[0].queue), done.append)
    qtbot.waitUntil(lambda: bool(done))
    made.stop()
    assert box.closed == 1
