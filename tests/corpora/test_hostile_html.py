"""HTML that nobody on this project wrote, made to run scripts or to cause requests."""

import json

import pytest

from mail.html import CleanHtml, clean
from tests.support.corpora import corpus
from tests.support.html_checker import complaints

pytestmark = pytest.mark.corpora


def _cleaned(html: str, *, remote: bool) -> CleanHtml:
    return clean(html, cid_url=lambda cid: f"postroom-part://1/{cid}", allow_remote_images=remote)


def _complaints(html: str, *, remote: bool) -> list[str]:
    return [
        complaint
        for _, part in _cleaned(html, remote=remote).parts
        for complaint in complaints(part, remote_images=remote)
    ]


@pytest.mark.parametrize("remote", [False, True], ids=["closed", "open"])
def test_no_vector_survives(remote: bool) -> None:
    vectors = json.loads((corpus("html") / "vectors.json").read_text("utf-8"))
    assert len(vectors) > 100
    found = {
        vector["title"]: _complaints(vector["payload"], remote=remote)
        for vector in vectors
        if _complaints(vector["payload"], remote=remote)
    }
    assert found == {}


def test_nothing_leaks() -> None:
    html = (corpus("html") / "leaks.html").read_text("utf-8")
    assert _complaints(html, remote=False) == []
    result = _cleaned(html, remote=False)
    assert "leaking.via" not in result.html
    # One by one as well: an early mistake must not hide what follows it.
    for line in html.splitlines():
        assert _complaints(line, remote=False) == []
