"""The words of the command line for acknowledgements, which `app.acknowledge_verbs` carries out."""

import argparse
from typing import TYPE_CHECKING

from app.cli_words import command, count, needs_word, verb

if TYPE_CHECKING:
    from app.cli_words import Commands

_VERBS = "app.acknowledge_verbs"
_LANGUAGES = ("en", "ru", "uk")


def add_acknowledge_commands(commands: "Commands") -> None:
    """Add ``acknowledge`` with its commands."""
    top = command(
        commands,
        "acknowledge",
        needs_word,
        "the automatic “we have your letter”; off until you switch it on",
    )
    verbs = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _one(verbs, "show", "print what holds now")
    _one(verbs, "on", "acknowledge new letters from now on")
    _one(verbs, "off", "acknowledge nothing any more")
    preview = _one(verbs, "preview", "print whom it would have reached, and whom not")
    preview.add_argument("--days", type=count, default=30)
    text = _one(verbs, "text", "set what is said in a language, or remove it")
    text.add_argument("language", choices=_LANGUAGES)
    text.add_argument("--subject")
    text.add_argument("--file", metavar="FILE", help="the text; - for standard input")
    text.add_argument("--off-hours", metavar="FILE", help="the text while nobody is at work")
    text.add_argument("--starter", action="store_true", help="put back the text to begin with")
    text.add_argument("--remove", action="store_true", help="this language gets another's text")
    hours = _one(verbs, "hours", "say when somebody is at work")
    hours.add_argument("--days", metavar="DAYS", help="such as 1-5 for Monday to Friday, or 1,3,6")
    hours.add_argument("--begins", metavar="HH:MM")
    hours.add_argument("--ends", metavar="HH:MM")
    hours.add_argument("--zone", metavar="NAME", help="such as Europe/Kyiv")
    hours.add_argument("--rate", type=count, help="most acknowledgements within an hour")


def _one(verbs: "Commands", name: str, text: str) -> argparse.ArgumentParser:
    parser = command(verbs, name, verb(f"acknowledge_{name}", _VERBS), text)
    parser.add_argument("--account", metavar="NAME", help="the mailbox, where there are several")
    return parser
