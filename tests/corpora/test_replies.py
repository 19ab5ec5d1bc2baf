"""Replies that nobody on this project wrote, cut as their authors' maintainers cut them."""

from pathlib import Path

import pytest

from mail.quoting import split
from tests.support.corpora import corpus

pytestmark = pytest.mark.corpora


def test_most_replies_are_cut_exactly() -> None:
    folder = corpus("replies")
    emails = sorted((folder / "emails").glob("*.txt"))
    assert emails
    wrong = [path.name for path in emails if not _exact(path, folder / "trimmed" / path.name)]
    allowed = len(emails) // 8
    assert len(wrong) <= allowed, wrong


def _exact(email: Path, trimmed: Path) -> bool:
    letter = email.read_text(encoding="utf-8")
    result = split(letter)
    assert "".join(part.text for part in result.parts) == letter
    return result.reply_text.strip() == trimmed.read_text(encoding="utf-8").strip()
