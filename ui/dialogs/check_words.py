"""What is wrong with settings, and what trying them found, in the interface language."""

from PySide6.QtCore import QCoreApplication

from app.domain.accounts import AccountSettings, Security
from app.services.checks import Check, Outcome, Step
from ui.dialogs.guesses import Service

translate = QCoreApplication.translate


def login_complaints(settings: AccountSettings) -> dict[str, str]:
    """What is wrong with user, servers and security, by field; servers are not asked."""
    wrong = {}
    if not settings.user:
        wrong["user"] = translate("checks", "Enter the user name, often the address.")
    for key, server in (("imap", settings.imap), ("smtp", settings.smtp)):
        if server is None:
            continue
        if not server.host or any(map(str.isspace, server.host)):
            wrong[key] = translate("checks", "Enter the server’s name.")
        elif not 0 < server.port < 65536:
            wrong[key] = translate("checks", "Enter a port from 1 to 65535.")
        elif settings.security is Security.NONE and not server.is_loopback:
            wrong["security"] = translate(
                "checks",
                "Passwords and letters would cross the network readable to others. Choose TLS "
                "or STARTTLS.",
            )
    return wrong


def in_words(check: Check) -> str:
    """One sentence or two: how it went, and what to do."""
    if check.step is Step.SENT:
        return _sent(check)
    if check.step is Step.SECRET:
        no_token = translate("checks", "The program gives no access token.")
        return f"{no_token}\n{check.detail}"
    fetching = check.step is Step.IMAP
    match check.outcome:
        case Outcome.FINE:
            text = (
                translate("checks", "Receiving works: logged in at {server}.")
                if fetching
                else translate("checks", "Sending works: logged in at {server}.")
            )
        case Outcome.PASSWORD:
            text = (
                translate("checks", "Receiving: {server} refuses the user or the password.")
                if fetching
                else translate("checks", "Sending: {server} refuses the user or the password.")
            )
        case Outcome.TOKEN:
            text = (
                translate("checks", "Receiving: {server} refuses the user or the access token.")
                if fetching
                else translate("checks", "Sending: {server} refuses the user or the access token.")
            )
        case Outcome.UNREACHABLE:
            text = (
                translate("checks", "Receiving: {server} does not answer. Is the name right?")
                if fetching
                else translate("checks", "Sending: {server} does not answer. Is the name right?")
            )
        case _:
            text = (
                translate("checks", "Receiving: {server} cannot be used with this security.")
                if fetching
                else translate("checks", "Sending: {server} cannot be used with this security.")
            )
    return text.format(server=check.place)


def _sent(check: Check) -> str:
    if check.outcome is Outcome.FINE:
        return translate("checks", "Sent letters are in the folder “{folder}”.").format(
            folder=check.place
        )
    return translate(
        "checks", "No folder of sent letters was found. It can be chosen under Mailbox, Folders."
    )


def hint(service: Service) -> str:  # noqa: PLR0911 - a table of cases
    """What a provider wants before a mail program may log in; ``""`` for nothing known."""
    match service:
        case Service.GMAIL:
            return translate(
                "checks",
                "Google wants an app password instead of your own: Google account, Security, "
                "2-Step Verification, App passwords. Where your organisation allows none, sign in "
                "with an access token.",
            )
        case Service.MICROSOFT:
            return translate(
                "checks",
                "Microsoft refuses passwords over IMAP for most mailboxes. Sign in with an access "
                "token from a program instead.",
            )
        case Service.ICLOUD:
            return translate(
                "checks",
                "Apple wants an app-specific password instead of your own: account.apple.com, "
                "Sign-In and Security.",
            )
        case Service.FASTMAIL:
            return translate(
                "checks",
                "Fastmail wants an app password instead of your own: Settings, Privacy & Security.",
            )
        case Service.YANDEX:
            return translate(
                "checks",
                "Yandex wants an app password instead of your own, and IMAP switched on in the "
                "settings of Yandex Mail under Email clients.",
            )
        case Service.MAIL_RU:
            return translate(
                "checks",
                "Mail.ru wants a password for external applications instead of your own: account "
                "settings, Security.",
            )
        case Service.UKR_NET:
            return translate(
                "checks",
                "Ukr.net wants IMAP access switched on in its settings; it then makes a password "
                "for mail programs.",
            )
        case Service.OTHER:
            return ""
