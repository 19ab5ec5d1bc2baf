"""What stands in the way of a letter, in one sentence of the interface language."""

from PySide6.QtCore import QCoreApplication

from app.domain.hindrances import Hindrance

translate = QCoreApplication.translate


def hindrance_words(hindrance: Hindrance | None) -> str:  # noqa: PLR0911, PLR0912 - a table
    """Return a sentence; ``""`` where nothing is known but what the server said."""
    match hindrance:
        case Hindrance.NO_SUCH_PERSON:
            return translate(
                "Hindrance", "Nobody has this address there; it may be mistyped or given up."
            )
        case Hindrance.NO_SUCH_DOMAIN:
            return translate("Hindrance", "The part after the @ takes no mail; it may be mistyped.")
        case Hindrance.MAILBOX_FULL:
            return translate("Hindrance", "The recipient’s mailbox is full.")
        case Hindrance.MAILBOX_CLOSED:
            return translate("Hindrance", "The recipient’s mailbox takes no mail any more.")
        case Hindrance.TOO_LARGE:
            return translate(
                "Hindrance", "The letter is too large; send fewer or smaller files, or a link."
            )
        case Hindrance.SPAM:
            return translate("Hindrance", "The letter was taken for unwanted mail.")
        case Hindrance.SENDER_UNPROVED:
            return translate(
                "Hindrance",
                "The other side could not prove that the letter comes from your domain; whoever "
                "looks after it should check its SPF, DKIM and DMARC records.",
            )
        case Hindrance.SENDER_REFUSED:
            return translate(
                "Hindrance", "The server does not let this mailbox send from this address."
            )
        case Hindrance.RELAY:
            return translate(
                "Hindrance",
                "The server does not pass letters on to this address; it may want a log-in.",
            )
        case Hindrance.LOG_IN:
            return translate("Hindrance", "The server for sending refused the log-in.")
        case Hindrance.RATE:
            return translate(
                "Hindrance",
                "Too many letters were sent in a short time; the server wants a pause.",
            )
        case Hindrance.LATER:
            return translate("Hindrance", "The server asks to try again later.")
        case Hindrance.TOO_MANY_RECIPIENTS:
            return translate("Hindrance", "The letter has too many recipients for the server.")
        case Hindrance.NOT_UNDERSTOOD:
            return translate(
                "Hindrance", "The server does not know something that this letter needs."
            )
        case _:
            return ""
