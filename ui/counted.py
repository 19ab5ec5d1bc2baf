"""Sentences with a number in them, in the plural form that the language asks for."""

from PySide6.QtCore import QObject


class Counted(QObject):
    """One method a sentence; any thread.

    A class because the tool that collects texts for translation finds plural forms only in calls
    of a class's own ``tr``.
    """

    def minutes(self, count: int) -> str:
        """An age in a list."""
        return self.tr("%n min", "", count)

    def minutes_left(self, count: int) -> str:
        """A remaining time."""
        return self.tr("about %n min left", "", count)

    def hours_left(self, count: int) -> str:
        """A longer remaining time."""
        return self.tr("about %n h left", "", count)

    def files(self, count: int) -> str:
        """Attachments of a letter or a conversation."""
        return self.tr("%n file(s)", "", count)

    def letters(self, count: int) -> str:
        """Letters of a ticket."""
        return self.tr("%n letter(s)", "", count)

    def new_letters(self, count: int) -> str:
        """Letters that came while the conversation was open."""
        return self.tr("%n new letter(s) in this conversation.", "", count)

    def problems(self, count: int) -> str:
        """Troubles that stand."""
        return self.tr("%n problem(s)", "", count)

    def blocked_images(self, count: int, domain: str) -> str:
        """Remote pictures that were left out."""
        return self.tr("%n image(s) from {domain} blocked.", "", count).format(domain=domain)


counted = Counted()
