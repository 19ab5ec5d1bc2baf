"""Every hostile letter is read as its author expects, and nothing unsafe reaches the screen."""

import pytest

from mail.parse import attachment_bytes, inline_parts, raw_headers_text, read
from tests.support import hostile
from tests.support.shown import unsafe_characters


def test_the_set_is_large_enough() -> None:
    assert len(hostile.names()) >= 150


@pytest.mark.parametrize("name", hostile.names())
def test_hostile_letter(name: str) -> None:
    raw = hostile.raw_of(name)

    message = read(raw)

    assert not hostile.differences(message, hostile.expected_of(name))
    assert not unsafe_characters(message)
    for attachment in message.attachments[:5]:
        assert len(attachment_bytes(raw, attachment.index)) == attachment.size
    ids = {attachment.content_id for attachment in message.attachments if attachment.content_id}
    assert set(inline_parts(raw)) == ids
    assert "\0" not in raw_headers_text(raw)


def test_an_attachment_that_is_not_there() -> None:
    raw = hostile.raw_of("mime-text-attachment")
    assert attachment_bytes(raw, 0) == b"log"
    for index in (-1, 1):
        with pytest.raises(IndexError):
            attachment_bytes(raw, index)


def test_pictures_come_by_their_content_id() -> None:
    kind, data = inline_parts(hostile.raw_of("mime-related-image"))["i1@x"]
    assert kind == "image/png"
    assert data.startswith(b"\x89PNG")
