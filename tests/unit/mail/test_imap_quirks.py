"""Sent is found among folders of many languages; refusals are sorted by what helps."""

import pytest

from app.domain.accounts import FolderRole
from mail.quirks import ListedFolder, Refusal, refusal, with_roles


def listed(name: str, *attributes: str, delimiter: str = "/") -> ListedFolder:
    return ListedFolder(name, frozenset(attributes), delimiter, reachable=True)


def sent(*folders: ListedFolder) -> list[str]:
    return [f.name for f in with_roles(folders) if f.role is FolderRole.SENT]


def test_the_servers_own_flag_beats_every_name() -> None:
    assert sent(listed("Sent"), listed("Ablage", "\\sent"), listed("INBOX")) == ["Ablage"]


@pytest.mark.parametrize(
    "name",
    [
        "Sent Items",
        "INBOX.Sent",
        "Отправленные",
        "НАДІСЛАНІ",
        "Gesendete Elemente",
        "Éléments envoyés",
        "Elementos enviados",
        "Wysłane",
    ],
)
def test_sent_by_name(name: str) -> None:
    delimiter = "." if "." in name else "/"
    assert sent(listed("INBOX"), listed("Archive"), listed(name, delimiter=delimiter)) == [name]


def test_the_nearest_and_best_of_several_names_is_taken() -> None:
    assert sent(listed("Old/Sent"), listed("Sent Items"), listed("Sent")) == ["Sent"]


def test_a_folder_that_cannot_be_opened_is_not_sent() -> None:
    assert sent(listed("Sent", "\\noselect"), listed("Sent/2024"), listed("Sent Items")) == [
        "Sent Items"
    ]


def test_inbox_is_known_in_any_case() -> None:
    (folder,) = with_roles([listed("Inbox")])
    assert folder.role is FolderRole.INBOX


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("[AUTHENTICATIONFAILED] too many", Refusal.CREDENTIALS),
        ("[UNAVAILABLE] password database is down", Refusal.LATER),
        ("[ALERT] Application-specific password required: https://x", Refusal.WEB_LOGIN),
        ("User is authenticated but not connected.", Refusal.LATER),
        ("[NONEXISTENT] no such mailbox", Refusal.NEVER),
        ("whatever", Refusal.CREDENTIALS),
    ],
)
def test_a_refusal_is_judged_by_code_and_then_by_words(answer: str, meaning: Refusal) -> None:
    assert refusal(answer, Refusal.CREDENTIALS) is meaning
