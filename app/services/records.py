"""What the team shares beside its tickets: templates, words, texts; records with fields of text.

A record is named by its kind, a dot and which one (``template.k3v9``). Each field belongs to its
last writer, and everything that was ever said of one can be looked up. A computer that is in no
team yet keeps records in its profile; once it has joined, they are the team's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain import events as e
from app.domain import events_wishes as wishes
from app.domain.fold_team import fold_record, record_values
from app.domain.ids import AccountId
from app.domain.streams import record_stream
from app.services.commands import RECORD
from app.services.deeds import Deed, Done, RecordBack
from app.services.journal import write
from app.services.people import People
from app.services.team_models import MemberView
from app.services.telling import tell
from app.services.undo import remember
from app.store import Store, Transaction

LONGEST = 65_536
"""Characters of a field (mail/wire-format.md)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that somebody said of a record."""

    at: int
    """Seconds UTC by the writer's clock."""
    member: MemberView | None
    field: str
    value: str | None


def put(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    which: str,
    fields: Mapping[str, str | None],
    *,
    now: float,
) -> Done:
    """Set fields of a record; None clears one.

    Raises `RejectedError`, with nothing changed, for a text that is too long.
    """
    if store.journal.state(account).introduced:
        facts = _facts(store, account, which, fields)
        return tell(store, transaction, Deed.SETTING, {account: facts}, (), now=now)
    before = mine(store, account, which)
    changed = tuple(
        (name, before.get(name), value)
        for name, value in fields.items()
        if before.get(name) != value
    )
    put_quietly(store, transaction, account, which, fields, now=now)
    back = (RecordBack(account, which, changed),) if changed else ()
    return remember(store, Done(Deed.SETTING, (), "", back))


def put_quietly(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    which: str,
    fields: Mapping[str, str | None],
    *,
    now: float,
) -> None:
    """Set fields as `put` does, and remember no deed: for what means nothing by itself."""
    if store.journal.state(account).introduced:
        if facts := _facts(store, account, which, fields):
            write(store, transaction, account, facts, now=now)
        return
    known = {**mine(store, account, which), **fields}
    told = {name: value for name, value in known.items() if value is not None}
    store.settings.put(_setting(account, which), json.dumps(told, ensure_ascii=False))
    transaction.accounts.add(account)


def take_back(store: Store, transaction: Transaction, back: RecordBack, *, now: float) -> None:
    """Undo what `put` did where nobody had joined, as far as nothing else was said since."""
    if store.accounts.by_id(back.account) is None:
        return
    known = get(store, back.account, back.which)
    fields = {name: before for name, before, after in back.fields if known.get(name) == after}
    put_quietly(store, transaction, back.account, back.which, fields, now=now)


def get(store: Store, account: AccountId, which: str) -> dict[str, str]:
    """Return the fields of a record that have a value; empty where there is no such record."""
    if not store.journal.state(account).introduced:
        return mine(store, account, which)
    return record_values(store.events.of_stream(account, record_stream(which)))


def all_of(store: Store, account: AccountId, kind: str) -> dict[str, dict[str, str]]:
    """Return all records of a kind that have a field with a value, by name, in its order."""
    if not store.journal.state(account).introduced:
        begin = _setting(account, f"{kind}.")
        names = [name.removeprefix(_setting(account, "")) for name in store.settings.names(begin)]
        found = {name: mine(store, account, name) for name in names}
    else:
        streams = [
            stream
            for stream in store.events.streams(account, "record")
            if stream.startswith(record_stream(f"{kind}."))
        ]
        told = store.events.of(account, streams)
        found = {s.partition(":")[2]: record_values(events) for s, events in told.items()}
    return {name: found[name] for name in sorted(found) if found[name]}


def history(store: Store, account: AccountId, which: str) -> tuple[Told, ...]:
    """Return what was said of a record, oldest first; of one in no team, nothing is known."""
    people = People(store, account)
    events = store.events.of_stream(account, record_stream(which))
    return tuple(
        Told(event.at, people.writer(event.device), event.fact.field, event.fact.value)
        for event in sorted(events, key=e.order)
        if isinstance(event.fact, e.RecordSet)
    )


def share(store: Store, transaction: Transaction, account: AccountId, *, now: float) -> None:
    """Tell the team the records of this profile, once the computer has joined.

    Where the team has a field already, the team's word stays.
    """
    begin = _setting(account, "")
    for setting in store.settings.names(begin):
        which = setting.removeprefix(begin)
        local = mine(store, account, which)
        known = get(store, account, which)
        new = {name: value for name, value in local.items() if name not in known}
        put_quietly(store, transaction, account, which, new, now=now)
        forget_mine(store, account, which)


def mine(store: Store, account: AccountId, which: str) -> dict[str, str]:
    """Return a record as this profile has it, whether it has joined or not."""
    return _values_of(store.settings.get(_setting(account, which)))


def forget_mine(store: Store, account: AccountId, which: str) -> None:
    """Take a record out of this profile that is not for the team as it is."""
    store.settings.remove(_setting(account, which))


def _facts(
    store: Store, account: AccountId, which: str, fields: Mapping[str, str | None]
) -> list[e.Fact]:
    known = dict(fold_record(store.events.of_stream(account, record_stream(which))))
    return [
        fact
        for name, value in fields.items()
        for fact in wishes.set_record(which, known, name, value)
    ]


def _setting(account: AccountId, which: str) -> str:
    return f"{RECORD}{account}.{which}"


def _values_of(text: str | None) -> dict[str, str]:
    return {} if text is None else dict(json.loads(text))
