//! The numbers of `data/weights.toml`: what each piece of evidence counts.

use serde::Deserialize;

/// What counts how much, for both decisions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) mention: MentionWeights,
    pub(crate) candidate: CandidateWeights,
}

/// For "is it a place?"; the file says what each one is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MentionWeights {
    pub(crate) bias: f32,
    pub(crate) crowd: f32,
    pub(crate) region: f32,
    pub(crate) demonym: f32,
    pub(crate) abbreviation: f32,
    pub(crate) alternate: f32,
    pub(crate) rough: f32,
    pub(crate) words: f32,
    pub(crate) common_word: f32,
    pub(crate) acronym: f32,
    pub(crate) given_name: f32,
    pub(crate) family_name: f32,
    pub(crate) rare_family_name: f32,
    pub(crate) no_other_word: f32,
    pub(crate) renowned: f32,
    pub(crate) starts_sentence: f32,
    pub(crate) shouted: f32,
    pub(crate) before_strongly: f32,
    pub(crate) before_weakly: f32,
    pub(crate) container_follows: f32,
    pub(crate) is_container: f32,
    pub(crate) kind_follows: f32,
    pub(crate) street_follows: f32,
    pub(crate) body_follows: f32,
    pub(crate) of_body: f32,
    pub(crate) capital_before: f32,
    pub(crate) capital_follows: f32,
    pub(crate) direction_before: f32,
    pub(crate) title_before: f32,
    pub(crate) given_before: f32,
    pub(crate) given_name_and_more: f32,
    pub(crate) said_follows: f32,
    pub(crate) person_elsewhere: f32,
    pub(crate) place_elsewhere: f32,
    pub(crate) dateline: f32,
    pub(crate) listed: f32,
    pub(crate) saint: f32,
    pub(crate) fit: f32,
    pub(crate) tagged_place: f32,
    pub(crate) part_of_tagged_place: f32,
    pub(crate) tagged_person: f32,
    pub(crate) tagged_body: f32,
    pub(crate) tagged_other: f32,
    pub(crate) untagged: f32,
}

/// For "which place is it?"; the file says what each one is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CandidateWeights {
    pub(crate) crowd: f32,
    pub(crate) large: f32,
    pub(crate) country: f32,
    pub(crate) state: f32,
    pub(crate) county: f32,
    pub(crate) capital: f32,
    pub(crate) seat: f32,
    pub(crate) village: f32,
    pub(crate) district: f32,
    pub(crate) landform: f32,
    pub(crate) alternate: f32,
    pub(crate) contained: f32,
    pub(crate) near: f32,
    pub(crate) near_scale: f32,
    pub(crate) same_county: f32,
    pub(crate) same_state: f32,
    pub(crate) same_country: f32,
    pub(crate) named_state: f32,
    pub(crate) named_country: f32,
    pub(crate) same_place: f32,
    pub(crate) dateline: f32,
    pub(crate) renowned: f32,
    pub(crate) namesake: f32,
    pub(crate) listed: f32,
    pub(crate) home: f32,
    pub(crate) kind: f32,
}

impl Weights {
    /// Reads a weights file.
    pub(crate) fn parse(data: &str) -> Result<Self, String> {
        toml::from_str(data).map_err(|error| error.to_string())
    }
}
