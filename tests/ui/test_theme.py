"""Light and dark follow the system or the person, and text stays readable in both."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import DARK, LIGHT, Appearance, Colours, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    made.choose(Appearance.SYSTEM)


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = QColor(colour)
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(colours: Colours) -> None:
    c = colours
    grounds = (c.ground, c.side, c.surface, c.ours, c.hover, c.selected)
    pairs = [(text, ground) for text in (c.text, c.muted) for ground in grounds]
    pairs += [(c.accent, ground) for ground in (c.surface, c.ours, c.hover)]
    pairs += [(c.danger, ground) for ground in (c.surface, c.side, c.danger_ground)]
    pairs += [(c.text, c.danger_ground), (c.muted, c.danger_ground)]
    pairs += [(c.notice_text, c.notice), (c.on_accent, c.accent), (c.good, c.surface)]
    poor = [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 4.5]
    assert not poor


def test_the_person_can_choose(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Appearance.DARK)
    assert theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.surface
    theme.choose(Appearance.LIGHT)
    assert theme.colours is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == LIGHT.surface
