"""Letters for grouping, made by hand or by Hypothesis: a small world where much collides."""

from typing import Any

from hypothesis import strategies as st

from app.domain.codes import code_of
from app.domain.grouping import Letter
from app.domain.ids import MessageKey
from app.domain.messages import Automatic

DAY = 86400
NOON = 1_760_000_000
PEOPLE = ("ann@acme.example", "ben@acme.example", "cy@gmail.com", "dee@gmail.com")
IDS = tuple(f"m{n}@x.example" for n in range(8))


def letter(key: int, mid: str = "", **fields: Any) -> Letter:
    """A contact's letter to us at noon on day ``key`` unless said otherwise."""
    values: dict[str, Any] = {
        "key": MessageKey(key),
        "message_id": mid or f"m{key}@x.example",
        "references": (),
        "sender": "ann@acme.example",
        "recipients": (),
        "to_us": True,
        "received": NOON + key * DAY,
        "ours": False,
        "subject": "",
        "content_hash": key.to_bytes(4),
    }
    values.update(fields)
    if values["ours"]:
        values.update({"sender": "support@shop.example", "to_us": False, **fields})
    return Letter(**values)


@st.composite
def worlds(draw: st.DrawFn) -> list[Letter]:
    """Up to twelve letters with few ids, people, subjects and days, so that rules meet."""
    return [draw(_letters(key)) for key in range(1, draw(st.integers(1, 12)) + 1)]


@st.composite
def _letters(draw: st.DrawFn, key: int) -> Letter:
    ours = draw(st.booleans())
    automatic = draw(st.sampled_from((None, None, None, *Automatic)))
    mid = draw(st.sampled_from(IDS))
    references = draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True))
    return letter(
        key,
        mid,
        references=tuple(r for r in references if r != mid),
        sender="support@shop.example" if ours else draw(st.sampled_from(PEOPLE)),
        recipients=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
        to_us=draw(st.booleans()),
        received=NOON + draw(st.integers(0, 12)) * DAY,
        ours=ours,
        subject=draw(st.sampled_from(("", "order", "invoice"))),
        list_id=draw(st.sampled_from(("", "", "", "list.example"))),
        automatic=automatic,
        bounced_id=draw(st.sampled_from(IDS)) if automatic is Automatic.BOUNCE else "",
        bounced_recipient=draw(st.sampled_from(("", *PEOPLE)))
        if automatic is Automatic.BOUNCE
        else "",
        quoted_code=draw(st.sampled_from(("", "", *(code_of(i) for i in IDS[:3])))),
    )
