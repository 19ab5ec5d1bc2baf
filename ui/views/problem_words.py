"""Background troubles in the interface language, by their stable code, and what a button can do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.problems import Problem, Severity
from ui.views.sending_words import CODES, sending_words

translate = QCoreApplication.translate

_LINK = re.compile(r"https?://[^\s<>\"'“”()\[\]]+")
_LOUDNESS = (Severity.NOTICE, Severity.WARNING, Severity.ERROR)


class Remedy(StrEnum):
    """What a button beside a trouble does."""

    PASSWORD = "password"  # noqa: S105 - the name of a remedy
    """Ask for the password, try it, keep it."""
    CERTIFICATE = "certificate"
    """Show what the server shows as its certificate."""
    SETTINGS = "settings"
    """Change servers, protection or user of the account."""
    FOLDERS = "folders"
    """Choose which folders are synced."""
    ACCEPT = "accept"
    """Let letters go here that vanished from the server in a mass."""
    KEEP = "keep"
    """Keep them here, and say no more about it."""
    CHANGES = "changes"
    """Show which changes did not come true; try again or forget them."""
    SYNC = "sync"
    """Try now."""
    OUTBOX = "outbox"
    """Show what has not left."""
    RESUME = "resume"
    """Go on after a pause."""
    FETCH = "fetch"
    """Fetch everything although the network costs by volume."""
    DISMISS = "dismiss"
    """It has been read."""
    COPY = "copy"
    """Copy the machine's words, for a report."""


_REMEDIES: dict[str, tuple[Remedy, ...]] = {
    "offline": (Remedy.SYNC, Remedy.SETTINGS),
    "busy": (Remedy.SYNC,),
    "wrong-password": (Remedy.PASSWORD, Remedy.SETTINGS),
    "web-login": (Remedy.PASSWORD,),
    "token-refused": (Remedy.SYNC, Remedy.SETTINGS),
    "token-program": (Remedy.SYNC, Remedy.SETTINGS),
    "certificate": (Remedy.CERTIFICATE, Remedy.SYNC),
    "insecure": (Remedy.SETTINGS, Remedy.SYNC),
    "quota": (Remedy.SYNC,),
    "account-rejected": (Remedy.SETTINGS, Remedy.SYNC),
    "strange-server": (Remedy.SYNC,),
    "storage": (Remedy.SYNC,),
    "disk-full": (Remedy.SYNC,),
    "folder-closed": (Remedy.FOLDERS, Remedy.SYNC),
    "folder-vanished": (Remedy.FOLDERS,),
    "letters-withheld": (Remedy.SYNC,),
    "mass-removal": (Remedy.ACCEPT, Remedy.KEEP),
    "change-refused": (Remedy.CHANGES,),
    "change-overruled": (Remedy.CHANGES,),
    "server-says": (Remedy.DISMISS,),
    "paused": (Remedy.RESUME,),
    "letters-wait": (Remedy.FETCH,),
    "internal-error": (Remedy.COPY, Remedy.SYNC),
    "letter-unsure": (Remedy.OUTBOX,),
    "letter-held": (Remedy.OUTBOX,),
    "letter-waits": (Remedy.OUTBOX,),
    "sending-offline": (Remedy.SYNC, Remedy.SETTINGS),
    "sending-password": (Remedy.PASSWORD, Remedy.SETTINGS),
    "acknowledgements-stopped": (Remedy.SYNC,),
    "acknowledgements-rate": (Remedy.SYNC, Remedy.COPY),
    "acknowledgements-wait": (Remedy.SYNC,),
    "acknowledgement-flood": (Remedy.COPY,),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A trouble as it is told."""

    trouble: str
    advice: str
    said: str = ""
    """What the server said, in its own words."""


def account_of(problem: Problem) -> str:
    """The account that a problem's key names (``account:NAME:…``), ``""`` for none."""
    parts = problem.key.split(":")
    return parts[1] if len(parts) > 2 and parts[0] == "account" else ""


def place_of(problem: Problem) -> str:
    """The folder that a problem's key names; its name may hold colons."""
    return problem.key.split(":", 3)[-1]


def remedies(problem: Problem) -> tuple[Remedy, ...]:
    """What can be done about it, the likeliest first."""
    return _REMEDIES.get(problem.code, (Remedy.SYNC,))


def links(problem: Problem) -> tuple[str, ...]:
    """Web addresses that the server named; nobody has checked them."""
    found = (match.rstrip(".,;:!?") for match in _LINK.findall(problem.detail))
    return tuple(dict.fromkeys(found))


def worst(problems: tuple[Problem, ...]) -> Problem | None:
    """The loudest trouble, the oldest of several."""
    return max(problems, key=lambda each: _LOUDNESS.index(each.severity), default=None)


def button_text(remedy: Remedy) -> str:
    """What stands on the button."""
    texts: dict[Remedy, Callable[[], str]] = {
        Remedy.PASSWORD: lambda: translate("problems", "Enter the password…"),
        Remedy.CERTIFICATE: lambda: translate("problems", "Show the certificate…"),
        Remedy.SETTINGS: lambda: translate("problems", "Settings of the mailbox…"),
        Remedy.FOLDERS: lambda: translate("problems", "Choose folders…"),
        Remedy.ACCEPT: lambda: translate("problems", "Let them go here too…"),
        Remedy.KEEP: lambda: translate("problems", "Keep them here"),
        Remedy.CHANGES: lambda: translate("problems", "Show the changes…"),
        Remedy.SYNC: lambda: translate("problems", "Try now"),
        Remedy.OUTBOX: lambda: translate("problems", "Show the outbox"),
        Remedy.RESUME: lambda: translate("problems", "Resume"),
        Remedy.FETCH: lambda: translate("problems", "Fetch them now"),
        Remedy.DISMISS: lambda: translate("problems", "I have read it"),
        Remedy.COPY: lambda: translate("problems", "Copy the details"),
    }
    return texts[remedy]()


def in_words(problem: Problem) -> Words:
    """What is wrong and what to do; a code without words here keeps its English sentences."""
    code = problem.code
    found = _connection(code) or _mailbox(code) or _ours(code) or _acknowledging(code)
    found = found or sending_words(code)
    if found is None:
        return Words(problem.detail, problem.remedy)
    words = {"account": account_of(problem), "place": place_of(problem)}
    trouble, advice = (text.format(**words) for text in found)
    said = problem.detail if problem.code in _QUOTED else ""
    if problem.code == "server-says":
        quoted = re.search("“(.*)”", said, re.DOTALL)
        said = quoted[0] if quoted else said
    return Words(trouble, advice, said)


_QUOTED = CODES | {
    "server-says",
    "token-refused",
    "token-program",
    "quota",
    "busy",
    "account-rejected",
    "folder-closed",
    "acknowledgements-stopped",
    "acknowledgements-rate",
    "acknowledgement-flood",
}
"""Codes of which the server's own words say more than ours."""


def _connection(code: str) -> tuple[str, str] | None:  # noqa: PLR0911 - a table of cases
    match code:
        case "offline":
            return (
                translate("problems", "{account} cannot be reached."),
                translate(
                    "problems",
                    "Everything here stays usable, and what you change is sent later. It is tried "
                    "again by itself.",
                ),
            )
        case "busy":
            return (
                translate("problems", "The server of {account} is busy."),
                translate(
                    "problems",
                    "It is tried again by itself. If it lasts, close other mail programs that use "
                    "this mailbox.",
                ),
            )
        case "wrong-password":
            return (
                translate("problems", "{account} refuses the password."),
                translate("problems", "Enter it again; nothing is tried until then."),
            )
        case "web-login":
            return (
                translate("problems", "{account} wants you to log in with a web browser."),
                translate(
                    "problems",
                    "Do there what it asks for, or make an app password and enter it here.",
                ),
            )
        case "token-refused":
            return (
                translate("problems", "The server of {account} refuses the access token."),
                translate(
                    "problems",
                    "Log in anew with the program that gives it, then try again. Its command "
                    "stands in the settings of the mailbox.",
                ),
            )
        case "token-program":
            return (
                translate("problems", "There is no access token for {account}."),
                translate(
                    "problems",
                    "The program that is to give one says why. It is asked again by itself.",
                ),
            )
        case "certificate":
            return (
                translate("problems", "The server of {account} cannot prove who it is."),
                translate(
                    "problems",
                    "In a hotel or on a train, sign in to the network in a browser first. Else ask "
                    "whoever runs the mail server. No password was sent.",
                ),
            )
        case "insecure":
            return (
                translate("problems", "The connection of {account} cannot be secured."),
                translate(
                    "problems",
                    "Check port and security, or try another network. No password was sent.",
                ),
            )
        case "account-rejected":
            return (
                translate("problems", "{account} cannot be used as it is set up."),
                translate("problems", "Check server, port and security of the mailbox."),
            )
        case "strange-server":
            return (
                translate("problems", "The server of {account} answers strangely."),
                translate("problems", "It is tried again; nothing here is changed by it."),
            )
    return None


def _mailbox(code: str) -> tuple[str, str] | None:  # noqa: PLR0911 - a table of cases
    match code:
        case "quota":
            return (
                translate("problems", "The mailbox {account} is full."),
                translate(
                    "problems",
                    "Empty Trash and Junk on the server, or get more space. It is tried again by "
                    "itself.",
                ),
            )
        case "folder-closed":
            return (
                translate("problems", "The folder {place} of {account} cannot be opened."),
                translate("problems", "Does it still exist on the server, and may you read it?"),
            )
        case "folder-vanished":
            return (
                translate("problems", "The folder {place} of {account} is no longer there."),
                translate(
                    "problems",
                    "Its letters stay here. If it was renamed, choose its new name; if it was "
                    "removed on purpose, untick it.",
                ),
            )
        case "letters-withheld":
            return (
                translate("problems", "The server keeps back letters of {place} ({account})."),
                translate(
                    "problems",
                    "It lists them and does not hand them out. They are asked for again each time; "
                    "if it lasts, whoever runs the server may have to repair the folder.",
                ),
            )
        case "mass-removal":
            return (
                translate("problems", "Many letters of {place} vanished from the server at once."),
                translate(
                    "problems", "They are kept here. Let them go only if that was on purpose."
                ),
            )
        case "letters-wait":
            return (
                translate("problems", "Older letters of {place} ({account}) wait."),
                translate(
                    "problems",
                    "This network costs by volume, so only new letters are fetched. The rest comes "
                    "with the next network that does not.",
                ),
            )
        case "server-says":
            return (
                translate("problems", "The server of {account} wants you to read this:"),
                translate(
                    "problems",
                    "Postroom did not check it. Do not follow links in it that you do not know.",
                ),
            )
    return None


def _ours(code: str) -> tuple[str, str] | None:  # noqa: PLR0911 - a table of cases
    match code:
        case "disk-full":
            return (
                translate("problems", "The disk is full."),
                translate(
                    "problems",
                    "What is here is safe, and reading goes on. Free some space; then fetching and "
                    "sending go on by themselves.",
                ),
            )
        case "storage":
            return (
                translate("problems", "The disk or the database fails."),
                translate(
                    "problems",
                    "What is here is safe. Check the disk and whether its file system may be "
                    "written; then it goes on by itself.",
                ),
            )
        case "change-refused":
            return (
                translate("problems", "The server of {account} refused changes made here."),
                translate("problems", "Postroom shows what the server has."),
            )
        case "change-overruled":
            return (
                translate("problems", "In {account} the server’s later state won over a change."),
                translate("problems", "Postroom shows what the server has."),
            )
        case "paused":
            return (
                translate("problems", "Syncing is paused."),
                translate("problems", "Nothing is fetched or sent; what you change waits."),
            )
        case "internal-error":
            return (
                translate("problems", "Syncing {account} failed because of a mistake in Postroom."),
                translate("problems", "It is tried again. Please report it with the details."),
            )
    return None


def _acknowledging(code: str) -> tuple[str, str] | None:
    match code:
        case "acknowledgements-stopped":
            return (
                translate("problems", "New letters to {account} are not acknowledged."),
                translate(
                    "problems",
                    "Look at the text under Mailbox, Acknowledgements, and save it again, or "
                    "switch them off. After an hour it is tried again.",
                ),
            )
        case "acknowledgements-rate":
            return (
                translate("problems", "Many letters to {account} wait for an acknowledgement."),
                translate(
                    "problems",
                    "More came within an hour than you allow. If people wrote them, allow more "
                    "under Mailbox, Acknowledgements; else switch them off.",
                ),
            )
        case "acknowledgements-wait":
            return (
                translate("problems", "Acknowledgements of {account} wait."),
                translate(
                    "problems",
                    "The team’s folder cannot be reached just now, and without it one might be "
                    "sent twice. They go on by themselves.",
                ),
            )
        case "acknowledgement-flood":
            return (
                translate("problems", "Somebody writes to {account} ten times an hour or more."),
                translate(
                    "problems", "That is how machines write; nothing is said to them by itself."
                ),
            )
    return None
