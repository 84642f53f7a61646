-- The ledger. Every table leads with, or can be reached through, the document, so that documents can be divided
-- among shards. Nothing of it is ever deleted; what is derived from it comes at the end.

-- One wording of a document, with the metadata it was first recorded with, and what was missing of it then.
CREATE TABLE revision (
    -- In the order of recording.
    number      INTEGER PRIMARY KEY,
    document_id TEXT    NOT NULL,
    revision_id TEXT    NOT NULL,
    -- Nanoseconds since the Unix epoch. The current revision is the one with the greatest (accepted_at, revision_id).
    accepted_at INTEGER NOT NULL,
    -- The document's parts as JSON, with its id and without the text.
    parts       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    UNIQUE (document_id, revision_id)
) STRICT;

CREATE INDEX revision_by_acceptance ON revision (document_id, accepted_at, revision_id);

-- What one extractor made of one revision. The current extraction of a revision is the one with the greatest id.
CREATE TABLE extraction (
    id             INTEGER PRIMARY KEY,
    document_id    TEXT    NOT NULL,
    revision_id    TEXT    NOT NULL,
    extractor      TEXT    NOT NULL,
    language       TEXT,
    -- JSON.
    notes          TEXT    NOT NULL,
    -- Its claims are those with the sequences from first_sequence on, this many of them.
    first_sequence INTEGER NOT NULL,
    claims         INTEGER NOT NULL,
    UNIQUE (document_id, revision_id, extractor)
) STRICT;

CREATE TABLE claim (
    -- In the order of recording, and in text order within an extraction.
    sequence      INTEGER PRIMARY KEY,
    claim_id      TEXT    NOT NULL,
    extraction_id INTEGER NOT NULL REFERENCES extraction (id),
    document_id   TEXT    NOT NULL,
    -- 20260304; the least 32-bit number without a day.
    published_day INTEGER NOT NULL,
    -- 1 if it belongs to the current extraction of the document's current revision, else 0.
    current       INTEGER NOT NULL,
    -- The same for claims of the document, in any revision, that say the same.
    saying        INTEGER NOT NULL,
    -- The whole claim as JSON.
    claim         TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX claim_by_id ON claim (claim_id, extraction_id);
CREATE INDEX claim_by_saying ON claim (saying, current);

-- The terms of each claim's words, for ranking and for writing its row of the index anew; the first columns are read most.
CREATE TABLE claim_words (
    sequence   INTEGER PRIMARY KEY REFERENCES claim (sequence),
    -- The hash of how the source is named and described; NULL without a source.
    wording    INTEGER,
    source     TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    cue        TEXT    NOT NULL,
    content    TEXT    NOT NULL,
    confidence REAL
) STRICT;

-- The claims that are forecasts. Seconds from 1970 by the publisher's clock; NULL without a deadline.
CREATE TABLE forecast (
    sequence  INTEGER PRIMARY KEY REFERENCES claim (sequence),
    due_start INTEGER,
    due_end   INTEGER
) STRICT;

CREATE INDEX forecast_by_due ON forecast (due_end);

-- All points that claims name, by the cells that the globe is cut into.
CREATE TABLE point (
    cell      INTEGER NOT NULL,
    latitude  REAL    NOT NULL,
    longitude REAL    NOT NULL,
    PRIMARY KEY (cell, latitude, longitude)
) STRICT, WITHOUT ROWID;

-- The terms of each claim, by its place in the order of search results: the number of its publication day, 0 without
-- one, before the 40 bits of its sequence. `facets` has a term for each value that a claim can be filtered by. All come
-- folded, with single spaces between them: the tokenizer has nothing left to do but to split at these. The texts
-- themselves are not kept here.
CREATE VIRTUAL TABLE claim_terms USING fts5 (
    facets, source, name, cue, content,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- The same for claims that are not current.
CREATE VIRTUAL TABLE superseded_terms USING fts5 (
    facets, source, name, cue, content,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- The change feed. One connection writes, so the cursors grow in the order of commits.
CREATE TABLE change (
    cursor     INTEGER PRIMARY KEY,
    kind       TEXT    NOT NULL CHECK (kind IN ('ADDED', 'WITHDRAWN', 'UPDATED', 'SETTLED')),
    sequence   INTEGER NOT NULL REFERENCES claim (sequence),
    -- The decision that was recorded or withdrawn; NULL of the other kinds.
    settlement INTEGER REFERENCES settlement (number)
) STRICT;

-- The fingerprints of texts that are long enough to be compared.
CREATE TABLE fingerprint (
    revision    INTEGER PRIMARY KEY REFERENCES revision (number),
    -- The number of the document: of the first of its revisions that has a fingerprint.
    document    INTEGER NOT NULL,
    fingerprint BLOB    NOT NULL
) STRICT;

CREATE INDEX fingerprint_by_document ON fingerprint (document, revision);

-- Under which keys of their fingerprints documents are found.
CREATE TABLE fingerprint_key (
    key      INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;

-- The revisions that are copies, and what of; in shares from 0 to 1.
CREATE TABLE copy (
    revision    INTEGER PRIMARY KEY REFERENCES revision (number),
    original    INTEGER NOT NULL REFERENCES revision (number),
    resemblance REAL    NOT NULL,
    of_copy     REAL    NOT NULL,
    of_original REAL    NOT NULL
) STRICT;

-- People's decisions, in the order of recording. Of those on one subject that stand the last counts.
CREATE TABLE settlement (
    number                INTEGER PRIMARY KEY,
    settlement_id         TEXT    NOT NULL UNIQUE,
    -- What it is about (claim.saying): the forecast, or the later claim of the link, and the earlier one.
    saying                INTEGER NOT NULL,
    other_saying          INTEGER,
    -- The link between the two claims that were named; NULL for a forecast.
    link_id               TEXT,
    -- Seconds from 1970, in UTC. It stands from the one to the other; NULL while it is not withdrawn.
    settled_at            INTEGER NOT NULL,
    withdrawn_at          INTEGER,
    request_id            TEXT    UNIQUE,
    withdrawal_request_id TEXT    UNIQUE,
    -- All of it as JSON.
    settlement            TEXT    NOT NULL
) STRICT;

CREATE INDEX settlement_by_saying ON settlement (saying, other_saying);
CREATE INDEX settlement_by_other_saying ON settlement (other_saying, saying);
CREATE INDEX settlement_by_link ON settlement (link_id);

-- From here on all is derived from claims, and written by the linker; only what people decided on a link is kept when it
-- is made anew. Numbers are hashes: the same whenever they are made.

-- The claims that are linked.
CREATE TABLE linked (
    number      INTEGER PRIMARY KEY,
    claim_id    TEXT    NOT NULL,
    moment      INTEGER NOT NULL,
    document_id TEXT    NOT NULL,
    -- The hash of the document's id.
    document    INTEGER NOT NULL,
    cluster     INTEGER NOT NULL,
    source_hash INTEGER NOT NULL,
    wording     INTEGER,
    -- Eight bytes each, the most significant first.
    keys        BLOB    NOT NULL,
    profile     BLOB    NOT NULL
) STRICT;

CREATE INDEX linked_by_claim ON linked (claim_id);
-- All that is asked of a whole cluster.
CREATE INDEX linked_by_cluster ON linked (cluster, moment, number, source_hash, document);
CREATE INDEX linked_by_wording ON linked (wording, moment);

-- Under which keys claims meet, in the order of time.
CREATE TABLE posting (
    key    INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, moment, number)
) STRICT, WITHOUT ROWID;

-- Two claims have one link at most, whichever of them is the later.
CREATE TABLE link (
    from_number INTEGER NOT NULL,
    to_number   INTEGER NOT NULL,
    -- Its id, and what was worked out; NULL, all four, if only a person says so.
    link_id     TEXT,
    relation    TEXT,
    confidence  REAL,
    -- JSON.
    reasons     TEXT,
    -- What a person decided, and the settlement of it; NULL, both, if nobody did.
    decided     TEXT,
    settlement  INTEGER REFERENCES settlement (number),
    -- The relation that counts.
    counts      TEXT    NOT NULL AS (coalesce(decided, relation)),
    -- What is given out first: the decided, then the probable, last what a person rejected.
    weight      REAL    NOT NULL AS (iif(decided IS NULL, confidence, decided <> 'UNRELATED')),
    PRIMARY KEY (from_number, to_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_by_end ON link (to_number);
CREATE INDEX link_by_id ON link (link_id);

CREATE TABLE cluster (
    number      INTEGER PRIMARY KEY,
    cluster_id  TEXT    NOT NULL,
    independent INTEGER NOT NULL,
    appearances INTEGER NOT NULL,
    -- All of it as JSON.
    summary     TEXT    NOT NULL
) STRICT;

-- The ways in which documents name and describe sources.
CREATE TABLE wording (
    hash        INTEGER PRIMARY KEY,
    entity      INTEGER,
    -- How many claims have it, in how many documents.
    claims      INTEGER NOT NULL DEFAULT 0,
    documents   INTEGER NOT NULL DEFAULT 0,
    -- As in linked.
    keys        BLOB    NOT NULL,
    description BLOB    NOT NULL
) STRICT;

CREATE INDEX wording_by_entity ON wording (entity);

CREATE TABLE wording_key (
    key  INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    PRIMARY KEY (key, hash)
) STRICT, WITHOUT ROWID;

-- How many claims of a document have a wording.
CREATE TABLE wording_document (
    wording  INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claims   INTEGER NOT NULL,
    PRIMARY KEY (wording, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
    -- The hash of its id.
    number    INTEGER PRIMARY KEY,
    entity_id TEXT    NOT NULL,
    claims    INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    -- All of it but those counts, as JSON.
    entity    TEXT    NOT NULL,
    -- JSON.
    positions TEXT    NOT NULL
) STRICT;

CREATE INDEX entity_by_claims ON entity (claims DESC);

CREATE TABLE entity_document (
    entity   INTEGER NOT NULL,
    document INTEGER NOT NULL,
    claims   INTEGER NOT NULL,
    PRIMARY KEY (entity, document)
) STRICT, WITHOUT ROWID;

-- All ids that lead to an entity: its own, and those that it or its wordings had.
CREATE TABLE entity_id (
    id     TEXT    PRIMARY KEY,
    entity INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_id_by_entity ON entity_id (entity);

-- The names of entities, folded as the terms of claims are.
CREATE TABLE entity_name (
    number INTEGER PRIMARY KEY,
    entity INTEGER NOT NULL,
    name   TEXT    NOT NULL,
    UNIQUE (entity, name)
) STRICT;

CREATE VIRTUAL TABLE entity_name_terms USING fts5 (
    name,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- How far the change feed is linked: one row.
CREATE TABLE linker (
    linked INTEGER NOT NULL
) STRICT;

INSERT INTO linker (linked) VALUES (0);
