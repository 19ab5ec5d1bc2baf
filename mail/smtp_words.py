"""What servers mean by their refusals (RFC 5321, 3463 and habit), in plain words."""

import re
from dataclasses import dataclass

from app.domain.hindrances import Hindrance

_SENTENCES = {
    Hindrance.NO_SUCH_PERSON: "Nobody has this address there; it may be mistyped or given up.",
    Hindrance.NO_SUCH_DOMAIN: "The part after the @ takes no mail; it may be mistyped.",
    Hindrance.MAILBOX_FULL: "The recipient's mailbox is full.",
    Hindrance.MAILBOX_CLOSED: "The recipient's mailbox takes no mail any more.",
    Hindrance.TOO_LARGE: "The letter is too large; send fewer or smaller files, or a link.",
    Hindrance.SPAM: "The letter was taken for unwanted mail.",
    Hindrance.SENDER_UNPROVED: "The other side could not prove that the letter comes from your "
    "domain; its SPF, DKIM or DMARC records need a look.",
    Hindrance.SENDER_REFUSED: "The server does not let this account send from this address.",
    Hindrance.RELAY: "The server does not pass letters on to this address; "
    "the account may need to log in for sending.",
    Hindrance.LOG_IN: "The server for sending refused the log-in.",
    Hindrance.RATE: "Too many letters were sent in a short time; the server wants a pause.",
    Hindrance.LATER: "The server asks to try again later.",
    Hindrance.TOO_MANY_RECIPIENTS: "The letter has too many recipients for the server.",
    Hindrance.NOT_UNDERSTOOD: "The server does not know something that this letter needs.",
    Hindrance.UNREACHABLE: "There was no way to the server for sending.",
    Hindrance.OTHER: "The server did not take the letter.",
}
_ENHANCED = re.compile(r"(?<![\d.])[245]\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE = re.compile(r"\s*([45]\d\d)(?=[\s-]|$)")
_BY_ENHANCED = {
    (1, 1): Hindrance.NO_SUCH_PERSON,
    (1, 2): Hindrance.NO_SUCH_DOMAIN,
    (1, 3): Hindrance.NO_SUCH_PERSON,
    (1, 6): Hindrance.MAILBOX_CLOSED,
    (1, 7): Hindrance.SENDER_REFUSED,
    (1, 8): Hindrance.SENDER_REFUSED,
    (1, 10): Hindrance.NO_SUCH_DOMAIN,
    (2, 1): Hindrance.MAILBOX_CLOSED,
    (2, 2): Hindrance.MAILBOX_FULL,
    (2, 3): Hindrance.TOO_LARGE,
    (3, 2): Hindrance.LATER,
    (3, 4): Hindrance.TOO_LARGE,
    (4, 4): Hindrance.NO_SUCH_DOMAIN,
    (4, 5): Hindrance.LATER,
    (5, 3): Hindrance.TOO_MANY_RECIPIENTS,
    (6, 7): Hindrance.NOT_UNDERSTOOD,
    (7, 0): Hindrance.OTHER,
    (7, 8): Hindrance.LOG_IN,
    (7, 9): Hindrance.LOG_IN,
    (7, 14): Hindrance.LOG_IN,
    (7, 20): Hindrance.SENDER_UNPROVED,
    (7, 21): Hindrance.SENDER_UNPROVED,
    (7, 22): Hindrance.SENDER_UNPROVED,
    (7, 23): Hindrance.SENDER_UNPROVED,
    (7, 24): Hindrance.SENDER_UNPROVED,
    (7, 25): Hindrance.SPAM,
    (7, 26): Hindrance.SENDER_UNPROVED,
    (7, 27): Hindrance.SENDER_REFUSED,
    (7, 28): Hindrance.RATE,
    (7, 57): Hindrance.RELAY,
    (7, 60): Hindrance.SENDER_REFUSED,
    (7, 64): Hindrance.RELAY,
}
"""Subject and detail of a status code (RFC 3463, 7372, 7505), and what some providers add."""
_BY_WORDS = (
    (r"grey-?list|graylist", Hindrance.LATER),
    (
        # the last is what `mail.smtp_judging.above_limit` adds where the server says nothing
        r"too many recipients|recipient limit|it took [\d,]+ of [\d,]+ recipients",
        Hindrance.TOO_MANY_RECIPIENTS,
    ),
    (
        (
            r"rate.?limit|too many (?:messages|emails|connections|mails)|sending (?:limit|quota)"
            r"|(?:hourly|daily) .{0,20}(?:limit|quota)|throttl|limit on the number of"
            r"|unusual rate|(?:limit|quota) of (?:messages|emails)"
        ),
        Hindrance.RATE,
    ),
    (
        r"\bSPF\b|\bDKIM\b|\bDMARC\b|not authenticated due to|unauthenticated (?:e-?mail|mail)",
        Hindrance.SENDER_UNPROVED,
    ),
    (
        (
            r"relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed))"
            r"|(?:unable|not permitted|not allowed|refus\w+) to relay|do not relay"
        ),
        Hindrance.RELAY,
    ),
    (
        (
            r"not (?:owned by user|allowed to send as)|sender (?:address )?(?:rejected|refused"
            r"|(?:is )?not allowed|denied)|SendAsDenied"
            r"|from address .{0,40}not (?:match|allowed|verified)"
            r"|not authorized to send (?:as|from)"
        ),
        Hindrance.SENDER_REFUSED,
    ),
    (
        (
            r"spam|unsolicited|blocklist|black-?list|blocked (?:using|by)|spamhaus|junk|reputation"
            r"|virus|malware|phish|suspicious|banned|\bRBL\b|content rejected"
        ),
        Hindrance.SPAM,
    ),
    (
        (
            r"(?:mailbox|inbox|account|user).{0,30}\bfull\b|over ?quota|quota (?:is )?exceeded"
            r"|exceed\w* .{0,30}quota|out of (?:storage|space)|insufficient (?:storage|disk)"
        ),
        Hindrance.MAILBOX_FULL,
    ),
    (
        (
            r"(?:message|mail|letter|size).{0,40}(?:too (?:big|large)|exceed\w*)"
            r"|(?:exceed\w*|over) .{0,40}(?:size|maximum)|too large"
        ),
        Hindrance.TOO_LARGE,
    ),
    (
        (
            r"domain .{0,40}(?:not found|does not exist|doesn't exist|unknown|invalid)"
            r"|host (?:or domain name )?(?:unknown|not found)|no such domain|nullmx"
            r"|no mx|domain not found"
        ),
        Hindrance.NO_SUCH_DOMAIN,
    ),
    (
        (
            r"(?:mailbox|account|user|recipient|address).{0,40}(?:disabled|inactive|suspended|closed"
            r"|deactivated|not active|no longer)"
        ),
        Hindrance.MAILBOX_CLOSED,
    ),
    (
        (
            r"(?:user|recipient|mailbox|address|account|person|name).{0,60}(?:unknown|not found"
            r"|does ?n[o']t exist|not exist|unavailable|invalid|not listed|undeliverable|rejected)"
            r"|(?:unknown|no such|invalid|non-?existent) (?:\w+ )?(?:user|recipient|mailbox|address"
            r"|account|local part|person)|user unknown|no mailbox here|not our customer|unrouteable"
        ),
        Hindrance.NO_SUCH_PERSON,
    ),
    (
        r"authenticat|password|log ?in|credentials|must issue a STARTTLS",
        Hindrance.LOG_IN,
    ),
    (r"SMTPUTF8|8BITMIME|not (?:implemented|recognized|supported)", Hindrance.NOT_UNDERSTOOD),
    (
        (
            r"service (?:not available|unavailable|closing)|busy|overload|shutting down|deferred"
            r"|try (?:again|back)|come back|retry"
        ),
        Hindrance.LATER,
    ),
)
_WORDS = tuple((re.compile(words, re.IGNORECASE), hindrance) for words, hindrance in _BY_WORDS)
_BY_CODE = {
    421: Hindrance.LATER,
    431: Hindrance.LATER,
    432: Hindrance.LATER,
    450: Hindrance.LATER,
    451: Hindrance.LATER,
    452: Hindrance.LATER,
    454: Hindrance.LATER,
    455: Hindrance.NOT_UNDERSTOOD,
    523: Hindrance.TOO_LARGE,
    530: Hindrance.LOG_IN,
    534: Hindrance.LOG_IN,
    535: Hindrance.LOG_IN,
    538: Hindrance.LOG_IN,
    550: Hindrance.OTHER,
    551: Hindrance.NO_SUCH_PERSON,
    552: Hindrance.TOO_LARGE,
    553: Hindrance.NO_SUCH_PERSON,
    555: Hindrance.NOT_UNDERSTOOD,
    556: Hindrance.NO_SUCH_DOMAIN,
}


@dataclass(frozen=True, slots=True)
class Plain:
    """A refusal in plain words."""

    hindrance: Hindrance
    """For the window, which says it in its own language."""
    sentence: str
    """In English."""
    passing: bool
    """It may work later as it is."""


def explain(said: str, code: int = 0) -> Plain:
    """Say plainly what a server's words mean.

    ``said`` as in `app.domain.outgoing.Handed` or `Refusal`, ``code`` where it is known; else it
    is looked for at the beginning. Enhanced codes count before words, and words before the code,
    but for those codes that many servers use for everything.
    """
    found = _CODE.match(said)
    code = code or (int(found[1]) if found else 0)
    hindrance = _hindrance(said, code)
    return Plain(hindrance, sentence(hindrance), passing=400 <= code < 500)


def known_hindrance(said: str, code: int = 0) -> Hindrance | None:
    """Return what a server's words mean; None where they tell nothing known, or are ours.

    A server's words have a code, at their beginning or beside them.
    """
    if not code and not _CODE.match(said):
        return None
    found = explain(said, code).hindrance
    return None if found is Hindrance.OTHER else found


def sentence(hindrance: Hindrance) -> str:
    """Return the English sentence for a hindrance."""
    return _SENTENCES[hindrance]


def _hindrance(said: str, code: int) -> Hindrance:
    by_words = next((hindrance for words, hindrance in _WORDS if words.search(said)), None)
    enhanced = _ENHANCED.search(said)
    subject = (int(enhanced[1]), int(enhanced[2])) if enhanced else None
    known = _BY_ENHANCED.get(subject) if subject else None
    if known is not None and known is not Hindrance.OTHER and subject not in _VAGUE:
        return known
    if by_words is not None:
        return by_words
    if known is not None and known is not Hindrance.OTHER:
        return known
    if not code:
        return Hindrance.UNREACHABLE if not enhanced else Hindrance.OTHER
    return _BY_CODE.get(code, Hindrance.LATER if code < 500 else Hindrance.OTHER)


_VAGUE = frozenset(((1, 10), (2, 1), (1, 8), (1, 7), (4, 5), (3, 2), (7, 27)))
"""Used for so many things that the words behind them say more."""
