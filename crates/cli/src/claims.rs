//! `sayso claims`: asks a running system who claimed what.

use std::{io::Write, process::ExitCode};

use anyhow::Result;
use sayso_contract::{
    form_to_wire, kind_to_wire,
    store::v1::{ClaimQuery, SearchClaimsRequest, StoredClaim},
};
use sayso_rpc::StoreClient;
use sayso_service::{ClientSettings, connect};

use crate::{args::Claims, block_on, explain, output};

/// Claims asked for at once.
const PAGE_SIZE: u32 = 200;

pub(crate) fn run(arguments: &Claims) -> Result<ExitCode> {
    block_on(async {
        let settings = ClientSettings::default();
        let client = StoreClient::new(connect(&arguments.server, &settings)?, &settings);
        let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
        let mut printer = Printer::new(arguments.json);
        // The store gives the latest first; a report reads from its beginning.
        let mut of_one_document: Vec<StoredClaim> = Vec::new();
        let found = each(&client, query(arguments), limit, |claim| {
            if of_one_document.first().is_some_and(|first| revision(first) != revision(&claim)) {
                printer.print_in_text_order(std::mem::take(&mut of_one_document))?;
            }
            of_one_document.push(claim);
            Ok(())
        });
        let found = found.await;
        // Also before an error: what has come is shown.
        printer.print_in_text_order(of_one_document)?;
        let more = found.map_err(|error| explain(error, "store", &arguments.server))?;
        if printer.printed == 0 {
            eprintln!("no claim matches");
        } else if more {
            eprintln!("there are more: ask with --limit 0 for all");
        }
        Ok(ExitCode::SUCCESS)
    })
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

fn query(arguments: &Claims) -> ClaimQuery {
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    // The shell has taken the quotation marks off an argument of several words: they stood together.
    let word = |word: &String| {
        if word.contains(' ') && !word.contains(['"', '“', '”', '«', '»']) {
            format!("\"{word}\"")
        } else {
            word.clone()
        }
    };
    ClaimQuery {
        words: arguments.words.iter().map(word).collect::<Vec<_>>().join(" "),
        source: or_empty(&arguments.source),
        document_id: or_empty(&arguments.document),
        published_from: or_empty(&arguments.from),
        published_before: or_empty(&arguments.before),
        kinds: arguments.kind.iter().map(|kind| kind_to_wire(*kind).into()).collect(),
        forms: arguments.form.iter().map(|form| form_to_wire(*form).into()).collect(),
        site: or_empty(&arguments.site),
        include_superseded: arguments.superseded,
    }
}

/// Calls `found` with up to `limit` claims, page by page; true if there are more.
pub(crate) async fn each(
    client: &StoreClient,
    query: ClaimQuery,
    limit: usize,
    mut found: impl FnMut(StoredClaim) -> Result<()>,
) -> Result<bool> {
    let (mut left, mut page_token) = (limit, String::new());
    loop {
        let page_size = u32::try_from(left).map_or(PAGE_SIZE, |left| left.min(PAGE_SIZE));
        let request = SearchClaimsRequest { query: Some(query.clone()), page_size, page_token, ..Default::default() };
        let page = client.search_claims(request).await?;
        left = left.saturating_sub(page.claims.len());
        page.claims.into_iter().try_for_each(&mut found)?;
        page_token = page.next_page_token;
        if left == 0 || page_token.is_empty() {
            return Ok(!page_token.is_empty());
        }
    }
}

/// Prints claims of the ledger, under a heading for each document.
pub(crate) struct Printer {
    json: bool,
    /// The document and revision of the latest heading.
    under: (String, String),
    /// How many claims were printed.
    pub(crate) printed: usize,
}

impl Printer {
    pub(crate) fn new(json: bool) -> Self {
        Self { json, under: Default::default(), printed: 0 }
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
            let details = [document.site.as_str(), date, document.uri.as_str(), superseded];
            let gap = if self.printed > 1 { "\n" } else { "" };
            write!(stdout, "{gap}{}", output::heading(&output::Heading { title, details: &details }))?;
            self.under = under;
        }
        write!(stdout, "\n{remark}{}", output::claim(&stored.claim.clone().unwrap_or_default()))?;
        Ok(())
    }
}
