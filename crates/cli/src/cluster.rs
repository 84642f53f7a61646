//! `sayso cluster`: who put forward the same.

use std::{collections::HashSet, pin::pin, process::ExitCode};

use anyhow::Result;
use futures_util::TryStreamExt;
use sayso_contract::store::v1::{GetClusterRequest, GetClusterResponse};
use sayso_rpc::{CallError, StoreClient};

use crate::{
    args::Cluster,
    output,
    store::{page_size, pages, with_store},
};

pub(crate) fn run(arguments: &Cluster) -> Result<ExitCode> {
    with_store(&arguments.store, async |store| {
        if arguments.json {
            let mut pages = pin!(pages(|token| page(store, &arguments.id, token)));
            while let Some(page) = pages.try_next().await? {
                output::print_json(&page)?;
            }
        } else {
            output::print(&output::cluster(&whole(store, &arguments.id).await?, arguments.all))?;
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// All pages of a cluster as one.
///
/// # Errors
/// What the store says.
pub(crate) async fn whole(store: &StoreClient, id: &str) -> Result<GetClusterResponse> {
    let mut pages = pin!(pages(|token| page(store, id, token)));
    let mut whole = GetClusterResponse::default();
    while let Some(page) = pages.try_next().await? {
        if whole.id.is_empty() {
            whole = page;
        } else {
            whole.claims.extend(page.claims);
            whole.links.extend(page.links);
            whole.others.extend(page.others);
        }
    }
    // A link between claims of two pages may come with both.
    let mut seen = HashSet::new();
    whole.links.retain(|link| seen.insert(link.id.clone()));
    Ok(whole)
}

async fn page(store: &StoreClient, id: &str, page_token: String) -> Result<GetClusterResponse, CallError> {
    let request = GetClusterRequest { id: id.to_owned(), page_size: page_size(0), page_token, ..Default::default() };
    store.get_cluster(request).await
}
