-- The ledger. Every table leads with, or can be reached through, the document, so that documents can be divided
-- among shards. Nothing is ever deleted.

-- One wording of a document, with the metadata it was first recorded with, and what was missing of it then.
CREATE TABLE revision (
    document_id TEXT    NOT NULL,
    revision_id TEXT    NOT NULL,
    -- Nanoseconds since the Unix epoch. The current revision is the one with the greatest (accepted_at, revision_id).
    accepted_at INTEGER NOT NULL,
    -- The document's parts as JSON, with its id and without the text.
    parts       TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    PRIMARY KEY (document_id, revision_id)
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
    site          TEXT,
    kind          TEXT    NOT NULL,
    form          TEXT    NOT NULL,
    -- 1 if it belongs to the current extraction of the document's current revision, else 0.
    current       INTEGER NOT NULL,
    -- The whole claim as JSON.
    claim         TEXT    NOT NULL
) STRICT;

-- Every index ends with the row id, which is the sequence: all but the first are in the order of search results.
CREATE UNIQUE INDEX claim_by_id ON claim (claim_id, extraction_id);
CREATE INDEX claim_by_day ON claim (published_day);
CREATE INDEX claim_by_document ON claim (document_id, published_day);
CREATE INDEX claim_by_site ON claim (site, published_day);
CREATE INDEX claim_by_kind ON claim (kind, published_day);
CREATE INDEX claim_by_form ON claim (form, published_day);

-- The terms of each claim, by its sequence. They come folded, with single spaces between them: the tokenizer has
-- nothing left to do but to split at these. The texts themselves are not kept here, nor lengths for ranking.
CREATE VIRTUAL TABLE claim_terms USING fts5 (
    source, name, cue, content,
    content = '', columnsize = 0, tokenize = 'ascii'
);

-- The change feed. One connection writes, so the cursors grow in the order of commits.
CREATE TABLE change (
    cursor   INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL CHECK (kind IN ('ADDED', 'WITHDRAWN', 'UPDATED')),
    sequence INTEGER NOT NULL REFERENCES claim (sequence)
) STRICT;
