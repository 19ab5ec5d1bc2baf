"""The only SQLite: connection, migrations, one repository a noun."""
