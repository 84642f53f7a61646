//! People's decisions for people: what, on what, by whom, when and why.

use sayso_contract::store::v1::{Relation, Settlement, settlement::Subject};

use crate::output::{
    links::{Known, decided as decided_by, saying, verb},
    sources::outcome_in_words,
    text::{DIM, MARKED, printable, wrap},
};

/// One decision, with the words of the claims that it is about where they are known.
pub(crate) fn settlement(settlement: &Settlement, known: &Known<'_>) -> String {
    let side = |id: &str| match known.get(id) {
        Some(stored) => saying(stored, "  "),
        None => format!("  {DIM}claim {}{DIM:#}\n", printable(id)),
    };
    let verdict = verdict(settlement);
    let verdict = wrap(&format!("    {MARKED}{verdict}{MARKED:#}, {}", decided_by(settlement)), "      ") + "\n";
    let mut out = match &settlement.subject {
        Some(Subject::ClaimId(claim)) => side(claim) + &verdict,
        Some(Subject::Ends(ends)) => side(&ends.from_claim_id) + &verdict + &side(&ends.to_claim_id),
        Some(Subject::LinkId(link)) => format!("  {DIM}link {}{DIM:#}\n{verdict}", printable(link)),
        None => verdict,
    };
    if !settlement.documents.is_empty() {
        let documents = settlement.documents.iter().map(|document| printable(document)).collect::<Vec<_>>().join(", ");
        out += &format!("{}\n", wrap(&format!("    resting on {documents}"), "      "));
    }
    if let Some(withdrawal) = &settlement.withdrawal {
        let (by, why) = (printable(&withdrawal.withdrawn_by), printable(&withdrawal.reason));
        out += &format!("{}\n", wrap(&format!("    {MARKED}withdrawn{MARKED:#} by {by}: “{why}”"), "      "));
    }
    out + &format!("    {DIM}{}{DIM:#}\n", printable(&settlement.id))
}

/// What counts now that a decision is recorded or withdrawn, and what it overrides.
pub(crate) fn effect(
    decided: &Settlement,
    counts: Option<&Settlement>,
    overridden: Option<&Settlement>,
    worked_out: Relation,
) -> String {
    let line = |line: String| format!("{}\n", wrap(&format!("    {line}"), "      "));
    let worked_out = Some(worked_out).filter(|relation| *relation != Relation::Unspecified).map(verb);
    let in_short = |settlement: &Settlement| format!("{}, {}", verdict(settlement), decided_by(settlement));
    let mut out = String::new();
    if decided.withdrawal.is_none() {
        out += &overridden.map(|before| line(format!("overrides: {}", in_short(before)))).unwrap_or_default();
        out += &worked_out.map(|found| line(format!("overrides what was worked out: {found}"))).unwrap_or_default();
    }
    out += &match (counts, worked_out) {
        (Some(counts), _) if counts.id == decided.id => line("this decision counts now".to_owned()),
        (Some(counts), _) => line(format!("what counts now: {}", in_short(counts))),
        (None, Some(found)) => line(format!("what counts now is what was worked out: {found}")),
        (None, None) => line("no decision counts now".to_owned()),
    };
    out
}

/// What was decided, in words.
fn verdict(settlement: &Settlement) -> &'static str {
    match settlement.relation() {
        Relation::Unspecified => outcome_in_words(settlement.outcome()),
        relation => verb(relation),
    }
}

/// What became of a claim in the change feed when people decided on it: "a person decided: did not come true, …".
pub(crate) fn news(settlement: &Settlement) -> String {
    let what = verdict(settlement);
    match &settlement.withdrawal {
        None => wrap(&format!("  {MARKED}a person decided: {what}{MARKED:#}, {}", decided_by(settlement)), "    "),
        Some(withdrawal) => {
            let (by, why) = (printable(&withdrawal.withdrawn_by), printable(&withdrawal.reason));
            let line = format!("  {MARKED}a decision was withdrawn: {what}{MARKED:#}, by {by}: “{why}”");
            wrap(&line, "    ")
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso_contract::store::v1::{LinkEnds, Outcome, Withdrawal};

    use super::*;
    use crate::output::made_up::{plain, said, settled};

    #[test]
    fn a_decision_on_a_forecast_stands_under_its_words() {
        let claims = [said("c-1", "2026-03-03", "Northwire", "The general", "said", "it will be cleared")];
        let shown = settlement(
            &Settlement {
                subject: Some(Subject::ClaimId("c-1".into())),
                outcome: Outcome::InPart.into(),
                documents: vec!["d-1".into(), "https://courier.example/a".into()],
                withdrawal: Some(Withdrawal {
                    withdrawn_by: "Ben".into(),
                    reason: "misread".into(),
                    withdrawn_at: None,
                }),
                ..settled("one lane")
            },
            &Known::of(&claims),
        );
        let expected = "  2026-03-03 · Northwire · The general said
      it will be cleared
    came true in part, or late, decided by Ada on 2026-03-10: “one lane”
    resting on d-1, https://courier.example/a
    withdrawn by Ben: “misread”
    x-1
";
        assert_eq!(plain(&shown), expected);
    }

    #[test]
    fn a_decision_says_what_it_overrides_and_what_counts_now() {
        let decision =
            |id: &str, outcome: Outcome| Settlement { id: id.into(), outcome: outcome.into(), ..settled("seen") };
        let (one, two) = (decision("x-1", Outcome::DidNot), decision("x-2", Outcome::InPart));
        let withdrawal = Some(Withdrawal { withdrawn_by: "Ben".into(), reason: "misread".into(), withdrawn_at: None });
        let gone = Settlement { withdrawal, ..two.clone() };
        let check = |decided: &Settlement, counts, overridden, worked_out, expected: &str| {
            assert_eq!(plain(&effect(decided, counts, overridden, worked_out)), expected);
        };
        let none = Relation::Unspecified;
        check(&one, Some(&one), None, none, "    this decision counts now\n");
        let overrides = "    overrides: did not come true, decided by Ada on 2026-03-10: “seen”\n";
        check(&two, Some(&two), Some(&one), none, &format!("{overrides}    this decision counts now\n"));
        let counts = "    what counts now: did not come true, decided by Ada on 2026-03-10: “seen”\n";
        check(&gone, Some(&one), Some(&one), none, counts);
        check(&gone, None, None, none, "    no decision counts now\n");
        let found = "    overrides what was worked out: repeats\n    this decision counts now\n";
        check(&one, Some(&one), None, Relation::Repeats, found);
        check(&gone, None, None, Relation::Repeats, "    what counts now is what was worked out: repeats\n");
        assert_eq!(plain(&news(&one)), "  a person decided: did not come true, decided by Ada on 2026-03-10: “seen”");
        assert_eq!(plain(&news(&gone)), "  a decision was withdrawn: came true in part, or late, by Ben: “misread”");
    }

    #[test]
    fn a_decision_on_a_link_stands_between_its_sides() {
        let ends = LinkEnds { from_claim_id: "c-2".into(), to_claim_id: "c-1".into() };
        let shown = settlement(
            &Settlement {
                subject: Some(Subject::Ends(ends)),
                relation: Relation::Unrelated.into(),
                ..settled("another bridge")
            },
            &Known::default(),
        );
        let expected = "  claim c-2
    is unrelated to, decided by Ada on 2026-03-10: “another bridge”
  claim c-1
    x-1
";
        assert_eq!(plain(&shown), expected);
    }
}
