"""What everybody may rely on who hands letters over: the fake and SMTP behave the same."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from app.demo.server import PymapServer
from app.domain.accounts import Account, Endpoint
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.domain.outgoing import Envelope, Handed, Handing
from app.domain.ports import MailSender
from mail import compose
from mail.smtp import SmtpSender
from tests.support.clock import FakeClock
from tests.support.fake_sender import FakeSender
from tests.support.letters_out import QUOTED, letter
from tests.support.scripted_server import PASSWORD, TOKEN
from tests.support.smtp_house import House, smtp_house
from tests.support.smtp_script import smtp_account

LETTER = b"Subject: x\r\nTo: anna@example.com\r\n\r\n.dot\r\n..\r\n.\r\nend\r\n"
ENVELOPE = Envelope("support@example.org", ("anna@example.com", "hidden@example.com"))


@dataclass
class Post:
    """A way to send, and the server behind it."""

    sender: MailSender
    house: FakeSender | House
    account: Account

    def send(
        self,
        letter: Callable[[], Iterable[bytes]] = lambda: [LETTER],
        size: int = len(LETTER),
        envelope: Envelope = ENVELOPE,
        password: str = PASSWORD,
        about_to: Callable[[], None] = lambda: None,
    ) -> Handed:
        return self.sender.hand_over(
            self.account, password, envelope, letter, size, about_to=about_to
        )


@contextmanager
def fake_post() -> Iterator[Post]:
    sender = FakeSender()
    yield Post(sender, sender, smtp_account(Endpoint("127.0.0.1", 1)))


@contextmanager
def real_post() -> Iterator[Post]:
    with smtp_house() as house:
        yield Post(SmtpSender(), house, house.account())


@pytest.fixture(params=[fake_post, real_post], ids=["fake", "aiosmtpd"])
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    with request.param() as made:
        yield made


def test_a_letter_arrives_whole_for_everybody_in_the_envelope(post: Post) -> None:
    assert post.send().outcome is Handing.ACCEPTED
    (taken,) = post.house.delivered
    assert (taken.sender, taken.recipients) == (ENVELOPE.sender, ENVELOPE.recipients)
    assert taken.letter == LETTER


def test_several_letters_one_after_the_other(post: Post) -> None:
    for _ in range(3):
        assert post.send(envelope=Envelope("", ("anna@example.com",))).code == 250
    assert [taken.sender for taken in post.house.delivered] == ["", "", ""]


def test_the_moment_before_it_leaves_is_told_once_and_can_stop_it(post: Post) -> None:
    moments: list[int] = []
    assert post.send(about_to=lambda: moments.append(len(post.house.delivered))).code == 250
    assert moments == [0]

    def full() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        post.send(about_to=full)
    assert len(post.house.delivered) == 1


def test_one_refused_recipient_keeps_the_letter_from_all(post: Post) -> None:
    moments: list[None] = []
    post.house.refused["hidden@example.com"] = (550, "5.1.1 unknown")
    handed = post.send(about_to=lambda: moments.append(None))
    assert (handed.outcome, handed.code) == (Handing.REFUSED, 550)
    assert [(r.address, r.code, r.said) for r in handed.refusals] == [
        ("hidden@example.com", 550, "550 5.1.1 unknown")
    ]
    assert (post.house.delivered, moments) == ([], [])


def test_a_recipient_for_later_is_one_for_later(post: Post) -> None:
    post.house.refused["anna@example.com"] = (451, "4.7.1 greylisted")
    handed = post.send()
    assert (handed.outcome, [r.code for r in handed.refusals]) == (Handing.RETRY, [451])
    assert post.house.delivered == []


@pytest.mark.parametrize(
    ("answer", "outcome"), [((554, "5.7.1 spam"), "refused"), ((452, "4.3.1 full"), "retry")]
)
def test_a_letter_that_is_not_taken(post: Post, answer: tuple[int, str], outcome: str) -> None:
    post.house.answer = answer
    handed = post.send()
    assert (handed.outcome.value, handed.code) == (outcome, answer[0])
    assert handed.said == f"{answer[0]} {answer[1]}"
    assert post.house.delivered == []


def test_a_letter_above_the_limit(post: Post) -> None:
    post.house.limit = 50
    handed = post.send()
    assert (handed.outcome, handed.too_large) == (Handing.REFUSED, True)
    assert post.house.delivered == []


def test_a_wrong_password(post: Post) -> None:
    handed = post.send(password="wrong")
    assert (handed.outcome, handed.code) == (Handing.NO_ACCESS, 535)
    assert post.house.delivered == []


def test_an_access_token(post: Post) -> None:
    post.account = replace(
        post.account, settings=replace(post.account.settings, token_command="tokens")
    )
    assert post.send(password=TOKEN).outcome is Handing.ACCEPTED
    handed = post.send(password=PASSWORD)
    assert (handed.outcome, handed.code) == (Handing.NO_ACCESS, 535)
    assert PASSWORD not in handed.said
    assert len(post.house.delivered) == 1


def test_utf8_addresses_need_a_server_that_knows_them(post: Post) -> None:
    envelope = Envelope("support@example.org", ("анна@example.com",))
    assert post.send(envelope=envelope).outcome is Handing.ACCEPTED
    post.house.knows_utf8 = False
    assert post.send(envelope=envelope).outcome is Handing.REFUSED
    assert [taken.recipients for taken in post.house.delivered] == [("анна@example.com",)]


def test_domains_in_any_letters_are_one_with_their_ascii_form(post: Post) -> None:
    assert post.send(envelope=Envelope("a@b.example", ("x@бюро.укр",))).code == 250
    assert post.house.delivered[0].recipients == ("x@xn--90a0af9c.xn--j1amh",)


@pytest.mark.parametrize("address", ["x>\r\nRCPT TO:<y@z.example", "x y@z.example, q@z.example"])
def test_an_address_that_is_none(post: Post, address: str) -> None:
    handed = post.send(envelope=Envelope("a@b.example", (address,)))
    assert handed.outcome is Handing.REFUSED
    assert "mail address" in handed.said
    assert post.house.delivered == []


def test_a_letter_that_cannot_be_made(post: Post) -> None:
    def unfit() -> Iterator[bytes]:
        yield LETTER
        raise RejectedError("The file is not what was attached.")

    handed = post.send(unfit)
    assert (handed.outcome, handed.said) == (Handing.REFUSED, "The file is not what was attached.")
    assert post.house.delivered == []


def test_a_letter_of_another_length_than_was_said(post: Post) -> None:
    assert post.send(size=len(LETTER) + 1).outcome is Handing.REFUSED
    assert post.house.delivered == []


def test_a_letter_with_a_bare_line_end(post: Post) -> None:
    letter = b"Subject: x\r\n\r\nx\n.\nMAIL FROM:<evil@evil.example>\r\n"
    assert post.send(lambda: [letter], len(letter)).outcome is Handing.REFUSED
    assert post.house.delivered == []


def test_an_account_without_a_server(post: Post) -> None:
    post.account = smtp_account(None)
    assert post.send().outcome is Handing.REFUSED


def test_nothing_is_handed_over_after_closing(post: Post) -> None:
    post.sender.close()
    assert post.send().outcome is Handing.RETRY
    assert post.house.delivered == []


def test_letters_reach_the_sample_servers(clock: FakeClock) -> None:
    with PymapServer(clock=clock, user="support@zerno.example") as server:
        settings = replace(
            smtp_account(server.smtp).settings, user=server.user, address=server.user
        )
        made = letter(cc=(Address("", server.user),), quoted=QUOTED)
        raw = b"".join(compose.compose(made))
        handed = SmtpSender().hand_over(
            Account(AccountId(1), settings),
            server.password,
            Envelope(server.user, ("anna@пошта.укр", server.user, "hidden@example.org")),
            lambda: compose.compose(made),
            compose.size(made),
            about_to=lambda: None,
        )
        assert handed.outcome is Handing.ACCEPTED
        assert [(m.sender, m.recipients, m.raw) for m in server.outgoing] == [
            (server.user, ("anna@xn--80a1acn3a.xn--j1amh", "hidden@example.org"), raw)
        ]
        assert server.count() == 1
