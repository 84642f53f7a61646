//! What a linker would write, invented.

use std::sync::Arc;

use sayso_domain::{
    ClaimId, ClusterId, Confidence, DocumentId, Forecast, Form, Interval, Kind, Link, LinkReason, Relation, Source,
    SourceId, SourceKind,
};
use sayso_text::Spans;

use super::{
    current_claims,
    samples::{claim_of, published, recording},
};
use crate::{
    ClaimNumber, ClusterNumber, ClusterSummary, EntityUpdate, LinkStore, LinkUpdate, LinkedClaim, Rank, SourceEntity,
    SourceWording, StoredClaim, hash,
};

pub(super) fn id(claim: &str) -> ClaimId {
    ClaimId::new(claim).unwrap()
}

/// A claim that needs not be in the ledger, in a cluster of its own.
pub(super) fn linked(claim: &str, moment: i64, document: &str) -> LinkedClaim {
    let id = id(claim);
    let number = ClaimNumber::of(&id);
    LinkedClaim {
        rank: Rank { moment, claim: number },
        document: DocumentId::new(document).unwrap(),
        keys: Vec::new(),
        profile: claim.into(),
        wording: None,
        source_hash: hash(&[claim]),
        cluster: ClusterNumber(number.0),
        id,
    }
}

/// A claim of the ledger, in the cluster of another one.
pub(super) fn linked_claim(claim: &StoredClaim, cluster: &StoredClaim) -> LinkedClaim {
    let id = claim.claim.id();
    let rank = Rank::new(id, claim.document.parts.published.as_ref());
    let linked = linked(id.as_str(), rank.moment, claim.document.id.as_str());
    LinkedClaim { cluster: ClusterNumber(ClaimNumber::of(cluster.claim.id()).0), ..linked }
}

pub(super) fn link(from: &ClaimId, to: &ClaimId, relation: Relation, confidence: f32) -> Link {
    let reasons =
        vec![LinkReason {
            message: "“cleared”, 'blocked' 👮".into(), from: Spans::default(), to: Spans::default()
        }];
    Link { from: from.clone(), to: to.clone(), relation, confidence: Confidence::new(confidence).unwrap(), reasons }
}

pub(super) fn wording(name: &str, keys: &[u64]) -> SourceWording {
    SourceWording {
        hash: hash(&[name]),
        description: name.into(),
        keys: keys.to_vec(),
        first: None,
        last: None,
        claims: 0,
        documents: 0,
        entity: None,
    }
}

/// An entity with the wordings of these names.
pub(super) fn entity(id: &str, names: &[&str], former: &[&str]) -> EntityUpdate {
    let source = |id: &&str| SourceId::new(*id).unwrap();
    EntityUpdate {
        entity: SourceEntity {
            id: source(&id),
            name: names.first().copied().unwrap_or("nobody").into(),
            other_names: names.iter().skip(1).map(|name| (*name).into()).collect(),
            kind: Some(SourceKind::Person),
            role: Some("head".into()),
            affiliation: None,
            claims: 0,
            documents: 0,
        },
        positions: Vec::new(),
        wordings: names.iter().map(|name| hash(&[name])).collect(),
        former_ids: former.iter().map(source).collect(),
    }
}

pub(super) fn summary(first: &ClaimId, appearances: usize, independent_sources: usize) -> ClusterSummary {
    ClusterSummary {
        id: ClusterId::of(first),
        appearances,
        documents: appearances,
        independent_sources,
        sources: Vec::new(),
    }
}

/// A document of which each sentence is a forecast, due in the days of that place; "" for none.
pub(super) async fn record(store: &dyn LinkStore, document: &str, day: Option<&str>, text: &str, due: &[[&str; 2]]) {
    let document = published(document, text, day, None);
    let mut due = due.iter();
    let claims = text.split_terminator(". ").map(|sentence| {
        let sentence = sentence.trim_end_matches('.');
        let mut claim = claim_of(&document, ["", "", sentence], Form::Indirect, Kind::Statement);
        // "Name: what was said" has a source.
        if let Some((name, _)) = sentence.split_once(": ") {
            claim.source = Some(Source { name: Some(name.into()), ..Source::default() });
        }
        if let Some([start, end]) = due.next() {
            let due = (!start.is_empty()).then(|| {
                let moment = |text: &str| text.parse().unwrap();
                Interval::new(moment(start), moment(end)).unwrap()
            });
            claim.forecast = Some(Forecast { due, ..Forecast::default() });
        }
        claim
    });
    store.record(recording(&document, 0, "1", claims.collect())).await.unwrap();
}

/// Five documents on five days, each with one claim: the first four in one cluster, the last in one of its own. The
/// second repeats the first, the third corroborates it, the fourth updates the third, the fifth contradicts the first.
pub(super) struct Story {
    pub(super) store: Arc<dyn LinkStore>,
    /// By day.
    pub(super) claims: Vec<StoredClaim>,
}

impl Story {
    pub(super) async fn new(store: Arc<dyn LinkStore>) -> Self {
        for (day, text) in [
            "Ada: the dam holds.",
            "Ada: the dam holds, again.",
            "Ben: the dam holds.",
            "Ben: the dam held.",
            "Carl: the dam broke.",
        ]
        .into_iter()
        .enumerate()
        {
            let date = format!("2026-03-0{}", day + 1);
            record(&*store, &format!("d{day}"), Some(&date), text, &[]).await;
        }
        let mut claims = current_claims(&*store).await;
        claims.sort_unstable_by_key(|claim| claim.document.id.clone());
        let story = Self { store, claims };
        story.store.link(story.update().await).await.unwrap();
        story
    }

    pub(super) fn id(&self, claim: usize) -> &ClaimId {
        self.claims[claim].claim.id()
    }

    /// All that a linker would find.
    pub(super) async fn update(&self) -> LinkUpdate {
        let names = ["Ada", "Ada", "Ben", "Ben", "Carl"];
        let claims = self.claims.iter().zip(names).enumerate().map(|(i, (claim, name))| LinkedClaim {
            wording: Some(hash(&[name])),
            source_hash: hash(&[name]),
            keys: vec![1],
            ..linked_claim(claim, &self.claims[if i == 4 { 4 } else { 0 }])
        });
        let cluster = |first: usize| ClusterNumber(ClaimNumber::of(self.id(first)).0);
        LinkUpdate {
            claims: claims.collect(),
            wordings: ["Ada", "Ben", "Carl"].map(|name| wording(name, &[7])).to_vec(),
            links: vec![
                link(self.id(1), self.id(0), Relation::Repeats, 0.5),
                link(self.id(2), self.id(0), Relation::Corroborates, 0.625),
                link(self.id(3), self.id(2), Relation::Updates, 0.75),
                link(self.id(4), self.id(0), Relation::Contradicts, 0.875),
            ],
            clusters: vec![(cluster(0), summary(self.id(0), 4, 2)), (cluster(4), summary(self.id(4), 1, 1))],
            entities: ["Ada", "Ben", "Carl"].map(|name| entity(&format!("s-{name}"), &[name], &[])).to_vec(),
            linked: Some(self.store.linking().await.unwrap().last),
            ..LinkUpdate::default()
        }
    }
}
