//! A forecast for people: by when, who, what, what bears on it, and what a person decided.

use sayso_contract::store::v1::{ForecastState, StoredForecast};

use crate::output::{
    links::{Known, decided, ends, id, link_from, saying},
    sources::{outcome_in_words, state_in_words},
    text::{BOLD, DIM, MARKED, SECTION, days, printable, wrap},
};

/// The heading over the forecasts in one state, as of a day; an empty one is today.
pub(crate) fn state_heading(state: ForecastState, as_of: &str, count: usize) -> String {
    let (first, rest) = state_in_words(state).split_at(1);
    let on = if as_of.is_empty() { String::new() } else { format!(" on {}", printable(as_of)) };
    format!("{SECTION}{}{rest}{on}: {count}{SECTION:#}\n", first.to_uppercase())
}

/// One forecast.
pub(crate) fn forecast(forecast: &StoredForecast) -> String {
    let stored = forecast.claim.clone().unwrap_or_default();
    let due = stored.claim.as_ref().and_then(|claim| claim.forecast.as_ref()?.due.as_ref()).and_then(days);
    let due = match due {
        Some((first, last)) if first == last => format!("due on {last}"),
        Some((first, last)) => format!("due {first} to {last}"),
        None => "without a date".to_owned(),
    };
    let mut out = format!("{BOLD}{due}{BOLD:#}\n{}", saying(&stored, "  "));
    if !stored.current {
        out += &format!("    {MARKED}the report does not say so any longer{MARKED:#}\n");
    }
    if let Some(settlement) = &forecast.settlement {
        let outcome = outcome_in_words(settlement.outcome());
        let elsewhere = ends(settlement).iter().all(|named| *named != id(&stored));
        let elsewhere = if elsewhere { ", on another revision of the report" } else { "" };
        let line = format!("    {MARKED}{outcome}{MARKED:#}, {}{elsewhere}", decided(settlement));
        out += &format!("{}\n", wrap(&line, "      "));
    }
    let known = Known::of(&forecast.bearing_claims);
    for link in &forecast.bearing {
        out += &link_from(link, id(&stored), &known, "    ");
    }
    out + &format!("    {DIM}{}{DIM:#}\n", printable(id(&stored)))
}

#[cfg(test)]
mod tests {
    use sayso_contract::{
        claim::v1::{Forecast, Interval},
        store::v1::{Outcome, Relation, Settlement, StoredClaim, settlement::Subject},
    };

    use super::*;
    use crate::output::made_up::{link_between, plain, said, settled};

    fn promise(due: Option<[&str; 2]>) -> StoredClaim {
        let mut stored = said("c-1", "2026-03-03", "Northwire", "The general", "said", "the bridge will be cleared");
        let due = due.map(|[start, end]| Interval { start: start.into(), end: end.into() });
        let claim = stored.claim.as_mut().unwrap();
        claim.forecast = Some(Forecast { due, ..Default::default() });
        stored
    }

    #[test]
    fn a_forecast_says_when_who_what_and_what_bears_on_it() {
        let shown = forecast(&StoredForecast {
            claim: Some(promise(Some(["2026-03-03T00:00:00", "2026-03-06T00:00:00"]))),
            state: ForecastState::Overdue.into(),
            settlement: None,
            bearing: vec![link_between("l-1", "c-2", "c-1", Relation::BearsOn, &["the same bridge"])],
            bearing_claims: vec![said("c-2", "2026-03-06", "Courier", "officials", "said", "the bridge is open")],
        });
        let expected = "due 2026-03-03 to 2026-03-05
  2026-03-03 · Northwire · The general said
      the bridge will be cleared
    may bear on it: officials (2026-03-06, Courier): the bridge is open · 81%
      probable · the same bridge
    c-1
";
        assert_eq!(plain(&shown), expected);
    }

    #[test]
    fn what_a_report_said_before_it_was_corrected_is_marked() {
        let subject = Some(Subject::ClaimId("c-0".into()));
        let settlement = Settlement { outcome: Outcome::DidNot.into(), subject, ..settled("still shut") };
        let claim = StoredClaim { current: false, ..promise(None) };
        let shown =
            forecast(&StoredForecast { claim: Some(claim), settlement: Some(settlement), ..Default::default() });
        let expected = "without a date
  2026-03-03 · Northwire · The general said
      the bridge will be cleared
    the report does not say so any longer
    did not come true, decided by Ada on 2026-03-10: “still shut”, on another
      revision of the report
    c-1
";
        assert_eq!(plain(&shown), expected);
    }

    #[test]
    fn a_decision_stands_with_its_reason() {
        let subject = Some(Subject::ClaimId("c-1".into()));
        let settlement = Settlement { outcome: Outcome::DidNot.into(), subject, ..settled("still shut on March 6") };
        let shown = forecast(&StoredForecast {
            claim: Some(promise(Some(["2026-03-05T00:00:00", "2026-03-06T00:00:00"]))),
            settlement: Some(settlement),
            ..Default::default()
        });
        let expected = "due on 2026-03-05
  2026-03-03 · Northwire · The general said
      the bridge will be cleared
    did not come true, decided by Ada on 2026-03-10: “still shut on March 6”
    c-1
";
        assert_eq!(plain(&shown), expected);
    }

    #[test]
    fn a_forecast_may_have_no_date() {
        let shown = plain(&forecast(&StoredForecast { claim: Some(promise(None)), ..Default::default() }));
        assert!(shown.starts_with("without a date\n"), "{shown}");
        assert_eq!(plain(&state_heading(ForecastState::Overdue, "2026-03-12", 2)), "Overdue on 2026-03-12: 2\n");
        assert_eq!(plain(&state_heading(ForecastState::Due, "", 1)), "Due: 1\n");
    }
}
