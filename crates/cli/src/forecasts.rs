//! `sayso forecasts`: what was foretold, and by when it can be checked.

use std::process::ExitCode;

use anyhow::Result;
use sayso_contract::store::v1::{ForecastState, ListForecastsRequest, StoredForecast};
use sayso_rpc::StoreClient;

use crate::{
    args::Forecasts,
    output::{self, STATES},
    store::{each, page_size, pages, with_store},
};

pub(crate) fn run(arguments: &Forecasts) -> Result<ExitCode> {
    with_store(&arguments.store, async |store| {
        let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
        let request = ListForecastsRequest {
            states: arguments.state.iter().map(|state| ForecastState::from(*state).into()).collect(),
            due_before: or_empty(&arguments.due_before),
            as_of: or_empty(&arguments.as_of),
            source_id: or_empty(&arguments.source_id),
            include_superseded: arguments.superseded,
            ..Default::default()
        };
        let (mut found, limit) = (Vec::new(), arguments.limit);
        let more = list(store, &request, limit, |forecast| {
            if arguments.json {
                return output::print_json(&forecast);
            }
            found.push(forecast);
            Ok(())
        });
        let more = more.await?;
        if !arguments.json {
            output::print(&grouped(&found, &request.as_of))?;
        }
        if more {
            eprintln!("there are more: ask with --limit 0 for all");
        } else if found.is_empty() && !arguments.json {
            eprintln!("no forecast matches");
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// Calls `found` with up to `limit` forecasts, 0 for all; true if there are more.
///
/// # Errors
/// What the store says, and what `found` fails with.
pub(crate) async fn list(
    store: &StoreClient,
    request: &ListForecastsRequest,
    limit: usize,
    found: impl FnMut(StoredForecast) -> Result<()>,
) -> Result<bool> {
    let request = ListForecastsRequest { page_size: page_size(limit), ..request.clone() };
    let pages = pages(|page_token| store.list_forecasts(ListForecastsRequest { page_token, ..request.clone() }));
    each(pages, limit, found).await
}

/// The forecasts under a heading for each state, those that wait for a decision first.
pub(crate) fn grouped(forecasts: &[StoredForecast], as_of: &str) -> String {
    let known = |state| STATES.contains(&state);
    let unknown = forecasts.iter().map(StoredForecast::state).find(|state| !known(*state));
    let groups = STATES.into_iter().chain(unknown).filter_map(|state| {
        let group: Vec<&StoredForecast> = forecasts.iter().filter(|forecast| forecast.state() == state).collect();
        let heading = output::state_heading(state, as_of, group.len());
        let shown = group.iter().map(|forecast| format!("\n{}", output::forecast(forecast))).collect::<String>();
        (!group.is_empty()).then(|| heading + &shown)
    });
    groups.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_a_decision_comes_first() {
        let forecast = |state: ForecastState| StoredForecast { state: state.into(), ..Default::default() };
        let all = [ForecastState::Open, ForecastState::Settled, ForecastState::Overdue, ForecastState::Open];
        let shown = grouped(&all.map(forecast), "2026-03-12");
        let shown = anstream::adapter::strip_str(&shown).to_string();
        let headings: Vec<&str> = shown.lines().filter(|line| line.contains(" on 2026-03-12")).collect();
        assert_eq!(headings, ["Overdue on 2026-03-12: 1", "Open on 2026-03-12: 2", "Settled on 2026-03-12: 1"]);
        assert_eq!(grouped(&[], ""), "");
    }
}
