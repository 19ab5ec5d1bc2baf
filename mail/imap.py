"""IMAP (RFC 3501 and 9051): opens the connections behind `app.domain.ports.MailServer`.

They open folders read-only (EXAMINE), never mark a letter as seen (BODY.PEEK), bound what a server
can make us keep, and turn every failure into one of the five error classes with a sentence that a
person understands.
"""

import imaplib
import ssl
from collections.abc import Callable

from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.ports import Clock, MailServer
from mail import quirks
from mail.imap_client import GuardedClient, LoginError
from mail.imap_errors import greeting_failed, login_refused, translated
from mail.imap_server import ImapServer
from mail.imap_session import Session, holds_control
from mail.imap_sockets import OpenSockets
from mail.imap_stream import Timeouts
from mail.quirks import Feature

__all__ = ["ImapServer", "ImapServerFactory"]


class ImapServerFactory:
    """Opens IMAP connections; safe to share between threads."""

    def __init__(
        self,
        clock: Clock,
        timeouts: Timeouts | None = None,
        *,
        wanted: frozenset[Feature] | None = None,
        certificate_proved: Callable[[AccountId, bytes], None] | None = None,
    ) -> None:
        """``clock`` dates letters whose server gives no INTERNALDATE.

        ``wanted``: extensions to use where they are offered, else as `mail.quirks` thinks best.
        ``certificate_proved`` is told of the certificate (DER) of each server that was logged in
        to over TLS, on the thread that connects.
        """
        self._clock = clock
        self._timeouts = timeouts or Timeouts()
        self._wanted = wanted
        self._certificate_proved = certificate_proved
        self._sockets = OpenSockets()

    def connect(self, account: Account, password: str) -> MailServer:
        """Connect, secure and log in; see `app.domain.ports.MailServerFactory`.

        A token is sent under the same conditions as a password: secured, or to this machine.
        """
        settings = account.settings
        endpoint = _checked_endpoint(settings, password)
        with translated(endpoint, _nothing):
            try:
                client = GuardedClient(endpoint, settings.security, self._timeouts, self._sockets)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise greeting_failed(endpoint, error) from error
        try:
            _log_in(client, endpoint, settings, password)
            self._tell_certificate(account, client)
            wanted = self._wanted
            if wanted is None:
                wanted = quirks.worth_using(on_this_machine=endpoint.is_loopback)
            return ImapServer(Session(client, endpoint, wanted), self._clock)
        except BaseException:
            client.wire.hang_up()
            raise

    def _tell_certificate(self, account: Account, client: GuardedClient) -> None:
        sock = client.wire.sock
        if self._certificate_proved is not None and isinstance(sock, ssl.SSLSocket):
            der = sock.getpeercert(binary_form=True)
            if der:
                self._certificate_proved(account.id, der)

    def close(self) -> None:
        """End attempts and connections, from any thread; nothing can be opened afterwards."""
        self._sockets.close()


def _log_in(
    client: GuardedClient, endpoint: Endpoint, settings: AccountSettings, secret: str
) -> None:
    with translated(endpoint, client.wire.hang_up):
        if settings.security is Security.STARTTLS:
            client.secure()
        try:
            if settings.token_command:
                client.log_in_with_token(settings.user, secret)
            else:
                client.log_in(settings.user, secret)
        except LoginError as error:
            if isinstance(error.__context__, imaplib.IMAP4.abort):
                raise error.__context__ from None
            token = bool(settings.token_command)
            raise login_refused(endpoint, error, token=token) from error


def _nothing() -> None:
    pass


def _checked_endpoint(settings: AccountSettings, password: str) -> Endpoint:
    endpoint = settings.imap
    if endpoint is None:
        raise RejectedError(f"The account {settings.name} has no mail server.")
    if settings.security is Security.NONE and not endpoint.is_loopback:
        raise RejectedError(
            f"Without TLS, only this machine itself may be connected, not {endpoint.host}. "
            "Choose tls or starttls."
        )
    if not endpoint.host or not 0 < endpoint.port < 65536:
        raise RejectedError(f"{endpoint} is no address of a server.")
    if holds_control(settings.user, password):
        raise RejectedError("User name, password or token hold a control character.")
    return endpoint
