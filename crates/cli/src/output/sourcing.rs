//! On whose say-so a document stands, for people: figures, and each claim with what stands behind it. No judgement.

use sayso_contract::store::v1::{ClaimShare, CopyOf, GetSourcingResponse, Relation, SourcedClaim, SourcingSummary};

use crate::output::{
    links::{Known, id, link_from, relation},
    people::{Heading, claim, heading},
    text::{DIM, SECTION, counted, printable, wrap},
};

/// The whole report, from all of its pages.
pub(crate) fn sourcing(report: &GetSourcingResponse) -> String {
    let document = report.document.clone().unwrap_or_default();
    let title = if document.title.is_empty() { &document.id } else { &document.title };
    let date = document.published_at.get(..10).unwrap_or_default();
    let mut out = heading(&Heading { title, details: &[&document.site, date, &document.uri] });
    out += &report.copy_of.as_ref().map(copy).unwrap_or_default();
    out += &format!("\n{SECTION}Figures{SECTION:#}\n\n");
    out += &figures(&report.summary.clone().unwrap_or_default());
    out += &format!("\n{SECTION}Claims{SECTION:#}\n");
    let own = report.claims.iter().filter_map(|sourced| sourced.claim.as_ref());
    let known = Known::of(own.chain(&report.others));
    for sourced in &report.claims {
        out += &format!("\n{}", entry(sourced, &known));
    }
    out
}

fn copy(copy: &CopyOf) -> String {
    let percent = |share: f32| format!("{:.0}%", 100.0 * share);
    let (of_copy, of_original) = (percent(copy.of_copy), percent(copy.of_original));
    let document = printable(&copy.document_id);
    let shown = format!("a near-copy of {document}: {of_copy} of it stands there, {of_original} of that one here");
    wrap(&shown, "") + "\n"
}

fn figures(summary: &SourcingSummary) -> String {
    let mut out = String::new();
    let mut figure = |count: u32, what: &str| out += &format!("  {count:>4} {what}\n");
    figure(summary.claims, &format!("claims, by {}", counted(summary.sources, "source")));
    figure(summary.anonymous_claims, "by sources whose name is withheld");
    figure(summary.unstated_claims, "that name nobody");
    figure(summary.single_source_claims, "rest on one source alone, in all documents");
    figure(summary.contradicted_claims, "are contradicted, here or elsewhere");
    figure(summary.echoed_claims, "are echoes of earlier ones elsewhere");
    if summary.unlinked_claims > 0 {
        figure(summary.unlinked_claims, "are not linked yet");
    }
    out += &shares("by source", "nobody named", &summary.by_source, summary.claims);
    out += &shares("by affiliation", "none given", &summary.by_affiliation, summary.claims);
    out
}

/// "by affiliation: Halvern 6 (67%), none given 3 (33%)"
fn shares(what: &str, nameless: &str, shares: &[ClaimShare], of: u32) -> String {
    let share = |share: &ClaimShare| {
        let name = printable(&share.name);
        let name = if name.is_empty() { nameless.to_owned() } else { name };
        let percent = 100.0 * f64::from(share.claims) / f64::from(of.max(1));
        format!("{name} {} ({percent:.0}%)", share.claims)
    };
    if shares.is_empty() {
        return String::new();
    }
    let listed = shares.iter().map(share).collect::<Vec<_>>().join(", ");
    wrap(&format!("  {what}: {listed}"), "    ") + "\n"
}

/// A claim, how many stand behind it, and its links.
fn entry(sourced: &SourcedClaim, known: &Known<'_>) -> String {
    let stored = sourced.claim.clone().unwrap_or_default();
    let mut out = claim(&stored.claim.clone().unwrap_or_default());
    let behind = match sourced.appearances {
        0 => "not linked yet".to_owned(),
        1 => "1 appearance".to_owned(),
        appearances => format!(
            "{}, {}: sayso cluster {}",
            counted(appearances, "appearance"),
            counted(sourced.independent_sources, "independent source"),
            printable(&sourced.cluster_id)
        ),
    };
    out += &format!("{}\n", wrap(&format!("      {DIM}{behind}{DIM:#}"), "        "));
    // Who says the same is the cluster's to show: here the most probable of them stands for all.
    let mut same = false;
    for link in &sourced.links {
        let says_the_same = matches!(relation(link), Relation::Repeats | Relation::Corroborates);
        if !(says_the_same && same) {
            out += &link_from(link, id(&stored), known, "      ");
        }
        same |= says_the_same;
    }
    out
}

#[cfg(test)]
mod tests {
    use sayso_contract::document::v1::Document;

    use super::*;
    use crate::output::made_up::{link_between, plain, said};

    #[test]
    fn a_report_is_figures_and_claims_with_what_stands_behind_them() {
        let share = |name: &str, claims| ClaimShare { name: name.into(), claims };
        let shown = sourcing(&GetSourcingResponse {
            document: Some(Document {
                id: "d-1".into(),
                title: "Lysquen quiet".into(),
                site: "Courier".into(),
                published_at: "2026-03-06T10:00:00Z".into(),
                ..Default::default()
            }),
            summary: Some(SourcingSummary {
                claims: 3,
                sources: 2,
                anonymous_claims: 1,
                single_source_claims: 2,
                contradicted_claims: 1,
                echoed_claims: 0,
                unlinked_claims: 1,
                unstated_claims: 0,
                by_source: vec![share("Ilsabet Korrane", 2), share("", 1)],
                by_affiliation: vec![share("Halvern", 3)],
            }),
            claims: vec![
                SourcedClaim {
                    claim: Some(said("c-2", "2026-03-06", "Courier", "officials", "said", "the bridge is open")),
                    cluster_id: "k-2".into(),
                    independent_sources: 2,
                    appearances: 3,
                    links: vec![
                        link_between("l-1", "c-2", "c-1", Relation::Contradicts, &["open, shut"]),
                        link_between("l-2", "c-4", "c-2", Relation::Repeats, &[]),
                        link_between("l-3", "c-5", "c-2", Relation::Corroborates, &[]),
                    ],
                },
                SourcedClaim {
                    claim: Some(said("c-3", "2026-03-06", "Courier", "She", "said", "nobody left")),
                    ..Default::default()
                },
            ],
            copy_of: Some(CopyOf { document_id: "d-0".into(), of_copy: 0.934, of_original: 0.5, ..Default::default() }),
            others: vec![said("c-1", "2026-03-03", "Northwire", "He", "said", "it is shut")],
            ..Default::default()
        });
        let expected = "Lysquen quiet
Courier · 2026-03-06
a near-copy of d-0: 93% of it stands there, 50% of that one here

Figures

     3 claims, by 2 sources
     1 by sources whose name is withheld
     0 that name nobody
     2 rest on one source alone, in all documents
     1 are contradicted, here or elsewhere
     0 are echoes of earlier ones elsewhere
     1 are not linked yet
  by source: Ilsabet Korrane 2 (67%), nobody named 1 (33%)
  by affiliation: Halvern 3 (100%)

Claims

  officials  said  [indirect]
      the bridge is open
      3 appearances, 2 independent sources: sayso cluster k-2
      contradicts He (2026-03-03, Northwire): it is shut · 81% probable · open,
        shut
      repeated by claim c-4 · 81% probable

  She  said  [indirect]
      nobody left
      not linked yet
";
        assert_eq!(plain(&shown), expected);
    }
}
