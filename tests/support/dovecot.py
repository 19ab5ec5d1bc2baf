"""A real Dovecot for one test or module; see `app.bench.dovecot`, which benchmarks share."""

import base64
import hashlib
import hmac
import json
import time

from app.bench.dovecot import PASSWORD, Dovecot, give_to_mail_user, launch_dovecot
from tests.support.certificates import Certificate
from tests.support.programs import require_program

__all__ = ["PASSWORD", "Dovecot", "give_to_mail_user", "start_dovecot", "token_for"]

_TOKEN_KEY = b"signs the tokens of a test"


def start_dovecot(
    certificate: Certificate | None = None,
    *,
    capability: str | None = None,
    special_use: bool = True,
    compress: bool = False,
    tokens: bool = False,
) -> Dovecot:
    """Start a server; without Dovecot the test fails in CI and is skipped elsewhere.

    ``tokens``: it also lets in who has a `token_for` a user, unless it is 2.4 or later.
    """
    return launch_dovecot(
        require_program("dovecot", "dovecot-imapd"),
        certificate,
        capability=capability,
        special_use=special_use,
        compress=compress,
        token_key=_TOKEN_KEY if tokens else None,
    )


def token_for(user: str, *, seconds: int = 3600) -> str:
    """Make an access token (a JWT, RFC 7519) that lets a user in for some time from now on."""
    now = int(time.time_ns() / 1e9)
    head = {"alg": "HS256", "typ": "JWT"}
    claims = {"sub": user, "iat": now - 60, "nbf": now - 60, "exp": now + seconds}
    signed = ".".join(_coded(json.dumps(part).encode()) for part in (head, claims))
    proof = hmac.new(_TOKEN_KEY, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_coded(proof)}"


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
