"""Letters of ours on their way: what a draft holds, and the states that sending one goes through.

    writing ──send──► QUEUED ──checked, claimed──► HANDING ──250──► ACCEPTED ──copy in Sent──► FILED
       ▲                 │ ▲                         │ │ │              ▲
       ├──undo───────────┤ └──── 4xx, no way ────────┘ │ └─silence─► UNSURE: found in Sent,
       │                 ▼                             │                │    or a person says so
       └──edit───────── HELD ◄───────── 5xx ───────────┘                └─they say: again─► QUEUED

`HANDING` is committed before the first byte of the letter leaves. Whoever finds it after a restart
cannot know whether the server took the letter: it is `UNSURE`, and never sent again by itself
(HAZARDS section 4, rule 6).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from app.domain.errors import RejectedError
from app.domain.events import NOTHING_SEEN, Seen
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.domain.streams import Anchor
from app.domain.tickets import Status

DraftId = NewType("DraftId", int)
"""A draft, and the letter that it becomes; never used again."""
FileId = NewType("FileId", int)
"""A file of a draft; never used again."""

UNDO_SECONDS = 10
"""How long a letter waits after "send", so that it can be taken back."""
ANSWER_SECONDS = 630.0
"""How long the answer to the end of a letter is waited for (RFC 5321, 4.5.3.2.6: ten minutes)."""


class DraftKind(StrEnum):
    """How a draft began."""

    REPLY = "reply"
    REPLY_ALL = "reply-all"
    FORWARD = "forward"
    NEW = "new"
    """A ticket that we begin."""
    CALL = "call"
    """A talk that is written down: filed among our letters, sent to nobody."""
    AUTOMATIC = "automatic"
    """Nobody typed it: an acknowledgement (`app.domain.acknowledgement`)."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that goes with a draft; its bytes are in the database, in pieces."""

    id: FileId
    name: str
    content_type: str
    size: int
    content_id: str = ""
    """Of a picture that stands in the text (``cid:``); ``""`` for an attachment."""


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What a person writes; saved at each pause in typing."""

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    body: str = ""
    """HTML of the small subset that `mail.rich` knows; without quote below and signature."""
    plain_only: bool = False
    quotes: bool = True
    """Whether the letter that is answered stands below."""
    signature: str = ""
    """Plain text lines; ``""`` for none."""
    then: Status | None = None
    """The ticket's status once the letter has left; None: it follows the mail."""
    promise: int | None = None
    """When we tell the contact that they will hear from us, seconds UTC; the team is told too."""
    cursor: int = 0
    """Where the person was in the text, in characters."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that is being written."""

    id: DraftId
    account: AccountId
    kind: DraftKind
    anchor: Anchor | None
    """The ticket that it belongs to; None for a new one."""
    answers: str
    """Message-ID of the letter that is answered or forwarded; ``""`` for none."""
    content: DraftContent
    files: tuple[DraftFile, ...] = ()
    seen: Seen = NOTHING_SEEN
    """Which letters of the ticket the writer knows; others make it stop before it leaves."""
    begun: int = 0
    """Seconds UTC."""
    saved: int = 0
    """Seconds UTC."""
    version: int = 0
    """Grows with each saving."""


class Sending(StrEnum):
    """Where a letter of ours is on its way; see the drawing above."""

    QUEUED = "queued"
    HANDING = "handing"
    ACCEPTED = "accepted"
    UNSURE = "unsure"
    HELD = "held"
    FILED = "filed"


class Step(StrEnum):
    """What can happen to a letter on its way."""

    SEND = "send"
    TAKE_BACK = "take-back"
    """It is a draft again; nothing of it has left."""
    HAND = "hand"
    """Its first byte leaves next."""
    POSTPONE = "postpone"
    """Not now; nothing of it has left."""
    HOLD = "hold"
    """A person has to decide; nothing of it has left."""
    ACCEPT = "accept"
    """A server took it."""
    LOSE = "lose"
    """No answer came, or the program ended meanwhile."""
    FIND = "find"
    """It was found in Sent, or a person says that it arrived."""
    AGAIN = "again"
    """A person says that it shall be sent (again)."""
    FILE = "file"
    """Its copy is in Sent."""


STEPS: Mapping[tuple[Sending | None, Step], Sending | None] = {
    (None, Step.SEND): Sending.QUEUED,
    (Sending.QUEUED, Step.TAKE_BACK): None,
    (Sending.QUEUED, Step.POSTPONE): Sending.QUEUED,
    (Sending.QUEUED, Step.AGAIN): Sending.QUEUED,
    (Sending.QUEUED, Step.HOLD): Sending.HELD,
    (Sending.QUEUED, Step.HAND): Sending.HANDING,
    (Sending.QUEUED, Step.FIND): Sending.ACCEPTED,  # this database is older than the letter's end
    (Sending.HANDING, Step.POSTPONE): Sending.QUEUED,
    (Sending.HANDING, Step.HOLD): Sending.HELD,
    (Sending.HANDING, Step.ACCEPT): Sending.ACCEPTED,
    (Sending.HANDING, Step.LOSE): Sending.UNSURE,
    (Sending.UNSURE, Step.FIND): Sending.ACCEPTED,
    (Sending.UNSURE, Step.AGAIN): Sending.QUEUED,
    (Sending.HELD, Step.TAKE_BACK): None,
    (Sending.HELD, Step.AGAIN): Sending.QUEUED,
    (Sending.HELD, Step.FIND): Sending.ACCEPTED,
    (Sending.ACCEPTED, Step.FILE): Sending.FILED,
}
"""All that may happen: state and step → the state after it; None is a draft being written."""


class WrongStepError(RejectedError):
    """A step that a letter's state does not allow, since something else happened meanwhile."""

    def __init__(self, state: Sending | None, step: Step) -> None:
        super().__init__(_WRONG[state])
        self.state, self.step = state, step


_WRONG = {
    None: "This letter was taken back: it is a draft again.",
    Sending.QUEUED: "This letter is in the outbox already.",
    Sending.HANDING: "This letter is just being handed over.",
    Sending.ACCEPTED: "This letter has been sent.",
    Sending.UNSURE: "This letter may have arrived: say whether it shall be sent again.",
    Sending.HELD: "This letter is held in the outbox.",
    Sending.FILED: "This letter has been sent.",
}


def after(state: Sending | None, step: Step) -> Sending | None:
    """Return the state after a step, None for a draft. Raises `WrongStepError`."""
    try:
        return STEPS[state, step]
    except KeyError:
        raise WrongStepError(state, step) from None


class HeldFor(StrEnum):
    """Why a letter was not handed over and waits for a person."""

    NEW_LETTER = "new-letter"
    """Somebody outside wrote since the draft was begun."""
    ANSWERED = "answered"
    """One of us answered since the draft was begun."""
    BEING_SENT = "being-sent"
    """A teammate's answer to the same ticket is leaving just now."""
    REFUSED = "refused"
    """The server does not take the letter, or its sender."""
    RECIPIENTS = "recipients"
    """The server does not take some recipients; it went to nobody."""
    TOO_LARGE = "too-large"
    UNFIT = "unfit"
    """It cannot be made into a letter: an address or a file does not allow it."""
    NO_SERVER = "no-server"
    """The account has no server for sending."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient that a server does not take."""

    address: str
    code: int
    said: str
    """The server's words, one line."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A draft that somebody sent, and how far it is."""

    draft: DraftId
    account: AccountId
    anchor: Anchor | None
    message_id: str
    """Without brackets; fixed when the draft became a letter, whatever happens afterwards."""
    state: Sending
    queued: int
    """Seconds UTC."""
    not_before: int
    """Seconds UTC: the end of undo, the time that the person chose, or the next try."""
    tries: int = 0
    held: HeldFor | None = None
    said: str = ""
    """The last trouble in the server's words or ours, one line."""
    refusals: tuple[Refusal, ...] = ()
    acknowledges: str = ""
    """Message-ID of the letter that it acknowledges by itself; ``""``: a person wrote it."""


class Handing(StrEnum):
    """How one attempt to hand a letter over ended."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    """Not taken for now (4xx, no way to the server); certainly nothing was sent."""
    REFUSED = "refused"
    """Never (5xx, or some recipients refused); certainly nothing was sent."""
    NO_ACCESS = "no-access"
    """The log-in was refused; certainly nothing was sent."""
    UNSURE = "unsure"
    """The whole letter, or its end, may have arrived; no answer came."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What `app.domain.ports.MailSender.hand_over` tells."""

    outcome: Handing
    code: int = 0
    """SMTP reply code, 0 without any."""
    said: str = ""
    """The server's words, or ours, one line."""
    refusals: tuple[Refusal, ...] = ()
    """Recipients that were refused; the letter went to nobody then."""
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a letter is handed over for (RFC 5321); Bcc is here, and in our own copy, only."""

    sender: str
    """``""`` for the null sender of an automatic letter."""
    recipients: tuple[str, ...]
    """Each once, ``local@domain``, the domain in Unicode or ASCII."""
    otherwise: str = ""
    """Whom to name as the sender to a server that refuses the null sender; ``""`` for nobody."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file on its way into a letter."""

    name: str
    content_type: str
    size: int
    read: Callable[[], Iterable[bytes]]
    """Gives the bytes in pieces, each time anew."""
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class QuotedLetter:
    """What stands below an answer, or is passed on."""

    sender: Address
    sent: int
    """Seconds UTC."""
    subject: str
    to: tuple[Address, ...]
    text: str
    """Its plain text, whole."""
    html: str = ""
    """Its text as clean HTML (`mail.html.clean`); ``""`` where it has none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """All that `mail.compose.compose` makes a letter of. Bcc is not among it."""

    message_id: str
    date: int
    """Seconds UTC."""
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    subject: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    """Oldest first, the direct parent last."""
    body: str = ""
    """As in `DraftContent`."""
    plain_only: bool = False
    signature: str = ""
    quoted: QuotedLetter | None = None
    forwarded: bool = False
    """``quoted`` is passed on rather than answered."""
    files: Sequence[LetterFile] = ()
    automatic: bool = False
    """Nobody typed it (RFC 3834): marked so that no machine answers it."""
    language: str = "en"
    """Of the line above the quote: ``en``, ``ru``, ``uk``."""
    zone: int = 0
    """Minutes east of UTC in which times are written for people."""
    logged: bool = False
    """A talk written down, sent to nobody (`DraftKind.CALL`)."""
