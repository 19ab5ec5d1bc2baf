"""Where passwords are kept: the system's keyring, or for a while the environment. Never a file.

The only module that imports keyring.
"""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from app.domain.errors import AuthError, PostroomError, RejectedError
from app.domain.ports import KEY_NAMES, Vault

PASSWORD_VARIABLE = "POSTROOM_PASSWORD"  # noqa: S105 - the name of the variable
_ANSWER_SECONDS = 30.0
_UNSAFE_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""No keyring at all, one that forgets, and files that are plain or ask in a terminal."""
_ADVICE = (
    "Start the system's keyring (GNOME Keyring, KWallet, macOS Keychain, Windows Credential "
    f"Manager), or give the password each time in the variable {PASSWORD_VARIABLE}."
)

_LOG = logging.getLogger(__name__)

T = TypeVar("T")


class KeyringVault:
    """Passwords in the system's keyring; see `app.domain.ports.Vault`.

    Waits at most 30 seconds for the keyring, which may ask the person to unlock it. Raises
    `AuthError` where it stays locked; `put` and `remove` raise `RejectedError` where it fails.
    """

    def __init__(self, service: str = "postroom") -> None:
        """``service`` is the name under which the keyring shows our entries."""
        self._service = service

    def get(self, account: str) -> str | None:
        """Return the password, or None where none is kept or no keyring can be used."""
        try:
            backend = _answer(_safe_backend)
            if backend is None:
                return None
            return _answer(lambda: backend.get_password(self._service, account))
        except RejectedError as error:
            _LOG.info("No password from the keyring: %s", error)
            return None

    def put(self, account: str, secret: str) -> None:
        """Keep a password. Raises `RejectedError` where the only keyring is unsafe or none."""
        backend = _answer(_safe_backend)
        if backend is None:
            raise RejectedError(f"There is no safe keyring to keep the password in. {_ADVICE}")
        _answer(lambda: backend.set_password(self._service, account, secret))

    def remove(self, account: str) -> None:
        """Forget a password; no error where there is none."""
        backend = _answer(_safe_backend)
        if backend is not None:
            _answer(lambda: _delete(backend, self._service, account))


class EnvironmentVault:
    """The one password that the environment holds, for every account."""

    def get(self, account: str) -> str | None:
        """Return the value of ``POSTROOM_PASSWORD``, or None; of keys it has none."""
        if account.startswith(KEY_NAMES):
            return None
        return os.environ.get(PASSWORD_VARIABLE) or None

    def put(self, account: str, secret: str) -> None:  # noqa: ARG002
        """Always raises `RejectedError`: the environment ends with the program."""
        raise RejectedError("A password cannot be kept in the environment.")

    def remove(self, account: str) -> None:
        """Nothing is kept here."""


class VaultChain:
    """Looks for a password in several places; keeps it in the last one."""

    def __init__(self, vaults: Sequence[Vault]) -> None:
        """At least one vault, the one to look into first comes first."""
        self._vaults = tuple(vaults)

    def get(self, account: str) -> str | None:
        """Return the first password found, or None."""
        for vault in self._vaults:
            if (secret := vault.get(account)) is not None:
                return secret
        return None

    def put(self, account: str, secret: str) -> None:
        """Keep a password in the last vault."""
        self._vaults[-1].put(account, secret)

    def remove(self, account: str) -> None:
        """Forget a password everywhere."""
        for vault in self._vaults:
            vault.remove(account)


def default_vault() -> Vault:
    """The environment first, then the system's keyring."""
    return VaultChain((EnvironmentVault(), KeyringVault()))


def _safe_backend() -> KeyringBackend | None:
    backend = keyring.get_keyring()
    if isinstance(backend, ChainerBackend):
        # it would write to the first that takes it, so that one alone counts
        backend = next(iter(backend.backends), backend)
    module = type(backend).__module__
    return None if module.startswith(_UNSAFE_MODULES) else backend


def _delete(backend: KeyringBackend, service: str, account: str) -> None:
    try:
        backend.delete_password(service, account)
    except PasswordDeleteError:
        return  # there was none


def _answer(work: Callable[[], T]) -> T:
    """Do something with the keyring, in a thread of its own: without a desktop it may never answer.

    Such a thread is a daemon, the only kind in Postroom: nothing else can end a call that waits for
    a dialog which nobody can see.
    """
    done: list[T] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            done.append(work())
        except Exception as error:  # noqa: BLE001 - raised again by the caller's thread
            failed.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(_ANSWER_SECONDS)
    if failed:
        raise _translated(failed[0]) from failed[0]
    if not done:
        raise RejectedError(f"The keyring does not answer. {_ADVICE}")
    return done[0]


def _translated(error: Exception) -> PostroomError:
    if isinstance(error, KeyringLocked):
        return AuthError("The keyring is locked; unlock it and try again.")
    if isinstance(error, KeyringError):
        return RejectedError(f"The keyring failed ({type(error).__name__}). {_ADVICE}")
    # Backends talk to D-Bus and to system libraries, and let nearly anything through.
    return RejectedError(f"The keyring cannot be used ({type(error).__name__}). {_ADVICE}")
