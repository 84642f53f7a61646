//! `sayso demo`: the whole way on the sample reports, over gRPC, on data that is gone afterwards.

use std::{
    collections::BTreeSet,
    io::Write,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sayso_contract::{
    claim::v1::Kind,
    store::v1::{
        ClaimQuery, ForecastState, GetClusterResponse, ListForecastsRequest, Relation, SearchClaimsResponse,
        SearchOrder, StoredClaim,
    },
};
use sayso_rpc::{CallError, IngestClient, StoreClient};
use sayso_service::{
    ClientSettings,
    config::{Layers, load},
    connect,
};
use tokio_util::sync::CancellationToken;

use crate::{
    args::Demo,
    block_on,
    claims::{Printer, search},
    cluster, forecasts,
    linking::linked,
    output, samples,
    store::each,
    submit::{Submitter, Waited, wait},
    system::{Settings, System},
};

/// What the reports disagree about, as words that must all occur.
const DISPUTED: &str = "gate opened";

/// The day on which the demo asks for forecasts: after the last report.
const DAY: &str = "2026-03-12";

pub(crate) fn run(arguments: &Demo) -> Result<ExitCode> {
    let data = tempfile::tempdir()?;
    let defaults = Settings::defaults();
    let defaults: Vec<&str> = defaults.iter().map(String::as_str).collect();
    // Any free ports, so that the demo runs beside a real system.
    let any = |key: &str| (format!("{key}.address"), "127.0.0.1:0".to_owned());
    let flags = vec![
        any("ingest_server"),
        any("extract_server"),
        any("store_server"),
        ("data".to_owned(), data.path().display().to_string()),
    ];
    let settings: Settings = load(&Layers { defaults: &defaults, flags, ..Layers::default() })?;
    block_on(async {
        let shutdown = CancellationToken::new();
        let begun = Instant::now();
        let system = System::start(settings, shutdown.clone()).await?;
        let addresses = system.addresses();
        eprintln!(
            "three services listen: ingest on {}, extract on {}, store on {} ({} ms)",
            addresses.ingest,
            addresses.extract,
            addresses.store,
            begun.elapsed().as_millis()
        );
        let client = ClientSettings::default();
        let ingest = IngestClient::new(connect(&addresses.ingest.to_string(), &client)?, &client);
        let store = StoreClient::new(connect(&addresses.store.to_string(), &client)?, &client);
        fill(&ingest).await?;
        linked(&store).await?;
        if arguments.json {
            let mut printer = Printer::new(true);
            each(claims(&store, ClaimQuery::default()), 0, |claim| printer.print(&claim, "")).await?;
        } else {
            ask(&store).await?;
        }
        drop((ingest, store));
        shutdown.cancel();
        system.stopped().await?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Submits the samples and waits until all are recorded.
async fn fill(ingest: &IngestClient) -> Result<()> {
    let documents = samples::documents()?;
    let count = documents.len();
    // One after the other: the correction must come after what it corrects.
    let submitter = &Submitter::new(ingest, Duration::ZERO, &|_| ());
    let submitted: Vec<(String, String)> = stream::iter(documents)
        .then(|document| async move {
            let answer = submitter.submit(&document).await?;
            anyhow::Ok((document.id().to_string(), answer.submission.unwrap_or_default().id))
        })
        .try_collect()
        .await?;
    let mut waited = Waited::default();
    wait(ingest, submitted, Duration::ZERO, &mut waited).await?;
    ensure!(waited.dead == 0, "{} of the samples were given up", waited.dead);
    eprintln!("{count} invented reports are submitted, extracted and recorded");
    Ok(())
}

/// Prints all claims, and then the answers to some questions.
async fn ask(store: &StoreClient) -> Result<()> {
    let mut all: Vec<StoredClaim> = Vec::new();
    each(claims(store, ClaimQuery::default()), 0, |claim| {
        all.push(claim);
        Ok(())
    })
    .await?;
    say(&format!("Who claimed what: {} claims, in the order the reports were published", all.len()))?;
    let mut printer = Printer::new(false);
    // Sorting by document keeps the claims of one report together and in the order of its text.
    let position = |claim: &StoredClaim| {
        let content = claim.claim.as_ref().and_then(|claim| claim.attribution.as_ref()?.content.first());
        content.map_or(0, |piece| piece.start)
    };
    all.sort_by_cached_key(|claim| {
        let document = claim.document.clone().unwrap_or_default();
        (document.published_at, document.id, position(claim))
    });
    all.iter().try_for_each(|claim| printer.print(claim, ""))?;

    let questions = [
        ("Who denied what?", ClaimQuery { kinds: vec![Kind::Denial.into()], ..Default::default() }),
        ("What was promised by a day?", ClaimQuery { words: "\"within a day or two\"".into(), ..Default::default() }),
        ("What do officials say who give no name?", ClaimQuery { source: "officials".into(), ..Default::default() }),
    ];
    for (question, query) in questions {
        say(question)?;
        let mut printer = Printer::new(false);
        each(claims(store, query), 0, |claim| printer.print(&claim, "")).await?;
    }

    say("On whose say-so was the gate opened?")?;
    if let Some(cluster) = most_disputed(store, DISPUTED).await? {
        output::print(&output::cluster(&cluster, false))?;
    }
    say(&format!("What was foretold, and is overdue on {DAY}?"))?;
    let overdue =
        ListForecastsRequest { states: vec![ForecastState::Overdue.into()], as_of: DAY.into(), ..Default::default() };
    let mut found = Vec::new();
    forecasts::list(store, &overdue, 0, |forecast| {
        found.push(forecast);
        Ok(())
    })
    .await?;
    Ok(output::print(&forecasts::grouped(&found, DAY))?)
}

/// All claims that match, the latest first.
fn claims(store: &StoreClient, query: ClaimQuery) -> impl Stream<Item = Result<SearchClaimsResponse, CallError>> {
    search(store, query, SearchOrder::Latest, 0)
}

/// Of the clusters of the claims with these words the one that most independent sources say and that most contradicts, by the
/// product of both.
async fn most_disputed(store: &StoreClient, words: &str) -> Result<Option<GetClusterResponse>> {
    let mut ids = BTreeSet::new();
    each(claims(store, ClaimQuery { words: words.into(), ..Default::default() }), 0, |claim| {
        ids.insert(claim.cluster_id);
        Ok(())
    })
    .await?;
    let mut most: Option<((u64, u32), GetClusterResponse)> = None;
    for id in ids.into_iter().filter(|id| !id.is_empty()) {
        let cluster = cluster::whole(store, &id).await?;
        let disputes = cluster.links.iter().filter(|link| link.relation() == Relation::Contradicts).count();
        let rank = (disputes as u64 * u64::from(cluster.independent_sources), cluster.appearances);
        if most.as_ref().is_none_or(|(highest, _)| rank > *highest) {
            most = Some((rank, cluster));
        }
    }
    Ok(most.map(|(_, cluster)| cluster))
}

fn say(line: &str) -> Result<()> {
    let bold = anstyle::Style::new().bold().underline();
    writeln!(anstream::stdout().lock(), "\n{bold}{line}{bold:#}\n")?;
    Ok(())
}
