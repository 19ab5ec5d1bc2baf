"""Small named values of a profile, and the senders whose remote images are shown."""

from app.store.link import Link


class Settings:
    """Key and value text; names are constants of their users, prefixed by area."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, name: str) -> str | None:
        """Return a value, or None where it was never set."""
        row = self._link.row("SELECT value FROM setting WHERE name = ?", (name,))
        return None if row is None else str(row[0])

    def names(self, begin: str) -> list[str]:
        """Return the names that begin so, in order."""
        rows = self._link.rows(
            "SELECT name FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name",
            (len(begin), begin),
        )
        return [str(row[0]) for row in rows]

    def put(self, name: str, value: str) -> None:
        """Set a value."""
        self._link.write(
            "INSERT INTO setting (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def remove(self, name: str) -> None:
        """Forget a value."""
        self._link.write("DELETE FROM setting WHERE name = ?", (name,))

    def image_senders(self) -> frozenset[str]:
        """Addresses (lower case) whose remote images the person always wants to see."""
        return frozenset(r[0] for r in self._link.rows("SELECT address FROM image_sender"))

    def allow_images(self, address: str, *, allowed: bool) -> None:
        """Remember or forget that a sender's remote images are shown."""
        if allowed:
            self._link.write(
                "INSERT OR IGNORE INTO image_sender (address) VALUES (?)", (address.lower(),)
            )
        else:
            self._link.write("DELETE FROM image_sender WHERE address = ?", (address.lower(),))

    def forget_strangers(self) -> None:
        """Forget senders of whom no letter is here any more."""
        self._link.write(
            "DELETE FROM image_sender WHERE address NOT IN (SELECT lower(sender) FROM message)"
        )
