"""The words of the command line for letters that we write; `app.reply_verbs` does what they say."""

import argparse
from typing import TYPE_CHECKING

from app.cli_words import command, verb

if TYPE_CHECKING:
    from app.cli_words import Commands

_VERBS = "app.reply_verbs"
_WHEN = "2026-12-24T15:00, 15:00, 3h, 2d, tomorrow or a weekday"
_WHICH = "its number in the list, or the code of its ticket"


def add_reply_commands(commands: "Commands") -> None:
    """Add every command about writing and sending."""
    reply = command(
        commands, "reply", verb("reply", _VERBS), "write an answer; it leaves only with --send"
    )
    reply.add_argument("ticket", help="its code")
    how = reply.add_mutually_exclusive_group()
    how.add_argument("--all", action="store_true", help="also to everybody of that letter")
    how.add_argument("--forward", action="store_true", help="pass it on instead, see --to")
    how.add_argument("--call", action="store_true", help="write down a talk: it goes to nobody")
    _letter(reply)
    new = command(commands, "new", verb("new", _VERBS), "write a letter that begins a ticket")
    new.add_argument("--call", action="store_true", help="write down a talk: it goes to nobody")
    _letter(new)
    _add_drafts(commands)
    _add_outbox(commands)


def _letter(parser: argparse.ArgumentParser) -> None:
    words = _contents(parser)
    words.add_argument("--template", metavar="WHICH", help="begin with this one: its id or name")
    parser.add_argument(
        "--language", help="of the template's texts; by default that of the letter that is answered"
    )
    leaving = parser.add_mutually_exclusive_group()
    leaving.add_argument("--send", action="store_true", help="put it into the outbox")
    leaving.add_argument("--draft", action="store_true", help="keep it as a draft (the default)")
    parser.add_argument("--at", metavar="WHEN", help=f"with --send: not before {_WHEN}")
    parser.add_argument("--anyway", action="store_true", help="send it with all that is doubtful")
    _account(parser)


def _contents(parser: argparse.ArgumentParser) -> "argparse._MutuallyExclusiveGroup":
    """Add what says what is in a letter; return what its words come from."""
    words = parser.add_mutually_exclusive_group()
    words.add_argument("--text", metavar="FILE", help="what it says; - for standard input")
    parser.add_argument(
        "--fill",
        action="append",
        metavar="QUESTION=ANSWER",
        default=[],
        help="a blank of its template; the beginning of the question will do",
    )
    parser.add_argument("--subject")
    parser.add_argument("--to", action="append", metavar="ADDRESS", help="instead of who is meant")
    parser.add_argument("--cc", action="append", metavar="ADDRESS", default=[])
    parser.add_argument("--bcc", action="append", metavar="ADDRESS", default=[])
    parser.add_argument("--attach", action="append", metavar="FILE", default=[])
    parser.add_argument("--plain", action="store_true", help="plain text alone")
    parser.add_argument("--no-quote", action="store_true", help="without the letter below")
    parser.add_argument("--then", choices=("open", "waiting", "closed"), help="the status after it")
    parser.add_argument("--promise", metavar="WHEN", help=f"what the contact is told: {_WHEN}")
    return words


def _account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", metavar="NAME", help="the mailbox, where there are several")


def _add_drafts(commands: "Commands") -> None:
    drafts = command(commands, "drafts", verb("drafts", _VERBS), "list unfinished letters")
    drafts.add_argument("--account", metavar="NAME", help="only of this mailbox")
    verbs = drafts.add_subparsers(title="commands", metavar="COMMAND")
    for name, text in (
        ("show", "print one"),
        ("change", "put something else into one"),
        ("send", "put one into the outbox"),
        ("discard", "put one away; undo brings it back"),
    ):
        one = command(verbs, name, verb(f"draft_{name}", _VERBS), text)
        one.add_argument("draft", help=_WHICH)
        one.set_defaults(at=None, anyway=False)
        if name == "change":
            _contents(one)
            one.add_argument(
                "--detach", action="append", metavar="NAME", default=[], help="a file of it"
            )
        if name == "send":
            one.add_argument("--at", metavar="WHEN", help=f"not before {_WHEN}")
            one.add_argument("--anyway", action="store_true", help="with all that is doubtful")
            one.add_argument(
                "--seen", action="store_true", help="you have read what came since it was begun"
            )


def _add_outbox(commands: "Commands") -> None:
    outbox = command(
        commands, "outbox", verb("outbox", _VERBS), "list letters that have not left for good"
    )
    outbox.add_argument("--account", metavar="NAME", help="only of this mailbox")
    verbs = outbox.add_subparsers(title="commands", metavar="COMMAND")
    for name, text in (
        ("retry", "send a letter that is held as it is, or one that waits for its next try, now"),
        ("edit", "make a draft of it again"),
        ("arrived", "say of a letter that may have left that it did"),
        ("again", "say of a letter that may have left that it is sent again"),
        ("cancel", "take it out of the outbox and put it away; undo brings the draft back"),
    ):
        one = command(verbs, name, verb(f"outbox_{name}", _VERBS), text)
        one.add_argument("letter", help=_WHICH)
