"""Who puts letters into Sent: which copies came from here, and whether a server does it as well.

Kept with the profile, since a server may file its own copy long after ours was given to it, when
this program has ended. ``now`` and times are seconds UTC by this computer's clock.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from app.domain.ids import AccountId
from app.services.commands import GIVEN_COPIES
from app.store import Store, Transaction

_MOST = 100


@dataclass(frozen=True, slots=True)
class GivenCopy:
    """A copy that was given to a server of which it is not known whether it makes its own."""

    message_id: str
    folder: str
    uidvalidity: int
    uid: int
    at: int
    stays: bool = False
    """Whether it says what a server's own copy does not: who got the letter unseen."""


@dataclass(frozen=True, slots=True)
class SentCopies:
    """What is known of one account."""

    files_itself: str = ""
    """The server for sending that was seen to put what it sends into Sent; ``""`` for none."""
    given: tuple[GivenCopy, ...] = ()
    """To be looked at again, oldest first."""


def sent_copies(store: Store, account: AccountId) -> SentCopies:
    """Return what is known; reads only."""
    text = store.settings.get(f"{GIVEN_COPIES}{account}")
    if text is None:
        return SentCopies()
    known = json.loads(text)
    return SentCopies(known["files_itself"], tuple(GivenCopy(**one) for one in known["given"]))


def note_given(store: Store, _: Transaction, account: AccountId, *, copy: GivenCopy) -> None:
    """Remember a copy that was given."""
    known = sent_copies(store, account)
    _put(store, account, known.files_itself, (*known.given, copy)[-_MOST:])


def note_looked(
    store: Store,
    _: Transaction,
    account: AccountId,
    *,
    looked: Sequence[GivenCopy],
    files_itself: str,
) -> None:
    """Forget copies that were looked at again; ``files_itself`` as in `SentCopies`."""
    known = sent_copies(store, account)
    _put(store, account, files_itself, tuple(one for one in known.given if one not in looked))


def _put(store: Store, account: AccountId, files_itself: str, given: tuple[GivenCopy, ...]) -> None:
    form = {"files_itself": files_itself, "given": [asdict(one) for one in given]}
    store.settings.put(f"{GIVEN_COPIES}{account}", json.dumps(form))
