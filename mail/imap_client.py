"""The only module that imports imapclient: its client over our guarded connection, its parsers."""

import contextlib
import ssl
from base64 import b64encode
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError
from imapclient.imap_utf7 import decode as decode_name
from imapclient.imap_utf7 import encode as encode_name
from imapclient.response_parser import parse_fetch_response, parse_response

from app.domain.accounts import Endpoint, Security
from app.domain.errors import RejectedError
from mail.imap_fetch import FetchItem, FetchReader
from mail.imap_sockets import OpenSockets
from mail.imap_stream import CONFUSING, Timeouts, UnsafeServerError
from mail.imap_wire import FetchParts, GuardedImap
from mail.quirks import Feature, features

__all__ = ["GuardedClient", "LoginError", "decode_name", "encode_name", "read_unusual"]


class GuardedClient(IMAPClient):  # type: ignore[misc, unused-ignore]
    """IMAPClient over our guarded connection; it writes no traffic to any log."""

    def __init__(
        self, server: Endpoint, security: Security, timeouts: Timeouts, sockets: OpenSockets
    ) -> None:
        self._context = None if security is Security.NONE else tls_context()
        self._timeouts = timeouts
        self._sockets = sockets
        super().__init__(server.host, server.port, ssl=security is Security.TLS)
        self._imap.debug = 0
        self.folder_encode = False  # names are kept as the server wrote them

    def _create_IMAP4(self) -> GuardedImap:  # noqa: N802 - IMAPClient's name
        context = self._context if self.ssl else None
        return GuardedImap(self.host, self.port, context, self._timeouts, self._sockets)

    def _set_read_timeout(self) -> None:
        """Nothing to do: the connection below keeps its own time."""

    @property
    def wire(self) -> GuardedImap:
        """The connection below."""
        wire: GuardedImap = self._imap
        return wire

    def secure(self) -> None:
        """Do STARTTLS, which must succeed."""
        if "STARTTLS" not in self.wire.capabilities:
            raise UnsafeServerError(
                "The server offers no STARTTLS, or somebody on the way hides it."
            )
        self.wire.starttls(self._context)
        self._starttls_done = True
        self._cached_capabilities = None

    def log_in(self, user: str, password: str) -> None:
        """Log in by PLAIN (UTF-8) where offered, else by LOGIN where allowed."""
        offered = self.wire.capabilities
        self.wire.login_begins()
        if "AUTH=PLAIN" in offered:
            self._authenticate("PLAIN", f"\0{user}\0{password}")
        elif "LOGINDISABLED" in offered:
            raise UnsafeServerError("The server allows no log-in with a password.")
        elif not (user + password).isascii():
            raise UnsafeServerError("The server takes only ASCII letters in a log-in.")
        else:
            self.login(self.wire.quote(user), password)
        self._cached_capabilities = None

    def log_in_with_token(self, user: str, token: str) -> None:
        """Log in by XOAUTH2, the way of Google and Microsoft that others took over."""
        if "AUTH=XOAUTH2" not in self.wire.capabilities:
            server = Endpoint(self.host, self.port)
            raise RejectedError(f"{server} takes no log-in with an access token (XOAUTH2).")
        self.wire.login_begins()
        self._authenticate("XOAUTH2", f"user={user}\1auth=Bearer {token}\1\1")
        self._cached_capabilities = None

    def _authenticate(self, mechanism: str, words: str) -> None:
        at_once = Feature.SASL_IR in features(self.wire.capabilities)
        coded = b64encode(words.encode()).decode("ascii")
        typ, text = self.wire.log_in_by(mechanism, coded, at_once=at_once)
        if typ != "OK":
            raise LoginError(text)

    def take(self, kind: str) -> list[tuple[Any, ...]]:
        """Take the untagged answers of a kind, read by imapclient; unreadable ones are left out."""
        found, pieces = [], []
        for piece in self.wire.untagged_responses.pop(kind, []):
            pieces.append(piece)
            if isinstance(piece, bytes):  # else a literal, and its line goes on
                with contextlib.suppress(*CONFUSING, IMAPClientError):
                    found.append(parse_response(pieces))
                pieces = []
        return [answer for answer in found if answer]


def tls_context() -> ssl.SSLContext:
    """Verifying settings for a client; further authorities come by ``SSL_CERT_FILE``."""
    return ssl.create_default_context()


def read_unusual(parts: FetchParts, reader: FetchReader) -> FetchItem | None:
    """Read a FETCH answer with quoted or absent bodies, or several literals, by imapclient."""
    for values in parse_fetch_response(parts, normalise_times=False, uid_is_key=False).values():
        item = FetchItem(uid=values.get(b"UID"), size=values.get(b"RFC822.SIZE"))
        if date := values.get(b"INTERNALDATE"):
            item.received = int(date.timestamp())
        if (flags := values.get(b"FLAGS")) is not None:
            item.flags = reader.flags(
                b" ".join(str(f).encode() if isinstance(f, int) else f for f in flags)
            )
        for name, value in values.items():
            if name.startswith(b"BODY[") and value is not None:
                item.body = value if isinstance(value, bytes) else str(value).encode("ascii")
        return item
    return None
