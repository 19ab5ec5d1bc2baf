"""Templates of answers: Markdown with values and blanks to fill, by Jinja2 in a sandbox (F23).

    Hello {{ first_name or "there" }},

    your order {{ ask("order number") }} {% if promise %}leaves on {{ promise }}{% endif %}.

A template can name values, ask for what only the person knows, and choose. It cannot loop, call,
compute or look into anything: of Jinja's language only what `_ALLOWED` lists is taken, so each
template ends at once and reaches nothing. What has no value never vanishes in silence: it becomes a
blank. Values are put in after the Markdown was read, as plain text on one line: a contact called
``<b>`` or ``**`` is called just that.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from jinja2 import TemplateError, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown_it import MarkdownIt

from app.domain.errors import RejectedError
from mail import rich
from mail.cleantext import one_line

LONGEST = 20_000
"""Characters of a template."""
VARIABLES = {
    "first_name": "the contact's first name",
    "name": "the contact's name",
    "address": "the contact's address",
    "company": "the contact's company",
    "code": "the ticket's code",
    "subject": "the ticket's subject",
    "me": "your name",
    "my_first_name": "your first name",
    "inbox": "the name of the inbox",
    "due": "when an answer is due",
    "promise": "when we promised to answer",
    "today": "today's date",
}
"""What a template can name, and what that is."""

_DEFAULTS = frozenset(("default", "d"))
_FILTERS = frozenset(("upper", "lower", "capitalize", "title", "trim")) | _DEFAULTS
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter,
    nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.Call,
)  # fmt: skip
_PIECES = "-pieces"  # no name that a template could say
_OPEN, _CLOSE = "\ue000", "\ue001"
_OURS = re.compile(f"[{_OPEN}{_CLOSE}]")
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template."""

    line: int
    """From 1; 0 for the whole."""
    what: str
    """One English sentence."""
    word: str = ""
    """The variable or piece of language that it is about."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its values."""

    html: str
    """Of the subset of `mail.rich`; each blank is a ``<mark data-blank="question">``."""
    blanks: tuple[str, ...]
    """Questions of the blanks that are left, in order; a variable without a value is one."""


@dataclass(slots=True)
class _Pieces:
    """What stands at each place of the text that was rendered."""

    found: list["str | _Blank"] = field(default_factory=list)

    def place(self, piece: "str | _Blank") -> str:
        self.found.append(piece)
        return f"{_OPEN}{len(self.found) - 1}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class _Blank:
    question: str


def faults(source: str) -> tuple[Fault, ...]:
    """Return what is wrong with a template; it can be filled all the same, with blanks there."""
    try:
        tree = _parsed(source)
    except RejectedError as error:
        return (Fault(0, str(error)),)
    except TemplateSyntaxError as error:
        return (Fault(error.lineno, _sentence(error)),)
    return tuple(_faults(tree))


def fill(source: str, values: Mapping[str, str | None]) -> Filled:
    """Return a template with its values: plain text on one line, by the names in `VARIABLES`.

    A name that means nothing becomes a blank that quotes it. Raises `RejectedError` where the
    template is not to be run: too long, not of the language, or more than a template may do.
    """
    try:
        tree = _parsed(source)
    except TemplateSyntaxError as error:
        raise RejectedError(f"Line {error.lineno}: {_sentence(error)}") from error
    wrong = [fault for fault in _faults(tree) if fault.word not in _names(tree)]
    if wrong:
        raise RejectedError(f"Line {wrong[0].line}: {wrong[0].what}")
    pieces = _Pieces()
    known = {name: value for name, value in values.items() if name in VARIABLES and value}
    try:
        text = _environment().from_string(source).render({**known, "ask": _Blank, _PIECES: pieces})
    except (TemplateError, RecursionError, SyntaxError, MemoryError, TypeError) as error:
        raise RejectedError(f"This template cannot be used: {error}") from error
    html = _TAG.sub(lambda tag: _in_tag(tag[0], pieces), _markdown().render(text))
    whole = _PLACE.sub(lambda place: _shown(pieces.found[int(place[1])]), html)
    return Filled(rich.clean(whole), tuple(_left(text, pieces)))


def _left(text: str, pieces: _Pieces) -> Iterator[str]:
    for place in _PLACE.finditer(text):
        piece = pieces.found[int(place[1])]
        if isinstance(piece, _Blank):
            yield piece.question


def _shown(piece: str | _Blank) -> str:
    if isinstance(piece, _Blank):
        question = escape(piece.question)
        return f'<mark data-blank="{question}">{question}</mark>'
    return escape(piece)


def _in_tag(tag: str, pieces: _Pieces) -> str:
    """Put values into an address; a blank in it stands before the link instead."""
    before = ""

    def put(place: re.Match[str]) -> str:
        nonlocal before
        piece = pieces.found[int(place[1])]
        if isinstance(piece, _Blank):
            before += _shown(piece)
            return ""
        return quote(piece, safe="/:?=&@+.,-_~%")

    put_in = _PLACE.sub(put, tag)
    return before + put_in


# --- the language ---------------------------------------------------------------------------------


def _parsed(source: str) -> nodes.Template:
    if len(source) > LONGEST:
        raise RejectedError(f"A template has at most {LONGEST} characters.")
    try:
        return _environment().parse(source)
    except RecursionError as error:
        raise RejectedError("The template is nested too deeply.") from error


def _names(tree: nodes.Template) -> frozenset[str]:
    """Return the names that mean nothing: each becomes a blank."""
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    names = (name.name for name in tree.find_all(nodes.Name) if id(name) not in called)
    return frozenset(name for name in names if name not in VARIABLES)


def _faults(tree: nodes.Template) -> Iterator[Fault]:
    shown = {id(node) for node in _shown_nodes(tree)}
    called: set[int] = set()
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            word = type(node).__name__.lower()
            yield Fault(node.lineno, f"A template cannot do this: {word}.")
        elif isinstance(node, nodes.Call):
            called.add(id(node.node))
            if not _asks(node):
                yield Fault(node.lineno, 'Only ask("…") can be called, with one question.')
            elif id(node) not in shown:
                yield Fault(node.lineno, "A blank can only stand in the text.")
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            yield Fault(node.lineno, f"There is no filter {node.name}.")
        elif isinstance(node, nodes.Name) and id(node) not in called and node.name not in VARIABLES:
            yield Fault(node.lineno, f"Nothing is called {node.name}.", node.name)


def _shown_nodes(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what may stand in the text as it is: not what only decides."""
    waiting = [node for output in tree.find_all(nodes.Output) for node in output.nodes]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case nodes.Or():
                waiting += [node.left, node.right]
            case nodes.CondExpr():
                waiting += [node.expr1, *([node.expr2] if node.expr2 else [])]


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(node.iter_child_nodes()))


def _asks(call: nodes.Call) -> bool:
    return (
        isinstance(call.node, nodes.Name)
        and call.node.name == "ask"
        and len(call.args) == 1
        and isinstance(call.args[0], nodes.Const)
        and isinstance(call.args[0].value, str)
        and bool(call.args[0].value.strip())
        and not (call.kwargs or call.dyn_args or call.dyn_kwargs)
    )


def _sentence(error: TemplateSyntaxError) -> str:
    words = str(error.message or "This is not understood.").strip()
    return words if words.endswith(".") else f"{words}."


@lru_cache(1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=False, finalize=_finalize, cache_size=0)
    environment.globals.clear()
    known = environment.filters
    environment.filters = {name: _unless_missing(known[name]) for name in _FILTERS - _DEFAULTS}
    environment.filters |= {name: known[name] for name in _DEFAULTS}
    environment.tests.clear()
    return environment


@pass_context
def _finalize(context: Context, value: object) -> str:
    pieces: _Pieces = context[_PIECES]
    match value:
        case Undefined():
            name = str(value._undefined_name)  # noqa: SLF001 - how Jinja tells which one
            return pieces.place(_Blank(VARIABLES.get(name, f"{{{{ {name} }}}}")))
        case _Blank():
            return pieces.place(value)
        case str() | int() | float():
            return pieces.place(one_line(_OURS.sub("", str(value))))
        case _:  # a thing of Jinja's own, such as {{ self }}
            return pieces.place(_Blank("{{ … }}"))


def _unless_missing(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that leaves a missing value missing, so that it becomes a blank."""
    return lambda value, *rest: value if isinstance(value, Undefined) else filter_(value, *rest)


@lru_cache(1)
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True})
    reader.enable(
        ["emphasis", "list", "link", "autolink", "backticks", "newline", "escape", "fence",
         "blockquote", "code", "strikethrough", "entity"]
    )  # fmt: skip
    # places are not to be encoded; `_in_tag` does it to what stands there
    setattr(reader, "normalizeLink", str)  # noqa: B010 - mypy takes it for a method
    return reader
