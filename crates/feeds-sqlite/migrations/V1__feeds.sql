-- Times are microseconds since the Unix epoch.
CREATE TABLE feed (
    id               TEXT    PRIMARY KEY,
    url              TEXT    NOT NULL,
    interval_seconds INTEGER,
    created_at       INTEGER NOT NULL,
    -- What was learnt of it, as JSON; nothing in it is searched for.
    state            TEXT    NOT NULL,
    -- Also in `state`: when it is to be fetched. NULL if it has stopped.
    next_fetch_at    INTEGER,
    -- When there is something to do: to fetch it, or an entry. NULL if there never is.
    due_at           INTEGER,
    -- Raised when a lease begins and when it ends: a lease is good while the row has its generation.
    generation       INTEGER NOT NULL DEFAULT 0,
    leased_until     INTEGER,
    submitted        INTEGER NOT NULL DEFAULT 0,
    given_up         INTEGER NOT NULL DEFAULT 0,
    last_entry_error TEXT
) STRICT;

CREATE INDEX feed_by_due_time ON feed (due_at) WHERE due_at IS NOT NULL;

-- Leases must not come back with a feed that is deleted and created anew, so generations count over all feeds.
CREATE TABLE generation (last INTEGER NOT NULL) STRICT;
INSERT INTO generation VALUES (0);

CREATE TABLE entry (
    number  INTEGER PRIMARY KEY,
    feed    TEXT    NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    key     TEXT    NOT NULL,
    -- Which of the sitemaps of an index lists it; empty for what the feed itself lists.
    source  TEXT    NOT NULL,
    version TEXT    NOT NULL,
    -- When it was listed last.
    seen_at INTEGER NOT NULL,
    -- When it is to be tried; NULL unless it waits.
    due_at  INTEGER,
    tries   INTEGER NOT NULL,
    -- NULL unless it waits.
    payload BLOB CHECK ((payload IS NOT NULL) = (due_at IS NOT NULL)),
    -- Its page when it was done last, as JSON.
    page    TEXT,
    UNIQUE (feed, key)
) STRICT;

CREATE INDEX entry_by_due_time ON entry (feed, due_at, number) WHERE due_at IS NOT NULL;
CREATE INDEX entry_by_seen_time ON entry (feed, seen_at) WHERE due_at IS NULL;
