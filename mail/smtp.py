"""SMTP (RFC 5321, 6409): hands letters over, and tells exactly how that ended.

What decides is the end mark of a letter, a line with a dot. Before any of it was said the server
cannot have the letter, whatever happened to the connection; afterwards only its answer tells.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from app.domain.accounts import Account, AccountSettings, Endpoint
from app.domain.errors import AuthError, PostroomError, RejectedError
from app.domain.hindrances import Hindrance
from app.domain.outgoing import Envelope, Handed, Handing, Refusal
from mail.cleantext import one_line
from mail.compose_headers import header_address
from mail.imap_sockets import OpenSockets
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
_TOO_LARGE = ("5.2.3", "5.3.4")
_TROUBLE = (OSError, NonsenseError, RefusedError)


def check_smtp(settings: AccountSettings, password: str, *, token: bool = False) -> None:
    """Connect, secure and log in, then leave; nothing is sent.

    Where the server offers no AUTH (a relay on this machine), connecting is all there is to check.
    Raises `AuthError` when the log-in is refused, `RejectedError` when TLS or the server make it
    impossible, `TransientError` when trying again later makes sense. Nothing secret is said before
    a connection is secured as the settings ask.
    """
    server = checked_server(settings, password)
    try:
        session = SmtpSession.open(settings, password, OpenSockets(), HURRIED, token=token)
    except (*_TROUBLE, PostroomError) as error:
        raise as_ours(server, error) from error
    session.leave()


@dataclass(frozen=True, slots=True)
class _Way:
    """An envelope as it is said."""

    sender: str
    recipients: tuple[str, ...]
    utf8: bool


class SmtpSender:
    """Hands letters over, each on a connection of its own; see `app.domain.ports.MailSender`."""

    def __init__(
        self,
        patience: Patience | None = None,
        *,
        has_token: Callable[[Account], bool] = lambda _: False,
    ) -> None:
        """``has_token``: whether an account's secret is an OAuth token (XOAUTH2)."""
        self._patience = patience or Patience()
        self._has_token = has_token
        self._sockets = OpenSockets()

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
            session = SmtpSession.open(
                settings, password, self._sockets, self._patience, token=self._has_token(account)
            )
        except (*_TROUBLE, PostroomError) as error:
            return _no_way(server, error)
        try:
            return _Delivery(session, way, size).run(letter, about_to)
        finally:
            session.leave()


class _Delivery:
    """One letter on one open session."""

    def __init__(self, session: SmtpSession, way: _Way, size: int) -> None:
        self._session = session
        self._way = way
        self._size = size

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
            return _lost(self._session.server, error)
        if handed is not None:
            return handed
        about_to()
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
        if reply.code != 250:
            return _judged(_sensible(reply))
        taken = 0
        refusals: list[tuple[str, Reply]] = []
        for recipient in self._way.recipients:
            reply = self._session.command(f"RCPT TO:<{recipient}>")
            if reply.code in (250, 251, 252):
                taken += 1
            elif reply.code == 421:
                return _judged(reply)
            else:
                refusals.append((recipient, _sensible(reply)))
        if not refusals:
            return None
        if taken:
            self._forget()
        # whatever became of the connection: nobody got anything
        if taken and _are_too_many(refusals, self._way.recipients):
            return _above_limit(refusals[0][1], taken, len(self._way.recipients))
        return _partly_refused(refusals)

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
            if len(self._way.recipients) > 1 and _means_too_many(error.reply):
                return Handed(Handing.REFUSED, error.reply.code, error.reply.said)
            return _judged(error.reply)
        except (OSError, NonsenseError) as error:
            return _lost(server, error)
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
            return _lost(self._session.server, error)
        finally:
            self._session.wire.close()
        if reply.code >= 400:
            return _judged(reply)
        # what it took for the end of the letter, only it knows
        return Handed(Handing.UNSURE, reply.code, reply.said)

    def _end(self, server: Endpoint) -> Handed:
        wire, patience = self._session.wire, self._session.patience
        try:
            wire.say(_END, patience.data)
            reply = wire.reply(patience.answer)
        except (OSError, NonsenseError) as error:
            words = f"{server} was given the whole letter and did not say whether it took it"
            return Handed(Handing.UNSURE, said=f"{words} ({_why(error)}).")
        if 200 <= reply.code < 300:
            return Handed(Handing.ACCEPTED, reply.code, reply.said)
        if reply.code < 400:
            return Handed(Handing.UNSURE, reply.code, reply.said)
        return _judged(reply)


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
    sender = header_address(envelope.sender) if envelope.sender else ""
    utf8 = not all(address.isascii() for address in (sender, *recipients))
    return _Way(sender, recipients, utf8)


def _judged(reply: Reply) -> Handed:
    """Return how a letter ended with 4xx or 5xx; certainly nothing was sent."""
    if reply.code < 500:
        return Handed(Handing.RETRY, reply.code, reply.said)
    if reply.code in (530, 535):
        return Handed(Handing.NO_ACCESS, reply.code, reply.said)
    too_large = reply.enhanced in _TOO_LARGE if reply.enhanced else reply.code in (523, 552)
    return Handed(Handing.REFUSED, reply.code, reply.said, too_large=too_large)


def _partly_refused(refusals: list[tuple[str, Reply]]) -> Handed:
    """Return the answer where recipients were refused: for good if any was, else for now."""
    first = next((r for _, r in refusals if r.code >= 500), refusals[0][1])
    named = tuple(Refusal(address, r.code, r.said) for address, r in refusals)
    handed = _judged(first)
    # here 552 means a mailbox without room, or too many recipients
    too_large = first.enhanced in _TOO_LARGE
    return replace(handed, refusals=named, too_large=too_large)


def _are_too_many(refusals: list[tuple[str, Reply]], recipients: tuple[str, ...]) -> bool:
    """Whether a server takes just so many recipients of one letter (RFC 5321, 4.5.3.1.10).

    452 is also said of one mailbox that is full, and without words of all that come after.
    """
    if all(_means_too_many(reply) for _, reply in refusals):
        return True
    wordless = all(
        reply.code == 452
        and not reply.enhanced
        and explain(reply.said).hindrance is Hindrance.LATER
        for _, reply in refusals
    )
    last = [address for address, _ in refusals] == list(recipients[-len(refusals) :])
    return wordless and last and len(refusals) > 1


def _means_too_many(reply: Reply) -> bool:
    return explain(reply.said, reply.code).hindrance is Hindrance.TOO_MANY_RECIPIENTS


def _above_limit(reply: Reply, taken: int, asked: int) -> Handed:
    """Return the answer where only some recipients have room: a person parts the letter.

    Sending it to some now and to the rest later would be two letters, of which one may be lost.
    """
    said = f"{reply.said} (it took {taken:,} of {asked:,} recipients)"
    return Handed(Handing.REFUSED, reply.code, said)


def _sensible(reply: Reply) -> Reply:
    if reply.code < 400:
        raise NonsenseError(f"it said “{reply.said[:80]}”")
    return reply


def _no_way(server: Endpoint, error: Exception) -> Handed:
    """Return the answer where no session could be opened."""
    code = error.reply.code if isinstance(error, RefusedError) else 0
    ours = as_ours(server, error)
    outcome = Handing.NO_ACCESS if isinstance(ours, AuthError) else Handing.RETRY
    return Handed(outcome, code, str(ours))


def _lost(server: Endpoint, error: Exception) -> Handed:
    return Handed(Handing.RETRY, said=str(as_ours(server, error)))


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return one_line(str(error))[:120] or type(error).__name__


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
