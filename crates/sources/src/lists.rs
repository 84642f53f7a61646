//! The shapes of the data files.

use std::collections::HashMap;

use serde::Deserialize;

/// What sits in a seat of government.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seat {
    pub(crate) name: String,
    pub(crate) country: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleFile {
    pub(crate) courtesy_male: String,
    pub(crate) courtesy_female: String,
    pub(crate) courtesy: String,
    pub(crate) name_suffixes: String,
    pub(crate) name_particles: String,
    pub(crate) person: String,
    pub(crate) female: String,
    pub(crate) male: String,
    pub(crate) abbreviations: HashMap<String, String>,
    pub(crate) same: HashMap<String, String>,
    pub(crate) covers: HashMap<String, String>,
    pub(crate) groups: GroupLists,
    pub(crate) epithets: EpithetLists,
    pub(crate) voices: VoiceLists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupLists {
    pub(crate) plural: String,
    pub(crate) collective: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EpithetLists {
    pub(crate) nouns: String,
    pub(crate) standing: String,
    pub(crate) parties: String,
    pub(crate) rivals: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoiceLists {
    pub(crate) spoken_for: String,
    pub(crate) withheld: String,
    pub(crate) always_withheld: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BodiesFile {
    pub(crate) official: NamesAndNouns,
    pub(crate) organization: OrganizationLists,
    pub(crate) outlet: OutletLists,
    pub(crate) channel: ChannelLists,
    pub(crate) document: DocumentLists,
    pub(crate) named: NamedBodies,
    pub(crate) seats: HashMap<String, Seat>,
    pub(crate) capitals: HashMap<String, String>,
    pub(crate) parties: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamesAndNouns {
    pub(crate) nouns: String,
    pub(crate) names: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganizationLists {
    pub(crate) general: String,
    pub(crate) nouns: String,
    pub(crate) company: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutletLists {
    pub(crate) nouns: String,
    pub(crate) name_words: String,
    pub(crate) names: String,
    pub(crate) unnamed: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChannelLists {
    pub(crate) names: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentLists {
    pub(crate) nouns: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedBodies {
    pub(crate) long: String,
    pub(crate) capital: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GrammarFile {
    pub(crate) pronouns: PronounLists,
    pub(crate) words: SmallWords,
    pub(crate) heads: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PronounLists {
    pub(crate) he: String,
    pub(crate) she: String,
    pub(crate) they: String,
    pub(crate) it: String,
    pub(crate) i: String,
    pub(crate) we: String,
    pub(crate) you: String,
    pub(crate) relative: String,
    pub(crate) some: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SmallWords {
    pub(crate) determiners: String,
    pub(crate) definite: String,
    pub(crate) possessive: String,
    pub(crate) prepositions: String,
    pub(crate) relatives: String,
    pub(crate) conjunctions: String,
    pub(crate) subordinators: String,
    pub(crate) breakers: String,
    pub(crate) offices: String,
    pub(crate) shares: String,
    pub(crate) voices: String,
    pub(crate) definitions: String,
    pub(crate) auxiliaries: String,
    pub(crate) inverting: String,
    pub(crate) impersonal: String,
    pub(crate) adjectives: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenNamesFile {
    pub(crate) female: String,
    pub(crate) male: String,
}

/// Weights for antecedents and constants for confidence, as `data/weights.toml` explains them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) salience: Salience,
    pub(crate) agreement: Agreement,
    pub(crate) window: Window,
    pub(crate) confidence: Constants,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Salience {
    pub(crate) mention: f32,
    pub(crate) subject: f32,
    pub(crate) source: f32,
    pub(crate) opening: f32,
    pub(crate) possessive: f32,
    pub(crate) opening_possessive: f32,
    pub(crate) oblique: f32,
    pub(crate) content: f32,
    pub(crate) quoted: f32,
    pub(crate) decay: f32,
    pub(crate) paragraph_decay: f32,
    pub(crate) frequency: f32,
    pub(crate) mentions_cap: f32,
    pub(crate) last_source: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agreement {
    pub(crate) unknown_gender: f32,
    pub(crate) unnamed: f32,
    pub(crate) body_for_they: f32,
    pub(crate) person_for_they: f32,
    pub(crate) place_for_it: f32,
    pub(crate) in_own_content: f32,
    pub(crate) outer_speaker: f32,
    pub(crate) outer_speaker_in_quotes: f32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Window {
    pub(crate) sentences: usize,
    pub(crate) mentions: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Constants {
    pub(crate) full_name: f32,
    pub(crate) short_name: f32,
    pub(crate) title_only: f32,
    pub(crate) pronoun: f32,
    pub(crate) pronoun_close: f32,
    pub(crate) they: f32,
    pub(crate) it: f32,
    pub(crate) relative: f32,
    pub(crate) first_person: f32,
    pub(crate) nominal_matched: f32,
    pub(crate) nominal_general: f32,
    pub(crate) nominal_unnamed: f32,
    pub(crate) metonym: f32,
    pub(crate) implied_same_sentence: f32,
    pub(crate) implied_near: f32,
    pub(crate) unstated: f32,
    pub(crate) group: f32,
    pub(crate) document: f32,
    pub(crate) unknown: f32,
    pub(crate) author: f32,
}
