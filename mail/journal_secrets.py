"""Keys of this computer and of its teams in the vault, each under a name that no account has."""

from hashlib import scrypt

from app.domain.errors import RejectedError
from app.domain.events import DeviceId
from app.domain.ports import KEY_NAMES, Vault
from mail.journal_keys import KEY_BYTES, TeamId, bytes_of, device_id, public_key, team_id, text_of

SALT_BYTES = 16
_MEMORY = 64 * 2**20
"""What scrypt needs (32 MB), and room."""


class JournalSecrets:
    """What of the journal must never stand in a file; see mail/wire-format.md, section 3.

    Any thread; each call may take as long as the vault takes. Raises what the vault raises.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def device(self, device: DeviceId) -> bytes | None:
        """Return the secret of a device, None where it is not kept on this computer."""
        secret = self._get(f"device:{device}")
        return secret if secret is not None and device_id(public_key(secret)) == device else None

    def keep_device(self, secret: bytes) -> None:
        """Keep a new device's secret. Raises `RejectedError` where no safe place exists."""
        self._keep(f"device:{device_id(public_key(secret))}", secret)

    def made(self, account: str, salt: bytes) -> bytes | None:
        """Make a device's secret of an account's password, None where that is not known.

        For computers without a keyring: nothing secret is kept, the profile has the salt alone and
        whoever starts the program has the password. Another password makes another secret, under
        which the computer joins again. Takes a tenth of a second.
        """
        password = self._vault.get(account)
        if not password:
            return None
        data = password.encode("utf-8", "surrogatepass")
        return scrypt(data, salt=salt, n=2**15, r=8, p=1, maxmem=_MEMORY, dklen=KEY_BYTES)

    def team(self, team: TeamId) -> bytes | None:
        """Return the key of a team, None where it is not kept here; the folder has it as well."""
        key = self._get(f"team:{team}")
        return key if key is not None and team_id(key) == team else None

    def keep_team(self, key: bytes) -> None:
        """Keep a team's key. Raises `RejectedError` where no safe place exists."""
        self._keep(f"team:{team_id(key)}", key)

    def forget(self, device: DeviceId, team: TeamId) -> None:
        """Forget both, as far as they are kept; either may be ``""``."""
        for name in (device and f"device:{device}", team and f"team:{team}"):
            if name:
                self._vault.remove(KEY_NAMES + name)

    def _get(self, name: str) -> bytes | None:
        text = self._vault.get(KEY_NAMES + name)
        return None if text is None else bytes_of(text, KEY_BYTES)

    def _keep(self, name: str, secret: bytes) -> None:
        self._vault.put(KEY_NAMES + name, text_of(secret))
        if self._get(name) != secret:
            raise RejectedError("The keyring does not keep what it is given.")
