"""Names of the database's versions, known without loading what makes them.

Opening an up-to-date database, as every start does, then costs no more than one small query.
"""

VERSIONS: tuple[str, ...] = (
    "m0001_mail_and_tickets",
    "m0002_pending",
    "m0003_ticket_marks",
    "m0004_journal",
    "m0005_rulings",
    "m0006_deeds",
    "m0007_outgoing",
    "m0008_token_command",
)
"""All migrations of `app.store.schema`, oldest first."""
