"""What people write here: drafts with their versions and files, and letters on their way."""

M0007 = """
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    anchor TEXT NOT NULL,               -- of the ticket, '' for a new one
    letter TEXT NOT NULL,               -- Message-ID of a letter in that ticket, '' for a new one
    answers TEXT NOT NULL,              -- Message-ID of what is answered or passed on, '' for none
    seen TEXT NOT NULL,                 -- marks of the letters that the writer knows
    seen_before INTEGER NOT NULL,
    begun INTEGER NOT NULL,             -- seconds UTC
    saved INTEGER NOT NULL,             -- seconds UTC
    version INTEGER NOT NULL,
    kept INTEGER NOT NULL,              -- when a version was last kept, seconds UTC
    content TEXT NOT NULL,              -- JSON, see store.drafts
    message_id TEXT NOT NULL DEFAULT '',-- fixed when it first was sent
    discarded INTEGER,                  -- when, seconds UTC
    ended INTEGER NOT NULL DEFAULT 0    -- 1: discarded, or filed; nothing shows it any more
) STRICT;

CREATE INDEX draft_going_on ON draft (account, letter) WHERE ended = 0;

CREATE TABLE draft_version (            -- earlier forms, to go back to
    draft INTEGER NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    content TEXT NOT NULL,
    files TEXT NOT NULL,                -- ids of the files that it had, space separated
    PRIMARY KEY (draft, version)
) STRICT;

CREATE TABLE draft_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    content_id TEXT NOT NULL,
    whole INTEGER NOT NULL DEFAULT 0,   -- 1: all its pieces are here
    removed INTEGER NOT NULL DEFAULT 0, -- 1: taken out of the letter; a version may bring it back
    source INTEGER REFERENCES message(id) ON DELETE SET NULL, -- its bytes are an attachment of this
    place INTEGER NOT NULL DEFAULT 0    -- which attachment
) STRICT;

CREATE INDEX draft_file_by_draft ON draft_file (draft);

CREATE INDEX draft_file_by_source ON draft_file (source) WHERE source IS NOT NULL;

CREATE TABLE draft_file_piece (
    file INTEGER NOT NULL REFERENCES draft_file(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,            -- from 0
    data BLOB NOT NULL,
    PRIMARY KEY (file, number)
) STRICT;

CREATE TABLE outgoing (                 -- drafts that somebody sent
    draft INTEGER PRIMARY KEY REFERENCES draft(id) ON DELETE CASCADE,
    account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL,
    queued INTEGER NOT NULL,            -- seconds UTC
    planned INTEGER NOT NULL,           -- not_before as the person chose it: the order in a ticket
    not_before INTEGER NOT NULL,        -- seconds UTC
    changed INTEGER NOT NULL,           -- when its state last changed, seconds UTC
    tries INTEGER NOT NULL DEFAULT 0,
    held TEXT NOT NULL DEFAULT '',      -- why, '' where it is not held
    said TEXT NOT NULL DEFAULT '',
    refusals TEXT NOT NULL DEFAULT '[]',-- JSON [[address, code, said], ...]
    unsure INTEGER NOT NULL DEFAULT 0,  -- 1: it may have left once, whatever its state is now
    deed INTEGER,                       -- number of the deed that sent it
    size INTEGER NOT NULL DEFAULT 0,    -- bytes of the letter, 0 before it was composed
    message INTEGER REFERENCES message(id) ON DELETE SET NULL, -- as it stands in its ticket
    copied INTEGER NOT NULL DEFAULT 0   -- 1: its copy in Sent was seen
) STRICT;

CREATE INDEX outgoing_by_account ON outgoing (account, state);

CREATE INDEX outgoing_without_copy ON outgoing (account, message_id) WHERE copied = 0;

CREATE INDEX outgoing_by_message ON outgoing (message) WHERE message IS NOT NULL;

CREATE TABLE outgoing_piece (           -- the letter as it is handed over
    draft INTEGER NOT NULL REFERENCES outgoing(draft) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (draft, number)
) STRICT
"""
