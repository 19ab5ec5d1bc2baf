"""While the long rest of a mailbox is fetched, what others wait for is done in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.runtime.sync import AccountSync
from tests.support.clock import FakeClock
from tests.support.mailboxes import MailboxInMemory, small_letter
from tests.support.syncing import SyncedProfile, synced_profile

MANY = 1500


@pytest.fixture
def profile(fake: MailboxInMemory, tmp_path: Path) -> Iterator[SyncedProfile]:
    for number in range(MANY):
        fake.other.deliver(small_letter(number))
    with synced_profile(fake, tmp_path) as profile:
        yield profile


def test_what_came_lately_is_stored_in_the_midst_of_a_first_sync(
    profile: SyncedProfile, fake: MailboxInMemory
) -> None:
    server = fake.connect()
    seen: list[int] = []

    def new_pass(**more: object) -> AccountSync:
        return AccountSync(
            profile.account,
            server,
            profile.writer,
            profile.reader,
            FakeClock(),
            **more,  # type: ignore[arg-type]
        )

    def between() -> bool:
        number = MANY + len(seen)
        fake.other.deliver(small_letter(number))
        fake.other.deliver(small_letter(-1 - len(seen)), folder="Sent")
        new_pass().run(only={"INBOX", "Sent"}, rest=False)
        rows = profile.rows("SELECT count(*) FROM message WHERE message_id LIKE 'm%@d.example'")
        assert ids(profile) >= {f"m{number}@d.example", f"m{-1 - len(seen)}@d.example"}
        seen.append(int(rows[0][0]))
        return True

    report = new_pass(between=between).run()
    assert len(seen) >= 2
    assert seen[0] < MANY, "the rest was not there yet"
    assert report.problems == ()
    assert profile.letters() == MANY + 2 * len(seen)
    assert fake.factory.bodies == MANY + 2 * len(seen)
    profile.sync()
    assert profile.letters() == MANY + 2 * len(seen)
    assert fake.factory.bodies == MANY + 2 * len(seen)


def ids(profile: SyncedProfile) -> set[str]:
    return {row[0] for row in profile.rows("SELECT message_id FROM message")}
