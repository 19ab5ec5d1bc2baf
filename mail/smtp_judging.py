"""How a letter ended, from what a server answered or how its connection broke (RFC 5321)."""

from dataclasses import replace

from app.domain.accounts import Endpoint
from app.domain.errors import AuthError
from app.domain.hindrances import Hindrance
from app.domain.outgoing import Handed, Handing, Refusal
from mail.cleantext import one_line
from mail.smtp_session import RefusedError, as_ours
from mail.smtp_wire import NonsenseError, Reply
from mail.smtp_words import explain

_TOO_LARGE = ("5.2.3", "5.3.4")


def judged(reply: Reply) -> Handed:
    """Return how a letter ended with 4xx or 5xx; certainly nothing was sent."""
    if reply.code < 500:
        return Handed(Handing.RETRY, reply.code, reply.said)
    if reply.code in (530, 535):
        return Handed(Handing.NO_ACCESS, reply.code, reply.said)
    too_large = reply.enhanced in _TOO_LARGE if reply.enhanced else reply.code in (523, 552)
    return Handed(Handing.REFUSED, reply.code, reply.said, too_large=too_large)


def partly_refused(refusals: list[tuple[str, Reply]]) -> Handed:
    """Return the answer where recipients were refused: for good if any was, else for now."""
    first = next((r for _, r in refusals if r.code >= 500), refusals[0][1])
    named = tuple(Refusal(address, r.code, r.said) for address, r in refusals)
    handed = judged(first)
    # here 552 means a mailbox without room, or too many recipients
    too_large = first.enhanced in _TOO_LARGE
    return replace(handed, refusals=named, too_large=too_large)


def are_too_many(refusals: list[tuple[str, Reply]], recipients: tuple[str, ...]) -> bool:
    """Whether a server takes just so many recipients of one letter (RFC 5321, 4.5.3.1.10).

    452 is also said of one mailbox that is full, and without words of all that come after.
    """
    if all(means_too_many(reply) for _, reply in refusals):
        return True
    wordless = all(
        reply.code == 452
        and not reply.enhanced
        and explain(reply.said).hindrance is Hindrance.LATER
        for _, reply in refusals
    )
    last = [address for address, _ in refusals] == list(recipients[-len(refusals) :])
    return wordless and last and len(refusals) > 1


def means_too_many(reply: Reply) -> bool:
    """Whether a refusal says so in words, or by its enhanced code."""
    return explain(reply.said, reply.code).hindrance is Hindrance.TOO_MANY_RECIPIENTS


def above_limit(reply: Reply, taken: int, asked: int) -> Handed:
    """Return the answer where only some recipients have room: a person parts the letter.

    Sending it to some now and to the rest later would be two letters, of which one may be lost.
    """
    said = f"{reply.said} (it took {taken:,} of {asked:,} recipients)"
    return Handed(Handing.REFUSED, reply.code, said)


def sensible(reply: Reply) -> Reply:
    """Return a refusal; raises `NonsenseError` where it is none."""
    if reply.code < 400:
        raise NonsenseError(f"it said “{reply.said[:80]}”")
    return reply


def no_way(server: Endpoint, error: Exception) -> Handed:
    """Return the answer where no session could be opened."""
    code = error.reply.code if isinstance(error, RefusedError) else 0
    ours = as_ours(server, error)
    outcome = Handing.NO_ACCESS if isinstance(ours, AuthError) else Handing.RETRY
    return Handed(outcome, code, str(ours))


def lost(server: Endpoint, error: Exception) -> Handed:
    """Return the answer where the connection ended before the end mark of the letter."""
    return Handed(Handing.RETRY, said=str(as_ours(server, error)))


def why(error: Exception) -> str:
    """Say in a few words what became of a connection."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return one_line(str(error))[:120] or type(error).__name__
