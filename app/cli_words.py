"""What the words of the command line are made of: commands, common options, loading on demand."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

Verb = Callable[[argparse.Namespace], int]


def verb(name: str, module: str = "app.verbs") -> Verb:
    """Load the verbs only when one runs: ``--help`` and ``parse`` start at once."""

    def run(args: argparse.Namespace) -> int:
        found: Verb = getattr(import_module(module), name)
        return found(args)

    return run


def command(commands: "Commands", name: str, run: Verb, text: str) -> argparse.ArgumentParser:
    """Add a command; return what takes its options."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    common(parser, top=False)
    return parser


def common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Options that may stand before or behind the command."""
    unset = None if top else argparse.SUPPRESS
    parser.add_argument("--profile", metavar="DIR", default=unset, help="data folder")
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="machine-readable output",
    )


def count(text: str) -> int:
    """Read a number from 0 up."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 up")
    return number


def needs_word(args: argparse.Namespace) -> int:  # noqa: ARG001 - argparse asks before
    """Stand in for a command that has commands of its own."""
    return 2
