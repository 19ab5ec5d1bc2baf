"""What is written, as lines, and the small HTML of it: each the other's exact opposite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import rich
from ui.composer.line_reader import from_html
from ui.composer.lines import Item, Line, Look, Run, link_target, to_html


def lines(*texts: str) -> list[Line]:
    return [Line((Run(text),) if text else ()) for text in texts]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>a</p>", ["a"]),
        ("<p>a<br>b</p>", ["a", "b"]),
        ("<p>a</p><p>b</p>", ["a", "", "b"]),
        ("<p>a</p><p><br>b</p>", ["a", "", "", "b"]),
        ("<p>a&nbsp; b&nbsp;</p>", ["a  b "]),
    ],
)
def test_one_empty_line_parts_paragraphs(html: str, texts: list[str]) -> None:
    assert from_html(html) == lines(*texts)
    assert to_html(lines(*texts)) == html


def test_nothing_is_written_where_nothing_stands() -> None:
    assert to_html(lines("", "", "")) == ""


def test_lists_stand_in_each_other() -> None:
    items = [("a", 1, False), ("b", 2, True), ("c", 2, True), ("d", 1, False)]
    made = [Line((Run(text),), item=Item(ordered, depth)) for text, depth, ordered in items]
    html = "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"
    assert to_html(made) == html
    assert from_html(html) == made


def test_quotes_and_program_text_keep_their_lines() -> None:
    made = [
        Line((Run("said"),), quote=1),
        Line((Run("before"),), quote=2),
        Line((Run("answer"),)),
        Line((Run("if x:"),), pre=True),
        Line((Run("    y < 2"),), pre=True),
    ]
    html = to_html(made)
    assert html == (
        "<blockquote><p>said</p><blockquote><p>before</p></blockquote></blockquote>"
        "<p>answer</p><pre>if x:\n    y &lt; 2</pre>"
    )
    assert from_html(html) == made


def test_a_blank_asks_its_question() -> None:
    look = Look(blank="order “number”")
    html = to_html([Line((Run("No. "), Run("⟦order⟧", look)))])
    assert from_html(html)[0].runs[1] == Run("⟦order⟧", look)
    assert rich.blanks(html) == ("order “number”",)


def test_links_lead_nowhere_but_to_pages_mail_and_telephones() -> None:
    assert link_target("https://example.com/?a=1&b=2")
    assert link_target("mailto:anna@example.com")
    assert not link_target("javascript:alert(1)")
    assert not link_target("file:///etc/passwd")
    assert not link_target("http://[broken")
    (run,) = from_html('<p><a href="javascript:x">text</a></p>')[0].runs
    assert run == Run("text")


def test_what_does_not_belong_to_it_counts_for_its_text_alone() -> None:
    html = '<div onclick="x">a <span>b</span><script>bad()</script></div><table><td>c</td></table>'
    assert [line.text for line in from_html(html)] == ["a b", "", "c"]


LOOKS = st.builds(
    Look,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    link=st.sampled_from(["", "https://example.com/?a=1&b=2"]),
    blank=st.sampled_from(["", "order number"]),
)
TEXTS = st.text(st.sampled_from("aЯ <&>\"'  \u00a0"), min_size=1, max_size=6)
RUNS = st.lists(st.builds(Run, TEXTS, LOOKS), max_size=3)
LINES = st.lists(
    st.builds(
        Line,
        RUNS.map(tuple),
        st.integers(0, 2),
        st.just(False),
        st.none() | st.builds(Item, st.booleans(), st.just(1)),
    ),
    min_size=1,
    max_size=8,
)


@given(LINES)
def test_a_cursor_kept_as_a_number_holds(made: list[Line]) -> None:
    html = to_html(made)
    back = from_html(html)
    if html:
        assert [told(line) for line in back] == [told(line) for line in made]


def told(line: Line) -> tuple[str, int, Item | None]:
    return line.text.replace("\u00a0", " "), line.quote, line.item


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_what_mail_makes_of_it_says_the_same(texts: list[str]) -> None:
    plain = rich.to_plain(to_html(lines(*texts)))
    assert "".join(plain.split()) == "".join("".join(texts).split())
