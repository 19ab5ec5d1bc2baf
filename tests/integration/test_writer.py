"""One thread writes: each job is a transaction, each commit one change set, no failure ends it."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from app.domain.accounts import AccountSettings, Security
from app.domain.changes import ChangeSet
from app.domain.errors import RejectedError, StorageError
from app.domain.ids import AccountId
from app.runtime.writer import StoreWriter
from app.services.commands import add_account
from app.store import Store, Transaction


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[StoreWriter]:
    writer = StoreWriter(tmp_path / "postroom.db")
    writer.start()
    yield writer
    writer.stop()


def account(name: str) -> AccountSettings:
    return AccountSettings(name, f"{name}@example.org", None, None, Security.TLS, name)


def adding(name: str) -> Callable[[Store, Transaction], AccountId]:
    return lambda store, transaction: add_account(store, transaction, account(name))


def names(writer: StoreWriter) -> list[str]:
    return writer.run(lambda store, _: [a.settings.name for a in store.accounts.all()])


def test_a_job_commits_and_tells_what_it_touched(writer: StoreWriter) -> None:
    heard: list[tuple[str, ChangeSet]] = []
    writer.subscribe(lambda changes: heard.append((threading.current_thread().name, changes)))
    key = writer.run(adding("a"))
    assert heard == [("store-writer", ChangeSet(accounts=frozenset({key})))]


def test_a_job_that_only_reads_tells_nothing(writer: StoreWriter) -> None:
    heard: list[ChangeSet] = []
    writer.subscribe(heard.append)
    assert names(writer) == []
    assert heard == []


def test_a_subscription_ends(writer: StoreWriter) -> None:
    heard: list[ChangeSet] = []
    end = writer.subscribe(heard.append)
    writer.run(adding("a"))
    end()
    writer.run(adding("b"))
    assert len(heard) == 1


def test_a_job_that_raises_changes_nothing(writer: StoreWriter) -> None:
    heard: list[ChangeSet] = []
    writer.subscribe(heard.append)

    def job(store: Store, transaction: Transaction) -> None:
        add_account(store, transaction, account("half"))
        raise RejectedError("no")

    with pytest.raises(RejectedError):
        writer.run(job)
    assert names(writer) == []
    assert heard == []


def test_a_bug_in_a_job_is_logged_and_the_thread_goes_on(
    writer: StoreWriter, expected_log: Callable[[str], None]
) -> None:
    expected_log("storage job failed")

    def job(_store: Store, _transaction: Transaction) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        writer.run(job)
    writer.run(adding("after"))
    assert names(writer) == ["after"]


def test_a_subscriber_that_raises_harms_nobody(
    writer: StoreWriter, expected_log: Callable[[str], None]
) -> None:
    expected_log("subscriber")
    heard: list[ChangeSet] = []

    def broken(_: ChangeSet) -> None:
        raise ZeroDivisionError

    writer.subscribe(broken)
    writer.subscribe(heard.append)
    writer.run(adding("a"))
    assert len(heard) == 1


def test_a_failing_disk_is_told_to_listeners(writer: StoreWriter) -> None:
    told: list[StorageError] = []
    writer.on_storage_error(told.append)

    def job(_store: Store, _transaction: Transaction) -> None:
        raise StorageError("The disk is full.")

    with pytest.raises(StorageError):
        writer.run(job)
    assert [str(error) for error in told] == ["The disk is full."]


def test_stopping_finishes_what_was_submitted(tmp_path: Path) -> None:
    writer = StoreWriter(tmp_path / "postroom.db")
    writer.start()
    jobs = [writer.submit(adding(f"a{n}")) for n in range(20)]
    writer.stop()
    assert all(job.done() and job.exception() is None for job in jobs)
    with pytest.raises(CancelledError):
        writer.run(adding("late"))
    writer.stop()


def test_many_threads_may_submit(writer: StoreWriter) -> None:
    def work(number: int) -> None:
        for n in range(20):
            writer.run(adding(f"a{number}x{n}"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(names(writer))) == 160


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "postroom.db"
    path.write_bytes(b"not a database at all" * 100)
    writer = StoreWriter(path)
    with pytest.raises(StorageError):
        writer.start()
    writer.stop()
