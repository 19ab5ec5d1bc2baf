"""Find the parts of a letter (RFC 2046) within fixed limits, whatever its boundaries look like.

The tree holds offsets into the raw bytes; nothing is decoded here. Attached letters
(``message/rfc822``) are leaves: what is in them belongs to them.
"""

import re
from dataclasses import dataclass, field

from mail import params, transfer
from mail.headers import Headers, read_block

MAX_DEPTH = 50
"""Multiparts within each other that are followed; deeper ones are kept whole."""
MAX_PARTS = 2_000
"""Parts of a letter that are read; the rest stays in its source."""
MAX_HEADER_BYTES = 4_000_000
"""Header bytes read over all parts."""

_FIRST_DELIMITER = re.compile(
    rb"(?:\A|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n(?=[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-)"
)
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+\Z")
_USUAL_TYPES = frozenset((
    "text/plain", "text/html", "multipart/alternative", "multipart/mixed", "multipart/related",
    "multipart/signed", "multipart/report", "application/octet-stream", "application/pdf",
    "image/png", "image/jpeg", "image/gif", "message/rfc822",
))  # fmt: skip
_MAX_BOUNDARY = 400
_MAX_TYPE = 200
_FALSE_HITS = 200_000
_MAX_SCANNED = 500_000_000
"""Bytes searched for delimiters over all open multiparts."""


@dataclass(slots=True)
class Part:
    """One node: a multipart with children, or a leaf with a stretch of the raw bytes."""

    headers: Headers
    type: str
    """Lower case ``type/subtype``, never empty."""
    structured: params.Structured
    encoding: str
    """``base64``, ``qp``, ``uu`` or ``""``."""
    start: int
    end: int
    """Encoded body within the raw bytes."""
    children: "list[Part]" = field(default_factory=list)
    is_multipart: bool = False


@dataclass(slots=True, eq=False)
class _Boundary:
    """An open multipart's delimiter with its next place, searched only once a stretch.

    Two may carry the same mark, so they are told apart by identity alone.
    """

    mark: bytes
    next_at: int = -1
    """Start of the next delimiter line's ``--``; ``_NOWHERE`` when there is none."""
    closing: bool = False
    after: int = 0


_NOWHERE = 1 << 62


class Walker:
    """Reads one letter's structure; use once. Never raises, records what was wrong."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.defects: dict[str, None] = {}
        self._open: list[_Boundary] = []
        self._parts = 0
        self._header_bytes = 0
        self._false_hits = 0
        self._scanned = 0

    def walk(self) -> Part:
        """Return the root part."""
        return self._entity(0, "text/plain", depth=0)[0]

    def _note(self, defect: str) -> None:
        self.defects[defect] = None

    def _entity(self, start: int, default: str, depth: int) -> tuple[Part, _Boundary | None]:
        """Read one part from ``start``; return it and the delimiter that ended it."""
        self._parts += 1
        stop = self._next(start) if self._open else None
        limit = stop.next_at if stop else len(self.data)
        block = read_block(self.data, start, limit)
        self._header_bytes += block.body - start
        for defect in block.defects:
            self._note(defect)
        headers = block.headers
        structured = params.read(headers.first("content-type"))
        kind = _content_type(structured.token, default)
        encoding, known = transfer.encoding_of(headers.first("content-transfer-encoding"))
        if not known:
            self._note("unknown-encoding")
        part = Part(headers, kind, structured, encoding, min(block.body, limit), limit)
        if kind.startswith("multipart/"):
            return part, self._multipart(part, depth, stop)
        if stop:
            part.end = self._body_end(part.start, stop.next_at)
        return part, stop

    def _body_end(self, start: int, delimiter: int) -> int:
        """End of a body before a delimiter: the line break there belongs to the delimiter."""
        end = delimiter
        if end > start and self.data[end - 1] == 0x0A:
            end -= 1
            if end > start and self.data[end - 1] == 0x0D:
                end -= 1
        return max(end, start)

    def _multipart(self, part: Part, depth: int, stop: _Boundary | None) -> _Boundary | None:
        boundary = self._boundary_of(part)
        if boundary is None or depth >= MAX_DEPTH or self._scanned > _MAX_SCANNED:
            if boundary is not None:
                self._note("too-deep")
            if stop:
                part.end = self._body_end(part.start, stop.next_at)
            return stop
        part.is_multipart = True
        own = _Boundary(boundary)
        default = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        self._open.append(own)
        delimiter = self._next(part.start)
        if headers_repeat := part.headers.all("content-type")[1:]:
            self._keep_preamble(part, headers_repeat[-1], delimiter)
        while delimiter is own and not own.closing:
            if self._parts >= MAX_PARTS or self._header_bytes > MAX_HEADER_BYTES:
                self._note("too-many-parts")
                self._open.clear()
                return None
            child, delimiter = self._entity(own.after, default, depth + 1)
            part.children.append(child)
            if not self._open:
                return None
        self._open.remove(own)
        if delimiter is own:
            part.end = own.next_at
            return self._next(own.after) if self._open else None
        self._note("unclosed-boundary")
        part.end = delimiter.next_at if delimiter else len(self.data)
        return delimiter

    def _keep_preamble(self, part: Part, kind: str, delimiter: _Boundary | None) -> None:
        """Read the first part of a multipart that has lost its first delimiter.

        Its header then stands in the multipart's own, and its body where a preamble would be.
        """
        structured = params.read(kind)
        if delimiter is None or structured.token not in ("text/plain", "text/html"):
            return
        end = self._body_end(part.start, delimiter.next_at)
        self._note("missing-boundary")
        self._parts += 1
        part.children.append(
            Part(part.headers, structured.token, structured, part.encoding, part.start, end)
        )

    def _boundary_of(self, part: Part) -> bytes | None:
        """Return the boundary that the body really uses, or None for a body without parts."""
        declared = part.structured.get("boundary").rstrip()[:_MAX_BOUNDARY]
        mark = declared.encode("utf-8", "surrogateescape") if declared else b""
        if mark:
            at = self.data.find(b"--" + mark, part.start, part.end)
            self._scanned += (at if at >= 0 else part.end) - part.start
            if at >= 0:
                return mark
        found = _FIRST_DELIMITER.search(self.data, max(part.start - 1, 0), part.end)
        if found and not any(found[1] == other.mark for other in self._open):
            self._note("wrong-boundary" if mark else "missing-boundary")
            return found[1]
        if part.end > part.start:
            self._note("wrong-boundary" if mark else "missing-boundary")
        return None

    def _next(self, pos: int) -> _Boundary | None:
        """Return the open boundary whose delimiter comes first at or after ``pos``."""
        best: _Boundary | None = None
        for boundary in reversed(self._open):
            if boundary.next_at < pos:
                self._find(boundary, pos)
            if boundary.next_at < (best.next_at if best else _NOWHERE):
                best = boundary
        return best

    def _find(self, boundary: _Boundary, pos: int) -> None:
        """Move a boundary to its next delimiter line at or after ``pos``."""
        data = self.data
        needle = b"--" + boundary.mark
        at = data.find(needle, pos)
        self._scanned += (at if at >= 0 else len(data)) - pos
        while at >= 0:
            if at == 0 or data[at - 1] == 0x0A:
                end = at + len(needle)
                closing = data[end : end + 2] == b"--"
                rest_at = end + 2 if closing else end
                line_end = data.find(b"\n", rest_at, rest_at + 1000)
                rest = data[rest_at : line_end if line_end >= 0 else rest_at + 1000]
                if not rest.strip():
                    boundary.next_at, boundary.closing = at, closing
                    boundary.after = line_end + 1 if line_end >= 0 else len(data)
                    return
            self._false_hits += 1
            if self._false_hits > _FALSE_HITS:
                self._note("too-many-parts")
                break
            at = data.find(b"\n" + needle, at + 1)
            at = at + 1 if at >= 0 else at
        boundary.next_at = _NOWHERE


def is_type(token: str) -> bool:
    """Whether the text is a media type in lower case."""
    return len(token) <= _MAX_TYPE and _TYPE.match(token) is not None


def _content_type(token: str, default: str) -> str:
    if token in _USUAL_TYPES or is_type(token):
        return token
    # RFC 2045 section 5.2: what cannot be read is plain text; "text" alone is common.
    if token in ("html", "text/html/"):
        return "text/html"
    return default if not token or token.startswith("text") else "application/octet-stream"
