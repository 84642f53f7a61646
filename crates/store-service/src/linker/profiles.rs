//! Profiles that were read lately: claims of one event are compared with each other again and again.

use std::{collections::HashMap, sync::Arc};

use sayso_domain::ClaimId;
use sayso_linking::Profile;
use sayso_store::{ClaimNumber, LinkedClaim, Links, StoreError};

/// A claim ready to be compared.
#[derive(Clone)]
pub(crate) struct Ready {
    pub(crate) id: ClaimId,
    pub(crate) profile: Arc<Profile>,
}

/// How many profiles are kept: some 10 MB.
const MAX_PROFILES: usize = 8192;

/// Profiles by their claims. What was not asked for during the last [`MAX_PROFILES`] is forgotten.
#[derive(Default)]
pub(crate) struct Profiles {
    recent: HashMap<ClaimNumber, (Vec<u8>, Arc<Profile>)>,
    older: HashMap<ClaimNumber, (Vec<u8>, Arc<Profile>)>,
}

impl Profiles {
    /// The claims that are linked, of those asked for. A claim whose profile another version wrote is left out: it waits for
    /// being linked anew.
    pub(crate) async fn get(
        &mut self,
        store: &dyn Links,
        claims: &[ClaimNumber],
    ) -> Result<HashMap<ClaimNumber, Ready>, StoreError> {
        let rows = store.linked_claims(claims, false).await?;
        let ready = rows.into_iter().flatten().filter_map(|row| {
            let profile = self.profile(&row)?;
            Some((row.rank.claim, Ready { id: row.id, profile }))
        });
        Ok(ready.collect())
    }

    fn profile(&mut self, row: &LinkedClaim) -> Option<Arc<Profile>> {
        let claim = row.rank.claim;
        let known = self.recent.get(&claim).or_else(|| self.older.get(&claim));
        // A claim that was linked anew has another profile under its old number.
        if let Some((_, profile)) = known.filter(|(bytes, _)| *bytes == row.profile) {
            return Some(Arc::clone(profile));
        }
        let profile = Arc::new(Profile::from_bytes(&row.profile)?);
        if self.recent.len() >= MAX_PROFILES / 2 {
            self.older = std::mem::take(&mut self.recent);
        }
        self.recent.insert(claim, (row.profile.clone(), Arc::clone(&profile)));
        Some(profile)
    }
}
