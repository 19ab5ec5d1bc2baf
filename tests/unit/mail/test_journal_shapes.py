"""Events read by their shape are what reading their JSON makes of them."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.clock import Stamp
from app.domain.errors import MalformedDataError
from app.domain.events_json import canonical, from_json, parse, to_json
from app.domain.streams import Anchor
from app.domain.tickets import Status
from mail.journal_shapes import events_at
from tests.support.facts import FACTS
from tests.support.journal import NOON

DEVICE = "A" * 16
BATCH = e.BatchDigest("B" * 22)
TICKET = Anchor("ключ-1@x.example")
SEEN = e.Seen("abcdEFGH", 7)
BEFORE = (e.event_id("C" * 16, "12345678"), e.event_id("D" * 16, "x" * 32))
COMMON: list[e.Fact] = [
    e.Assigned(TICKET, e.MemberId("ann")),
    e.Assigned(TICKET, None, BEFORE),
    e.StatusSet(TICKET, Status.CLOSED),
    e.StatusSet(TICKET, None, SEEN, BEFORE),
    e.PrioritySet(TICKET, e.Priority.URGENT, BEFORE[:1]),
    e.TagAdded(TICKET, "счёт"),
    e.NoteAdded(TICKET, "Called back\x7f"),
]
PIECES = st.sampled_from(
    [
        "0",
        "-1",
        "99999999999999999",
        '"',
        "\\",
        "\\u0041",
        "null",
        ",",
        "[]",
        "{}",
        " ",
        "\x7f",
        "é",
    ]
)


def text_of(fact: e.Fact) -> str:
    event = e.Event(e.event_id(DEVICE, "nonce-01"), Stamp(NOON * 1_000_000 + 5), NOON, fact)
    return canonical(to_json(event))


def agrees(text: str) -> bool:
    """Whether its shape was known; then reading its JSON must say the same."""
    found = events_at(DEVICE, text, 0, BATCH)
    if found is None:
        return False
    events, end = found
    assert ",".join([said for _, said in events]) == text[:end]
    for event, said in events:
        value = parse(said)
        assert canonical(value) == said
        assert event == from_json(DEVICE, value, BATCH)
        assert event.batch == BATCH
    return True


def test_the_commonest_events_have_known_shapes() -> None:
    for fact in COMMON:
        assert agrees(text_of(fact)), fact


def test_several_events_are_read_where_all_have_known_shapes() -> None:
    texts = [text_of(fact) for fact in COMMON]
    assert agrees(",".join(texts))
    assert not agrees(",".join([*texts, text_of(e.Done("x")), *texts]))
    assert not agrees(texts[0] + ",")


def test_no_other_event_is_taken_for_one() -> None:
    for fact in (*FACTS, e.NoteAdded(TICKET, "two\nlines"), e.TagAdded(TICKET, 'a "b"')):
        agrees(text_of(fact))


@given(st.sampled_from(COMMON), st.integers(0, 400), st.integers(0, 30), PIECES)
def test_what_was_altered_is_read_as_its_json_or_not_at_all(
    fact: e.Fact, at: int, removed: int, piece: str
) -> None:
    text = text_of(fact)
    at %= len(text)
    try:
        agrees(text[:at] + piece + text[at + removed :])
    except MalformedDataError as error:  # what is no JSON has no known shape
        raise AssertionError(text) from error
