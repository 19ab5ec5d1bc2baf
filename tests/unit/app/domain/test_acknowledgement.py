"""Who is told automatically that their letter arrived, and who never."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acknowledgement import (
    DAY,
    LATE,
    LETTERS_AN_HOUR,
    SENT_AN_HOUR,
    Hours,
    Known,
    NewLetter,
    Policy,
    Silence,
    Text,
    acknowledgement_id,
    decide,
    is_nobody,
)
from app.domain.addresses import mailbox_of
from app.domain.messages import Automatic

NOW = 1_800_000_000
OURS = frozenset({"support@zerno.example", "boss@gmail.com"})
POLICY = Policy(since=NOW - DAY, texts={"en": Text("Got it", "We have your letter.")})
LETTER = NewLetter(
    "q@client.example", "anna@client.example", NOW - 60, frozenset({"support@zerno.example"})
)
NOTHING = Known()


def decided(letter: NewLetter, known: Known = NOTHING, policy: Policy = POLICY) -> Silence | None:
    return decide(letter, policy, known, OURS, NOW)


def test_a_person_with_a_new_question_is_told() -> None:
    assert decided(LETTER) is None


@pytest.mark.parametrize(
    ("letter", "why"),
    [
        (replace(LETTER, received=NOW - 2 * DAY), Silence.BEFORE),
        (replace(LETTER, in_inbox=False), Silence.ELSEWHERE),
        (replace(LETTER, sender="Support@Zerno.example"), Silence.OURS),
        (replace(LETTER, sender="colleague@zerno.example"), Silence.OURS),
        (replace(LETTER, sender="colleague@eu.zerno.example"), Silence.OURS),
        (replace(LETTER, sender="boss@gmail.com"), Silence.OURS),
        (replace(LETTER, sender="boss+me@gmail.com"), Silence.OURS),
        (replace(LETTER, sender=""), Silence.NO_ADDRESS),
        (replace(LETTER, null_sender=True), Silence.NO_ADDRESS),
        (replace(LETTER, automatic=Automatic.BOUNCE, null_sender=True), Silence.BOUNCE),
        (replace(LETTER, automatic=Automatic.AUTO_REPLY), Silence.AUTOMATIC),
        (replace(LETTER, wants_silence=True), Silence.AUTOMATIC),
        (replace(LETTER, list_id="news.example"), Silence.LIST),
        (replace(LETTER, sender="no-reply@shop.example"), Silence.NO_REPLY),
        (replace(LETTER, recipients=frozenset({"x@y.example"})), Silence.NOT_TO_US),
        (replace(LETTER, first=False), Silence.NOT_FIRST),
        (replace(LETTER, answered=True), Silence.ANSWERED),
        (replace(LETTER, done=True), Silence.DONE),
    ],
)
def test_who_is_not_told(letter: NewLetter, why: Silence) -> None:
    assert decided(letter) is why


def test_strangers_at_a_public_domain_are_told() -> None:
    assert decided(replace(LETTER, sender="anna@gmail.com")) is None


def test_nothing_is_said_while_it_is_off() -> None:
    assert decided(LETTER, policy=Policy()) is Silence.OFF
    assert decided(LETTER, policy=Policy(since=NOW - DAY)) is Silence.OFF


def test_late_letters_are_left_to_people() -> None:
    policy = replace(POLICY, since=0)
    assert decided(replace(LETTER, received=NOW - LATE - 1), policy=policy) is Silence.LATE
    assert decided(replace(LETTER, received=NOW - LATE), policy=policy) is None


@pytest.mark.parametrize("provider", ["gmail.com", "yandex.ua", "hotmail.de"])
def test_who_has_the_same_provider_is_no_colleague(provider: str) -> None:
    ours = frozenset({f"support@{provider}"})
    letter = replace(LETTER, sender=f"anna@{provider}", recipients=ours)
    assert decide(letter, POLICY, NOTHING, ours, NOW) is None


def test_one_a_day_is_enough() -> None:
    assert decided(LETTER, Known(told={LETTER.sender: NOW - DAY + 1})) is Silence.SENDER_TODAY
    assert decided(LETTER, Known(told={LETTER.sender: NOW - DAY})) is None


@pytest.mark.parametrize("sender", ["Desk+4711@Пример.рф", "desk+4712@xn--e1afmkfd.xn--p1ai"])
def test_one_mailbox_is_one_sender_however_it_is_written(sender: str) -> None:
    letter = replace(LETTER, sender=sender)
    assert decided(letter) is None
    box = mailbox_of("desk@пример.рф")
    assert decided(letter, Known(told={box: NOW - 1})) is Silence.SENDER_TODAY
    assert decided(letter, Known(letters={box: LETTERS_AN_HOUR})) is Silence.FLOOD


def test_machines_betray_themselves_by_their_zeal() -> None:
    assert decided(LETTER, Known(letters={LETTER.sender: LETTERS_AN_HOUR})) is Silence.FLOOD
    assert decided(LETTER, Known(sent=SENT_AN_HOUR)) is Silence.RATE


@pytest.mark.parametrize(
    "local",
    [
        "no-reply", "NoReply", "do_not_reply", "donotreply-billing", "mailer-daemon", "bounces+12",
        "bounce-77", "list-request", "owner-list", "dev-bounces", "notifications", "auto-reply",
        "shop.noreply", "postmaster",
    ],
)  # fmt: skip
def test_nobody_reads_these(local: str) -> None:
    assert is_nobody(f"{local}@shop.example")


@pytest.mark.parametrize(
    "local", ["anna", "info", "support", "robert", "autumn", "newsha", "rooty"]
)
def test_somebody_reads_these(local: str) -> None:
    assert not is_nobody(f"{local}@shop.example")


def _at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_hours_are_of_their_own_zone() -> None:
    hours = Hours(frozenset(range(5)), time(9), time(18), "Europe/Kyiv")
    assert hours.is_open(_at("2026-11-23 07:00"))  # Monday, 9:00 in Kyiv
    assert not hours.is_open(_at("2026-11-23 06:59"))
    assert not hours.is_open(_at("2026-11-23 16:00"))
    assert not hours.is_open(_at("2026-11-22 10:00"))


def test_hours_may_go_over_midnight() -> None:
    night = Hours(frozenset({4}), time(22), time(6), "UTC")
    assert night.is_open(_at("2026-11-20 23:00"))  # Friday
    assert night.is_open(_at("2026-11-21 05:59"))
    assert not night.is_open(_at("2026-11-21 23:00"))


def test_around_the_clock_and_in_no_zone_that_is_known() -> None:
    assert Hours(zone="Nowhere/At all").is_open(NOW)


def test_texts_by_language() -> None:
    policy = replace(POLICY, texts={"en": Text("a", "b"), "ru": Text("в", "г")})
    assert [policy.language(one) for one in ("ru", "en", "de")] == ["ru", "en", "en"]
    alone = replace(POLICY, texts={"uk": Text("a", "b"), "ru": Text("в", "г")})
    assert [alone.language(one) for one in ("ru", "en", "uk")] == ["ru", "ru", "uk"]
    assert Policy().language("en") is None


@given(st.text(max_size=100), st.text(max_size=100))
def test_ids_are_the_letters_own(one: str, other: str) -> None:
    first, second = (acknowledgement_id(x, "zerno.example") for x in (one, other))
    assert (first == second) is (one == other)
    assert first.isascii()
    assert " " not in first
