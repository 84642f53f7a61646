//! How two claims of different places stand to each other, and on what grounds.

use sayso_text::Spans;
use serde::{Deserialize, Serialize};

use crate::{
    ClaimId, Confidence,
    id::{LinkId, stable_id},
    names::named,
};

named!(
    /// How a later claim stands to an earlier one.
    Relation {
        /// The same proposition from the same source, or from one that draws on it, in another document: an echo.
        Repeats = "REPEATS",
        /// The same proposition from a source that does not draw on the other.
        Corroborates = "CORROBORATES",
        /// They cannot both be so.
        Contradicts = "CONTRADICTS",
        /// The same source, later, changed.
        Updates = "UPDATES",
        /// A person decided that there is no relation.
        Unrelated = "UNRELATED",
        /// It tells how the forecast that the earlier claim is turned out, or may have.
        BearsOn = "BEARS_ON",
    }
);

impl Relation {
    /// True if both put forward the same proposition: what puts them into one cluster.
    #[must_use]
    pub fn same_proposition(self) -> bool {
        matches!(self, Self::Repeats | Self::Corroborates)
    }
}

/// One ground of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkReason {
    /// The ground in words, for people: "opposite outcomes: cleared, blocked".
    pub message: String,
    /// Where it stands in the text of the later claim; may be empty.
    pub from: Spans,
    /// Where it stands in the text of the earlier claim; may be empty.
    pub to: Spans,
}

/// How one claim stands to an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The later claim.
    pub from: ClaimId,
    /// The earlier claim.
    pub to: ClaimId,
    /// How `from` stands to `to`.
    pub relation: Relation,
    /// How probable the relation is.
    pub confidence: Confidence,
    /// On what grounds, the weightiest first.
    pub reasons: Vec<LinkReason>,
}

impl Link {
    /// The id of the link.
    #[must_use]
    pub fn id(&self) -> LinkId {
        LinkId::between(&self.from, &self.to)
    }
}

impl LinkId {
    /// The id of the link between two claims, whichever is the later.
    #[must_use]
    pub fn between(one: &ClaimId, other: &ClaimId) -> Self {
        let mut ends = [one.as_str().as_bytes(), other.as_str().as_bytes()];
        ends.sort_unstable();
        // 28 bytes of ASCII.
        let Ok(id) = Self::new(stable_id("l", &ends)) else { unreachable!() };
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClusterId;

    #[test]
    fn a_link_has_one_id_from_both_ends() {
        let claim = |id: &str| ClaimId::new(id).unwrap();
        assert_eq!(LinkId::between(&claim("c-1"), &claim("c-2")), LinkId::between(&claim("c-2"), &claim("c-1")));
        assert_ne!(LinkId::between(&claim("c-1"), &claim("c-2")), LinkId::between(&claim("c-1"), &claim("c-3")));
    }

    #[test]
    fn a_cluster_leads_back_to_its_first_claim() {
        let claim = ClaimId::new("c-7km14rvp2k4").unwrap();
        assert_eq!(ClusterId::of(&claim).as_str(), "k-7km14rvp2k4");
        assert_eq!(ClusterId::of(&claim).first_claim(), claim);
    }
}
