"""A computer without a keyring takes part all the same, as one device over restarts."""

from pathlib import Path

from app.domain.errors import RejectedError
from app.domain.ports import KEY_NAMES
from tests.support.exchanging import ACCOUNT, Computer
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.live import OneVault


class NoKeyring(OneVault):
    """Knows the password alone, as the environment does."""

    def put(self, account: str, secret: str) -> None:
        assert account.startswith(KEY_NAMES)
        assert secret
        raise RejectedError("There is no keyring.")


class Forgetful(NoKeyring):
    """Knows nothing."""

    def get(self, account: str) -> str | None:
        del account
        return None


def _restart(computer: Computer, vault: OneVault) -> None:
    computer.vault = vault
    computer.connect()


def test_one_password_is_one_device_and_another_is_another(tmp_path: Path) -> None:
    factory = FakeServerFactory(FakeMailbox())
    computer = Computer(tmp_path / "one", factory, vault=NoKeyring("secret"))
    try:
        assert computer.introduce("Ann").turn() == []
        first = computer.device()
        assert first
        computer.say("one")
        _restart(computer, NoKeyring("secret"))
        assert computer.turn() == []
        assert computer.device() == first
        # what was said before is kept by a new key, also where the password was changed
        computer.say("two")
        _restart(computer, NoKeyring("changed"))
        assert computer.turn() == []
        assert computer.device() != first
        assert computer.unsent() == 0
        assert computer.tags() == ["one", "two"]
    finally:
        computer.writer.stop()


def test_a_second_profile_with_the_same_password_is_another_device(tmp_path: Path) -> None:
    factory = FakeServerFactory(FakeMailbox())
    both = [Computer(tmp_path / n, factory, vault=NoKeyring("secret")) for n in ("one", "two")]
    try:
        for computer in both:
            assert computer.introduce("Ann").turn() == []
        assert both[0].device() != both[1].device()
    finally:
        for computer in both:
            computer.writer.stop()


def test_without_a_password_it_is_said(tmp_path: Path) -> None:
    factory = FakeServerFactory(FakeMailbox())
    computer = Computer(tmp_path / "one", factory, vault=Forgetful(""))
    try:
        assert computer.introduce("Ann").turn() == ["journal-no-keyring"]
        assert not computer.writer.run(lambda store, _: store.journal.state(ACCOUNT.id).introduced)
    finally:
        computer.writer.stop()
