"""A server for sending that is none: it keeps what it is given, and fails as a test says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.domain.accounts import Account
from app.domain.errors import RejectedError
from app.domain.outgoing import Envelope, Handed, Handing, Refusal
from mail.compose_headers import header_address, needs_utf8
from mail.smtp_wire import BareLineEndError, stuffed
from tests.support.scripted_server import PASSWORD, TOKEN


@dataclass(frozen=True, slots=True)
class Delivered:
    """A letter that the server took."""

    sender: str
    recipients: tuple[str, ...]
    letter: bytes


@dataclass
class FakeSender:
    """`app.domain.ports.MailSender` in memory; change its fields between letters."""

    password: str = PASSWORD
    offline: bool = False
    limit: int = 0
    """Bytes that a letter may have; 0 for any number."""
    knows_utf8: bool = True
    refused: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Recipients with the reply that they get."""
    answer: tuple[int, str] | None = (250, "2.0.0 taken")
    """To the end of a letter; None for silence, after which the server has it all the same."""
    on_delivery: Callable[[Delivered], None] = lambda _: None
    """Called with each letter that is taken, as a server files a copy in Sent."""
    delivered: list[Delivered] = field(default_factory=list)
    asked: int = 0
    """How often a letter was to be handed over."""
    closed: bool = False

    def hand_over(
        self,
        account: Account,
        password: str,
        envelope: Envelope,
        letter: Callable[[], Iterable[bytes]],
        size: int,
        *,
        about_to: Callable[[], None],
    ) -> Handed:
        self.asked += 1
        try:
            sender = header_address(envelope.sender) if envelope.sender else ""
            to = tuple(dict.fromkeys(map(header_address, envelope.recipients)))
        except RejectedError as error:
            return Handed(Handing.REFUSED, said=str(error))
        no = self._no(account, password, (sender, *to), size)
        if no is not None:
            return no
        refusals = [
            Refusal(each, self.refused[each][0], f"{self.refused[each][0]} {self.refused[each][1]}")
            for each in to
            if each in self.refused
        ]
        if refusals:
            worst = max(refusals, key=lambda refusal: refusal.code)
            outcome = Handing.REFUSED if worst.code >= 500 else Handing.RETRY
            return Handed(outcome, worst.code, worst.said, tuple(refusals))
        about_to()
        return self._take(sender, to, letter, size)

    def close(self) -> None:
        self.closed = True

    def _no(
        self, account: Account, password: str, people: Iterable[str], size: int
    ) -> Handed | None:
        if account.settings.smtp is None:
            return Handed(Handing.REFUSED, said="The account has no server for sending.")
        if self.offline or self.closed:
            return Handed(Handing.RETRY, said="Nothing accepts connections there.")
        if password != (TOKEN if account.settings.token_command else self.password):
            return Handed(Handing.NO_ACCESS, 535, "535 5.7.8 no")
        if self.limit and size > self.limit:
            return Handed(Handing.REFUSED, said="The letter is too large.", too_large=True)
        if not self.knows_utf8 and any(map(needs_utf8, people)):
            return Handed(Handing.REFUSED, said="The server knows no such addresses.")
        return None

    def _take(
        self,
        sender: str,
        to: tuple[str, ...],
        letter: Callable[[], Iterable[bytes]],
        size: int,
    ) -> Handed:
        try:
            raw = b"".join(letter())
            list(stuffed([raw]))
        except RejectedError as error:
            return Handed(Handing.REFUSED, said=str(error))
        except BareLineEndError:
            return Handed(Handing.REFUSED, said="The letter holds odd line ends.")
        if len(raw) != size:
            return Handed(Handing.REFUSED, said="The letter is not as long as it should be.")
        if self.answer is not None and self.answer[0] >= 400:
            code, words = self.answer
            outcome = Handing.REFUSED if code >= 500 else Handing.RETRY
            return Handed(outcome, code, f"{code} {words}")
        self.delivered.append(Delivered(sender, to, raw))
        self.on_delivery(self.delivered[-1])
        if self.answer is None:
            return Handed(Handing.UNSURE, said="No answer came.")
        return Handed(Handing.ACCEPTED, self.answer[0], f"{self.answer[0]} {self.answer[1]}")
