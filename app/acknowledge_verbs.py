"""What the words do that are about acknowledgements: show, on, off, preview, text, hours."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

from app import reports
from app.domain.acknowledgement import Policy, Silence, Text
from app.domain.errors import RejectedError
from app.main import system_clock
from app.moments import say_moment
from app.services import acknowledgement_policy as policies
from app.services.acknowledgement_preview import Preview, Previewed, preview
from app.services.acknowledgement_texts import STARTERS
from app.team_verbs import Desk, open_desk
from app.terminal import one_account, open_queries, show, tell

_WHY = {
    Silence.ELSEWHERE: "not in the inbox",
    Silence.OURS: "from ourselves",
    Silence.NO_ADDRESS: "nobody to write to",
    Silence.BOUNCE: "came back undelivered",
    Silence.AUTOMATIC: "written by a machine",
    Silence.LIST: "list or newsletter",
    Silence.NO_REPLY: "nobody reads that address",
    Silence.NOT_TO_US: "not written to us",
    Silence.NOT_FIRST: "part of an older ticket",
    Silence.ANSWERED: "answered already",
    Silence.DONE: "acknowledged already",
    Silence.LATE: "too old",
    Silence.SENDER_TODAY: "had one within a day",
    Silence.FLOOD: "too many from one sender",
    Silence.RATE: "too many within an hour",
}
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def acknowledge_show(args: Namespace) -> int:
    """Print what holds now."""
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account)
        policy = queries.read(policies.policy_of, account.id)
    if args.json:
        show(reports.as_json(_json(policy)))
        return 0
    if policy.since is None:
        show("Off: new letters are not acknowledged.")
    else:
        show(f"On since {say_moment(policy.since)}.")
    show(_hours(policy))
    for language, text in sorted(policy.texts.items()):
        show(f"\n--- {language}: {text.subject}\n{text.body}")
        if text.off_hours:
            show(f"\n--- {language}, off hours\n{text.off_hours}")
    if not policy.texts:
        tell("There is no text yet: “acknowledge on” begins with one in three languages.")
    _say_when(policy)
    return 0


def acknowledge_on(args: Namespace) -> int:
    """Acknowledge new letters from now on."""
    return _change(args, lambda policy: policy, on=True)


def acknowledge_off(args: Namespace) -> int:
    """Acknowledge nothing any more."""
    return _change(args, lambda policy: policy, on=False)


def acknowledge_preview(args: Namespace) -> int:
    """Print whom it would have reached in the last days, and why not the others."""
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account)
        policy = queries.read(policies.policy_of, account.id)
        now = system_clock().now()
        found: Preview = queries.read(preview, account.id, policy, now=now, days=args.days)
    if args.json:
        show(reports.as_json(_preview_json(found)))
        return 0
    for one in found.letters:
        what = f"not: {_WHY.get(one.why, one.why)}" if one.why else "would be acknowledged"
        show(f"{say_moment(one.received)}  {one.sender.address}  {one.subject[:60]}  ({what})")
    reasons = ", ".join(f"{count:,} {_WHY.get(why, why)}" for why, count in found.silences.items())
    show(
        f"In the last {found.days} days it would have acknowledged {found.reached:,} of "
        f"{len(found.letters):,} new tickets{f'; the others not: {reasons}' if reasons else ''}."
    )
    return 0


def acknowledge_text(args: Namespace) -> int:
    """Set what is said in a language, or remove it."""

    def change(policy: Policy) -> Policy:
        texts = dict(policy.texts)
        if args.remove:
            texts.pop(args.language, None)
            return replace(policy, texts=texts)
        empty = STARTERS[args.language] if args.starter else Text("", "")
        text = empty if args.starter else texts.get(args.language, empty)
        if args.subject is not None:
            text = replace(text, subject=args.subject)
        if args.file:
            text = replace(text, body=_read(args.file))
        if args.off_hours:
            text = replace(text, off_hours=_read(args.off_hours))
        return replace(policy, texts={**texts, args.language: text})

    return _change(args, change)


def acknowledge_hours(args: Namespace) -> int:
    """Say when somebody is at work."""

    def change(policy: Policy) -> Policy:
        hours = policy.hours
        if args.days:
            hours = replace(hours, days=_days(args.days))
        if args.begins:
            hours = replace(hours, begins=_time(args.begins))
        if args.ends:
            hours = replace(hours, ends=_time(args.ends))
        if args.zone:
            hours = replace(hours, zone=args.zone)
        return replace(policy, hours=hours, rate=args.rate or policy.rate)

    return _change(args, change)


def _change(args: Namespace, change: Callable[[Policy], Policy], *, on: bool | None = None) -> int:
    with open_desk(args) as desk:
        account = desk.account()
        begun = policies.draft_policy if on else policies.policy_of
        policy = change(begun(desk.store, account))
        _put(desk, policy, on=policy.since is not None if on is None else on)
        policy = policies.policy_of(desk.store, account)
    if args.json:
        show(reports.as_json(_json(policy)))
        return 0
    show("New letters are acknowledged." if policy.is_on else "New letters are not acknowledged.")
    show(_hours(policy))
    if policy.is_on and any(STARTERS.get(name) == text for name, text in policy.texts.items()):
        tell(
            "A text to begin with says that you answer within one working day. Look whether that "
            "is so: postroom acknowledge show"
        )
    _say_when(policy)
    return 0


def _put(desk: Desk, policy: Policy, *, on: bool) -> None:
    policies.switch(desk.store, desk.transaction, desk.account(), policy, on=on, now=desk.now)


def _say_when(policy: Policy) -> None:
    if policy.is_on:
        tell(
            "They are sent while Postroom runs on at least one computer of the team, and by each "
            "“postroom sync”; what waited for more than two days is left to you."
        )


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise RejectedError(f"{name} cannot be read: {error}") from error


def _days(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        ends = (first, last or first)
        if not all(one in tuple("1234567") for one in ends) or ends[0] > ends[1]:
            raise RejectedError(f"“{text}” is no list of days: 1 is Monday, 1-5 Monday to Friday.")
        found.update(range(int(ends[0]) - 1, int(ends[1])))
    return frozenset(found)


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise RejectedError(f"“{text}” is no time of day: write it as 09:30.") from error


def _hours(policy: Policy) -> str:
    hours = policy.hours
    days = " ".join(_DAYS[day] for day in sorted(hours.days))
    if hours.begins == hours.ends:
        times = "around the clock"
    else:
        times = f"{hours.begins:%H:%M} to {hours.ends:%H:%M}"
    rate = f"At most {policy.rate:,} an hour."
    return f"Somebody is at work: {days}, {times} ({hours.zone}). {rate}"


def _json(policy: Policy) -> reports.Json:
    hours = policy.hours
    return {
        "on": policy.is_on,
        "since": policy.since,
        "rate": policy.rate,
        "hours": {
            "days": [day + 1 for day in sorted(hours.days)],
            "begins": f"{hours.begins:%H:%M}",
            "ends": f"{hours.ends:%H:%M}",
            "zone": hours.zone,
        },
        "texts": {
            language: {"subject": text.subject, "text": text.body, "off_hours": text.off_hours}
            for language, text in sorted(policy.texts.items())
        },
    }


def _preview_json(found: Preview) -> reports.Json:
    return {
        "days": found.days,
        "reached": found.reached,
        "silences": {why.value: count for why, count in found.silences.items()},
        "letters": [_letter_json(one) for one in found.letters],
    }


def _letter_json(one: Previewed) -> reports.Json:
    return {
        "received": one.received,
        "address": one.sender.address,
        "subject": one.subject,
        "why_not": None if one.why is None else one.why.value,
    }
