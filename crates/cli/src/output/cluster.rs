//! A cluster for people: who put forward the same and when, on whose say-so, and what contradicts, updates or settles it.

use std::collections::{BTreeMap, HashMap};

use sayso_contract::store::v1::{GetClusterResponse, IndependentSource, Link, Relation, StoredClaim};

use crate::output::{
    links::{Known, content, day, grounds, id, link, outlet, relation, score},
    people::claim,
    text::{BOLD, DIM, SECTION, counted, fill, printable, wrap},
};

/// Echoes named under their origin; the rest are counted.
const ECHOES_NAMED: usize = 6;

/// What stands under which heading, in this order.
const SECTIONS: &[(Relation, &str)] = &[
    (Relation::Contradicts, "What contradicts it"),
    (Relation::Updates, "What it updates, and what updates it"),
    (Relation::BearsOn, "What bears on it, and what it bears on"),
    (Relation::Unrelated, "Set aside by a decision"),
];

/// The whole cluster, from all of its pages; with `all` each echo and each link in full.
pub(crate) fn cluster(cluster: &GetClusterResponse, all: bool) -> String {
    let known = Known::of(cluster.claims.iter().chain(&cluster.others));
    let folded = Folded::of(&cluster.claims, &cluster.links);
    let mut out = header(cluster);
    out += &section("On whose say-so");
    for (number, source) in (1..).zip(&cluster.sources) {
        out += &independent(number, source, &known);
    }
    out += &section("Who said it, and when");
    let shown = cluster.claims.iter().filter(|stored| all || !folded.origins.contains_key(id(stored)));
    let entries = shown.map(|stored| {
        let echoes = if all { String::new() } else { echoes(stored, &folded.echoes(id(stored))) };
        entry(stored, &folded, &known) + &echoes
    });
    out += &entries.collect::<Vec<_>>().join("\n");
    for (wanted, heading) in SECTIONS {
        let links: Vec<&Link> = cluster.links.iter().filter(|link| relation(link) == *wanted).collect();
        if !links.is_empty() {
            out += &section(heading);
            out += &sides(links, &known, all);
        }
    }
    out
}

/// The origin's words, and the figures.
fn header(cluster: &GetClusterResponse) -> String {
    let words = cluster.claims.first().map(content).unwrap_or_default();
    let figures = figures(cluster.appearances, cluster.documents, cluster.independent_sources);
    format!("{}\n{figures}\n{DIM}{}{DIM:#}\n", fill(&words, "", &BOLD), printable(&cluster.id))
}

/// "3 appearances in 2 documents, 1 independent source"
fn figures(appearances: u32, documents: u32, sources: u32) -> String {
    let appearances = counted(appearances, "appearance");
    format!("{appearances} in {}, {}", counted(documents, "document"), counted(sources, "independent source"))
}

fn section(heading: &str) -> String {
    format!("\n{SECTION}{heading}{SECTION:#}\n\n")
}

/// One independent source: its names, since when, and why they count as one.
fn independent(number: usize, source: &IndependentSource, known: &Known<'_>) -> String {
    let names = source.names.iter().map(|name| printable(name)).filter(|name| !name.is_empty()).collect::<Vec<_>>();
    let names = if names.is_empty() { "(no source named)".to_owned() } else { names.join(" = ") };
    let first = known.get(&source.origin_claim_id).map(|stored| format!(", first {}", when_and_where(stored)));
    let line =
        format!("  {number}. {names}: {}{}", counted(source.appearances, "appearance"), first.unwrap_or_default());
    let mut out = wrap(&line, "     ") + "\n";
    for reason in source.reasons.iter().map(|reason| printable(reason)).filter(|reason| !reason.is_empty()) {
        out += &format!("{}\n", wrap(&format!("     - one source: {reason}"), "       "));
    }
    out
}

/// "2026-03-03 in Northwire"
fn when_and_where(stored: &StoredClaim) -> String {
    let day = day(stored);
    format!("{}in {}", if day.is_empty() { day } else { format!("{day} ") }, outlet(stored))
}

/// A claim in full, under its report, with how it stands to the earlier ones.
fn entry(stored: &StoredClaim, folded: &Folded<'_>, known: &Known<'_>) -> String {
    let title = stored.document.as_ref().map(|document| printable(&document.title)).unwrap_or_default();
    let parts = [day(stored), outlet(stored), title].into_iter().filter(|part| !part.is_empty());
    let line = parts.collect::<Vec<_>>().join(" · ");
    let mut out = format!("{}\n", fill(&line, "", &BOLD));
    out += &claim(&stored.claim.clone().unwrap_or_default());
    if let Some(link) = folded.same.get(id(stored)) {
        let verb = if relation(link) == Relation::Repeats { "echoes" } else { "corroborates" };
        let to = known.get(&link.to_claim_id).map(when_and_where).unwrap_or_else(|| printable(&link.to_claim_id));
        let grounds = grounds(link);
        let why = if grounds.is_empty() { grounds } else { format!(": {grounds}") };
        out += &format!("{}\n", fill(&format!("{verb} that of {to}, {}{why}", score(link)), "      ", &DIM));
    }
    format!("{out}      {DIM}{}{DIM:#}\n", printable(id(stored)))
}

/// "+ 7 echoes: Northwire 03-03, Morning Basket 03-04"
fn echoes(origin: &StoredClaim, echoes: &[&StoredClaim]) -> String {
    if echoes.is_empty() {
        return String::new();
    }
    let named = echoes.iter().take(ECHOES_NAMED).map(|echo| {
        let (day, since) = (day(echo), day(origin));
        // The year only where it is another one.
        let day = if day.get(..5) == since.get(..5) { day.get(5..).unwrap_or(&day) } else { &day };
        format!("{} {day}", outlet(echo)).trim_end().to_owned()
    });
    let mut names: Vec<String> = named.collect();
    if echoes.len() > ECHOES_NAMED {
        names.push(format!("and {} more (--all)", echoes.len() - ECHOES_NAMED));
    }
    let count = if echoes.len() == 1 { "1 echo".to_owned() } else { format!("{} echoes", echoes.len()) };
    wrap(&format!("      + {count}: {}", names.join(", ")), "        ") + "\n"
}

/// Links with both sides, the earliest first. Without `all` those to one other cluster are one, the most probable, and the
/// rest are counted; what a person decided is always there.
fn sides(mut links: Vec<&Link>, known: &Known<'_>, all: bool) -> String {
    let when = |id: &str| known.get(id).map(day).unwrap_or_default();
    // Two links that are as probable: the one with the earlier claim, so that the origin's comes before its echoes'.
    links.sort_by(|a, b| {
        let probable = b.settlement.is_some().cmp(&a.settlement.is_some()).then(b.confidence.total_cmp(&a.confidence));
        let days =
            || (when(&a.to_claim_id), when(&a.from_claim_id)).cmp(&(when(&b.to_claim_id), when(&b.from_claim_id)));
        probable.then_with(days)
    });
    let cluster = |id: &str| known.get(id).map_or(id, |stored| stored.cluster_id.as_str()).to_owned();
    let mut groups: BTreeMap<(String, String), Vec<&Link>> = BTreeMap::new();
    let mut shown: Vec<(&Link, usize)> = Vec::new();
    for link in links {
        if all || link.settlement.is_some() {
            shown.push((link, 0));
        } else {
            let ends = (cluster(&link.from_claim_id), cluster(&link.to_claim_id));
            groups.entry(ends).or_default().push(link);
        }
    }
    shown.extend(groups.values().filter_map(|group| Some((*group.first()?, group.len() - 1))));
    shown.sort_by_key(|(link, _)| (when(&link.from_claim_id), when(&link.to_claim_id), link.id.clone()));
    let blocks = shown.into_iter().map(|(found, more)| {
        let more = match more {
            0 => String::new(),
            more => format!("    + {} between the same clusters (--all)\n", counted_links(more)),
        };
        link(found, known) + &more
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn counted_links(count: usize) -> String {
    counted(u32::try_from(count).unwrap_or(u32::MAX), "such link")
}

/// Which claims of the cluster are echoes of which.
struct Folded<'c> {
    claims: &'c [StoredClaim],
    /// Of each claim the link by which it is here: the most probable one to an earlier claim that it echoes, or else
    /// corroborates.
    same: HashMap<&'c str, &'c Link>,
    /// Of each echo the claim that began it.
    origins: HashMap<&'c str, &'c str>,
}

impl<'c> Folded<'c> {
    fn of(claims: &'c [StoredClaim], links: &'c [Link]) -> Self {
        let places: HashMap<&str, usize> = claims.iter().zip(0..).map(|(stored, place)| (id(stored), place)).collect();
        let mut same: HashMap<&str, &Link> = HashMap::new();
        let rank = |link: &Link| (relation(link) == Relation::Repeats, link.settlement.is_some(), link.confidence);
        for link in links {
            let earlier = match (places.get(&*link.from_claim_id), places.get(&*link.to_claim_id)) {
                (Some(from), Some(to)) => to < from,
                _ => false,
            };
            if earlier && matches!(relation(link), Relation::Repeats | Relation::Corroborates) {
                let best = same.entry(&link.from_claim_id).or_insert(link);
                if rank(link) > rank(best) {
                    *best = link;
                }
            }
        }
        let mut origins: HashMap<&str, &str> = HashMap::new();
        // In the order of time: where an echo leads is known before what echoes it.
        for stored in claims {
            if let Some(link) = same.get(id(stored)).filter(|link| relation(link) == Relation::Repeats) {
                let to: &'c str = &link.to_claim_id;
                origins.insert(id(stored), origins.get(to).copied().unwrap_or(to));
            }
        }
        Self { claims, same, origins }
    }

    /// The echoes of a claim, the earliest first.
    fn echoes(&self, origin: &str) -> Vec<&'c StoredClaim> {
        self.claims.iter().filter(|stored| self.origins.get(id(stored)) == Some(&origin)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::made_up::{link_between, plain, said, settled};

    /// A promise, two echoes, one source of its own, and what others say against it.
    fn promise() -> GetClusterResponse {
        let text = "the bridge will be cleared";
        let claims = vec![
            said("c-1", "2026-03-03", "Northwire", "The general", "said", text),
            said("c-2", "2026-03-03", "Morning Basket", "the general", "said", text),
            said("c-3", "2026-03-04", "Dispatch", "a clerk", "said", "the bridge is to be cleared"),
            said("c-4", "2027-01-05", "Telegraph", "the general", "said", text),
        ];
        let claims = claims.into_iter().map(|claim| StoredClaim { cluster_id: "k-1".into(), ..claim });
        let other = |id: &str, day: &str, content: &str| StoredClaim {
            cluster_id: "k-5".into(),
            ..said(id, day, "Courier", "officials", "said", content)
        };
        GetClusterResponse {
            id: "k-1".into(),
            claims: claims.collect(),
            links: vec![
                link_between("l-1", "c-2", "c-1", Relation::Repeats, &["the same words"]),
                link_between("l-2", "c-3", "c-1", Relation::Corroborates, &["the same bridge, another source"]),
                // Its origin is that of what it echoes.
                link_between("l-3", "c-4", "c-2", Relation::Repeats, &["the same source"]),
                link_between("l-4", "c-5", "c-1", Relation::Contradicts, &["opposite outcomes: cleared, shut"]),
                link_between("l-5", "c-5", "c-2", Relation::Contradicts, &["opposite outcomes: cleared, shut"]),
                link_between("l-6", "c-6", "c-4", Relation::Contradicts, &["opposite outcomes: cleared, shut"]),
                link_between("l-7", "c-6", "c-1", Relation::BearsOn, &[]),
            ],
            independent_sources: 2,
            appearances: 4,
            documents: 4,
            sources: vec![
                IndependentSource {
                    origin_claim_id: "c-1".into(),
                    names: vec!["A. R. Vossarin".into(), "the general".into()],
                    appearances: 3,
                    reasons: vec!["the same words".into()],
                },
                IndependentSource {
                    origin_claim_id: "c-3".into(),
                    names: vec!["a clerk".into()],
                    appearances: 1,
                    reasons: vec![],
                },
            ],
            others: vec![
                other("c-5", "2026-03-06", "the bridge stays shut"),
                other("c-6", "2027-01-06", "it is still shut"),
            ],
            ..Default::default()
        }
    }

    #[test]
    fn a_cluster_is_a_timeline_with_echoes_folded_and_what_stands_against_it() {
        let expected = "the bridge will be cleared
4 appearances in 4 documents, 2 independent sources
k-1

On whose say-so

  1. A. R. Vossarin = the general: 3 appearances, first 2026-03-03 in Northwire
     - one source: the same words
  2. a clerk: 1 appearance, first 2026-03-04 in Dispatch

Who said it, and when

2026-03-03 · Northwire · Report on c-1
  The general  said  [indirect]
      the bridge will be cleared
      c-1
      + 2 echoes: Morning Basket 03-03, Telegraph 2027-01-05

2026-03-04 · Dispatch · Report on c-3
  a clerk  said  [indirect]
      the bridge is to be cleared
      corroborates that of 2026-03-03 in Northwire, 81% probable: the same
      bridge, another source
      c-3

What contradicts it

  2026-03-06 · Courier · officials said
      the bridge stays shut
    contradicts (81% probable)
  2026-03-03 · Northwire · The general said
      the bridge will be cleared
    - opposite outcomes: cleared, shut
    l-4
    + 2 such links between the same clusters (--all)

What bears on it, and what it bears on

  2027-01-06 · Courier · officials said
      it is still shut
    bears on (81% probable)
  2026-03-03 · Northwire · The general said
      the bridge will be cleared
    l-7
";
        assert_eq!(plain(&cluster(&promise(), false)), expected);
    }

    #[test]
    fn all_of_it_can_be_unfolded() {
        let shown = plain(&cluster(&promise(), true));
        for expected in
            ["Morning Basket · Report on c-2", "echoes that of 2026-03-03 in Northwire", "\n    l-5\n", "\n    l-6\n"]
        {
            assert!(shown.contains(expected), "{expected}\n{shown}");
        }
        assert!(!shown.contains("+ "), "{shown}");
    }

    #[test]
    fn what_a_person_decided_is_never_folded_away() {
        let mut promise = promise();
        let rejected = sayso_contract::store::v1::Settlement { relation: Relation::Unrelated.into(), ..settled("no") };
        promise.links[4].settlement = Some(rejected);
        let shown = plain(&cluster(&promise, false));
        let (_, aside) = shown.split_once("Set aside by a decision").unwrap();
        assert!(aside.contains("is unrelated to (decided by Ada on 2026-03-10: “no”)"), "{shown}");
        assert!(shown.contains("+ 1 such link between"), "{shown}");
    }

    #[test]
    fn many_echoes_are_counted_and_none_is_lost_in_a_circle() {
        let echo = |n: usize| said(&format!("c-{n}"), "2026-03-03", &format!("Outlet {n}"), "he", "said", "x");
        let link = |n: usize| link_between(&format!("l-{n}"), &format!("c-{n}"), "c-0", Relation::Repeats, &[]);
        let mut links: Vec<Link> = (1..10).map(link).collect();
        links.push(link_between("l-10", "c-0", "c-1", Relation::Repeats, &[]));
        let many = GetClusterResponse { claims: (0..10).map(echo).collect(), links, ..Default::default() };
        let shown = plain(&cluster(&many, false));
        assert!(shown.contains("+ 9 echoes: Outlet 1 03-03, Outlet 2 03-03"), "{shown}");
        assert!(shown.contains("and 3 more (--all)"), "{shown}");
        assert!(shown.contains("Outlet 0 · Report on c-0"), "{shown}");
    }

    #[test]
    fn an_answer_with_nothing_in_it_is_shown_as_such() {
        let shown = plain(&cluster(&GetClusterResponse::default(), false));
        assert!(shown.contains("0 appearances in 0 documents, 0 independent sources"), "{shown}");
    }
}
