"""Speaking SMTP: for now, whether an account's server lets us in."""

import smtplib
import ssl
from contextlib import suppress

from app.domain.accounts import AccountSettings, Security
from app.domain.errors import AuthError, RejectedError, TransientError

_SECONDS = 15.0
_SUBMISSION = 587


def check_smtp(settings: AccountSettings, password: str) -> None:
    """Connect, secure and log in, then leave; nothing is sent.

    Where the server offers no AUTH (a relay on this machine), connecting is all there is to check.
    Raises `AuthError` when the log-in is refused, `RejectedError` when TLS or the server make it
    impossible, `TransientError` when trying again later makes sense.
    """
    server = settings.smtp
    if server is None:
        raise RejectedError(f"The account {settings.name} has no server for sending.")
    if settings.security is Security.NONE and not server.is_loopback:
        raise RejectedError(f"A connection to {server.host} must be protected.")
    try:
        # TLS on the submission port is begun by STARTTLS (RFC 8314, 3.3), and must succeed as well.
        direct = settings.security is Security.TLS and server.port != _SUBMISSION
        if direct:
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_SECONDS, context=ssl.create_default_context()
            )
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
        try:
            if settings.security is not Security.NONE and not direct:
                client.starttls(context=ssl.create_default_context())
            client.ehlo_or_helo_if_needed()
            if client.has_extn("auth"):
                client.login(settings.user, password)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
    except smtplib.SMTPAuthenticationError as error:
        raise AuthError(f"{server} refused the user name or password.") from error
    except ssl.SSLCertVerificationError as error:
        raise RejectedError(
            f"The certificate of {server} is not valid: {error.verify_message}."
        ) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise RejectedError(f"{server} offers no connection that is protected as asked.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise TransientError(f"{server} cannot be reached: {error}.") from error
