//! The files of one model: read, checked against each other, refused if they are damaged or another model's.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{
    confidence::Confidence,
    decode::{Bias, TAGS},
    windows::Sizes,
};

/// The network that marks, and that which embeds contents.
pub(crate) const MODEL: &str = "model.onnx";
pub(crate) const MEANING: &str = "meaning.onnx";
const VOCABULARY: &str = "vocab.txt";
const SETTINGS: &str = "tagger.json";
const CHECKSUMS: &str = "SHA256SUMS";

/// The most bytes of one file.
const MAX_FILE_BYTES: u64 = 1 << 30;
/// The longest window that a model may have been trained with.
const MAX_LONGEST: usize = 4096;

/// Why a model cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// A file cannot be read.
    #[error("{} cannot be read: {error}; a model is a folder with model.onnx, meaning.onnx, vocab.txt, tagger.json and SHA256SUMS", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// `tagger.json` does not say what it must.
    #[error("tagger.json is no description of a tagger: {0}")]
    Settings(String),
    /// `SHA256SUMS` has no line for a file, as `sha256sum` writes them.
    #[error("SHA256SUMS has no line `SHA-256  {0}`")]
    NoChecksum(&'static str),
    /// A file is not the one that `SHA256SUMS` names.
    #[error("{file} is damaged or of another model: its SHA-256 is {found}, SHA256SUMS says {expected}")]
    Checksum {
        /// The file's name.
        file: &'static str,
        /// What `SHA256SUMS` says.
        expected: String,
        /// What the file has.
        found: String,
    },
    /// `vocab.txt` is not of a kind that the tagger can use.
    #[error("vocab.txt is no vocabulary of the tagger: {0}")]
    Vocabulary(&'static str),
    /// `model.onnx` or `meaning.onnx` is not of a kind that the tagger can use.
    #[error("{file} is no model of the tagger: {problem}")]
    Model {
        /// The file's name.
        file: &'static str,
        /// What is wrong with it.
        problem: String,
    },
}

/// What `tagger.json` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) name: String,
    pub(crate) version: String,
    core: usize,
    left: usize,
    right: usize,
    longest: usize,
    /// Added to the log probability of each tag.
    tag_bias: [f32; TAGS],
    /// Added to the log probability where a content ends between two words with no mark at either.
    content_end_inside: f32,
    /// By how much a cue's source must be more probable than none.
    pub(crate) no_source_margin: f64,
    pub(crate) confidence: Confidence,
    /// BCP 47.
    pub(crate) languages: Vec<String>,
}

impl Settings {
    fn parse(json: &[u8]) -> Result<Self, WeightsError> {
        let settings: Self = serde_json::from_slice(json).map_err(|error| WeightsError::Settings(error.to_string()))?;
        let finite = settings.tag_bias.iter().all(|bias| bias.is_finite())
            && settings.content_end_inside.is_finite()
            && settings.no_source_margin.is_finite()
            && settings.confidence.is_finite();
        // [CLS] and [SEP] stand around the core; a core that is cut holds a word of 100 characters.
        let fits = (200..=MAX_LONGEST).contains(&settings.core)
            && settings.longest <= MAX_LONGEST
            && settings.core + 2 <= settings.longest
            && settings.left.max(settings.right) <= settings.longest;
        if !finite {
            return Err(WeightsError::Settings("a bias, margin or weight is no number".to_owned()));
        }
        if !fits {
            let found = format!("core {}, longest {}", settings.core, settings.longest);
            return Err(WeightsError::Settings(format!("the window sizes do not fit each other: {found}")));
        }
        Ok(settings)
    }

    pub(crate) fn bias(&self) -> Bias {
        Bias { tags: self.tag_bias, content_end_inside: self.content_end_inside }
    }

    pub(crate) fn sizes(&self) -> Sizes {
        Sizes { core: self.core, left: self.left, right: self.right, longest: self.longest }
    }
}

/// The files of a model, checked against their checksums.
#[derive(Debug)]
pub(crate) struct Weights {
    pub(crate) model: Cow<'static, [u8]>,
    pub(crate) meaning: Cow<'static, [u8]>,
    pub(crate) vocabulary: Cow<'static, str>,
    pub(crate) settings: Settings,
    /// SHA-256 of `SHA256SUMS`, in hex: it stands for all the files.
    pub(crate) hash: String,
}

impl Weights {
    /// The weights in the program. They are not hashed at every start: a test does it.
    pub(crate) fn embedded() -> Result<Self, WeightsError> {
        Ok(Self {
            model: Cow::Borrowed(include_bytes!("../weights/model.onnx")),
            meaning: Cow::Borrowed(include_bytes!("../weights/meaning.onnx")),
            vocabulary: Cow::Borrowed(include_str!("../weights/vocab.txt")),
            settings: Settings::parse(include_bytes!("../weights/tagger.json"))?,
            hash: sha256(include_bytes!("../weights/SHA256SUMS")),
        })
    }

    /// The weights in a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, WeightsError> {
        let checksums = read(folder, CHECKSUMS)?;
        let whole = |name| {
            let bytes = read(folder, name)?;
            check(name, &bytes, &checksums)?;
            Ok(bytes)
        };
        let (settings, vocabulary) = (whole(SETTINGS)?, whole(VOCABULARY)?);
        let (model, meaning) = (whole(MODEL)?.into(), whole(MEANING)?.into());
        let settings = Settings::parse(&settings)?;
        let vocabulary = String::from_utf8(vocabulary).map_err(|_| WeightsError::Vocabulary("it is not in UTF-8"))?;
        Ok(Self { model, meaning, vocabulary: vocabulary.into(), settings, hash: sha256(&checksums) })
    }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, WeightsError> {
    let path = folder.join(name);
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes));
    let read = read.and_then(|_| match bytes.len() as u64 {
        0..=MAX_FILE_BYTES => Ok(()),
        _ => Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 1 GiB")),
    });
    read.map_err(|error| WeightsError::Unreadable { path, error })?;
    Ok(bytes)
}

/// Whether `bytes` are those that `checksums` names for `file`; a line is as `sha256sum` writes it.
fn check(file: &'static str, bytes: &[u8], checksums: &[u8]) -> Result<(), WeightsError> {
    let checksums = String::from_utf8_lossy(checksums);
    let named = |line: &str| line.split_once("  ").filter(|(_, name)| *name == file).map(|(sum, _)| sum.to_owned());
    let expected = checksums.lines().find_map(named).ok_or(WeightsError::NoChecksum(file))?;
    let found = sha256(bytes);
    if found == expected { Ok(()) } else { Err(WeightsError::Checksum { file, expected, found }) }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_are_whole() {
        let weights = Weights::embedded().unwrap();
        let checksums = include_bytes!("../weights/SHA256SUMS");
        check(MODEL, &weights.model, checksums).unwrap();
        check(MEANING, &weights.meaning, checksums).unwrap();
        check(VOCABULARY, weights.vocabulary.as_bytes(), checksums).unwrap();
        check(SETTINGS, include_bytes!("../weights/tagger.json"), checksums).unwrap();
    }

    #[test]
    fn settings_that_cannot_be_are_refused() {
        let good: serde_json::Value = serde_json::from_slice(include_bytes!("../weights/tagger.json")).unwrap();
        let check = |field: &str, value: serde_json::Value, expected: &str| {
            let mut bad = good.clone();
            bad[field] = value;
            let error = Settings::parse(bad.to_string().as_bytes()).unwrap_err().to_string();
            assert!(error.contains(expected), "{field}: {error}");
        };
        check("core", 20.into(), "the window sizes do not fit each other: core 20, longest 272");
        check("longest", 100.into(), "the window sizes do not fit each other");
        check("longest", 100_000.into(), "the window sizes do not fit each other");
        check("tag_bias", serde_json::json!([0, 0, 0]), "invalid length 3");
        check("tag_bias", serde_json::json!([0, 0, 0, 0, 0, 0, 1e99]), "no number");
        check("luck", 1.into(), "unknown field `luck`");
        assert!(Settings::parse(b"{").is_err());
    }
}
