"""The key by which this computer signs what it tells its team; a new one where it needs that."""

from collections.abc import Callable
from secrets import token_bytes
from typing import Protocol, TypeVar

from app.domain.errors import RejectedError
from app.domain.events import DeviceId
from app.domain.ids import AccountId
from app.domain.problems import Problem
from app.runtime import journal_problems as problems
from app.services import journal_jobs as jobs
from app.services import members
from app.store import Store
from mail.journal_keys import device_id, new_key, public_key
from mail.journal_secrets import SALT_BYTES, JournalSecrets

T = TypeVar("T")


class Database(Protocol):
    """Reads and writes about one account, on the writer's thread."""

    def do(self, look: Callable[[Store, AccountId], T]) -> T:
        """Read something."""
        ...

    def change(self, command: Callable[..., T], **arguments: object) -> T:
        """Run a command in a transaction."""
        ...


class DeviceKey:
    """This computer's secret, in the keyring or made of the mailbox's password."""

    def __init__(
        self,
        name: str,
        database: Database,
        secrets: JournalSecrets,
        tell: Callable[[Problem], None],
    ) -> None:
        """``name`` is that of the account; ``tell`` takes what a person should know."""
        self._name = name
        self._database = database
        self._secrets = secrets
        self._tell = tell
        self.secret: bytes | None = None
        """None until `is_ready` found or `take_new` took one."""
        self.new: bytes | None = None
        """One that is kept already, under which this computer is to join."""

    def is_ready(self) -> bool:
        """Have a secret, a new one where this computer needs one; whether it may write."""
        state, me = self._database.do(jobs.standing)
        if not state.introduced and me is None:
            return False
        if state.introduced and not state.forked and me is None:
            self.secret = self.secret or self._secrets.device(state.device)
            self.secret = self.secret or self._made(state.device)
            if self.secret is not None:
                return True
            # the profile was copied to this computer, or the keyring or password is another one
        if self.new is None:
            self.new = self._make_new()
        return self.new is not None

    def take_new(self) -> None:
        """Go on under the new secret: this computer has joined with it."""
        self.secret, self.new = self.new, None

    def _make_new(self) -> bytes | None:
        """A new key of this computer: in the keyring, else made of the password each time."""
        secret = new_key()
        try:
            self._secrets.keep_device(secret)
        except RejectedError as error:
            salt = token_bytes(SALT_BYTES)
            made = self._secrets.made(self._name, salt)
            if made is None:
                self._tell(problems.no_keyring(self._name, str(error)))
                return None
            self._database.change(members.keep_key_salt, salt=salt)
            return made
        return secret

    def _made(self, device: DeviceId) -> bytes | None:
        salt = self._database.do(members.key_salt)
        secret = None if salt is None else self._secrets.made(self._name, salt)
        return secret if secret is not None and device_id(public_key(secret)) == device else None
