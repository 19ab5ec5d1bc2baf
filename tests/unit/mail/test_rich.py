"""The composer's small HTML: one way to write it, and the plain text that stands for it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from mail import rich

_KNOWN = {"p", "br", "b", "i", "u", "s", "a", "code", "pre", "ul", "ol", "li", "blockquote"} | {
    "img",
    "mark",
}
_ATTRIBUTES = {"href", "src", "alt", "width", "height", "data-blank", "start"}
_PIECES = st.lists(
    st.sampled_from(
        "<p>|</p>|<br>|<b>|</b>|<i>|</i>|<u>|</u>|<s>|</s>|<code>|</code>|<pre>|</pre>|<ul>|</ul>"
        "|<ol>|<ol start='7'>|</ol>|<li>|</li>|<blockquote>|</blockquote>|<div>|</div>|<h2>|</h2>"
        "|<table>|<tr>|<td>|</td>|</tr>|</table>|<a href='https://x.example/?a=1&amp;b'>|</a>"
        "|<a href='javascript:alert(1)'>|<img src='cid:one@x' alt='pic'>|<img src='https://x/y.png'>"
        "|<mark data-blank='number'>|</mark>|<span style='font-weight:700'>|</span>"
        "|<p style='margin:0'>"
        "|<script>alert(1)</script>|<style>p{}</style>|<!-- no -->|word|two words| |  |\n|\xa0"
        "|&lt;|&amp;|&nbsp;|>|<|&|привіт|👍🏽|\x00|\u202e|\u2028|- |> |1. |--|<hr>|<li|<p".split(
            "|"
        )
    ),
    max_size=25,
).map("".join)


_QT = (
    '<p style=" margin-top:0px; margin-bottom:0px; margin-left:0px;">a</p>\n'
    '<p style="-qt-paragraph-type:empty; margin-top:0px; margin-bottom:0px;"><br /></p>\n'
    '<p style=" margin-bottom:0px;"><span style=" font-weight:700;">b</span></p>'
)


@given(_PIECES)
def test_what_is_clean_stays_as_it_is_and_reads_the_same(html: str) -> None:
    clean = rich.clean(html)
    assert rich.clean(clean) == clean
    assert rich.to_plain(clean) == rich.to_plain(html)
    assert rich.is_empty(clean) == rich.is_empty(html)
    assert rich.pictures(clean) == rich.pictures(html)
    assert rich.blanks(clean) == rich.blanks(html)


@pytest.mark.parametrize(
    "html",
    ["a \u2028b", "a \x02 b", "a \x85\n\u200b b", "<table><tr><td>a</td><td>b</td></tr></table>"],
)
def test_blanks_that_meet_are_one_at_once(html: str) -> None:
    clean = rich.clean(html)
    assert rich.clean(clean) == clean
    assert rich.to_plain(clean).replace("  ", " ") == "a b"


@given(_PIECES)
def test_nothing_else_comes_out(html: str) -> None:
    clean = rich.clean(html)
    if not clean:
        return
    for element in lxml_html.fragment_fromstring(clean, create_parent="div").iter():
        assert element.tag in _KNOWN | {"div"}
        if element.tag == "div":
            assert element.getparent() is None
        assert set(element.keys()) <= _ATTRIBUTES
        assert element.get("href", "https:").split(":")[0] in ("http", "https", "mailto", "tel")
        assert element.get("src", "cid:").startswith("cid:")
    assert "\x00" not in clean
    assert "\u202e" not in clean


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    clean = rich.clean(text)
    assert rich.clean(clean) == clean
    assert not rich.pictures(text)


_TYPED = st.text(st.sampled_from("aб \n\t>-1.<&👍"), max_size=60)


@given(_TYPED)
def test_plain_text_comes_back(text: str) -> None:
    html = rich.from_plain(text)
    assert rich.clean(html) == html
    plain = rich.to_plain(html)
    assert _words(plain) == _words(text)
    assert rich.to_plain(rich.from_plain(plain)) == plain


@given(st.text(st.sampled_from("aб \n-1.<&👍"), max_size=60))
def test_plain_text_without_quotes_comes_back_line_by_line(text: str) -> None:
    lines = [line.rstrip(" ") for line in text.split("\n")]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    assert rich.to_plain(rich.from_plain(text)).split("\n") == (lines or [""])


def _words(text: str) -> list[str]:
    return text.replace(">", " ").split()


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<br>Two</p>", "One\nTwo"),
        ("<p>One</p><p><br></p><p>Two</p>", "One\n\n\nTwo"),
        ("<p>a  <b>b</b>\n c</p>", "a b c"),
        ("<p>a&nbsp;&nbsp;b</p>", "a  b"),
        ("<p>1 &lt; 2 &amp;amp; 3</p>", "1 < 2 &amp; 3"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<ol start='9'><li>one</li><li>two</li></ol>", "9. one\n10. two"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n   - in\n2. two"),
        ("<ul><li>one<br>more</li></ul>", "- one\n  more"),
        ("<pre>a\n  b\n\nc</pre>", "    a\n      b\n\n    c"),
        ("<blockquote><p>q</p><blockquote>r</blockquote></blockquote>", "> q\n>\n>> r"),
        ('<p>See <a href="https://x.example/a">here</a>.</p>', "See here <https://x.example/a>."),
        ('<p><a href="https://x.example/">https://x.example</a></p>', "https://x.example"),
        ('<p><a href="https://x.example/">x.example</a></p>', "x.example"),
        ('<p><a href="mailto:a@b.example">a@b.example</a></p>', "a@b.example"),
        ('<p><a href="mailto:a@b.example">Anna</a></p>', "Anna <a@b.example>"),
        ('<p><a href="https://x.example/">a <b>b</b></a> c</p>', "a b <https://x.example/> c"),
        ('<p><img src="cid:1" alt="plan"> and <img src="cid:2"></p>', "[plan] and [*]"),
        ("<p>run <code>ls -l</code></p>", "run ls -l"),
        ("", ""),
    ],
)
def test_plain_text_of(html: str, plain: str) -> None:
    assert rich.to_plain(html) == plain


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        # a browser, Gmail, Outlook, Qt: each writes lines in its own way
        ("<div>a</div><div>b</div>", "<p>a<br>b</p>"),
        ("<div>a</div><div><br></div><div>b</div>", "<p>a</p><p>b</p>"),
        (
            '<p class="MsoNormal">a</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">b</p>',
            "<p>a<br>\xa0<br>b</p>",
        ),
        (
            _QT,
            "<p>a</p><p><b>b</b></p>",
        ),
        ("<h1>Title</h1>text", "<p><b>Title</b></p><p>text</p>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "<p>a\xa0 b<br>c</p>"),
        ("<strong>a</strong><em>b</em><del>c</del>", "<p><b>a</b><i>b</i><s>c</s></p>"),
        ('<a href="javascript:x()">a</a>', "<p>a</p>"),
        ('<img src="https://x.example/track.gif">', ""),
        ("<p>a<script>x()</script><style>y</style>b</p>", "<p>ab</p>"),
        ('<span style="display:none">secret</span>seen', "<p>seen</p>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>alone", "<ul><li>alone</li></ul>"),
        ("<p>a</p><p></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<b>bold<p>still</p></b>", "<p><b>bold</b></p><p><b>still</b></p>"),
    ],
)
def test_pasted_text_becomes(pasted: str, clean: str) -> None:
    assert rich.clean(pasted) == clean


def test_blanks_are_told_in_order_and_each_once() -> None:
    html = (
        '<p>Order <mark data-blank="order number">⟦<b>order</b> number⟧</mark>, '
        '<mark data-blank="date">⟦date⟧</mark></p>'
        '<ul><li><mark data-blank="date">⟦date⟧</mark></ul>'
    )
    assert rich.blanks(html) == ("order number", "date", "date")
    assert rich.blanks(rich.clean(html)) == ("order number", "date", "date")


def test_what_cannot_be_seen_is_empty() -> None:
    for html in ("", "<p><br></p>", "<p>&nbsp; </p>", "<ul><li></li></ul>", "<b></b>", "\n \n"):
        assert rich.is_empty(html), html
    for html in ("x", "<p>.</p>", '<img src="cid:a">', "<pre>x</pre>"):
        assert not rich.is_empty(html), html


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>" * 100_000,
        "<ul><li>" * 50_000,
        "<blockquote>" * 50_000,
        "<p" * 200_000,
        "&" * 300_000,
        "<div>" * 100_000 + "x",
        "</b>" * 100_000,
        "<td>" * 100_000,
        "x<br>" * 19_000,
    ],
)
def test_hostile_html_takes_little_time(hostile: str) -> None:
    begun = time.process_time()
    clean = rich.clean(hostile)
    rich.to_plain(clean)
    assert time.process_time() - begun < 20  # a second at most; quadratic ones take minutes
