//! How documents name and describe a source: claims that do it alike share a wording.

use sayso_domain::{Source, SourceKind};
use serde::{Deserialize, Serialize};

use crate::{hash, searchable};

/// What a document says of a named source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The fullest name that it gives.
    pub name: String,
    /// What it is; `None` if that was not worked out.
    pub kind: Option<SourceKind>,
    /// Male or female, where it shows that.
    pub gender: Option<sayso_domain::Gender>,
    /// What it is to others.
    pub role: Option<String>,
    /// The country or body it belongs to.
    pub affiliation: Option<String>,
}

impl Description {
    /// The description of a source; `None` if it is not named, or is nobody that could be met again.
    #[must_use]
    pub fn of(source: &Source) -> Option<Self> {
        if source.anonymous || matches!(source.kind, Some(SourceKind::Unstated | SourceKind::Author)) {
            return None;
        }
        let name = source.name.clone().filter(|name| !searchable(name).is_empty())?;
        Some(Self {
            name,
            kind: source.kind,
            gender: source.gender,
            role: source.role.clone(),
            affiliation: source.affiliation.clone(),
        })
    }

    /// The hash of the wording: the same on every machine.
    ///
    /// Search finds the claims of an entity by the wordings that mean it, so that no claim has to be written anew when
    /// entities are put together or taken apart.
    #[must_use]
    pub fn hash(&self) -> u64 {
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        let (role, affiliation) = (or_empty(&self.role), or_empty(&self.affiliation));
        let kind = self.kind.map_or("", SourceKind::as_str);
        let gender = self.gender.map_or("", sayso_domain::Gender::as_str);
        // One bit less: every backend can keep it as a signed number.
        hash(&["wording", &self.name, kind, gender, &role, &affiliation]) >> 1
    }
}

/// [`Description::hash`] of a source; `None` if it is not named.
#[must_use]
pub fn wording_hash(source: &Source) -> Option<u64> {
    Description::of(source).map(|description| description.hash())
}

#[cfg(test)]
mod tests {
    use sayso_domain::{Gender, SourceKind};

    use super::*;

    #[test]
    fn a_wording_is_name_kind_role_affiliation_and_gender() {
        let source = |name: &str, role: &str| Source {
            name: Some(name.into()),
            role: Some(role.into()),
            kind: Some(SourceKind::Person),
            ..Source::default()
        };
        let first = wording_hash(&source("Zdeněk Novák", "Mayor"));
        assert!(first.is_some());
        assert_eq!(first, wording_hash(&source("Zdeněk Novák", "Mayor")));
        assert_ne!(first, wording_hash(&source("Zdenek Novak", "Mayor")));
        assert_ne!(first, wording_hash(&source("Zdeněk Novák", "")));
        assert_ne!(first, wording_hash(&Source { kind: None, ..source("Zdeněk Novák", "Mayor") }));
        assert_ne!(first, wording_hash(&Source { gender: Some(Gender::Male), ..source("Zdeněk Novák", "Mayor") }));
        let affiliated = Source { affiliation: Some("Mayor".into()), ..source("Zdeněk Novák", "") };
        assert_ne!(first, wording_hash(&affiliated));
        assert_eq!(wording_hash(&source("—", "mayor")), None);
        assert_eq!(wording_hash(&Source { anonymous: true, ..source("Zdeněk Novák", "") }), None);
    }
}
