"""Looking at the certificate that a mail server shows, whatever it is worth.

Nothing secret is sent. Used only to tell a person what stands in the way; mail is never fetched
over such a connection.
"""

import contextlib
import hashlib
import socket
import ssl
from datetime import UTC

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.certificates import Presented
from app.domain.errors import MalformedDataError, RejectedError, TransientError

_SECONDS = 10.0
_LONGEST_LINE = 4096


def presented(settings: AccountSettings) -> Presented:
    """Connect to the account's IMAP server, take its certificate, and hang up.

    Raises `TransientError` where the server cannot be reached, `RejectedError` where it secures
    nothing, `MalformedDataError` where what it shows is no certificate.
    """
    from cryptography import x509  # noqa: PLC0415 - slow to load, and rarely needed

    endpoint = settings.imap
    if endpoint is None or settings.security is Security.NONE:
        raise RejectedError("This account uses no certificate.")
    der = _fetch(endpoint, settings.security)
    fingerprint = fingerprint_of(der)
    try:
        certificate = x509.load_der_x509_certificate(der)
        subject = certificate.subject.rfc4514_string()
        issuer = certificate.issuer.rfc4514_string()
        first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    except ValueError as error:
        raise MalformedDataError("The server shows something that is no certificate.") from error
    return Presented(
        server=str(endpoint),
        subject=_printable(subject),
        issuer=_printable(issuer),
        valid_from=int(first.astimezone(UTC).timestamp()),
        valid_until=int(last.astimezone(UTC).timestamp()),
        fingerprint=fingerprint,
    )


def fingerprint_of(der: bytes) -> str:
    """SHA-256 as people compare it: ``AB:CD:…``."""
    return hashlib.sha256(der).digest().hex(":").upper()


def _fetch(endpoint: Endpoint, security: Security) -> bytes:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with contextlib.closing(
            socket.create_connection((endpoint.host, endpoint.port), timeout=_SECONDS)
        ) as plain:
            if security is Security.STARTTLS:
                _start_tls(plain)
            with context.wrap_socket(plain, server_hostname=endpoint.host) as secured:
                der = secured.getpeercert(binary_form=True)
    except OSError as error:
        raise TransientError(f"{endpoint} shows no certificate now: {error}.") from error
    if not der:
        raise RejectedError(f"{endpoint} shows no certificate.")
    return der


def _start_tls(plain: socket.socket) -> None:
    with plain.makefile("rb", buffering=0) as lines:
        lines.readline(_LONGEST_LINE)
        plain.sendall(b"a STARTTLS\r\n")
        if not lines.readline(_LONGEST_LINE).upper().startswith(b"A OK"):
            raise RejectedError("The server does not secure connections.")


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())[:300]
