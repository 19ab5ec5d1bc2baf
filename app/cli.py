"""The command ``postroom``: reads the words of the command line and calls `app.verbs`."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.cli_acknowledge import add_acknowledge_commands
from app.cli_replies import add_reply_commands
from app.cli_team import add_team_commands
from app.cli_templates import add_dictionary_commands, add_template_commands
from app.cli_words import command, common, count, needs_word, verb
from app.domain.errors import PostroomError
from app.domain.tickets import Queue

if TYPE_CHECKING:
    from app.cli_words import Commands

_TAKES_ID = frozenset(("--edit", "--delete"))
"""Options of ``note``, whose ids are random."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status: 0 done, 1 failed, 2 not understood."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Mail holds every letter there is; a terminal in "C" must not stop the output.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _parser().parse_args(_joined(sys.argv[1:] if words is None else words))
    try:
        return int(args.run(args))
    except PostroomError as error:
        from app.terminal import tell  # noqa: PLC0415 - it reads profiles

        tell(f"postroom: {error}")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\npostroom: stopped; everything so far is kept.\n")
        return 1


def _joined(words: Sequence[str]) -> list[str]:
    """Join options with the ids behind them: one that begins with “-” would be an option, too."""
    found: list[str] = []
    for word in words:
        if found and found[-1] in _TAKES_ID:
            found[-1] += f"={word}"
        else:
            found.append(word)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="postroom",
        description="A shared support mailbox as a team inbox. Without a command: the window.",
    )
    parser.set_defaults(run=_window)
    common(parser, top=True)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_demo(commands)
    _add_accounts(commands)
    _add_mail(commands)
    _add_reading(commands)
    _add_changes(commands)
    add_reply_commands(commands)
    add_team_commands(commands)
    add_template_commands(commands)
    add_dictionary_commands(commands)
    add_acknowledge_commands(commands)
    bench = command(commands, "bench", _bench, "measure speed against the budgets")
    bench.add_argument("names", nargs="*", metavar="NAME", help="only these benchmarks")
    bench.add_argument("--letters", type=int, default=20_000, help="letters in the mailbox")
    bench.add_argument("--mail", metavar="PATH", help="sync this mbox or Maildir instead")
    return parser


def _add_demo(commands: "Commands") -> None:
    demo = command(commands, "demo", _demo, "open the sample mailbox, served on this machine")
    demo.add_argument("--headless", action="store_true", help="no window: print the tickets")
    demo.add_argument("--screenshot", metavar="FILE", help="with --headless: a picture as PNG")


def _add_accounts(commands: "Commands") -> None:
    account = command(commands, "account", needs_word, "connect and check mailboxes")
    verbs = account.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = command(verbs, "add", verb("account_add"), "connect a mailbox")
    add.add_argument("--name", required=True, help="your name for it")
    add.add_argument("--imap", required=True, metavar="HOST:PORT")
    add.add_argument("--smtp", metavar="HOST:PORT")
    add.add_argument("--security", choices=("tls", "starttls", "none"), default="tls")
    add.add_argument("--user", required=True, help="log-in name")
    add.add_argument("--address", required=True, help="the inbox's address")
    add.add_argument("--alias", action="append", default=[], help="further addresses of ours")
    way_in = "program that prints an access token, run at each log-in instead of a password"
    add.add_argument("--token-command", default="", metavar="COMMAND", help=way_in)
    change = command(verbs, "change", verb("account_change"), "let a mailbox log in another way")
    change.add_argument("name")
    way = change.add_mutually_exclusive_group(required=True)
    way.add_argument("--token-command", default="", metavar="COMMAND", help=way_in)
    way.add_argument("--password", action="store_true", help="ask for a password, and keep it")
    command(verbs, "list", verb("account_list"), "list accounts and folders")
    test = command(verbs, "test", verb("account_test"), "log in and say what happened")
    test.add_argument("name")
    remove = command(verbs, "remove", verb("account_remove"), "forget a mailbox locally")
    remove.add_argument("name")
    remove.add_argument(
        "--with-unsent", action="store_true", help="also drafts, and letters that have not left"
    )
    follow = command(verbs, "follow", verb("account_follow"), "sync one more folder")
    follow.add_argument("name")
    follow.add_argument("folder")
    follow.add_argument("--stop", action="store_true", help="sync it no longer")


def _add_mail(commands: "Commands") -> None:
    sync = command(commands, "sync", verb("sync"), "sync now, and stay unless --once")
    sync.add_argument("--once", action="store_true", help="end after one pass")
    sync.add_argument(
        "--accept-removals",
        action="store_true",
        help="one pass: letters that vanished from the server in great numbers were meant to",
    )
    load = command(commands, "import", verb("import_files"), "take letters from files, quietly")
    load.add_argument("paths", nargs="+", metavar="PATH", help="mbox, Maildir, .eml or folders")
    load.add_argument("--account", help="the account they belong to")
    load.add_argument("--address", default="", help="our address, where there is no account yet")
    doctor = command(commands, "doctor", verb("doctor"), "check everything, with remedies")
    doctor.add_argument(
        "--rebuild", action="store_true", help="make tickets anew from letters and events instead"
    )


_READING = "app.reading_verbs"


def _add_reading(commands: "Commands") -> None:
    tickets = command(commands, "tickets", verb("tickets", _READING), "list tickets, newest first")
    tickets.add_argument("query", nargs="?", default="", help="words that a letter must hold")
    tickets.add_argument("--queue", choices=[q.value for q in Queue], default=Queue.ALL.value)
    tickets.add_argument("--limit", type=count, default=50, help="0 for all")
    tickets.add_argument("--messages", action="store_true", help="with message ids")
    tickets.add_argument("--assignee", metavar="MEMBER", help="a name, “me” or “nobody”")
    tickets.add_argument("--tag", help="only those that have it")
    tickets.add_argument("--account", metavar="NAME", help="only of this mailbox")
    show = command(commands, "show", verb("show_ticket", _READING), "print one ticket")
    show.add_argument("ticket", help="its code")
    search = command(commands, "search", verb("search", _READING), "find letters")
    search.add_argument("query")
    search.add_argument("--in", dest="where", choices=("history",), default="history")
    search.add_argument("--limit", type=count, default=20, help="0 for all")
    parse = command(
        commands, "parse", verb("parse", _READING), "print what is read in a letter, as JSON"
    )
    parse.add_argument("files", nargs="+", metavar="FILE", help="- for standard input")


def _add_changes(commands: "Commands") -> None:
    mark = command(
        commands,
        "mark",
        verb("mark", "app.ticket_verbs"),
        "mark a ticket's letters, here and there",
    )
    mark.add_argument("ticket", help="its code")
    mark.add_argument("how", choices=("seen", "unseen", "flagged", "unflagged"))
    archive = command(
        commands, "archive", verb("archive", "app.ticket_verbs"), "move its letters to the archive"
    )
    archive.add_argument("ticket", help="its code")
    delete = command(
        commands, "delete", verb("delete", "app.ticket_verbs"), "move its letters to the trash"
    )
    delete.add_argument("ticket", help="its code")
    export = command(
        commands, "export", verb("export", "app.ticket_verbs"), "write tickets as ordinary files"
    )
    export.add_argument("ticket", nargs="?", help="its code")
    export.add_argument("folder", metavar="DIR", help="where a folder for each ticket is made")
    export.add_argument("--all", action="store_true", help="every ticket")


def _window(args: argparse.Namespace) -> int:
    from app.main import open_window, profile_folder  # noqa: PLC0415 - loads Qt

    return open_window(profile_folder(args.profile))


def _demo(args: argparse.Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415

    from app.demo.run import run_demo  # noqa: PLC0415 - loads Qt and the servers

    screenshot = Path(args.screenshot) if args.screenshot else None
    return run_demo(headless=args.headless, screenshot=screenshot)


def _bench(args: argparse.Namespace) -> int:
    from pathlib import Path  # noqa: PLC0415

    from app.bench.runner import Options, run  # noqa: PLC0415 - loads comparators

    mail = Path(args.mail) if args.mail else None
    options = Options(letters=args.letters, mail=mail)
    return run(args.names, json=args.json, options=options)
