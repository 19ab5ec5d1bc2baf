"""Whether a new ticket gets an automatic "we have your letter", and why not (RFC 3834).

Off until a person switches it on; then once for each new ticket in the whole team, to a person who
wrote to us, and never to a machine, a list or ourselves. `decide` knows no clock and no database:
the preview ("whom would it have reached") asks the same question as the sender.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.domain.addresses import mailbox_of
from app.domain.messages import Automatic
from app.domain.providers import at_company_of
from app.domain.recipients import is_ours

DAY = 24 * 3600
HOUR = 3600
LATE = 2 * DAY
"""A letter older than this is not acknowledged any more: nobody was online, and it would puzzle."""
LETTERS_AN_HOUR = 10
"""So many letters of one sender within an hour are a machine's; nothing is said to it (F22)."""
SENT_AN_HOUR = 60
"""More acknowledgements in an hour are not sent unless the team says so; a person is told."""
LONGEST = 10_000
"""Characters of a text."""

_NO_REPLY = frozenset((
    "noreply", "donotreply", "dontreply", "neodgovarjaj", "mailerdaemon", "postmaster", "daemon",
    "root", "nobody", "bounce", "bounces", "bouncing", "notification", "notifications", "notify",
    "robot", "bot", "auto", "autoreply", "autoresponder", "automailer", "mailer", "majordomo",
    "listserv", "mailman", "owner", "return", "returns", "unsubscribe", "alerts", "alert",
    "newsletter", "news", "noresponse", "nereply", "undisclosedrecipients", "abuse", "fbl",
    "jira", "gitlab", "github", "googlealerts", "calendarnotification", "dmarcreport", "cron",
))  # fmt: skip
_BEGINS = ("noreply", "donotreply", "mailerdaemon", "bounce", "autoreply", "noresponse")
_LIST_MARKS = ("-request", "-owner", "-bounces", "-relay", "owner-", "bounce-", "bounces+", "list-")


class Silence(StrEnum):
    """Why a letter is not acknowledged; the first that applies."""

    OFF = "off"
    """Nobody switched it on."""
    BEFORE = "before"
    """It came before somebody switched it on."""
    ELSEWHERE = "elsewhere"
    """It is not in the inbox: junk, the trash, a folder that a rule of the server chose."""
    OURS = "ours"
    """From one of our own addresses or domains."""
    NO_ADDRESS = "no-address"
    """There is nobody to write to, or only a null sender."""
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    """A machine wrote it, or asks that machines be silent."""
    LIST = "list"
    NO_REPLY = "no-reply"
    """The address is nobody's: no-reply, mailer-daemon, owner-…"""
    NOT_TO_US = "not-to-us"
    """None of our addresses is among those it was written to (RFC 3834, 2)."""
    NOT_FIRST = "not-first"
    """Its ticket is not new."""
    ANSWERED = "answered"
    """One of us was faster."""
    DONE = "done"
    """It was acknowledged already."""
    LATE = "late"
    SENDER_TODAY = "sender-today"
    """The sender had one within the last day."""
    FLOOD = "flood"
    """The sender writes like a machine: `LETTERS_AN_HOUR`."""
    RATE = "rate"
    """Too many were sent within the hour (`Policy.rate`); it is looked at again later."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is at work; by default always."""

    days: frozenset[int] = frozenset(range(7))
    """Monday is 0."""
    begins: time = time(0, 0)
    ends: time = time(0, 0)
    """As long as the beginning: around the clock. Before it: over midnight."""
    zone: str = "UTC"
    """IANA name."""

    def is_open(self, at: int) -> bool:
        """Whether somebody is at work at a time (seconds UTC)."""
        here = datetime.fromtimestamp(at, UTC).astimezone(_zone(self.zone))
        if self.begins == self.ends:
            return here.weekday() in self.days
        now = here.time()
        if self.begins < self.ends:
            return here.weekday() in self.days and self.begins <= now < self.ends
        if now >= self.begins:
            return here.weekday() in self.days
        return now < self.ends and (here - timedelta(days=1)).weekday() in self.days


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a teammate's machine may know others
        return UTC


@dataclass(frozen=True, slots=True)
class Text:
    """What is said in one language; a template (`app.services.templates`)."""

    subject: str
    body: str
    """Plain text."""
    off_hours: str = ""
    """Instead of ``body`` when nobody is at work; ``""``: the same."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the team decided for one mailbox; all of it is shared."""

    since: int | None = None
    """When it was switched on, seconds UTC by the server's clock; None: it is off."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """By language: ``en``, ``ru``, ``uk``."""
    fallback: str = "en"
    """Language of letters in any other."""
    hours: Hours = Hours()
    rate: int = SENT_AN_HOUR
    """So many an hour and no more."""

    @property
    def is_on(self) -> bool:
        """Whether anything is sent at all."""
        return self.since is not None and bool(self.texts)

    def language(self, wanted: str) -> str | None:
        """Return in which language somebody is told who writes in one; None: there is no text."""
        known = (wanted, self.fallback, *sorted(self.texts))
        return next((one for one in known if one in self.texts), None)


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What is looked at in a letter and its ticket."""

    message_id: str
    sender: str
    """Address; where answers are asked elsewhere (Reply-To), that one."""
    received: int
    """INTERNALDATE, seconds UTC."""
    recipients: frozenset[str]
    """Of To, Cc and Delivered-To, lower case."""
    automatic: Automatic | None = None
    list_id: str = ""
    null_sender: bool = False
    """Return-Path is ``<>``."""
    wants_silence: bool = False
    """X-Auto-Response-Suppress, Precedence, Auto-Submitted, X-Loop and their like."""
    in_inbox: bool = True
    first: bool = True
    """Whether its ticket begins with it."""
    answered: bool = False
    """Whether one of us wrote in the ticket already."""
    done: bool = False
    """Whether the team knows it as acknowledged, or is at it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was before; of the whole team, as far as it is known here."""

    told: Mapping[str, int] = field(default_factory=dict)
    """Sender (`mailbox_of`) → when they last got an automatic answer, seconds UTC."""
    letters: Mapping[str, int] = field(default_factory=dict)
    """Sender (`mailbox_of`) → letters within the last hour."""
    sent: int = 0
    """Acknowledgements within the last hour."""


def decide(
    letter: NewLetter, policy: Policy, known: Known, ours: frozenset[str], now: int
) -> Silence | None:
    """Return why a letter is not acknowledged, None where it is to be.

    ``ours`` are our addresses in lower case; another at a domain of ours is ours too, unless it is
    a domain of which everybody can have an address. ``now`` is seconds UTC by the server's clock.
    """
    sender, box = letter.sender.lower(), mailbox_of(letter.sender)
    rules = (
        (Silence.OFF, not policy.is_on),
        (Silence.BEFORE, policy.since is not None and letter.received < policy.since),
        (Silence.ELSEWHERE, not letter.in_inbox),
        (Silence.BOUNCE, letter.automatic is Automatic.BOUNCE),
        (Silence.NO_ADDRESS, "@" not in sender or letter.null_sender),
        (Silence.OURS, is_one_of_us(sender, ours)),
        (Silence.LIST, letter.automatic is Automatic.LIST or bool(letter.list_id)),
        (Silence.AUTOMATIC, letter.automatic is not None or letter.wants_silence),
        (Silence.NO_REPLY, is_nobody(sender)),
        (Silence.NOT_TO_US, not (letter.recipients & ours)),
        (Silence.NOT_FIRST, not letter.first),
        (Silence.ANSWERED, letter.answered),
        (Silence.DONE, letter.done),
        (Silence.LATE, now - letter.received > LATE),
        (Silence.SENDER_TODAY, now - known.told.get(box, -DAY) < DAY),
        (Silence.FLOOD, known.letters.get(box, 0) >= LETTERS_AN_HOUR),
        (Silence.RATE, known.sent >= policy.rate),
    )
    return next((reason for reason, applies in rules if applies), None)


def is_one_of_us(sender: str, ours: frozenset[str]) -> bool:
    """Whether an address is ours, or a colleague's at our own company."""
    return is_ours(sender, ours) or at_company_of(sender, ours)


def is_nobody(sender: str) -> bool:
    """Whether an address is one that nobody reads, by its local part."""
    local = sender.rpartition("@")[0].lower()
    if local.startswith(_LIST_MARKS) or local.endswith(_LIST_MARKS):
        return True
    bare = "".join(letter for letter in local.partition("+")[0] if letter.isalnum())
    return bare in _NO_REPLY or bare.startswith(_BEGINS) or bare.endswith("noreply")


def done_name(message_id: str) -> str:
    """Return what is claimed, and then done, once in the team for a letter."""
    return f"acknowledge:{message_id}"


def acknowledgement_id(message_id: str, domain: str) -> str:
    """Return the Message-ID of the acknowledgement of a letter: the same on every computer.

    So one that was sent before a crash is found in Sent, by whoever looks.
    """
    data = message_id.encode("utf-8", "surrogatepass")
    return f"ack-{sha256(data).hexdigest()[:32]}@{domain}"
