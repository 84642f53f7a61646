//! People's decisions to the wire and back.

use sayso_contract::{FieldError, Path, Reason, store::v1 as wire, timestamp_from_wire, timestamp_to_wire};
use sayso_domain::{ClaimId, LinkId, Relation, SettlementId};
use sayso_store::{Decision, Outcome, Settlement, Verdict, Withdrawal};

/// Pairs of members, both ways; unspecified is refused.
macro_rules! both_ways {
    ($($ours:ident: $($member:ident = $theirs:ident),+; $to:ident $from:ident)+) => { $(
        #[doc = concat!("[`", stringify!($ours), "`] as it is on the wire.")]
        #[must_use]
        pub fn $to(value: $ours) -> wire::$ours {
            match value { $($ours::$member => wire::$ours::$theirs,)+ }
        }

        pub(crate) fn $from(value: i32, path: &Path<'_>) -> Result<$ours, FieldError> {
            match wire::$ours::try_from(value) {
                $(Ok(wire::$ours::$theirs) => Ok($ours::$member),)+
                Ok(wire::$ours::Unspecified) => Err(path.error(Reason::Required, "it must be given")),
                Err(_) => {
                    Err(path.error(Reason::UnknownValue, format!("{value} is no value that this version knows")))
                }
            }
        }
    )+ };
}

both_ways! {
    Relation: Repeats = Repeats, Corroborates = Corroborates, Contradicts = Contradicts, Updates = Updates,
        Unrelated = Unrelated, BearsOn = BearsOn; relation_to_wire relation_from_wire
    Outcome: CameAbout = CameAbout, DidNot = DidNot, InPart = InPart, CannotBeTold = CannotBeTold;
        outcome_to_wire outcome_from_wire
}

/// A settlement as it is on the wire.
#[must_use]
pub fn settlement_to_wire(settlement: &Settlement) -> wire::Settlement {
    use wire::settlement::Subject;
    let decision = &settlement.decision;
    let subject = match &decision.verdict {
        Verdict::Forecast { claim, .. } => Subject::ClaimId(claim.to_string()),
        Verdict::Link { from, to, .. } => {
            Subject::Ends(wire::LinkEnds { from_claim_id: from.to_string(), to_claim_id: to.to_string() })
        }
    };
    wire::Settlement {
        id: settlement.id.to_string(),
        subject: Some(subject),
        outcome: settlement.outcome().map_or(0, |outcome| outcome_to_wire(outcome).into()),
        relation: settlement.relation().map_or(0, |relation| relation_to_wire(relation).into()),
        decided_by: decision.decided_by.clone(),
        reason: decision.reason.clone(),
        settled_at: Some(timestamp_to_wire(settlement.settled_at)),
        withdrawal: settlement.withdrawal.as_ref().map(|withdrawal| wire::Withdrawal {
            withdrawn_by: withdrawal.withdrawn_by.clone(),
            reason: withdrawal.reason.clone(),
            withdrawn_at: Some(timestamp_to_wire(withdrawal.withdrawn_at)),
        }),
        documents: decision.documents.clone(),
    }
}

/// A settlement from the wire.
///
/// # Errors
/// Names the field that cannot be read.
pub fn settlement_from_wire(given: wire::Settlement, path: &Path<'_>) -> Result<Settlement, FieldError> {
    let verdict = match subject_from_wire(&given, path)? {
        Subject::Verdict(verdict) => verdict,
        Subject::Link(..) => return Err(path.field("ends").error(Reason::Required, "both claims are needed")),
    };
    let id = SettlementId::new(given.id.as_str()).map_err(|error| path.field("id").error(Reason::Malformed, error))?;
    let withdrawal = given.withdrawal.as_ref().map(|withdrawal| {
        let at = path.field("withdrawal");
        Ok(Withdrawal {
            withdrawn_by: withdrawal.withdrawn_by.clone(),
            reason: withdrawal.reason.clone(),
            withdrawn_at: timestamp_from_wire(withdrawal.withdrawn_at.as_ref(), &at.field("withdrawn_at"))?,
        })
    });
    Ok(Settlement {
        id,
        settled_at: timestamp_from_wire(given.settled_at.as_ref(), &path.field("settled_at"))?,
        withdrawal: withdrawal.transpose()?,
        decision: decision(given, verdict),
    })
}

/// What a decision from the wire is about.
#[derive(Debug, PartialEq, Eq)]
pub enum Subject {
    /// All is said.
    Verdict(Verdict),
    /// A link by its id: the store knows its ends.
    Link(LinkId, Relation),
}

/// The subject of a decision from the wire.
///
/// # Errors
/// Names the field that cannot be read.
pub fn subject_from_wire(settlement: &wire::Settlement, path: &Path<'_>) -> Result<Subject, FieldError> {
    use wire::settlement::Subject as Given;
    let claim = |id: &str, path: &Path<'_>| ClaimId::new(id).map_err(|error| path.error(Reason::Malformed, error));
    let relation = || relation_from_wire(settlement.relation, &path.field("relation"));
    match &settlement.subject {
        None => Err(path.error(Reason::Required, "name a claim_id, a link_id or the ends of a link")),
        Some(Given::ClaimId(id)) => Ok(Subject::Verdict(Verdict::Forecast {
            claim: claim(id, &path.field("claim_id"))?,
            outcome: outcome_from_wire(settlement.outcome, &path.field("outcome"))?,
        })),
        Some(Given::Ends(ends)) => {
            let at = path.field("ends");
            Ok(Subject::Verdict(Verdict::Link {
                from: claim(&ends.from_claim_id, &at.field("from_claim_id"))?,
                to: claim(&ends.to_claim_id, &at.field("to_claim_id"))?,
                relation: relation()?,
            }))
        }
        Some(Given::LinkId(id)) => {
            let id = LinkId::new(id).map_err(|error| path.field("link_id").error(Reason::Malformed, error))?;
            Ok(Subject::Link(id, relation()?))
        }
    }
}

/// What counts on a link or a forecast, from the wire.
pub(crate) fn optional_settlement(
    given: Option<wire::Settlement>,
    path: &Path<'_>,
) -> Result<Option<Settlement>, FieldError> {
    given.map(|given| settlement_from_wire(given, path)).transpose()
}

/// A decision from the wire, once its subject is known.
#[must_use]
pub fn decision(settlement: wire::Settlement, verdict: Verdict) -> Decision {
    let wire::Settlement { decided_by, reason, documents, .. } = settlement;
    Decision { verdict, decided_by, reason, documents }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(id: &str) -> ClaimId {
        ClaimId::new(id).unwrap()
    }

    #[test]
    fn decisions_survive_the_way_there_and_back() {
        let verdicts = Relation::ALL
            .iter()
            .map(|relation| Verdict::Link { from: claim("c-2"), to: claim("c-1"), relation: *relation })
            .chain(Outcome::ALL.map(|outcome| Verdict::Forecast { claim: claim("c-1"), outcome }));
        for verdict in verdicts {
            let given = Decision {
                verdict: verdict.clone(),
                decided_by: "Ada".into(),
                reason: "seen 👮".into(),
                documents: vec!["d".into()],
            };
            let withdrawn_at = "2026-03-05T08:15:00.5Z".parse().unwrap();
            let withdrawal = Withdrawal { withdrawn_by: "Ben".into(), reason: "misread".into(), withdrawn_at };
            for withdrawal in [None, Some(withdrawal)] {
                let settlement = Settlement {
                    id: SettlementId::new("x-1").unwrap(),
                    decision: given.clone(),
                    settled_at: "2026-03-04T08:15:00Z".parse().unwrap(),
                    withdrawal,
                };
                let wire = settlement_to_wire(&settlement);
                assert_eq!(subject_from_wire(&wire, &Path::of("settlement")), Ok(Subject::Verdict(verdict.clone())));
                assert_eq!(decision(wire.clone(), verdict.clone()), given);
                assert_eq!(settlement_from_wire(wire, &Path::of("settlement")), Ok(settlement));
            }
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        use wire::settlement::Subject as Given;
        let check = |subject: Option<Given>, expected: &str| {
            let settlement = wire::Settlement { subject, ..Default::default() };
            let error = subject_from_wire(&settlement, &Path::of("settlement")).unwrap_err();
            assert_eq!(error.path, expected);
        };
        check(None, "settlement");
        check(Some(Given::ClaimId(" ".into())), "settlement.claim_id");
        check(Some(Given::ClaimId("c-1".into())), "settlement.outcome");
        check(Some(Given::LinkId("l-1".into())), "settlement.relation");
        check(Some(Given::Ends(wire::LinkEnds::default())), "settlement.ends.from_claim_id");
    }
}
