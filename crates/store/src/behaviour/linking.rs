//! What the linker writes is what it reads.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use sayso_domain::Relation;

use super::{
    LedgerHarness,
    derived::{Story, entity, id, link, linked, summary, wording},
};
use crate::{
    ClaimNumber, ClusterNumber, Cursor, LinkStore, LinkUpdate, LinkedClaim, Neighbours, PageRequest, Rank, Resource,
    StoreError, hash,
};

async fn put(store: &dyn LinkStore, claims: Vec<LinkedClaim>) {
    store.link(LinkUpdate { claims, ..LinkUpdate::default() }).await.unwrap();
}

fn number(claim: &str) -> ClaimNumber {
    ClaimNumber::of(&id(claim))
}

pub async fn neighbours_come_nearest_first_on_both_sides(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    const KEYS: [u64; 3] = [0, 1 << 63, u64::MAX];
    let moments = [0, 5, 5, i64::MIN, 5, -3, i64::MAX, 5, 0, 8, i64::MIN];
    let mut postings: BTreeMap<u64, Vec<Rank>> = BTreeMap::new();
    let mut claims = Vec::new();
    for (i, moment) in moments.into_iter().enumerate() {
        let mut claim = linked(&format!("c-{i}"), moment, "d");
        claim.keys = KEYS.into_iter().enumerate().filter(|(key, _)| (i + key) % 3 > 0).map(|(_, key)| key).collect();
        for key in &claim.keys {
            postings.entry(*key).or_default().push(claim.rank);
        }
        claims.push(claim);
    }
    put(&*store, claims.clone()).await;
    postings.values_mut().for_each(|ranks| ranks.sort_unstable());

    // Ranks that are there, one between, and a key that nobody has.
    let mut ranks: Vec<Rank> = claims.iter().map(|claim| claim.rank).collect();
    ranks.push(Rank { moment: 5, claim: ClaimNumber(0) });
    for reach in [0, 1, 2, 100] {
        let asked: Vec<(u64, Rank)> =
            KEYS.into_iter().chain([77]).flat_map(|key| ranks.iter().map(move |rank| (key, *rank))).collect();
        let expected: Vec<Neighbours> = asked
            .iter()
            .map(|(key, rank)| {
                let all = postings.get(key).map_or(&[][..], Vec::as_slice);
                let before = all.iter().rev().filter(|other| *other < rank).take(reach);
                let after = all.iter().filter(|other| *other > rank).take(reach);
                Neighbours { before: before.copied().collect(), after: after.copied().collect() }
            })
            .collect();
        assert_eq!(store.neighbours(&asked, reach).await.unwrap(), expected, "reach {reach}");
    }
    assert_eq!(store.neighbours(&[], 9).await, Ok(Vec::new()));
}

pub async fn linked_claims_come_back_whole(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let mut claim = linked("Прізвище'; DROP TABLE linked; --", i64::MIN, "d'\"");
    claim.keys = vec![u64::MAX, 0, 1 << 63];
    claim.profile = (0..=255).cycle().take(64 << 10).collect();
    claim.wording = Some(u64::MAX);
    claim.source_hash = u64::MAX;
    claim.cluster = ClusterNumber(i64::MAX);
    let bare = linked("c-bare", 0, "d");
    put(&*store, vec![claim.clone(), bare.clone()]).await;
    let asked = [bare.rank.claim, ClaimNumber(5), claim.rank.claim, bare.rank.claim];
    let expected = vec![Some(bare.clone()), None, Some(claim.clone()), Some(bare.clone())];
    assert_eq!(store.linked_claims(&asked, true).await.unwrap(), expected);
    let without = LinkedClaim { keys: Vec::new(), ..claim };
    assert_eq!(store.linked_claims(&[without.rank.claim], false).await.unwrap(), [Some(without)]);
}

pub async fn a_replaced_claim_leaves_no_traces(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let [old, new] = [1, 2].map(|moment| LinkedClaim {
        keys: vec![10, 10 + moment as u64],
        wording: Some(hash(&[if moment == 1 { "Ada" } else { "Ben" }])),
        ..linked("c-1", moment, "d")
    });
    let other = linked("c-2", 0, "e");
    let wordings = vec![wording("Ada", &[7]), wording("Ben", &[7])];
    let links = vec![link(&old.id, &other.id, Relation::Repeats, 0.5)];
    let claims = vec![old.clone(), other.clone()];
    let entities = vec![entity("s-1", &["Ada", "Ben"], &[])];
    store.link(LinkUpdate { claims, wordings, links, entities, ..LinkUpdate::default() }).await.unwrap();
    let check = async |ranks: &[Rank], [ada, ben]: [usize; 2], links: usize| {
        for (key, expected) in [(10, ranks), (11, &[]), (12, ranks)] {
            let far = Rank { moment: 100, claim: ClaimNumber(0) };
            let found = store.neighbours(&[(key, far)], 9).await.unwrap();
            assert_eq!(found[0].before, expected, "key {key}");
        }
        let found = store.wordings(&[hash(&["Ada"]), hash(&["Ben"])]).await.unwrap();
        let counts: Vec<_> = found.iter().flatten().map(|w| (w.claims, w.documents, w.first.is_some())).collect();
        assert_eq!(counts, [ada, ben].map(|count| (count, count, count > 0)));
        let entities = store.sources(None, &PageRequest::default()).await.unwrap().items;
        let counts: Vec<_> = entities.iter().map(|entity| (entity.claims, entity.documents)).collect();
        assert_eq!(counts, Vec::from_iter((ada + ben > 0).then_some((ada + ben, ada + ben))));
        assert_eq!(store.links_of(&[old.rank.claim]).await.unwrap().len(), links);
        assert_eq!(store.links_of(&[other.rank.claim]).await.unwrap().len(), links);
        assert_eq!(store.members(old.cluster).await.unwrap(), ranks);
    };
    // Its links stay; they are cut by name.
    put(&*store, vec![new.clone()]).await;
    check(&[new.rank], [0, 1], 1).await;
    let removed = vec![new.rank.claim, ClaimNumber(99)];
    store.link(LinkUpdate { removed, ..LinkUpdate::default() }).await.unwrap();
    check(&[], [0, 0], 0).await;
    assert_eq!(store.linked_claims(&[new.rank.claim], true).await.unwrap(), [None]);
}

pub async fn two_claims_have_one_link(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let [one, two] = ["c-1", "c-2"].map(|claim| linked(claim, 0, claim));
    let numbers = [one.rank.claim, two.rank.claim];
    put(&*store, vec![one.clone(), two.clone()]).await;
    let there = link(&one.id, &two.id, Relation::Repeats, 0.5);
    let back = link(&two.id, &one.id, Relation::Updates, 1.0);
    for (links, cut, expected) in [
        (vec![there.clone()], vec![], Some(&there)),
        (vec![back.clone()], vec![], Some(&back)),
        (vec![there.clone()], vec![(numbers[1], numbers[0])], Some(&there)),
        (vec![], vec![(numbers[1], numbers[0])], None),
        (vec![back.clone()], vec![], Some(&back)),
        (vec![], vec![(numbers[1], numbers[0]), (numbers[0], ClaimNumber(7))], None),
    ] {
        store.link(LinkUpdate { links, cut, ..LinkUpdate::default() }).await.unwrap();
        let found = store.links_of(&numbers).await.unwrap();
        assert_eq!(
            found.iter().map(|link| link.found.as_ref()).collect::<Vec<_>>(),
            Vec::from_iter(expected.map(Some))
        );
    }
}

pub async fn clusters_merge_move_and_empty(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let cluster = |name: &str| ClusterNumber(number(name).0);
    let claims: Vec<_> = (0..6)
        .map(|i| LinkedClaim {
            cluster: cluster(["a", "b", "c"][i % 3]),
            source_hash: (i / 3) as u64,
            ..linked(&format!("c-{i}"), 10 - i as i64, ["d", "e"][i % 2])
        })
        .collect();
    put(&*store, claims.clone()).await;
    let check = async |expected: [&[usize]; 3]| {
        let clusters = ["a", "b", "c"].map(cluster);
        let contents = store.cluster_contents(&clusters).await.unwrap();
        for ((cluster, content), members) in clusters.into_iter().zip(contents).zip(expected) {
            let ranks: Vec<_> = members.iter().map(|i| claims[*i].rank).collect();
            assert_eq!(store.members(cluster).await.unwrap(), ranks);
            let Some(content) = content else {
                assert!(members.is_empty());
                continue;
            };
            assert_eq!((&content.first, content.claims), (&claims[members[0]].id, members.len()));
            let documents: std::collections::HashSet<_> = members.iter().map(|i| i % 2).collect();
            assert_eq!(content.documents, documents.len());
            assert_eq!(content.sources.iter().map(|source| source.claims).sum::<usize>(), members.len());
            assert!(content.sources.is_sorted_by_key(|source| source.first.rank));
            for source in &content.sources {
                let same = members.iter().filter(|i| claims[**i].source_hash == source.first.source_hash);
                let same: Vec<_> = same.map(|i| claims[*i].rank).collect();
                assert_eq!((source.first.rank, source.claims), (same[0], same.len()));
            }
        }
    };
    check([&[3, 0], &[4, 1], &[5, 2]]).await;
    let merged = vec![(cluster("b"), cluster("a"))];
    store.link(LinkUpdate { merged, ..LinkUpdate::default() }).await.unwrap();
    check([&[4, 3, 1, 0], &[], &[5, 2]]).await;
    // What moves does so after what merges.
    let merged = vec![(cluster("c"), cluster("a"))];
    let moved = vec![(claims[5].rank.claim, cluster("b")), (claims[0].rank.claim, cluster("b"))];
    store.link(LinkUpdate { merged, moved, ..LinkUpdate::default() }).await.unwrap();
    check([&[4, 3, 2, 1], &[5, 0], &[]]).await;
    let moved = vec![(claims[5].rank.claim, cluster("c"))];
    store.link(LinkUpdate { moved, emptied: vec![cluster("x")], ..LinkUpdate::default() }).await.unwrap();
    check([&[4, 3, 2, 1], &[0], &[5]]).await;
    assert_eq!(store.cluster_contents(&[cluster("x")]).await.unwrap(), [None]);
}

pub async fn contents_list_the_first_64_sources(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let claims: Vec<_> = (0..300)
        .map(|i| LinkedClaim {
            cluster: ClusterNumber(1),
            source_hash: i / 2 * 2 % 250,
            ..linked(&format!("c-{i}"), i as i64, "d")
        })
        .chain((0..150).map(|i| LinkedClaim { cluster: ClusterNumber(1), ..linked(&format!("e-{i}"), 900 + i, "d") }))
        .collect();
    put(&*store, claims).await;
    let contents = store.cluster_contents(&[ClusterNumber(1)]).await.unwrap().pop().flatten().unwrap();
    assert_eq!((contents.claims, contents.documents, contents.sources.len()), (450, 1, 64));
    let counts: Vec<_> = contents.sources.iter().map(|source| (source.first.rank.moment, source.claims)).collect();
    assert_eq!((counts[0], counts[24], counts[25], counts[63]), ((0, 4), (48, 4), (50, 2), (126, 2)));
}

pub async fn wordings_are_counted_and_found_by_key(harness: &dyn LedgerHarness) {
    let store = harness.store().await;
    let names: Vec<String> = (0..12).map(|i| format!("name {i}")).collect();
    let mut hashes: Vec<u64> = names.iter().map(|name| hash(&[name])).collect();
    assert!(hashes.iter().any(|hash| *hash >= 1 << 63) && hashes.iter().any(|hash| *hash < 1 << 63));
    let wordings = names.iter().enumerate().map(|(i, name)| wording(name, &[7, i as u64 % 2, u64::MAX])).collect();
    // The last of them is on no claim.
    let claims = (0..33).map(|i| LinkedClaim {
        wording: Some(hashes[i % 11]),
        ..linked(&format!("c-{i}"), i as i64 / 22, if i < 22 { "d" } else { "e" })
    });
    let claims: Vec<_> = claims.collect();
    store.link(LinkUpdate { wordings, claims: claims.clone(), ..LinkUpdate::default() }).await.unwrap();

    let found = store.wordings(&[hashes[3], 5, hashes[11]]).await.unwrap();
    let [Some(third), None, Some(last)] = found.as_slice() else { panic!("{found:?}") };
    let mut ranks: Vec<_> = [3, 14, 25].map(|i| (claims[i].rank, claims[i].document.clone())).to_vec();
    ranks.sort_unstable_by_key(|(rank, _)| *rank);
    assert_eq!(
        (third.claims, third.documents, &third.first, third.last),
        (3, 2, &Some(ranks[0].clone()), Some(ranks[2].0))
    );
    assert_eq!((&third.description, &third.keys), (&b"name 3".to_vec(), &vec![7, 1, u64::MAX]));
    assert_eq!((last.claims, last.documents, &last.first, last.last), (0, 0, &None, None));

    hashes.pop();
    let odd: Vec<u64> = hashes.iter().copied().enumerate().filter(|(i, _)| i % 2 == 1).map(|(_, hash)| hash).collect();
    for (keys, expected) in [(&[7][..], &hashes), (&[1], &odd), (&[0, u64::MAX, 1, 9], &hashes), (&[9], &vec![])] {
        let mut expected = expected.clone();
        expected.sort_unstable();
        for limit in [0, 1, 5, 100] {
            let found = store.wordings_with(keys, limit).await.unwrap();
            let found: Vec<_> = found.iter().map(|wording| wording.hash).collect();
            assert_eq!(found, expected[..limit.min(expected.len())], "{keys:?}, {limit}");
        }
    }
}

pub async fn a_step_is_written_whole_or_not_at_all(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let linked = story.store.linking().await.unwrap();
    assert_eq!(linked.linked, linked.last);
    let before = story.store.linked_claims(&[number("c-new")], true).await.unwrap();
    assert_eq!(before, [None]);
    let write = async || {
        let step = story.store.begin().await.unwrap();
        assert_eq!(step.linked(), linked.linked);
        let claims = vec![self::linked("c-new", 0, "d")];
        step.link(LinkUpdate { claims, ..LinkUpdate::default() }).await.unwrap();
        step.link(LinkUpdate { linked: Some(Cursor::after(3)), ..LinkUpdate::default() }).await.unwrap();
        // It reads what it wrote, and nobody else does.
        assert!(step.linked_claims(&[number("c-new")], true).await.unwrap()[0].is_some());
        assert_eq!(story.store.linked_claims(&[number("c-new")], true).await.unwrap(), [None]);
        step
    };
    drop(write().await);
    assert_eq!(story.store.linked_claims(&[number("c-new")], true).await.unwrap(), [None]);
    assert_eq!(story.store.linking().await.unwrap(), linked);
    // What is recorded or let be forgotten while a step is under way is not lost, whoever has to wait.
    let step = write().await;
    let (relinked, committed) = tokio::join!(story.store.relink(), step.commit());
    assert_eq!((relinked, committed), (Ok(linked.last), Ok(())));
    let linked = story.store.linking().await.unwrap();
    assert_eq!(
        (linked.linked, story.store.linked_claims(&[number("c-new")], true).await.unwrap()),
        (Cursor::START, vec![None])
    );

    story.store.link(story.update().await).await.unwrap();
    let write = story.store.begin().await.unwrap();
    let claims = vec![self::linked("c-new", 0, "d")];
    write.link(LinkUpdate { claims, linked: Some(Cursor::after(3)), ..LinkUpdate::default() }).await.unwrap();
    write.commit().await.unwrap();
    let store = harness.reopen(Arc::clone(&story.store)).await;
    assert!(store.linked_claims(&[number("c-new")], true).await.unwrap()[0].is_some());
    assert_eq!(store.linking().await.unwrap().linked, Cursor::after(3));
    assert_eq!(store.cluster(story.id(0), &PageRequest::default()).await.unwrap().claims.len(), 4);
}

pub async fn waiting_ends_when_all_is_linked(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let last = story.store.linking().await.unwrap().last;
    story.store.wait_for_linking(last).await.unwrap();
    let beyond = story.store.wait_for_linking(Cursor::after(last.number() + 1)).await;
    assert!(matches!(beyond, Err(StoreError::BadCursor { .. })), "{beyond:?}");
    assert_eq!(story.store.relink().await, Ok(last));
    story.store.wait_for_linking(Cursor::START).await.unwrap();

    let waiting = story.store.wait_for_linking(last);
    let working = async {
        for number in 1..=last.number() {
            let linked = Some(Cursor::after(number));
            story.store.link(LinkUpdate { linked, ..LinkUpdate::default() }).await.unwrap();
        }
    };
    // The limit only keeps a broken backend from hanging the test.
    let both = async { tokio::join!(waiting, working) };
    tokio::time::timeout(Duration::from_secs(30), both).await.expect("waiting should end").0.unwrap();
}

pub async fn relinking_forgets_all_that_is_derived(harness: &dyn LedgerHarness) {
    let story = Story::new(harness.store().await).await;
    let store = &story.store;
    let before = store.cluster(story.id(0), &PageRequest::default()).await.unwrap();
    let last = store.linking().await.unwrap().last;
    assert_eq!(store.relink().await, Ok(last));
    assert_eq!(store.linking().await.unwrap().linked, Cursor::START);
    let gone = store.cluster(story.id(0), &PageRequest::default()).await;
    assert!(matches!(gone, Err(StoreError::NotFound { what: Resource::Cluster, .. })), "{gone:?}");
    let claim = ClaimNumber::of(story.id(0));
    assert_eq!(store.linked_claims(&[claim], true).await.unwrap(), [None]);
    assert_eq!(store.links_of(&[claim]).await.unwrap(), []);
    assert_eq!(store.members(ClusterNumber(claim.0)).await.unwrap(), []);
    assert_eq!(store.wordings_with(&[7], 9).await.unwrap(), []);
    assert_eq!(store.wordings(&[hash(&["Ada"])]).await.unwrap(), [None]);
    for words in [None, Some("Ada")] {
        assert_eq!(store.sources(words, &PageRequest::default()).await.unwrap().items, []);
    }
    let far = Rank { moment: i64::MAX, claim };
    assert_eq!(store.neighbours(&[(1, far)], 9).await.unwrap(), [Neighbours::default()]);
    let claim = store.claim(story.id(0)).await.unwrap();
    assert_eq!((claim.cluster, claim.claim.source.unwrap().entity), (None, None));
    // The same again gives the same again.
    store.link(story.update().await).await.unwrap();
    assert_eq!(store.cluster(story.id(0), &PageRequest::default()).await.unwrap(), before);
    assert_eq!(summary(story.id(0), 4, 2), before.summary);
}
