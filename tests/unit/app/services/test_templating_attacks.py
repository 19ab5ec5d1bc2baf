"""Whatever stands in a template, it is filled or refused with a line, and nothing else runs (F23).

By default `make soak` tries 20,000 templates; POSTROOM_TEMPLATES says how many instead.
"""

import gc
import os
import re
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.domain.errors import RejectedError
from app.services import templating
from app.services.templating import LONGEST, VARIABLES, Filled, faults, fill
from mail import rich

_TRIES = int(os.environ.get("POSTROOM_TEMPLATES", "20000"))
_SEEDS = range(2)
_VALUES = {
    **dict.fromkeys(VARIABLES, "Anna"),
    "name": "<b>{{ me }}</b> **x** \ufdd00\ufdd1",
    "subject": "s" * 10_000,
    "address": "javascript:alert(1)",
    "company": None,
    "promise": "",
}
_MAY_STAND = frozenset(
    "Template Output TemplateData Name Const Filter If Compare Operand And Or Not CondExpr "
    "Call".split()
)
_REACHED = ("getattr", "getitem", "call_binop", "call_unop", "call_test", "get_template",
            "select_template", "get_or_select_template", "join_path")  # fmt: skip
_GIVEN_AWAY = re.compile(
    "7006652|abcd|efgh|(?<!%})loops|<class|<CLASS|<function|<FUNCTION| at 0x|built-in|<module|"
    "<Context|<Template|mro__|root:"
)
"""What the sums, joined words and loops below come to, and how Python shows things of its own.

A loop that stands in ``{% raw %}`` is shown as it was written, behind its ``%}``.
"""
_REFUSAL = re.compile(r"Line ([0-9]+): .*\S\.", re.DOTALL)

_WORDS = st.sampled_from(
    (
        *VARIABLES, *VARIABLES, "nmae", "ask", "self", "loop", "super()", "caller()", "varargs",
        'ask("q")', 'ask("a\\nb")', 'ask("\\ud800")', "ask(name)", 'ask("a", "b")', "ask(*name)",
        "x", "a.b", '"text"', "'it''s'", '"\\ufdd00\\ufdd1"', '"\\N{bel}"', '"\\x"', "true", "none",
        "0", "5", "-1", "9" * 30, "9" * 5_000, "0x" + "f" * 5_000, "1e999", "1_0", "1.5",
        "10**10**10", "'a' * 10**9", "1234 * 5678", "'ab' ~ 'cd'", "'ab' + 'cd'",
        "['ef', 'gh']|join", "range(99999999)", "lipsum(9999)", "cycler", "joiner()", "namespace()",
        "dict(a=1)", "[1, 2]", "{'a': 1}", "().__class__", ".__class__", "['__class__']",
        "''.__class__.__mro__[1].__subclasses__()", "|attr('__class__')", ".__globals__",
        "self._TemplateReference__context", "cycler.__init__.__globals__.os.popen('id').read()",
        "|upper", "|lower", "|title", "|trim", "|trim('x')", "|trim(5)", "|title(1)", "|default",
        "|default('x')", "|d('x', true)", "|default('x', boolean=true)", "|map('upper')", "|safe",
        "|format(1)", "|tojson", "|pprint", "|batch(9)", "|list", "|nosuch", "|a.b", "|filter",
        "for a in 'text'", "for a in name recursive", "endfor", "if", "if name", "elif name",
        "else", "endif", "set a = 1", "set name", "endset", "include '/etc/passwd'", "import 'x'",
        "from 'x' import y", "extends 'x'", "block a", "endblock", "macro a()", "endmacro",
        "call a()", "endcall", "filter upper", "endfilter", "raw", "endraw", "autoescape false",
        "with a = 1", "endwith", "do", "trans", "break", "is", "is defined", "not", "in", "and",
        "or", "==", "!=", "<", ">=", "~", "+", "-", "*", "**", "/", "//", "%", "=", ".", "|", ",",
        ":", "(", ")", "[", "]", "{", "}", "'", '"', "\\", "$", "!", "`", "ｎame", "имя", "\0",
    )
)  # fmt: skip
_VALID = st.sampled_from(
    (*VARIABLES, "nmae", "self", "ask", '"t"', "5", "true", "none", 'ask("q")')
)
_EXPRESSIONS = st.recursive(
    _VALID,
    lambda inner: st.builds(
        lambda form, a, b, c: form.format(a=a, b=b, c=c),
        st.sampled_from(
            (
                "({a} or {b})", "({a} and {b})", "not {a}", "({a} if {b} else {c})", "({a} if {b})",
                "({a})", "{a}|upper", "({a})|title", "({a})|trim('A')", "({a})|default({b})",
                "({a})|d({b}, {c})", "({a} == {b})", "({a} != {b} == {c})", '("n" in {a})',
                '("n" not in {a})', "({a} in {b})", "({a} < {b})", "{a}.x", "{a}[{b}]", "{a}({b})",
                "({a} ~ {b})", "{a} is {b}",
            )
        ),
        inner, inner, inner,
    ),
    max_leaves=6,
)  # fmt: skip
_INSIDE = st.lists(_WORDS, max_size=6).map(" ".join) | st.lists(_WORDS, max_size=4).map("".join)
_AROUND = st.sampled_from(
    (
        "{{ X }}", "{{ X }}", "{{- X -}}", "{% X %}", "{%- X -%}", "{# X #}", "{{ X", "{% X",
        "X }}", "{% if X %}a{% endif %}", "{% if X %}a{% elif X %}b{% else %}{{ X }}{% endif %}",
        "{% for a in X %}loops{% endfor %}", "{% set a = X %}{{ a }}",
        "[x](https://a.example/{{ X }})",
        "[{{ X }}]({{ X }})", "```\n{{ X }}\n```\n", "```{{ X }}\nx\n```\n", "    {{ X }}\n",
        "`{{ X }}`", "**{{ X }}**", "- {{ X }}\n", "> {{ X }}\n", "<https://{{ X }}>",
        '[x](y "{{ X }}")', "&#x{{ X }};",
    )
)  # fmt: skip
_PROSE = st.sampled_from(
    (
        "a", " ", "\n", "\n\n", "\r", "\r\n", "**", "*", "_", "~~", "`", "```\n", "[", "](", ")",
        "![", "](javascript:alert(1))", "> ", "- ", "1. ", "\t", "<b>", "<script>", "</pre>", "<",
        "&amp;", "&#xfdd0;0&#xfdd1;", "&#xe000;0", "\ufdd00\ufdd1", "\ufdd09\ufdd1", "\ufdd0",
        "\\", "\ud800", "\0", "\u2028", "{{", "}}", "{%", "%}", "{#", "#}", "{% if name %}",
        "{% endif %}", "{% else %}", "{% raw %}", "{% endraw %}", "Анна", "👍🏽",
    )
)  # fmt: skip
_PIECES = (
    st.builds(lambda around, x: around.replace("X", x), _AROUND, _EXPRESSIONS | _INSIDE)
    | _PROSE
    | st.text(max_size=8)
)
_TIMES = st.sampled_from((1, 1, 1, 1, 1, 1, 2, 30, 60, 700, 20_000))
_TEMPLATES = st.lists(
    st.builds(
        lambda piece, times: piece * min(times, LONGEST // max(1, len(piece))), _PIECES, _TIMES
    ),
    max_size=5,
).map(lambda pieces: "".join(pieces)[: LONGEST + 1])
_NESTED = st.builds(
    lambda before, inside, after, times: (before * times + inside + after * times)[:LONGEST],
    st.sampled_from(("{% if name %}", "{{ (", "{{ not ", "[", "> ", "{{ name", "{{ ask(", "{{ [")),
    _EXPRESSIONS | _INSIDE,
    st.sampled_from(
        ("{% endif %}", ")", " }}", "|upper", " or name", ".a", " if me", "]", " == 1", "|d(")
    ),
    st.sampled_from((3, 30, 60, 300, 2_000)),
)  # fmt: skip


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a template looked into, computed or called, other than ``ask``."""
    found: list[str] = []

    def watched(name: str) -> Callable[..., Any]:
        usual = getattr(ImmutableSandboxedEnvironment, name)

        def watch(*args: Any, **kwargs: Any) -> Any:
            found.append(name)
            return usual(*args, **kwargs)

        return watch

    def call(environment: Any, context: Any, what: Any, *args: Any, **kwargs: Any) -> Any:
        if what is not templating._asked or kwargs or len(args) != 1:
            found.append(f"call of {what!r}")
        return what(*args, **kwargs)

    for name in _REACHED:
        monkeypatch.setattr(ImmutableSandboxedEnvironment, name, watched(name))
    monkeypatch.setattr(ImmutableSandboxedEnvironment, "call", call)
    return found


def _is_filled_or_refused(source: str, reached: list[str]) -> Filled | None:
    """Fill it, or return None where it is refused with a line; nothing else may happen."""
    wrong = [fault for fault in faults(source) if not fault.word]
    lines = len(re.findall("\r\n|\r|\n", source)) + 1
    filled, refused = None, ""
    try:
        filled = fill(source, _VALUES)
    except RejectedError as error:
        refused = str(error)
    assert reached == []
    if filled is None:
        line = _REFUSAL.fullmatch(refused)
        assert line
        assert 1 <= int(line[1]) <= lines
        assert refused == f"Line {wrong[0].line}: {wrong[0].what}"
        return None
    assert not wrong
    tree = jinja2.Environment(autoescape=True).parse(source)
    assert {type(node).__name__ for node in _all(tree)} <= _MAY_STAND
    assert rich.clean(filled.html) == filled.html
    assert not re.search("<script|javascript:(?!alert)|onclick", filled.html)
    assert 'href="javascript' not in filled.html
    assert not _GIVEN_AWAY.search(rich.to_plain(filled.html))
    assert set(rich.blanks(filled.html)) == set(filled.blanks)
    return filled


def _all(tree: jinja2.nodes.Node) -> Iterator[jinja2.nodes.Node]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.iter_child_nodes()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEMPLATES | _NESTED | _EXPRESSIONS.map("{{{{ {} }}}}".format))
def test_any_template_is_filled_or_refused(reached: list[str], source: str) -> None:
    _is_filled_or_refused(source, reached)


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("number", _SEEDS)
def test_twenty_thousand_templates_are_filled_or_refused(
    number: int, reached: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """In a second and 100 MB each."""
    told: Counter[str] = Counter()
    longest, most = 0.0, 0

    @seed(number)
    @settings(
        max_examples=_TRIES // len(_SEEDS),
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),  # explaining traces each line: no time is true then
    )
    @given(_TEMPLATES | _NESTED | _EXPRESSIONS.map("{{{{ {} }}}}".format))
    def check(source: str) -> None:
        nonlocal longest, most
        filled = _is_filled_or_refused(source, reached)
        told["filled" if filled else "refused"] += 1
        seconds, size = _cost(source)
        longest, most = max(longest, seconds), max(most, size)
        assert seconds < 1
        assert size < 100_000_000

    began = time.process_time()
    check()
    took = time.process_time() - began
    assert told["filled"]
    assert told["refused"]
    with capsys.disabled():
        print(  # noqa: T201
            f"\nseed {number}: {told.total():,} templates, {told['filled']:,} filled, "
            f"{told['refused']:,} refused with a line; at most {longest:.2f} s of CPU and "
            f"{most / 1e6:.1f} MB for one; {took:,.0f} s of CPU in all"
        )


def _cost(source: str) -> tuple[float, int]:
    """Seconds of CPU that filling takes (or refusing), and bytes at its height.

    Watching memory takes time too: what seems slow is tried again without, and the shortest counts.
    """
    gc.disable()  # what Hypothesis leaves is not the template's
    tracemalloc.start()
    seconds = _seconds(source)
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    for _ in range(4):
        if seconds >= 0.3:
            seconds = min(seconds, _seconds(source))
    gc.enable()
    return seconds, size


def _seconds(source: str) -> float:
    began = time.thread_time()
    _filled(source)
    return time.thread_time() - began


def _filled(source: str) -> Filled | None:
    try:
        return fill(source, _VALUES)
    except RejectedError:
        return None


@pytest.mark.parametrize("piece", ["{{ nmae }}", "{{ a.b }}", "{{ name }}"])
def test_three_times_as_long_takes_three_times_as_long(piece: str) -> None:
    short, long = (_calls(piece * times) for times in (50, 150))
    assert long < 3.5 * short


def _calls(source: str) -> int:
    """How many functions filling calls: the same on any machine."""
    _filled(source)
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        _filled(source)
    finally:
        sys.setprofile(None)
    return count
