"""Errands on another's connection: each is done once, in order, or whoever asked hears why."""

from concurrent.futures import CancelledError

import pytest

from app.domain.accounts import Account
from app.domain.errors import RejectedError, TransientError
from app.domain.ports import MailServer
from app.runtime.errands import Errands
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.mailboxes import fake_mailbox


@pytest.fixture
def server() -> MailServer:
    with fake_mailbox() as mailbox:
        return mailbox.connect()


def test_what_waits_is_done_in_order_when_there_is_a_connection(server: MailServer) -> None:
    calls: list[str] = []
    errands = Errands(lambda: calls.append("called"))
    first = errands.ask(lambda there: there.select("INBOX").count)
    second = errands.ask(lambda _: calls.append("second"))
    assert calls == ["called", "called"]
    assert errands.any()
    assert not first.done()
    assert errands.do(server)
    assert first.result(0) == 0
    assert second.done()
    assert calls == ["called", "called", "second"]
    assert not errands.do(server)


def test_a_refusal_is_for_whoever_asked(server: MailServer) -> None:
    errands = Errands(lambda: None)
    refused = errands.ask(lambda there: there.select("No such folder"))
    after = errands.ask(lambda there: there.select("INBOX").count)
    assert errands.do(server)
    with pytest.raises(RejectedError):
        refused.result(0)
    assert after.result(0) == 0


def test_not_now_is_no_end_of_the_connection(server: MailServer) -> None:
    def put_off(_: MailServer) -> None:
        raise TransientError("Not now.")

    errands = Errands(lambda: None)
    later = errands.ask(put_off)
    after = errands.ask(lambda there: there.select("INBOX").count)
    assert errands.do(server)
    assert isinstance(later.exception(0), TransientError)
    assert after.result(0) == 0


def test_the_end_of_the_connection_is_told_to_both_and_the_rest_waits(server: MailServer) -> None:
    def break_off(there: MailServer) -> None:
        there.close()
        there.select("INBOX")

    errands = Errands(lambda: None)
    broken, waiting = errands.ask(break_off), errands.ask(lambda there: there.select("INBOX").count)
    with pytest.raises(TransientError):
        errands.do(server)
    assert isinstance(broken.exception(0), TransientError)
    assert not waiting.done()
    errands.do(FakeServerFactory(FakeMailbox()).connect(_account(), "secret"))
    assert waiting.result(0) == 0


def _account() -> Account:
    with fake_mailbox() as mailbox:
        return mailbox.account


def test_what_was_cancelled_is_not_done(server: MailServer) -> None:
    done: list[int] = []
    errands = Errands(lambda: None)
    errands.ask(lambda _: done.append(1)).cancel()
    assert not errands.do(server)
    assert done == []


def test_nobody_waits_for_what_nobody_will_do() -> None:
    errands = Errands(lambda: None)
    waiting = errands.ask(lambda _: None)
    errands.give_up()
    late = errands.ask(lambda _: None)
    for one in (waiting, late):
        with pytest.raises(CancelledError):
            one.result(0)
