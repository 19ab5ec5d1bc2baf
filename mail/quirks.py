"""What mail servers can do, and what they do beside the standards, as data.

Features are all optional: each says what is done else. Folder names are compared by their
last part, folded; see RFC 6154 for the flags that make names unnecessary. Refusals are judged by
response code (RFC 5530) first and by words second.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from app.domain.accounts import FolderRole
from app.domain.ports import RemoteFolder
from mail.special_folders import ATTRIBUTES, NAMES

JOURNAL = "Postroom"
"""What the folder is called that carries the team's state (mail/wire-format.md)."""


class Feature(StrEnum):
    """An extension of IMAP that is used where it is offered; the value is its own name."""

    IDLE = "IDLE"
    """RFC 2177; else news are looked for once a minute."""
    CONDSTORE = "CONDSTORE"
    """RFC 7162; else flags of old letters are compared every half hour only."""
    ENABLE = "ENABLE"
    """RFC 5161; else the server itself knows what it sends."""
    ESEARCH = "ESEARCH"
    """RFC 4731; else lists of letters are longer on the wire."""
    UIDPLUS = "UIDPLUS"
    """RFC 4315; else a letter that leaves a folder is only marked as deleted there."""
    MOVE = "MOVE"
    """RFC 6851; else letters are copied and the original is removed."""
    SPECIAL_USE = "SPECIAL-USE"
    """RFC 6154; else Sent and others are known by their names."""
    LIST_STATUS = "LIST-STATUS"
    """RFC 5819; else each folder's counters are asked for by a command of its own."""
    QRESYNC = "QRESYNC"
    """RFC 7162; else what vanished is found by comparing lists of letters."""
    SASL_IR = "SASL-IR"
    """RFC 4959; else a log-in takes one more round trip."""
    UNSELECT = "UNSELECT"
    """RFC 3691; else one more round trip makes a server look at the open folder before counting."""
    COMPRESS = "COMPRESS=DEFLATE"
    """RFC 4978; else mail comes as large as it is."""
    LITERAL_PLUS = "LITERAL+"
    """RFC 7888; else the server is asked before a letter is sent to it."""
    LITERAL_MINUS = "LITERAL-"
    """RFC 7888; the same for small letters only."""


_IMPLIED = {
    # RFC 9051, section 2: what the newer protocol contains
    "IMAP4REV2": frozenset(Feature)
    - {Feature.CONDSTORE, Feature.QRESYNC, Feature.COMPRESS, Feature.LITERAL_PLUS},
    "QRESYNC": frozenset({Feature.CONDSTORE}),  # RFC 7162, section 3.2.3
}
_NEEDED = {Feature.QRESYNC: Feature.ENABLE}  # RFC 7162, section 3.2.5

_UNASKED_LITERALS = {Feature.LITERAL_PLUS: 1024 * 1024, Feature.LITERAL_MINUS: 4096}
"""Bytes of a letter that is sent without asking; a larger one may be refused before it is sent."""


def features(capabilities: Collection[str]) -> frozenset[Feature]:
    """Tell what can be used from the words of a CAPABILITY answer, in upper case."""
    offered = {feature for feature in Feature if feature.value in capabilities}
    for word, contained in _IMPLIED.items():
        if word in capabilities:
            offered |= contained
    return frozenset(f for f in offered if f not in _NEEDED or _NEEDED[f] in offered)


def worth_using(*, on_this_machine: bool) -> frozenset[Feature]:
    """Tell what to use where it is offered: packing for a short way costs more than it saves."""
    everything = frozenset(Feature)
    return everything - {Feature.COMPRESS} if on_this_machine else everything


def unasked_literal(usable: Collection[Feature]) -> int:
    """Bytes that may be sent as a literal without asking first."""
    return max((_UNASKED_LITERALS.get(feature, 0) for feature in usable), default=0)


_SENT_NAMES = (
    "sent",
    "sent items",
    "sent mail",
    "sent messages",
    "[gmail]/sent mail",
    "отправленные",
    "отправленные сообщения",
    "исходящие",
    "надіслані",
    "відправлені",
    "відіслані",
    "gesendet",
    "gesendete elemente",
    "gesendete objekte",
    "envoyés",
    "éléments envoyés",
    "messages envoyés",
    "enviados",
    "elementos enviados",
    "itens enviados",
    "mensajes enviados",
    "wysłane",
    "elementy wysłane",
    "wysłane elementy",
    "inviata",
    "posta inviata",
    "posta inviati",
    "verzonden",
    "verzonden items",
    "skickat",
    "odeslané",
    "odeslaná pošta",
    "odoslaná pošta",
    "elküldött elemek",
    "gönderilmiş öğeler",
    "адпраўленыя",
    "已发送",
    "送信済み",
    "보낸 편지함",
)
"""Best first: where a mailbox has several of them, the first one is the one in use."""
_RANK = {name: rank for rank, name in enumerate(_SENT_NAMES)}

_UNUSABLE = {"\\noselect", "\\nonexistent"}


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """One line of a LIST answer, decoded."""

    name: str
    attributes: frozenset[str]
    """Lower case, with their backslash."""
    delimiter: str
    reachable: bool
    """Whether the name can be sent back to the server as it came."""


def with_roles(listed: Sequence[ListedFolder]) -> list[RemoteFolder]:
    """Give each folder its role; at most one of each but Sent, which a server may flag often."""
    flagged = {f.name for f in listed if "\\sent" in f.attributes}
    sent = flagged or _by_name(listed, _RANK)
    roles = {name: role for role in NAMES for name in _special(listed, role)}
    roles.update(dict.fromkeys(sent, FolderRole.SENT))
    roles.update(dict.fromkeys(_journal(listed), FolderRole.JOURNAL))
    folders = []
    for folder in listed:
        role = roles.get(folder.name, FolderRole.OTHER)
        if folder.name.upper() == "INBOX":
            role = FolderRole.INBOX
        usable = folder.reachable and not folder.attributes & _UNUSABLE
        folders.append(RemoteFolder(folder.name, role, usable))
    return folders


def _journal(listed: Sequence[ListedFolder]) -> set[str]:
    """The team's folder: at the root, or below INBOX where a server puts all folders."""
    for parent in ([], ["INBOX"]):
        for folder in listed:
            parts = folder.name.split(folder.delimiter) if folder.delimiter else [folder.name]
            if parts[-1] == JOURNAL and [part.upper() for part in parts[:-1]] == parent:
                return {folder.name}
    return set()


def _special(listed: Sequence[ListedFolder], role: FolderRole) -> set[str]:
    for attribute in ATTRIBUTES[role]:
        for folder in listed:
            if attribute in folder.attributes and folder.reachable:
                return {folder.name}
    return _by_name(listed, {name: rank for rank, name in enumerate(NAMES[role])})


def _by_name(listed: Sequence[ListedFolder], ranks: Mapping[str, int]) -> set[str]:
    best: tuple[int, int, str] | None = None
    for folder in listed:
        if not folder.reachable or folder.attributes & _UNUSABLE:
            continue
        parts = folder.name.split(folder.delimiter) if folder.delimiter else [folder.name]
        rank = ranks.get(parts[-1].casefold(), ranks.get(folder.name.casefold()))
        if rank is not None:
            candidate = (len(parts), rank, folder.name)
            best = candidate if best is None else min(best, candidate)
    return set() if best is None else {best[2]}


ID_FIELDS = ("MESSAGE-ID", "X-GOOGLE-ORIGINAL-MESSAGE-ID", "X-MICROSOFT-ORIGINAL-MESSAGE-ID")
"""Where a letter of ours says its id; the others hold it where a provider gave it another one."""

_FILES_SENT = frozenset({"X-GM-EXT-1"})
_FILES_SENT_GREETING = re.compile(r"microsoft exchange|outlook\.com", re.IGNORECASE)
_FILES_SENT_HOST = re.compile(
    r"(?:^|\.)(?:gmail\.com|googlemail\.com|office365\.(?:com|us)|outlook\.com|hotmail\.com"
    r"|partner\.outlook\.cn)\Z",
    re.IGNORECASE,
)


def files_sent(capabilities: Collection[str], greeting: str) -> bool:
    """Whether a server puts what is sent by it into Sent: Gmail, Exchange, Microsoft 365."""
    return not _FILES_SENT.isdisjoint(capabilities) or bool(_FILES_SENT_GREETING.search(greeting))


def host_files_sent(host: str) -> bool:
    """The same by the name of the server for sending."""
    return bool(_FILES_SENT_HOST.search(host))


class Refusal(Enum):
    """Why a server refused a command, as far as policy needs to know."""

    CREDENTIALS = "credentials"
    """Name or password are wrong."""
    FULL = "full"
    """The mailbox on the server has no room."""
    WEB_LOGIN = "web-login"
    """The provider wants a person to log in with a browser or to make an app password."""
    LATER = "later"
    """Busy, throttled or broken for now."""
    NEVER = "never"
    """It will not work as configured."""


_CODE = re.compile(r"\[([A-Z0-9-]+)(?:[ \]])", re.IGNORECASE)
_CODES = {
    "AUTHENTICATIONFAILED": Refusal.CREDENTIALS,
    "AUTHORIZATIONFAILED": Refusal.CREDENTIALS,
    "EXPIRED": Refusal.CREDENTIALS,
    "CONTACTADMIN": Refusal.WEB_LOGIN,
    "WEBALERT": Refusal.WEB_LOGIN,
    "UNAVAILABLE": Refusal.LATER,
    "INUSE": Refusal.LATER,
    "LIMIT": Refusal.LATER,
    "SERVERBUG": Refusal.LATER,
    "THROTTLED": Refusal.LATER,
    "OVERQUOTA": Refusal.FULL,
    "PRIVACYREQUIRED": Refusal.NEVER,
    "CANNOT": Refusal.NEVER,
    "NOPERM": Refusal.NEVER,
    "NONEXISTENT": Refusal.NEVER,
}
_WORDS = (
    (
        re.compile(r"web ?(?:browser|login)|app(?:lication)?[ -]specific password|https?://", re.I),
        Refusal.WEB_LOGIN,
    ),
    (re.compile(r"quota (?:is )?exceeded|over ?quota|mailbox (?:is )?full", re.I), Refusal.FULL),
    (
        re.compile(
            r"too many|throttl|temporar|try again|not connected|unavailable|internal error"
            r"|simultaneous|rate limit|exceeded",
            re.I,
        ),
        Refusal.LATER,
    ),
)


def refusal(answer: str, otherwise: Refusal) -> Refusal:
    """Judge the text of a NO or BAD answer; ``otherwise`` where it says nothing known."""
    for code in _CODE.findall(answer):
        if known := _CODES.get(code.upper()):
            return known
    for words, meaning in _WORDS:
        if words.search(answer):
            return meaning
    return otherwise
