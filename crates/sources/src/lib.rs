//! Who is really behind the source span of each claim, within one document.
//!
//! [`Sources::resolve`] takes the names that were found in a text and the attributions, and tells for every
//! attribution whom its source means ("Roe", "he", "the adviser", "the Kremlin", nobody), what that is, how it was found and
//! how surely, whether the name is withheld and why, and through whom the words came.
//!
//! The words of the document are read once, in order. Names become entities (`entities`), with roles and affiliations from
//! titles and appositions (`describe`); then every name, description and pronoun is given its referent (`discourse`); then
//! each source span is looked up (`resolve`). All word lists, phrases and weights are data files.
//!
//! This crate knows no other document, no gazetteer, no model and no clock. It never fails: what it cannot tell stays
//! `None`. Time grows with the length of the text and the number of attributions; look-back is bounded.
//!
//! ```
//! use sayso_domain::{Attribution, Resolution};
//! use sayso_sources::{Context, Sources};
//! use sayso_text::Span;
//!
//! let text = "Gen. Jane Roe visited the town. She said the bridge was safe.";
//! let words = |words| Span::of_first(text, words).unwrap().into();
//! let claim = Attribution::new(text, words("She"), words("said"), words("the bridge was safe")).unwrap();
//! let resolved = Sources::new().resolve(text, &[], &[claim], &Context::default());
//! let (source, _) = &resolved.sources[0];
//! assert_eq!((source.name.as_deref(), source.resolution), (Some("Jane Roe"), Some(Resolution::Pronoun)));
//! ```

mod anonymity;
mod authorities;
mod describe;
mod description;
mod discourse;
mod entities;
mod lexicon;
mod lists;
mod names;
mod page;
mod pattern;
mod phrase;
mod relay;
mod resolve;
mod salience;
mod scene;

use sayso_domain::{Attribution, Entity, Name, Place, Relay, Source};
use sayso_text::Span;

use crate::{
    anonymity::Anonymity, discourse::Discourse, lexicon::Lexicon, relay::Relays, resolve::Resolver, scene::Scene,
};

/// What is known of a document beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'c> {
    /// Who wrote it.
    pub authors: &'c [String],
    /// The name or the host of the site that published it.
    pub site: Option<&'c str>,
    /// The places that its text names, peoples included, in any order.
    pub places: &'c [Place],
}

/// What was worked out about the sources of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The people and bodies that the document names, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Per attribution, in the same order, its source and the relays from the source to the report.
    pub sources: Vec<(Source, Vec<Relay>)>,
}

/// The resolver: word lists, ready for use. Building it takes some milliseconds; it is made to be kept and shared.
#[derive(Debug)]
pub struct Sources {
    lexicon: Lexicon,
    anonymity: Anonymity,
    relays: Relays,
}

impl Default for Sources {
    fn default() -> Self {
        Self::new()
    }
}

impl Sources {
    /// Reads the word lists that are compiled in.
    #[must_use]
    pub fn new() -> Self {
        let parsed = (Lexicon::parse(), Anonymity::parse(), Relays::parse());
        // The lists are part of the program, and a test parses them.
        let (Ok(lexicon), Ok(anonymity), Ok(relays)) = parsed else { unreachable!() };
        Self { lexicon, anonymity, relays }
    }

    /// Whom the sources of `attributions` mean in `text`, which they must have been made with.
    ///
    /// `names` may miss some, overlap and be of a wrong kind: more are found by titles, repeated surnames and capital
    /// letters. Spans that do not fit the text find nothing.
    #[must_use]
    pub fn resolve(&self, text: &str, names: &[Name], attributions: &[Attribution], context: &Context<'_>) -> Resolved {
        let mut scene = Scene::new(text, names, attributions, context.places, &self.lexicon);
        describe::describe_all(&mut scene);
        let discourse = Discourse::read(&scene, attributions, &self.relays);
        let resolver =
            Resolver { discourse: &discourse, attributions, anonymity: &self.anonymity, relays: &self.relays, context };
        let sources = (0..attributions.len()).map(|claim| (resolver.source(claim), resolver.relays(claim)));
        let sources = sources.map(|(mut source, mut relays)| {
            source.name.iter_mut().for_each(|name| cut(name, LONGEST_NAME));
            [&mut source.role, &mut source.affiliation].into_iter().flatten().for_each(|role| cut(role, LONGEST_ROLE));
            relays.iter_mut().for_each(|relay| cut(&mut relay.name, LONGEST_NAME));
            (source, relays)
        });
        Resolved { sources: sources.collect(), entities: entities_of(&discourse) }
    }
}

/// The bytes of a name at most, and of a role or an affiliation; what a text has longer is no name.
const LONGEST_NAME: usize = 200;
const LONGEST_ROLE: usize = 300;

/// Cuts what is longer than `most` bytes, where a word ends if one does.
fn cut(text: &mut String, most: usize) {
    if text.len() > most {
        let end = text.floor_char_boundary(most);
        let end = text[..end].rfind(' ').filter(|end| *end > 0).unwrap_or(end);
        text.truncate(end);
    }
}

fn entities_of(discourse: &Discourse) -> Vec<Entity> {
    let scene = discourse.scene;
    let mut out: Vec<Entity> = Vec::new();
    for (known, referent) in scene.entities.all.iter().zip(&discourse.referents) {
        let spans = known.mentions.iter().filter_map(|mention| scene.page.span(scene.names[*mention].words.clone()));
        // "The Roe campaign" and a part of it may be one entity: its mentions do not overlap.
        let mut mentions: Vec<Span> = spans.collect();
        mentions.dedup_by(|next, mention| next.overlaps(*mention));
        if known.place || known.name.is_empty() || mentions.is_empty() {
            continue;
        }
        let (mut name, mut role, mut affiliation) = (known.name.clone(), known.role.clone(), known.affiliation.clone());
        cut(&mut name, LONGEST_NAME);
        [&mut role, &mut affiliation].into_iter().flatten().for_each(|role| cut(role, LONGEST_ROLE));
        out.push(Entity { name, kind: known.kind, gender: referent.gender, role, affiliation, mentions });
    }
    out.sort_by_key(|entity| entity.mentions[0]);
    out
}
