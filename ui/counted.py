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

    def seconds_ago(self, count: int) -> str:
        """When somebody was last known to be at something."""
        return self.tr("%n s ago", "", count)

    def minutes_ago(self, count: int) -> str:
        """The same, longer ago."""
        return self.tr("%n min ago", "", count)

    def earlier_changes(self, count: int) -> str:
        """Changes of a ticket that are folded away."""
        return self.tr("%n earlier change(s)", "", count)

    def sending_in(self, count: int) -> str:
        """How long a letter can still be taken back."""
        return self.tr("Sending in %n s", "", count)

    def others_sending(self, count: int) -> str:
        """More letters that are about to leave."""
        return self.tr("and %n other(s)", "", count)

    def stuck_letters(self, count: int) -> str:
        """Letters in the outbox that go no further without a person."""
        return self.tr("%n letter(s) not sent", "", count)

    def drafts(self, count: int) -> str:
        """Letters that are being written."""
        return self.tr("%n draft(s)", "", count)

    def would_reach(self, count: int) -> str:
        """Whom acknowledgements would have told in the last days ({days})."""
        return self.tr("In the last {days} days it would have reached %n person(s).", "", count)

    def would_not(self, count: int) -> str:
        """Letters to which it would have said nothing."""
        return self.tr("%n letter(s) would have got none.", "", count)

    def outbox(self, count: int) -> str:
        """Letters that have not left."""
        return self.tr("Outbox: %n letter(s)", "", count)

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

    def assigned(self, count: int, name: str) -> str:
        """After giving tickets to somebody."""
        return self.tr("%n ticket(s) assigned to {name}.", "", count).format(name=name)

    def freed(self, count: int) -> str:
        """After giving tickets to nobody."""
        return self.tr("%n ticket(s) assigned to nobody.", "", count)

    def status_set(self, count: int, status: str) -> str:
        """After setting a status."""
        return self.tr("%n ticket(s) set to “{status}”.", "", count).format(status=status)

    def snoozed(self, count: int, time: str) -> str:
        """After putting tickets aside."""
        return self.tr("%n ticket(s) snoozed until {time}.", "", count).format(time=time)

    def priority_set(self, count: int, priority: str) -> str:
        """After setting a priority."""
        return self.tr("Priority of %n ticket(s): {priority}.", "", count).format(priority=priority)

    def promised(self, count: int, time: str) -> str:
        """After noting what a contact was told."""
        return self.tr("Promise noted for %n ticket(s): {time}.", "", count).format(time=time)

    def promise_withdrawn(self, count: int) -> str:
        """After taking a promise back."""
        return self.tr("Promise taken back for %n ticket(s).", "", count)

    def tagged(self, count: int) -> str:
        """After adding or removing tags."""
        return self.tr("Tags of %n ticket(s) changed.", "", count)

    def noted(self, count: int) -> str:
        """After writing a note."""
        return self.tr("Note added to %n ticket(s).", "", count)

    def merged(self, count: int, code: str) -> str:
        """After merging; the number counts all, the one that stays too."""
        return self.tr("%n tickets are one now: #{code}.", "", count).format(code=code)

    def split(self, count: int) -> str:
        """After splitting letters off."""
        return self.tr("%n letter(s) split off as a ticket of their own.", "", count)

    def letters_moved(self, count: int, code: str) -> str:
        """After moving letters to another ticket."""
        return self.tr("%n letter(s) moved to #{code}.", "", count).format(code=code)

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
