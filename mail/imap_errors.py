"""What goes wrong while talking to an IMAP server, in our five error classes and in plain words."""

import contextlib
import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator

from app.domain.accounts import Endpoint
from app.domain.errors import AuthError, PostroomError, Reason, RejectedError, TransientError
from mail import quirks
from mail.cleantext import without_tokens
from mail.imap_stream import CONFUSING, UnsafeServerError
from mail.quirks import Refusal

_PREFIX = re.compile(r"^(?:\w+ (?:failed|command error):\s*|command: \w+ => )+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(words: object) -> str:
    """Make a server's words safe to show: one line, no control or bidi characters, bounded."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    text = _PREFIX.sub("", _UNPRINTABLE.sub(" ", text)).strip()
    return text[:300]


@contextlib.contextmanager
def translated(server: Endpoint, hang_up: Callable[[], None]) -> Iterator[None]:
    """Turn foreign exceptions into ours; ``hang_up`` is called where the connection is lost."""
    try:
        yield
    except PostroomError:
        raise
    except imaplib.IMAP4.abort as error:
        hang_up()
        raise TransientError(f"The connection to {server} broke: {plain(error)}.") from error
    except imaplib.IMAP4.error as error:
        raise _refused(str(error)) from error
    except (OSError, UnsafeServerError) as error:
        hang_up()
        raise _broken(server, error) from error
    except CONFUSING as error:
        hang_up()
        raise TransientError(
            f"{server} gave an answer that cannot be understood ({type(error).__name__}).",
            reason=Reason.NOT_UNDERSTOOD,
        ) from error


def greeting_failed(server: Endpoint, error: imaplib.IMAP4.error) -> PostroomError:
    """Judge a failure before anything was asked: no IMAP server, or one that sends us away."""
    words = plain(error)
    if quirks.refusal(words, Refusal.NEVER) is Refusal.NEVER and "BYE" not in words.upper():
        return RejectedError(f"{server} does not speak IMAP: {words}")
    return TransientError(f"{server} does not take connections now: {words}", reason=Reason.BUSY)


def login_refused(server: Endpoint, error: Exception, *, token: bool) -> PostroomError:
    """Judge a refused log-in, with an access token or with a password."""
    words = without_tokens(plain(error)) if token else plain(error)
    match quirks.refusal(words, Refusal.CREDENTIALS):
        case Refusal.LATER:
            return TransientError(f"{server} accepts no log-in now: {words}", reason=Reason.BUSY)
        case Refusal.FULL:
            return TransientError(f"{server} accepts no log-in now: {words}", reason=Reason.QUOTA)
        case Refusal.NEVER:
            return RejectedError(f"{server} will not accept this log-in: {words}")
        case _ if token:
            return token_refused(server, words)
        case Refusal.WEB_LOGIN:
            return AuthError(
                f"The provider wants you to log in with a web browser, or to make an app password "
                f"for Postroom. It says: {words}",
                reason=Reason.WEB_LOGIN,
            )
        case Refusal.CREDENTIALS:
            return AuthError(f"{server} refused the user name or password. It says: {words}")


def token_refused(server: Endpoint, words: str) -> AuthError:
    """Return the error for a server that does not take an access token, and what it says."""
    return AuthError(
        f"{server} refused the access token. It says: {words}", reason=Reason.TOKEN_REFUSED
    )


def _refused(words: str) -> PostroomError:
    said = plain(words)
    match quirks.refusal(said, Refusal.NEVER):
        case Refusal.LATER:
            return TransientError(f"The server cannot do this now: {said}", reason=Reason.BUSY)
        case Refusal.FULL:
            return TransientError(f"The mailbox is full: {said}", reason=Reason.QUOTA)
        case _:
            return RejectedError(f"The server refused: {said}")


def _broken(server: Endpoint, error: Exception) -> PostroomError:
    kind: type[PostroomError] = TransientError
    reason: Reason | None = None
    match error:
        case UnsafeServerError():
            kind, reason = RejectedError, Reason.INSECURE
            words = f"{error} Nothing secret was sent to {server}."
        case ssl.SSLCertVerificationError():
            why = plain(error.verify_message)
            words = (
                f"The certificate of {server} cannot be trusted: {why}. Nothing secret was sent."
            )
            kind, reason = RejectedError, Reason.CERTIFICATE
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            words = f"{server} closed the secured connection."
        case ssl.SSLError():
            words = (
                f"No secured connection to {server} is possible ({plain(error.reason)}). "
                "Port 993 is usual for tls, port 143 for starttls."
            )
            kind, reason = RejectedError, Reason.INSECURE
        case socket.gaierror():
            words = f"The name {server.host} was not found; is this computer online?"
        case TimeoutError():
            words = f"{server} did not answer in time."
        case ConnectionRefusedError():
            words = f"Nothing accepts connections at {server}."
        case _:
            words = f"The connection to {server} failed: {plain(error)}."
    return kind(words, reason=reason)
