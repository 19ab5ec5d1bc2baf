"""A mailbox is added with its password, and nothing of either stays where one of them fails."""

import pytest

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.errors import RejectedError
from app.mailboxes import Mailboxes, SessionVault
from app.services.checks import Outcome, Step
from tests.support.clock import FakeClock

SETTINGS = AccountSettings(
    name="support",
    address="support@shop.example",
    imap=Endpoint("imap.shop.example", 993),
    smtp=Endpoint("smtp.shop.example", 465),
    security=Security.NONE,
    user="support",
)


class DictVault:
    """Keeps passwords, unless it has none of a keyring."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.kept: dict[str, str] = {}
        self.refuses = refuses

    def get(self, account: str) -> str | None:
        return self.kept.get(account)

    def put(self, account: str, secret: str) -> None:
        if self.refuses:
            raise RejectedError("There is no safe keyring.")
        self.kept[account] = secret

    def remove(self, account: str) -> None:
        self.kept.pop(account, None)


def test_the_password_is_known_before_the_account_is_followed() -> None:
    lasting = DictVault()
    vault = SessionVault(lasting)
    seen: list[str | None] = []
    boxes = Mailboxes(lambda settings: seen.append(vault.get(settings.name)), vault, FakeClock())
    assert boxes.connect(SETTINGS, "secret").password_kept
    assert seen == ["secret"]
    assert lasting.kept == {"support": "secret"}


def test_without_a_keyring_it_is_known_until_the_end() -> None:
    vault = SessionVault(DictVault(refuses=True))
    answer = Mailboxes(lambda _: None, vault, FakeClock()).connect(SETTINGS, "secret")
    assert not answer.password_kept
    assert answer.detail == "There is no safe keyring."
    assert vault.get("support") == "secret"


def test_a_name_that_is_taken_keeps_its_own_password() -> None:
    lasting = DictVault()
    lasting.put("support", "older")
    vault = SessionVault(lasting)

    def refuse(_: AccountSettings) -> None:
        raise RejectedError("There is such an account.")

    with pytest.raises(RejectedError, match="such an account"):
        Mailboxes(refuse, vault, FakeClock()).connect(SETTINGS, "newer")
    assert vault.get("support") == "older"
    assert lasting.kept == {"support": "older"}


def test_trouble_is_an_answer() -> None:
    """Unprotected servers elsewhere are refused before a byte is sent."""
    boxes = Mailboxes(lambda _: None, SessionVault(DictVault()), FakeClock())
    checks = boxes.check(SETTINGS, "secret")
    assert [(each.step, each.outcome) for each in checks] == [
        (Step.IMAP, Outcome.REJECTED),
        (Step.SMTP, Outcome.REJECTED),
    ]


def test_removing_forgets_everywhere() -> None:
    lasting = DictVault()
    vault = SessionVault(lasting)
    vault.put("support", "secret")
    vault.remove("support")
    assert vault.get("support") is None
    assert lasting.kept == {}
