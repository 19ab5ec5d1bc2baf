"""Draws the sample mailbox's small pictures: dialogs, graphs, receipts; only zlib is needed."""

import itertools
import json
import math
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

Colour = tuple[int, int, int]

_WHITE: Colour = (255, 255, 255)
_INK: Colour = (45, 48, 56)
_GREY: Colour = (214, 217, 224)
_PALE: Colour = (243, 244, 247)
_ACCENT: Colour = (122, 78, 45)
_ALARM: Colour = (190, 52, 40)
_PAPER: Colour = (252, 250, 243)


class Canvas:
    """A small RGB picture."""

    def __init__(self, width: int, height: int, colour: Colour = _WHITE) -> None:
        self.width = width
        self.height = height
        self._rows = [bytearray(bytes(colour) * width) for _ in range(height)]

    def dot(self, x: int, y: int, colour: Colour) -> None:
        """Set one pixel; outside the picture nothing happens."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._rows[y][3 * x : 3 * x + 3] = bytes(colour)

    def box(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """Fill a rectangle."""
        left, right = max(0, x), min(self.width, x + width)
        if left < right:
            for row in range(max(0, y), min(self.height, y + height)):
                self._rows[row][3 * left : 3 * right] = bytes(colour) * (right - left)

    def frame(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """Draw a rectangle's outline."""
        self.box(x, y, width, 1, colour)
        self.box(x, y + height - 1, width, 1, colour)
        self.box(x, y, 1, height, colour)
        self.box(x + width - 1, y, 1, height, colour)

    def line(self, start: tuple[int, int], end: tuple[int, int], colour: Colour) -> None:
        """Draw a line two pixels thick."""
        (x0, y0), (x1, y1) = start, end
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            x = x0 + (x1 - x0) * step // steps
            y = y0 + (y1 - y0) * step // steps
            self.box(x, y, 2, 2, colour)

    def text(self, x: int, y: int, text: str, colour: Colour = _INK, scale: int = 2) -> None:
        """Write capitals, digits and simple signs; one character is 6 x 8 pixels times scale."""
        for index, character in enumerate(text.upper()):
            for row, bits in enumerate(_font().get(character, ())):
                for column in range(5):
                    if bits & (16 >> column):
                        left = x + (index * 6 + column) * scale
                        self.box(left, y + row * scale, scale, scale, colour)

    def png(self) -> bytes:
        """Return the picture as PNG, the same bytes for the same picture."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        pixels = b"".join(b"\0" + bytes(row) for row in self._rows)
        return (
            b"\x89PNG\r\n\x1a\n"
            + _chunk(b"IHDR", header)
            + _chunk(b"IDAT", zlib.compress(pixels, 9))
            + _chunk(b"IEND", b"")
        )


def draw(spec: Mapping[str, Any]) -> bytes:
    """Draw what a ticket file describes; its ``picture`` names the kind. Raises `KeyError`."""
    return _drawn(json.dumps(spec, sort_keys=True))


@cache
def _drawn(spec: str) -> bytes:
    values = json.loads(spec)
    return _KINDS[values["picture"]](values).png()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def _font() -> dict[str, tuple[int, ...]]:
    shapes = {}
    for line in (files("resources.sample") / "font.txt").read_text("utf-8").splitlines():
        character, *rows = line.split(" ")
        if len(rows) == 7:
            shapes[character] = tuple(int(row, 16) for row in rows)
    return shapes


def _window(width: int, height: int, title: str) -> Canvas:
    canvas = Canvas(width, height, _PALE)
    canvas.box(0, 0, width, 34, _ACCENT)
    canvas.text(14, 10, title, _WHITE)
    for index in range(3):
        canvas.box(width - 22 - index * 18, 12, 10, 10, _PALE)
    canvas.frame(0, 0, width, height, _GREY)
    return canvas


def _dialog(spec: Mapping[str, Any]) -> Canvas:
    lines: Sequence[str] = spec["lines"]
    width = max(360, 96 + 12 * max(map(len, lines)))
    canvas = _window(width, 130 + 24 * len(lines), spec["title"])
    canvas.box(24, 58, 32, 32, _ALARM)
    canvas.text(34, 62, "!", _WHITE, 3)
    for index, line in enumerate(lines):
        canvas.text(74, 58 + 24 * index, line)
    button = str(spec["button"])
    wide = 32 + 12 * len(button)
    left, top = width - wide - 20, canvas.height - 48
    canvas.box(left, top, wide, 32, _WHITE)
    canvas.frame(left, top, wide, 32, _ACCENT)
    canvas.text(left + 17, top + 9, button, _ACCENT)
    return canvas


def _panel(spec: Mapping[str, Any]) -> Canvas:
    rows: Sequence[str] = spec["rows"]
    progress = int(spec["progress"])
    canvas = _window(420, 110 + 28 * len(rows), spec["title"])
    for index, row in enumerate(rows):
        canvas.box(20, 50 + 28 * index, 380, 24, _WHITE)
        canvas.text(30, 55 + 28 * index, row)
    if progress:
        top = canvas.height - 40
        canvas.box(20, top, 300, 16, _GREY)
        canvas.box(20, top, 3 * progress, 16, _ACCENT)
        canvas.text(332, top + 1, f"{progress}%")
    return canvas


def _graph(spec: Mapping[str, Any]) -> Canvas:
    values: Sequence[int] = spec["values"]
    canvas = Canvas(520, 280)
    canvas.text(50, 12, spec["title"])
    low, high = min(values), max(values)
    span = max(1, high - low)
    for step in range(5):
        y = 240 - step * 48
        canvas.box(50, y, 450, 1, _GREY)
        canvas.text(8, y - 7, str(low + span * step // 4))
    points = [
        (50 + 450 * index // (len(values) - 1), 240 - 192 * (value - low) // span)
        for index, value in enumerate(values)
    ]
    for start, end in itertools.pairwise(points):
        canvas.line(start, end, _ACCENT)
    for x, y in points:
        canvas.box(x - 2, y - 2, 6, 6, _ALARM)
    canvas.box(50, 240, 450, 2, _INK)
    return canvas


def _receipt(spec: Mapping[str, Any]) -> Canvas:
    lines: Sequence[str] = spec["lines"]
    canvas = Canvas(340, 70 + 26 * len(lines), _GREY)
    canvas.box(20, 12, 300, canvas.height - 24, _PAPER)
    for index, line in enumerate(lines):
        canvas.text(36, 34 + 26 * index, line)
    for x in range(20, 320, 12):
        canvas.box(x, canvas.height - 16, 6, 4, _GREY)
    return canvas


def _logo(spec: Mapping[str, Any]) -> Canvas:
    canvas = Canvas(320, 200)
    canvas.frame(8, 8, 304, 184, _ACCENT)
    canvas.frame(14, 14, 292, 172, _ACCENT)
    for index, line in enumerate(spec["lines"]):
        canvas.text(160 - 12 * len(line), 58 + 46 * index, line, _ACCENT, 4)
    return canvas


def _burr(spec: Mapping[str, Any]) -> Canvas:
    """A steel burr from above: teeth in two rings round a hole, perhaps with a nick in its edge."""
    size, table = 240, (64, 52, 44)
    canvas = Canvas(size, size, table)
    nick = (size * 0.82, size * 0.18) if spec.get("nick") else (-99.0, -99.0)
    for y in range(size):
        for x in range(size):
            dx, dy = x - size / 2, y - size / 2
            radius = math.hypot(dx, dy)
            # How much of the pixel is steel: edges fade over one pixel instead of stepping.
            inside = min(radius - 34, 107 - radius, math.hypot(x - nick[0], y - nick[1]) - 9)
            if inside <= -0.5:
                continue
            angle = math.atan2(dy, dx)
            wave = math.sin((18 if radius < 68 else 42) * (angle + radius / 240))
            shade = 168 + 46 * wave - 22 * math.sin(angle - 0.7)
            steel = (shade, shade, min(255, shade + 8))
            share = min(1.0, inside + 0.5)
            red, green, blue = (
                int(back + (metal - back) * share) for back, metal in zip(table, steel, strict=True)
            )
            canvas.dot(x, y, (red, green, blue))
    return canvas


_KINDS = {
    "dialog": _dialog,
    "window": _panel,
    "graph": _graph,
    "receipt": _receipt,
    "logo": _logo,
    "burr": _burr,
}
