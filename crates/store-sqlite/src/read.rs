//! Documents, claims and changes out of the tables.

use std::{collections::HashMap, sync::Arc};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sayso_domain::{
    Claim, ClaimId, ClusterId, Document, DocumentId, DocumentParts, Language, Note, RevisionId, SourceId,
};
use sayso_store::{
    Change, ChangeKind, ClaimNumber, ClaimWords, Cursor, DocumentSummary, Linking, MAX_EXTRACTORS, MAX_REVISIONS,
    PAGE_BYTES, Resource, RevisionSummary, StoreError, StoredClaim, StoredDocument,
};

use crate::{copies, failure::Failure, ledger::settlements};

/// The last change there is.
pub(crate) fn last_change(connection: &Connection) -> rusqlite::Result<Cursor> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(cursor), 0) FROM change")?;
    statement.query_row([], |row| row.get(0)).map(Cursor::after)
}

/// The last change that is linked, and the last there is.
pub(crate) fn linking(connection: &Connection) -> rusqlite::Result<Linking> {
    let mut statement = connection.prepare_cached("SELECT linked FROM linker")?;
    let linked = statement.query_row([], |row| row.get(0)).map(Cursor::after)?;
    Ok(Linking { linked, last: last_change(connection)? })
}

pub(crate) fn document(
    connection: &Connection,
    document: &DocumentId,
    revision: Option<&RevisionId>,
) -> Result<StoredDocument, Failure> {
    let revisions = revisions(connection, document)?;
    let not_found = |what, id: &str| StoreError::NotFound { what, id: id.to_owned() };
    let current = revisions.first().ok_or_else(|| not_found(Resource::Document, document.as_str()))?;
    let revision = revision.unwrap_or(&current.revision);

    let revision_count = connection
        .prepare_cached("SELECT count(*) FROM revision WHERE document_id = ?1")?
        .query_row([document.as_str()], |row| row.get(0))?;
    let key = [document.as_str(), revision.as_str()];
    let (accepted_at, parts, text) = connection
        .prepare_cached("SELECT accepted_at, parts, text FROM revision WHERE document_id = ?1 AND revision_id = ?2")?
        .query_row(key, |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Arc<str>>(2)?)))
        .optional()?
        .ok_or_else(|| not_found(Resource::Revision, revision.as_str()))?;
    let (language, notes) = connection
        .prepare_cached(
            "SELECT language, notes FROM extraction WHERE document_id = ?1 AND revision_id = ?2 ORDER BY id DESC LIMIT 1",
        )?
        .query_row(key, |row| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?)))?;

    let corrupt = Failure::corrupt("a document");
    let parts: DocumentParts = serde_json::from_str(&parts).map_err(|error| corrupt(&error))?;
    let restored = Document::new(DocumentParts { text, ..parts }).map_err(|error| corrupt(&error))?;
    if (restored.id(), restored.revision()) != (document, revision) {
        return Err(corrupt(&"its ids are not those it was stored under"));
    }
    let notes: Vec<Note> = serde_json::from_str(&notes).map_err(|error| corrupt(&error))?;
    let language: Option<Language> =
        language.map(|language| language.parse()).transpose().map_err(|error| corrupt(&error))?;
    Ok(StoredDocument {
        document: restored,
        accepted_at: timestamp(accepted_at)?,
        current: *revision == current.revision,
        language,
        notes,
        copy_of: copies::copy_of(connection, document.as_str(), revision.as_str())?,
        revisions,
        revision_count,
    })
}

fn timestamp(nanoseconds: i64) -> Result<Timestamp, Failure> {
    Timestamp::from_nanosecond(nanoseconds.into()).map_err(|error| Failure::corrupt("a time")(&error))
}

/// The current one first; none if there is no such document.
fn revisions(connection: &Connection, document: &DocumentId) -> Result<Vec<RevisionSummary>, Failure> {
    let mut extractors = connection.prepare_cached(
        "SELECT extractor FROM extraction WHERE document_id = ?1 AND revision_id = ?2 ORDER BY id DESC LIMIT ?3",
    )?;
    let mut revisions = connection.prepare_cached(
        "SELECT revision_id, accepted_at FROM revision WHERE document_id = ?1
         ORDER BY accepted_at DESC, revision_id DESC LIMIT ?2",
    )?;
    let mut rows = revisions.query(params![document.as_str(), MAX_REVISIONS])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let revision: String = row.get(0)?;
        let found = extractors.query_map(params![document.as_str(), revision, MAX_EXTRACTORS], |row| row.get(0))?;
        let mut extractors = found.collect::<Result<Vec<_>, _>>()?;
        extractors.reverse();
        out.push(RevisionSummary {
            extractors,
            revision: RevisionId::new(revision).map_err(|error| Failure::corrupt("a revision id")(&error))?,
            accepted_at: timestamp(row.get(1)?)?,
        });
    }
    Ok(out)
}

pub(crate) fn claim(connection: &Connection, claim: &ClaimId) -> Result<StoredClaim, Failure> {
    let sequence = sequence_of(connection, claim)?;
    Claims::new(connection)
        .get(sequence)?
        .ok_or_else(|| Failure::corrupt("a claim")(&"the first of an answer is missing"))
}

/// The claim as the extractor recorded last has it: the current one, if any of them is current.
pub(crate) fn sequence_of(connection: &Connection, claim: &ClaimId) -> Result<i64, Failure> {
    let sequence: Option<i64> = connection
        .prepare_cached("SELECT sequence FROM claim WHERE claim_id = ?1 ORDER BY extraction_id DESC LIMIT 1")?
        .query_row([claim.as_str()], |row| row.get(0))
        .optional()?;
    Ok(sequence.ok_or_else(|| StoreError::NotFound { what: Resource::Claim, id: claim.to_string() })?)
}

pub(crate) fn changes(connection: &Connection, after: Cursor, limit: usize) -> Result<Vec<Change>, Failure> {
    let after = after.within(last_change(connection)?)?;
    let mut statement = connection.prepare_cached(
        "SELECT cursor, kind, sequence, settlement.settlement
             FROM change LEFT JOIN settlement ON settlement.number = change.settlement
             WHERE cursor > ?1 ORDER BY cursor LIMIT ?2",
    )?;
    let mut rows = statement.query(params![after.number(), limit])?;
    let mut claims = Claims::new(connection);
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = change_kind(&row.get::<_, String>(1)?)?;
        let Some(claim) = claims.get(row.get(2)?)? else { break };
        let settlement: Option<String> = row.get(3)?;
        claims.add_bytes(settlement.as_ref().map_or(0, String::len));
        let settlement = settlement.as_deref().map(settlements::parse).transpose()?;
        changes.push(Change { cursor: Cursor::after(row.get(0)?), kind, claim, settlement });
    }
    Ok(changes)
}

fn change_kind(name: &str) -> Result<ChangeKind, Failure> {
    match name {
        "ADDED" => Ok(ChangeKind::ClaimAdded),
        "WITHDRAWN" => Ok(ChangeKind::ClaimWithdrawn),
        "UPDATED" => Ok(ChangeKind::ClaimUpdated),
        "SETTLED" => Ok(ChangeKind::ClaimSettled),
        other => Err(Failure::corrupt("a change")(&format_args!("{other:?} is none of its kinds"))),
    }
}

/// A document that was read.
#[derive(Clone)]
struct Read {
    summary: DocumentSummary,
    text: Arc<str>,
}

/// Reads claims for one answer. Each document is read once.
pub(crate) struct Claims<'c> {
    connection: &'c Connection,
    /// By (document, revision).
    documents: HashMap<(String, String), Read>,
    /// Bytes of the claims so far, as they are given out.
    claim_bytes: usize,
    /// Bytes of the texts so far.
    text_bytes: usize,
}

impl<'c> Claims<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, documents: HashMap::new(), claim_bytes: 0, text_bytes: 0 }
    }

    /// The claim with this number; `None` if the answer must end before it. The first claim is always given.
    ///
    /// Texts count only when a further one would be read, so that the claims of a long one fill pages.
    pub(crate) fn get(&mut self, sequence: i64) -> Result<Option<StoredClaim>, Failure> {
        let mut statement = self.connection.prepare_cached(
            "SELECT claim.document_id, extraction.revision_id, claim.claim, claim.current, extraction.extractor
             FROM claim JOIN extraction ON extraction.id = claim.extraction_id WHERE claim.sequence = ?1",
        )?;
        let mut rows = statement.query([sequence])?;
        let corrupt = Failure::corrupt("a claim");
        let row = rows.next()?.ok_or_else(|| corrupt(&"a row of it is missing"))?;
        let Some(document) = self.document(row.get(0)?, row.get(1)?)? else { return Ok(None) };
        let Read { summary: document, text } = document;
        let json = row.get_ref(2)?.as_str().map_err(|error| corrupt(&error))?;
        let mut claim: Claim = serde_json::from_str(json).map_err(|error| corrupt(&error))?;
        let words = ClaimWords::new(&claim, &text).ok_or_else(|| corrupt(&"it does not fit its text"))?;
        let (extractor, current) = (row.get(4)?, row.get(3)?);
        let (cluster, entity) = if current { self.linked(claim.id())? } else { (None, None) };
        if let Some(source) = &mut claim.source {
            source.entity = entity;
        }
        let claim = StoredClaim { claim, document, words, text, extractor, current, cluster };
        let first = self.claim_bytes == 0;
        self.claim_bytes += claim.byte_len();
        Ok((first || self.claim_bytes <= PAGE_BYTES).then_some(claim))
    }

    /// Counts bytes that are given out with the claims. The answer ends before the next claim if they are too many.
    pub(crate) fn add_bytes(&mut self, bytes: usize) {
        self.claim_bytes += bytes;
    }

    /// The cluster of a claim and the entity of its source.
    fn linked(&self, claim: &ClaimId) -> Result<(Option<ClusterId>, Option<SourceId>), Failure> {
        let mut statement = self.connection.prepare_cached(
            "SELECT cluster_id, entity_id FROM linked
             LEFT JOIN cluster ON cluster.number = linked.cluster
             LEFT JOIN wording ON wording.hash = linked.wording
             LEFT JOIN entity ON entity.number = wording.entity
             WHERE linked.number = ?1 AND linked.claim_id = ?2",
        )?;
        let row = statement
            .query_row(params![ClaimNumber::of(claim).0, claim.as_str()], |row| {
                Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
            })
            .optional()?;
        let (cluster, entity) = row.unwrap_or_default();
        let corrupt = Failure::corrupt("an id");
        let cluster = cluster.map(ClusterId::new).transpose().map_err(|error| corrupt(&error))?;
        let entity = entity.map(SourceId::new).transpose().map_err(|error| corrupt(&error))?;
        Ok((cluster, entity))
    }

    fn document(&mut self, document: String, revision: String) -> Result<Option<Read>, Failure> {
        let key = (document, revision);
        if let Some(known) = self.documents.get(&key) {
            return Ok(Some(known.clone()));
        }
        if self.text_bytes >= PAGE_BYTES {
            return Ok(None);
        }
        let (parts, text) = self
            .connection
            .prepare_cached("SELECT parts, text FROM revision WHERE document_id = ?1 AND revision_id = ?2")?
            .query_row([&key.0, &key.1], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Arc<str>>(1)?)))?;
        self.text_bytes += text.len();
        let corrupt = Failure::corrupt("a document");
        let parts: DocumentParts = serde_json::from_str(&parts).map_err(|error| corrupt(&error))?;
        let id = DocumentId::new(key.0.clone()).map_err(|error| corrupt(&error))?;
        let revision = RevisionId::new(key.1.clone()).map_err(|error| corrupt(&error))?;
        let parts = DocumentParts { id: Some(id.clone()), ..parts };
        let read = Read { summary: DocumentSummary { id, revision, parts }, text };
        self.documents.insert(key, read.clone());
        Ok(Some(read))
    }
}
