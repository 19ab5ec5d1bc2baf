"""The words of the command line for what helps with writing: templates, dictionaries of spelling.

`app.template_verbs` and `app.dictionary_verbs` do what they say.
"""

import argparse
from typing import TYPE_CHECKING

from app.cli_words import command, needs_word, verb

if TYPE_CHECKING:
    from app.cli_words import Commands

_VERBS = "app.template_verbs"
_LANGUAGES = "en, ru, uk or any other"
_WHICH = "its id or name"


def add_template_commands(commands: "Commands") -> None:
    """Add ``templates`` with its commands."""
    templates = command(commands, "templates", needs_word, "ready answers that the team shares")
    verbs = templates.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = _one(verbs, "list", "list them, or those that fit a query")
    listing.add_argument("query", nargs="?", help="parts of names, folders or texts")
    shown = _one(verbs, "show", "print one, with what is wrong in it")
    shown.add_argument("template", help=_WHICH)
    shown.add_argument("--history", action="store_true", help="all that it ever said, newest first")
    save = _one(verbs, "save", "keep a text as a template, or change one")
    save.add_argument("text", metavar="FILE", help="Markdown; - for standard input")
    save.add_argument(
        "--template", metavar="WHICH", help=f"which one changes ({_WHICH}); without it a new one"
    )
    save.add_argument("--name", help="what it is called")
    save.add_argument("--folder", help="such as Payments/Refunds")
    save.add_argument("--subject", help="of a new letter that begins with it")
    save.add_argument("--language", help=f"{_LANGUAGES}; by default what it seems to be written in")
    _one(verbs, "remove", "take one away").add_argument("template", help=_WHICH)
    bring = _one(verbs, "import", "bring in a folder of Markdown files")
    bring.add_argument("folder", metavar="DIR")
    bring.add_argument("--language", default="en", help="whose names count: " + _LANGUAGES)
    _one(verbs, "export", "write them as a folder of Markdown files").add_argument(
        "folder", metavar="DIR"
    )
    starter = _one(verbs, "starter", "bring in some good ones to begin with")
    starter.add_argument("--language", choices=("en", "ru", "uk"), default="en")
    _one(verbs, "variables", "print what a template can name")


def add_dictionary_commands(commands: "Commands") -> None:
    """Add ``dictionary`` with its commands."""
    text = "words that count as spelled right, yours and the team's"
    verbs = command(commands, "dictionary", needs_word, text).add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    module = "app.dictionary_verbs"
    command(verbs, "list", verb("dictionary_list", module), "list what was added")
    add = command(verbs, "add", verb("dictionary_add", module), "take a word for right")
    add.add_argument("word")
    add.add_argument("--team", action="store_true", help="for everybody of the mailbox's team")
    add.add_argument("--account", metavar="NAME", help="the mailbox, where there are several")
    remove = command(
        verbs, "remove", verb("dictionary_remove", module), "take it for right no longer"
    )
    remove.add_argument("word")


def _one(verbs: "Commands", name: str, text: str) -> argparse.ArgumentParser:
    parser = command(verbs, name, verb(f"template_{name}", _VERBS), text)
    parser.add_argument("--account", metavar="NAME", help="the mailbox, where there are several")
    return parser
