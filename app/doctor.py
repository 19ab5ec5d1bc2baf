"""``postroom doctor`` and ``account test``: what works, what does not, and what to do about it."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from app.domain.accounts import Account, Folder
from app.domain.errors import StorageError
from app.domain.ids import TicketId
from app.domain.ports import Clock
from app.domain.tickets import Queue
from app.mailboxes import account_checks
from app.main import DATABASE
from app.reports import Verdict, bad, good
from app.runtime.journal_doubts import doubts
from app.runtime.lock import ProfileLock
from app.runtime.logins import SecretOf
from app.services import journal_jobs as jobs
from app.services.checks import Check, Outcome, Step
from app.services.derived import Renewal
from app.services.people import is_shared
from app.services.queries import Queries
from app.services.spelling import FOLDER, dictionaries, missing
from app.store import open_reader, open_store

_STEPS = {Step.SECRET: "password", Step.IMAP: "IMAP", Step.SENT: "Sent", Step.SMTP: "SMTP"}
_MANY = 10_000
_SHOWN = 20
"""Messages of the team's folder that are named one by one."""
_ODD_REMEDY = "It stands in the folder “Postroom” under this UID and has no effect."
_CLOSED_REMEDY = (
    "Ask whoever runs the server for the right to write into the folder “Postroom”; "
    "what you do is kept here until then."
)
_LITTLE_ROOM = 20_000_000
"""Bytes below which a sync may not come to its end."""
_LOGIN_REMEDY = "Check user and password; some providers want an app password."
_PROGRAM_REMEDY = (
    "Run the program that gives the access token in a terminal and log in with it anew; another "
    "one: postroom account change {} --token-command COMMAND"
)


def profile_verdicts(profile: Path, secret_of: SecretOf, clock: Clock) -> list[Verdict]:
    """Check the database, the index, and every account with a server."""
    try:
        queries = Queries.open(profile / DATABASE)
    except StorageError as error:
        remedy = "Add an account, or choose --profile DIR."
        return [*_disk(profile), bad("database", str(error), remedy)]
    try:
        verdicts = [*_disk(profile), *_database(queries, profile), _index(queries)]
        verdicts += _derived(profile)
        verdicts += spelling_verdicts(profile)
        accounts = queries.accounts()
        for account in accounts:
            verdicts += _folders(queries, account)
            verdicts += team_verdicts(profile / DATABASE, account)
    finally:
        queries.close()
    if not accounts:
        verdicts.append(bad("account", "no mailbox is connected", "postroom account add --help"))
    for account in accounts:
        verdicts += account_verdicts(account, secret_of, clock)
    return verdicts


def spelling_verdicts(profile: Path) -> list[Verdict]:
    """Tell which dictionaries are used, where they come from, and under what licence."""
    found = dictionaries(profile)
    verdicts = [
        good(
            f"spelling: {language}",
            "; ".join(
                f"{one.name} ({one.source}): {one.licence or 'it names no licence'}"
                for one in there
            ),
        )
        for language, there in sorted(found.items())
    ]
    remedy = "Put NAME.aff and NAME.dic of a Hunspell dictionary into {}."
    verdicts += [
        bad(f"spelling: {language}", "no dictionary", remedy.format(profile / FOLDER))
        for language in missing(found)
    ]
    return verdicts


def account_verdicts(account: Account, secret_of: SecretOf, clock: Clock) -> list[Verdict]:
    """Log in to an account's servers, with the password or access token that is given for it."""
    name, settings = account.settings.name, account.settings
    if settings.imap is None:
        return [good(name, "imported letters, no server")]
    return [_verdict(name, check) for check in account_checks(account, secret_of, clock)]


def team_verdicts(database: Path, account: Account) -> list[Verdict]:
    """Tell how this computer stands in the team of a mailbox, and what of the folder is odd."""
    name = account.settings.name
    with open_reader(database) as store:
        state = store.journal.state(account.id)
        words = jobs.closed(store, account.id)
        if not state.introduced and not words and not store.batches.any(account.id):
            return []  # nobody has ever shared anything
        shared = is_shared(store, account.id)
        unsent = store.events.count_unsent(account.id) if shared else 0
        missing = len(store.batches.missing(account.id, _MANY, everybody=True))
        waiting, _ = store.waiting_lines.total(account.id)
        odd = doubts(store, account.id, name=name)
        refused = store.journal_messages.refused(account.id)
    subject = f"{name}: team"
    verdicts = [
        good(subject, "this computer takes part")
        if state.introduced
        else good(subject, "others share their state; this computer only reads")
    ]
    if words:
        said = f"the server lets this computer write nothing for the team: {words}"
        verdicts.append(bad(subject, said, _CLOSED_REMEDY))
    if unsent or missing:
        count = f"{unsent:,} changes" if unsent else f"{missing:,} pieces that the folder lacks"
        verdicts.append(bad(subject, f"not in the mailbox yet: {count}", "postroom sync --once"))
    if waiting:
        said = f"{waiting:,} pieces are of a computer that has not introduced itself"
        verdicts.append(bad(subject, said, "They count as soon as it does; sync again later."))
    verdicts += [bad(subject, problem.detail, problem.remedy) for problem in odd]
    verdicts += [
        bad(f"{subject}: message {item.uid}", f"{item.reason}: {item.detail}", _ODD_REMEDY)
        for item in refused[:_SHOWN]
    ]
    return verdicts


def _verdict(name: str, check: Check) -> Verdict:
    by_token = check.step is Step.SECRET and check.outcome is Outcome.TOKEN
    subject = f"{name}: {'access token' if by_token else _STEPS[check.step]}"
    match check.outcome:
        case Outcome.FINE:
            return good(subject, check.detail)
        case Outcome.PASSWORD:
            remedy = _LOGIN_REMEDY
        case Outcome.TOKEN:
            remedy = _PROGRAM_REMEDY.format(name)
        case Outcome.UNREACHABLE:
            remedy = "Check the network and try again."
        case Outcome.REJECTED:
            remedy = "Check the account's settings."
        case Outcome.MISSING:
            remedy = f"Choose it: postroom account follow {name} FOLDER"
    return bad(subject, check.detail, remedy)


def _disk(profile: Path) -> list[Verdict]:
    try:
        free = shutil.disk_usage(profile).free
    except OSError:
        return []  # there is no such folder, as the next verdict says
    room = f"{free / 1e6:,.0f} MB free"
    if free < _LITTLE_ROOM:
        remedy = "Make room where the profile lies; syncing goes on by itself then."
        return [bad("disk", f"full: {room}", remedy)]
    return [good("disk", room)]


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


def _derived(profile: Path) -> list[Verdict]:
    with open_reader(profile / DATABASE) as store:
        due = store.filing.is_due()
    remedy = "It makes them anew when it has time; at once: postroom doctor --rebuild"
    return [bad("tickets", "another version of Postroom made them", remedy)] if due else []


def rebuild(profile: Path) -> Verdict:
    """Make tickets and what the team says of them anew from letters and events.

    Raises `RejectedError` where another process works on the profile, and `StorageError`.
    """
    renewal, wrong, more = Renewal(), set[TicketId](), True
    with ProfileLock(profile), open_store(profile / DATABASE) as store:
        count = store.tickets.count(Queue.ALL)
        while more:
            with store.transaction() as transaction:
                more = renewal.step(store, transaction)
            wrong |= transaction.changes.tickets
    return good("rebuild", f"{count:,} tickets looked at, {len(wrong):,} put right")


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
