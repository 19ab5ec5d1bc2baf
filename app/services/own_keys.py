"""The keys that mark our Message-IDs: the team's, and the profile's from before it knew of a team.

So an answer to a letter of ours is known for one on every computer of the team, whichever of them
the letter left from (`app.domain.own_ids`). The team's letter key follows from its key, and tells
nothing of that one (mail/wire-format.md, section 3); so it may stand in the database.
"""

from secrets import token_bytes

from app.domain.ids import AccountId
from app.domain.own_ids import is_own
from app.services.commands import LETTER_KEY
from app.services.regroup import regroup
from app.store import Store, Transaction

TOKEN_KEY_SETTING = "grouping.message-id-key"  # noqa: S105 - the name of a setting
"""Hex of the profile's own key, once a letter was sent by one that knew of no team."""
_AT_ONCE = 500


def keys_of(store: Store, account: AccountId) -> tuple[bytes, ...]:
    """Return the keys by which Message-IDs of ours are known in an account."""
    found = (store.settings.get(f"{LETTER_KEY}{account}"), store.settings.get(TOKEN_KEY_SETTING))
    return tuple(bytes.fromhex(key) for key in found if key)


def key_to_write(store: Store, account: AccountId) -> bytes:
    """Return the key of new Message-IDs: the team's, else the profile's, made when first needed."""
    found = keys_of(store, account)
    if found:
        return found[0]
    key = token_bytes(32)
    store.settings.put(TOKEN_KEY_SETTING, key.hex())
    return key


def learn_key(store: Store, transaction: Transaction, account: AccountId, *, key: bytes) -> None:
    """Know the team's letter key, and group as the others do what came before it was known."""
    name = f"{LETTER_KEY}{account}"
    if store.settings.get(name) == key.hex():
        return
    store.settings.put(name, key.hex())
    answers = [
        letter
        for letter, named in store.letters.citing_tokens(account)
        if any(is_own(key, one) for one in named)
    ]
    store.letters.answer_ours(answers)
    for start in range(0, len(answers), _AT_ONCE):
        regroup(store, transaction, account, answers[start : start + _AT_ONCE])
