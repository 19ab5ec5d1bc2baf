"""Archive, trash, junk and drafts by flag, else by name."""

import pytest

from app.domain.accounts import FolderRole
from mail.quirks import ListedFolder, with_roles
from mail.special_folders import NAMES


def _roles(*listed: tuple[str, str]) -> dict[str, FolderRole]:
    folders = [
        ListedFolder(name, frozenset(flags.split()), "/", reachable=True) for name, flags in listed
    ]
    return {f.name: f.role for f in with_roles(folders)}


def test_a_flag_counts_more_than_a_name() -> None:
    roles = _roles(("INBOX", ""), ("Trash", ""), ("Removed", "\\trash"), ("Old", "\\archive"))
    assert roles == {
        "INBOX": FolderRole.INBOX,
        "Trash": FolderRole.OTHER,
        "Removed": FolderRole.TRASH,
        "Old": FolderRole.ARCHIVE,
    }


def test_all_mail_is_the_archive_where_there_is_no_other() -> None:
    gmail = (("[Gmail]/All Mail", "\\all"), ("[Gmail]/Bin", "\\trash"), ("[Gmail]/Spam", "\\junk"))
    assert set(_roles(*gmail).values()) == {FolderRole.ARCHIVE, FolderRole.TRASH, FolderRole.JUNK}
    assert _roles(*gmail, ("Kept", "\\archive"))["[Gmail]/All Mail"] is FolderRole.OTHER


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("INBOX/Archive", FolderRole.ARCHIVE),
        ("Корзина", FolderRole.TRASH),
        ("Кошик", FolderRole.TRASH),
        ("Архів", FolderRole.ARCHIVE),
        ("Deleted Items", FolderRole.TRASH),
        ("Junk E-mail", FolderRole.JUNK),
        ("Entwürfe", FolderRole.DRAFTS),
        ("Черновики", FolderRole.DRAFTS),
        ("Invoices", FolderRole.OTHER),
    ],
)
def test_names_in_many_languages(name: str, role: FolderRole) -> None:
    assert _roles((name, ""))[name] is role


def test_only_one_folder_has_each_role() -> None:
    roles = _roles(("Trash", ""), ("Deleted", ""), ("Projects/Trash", ""))
    assert [n for n, r in roles.items() if r is FolderRole.TRASH] == ["Trash"]


def test_no_name_stands_for_two_roles() -> None:
    names = [name for known in NAMES.values() for name in known]
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)
