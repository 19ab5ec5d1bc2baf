"""What an account logs in with: its password, or an access token that a program gives each time."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.accounts import Account
from app.domain.errors import AuthError, Reason
from app.domain.ports import Vault
from mail.token_program import TokenPrograms

T = TypeVar("T")

SecretOf = Callable[[Account], str]
"""Gives what an account logs in with; may wait for a keyring, a person or a program.

Raises `AuthError` where there is no password, and what `TokenPrograms.token` raises.
"""


class Logins:
    """Passwords of a vault, and tokens of programs; any thread, each call waits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._programs = TokenPrograms()

    def secret(self, account: Account) -> str:
        """Return an account's password, or a new token; a `SecretOf`."""
        name, command = account.settings.name, account.settings.token_command
        if command:
            return self._programs.token(command)
        password = self._vault.get(name)
        if password is None:
            raise AuthError(f"There is no password for the account {name}.")
        return password

    def trial(self, password: str) -> SecretOf:
        """Return the same for settings that are tried: this password, or the program's token."""

        def secret(account: Account) -> str:
            return self.secret(account) if account.settings.token_command else password

        return secret

    def close(self) -> None:
        """End programs that run, from any thread; none is asked afterwards."""
        self._programs.close()


def logged_in(
    account: Account, secret_of: SecretOf, attempt: Callable[[str], T], *, first: str | None = None
) -> T:
    """Log in by ``attempt``; a token that is refused may be an old one, so another is asked for.

    ``first`` is tried instead of a new secret. Raises what both functions raise.
    """
    secret = secret_of(account) if first is None else first
    try:
        return attempt(secret)
    except AuthError as error:
        if error.reason is not Reason.TOKEN_REFUSED:
            raise
    return attempt(secret_of(account))
