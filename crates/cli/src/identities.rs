//! Who is who across documents: the sources of extractions put together, with what people decided of them.

use std::{collections::BTreeMap, fs::File, io::BufReader, path::Path};

use anyhow::{Context, Result, anyhow, bail};
use sayso_domain::{Document, Extraction, SourceId, SourceKind};
use sayso_identity::{Appearance, Decision, Identifier, Identities, Identity};
use serde::{Deserialize, Serialize};

use crate::{inputs::Lines, output::printable};

/// Those whom a document names as sources of claims, in the order of their names.
pub(crate) fn appearances(document: &Document, extraction: &Extraction) -> Vec<Appearance> {
    let mut found: BTreeMap<&str, Appearance> = BTreeMap::new();
    for source in extraction.claims.iter().filter_map(|claim| claim.source.as_ref()) {
        let nobody = matches!(source.kind, Some(SourceKind::Unstated | SourceKind::Author));
        let Some(name) = source.name.as_deref().filter(|_| !nobody && !source.anonymous) else { continue };
        let one = found.entry(name).or_insert_with(|| Appearance {
            published: document.parts().published.as_ref().map(|published| published.date()),
            ..Appearance::new(document.id().clone(), name)
        });
        one.claims += 1;
        one.kind = one.kind.or(source.kind);
        one.gender = one.gender.or(source.gender);
        one.role = one.role.take().or_else(|| source.role.clone());
        one.affiliation = one.affiliation.take().or_else(|| source.affiliation.clone());
    }
    found.into_values().collect()
}

/// One line of a file of decisions.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Same([String; 2]),
    Different([String; 2]),
}

/// The decisions of a file, the earliest first.
pub(crate) fn decisions(path: &Path) -> Result<Vec<Decision>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = Lines::new(BufReader::new(file), MAX_DECISION_BYTES);
    let decision = |(number, line): (usize, Result<String>)| {
        let read = || {
            let id = |id: String| SourceId::new(id).context("it names a source by something that is no id");
            let wrong = || anyhow!("it is no decision: write {{\"same\": [ID, ID]}} or {{\"different\": [ID, ID]}}");
            Ok(match serde_json::from_str(&line?).map_err(|_| wrong())? {
                Line::Same([one, other]) => Decision::Same(id(one)?, id(other)?),
                Line::Different([one, other]) => Decision::Different(id(one)?, id(other)?),
            })
        };
        let decision: Result<Decision> = read();
        decision.with_context(|| format!("{}, line {number}", path.display()))
    };
    let decisions: Vec<Decision> = lines.map(decision).collect::<Result<_>>()?;
    if decisions.len() > MAX_DECISIONS {
        bail!("{} holds more than {MAX_DECISIONS} decisions", path.display());
    }
    Ok(decisions)
}

/// The longest line of a file of decisions, in bytes.
const MAX_DECISION_BYTES: usize = 4096;
const MAX_DECISIONS: usize = 1_000_000;

#[derive(Serialize)]
struct SourceLine<'i> {
    id: &'i SourceId,
    name: &'i str,
    kind: Option<SourceKind>,
    gender: Option<sayso_domain::Gender>,
    claims: u64,
    names: Vec<&'i str>,
    positions: Vec<PositionLine<'i>>,
    appearances: Vec<AppearanceLine<'i>>,
}

#[derive(Serialize)]
struct PositionLine<'i> {
    role: Option<&'i str>,
    affiliation: Option<&'i str>,
    /// The first and the last day on which a document says so.
    days: Option<(String, String)>,
}

#[derive(Serialize)]
struct AppearanceLine<'i> {
    document: &'i str,
    key: &'i SourceId,
    name: &'i str,
    claims: u32,
    /// Why it is this source.
    because: String,
    sure: f32,
}

/// A line of JSON for each source, those with the most claims first. What had no effect is told on standard error.
pub(crate) fn sources(appearances: &[Appearance], decisions: &[Decision]) -> Result<String> {
    let identities = Identifier::new().identify(appearances, decisions);
    for (positions, why) in [
        (identities.unknown(), "it names a source that is in none of these documents"),
        (identities.overruled(), "a later one overrules it"),
    ] {
        for position in positions {
            let (Decision::Same(one, other) | Decision::Different(one, other)) = &decisions[*position];
            let shown = printable(&format!("decision {}, on {one} and {other}, has no effect: {why}", position + 1));
            eprintln!("sayso: {shown}");
        }
    }
    let mut sorted: Vec<&Identity> = identities.list().iter().collect();
    sorted.sort_by(|one, other| other.claims.cmp(&one.claims).then_with(|| one.id.cmp(&other.id)));
    let mut out = String::new();
    for identity in sorted {
        out += &serde_json::to_string(&line(identity, &identities, appearances))?;
        out.push('\n');
    }
    Ok(out)
}

fn line<'i>(identity: &'i Identity, identities: &'i Identities, appearances: &'i [Appearance]) -> SourceLine<'i> {
    let position = |position: &'i sayso_identity::Position| PositionLine {
        role: position.role.as_deref(),
        affiliation: position.affiliation.as_deref(),
        days: position.days.map(|(first, last)| (first.to_string(), last.to_string())),
    };
    let appearance = |at: &usize| {
        let link = identities.links()[*at].as_ref()?;
        let appearance = &appearances[*at];
        Some(AppearanceLine {
            document: appearance.document.as_str(),
            key: &link.key,
            name: &appearance.name,
            claims: appearance.claims,
            because: printable(&format!("{} {}", link.reason, link.of)),
            sure: link.score.get(),
        })
    };
    SourceLine {
        id: &identity.id,
        name: &identity.name,
        kind: identity.kind,
        gender: identity.gender,
        claims: identity.claims,
        names: identity.aliases.iter().map(|alias| alias.name.as_str()).collect(),
        positions: identity.positions.iter().map(position).collect(),
        appearances: identity.appearances.iter().filter_map(appearance).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use sayso_domain::DocumentId;

    use super::*;

    fn named(document: &str, name: &str, role: &str) -> Appearance {
        let role = Some(role.to_owned());
        let kind = Some(SourceKind::Person);
        Appearance { role, kind, claims: 1, ..Appearance::new(DocumentId::new(document).unwrap(), name) }
    }

    #[test]
    fn one_line_for_each_source_and_people_have_the_last_word() {
        let found = [
            named("a", "Oleh Lipovoy", "adviser to the head of the region"),
            named("b", "Oleh Lipovoi", "adviser to the head of the region"),
        ];
        let lines = |decisions: &[Decision]| sources(&found, decisions).unwrap();
        let joined = lines(&[]);
        assert_eq!(joined.lines().count(), 1, "{joined}");
        let row: serde_json::Value = serde_json::from_str(&joined).unwrap();
        assert_eq!((&row["claims"], row["appearances"].as_array().unwrap().len()), (&2.into(), 2));
        let key = |at: usize| row["appearances"][at]["key"].as_str().unwrap().to_owned();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("decisions.jsonl");
        fs::write(&file, format!("{{\"different\": [\"{}\", \"{}\"]}}\n", key(0), key(1))).unwrap();
        assert_eq!(lines(&decisions(&file).unwrap()).lines().count(), 2);
        fs::write(&file, "\n{\"other\": []}\n").unwrap();
        let error = format!("{:#}", decisions(&file).unwrap_err());
        assert!(error.contains("line 2: it is no decision: write {\"same\""), "{error}");
    }
}
