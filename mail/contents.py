"""Sort the parts of a letter into what is read as its text and what is attached to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mail import names, params, tnef, transfer
from mail.charsets import decode
from mail.cleantext import bare_filename, body_text, without_unseen
from mail.encwords import decode_text
from mail.headers import Headers
from mail.mime import Part, Walker, is_type

MAX_TEXT = 2_000_000
"""Characters of text, and of HTML, that are kept of a letter."""
_MAX_ENCODED = 4_000_000
STATUSES = frozenset(("message/delivery-status", "message/global-delivery-status"))
"""Parts that say what became of a letter (RFC 3464, and RFC 6533 for addresses in any script)."""
ORIGINALS = frozenset((
    "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers",
    "message/rfc822-headers",
))  # fmt: skip
"""Parts that bring the letter back, or its head; the last is what some servers write."""
_MAX_TEXT_PARTS = 100
_MAX_TNEF = 10
_LETTER_HEAD = 32_000
_MAX_LETTER_HEADS = 1_000_000
_MAX_UU_TEXT = 60_000_000
_MAX_WHOLE = 40_000_000
_HTML_START = re.compile(r"\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)


@dataclass(slots=True)
class Source:
    """An attachment and the way to its bytes."""

    filename: str
    type: str
    size: int
    content_id: str
    disposition: str
    read: Callable[[], bytes]
    related: bool = False
    """Whether it stands beside an HTML part in ``multipart/related``."""


@dataclass(slots=True)
class Segment:
    """A stretch of the letter's text in one or both forms."""

    plain: str | None = None
    _html: str | None = None
    flowed: bool = False
    delsp: bool = False
    _decoded: list[str] = field(default_factory=list)

    @property
    def has_html(self) -> bool:
        """Whether `html` is not None."""
        return self._html is not None or bool(self._decoded)

    @property
    def html(self) -> str | None:
        """The HTML without what nobody sees, made when it is asked for: indexing seldom does."""
        if self._decoded:
            self._html = (self._html or "") + "".join(map(body_text, self._decoded))
            self._decoded.clear()
        return self._html

    def add_html(self, text: str) -> None:
        """Append HTML as it was decoded."""
        self._decoded.append(text)

    def set_html(self, text: str | None) -> None:
        """Have this HTML, of which nothing has to be taken out any more."""
        self._html = text
        self._decoded.clear()


@dataclass(slots=True)
class Contents:
    """A letter taken apart, before anything is chosen or summed up."""

    data: bytes
    root: Part
    headers: Headers
    charset: str
    """Charset that the first text part declares, ``""`` for none: a hint for raw headers."""
    segments: list[Segment] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    calendars: list[Part] = field(default_factory=list)
    reports: list[Part] = field(default_factory=list)
    defects: dict[str, None] = field(default_factory=dict)


def read_contents(raw: bytes) -> Contents:
    """Take a letter apart. Never raises; damage is recorded in ``defects``."""
    data = raw
    if b"\n" not in raw[:4096] and b"\r" in raw[:4096]:
        data = raw[:_MAX_WHOLE].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    walker = Walker(data)
    root = walker.walk()
    contents = Contents(data, root, root.headers, _first_charset(root), defects=walker.defects)
    if data is not raw:
        contents.defects["bare-carriage-returns"] = None
    _Sorter(contents).sort()
    return contents


def _first_charset(part: Part) -> str:
    if part.is_multipart:
        for child in part.children:
            if found := _first_charset(child):
                return found
        return ""
    return part.structured.get("charset") if part.type.startswith("text/") else ""


class _Sorter:
    """Walks the tree once, in reading order."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.text_parts = 0
        self.text_bytes = 0
        self.tnefs = 0
        self.letter_heads = 0

    def sort(self) -> None:
        self._part(self.contents.root, alternative=None, related=False)
        _pair_equal_texts(self.contents.segments)

    def _note(self, defect: str) -> None:
        if defect:
            self.contents.defects[defect] = None

    def _part(self, part: Part, alternative: Segment | None, *, related: bool) -> None:
        if not part.is_multipart:
            self._leaf(part, alternative, related=related)
        elif part.type == "multipart/alternative":
            self._alternative(part, alternative)
        else:
            inside = related or part.type == "multipart/related"
            for number, child in enumerate(part.children):
                # Within an alternative only the first part is the alternative; others are with it.
                into = alternative if number == 0 or child.type.startswith("text/") else None
                self._part(child, into if alternative is not None else None, related=inside)

    def _alternative(self, part: Part, outer: Segment | None) -> None:
        segment = outer or Segment()
        if outer is None:
            self.contents.segments.append(segment)
        for child in part.children:
            self._part(child, segment, related=False)

    def _leaf(self, part: Part, alternative: Segment | None, *, related: bool) -> None:
        disposition = params.read(part.headers.first("content-disposition"))
        filename = ""
        if disposition.params or "name" in part.structured.params:
            filename = names.declared(part, disposition, self.contents.charset)
        if part.type == "text/calendar":
            self.contents.calendars.append(part)
        if part.type in STATUSES or part.type in ORIGINALS:
            self.contents.reports.append(part)
        if part.type.startswith("multipart/"):
            self._broken_multipart(part, filename, disposition)
        elif self._is_text(part, filename, disposition, alternative):
            self._text(part, alternative)
        elif part.type == "text/x-amp-html" and alternative is not None:
            return
        elif not (part.type == "application/ms-tnef" or filename.lower() == "winmail.dat") or (
            not self._tnef(part)
        ):
            self._attach(part, filename, disposition, related=related)

    def _is_text(
        self, part: Part, filename: str, disposition: params.Structured, alternative: Segment | None
    ) -> bool:
        if disposition.token == "attachment":  # noqa: S105 - a header's token, no secret
            return False
        if part.type not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
            return False
        if self.text_parts >= _MAX_TEXT_PARTS or self.text_bytes >= _MAX_ENCODED:
            self._note("text-cut")
            return False
        if not filename or alternative is not None:
            return True
        # A name alone does not make an attachment of the only text that there is.
        return part is self.contents.root or (
            not self.contents.segments and disposition.token != "inline"  # noqa: S105
        )

    def _broken_multipart(self, part: Part, filename: str, disposition: params.Structured) -> None:
        """A multipart whose parts cannot be told apart: its text is better than nothing."""
        if "too-deep" in self.contents.defects or part is not self.contents.root:
            if part.end > part.start:
                self._attach(part, filename, disposition, related=False)
            return
        self._text(part, None)

    def _body(self, part: Part) -> bytes:
        data = self.contents.data
        end = part.end
        if end - part.start > _MAX_ENCODED - self.text_bytes:
            end = part.start + _MAX_ENCODED - self.text_bytes
            self._note("text-cut")
        encoded = data[part.start : end]
        self.text_parts += 1
        self.text_bytes += end - part.start
        if part.encoding == "base64" and not transfer.looks_like_base64(encoded):
            self._note("wrong-encoding")
            part.encoding = ""
        decoded, defect = transfer.decode(encoded, part.encoding)
        self._note(defect)
        return decoded

    def _text(self, part: Part, alternative: Segment | None) -> None:
        data = self._body(part)
        segment = alternative or Segment()
        if alternative is None:
            self.contents.segments.append(segment)
        is_html = part.type == "text/html"
        if not is_html and (b"\nbegin" in data or data.startswith(b"begin")):
            data = self._without_uuencoded(part, data)
        label = part.structured.get("charset")
        if is_html and not label:
            label = _meta_charset(data)
        text, defect = decode(data, label, self.contents.charset)
        if defect != "missing-charset" or part.type == "text/plain":
            self._note(defect)
        if b"\0" in data and "\0" in text:
            self._note("nul-in-body")
        if len(text) > MAX_TEXT:
            text = text[:MAX_TEXT]
            self._note("text-cut")
        if is_html:
            segment.add_html(text)
            return
        text = body_text(text)
        if part.type in ("text/enriched", "text/richtext"):
            text = re.sub(r"<[^<>]{0,60}>", "", text.replace("<<", "\ufffc")).replace("\ufffc", "<")
        if _HTML_START.match(text):
            segment.set_html((segment.html or "") + text)
        elif segment.plain is None or not segment.plain.strip():
            segment.plain = text
            if part.structured.get("format").lower() == "flowed":
                segment.flowed = True
                segment.delsp = part.structured.get("delsp").lower() == "yes"
        else:
            segment.plain += "\n" + text

    def _without_uuencoded(self, part: Part, data: bytes) -> bytes:
        if part.encoding == "" and part.end - part.start > len(data):
            data = self.contents.data[part.start : min(part.end, part.start + _MAX_UU_TEXT)]
        blocks = transfer.uu_blocks(data)
        pieces, pos = [], 0
        for start, end, raw_name, decoded in blocks:
            pieces.append(data[pos:start])
            pos = end
            name = bare_filename(decode(raw_name, "", self.contents.charset)[0])
            self._add(name, "application/octet-stream", decoded, "", "attachment")
        pieces.append(data[pos:])
        return b"".join(pieces)[:_MAX_ENCODED] if blocks else data[:_MAX_ENCODED]

    def _tnef(self, part: Part) -> bool:
        """Put the contents of a winmail.dat in its place; False where it cannot be read."""
        self.tnefs += 1
        if self.tnefs > _MAX_TNEF or part.end - part.start > tnef.MAX_SIZE * 3 // 2:
            self._note("tnef-too-large")
            return False
        decoded = transfer.decode(self.contents.data[part.start : part.end], part.encoding)[0]
        found = tnef.unpack(decoded)
        if found is None or not (found.files or found.text or found.html):
            self._note("bad-tnef")
            return False
        if not found.complete:
            self._note("bad-tnef")
        if (found.text.strip() or found.html.strip()) and not self.contents.segments:
            self.contents.segments.append(
                Segment(body_text(found.text)[:MAX_TEXT], body_text(found.html)[:MAX_TEXT] or None)
            )
        for file in found.files:
            kind = file.content_type if is_type(file.content_type) else "application/octet-stream"
            content_id = _content_id(file.content_id)
            self._add(bare_filename(file.name), kind, file.data, content_id, "attachment")
        return bool(found.files) or bool(found.text or found.html)

    def _attach(
        self, part: Part, filename: str, disposition: params.Structured, *, related: bool
    ) -> None:
        data, sources = self.contents.data, self.contents.sources
        start, end, encoding = part.start, part.end, part.encoding
        if part.type in names.LETTERS and not filename:
            filename = self._name_of_letter(data[start : min(end, start + _LETTER_HEAD)], encoding)
        sources.append(
            Source(
                filename or names.made_up(part.type, len(sources) + 1),
                part.type,
                transfer.decoded_size(data, start, end, encoding),
                _content_id(part.headers.first("content-id")),
                disposition.token,
                lambda: transfer.decode_range(data, start, end, encoding),
                related,
            )
        )

    def _name_of_letter(self, head: bytes, encoding: str) -> str:
        self.letter_heads += len(head)
        if self.letter_heads > _MAX_LETTER_HEADS:
            return "message.eml"
        return names.of_letter(transfer.decode(head, encoding)[0], self.contents.charset)

    def _add(self, name: str, kind: str, data: bytes, content_id: str, disposition: str) -> None:
        sources = self.contents.sources
        name = name or names.made_up(kind, len(sources) + 1)
        sources.append(Source(name, kind, len(data), content_id, disposition, lambda: data))


_META = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)


def _meta_charset(data: bytes) -> str:
    match = _META.search(data, 0, 4096)
    return match[1].decode("ascii") if match else ""


def _content_id(value: str) -> str:
    bare = re.sub(r"[\s\x00-\x1f]+", "", value).strip("<>")
    return without_unseen(decode_text(bare))[:998]


def _pair_equal_texts(segments: list[Segment]) -> None:
    """Pair plain text and HTML of one text that were sent side by side, not as alternatives."""
    if len(segments) == 2:
        first, second = segments
        if first.plain and not first.has_html and second.plain is None and second.html:
            words = set(re.findall(r"\w{3,}", first.plain[:20_000]))
            others = set(re.findall(r"\w{3,}", second.html[:200_000]))
            if words and len(words & others) >= 0.9 * len(words):
                first.set_html(second.html)
                segments.pop()
