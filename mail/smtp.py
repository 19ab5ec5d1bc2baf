"""Speaking SMTP: for now, whether an account's server lets us in."""

import base64
import smtplib
import ssl
from contextlib import suppress

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.errors import AuthError, RejectedError, TransientError

_SECONDS = 15.0
_SUBMISSION = 587


def check_smtp(settings: AccountSettings, password: str) -> None:
    """Connect, secure and log in, then leave; nothing is sent.

    Where the server offers no AUTH (a relay on this machine), connecting is all there is to check.
    Raises `AuthError` when the log-in is refused, `RejectedError` when TLS or the server make it
    impossible, `TransientError` when trying again later makes sense. Nothing secret is said before
    a connection is secured as the settings ask.
    """
    server = settings.smtp
    if server is None:
        raise RejectedError(f"The account {settings.name} has no server for sending.")
    if settings.security is Security.NONE and not server.is_loopback:
        raise RejectedError(f"A connection to {server.host} must be protected.")
    try:
        client = _connect(server, settings.security)
        try:
            client.ehlo_or_helo_if_needed()
            if client.has_extn("auth"):
                _log_in(client, settings.user, password)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:
            raise TransientError(f"{server} accepts no log-in now.") from error
        raise AuthError(f"{server} refused the user name or password.") from error
    except ssl.SSLCertVerificationError as error:
        raise RejectedError(
            f"The certificate of {server} is not valid: {error.verify_message}."
        ) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise RejectedError(f"{server} offers no connection that is protected as asked.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise TransientError(f"{server} cannot be reached: {error}.") from error


def _connect(server: Endpoint, security: Security) -> smtplib.SMTP:
    # TLS on the submission port is begun by STARTTLS (RFC 8314, 3.3), and must succeed as well.
    if security is Security.TLS and server.port != _SUBMISSION:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    client = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    if security is not Security.NONE:
        try:
            _start_tls(client, server)
        except BaseException:
            client.close()
            raise
    return client


def _start_tls(client: smtplib.SMTP, server: Endpoint) -> None:
    """Secure the connection (RFC 3207).

    As `smtplib` does it, except that bytes which came before TLS end it: they were sent by somebody
    who wants them to be taken for the secured server's.
    """
    client.ehlo_or_helo_if_needed()
    if not client.has_extn("starttls"):
        raise smtplib.SMTPNotSupportedError("The server offers no STARTTLS.")
    code, _ = client.docmd("STARTTLS")
    if code != 220:
        raise smtplib.SMTPNotSupportedError("The server refuses STARTTLS.")
    assert client.sock is not None and client.file is not None  # noqa: S101, PT018 - it answered
    client.sock.setblocking(False)  # noqa: FBT003 - the socket's own signature
    early = client.file.peek(1)
    client.sock.settimeout(_SECONDS)
    if early:
        raise RejectedError(f"{server} spoke between STARTTLS and TLS; that is an attack.")
    context = ssl.create_default_context()
    client.sock = context.wrap_socket(client.sock, server_hostname=server.host)
    client.file.close()
    client.file = None
    client.helo_resp = client.ehlo_resp = None  # nothing from before TLS counts
    client.esmtp_features = {}
    client.does_esmtp = False


def _log_in(client: smtplib.SMTP, user: str, password: str) -> None:
    if "PLAIN" in client.esmtp_features["auth"].upper().split():
        secret = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
        code, words = client.docmd("AUTH", f"PLAIN {secret}")
        if code not in {235, 503}:  # the latter: we are logged in already
            raise smtplib.SMTPAuthenticationError(code, words)
    elif (user + password).isascii():
        client.login(user, password)
    else:
        raise RejectedError("The server for sending takes only ASCII letters in a log-in.")
