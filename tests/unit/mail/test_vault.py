"""Passwords go to a safe keyring or nowhere."""

import threading
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from app.domain.errors import AuthError, RejectedError
from mail import vault
from mail.vault import EnvironmentVault, KeyringVault, VaultChain, default_vault


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


class PlainFile(MemoryKeyring):
    """As if from keyrings.alt."""


PlainFile.__module__ = "keyrings.alt.file"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_a_password_of_the_environment_is_nobodys_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTROOM_PASSWORD", "s3cret")
    assert EnvironmentVault().get("support") == "s3cret"
    assert EnvironmentVault().get("postroom-key:device:x") is None


def test_a_password_is_kept_found_and_forgotten(ring: MemoryKeyring) -> None:
    box = KeyringVault()
    assert box.get("support") is None
    box.put("support", "s3cret")
    assert box.get("support") == "s3cret"
    assert ring.kept == {("postroom", "support"): "s3cret"}
    box.remove("support")
    box.remove("support")
    assert ring.kept == {}


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlainFile])
def test_an_unsafe_keyring_is_refused_with_advice(
    ring: MemoryKeyring, backend: type[KeyringBackend]
) -> None:
    unsafe = backend()
    keyring.set_keyring(unsafe)
    with pytest.raises(RejectedError, match="POSTROOM_PASSWORD") as caught:
        KeyringVault().put("support", "s3cret")
    assert "s3cret" not in str(caught.value)
    assert KeyringVault().get("support") is None
    KeyringVault().remove("support")
    assert not getattr(unsafe, "kept", None)


def test_a_locked_keyring_asks_the_person(
    ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_service: str, _name: str) -> str:
        raise KeyringLocked("locked")

    monkeypatch.setattr(ring, "get_password", locked)
    with pytest.raises(AuthError, match="unlock"):
        KeyringVault().get("support")


def test_a_keyring_that_breaks_is_as_good_as_none(
    ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_service: str, _name: str) -> str:
        raise OSError("no D-Bus")

    monkeypatch.setattr(ring, "get_password", broken)
    assert KeyringVault().get("support") is None


def test_a_keyring_that_never_answers_is_given_up(
    ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def silent(_service: str, _name: str) -> None:
        released.wait(20)

    monkeypatch.setattr(ring, "get_password", silent)
    monkeypatch.setattr(vault, "_ANSWER_SECONDS", 0.05)
    assert KeyringVault().get("support") is None
    released.set()


def test_the_environment_comes_first_and_keeps_nothing(
    ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = default_vault()
    box.put("support", "kept")
    assert box.get("support") == "kept"
    monkeypatch.setenv("POSTROOM_PASSWORD", "given")
    assert box.get("support") == "given"
    assert box.get("other") == "given"
    with pytest.raises(RejectedError):
        EnvironmentVault().put("support", "x")
    monkeypatch.delenv("POSTROOM_PASSWORD")
    assert VaultChain((EnvironmentVault(), KeyringVault())).get("support") == "kept"
