"""What a deed was about where that is no ticket: whose card, which template, what member."""

from collections.abc import Iterator

from app.domain import events as e
from app.domain.ids import AccountId
from app.services import records
from app.services.deeds import Back, Done, DraftBack, EventsBack, RecordBack, WordBack
from app.services.people import People
from app.store import Store

_RECORDS = {"acknowledgement": "acknowledgements", "signature": "signature"}
"""What a record of a kind is called that has no name of its own."""


def about(store: Store, done: Done) -> tuple[str, ...]:
    """Return the names of what a deed changed beside tickets, in English; each once."""
    names = (name for back in done.back for name in _names(store, back, done.number))
    return tuple(dict.fromkeys(name for name in names if name))


def _names(store: Store, back: Back, number: int) -> Iterator[str]:
    match back:
        case DraftBack(draft=draft) if (row := store.drafts.get(draft)) and not row.letter:
            yield row.draft.content.subject
        case WordBack(before=before, after=after):
            yield from sorted({*before} ^ {*after})
        case RecordBack(account=account, which=which, fields=fields):
            values = {name: after or before or "" for name, before, after in fields}
            yield from _of_record(store, account, which, values)
        case EventsBack(account=account):
            said: dict[str, dict[str, str]] = {}
            for event in store.events.of_deed(account, number):
                if isinstance(event.fact, e.RecordSet):
                    told = said.setdefault(event.fact.record, {})
                    told[event.fact.field] = event.fact.value or ""
                else:
                    yield from _of_fact(store, account, event.fact)
            for which, values in said.items():
                yield from _of_record(store, account, which, values)


def _of_fact(store: Store, account: AccountId, fact: e.Fact) -> Iterator[str]:
    match fact:
        case e.ContactSet(contact=who) | e.CompanySet(company=who):
            yield who
        case e.MemberIntroduced(member=member) | e.MemberGone(member=member):
            yield People(store, account).member(member).name
        case e.DeviceRevoked(device=device):
            yield People(store, account).computer(device)
        case e.DeviceIntroduced(name=name):
            yield name
        case e.SettingSet(setting=setting):
            yield setting.partition(":")[0]


def _of_record(store: Store, account: AccountId, which: str, said: dict[str, str]) -> Iterator[str]:
    kind, _, _ = which.partition(".")
    if kind == "template":
        yield f"template “{_template(store, account, which, said)}”"
    elif kind == "words":
        yield from said
    else:
        yield _RECORDS.get(kind, kind)


def _template(store: Store, account: AccountId, which: str, said: dict[str, str]) -> str:
    """Return what it was called by a deed, else what it is called, or was before it was removed."""
    now = records.get(store, account, which).get("name", "")
    told = [one.value for one in records.history(store, account, which) if one.field == "name"]
    return said.get("name") or now or next((name for name in reversed(told) if name), "")
