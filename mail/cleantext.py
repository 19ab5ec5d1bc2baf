"""Make text that came from mail safe to show: no control, bidirectional or invisible characters."""

import re

MAX_LINE = 10_000
"""Characters kept of a text on one line, such as a subject."""
MAX_FILENAME = 180
"""Characters kept of a file name, extension included."""

# Joiners mean something between letters of these scripts and between emoji, and nowhere else.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
)
_UNSEEN_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SEEN_ASCII = bytes((*b"\t\n", *range(0x20, 0x7F)))
_PLAIN = re.compile(
    "[\t\n -~\xa0-\xac\xae-\u034e\u0350-\u061b\u2010-\u2027\u2030-\u205f\u2070-\u2bff"
    "\u4e00-\u9fff\U0001f300-\U0001faff]*"
)
"""Text that ends within this holds nothing unseen: by far the most, and quickly told."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_SPACES = re.compile(" {2,}")
_LINE_ENDS = re.compile("\r+\n|\r|\x85|\u2028|\u2029")
_LONG_WORDS = re.compile(r"[\w.~+/=%-]{32,}")
_FORBIDDEN_IN_NAMES = re.compile(r'[/\\<>:"|?*]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)")
_PATH_LIKE = re.compile(r"(?i)(?:[a-z]:)?[/\\]|[a-z]:|~[/\\]|.*(?:^|[/\\])\.\.(?:[/\\]|$)")


def without_unseen(text: str) -> str:
    """Drop what cannot be seen but tab and line feed; lone surrogates become U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    if _PLAIN.fullmatch(text):
        return text
    return _UNSEEN.sub("", _SURROGATE.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Return the text on one line, runs of blanks as one, at most `MAX_LINE` characters."""
    if text.isascii() and text.isprintable() and "  " not in text and len(text) <= MAX_LINE:
        return text.strip()
    text = without_unseen(_BREAKS.sub(" ", text[: 4 * MAX_LINE]))
    return _SPACES.sub(" ", text).strip()[:MAX_LINE]


def without_tokens(text: str) -> str:
    """Blot out what may be an access token, coded or not: words longer than people write.

    Addresses and paths stay, unless a part of them is as long.
    """

    def blotted(found: re.Match[str]) -> str:
        return "[…]" if any(len(part) >= 32 for part in found[0].split("/")) else found[0]

    return _LONG_WORDS.sub(blotted, text)


def body_text(text: str) -> str:
    """Return text of several lines with LF line ends and nothing unseen but tabs."""
    text = text.replace("\r\n", "\n")
    if text.isascii():
        if "\r" in text:
            text = _LINE_ENDS.sub("\n", text)
        if text.encode("ascii").translate(None, _SEEN_ASCII):
            return _UNSEEN_ASCII.sub("", text)
        return text
    if _PLAIN.fullmatch(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    return _UNSEEN.sub("", _SURROGATE.sub("\ufffd", text))


def bare_filename(name: str) -> str:
    """Return a file name without path, safe to show and to save on any system; may be ``""``."""
    name = one_line(name)
    if _PATH_LIKE.match(name):
        name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    name = _FORBIDDEN_IN_NAMES.sub("_", name).strip(" .")
    if _RESERVED.match(name):
        name = "_" + name
    if len(name) > MAX_FILENAME:
        stem, dot, extension = name.rpartition(".")
        keep = len(extension) + 1 if dot and len(extension) <= 12 else 0
        name = (stem if keep else name)[: MAX_FILENAME - keep].rstrip(" .") + name[-keep:] * (
            keep > 0
        )
    return name
