//! Made-up values of the wire for the tests of what is printed.

use sayso_contract::{
    claim::v1::{Attribution, Claim, Form, Kind, TextSpan},
    document::v1::Document,
    store::v1::{Link, LinkReason, Relation, Settlement, StoredClaim},
    timestamp_to_wire,
};

/// What a pipe would get.
pub(crate) fn plain(shown: &str) -> String {
    anstream::adapter::strip_str(shown).to_string()
}

/// A claim of a document of its own.
pub(crate) fn said(id: &str, day: &str, site: &str, source: &str, cue: &str, content: &str) -> StoredClaim {
    let span = |text: &str| {
        let span = TextSpan { text: text.into(), ..Default::default() };
        if text.is_empty() { Vec::new() } else { vec![span] }
    };
    StoredClaim {
        claim: Some(Claim {
            id: id.into(),
            attribution: Some(Attribution { source: span(source), cue: span(cue), content: span(content) }),
            form: Form::Indirect.into(),
            kind: Kind::Statement.into(),
            ..Default::default()
        }),
        document: Some(Document {
            id: format!("d-{id}"),
            revision: "r".into(),
            title: format!("Report on {id}"),
            site: site.into(),
            published_at: day.into(),
            ..Default::default()
        }),
        current: true,
        cluster_id: format!("k-{id}"),
        ..Default::default()
    }
}

/// A link that is 81% probable.
pub(crate) fn link_between(id: &str, from: &str, to: &str, relation: Relation, reasons: &[&str]) -> Link {
    let reason = |message: &&str| LinkReason { message: (*message).to_owned(), ..Default::default() };
    Link {
        id: id.into(),
        from_claim_id: from.into(),
        to_claim_id: to.into(),
        relation: relation.into(),
        confidence: 0.81,
        settlement: None,
        reasons: reasons.iter().map(reason).collect(),
    }
}

/// A decision of Ada's, on nothing yet.
pub(crate) fn settled(reason: &str) -> Settlement {
    let at = jiff::civil::date(2026, 3, 10).at(9, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    Settlement {
        id: "x-1".into(),
        decided_by: "Ada".into(),
        reason: reason.into(),
        settled_at: Some(timestamp_to_wire(at)),
        ..Default::default()
    }
}
