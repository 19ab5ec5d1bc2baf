"""What the team decided about acknowledgements, kept as a record that it shares."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from app.domain.acknowledgement import SENT_AN_HOUR, Hours, Policy, Text
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.services import records
from app.services.acknowledgement_texts import STARTERS, check
from app.services.deeds import Done
from app.store import Store, Transaction

RECORD = "acknowledgement.policy"
LANGUAGES = ("en", "ru", "uk")
_MOST_AN_HOUR = 10_000


def policy_of(store: Store, account: AccountId) -> Policy:
    """Return what holds now; off, and without texts, where nobody ever decided anything."""
    return _read(records.get(store, account, RECORD))


def draft_policy(store: Store, account: AccountId) -> Policy:
    """Return what holds now, with texts to begin with in the languages that have none."""
    policy = policy_of(store, account)
    return replace(policy, texts={**STARTERS, **policy.texts} if not policy.texts else policy.texts)


def put(
    store: Store, transaction: Transaction, account: AccountId, policy: Policy, *, now: int
) -> Done:
    """Let something else hold for the team from now on; undoable.

    Raises `RejectedError` for a text that could not be sent just as it is, for hours that never
    come, and for acknowledgements that are on without a text or a server for sending.
    """
    _check(store, account, policy)
    wanted = _written(policy)
    before = records.get(store, account, RECORD)
    fields: dict[str, str | None] = dict.fromkeys(before)
    fields.update(wanted)
    changed = {name: value for name, value in fields.items() if before.get(name) != value}
    return records.put(store, transaction, account, RECORD, changed, now=now)


def switch(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    policy: Policy,
    *,
    on: bool,
    now: int,
) -> Done:
    """Put a policy and switch it on, for letters that come from now on, or off.

    One that is on already stays on since then. Raises as `put` does.
    """
    since = policy_of(store, account).since
    if on and since is None:
        since = int(now + store.journal.state(account).offset)
    return put(store, transaction, account, replace(policy, since=since if on else None), now=now)


def _check(store: Store, account: AccountId, policy: Policy) -> None:
    known = store.accounts.by_id(account)
    if known is None:
        raise RejectedError("The account has been removed.")
    for language, text in policy.texts.items():
        check(language, text)
    if policy.since is not None:
        if not policy.texts:
            raise RejectedError("There is no text to acknowledge letters with.")
        if known.settings.smtp is None:
            raise RejectedError("This mailbox has no server for sending.")
    if not policy.hours.days:
        raise RejectedError("Choose at least one day on which somebody is at work.")
    if not 1 <= policy.rate <= _MOST_AN_HOUR:
        raise RejectedError(f"At most {_MOST_AN_HOUR} an hour can be allowed, at least 1.")
    try:
        ZoneInfo(policy.hours.zone)
    except (OSError, ValueError, LookupError) as error:
        raise RejectedError(f"There is no time zone “{policy.hours.zone}”.") from error


def _written(policy: Policy) -> dict[str, str]:
    found: dict[str, str] = {}
    if policy.since is not None:
        found["since"] = str(policy.since)
    for language, text in policy.texts.items():
        found[f"text.{language}.subject"] = text.subject
        found[f"text.{language}.body"] = text.body
        if text.off_hours.strip():
            found[f"text.{language}.off"] = text.off_hours
    hours = policy.hours
    found["hours.days"] = " ".join(str(day) for day in sorted(hours.days))
    found["hours.begins"] = hours.begins.strftime("%H:%M")
    found["hours.ends"] = hours.ends.strftime("%H:%M")
    found["hours.zone"] = hours.zone
    found["fallback"] = policy.fallback
    found["rate"] = str(policy.rate)
    return found


def _read(fields: Mapping[str, str]) -> Policy:
    """Read a policy; what a newer version wrote otherwise counts as not said."""
    texts = {}
    for name in fields:
        area, _, rest = name.partition(".")
        language, _, part = rest.partition(".")
        if area == "text" and part == "subject" and fields.get(f"text.{language}.body"):
            texts[language] = Text(
                fields[name],
                fields[f"text.{language}.body"],
                fields.get(f"text.{language}.off", ""),
            )
    usual = Hours()
    days = frozenset(int(d) for d in fields.get("hours.days", "").split() if d in "0123456")
    hours = Hours(
        days or usual.days,
        _time(fields.get("hours.begins", "")),
        _time(fields.get("hours.ends", "")),
        fields.get("hours.zone", usual.zone),
    )
    return Policy(
        _number(fields.get("since", ""), None),
        texts,
        fields.get("fallback", "en"),
        hours,
        _number(fields.get("rate", ""), None) or SENT_AN_HOUR,
    )


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return time(0, 0)


def _number(text: str, other: int | None) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else other
