"""The sentences that a conversation page says about a letter, in the interface language."""

from PySide6.QtCore import QCoreApplication

from app.domain.grouping import Why, WhyKind
from app.domain.messages import Automatic, Bounce
from app.services.read_models import Caution, LetterView

translate = QCoreApplication.translate


def badge(automatic: Automatic | None) -> str:
    """Why a letter was not typed by a person, ``""`` where it was."""
    match automatic:
        case Automatic.BOUNCE:
            return translate("Conversation", "Delivery report")
        case Automatic.AUTO_REPLY:
            return translate("Conversation", "Automatic reply")
        case Automatic.LIST:
            return translate("Conversation", "Mailing list")
        case None:
            return ""


def warning(kind: Caution, letter: LetterView) -> str:
    """What the reader must know before trusting the letter."""
    match kind:
        case Caution.NAME_SHOWS_OTHER_ADDRESS:
            return translate(
                "Conversation",
                "The sender’s name shows another address. This letter really says it is from "
                "{address}.",
            ).format(address=letter.sender.address or "?")
        case Caution.REPLY_TO_DIFFERS:
            return translate(
                "Conversation",
                "An answer would go to {reply_to}, not to the sender’s domain.",
            ).format(reply_to=", ".join(each.address for each in letter.reply_to) or "?")
        case Caution.SENDER_UNREADABLE:
            return translate("Conversation", "The sender’s address cannot be read.")
        case Caution.DAMAGED:
            return translate(
                "Conversation",
                "This letter is damaged. What could be read is shown; the source is complete.",
            )
        case Caution.UNREADABLE:
            return translate(
                "Conversation",
                "This letter cannot be read. Nothing is lost: its source is kept exactly as the "
                "server gave it.",
            )


def why(reason: Why) -> str:
    """Why a letter stands in this ticket."""
    match reason.kind:
        case WhyKind.FIRST:
            return translate("Conversation", "It begins this ticket.")
        case WhyKind.ANSWERS:
            text = translate("Conversation", "It answers a letter of this ticket ({evidence}).")
        case WhyKind.SHARED_PARENT:
            text = translate(
                "Conversation",
                "It and another letter here answer the same letter, which is not in this mailbox "
                "({evidence}).",
            )
        case WhyKind.SAME_SUBJECT:
            text = translate(
                "Conversation",
                "Probably: it names no earlier letter, but the same correspondent wrote with the "
                "same subject within seven days ({evidence}).",
            )
        case WhyKind.TICKET_CODE:
            text = translate(
                "Conversation",
                "Probably: it names no earlier letter, but its subject quotes this ticket’s code "
                "({evidence}).",
            )
        case WhyKind.COPY:
            text = translate(
                "Conversation",
                "It carries the same Message-ID as a letter of this ticket, with other content "
                "({evidence}).",
            )
        case WhyKind.BOUNCE:
            text = translate(
                "Conversation",
                "It reports that a letter of this ticket could not be delivered ({evidence}).",
            )
        case WhyKind.HELD_BACK:
            text = translate(
                "Conversation",
                "It refers to another ticket ({evidence}), but its sender takes no part in that "
                "one. So it got a ticket of its own.",
            )
    return text.format(evidence=reason.evidence or "–")


def bounce_headline(bounce: Bounce) -> str:
    """The report in one sentence."""
    if not bounce.permanent:
        return translate("Conversation", "Delivery is delayed; the server keeps trying.")
    if bounce.recipient:
        return translate("Conversation", "Your letter did not reach this address:")
    return translate("Conversation", "Your letter was not delivered.")


def bounce_meaning(bounce: Bounce) -> str:  # noqa: PLR0911 - a table of cases
    """The enhanced status code (RFC 3463) in plain words."""
    subject, _, detail = bounce.status.partition(".")[2].partition(".")
    match subject, detail:
        case "1", "1" | "3" | "6":
            return translate("Conversation", "There is no such address.")
        case "1", _:
            return translate("Conversation", "The address or its domain was not accepted.")
        case "2", "1":
            return translate("Conversation", "The mailbox is switched off.")
        case "2", "2":
            return translate("Conversation", "The mailbox is full.")
        case "2", "3":
            return translate("Conversation", "The letter is too large for this mailbox.")
        case "3", "4":
            return translate("Conversation", "The letter is too large for the server.")
        case "4", _:
            return translate("Conversation", "The receiving server could not be reached.")
        case "7", _:
            return translate(
                "Conversation", "The receiving server refused the letter by its rules."
            )
        case _:
            return translate("Conversation", "The receiving server gave no reason we know.")


def quoted_label() -> str:
    """Over folded history."""
    return translate("Conversation", "Quoted text")


def signature_label() -> str:
    """Over a folded signature."""
    return translate("Conversation", "Signature")
