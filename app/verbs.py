"""What the words do with accounts and mail; `app.cli` reads the words.

Every function returns an exit status: 0 done, 1 failed. Results go to standard output, progress and
troubles to standard error. Expected failures leave as `PostroomError`.
"""

import getpass
import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app import reports
from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.errors import AuthError, PostroomError, RejectedError, StorageError
from app.domain.ports import Clock
from app.domain.problems import Problem
from app.main import profile_folder, system_clock, system_vault
from app.runtime.facade import PassProgress
from app.runtime.importing import import_paths
from app.runtime.once import sync_each
from app.runtime.problems import SERVER_SAYS, storage_problem
from app.runtime.readers import ReaderPool
from app.runtime.sync import SyncProgress, SyncReport
from app.runtime.writer import StoreWriter
from app.services import commands
from app.store import Store, open_store
from app.terminal import locked, one_account, open_queries, show, tell

# --- accounts -------------------------------------------------------------------------------


def account_add(args: Namespace) -> int:
    """Store an account and its password, or which program gives its access tokens."""
    settings = AccountSettings(
        name=args.name,
        address=args.address,
        imap=_endpoint(args.imap),
        smtp=_endpoint(args.smtp) if args.smtp else None,
        security=Security(args.security),
        user=args.user,
        aliases=tuple(args.alias),
        token_command=args.token_command,
    )
    with locked(args) as database:
        with open_store(database) as store, store.transaction() as transaction:
            commands.add_account(store, transaction, settings)
        kept = not args.token_command and _keep_password(args.name)
    if args.json:
        show(reports.as_json({"name": args.name, "password_kept": kept}))
    else:
        show(f"Account “{args.name}” added.")
    return 0


def account_change(args: Namespace) -> int:
    """Let an account log in another way."""
    with locked(args) as database, open_store(database) as store:
        account = _stored(store, args.name)
        settings = replace(account.settings, token_command=args.token_command)
        with store.transaction() as transaction:
            commands.change_account(store, transaction, account.id, settings)
    if not args.token_command:
        _keep_password(args.name)
        show(f"“{args.name}” logs in with a password.")
        return 0
    _forget_password(args.name)
    show(f"“{args.name}” logs in with an access token. Try it: postroom account test {args.name}")
    return 0


def account_list(args: Namespace) -> int:
    """List accounts and their folders."""
    with open_queries(args) as queries:
        owned = [(account, queries.folders(account.id)) for account in queries.accounts()]
    if args.json:
        show(reports.as_json({"accounts": [reports.account_json(a, f) for a, f in owned]}))
        return 0
    for account, folders in owned:
        show(reports.account_text(account, folders))
    if not owned:
        tell("No account yet. Add one with: postroom account add --help")
    return 0


def account_test(args: Namespace) -> int:
    """Log in to an account's servers and say what happened."""
    from app.doctor import account_verdicts  # noqa: PLC0415 - loads the adapters

    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.name)
    verdicts = account_verdicts(account, _secret, system_clock())
    return _show_verdicts(args, verdicts)


def account_remove(args: Namespace) -> int:
    """Remove an account with its letters, password and keys; the server keeps everything."""
    from mail.journal_keys import TeamId  # noqa: PLC0415 - cryptography is slow to load
    from mail.journal_secrets import JournalSecrets  # noqa: PLC0415

    with locked(args) as database, open_store(database) as store:
        account = _stored(store, args.name)
        state = store.journal.state(account.id)
        with store.transaction() as transaction:
            commands.remove_account(store, transaction, account.id, with_unsent=args.with_unsent)
    try:
        vault = system_vault()
        vault.remove(args.name)
        JournalSecrets(vault).forget(state.device, TeamId(state.team))
    except PostroomError as error:
        tell(f"postroom: the password could not be removed from the keyring: {error}")
    show(f"Account “{args.name}” removed; nothing was changed on the server.")
    return 0


def account_follow(args: Namespace) -> int:
    """Choose whether a folder is synced."""
    with locked(args) as database, open_store(database) as store:
        account = _stored(store, args.name)
        folder = next((f for f in store.folders.of(account.id) if f.name == args.folder), None)
        if folder is None:
            raise RejectedError(f"“{args.name}” has no folder “{args.folder}”. Sync once first.")
        with store.transaction() as transaction:
            commands.follow_folder(store, transaction, folder.id, followed=not args.stop)
    return 0


# --- mail -----------------------------------------------------------------------------------


def sync(args: Namespace) -> int:
    """Sync once, or stay and follow."""
    if not args.once and not args.accept_removals:
        return _follow(args)
    clock = system_clock()
    began = clock.monotonic()
    try:
        report = _sync_once(args, clock)
    except StorageError as error:
        report = SyncReport((), (storage_problem(error),))
    for problem in report.problems:
        tell(f"postroom: {problem.detail} {problem.remedy}")
    _show_folders(args, report, clock.monotonic() - began)
    return 1 if any(p.code != SERVER_SAYS for p in report.problems) else 0


def _sync_once(args: Namespace, clock: Clock) -> SyncReport:
    from mail.imap import ImapServerFactory  # noqa: PLC0415 - imapclient is slow to load
    from mail.journal_secrets import JournalSecrets  # noqa: PLC0415 - as is cryptography
    from mail.smtp import SmtpSender  # noqa: PLC0415

    with locked(args) as database:
        with open_store(database) as store:
            accounts = [a for a in store.accounts.all() if a.settings.imap is not None]
        if not accounts:
            raise RejectedError("There is no account yet. Add one: postroom account add --help")
        writer = StoreWriter(database)
        reader = ReaderPool()
        writer.start()
        try:
            return sync_each(
                accounts,
                writer,
                ImapServerFactory(clock),
                _secret,
                clock,
                secrets=JournalSecrets(system_vault()),
                reader=reader,
                progress=_progress(),
                accept_removals=args.accept_removals,
                sender=SmtpSender(),
            )
        finally:
            reader.close()
            writer.stop()


def import_files(args: Namespace) -> int:
    """Take letters from files; nothing is sent."""
    with locked(args) as database:
        writer = StoreWriter(database)
        reader = ReaderPool()
        writer.start()
        try:
            report = import_paths(
                [Path(p) for p in args.paths],
                writer,
                reader,
                account=args.account,
                address=args.address,
                progress=lambda count: tell(f"{count:,} letters read"),
            )
        finally:
            reader.close()
            writer.stop()
    if args.json:
        show(reports.as_json({"read": report.read, "new": report.new}))
    else:
        show(f"{report.read:,} letters read, {report.new:,} new.")
    return 0


def doctor(args: Namespace) -> int:
    """Check everything and say what to do."""
    from app.doctor import profile_verdicts, rebuild  # noqa: PLC0415 - loads the adapters

    folder = profile_folder(args.profile)
    if args.rebuild:
        return _show_verdicts(args, [rebuild(folder)])
    return _show_verdicts(args, profile_verdicts(folder, _secret, system_clock()))


# --- helpers --------------------------------------------------------------------------------


def _follow(args: Namespace) -> int:
    from app.main import build_runtime  # noqa: PLC0415 - loads the adapters

    runtime = build_runtime(profile_folder(args.profile), system_vault())
    told: set[str] = set()

    def tell_problems(problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            if problem.detail not in told:
                tell(f"postroom: {problem.detail} {problem.remedy}")
        told.clear()
        told.update(problem.detail for problem in problems)

    def tell_progress(progress: PassProgress | None) -> None:
        if progress is None:
            tell("Up to date.")
        else:
            tell(f"{progress.done:,} of {progress.total:,}")

    runtime.subscribe_problems(tell_problems)
    runtime.subscribe_progress(tell_progress)
    stop = threading.Event()
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGINT, signal.SIGTERM)}
    runtime.start()
    try:
        stop.wait()
    finally:
        runtime.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _show_verdicts(args: Namespace, verdicts: Sequence[reports.Verdict]) -> int:
    if args.json:
        show(reports.as_json({"checks": [v.form() for v in verdicts]}))
    else:
        for verdict in verdicts:
            show(verdict.text())
    return 0 if all(v.ok for v in verdicts) else 1


def _show_folders(args: Namespace, report: SyncReport, elapsed: float) -> None:
    folders = report.folders
    if args.json:
        forms = [
            {"name": f.name, "server": f.server, "local": f.local, "new": f.new, "gone": f.gone}
            for f in folders
        ]
        problems = [
            {"code": p.code, "severity": p.severity.value, "detail": p.detail, "remedy": p.remedy}
            for p in report.problems
        ]
        form = {
            "elapsed_s": round(elapsed, 3),
            "folders": forms,
            "sent": report.sent,
            "problems": problems,
        }
        show(reports.as_json(form))
        return
    for f in folders:
        show(f"{f.name}: server {f.server:,}, local {f.local:,}, new {f.new:,}, gone {f.gone:,}")
    if report.sent:
        show(f"Letters sent: {report.sent:,}.")
    if folders:
        show(f"Done in {elapsed:.1f} s.")


def _progress() -> Callable[[SyncProgress], None]:
    def tell_progress(progress: SyncProgress) -> None:
        left = progress.seconds_left
        rest = f", about {left:.0f} s left" if left is not None else ""
        tell(f"{progress.folder}: {progress.done:,} of {progress.total:,}{rest}")

    return tell_progress


def _stored(store: Store, name: str) -> Account:
    account = store.accounts.by_name(name)
    if account is None:
        raise RejectedError(f"There is no account named “{name}”.")
    return account


def _secret(account: Account) -> str:
    """From the account's program, the environment, the keyring, or the person at the terminal."""
    if account.settings.token_command:
        from mail.token_program import TokenPrograms  # noqa: PLC0415 - rarely needed

        return TokenPrograms().token(account.settings.token_command)
    name = account.settings.name
    secret = system_vault().get(name)
    if secret is not None:
        return secret
    if not sys.stdin.isatty():
        raise AuthError(f"No password for “{name}”: set POSTROOM_PASSWORD or use a keyring.")
    return getpass.getpass(f"Password of {account.settings.user} for “{name}”: ")


def _keep_password(name: str) -> bool:
    """Ask for a password and put it into the keyring; False where it must be given each time."""
    if os.environ.get("POSTROOM_PASSWORD") or not sys.stdin.isatty():
        tell("The password is not kept: it comes from POSTROOM_PASSWORD or is asked for.")
        return False
    secret = getpass.getpass(f"Password for “{name}”: ")
    try:
        system_vault().put(name, secret)
    except PostroomError as error:
        tell(f"postroom: the password is not kept: {error}")
        return False
    return True


def _forget_password(name: str) -> None:
    try:
        system_vault().remove(name)
    except PostroomError as error:
        tell(f"postroom: the password could not be removed from the keyring: {error}")


def _endpoint(text: str) -> Endpoint:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit():
        raise RejectedError(f"“{text}” is no HOST:PORT.")
    return Endpoint(host.removeprefix("[").removesuffix("]"), int(port))
