//! `sayso sourcing`: on whose say-so a document stands.

use std::{pin::pin, process::ExitCode};

use anyhow::Result;
use futures_util::TryStreamExt;
use sayso_contract::store::v1::{GetSourcingRequest, GetSourcingResponse};

use crate::{
    args::Sourcing,
    output,
    store::{page_size, pages, with_store},
};

pub(crate) fn run(arguments: &Sourcing) -> Result<ExitCode> {
    with_store(&arguments.store, async |store| {
        let request = GetSourcingRequest {
            document_id: arguments.document.clone(),
            page_size: page_size(0),
            ..Default::default()
        };
        let pages = pages(|page_token| store.get_sourcing(GetSourcingRequest { page_token, ..request.clone() }));
        let mut pages = pin!(pages);
        let mut whole: Option<GetSourcingResponse> = None;
        while let Some(page) = pages.try_next().await? {
            if arguments.json {
                output::print_json(&page)?;
                continue;
            }
            match &mut whole {
                None => whole = Some(page),
                Some(whole) => {
                    whole.claims.extend(page.claims);
                    whole.others.extend(page.others);
                }
            }
        }
        if let Some(whole) = whole {
            output::print(&output::sourcing(&whole))?;
        }
        Ok(ExitCode::SUCCESS)
    })
}
