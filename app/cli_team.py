"""The words of the command line for what a team shares; `app.team_verbs` does what they say."""

import argparse
from typing import TYPE_CHECKING

from app.cli_words import command, count, verb

if TYPE_CHECKING:
    from app.cli_words import Commands

_CHANGES = "app.team_verbs"
_READS = "app.team_listing"
_WHEN = "2026-12-24, 2026-12-24T15:00, 15:00, 3h, 2d, 1w, tomorrow or a weekday"


def add_team_commands(commands: "Commands") -> None:
    """Add every command that a team shares."""
    _add_fields(commands)
    _add_notes(commands)
    _add_places(commands)
    _add_records(commands)
    _add_team(commands)
    _add_reads(commands)


def _many(commands: "Commands", name: str, text: str) -> argparse.ArgumentParser:
    """A command about one or several tickets."""
    parser = command(commands, name, verb(name, _CHANGES), text)
    parser.add_argument("tickets", nargs="+", metavar="TICKET", help="their codes")
    _account(parser)
    return parser


def _account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", metavar="NAME", help="the mailbox, where there are several")


def _add_fields(commands: "Commands") -> None:
    assign = _many(commands, "assign", "make tickets a member's")
    assign.add_argument("member", metavar="MEMBER", help="a name or address, “me” or “nobody”")
    status = _many(commands, "status", "set a status until the next letter that ends it")
    status.add_argument("status", choices=("open", "waiting", "closed", "auto"))
    snooze = _many(commands, "snooze", "put tickets aside for a while")
    snooze.add_argument("when", metavar="WHEN", help=_WHEN)
    snooze.add_argument("--keep", action="store_true", help="also if the contact writes before")
    priority = _many(commands, "priority", "say how urgent tickets are")
    priority.add_argument("priority", choices=("low", "normal", "high", "urgent"))
    promise = _many(commands, "promise", "note by when the contact was told to hear from us")
    promise.add_argument("when", metavar="WHEN", help=f"{_WHEN}; “none” takes it back")
    tag = _many(commands, "tag", "add a tag to tickets, or remove it")
    tag.add_argument("tag", metavar="TAG")
    tag.add_argument("--remove", action="store_true", help="take the tag away")


def _add_notes(commands: "Commands") -> None:
    note = command(
        commands,
        "note",
        verb("note", _CHANGES),
        "write an internal note, which is never sent; @Name mentions a member",
    )
    note.add_argument("ticket", help="its code")
    note.add_argument("text", nargs="?", help="- for standard input")
    note.add_argument("--edit", metavar="NOTE", help="put the text in place of this note")
    note.add_argument("--delete", metavar="NOTE", help="delete this note")
    _account(note)


def _add_places(commands: "Commands") -> None:
    merge = _many(commands, "merge", "show tickets as part of another one")
    merge.add_argument("into", metavar="INTO", help="code of the ticket that stays")
    unmerge = command(commands, "unmerge", verb("unmerge", _CHANGES), "take a ticket apart again")
    unmerge.add_argument("ticket", help="its code")
    unmerge.add_argument("codes", nargs="*", metavar="CODE", help="only what had these codes")
    _account(unmerge)
    split = command(
        commands, "split", verb("split", _CHANGES), "make a ticket of its own of some letters"
    )
    split.add_argument("ticket", help="its code")
    split.add_argument("letters", nargs="+", metavar="MESSAGE-ID", help="see: tickets --messages")
    split.add_argument("--into", metavar="TICKET", help="put them into this ticket instead")
    _account(split)
    undo = command(commands, "undo", verb("undo", _CHANGES), "take back what was done here last")
    undo.add_argument("--list", action="store_true", help="only show what can be taken back")


def _add_records(commands: "Commands") -> None:
    contact = command(
        commands,
        "contact",
        verb("contact", _CHANGES),
        "show or set what the team knows of a person or a company",
    )
    contact.add_argument("who", metavar="ADDRESS", help="of a person; a domain for a company")
    contact.add_argument("field", nargs="?", help="such as name, phone or language")
    contact.add_argument("value", nargs="?", help="empty to clear it")
    _account(contact)


def _add_team(commands: "Commands") -> None:
    team = command(commands, "team", verb("team", _READS), "show who works on a mailbox")
    _account(team)
    verbs = team.add_subparsers(title="commands", metavar="COMMAND")
    me = command(verbs, "me", verb("team_me", _CHANGES), "say who sits at this computer")
    me.add_argument("name", help="as the others shall read it")
    _member_fields(me)
    me.add_argument("--computer", metavar="NAME", default="", help="what you call this computer")
    rename = command(
        verbs, "rename", verb("team_rename", _CHANGES), "change what is known of a member"
    )
    rename.add_argument("member", help="a name, an address, or “me”")
    rename.add_argument("--name")
    _member_fields(rename)
    gone = command(verbs, "gone", verb("team_gone", _CHANGES), "say that a member has left")
    gone.add_argument("member", help="a name or an address")
    gone.add_argument("--to", metavar="MEMBER", help="who gets their tickets; else nobody")
    gone.add_argument("--keep", action="store_true", help="their tickets stay theirs")
    revoke = command(
        verbs, "revoke", verb("team_revoke", _CHANGES), "shut out a computer that was lost"
    )
    revoke.add_argument("computer", help="its name or id, see: postroom team")
    for parser in (me, rename, gone, revoke):
        parser.add_argument("--account", metavar="NAME", default=argparse.SUPPRESS)


def _member_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", help="their own e-mail address")
    parser.add_argument("--colour", metavar="#RRGGBB")


def _add_reads(commands: "Commands") -> None:
    timeline = command(
        commands, "timeline", verb("timeline", _READS), "print what the team did with a ticket"
    )
    timeline.add_argument("ticket", help="its code")
    _account(timeline)
    conflicts = command(
        commands,
        "conflicts",
        verb("conflicts", _READS),
        "print what two people set without knowing of each other",
    )
    conflicts.add_argument("ticket", nargs="?", help="only of this ticket")
    conflicts.add_argument("--limit", type=count, default=100, help="0 for all")
    _account(conflicts)
