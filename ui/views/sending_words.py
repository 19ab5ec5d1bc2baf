"""Troubles with letters on their way, in the interface language, by their stable code."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

CODES = frozenset(
    {
        "letter-unsure",
        "letter-held",
        "letter-waits",
        "letter-copy",
        "sending-offline",
        "sending-password",
    }
)
"""Each names in its detail which letter it is, or what a server said."""


def sending_words(code: str) -> tuple[str, str] | None:
    """Return what is wrong and what to do, with ``{account}`` to fill in; None for other codes."""
    match code:
        case "letter-unsure":
            return (
                translate("problems", "Nobody knows whether a letter of {account} was sent."),
                translate(
                    "problems",
                    "It is not in Sent. Ask the contact if need be; then say in the outbox that it "
                    "arrived, or send it again.",
                ),
            )
        case "letter-held":
            return (
                translate("problems", "A letter of {account} was not sent and is held."),
                translate(
                    "problems",
                    "Look at it in the outbox: change it, send it all the same, or discard it.",
                ),
            )
        case "letter-waits":
            return (
                translate("problems", "The server did not take a letter of {account} yet."),
                translate(
                    "problems", "It is tried again by itself, at longer and longer intervals."
                ),
            )
    return _servers(code)


def _servers(code: str) -> tuple[str, str] | None:
    match code:
        case "letter-copy":
            return (
                translate("problems", "A letter of {account} was sent, and is not in Sent yet."),
                translate(
                    "problems", "Its copy is put there as soon as possible; here it is already."
                ),
            )
        case "sending-offline":
            return (
                translate("problems", "The server for sending of {account} cannot be reached."),
                translate(
                    "problems", "What waits is sent by itself as soon as the server answers."
                ),
            )
        case "sending-password":
            return (
                translate("problems", "The server for sending of {account} refuses the password."),
                translate("problems", "Enter it again; nothing is sent until then."),
            )
    return None
