"""``postroom doctor`` and ``account test``: what works, what does not, and what to do about it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.domain.accounts import Account, Folder, FolderRole
from app.domain.errors import AuthError, PostroomError, StorageError, TransientError
from app.domain.ports import Clock
from app.main import DATABASE
from app.reports import Verdict, bad, good
from app.services.queries import Queries
from mail.imap import ImapServerFactory
from mail.smtp import check_smtp

Password = Callable[[Account], str]


def profile_verdicts(profile: Path, password: Password, clock: Clock) -> list[Verdict]:
    """Check the database, the index, and every account with a server."""
    try:
        queries = Queries.open(profile / DATABASE)
    except StorageError as error:
        return [bad("database", str(error), "Add an account, or choose --profile DIR.")]
    try:
        verdicts = [*_database(queries, profile), _index(queries)]
        accounts = queries.accounts()
        for account in accounts:
            verdicts += _folders(queries, account)
    finally:
        queries.close()
    if not accounts:
        verdicts.append(bad("account", "no mailbox is connected", "postroom account add --help"))
    for account in accounts:
        try:
            secret = password(account) if account.settings.imap else ""
        except PostroomError as error:
            verdicts.append(_failed(f"{account.settings.name}: password", error))
            continue
        verdicts += account_verdicts(account, secret, clock)
    return verdicts


def account_verdicts(account: Account, secret: str, clock: Clock) -> list[Verdict]:
    """Log in to an account's servers."""
    name, settings = account.settings.name, account.settings
    if settings.imap is None:
        return [good(name, "imported letters, no server")]
    verdicts = []
    try:
        server = ImapServerFactory(clock).connect(account, secret)
        try:
            folders = server.folders()
        finally:
            server.close()
    except PostroomError as error:
        verdicts.append(_failed(f"{name}: IMAP", error))
    else:
        sent = next((f.name for f in folders if f.role is FolderRole.SENT), None)
        verdicts.append(
            good(
                f"{name}: IMAP",
                f"logged in at {settings.imap} ({settings.security.value}), {len(folders)} folders",
            )
        )
        verdicts.append(
            good(f"{name}: Sent", f"“{sent}”")
            if sent
            else bad(
                f"{name}: Sent",
                "no folder for sent mail was found",
                f"Choose it: postroom account follow {name} FOLDER",
            )
        )
    if settings.smtp is not None:
        try:
            check_smtp(settings, secret)
        except PostroomError as error:
            verdicts.append(_failed(f"{name}: SMTP", error))
        else:
            verdicts.append(good(f"{name}: SMTP", f"logged in at {settings.smtp}"))
    return verdicts


def _database(queries: Queries, profile: Path) -> Sequence[Verdict]:
    complaints = queries.check()
    size = (profile / DATABASE).stat().st_size
    if complaints:
        return [
            bad(
                "database",
                "; ".join(complaints[:3]),
                "Your mail is safe on the server: move the profile away and connect again.",
            )
        ]
    return [good("database", f"sound, {size / 1e6:,.1f} MB")]


def _index(queries: Queries) -> Verdict:
    letters, indexed = queries.index_state()
    if letters == indexed:
        return good("index", f"{indexed:,} letters searchable")
    return bad("index", f"{indexed:,} of {letters:,} letters searchable", "Sync once more.")


def _folders(queries: Queries, account: Account) -> list[Verdict]:
    verdicts = []
    for folder in queries.folders(account.id):
        if folder.followed and folder.server_count is not None:
            subject = f"{account.settings.name}: {folder.name}"
            counts = f"server {folder.server_count:,}, local {folder.local_count:,}"
            whole = folder.server_count == folder.local_count
            verdicts.append(good(subject, counts) if whole else bad(subject, counts, _gap(folder)))
    return verdicts


def _gap(folder: Folder) -> str:
    if (folder.server_count or 0) < folder.local_count:
        return (
            "Letters vanished from the server. If that was on purpose: "
            "postroom sync --once --accept-removals"
        )
    return "Run: postroom sync --once"


def _failed(subject: str, error: PostroomError) -> Verdict:
    match error:
        case AuthError():
            remedy = "Check user and password; some providers want an app password."
        case TransientError():
            remedy = "Check the network and try again."
        case _:
            remedy = "Check the account's settings."
    return bad(subject, str(error), remedy)
