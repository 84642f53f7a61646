-- One row for each acceptance of an item. Times are microseconds since the Unix epoch.
CREATE TABLE item (
    -- Unique and increasing, so it is the key and the order of acceptance as well.
    accepted_at   INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL,
    item_group    TEXT    NOT NULL,
    request_id    TEXT    NOT NULL,
    payload_bytes INTEGER NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('waiting', 'leased', 'done', 'dead')),
    attempts      INTEGER NOT NULL,
    -- Raised when a lease begins and when it ends, never reset: a lease is good while the row has its generation.
    generation    INTEGER NOT NULL,
    -- waiting: from when the item may be leased; leased: when the lease runs out.
    due_at        INTEGER CHECK ((due_at IS NOT NULL) = (state IN ('waiting', 'leased'))),
    finished_at   INTEGER CHECK ((finished_at IS NOT NULL) = (state IN ('done', 'dead'))),
    last_error    TEXT,
    -- How often in a row a lease was released without a try; 0 after a failed try and after a revival.
    releases      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every index ends with the row id, which is accepted_at.
CREATE INDEX item_by_id ON item (id);
CREATE INDEX item_by_group ON item (item_group);
CREATE INDEX item_by_due_time ON item (state, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX item_by_finish_time ON item (state, finished_at) WHERE finished_at IS NOT NULL;

-- Apart from the item, so that a change of state does not write the payload again. A done item has none.
CREATE TABLE payload (
    accepted_at INTEGER PRIMARY KEY REFERENCES item (accepted_at) ON DELETE CASCADE,
    bytes       BLOB    NOT NULL
) STRICT;

-- The latest `accepted_at` of a dead letter that was deleted: no later acceptance may have it again, or a lease from
-- before would be good for it.
CREATE TABLE forgotten (accepted_at INTEGER NOT NULL) STRICT;
INSERT INTO forgotten VALUES (0);
