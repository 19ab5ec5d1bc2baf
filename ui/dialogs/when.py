"""Choosing a time: for putting tickets aside, and for what was promised to a contact."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateTimeEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.form import decision, plain_label
from ui.when import Choice, moment, promise_choices, wake_choices

translate = QCoreApplication.translate

_AT = Qt.ItemDataRole.UserRole + 1
_FIELD = 32
_NO_TIME = 0
_OWN_DATE = -1


class WhenDialog(QDialog):
    """A few good times and any date; Enter takes the marked one."""

    chosen = Signal(object, bool)
    """Seconds UTC, or None for no time; and whether the question was answered with yes."""

    def __init__(
        self,
        name: str,
        title: str,
        about: str,
        choices: Sequence[Choice],
        *,
        now: int,
        held: int | None = None,
        button: str,
        none: str = "",
        question: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``held`` is the time that holds now.

        ``none`` offers no time at all, in these words; ``question`` is a box to tick below.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        words = plain_label("muted")
        words.setText(about)
        column.addWidget(words)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        for choice in choices:
            self._add(choice.name, moment(choice.at, now, QLocale()), choice.at)
        self._add(self.tr("On a date"), "", _OWN_DATE)
        if none:
            self._add(none, "", _NO_TIME)
        row = self.list.sizeHintForRow(0)
        self.list.setFixedHeight(max(row, 30) * self.list.count() + 6)
        column.addWidget(self.list)
        self._date = QDateTimeEdit()
        self._date.setObjectName(f"{name}_date")
        self._date.setMinimumHeight(_FIELD)
        self._date.setCalendarPopup(True)
        self._date.setAccessibleName(self.tr("Date and time"))
        self._date.setDisplayFormat(_date_format())
        self._date.setMinimumDateTime(QDateTime.fromSecsSinceEpoch(now + 60))
        start = held if held is not None and held > now else choices[-1].at
        self._date.setDateTime(QDateTime.fromSecsSinceEpoch(start))
        column.addWidget(self._date)
        self._question = QCheckBox(question)
        self._question.setObjectName(f"{name}_question")
        self._question.setChecked(True)
        self._question.setVisible(bool(question))
        column.addWidget(self._question)
        column.addLayout(decision(self, button, f"{name}_ok", self._take))
        self.list.currentRowChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda *_: self._take())
        self._date.dateTimeChanged.connect(lambda *_: self._follow())
        times = [choice.at for choice in choices]
        if held is None or held <= now:
            self.list.setCurrentRow(0)
        else:
            self.list.setCurrentRow(times.index(held) if held in times else len(times))
        self.list.setFocus()

    def _add(self, name: str, time: str, at: int) -> None:
        item = QListWidgetItem(name, self.list)
        item.setData(_AT, at)
        line = QWidget()
        line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 0, 10, 0)
        row.addStretch(1)
        when = QLabel(time)
        when.setTextFormat(Qt.TextFormat.PlainText)
        when.setProperty("role", "muted")
        row.addWidget(when)
        self.list.setItemWidget(item, line)

    def _follow(self) -> None:
        self._date.setEnabled(self._chosen() == _OWN_DATE)

    def _chosen(self) -> int:
        return int(self.list.item(max(0, self.list.currentRow())).data(_AT))

    def _take(self) -> None:
        at = self._chosen()
        if at == _OWN_DATE:
            at = int(self._date.dateTime().toSecsSinceEpoch())
        yes = self._question.isChecked()
        self.accept()
        self.chosen.emit(at or None, yes)


def snooze_dialog(
    about: str, now: int, held: int | None = None, parent: QWidget | None = None
) -> WhenDialog:
    """Ask until when tickets are put aside; ``held``: until when they are already."""
    return WhenDialog(
        "snooze",
        translate("WhenDialog", "Snooze"),
        about,
        wake_choices(now),
        now=now,
        held=held,
        button=translate("WhenDialog", "Snooze"),
        question=translate("WhenDialog", "Come back earlier if the contact writes"),
        parent=parent,
    )


def promise_dialog(
    about: str, now: int, held: int | None = None, parent: QWidget | None = None
) -> WhenDialog:
    """Ask what the contact was told; ``held``: what is promised already."""
    return WhenDialog(
        "promise",
        translate("WhenDialog", "Promised by"),
        about,
        promise_choices(now),
        now=now,
        held=held,
        button=translate("WhenDialog", "Promise"),
        none=translate("WhenDialog", "Nothing is promised"),
        parent=parent,
    )


def send_later_dialog(about: str, now: int, parent: QWidget | None = None) -> WhenDialog:
    """Ask when a letter shall leave."""
    return WhenDialog(
        "send_later",
        translate("WhenDialog", "Send later"),
        about,
        wake_choices(now),
        now=now,
        button=translate("WhenDialog", "Send then"),
        parent=parent,
    )


def _date_format() -> str:
    locale = QLocale()
    return f"ddd d MMM yyyy  {locale.timeFormat(QLocale.FormatType.ShortFormat)}"
