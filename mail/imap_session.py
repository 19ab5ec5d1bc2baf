"""One logged-in IMAP connection: what was agreed on, how names are written, how errors come out."""

import contextlib
import imaplib
import re

from app.domain.accounts import Endpoint
from app.domain.errors import RejectedError, TransientError
from mail import quirks
from mail.imap_client import GuardedClient, decode_name, encode_name
from mail.imap_errors import translated
from mail.imap_wire import GuardedImap
from mail.quirks import Feature

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Session:
    """What the parts of one connection share. Not thread-safe: its worker owns it."""

    def __init__(
        self, client: GuardedClient, endpoint: Endpoint, wanted: frozenset[Feature]
    ) -> None:
        """Agree with the server on what of ``wanted`` it can do."""
        self.client = client
        self.opened: bytes | None = None
        """Name of the folder that is open, as the server writes it."""
        self.count = 0
        """Letters in it."""
        self._endpoint = endpoint
        self._raw_names: dict[str, bytes] = {}
        with self.talking():
            self.capabilities = frozenset(
                word.decode("ascii", "replace").upper() for word in client.capabilities()
            )
            self.features = quirks.features(self.capabilities) & wanted
            self._agree()

    def _agree(self) -> None:
        if Feature.COMPRESS in self.features:
            self.wire.compress()
        if Feature.QRESYNC in self.features:
            self.wire.ahead("ENABLE", "QRESYNC")
        elif self.features >= {Feature.ENABLE, Feature.CONDSTORE}:
            # else Dovecot's EXAMINE does not tell HIGHESTMODSEQ
            self.wire.ahead("ENABLE", "CONDSTORE")

    @property
    def greeting(self) -> str:
        """What the server said first."""
        welcome: object = self.wire.welcome
        return welcome.decode("utf-8", "replace") if isinstance(welcome, bytes) else ""

    @property
    def wire(self) -> GuardedImap:
        """The connection below."""
        return self.client.wire

    def talking(self) -> contextlib.AbstractContextManager[None]:
        """Turn what goes wrong inside into our errors; raises at once on a closed connection."""
        if self.wire.state == "LOGOUT":
            raise TransientError("The connection to the mail server is closed.")
        return translated(self._endpoint, self.wire.hang_up)

    def do_without(self, feature: Feature) -> None:
        """Note that the server does not do what it offers."""
        self.features -= {feature}

    def run(self, *command: str | bytes) -> None:
        """Give one command that must succeed, inside `talking`."""
        self.judge(self.wire.together([command])[0])

    @staticmethod
    def judge(answer: tuple[str, str]) -> None:
        """Raise `imaplib.IMAP4.error` for an answer that is not OK."""
        if answer[0] != "OK":
            raise imaplib.IMAP4.error(answer[1])

    def shown_name(self, raw: bytes) -> tuple[str, bool]:
        """Decode a folder's name, and tell whether it can be sent back to the server."""
        try:
            shown = decode_name(raw)
        except ValueError:
            shown = raw.decode("utf-8", "replace")
        reachable = raw.isascii() and not _CONTROL.search(raw.decode("latin-1"))
        if reachable:
            self._raw_names[shown] = raw
        return shown, reachable

    def raw_name(self, folder: str) -> bytes:
        """Write a folder's name as the server does. Raises `RejectedError` where none can."""
        raw = bytes(self._raw_names.get(folder) or encode_name(folder))
        # even encoded: servers repeat a name decoded in their answer, line breaks and all
        if _CONTROL.search(folder) or _CONTROL.search(raw.decode("latin-1")):
            raise RejectedError(f"The folder name {folder!r} cannot be used.")
        return raw

    def quoted(self, raw: bytes) -> str:
        """Write a name as part of a command."""
        return self.wire.quote(raw.decode("ascii"))


def holds_control(*texts: str) -> bool:
    """Whether any of these could end a line, or worse."""
    return any(_CONTROL.search(text) for text in texts)
