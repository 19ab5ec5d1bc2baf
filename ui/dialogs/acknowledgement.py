"""The automatic "we have your letter": switched on and off, worded, and tried on the last weeks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.acknowledgement import Hours, Policy, Silence, Text
from app.services.acknowledgement_preview import Preview
from ui import format as fmt
from ui.counted import counted
from ui.dialogs.form import decision, plain_label, roomy_form, say

translate = QCoreApplication.translate

_ROWS = 500
_LANGUAGES = ("en", "ru", "uk")


class AcknowledgementDialog(QDialog):
    """What the team says to whoever writes for the first time; GUI thread only."""

    decided = Signal(object, bool)
    """A `Policy`, and whether it is on."""
    preview_wanted = Signal(object)
    """A `Policy` to be tried on the last weeks; answered with `show_preview`."""

    def __init__(
        self,
        mailbox: str,
        policy: Policy,
        starters: Callable[[str], Text | None],
        now: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        """``starters`` gives a text to begin with in a language."""
        super().__init__(parent)
        self.setObjectName("acknowledgement_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Acknowledgements of {mailbox}").format(mailbox=mailbox))
        self.setMinimumSize(680, 560)
        self._policy, self._now = policy, now
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.on = QCheckBox(self.tr("Acknowledge the first letter of each new ticket"))
        self.on.setObjectName("acknowledgement_on")
        self.on.setChecked(policy.is_on)
        column.addWidget(self.on)
        about = plain_label("muted")
        about.setText(
            self.tr(
                "Once for the whole team, at most one a day for each person; never to machines, "
                "lists, or ourselves. It is sent while Postroom runs on at least one computer of "
                "the team; letters that waited for more than two days are left to you. A ticket "
                "still needs a reply afterwards."
            )
        )
        column.addWidget(about)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("acknowledgement_tabs")
        self.texts = {one: _TextPage(policy.texts.get(one), starters(one)) for one in _LANGUAGES}
        for language, page in self.texts.items():
            self.tabs.addTab(page, _language(language))
        self.hours = _HoursPage(policy)
        self.tabs.addTab(self.hours, self.tr("Hours"))
        self.tried = _PreviewPage(now)
        self.tabs.addTab(self.tried, self.tr("Whom it reaches"))
        self.tabs.currentChanged.connect(self._look)
        column.addWidget(self.tabs, 1)
        self._error = plain_label("danger")
        self._error.setObjectName("acknowledgement_error")
        self._error.hide()
        column.addWidget(self._error)
        column.addLayout(decision(self, self.tr("Save"), "acknowledgement_save", self._decide))

    def policy(self) -> Policy:
        """What the dialog says now."""
        texts = {
            language: text
            for language, page in self.texts.items()
            if (text := page.text()) is not None
        }
        others = {one: text for one, text in self._policy.texts.items() if one not in self.texts}
        made = replace(self._policy, texts={**others, **texts})
        return replace(made, hours=self.hours.hours(), rate=self.hours.rate.value())

    def complain(self, text: str) -> None:
        """Say why it cannot be saved so."""
        say(self._error, text, "danger")

    def show_preview(self, found: Preview) -> None:
        """Show whom it would have reached."""
        self.tried.show_preview(found)

    def _decide(self) -> None:
        self.complain("")
        self.decided.emit(self.policy(), self.on.isChecked())

    def _look(self, tab: int) -> None:
        if self.tabs.widget(tab) is self.tried:
            self.tried.wait()
            self.preview_wanted.emit(self.policy())


class _TextPage(QWidget):
    """What is said in one language."""

    def __init__(self, text: Text | None, starter: Text | None) -> None:
        super().__init__()
        self._starter = starter
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.subject = QLineEdit()
        self.subject.setObjectName("acknowledgement_subject")
        self.subject.setAccessibleName(self.tr("Subject"))
        self.subject.setPlaceholderText(self.tr("Subject"))
        column.addWidget(self.subject)
        self.body = self._editor(column, "acknowledgement_body", self.tr("While we are at work"))
        self.off = self._editor(
            column,
            "acknowledgement_off",
            self.tr("While nobody is at work (empty: the same)"),
        )
        row = QHBoxLayout()
        hint = plain_label("muted")
        hint.setText(
            self.tr(
                "{{ code }} is the ticket’s code, {{ first_name }} may be unknown: write "
                '{{ first_name or "…" }}. Without a text, letters in this language get another.'
            )
        )
        row.addWidget(hint, 1)
        begin = QPushButton(self.tr("Text to begin with"))
        begin.setObjectName("acknowledgement_starter")
        begin.setAutoDefault(False)
        begin.clicked.connect(lambda *_: self._fill(self._starter))
        row.addWidget(begin)
        column.addLayout(row)
        self._fill(text)

    def text(self) -> Text | None:
        """What stands there; None for nothing at all."""
        subject, body = self.subject.text().strip(), self.body.toPlainText().strip()
        off = self.off.toPlainText().strip()
        return Text(subject, body, off) if subject or body or off else None

    def _fill(self, text: Text | None) -> None:
        if text is not None:
            self.subject.setText(text.subject)
            self.subject.setCursorPosition(0)
            self.body.setPlainText(text.body)
            self.off.setPlainText(text.off_hours)

    @staticmethod
    def _editor(column: QVBoxLayout, name: str, caption: str) -> QPlainTextEdit:
        label = QLabel(caption)
        editor = QPlainTextEdit()
        editor.setObjectName(name)
        editor.setAccessibleName(caption)
        editor.setTabChangesFocus(True)
        label.setBuddy(editor)
        column.addWidget(label)
        column.addWidget(editor, 1)
        return editor


class _HoursPage(QWidget):
    """When somebody is at work, and how many letters an hour are thought possible."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        form = roomy_form()
        hours, locale = policy.hours, QLocale()
        days = QHBoxLayout()
        days.setSpacing(12)
        self.days: list[QCheckBox] = []
        for day in range(7):
            box = QCheckBox(locale.standaloneDayName(day + 1, QLocale.FormatType.ShortFormat))
            box.setObjectName(f"acknowledgement_day_{day}")
            box.setAccessibleName(locale.standaloneDayName(day + 1))
            box.setChecked(day in hours.days)
            days.addWidget(box)
            self.days.append(box)
        days.addStretch(1)
        form.addRow(self.tr("Days"), days)
        self.begins = self._time("acknowledgement_begins", hours.begins)
        self.ends = self._time("acknowledgement_ends", hours.ends)
        times = QHBoxLayout()
        times.addWidget(self.begins)
        times.addWidget(QLabel("–"))
        times.addWidget(self.ends)
        times.addStretch(1)
        form.addRow(self.tr("From, to"), times)
        self.zone = QComboBox()
        self.zone.setObjectName("acknowledgement_zone")
        self.zone.setAccessibleName(self.tr("Time zone"))
        names = [bytes(zone.data()).decode("ascii") for zone in QTimeZone.availableTimeZoneIds()]
        own = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii")
        self.zone.addItems(sorted({*names, hours.zone, "UTC"}))
        never_set = hours == Hours() and not policy.texts and own in names
        self.zone.setCurrentText(own if never_set else hours.zone)
        form.addRow(self.tr("Time zone"), self.zone)
        self.rate = QSpinBox()
        self.rate.setObjectName("acknowledgement_rate")
        self.rate.setRange(1, 10_000)
        self.rate.setValue(policy.rate)
        self.rate.setAccessibleName(self.tr("At most within an hour"))
        form.addRow(self.tr("At most within an hour"), self.rate)
        column.addLayout(form)
        hint = plain_label("muted")
        hint.setText(
            self.tr(
                "The same time twice means around the clock. More letters than this within an "
                "hour wait, and a problem tells of it."
            )
        )
        column.addWidget(hint)
        column.addStretch(1)

    def hours(self) -> Hours:
        """What stands there."""
        return Hours(
            frozenset(day for day, box in enumerate(self.days) if box.isChecked()),
            time(self.begins.time().hour(), self.begins.time().minute()),
            time(self.ends.time().hour(), self.ends.time().minute()),
            self.zone.currentText(),
        )

    @staticmethod
    def _time(name: str, at: time) -> QTimeEdit:
        field = QTimeEdit(QTime(at.hour, at.minute))
        field.setObjectName(name)
        field.setDisplayFormat("HH:mm")
        return field


class _PreviewPage(QWidget):
    """Whom it would have reached in the last weeks, and why not the others."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.words = plain_label("title")
        self.words.setObjectName("acknowledgement_sum")
        self.reasons = plain_label("muted")
        self.reasons.setObjectName("acknowledgement_reasons")
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("acknowledgement_table")
        self.table.setHorizontalHeaderLabels(
            [self.tr("When"), self.tr("Who"), self.tr("Subject"), self.tr("Would get one?")]
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setShowGrid(False)
        for widget in (self.words, self.reasons):
            column.addWidget(widget)
        column.addWidget(self.table, 1)

    def wait(self) -> None:
        """Say that it is being looked up."""
        self.words.setText(self.tr("Looking through the last 30 days…"))
        self.reasons.setText("")

    def show_preview(self, found: Preview) -> None:
        """Show it; of very many letters the newest."""
        locale = QLocale()
        silent = len(found.letters) - found.reached
        told = counted.would_reach(found.reached).format(days=fmt.number(found.days, locale))
        self.words.setText(f"{told} {counted.would_not(silent)}")
        self.reasons.setText(
            "  ·  ".join(
                f"{why_name(why)}: {fmt.number(count, locale)}"
                for why, count in found.silences.items()
            )
        )
        shown: Sequence[tuple[str, ...]] = [
            (
                fmt.moment_short(one.received, self._now(), locale),
                one.sender.address,
                one.subject,
                self.tr("yes")
                if one.why is None
                else self.tr("no: {reason}").format(reason=why_name(one.why)),
            )
            for one in found.letters[:_ROWS]
        ]
        self.table.setRowCount(len(shown))
        for number, row in enumerate(shown):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(number, place, item)
        self.table.resizeColumnsToContents()
        for place, width in ((1, 200), (2, 220)):
            self.table.setColumnWidth(place, min(width, self.table.columnWidth(place)))


def why_name(why: Silence) -> str:
    """Why somebody gets no acknowledgement, in a few words."""
    names = {
        Silence.OFF: translate("Acknowledgement", "it was off"),
        Silence.BEFORE: translate("Acknowledgement", "it was off"),
        Silence.ELSEWHERE: translate("Acknowledgement", "not in the inbox"),
        Silence.OURS: translate("Acknowledgement", "from ourselves"),
        Silence.NO_ADDRESS: translate("Acknowledgement", "nobody to write to"),
        Silence.BOUNCE: translate("Acknowledgement", "a letter that came back"),
        Silence.AUTOMATIC: translate("Acknowledgement", "written by a machine"),
        Silence.LIST: translate("Acknowledgement", "list or newsletter"),
        Silence.NO_REPLY: translate("Acknowledgement", "nobody reads that address"),
        Silence.NOT_TO_US: translate("Acknowledgement", "not written to us"),
        Silence.NOT_FIRST: translate("Acknowledgement", "no new ticket"),
        Silence.ANSWERED: translate("Acknowledgement", "answered already"),
        Silence.DONE: translate("Acknowledgement", "acknowledged already"),
        Silence.LATE: translate("Acknowledgement", "too old"),
        Silence.SENDER_TODAY: translate("Acknowledgement", "had one within a day"),
        Silence.FLOOD: translate("Acknowledgement", "too many from one sender"),
        Silence.RATE: translate("Acknowledgement", "too many within an hour"),
    }
    return names[why]


def _language(language: str) -> str:
    names = {
        "en": translate("Acknowledgement", "English"),
        "ru": translate("Acknowledgement", "Russian"),
        "uk": translate("Acknowledgement", "Ukrainian"),
    }
    return names[language]
