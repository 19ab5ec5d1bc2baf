"""Giving tickets tags and taking them away; tags in use are offered as one types."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from ui.dialogs.pick import Option, PickDialog, Words

translate = QCoreApplication.translate

LONGEST = 60
"""Characters of a tag."""

_TICK = Qt.ItemDataRole.CheckStateRole


class TagsDialog(PickDialog):
    """Enter or a click sets or removes the marked tag; with nothing typed Enter is done.

    A word that is no tag yet becomes one. Where only some of several tickets have a tag, it is
    half ticked, and stays so unless it is touched.
    """

    decided = Signal(object, object)
    """Tags to add and tags to remove, two tuples; not sent where nothing changes."""

    def __init__(
        self,
        about: str,
        held: Sequence[Sequence[str]],
        known: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        """``held``: the tags of each chosen ticket; ``known``: all tags in use."""
        words = Words(
            title=translate("TagsDialog", "Tags"),
            about=about,
            typing=translate("TagsDialog", "Type a tag; Enter sets or removes it"),
            things=translate("TagsDialog", "Tags"),
            nothing=translate("TagsDialog", "Type the first tag."),
            button=translate("TagsDialog", "Save"),
        )
        self._before = _states(held)
        names = {tag.casefold(): tag for tag in known}
        names |= {tag.casefold(): tag for tags in held for tag in tags}
        first = sorted(names, key=lambda fold: (self._before.get(fold) is None, fold))
        super().__init__(
            "tags", words, [Option(names[fold], names[fold]) for fold in first], parent
        )
        self.field.setMaxLength(LONGEST)
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setData(_TICK, self._before.get(item.text().casefold(), Qt.CheckState.Unchecked))
        self._new: QListWidgetItem | None = None
        self.list.itemClicked.connect(self._clicked)
        self.field.returnPressed.connect(self._entered)
        self._button.setEnabled(True)
        self._button.setDefault(False)
        self._button.setAutoDefault(False)
        self._narrow("")

    def _narrow(self, text: str) -> None:
        super()._narrow(text)
        tag = clean(text)
        self._button.setEnabled(True)
        if not hasattr(self, "_new"):
            return  # the list is still being filled
        if self._new is not None:
            self.list.takeItem(self.list.row(self._new))
            self._new = None
        if tag and not self._find(tag):
            words = translate("TagsDialog", "New tag “{tag}”").format(tag=tag)
            self._new = self._add(Option(tag, words, tag))
            self._nothing.hide()
            if self._marked() is None:
                self.list.setCurrentItem(self._new)
        self._nothing.setVisible(not tag and not self.list.count())

    def _find(self, tag: str) -> QListWidgetItem | None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item is not self._new and item.text().casefold() == tag.casefold():
                return item
        return None

    def _entered(self) -> None:
        """Enter in the field: the marked line while something is typed, else done."""
        if not clean(self.field.text()):
            self._take()
            return
        marked = self._marked()
        if marked is not None:
            self._toggle(marked)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._toggle(item)

    def _toggle(self, item: QListWidgetItem) -> None:
        if item is self._new:
            tag = clean(self.field.text())
            self._new = None
            self.list.takeItem(self.list.row(item))
            fresh = self._add(Option(tag, tag))
            fresh.setData(_TICK, Qt.CheckState.Checked)
        else:
            ticked = _state_of(item) is Qt.CheckState.Checked
            item.setData(_TICK, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        self.field.clear()
        self.field.setFocus()

    def _take(self) -> None:
        add, remove = [], []
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item is self._new:
                continue
            before = self._before.get(item.text().casefold(), Qt.CheckState.Unchecked)
            now = _state_of(item)
            if now is not before and now is Qt.CheckState.Checked:
                add.append(item.text())
            elif now is not before and now is Qt.CheckState.Unchecked:
                remove.append(item.text())
        self.accept()
        if add or remove:
            self.decided.emit(tuple(add), tuple(remove))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in the list sets the marked tag; in the field it has been heard already."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._button.hasFocus():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._take()
            return
        super().keyPressEvent(event)


def clean(text: str) -> str:
    """A tag as it is written: no line breaks, no comma, no blanks around."""
    return " ".join(text.replace(",", " ").split())[:LONGEST]


def _states(held: Sequence[Sequence[str]]) -> Mapping[str, Qt.CheckState]:
    counts: dict[str, int] = {}
    for tags in held:
        for tag in tags:
            counts[tag.casefold()] = counts.get(tag.casefold(), 0) + 1
    return {
        tag: Qt.CheckState.Checked if count == len(held) else Qt.CheckState.PartiallyChecked
        for tag, count in counts.items()
    }


def _state_of(item: QListWidgetItem) -> Qt.CheckState:
    return Qt.CheckState(item.data(_TICK))
