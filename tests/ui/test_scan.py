"""One pass over a letter finds its links, pictures and words."""

from hypothesis import given
from hypothesis import strategies as st

from ui.web.scan import scan


def test_links_with_the_texts_that_show_them() -> None:
    found = scan(
        '<p><a href="https://a.example/">First <b>one</b></a> and '
        '<a href="https://a.example/">second</a><a href="https://b.example/"><img alt="x"></a>'
    )
    assert found.links["https://a.example/"] == {"First one", "second"}
    assert found.links["https://b.example/"] == {""}


def test_only_https_pictures_count_as_remote() -> None:
    found = scan(
        '<img src="https://a.example/1.png"><img src="http://a.example/2.png">'
        '<img src="postroom-part://letter/1/x"><img src="data:image/png;base64,AA">'
    )
    assert found.images == {"https://a.example/1.png"}


def test_text_reads_as_it_looks() -> None:
    found = scan(
        "<p>One\n two</p><ul><li>three</li><li>four</li></ul>"
        "<table><tr><td>5</td><td>6</td></tr></table><pre>a  b\n  c</pre>"
        "<style>p { color: red }</style><script>no()</script>"
    )
    assert found.text == "One two\n\n• three\n\n• four\n\n\t5\t6\n\na  b\nc"


def test_colours_of_its_own_are_noticed() -> None:
    assert scan('<p style="background-color:#fff">x</p>').coloured
    assert scan('<td bgcolor="white">x</td>').coloured
    assert scan('<font color="red">x</font>').coloured
    assert not scan('<p style="margin:0">plain</p>').coloured


@given(st.text(alphabet=st.sampled_from("<>/abp =\"'&;!-\n\t"), max_size=200))
def test_never_raises(html: str) -> None:
    scan(html)


def test_what_was_read_before_broken_markup_counts() -> None:
    found = scan('<a href="https://a.example/">x</a><![><p>y')
    assert "https://a.example/" in found.links
