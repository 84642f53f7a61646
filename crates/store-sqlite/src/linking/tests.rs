//! No statement behind the linker's calls reads a whole table.

use rusqlite::Connection;
use sayso_domain::{ClaimId, ClusterId, Confidence, DocumentId, Link, Relation, SourceId};
use sayso_store::{
    ClaimNumber, ClusterNumber, ClusterSummary, Cursor, EntityUpdate, LinkUpdate, LinkedClaim, Rank, Recording,
    SourceEntity, SourceWording,
};

use super::{read, write};
use crate::plans::assert_no_scan;

fn linked(id: &ClaimId, document: &str, number: i64) -> LinkedClaim {
    LinkedClaim {
        id: id.clone(),
        rank: Rank { moment: number, claim: ClaimNumber::of(id) },
        document: DocumentId::new(document).unwrap(),
        keys: vec![1, number as u64],
        profile: vec![0; 10],
        wording: Some(1),
        source_hash: 5,
        cluster: ClusterNumber(number),
    }
}

fn link(from: &LinkedClaim, to: &LinkedClaim) -> Link {
    Link {
        from: from.id.clone(),
        to: to.id.clone(),
        relation: Relation::Repeats,
        confidence: Confidence::new(0.5).unwrap(),
        reasons: Vec::new(),
    }
}

fn summary(first: &ClaimId) -> ClusterSummary {
    ClusterSummary {
        id: ClusterId::of(first),
        appearances: 1,
        documents: 1,
        independent_sources: 1,
        sources: Vec::new(),
    }
}

fn wording(hash: u64) -> SourceWording {
    SourceWording {
        hash,
        description: Vec::new(),
        keys: vec![1],
        first: None,
        last: None,
        claims: 0,
        documents: 0,
        entity: None,
    }
}

fn entity(id: &str, name: &str) -> EntityUpdate {
    let entity = SourceEntity {
        id: SourceId::new(id).unwrap(),
        name: name.into(),
        other_names: Vec::new(),
        kind: None,
        role: None,
        affiliation: None,
        claims: 0,
        documents: 0,
    };
    EntityUpdate { entity, positions: Vec::new(), wordings: vec![1], former_ids: vec![SourceId::new("s-old").unwrap()] }
}

/// A step that changes all that a step can.
fn step(number: i64) -> LinkUpdate {
    let claims = [1, 2, 3].map(|i| linked(&ClaimId::new(format!("c-{i}")).unwrap(), &format!("d{i}"), i));
    let [one, two, three] = &claims;
    LinkUpdate {
        removed: vec![claims[number as usize % 3].rank.claim],
        wordings: vec![wording(1), wording(2)],
        cut: vec![(one.rank.claim, two.rank.claim)],
        links: vec![link(one, two), link(three, one)],
        merged: vec![(ClusterNumber(2), ClusterNumber(1))],
        moved: vec![(three.rank.claim, ClusterNumber(3))],
        clusters: vec![(ClusterNumber(1), summary(&one.id))],
        emptied: vec![ClusterNumber(2)],
        entities: vec![entity(&format!("s-{}", number % 2), &format!("Ada {number}"))],
        linked: Some(Cursor::START),
        claims: claims.to_vec(),
    }
}

/// A step that makes the claims of recordings one cluster, and their sources one entity.
pub(super) fn step_of(recordings: &[Recording]) -> LinkUpdate {
    let claims = recordings.iter().flat_map(|recording| {
        let document = recording.document.id().as_str();
        recording
            .extraction
            .claims
            .iter()
            .map(move |claim| LinkedClaim { cluster: ClusterNumber(1), ..linked(claim.id(), document, 7) })
    });
    let claims: Vec<_> = claims.collect();
    LinkUpdate {
        wordings: vec![wording(1)],
        links: claims.windows(2).map(|pair| link(&pair[0], &pair[1])).collect(),
        clusters: vec![(ClusterNumber(1), summary(&claims[0].id))],
        entities: vec![entity("s-1", "Ada")],
        claims,
        ..LinkUpdate::default()
    }
}

fn run_all(connection: &Connection) {
    for number in [1, 2, 3, 1] {
        write::link(connection, &step(number)).unwrap();
    }
    let claims = [1, 2].map(|i| ClaimNumber::of(&ClaimId::new(format!("c-{i}")).unwrap()));
    let rank = Rank { moment: 2, claim: claims[1] };
    read::neighbours(connection, &[(1, rank)], 5).unwrap();
    read::claim(connection, claims[0], true).unwrap();
    assert_eq!(read::links_of(connection, &claims).unwrap().len(), 2);
    assert_eq!(read::members(connection, ClusterNumber(1)).unwrap().len(), 2);
    assert_eq!(read::contents(connection, ClusterNumber(1)).unwrap().unwrap().claims, 2);
    assert_eq!(read::wording(connection, 1).unwrap().unwrap().claims, 3);
    assert_eq!(read::wordings_with(connection, &[1], 5).unwrap().len(), 1);
}

#[test]
fn no_step_reads_a_whole_table() {
    let statements = assert_no_scan(run_all);
    assert!(statements > 40, "{statements}");
}
