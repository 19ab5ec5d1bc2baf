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

    def tickets(self, count: int) -> str:
        """Tickets that are chosen."""
        return self.tr("%n ticket(s)", "", count)

    def chosen(self, count: int) -> str:
        """More than one ticket is marked in the list."""
        return self.tr("%n ticket(s) chosen", "", count)

    def archived(self, count: int) -> str:
        """After putting tickets away."""
        return self.tr("%n ticket(s) archived.", "", count)

    def deleted(self, count: int) -> str:
        """After throwing tickets away."""
        return self.tr("%n ticket(s) moved to Trash.", "", count)

    def moved(self, count: int, folder: str) -> str:
        """After moving tickets to a folder."""
        return self.tr("%n ticket(s) moved to {folder}.", "", count).format(folder=folder)

    def marked_read(self, count: int) -> str:
        """After marking by hand."""
        return self.tr("%n ticket(s) marked as read.", "", count)

    def marked_unread(self, count: int) -> str:
        """After marking by hand."""
        return self.tr("%n ticket(s) marked as unread.", "", count)

    def flagged(self, count: int) -> str:
        """After setting the star."""
        return self.tr("%n ticket(s) flagged.", "", count)

    def unflagged(self, count: int) -> str:
        """After taking the star away."""
        return self.tr("Flag removed from %n ticket(s).", "", count)

    def answered(self, count: int) -> str:
        """After marking by hand."""
        return self.tr("%n ticket(s) marked as answered.", "", count)

    def unanswered(self, count: int) -> str:
        """After marking by hand."""
        return self.tr("%n ticket(s) marked as not answered.", "", count)

    def more(self, count: int) -> str:
        """Further troubles beside the one that is named."""
        return self.tr("and %n more", "", count)

    def waiting(self, count: int) -> str:
        """Changes made here that no server knows yet."""
        return self.tr("%n change(s) not on the server yet", "", count)

    def blocked_images(self, count: int, domain: str) -> str:
        """Remote pictures that were left out."""
        return self.tr("%n image(s) from {domain} blocked.", "", count).format(domain=domain)


counted = Counted()
