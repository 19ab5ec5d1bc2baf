"""SMTP (RFC 5321, 6409): hands letters over, and tells exactly how that ended.

What decides is the end mark of a letter, a line with a dot. Before any of it was said the server
cannot have the letter, whatever happened to the connection; afterwards only its answer tells.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from app.domain.accounts import Account, AccountSettings, Endpoint
from app.domain.errors import PostroomError, RejectedError
from app.domain.hindrances import Hindrance
from app.domain.outgoing import Envelope, Handed, Handing
from mail.compose_headers import header_address
from mail.imap_sockets import OpenSockets
from mail.smtp_judging import (
    above_limit,
    are_too_many,
    judged,
    lost,
    means_too_many,
    no_way,
    partly_refused,
    sensible,
    why,
)
from mail.smtp_session import (
    HURRIED,
    Patience,
    RefusedError,
    SmtpSession,
    as_ours,
    checked_server,
    expect,
)
from mail.smtp_wire import BareLineEndError, NonsenseError, Reply, stuffed
from mail.smtp_words import explain

__all__ = ["Patience", "SmtpSender", "check_smtp"]

_END = b".\r\n"
_LAST_WORDS = 2.0
"""Seconds in which a server that cut us off may say why."""
_TROUBLE = (OSError, NonsenseError, RefusedError)


def check_smtp(settings: AccountSettings, password: str) -> None:
    """Connect, secure and log in, then leave; nothing is sent.

    Where the server offers no AUTH (a relay on this machine), connecting is all there is to check.
    Raises `AuthError` when the log-in is refused, `RejectedError` when TLS or the server make it
    impossible, `TransientError` when trying again later makes sense. Nothing secret is said before
    a connection is secured as the settings ask.
    """
    server = checked_server(settings, password)
    try:
        session = SmtpSession.open(settings, password, OpenSockets(), HURRIED)
    except (*_TROUBLE, PostroomError) as error:
        raise as_ours(server, error) from error
    session.leave()


@dataclass(frozen=True, slots=True)
class _Way:
    """An envelope as it is said."""

    sender: str
    recipients: tuple[str, ...]
    otherwise: str
    """The sender for a server that refuses the null sender; ``""`` for none."""

    @property
    def utf8(self) -> bool:
        """Whether an address needs SMTPUTF8."""
        return not all(address.isascii() for address in (self.sender, *self.recipients))

    def named(self) -> "_Way":
        """Return the same with a sender who has an address."""
        return replace(self, sender=self.otherwise, otherwise="")


class SmtpSender:
    """Hands letters over, each on a connection of its own; see `app.domain.ports.MailSender`."""

    def __init__(self, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._sockets = OpenSockets()
        self._want_names: set[Endpoint] = set()
        """Servers that refused the null sender."""

    def close(self) -> None:
        """End what is under way, from any thread; nothing can be handed over afterwards."""
        self._sockets.close()

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
        """Hand one letter over; see `app.domain.ports.MailSender`.

        ``said`` begins with the reply's code where the words are the server's. An exception out of
        ``letter`` that is no `RejectedError` goes to the caller as well; nothing is handed over.
        """
        settings = account.settings
        try:
            server = checked_server(settings, password)
            way = _way(envelope)
        except RejectedError as error:
            return Handed(Handing.REFUSED, said=str(error))
        try:
            session = SmtpSession.open(settings, password, self._sockets, self._patience)
        except (*_TROUBLE, PostroomError) as error:
            return no_way(server, error)
        if way.otherwise and server in self._want_names:
            way = way.named()
        try:
            delivery = _Delivery(session, way, size)
            handed = delivery.run(letter, about_to)
            if way.otherwise and delivery.wants_name(handed):
                self._want_names.add(server)
                handed = delivery.again(letter, about_to)
            return handed
        finally:
            session.leave()


class _Delivery:
    """One letter on one open session."""

    def __init__(self, session: SmtpSession, way: _Way, size: int) -> None:
        self._session = session
        self._way = way
        self._size = size
        self._told = False
        """Whether the caller knows that the letter leaves next."""
        self._at_sender = False
        """Whether it ended with what the server said to the sender."""

    def wants_name(self, handed: Handed) -> bool:
        """Whether the letter was refused because its sender is nobody; it went to nobody."""
        if handed.outcome is not Handing.REFUSED or handed.code < 500 or handed.too_large:
            return False
        hindrance = explain(handed.said, handed.code).hindrance
        return self._at_sender or hindrance is Hindrance.SENDER_REFUSED

    def again(self, letter: Callable[[], Iterable[bytes]], about_to: Callable[[], None]) -> Handed:
        """Try once more, on the same connection, with a sender who has an address."""
        self._way = self._way.named()
        self._forget()
        return self.run(letter, about_to)

    def run(self, letter: Callable[[], Iterable[bytes]], about_to: Callable[[], None]) -> Handed:
        try:
            pieces = iter(letter())
            first = next(pieces, b"")
            handed = self._unfit(first)
            if handed is None:
                handed = self._envelope(first)
        except RejectedError as error:
            return Handed(Handing.REFUSED, said=str(error))
        except (OSError, NonsenseError) as error:
            return lost(self._session.server, error)
        if handed is not None:
            return handed
        if not self._told:
            about_to()
            self._told = True
        return self._data(chain((first,), pieces))

    # -- what can be told before anything is said

    def _unfit(self, first: bytes) -> Handed | None:
        offers = self._session.offers
        limit = offers.get("SIZE", "")
        if limit.isdecimal() and 0 < int(limit) < self._size:
            words = (
                f"The letter has {_megabytes(self._size)}, and {self._session.server} takes "
                f"at most {_megabytes(int(limit))}."
            )
            return Handed(Handing.REFUSED, said=words, too_large=True)
        if self._needs_utf8(first) and "SMTPUTF8" not in offers:
            strange = [a for a in (self._way.sender, *self._way.recipients) if not a.isascii()]
            named = f" ({', '.join(strange)})" if strange else ""
            words = (
                f"{self._session.server} does not take addresses that have other than English "
                f"letters before the @{named}."
            )
            return Handed(Handing.REFUSED, said=words)
        return None

    def _needs_utf8(self, first: bytes) -> bool:
        return self._way.utf8 or not first.partition(b"\r\n\r\n")[0].isascii()

    # -- the envelope

    def _envelope(self, first: bytes) -> Handed | None:
        """Say sender and recipients; return how it ended where that was the end."""
        reply = self._session.command(self._mail(first))
        self._at_sender = reply.code != 250
        if self._at_sender:
            return judged(sensible(reply))
        taken = 0
        refusals: list[tuple[str, Reply]] = []
        for recipient in self._way.recipients:
            reply = self._session.command(f"RCPT TO:<{recipient}>")
            if reply.code in (250, 251, 252):
                taken += 1
            elif reply.code == 421:
                return judged(reply)
            else:
                refusals.append((recipient, sensible(reply)))
        if not refusals:
            return None
        if taken:
            self._forget()
        # whatever became of the connection: nobody got anything
        if taken and are_too_many(refusals, self._way.recipients):
            return above_limit(refusals[0][1], taken, len(self._way.recipients))
        return partly_refused(refusals)

    def _mail(self, first: bytes) -> str:
        offers = self._session.offers
        words = [f"MAIL FROM:<{self._way.sender}>"]
        if "SIZE" in offers:
            words.append(f"SIZE={self._size}")
        utf8 = self._needs_utf8(first)
        if "8BITMIME" in offers and (utf8 or not first.isascii()):
            words.append("BODY=8BITMIME")
        if utf8:
            words.append("SMTPUTF8")
        return " ".join(words)

    def _forget(self) -> None:
        """Take back what was said of the envelope, so that nobody gets anything."""
        with contextlib.suppress(OSError, NonsenseError):
            self._session.command("RSET")

    # -- the letter

    def _data(self, pieces: Iterator[bytes]) -> Handed:
        server = self._session.server
        try:
            expect(self._session.command("DATA"), 354)
        except RefusedError as error:
            if len(self._way.recipients) > 1 and means_too_many(error.reply):
                return Handed(Handing.REFUSED, error.reply.code, error.reply.said)
            return judged(error.reply)
        except (OSError, NonsenseError) as error:
            return lost(server, error)
        try:
            self._say(pieces)
        except (RejectedError, BareLineEndError) as error:
            # the end mark was not said: hanging up now, the server has to forget the rest
            self._session.wire.close()
            words = str(error) or "The letter holds line ends that servers read in different ways."
            return Handed(Handing.REFUSED, said=words)
        except (OSError, NonsenseError) as error:
            return self._cut_off(error)
        except BaseException:
            self._session.wire.close()
            raise
        return self._end(server)

    def _say(self, pieces: Iterator[bytes]) -> None:
        """Say all of the letter but its end mark."""
        wire, seconds = self._session.wire, self._session.patience.data
        counted = _Counted(pieces)
        for piece in stuffed(counted):
            wire.say(piece, seconds)
        if counted.bytes != self._size:
            raise RejectedError(
                f"The letter has {counted.bytes} bytes and not {self._size} as it should."
            )
        if wire.unasked():
            raise NonsenseError("it spoke before the letter was over")

    def _cut_off(self, error: Exception) -> Handed:
        """Judge a connection that failed, or a server that spoke, before the end mark."""
        try:
            reply = self._session.wire.reply(_LAST_WORDS)
        except (OSError, NonsenseError):
            return lost(self._session.server, error)
        finally:
            self._session.wire.close()
        if reply.code >= 400:
            return judged(reply)
        # what it took for the end of the letter, only it knows
        return Handed(Handing.UNSURE, reply.code, reply.said)

    def _end(self, server: Endpoint) -> Handed:
        wire, patience = self._session.wire, self._session.patience
        try:
            wire.say(_END, patience.data)
            reply = wire.reply(patience.answer)
        except (OSError, NonsenseError) as error:
            words = f"{server} was given the whole letter and did not say whether it took it"
            return Handed(Handing.UNSURE, said=f"{words} ({why(error)}).")
        if 200 <= reply.code < 300:
            return Handed(Handing.ACCEPTED, reply.code, reply.said)
        if reply.code < 400:
            return Handed(Handing.UNSURE, reply.code, reply.said)
        return judged(reply)


class _Counted:
    """Pieces, and how many bytes they had."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.bytes += len(piece)
            yield piece


def _way(envelope: Envelope) -> _Way:
    recipients = tuple(dict.fromkeys(map(header_address, envelope.recipients)))
    if not recipients:
        raise RejectedError("The letter has no recipient.")
    sender, otherwise = (
        header_address(address) if address else ""
        for address in (envelope.sender, envelope.otherwise)
    )
    return _Way(sender, recipients, otherwise)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
