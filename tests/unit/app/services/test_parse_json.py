import json

from app.services.parse_json import parse_json
from tests.support import hostile

_KEYS = [
    "message_id", "subject", "from", "to", "cc", "reply_to", "date", "in_reply_to", "references",
    "text", "reply_text", "html", "attachments", "automatic", "defects",
]  # fmt: skip


def test_every_hostile_letter_becomes_json_with_exactly_the_promised_keys() -> None:
    for name in hostile.names():
        found = parse_json(hostile.raw_of(name))
        assert list(found) == _KEYS, name
        assert json.loads(json.dumps(found)) == found, name


def test_an_ordinary_letter() -> None:
    raw = (
        b"From: Ann <ann@a.example>\nTo: b@b.example\nSubject: Hi\nMessage-ID: <1@a.example>\n"
        b"Date: Tue, 03 Mar 2026 10:30:00 +0100\nIn-Reply-To: <0@b.example>\n\n"
        b"Thanks.\n\nOn 2 March 2026, Bob <b@b.example> wrote:\n> Done.\n"
    )
    assert parse_json(raw) == {
        "message_id": "1@a.example",
        "subject": "Hi",
        "from": [{"name": "Ann", "address": "ann@a.example"}],
        "to": [{"name": "", "address": "b@b.example"}],
        "cc": [],
        "reply_to": [],
        "date": "2026-03-03T09:30:00Z",
        "in_reply_to": ["0@b.example"],
        "references": [],
        "text": "Thanks.\n\nOn 2 March 2026, Bob <b@b.example> wrote:\n> Done.\n",
        "reply_text": "Thanks.",
        "html": "",
        "attachments": [],
        "automatic": None,
        "defects": [],
    }


def test_html_is_cleaned_and_keeps_its_own_pictures() -> None:
    found = parse_json(hostile.raw_of("mime-related-image"))
    assert "cid:i1@x" in str(found["html"])
    assert found["attachments"] == [
        {
            "filename": "attachment-1.png",
            "content_type": "image/png",
            "size": 70,
            "content_id": "i1@x",
            "inline": True,
        }
    ]
    assert "onerror" not in str(parse_json(hostile.raw_of("addr-html-name"))["html"])
