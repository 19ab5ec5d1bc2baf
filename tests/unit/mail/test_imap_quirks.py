"""Sent is found among folders of many languages; refusals are sorted by what helps."""

import pytest

from app.domain.accounts import FolderRole
from mail import quirks
from mail.quirks import ListedFolder, Refusal, features, refusal, with_roles


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


@pytest.mark.parametrize(
    ("capabilities", "offered"),
    [
        ("IMAP4REV1", ""),
        ("IMAP4REV1 IDLE CONDSTORE ENABLE", "IDLE CONDSTORE ENABLE"),
        ("IMAP4REV1 QRESYNC", "CONDSTORE"),
        ("IMAP4REV1 QRESYNC ENABLE", "CONDSTORE QRESYNC ENABLE"),
        ("IMAP4REV1 MOVE UIDPLUS LITERAL+ XLIST", "MOVE UIDPLUS LITERAL+"),
        ("IMAP4REV1 COMPRESS=DEFLATE COMPRESS=LZ4", "COMPRESS=DEFLATE"),
        (
            "IMAP4REV2",
            "IDLE ENABLE ESEARCH UIDPLUS MOVE SPECIAL-USE LIST-STATUS SASL-IR LITERAL- UNSELECT",
        ),
    ],
)
def test_features_are_read_from_what_a_server_offers(capabilities: str, offered: str) -> None:
    assert {f.value for f in features(capabilities.split())} == set(offered.split())


def test_a_full_mailbox_is_told_from_a_busy_server() -> None:
    assert refusal("[OVERQUOTA] Quota exceeded", Refusal.NEVER) is Refusal.FULL
    assert refusal("Mailbox is full", Refusal.NEVER) is Refusal.FULL
    assert refusal("Rate limit exceeded", Refusal.NEVER) is Refusal.LATER


@pytest.mark.parametrize(
    ("capabilities", "greeting", "files"),
    [
        ({"IMAP4REV1", "X-GM-EXT-1"}, "* OK Gimap ready for requests", True),
        ({"IMAP4REV1"}, "* OK The Microsoft Exchange IMAP4 service is ready. [TABY]", True),
        ({"IMAP4REV1", "UIDPLUS"}, "* OK [CAPABILITY IMAP4rev1] Dovecot ready.", False),
        (set(), "", False),
    ],
)
def test_servers_that_file_what_is_sent_are_known(
    capabilities: set[str], greeting: str, files: bool
) -> None:
    assert quirks.files_sent(capabilities, greeting) is files


@pytest.mark.parametrize(
    ("host", "files"),
    [
        ("smtp.gmail.com", True),
        ("smtp.office365.com", True),
        ("SMTP-MAIL.outlook.com", True),
        ("smtp.office365.us", True),
        ("mail.example.org", False),
        ("notgmail.com", False),
        ("gmail.com.example.org", False),
    ],
)
def test_their_servers_for_sending_are_known_by_name(host: str, files: bool) -> None:
    assert quirks.host_files_sent(host) is files
