"""Templates of answers: Markdown with values and blanks to fill, by Jinja2 in a sandbox (F23).

    Hello {{ first_name or "there" }},

    your order {{ ask("order number") }} {% if promise %}leaves on {{ promise }}{% endif %}.

A template can name values, ask for what only the person knows, and choose. It cannot loop, call,
compute or look into anything: of Jinja's language only what `_ALLOWED` lists is taken, and no more
of that than `_wrong` lets pass, so each template ends at once and reaches nothing. What has no
value never vanishes in silence: it becomes a blank. Values are put in after the Markdown was read,
as plain text on one line: a contact called ``<b>`` or ``**`` is called just that.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.parser import Parser
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
_NO_TEXT = frozenset(("ask", "self"))
"""Names that are something, but no text."""
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter,
    nodes.If, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.Call,
)  # fmt: skip
_TOO_DEEP = "This is nested too deeply."
_TOO_LARGE = "A number has at most 15 digits."
_PIECES = "-pieces"  # no name that a template could say
_DEEPEST = 50
_LARGEST = 10**15
_LONGEST_VALUE = 1_000
_LONGEST_QUESTION = 300
# No characters for text (Unicode 23.7): Markdown's entities cannot make them either.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_OURS = re.compile(f"[{_OPEN}{_CLOSE}]")
_PLACE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"<pre>(.*?)\n?(</code>)</pre>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template."""

    line: int
    """From 1."""
    what: str
    """One English sentence."""
    word: str = ""
    """The name that means nothing; with any other fault the template is not to be run."""


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
    """Return what is wrong with a template, in the order of its text as far as it is understood.

    Where each fault is about a name (`Fault.word`), it can be filled all the same, with blanks.
    """
    try:
        return tuple(_faults(_parsed(source)))
    except TemplateSyntaxError as error:
        return (Fault(error.lineno, _sentence(error)),)


def fill(source: str, values: Mapping[str, str | None]) -> Filled:
    """Return a template with its values: plain text on one line, by the names in `VARIABLES`.

    A name that means nothing becomes a blank that quotes it. Raises `RejectedError`, which says in
    which line, where the template is not to be run: too long, not of the language, or more than a
    template may do.
    """
    text, pieces = _rendered(_ready(source), values)
    html = _CODE.sub(lambda code: _with_blanks(code, pieces), _markdown().render(text))
    html = _TAG.sub(lambda tag: _in_tag(tag[0], pieces), html)
    whole = _PLACE.sub(lambda place: _shown(pieces.found[int(place[1])]), html)
    return Filled(rich.clean(whole), tuple(_left(text, pieces)))


def blanks(source: str, cases: Iterable[Mapping[str, str | None]]) -> Iterator[str]:
    """Yield the questions of blanks that are left in any of several cases, the first case's first.

    The template is read once, so a case costs little. Raises as `fill` does.
    """
    template = _ready(source)
    for values in cases:
        yield from _left(*_rendered(template, values))


def _ready(source: str) -> Template:
    try:
        tree = _parsed(source)
    except TemplateSyntaxError as error:
        raise RejectedError(f"Line {error.lineno}: {_sentence(error)}") from error
    for fault in _faults(tree):
        if not fault.word:
            raise RejectedError(f"Line {fault.line}: {fault.what}")
    return _environment().from_string(tree)


def _rendered(template: Template, values: Mapping[str, str | None]) -> tuple[str, _Pieces]:
    """Return Markdown with a place for each value and blank, and what stands there."""
    pieces = _Pieces()
    plain = {name: _plain(value) for name, value in values.items() if name in VARIABLES and value}
    known = {name: _cut(value) for name, value in plain.items() if value}
    return template.render({**known, "ask": _asked, _PIECES: pieces}), pieces


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"


def _asked(question: str) -> _Blank:
    return _Blank(_plain(question)[:_LONGEST_QUESTION].strip())


def _plain(text: str) -> str:
    return one_line(_OURS.sub("", text))


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


def _with_blanks(code: re.Match[str], pieces: _Pieces) -> str:
    """Make lines of a paragraph of a block of code with blanks: the block would swallow them."""
    places = (int(place) for place in _PLACE.findall(code[0]))
    if not any(isinstance(pieces.found[place], _Blank) for place in places):
        return code[0]
    lines = code[1].replace("\n", "<br>").replace("  ", " \xa0")
    return f"<p>{lines}{code[2]}</p>"


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
    """Return what the language makes of a template, whatever it may do.

    Raises `TemplateSyntaxError` where that is nothing.
    """
    if len(source) > LONGEST:
        line = source.count("\n", 0, LONGEST) + 1
        raise TemplateSyntaxError(f"A template has at most {LONGEST} characters.", line)
    parser = Parser(_environment(), _OURS.sub("", source))
    try:
        return parser.parse()
    except RecursionError as error:
        raise TemplateSyntaxError(_TOO_DEEP, parser.stream.current.lineno) from error
    except ValueError as error:  # Python makes no number of thousands of digits
        raise TemplateSyntaxError(_TOO_LARGE, parser.stream.current.lineno) from error


def _faults(tree: nodes.Template) -> Iterator[Fault]:
    shown: set[int] = set()
    called: set[int] = set()
    for node, depth in _walk(tree):
        if depth > _DEEPEST or (isinstance(node, nodes.If) and len(node.elif_) > _DEEPEST):
            yield Fault(node.lineno, _TOO_DEEP)
            return
        is_shown = id(node) in shown
        shown.update(map(id, _shows(node, is_shown=is_shown)))
        what = _wrong(node, is_shown=is_shown)
        if what:
            yield Fault(node.lineno, what)
        elif isinstance(node, nodes.Call):
            called.add(id(node.node))
        elif isinstance(node, nodes.Name) and id(node) not in called and node.name not in VARIABLES:
            yield Fault(node.lineno, f"Nothing is called {node.name}.", node.name)


def _walk(tree: nodes.Template) -> Iterator[tuple[nodes.Node, int]]:
    """Yield each node before what it holds, and how deep it stands."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(list(node.iter_child_nodes()))]


def _shows(node: nodes.Node, *, is_shown: bool) -> Iterable[nodes.Node]:
    """Return what of a node stands in the text as it is: not what only decides."""
    match node:
        case nodes.Output():
            return node.nodes
        case nodes.Or() if is_shown:
            return node.left, node.right
        case nodes.CondExpr() if is_shown:
            return node.expr1, *([node.expr2] if node.expr2 else [])
    return ()


def _wrong(node: nodes.Node, *, is_shown: bool) -> str:
    """Say why a node is not to be run; ``""`` where it may. What it holds is looked at apart."""
    what = (
        ""
        if isinstance(node, _ALLOWED)
        else f"A template cannot do this: {type(node).__name__.lower()}."
    )
    match node:
        case nodes.Call() if not _asks(node):
            what = 'Only ask("…") can be called, with one question.'
        case nodes.Call() if not is_shown:
            what = "A blank can only stand in the text."
        case nodes.Filter() if node.name not in _FILTERS:
            what = f"There is no filter {node.name}."
        case nodes.Filter() if not _fits(node):
            what = f"The filter {node.name} does not take this."
        case nodes.Compare() if not _compares(node):
            what = 'Only == and != compare, and "text" in name.'
        case nodes.Const(value=int() | float() as number) if not abs(number) < _LARGEST:
            what = _TOO_LARGE
    return what


def _fits(node: nodes.Filter) -> bool:
    """Whether a filter has what it can work with, so that it never fails."""
    if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return False
    if node.name in _DEFAULTS:
        return len(node.args) <= 2
    return not node.args or (node.name == "trim" and len(node.args) == 1 and _is_text(node.args[0]))


def _compares(node: nodes.Compare) -> bool:
    """Whether it can be told of any values: names may lack one, and text has no order."""
    match node.ops:
        case [nodes.Operand(op="in" | "notin", expr=nodes.Name(name=name))]:
            return _is_text(node.expr) and name not in _NO_TEXT
    return all(operand.op in ("eq", "ne") for operand in node.ops)


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _asks(call: nodes.Call) -> bool:
    return (
        isinstance(call.node, nodes.Name)
        and call.node.name == "ask"
        and len(call.args) == 1
        and _is_text(call.args[0])
        and bool(_plain(call.args[0].as_const()))
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
    environment.filters = {name: _for_text(known[name]) for name in _FILTERS - _DEFAULTS}
    environment.filters |= {name: known[name] for name in _DEFAULTS}
    environment.tests.clear()
    return environment


@pass_context
def _finalize(context: Context, value: object) -> str:
    pieces: _Pieces = context[_PIECES]
    match value:
        case Undefined():
            name = value._undefined_name  # noqa: SLF001 - how Jinja tells which one
            if name is None:  # a choice without “else”
                return ""
            return pieces.place(_asked(VARIABLES.get(name, f"{{{{ {name} }}}}")))
        case _Blank():
            return pieces.place(value)
        case str() | int() | float():
            return pieces.place(_plain(str(value)))
        case _:  # a thing of Jinja's own, such as {{ self }}
            return pieces.place(_Blank("{{ … }}"))


def _for_text(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that leaves what is no text as it is: a missing value becomes a blank."""
    return lambda value, *rest: filter_(value, *rest) if isinstance(value, str) else value


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
