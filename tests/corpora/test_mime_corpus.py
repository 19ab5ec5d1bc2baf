"""Letters nobody here wrote, with another parser's answer beside each: how often we agree.

Not every difference is a fault (the other parser keeps undecodable bytes, shows no text of later
parts, counts text without its carriage returns), so the floors lie below 100 %.
"""

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from mail.parse import read
from tests.support.corpora import corpus
from tests.support.shown import unsafe_characters

pytestmark = pytest.mark.corpora


def _letters() -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for path in sorted(corpus("mime").glob("*/*.eml")):
        answer = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if answer and answer.get("parts"):
            found.append((path, answer))
    return found


def _header(part: dict[str, Any], name: str) -> Any:
    for header in part["headers"]:
        if header["name"] == name and header["value"] != "Empty":
            return header["value"]
    return {}


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _same(ours: str, theirs: str) -> bool:
    """Equal but for bytes that the other parser could not decode."""
    pattern = re.escape(_plain(theirs)).replace("\ufffd", ".{1,2}")
    return re.fullmatch(pattern, _plain(ours)) is not None


def _share(results: list[bool]) -> float:
    return sum(results) / len(results)


def test_nothing_breaks_and_nothing_unsafe_is_shown() -> None:
    letters = sorted(corpus("mime").glob("*/*.eml"))
    assert letters
    for path in letters:
        assert not unsafe_characters(read(path.read_bytes())), path.name


def test_senders_and_subjects() -> None:
    senders, subjects, ids = [], [], []
    for path, answer in _letters():
        message = read(path.read_bytes())
        root = answer["parts"][0]
        listed = _header(root, "from").get("Address", {}).get("List", [])
        theirs = [(a.get("name") or "", a.get("address") or "") for a in listed if a]
        theirs = [(name, address if "@" in address else "") for name, address in theirs]
        senders.append(
            len(theirs) == len(message.sender)
            and all(
                _same(ours.name, name) and ours.address.lower() == address.lower()
                for ours, (name, address) in zip(message.sender, theirs, strict=True)
            )
        )
        subjects.append(_same(message.subject, _header(root, "subject").get("Text", "")))
        ids.append(message.message_id == _header(root, "message_id").get("Text", ""))
    assert _share(senders) == 1.0
    # One subject is raw UTF-7 by its body's charset, which the other parser does not read.
    assert sum(not same for same in subjects) <= 1
    assert _share(ids) == 1.0


def test_texts() -> None:
    alike = []
    for path, answer in _letters():
        bodies = [answer["parts"][i]["body"] for i in answer["text_body"]]
        theirs = _plain(" ".join(body["Text"] for body in bodies if "Text" in body))
        if theirs:
            ours = _plain(read(path.read_bytes()).text)
            alike.append(SequenceMatcher(None, theirs, ours, autojunk=False).ratio() >= 0.95)
    assert _share(alike) >= 0.85


def test_attachments_of_real_programs() -> None:
    same = []
    for path, answer in _letters():
        if path.parent.name != "legacy":
            continue
        ours = [(a.filename, a.content_type) for a in read(path.read_bytes()).attachments]
        theirs = []
        for index in answer["attachments"]:
            part = answer["parts"][index]
            kind = _header(part, "content_type").get("ContentType") or {}
            disposition = _header(part, "content_disposition").get("ContentType") or {}
            names = [
                attribute["value"]
                for source, wanted in ((disposition, "filename"), (kind, "name"))
                for attribute in source.get("attributes") or []
                if attribute["name"] == wanted
            ]
            media = f"{kind.get('c_type', 'text')}/{kind.get('c_subtype') or 'plain'}".lower()
            theirs.append((names[0] if names else "", media))
        same.append(
            len(ours) == len(theirs)
            and all(
                kind == media and (not name or _same(ours_name, name))
                for (ours_name, kind), (name, media) in zip(ours, theirs, strict=True)
            )
        )
    assert _share(same) >= 0.9
