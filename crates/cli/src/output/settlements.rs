//! People's decisions for people: what, on what, by whom, when and why.

use sayso_contract::store::v1::{Relation, Settlement, settlement::Subject};

use crate::output::{
    links::{Known, decided, saying, verb},
    sources::outcome_in_words,
    text::{DIM, MARKED, printable, wrap},
};

/// One decision, with the words of the claims that it is about where they are known.
pub(crate) fn settlement(settlement: &Settlement, known: &Known<'_>) -> String {
    let side = |id: &str| match known.get(id) {
        Some(stored) => saying(stored, "  "),
        None => format!("  {DIM}claim {}{DIM:#}\n", printable(id)),
    };
    let verdict = if settlement.relation() == Relation::Unspecified {
        outcome_in_words(settlement.outcome())
    } else {
        verb(settlement.relation())
    };
    let verdict = wrap(&format!("    {MARKED}{verdict}{MARKED:#}, {}", decided(settlement)), "      ") + "\n";
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
