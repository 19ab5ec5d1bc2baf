from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app.bench.mailgen import generate, write_maildir
from app.demo.letters import SampleLetter

NEWEST = 1_760_000_000


@pytest.fixture(scope="module")
def mailbox() -> list[SampleLetter]:
    return list(generate(600, newest=NEWEST))


def test_the_same_seed_gives_the_same_mail(mailbox: list[SampleLetter]) -> None:
    assert list(generate(600, newest=NEWEST)) == mailbox
    assert list(generate(600, newest=NEWEST, seed=2)) != mailbox


def test_letters_come_in_order_of_arrival(mailbox: list[SampleLetter]) -> None:
    times = [letter.received for letter in mailbox]
    assert times == sorted(times)
    assert times[-1] <= NEWEST


def test_letters_are_sound(mailbox: list[SampleLetter]) -> None:
    for letter in mailbox:
        message = message_from_bytes(letter.raw, policy=policy.default)
        assert not message.defects
        assert message["message-id"]
        assert "=?" not in message["subject"]


def test_no_two_letters_share_an_id(mailbox: list[SampleLetter]) -> None:
    ids = Counter(message_from_bytes(letter.raw)["message-id"] for letter in mailbox)
    assert ids.most_common(1)[0][1] == 1


def test_threads_are_as_long_as_asked_for() -> None:
    single = list(generate(300, newest=NEWEST, letters_per_thread=1))
    assert len({letter.ticket for letter in single}) == 300
    longer = list(generate(300, newest=NEWEST, letters_per_thread=3))
    assert len({letter.ticket for letter in longer}) < 200


def test_a_maildir_holds_all_letters_with_their_times(
    mailbox: list[SampleLetter], tmp_path: Path
) -> None:
    assert write_maildir(tmp_path, mailbox) == 600
    inbox = sorted((tmp_path / "cur").iterdir())
    sent = list((tmp_path / ".Sent" / "cur").iterdir())
    assert len(inbox) + len(sent) == 600
    first = next(letter for letter in mailbox if letter.folder == "INBOX")
    assert inbox[0].read_bytes() == first.raw
    assert int(inbox[0].stat().st_mtime) == first.received
