"""A real Dovecot for one test or module; see `app.bench.dovecot`, which benchmarks share."""

from app.bench.dovecot import PASSWORD, Dovecot, give_to_mail_user, launch_dovecot
from tests.support.certificates import Certificate
from tests.support.programs import require_program

__all__ = ["PASSWORD", "Dovecot", "give_to_mail_user", "start_dovecot"]


def start_dovecot(
    certificate: Certificate | None = None,
    *,
    capability: str | None = None,
    special_use: bool = True,
    compress: bool = False,
) -> Dovecot:
    """Start a server; without Dovecot the test fails in CI and is skipped elsewhere."""
    return launch_dovecot(
        require_program("dovecot", "dovecot-imapd"),
        certificate,
        capability=capability,
        special_use=special_use,
        compress=compress,
    )
