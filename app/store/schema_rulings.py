"""What the team says of tickets, beside their rows; all of it follows from letters and events.

The plain columns have short defaults, so that mail of which nobody has said anything costs nothing.
"""

M0005 = """
-- 1: ask the events as well
ALTER TABLE ticket ADD COLUMN said INTEGER NOT NULL DEFAULT 0;

-- '': the root, or never asked
ALTER TABLE ticket ADD COLUMN anchor TEXT NOT NULL DEFAULT '';

-- '': nobody
ALTER TABLE ticket ADD COLUMN assignee TEXT NOT NULL DEFAULT '';

-- '': normal
ALTER TABLE ticket ADD COLUMN priority TEXT NOT NULL DEFAULT '';

ALTER TABLE ticket ADD COLUMN promised INTEGER;

-- one a line
ALTER TABLE ticket ADD COLUMN tags TEXT NOT NULL DEFAULT '';

ALTER TABLE ticket ADD COLUMN notes INTEGER NOT NULL DEFAULT 0;

-- until when it was put aside
ALTER TABLE ticket ADD COLUMN wakes INTEGER;

ALTER TABLE ticket ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;

-- roots merged in, one a line
ALTER TABLE ticket ADD COLUMN joined TEXT NOT NULL DEFAULT '';

DROP INDEX ticket_by_update;

DROP INDEX ticket_by_status;

DROP INDEX ticket_bounced;

DROP INDEX ticket_put_away;

CREATE INDEX ticket_by_update ON ticket (updated DESC, id DESC, account, assignee);

CREATE INDEX ticket_by_status ON ticket (status, updated DESC, id DESC, account, assignee)
    WHERE away = 0;

CREATE INDEX ticket_bounced ON ticket (updated DESC, id DESC, account, assignee)
    WHERE bounced = 1 AND away = 0;

CREATE INDEX ticket_put_away ON ticket (updated DESC, id DESC, account, assignee) WHERE away > 0;

CREATE INDEX ticket_by_assignee ON ticket
    (assignee, updated DESC, id DESC, status, away, bounced, account) WHERE assignee <> '';

CREATE INDEX ticket_disputed ON ticket (updated DESC, id DESC, account) WHERE disputed = 1;

CREATE INDEX ticket_by_wakes ON ticket (wakes) WHERE wakes IS NOT NULL;

CREATE TABLE ticket_tag (               -- with what lists ask for, so that a page reads no rows
    tag TEXT NOT NULL,                  -- case folded
    updated INTEGER NOT NULL,
    id INTEGER NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
    account INTEGER NOT NULL,
    status TEXT NOT NULL,
    away INTEGER NOT NULL,
    bounced INTEGER NOT NULL,
    assignee TEXT NOT NULL,
    label TEXT NOT NULL,                -- as somebody wrote it
    PRIMARY KEY (tag, updated DESC, id DESC)
) STRICT, WITHOUT ROWID;

CREATE INDEX ticket_tag_by_ticket ON ticket_tag (id);

CREATE TRIGGER ticket_tagged_changed AFTER UPDATE OF updated, status, away, bounced, assignee
    ON ticket WHEN old.tags <> '' BEGIN
    UPDATE ticket_tag SET updated = new.updated, status = new.status, away = new.away,
        bounced = new.bounced, assignee = new.assignee WHERE id = new.id;
END;

CREATE TABLE joined_code (              -- codes of tickets that were merged into others
    ticket INTEGER NOT NULL REFERENCES ticket(id) ON DELETE CASCADE,
    root TEXT NOT NULL,
    code TEXT NOT NULL,
    former INTEGER,                     -- id of its row before, which it gets again
    PRIMARY KEY (ticket, root)
) STRICT, WITHOUT ROWID;

CREATE INDEX joined_code_by_code ON joined_code (code);

CREATE TABLE ruling (
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    stream TEXT NOT NULL,               -- of the letter that was moved, or the ticket merged
    target TEXT NOT NULL,               -- anchor where it went
    PRIMARY KEY (account, stream, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE tie (                      -- neighbourhoods with these nodes are one, by a ruling
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    node INTEGER NOT NULL,
    other INTEGER NOT NULL,
    stream TEXT NOT NULL,
    PRIMARY KEY (account, node, other, stream)
) STRICT, WITHOUT ROWID;

CREATE INDEX tie_by_stream ON tie (account, stream);

CREATE TABLE spoken (                   -- nodes of letters and tickets that events name
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    node INTEGER NOT NULL,
    PRIMARY KEY (account, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    colour TEXT NOT NULL,
    gone INTEGER NOT NULL,
    heads TEXT NOT NULL,                -- space separated
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_device (
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    member TEXT NOT NULL,
    name TEXT NOT NULL,
    revoked INTEGER NOT NULL,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID
"""
