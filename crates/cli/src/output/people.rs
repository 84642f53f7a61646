//! Claims for people: who, how, what, and below it what was worked out; wrapped, coloured on a terminal, plain in a pipe.

use anstyle::Style;
use sayso_contract::claim::v1 as wire;

use crate::output::text::{BOLD, DIM, MARKED, SOURCE, days, fill, printable, short, words, wrap};

/// What stands over the claims of one document.
pub(crate) struct Heading<'h> {
    /// The headline, or the document's id.
    pub(crate) title: &'h str,
    /// Outlet, publication time and whatever else is known.
    pub(crate) details: &'h [&'h str],
}

/// The lines over the claims of one document.
pub(crate) fn heading(heading: &Heading<'_>) -> String {
    let title = fill(&printable(heading.title), "", &BOLD);
    let details = heading.details.iter().map(|detail| printable(detail)).filter(|detail| !detail.is_empty());
    let details: Vec<String> = details.collect();
    if details.is_empty() { format!("{title}\n") } else { format!("{title}\n{DIM}{}{DIM:#}\n", details.join(" · ")) }
}

/// One claim: a line for who and how, the content indented below, and under it what is known beyond these words.
pub(crate) fn claim(claim: &wire::Claim) -> String {
    let attribution = claim.attribution.clone().unwrap_or_default();
    let (source, cue) = (words(&attribution.source), words(&attribution.cue));
    let source = if source.is_empty() { "(no source named)".to_owned() } else { source };
    let mut marks = vec![short(claim.form().as_str_name(), "FORM_")];
    // Most claims are neutral statements: only what differs is worth a mark.
    if claim.kind() != wire::Kind::Statement {
        marks.push(short(claim.kind().as_str_name(), "KIND_"));
    }
    let stance = claim.commitment.as_ref().map_or(wire::Stance::Neutral, wire::Commitment::stance);
    if !matches!(stance, wire::Stance::Neutral | wire::Stance::Unspecified) {
        marks.push(short(stance.as_str_name(), "STANCE_"));
    }
    // What is more likely wrong than right must not look like the rest.
    if let Some(confidence) = claim.confidence.filter(|confidence| *confidence < 0.5) {
        marks.push(format!("{:.0}% sure", confidence * 100.0));
    }
    let marks = marks.join(", ");
    let line = format!("  {SOURCE}{source}{SOURCE:#}  {cue}  {MARKED}[{marks}]{MARKED:#}");
    let content = fill(&words(&attribution.content), "      ", &Style::new());
    let details = details(claim).join(" · ");
    let details = if details.is_empty() { details } else { fill(&details, "      ", &DIM) + "\n" };
    format!("{}\n{content}\n{details}", wrap(&line, "    "))
}

/// Who, through whom, when, where, how sure, due when: each only if there is more to say than the words themselves do.
fn details(claim: &wire::Claim) -> Vec<String> {
    let commitment = claim.commitment.clone().unwrap_or_default();
    let mut out = Vec::new();
    let written = claim.attribution.as_ref().map(|attribution| words(&attribution.source)).unwrap_or_default();
    out.extend(claim.source.as_ref().and_then(|source| who(source, &written)));
    if !claim.relayed_by.is_empty() {
        let names: Vec<_> = claim.relayed_by.iter().map(|relay| printable(&relay.name)).collect();
        out.push(format!("through {}", names.join(", then ")));
    }
    out.extend(claim.said.as_ref().and_then(when).map(|time| format!("said {time}")));
    let listed = |found: Vec<String>, what: &str| {
        let mut distinct: Vec<String> = Vec::new();
        found.into_iter().for_each(|one| {
            if !distinct.contains(&one) {
                distinct.push(one)
            }
        });
        (!distinct.is_empty()).then(|| format!("{what} {}", distinct.join(", ")))
    };
    // A length of time says no more than its words do.
    let dated = claim.times.iter().filter(|time| time.interval.is_some());
    out.extend(listed(dated.filter_map(when).collect(), "time:"));
    // Where the speaker belongs stands with the speaker.
    let content = claim.attribution.as_ref().map_or(&[][..], |attribution| &attribution.content);
    let spoken_of = |place: &&wire::Place| {
        let Some(words) = &place.words else { return false };
        content.iter().any(|piece| piece.start < words.end && words.start < piece.end)
    };
    out.extend(listed(claim.places.iter().filter(spoken_of).map(place).collect(), "place:"));
    out.extend(how_sure(&commitment));
    if !commitment.condition.is_empty() {
        out.push(format!("on condition: “{}”", words(&commitment.condition)));
    }
    if !commitment.caveat.is_empty() {
        out.push(format!("the report adds: “{}”", words(&commitment.caveat)));
    }
    out.extend(claim.forecast.as_ref().map(|forecast| match forecast.due.as_ref().and_then(days) {
        Some((first, last)) if first == last => format!("forecast, due on {first}"),
        Some((first, last)) => format!("forecast, due {first} to {last}"),
        None => "forecast, without a date".to_owned(),
    }));
    out
}

/// Of name, role and affiliation what the source's own words, `written`, do not say; or why there is no name.
fn who(source: &wire::Source, written: &str) -> Option<String> {
    let written = written.to_lowercase();
    let known = [&source.name, &source.role, &source.affiliation].map(|part| printable(part));
    let known = known.into_iter().filter(|part| !written.contains(&part.to_lowercase()));
    let known = known.collect::<Vec<_>>().join(", ");
    let reason = words(&source.anonymity_reason);
    let mut said = Vec::new();
    if !known.is_empty() {
        said.push(known);
    }
    match (source.anonymous, reason.is_empty()) {
        (true, true) => said.push("name withheld".to_owned()),
        (true, false) => said.push(format!("name withheld: “{reason}”")),
        _ => {}
    }
    (!said.is_empty()).then(|| said.join("; "))
}

/// The value of a time, or the days it denotes, or its words.
fn when(time: &wire::TimeExpression) -> Option<String> {
    let words = time.words.as_ref().map(|words| printable(&words.text)).filter(|words| !words.is_empty())?;
    Some(match time.interval.as_ref().and_then(days) {
        Some((first, last)) if first == last => first,
        Some((first, last)) => format!("{first} to {last}"),
        None => format!("“{words}”"),
    })
}

fn place(place: &wire::Place) -> String {
    let words = place.words.as_ref().map(|words| printable(&words.text)).unwrap_or_default();
    let name = if place.name.is_empty() { words } else { printable(&place.name) };
    match (place.coordinates.is_some(), place.country.as_str(), place.precision()) {
        (false, ..) => format!("{name} (not located)"),
        (true, "", _) | (true, _, wire::PlacePrecision::Country) => name,
        (true, country, _) => format!("{name} ({})", printable(country)),
    }
}

/// Certainty and polarity where they are not those of a plain statement, and the words that show it.
fn how_sure(commitment: &wire::Commitment) -> Option<String> {
    let mut said = Vec::new();
    if commitment.polarity() == wire::Polarity::Negative {
        said.push("negated".to_owned());
    }
    if matches!(commitment.certainty(), wire::Certainty::Probable | wire::Certainty::Possible) {
        said.push(short(commitment.certainty().as_str_name(), "CERTAINTY_"));
    }
    let hedges: Vec<String> = commitment.hedges.iter().map(|hedge| format!("“{}”", words(&hedge.words))).collect();
    if !hedges.is_empty() {
        said.push(format!("hedged by {}", hedges.join(", ")));
    }
    (!said.is_empty()).then(|| said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_commands_nothing_either() {
        let shown = heading(&Heading {
            title: "The \u{1b}[2J\u{202e}dam",
            details: &["North\u{9b}wire", "", "\u{7}", "file:///a\u{1b}]8;;x"],
        });
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(plain, "The [2J dam\nNorth wire · file:///a ]8;;x\n");
        assert!(!shown.contains(['\u{7}', '\u{9b}', '\u{202e}']), "{shown:?}");
    }

    #[test]
    fn a_claim_reads_as_who_how_what() {
        let span = |text: &str| vec![wire::TextSpan { text: text.into(), ..Default::default() }];
        let shown = claim(&wire::Claim {
            attribution: Some(wire::Attribution {
                source: span("the \u{1b}[31mgovernor"),
                cue: span("denied"),
                content: span("that anyone\nhad touched the gate"),
            }),
            form: wire::Form::Indirect.into(),
            kind: wire::Kind::Denial.into(),
            confidence: Some(0.31),
            commitment: Some(wire::Commitment { stance: wire::Stance::Neutral.into(), ..Default::default() }),
            ..Default::default()
        });
        let plain = anstream::adapter::strip_str(&shown).to_string();
        assert_eq!(
            plain,
            "  the [31mgovernor  denied  [indirect, denial, 31% sure]\n      that anyone had touched the gate\n"
        );
    }

    #[test]
    fn what_is_known_beyond_the_words_stands_below_them() {
        let span = |text: &str| wire::TextSpan { text: text.into(), ..Default::default() };
        let time = |words: &str, start: &str, end: &str| wire::TimeExpression {
            words: Some(span(words)),
            interval: Some(wire::Interval { start: start.into(), end: end.into() }),
            ..Default::default()
        };
        let place = |words: &str, country: &str| wire::Place {
            words: Some(wire::TextSpan { start: 7, end: 8, ..span(words) }),
            name: words.into(),
            coordinates: (!country.is_empty()).then(wire::Coordinates::default),
            country: country.into(),
            ..Default::default()
        };
        let content = vec![wire::TextSpan { start: 5, end: 90, ..Default::default() }];
        let mut speaker = place("Halvern", "UA");
        speaker.words = Some(wire::TextSpan { start: 0, end: 5, ..span("Halvern") });
        let claim = wire::Claim {
            attribution: Some(wire::Attribution {
                source: vec![span("the Governor of it")],
                content,
                ..Default::default()
            }),
            source: Some(wire::Source {
                name: "Ilsabet Korrane".into(),
                role: "governor".into(),
                resolution: wire::Resolution::Pronoun.into(),
                anonymous: true,
                anonymity_reason: vec![span("who asked not to be named")],
                ..Default::default()
            }),
            relayed_by: vec![
                wire::Relay { name: "Northwire".into(), words: vec![] },
                wire::Relay { name: "Tele\u{1b}gram".into(), words: vec![] },
            ],
            said: Some(time("Tuesday", "2026-03-03T00:00:00", "2026-03-04T00:00:00")),
            times: vec![
                time("March", "2026-03-01T00:00:00", "2026-04-01T00:00:00"),
                wire::TimeExpression { words: Some(span("two days")), ..Default::default() },
            ],
            places: vec![speaker, place("Kyiv", "UA"), place("Lysquen", ""), place("Kyiv", "UA")],
            commitment: Some(wire::Commitment {
                certainty: wire::Certainty::Possible.into(),
                polarity: wire::Polarity::Negative.into(),
                hedges: vec![wire::Hedge { words: vec![span("may")], ..Default::default() }],
                condition: vec![span("if confirmed")],
                caveat: vec![span("could not be verified")],
                ..Default::default()
            }),
            forecast: Some(wire::Forecast {
                due: time("", "2026-03-04T00:00:00", "2026-03-07T00:00:00").interval,
                ..Default::default()
            }),
            ..Default::default()
        };
        let expected = [
            "Ilsabet Korrane; name withheld: “who asked not to be named”",
            "through Northwire, then Tele gram",
            "said 2026-03-03",
            "time: 2026-03-01 to 2026-03-31",
            "place: Kyiv (UA), Lysquen (not located)",
            "negated, possible, hedged by “may”",
            "on condition: “if confirmed”",
            "the report adds: “could not be verified”",
            "forecast, due 2026-03-04 to 2026-03-06",
        ];
        assert_eq!(details(&claim), expected);
        assert!(details(&wire::Claim::default()).is_empty());
    }
}
