"""Accounts and folders: where mail comes from."""

import ipaddress
import shlex
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import RejectedError
from app.domain.ids import AccountId, FolderId


class Security(StrEnum):
    """How a connection is protected. There is no "accept any certificate"."""

    TLS = "tls"
    """TLS from the first byte, certificate and host name verified."""
    STARTTLS = "starttls"
    """Plain greeting, then STARTTLS which must succeed before anything is said."""
    NONE = "none"
    """No protection; allowed for loopback addresses only."""


class FolderRole(StrEnum):
    """What a folder is for (RFC 6154 or its name)."""

    INBOX = "inbox"
    SENT = "sent"
    ARCHIVE = "archive"
    TRASH = "trash"
    JUNK = "junk"
    DRAFTS = "drafts"
    JOURNAL = "journal"
    """Carries what the team says (mail/wire-format.md); its letters are never shown as such."""
    OTHER = "other"
    LOCAL = "local"
    """Imported letters; on no server, never synced."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server's host and port."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether the host can only mean this machine; nothing is looked up."""
        if self.host.lower() == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """What a person enters to connect a mailbox; a password lives in the vault only."""

    name: str
    """Unique name chosen by the person, such as ``support``."""
    address: str
    """The inbox address; letters from it are ours."""
    imap: Endpoint | None
    """None for mail that was imported and has no server."""
    smtp: Endpoint | None
    security: Security
    user: str
    """Login name."""
    aliases: tuple[str, ...] = ()
    """Further addresses that are ours, such as members' own."""
    token_command: str = ""
    """Program that prints an access token, asked at each log-in (XOAUTH2), with its arguments.

    ``""``: a password is used instead. Only who sits here may set it, at the command line or in a
    dialog: what it names is run. It is no secret and is stored; what it prints never is.
    """


def program_words(token_command: str) -> list[str]:
    """Split a command into a program and its arguments, by the quoting of a shell; none is run.

    Raises `RejectedError` where that cannot be done, and for a command without words.
    """
    if not token_command.isprintable():
        raise RejectedError("The command for access tokens holds characters that cannot be seen.")
    try:
        words = shlex.split(token_command)
    except ValueError as error:
        raise RejectedError(
            f"The command for access tokens cannot be read: {str(error).lower()}."
        ) from error
    if not words or not words[0]:
        raise RejectedError("The command for access tokens names no program.")
    return words


@dataclass(frozen=True, slots=True)
class Account:
    """A stored account."""

    id: AccountId
    settings: AccountSettings


@dataclass(frozen=True, slots=True)
class Folder:
    """A stored folder of an account and what is known of its server side."""

    id: FolderId
    account: AccountId
    name: str
    """Name as the server gives it, decoded from modified UTF-7; data, never a path."""
    role: FolderRole
    followed: bool
    uidvalidity: int | None
    """None until the first pass."""
    server_count: int | None
    """Messages on the server when last asked."""
    local_count: int
    """Placements here that are still on the server."""
