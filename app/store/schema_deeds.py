"""What a person did last on this computer, so that it can be taken back after a restart too."""

M0006 = """
CREATE TABLE deed (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    deed TEXT NOT NULL,
    tickets TEXT NOT NULL,              -- ids, space separated
    folder TEXT NOT NULL,               -- where letters were moved to
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE deed_back (
    deed INTEGER NOT NULL REFERENCES deed(number) ON DELETE CASCADE,
    place INTEGER NOT NULL,             -- order within the deed
    account INTEGER REFERENCES account(id) ON DELETE CASCADE, -- NULL: ids of letters alone
    back TEXT NOT NULL,                 -- JSON, see services.triage
    PRIMARY KEY (deed, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX deed_back_by_account ON deed_back (account)
"""
