"""Forged senders (Mailsploit): the address shown is the true one or none, never the claimed one."""

import json

import pytest

from mail.parse import read
from tests.support.corpora import corpus
from tests.support.shown import unsafe_characters

pytestmark = pytest.mark.corpora


def test_forged_senders() -> None:
    folder = corpus("spoof")
    cases = json.loads((folder / "expected.json").read_text("utf-8"))
    assert len(cases) == 26
    for case in cases:
        message = read((folder / case["file"]).read_bytes())
        assert message.sender, case["file"]
        for address in message.sender:
            shown = address.address
            assert shown == "" or shown.endswith("@" + case["true_domain"]), case["file"]
        assert not unsafe_characters(message), case["file"]
