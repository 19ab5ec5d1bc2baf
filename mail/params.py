"""Read ``Content-Type`` and ``Content-Disposition`` with parameters (RFC 2045, 2183, 2231)."""

import re
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from mail.charsets import codec_of, decode
from mail.encwords import decode_text

_PARAM = re.compile(
    r"""[;\s]\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|"([^";]*)|([^;]*))""", re.DOTALL
)
_SEGMENT = re.compile(r"([^*]+)(?:\*([0-9]{1,4}))?(\*?)\Z")
_COMMENT = re.compile(r"\s*\([^()]*\)\s*\Z")
_TOKEN = re.compile(r"\s*([^\s;,\"()]+)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_LONG_BLANK = re.compile(r"\s{9,}")
_MAX_VALUE = 20_000
_MAX_PARAMS = 200


class Parameter(NamedTuple):
    """A parameter put together from its segments, not yet decoded."""

    value: str
    extended: bool
    """Whether percent escapes and a charset prefix are meant (RFC 2231)."""


class Structured(NamedTuple):
    """A structured header: its leading token in lower case, and its parameters by name."""

    token: str
    params: "MappingProxyType[str, Parameter]"

    def get(self, name: str) -> str:
        """Return a parameter as plain text (charset, boundary), ``""`` where it is missing."""
        found = self.params.get(name)
        return found.value if found else ""


def read(value: str) -> Structured:
    """Take a structured header apart; short values are remembered, most letters repeat them."""
    return _read_cached(value) if len(value) < 120 else _read(value[:_MAX_VALUE])


def _read(value: str) -> Structured:
    value = _LONG_BLANK.sub(" ", value)
    match = _TOKEN.match(value)
    token = match[1].lower() if match else ""
    rest = value[match.end() if match else 0 :]
    if "=" in token:
        token, rest = "", ";" + value
    segments: dict[str, dict[int, Parameter]] = {}
    plain: dict[str, Parameter] = {}
    for count, found in enumerate(_PARAM.finditer(rest)):
        if count >= _MAX_PARAMS:
            break
        parts = _SEGMENT.match(found[1].lower())
        if parts is None:
            continue
        text = _param_text(found, parts[1])
        if parts[2] is None:
            key = parts[1] + "*" if parts[3] else parts[1]
            plain.setdefault(key, Parameter(text, bool(parts[3])))
        else:
            segments.setdefault(parts[1], {}).setdefault(
                int(parts[2]), Parameter(text, bool(parts[3]))
            )
    params = {name: value for name, value in plain.items() if not name.endswith("*")}
    for name, pieces in segments.items():
        params[name] = _assembled(pieces)
    for name, value_ in plain.items():
        if name.endswith("*"):
            params[name[:-1]] = value_
    return Structured(token, MappingProxyType(params))


_read_cached = lru_cache(maxsize=1024)(_read)


def _param_text(found: "re.Match[str]", name: str) -> str:
    quoted, unclosed, bare = found[2], found[3], found[4]
    if quoted is not None:
        if "\\" not in quoted:
            return quoted
        if name in ("filename", "name") and re.search(r'\\[^"\\]', quoted):
            return quoted  # a Windows path with its backslashes, not an escape
        return re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
    if unclosed is not None:
        return unclosed.strip()
    text: str = bare.strip()
    if name not in ("filename", "name"):
        text = _COMMENT.sub("", text).strip("\"' ")
    return text


def _assembled(pieces: dict[int, Parameter]) -> Parameter:
    """Join numbered segments; ones without a star are literal and must survive unquoting."""
    extended = any(piece.extended for piece in pieces.values())
    text = "".join(
        piece.value.replace("%", "%25") if extended and not piece.extended else piece.value
        for _, piece in sorted(pieces.items())
    )
    return Parameter(text, extended)


def text_of(parameter: Parameter, hint: str = "") -> str:
    """Decode a parameter that people see, such as a file name, in any of the wrong forms."""
    value = parameter.value
    if parameter.extended:
        charset, quote, rest = value.partition("'")
        if quote and "'" in rest and (not charset or codec_of(charset)):
            value = rest.partition("'")[2]
        elif quote and "'" in rest and re.fullmatch(r"[A-Za-z0-9_-]*", charset):
            charset, value = "", rest.partition("'")[2]
        else:
            charset = ""
        if "=?" not in value:
            data = unquote_to_bytes(value.encode("utf-8", "surrogateescape"))
            return decode(data, charset, hint)[0]
    text = decode_text(value, hint)
    if text.isascii() and _PERCENT.search(text):
        data = unquote_to_bytes(text)
        if not data.isascii():
            try:
                return data.decode("utf-8")
            except UnicodeDecodeError:
                return text
    return text
