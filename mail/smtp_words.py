"""What servers mean by their refusals (RFC 5321, 3463 and habit), in plain words."""

import re
from dataclasses import dataclass

from app.domain.troubles import Trouble

_SENTENCES = {
    Trouble.NO_SUCH_PERSON: "Nobody has this address there; it may be mistyped or given up.",
    Trouble.NO_SUCH_DOMAIN: "The part after the @ takes no mail; it may be mistyped.",
    Trouble.MAILBOX_FULL: "The recipient's mailbox is full.",
    Trouble.MAILBOX_CLOSED: "The recipient's mailbox takes no mail any more.",
    Trouble.TOO_LARGE: "The letter is too large; send fewer or smaller files, or a link.",
    Trouble.SPAM: "The letter was taken for unwanted mail.",
    Trouble.SENDER_UNPROVED: "The other side could not prove that the letter comes from your "
    "domain; its SPF, DKIM or DMARC records need a look.",
    Trouble.SENDER_REFUSED: "The server does not let this account send from this address.",
    Trouble.RELAY: "The server does not pass letters on to this address; "
    "the account may need to log in for sending.",
    Trouble.LOG_IN: "The server for sending refused the user name or password.",
    Trouble.RATE: "Too many letters were sent in a short time; the server wants a pause.",
    Trouble.LATER: "The server asks to try again later.",
    Trouble.TOO_MANY_RECIPIENTS: "The letter has too many recipients for the server.",
    Trouble.NOT_UNDERSTOOD: "The server does not know something that this letter needs.",
    Trouble.UNREACHABLE: "There was no way to the server for sending.",
    Trouble.OTHER: "The server did not take the letter.",
}
_ENHANCED = re.compile(r"(?<![\d.])[245]\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE = re.compile(r"\s*([45]\d\d)(?=[\s-]|$)")
_BY_ENHANCED = {
    (1, 1): Trouble.NO_SUCH_PERSON,
    (1, 2): Trouble.NO_SUCH_DOMAIN,
    (1, 3): Trouble.NO_SUCH_PERSON,
    (1, 6): Trouble.MAILBOX_CLOSED,
    (1, 7): Trouble.SENDER_REFUSED,
    (1, 8): Trouble.SENDER_REFUSED,
    (1, 10): Trouble.NO_SUCH_DOMAIN,
    (2, 1): Trouble.MAILBOX_CLOSED,
    (2, 2): Trouble.MAILBOX_FULL,
    (2, 3): Trouble.TOO_LARGE,
    (3, 2): Trouble.LATER,
    (3, 4): Trouble.TOO_LARGE,
    (4, 4): Trouble.NO_SUCH_DOMAIN,
    (4, 5): Trouble.LATER,
    (5, 3): Trouble.TOO_MANY_RECIPIENTS,
    (6, 7): Trouble.NOT_UNDERSTOOD,
    (7, 0): Trouble.OTHER,
    (7, 8): Trouble.LOG_IN,
    (7, 9): Trouble.LOG_IN,
    (7, 14): Trouble.LOG_IN,
    (7, 20): Trouble.SENDER_UNPROVED,
    (7, 21): Trouble.SENDER_UNPROVED,
    (7, 22): Trouble.SENDER_UNPROVED,
    (7, 23): Trouble.SENDER_UNPROVED,
    (7, 24): Trouble.SENDER_UNPROVED,
    (7, 25): Trouble.SPAM,
    (7, 26): Trouble.SENDER_UNPROVED,
    (7, 27): Trouble.SENDER_REFUSED,
    (7, 28): Trouble.RATE,
    (7, 57): Trouble.RELAY,
    (7, 60): Trouble.SENDER_REFUSED,
    (7, 64): Trouble.RELAY,
}
"""Subject and detail of a status code (RFC 3463, 7372, 7505), and what some providers add."""
_BY_WORDS = (
    (r"grey-?list|graylist", Trouble.LATER),
    (r"too many recipients|recipient limit", Trouble.TOO_MANY_RECIPIENTS),
    (
        (
            r"rate.?limit|too many (?:messages|emails|connections|mails)|sending (?:limit|quota)"
            r"|(?:hourly|daily) .{0,20}(?:limit|quota)|throttl|limit on the number of"
            r"|unusual rate|(?:limit|quota) of (?:messages|emails)"
        ),
        Trouble.RATE,
    ),
    (
        r"\bSPF\b|\bDKIM\b|\bDMARC\b|not authenticated due to|unauthenticated (?:e-?mail|mail)",
        Trouble.SENDER_UNPROVED,
    ),
    (
        (
            r"relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed))"
            r"|(?:unable|not permitted|not allowed|refus\w+) to relay|do not relay"
        ),
        Trouble.RELAY,
    ),
    (
        (
            r"not (?:owned by user|allowed to send as)|sender (?:address )?(?:rejected|refused"
            r"|(?:is )?not allowed|denied)|SendAsDenied"
            r"|from address .{0,40}not (?:match|allowed|verified)"
            r"|not authorized to send (?:as|from)"
        ),
        Trouble.SENDER_REFUSED,
    ),
    (
        (
            r"spam|unsolicited|blocklist|black-?list|blocked (?:using|by)|spamhaus|junk|reputation"
            r"|virus|malware|phish|suspicious|banned|\bRBL\b|content rejected"
        ),
        Trouble.SPAM,
    ),
    (
        (
            r"(?:mailbox|inbox|account|user).{0,30}\bfull\b|over ?quota|quota (?:is )?exceeded"
            r"|exceed\w* .{0,30}quota|out of (?:storage|space)|insufficient (?:storage|disk)"
        ),
        Trouble.MAILBOX_FULL,
    ),
    (
        (
            r"(?:message|mail|letter|size).{0,40}(?:too (?:big|large)|exceed\w*)"
            r"|(?:exceed\w*|over) .{0,40}(?:size|maximum)|too large"
        ),
        Trouble.TOO_LARGE,
    ),
    (
        (
            r"domain .{0,40}(?:not found|does not exist|doesn't exist|unknown|invalid)"
            r"|host (?:or domain name )?(?:unknown|not found)|no such domain|nullmx"
            r"|no mx|domain not found"
        ),
        Trouble.NO_SUCH_DOMAIN,
    ),
    (
        (
            r"(?:mailbox|account|user|recipient|address).{0,40}(?:disabled|inactive|suspended|closed"
            r"|deactivated|not active|no longer)"
        ),
        Trouble.MAILBOX_CLOSED,
    ),
    (
        (
            r"(?:user|recipient|mailbox|address|account|person|name).{0,60}(?:unknown|not found"
            r"|does ?n[o']t exist|not exist|unavailable|invalid|not listed|undeliverable|rejected)"
            r"|(?:unknown|no such|invalid|non-?existent) (?:\w+ )?(?:user|recipient|mailbox|address"
            r"|account|local part|person)|user unknown|no mailbox here|not our customer|unrouteable"
        ),
        Trouble.NO_SUCH_PERSON,
    ),
    (
        r"authenticat|password|log ?in|credentials|must issue a STARTTLS",
        Trouble.LOG_IN,
    ),
    (r"SMTPUTF8|8BITMIME|not (?:implemented|recognized|supported)", Trouble.NOT_UNDERSTOOD),
    (
        (
            r"service (?:not available|unavailable|closing)|busy|overload|shutting down|deferred"
            r"|try (?:again|back)|come back|retry"
        ),
        Trouble.LATER,
    ),
)
_WORDS = tuple((re.compile(words, re.IGNORECASE), trouble) for words, trouble in _BY_WORDS)
_BY_CODE = {
    421: Trouble.LATER,
    431: Trouble.LATER,
    432: Trouble.LATER,
    450: Trouble.LATER,
    451: Trouble.LATER,
    452: Trouble.LATER,
    454: Trouble.LATER,
    455: Trouble.NOT_UNDERSTOOD,
    523: Trouble.TOO_LARGE,
    530: Trouble.LOG_IN,
    534: Trouble.LOG_IN,
    535: Trouble.LOG_IN,
    538: Trouble.LOG_IN,
    550: Trouble.OTHER,
    551: Trouble.NO_SUCH_PERSON,
    552: Trouble.TOO_LARGE,
    553: Trouble.NO_SUCH_PERSON,
    555: Trouble.NOT_UNDERSTOOD,
    556: Trouble.NO_SUCH_DOMAIN,
}


@dataclass(frozen=True, slots=True)
class Plain:
    """A refusal in plain words."""

    trouble: Trouble
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
    trouble = _trouble(said, code)
    return Plain(trouble, sentence(trouble), passing=400 <= code < 500)


def sentence(trouble: Trouble) -> str:
    """Return the English sentence for a trouble."""
    return _SENTENCES[trouble]


def _trouble(said: str, code: int) -> Trouble:
    by_words = next((trouble for words, trouble in _WORDS if words.search(said)), None)
    enhanced = _ENHANCED.search(said)
    subject = (int(enhanced[1]), int(enhanced[2])) if enhanced else None
    known = _BY_ENHANCED.get(subject) if subject else None
    if known is not None and known is not Trouble.OTHER and subject not in _VAGUE:
        return known
    if by_words is not None:
        return by_words
    if known is not None and known is not Trouble.OTHER:
        return known
    if not code:
        return Trouble.UNREACHABLE if not enhanced else Trouble.OTHER
    return _BY_CODE.get(code, Trouble.LATER if code < 500 else Trouble.OTHER)


_VAGUE = frozenset(((1, 10), (2, 1), (1, 8), (1, 7), (4, 5), (3, 2), (7, 27)))
"""Used for so many things that the words behind them say more."""
