"""The gate before sending: what a person should look at before a letter leaves. All local.

Few findings stop a letter (`Finding.hard`); the rest is passed with one key. Nothing here changes
anything, and the letter that is checked is the one that would leave.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.domain.acknowledgement import is_nobody
from app.domain.addresses import is_address
from app.domain.circle import Circle
from app.domain.gate_names import greeted, is_named, is_person
from app.domain.gate_words import names_a_date, said_words, speaks_of_files, speaks_of_later
from app.domain.messages import Address
from app.domain.outgoing import DraftKind
from app.domain.tickets import Status

_NO_ADDRESS = Address("", "")
_ANSWERS = frozenset((DraftKind.REPLY, DraftKind.REPLY_ALL))
_BRUSH_OFF_WORDS = 5
_FORMS = frozenset("""
    wordpress www www-data apache nginx web webmaster form forms webform contactform site website
    mailer robot bot server system notify notification notifications php cgi feedback
""".split())  # fmt: skip
"""What programs write as that pass on what somebody entered: nobody reads an answer there."""
_SHOWN = 5


class Doubt(StrEnum):
    """What is doubtful about a letter; in the order in which they are shown."""

    NEW_LETTER = "new-letter"
    """Somebody outside wrote since the draft was begun."""
    ANSWERED = "answered"
    """One of us answered since the draft was begun."""
    BEING_ANSWERED = "being-answered"
    """A teammate is answering just now: `Finding.names` has who."""
    NO_RECIPIENT = "no-recipient"
    BAD_ADDRESS = "bad-address"
    """`Finding.names` has what was typed."""
    BLANK = "blank"
    """A blank of a template is left: `Finding.names` has its questions."""
    EMPTY = "empty"
    """Nothing was written, and no file goes along."""
    NO_SUBJECT = "no-subject"
    STRANGER = "stranger"
    """Recipients who take no part in the ticket: `Finding.names` has their addresses."""
    OTHER_DOMAIN = "other-domain"
    """The same, and of a domain that takes no part either."""
    REPLY_TO = "reply-to"
    """The answer goes to another address than the contact wrote from."""
    ATTACHMENT = "attachment"
    """A file is spoken of, and none goes along; a picture in the text is one that is called so."""
    GREETING = "greeting"
    """Somebody else is greeted: `Finding.names` has that name, and the reader's."""
    SPELLING = "spelling"
    """`Finding.count` slips; `Finding.names` has some of the words."""
    UNCHECKED = "unchecked"
    """Nobody looked the spelling through, or not to the end."""
    BRUSH_OFF = "brush-off"
    """A word or two."""
    NO_DATE = "no-date"
    """We promise something without saying when, and the ticket stays open."""


HARD = frozenset((
    Doubt.NEW_LETTER, Doubt.ANSWERED, Doubt.NO_RECIPIENT, Doubt.BAD_ADDRESS, Doubt.BLANK,
    Doubt.EMPTY,
))  # fmt: skip
"""What a letter does not leave with, unless it is put right or, for news, was looked at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the gate."""

    doubt: Doubt
    names: tuple[str, ...] = ()
    """Whatever it is about; plain text."""
    count: int = 0

    @property
    def hard(self) -> bool:
        """Whether the letter cannot leave like this."""
        return self.doubt in HARD


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter as the gate sees it, with what is known of its ticket."""

    kind: DraftKind
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    subject: str
    text: str
    """What the person wrote as plain text: without quote and signature."""
    files: int = 0
    pictures: int = 0
    """Pictures in the text."""
    blanks: tuple[str, ...] = ()
    """Questions of blanks that are left."""
    then: Status | None = None
    promise: int | None = None
    contact: Address = _NO_ADDRESS
    """Whom the ticket is with."""
    answered_sender: str = ""
    """Address that the letter which is answered came from."""
    answered_reply_to: tuple[str, ...] = ()
    """Where that letter asks for answers, lower case."""
    part_takers: tuple[Address, ...] = ()
    """Everybody in the letters of the ticket, us included."""
    ours: frozenset[str] = frozenset()
    """Our own addresses, lower case."""
    news: bool = False
    """Whether somebody outside wrote since the draft was begun."""
    answered: bool = False
    """Whether one of us answered since then."""
    answering: tuple[str, ...] = ()
    """Teammates who are at it just now."""
    slips: tuple[str, ...] = ()
    """Misspelt words, in order."""
    unchecked: bool = False
    """Whether there may be more: not all was looked through."""


def look(letter: Checked) -> tuple[Finding, ...]:
    """Return what is doubtful about a letter, what stops it first."""
    if letter.kind is DraftKind.CALL:
        found = [*_blanks(letter), *_spelling(letter)]
        if not letter.text.strip() and not letter.files:
            found.append(Finding(Doubt.EMPTY))
    else:
        found = [
            *_team(letter),
            *_recipients(letter),
            *_blanks(letter),
            *_content(letter),
            *_spelling(letter),
        ]
    order = list(Doubt)
    return tuple(sorted(found, key=lambda f: (not f.hard, order.index(f.doubt))))


def _team(letter: Checked) -> list[Finding]:
    found = []
    if letter.news:
        found.append(Finding(Doubt.NEW_LETTER))
    if letter.answered:
        found.append(Finding(Doubt.ANSWERED))
    if letter.answering:
        found.append(Finding(Doubt.BEING_ANSWERED, letter.answering))
    return found


def _recipients(letter: Checked) -> list[Finding]:
    everybody = [*letter.to, *letter.cc, *letter.bcc]
    if not everybody:
        return [Finding(Doubt.NO_RECIPIENT)]
    found = []
    bad = tuple(a.address or a.name for a in everybody if not is_address(a.address))
    if bad:
        found.append(Finding(Doubt.BAD_ADDRESS, bad))
    if letter.kind in _ANSWERS and letter.part_takers:
        each = dict.fromkeys(one.address.lower() for one in everybody if one.address)
        found += _strangers(letter, [Address("", address) for address in each])
    return found


def _strangers(letter: Checked, people: Collection[Address]) -> list[Finding]:
    """Compare whom it goes to with who takes part; ``people``: each once, in lower case."""
    ours = Circle.of(Address("", one) for one in letter.ours)
    circle = Circle.of(letter.part_takers) | ours
    wanted = Circle.of(Address("", one) for one in letter.answered_reply_to)
    asked = [one for one in people if wanted.has(one) and not circle.has(one)]
    circle |= Circle.of(asked)
    new = [one for one in people if circle.is_stranger(one)]
    far = tuple(one.address for one in new if circle.is_foreign(one))
    near = tuple(one.address for one in new if one.address not in far)
    found = []
    if far:
        found.append(Finding(Doubt.OTHER_DOMAIN, far))
    if near:
        found.append(Finding(Doubt.STRANGER, near))
    first = [one for one in letter.to[:1] if circle.has(one)]
    elsewhere = [one.address.lower() for one in (*asked, *first)]
    if elsewhere and not _reaches_sender(letter, Circle.of(people) | ours):
        found.append(Finding(Doubt.REPLY_TO, (elsewhere[0], letter.answered_sender)))
    return found


def _reaches_sender(letter: Checked, circle: Circle) -> bool:
    """Whether it goes to who wrote, or that address is no person's to be reached."""
    sender = letter.answered_sender
    if not sender or is_nobody(sender) or sender.partition("@")[0].lower() in _FORMS:
        return True
    return circle.has(Address("", sender))


def _blanks(letter: Checked) -> list[Finding]:
    return [Finding(Doubt.BLANK, letter.blanks, len(letter.blanks))] if letter.blanks else []


def _content(letter: Checked) -> list[Finding]:
    found = []
    enclosed = letter.files + letter.pictures
    words = said_words(letter.text)
    if not letter.text.split() and not enclosed and letter.kind is not DraftKind.FORWARD:
        found.append(Finding(Doubt.EMPTY))
    if not letter.subject.strip():
        found.append(Finding(Doubt.NO_SUBJECT))
    shown = bool(letter.pictures)
    if not letter.files and speaks_of_files(letter.text, shown=shown):
        found.append(Finding(Doubt.ATTACHMENT))
    if letter.kind in _ANSWERS and 0 < len(words) < _BRUSH_OFF_WORDS and not enclosed:
        found.append(Finding(Doubt.BRUSH_OFF, (" ".join(words),)))
    found += _greeting(letter)
    if (
        letter.kind is not DraftKind.FORWARD
        and letter.then is not Status.CLOSED
        and letter.promise is None
        and (letter.then is Status.OPEN or speaks_of_later(letter.text))
        and not names_a_date(letter.text)
    ):
        found.append(Finding(Doubt.NO_DATE))
    return found


def _greeting(letter: Checked) -> list[Finding]:
    """Compare whom the first line greets with whom the letter goes to."""
    said = greeted(letter.text)
    contact = (letter.contact,) if letter.kind in _ANSWERS else ()
    readers = [
        a
        for a in (*contact, *letter.to, *letter.cc)
        if a.address.lower() not in letter.ours or a in letter.to
    ]
    named = Circle.of(a for a in readers if a.name)
    if any(not named.has(a) for a in letter.to):
        return []  # perhaps they are called so
    names = [a.name for a in readers if a.name]
    locals_ = [a.address.partition("@")[0] for a in readers if a.address]
    if not said.names or not names or not all(map(is_person, names)):
        return []
    if said.by_title and not any(len(name.split()) > 1 for name in names):
        return []  # the family's name, of which nothing is known
    if any(is_named(word, [*names, *locals_]) for word in said.names):
        return []
    right = next(a.name for a in readers if a.name)
    return [Finding(Doubt.GREETING, (" ".join(said.names), right))]


def _spelling(letter: Checked) -> list[Finding]:
    found = [Finding(Doubt.UNCHECKED)] if letter.unchecked else []
    if letter.slips:
        shown = tuple(dict.fromkeys(letter.slips))[:_SHOWN]
        found.append(Finding(Doubt.SPELLING, shown, len(letter.slips)))
    return found
