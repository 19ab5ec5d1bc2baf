"""Addresses in hostile HTML: which may stay, and where they truly lead."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

_LONGEST = 8_000
_EDGES = "".join(map(chr, range(33))) + "\x7f\xa0\u200b\u2060\ufeff"
_DROPPED = str.maketrans("", "", "\t\r\n\0")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,30}):")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\"<>`{}|^\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MAILTO = re.compile(r"[^\s<>@?]{1,128}@[^\s<>@?]{1,255}")
_PHONE = re.compile(r"[+\d().;=\w*#,/-]{2,60}", re.ASCII)
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SHOWN_HOST = re.compile(
    r"(?:(https?)\s?:[/\\]{2})?(?<![\w.@-])"
    r"((?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24})(?![\w@-])",
    re.IGNORECASE,
)
_SHOWN_MAIL = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?![\w-])")
_FILE_ENDINGS = frozenset(
    "pdf doc docx xls xlsx ppt pptx txt csv zip rar png jpg jpeg gif html htm php js py md json "
    "xml exe msi dmg eml log cfg ini sh bat tar gz sql yml yaml css ts tsx".split()
)
_SECOND_LEVEL = frozenset(
    "co com org net edu gov ac or ne go gob gouv msk spb kiev kyiv lviv in mil nom".split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """A link's destination, safe to put into ``href``."""

    href: str
    """``http:``, ``https:``, ``mailto:`` or ``tel:``, without white space and controls."""
    host: str
    """True host in lower case for the web, the address's domain for ``mailto``, else ``""``."""
    disguised: bool
    """The address itself pretends: ``https://bank.example@evil.example/``."""


def plain_address(value: str) -> str:
    """Return an address without what browsers ignore: controls around it, line ends inside."""
    return value.translate(_DROPPED).strip(_EDGES)


@lru_cache(maxsize=1_024)
def link_target(value: str) -> Target | None:
    """Return where a link leads, or None where it must not be followed.

    Reads the value as browsers do: controls around it and tabs and line ends inside vanish, and
    backslashes count as slashes.
    """
    if len(value) > _LONGEST:
        return None
    value = plain_address(value)
    match = _SCHEME.match(value)
    if match is None:
        return None
    scheme, rest = match[1].lower(), value[match.end() :]
    if scheme in ("http", "https"):
        return _web(scheme, rest)
    if scheme == "mailto":
        address = _MAILTO.match(unquote(rest))
        host = address[0].rpartition("@")[2].lower() if address else ""
        return Target(f"mailto:{_escape(rest)}", host, disguised=False) if address else None
    if scheme == "tel" and _PHONE.fullmatch(rest):
        return Target(f"tel:{rest}", "", disguised=False)
    return None


def _web(scheme: str, rest: str) -> Target | None:
    rest = rest.lstrip("/\\")
    end = next((i for i, ch in enumerate(rest) if ch in "/\\?#"), len(rest))
    authority, path = rest[:end], rest[end:]
    user, at, place = authority.rpartition("@")
    name = unquote(place)
    port = re.search(r":\d{0,5}$", name)
    if port:
        name = name[: port.start()]
    host = _host(name)
    if not host:
        return None
    shown_port = port[0] if port else ""
    login = f"{_escape(user)}@" if at else ""
    href = f"{scheme}://{login}{host}{shown_port}{_escape(path)}"
    return Target(href, host, disguised=bool(at))


def _host(name: str) -> str:
    """Return a host in lower case, in Unicode where that is unambiguous, else in Punycode."""
    name = unicodedata.normalize("NFKC", name).replace("。", ".").strip(".").lower()
    if re.fullmatch(r"\[[0-9a-f:.]{2,45}\]", name):
        return name
    if not re.fullmatch(r"[\w.-]{1,253}", name):
        return ""
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def readable_host(host: str) -> str:
    """Return a host as a person reads it: Unicode beside the true name where they differ."""
    if "xn--" not in host:
        return host
    try:
        return f"{host.encode('ascii').decode('idna')} ({host})"
    except UnicodeError:
        return host


def _escape(text: str) -> str:
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), text)


def shows_other_host(text: str, target: Target) -> bool:
    """Return whether a link's visible text names another host than the one it leads to."""
    if target.disguised:
        return True
    if not target.host or len(text) > 2_000:
        return False
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    mail = _SHOWN_MAIL.search(text)
    if mail is not None:
        return not _same_site(mail[1].lower(), target.host)
    found = _SHOWN_HOST.search(text)
    if found is None or target.href.startswith("mailto:"):
        return False
    shown = _host(found[2])
    last = shown.rpartition(".")[2]
    named = bool(found[1]) or shown.startswith("www.")
    if not shown or (not named and last in _FILE_ENDINGS):
        return False
    return not _same_site(shown, target.host)


def _same_site(one: str, other: str) -> bool:
    one, other = _site(_host(one)), _site(_host(other))
    return bool(one) and one == other


def _site(host: str) -> str:
    """Return the part of a host that somebody registered, as far as its form tells."""
    labels = host.split(".")
    if len(labels) >= 3 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) <= 3:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])
