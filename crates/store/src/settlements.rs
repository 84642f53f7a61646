//! People's decisions. They are no derived data: nothing that is worked out anew changes them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sayso_domain::{ClaimId, DocumentId, LinkId, Relation, SettlementId};
use serde::{Deserialize, Serialize};

use crate::{StoreError, hash, searchable};

/// The most bytes of [`Decision::decided_by`] and of [`Withdrawal::withdrawn_by`].
pub const MAX_PERSON_BYTES: usize = 256;
/// The most bytes of a reason.
pub const MAX_REASON_BYTES: usize = 4096;
/// The most documents that a decision may name.
pub const MAX_EVIDENCE: usize = 20;
/// The most bytes of each.
pub const MAX_EVIDENCE_BYTES: usize = 2048;

/// What a person decided on a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// It came about.
    CameAbout,
    /// It did not come about.
    DidNot,
    /// It came about in part, or late.
    InPart,
    /// It cannot be told.
    CannotBeTold,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::CameAbout, Self::DidNot, Self::InPart, Self::CannotBeTold];
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// How a forecast turned out.
    Forecast {
        /// The claim that makes it.
        claim: ClaimId,
        /// The outcome.
        outcome: Outcome,
    },
    /// How two claims stand to each other, whether a link was worked out or not.
    Link {
        /// The later claim.
        from: ClaimId,
        /// The earlier claim.
        to: ClaimId,
        /// How `from` stands to `to`; [`Relation::Unrelated`] rejects the link.
        relation: Relation,
    },
}

/// A decision to record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided.
    pub verdict: Verdict,
    /// Who decided: 1 to [`MAX_PERSON_BYTES`].
    pub decided_by: String,
    /// Why: 1 to [`MAX_REASON_BYTES`].
    pub reason: String,
    /// The documents that it rests on, at most [`MAX_EVIDENCE`] of [`MAX_EVIDENCE_BYTES`] each: ids of documents of the
    /// ledger, or addresses ([`is_address`]), also of what is not in it.
    pub documents: Vec<String>,
}

/// A person's decision that a settlement no longer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Who withdrew it: 1 to [`MAX_PERSON_BYTES`].
    pub withdrawn_by: String,
    /// Why: 1 to [`MAX_REASON_BYTES`].
    pub reason: String,
    /// When that was recorded.
    pub withdrawn_at: Timestamp,
}

/// A decision that is recorded. Of those on one subject that are not withdrawn the one recorded last counts.
///
/// It is about the claims that it names, and about all claims of the same documents that say the same ([`saying`]): when a
/// report is corrected, what was decided about a claim counts on the claim of the new revision that says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Its id.
    pub id: SettlementId,
    /// The decision.
    pub decision: Decision,
    /// When it was recorded.
    pub settled_at: Timestamp,
    /// How it was withdrawn; `None` while it stands.
    pub withdrawal: Option<Withdrawal>,
}

/// What a decision, or its withdrawal, leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The decision, as it is recorded now.
    pub settlement: Settlement,
    /// The decision that counts now on what it is about; `None` if none does.
    pub counts: Option<Settlement>,
    /// What it overrides, or overrode until it was withdrawn: the last decision before it that is not withdrawn.
    pub overridden: Option<Settlement>,
    /// How the two claims of a link stand to each other as it was worked out; `None` if nothing was, and for forecasts.
    pub found: Option<Relation>,
}

/// Which settlements are meant. What is `None` does not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SettlementQuery {
    /// Those that are about this claim's forecast.
    pub claim: Option<ClaimId>,
    /// Those that are about this link.
    pub link: Option<LinkId>,
    /// Also those that were withdrawn.
    pub include_withdrawn: bool,
}

impl Settlement {
    /// The relation that was decided, if the settlement is about a link.
    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        match self.decision.verdict {
            Verdict::Link { relation, .. } => Some(relation),
            Verdict::Forecast { .. } => None,
        }
    }

    /// The outcome that was decided, if the settlement is about a forecast.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self.decision.verdict {
            Verdict::Forecast { outcome, .. } => Some(outcome),
            Verdict::Link { .. } => None,
        }
    }

    /// True if it was recorded by the end of a day (UTC), and not withdrawn by then.
    #[must_use]
    pub fn stands_on(&self, day: Date) -> bool {
        let by = |moment: Timestamp| moment.to_zoned(TimeZone::UTC).date() <= day;
        by(self.settled_at) && !self.withdrawal.as_ref().is_some_and(|withdrawal| by(withdrawal.withdrawn_at))
    }
}

/// What a claim of a document says, as a number from 0 on: equal for claims, of whatever revision and extractor, whose source
/// and content have the same words, folded as for search ([`searchable`]).
#[must_use]
pub fn saying(document: &DocumentId, source: &str, content: &str) -> i64 {
    // What has neither letters nor digits is told apart as it stands.
    let fold =
        |words: &str| Some(searchable(words)).filter(|folded| !folded.is_empty()).unwrap_or_else(|| words.into());
    (hash(&["saying", document.as_str(), &fold(source), &fold(content)]) >> 1).cast_signed()
}

/// True for what may be an address of a document: a scheme (RFC 3986), `://` and no white space.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
            && !rest.is_empty()
            && !rest.contains(char::is_whitespace)
    })
}

impl Verdict {
    /// The claims that it is about: one of a forecast, two of a link.
    #[must_use]
    pub fn claims(&self) -> Vec<&ClaimId> {
        match self {
            Self::Forecast { claim, .. } => vec![claim],
            Self::Link { from, to, .. } => vec![from, to],
        }
    }
}

impl Decision {
    /// Checks the lengths. Backends begin with this.
    ///
    /// # Errors
    /// [`StoreError::BadDecision`] names the field, as it is named in the contract.
    pub fn check(&self) -> Result<(), StoreError> {
        check("decided_by", &self.decided_by, MAX_PERSON_BYTES)?;
        check("reason", &self.reason, MAX_REASON_BYTES)?;
        if self.documents.len() > MAX_EVIDENCE {
            return Err(bad("documents", format!("has {} entries; the limit is {MAX_EVIDENCE}", self.documents.len())));
        }
        for (index, document) in self.documents.iter().enumerate() {
            check(&format!("documents[{index}]"), document, MAX_EVIDENCE_BYTES)?;
        }
        match &self.verdict {
            Verdict::Link { from, to, .. } if from == to => Err(bad("ends", "must be two different claims")),
            _ => Ok(()),
        }
    }
}

/// Checks who withdraws a settlement, and why.
///
/// # Errors
/// [`StoreError::BadDecision`] names the field.
pub fn check_withdrawal(withdrawn_by: &str, reason: &str) -> Result<(), StoreError> {
    check("withdrawn_by", withdrawn_by, MAX_PERSON_BYTES)?;
    check("reason", reason, MAX_REASON_BYTES)
}

/// Checks what makes repeating a call safe: 1 to [`MAX_PERSON_BYTES`] bytes.
///
/// # Errors
/// [`StoreError::BadDecision`] names the field.
pub fn check_request_id(request_id: Option<&str>) -> Result<(), StoreError> {
    request_id.map_or(Ok(()), |id| check("request_id", id, MAX_PERSON_BYTES))
}

fn check(field: &str, text: &str, limit: usize) -> Result<(), StoreError> {
    if text.trim().is_empty() {
        Err(bad(field, "must not be empty"))
    } else if text.len() > limit {
        Err(bad(field, format!("is {} bytes long; the limit is {limit}", text.len())))
    } else if text.contains('\0') {
        Err(bad(field, "has the character NUL in it: leave it out"))
    } else {
        Ok(())
    }
}

fn bad(field: &str, reason: impl Into<String>) -> StoreError {
    StoreError::BadDecision { field: field.into(), reason: reason.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_ids() {
        for (text, expected) in [
            ("https://news.example/a?b=ü#c", true),
            ("HTTP://a", true),
            ("d-1", false),
            ("https://", false),
            ("https://a b", false),
            ("://a", false),
            ("1a://b", false),
            ("see http://a", false),
            ("urn:isbn:1", false),
            ("", false),
        ] {
            assert_eq!(is_address(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_same_is_said_with_the_same_words_in_the_same_document() {
        let [d, e] = ["d", "e"].map(|id| DocumentId::new(id).unwrap());
        let one = saying(&d, "the general", "It will be “cleared”");
        assert!(one >= 0);
        assert_eq!(one, saying(&d, "The General", "it will  be\n\"cleared\""));
        for other in [
            saying(&e, "the general", "It will be “cleared”"),
            saying(&d, "he", "It will be “cleared”"),
            saying(&d, "the general", "It will not be “cleared”"),
            saying(&d, "the general it", "will be “cleared”"),
        ] {
            assert_ne!(one, other);
        }
        assert_ne!(saying(&d, "", "👮"), saying(&d, "", "👩"));
    }

    #[test]
    fn a_decision_stands_from_the_day_it_is_recorded_to_the_day_before_it_is_withdrawn() {
        let at = |moment: &str| moment.parse::<Timestamp>().unwrap();
        let verdict = Verdict::Forecast { claim: ClaimId::new("c-1").unwrap(), outcome: Outcome::DidNot };
        let decision = Decision { verdict, decided_by: "Ada".into(), reason: "seen".into(), documents: Vec::new() };
        let withdrawal = |at| Withdrawal { withdrawn_by: "Ada".into(), reason: "misread".into(), withdrawn_at: at };
        let (id, settled_at) = (SettlementId::new("x-1").unwrap(), at("2026-03-04T23:30:00Z"));
        let mut settlement = Settlement { id, decision, settled_at, withdrawal: None };
        let stands = |settlement: &Settlement| {
            ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]
                .map(|day| settlement.stands_on(day.parse().unwrap()))
        };
        assert_eq!(stands(&settlement), [false, true, true, true]);
        settlement.withdrawal = Some(withdrawal(at("2026-03-06T00:00:00Z")));
        assert_eq!(stands(&settlement), [false, true, true, false]);
        settlement.withdrawal = Some(withdrawal(at("2026-03-04T23:40:00Z")));
        assert_eq!(stands(&settlement), [false; 4]);
    }

    #[test]
    fn decisions_are_checked() {
        let check = |change: fn(&mut Decision), expected: Option<&str>| {
            let claim = |id: &str| ClaimId::new(id).unwrap();
            let verdict = Verdict::Link { from: claim("c-2"), to: claim("c-1"), relation: Relation::Unrelated };
            let mut decision =
                Decision { verdict, decided_by: "Ada".into(), reason: "another bridge".into(), documents: Vec::new() };
            change(&mut decision);
            let field = decision.check().err().map(|error| match error {
                StoreError::BadDecision { field, .. } => field,
                other => panic!("{other}"),
            });
            assert_eq!(field.as_deref(), expected);
        };
        check(|_| (), None);
        check(|decision| decision.decided_by = " ".into(), Some("decided_by"));
        check(|decision| decision.decided_by = "x".repeat(257), Some("decided_by"));
        check(|decision| decision.reason = String::new(), Some("reason"));
        check(|decision| decision.reason = "a\0".into(), Some("reason"));
        check(|decision| decision.documents = vec!["d".into(); 21], Some("documents"));
        check(|decision| decision.documents = vec!["d".into(), String::new()], Some("documents[1]"));
        check(
            |decision| {
                let claim = ClaimId::new("c-1").unwrap();
                decision.verdict = Verdict::Link { from: claim.clone(), to: claim, relation: Relation::Repeats };
            },
            Some("ends"),
        );
    }
}
