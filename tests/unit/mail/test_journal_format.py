"""The written format says what the code does: kinds, fields, limits, and vectors to the byte."""

import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args

import pytest

from app.domain import claims, clock
from app.domain import events as e
from app.domain.claims import Claim
from app.domain.events_json import MAX_LINE, MAX_LIST, MAX_TEXT
from app.domain.fold_status import letter_mark
from app.domain.own_ids import own_message_id
from mail import journal, journal_lines, journal_packs
from mail.journal_keys import (
    device_id,
    digest_of,
    letter_key,
    proof,
    public_key,
    sign,
    team_id,
    text_of,
)
from mail.journal_lines import Batch, Line, key_of_team, open_line, seal, team_line
from mail.journal_verify import Arrived, verify

TEXT = (Path(__file__).parents[3] / "mail" / "wire-format.md").read_text(encoding="utf-8")
VECTORS: dict[str, Any] = json.loads(TEXT.partition("```json vectors\n")[2].partition("\n```")[0])


def section(number: int) -> str:
    return TEXT.partition(f"\n## {number}. ")[2].partition("\n## ")[0]


def test_keys_and_names_come_out_as_written() -> None:
    secret, key = bytes.fromhex(VECTORS["secret"]), bytes.fromhex(VECTORS["team_key"])
    public = public_key(secret)
    assert text_of(public) == VECTORS["public_key"]
    assert device_id(public) == VECTORS["device"]
    assert team_id(key) == VECTORS["team"]
    assert proof(key, device_id(public)) == VECTORS["proof"]
    letters = letter_key(key)
    assert letters.hex() == VECTORS["letter_key"]
    assert own_message_id(letters, "17", "shop.example") == VECTORS["message_id"]
    for name, mark in VECTORS["letter_mark"].items():
        assert letter_mark(name) == mark


def test_lines_come_out_as_written() -> None:
    secret, key = bytes.fromhex(VECTORS["secret"]), bytes.fromhex(VECTORS["team_key"])
    assert team_line(key).decode() == VECTORS["team_line"]
    opened = open_line(team_line(key))
    assert isinstance(opened, Line)
    assert key_of_team(opened) == key
    lines = [line.encode() for line in VECTORS["lines"]]
    for line in lines:
        signature, _, payload = line.partition(b" ")
        assert text_of(sign(secret, payload)).encode() == signature
        assert seal(secret, payload) == line
    assert [digest_of(line.partition(b" ")[2]) for line in lines[:2]] == VECTORS["digests"]
    assert journal.message_id(lines[:2]) == VECTORS["message_id_of_first_two"]
    assert journal.message_id(lines[:2], 1) == VECTORS["message_id_of_its_first_copy"]


def test_what_is_written_is_genuine_and_means_what_it_says() -> None:
    key = bytes.fromhex(VECTORS["team_key"])
    arrived = [Arrived(line.encode(), 1_760_000_100) for line in VECTORS["lines"]]
    reading = verify(arrived, {team_id(key): key}, {})
    assert (reading.refused, reading.waiting) == ((), ())
    facts = [
        event.fact
        for item in reading.genuine
        if isinstance(item.content, Batch)
        for event in item.content.events
    ]
    assert {type(fact) for fact in facts} == {
        e.DeviceIntroduced, e.NoteAdded, e.StatusSet, e.Undone,
    }  # fmt: skip
    claimed = [item.content for item in reading.genuine if item.line.kind == "claims"]
    name = e.event_id(VECTORS["device"], "AAAAAAAE")
    assert claimed == [(Claim(name, "draft:17@shop.example", 120),)]


def test_the_table_of_kinds_is_complete() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (`.*) \|$", section(5), re.MULTILINE)
    written = {kind: row for kind, row in rows if kind not in {"id", "clock", "at", "kind"}}
    known = {fact.kind: fact for fact in get_args(e.Fact) if fact is not e.Unknown}
    assert set(written) == set(known)
    for kind, fact in known.items():
        optional = {part.name for part in fields(fact) if part.default is not MISSING}
        required = {part.name for part in fields(fact)} - optional
        row = re.sub(r"\([^)]*\)", "", written[kind])
        brackets = set(re.findall(r"\[`([a-z_]+)`", row))
        plain = set(re.findall(r"`([a-z_]+)`", re.sub(r"\[[^]]*\]", "", row)))
        assert (kind, brackets, plain) == (kind, optional, required)


@pytest.mark.parametrize(
    ("number", "limit"),
    [
        (4, f"{clock.MAX_LEAD // 86_400} days"),
        (5, f"{MAX_TEXT:,} characters"),
        (5, f"{MAX_LINE:,} characters"),
        (5, f"{MAX_LIST:,} items"),
        (6, f"{claims.GRACE} s"),
        (6, f"{claims.MAX_SECONDS:,}"),
        (6, f"`{journal_packs.CLEANING}`"),
        (9, f"{journal_packs.PACK_BYTES:,} bytes"),
        (9, f"there are {journal_packs.LOOSE},"),
        (10, f"{journal_lines.BATCH_EVENTS} events"),
        (10, f"{journal_lines.MAX_EVENTS:,}"),
        (10, f"{journal_lines.MAX_PAYLOAD:,} bytes"),
        (10, f"{journal.MAX_MESSAGE:,} bytes"),
        (10, f"{journal.MAX_CONTENT:,} bytes"),
        (10, f"{journal.MAX_LINES:,} lines"),
        (2, f"{journal.COMPRESS_FROM:,} bytes"),
        (2, journal.MEDIA_TYPE),
        (2, journal.ID_DOMAIN),
        (2, journal.HEADER.decode()),
    ],
)
def test_limits_and_names_are_those_of_the_code(number: int, limit: str) -> None:
    assert limit in section(number)
