"""A text that nobody looks at before it leaves has no blank, whatever is known of its reader."""

from itertools import product
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.acknowledgement import Text
from app.domain.errors import RejectedError
from app.services import templating
from app.services.acknowledgement_texts import ALWAYS, check
from app.services.templating import blanks, fill

NAMES = ("first_name", "name", "company", "subject", "due", "promise")
_WORDS = st.sampled_from((*NAMES, *ALWAYS, "me", '"x"'))
_TRUTHS = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
    ),
    max_leaves=4,
)
_TEXTS = st.recursive(
    st.one_of(st.just("Hello"), _TRUTHS.map("{{{{ {} }}}}".format)),
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, _TRUTHS, inner, inner),
    ),
    max_leaves=4,
)


def _is_refused(source: str) -> bool:
    try:
        check("en", Text("Got it", source))
    except RejectedError as error:
        return "may stay empty" in str(error)
    return False


@settings(max_examples=25)
@given(_TEXTS)
def test_a_text_is_refused_where_anything_that_may_be_known_leaves_a_blank(source: str) -> None:
    named = [name for name in NAMES if name in source]
    sure = dict.fromkeys(ALWAYS, "x")
    cases = [
        {**sure, **dict(zip(named, case, strict=True))}
        for case in product((None, "x"), repeat=len(named))
    ]
    left = [fill(source, case).blanks for case in cases]
    assert [tuple(blanks(source, [case])) for case in cases] == left
    assert _is_refused(source) == any(left)


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("{% if first_name or name %}{{ first_name or name }}{% endif %}", False),
        ("{% if first_name and company and not name %}{{ due }}{% endif %}", True),
        ("{% if first_name and company and due %}{{ due }} {{ company }}{% endif %}", False),
        ("{% if company %}{{ first_name }}{% endif %}", True),
        ('{{ first_name or ask("who?") }}', True),
        ("{{ nmae }}", True),
        ('{% if company == "ACME" %}{{ first_name }}{% endif %}', True),
        ("{% if 'gmail' in address %}{{ first_name }}{% endif %}", True),
        ('{% if company == "ACME" %}{{ company }}{% endif %}', False),
    ],
)
def test_choices_count_as_they_are_made(source: str, refused: bool) -> None:
    assert _is_refused(source) is refused


def test_a_text_is_read_once_for_all_that_may_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=templating._parsed)
    monkeypatch.setattr(templating, "_parsed", read)
    check("en", Text("Got it", "".join(f"{{% if {n} %}}{{{{ {n} }}}}{{% endif %}}" for n in NAMES)))
    assert read.call_count == 3
