"""Every version of the database, oldest first. Published migrations never change.

Each runs in one transaction together with the record of it, so a killed upgrade leaves the old
version. They import nothing of ours but their own text and use no rules that may change later.
"""

from sqlite_utils import Database, Migrations

from app.store.schema_deeds import M0006
from app.store.schema_journal import M0004
from app.store.schema_outgoing import M0007
from app.store.schema_rulings import M0005

migrations = Migrations("postroom")


@migrations()
def m0001_mail_and_tickets(db: Database) -> None:
    """Accounts, folders, letters with their source, tickets, the change log."""
    for statement in _M0001.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0002_pending(db: Database) -> None:
    """What a person changed here and the server does not know yet, laid over what it said."""
    for statement in _M0002.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0003_ticket_marks(db: Database) -> None:
    """Where a ticket's letters stand, its flag, and whether a change waits for the server."""
    for statement in _M0003.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0004_journal(db: Database) -> None:
    """What the team says: events, the batches that carry them, and what was read of the folder."""
    for statement in M0004.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0005_rulings(db: Database) -> None:
    """What the team says of tickets, as it follows from events."""
    for statement in M0005.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0006_deeds(db: Database) -> None:
    """The last things that a person did on this computer, to take them back."""
    for statement in M0006.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0007_outgoing(db: Database) -> None:
    """Drafts, and letters on their way."""
    for statement in M0007.split(";\n\n"):
        db.execute(statement)


@migrations()
def m0008_token_command(db: Database) -> None:
    """Which program gives the access token of an account; '' where a password is used."""
    db.execute("ALTER TABLE account ADD COLUMN token_command TEXT NOT NULL DEFAULT ''")


_M0001 = """
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,              -- lower case; '' for imported mail without an inbox
    aliases TEXT NOT NULL DEFAULT '',   -- space separated, lower case
    imap_host TEXT NOT NULL DEFAULT '', -- '' for an account without a server
    imap_port INTEGER NOT NULL DEFAULT 0,
    smtp_host TEXT NOT NULL DEFAULT '',
    smtp_port INTEGER NOT NULL DEFAULT 0,
    security TEXT NOT NULL,
    user TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    name TEXT NOT NULL,                 -- as the server says; never used as a path
    role TEXT NOT NULL,
    followed INTEGER NOT NULL,
    uidvalidity INTEGER,
    uidnext INTEGER,
    highest_modseq INTEGER,
    server_count INTEGER,
    UNIQUE (account, name)
) STRICT;

CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    message_id TEXT NOT NULL,
    content_hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    received INTEGER NOT NULL,          -- earliest INTERNALDATE, seconds UTC
    date INTEGER,                       -- Date header, seconds UTC; never a rule's input
    subject TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    sender TEXT NOT NULL,               -- address, lower case
    people TEXT NOT NULL,               -- JSON [[name, address], ...] of To and Cc
    refs TEXT NOT NULL,                 -- space separated, oldest first
    snippet TEXT NOT NULL,
    attachments INTEGER NOT NULL,       -- how many, without inline images
    automatic TEXT NOT NULL,
    list_id TEXT NOT NULL,
    bounced_id TEXT NOT NULL,
    bounced_recipient TEXT NOT NULL,
    bounced_for_good INTEGER NOT NULL,
    ours INTEGER NOT NULL,
    to_us INTEGER NOT NULL,
    colleague INTEGER NOT NULL,
    answers_token INTEGER NOT NULL,
    subject_key TEXT NOT NULL,
    quoted_code TEXT NOT NULL,
    unread INTEGER NOT NULL,
    readable INTEGER NOT NULL,          -- 0: limits exceeded, only the source is known
    reader_version INTEGER NOT NULL,
    neighbourhood INTEGER NOT NULL,     -- letters that may share a ticket; see grouping.nodes
    ticket INTEGER,
    place INTEGER NOT NULL DEFAULT 0,   -- position in its ticket
    why TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    UNIQUE (message_id, account, content_hash)
) STRICT;

CREATE INDEX message_by_neighbourhood ON message (neighbourhood);

CREATE INDEX message_by_ticket ON message (ticket, place);

CREATE TABLE source (
    message INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE,
    codec TEXT NOT NULL,                -- zstd
    data BLOB NOT NULL
) STRICT;

CREATE TABLE dictionary (                -- what an account's letters have in common, for zstd
    id INTEGER PRIMARY KEY,             -- zstd's own number of it, which each source names
    account INTEGER NOT NULL UNIQUE REFERENCES account(id) ON DELETE CASCADE,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE placement (
    folder INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE,
    uid INTEGER NOT NULL,
    message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
    flags TEXT NOT NULL,                -- space separated, sorted
    gone INTEGER NOT NULL DEFAULT 0,    -- 1: no longer on the server
    PRIMARY KEY (folder, uid)
) STRICT, WITHOUT ROWID;

CREATE INDEX placement_by_message ON placement (message);

CREATE TABLE node (
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    node INTEGER NOT NULL,
    message INTEGER NOT NULL,           -- a letter goes only with its account; so no reference,
                                        -- which would cost an index that nothing else asks
    PRIMARY KEY (account, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    neighbourhood INTEGER NOT NULL,
    code TEXT NOT NULL,
    root TEXT NOT NULL,
    subject TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact TEXT NOT NULL,
    snippet TEXT NOT NULL,
    updated INTEGER NOT NULL,           -- newest letter's arrival, seconds UTC
    letters INTEGER NOT NULL,
    attachments INTEGER NOT NULL,
    status TEXT NOT NULL,
    bounced INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    related TEXT NOT NULL               -- space separated Message-IDs or codes
) STRICT;

CREATE INDEX ticket_by_code ON ticket (code);

CREATE INDEX ticket_by_neighbourhood ON ticket (neighbourhood);

CREATE INDEX ticket_by_update ON ticket (updated DESC, id DESC);

CREATE INDEX ticket_by_status ON ticket (status, updated DESC, id DESC);

CREATE INDEX ticket_bounced ON ticket (updated DESC, id DESC) WHERE bounced = 1;

CREATE TABLE tally (
    name TEXT PRIMARY KEY,              -- a status, 'bounced' or 'all'
    tickets INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tally (name, tickets) VALUES
    ('all', 0), ('bounced', 0), ('open', 0), ('waiting', 0), ('snoozed', 0), ('closed', 0);

CREATE TRIGGER ticket_counted AFTER INSERT ON ticket BEGIN
    UPDATE tally SET tickets = tickets + 1
        WHERE name IN ('all', new.status, iif(new.bounced, 'bounced', ''));
END;

CREATE TRIGGER ticket_uncounted AFTER DELETE ON ticket BEGIN
    UPDATE tally SET tickets = tickets - 1
        WHERE name IN ('all', old.status, iif(old.bounced, 'bounced', ''));
END;

CREATE TRIGGER ticket_recounted AFTER UPDATE OF status, bounced ON ticket
    WHEN old.status <> new.status OR old.bounced <> new.bounced BEGIN
    UPDATE tally SET tickets = tickets - 1
        WHERE name IN (old.status, iif(old.bounced, 'bounced', ''));
    UPDATE tally SET tickets = tickets + 1
        WHERE name IN (new.status, iif(new.bounced, 'bounced', ''));
END;

CREATE VIRTUAL TABLE letter_words USING fts5(
    words, content='', detail='full', tokenize="ascii"
);

INSERT INTO letter_words (letter_words, rank) VALUES ('hashsize', 4194304);

INSERT INTO letter_words (letter_words, rank) VALUES ('automerge', 8);

CREATE TABLE words_waiting (            -- of letters that the index does not have yet
    message INTEGER PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE,
    size INTEGER NOT NULL,              -- characters; known without reading the words themselves
    words TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    ids TEXT NOT NULL                   -- space separated
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE image_sender (
    address TEXT PRIMARY KEY            -- senders whose remote images are always shown
) STRICT, WITHOUT ROWID
"""

_M0002 = """
CREATE TABLE pending (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- a wish changed is a new row: an answer to the old one
                                          -- that is under way must not remove it
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    message INTEGER NOT NULL REFERENCES message(id) ON DELETE CASCADE,
    folder INTEGER NOT NULL REFERENCES folder(id) ON DELETE CASCADE, -- where the letter stands
    kind TEXT NOT NULL,                   -- a flag such as \\Seen, or 'move'
    wanted INTEGER NOT NULL,              -- 1: flag set, or moved; 0: flag cleared
    target INTEGER REFERENCES folder(id) ON DELETE CASCADE, -- of a move
    state TEXT NOT NULL DEFAULT 'waiting',
    said TEXT NOT NULL DEFAULT '',        -- why it is 'refused' or 'overruled'
    since INTEGER NOT NULL DEFAULT 0,     -- when it was, seconds UTC
    tries INTEGER NOT NULL DEFAULT 0,     -- how often the server put it off
    begun_validity INTEGER,               -- of a move: the target's counters before it was sent
    begun_uidnext INTEGER,
    UNIQUE (message, folder, kind)
) STRICT;

CREATE INDEX pending_by_account ON pending (account, state);

CREATE VIEW shown_place AS
SELECT p.message, p.folder, p.uid, p.gone, p.flags,
    coalesce((SELECT w.target FROM pending w WHERE w.message = p.message AND w.folder = p.folder
        AND w.kind = 'move' AND w.state = 'waiting'), p.folder) AS shown_in,
    coalesce((SELECT w.wanted FROM pending w WHERE w.message = p.message AND w.folder = p.folder
        AND w.kind = '\\Seen' AND w.state = 'waiting'), instr(p.flags, '\\Seen') > 0) AS seen,
    coalesce((SELECT w.wanted FROM pending w WHERE w.message = p.message AND w.folder = p.folder
        AND w.kind = '\\Flagged' AND w.state = 'waiting'),
        instr(p.flags, '\\Flagged') > 0) AS flagged,
    coalesce((SELECT w.wanted FROM pending w WHERE w.message = p.message AND w.folder = p.folder
        AND w.kind = '\\Answered' AND w.state = 'waiting'),
        instr(p.flags, '\\Answered') > 0) AS answered
FROM placement p
"""

_M0003 = """
ALTER TABLE ticket ADD COLUMN away INTEGER NOT NULL DEFAULT 0;

ALTER TABLE ticket ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0;

ALTER TABLE ticket ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER ticket_counted;

DROP TRIGGER ticket_uncounted;

DROP TRIGGER ticket_recounted;

UPDATE ticket SET
    away = coalesce(
        (SELECT min(coalesce((SELECT min(CASE
            WHEN s.gone OR instr(s.flags, '\\Deleted') > 0 THEN 4
            WHEN f.role = 'trash' THEN 3 WHEN f.role = 'junk' THEN 2
            WHEN f.role = 'archive' THEN 1 ELSE 0 END)
            FROM shown_place s JOIN folder f ON f.id = s.shown_in WHERE s.message = m.id), 0))
        FROM message m WHERE m.ticket = ticket.id
            AND m.ours = (SELECT min(o.ours) FROM message o WHERE o.ticket = ticket.id)), 0),
    flagged = EXISTS (SELECT 1 FROM message m JOIN shown_place s ON s.message = m.id
        WHERE m.ticket = ticket.id AND s.flagged AND s.gone = 0),
    unsent = EXISTS (SELECT 1 FROM message m JOIN pending w ON w.message = m.id
        WHERE m.ticket = ticket.id AND w.state = 'waiting');

DROP INDEX ticket_by_update;

DROP INDEX ticket_by_status;

DROP INDEX ticket_bounced;

CREATE INDEX ticket_by_update ON ticket (updated DESC, id DESC, account);

CREATE INDEX ticket_by_status ON ticket (status, updated DESC, id DESC, account) WHERE away = 0;

CREATE INDEX ticket_bounced ON ticket (updated DESC, id DESC, account)
    WHERE bounced = 1 AND away = 0;

CREATE INDEX ticket_put_away ON ticket (updated DESC, id DESC, account) WHERE away > 0;

DELETE FROM tally;

INSERT INTO tally (name, tickets) VALUES
    ('all', (SELECT count(*) FROM ticket)),
    ('away', (SELECT count(*) FROM ticket WHERE away > 0)),
    ('bounced', (SELECT count(*) FROM ticket WHERE bounced = 1 AND away = 0)),
    ('open', (SELECT count(*) FROM ticket WHERE status = 'open' AND away = 0)),
    ('waiting', (SELECT count(*) FROM ticket WHERE status = 'waiting' AND away = 0)),
    ('snoozed', (SELECT count(*) FROM ticket WHERE status = 'snoozed' AND away = 0)),
    ('closed', (SELECT count(*) FROM ticket WHERE status = 'closed' AND away = 0));

CREATE TRIGGER ticket_counted AFTER INSERT ON ticket BEGIN
    UPDATE tally SET tickets = tickets + 1 WHERE name IN ('all',
        iif(new.away, 'away', new.status), iif(new.bounced AND NOT new.away, 'bounced', ''));
END;

CREATE TRIGGER ticket_uncounted AFTER DELETE ON ticket BEGIN
    UPDATE tally SET tickets = tickets - 1 WHERE name IN ('all',
        iif(old.away, 'away', old.status), iif(old.bounced AND NOT old.away, 'bounced', ''));
END;

CREATE TRIGGER ticket_recounted AFTER UPDATE OF status, bounced, away ON ticket
    WHEN old.status <> new.status OR old.bounced <> new.bounced OR old.away <> new.away BEGIN
    UPDATE tally SET tickets = tickets - 1 WHERE name IN (
        iif(old.away, 'away', old.status), iif(old.bounced AND NOT old.away, 'bounced', ''));
    UPDATE tally SET tickets = tickets + 1 WHERE name IN (
        iif(new.away, 'away', new.status), iif(new.bounced AND NOT new.away, 'bounced', ''));
END
"""
