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


_IMPLIED = {
    # RFC 9051, section 2: what the newer protocol contains
    "IMAP4REV2": frozenset(Feature) - {Feature.CONDSTORE},
    "QRESYNC": frozenset({Feature.CONDSTORE}),  # RFC 7162, section 3.2.3
}


def features(capabilities: Collection[str]) -> frozenset[Feature]:
    """Tell what can be used from the words of a CAPABILITY answer, in upper case."""
    offered = {feature for feature in Feature if feature.value in capabilities}
    for word, contained in _IMPLIED.items():
        if word in capabilities:
            offered |= contained
    return frozenset(offered)


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
    folders = []
    for folder in listed:
        role = roles.get(folder.name, FolderRole.OTHER)
        if folder.name.upper() == "INBOX":
            role = FolderRole.INBOX
        usable = folder.reachable and not folder.attributes & _UNUSABLE
        folders.append(RemoteFolder(folder.name, role, usable))
    return folders


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
