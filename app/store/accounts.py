"""Accounts: what a person entered to connect a mailbox, without the password."""

from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from app.store.link import Link

_COLUMNS = (
    "id, name, address, aliases, imap_host, imap_port, smtp_host, smtp_port, security, user, "
    "token_command"
)


class Accounts:
    """The accounts of a profile, by name."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> list[Account]:
        """Return every account, oldest first."""
        rows = self._link.rows(f"SELECT {_COLUMNS} FROM account ORDER BY id")
        return [_row_to_account(*r) for r in rows]

    def by_name(self, name: str) -> Account | None:
        """Return the account of this name."""
        row = self._link.row(f"SELECT {_COLUMNS} FROM account WHERE name = ?", (name,))
        return _row_to_account(*row) if row else None

    def by_id(self, account: AccountId) -> Account | None:
        """Return the account with this id."""
        row = self._link.row(f"SELECT {_COLUMNS} FROM account WHERE id = ?", (account,))
        return _row_to_account(*row) if row else None

    def add(self, settings: AccountSettings) -> AccountId:
        """Store a new account; its name must be free."""
        return AccountId(
            self._link.write(
                "INSERT INTO account (name, address, aliases, imap_host, imap_port, smtp_host, "
                "smtp_port, security, user, token_command) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    settings.name,
                    settings.address.lower(),
                    " ".join(a.lower() for a in settings.aliases),
                    settings.imap.host if settings.imap else "",
                    settings.imap.port if settings.imap else 0,
                    settings.smtp.host if settings.smtp else "",
                    settings.smtp.port if settings.smtp else 0,
                    settings.security.value,
                    settings.user,
                    settings.token_command,
                ),
            )
        )

    def change(self, account: AccountId, settings: AccountSettings) -> None:
        """Store other servers, protection, way to log in and aliases of an account."""
        self._link.write(
            "UPDATE account SET aliases = ?, imap_host = ?, imap_port = ?, smtp_host = ?, "
            "smtp_port = ?, security = ?, user = ?, token_command = ? WHERE id = ?",
            (
                " ".join(a.lower() for a in settings.aliases),
                settings.imap.host if settings.imap else "",
                settings.imap.port if settings.imap else 0,
                settings.smtp.host if settings.smtp else "",
                settings.smtp.port if settings.smtp else 0,
                settings.security.value,
                settings.user,
                settings.token_command,
                account,
            ),
        )

    def remove(self, account: AccountId) -> None:
        """Remove an account with all its folders, letters, search words and tickets."""
        # A contentless index cannot forget one row without its old text, so what stays is rebuilt
        # by the caller (`Letters.reindex`); the letters themselves go by cascade.
        self._link.write("DELETE FROM account WHERE id = ?", (account,))


def _row_to_account(
    key: int,
    name: str,
    address: str,
    aliases: str,
    imap_host: str,
    imap_port: int,
    smtp_host: str,
    smtp_port: int,
    security: str,
    user: str,
    token_command: str,
) -> Account:
    return Account(
        AccountId(key),
        AccountSettings(
            name=name,
            address=address,
            imap=Endpoint(imap_host, imap_port) if imap_host else None,
            smtp=Endpoint(smtp_host, smtp_port) if smtp_host else None,
            security=Security(security),
            user=user,
            aliases=tuple(aliases.split()),
            token_command=token_command,
        ),
    )
