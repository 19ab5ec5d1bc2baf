"""Keys stay in the vault, and nothing else that is found there is taken for one."""

import pytest

from app.domain.errors import RejectedError
from app.domain.events import DeviceId
from mail.journal_keys import KEY_BYTES, TeamId, device_id, new_key, public_key, team_id
from mail.journal_secrets import SALT_BYTES, JournalSecrets
from mail.vault import EnvironmentVault, VaultChain


class BoxVault:
    """Keeps what it is given, or does not."""

    def __init__(self, *, forgetful: bool = False) -> None:
        self.kept: dict[str, str] = {}
        self._forgetful = forgetful

    def get(self, account: str) -> str | None:
        return self.kept.get(account)

    def put(self, account: str, secret: str) -> None:
        if not self._forgetful:
            self.kept[account] = secret

    def remove(self, account: str) -> None:
        self.kept.pop(account, None)


def test_keys_are_kept_under_their_own_names_and_forgotten() -> None:
    box = BoxVault()
    secrets, device, team = JournalSecrets(box), new_key(), new_key()
    secrets.keep_device(device)
    secrets.keep_team(team)
    name, group = device_id(public_key(device)), team_id(team)
    assert secrets.device(name) == device
    assert secrets.team(group) == team
    assert secrets.device(DeviceId("A" * 16)) is None
    assert secrets.team(TeamId("A" * 16)) is None
    secrets.forget(name, TeamId(""))
    assert secrets.device(name) is None
    assert secrets.team(group) == team
    secrets.forget(DeviceId(""), group)
    assert box.kept == {}


def test_another_key_under_the_name_is_none() -> None:
    box = BoxVault()
    secrets, right = JournalSecrets(box), new_key()
    secrets.keep_device(right)
    secrets.keep_team(right)
    for name in list(box.kept):
        for wrong in ("a password", "A" * 43, ""):
            box.kept[name] = wrong
    assert secrets.device(device_id(public_key(right))) is None
    assert secrets.team(team_id(right)) is None


def test_a_vault_that_forgets_is_refused() -> None:
    secrets = JournalSecrets(BoxVault(forgetful=True))
    with pytest.raises(RejectedError):
        secrets.keep_device(new_key())


def test_the_password_of_the_environment_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    box = BoxVault()
    JournalSecrets(box).keep_team(key)
    (text,) = box.kept.values()
    monkeypatch.setenv("POSTROOM_PASSWORD", text)
    alone = JournalSecrets(VaultChain([EnvironmentVault()]))
    assert alone.team(team_id(key)) is None
    with pytest.raises(RejectedError):
        alone.keep_device(key)


def test_without_a_keyring_a_key_is_made_of_the_password_and_a_salt() -> None:
    box = BoxVault()
    secrets, salt = JournalSecrets(box), b"s" * SALT_BYTES
    assert secrets.made("support", salt) is None
    box.kept["support"] = "пароль"
    made = secrets.made("support", salt)
    assert made is not None
    assert len(made) == KEY_BYTES
    assert secrets.made("support", salt) == made
    assert secrets.made("support", b"t" * SALT_BYTES) != made
    box.kept["support"] = "another"
    assert secrets.made("support", salt) != made
    assert box.kept == {"support": "another"}
