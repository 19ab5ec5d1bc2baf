"""What a reader process says is read back exactly, and can be nothing but facts."""

import pickle
from pathlib import Path

import pytest

from app.domain.letters import LetterFacts, unreadable
from app.domain.messages import Address, Attachment, Automatic, Bounce
from app.runtime.reader_frames import pack, unpack

FACTS = LetterFacts(
    message_id="a@b.example",
    content_hash=b"\x00\xff" * 8,
    subject="Замовлення",
    sender=Address("Ann", "ann@b.example"),
    recipients=(Address("", "us@shop.example"), Address("Їжак", "i@b.example")),
    reply_to=(Address("", "other@b.example"),),
    delivered_to=("us@shop.example",),
    date=1_760_000_000,
    references=("x@b.example", "y@b.example"),
    snippet="it is broken",
    attachments=(Attachment(0, "a.png", "image/png", 5, "cid", inline=True),),
    automatic=Automatic.BOUNCE,
    list_id="list.example",
    bounce=Bounce("gone@b.example", "5.1.1", "no such user", "z@b.example", permanent=True),
    defects=("too-deep",),
    words="it broken",
)


def test_facts_come_back_as_they_were() -> None:
    facts = [FACTS, None, unreadable(b"raw"), FACTS]
    assert unpack(pack(facts)) == facts


class _Wicked:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self._path,)


def test_a_reader_cannot_make_its_parent_call_anything(tmp_path: Path) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is not plain"):
        unpack(pickle.dumps(_Wicked(tmp_path / "called")))
    assert not (tmp_path / "called").exists()
