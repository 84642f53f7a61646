//! How long the linker's calls take on a ledger with many linked claims: `cargo bench -p sayso-store-sqlite`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement at the terminal")]

use std::time::{Duration, Instant};

use sayso_domain::{ClaimId, ClusterId, Confidence, DocumentId, Link, LinkReason, Relation};
use sayso_store::{
    ClaimNumber, ClusterNumber, ClusterSummary, Ledger, LinkUpdate, LinkedClaim, Links, Rank, SourceWording, hash,
};
use sayso_store_sqlite::SqliteStore;
use sayso_text::Spans;

const CLAIMS: u64 = 100_000;
const KEYS: usize = 20;
const REACH: usize = 32;
const CALLS: u64 = 300;

/// A number that looks random: the same for the same place.
fn random(place: &[&str]) -> u64 {
    hash(place)
}

/// The `i`th claim: some of its keys are common, others rare.
fn claim(i: u64) -> LinkedClaim {
    let id = ClaimId::new(format!("c-{:026}", random(&["claim", &i.to_string()]))).unwrap();
    let key = |k: usize| random(&["key", &k.to_string(), &i.to_string()]) % (50 << (k / 2));
    LinkedClaim {
        rank: Rank { moment: 1_700_000_000 + (i / 10 * 60) as i64, claim: ClaimNumber::of(&id) },
        document: DocumentId::new(format!("d{}", i / 10)).unwrap(),
        keys: (0..KEYS).map(|k| hash(&[&k.to_string(), &key(k).to_string()])).collect(),
        profile: vec![b'x'; 1500],
        wording: Some(random(&["wording", &i.to_string()]) % 5000),
        source_hash: random(&["wording", &i.to_string()]) % 5000,
        // Clusters of about five claims, and one of a thousand.
        cluster: ClusterNumber(if i.is_multiple_of(100) { 1 } else { (2 + i / 5) as i64 }),
        id,
    }
}

fn link(from: &LinkedClaim, to: &LinkedClaim) -> Link {
    Link {
        from: from.id.clone(),
        to: to.id.clone(),
        relation: Relation::Corroborates,
        confidence: Confidence::new(0.8).unwrap(),
        reasons: vec![LinkReason { message: "x".repeat(100), from: Spans::default(), to: Spans::default() }],
    }
}

fn summary(first: &ClaimId) -> ClusterSummary {
    ClusterSummary {
        id: ClusterId::of(first),
        appearances: 5,
        documents: 5,
        independent_sources: 2,
        sources: Vec::new(),
    }
}

fn wording(hash: u64) -> SourceWording {
    SourceWording {
        hash,
        description: vec![b'x'; 200],
        keys: vec![hash % 1000, hash],
        first: None,
        last: None,
        claims: 0,
        documents: 0,
        entity: None,
    }
}

fn show(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    println!("{what:>45}: median {:>9.1?}, p95 {:>9.1?}", times[times.len() / 2], times[times.len() * 95 / 100]);
}

/// Runs a call for claims from all over the ledger.
async fn measure(what: &str, mut call: impl AsyncFnMut(LinkedClaim)) {
    let mut times = Vec::new();
    for i in 0..CALLS {
        let claim = claim(random(&["asked", &i.to_string()]) % CLAIMS);
        let started = Instant::now();
        call(claim).await;
        times.push(started.elapsed());
    }
    show(what, times);
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let store = SqliteStore::open(&path).unwrap();
    let started = Instant::now();
    store.link(LinkUpdate { wordings: (0..5000).map(wording).collect(), ..LinkUpdate::default() }).await.unwrap();
    for batch in 0..CLAIMS / 500 {
        let claims: Vec<_> = (batch * 500..(batch + 1) * 500).map(claim).collect();
        let links = claims.windows(2).map(|pair| link(&pair[1], &pair[0])).collect();
        store.link(LinkUpdate { claims, links, ..LinkUpdate::default() }).await.unwrap();
    }
    let bytes = std::fs::metadata(&path).unwrap().len();
    println!("{CLAIMS} claims of {KEYS} keys in {:.1?}, {} MiB", started.elapsed(), bytes >> 20);

    measure("neighbours, 20 keys, reach 32", async |claim| {
        let keys: Vec<_> = claim.keys.iter().map(|key| (*key, claim.rank)).collect();
        store.neighbours(&keys, REACH).await.unwrap();
    })
    .await;
    measure("100 linked claims", async |claim| {
        let wanted: Vec<_> =
            (0..100).map(|i| self::claim(random(&[claim.id.as_str(), &i.to_string()]) % CLAIMS)).collect();
        let numbers: Vec<_> = wanted.iter().map(|claim| claim.rank.claim).collect();
        store.linked_claims(&numbers, false).await.unwrap();
    })
    .await;
    measure("links of 5 claims", async |claim| {
        store.links_of(&[claim.rank.claim; 5]).await.unwrap();
    })
    .await;
    measure("contents of a cluster of five", async |claim| {
        store.cluster_contents(&[ClusterNumber(claim.cluster.0.max(2))]).await.unwrap();
    })
    .await;
    measure("contents of a cluster of a thousand", async |_| {
        store.cluster_contents(&[ClusterNumber(1)]).await.unwrap();
    })
    .await;
    measure("wordings with 2 keys", async |claim| {
        let wording = claim.wording.unwrap_or_default();
        store.wordings_with(&[wording % 1000, wording], 200).await.unwrap();
    })
    .await;
    let mut next = CLAIMS;
    measure("link, one claim with 3 links, with its sync", async |other| {
        let claim = claim(next);
        next += 1;
        let update = LinkUpdate {
            links: (0..3).map(|i| link(&claim, &self::claim(i))).chain([link(&claim, &other)]).collect(),
            clusters: vec![(claim.cluster, summary(&claim.id))],
            claims: vec![claim],
            ..LinkUpdate::default()
        };
        store.link(update).await.unwrap();
    })
    .await;
    let started = Instant::now();
    store.relink().await.unwrap();
    println!("{:>45}: {:.1?}", "relink", started.elapsed());
}
