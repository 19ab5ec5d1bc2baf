"""A mailbox is added with its password, and nothing of either stays where one of them fails."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.errors import PostroomError, RejectedError
from app.domain.events import DeviceId
from app.domain.ids import AccountId
from app.mailboxes import Mailboxes, SessionVault
from app.runtime.logins import Logins
from app.services.checks import Outcome, Step
from mail.journal_keys import device_id, new_key, public_key, team_id
from mail.journal_secrets import JournalSecrets
from tests.support.clock import FakeClock
from tests.support.token_programs import runs_of, token_command

SETTINGS = AccountSettings(
    name="support",
    address="support@shop.example",
    imap=Endpoint("imap.shop.example", 993),
    smtp=Endpoint("smtp.shop.example", 465),
    security=Security.NONE,
    user="support",
)
ACCOUNT = Account(AccountId(7), SETTINGS)


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


class ListBook:
    """Accounts in memory, and what was done with them."""

    keys: tuple[DeviceId, str] = (DeviceId(""), "")

    def __init__(self, vault: SessionVault, refusal: PostroomError | None = None) -> None:
        self.vault, self.refusal = vault, refusal
        self.seen: list[tuple[str, str | None]] = []

    def _do(self, what: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.seen.append((what, self.vault.get("support")))

    def add(self, settings: AccountSettings) -> None:
        self._do(f"add {settings.name}")

    def change(self, account: AccountId, settings: AccountSettings) -> None:
        self._do(f"change {account} {settings.user}")

    def remove(self, account: AccountId) -> tuple[DeviceId, str]:
        self._do(f"remove {account}")
        return self.keys

    def look_again(self, name: str) -> None:
        self._do(f"look {name}")

    def known_certificate(self, account: AccountId) -> tuple[str, int] | None:
        self._do(f"certificate {account}")
        return None


def mailboxes(book: ListBook, vault: SessionVault) -> Mailboxes:
    return Mailboxes(book, vault, FakeClock(), Logins(vault))


def test_the_password_is_known_before_the_account_is_followed() -> None:
    lasting = DictVault()
    vault = SessionVault(lasting)
    book = ListBook(vault)
    assert mailboxes(book, vault).connect(SETTINGS, "secret").password_kept
    assert book.seen == [("add support", "secret")]
    assert lasting.kept == {"support": "secret"}


def test_without_a_keyring_it_is_known_until_the_end() -> None:
    vault = SessionVault(DictVault(refuses=True))
    answer = mailboxes(ListBook(vault), vault).connect(SETTINGS, "secret")
    assert not answer.password_kept
    assert answer.detail == "There is no safe keyring."
    assert vault.get("support") == "secret"


def test_a_name_that_is_taken_keeps_its_own_password() -> None:
    lasting = DictVault()
    lasting.put("support", "older")
    vault = SessionVault(lasting)
    boxes = mailboxes(ListBook(vault, RejectedError("There is one.")), vault)
    with pytest.raises(RejectedError, match="There is one"):
        boxes.connect(SETTINGS, "newer")
    with pytest.raises(RejectedError, match="There is one"):
        boxes.change(ACCOUNT, "newer")
    assert vault.get("support") == "older"
    assert lasting.kept == {"support": "older"}


def test_another_password_is_used_at_once() -> None:
    lasting = DictVault()
    lasting.put("support", "older")
    vault = SessionVault(lasting)
    book = ListBook(vault)
    assert mailboxes(book, vault).change(ACCOUNT, "newer").password_kept
    assert book.seen == [("change 7 support", "newer"), ("look support", "newer")]
    assert lasting.kept == {"support": "newer"}


def test_a_mailbox_with_a_program_keeps_no_password() -> None:
    lasting = DictVault()
    lasting.put("support", "older")
    vault = SessionVault(lasting)
    vault.remember("support", "older")
    book = ListBook(vault)
    settings = replace(SETTINGS, token_command="give")
    assert mailboxes(book, vault).change(Account(ACCOUNT.id, settings), "typed").password_kept
    assert vault.get("support") is None
    assert mailboxes(book, vault).connect(settings, "typed").password_kept
    assert lasting.kept == {}
    assert [what for what, _ in book.seen] == ["change 7 support", "look support", "add support"]
    lasting.put("support", "older")
    with pytest.raises(RejectedError, match="There is one"):
        mailboxes(ListBook(vault, RejectedError("There is one.")), vault).connect(settings, "")
    assert lasting.kept == {"support": "older"}, "that of the account which has the name"


def test_a_program_that_gives_nothing_is_all_that_is_found(tmp_path: Path) -> None:
    command = token_command(tmp_path, then="sys.exit('Log in anew.')")
    vault = SessionVault(DictVault())
    checks = mailboxes(ListBook(vault), vault).check(
        replace(SETTINGS, token_command=command), "typed"
    )
    assert [(c.step, c.outcome) for c in checks] == [(Step.SECRET, Outcome.TOKEN)]
    assert checks[0].detail.endswith("failed (status 1): Log in anew.")
    assert runs_of(tmp_path) == 1


def test_removing_takes_the_password_along() -> None:
    lasting = DictVault()
    lasting.put("support", "older")
    vault = SessionVault(lasting)
    mailboxes(ListBook(vault), vault).remove(ACCOUNT)
    assert lasting.kept == {}
    lasting.put("support", "older")
    with pytest.raises(RejectedError):
        mailboxes(ListBook(vault, RejectedError("no")), vault).remove(ACCOUNT)
    assert lasting.kept == {"support": "older"}, "an account that stays keeps its password"


def test_removing_takes_the_keys_of_the_team_along() -> None:
    lasting = DictVault()
    vault = SessionVault(lasting)
    secret, key = new_key(), new_key()
    JournalSecrets(vault).keep_device(secret)
    JournalSecrets(vault).keep_team(key)
    book = ListBook(vault)
    book.keys = device_id(public_key(secret)), team_id(key)
    mailboxes(book, vault).remove(ACCOUNT)
    assert lasting.kept == {}


def test_trouble_is_an_answer() -> None:
    """Unprotected servers elsewhere are refused before a byte is sent."""
    vault = SessionVault(DictVault())
    boxes = mailboxes(ListBook(vault), vault)
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
