"""Read address headers (RFC 5322 section 3.4) without ever believing a display name.

Structure is taken from the raw header; encoded words are decoded afterwards and only in names, so
that no decoded text can become an address. Linear in the header's length, no recursion.
"""

import re
import unicodedata
from functools import lru_cache

from app.domain.messages import Address
from mail.cleantext import one_line, without_unseen
from mail.encwords import decode_text

MAX_ADDRESSES = 2_000
"""Mailboxes kept of one header."""
_MAX_TOKENS = 30_000
_MAX_ADDRESS = 320
_MAX_NAME = 500

_SIMPLE = re.compile(
    r'(?:"([^"\\<>@,;:()\r\n=]*)"|([^"\\<>@,;:()\r\n=]*?))\s*'
    r"<([A-Za-z0-9!#$%&*+/^_{|}~.'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>\Z"
)
_BARE = re.compile(r"[A-Za-z0-9!#$%&*+/^_{|}~.'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")
# A name that holds encoded words, cut exactly as `_TOKEN` cuts it.
_ENCODED_NAME = re.compile(
    r'(?:"([^"\\]*+)"|((?:[^"\\<>@,;:()=\x1b]|=\?[^?\s]{1,60}\?[bBqQ]\?[^?<>]*\?=)*+))\s*+'
    r"<([A-Za-z0-9!#$%&*+/^_{|}~.'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>\Z"
)
_USUAL_LENGTH = 200
_NOT_LISTED = re.compile(r'["\\():;=\x1b]')
_TOKEN = re.compile(
    r"""(?P<blank>\s+)
      | (?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?<>]*\?=)
      | (?P<quoted>"(?:[^"\\]|\\.)*")
      | (?P<shift>\x1b\$[^\x1b]*(?:\x1b\([BJ])?)
      | (?P<special>[<>,;:@()"\\])
      | (?P<atom>[^\s<>,;:@()"\\\x1b=]+|[=\x1b])""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT_MARK = re.compile(r"\\.|[()]", re.DOTALL)
_LOCAL = re.compile(r'"(?:[^"\\]|\\.)+"|[^\s<>,;:@()"\\\[\]]+', re.DOTALL)
_DOMAIN = re.compile(r"[^\s<>,;:@()\"\\\[\]=?/]+|\[[0-9A-Za-z.:]+\]")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_SCRIPTS = re.compile("[Ѐ-ӿͰ-Ͽ԰-֏]")


class _Mailbox:
    """The pieces of one mailbox as they are met."""

    __slots__ = ("angle", "comments", "in_angle", "phrase")

    def __init__(self) -> None:
        self.phrase: list[tuple[str, str]] = []
        self.angle: list[str] | None = None
        self.in_angle = False
        self.comments: list[str] = []

    def is_empty(self) -> bool:
        return self.angle is None and not self.comments and not self.text()

    def text(self) -> str:
        return "".join(text for _, text in self.phrase).strip()

    def has_at(self) -> bool:
        return any(kind == "special" and text == "@" for kind, text in self.phrase)


def parse_addresses(value: str, hint: str = "") -> tuple[Address, ...]:
    """Return the mailboxes of a header, groups flattened; ``hint`` as in `decode_text`.

    A mailbox whose address cannot be read has ``address == ""`` and its text as name.
    """
    value = value.strip()
    if not value:
        return ()
    return _remembered(value, hint) if len(value) < _USUAL_LENGTH else _addresses(value, hint)


def _addresses(value: str, hint: str) -> tuple[Address, ...]:
    if len(value) < _USUAL_LENGTH:
        if (found := _read_simple(value)) is not None:
            return (found,)
        if match := _ENCODED_NAME.match(value):
            name = match[2] if match[1] is None else match[1]
            return (Address(_decoded(name, hint), _lower_domain(match[3])),)
    # "+" may begin UTF-7, which nothing but the hint tells.
    if "," in value and not ("+" in value and "7" in hint) and (listed := _listed(value)):
        return listed
    boxes = _split(value)
    addresses = []
    for box in boxes[:MAX_ADDRESSES]:
        address = _address(box, hint)
        if address.name or address.address:
            addresses.append(address)
    return tuple(addresses)


_remembered = lru_cache(maxsize=4096)(_addresses)


def _read_simple(value: str) -> Address | None:
    """The form that nearly all letters have; None where a closer look is needed."""
    if match := _SIMPLE.match(value):
        if not value.isascii():
            return None
        name = match[1] if match[1] is not None else match[2]
        return Address(one_line(name), _lower_domain(match[3]))
    if _BARE.match(value):
        return Address("", _lower_domain(value))
    return None


_simple = lru_cache(maxsize=4096)(_read_simple)


def _listed(value: str) -> tuple[Address, ...]:
    """Read a list of simple mailboxes; empty where a closer look is needed."""
    if len(value) > _MAX_TOKENS or _NOT_LISTED.search(value):
        return ()
    found = []
    for piece in map(str.strip, value.split(",")):
        one = _simple(piece) if len(piece) < _USUAL_LENGTH else None
        if one is None:
            return ()
        found.append(one)
    return tuple(found) if len(found) <= MAX_ADDRESSES else ()


def _lower_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _split(value: str) -> list[_Mailbox]:
    """Split a header into mailboxes at commas, semicolons and group names."""
    splitter = _Splitter(value)
    splitter.run()
    return _join_bare_names(splitter.boxes)


class _Splitter:
    """A linear scan over the tokens of one header."""

    def __init__(self, value: str) -> None:
        self.value = value
        self.pos = 0
        self.boxes: list[tuple[_Mailbox, str]] = []
        self.box = _Mailbox()
        self.comments_open = True
        self.quotes_open = True
        self.last_semicolon = value.rfind(";")

    def run(self) -> None:
        value, end = self.value, len(self.value)
        tokens = 0
        while self.pos < end and len(self.boxes) <= 2 * MAX_ADDRESSES:
            tokens += 1
            if tokens > _MAX_TOKENS:
                return  # half a mailbox could show a wrong address: leave it out
            if value[self.pos] == '"' and not self.quotes_open:
                self.pos += 1
                self.box.phrase.append(("atom", '"'))
                continue
            match = _TOKEN.match(value, self.pos)
            if match is None:  # cannot be, but an endless loop would be worse
                self.pos += 1
                continue
            self.pos = match.end()
            self._take(match.lastgroup or "atom", match[0])
        self._finish("")

    def _take(self, kind: str, text: str) -> None:
        box = self.box
        if kind == "special":
            self._special(text)
        elif box.in_angle and box.angle is not None:
            box.angle.append(text if kind != "blank" else " ")
        else:
            box.phrase.append((kind, text))

    def _special(self, text: str) -> None:
        box = self.box
        if text == "(":
            self._comment()
        elif text == "<":
            if box.angle is not None and "@" in box.angle:
                # A second address in one mailbox: the last one is where mail would go.
                box.phrase.append(("atom", "<" + "".join(box.angle).strip() + ">"))
            elif box.angle is not None:
                box.phrase.append(("atom", "".join(box.angle)))
            box.angle, box.in_angle = [], True
        elif text == ">":
            box.in_angle = False
        elif (
            text in ",;"
            and box.in_angle
            and box.angle
            and box.angle[0] == "@"
            and ":" not in box.angle
        ):
            box.angle.append(text)  # an obsolete route: <@one,@two:local@domain>
        elif text in ",;":
            self._finish(text)
        elif text == ":" and not box.in_angle and self._begins_group():
            self.box = _Mailbox()
        elif text == '"':
            self.quotes_open = False  # never closed: from here on just a character
            self._take("atom", text)
        elif box.in_angle and box.angle is not None:
            box.angle.append(text)
        else:
            box.phrase.append(("special", text))

    def _begins_group(self) -> bool:
        return self.last_semicolon >= self.pos and not self.box.has_at() and self.box.angle is None

    def _comment(self) -> None:
        """Skip a comment, nested ones included; without its end it is no comment."""
        if not self.comments_open:
            self._take("atom", "(")
            return
        depth = 1
        for match in _COMMENT_MARK.finditer(self.value, self.pos):
            mark = match[0]
            depth += 1 if mark == "(" else -1 if mark == ")" else 0
            if depth == 0:
                self.box.comments.append(self.value[self.pos : match.start()][:_MAX_NAME])
                self.pos = match.end()
                return
        self.comments_open = False
        self._take("atom", "(")

    def _finish(self, separator: str) -> None:
        if not self.box.is_empty():
            self.boxes.append((self.box, separator))
        self.box = _Mailbox()


def _join_bare_names(boxes: list[tuple[_Mailbox, str]]) -> list[_Mailbox]:
    """Join ``Doe, John <john@example.org>``: a name without address before a comma and a name."""
    joined: list[_Mailbox] = []
    waiting: list[_Mailbox] = []
    for box, separator in boxes:
        if box.angle is None and not box.has_at() and separator == "," and len(waiting) < 4:
            waiting.append(box)
            continue
        if waiting and box.angle is not None and box.text():
            phrase: list[tuple[str, str]] = []
            for part in waiting:
                phrase += [*part.phrase, ("atom", ", ")]
            while box.phrase and box.phrase[0][0] == "blank":
                box.phrase.pop(0)
            box.phrase = phrase + box.phrase
        else:
            joined += waiting
        waiting = []
        joined.append(box)
    return joined + waiting


def _address(box: _Mailbox, hint: str) -> Address:
    if box.angle is not None:
        address = _addr_spec("".join(box.angle))
        name = _name(box.phrase, hint)
        if not name and box.comments:
            name = _decoded(" ".join(box.comments), hint)
        if not address and not name:
            name = _decoded("".join(box.angle), hint)
        return Address(name, address)
    if box.has_at():
        return _without_angle(box, hint)
    return Address(_name(box.phrase, hint) or _decoded(" ".join(box.comments), hint), "")


def _without_angle(box: _Mailbox, hint: str) -> Address:
    """A mailbox such as ``local@domain (Name)``, or a name and an address without brackets."""
    words: list[list[tuple[str, str]]] = [[]]
    for kind, text in box.phrase:
        if kind == "blank":
            words.append([])
        else:
            words[-1].append((kind, text))
    words = _glued(words)
    with_at = [n for n, word in enumerate(words) if ("special", "@") in word]
    address = _addr_spec("".join(t for _, t in words[with_at[0]])) if len(with_at) == 1 else ""
    if not address:
        return Address(_name(box.phrase, hint), "")
    rest = [
        item for n, word in enumerate(words) if n != with_at[0] for item in (*word, ("blank", " "))
    ]
    name = _name(rest, hint) or _decoded(" ".join(box.comments), hint)
    return Address(name, address)


def _glued(words: list[list[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    """Join ``local @ domain``: blanks around the at sign are allowed by the old grammar."""
    out: list[list[tuple[str, str]]] = []
    for word in words:
        if not word:
            continue
        at_start, at_end = (
            word[0] == ("special", "@"),
            bool(out) and out[-1][-1] == ("special", "@"),
        )
        if out and (at_start or at_end):
            out[-1] = out[-1] + word
        else:
            out.append(word)
    return out


def _addr_spec(text: str) -> str:
    """Return ``local@domain`` with the domain in lower case, or ``""`` for anything doubtful."""
    text = text.strip()
    if text.startswith("@") and ":" in text:
        text = text.rpartition(":")[2].strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    if len(text) > _MAX_ADDRESS:
        return ""
    if not text.isascii():
        try:
            text = text.encode("utf-8", "surrogateescape").decode("utf-8")
        except UnicodeError:
            return ""
    local, at, domain = text.rpartition("@")
    local, domain = local.strip(), domain.strip().rstrip(".")
    if not at or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return ""
    if without_unseen(local + domain) != local + domain:
        return ""
    return f"{local}@{_shown_domain(domain)}"


def _shown_domain(domain: str) -> str:
    """Lower-case a domain; labels that mix alphabets to look like another are shown encoded."""
    domain = domain.lower()
    if domain.isascii():
        return domain
    labels = []
    for label in unicodedata.normalize("NFC", domain).split("."):
        if not label.isascii() and _SCRIPTS.search(label) and re.search("[a-z]", label):
            labels.append("xn--" + label.encode("punycode").decode("ascii"))
        else:
            labels.append(label)
    return ".".join(labels)


def _name(phrase: list[tuple[str, str]], hint: str) -> str:
    """Return the display name: quotes taken off, encoded words decoded, safe to show."""
    pieces = []
    for kind, text in phrase:
        if kind == "quoted":
            pieces.append(_QUOTED_PAIR.sub(r"\1", text[1:-1]) if "\\" in text else text[1:-1])
        else:
            pieces.append(text)
    return _decoded("".join(pieces), hint)


def _decoded(text: str, hint: str) -> str:
    return one_line(decode_text(text[: 40 * _MAX_NAME].strip(), hint))[:_MAX_NAME]
