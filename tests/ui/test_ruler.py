"""A ruler agrees with Qt about what fits, in letters that stand alone and in those that join."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.delegates.ruler import Ruler

TEXTS = (
    "Where is my order #10482? It should have been here on Tuesday",
    "Где мой заказ №10482? Он должен был прийти во вторник — жду!",
    "Де моє замовлення? Її ґанок, об’єкт, «лапки» і 5 €",
    "نورا الأحمد تسأل عن الطلب الأخير منذ يومين",
    "👩‍👩‍👧 family and ñ combined with 注文はどこですか",
    "WAVE AVATAR To Ty f. r, LT",
)


@pytest.fixture
def font(qapp: QApplication) -> QFont:
    return qapp.font()


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("room", [0, 1, 9, 40, 120, 5_000])
def test_what_is_cut_fits_and_fills_its_room(font: QFont, text: str, room: int) -> None:
    shown, width = Ruler(font).cut(text, room)
    metrics = QFontMetrics(font)
    real = metrics.horizontalAdvance(shown)
    assert real <= room + 2
    assert real - 2 <= width <= real + 2 + len(shown) // 4  # pairs like AV stand closer
    if room == 5_000:
        assert shown == text
        return
    begun = shown.removesuffix("…").removesuffix("\u200d")  # Qt lets Arabic letters join it
    assert shown == "" or (shown.endswith("…") and text.startswith(begun))
    qts = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    assert abs(len(shown) - len(qts)) <= max(2, len(qts) // 8)


def test_a_text_that_just_fits_is_whole(font: QFont) -> None:
    ruler = Ruler(font)
    for text in TEXTS[:3]:
        assert ruler.cut(text, ruler.width(text)) == (text, ruler.width(text))
        assert ruler.cut(text, ruler.width(text) - 1)[0].endswith("…")


def test_a_text_of_any_length_is_cut_at_once(font: QFont) -> None:
    for letter in ("i", "я", "ن"):
        shown, _ = Ruler(font).cut(letter * 1_000_000, 200)
        assert len(shown) < 200
