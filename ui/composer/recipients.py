"""To, Cc and Bcc: each recipient is a chip with name and address apart; strangers stand out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.domain.addresses import is_address
from app.domain.circle import Circle
from app.domain.messages import Address
from ui import format as fmt
from ui.composer import people
from ui.views.flow import FlowLayout
from ui.views.one_line import OneLine

_LONGEST = 34
_CAPTION = 40
"""Pixels, so that the lines of recipients stand below each other."""
_OFFERED = 8
_APART = 5
_TYPED, _RESTING = 140, 24
"""Pixels of the field."""
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma, Qt.Key.Key_Semicolon)
_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}

Offer = Callable[[str, Callable[[Sequence[Address]], None]], None]
"""Looks up addresses for what was typed and hands them back in the GUI thread."""


class Chip(QFrame):
    """One recipient; Delete or its cross removes it, a double click edits it."""

    removed = Signal()
    edited = Signal()

    def __init__(self, address: Address, circle: Circle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = address
        self.setObjectName("recipient")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = address.name if "@" not in address.name else ""
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 1, 2, 1)
        row.setSpacing(5)
        self._name = _label("recipient_name", _short(name)) if name else None
        self._place = _label("recipient_address", _short(address.address), OneLine())
        self._place.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._place.setMinimumWidth(1)  # else it is cut without the dots that say so
        for label in (self._name, self._place):
            if label is not None:
                row.addWidget(label)
        cross = QToolButton()
        cross.setObjectName("recipient_remove")
        cross.setText("×")
        cross.setAutoRaise(True)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAccessibleName(self.tr("Remove {who}").format(who=address.address))
        cross.clicked.connect(self.removed)
        row.addWidget(cross)
        self.judge(circle)

    def judge(self, circle: Circle) -> None:
        """Show how it stands to the ticket."""
        if not is_address(self.address.address):
            mark, why = "wrong", self.tr("This is no complete mail address.")
        elif circle.is_foreign(self.address):
            mark, why = "foreign", self.tr("Nobody of this domain takes part in the ticket yet.")
        elif circle.is_stranger(self.address):
            mark, why = "stranger", self.tr("Takes no part in the ticket yet.")
        else:
            mark, why = "", ""
        self.setProperty("mark", mark)
        full = (self.address.name, self.address.address, why)
        self.setToolTip(fmt.plain_tooltip(full))
        self.setAccessibleName(", ".join(part for part in full if part))
        for widget in (self, *self.findChildren(QWidget)):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete and Backspace remove it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: Delete is ours here, not the window's; a double click edits."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                event.accept()
                return True
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.edited.emit()
            return True
        return super().event(event)


class RecipientLine(QWidget):
    """One line of recipients; GUI thread only. What was typed counts once the field is left."""

    changed = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"recipients_{name}")
        self.setProperty("field", "recipients")
        self._circle = Circle()
        self._chips: list[Chip] = []
        self._offer: Offer | None = None
        caption = _label("recipients_title", title)
        caption.setProperty("role", "muted")
        self._flow = FlowLayout(_APART, keeps=_RESTING + _APART)
        self.field = _Field()
        self.field.setObjectName(f"recipient_field_{name}")
        self.field.setAccessibleName(title)
        self.field.taken.connect(self._take)
        self.field.emptied.connect(self._remove_last)
        self.field.textEdited.connect(self._ask)
        self.field.moved.connect(self._step)
        self._offers = QListWidget(self)
        self._offers.setObjectName("recipient_offers")
        self._offers.setWindowFlags(Qt.WindowType.ToolTip)
        self._offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offers.itemClicked.connect(self._choose)
        self._flow.addWidget(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_APART)
        row.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._flow, 1)
        caption.setMinimumHeight(self.field.sizeHint().height())
        caption.setMinimumWidth(_CAPTION)

    def offer_from(self, offer: Offer) -> None:
        """Complete what is typed from there."""
        self._offer = offer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the chips goes to the field."""
        super().mousePressEvent(event)
        self.field.setFocus(Qt.FocusReason.MouseFocusReason)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The recipients, what is being typed included."""
        return (*(chip.address for chip in self._chips), *people.parse(self.field.text()))

    @property
    def wrong(self) -> tuple[Address, ...]:
        """Those that are no addresses."""
        return tuple(each for each in self.addresses if not is_address(each.address))

    def show_addresses(self, addresses: Sequence[Address], circle: Circle) -> None:
        """Show these, and how they stand to the ticket."""
        self._circle = circle
        for chip in self._chips:
            self._drop(chip)
        self._chips.clear()
        self.field.clear()
        self._add(addresses)

    def judge(self, circle: Circle) -> None:
        """Compare the recipients with who takes part now."""
        self._circle = circle
        for chip in self._chips:
            chip.judge(circle)

    def _add(self, addresses: Sequence[Address]) -> None:
        known = {chip.address.address.lower() for chip in self._chips}
        for address in addresses:
            if address.address.lower() in known:
                continue
            known.add(address.address.lower())
            chip = Chip(address, self._circle)
            chip.removed.connect(lambda chip=chip: self._remove(chip))
            chip.edited.connect(lambda chip=chip: self._edit(chip))
            self._chips.append(chip)
            self._flow.addWidget(chip)
        self._flow.move_last(self.field)
        self._order()

    def _order(self) -> None:
        self.field.rest_beside(bool(self._chips))
        before = self.field.previousInFocusChain()
        while before is not None and self.isAncestorOf(before):
            before = before.previousInFocusChain()
        for widget in (*self._chips, self.field):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def _take(self) -> None:
        """What is typed becomes chips."""
        chosen = self._offers.currentItem() if self._offers.isVisible() else None
        if chosen is not None:
            self._choose(chosen)
            return
        self._offers.hide()
        found = people.parse(self.field.text())
        self.field.clear()
        if found:
            self._add(found)
            self.changed.emit()

    def _remove(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._drop(chip)
        self.field.rest_beside(bool(self._chips))
        self.field.setFocus()
        self.changed.emit()

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _edit(self, chip: Chip) -> None:
        address = chip.address
        text = f"{address.name} <{address.address}>" if address.name else address.address
        self._remove(chip)
        self.field.setText(text)

    def _remove_last(self) -> None:
        if self._chips:
            self._remove(self._chips[-1])

    # --- completing -----------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        if self._offer is None or not wanted:
            self._offers.hide()
            return
        self._offer(wanted, lambda found: self._show_offers(wanted, found))

    def _show_offers(self, wanted: str, found: Sequence[Address]) -> None:
        if self.field.text().strip() != wanted or not self.field.hasFocus():
            return
        known = {chip.address.address.lower() for chip in self._chips}
        self._offers.clear()
        for address in found[:_OFFERED]:
            if address.address.lower() not in known:
                words = f"{address.name}  {address.address}" if address.name else address.address
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, address)
                self._offers.addItem(item)
        if not self._offers.count():
            self._offers.hide()
            return
        self._offers.setCurrentRow(0 if "@" not in wanted or len(wanted) > 1 else -1)
        height = self._offers.sizeHintForRow(0) * self._offers.count() + 8
        self._offers.resize(max(300, self._offers.sizeHintForColumn(0) + 24), height)
        self._offers.move(self.field.mapToGlobal(QPoint(0, self.field.height() + 2)))
        self._offers.show()

    def _choose(self, item: QListWidgetItem) -> None:
        self._offers.hide()
        self.field.clear()
        self._add([item.data(Qt.ItemDataRole.UserRole)])
        self.changed.emit()

    def _step(self, by: int) -> None:
        if self._offers.isVisible():
            row = (self._offers.currentRow() + by) % self._offers.count()
            self._offers.setCurrentRow(row)

    @property
    def offered(self) -> QListWidget:
        """The list below the field."""
        return self._offers


class _Field(QLineEdit):
    """Where the next recipient is typed."""

    taken = Signal()
    emptied = Signal()
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._beside = False
        self.setFrame(False)
        self.setProperty("field", "recipient")
        self.editingFinished.connect(self.taken)

    def rest_beside(self, chips: bool) -> None:  # noqa: FBT001 - a setter
        """Whether it needs no line of its own while nobody types."""
        self._beside = chips
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: room for an address, once there will be one."""
        resting = self._beside and not self.hasFocus() and not self.text()
        return QSize(_RESTING if resting else _TYPED, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Qt: no more than where it rests."""
        return QSize(_RESTING, super().minimumSizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: it is typed into."""
        super().focusInEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: it is not any more."""
        super().focusOutEvent(event)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Qt: Tab takes what is typed before it goes on."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.text().strip()
        ):
            self.taken.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: separators end an address; up and down choose from the list."""
        if event.key() in _TAKE and not self._inside_quotes():
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif event.key() in _DOWN:
            self.moved.emit(_DOWN[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _inside_quotes(self) -> bool:
        return self.text()[: self.cursorPosition()].count('"') % 2 == 1


def _label(name: str, text: str, label: QLabel | None = None) -> QLabel:
    label = label or QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
