"""Tickets that were put aside come back by themselves, by the server's clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.tickets import Queue, Status
from app.runtime.alarm import WakeAlarm
from app.runtime.writer import StoreWriter
from app.services import team_commands
from app.store import Store
from app.store.ticket_data import TicketData
from tests.support.clock import FakeClock
from tests.support.journal_rows import joined
from tests.support.mailboxes import fake_mailbox
from tests.support.syncing import SyncedProfile, synced_profile

LETTER = (
    b"From: Client <c@client.example>\r\nTo: support@example.org\r\nSubject: Question\r\n"
    b"Message-ID: <m1@client.example>\r\n\r\nWhere is it?\r\n"
)


@pytest.fixture
def profile(tmp_path: Path, clock: FakeClock) -> Iterator[SyncedProfile]:
    with fake_mailbox() as mailbox, synced_profile(mailbox, tmp_path) as profile:
        mailbox.other.deliver(LETTER)
        profile.sync()
        now = float(clock.now())
        profile.writer.run(lambda store, tx: joined(store, tx, profile.account.id, now=now))
        yield profile


def status(writer: StoreWriter) -> Status:
    return writer.run(lambda store, _: _row(store).status)


def _row(store: Store) -> TicketData:
    (row,) = store.tickets.page(Queue.ALL, offset=0, limit=-1)
    return row


def snooze(writer: StoreWriter, until: int, now: int) -> None:
    writer.run(
        lambda store, tx: team_commands.snooze(
            store, tx, [_row(store).id], until, wake_on_reply=False, now=float(now)
        )
    )


def test_a_ticket_comes_back_when_its_time_has_come(
    profile: SyncedProfile, clock: FakeClock
) -> None:
    alarm = WakeAlarm(profile.writer, clock)
    profile.writer.subscribe(alarm.note)
    alarm.look()
    snooze(profile.writer, clock.now() + 3_600, clock.now())
    alarm.look()
    assert status(profile.writer) is Status.SNOOZED
    clock.advance(3_599)
    alarm.look()
    assert status(profile.writer) is Status.SNOOZED
    clock.advance(2)
    alarm.look()
    assert status(profile.writer) is Status.OPEN


def test_a_clock_that_is_behind_the_servers_wakes_in_time(
    profile: SyncedProfile, clock: FakeClock
) -> None:
    account = profile.account.id
    profile.writer.run(lambda store, _: store.journal.set_offset(account, 7_200.0))
    alarm = WakeAlarm(profile.writer, clock)
    snooze(profile.writer, clock.now() + 7_200 + 600, clock.now())
    alarm.look()
    assert status(profile.writer) is Status.SNOOZED
    clock.advance(601)
    alarm.look()
    assert status(profile.writer) is Status.OPEN


def test_one_sync_wakes_as_well(profile: SyncedProfile, clock: FakeClock) -> None:
    snooze(profile.writer, clock.now() - 1, clock.now() - 100)
    profile.sync()
    assert status(profile.writer) is Status.OPEN
