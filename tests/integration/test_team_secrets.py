"""A lost computer gives away no key: nothing secret is in its files or its log (F29)."""

import logging
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

import pytest

from app.domain import events as e
from app.domain.ports import KEY_NAMES
from app.services.members import revoke_device
from mail import journal_packs
from tests.support.exchanging import ACCOUNT, Computer
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.live import OneVault

_PASSWORD = "planted-password-qz"


def _computer(folder: Path, mailbox: FakeMailbox) -> Computer:
    factory = FakeServerFactory(mailbox)
    return Computer(folder, factory, vault=OneVault(_PASSWORD), password=_PASSWORD)


def _written(secret: bytes) -> list[bytes]:
    """How bytes may stand in a file."""
    texts = (urlsafe_b64encode(secret), b64encode(secret), secret.hex().encode())
    return [secret, *(text.rstrip(b"=") for text in texts)]


def test_no_key_and_no_password_is_in_a_file_or_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", 3)
    caplog.set_level(logging.DEBUG)
    mailbox = FakeMailbox(_PASSWORD)
    ann = _computer(tmp_path / "ann", mailbox).introduce("Ann")
    bob = _computer(tmp_path / "bob", mailbox).introduce("Bob")
    for number in range(5):
        for one in (ann, bob):
            one.turn()
            one.say(f"tag {number}")
            one.cleaning.tidy()
    device, now = e.DeviceId(bob.device()), float(ann.clock.now())
    ann.writer.run(lambda s, tx: revoke_device(s, tx, ACCOUNT.id, device, now=now))
    for one in (ann, bob):
        one.turn()
    keys = {name: key for one in (ann, bob) for name, key in one.vault.keys.items()}
    assert len(keys) >= 3, "two computers and a team"
    assert all(name.startswith(KEY_NAMES) for name in keys)
    planted = [_PASSWORD.encode()]
    for text in keys.values():
        planted += [text.encode(), *_written(urlsafe_b64decode(text + "=" * (-len(text) % 4)))]
    for stop in (False, True):  # also what the log of the database holds
        for one in (ann, bob):
            if stop:
                one.writer.stop()
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(b"tag 4" in path.read_bytes() for path in files), "what is no secret is found"
        for path in files:
            held = path.read_bytes()
            assert not [secret for secret in planted if secret in held], path.name
    assert not [secret for secret in planted if secret.decode("latin-1") in caplog.text]
