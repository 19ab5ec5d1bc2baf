"""Letters on their way: sent once, filed once, held where somebody has to look."""

from pathlib import Path

import pytest

from app.domain.outgoing import Sending
from tests.support.fake_server import FakeMailbox
from tests.support.mailboxes import MailboxInMemory
from tests.support.sending import FakePost, ids_in, office, question


@pytest.fixture
def post() -> FakePost:
    return FakePost()


def test_an_answer_leaves_and_stands_in_sent_once(
    fake: MailboxInMemory, box: FakeMailbox, post: FakePost, tmp_path: Path
) -> None:
    box.deliver(question(1))
    with office(fake, tmp_path, lambda: post) as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        assert post.ids() == [sent.message_id]
        assert ids_in(fake) == [sent.message_id]
        (copy,) = box.folders["Sent"].letters.values()
        assert copy.raw == post.taken[0].raw
        assert copy.flags == {"\\Seen"}
        assert post.taken[0].envelope.recipients == ("c1@client1.example",)
        assert ann.codes() == set()
