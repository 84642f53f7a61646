//! Asking the store: one connection a command, and lists page by page.

use std::{pin::pin, process::ExitCode, time::Duration};

use anyhow::Result;
use futures_util::{Stream, TryStreamExt, stream};
use sayso_contract::ingest::v1::{Feed, ListDeadLettersResponse, ListFeedsResponse, Submission};
use sayso_contract::store::v1::{
    GetClusterResponse, GetSourcingResponse, ListForecastsResponse, ListSettlementsResponse, ListSourcesResponse,
    SearchClaimsResponse, Settlement, SourceEntity, SourcedClaim, StoredClaim, StoredForecast,
};
use sayso_rpc::{CallError, StoreClient};
use sayso_service::{ClientSettings, connect};

use crate::{args::StoreAddress, block_on, explain, flags};

/// Items asked for at once.
const PAGE_SIZE: usize = 200;

/// Calls of one decision: the first, and those after it if the store was away or too busy.
const TRIES: u32 = 4;

/// The wait before the second try; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// Runs a command that asks the store.
pub(crate) fn with_store(
    address: &StoreAddress,
    command: impl AsyncFnOnce(&StoreClient) -> Result<ExitCode>,
) -> Result<ExitCode> {
    block_on(async {
        let client = client(&address.server)?;
        command(&client).await.map_err(|error| explain(flags::named(error), "store", &address.server))
    })
}

/// The store at an address.
pub(crate) fn client(address: &str) -> Result<StoreClient> {
    let settings = ClientSettings::default();
    Ok(StoreClient::new(connect(address, &settings)?, &settings))
}

/// How many of `limit` items to ask for at once; 0 is all of them.
pub(crate) fn page_size(limit: usize) -> u32 {
    let size = if limit == 0 { PAGE_SIZE } else { limit.min(PAGE_SIZE) };
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// An answer that is one page of a list.
pub(crate) trait Paged {
    /// What the list is of.
    type Item;

    /// What to ask the next page with; empty after the last.
    fn next_page_token(&self) -> &str;

    fn into_items(self) -> Vec<Self::Item>;
}

macro_rules! paged {
    ($($response:ident.$items:ident: $item:ident;)+) => { $(
        impl Paged for $response {
            type Item = $item;

            fn next_page_token(&self) -> &str {
                &self.next_page_token
            }

            fn into_items(self) -> Vec<$item> {
                self.$items
            }
        }
    )+ };
}

paged! {
    SearchClaimsResponse.claims: StoredClaim;
    GetClusterResponse.claims: StoredClaim;
    GetSourcingResponse.claims: SourcedClaim;
    ListSourcesResponse.sources: SourceEntity;
    ListForecastsResponse.forecasts: StoredForecast;
    ListSettlementsResponse.settlements: Settlement;
    ListFeedsResponse.feeds: Feed;
    ListDeadLettersResponse.submissions: Submission;
}

/// All pages, each asked for when it is taken; `ask` gets the token of the page.
pub(crate) fn pages<P: Paged, F: Future<Output = Result<P, CallError>>>(
    mut ask: impl FnMut(String) -> F,
) -> impl Stream<Item = Result<P, CallError>> {
    stream::try_unfold(Some(String::new()), move |token| {
        let asked = token.map(&mut ask);
        async move {
            let Some(asked) = asked else { return Ok(None) };
            let page = asked.await?;
            let next = Some(page.next_page_token().to_owned()).filter(|token| !token.is_empty());
            Ok(Some((page, next)))
        }
    })
}

/// Calls `found` with up to `limit` items, page by page; true if there are more. A limit of 0 means all.
///
/// # Errors
/// What the store says, and what `found` fails with.
pub(crate) async fn each<P: Paged>(
    pages: impl Stream<Item = Result<P, CallError>>,
    limit: usize,
    mut found: impl FnMut(P::Item) -> Result<()>,
) -> Result<bool> {
    let mut left = if limit == 0 { usize::MAX } else { limit };
    let mut pages = pin!(pages);
    while let Some(page) = pages.try_next().await? {
        let last = page.next_page_token().is_empty();
        let items = page.into_items();
        let more = items.len() > left || !last;
        let taken = items.len().min(left);
        left -= taken;
        items.into_iter().take(taken).try_for_each(&mut found)?;
        if left == 0 {
            return Ok(more);
        }
    }
    Ok(false)
}

/// The answer to a call that may be repeated, tried again a few times while the store is away or too busy.
///
/// # Errors
/// What the last call said.
pub(crate) async fn with_patience<T, F: Future<Output = Result<T, CallError>>>(
    mut call: impl FnMut() -> F,
) -> Result<T, CallError> {
    let mut wait = FIRST_WAIT;
    for _ in 1..TRIES {
        match call().await {
            Err(error) if error.is_transient() => tokio::time::sleep(error.retry_after.unwrap_or(wait)).await,
            answer => return answer,
        }
        wait *= 2;
    }
    call().await
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use sayso_rpc::Failure;

    use super::*;

    /// A list of seven in pages of three.
    fn page(token: &str) -> ListSourcesResponse {
        let from: usize = token.parse().unwrap_or_default();
        let source = |number: usize| SourceEntity { id: number.to_string(), ..Default::default() };
        let to = (from + 3).min(7);
        let next_page_token = if to < 7 { to.to_string() } else { String::new() };
        ListSourcesResponse { sources: (from..to).map(source).collect(), next_page_token }
    }

    #[tokio::test]
    async fn pages_are_asked_for_until_the_limit() {
        for (limit, count, calls, more) in
            [(0, 7, 3, false), (7, 7, 3, false), (8, 7, 3, false), (6, 6, 2, true), (3, 3, 1, true), (4, 4, 2, true)]
        {
            let asked = RefCell::new(Vec::new());
            let mut found = Vec::new();
            let pages = pages(|token| {
                asked.borrow_mut().push(token.clone());
                async move { Ok(page(&token)) }
            });
            let there_are_more = each(pages, limit, |source| {
                found.push(source.id);
                Ok(())
            });
            assert_eq!(there_are_more.await.unwrap(), more, "limit {limit}");
            assert_eq!((found.len(), asked.borrow().len()), (count, calls), "limit {limit}");
            assert!(found.iter().zip(0..).all(|(id, number)| *id == number.to_string()), "{found:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_passes_is_tried_again_and_what_does_not_is_not() {
        for (failure, calls) in [(Failure::Unavailable, TRIES), (Failure::Busy, TRIES), (Failure::Invalid, 1)] {
            let called = RefCell::new(0);
            let answer: Result<(), CallError> = with_patience(|| {
                *called.borrow_mut() += 1;
                async move { Err(CallError::new(failure, "", "no")) }
            })
            .await;
            assert_eq!((answer.unwrap_err().failure, *called.borrow()), (failure, calls));
        }
    }
}
