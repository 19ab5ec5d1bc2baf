"""Completes what is typed as a recipient, from everybody who ever wrote to us or was written to."""

from app.domain.ids import AccountId
from app.domain.messages import Address
from app.store import Store

_BONUS = 30 * 86_400
"""Seconds that one exchanged letter counts: who writes often comes before who wrote lately."""
_MOST_LETTERS = 24


def addresses(
    store: Store, account: AccountId | None, text: str, *, limit: int = 8
) -> tuple[Address, ...]:
    """Return people with a word that begins so in their name or address, best first."""
    wanted = text.casefold().strip().strip("<>\"'")
    if not wanted:
        return ()
    found: dict[str, tuple[int, str]] = {}
    for address, name, count, last in store.correspondents.senders(account):
        if _fits(wanted, name, address):
            found[address] = (last + _BONUS * min(count, _MOST_LETTERS), name)
    for address, name, sent in store.correspondents.recipients(account):
        if _fits(wanted, name, address):
            key = address.lower()
            worth, known = found.get(key, (sent, name))
            found[key] = (worth + _BONUS, known or name)
    best = sorted(found.items(), key=lambda item: -item[1][0])
    return tuple(Address(name, address) for address, (_, name) in best[:limit])


def _fits(wanted: str, name: str, address: str) -> bool:
    """Whether a word of the name, or a part of the address, begins so."""
    text = f"{name} {address}".casefold()
    place = text.find(wanted)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(wanted, place + 1)
    return place >= 0
