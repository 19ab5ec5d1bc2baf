"""Background troubles in the interface language, by their stable code."""

from PySide6.QtCore import QCoreApplication

from app.domain.problems import Problem

translate = QCoreApplication.translate


def account_of(problem: Problem) -> str:
    """The account that a problem's key names (``account:NAME:…``), ``""`` for none."""
    parts = problem.key.split(":")
    return parts[1] if len(parts) > 2 and parts[0] == "account" else ""


def in_words(problem: Problem) -> tuple[str, str]:
    """What is wrong and what to do; a code without words here keeps its English sentences."""
    account = account_of(problem)
    place = problem.key.split(":")[-1]
    match problem.code:
        case "offline":
            trouble = translate("problems", "{account} cannot be reached.")
            remedy = translate("problems", "Everything here stays usable. It is tried again.")
        case "wrong-password":
            trouble = translate("problems", "{account} refuses the password.")
            remedy = translate("problems", "Enter it again: postroom account test {account}")
        case "account-rejected":
            trouble = translate("problems", "{account} cannot be used as it is set up.")
            remedy = translate("problems", "Check server, port and security of the account.")
        case "strange-server":
            trouble = translate("problems", "The server of {account} answers strangely.")
            remedy = translate("problems", "It is tried again; nothing here is changed by it.")
        case "storage" | "disk-full":
            trouble = translate("problems", "The disk or the database fails.")
            remedy = translate("problems", "Free some space or check the disk; then it goes on.")
        case "folder-closed":
            trouble = translate("problems", "The folder {place} of {account} cannot be opened.")
            remedy = translate("problems", "Does it still exist on the server, and may you read?")
        case "mass-removal":
            trouble = translate(
                "problems", "Many letters of {place} vanished from the server at once."
            )
            remedy = translate("problems", "They are kept here. If that was on purpose, accept it.")
        case _:
            return problem.detail, problem.remedy
    words = {"account": account, "place": place}
    return trouble.format(**words), remedy.format(**words)
