//! Links for people: both sides with their words, how they stand to each other, and on what grounds.

use std::collections::HashMap;

use anstyle::Style;
use jiff::tz::TimeZone;
use sayso_contract::{
    Path,
    claim::v1 as claim,
    store::v1::{Link, Relation, Settlement, StoredClaim, settlement::Subject},
    timestamp_from_wire,
};

use crate::output::text::{DIM, MARKED, SOURCE, fill, printable, words, wrap};

/// Claims by their ids: what links lead to.
#[derive(Default)]
pub(crate) struct Known<'c>(HashMap<&'c str, &'c StoredClaim>);

impl<'c> Known<'c> {
    pub(crate) fn of(claims: impl IntoIterator<Item = &'c StoredClaim>) -> Self {
        Self(claims.into_iter().map(|stored| (id(stored), stored)).collect())
    }

    pub(crate) fn get(&self, id: &str) -> Option<&'c StoredClaim> {
        self.0.get(id).copied()
    }
}

/// The id of a claim of the ledger.
pub(crate) fn id(stored: &StoredClaim) -> &str {
    stored.claim.as_ref().map_or("", |claim| claim.id.as_str())
}

/// The day its document was published; empty for an undated one.
pub(crate) fn day(stored: &StoredClaim) -> String {
    let published = stored.document.as_ref().map_or("", |document| document.published_at.as_str());
    printable(published.get(..10).unwrap_or(published))
}

/// Who published it: the outlet, or what else the document is known by.
pub(crate) fn outlet(stored: &StoredClaim) -> String {
    let Some(document) = &stored.document else { return String::new() };
    let known = [&document.site, &document.uri, &document.title, &document.id];
    known.into_iter().map(|name| printable(name)).find(|name| !name.is_empty()).unwrap_or_default()
}

/// The source in its own words, and the name where they do not say it: "He (A. R. Vossarin)".
pub(crate) fn speaker(claim: &claim::Claim) -> String {
    let written = claim.attribution.as_ref().map(|parts| words(&parts.source)).unwrap_or_default();
    let name = claim.source.as_ref().map(|source| printable(&source.name)).unwrap_or_default();
    match (written.is_empty(), name.is_empty()) {
        (true, true) => "(no source named)".to_owned(),
        (true, false) => name,
        (false, false) if !written.to_lowercase().contains(&name.to_lowercase()) => format!("{written} ({name})"),
        _ => written,
    }
}

/// The words of its content.
pub(crate) fn content(stored: &StoredClaim) -> String {
    let attribution = stored.claim.as_ref().and_then(|claim| claim.attribution.as_ref());
    attribution.map(|parts| words(&parts.content)).unwrap_or_default()
}

/// "2026-03-06 · Halvern Courier · officials said", and the words below.
pub(crate) fn saying(stored: &StoredClaim, indent: &str) -> String {
    let claim = stored.claim.clone().unwrap_or_default();
    let cue = claim.attribution.as_ref().map(|parts| words(&parts.cue)).unwrap_or_default();
    let source = format!("{SOURCE}{}{SOURCE:#} {cue}", speaker(&claim));
    let parts = [day(stored), outlet(stored), source.trim_end().to_owned()];
    let line = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let line = wrap(&format!("{indent}{line}"), &format!("{indent}  "));
    format!("{line}\n{}\n", fill(&content(stored), &format!("{indent}    "), &Style::new()))
}

/// The relation that counts: a person's decision, else what was worked out.
pub(crate) fn relation(link: &Link) -> Relation {
    link.settlement.as_ref().map_or_else(|| link.relation(), Settlement::relation)
}

/// How `from` stands to `to`, in words between the two.
pub(crate) fn verb(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeats => "repeats",
        Relation::Corroborates => "corroborates",
        Relation::Contradicts => "contradicts",
        Relation::Updates => "updates",
        Relation::BearsOn => "bears on",
        Relation::Unrelated => "is unrelated to",
        // Of a later version: shown for what it is.
        Relation::Unspecified => "stands in some other way to",
    }
}

/// The same from the other side.
pub(crate) fn verb_back(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeats => "repeated by",
        Relation::Corroborates => "corroborated by",
        Relation::Contradicts => "contradicted by",
        Relation::Updates => "updated by",
        Relation::BearsOn => "may bear on it:",
        Relation::Unrelated => "unrelated to",
        Relation::Unspecified => "in some other way linked to",
    }
}

/// How sure it is: "81% probable", or who decided it.
pub(crate) fn score(link: &Link) -> String {
    match &link.settlement {
        Some(settlement) => decided(settlement),
        None => format!("{:.0}% probable", link.confidence * 100.0),
    }
}

/// "decided by Ada on 2026-03-10: “another bridge”"
pub(crate) fn decided(settlement: &Settlement) -> String {
    let on = settled_on(settlement).map(|day| format!(" on {day}")).unwrap_or_default();
    format!("decided by {}{on}: “{}”", printable(&settlement.decided_by), printable(&settlement.reason))
}

/// The day (UTC) on which a decision was recorded; `None` if the store did not say.
fn settled_on(settlement: &Settlement) -> Option<String> {
    let at = timestamp_from_wire(settlement.settled_at.as_ref(), &Path::of("settled_at")).ok()?;
    Some(at.to_zoned(TimeZone::UTC).date().to_string())
}

/// The grounds in words, on one line; empty if there are none.
pub(crate) fn grounds(link: &Link) -> String {
    let messages = link.reasons.iter().map(|reason| printable(&reason.message)).filter(|message| !message.is_empty());
    messages.collect::<Vec<_>>().join("; ")
}

/// Both sides of a link, each with who, when and the words, and below them the grounds.
pub(crate) fn link(link: &Link, known: &Known<'_>) -> String {
    let side = |id: &str| match known.get(id) {
        Some(stored) => saying(stored, "  "),
        None => format!("  {DIM}claim {}{DIM:#}\n", printable(id)),
    };
    let how = wrap(&format!("    {MARKED}{}{MARKED:#} ({})", verb(relation(link)), score(link)), "      ");
    let mut out = format!("{}{how}\n{}", side(&link.from_claim_id), side(&link.to_claim_id));
    for message in link.reasons.iter().map(|reason| printable(&reason.message)).filter(|message| !message.is_empty()) {
        out += &format!("{}\n", wrap(&format!("    - {message}"), "      "));
    }
    out + &format!("    {DIM}{}{DIM:#}\n", printable(&link.id))
}

/// A link seen from one of its claims, on a few lines: "contradicted by X (2026-03-06, Halvern Courier): words · 81% probable".
pub(crate) fn link_from(link: &Link, own: &str, known: &Known<'_>, indent: &str) -> String {
    let (verb, other) = if link.from_claim_id == own {
        (verb(relation(link)), &link.to_claim_id)
    } else {
        (verb_back(relation(link)), &link.from_claim_id)
    };
    let what = match known.get(other) {
        Some(stored) => {
            let claim = stored.claim.clone().unwrap_or_default();
            let at = [day(stored), outlet(stored)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            format!("{} ({}): {}", speaker(&claim), at.join(", "), content(stored))
        }
        None => format!("claim {}", printable(other)),
    };
    let grounds = grounds(link);
    let why = if grounds.is_empty() { String::new() } else { format!(" · {grounds}") };
    let line = format!("{indent}{MARKED}{verb}{MARKED:#} {what} {DIM}· {}{why}{DIM:#}", score(link));
    wrap(&line, &format!("{indent}  ")) + "\n"
}

/// The claims that a settlement is about.
pub(crate) fn ends(settlement: &Settlement) -> Vec<&str> {
    match &settlement.subject {
        Some(Subject::ClaimId(claim)) => vec![claim],
        Some(Subject::Ends(ends)) => vec![&ends.from_claim_id, &ends.to_claim_id],
        Some(Subject::LinkId(_)) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::made_up::{link_between, plain, said, settled};

    #[test]
    fn a_link_shows_both_sides_and_its_grounds() {
        let open = said("c-2", "2026-03-06", "Halvern Courier", "officials", "said", "Ormund Bridge is \u{1b}[2Jopen");
        let shut = said("c-1", "2026-03-03", "Northwire", "He", "said", "the bridge is\nshut");
        let both = [open, shut];
        let found = link_between("l-1", "c-2", "c-1", Relation::Contradicts, &["opposite outcomes: open, shut"]);
        let expected = "  2026-03-06 · Halvern Courier · officials said
      Ormund Bridge is [2Jopen
    contradicts (81% probable)
  2026-03-03 · Northwire · He said
      the bridge is shut
    - opposite outcomes: open, shut
    l-1
";
        assert_eq!(plain(&link(&found, &Known::of(&both))), expected);
        // A side that did not come with the answer is there by its id.
        let shown = plain(&link(&found, &Known::of(&both[1..])));
        assert!(shown.starts_with("  claim c-2\n    contradicts"), "{shown}");
    }

    #[test]
    fn a_decision_counts_instead_of_what_was_worked_out() {
        let mut found = link_between("l-1", "c-2", "c-1", Relation::Contradicts, &[]);
        found.settlement = Some(Settlement { relation: Relation::Unrelated.into(), ..settled("another bridge") });
        assert_eq!(relation(&found), Relation::Unrelated);
        assert_eq!(score(&found), "decided by Ada on 2026-03-10: “another bridge”");
    }

    #[test]
    fn a_link_reads_from_either_side() {
        let both = [
            said("c-2", "2026-03-06", "Courier", "officials", "said", "it is open"),
            said("c-1", "2026-03-03", "Northwire", "He", "said", "it is shut"),
        ];
        let found = link_between("l-1", "c-2", "c-1", Relation::Updates, &["the same source", "later"]);
        let from = |own: &str| plain(&link_from(&found, own, &Known::of(&both), "  "));
        assert_eq!(
            from("c-1"),
            "  updated by officials (2026-03-06, Courier): it is open · 81% probable · the\n    same source; later\n"
        );
        assert_eq!(
            from("c-2"),
            "  updates He (2026-03-03, Northwire): it is shut · 81% probable · the same\n    source; later\n"
        );
    }

    #[test]
    fn a_name_stands_where_the_words_do_not_say_it() {
        let check = |written: &str, name: &str, expected: &str| {
            let mut claim = said("c-1", "", "", written, "said", "x").claim.unwrap_or_default();
            claim.source = Some(claim::Source { name: name.into(), ..Default::default() });
            assert_eq!(speaker(&claim), expected);
        };
        check("He", "A. R. Vossarin", "He (A. R. Vossarin)");
        check("Gen. A. R. VOSSARIN", "A. R. Vossarin", "Gen. A. R. VOSSARIN");
        check("", "A. R. Vossarin", "A. R. Vossarin");
        check("officials", "", "officials");
        check("", "", "(no source named)");
    }
}
