"""The machinery behind the window, on the fake server: it follows, recovers and stops."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.accounts import Account
from app.domain.changes import ChangeSet
from app.domain.errors import AuthError, PostroomError, RejectedError, TransientError
from app.domain.problems import Problem
from app.runtime.facade import PassProgress, Runtime
from app.runtime.lock import ProfileLock
from app.runtime.surroundings import Rhythm
from app.services.commands import add_account, mark_seen, remove_account
from app.store import open_reader, open_store
from tests.support.clock import FakeClock
from tests.support.fake_server import FakeMailbox, FakeServer, FakeServerFactory
from tests.support.inline_reader import InlineReader
from tests.support.mailboxes import MailboxInMemory, fake_mailbox, small_letter
from tests.support.waiting import PATIENCE, wait_until

_FAST = Rhythm(poll=3600, first_retry=0.01, longest_retry=0.02, storage_retry=0.01)


class MemoryVault:
    """Passwords for a test."""

    def __init__(self, **secrets: str) -> None:
        self.secrets = secrets

    def get(self, account: str) -> str | None:
        return self.secrets.get(account)

    def put(self, account: str, secret: str) -> None:
        self.secrets[account] = secret

    def remove(self, account: str) -> None:
        self.secrets.pop(account, None)


class World:
    """A profile with one account on a fake server; the runtime is started by the test."""

    def __init__(self, folder: Path, mailbox: MailboxInMemory) -> None:
        self.database = folder / "postroom.db"
        self.settings = mailbox.account.settings
        self.mailbox = mailbox.other
        self.factory = FakeServerFactory(mailbox.other)
        self.vault = MemoryVault(support=mailbox.password)
        with open_store(self.database) as store, store.transaction() as transaction:
            add_account(store, transaction, self.settings)
        self.runtimes: list[Runtime] = []

    def runtime(self, rhythm: Rhythm = _FAST) -> Runtime:
        runtime = Runtime(
            self.database,
            FakeClock(),
            self.vault,
            self.factory,
            reader=InlineReader(),
            rhythm=rhythm,
        )
        self.runtimes.append(runtime)
        return runtime

    def letters(self) -> int:
        with open_reader(self.database) as store:
            return len(store.letters.all_keys())


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with fake_mailbox() as mailbox:
        world = World(tmp_path, mailbox)
        yield world
        for runtime in world.runtimes:
            runtime.stop()


def codes(runtime: Runtime) -> list[str]:
    return [problem.code for problem in runtime.problems()]


def test_it_syncs_at_start_and_when_asked_and_tells(world: World) -> None:
    world.mailbox.deliver(small_letter(1))
    runtime = world.runtime()
    changes: list[ChangeSet] = []
    runtime.subscribe(changes.append)
    runtime.start()
    wait_until(lambda: any(change.tickets for change in changes))
    assert world.letters() == 1
    world.mailbox.deliver(small_letter(2))
    runtime.sync_now()
    wait_until(lambda: world.letters() == 2)
    assert runtime.problems() == ()
    assert world.factory.connects == 1


def test_it_looks_again_after_the_interval(world: World) -> None:
    runtime = world.runtime(Rhythm(poll=0.02))
    runtime.start()
    wait_until(lambda: world.factory.connects == 1)
    world.mailbox.deliver(small_letter(1))
    wait_until(lambda: world.letters() == 1)


def test_progress_is_told_and_ends(world: World) -> None:
    for number in range(120):
        world.mailbox.deliver(small_letter(number))
    runtime = world.runtime()
    told: list[PassProgress | None] = []
    runtime.subscribe_progress(told.append)
    runtime.start()
    wait_until(lambda: told and told[-1] is None)
    done = [(p.done, p.total) for p in told if p is not None]
    assert done == sorted(done)
    assert done[-1] == (120, 120)
    assert runtime.progress() is None


def test_a_broken_connection_is_opened_again(world: World) -> None:
    for number in range(60):
        world.mailbox.deliver(small_letter(number))
    world.factory.cut_after = 45
    world.factory.failures = [TransientError("no route"), TransientError("no route")]
    runtime = world.runtime()
    seen: list[tuple[Problem, ...]] = []
    runtime.subscribe_problems(seen.append)
    runtime.start()
    wait_until(lambda: world.letters() == 60)
    wait_until(lambda: runtime.problems() == ())
    assert world.factory.connects == 4
    assert {p.code for problems in seen for p in problems} == {"offline"}


@pytest.mark.parametrize(
    ("error", "code"),
    [(AuthError("wrong"), "wrong-password"), (RejectedError("no"), "account-rejected")],
)
def test_what_only_a_person_can_mend_is_not_tried_again(
    world: World, error: PostroomError, code: str
) -> None:
    world.factory.failures = [error]
    world.mailbox.deliver(small_letter(1))
    runtime = world.runtime()
    runtime.start()
    wait_until(lambda: codes(runtime) == [code])
    assert world.factory.connects == 1
    runtime.sync_now("support")
    wait_until(lambda: world.letters() == 1)
    wait_until(lambda: codes(runtime) == [])


def test_a_missing_password_is_asked_for(world: World) -> None:
    world.vault.remove("support")
    runtime = world.runtime()
    runtime.start()
    wait_until(lambda: codes(runtime) == ["wrong-password"])
    assert world.factory.connects == 0


def test_a_bug_is_told_and_does_not_end_the_thread(
    world: World, expected_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log("failed unexpectedly")
    world.mailbox.deliver(small_letter(1))
    real = FakeServer.folders
    calls: list[int] = []

    def folders(server: FakeServer) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError
        return real(server)

    monkeypatch.setattr(FakeServer, "folders", folders)
    runtime = world.runtime()
    runtime.start()
    wait_until(lambda: world.letters() == 1)
    wait_until(lambda: codes(runtime) == [])


def test_accounts_come_and_go_while_it_runs(world: World) -> None:
    runtime = world.runtime()
    runtime.start()
    with open_reader(world.database) as store:
        (account,) = store.accounts.all()
    runtime.perform(remove_account, account.id).result(PATIENCE)
    world.mailbox.deliver(small_letter(1))
    key = runtime.perform(add_account, world.settings).result(PATIENCE)
    assert key != account.id
    wait_until(lambda: world.letters() == 1)


def test_a_renumbered_folder_costs_no_bodies_and_no_tickets(world: World) -> None:
    for number in range(40):
        world.mailbox.deliver(small_letter(number))
    runtime = world.runtime()
    told: list[PassProgress | None] = []
    runtime.subscribe_progress(told.append)
    runtime.start()
    wait_until(lambda: None in told)
    assert world.letters() == 40
    bodies = world.factory.bodies
    world.mailbox.renumber("INBOX")
    world.mailbox.deliver(small_letter(99))
    runtime.sync_now()
    wait_until(lambda: world.letters() == 41)
    assert world.factory.bodies == bodies + 1


def test_a_profile_belongs_to_one_process_at_a_time(world: World) -> None:
    first, second = world.runtime(), world.runtime()
    first.start()
    with pytest.raises(RejectedError, match="Another Postroom"):
        second.start()
    first.stop()
    with ProfileLock(world.database.parent), pytest.raises(RejectedError):
        second.start()


class _SlowFactory(FakeServerFactory):
    """Connecting takes until somebody closes the factory."""

    def __init__(self, mailbox: FakeMailbox) -> None:
        super().__init__(mailbox)
        self.entered = threading.Event()
        self._ended = threading.Event()

    def connect(self, account: Account, password: str) -> FakeServer:  # noqa: ARG002
        self.entered.set()
        assert self._ended.wait(2 * PATIENCE)
        raise TransientError("closed")

    def close(self) -> None:
        self._ended.set()


def test_it_stops_while_a_server_does_not_answer(world: World) -> None:
    world.factory = slow = _SlowFactory(world.mailbox)
    runtime = world.runtime()
    runtime.start()
    assert slow.entered.wait(PATIENCE)
    stopping = threading.Thread(target=runtime.stop)
    stopping.start()
    stopping.join(PATIENCE)
    assert not stopping.is_alive()


def test_it_can_be_stopped_before_and_twice(world: World) -> None:
    runtime = world.runtime()
    runtime.stop()
    runtime.start()
    runtime.stop()
    runtime.stop()


def test_a_change_made_here_reaches_the_server_without_waiting_for_the_next_pass(
    world: World,
) -> None:
    uid = world.mailbox.deliver(b"From: a@client.example\r\nMessage-ID: <one@x>\r\n\r\nHello\r\n")
    runtime = world.runtime()
    runtime.start()
    wait_until(lambda: world.letters() == 1)
    with open_reader(world.database) as store:
        keys = store.letters.all_keys()
    runtime.perform(mark_seen, keys, seen=True).result()
    wait_until(lambda: world.mailbox.folders["INBOX"].letters[uid].flags == {"\\Seen"})
    runtime.perform(mark_seen, keys, seen=False).result()
    wait_until(lambda: not world.mailbox.folders["INBOX"].letters[uid].flags)


def test_a_change_made_here_does_not_try_a_refused_password_again(world: World) -> None:
    world.mailbox.deliver(b"From: a@client.example\r\nMessage-ID: <one@x>\r\n\r\nHello\r\n")
    runtime = world.runtime()
    runtime.start()
    wait_until(lambda: world.letters() == 1)
    runtime.stop()
    world.vault.secrets["support"] = "wrong"
    world.factory.closed = False
    runtime = world.runtime()
    runtime.start()
    wait_until(lambda: [p.code for p in runtime.problems()] == ["wrong-password"])
    tried = world.factory.connects
    with open_reader(world.database) as store:
        keys = store.letters.all_keys()
    runtime.perform(mark_seen, keys, seen=True).result()
    runtime.stop()
    assert world.factory.connects == tried
