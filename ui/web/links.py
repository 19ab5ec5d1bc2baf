"""What a link really points at, and whether its text says something else. Pure functions."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_OPENABLE = ("http", "https", "mailto")
_HOST_IN_TEXT = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^\s/@]*@)?"
    r"((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62})(?=[/:?#\s]|$)",
    re.IGNORECASE,
)
_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Target:
    """A link as the person must see it before it is opened."""

    url: str
    scheme: str
    host: str
    """In ASCII (punycode), lower case; for ``mailto`` the recipient's domain."""
    host_unicode: str
    """The readable form of an international name, ``""`` where it is the same."""
    disguised_as: str
    """Another host that the link's text shows, ``""`` for none."""
    mixed_scripts: bool
    """The readable name mixes alphabets, as look-alike names do."""
    has_credentials: bool
    """A user name stands before the host: ``https://bank.example@evil.example``."""


def inspect(url: str, texts: frozenset[str] = frozenset()) -> Target | None:
    """Look through a link; None where it is not one that may be opened at all."""
    try:
        parts = urlsplit(url)
        host = _host(parts)
    except ValueError:
        return None
    if parts.scheme not in _OPENABLE or (not host and parts.scheme != "mailto"):
        return None
    ascii_host, readable = _both_forms(host)
    return Target(
        url=url[:_SHOWN],
        scheme=parts.scheme,
        host=ascii_host,
        host_unicode=readable if readable != ascii_host else "",
        disguised_as=_other_host(texts, ascii_host),
        mixed_scripts=_mixes_scripts(readable),
        has_credentials=parts.scheme != "mailto" and "@" in parts.netloc,
    )


def _host(parts: SplitResult) -> str:
    if parts.scheme == "mailto":
        return unquote(parts.path).split(",")[0].rpartition("@")[2].strip().lower()
    return (parts.hostname or "").lower().rstrip(".")


def _both_forms(host: str) -> tuple[str, str]:
    """Return a host as punycode and as people read it."""
    labels_ascii, labels_readable = [], []
    for label in host.split("."):
        if label.startswith("xn--"):
            readable = _decode(label)
            labels_ascii.append(label)
        else:
            readable = label
            encoded = unicodedata.normalize("NFKC", label).encode("punycode").decode()
            labels_ascii.append(label if label.isascii() else f"xn--{encoded}")
        labels_readable.append(readable)
    return ".".join(labels_ascii), ".".join(labels_readable)


def _decode(label: str) -> str:
    try:
        readable = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label
    return readable if readable.isprintable() else label


def _other_host(texts: frozenset[str], host: str) -> str:
    for text in sorted(texts):
        for match in _HOST_IN_TEXT.finditer(text.strip().lower()):
            shown = _both_forms(match[1])[0]
            if not _same_site(shown, host):
                return match[1]
    return ""


def _same_site(shown: str, host: str) -> bool:
    """A text may leave out subdomains of the real host, never name another one."""
    return host == shown or host.endswith(f".{shown}") or shown == f"www.{host}"


def _mixes_scripts(host: str) -> bool:
    for label in host.split("."):
        scripts = {unicodedata.name(char, "").split(" ")[0] for char in label if char.isalpha()}
        if len(scripts) > 1:
            return True
    return False
