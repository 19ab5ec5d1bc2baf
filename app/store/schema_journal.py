"""Tables of the team's journal: the fourth version of the database, as SQL.

Events are kept as they stand in their batch, so that the line that carried them can be put together
again, byte for byte. What follows from events is never kept here.
"""

M0004 = """
CREATE TABLE journal (                  -- an account's place in its team
    account INTEGER PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
    device TEXT NOT NULL DEFAULT '',    -- this computer; '' until it has a key
    introduced INTEGER NOT NULL DEFAULT 0, -- 1: an event of it says whose it is
    forked INTEGER NOT NULL DEFAULT 0,  -- 1: two batches of it name one previous; needs a new key
    team TEXT NOT NULL DEFAULT '',      -- id of the team key, which is in the vault
    stamp INTEGER NOT NULL DEFAULT 0,   -- greatest of all events
    clock_offset REAL NOT NULL DEFAULT 0, -- seconds this computer is behind the server
    uidvalidity INTEGER NOT NULL DEFAULT 0,
    cursor INTEGER NOT NULL DEFAULT 0   -- greatest UID that was read
) STRICT;

CREATE TABLE journal_device (
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    key BLOB,                           -- Ed25519 public key; NULL until it introduced itself
    revoked INTEGER NOT NULL DEFAULT 0,
    mine INTEGER NOT NULL DEFAULT 0,    -- 1: this computer's, now or under an earlier key
    PRIMARY KEY (account, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (                    -- signed lines that count, and those of newer versions
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    device TEXT NOT NULL,
    number INTEGER,                     -- NULL for newer lines outside of any chain
    previous TEXT,
    team TEXT NOT NULL,
    signature TEXT NOT NULL,
    line BLOB,                          -- NULL where signature, chain and events make it up
    size INTEGER NOT NULL,              -- bytes of the line
    checked INTEGER NOT NULL,           -- 0: another batch vouches for it; 2: signature is wrong
    newer INTEGER NOT NULL DEFAULT 0,   -- 1: only a later version understands it
    counts INTEGER NOT NULL DEFAULT 1,  -- 0: its device was revoked before it
    there INTEGER NOT NULL DEFAULT 0,   -- 1: read in the folder, as this line
    copy INTEGER NOT NULL DEFAULT 0,    -- how often it vanished from there
    first INTEGER NOT NULL DEFAULT 0,   -- its events have numbers from here
    last INTEGER NOT NULL DEFAULT -1,   -- to here; this spares them an index and a reference
    UNIQUE (account, digest)
) STRICT;

CREATE INDEX batch_by_device ON batch (account, device, number);

CREATE INDEX batch_missing ON batch (account) WHERE there = 0;

CREATE INDEX batch_shut_out ON batch (account) WHERE counts = 0;

CREATE TABLE stream (                   -- what events are about
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    name TEXT NOT NULL,                 -- such as 'ticket:ANCHOR'
    UNIQUE (account, name)
) STRICT;

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,            -- within a batch, their order there
    account INTEGER NOT NULL,           -- of its stream
    stream INTEGER NOT NULL REFERENCES stream(id) ON DELETE CASCADE,
    id TEXT NOT NULL,                   -- DEVICE.NONCE
    batch INTEGER,                      -- NULL: not sent yet
    deed INTEGER,                       -- number of the local command that wrote it
    source TEXT NOT NULL                -- JSON as in its batch
) STRICT;

CREATE INDEX event_by_stream ON event (stream);

CREATE INDEX event_unsent ON event (account) WHERE batch IS NULL;

CREATE INDEX event_by_deed ON event (account, deed) WHERE deed IS NOT NULL;

CREATE TABLE journal_message (          -- messages of the folder that were read
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    uid INTEGER NOT NULL,
    received INTEGER NOT NULL,          -- INTERNALDATE, seconds UTC
    team TEXT NOT NULL,                 -- id of the team whose key it carries, else ''
    kind TEXT NOT NULL,                 -- 'batches' or 'claims' where nothing else is in it
    later INTEGER NOT NULL,             -- 1: has lines of devices that may introduce themselves yet
    due INTEGER NOT NULL DEFAULT 0,     -- 1: to be read again
    PRIMARY KEY (account, uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_refused (          -- what in the folder does not count
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    uid INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,               -- a sentence, of the first of them
    lines INTEGER NOT NULL,
    PRIMARY KEY (account, uid, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (                     -- which message carries which batch
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    uid INTEGER NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch(id) ON DELETE CASCADE,
    PRIMARY KEY (account, uid, batch)
) STRICT, WITHOUT ROWID;

CREATE INDEX held_by_batch ON held (batch);

CREATE TABLE waiting_line (             -- of devices that have not introduced themselves
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    digest TEXT NOT NULL,               -- of the whole line, its signature included
    received INTEGER NOT NULL,          -- latest INTERNALDATE of its messages
    line BLOB NOT NULL,
    UNIQUE (account, digest)
) STRICT;

CREATE INDEX waiting_line_by_device ON waiting_line (account, device);

CREATE TABLE claim_line (               -- claims and releases of one UIDVALIDITY, proven
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    uid INTEGER NOT NULL,
    place INTEGER NOT NULL,             -- within the message
    received INTEGER NOT NULL,
    id TEXT NOT NULL,                   -- of the claim, made or released: DEVICE.NONCE
    what TEXT,                          -- NULL for a release
    seconds INTEGER,
    PRIMARY KEY (account, uid, place)
) STRICT, WITHOUT ROWID
"""
