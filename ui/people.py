"""How members of the team look and are called: faces, colours, names."""

from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from app.services.team_models import MemberView

translate = QCoreApplication.translate

COLOURS = ("#4a6fa5", "#7a5ea8", "#9c5570", "#8a6137", "#4b7752", "#3c7580", "#a04b3c", "#5f6670")
"""White letters can be read on each of these."""

_FACE = 16
_BRIGHT = 0.32
"""Relative luminance above which black letters are read better than white ones."""


def colour_of(member: MemberView) -> str:
    """A member's colour: the chosen one, else one that everybody's window chooses alike."""
    return member.colour or COLOURS[crc32(member.id.encode()) % len(COLOURS)]


def ink_on(colour: str) -> str:
    """Black or white, whichever can be read on a colour."""
    made = QColor(colour)
    parts = (made.redF(), made.greenF(), made.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if light > _BRIGHT else "#ffffff"


def initial(name: str) -> str:
    """The letter in a face."""
    return next((char.upper() for char in name if char.isalnum()), "?")


def name_of(member: MemberView | None) -> str:
    """What a member is called in a sentence; a stranger is one whose computer is not known yet."""
    if member is None:
        return translate("people", "Somebody new")
    return member.name or member.address or translate("people", "Somebody new")


def picked_name(member: MemberView) -> str:
    """A member in a list to choose from."""
    if member.me:
        return translate("people", "{name} (me)").format(name=name_of(member))
    if member.gone:
        return translate("people", "{name} (has left)").format(name=name_of(member))
    return name_of(member)


def face(member: MemberView, size: int, ratio: float) -> QPixmap:
    """A disc of the member's colour with an initial, ``size`` device-independent pixels."""
    return _face(initial(name_of(member)), colour_of(member), size, ratio)


def face_icon(member: MemberView) -> QIcon:
    """The same as an icon for lists and buttons, sharp at the usual scales."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(face(member, _FACE, ratio))
    return icon


@lru_cache(maxsize=512)
def _face(letter: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    box = QRectF(0.5, 0.5, size - 1, size - 1)
    painter.drawEllipse(box)
    font = QFont(painter.font())
    font.setPixelSize(max(7, round(size * 0.6)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(ink_on(colour)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return picture
