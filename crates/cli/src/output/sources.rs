//! Sources for people: one in a list, and the dossier of one.

use sayso_contract::{
    claim::v1::SourceKind,
    store::v1::{ForecastState, GetSourceResponse, Outcome, Position, SourceEntity},
};

use crate::output::text::{DIM, SECTION, SOURCE, counted, printable, short, wrap};

/// Other names that a list shows.
const NAMES_LISTED: usize = 4;

/// The states of forecasts in the order in which they matter: what waits for a decision first.
pub(crate) const STATES: [ForecastState; 4] =
    [ForecastState::Overdue, ForecastState::Due, ForecastState::Open, ForecastState::Settled];

/// One source in a list.
pub(crate) fn source(source: &SourceEntity) -> String {
    let mut out = title(source);
    let also = also(source, NAMES_LISTED).map(|names| format!(" · also {names}")).unwrap_or_default();
    let claims = format!("    {} in {}{also}", counted(source.claims, "claim"), counted(source.documents, "document"));
    out += &format!("{}\n", wrap(&claims, "    "));
    out + &format!("    {DIM}{}{DIM:#}\n", printable(&source.id))
}

/// Everything about one source but its claims.
pub(crate) fn dossier(dossier: &GetSourceResponse) -> String {
    let entity = dossier.source.clone().unwrap_or_default();
    let mut out = title(&entity);
    if let Some(names) = also(&entity, usize::MAX) {
        out += &format!("{}\n", wrap(&format!("also {names}"), "  "));
    }
    out += &format!("{DIM}{}{DIM:#}\n", printable(&entity.id));
    if !dossier.positions.is_empty() {
        out += &section("Positions");
        dossier.positions.iter().for_each(|held| out += &position(held));
    }
    out += &section("Claims");
    out += &figure(entity.claims, &format!("in {}", counted(entity.documents, "document")));
    for (count, what) in [
        (dossier.echoed_claims, "echo earlier ones"),
        (dossier.updated_claims, "it changed later"),
        (dossier.contradicted_claims, "another source contradicts"),
        (dossier.corroborated_claims, "another source corroborates"),
    ] {
        out += &figure(count, what);
    }
    if !dossier.forecasts.is_empty() {
        out += &section("Forecasts");
        for state in STATES {
            let count = dossier.forecasts.iter().find(|count| count.state() == state).map_or(0, |count| count.count);
            if count > 0 {
                out += &figure(count, state_in_words(state));
            }
        }
        for count in &dossier.outcomes {
            out += &format!("  {:>6} {}\n", count.count, outcome_in_words(count.outcome()));
        }
    }
    out
}

/// Who it is, and what: "A. R. Vossarin · person · Lieutenant General, River Guard".
fn title(source: &SourceEntity) -> String {
    let kind = match source.kind() {
        SourceKind::Unspecified => String::new(),
        kind => short(kind.as_str_name(), "SOURCE_KIND_").replace('_', " "),
    };
    let position = held(&source.role, &source.affiliation);
    let parts = [format!("{SOURCE}{}{SOURCE:#}", printable(&source.name)), kind, position];
    wrap(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "), "  ") + "\n"
}

/// Role and affiliation; the latter only if the former does not name it.
fn held(role: &str, affiliation: &str) -> String {
    let (role, affiliation) = (printable(role), printable(affiliation));
    let named = role.to_lowercase().contains(&affiliation.to_lowercase());
    let parts = [role, if named { String::new() } else { affiliation }];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn also(source: &SourceEntity, limit: usize) -> Option<String> {
    let names = source.other_names.iter().map(|name| printable(name)).filter(|name| !name.is_empty());
    let names: Vec<String> = names.collect();
    let more = if names.len() > limit { format!(" and {} more", names.len() - limit) } else { String::new() };
    (!names.is_empty()).then(|| names[..names.len().min(limit)].join(", ") + &more)
}

fn position(held_then: &Position) -> String {
    let (first, last) = (printable(&held_then.first_day), printable(&held_then.last_day));
    let days = match (first.is_empty(), first == last) {
        (true, _) => "undated".to_owned(),
        (false, true) => first,
        (false, false) => format!("{first} to {last}"),
    };
    let what = held(&held_then.role, &held_then.affiliation);
    let line = format!("  {days:<24}  {what} ({})", counted(held_then.documents, "document"));
    wrap(&line, &" ".repeat(28)) + "\n"
}

fn section(heading: &str) -> String {
    format!("\n{SECTION}{heading}{SECTION:#}\n\n")
}

fn figure(count: u32, what: &str) -> String {
    format!("  {count:>4} {what}\n")
}

/// How a forecast stands.
pub(crate) fn state_in_words(state: ForecastState) -> &'static str {
    match state {
        ForecastState::Open => "open",
        ForecastState::Due => "due",
        ForecastState::Overdue => "overdue",
        ForecastState::Settled => "settled",
        // Of a later version: shown for what it is.
        ForecastState::Unspecified => "in a state that this version does not know",
    }
}

/// How a forecast turned out.
pub(crate) fn outcome_in_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::CameAbout => "came true",
        Outcome::DidNot => "did not come true",
        Outcome::InPart => "came true in part, or late",
        Outcome::CannotBeTold => "cannot be told",
        // Of a later version: shown for what it is.
        Outcome::Unspecified => "turned out in a way that this version does not know",
    }
}

#[cfg(test)]
mod tests {
    use sayso_contract::store::v1::{ForecastCount, OutcomeCount};

    use super::*;
    use crate::output::made_up::plain;

    fn general() -> SourceEntity {
        SourceEntity {
            id: "s-1".into(),
            name: "A. R. \u{1b}[31mVossarin".into(),
            other_names: ["Vossarin", "Lt. Gen. Vossarin", "Vosarin", "Gen. Vossarin", "General Vossarin"]
                .map(str::to_owned)
                .to_vec(),
            kind: SourceKind::Person.into(),
            role: "commander".into(),
            affiliation: "River Guard".into(),
            claims: 12,
            documents: 7,
        }
    }

    #[test]
    fn a_list_has_a_few_lines_a_source() {
        let expected = "A. R. [31mVossarin · person · commander, River Guard
    12 claims in 7 documents · also Vossarin, Lt. Gen. Vossarin, Vosarin, Gen.
    Vossarin and 1 more
    s-1
";
        assert_eq!(plain(&source(&general())), expected);
        let body = SourceEntity { kind: 5, name: "Halvern".into(), claims: 1, documents: 1, ..Default::default() };
        assert_eq!(plain(&source(&body)), "Halvern · official body\n    1 claim in 1 document\n    \n");
    }

    #[test]
    fn a_dossier_is_names_positions_and_figures() {
        let position = |role: &str, first: &str, last: &str, documents| Position {
            role: role.into(),
            affiliation: "Halvern".into(),
            first_day: first.into(),
            last_day: last.into(),
            documents,
        };
        let shown = dossier(&GetSourceResponse {
            source: Some(SourceEntity { name: "A. R. Vossarin".into(), ..general() }),
            positions: vec![
                position("commander", "2026-03-03", "2026-03-08", 4),
                position("adviser to Halvern's head", "2026-03-09", "2026-03-09", 1),
                position("", "", "", 1),
            ],
            echoed_claims: 3,
            updated_claims: 1,
            contradicted_claims: 2,
            corroborated_claims: 0,
            forecasts: vec![
                ForecastCount { state: ForecastState::Settled.into(), count: 1 },
                ForecastCount { state: ForecastState::Overdue.into(), count: 2 },
            ],
            outcomes: vec![OutcomeCount { outcome: Outcome::DidNot.into(), count: 1 }],
        });
        let expected = "A. R. Vossarin · person · commander, River Guard
also Vossarin, Lt. Gen. Vossarin, Vosarin, Gen. Vossarin, General Vossarin
s-1

Positions

  2026-03-03 to 2026-03-08  commander, Halvern (4 documents)
  2026-03-09                adviser to Halvern's head (1 document)
  undated                   Halvern (1 document)

Claims

    12 in 7 documents
     3 echo earlier ones
     1 it changed later
     2 another source contradicts
     0 another source corroborates

Forecasts

     2 overdue
     1 settled
       1 did not come true
";
        assert_eq!(plain(&shown), expected);
    }
}
