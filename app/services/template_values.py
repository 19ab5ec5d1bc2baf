"""What the names in a template mean in one letter (`app.services.templating.VARIABLES`)."""

from app.domain.addresses import domain_of
from app.domain.fold_team import record_values
from app.domain.ids import AccountId, TicketId
from app.domain.messages import Address
from app.domain.outgoing import DraftContent
from app.domain.streams import outsider_stream
from app.services.members import told_of_me
from app.services.people import People
from app.services.sight import sight_of
from app.store import Store
from mail.compose_quote import day_in_words, time_in_words

_YEARS = {" г.": " года", " р.": " року"}
"""What a date ends in above a quote, and in a sentence, which may end there with a dot."""
_NAME = "name"
"""Field of a contact or company in the team's records."""
_COMPANY = "company"


def values_of(
    store: Store,
    account: AccountId,
    content: DraftContent,
    ticket: TicketId | None,
    *,
    language: str,
    zone: int,
    now: int,
) -> dict[str, str | None]:
    """Return the values for a letter; None for what is not known.

    ``content`` is the draft that the template goes into, ``zone`` minutes east of UTC.
    """
    people = People(store, account)
    told = told_of_me(store, account)  # and waits for the first sync
    me = people.member(people.me).name if people.me else told.name if told else ""
    known = store.accounts.by_id(account)
    sight = None if ticket is None else sight_of(store, ticket)
    row = None if ticket is None else store.tickets.by_ids([ticket])[0]
    first = content.to[0] if content.to else None
    contact = first or (Address(row.contact_name, row.contact) if row else Address("", ""))
    name, company = _of_contact(store, account, contact)
    promise = content.promise or (sight.state.promised.value if sight else None)
    return {
        "first_name": first_name(name),
        "name": name,
        "address": contact.address or None,
        "company": company,
        "code": row.code if row else None,
        "subject": (row.subject if row else content.subject) or None,
        "me": me or None,
        "my_first_name": first_name(me),
        "inbox": known.settings.name if known else None,
        "due": None,
        "promise": None if promise is None else _moment(promise, language, zone),
        "today": _day(now, language, zone),
    }


def first_name(name: str | None) -> str | None:
    """Return how a person is addressed: the first word of their name; None for a firm's.

    ``Shevchenko, Olena`` is turned round. What is no word (an address, a number) is no name.
    """
    text = (name or "").strip()
    last, comma, given = text.partition(",")
    words = (given if comma and given.strip() else last).split()
    if not words or len(words) > _MOST_WORDS:
        return None
    word = words[0].strip("\"'«»()")
    bare = word.replace("-", "").replace("’", "").replace("'", "")
    if len(bare) < 2 or not bare.isalpha() or not word[:1].isupper():
        return None
    firm = word.casefold() in _FIRMS or (word.isupper() and len(word) > _LONGEST_SIGN)
    return None if firm else word


_MOST_WORDS = 4
_LONGEST_SIGN = 3
_FIRMS = frozenset(
    "info support sales team admin office service help billing contact the ooo ооо тов зао оао ип "
    "фоп пат llc ltd inc gmbh отдел відділ компания компанія служба магазин бухгалтерия".split()
)


def _of_contact(
    store: Store, account: AccountId, contact: Address
) -> tuple[str | None, str | None]:
    """Return what the team calls a person and their company, else what the letter does."""
    record = _record(store, account, contact.address)
    domain = domain_of(contact.address)
    firm = _record(store, account, domain) if domain else {}
    return record.get(_NAME) or contact.name or None, record.get(_COMPANY) or firm.get(_NAME)


def _record(store: Store, account: AccountId, who: str) -> dict[str, str]:
    return record_values(store.events.of_stream(account, outsider_stream(who)))


def _moment(seconds: int, language: str, zone: int) -> str:
    return f"{_day(seconds, language, zone)}, {time_in_words(seconds, zone)}"


def _day(seconds: int, language: str, zone: int) -> str:
    words = day_in_words(seconds, language, zone)
    return words[:-3] + _YEARS.get(words[-3:], words[-3:])
