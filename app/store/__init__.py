"""The only SQLite: opening and migrating it, and one repository a noun."""

from app.store.store import Store, Transaction, open_reader, open_store

__all__ = ["Store", "Transaction", "open_reader", "open_store"]
