"""What the gate before sending says, and what its buttons are called."""

from PySide6.QtCore import QCoreApplication

from app.domain.gate import Doubt, Finding

translate = QCoreApplication.translate


def said(finding: Finding) -> str:
    """One plain sentence."""
    names = ", ".join(finding.names)
    if finding.count > len(finding.names):
        names += " …"
    first, second = (*finding.names, "", "")[:2]
    words = {
        Doubt.NEW_LETTER: translate("gate", "A new letter came since you began to write."),
        Doubt.ANSWERED: translate("gate", "One of us answered since you began to write."),
        Doubt.BEING_ANSWERED: translate("gate", "{names}: at work on an answer just now."),
        Doubt.NO_RECIPIENT: translate("gate", "Nobody is named to whom this goes."),
        Doubt.BAD_ADDRESS: translate("gate", "This is no mail address: {names}"),
        Doubt.BLANK: translate("gate", "Still to be filled in: {names}"),
        Doubt.EMPTY: translate("gate", "Nothing has been written."),
        Doubt.NO_SUBJECT: translate("gate", "It has no subject."),
        Doubt.STRANGER: translate("gate", "New to this ticket: {names}"),
        Doubt.OTHER_DOMAIN: translate("gate", "From elsewhere, and new to this ticket: {names}"),
        Doubt.REPLY_TO: translate("gate", "It goes to {first}, but {second} wrote."),
        Doubt.ATTACHMENT: translate("gate", "You speak of a file, but none is attached."),
        Doubt.GREETING: translate("gate", "You greet “{first}”, and write to {second}."),
        Doubt.SPELLING: translate("gate", "Perhaps misspelled: {names}"),
        Doubt.UNCHECKED: translate("gate", "Spelling was not checked, or not to the end."),
        Doubt.BRUSH_OFF: translate("gate", "“{names}” alone may sound like a brush-off."),
        Doubt.NO_DATE: translate(
            "gate", "You promise something without saying when, and the ticket stays open."
        ),
    }
    return words[finding.doubt].format(names=names, first=first, second=second)


def remedy(finding: Finding) -> str:
    """What the button beside it is called; ``""`` for none."""
    go_there = translate("gate", "Go there")
    write_more = translate("gate", "Write more")
    take_out = translate("gate", "Take out")
    both = translate("gate", "Show both")
    words = {
        Doubt.NEW_LETTER: both,
        Doubt.ANSWERED: both,
        Doubt.BLANK: go_there,
        Doubt.SPELLING: go_there,
        Doubt.GREETING: go_there,
        Doubt.UNCHECKED: translate("gate", "Try again"),
        Doubt.BAD_ADDRESS: go_there,
        Doubt.NO_RECIPIENT: translate("gate", "Add somebody"),
        Doubt.EMPTY: write_more,
        Doubt.BRUSH_OFF: write_more,
        Doubt.NO_SUBJECT: translate("gate", "Write one"),
        Doubt.STRANGER: take_out,
        Doubt.OTHER_DOMAIN: take_out,
        Doubt.REPLY_TO: translate("gate", "Send it there"),
        Doubt.ATTACHMENT: translate("gate", "Attach…"),
        Doubt.NO_DATE: translate("gate", "Promise a date…"),
    }
    return words.get(finding.doubt, "")
