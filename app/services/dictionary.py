"""Words that count as spelled right: a person's own, the team's, and people's names.

A person's words are a setting of the profile, the team's a record that it shares
(`services.records`). Words that differ only in case are one; the later form counts.
"""

import json
from collections.abc import Iterable

from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.spelling import SpellingWords
from app.services import records
from app.services.deeds import Deed, Done, WordBack
from app.services.undo import remember
from app.store import Store, Transaction

_MINE = "spelling.words"
_TEAM = "words.team"
_LONGEST = 60
_NAMES = 20_000
"""Contacts whose names count; the newest."""


def add_word(
    store: Store, transaction: Transaction, account: AccountId | None, word: str, *, now: float
) -> Done:
    """Take a word for right: for the team of a mailbox, or (None) for who sits here.

    Raises `RejectedError` for what is no single word.
    """
    word = _checked(word)
    if account is None:
        return _put_mine(store, transaction, word, known=True)
    team = records.get(store, account, _TEAM)
    others = {one: None for one in team if one.casefold() == word.casefold() and one != word}
    return records.put(store, transaction, account, _TEAM, {**others, word: "1"}, now=now)


def remove_word(
    store: Store, transaction: Transaction, account: AccountId | None, word: str, *, now: float
) -> Done:
    """Take a word for right no longer; nothing happens where it was not."""
    if account is None:
        return _put_mine(store, transaction, word, known=False)
    team = records.get(store, account, _TEAM)
    gone = {one: None for one in team if one.casefold() == word.strip().casefold()}
    return records.put(store, transaction, account, _TEAM, gone, now=now)


def forget_word(store: Store, transaction: Transaction, word: str, *, now: float) -> list[Done]:
    """Take a word for right no longer, wherever it was added; a deed for each dictionary."""
    places = (None, *(account.id for account in store.accounts.all()))
    done = [remove_word(store, transaction, place, word, now=now) for place in places]
    return [one for one in done if one.back]


def set_mine(store: Store, transaction: Transaction, words: Iterable[str]) -> None:
    """Put a person's words in place of those before; for undo."""
    store.settings.put(_MINE, json.dumps(sorted(words, key=_by_letters), ensure_ascii=False))
    transaction.accounts.update(account.id for account in store.accounts.all())


def spelling_words(store: Store, account: AccountId | None = None) -> SpellingWords:
    """Return what is known of words, of one account's team or of all; tens of milliseconds."""
    accounts = [one.id for one in store.accounts.all() if account in (None, one.id)]
    team = {word for one in accounts for word in records.get(store, one, _TEAM)}
    names = {m.name for one in accounts for m in store.team.members(one).values()}
    names.update(store.tickets.contact_names(_NAMES))
    return SpellingWords(
        tuple(_mine(store)),
        tuple(sorted(team, key=_by_letters)),
        tuple(sorted(filter(None, names))),
    )


def _put_mine(store: Store, transaction: Transaction, word: str, *, known: bool) -> Done:
    before = _mine(store)
    after = [one for one in before if one.casefold() != word.strip().casefold()]
    if known:
        after.append(word)
    if sorted(after) == sorted(before):
        return Done(Deed.WORD, (), "", ())
    set_mine(store, transaction, after)
    return remember(store, Done(Deed.WORD, (), "", (WordBack(tuple(before), tuple(after)),)))


def take_back_mine(store: Store, transaction: Transaction, back: WordBack) -> None:
    """Undo one change of a person's words, and leave what was changed since."""
    now, before, after = set(_mine(store)), set(back.before), set(back.after)
    set_mine(store, transaction, (now - (after - before)) | (before - after))


def _mine(store: Store) -> list[str]:
    return list(json.loads(store.settings.get(_MINE) or "[]"))


def _checked(word: str) -> str:
    word = word.strip()
    letters = any(c.isalpha() for c in word)
    if not (letters and len(word) <= _LONGEST and word.isprintable() and " " not in word):
        raise RejectedError("Only a single word can be added to a dictionary.")
    return word


def _by_letters(word: str) -> tuple[str, str]:
    return word.casefold(), word
