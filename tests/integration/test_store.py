"""Opening, migrating and guarding the database on a real disk."""

import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from app.domain.accounts import AccountSettings, Security
from app.domain.errors import StorageError
from app.domain.ids import TicketCode, TicketId
from app.domain.tickets import Queue, Status
from app.store import open_reader, open_store, schema, versions
from app.store.ticket_data import TicketData

SETTINGS = AccountSettings("a", "a@b.example", None, None, Security.TLS, "")


def test_a_new_database_is_sound_private_and_reopens(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "postroom.db"
    with open_store(path) as store:
        assert store.check() == []
        with store.transaction():
            store.accounts.add(SETTINGS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with open_store(path) as store:
        assert [a.settings for a in store.accounts.all()] == [SETTINGS]
    assert sorted(p.name for p in path.parent.iterdir()) == ["postroom.db"]


def test_a_new_database_needs_no_renewal(tmp_path: Path) -> None:
    with open_store(tmp_path / "postroom.db") as store:
        assert not store.filing.is_due()


@pytest.mark.parametrize("much", [False, True])
def test_a_great_transaction_is_tidied_up_after_it_was_told(tmp_path: Path, *, much: bool) -> None:
    path = tmp_path / "postroom.db"
    with open_store(path) as store:
        before = path.stat().st_size
        with store.transaction() as transaction:
            transaction.much = much
            for name in range(20):  # more than the log may hold
                store.settings.put(f"{name}", "x" * 1_000_000)
        assert (path.stat().st_size == before) is much
        store.tidy_up()
        assert path.stat().st_size > before + 20_000_000
        assert store.settings.get("19") == "x" * 1_000_000


def test_a_newer_database_is_refused_by_name_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "postroom.db"
    open_store(path).close()
    raw = sqlite3.connect(path)  # noqa: TID251 - plays a newer program
    raw.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('postroom', 'm9999_from_the_future', '')"
    )
    raw.commit()
    raw.close()
    before = path.read_bytes()
    for opening in (open_store, open_reader):
        with pytest.raises(StorageError, match=r"newer Postroom.*m9999_from_the_future"):
            opening(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all, " * 200, None])
def test_a_file_that_is_not_ours_is_refused_and_untouched(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "postroom.db"
    if content is None:
        raw = sqlite3.connect(path)  # noqa: TID251 - plays another program
        raw.execute("CREATE TABLE theirs (x)")
        raw.commit()
        raw.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="not a Postroom database"):
        open_store(path)
    assert content is None or path.read_bytes() == before


def test_the_names_of_versions_are_those_of_the_migrations() -> None:
    assert tuple(m.name for m in schema.migrations._migrations) == versions.VERSIONS


def test_reading_needs_a_database_of_this_version(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no mailbox yet"):
        open_reader(tmp_path / "none.db")


def _next_version(*, fails: bool) -> Migrations:
    later = Migrations("postroom")
    for migration in schema.migrations._migrations:
        later(name=migration.name)(migration.fn)

    @later()
    def m9000_later(db: Database) -> None:
        db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
        if fails:
            db.execute("INSERT INTO no_such_table VALUES (1)")

    return later


def test_a_migration_keeps_a_copy_and_a_failing_one_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "postroom.db"
    with open_store(path) as store, store.transaction():
        store.accounts.add(SETTINGS)
    later = (*versions.VERSIONS, "m9000_later")
    monkeypatch.setattr(versions, "VERSIONS", later)
    monkeypatch.setattr(schema, "migrations", _next_version(fails=True))
    with pytest.raises(StorageError):
        open_store(path)
    monkeypatch.undo()
    with open_store(path) as store:  # the old program still opens it
        assert len(store.accounts.all()) == 1
    monkeypatch.setattr(versions, "VERSIONS", later)
    monkeypatch.setattr(schema, "migrations", _next_version(fails=False))
    with open_store(path) as store:
        assert len(store.accounts.all()) == 1
    monkeypatch.undo()
    copy = path.with_name("postroom.db.before-m9000")
    with open_store(copy) as store:
        assert len(store.accounts.all()) == 1


def test_accounts_of_an_older_version_log_in_with_a_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "postroom.db"
    older = Migrations("postroom")
    for migration in schema.migrations._migrations:
        if migration.name < "m0008":
            older(name=migration.name)(migration.fn)
    monkeypatch.setattr(schema, "migrations", older)
    monkeypatch.setattr(versions, "VERSIONS", versions.VERSIONS[:7])
    with open_store(path) as store, store.transaction():
        store._link.write(
            "INSERT INTO account (name, address, security) VALUES ('a', 'a@b.example', 'tls')"
        )
    monkeypatch.undo()
    with open_store(path) as store:
        (account,) = store.accounts.all()
        assert account.settings == SETTINGS
        with store.transaction():
            store.accounts.change(account.id, replace(SETTINGS, token_command="tokens 'a b'"))
    with open_store(path) as store:
        assert [a.settings.token_command for a in store.accounts.all()] == ["tokens 'a b'"]


_KILLED_WHILE_MIGRATING = """
import os, signal, sys
from pathlib import Path
from sqlite_utils import Migrations
from app.store import schema, store, versions
later = Migrations("postroom")
for migration in schema.migrations._migrations:
    later(name=migration.name)(migration.fn)
@later()
def m9000_later(db):
    db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
    os.kill(os.getpid(), signal.SIGKILL)
schema.migrations = later
versions.VERSIONS += ("m9000_later",)
store.open_store(Path(sys.argv[1]))
"""


def test_a_migration_killed_in_the_middle_leaves_the_old_version(tmp_path: Path) -> None:
    path = tmp_path / "postroom.db"
    with open_store(path) as store, store.transaction():
        store.accounts.add(SETTINGS)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED_WHILE_MIGRATING, str(path)],
        check=False,
        env=environment,
        timeout=280,
    )
    assert killed.returncode < 0
    with open_store(path) as store:
        assert store.check() == []
        assert len(store.accounts.all()) == 1


def test_mistyped_tables_are_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        database = Database(store._link.raw)
        with pytest.raises(sqlite3.DatabaseError):
            database["acount"].insert({"name": "x"})  # type: ignore[union-attr]
        assert "acount" not in database.table_names()


def test_writing_outside_a_transaction_is_a_bug(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store, pytest.raises(RuntimeError):
        store.accounts.add(SETTINGS)


def test_an_exception_rolls_everything_back(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:

        def job() -> None:
            with store.transaction():
                store.accounts.add(SETTINGS)
                raise KeyError

        with pytest.raises(KeyError):
            job()
        assert store.accounts.all() == []


def test_lists_walk_an_index(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        for where, index in (
            ("status = 'open' AND away = 0", "ticket_by_status"),
            ("status = 'open' AND away = 0 AND account = 1", "ticket_by_status"),
            ("bounced = 1 AND away = 0", "ticket_bounced"),
            ("away > 0", "ticket_put_away"),
            ("1", "ticket_by_update"),
            ("1 AND account = 1", "ticket_by_update"),
        ):
            plan = " ".join(
                str(row[3])
                for row in store._link.rows(
                    f"EXPLAIN QUERY PLAN SELECT id FROM ticket WHERE {where} "
                    "ORDER BY updated DESC, id DESC LIMIT 200 OFFSET 5000"
                )
            )
            assert f"INDEX {index}" in plan
            assert "TEMP B-TREE" not in plan


def test_any_page_of_any_size_is_the_same_stretch(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        with store.transaction():
            owner = store.accounts.add(SETTINGS)
            store.tickets.put(owner, [(number, _ticket(number)) for number in range(1, 24)])
        whole = store.tickets.page(Queue.WAITING, offset=0, limit=-1)
        assert [t.updated for t in whole] == sorted((t.updated for t in whole), reverse=True)
        for offset in range(len(whole) + 3):
            for limit in (1, 4, 9, 50):
                page = store.tickets.page(Queue.WAITING, offset=offset, limit=limit)
                assert page == whole[offset : offset + limit]
        for place, ticket in enumerate(whole):
            assert store.tickets.position(Queue.WAITING, ticket.id) == place


def _ticket(number: int) -> TicketData:
    return TicketData(
        id=TicketId(number),
        code=TicketCode(f"{number:07}"),
        root=f"r{number}",
        subject="",
        contact_name="",
        contact="",
        snippet="",
        updated=number // 3,  # several arrive in one second
        letters=1,
        has_attachments=False,
        status=Status.WAITING if number % 5 else Status.OPEN,
        bounced=False,
        unread=False,
        related=(),
    )
