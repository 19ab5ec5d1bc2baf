"""What a template may say, what becomes of values and blanks, and what is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RejectedError
from app.services.templating import LONGEST, VARIABLES, faults, fill
from mail import rich
from mail.cleantext import one_line

VALUES = {"first_name": "Анна", "code": "K7M2Q9X", "company": None, "promise": ""}


def test_values_blanks_and_choices() -> None:
    filled = fill(
        'Hello {{ first_name or "there" }},\n\nyour order {{ ask("order number") }} is on its way.'
        "{% if company %} Greetings to {{ company }}!{% endif %}"
        "{% if promise %} You hear from us {{ promise }}.{% endif %}",
        VALUES,
    )
    assert rich.to_plain(filled.html) == ("Hello Анна,\n\nyour order order number is on its way.")
    assert filled.blanks == ("order number",)
    assert rich.blanks(filled.html) == filled.blanks


def test_a_blank_may_stand_for_what_there_is_not() -> None:
    source = '{{ promise or ask("date") }} {{ ask("a") if company else code }}'
    assert faults(source) == ()
    filled = fill(source, VALUES)
    assert filled.blanks == ("date",)
    assert rich.to_plain(filled.html) == "date K7M2Q9X"


def test_a_value_that_is_missing_is_a_blank() -> None:
    filled = fill("{{ company }} {{ company|upper }} {{ company|default('you') }}", VALUES)
    assert filled.blanks == (VARIABLES["company"],) * 2
    assert rich.to_plain(filled.html).endswith(" you")


def test_an_unknown_variable_is_a_fault_and_a_blank() -> None:
    source = "Dear {{ fist_name }},"
    assert [(f.line, f.word) for f in faults(source)] == [(1, "fist_name")]
    assert fill(source, VALUES).blanks == ("{{ fist_name }}",)


def test_markdown_becomes_simple_html() -> None:
    html = fill("**Bold** and `code`:\n\n1. one\n2. two\n\n- [site](https://a.example)", {}).html
    assert html == rich.clean(
        "<p><b>Bold</b> and <code>code</code>:</p><ol><li>one</li><li>two</li></ol>"
        '<ul><li><a href="https://a.example">site</a></li></ul>'
    )


@pytest.mark.parametrize(
    "value", ["<b>x</b>", "**x**", "[x](javascript:y)", "a\n\n# b", "&lt;", "{{ me }}"]
)
def test_values_are_plain_text(value: str) -> None:
    plain = rich.to_plain(fill("{{ name }}", {"name": value}).html)
    assert plain.split() == value.split()


def test_values_in_addresses_stay_addresses() -> None:
    html = fill("[x](https://a.example/{{ code }}) [y]({{ subject }})", {
        "code": 'A"onclick=x> <', "subject": "javascript:alert(1)"}).html  # fmt: skip
    assert "javascript" not in html
    assert 'href="https://a.example/A%22onclick=x%3E%20%3C"' in html


def test_a_blank_in_an_address_stands_before_it() -> None:
    filled = fill('[track](https://a.example/{{ ask("parcel") }})', {})
    assert filled.blanks == ("parcel",)
    assert rich.blanks(filled.html) == ("parcel",)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ().__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ name.__class__ }}",
        "{{ name['__class__'] }}",
        "{{ name|attr('__class__') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{% for x in range(1000000000) %}x{% endfor %}",
        "{% for x in 'ab' recursive %}{{ loop('ab') }}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ 'a' ~ 'b' }}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}",
        "{% set name = 'x' %}",
        "{% block x %}{% endblock %}",
        "{% raw %}{{ name }}",
        "{{ ask() }}",
        "{{ ask('') }}",
        "{{ ask(name) }}",
        "{{ ask('a', 'b') }}",
        "{{ ask('a').question }}",
        "{% if ask('a') %}x{% endif %}",
        "{{ 'x' if ask('a') else 'y' }}",
        "{{ ask('a')|upper }}",
        "{{ name",
        "{{ " + "(" * 5000 + ")" * 5000 + " }}",
        "{{ name" + "|upper" * 3000 + " }}",
        "{{ name" + " or name" * 2000 + " }}",
        "{{ name" + " if me" * 2000 + " }}",
        "{% if me %}" * 51 + "{% endif %}" * 51,
        "{% if me %}" + "{% elif me %}" * 51 + "{% endif %}",
        "{{ " + "9" * 5000 + " }}",
        "{{ " + "9" * 16 + " }}",
        "{{ 0x" + "f" * 5000 + " }}",
        "{{ 1e999 }}",
        "{{ name < 5 }}",
        "{{ company in name }}",
        "{{ 'n' in 5 }}",
        "{% if 'x' in self %}{% endif %}",
        "{{ name|trim(5) }}",
        "{{ name|title(1) }}",
        "{{ name|default(*name) }}",
        "{{ name|upper(x=1) }}",
        "{{ ask('\u200b') }}",
        "x" * (LONGEST + 1),
    ],
)
def test_more_than_a_template_may_do_is_refused_in_words(source: str) -> None:
    found = next(fault for fault in faults(source) if not fault.word)
    with pytest.raises(RejectedError) as refused:
        fill(source, {"name": "Anna"})
    assert str(refused.value) == f"Line {found.line}: {found.what}"
    assert re.fullmatch(r"Line 1: \w+ .*\.", str(refused.value))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("\n\n{{ 'a' * 9 }}", 3),
        ("\n" + "x" * LONGEST, 2),
        ("\n\n{{ " + "9" * 5000 + " }}", 3),
        ("\n{{ " + "(" * 5000 + ")" * 5000 + " }}", 2),
        ("\n\n\n{{ name" + "|upper" * 60 + " }}", 4),
    ],
)
def test_a_refusal_says_in_which_line(source: str, line: int) -> None:
    with pytest.raises(RejectedError, match=f"Line {line}: "):
        fill(source, {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ self }}",
        "{{ ask }}",
        "{{ pieces }}",
        "{{ loop }}",
        "{{ ask|upper }}",
        "{{ self|title }}",
    ],
)
def test_what_the_machine_needs_is_not_shown(source: str) -> None:
    filled = fill(source, {})
    assert len(filled.blanks) == 1
    assert "object" not in filled.html
    assert "_" not in filled.html
    assert "class" not in filled.html.lower()


@pytest.mark.parametrize("source", ["\ufdd05\ufdd1{{ name }}", "&#xfdd0;0&#xfdd1;{{ name }}"])
def test_no_template_can_point_to_a_value(source: str) -> None:
    assert rich.to_plain(fill(source, {"name": "Anna"}).html).count("Anna") == 1


def test_a_choice_without_else_may_choose_nothing() -> None:
    filled = fill("a{{ 'b' if company }}{{ 'c' if name }}", {"name": "Anna"})
    assert (rich.to_plain(filled.html), filled.blanks) == ("ac", ())


@pytest.mark.parametrize(
    "source", ["```\na\n  {{ ask('q') }}\n```", "    {{ ask('q') }}", "```{{ ask('q') }}\na\n```"]
)
def test_a_block_of_code_does_not_swallow_a_blank(source: str) -> None:
    filled = fill(source, {})
    assert rich.blanks(filled.html) == filled.blanks == ("q",)
    assert "<code>" in filled.html
    assert fill("```\na\n  {{ name }}\n```", {"name": "b"}).html == "<pre>a\n  b</pre>"


def test_a_question_is_one_line() -> None:
    filled = fill('{{ ask("a\\n\\ud800b") }}', {})
    assert rich.blanks(filled.html) == filled.blanks == ("a \ufffdb",)


@pytest.mark.parametrize("source", [f'{{{{ ask("{"q" * 400}") }}}}', f"{{{{ {'n' * 400} }}}}"])
def test_a_long_question_is_the_same_everywhere(source: str) -> None:
    filled = fill(source, {})
    assert rich.blanks(filled.html) == filled.blanks
    assert len(filled.blanks[0]) == 300


def test_a_value_of_which_nothing_is_seen_is_none() -> None:
    assert fill("{{ name }}", {"name": "\u200b \ufdd0"}).blanks == (VARIABLES["name"],)


def test_a_value_of_any_length_is_put_in_cut() -> None:
    plain = rich.to_plain(fill("{{ subject }}!", {"subject": "s" * 10_000}).html)
    assert plain == "s" * 1_000 + "…!"


@given(st.text(max_size=300), st.text(max_size=60))
def test_anything_is_filled_or_refused(source: str, value: str) -> None:
    try:
        filled = fill(source, {"name": value})
    except RejectedError:
        assert faults(source)
    else:
        assert len(rich.blanks(filled.html)) <= len(filled.blanks)
        assert "<script" not in filled.html


@given(st.text(max_size=100).filter(one_line))
def test_whatever_a_contact_is_called(name: str) -> None:
    html = fill("**Dear {{ name }}** [x](https://a.example/{{ name }})", {"name": name}).html
    assert html.count("<a ") == 1
    assert html.count("<b>") == 1
    assert html.count("<p>") == 1
