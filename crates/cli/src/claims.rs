//! `sayso claims`: asks a running system who claimed what.

use std::{collections::HashMap, io::Write, pin::pin, process::ExitCode};

use anyhow::Result;
use futures_util::{Stream, TryStreamExt};
use sayso_contract::store::v1::{
    ClaimQuery, GetClusterRequest, SearchClaimsRequest, SearchClaimsResponse, SearchOrder, StoredClaim,
};
use sayso_rpc::{CallError, Failure, StoreClient};

use crate::{
    args::{Claims, Order},
    output::{self, DIM, counted, printable},
    store::{page_size, pages, with_store},
};

pub(crate) fn run(arguments: &Claims) -> Result<ExitCode> {
    let query = ClaimQuery { include_superseded: arguments.superseded, ..arguments.filters.query()? };
    arguments.filters.explain_place();
    with_store(&arguments.store, async |store| {
        let mut printer = Printer::new(arguments.json);
        if arguments.ids {
            printer = printer.with_ids();
        }
        let mut left = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
        // The store gives whole documents in the order asked for; a report reads from its beginning.
        let mut of_one_document: Vec<StoredClaim> = Vec::new();
        let mut more = false;
        let mut pages = pin!(search(store, query, arguments.order.into(), arguments.limit));
        while left > 0 {
            let page = match pages.try_next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                Err(error) => {
                    // What has come is shown.
                    printer.print_in_text_order(of_one_document)?;
                    return Err(error.into());
                }
            };
            more = page.claims.len() > left || !page.next_page_token.is_empty();
            printer.learn(store, &page.claims).await?;
            for claim in page.claims.into_iter().take(left) {
                left -= 1;
                let another = of_one_document.first().is_some_and(|first| revision(first) != revision(&claim));
                // The order of relevance is the claims' own.
                if another || arguments.order == Order::Relevance {
                    printer.print_in_text_order(std::mem::take(&mut of_one_document))?;
                }
                of_one_document.push(claim);
            }
        }
        printer.print_in_text_order(of_one_document)?;
        if printer.printed == 0 {
            eprintln!("no claim matches");
        } else if more {
            eprintln!("there are more: ask with --limit 0 for all");
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// The claims that match, page by page; of `limit` claims no more are asked for at once.
pub(crate) fn search(
    store: &StoreClient,
    query: ClaimQuery,
    order: SearchOrder,
    limit: usize,
) -> impl Stream<Item = Result<SearchClaimsResponse, CallError>> {
    let request = SearchClaimsRequest {
        query: Some(query),
        order: order.into(),
        page_size: page_size(limit),
        ..Default::default()
    };
    pages(move |page_token| store.search_claims(SearchClaimsRequest { page_token, ..request.clone() }))
}

/// The document and revision that a claim is of.
fn revision(stored: &StoredClaim) -> Option<(&str, &str)> {
    stored.document.as_ref().map(|document| (document.id.as_str(), document.revision.as_str()))
}

/// Where the first word of a claim stands.
fn start(stored: &StoredClaim) -> u32 {
    let attribution = stored.claim.as_ref().and_then(|claim| claim.attribution.as_ref());
    let spans = attribution.into_iter().flat_map(|parts| parts.source.iter().chain(&parts.cue).chain(&parts.content));
    spans.map(|span| span.start).min().unwrap_or_default()
}

/// Prints claims of the ledger, under a heading for each document.
pub(crate) struct Printer {
    json: bool,
    /// Of each cluster how many appearances and independent sources it has; `None` if no ids are shown.
    clusters: Option<HashMap<String, (u32, u32)>>,
    /// The document and revision of the latest heading.
    under: (String, String),
    /// How many claims were printed.
    pub(crate) printed: usize,
}

impl Printer {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, clusters: None, under: Default::default(), printed: 0 }
    }

    /// The same, with the ids that other commands take.
    fn with_ids(self) -> Self {
        Self { clusters: Some(HashMap::new()), ..self }
    }

    /// Asks how large the clusters of these claims are, where that is shown.
    async fn learn(&mut self, store: &StoreClient, claims: &[StoredClaim]) -> Result<()> {
        let Some(clusters) = self.clusters.as_mut().filter(|_| !self.json) else { return Ok(()) };
        for id in claims.iter().map(|claim| &claim.cluster_id).filter(|id| !id.is_empty()) {
            if !clusters.contains_key(id) {
                let request = GetClusterRequest { id: id.clone(), page_size: 1, ..Default::default() };
                match store.get_cluster(request).await {
                    Ok(cluster) => clusters.insert(id.clone(), (cluster.appearances, cluster.independent_sources)),
                    // It was put together with another since the claim was asked for.
                    Err(CallError { failure: Failure::NotFound, .. }) => None,
                    Err(error) => return Err(error.into()),
                };
            }
        }
        Ok(())
    }

    /// Prints claims of one document.
    fn print_in_text_order(&mut self, mut claims: Vec<StoredClaim>) -> Result<()> {
        claims.sort_by_key(start);
        claims.iter().try_for_each(|claim| self.print(claim, ""))
    }

    /// Prints one claim; `remark` stands before it, in text only.
    pub(crate) fn print(&mut self, stored: &StoredClaim, remark: &str) -> Result<()> {
        let mut stdout = anstream::stdout().lock();
        self.printed += 1;
        if self.json {
            writeln!(stdout, "{}", serde_json::to_string(stored)?)?;
            return Ok(());
        }
        let document = stored.document.clone().unwrap_or_default();
        let under = (document.id.clone(), document.revision.clone());
        if self.under != under {
            let title = if document.title.is_empty() { &document.id } else { &document.title };
            let date = document.published_at.get(..10).unwrap_or_default();
            let superseded = if stored.current { "" } else { "superseded" };
            let id = if self.clusters.is_some() { document.id.as_str() } else { "" };
            let details = [document.site.as_str(), date, document.uri.as_str(), superseded, id];
            let gap = if self.printed > 1 { "\n" } else { "" };
            write!(stdout, "{gap}{}", output::heading(&output::Heading { title, details: &details }))?;
            self.under = under;
        }
        write!(stdout, "\n{remark}{}", output::claim(&stored.claim.clone().unwrap_or_default()))?;
        if let Some(clusters) = &self.clusters {
            write!(stdout, "{}", ids(stored, clusters.get(&stored.cluster_id)))?;
        }
        Ok(())
    }
}

/// The ids of a claim and its source, and how many stand behind its cluster.
fn ids(stored: &StoredClaim, cluster: Option<&(u32, u32)>) -> String {
    let claim = stored.claim.clone().unwrap_or_default();
    let source = claim.source.map(|source| source.entity_id).filter(|id| !id.is_empty());
    let source = source.map(|id| format!(" · source {}", printable(&id))).unwrap_or_default();
    let mut out = format!("      {DIM}claim {}{source}{DIM:#}\n", printable(&claim.id));
    if let Some((appearances, sources)) = cluster {
        let figures = format!("{}, {}", counted(*appearances, "appearance"), counted(*sources, "source"));
        out += &format!("      {DIM}{figures}: sayso cluster {}{DIM:#}\n", printable(&stored.cluster_id));
    }
    out
}

#[cfg(test)]
mod tests {
    use sayso_contract::claim::v1 as claim;

    use super::*;

    #[test]
    fn ids_say_what_to_ask_next() {
        let stored = StoredClaim {
            claim: Some(claim::Claim {
                id: "c-1".into(),
                source: Some(claim::Source { entity_id: "s-1".into(), ..Default::default() }),
                ..Default::default()
            }),
            cluster_id: "k-1".into(),
            ..Default::default()
        };
        let plain = |shown: &str| anstream::adapter::strip_str(shown).to_string();
        assert_eq!(
            plain(&ids(&stored, Some(&(3, 2)))),
            "      claim c-1 · source s-1\n      3 appearances, 2 sources: sayso cluster k-1\n"
        );
        assert_eq!(plain(&ids(&stored, None)), "      claim c-1 · source s-1\n");
        assert_eq!(plain(&ids(&StoredClaim::default(), None)), "      claim \n");
    }
}
