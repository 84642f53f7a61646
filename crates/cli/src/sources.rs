//! `sayso sources` and `sayso source`: who is quoted, and the dossier of one of them.

use std::process::ExitCode;

use anyhow::{Result, bail};
use sayso_contract::store::v1::{ClaimQuery, GetSourceRequest, ListSourcesRequest, SearchOrder, SourceEntity};
use sayso_rpc::StoreClient;

use crate::{
    args::{Source, Sources},
    claims::{Printer, search},
    output::{self, SECTION, printable},
    store::{each, page_size, pages, with_store},
};

/// The latest claims in a dossier.
const CLAIMS_SHOWN: usize = 5;

/// The sources shown if a name is that of several.
const SOURCES_SHOWN: usize = 20;

pub(crate) fn run(arguments: &Sources) -> Result<ExitCode> {
    with_store(&arguments.store, async |store| {
        let (mut printed, words) = (0, arguments.words.join(" "));
        let more = list(store, &words, arguments.limit, |source| {
            let gap = if printed > 0 { "\n" } else { "" };
            printed += 1;
            if arguments.json {
                return output::print_json(&source);
            }
            Ok(output::print(&format!("{gap}{}", output::source(&source)))?)
        });
        if more.await? {
            eprintln!("there are more: ask with --limit 0 for all");
        } else if printed == 0 {
            eprintln!("no source goes by these words");
        }
        Ok(ExitCode::SUCCESS)
    })
}

pub(crate) fn run_one(arguments: &Source) -> Result<ExitCode> {
    with_store(&arguments.store, async |store| {
        let given = arguments.source.join(" ");
        let id = if given.starts_with("s-") && !given.contains(' ') {
            given
        } else {
            let mut found = Vec::new();
            let more = list(store, &given, SOURCES_SHOWN, |source| {
                found.push(source);
                Ok(())
            });
            let more = more.await?;
            match &found[..] {
                [] => bail!("no source goes by the name {}", printable(&given)),
                [one] => one.id.clone(),
                several => {
                    if !arguments.json {
                        output::print(&several.iter().map(output::source).collect::<Vec<_>>().join("\n"))?;
                    }
                    let count = format!("{}{}", several.len(), if more { " or more" } else { "" });
                    bail!("{count} sources go by the name {}: ask with an id", printable(&given));
                }
            }
        };
        let as_of = arguments.as_of.clone().unwrap_or_default();
        let dossier = store.get_source(GetSourceRequest { id, as_of }).await?;
        if arguments.json {
            output::print_json(&dossier)?;
            return Ok(ExitCode::SUCCESS);
        }
        output::print(&output::dossier(&dossier))?;
        // Its id may have changed since the one that was given.
        let id = dossier.source.map(|source| source.id).unwrap_or_default();
        output::print(&format!("\n{SECTION}Latest claims{SECTION:#}\n\n"))?;
        let query = ClaimQuery { source_id: id.clone(), ..Default::default() };
        let mut printer = Printer::new(false);
        let claims = search(store, query, SearchOrder::Latest, CLAIMS_SHOWN);
        if each(claims, CLAIMS_SHOWN, |claim| printer.print(&claim, "")).await? {
            eprintln!("there are more: sayso claims --source-id {}", printable(&id));
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Calls `found` with up to `limit` sources of which one name has all the words; true if there are more.
async fn list(
    store: &StoreClient,
    words: &str,
    limit: usize,
    found: impl FnMut(SourceEntity) -> Result<()>,
) -> Result<bool> {
    let request = ListSourcesRequest { words: words.to_owned(), page_size: page_size(limit), ..Default::default() };
    let pages = pages(|page_token| store.list_sources(ListSourcesRequest { page_token, ..request.clone() }));
    each(pages, limit, found).await
}
