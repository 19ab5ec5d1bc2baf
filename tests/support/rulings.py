"""Team events about a small world of letters, and what every client must show of them alike."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from app.domain import events as e
from app.domain.clock import Stamp
from app.domain.ids import AccountId
from app.domain.streams import Anchor, split_anchor
from app.domain.tickets import Queue, Status
from app.services.derived import Renewal
from app.services.refold import refold
from app.store import Store, Transaction
from tests.support.letters import DAY, IDS, NOON

ANCHORS = st.sampled_from([*map(Anchor, IDS), *map(split_anchor, IDS[:4])])
MEMBERS = tuple(map(e.MemberId, ("alice", "bob")))
SEEN = st.builds(
    e.Seen,
    st.just("") | st.sampled_from(["AAAA", "abcdEFGH"]),
    st.sampled_from([0, NOON + 4 * DAY]),
)
FACTS = st.one_of(
    st.builds(e.Assigned, ANCHORS, st.sampled_from([None, *MEMBERS])),
    st.builds(
        e.StatusSet,
        ANCHORS,
        st.sampled_from([None, Status.OPEN, Status.WAITING, Status.CLOSED]),
        SEEN,
    ),
    st.builds(
        e.Snoozed, ANCHORS, st.integers(0, 3).map(lambda d: NOON + d * DAY), st.booleans(), SEEN
    ),
    st.builds(e.PrioritySet, ANCHORS, st.sampled_from(e.Priority)),
    st.builds(e.Promised, ANCHORS, st.sampled_from([None, NOON])),
    st.builds(e.TagAdded, ANCHORS, st.sampled_from(["Refund", "refund", "счёт"])),
    st.builds(e.TagRemoved, ANCHORS, st.sampled_from(["REFUND", "счёт"])),
    st.builds(e.NoteAdded, ANCHORS, st.just("note")),
    st.builds(e.Merged, ANCHORS, ANCHORS),
    st.builds(e.Merged, ANCHORS, ANCHORS),
    st.builds(e.Unmerged, ANCHORS, ANCHORS),
    st.builds(e.LetterMoved, st.sampled_from(IDS), ANCHORS | st.none()),
    st.sampled_from(IDS).map(lambda mid: e.LetterMoved(mid, split_anchor(mid))),
)


def event(number: int, fact: e.Fact, *, device: str = "device-1") -> e.Event:
    """An event whose stamp is its number."""
    name = e.event_id(device.ljust(16, "-"), f"{number:08d}")
    return e.Event(name, Stamp(1_000_000 + number), 1, fact)


@st.composite
def histories(draw: st.DrawFn) -> list[e.Event]:
    """Up to ten events in the order of their stamps; some are taken back by later ones."""
    found: list[e.Event] = []
    for number in range(draw(st.integers(0, 10))):
        if found and draw(st.integers(0, 3)) == 0:
            fact: e.Fact = e.inverse(draw(st.sampled_from(found)))
        else:
            fact = draw(FACTS)
        found.append(event(number, fact))
    return found


def say(store: Store, account: AccountId, events: Sequence[e.Event]) -> None:
    """Take events in, as the journal does."""
    with store.transaction() as transaction:
        store.events.add(account, events)
        refold(store, transaction, account, {one.stream for one in events})


def shown(store: Store) -> list[dict[str, Any]]:
    """All that is shown of tickets, without local ids and without what only speeds things up."""
    found = []
    for data in store.tickets.page(Queue.ALL, offset=0, limit=-1):
        rows = store.letters.of_ticket(data.id)
        found.append(
            {
                name: getattr(data, name)
                for name in data.__slots__
                if name not in {"id", "said", "anchor", "flagged", "unsent"}
            }
            | {"places": [(r.letter.content_hash, r.why) for r in rows]}
        )
    return sorted(found, key=lambda ticket: str(ticket["root"]))


def renew(store: Store, transaction: Transaction) -> None:
    """Derive everything anew in one transaction, which the program spreads over many."""
    renewal = Renewal()
    while renewal.step(store, transaction):
        pass
