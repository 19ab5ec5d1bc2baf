"""Trying and connecting mailboxes for the window: log in, add the account, keep the password."""

import logging
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import Protocol

from app.domain.accounts import Account, AccountSettings, FolderRole
from app.domain.certificates import Presented
from app.domain.errors import AuthError, PostroomError, Reason, TransientError
from app.domain.events import DeviceId
from app.domain.ids import AccountId
from app.domain.ports import Clock, Vault
from app.runtime.logins import Logins, SecretOf, logged_in
from app.services.checks import Check, Connected, Outcome, Step

_LOG = logging.getLogger(__name__)


class SessionVault:
    """Passwords of this run before those of a lasting vault (`app.domain.ports.Vault`).

    Any thread. A password that the lasting vault refuses stays known until the program ends.
    """

    def __init__(self, lasting: Vault) -> None:
        self._lasting = lasting
        self._lock = Lock()
        self._known: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        """Return the password given in this run, else the lasting one, else None."""
        with self._lock:
            known = self._known.get(account)
        return known if known is not None else self._lasting.get(account)

    def put(self, account: str, secret: str) -> None:
        """Keep a password for good; raises what the lasting vault raises, and knows it even so."""
        self.remember(account, secret)
        self._lasting.put(account, secret)

    def remember(self, account: str, secret: str | None) -> str | None:
        """Know a password until the program ends, or with None forget it; return the one before.

        The lasting vault is not touched.
        """
        with self._lock:
            before = self._known.pop(account, None)
            if secret is not None:
                self._known[account] = secret
        return before

    def remove(self, account: str) -> None:
        """Forget a password everywhere."""
        self.remember(account, None)
        self._lasting.remove(account)


class AccountBook(Protocol):
    """Where accounts are stored; each call waits, and raises `PostroomError` having done nothing.

    What is stored is followed from then on.
    """

    def add(self, settings: AccountSettings) -> None:
        """Store a new account."""
        ...

    def change(self, account: AccountId, settings: AccountSettings) -> None:
        """Store other settings of an account."""
        ...

    def remove(self, account: AccountId) -> tuple[DeviceId, str]:
        """Remove an account with everything that is here of it.

        Returns device and team whose keys may be in the vault, each ``""`` for none.
        """
        ...

    def look_again(self, name: str) -> None:
        """Connect an account anew: its password may be another one."""
        ...

    def known_certificate(self, account: AccountId) -> tuple[str, int] | None:
        """Fingerprint that the server showed when all was well, and when that was last."""
        ...


class Mailboxes:
    """What `ui.ports.Mailboxes` asks, over real servers. Worker threads only: all calls wait.

    Where the settings have a ``token_command``, passwords given beside them mean nothing.
    """

    def __init__(
        self, book: AccountBook, vault: SessionVault, clock: Clock, logins: Logins
    ) -> None:
        self._book = book
        self._vault = vault
        self._clock = clock
        self._logins = logins

    def check(self, settings: AccountSettings, password: str) -> list[Check]:
        """Log in to both servers; trouble is an answer, not an exception."""
        account = Account(AccountId(0), settings)
        return account_checks(account, self._logins.trial(password), self._clock)

    def connect(self, settings: AccountSettings, password: str) -> Connected:
        """Add the account and keep its password. Raises `PostroomError`; nothing is added then."""
        name = settings.name
        if settings.token_command:
            self._book.add(settings)
            return self._without_password(name)
        # The account is followed from the moment it is stored, so its password comes first; the
        # keyring comes last, so that a name that is taken never loses its own password.
        before = self._vault.remember(name, password)
        try:
            self._book.add(settings)
        except BaseException:
            self._vault.remember(name, before)
            raise
        return self._keep(name, password)

    def password(self, name: str) -> str | None:
        """Return the password that is kept for a mailbox, to try other settings with it."""
        return self._vault.get(name)

    def change(self, account: Account, password: str) -> Connected:
        """Store other settings and the password of a mailbox, and connect it anew.

        Raises `PostroomError`; nothing is changed then.
        """
        name = account.settings.name
        if account.settings.token_command:
            self._book.change(account.id, account.settings)
            self._book.look_again(name)
            return self._without_password(name)
        before = self._vault.remember(name, password)
        try:
            self._book.change(account.id, account.settings)
        except BaseException:
            self._vault.remember(name, before)
            raise
        kept = self._keep(name, password)
        self._book.look_again(name)
        return kept

    def remove(self, account: Account) -> None:
        """Remove a mailbox with its letters, tickets and secrets here; the server keeps all.

        A password that a keyring does not let go is no reason to keep the mailbox: raises
        `PostroomError` after everything else is gone.
        """
        from mail.journal_keys import TeamId  # noqa: PLC0415 - rarely needed
        from mail.journal_secrets import JournalSecrets  # noqa: PLC0415

        device, team = self._book.remove(account.id)
        self._vault.remove(account.settings.name)
        JournalSecrets(self._vault).forget(device, TeamId(team))

    def certificate(self, account: Account) -> Presented:
        """Fetch the certificate that the server shows now; nothing secret is sent."""
        from mail.certificates import presented  # noqa: PLC0415 - rarely needed

        found = presented(account.settings)
        known = self._book.known_certificate(account.id)
        return replace(found, known=known[0], known_since=known[1]) if known else found

    def _without_password(self, name: str) -> Connected:
        """Forget the password that a mailbox may have had; nothing is waiting for that."""
        try:
            self._vault.remove(name)
        except PostroomError as error:
            _LOG.info("A password that is not used any more stays in the keyring: %s", error)
        return Connected(password_kept=True, detail="")

    def _keep(self, name: str, password: str) -> Connected:
        try:
            self._vault.put(name, password)
        except PostroomError as error:
            return Connected(password_kept=False, detail=str(error))
        return Connected(password_kept=True, detail="")


def account_checks(account: Account, secret_of: SecretOf, clock: Clock) -> list[Check]:
    """Log in to an account's servers, within their time limits; nothing is sent or changed.

    Where there is nothing to log in with, that is all that is found.
    """
    from mail.imap import ImapServerFactory  # noqa: PLC0415 - the window starts without it
    from mail.smtp import check_smtp  # noqa: PLC0415

    settings = account.settings
    try:
        secret = secret_of(account)
    except PostroomError as error:
        return [_failed(Step.SECRET, settings.name, error)]
    log_in = partial(logged_in, account, secret_of, first=secret)
    checks: list[Check] = []
    if settings.imap is not None:
        place = str(settings.imap)
        try:
            server = log_in(partial(ImapServerFactory(clock).connect, account))
            try:
                folders = server.folders()
            finally:
                server.close()
        except PostroomError as error:
            checks.append(_failed(Step.IMAP, place, error))
        else:
            said = (
                f"logged in at {settings.imap} ({settings.security.value}), {len(folders)} folders"
            )
            checks.append(Check(Step.IMAP, Outcome.FINE, place, said))
            sent = next((f.name for f in folders if f.role is FolderRole.SENT), None)
            checks.append(
                Check(Step.SENT, Outcome.FINE, sent, f"“{sent}”")
                if sent
                else Check(Step.SENT, Outcome.MISSING, "", "no folder for sent mail was found")
            )
    if settings.smtp is not None:
        place = str(settings.smtp)
        try:
            log_in(partial(check_smtp, settings))
        except PostroomError as error:
            checks.append(_failed(Step.SMTP, place, error))
        else:
            checks.append(Check(Step.SMTP, Outcome.FINE, place, f"logged in at {settings.smtp}"))
    return checks


def _failed(step: Step, place: str, error: PostroomError) -> Check:
    match error:
        case _ if error.reason in (Reason.TOKEN_REFUSED, Reason.TOKEN_PROGRAM):
            outcome = Outcome.TOKEN
        case AuthError():
            outcome = Outcome.PASSWORD
        case TransientError():
            outcome = Outcome.UNREACHABLE
        case _:
            outcome = Outcome.REJECTED
    return Check(step, outcome, place, str(error))
