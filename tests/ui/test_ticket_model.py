"""The list of 100,000: pages on demand, exact signals, and rows that keep their identity."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.changes import ChangeSet
from app.domain.ids import TicketId
from app.domain.tickets import Queue, Status
from tests.support.fake_services import NOW, FakeMailbox, FakeQueries
from ui.models.queues import QueueListModel
from ui.models.tickets import PAGE, TicketListModel, TicketRole


def model_of(mailbox: FakeMailbox, queue: Queue = Queue.ALL) -> TicketListModel:
    model = TicketListModel(FakeQueries(mailbox))
    model.show(queue)
    return model


def ids_of(model: TicketListModel) -> list[TicketId]:
    return [model.index(row).data(TicketRole.ID) for row in range(model.rowCount())]


def touch(*tickets: int) -> ChangeSet:
    return ChangeSet(tickets=frozenset(TicketId(each) for each in tickets))


class Signals:
    """Writes down what a model tells its views."""

    def __init__(self, model: TicketListModel) -> None:
        self.told: list[str] = []
        model.modelReset.connect(lambda: self.told.append("reset"))
        model.layoutChanged.connect(lambda *_: self.told.append("layout"))
        model.rowsInserted.connect(lambda _, a, b: self.told.append(f"insert {a}-{b}"))
        model.rowsRemoved.connect(lambda _, a, b: self.told.append(f"remove {a}-{b}"))
        model.rowsMoved.connect(lambda _, a, __, ___, c: self.told.append(f"move {a} {c}"))
        model.dataChanged.connect(lambda a, b, _: self.told.append(f"data {a.row()}"))


def test_models_keep_qts_rules(qtmodeltester: ModelTester) -> None:
    queues = QueueListModel()
    queues.show(FakeQueries(FakeMailbox(size=30)).queue_counts())
    qtmodeltester.check(queues)  # type: ignore[no-untyped-call]
    qtmodeltester.check(model_of(FakeMailbox(size=30)))  # type: ignore[no-untyped-call]


def test_rows_are_fetched_by_page_and_pages_are_bounded() -> None:
    mailbox = FakeMailbox(size=100_000)
    model = model_of(mailbox)
    mailbox.queries_made.clear()
    for row in range(50_000, 50_000 + 2 * PAGE):
        model.index(row).data(TicketRole.ROW)
    assert mailbox.queries_made == ["page 50000", "page 50050"]
    for row in range(0, 100_000, PAGE):
        model.index(row).data(TicketRole.ROW)
    assert len(model._pages) <= 30


def test_a_change_in_place_repaints_one_row() -> None:
    mailbox = FakeMailbox(size=50)
    model = model_of(mailbox)
    assert ids_of(model)[3] == TicketId(4)
    signals = Signals(model)
    mailbox.change(TicketId(4), subject="Other")
    model.apply(touch(4))
    assert set(signals.told) == {"data 3"}
    assert model.index(3).data() == "Other"


def test_a_new_ticket_is_inserted_where_it_belongs() -> None:
    mailbox = FakeMailbox(size=50)
    model = model_of(mailbox)
    ids_of(model)
    signals = Signals(model)
    mailbox.to_top(TicketId(900))
    model.apply(touch(900))
    assert "insert 0-0" in signals.told
    assert ids_of(model) == mailbox.order


def test_an_answered_ticket_leaves_its_queue_by_one_removal() -> None:
    mailbox = FakeMailbox(size=50)
    model = model_of(mailbox, Queue.NEEDS_REPLY)
    place = ids_of(model).index(TicketId(10))
    signals = Signals(model)
    mailbox.change(TicketId(10), status=Status.WAITING)
    model.apply(touch(10))
    assert signals.told == [f"remove {place}-{place}"]
    assert ids_of(model) == list(mailbox.ids(Queue.NEEDS_REPLY))


def test_a_new_letter_moves_its_ticket_up() -> None:
    mailbox = FakeMailbox(size=50)
    model = model_of(mailbox)
    ids_of(model)
    kept = QPersistentModelIndex(model.index(9))
    signals = Signals(model)
    mailbox.to_top(TicketId(10))
    model.apply(touch(10))
    assert "move 9 0" in signals.told
    assert kept.row() == 0
    assert ids_of(model) == mailbox.order


def test_only_everything_resets() -> None:
    mailbox = FakeMailbox(size=500)
    model = model_of(mailbox)
    signals = Signals(model)
    random.Random(5).shuffle(mailbox.order)
    model.apply(touch(*range(1, 400)))
    assert "reset" not in signals.told
    assert "layout" in signals.told
    model.apply(ChangeSet(everything=True))
    assert signals.told[-1] == "reset"


@pytest.mark.parametrize("queue", [Queue.ALL, Queue.NEEDS_REPLY])
@settings(max_examples=60)
@given(st.data())
def test_after_any_change_the_model_says_what_the_mailbox_says(
    queue: Queue, data: st.DataObject
) -> None:
    mailbox = FakeMailbox(size=12)
    model = model_of(mailbox, queue)
    ids_of(model)
    tester = ModelTester(None)  # type: ignore[no-untyped-call]
    tester.check(model)  # type: ignore[no-untyped-call]
    for _ in range(data.draw(st.integers(1, 4))):
        kept = {
            ticket: QPersistentModelIndex(model.index(row))
            for row, ticket in enumerate(ids_of(model))
        }
        touched = set[int]()
        for _ in range(data.draw(st.integers(1, 4))):
            ticket = TicketId(data.draw(st.integers(1, 16)))
            touched.add(int(ticket))
            match data.draw(st.sampled_from(("top", "status", "gone", "text"))):
                case "top":
                    mailbox.to_top(ticket)
                case "status":
                    status = data.draw(st.sampled_from((Status.OPEN, Status.WAITING)))
                    mailbox.change(ticket, status=status)
                case "gone" if ticket in mailbox.order:
                    mailbox.order.remove(ticket)
                case _:
                    mailbox.change(ticket, updated=NOW)
        model.apply(touch(*touched))
        now = ids_of(model)
        assert now == list(mailbox.ids(queue))
        for ticket, index in kept.items():
            if ticket in now and index.isValid():
                assert index.row() == now.index(ticket)


def test_a_list_that_shrank_behind_our_back_shows_blanks(qtbot: QtBot) -> None:
    mailbox = FakeMailbox(size=20)
    model = model_of(mailbox)
    del mailbox.order[5:]
    assert model.index(10).data(TicketRole.ROW) is None
    assert model.index(10).data() is None
