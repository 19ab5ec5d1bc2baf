"""The one way back: every deed on this computer is remembered here and taken back here.

Letters go home, flags turn round, and what the team was told is taken back by another event. A
deed is a row, so the last ones can be undone after a restart too.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.events import Undone
from app.domain.ids import AccountId, FolderId, MessageKey
from app.domain.outgoing import DraftId
from app.services import commands
from app.services.deeds import (
    Back,
    Deed,
    Done,
    DraftBack,
    EventsBack,
    FlagBack,
    MoveBack,
    RecordBack,
    WordBack,
)
from app.services.journal import write
from app.store import Store, Transaction


def remember(store: Store, done: Done) -> Done:
    """Store a deed in the transaction that did it; return it with its number.

    A deed that changed nothing is not stored, so that undo never seems to do nothing.
    """
    if not done.back:
        return done
    number = store.deeds.add(
        done.deed.value, done.tickets, done.folder, [_row(store, back) for back in done.back]
    )
    return replace(done, number=number)


def last_deeds(store: Store, limit: int = 50) -> tuple[Done, ...]:
    """Return what can be taken back, newest first."""
    return tuple(
        Done(
            Deed(row.deed),
            row.tickets,
            row.folder,
            tuple(_back(store, row.number, text) for text in row.backs),
            row.number,
        )
        for row in store.deeds.last(limit)
        if row.deed in {deed.value for deed in Deed}  # a newer Postroom knew more
    )


def take_back(store: Store, transaction: Transaction, done: Done, *, now: float) -> None:
    """Undo a deed, as far as nothing else happened to its letters since; ``now`` is seconds UTC.

    A deed that was taken back already stays so. Raises `RejectedError` where this computer may
    not speak for the team any more; nothing is changed then.
    """
    if done.number and store.deeds.is_undone(done.number) and done.deed is not Deed.SEND:
        return
    for back in done.back:  # in this order: see `services.triage`
        if isinstance(back, DraftBack):
            _as_draft(store, transaction, back, int(now))
        elif isinstance(back, WordBack):
            from app.services import dictionary  # noqa: PLC0415 - remembers its deeds here

            dictionary.take_back_mine(store, transaction, back)
        elif isinstance(back, RecordBack):
            from app.services import records  # noqa: PLC0415 - remembers its deeds here

            records.take_back(store, transaction, back, now=now)
        elif isinstance(back, FlagBack):
            commands.want_flag(store, transaction, back.messages, back.flag, wanted=back.wanted)
        elif isinstance(back, EventsBack):
            if store.accounts.by_id(back.account) is not None:
                _unsay(store, transaction, back, done.number, now)
        elif store.folders.by_id(back.home) is not None:
            commands.move_letters(
                store,
                transaction,
                back.messages,
                folder=back.home,
                sources={back.home, back.away},
            )
    if done.number:
        store.deeds.undone(done.number)


def undo_last(store: Store, transaction: Transaction, *, now: float) -> Done | None:
    """Take back the last deed of this computer; return it, None where there is none."""
    last = last_deeds(store, 1)
    if not last:
        return None
    take_back(store, transaction, last[0], now=now)
    return last[0]


def _as_draft(store: Store, transaction: Transaction, back: DraftBack, now: int) -> None:
    """Bring a draft back. Raises `RejectedError` where the letter has left already."""
    from app.services import drafts  # noqa: PLC0415 - which remember their deeds here

    if store.drafts.get(back.draft) is None:
        return
    if not back.sent:
        drafts.undo_discard(store, transaction, back.draft)
    elif store.outbox.get(back.draft) is not None:
        drafts.take_back(store, transaction, back.draft, now=now)


def _unsay(
    store: Store, transaction: Transaction, back: EventsBack, number: int, now: float
) -> None:
    """Take back what the team was told; a computer under a new key has renamed what waited."""
    events = store.events.of_deed(back.account, number) if number else []
    told = [(event.stream, event.id) for event in events] or back.events
    write(
        store,
        transaction,
        back.account,
        [Undone(stream, event) for stream, event in reversed(told)],
        now=now,
    )


def _row(store: Store, back: Back) -> tuple[AccountId | None, str]:
    if isinstance(back, MoveBack):
        folder = store.folders.by_id(back.home)
        moved: dict[str, Any] = {"move": [back.home, back.away], "letters": back.messages}
        return (folder.account if folder else None), json.dumps(moved)
    if isinstance(back, FlagBack):
        return None, json.dumps(
            {"flag": back.flag, "wanted": back.wanted, "letters": back.messages}
        )
    if isinstance(back, WordBack):
        return None, json.dumps({"words": [back.before, back.after]}, ensure_ascii=False)
    if isinstance(back, RecordBack):
        form = {"record": back.which, "fields": back.fields, "account": back.account}
        return back.account, json.dumps(form, ensure_ascii=False)
    if isinstance(back, DraftBack):
        return back.account, json.dumps(
            {"draft": back.draft, "sent": back.sent, "account": back.account}
        )
    return back.account, json.dumps({"told": back.account})


def _back(store: Store, number: int, text: str) -> Back:
    form = json.loads(text)
    if "told" in form:
        account = AccountId(form["told"])
        events = store.events.of_deed(account, number)
        return EventsBack(account, tuple((event.stream, event.id) for event in events))
    if "words" in form:
        before, after = form["words"]
        return WordBack(tuple(before), tuple(after))
    if "record" in form:
        fields = tuple((name, before, after) for name, before, after in form["fields"])
        return RecordBack(AccountId(form["account"]), form["record"], fields)
    if "draft" in form:
        return DraftBack(AccountId(form["account"]), DraftId(form["draft"]), form["sent"])
    letters = _keys(form["letters"])
    if "flag" in form:
        return FlagBack(form["flag"], form["wanted"], letters)
    home, away = form["move"]
    return MoveBack(FolderId(home), FolderId(away), letters)


def _keys(numbers: Sequence[int]) -> tuple[MessageKey, ...]:
    return tuple(MessageKey(number) for number in numbers)
