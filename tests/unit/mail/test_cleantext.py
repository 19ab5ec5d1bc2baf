"""Text made safe to show: the quick way for ordinary text agrees with the thorough one."""

from hypothesis import given
from hypothesis import strategies as st

from mail import cleantext
from mail.cleantext import body_text, without_unseen

_EVERY_CHARACTER = [chr(number) for number in range(0x110000)]


def test_what_counts_as_plain_has_nothing_unseen() -> None:
    plain = [character for character in _EVERY_CHARACTER if cleantext._PLAIN.fullmatch(character)]
    assert len(plain) > 10_000
    assert not [c for c in plain if cleantext._UNSEEN.search(c) or cleantext._LINE_ENDS.search(c)]
    assert not [c for c in plain if cleantext._SURROGATE.search(c)]


@given(st.text(st.sampled_from("aЖ \t\r\n\x00\x85\u2028\u200b\u200dü\ud800"), max_size=30))
def test_line_ends_become_one_and_unseen_characters_go(text: str) -> None:
    found = body_text(text)
    assert not set(found) & set("\r\x00\x85\u2028\u200b\ud800")
    # before anything ordinary and after it, the outcome is the same as alone
    assert body_text("ы" + text) == "ы" + found
    assert without_unseen("ы" + text.replace("\r", "")) == "ы" + without_unseen(
        text.replace("\r", "")
    )
