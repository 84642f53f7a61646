//! The outlets and channels that a claim's words came through.

use std::ops::Range;

use sayso_domain::{Attribution, NameKind, Relay, SourceKind};
use sayso_text::Spans;
use serde::Deserialize;

use crate::{
    lexicon::is_site,
    pattern::Pattern,
    phrase::{self, Head},
    scene::Scene,
};

const RELAYS: &str = include_str!("../data/relays.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelayFile {
    direct: Vec<String>,
    passing: Vec<String>,
    verbs: std::collections::HashMap<String, String>,
    quoting: String,
    saying: String,
}

/// The ways of words, ready for use.
#[derive(Debug)]
pub(crate) struct Relays {
    direct: Vec<Pattern>,
    passing: Vec<Pattern>,
    verbs: std::collections::HashMap<String, String>,
    quoting: Vec<String>,
    saying: Vec<String>,
}

impl Relays {
    pub(crate) fn parse() -> Result<Self, toml::de::Error> {
        let file: RelayFile = toml::from_str(RELAYS)?;
        let patterns = |list: &[String]| list.iter().map(|pattern| Pattern::parse(pattern)).collect();
        let words = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        Ok(Self {
            direct: patterns(&file.direct),
            passing: patterns(&file.passing),
            verbs: file.verbs,
            quoting: words(&file.quoting),
            saying: words(&file.saying),
        })
    }

    /// The words that name the source of a claim: its source span, or whom the outlet in that span quotes.
    ///
    /// "Bilyk was quoted by Interfax as saying", "Interfax quoted Bilyk as saying" and "Interfax reported, citing Bilyk" are Bilyk's
    /// words.
    pub(crate) fn source_words(&self, scene: &Scene, attribution: &Attribution) -> Range<usize> {
        let source = scene.page.hull(attribution.source());
        if source.is_empty() {
            return source;
        }
        let own: Vec<Range<usize>> =
            attribution.content().pieces().iter().map(|piece| scene.page.range(*piece)).collect();
        let cue = scene.page.hull(attribution.cue());
        let quoted = self.passive_subject(scene, source.clone(), cue.clone(), &own);
        let quoted = quoted.or_else(|| self.quoted_object(scene, source.clone(), &own));
        quoted.or_else(|| cited_object(scene, source.clone(), cue, &own)).unwrap_or(source)
    }

    fn is_quoting(&self, word: &str) -> bool {
        self.quoting.iter().any(|verb| verb == word)
    }

    /// Where "as saying" begins, in the words from `at` on.
    fn saying_at(&self, scene: &Scene, at: usize, own: &[Range<usize>]) -> Option<usize> {
        /// Words before it at most.
        const FAR: usize = 25;
        let page = &scene.page;
        let sentence = page.words.get(at)?.sentence;
        let near = (at..page.words.len()).take(FAR).take_while(|at| page.words[*at].sentence == sentence);
        near.filter(|at| !own.iter().any(|range| range.contains(at)))
            .find(|at| page.lower(*at) == "as" && self.saying.iter().any(|verb| verb == page.lower(at + 1)))
    }

    /// The subject of "was quoted by", if the source span follows it and is an outlet or is said to quote.
    fn passive_subject(
        &self,
        scene: &Scene,
        source: Range<usize>,
        cue: Range<usize>,
        own: &[Range<usize>],
    ) -> Option<Range<usize>> {
        /// Words between the verb and its "by", and words of the subject, at most.
        const APART: usize = 6;
        const LONGEST: usize = 20;
        let (page, lexicon) = (&scene.page, scene.lexicon);
        let sentence = page.words[source.start].sentence;
        let ours = |at: &usize| page.words[*at].sentence == sentence && !own.iter().any(|range| range.contains(at));
        let by = scene.phrase_start(source.start).saturating_sub(APART)..source.start;
        let by = by.rev().find(|at| matches!(page.lower(*at), "by" | "in")).filter(ours)?;
        let verb = (by.saturating_sub(APART)..by).rev().take_while(ours).find(|at| self.is_quoting(page.lower(*at)))?;
        let as_saying = self.saying_at(scene, source.end, own).is_some();
        let cued = cue.contains(&verb) && page.lower(verb) != "reported" && page.lower(by) == "by";
        let outlet = is_outlet(scene, source) && page.lower(verb) != "reported";
        if !(as_saying || cued || outlet) {
            return None;
        }
        // "was widely quoted", "has been quoted"; "the minister, quoted by".
        let auxiliary = |at: &usize| lexicon.auxiliaries.contains(page.lower(*at));
        let first = (verb.saturating_sub(3)..verb).find(auxiliary);
        let end = first.or_else(|| (page.before(verb) == ",").then_some(verb))?;
        if end > 0 && lexicon.relatives.contains(page.lower(end - 1)) && page.lower(end - 1) != "that" {
            return Some(end - 1..end);
        }
        let inside = |at: &usize| {
            let word = &page.words[*at];
            let named = scene.name_at(*at).is_some();
            let mark = !word.is_word && !matches!(word.lower.as_str(), "," | "-" | "'" | "’" | "&");
            let verbal = lexicon.auxiliaries.contains(&word.lower) || lexicon.inverting.contains(&word.lower);
            let joins = matches!(word.lower.as_str(), "but" | "while" | "as" | "because" | "although");
            ours(at) && (named || !mark && !verbal && !joins)
        };
        let start = (end.saturating_sub(LONGEST)..end).rev().take_while(inside).last()?;
        let word = |at: &usize| page.words[*at].is_word;
        let start = (start..end).find(word)?;
        let last = (start..end).rev().find(word)?;
        Some(start..last + 1)
    }

    /// The object of "quoted ... as saying", if the source span is who quotes.
    fn quoted_object(&self, scene: &Scene, source: Range<usize>, own: &[Range<usize>]) -> Option<Range<usize>> {
        /// Words between the outlet and its verb at most.
        const APART: usize = 4;
        let page = &scene.page;
        let sentence = page.words[source.start].sentence;
        let near = (source.end..page.words.len()).take(APART).take_while(|at| page.words[*at].sentence == sentence);
        let verb = near
            .filter(|at| !own.iter().any(|range| range.contains(at)))
            .find(|at| self.is_quoting(page.lower(*at)) && page.lower(*at) != "reported")?;
        let end = self.saying_at(scene, verb + 1, own).filter(|end| *end > verb + 1)?;
        let passive = (source.end..verb).any(|at| scene.lexicon.auxiliaries.contains(page.lower(at)))
            || matches!(page.lower(verb + 1), "by" | "in");
        (!passive).then_some(verb + 1..end)
    }

    /// The relays named in the sentence of a claim outside its content: first those that heard or carried the source
    /// itself, then those that pass on, the nearest to the cue first.
    ///
    /// `near` are the words to look at, `cue` those of the cue, `own` those of the content, `source` those of the source, and
    /// `head` the words of it that name it, which is no relay of itself.
    pub(crate) fn of_claim(
        &self,
        scene: &Scene,
        near: Range<usize>,
        cue: Range<usize>,
        own: &[Range<usize>],
        source: Range<usize>,
        head: Range<usize>,
    ) -> Vec<Relay> {
        let page = &scene.page;
        let (mut direct, mut passing) = (Vec::new(), Vec::new());
        let mut at = near.start;
        while at < near.end {
            let length =
                outlet_at(scene, at).filter(|_| !own.iter().any(|range| range.contains(&at)) && !head.contains(&at));
            let Some(length) = length else {
                if let Some(channel) = self.verbs.get(page.lower(at)).filter(|_| cue.contains(&at)) {
                    direct.push((
                        at,
                        Relay {
                            name: channel.clone(),
                            words: page.span(at..at + 1).map(Spans::from).unwrap_or_default(),
                        },
                    ));
                }
                at += 1;
                continue;
            };
            let range = at..at + length;
            let before: Vec<&str> = before_words(scene, near.start, at);
            let after: Vec<&str> = page.lowers(range.end..near.end.min(range.end + 8)).collect();
            let fits = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(&before, &after));
            let relay = || Relay {
                name: name_of(scene, range.clone()),
                words: page.span(range.clone()).map(Spans::from).unwrap_or_default(),
            };
            if fits(&self.direct) {
                direct.push((at, relay()));
            } else if !source.contains(&at) && fits(&self.passing) {
                passing.push((at, relay()));
            }
            at = range.end;
        }
        passing.sort_by_key(|(at, _)| at.abs_diff(cue.start));
        direct.into_iter().chain(passing).map(|(_, relay)| relay).collect()
    }
}

/// Who is cited in "reported on Friday, citing a minister", or "citing a minister, reported", if the source span is an outlet, or
/// a body that reports.
fn cited_object(scene: &Scene, source: Range<usize>, cue: Range<usize>, own: &[Range<usize>]) -> Option<Range<usize>> {
    /// Words between what reports and "citing", and words of who is cited, at most.
    const APART: usize = 6;
    const LONGEST: usize = 14;
    let page = &scene.page;
    let sentence = page.words[source.start].sentence;
    let ours = |at: &usize| page.words[*at].sentence == sentence && !own.iter().any(|range| range.contains(at));
    let behind = |end: usize| {
        (end..page.words.len()).take(APART).take_while(|at| ours(at)).find(|at| page.lower(*at) == "citing")
    };
    let citing = behind(source.end).or_else(|| behind(cue.end))?;
    let reports = page.lowers(cue.clone()).any(|word| matches!(word, "reported" | "reports" | "reporting"));
    let named =
        matches!(phrase::read(scene, source.clone()), Head::Name(name) if scene.names[name].kind != NameKind::Person);
    if !(is_outlet(scene, source.clone()) || named && reports) {
        return None;
    }
    let first = citing + 1;
    let ends = |at: &usize| !ours(at) || !page.words[*at].is_word && !matches!(page.lower(*at), "-" | "'" | "’" | "&");
    let end = (first..page.words.len().min(first + LONGEST)).find(ends).unwrap_or(first);
    // "citing satellite images" names nobody.
    let somebody = match phrase::read(scene, first..end) {
        Head::Name(_) => true,
        Head::Noun(phrase) => phrase.kind().is_some(),
        _ => false,
    };
    (end > first && somebody).then_some(first..end)
}

/// How many words the name of an outlet or a channel takes at `at`.
fn outlet_at(scene: &Scene, at: usize) -> Option<usize> {
    let page = &scene.page;
    let word = page.words.get(at)?;
    let channel = scene.lexicon.channels.at(page.lowers(at..page.words.len().min(at + 4)));
    if channel > 0 && word.capital {
        return Some(channel);
    }
    if is_site(&word.lower) && page.words_of(at..at + 1).contains('.') {
        return Some(1);
    }
    if let Some(name) = scene.name_at(at).filter(|name| scene.names[*name].words.start == at) {
        let words = scene.names[name].words.clone();
        let kind = scene.entities.all[scene.entities.of[name]].kind;
        let own = scene.lexicon.kind_of_body(page.lowers(words.clone()));
        let outlet = scene.names[name].kind != NameKind::Person
            && (kind == SourceKind::MediaOutlet || own == SourceKind::MediaOutlet);
        return outlet.then_some(words.len());
    }
    // "state media", "local television" have no capitals.
    let listed = scene.lexicon.unnamed_outlets.at(page.lowers(at..page.words.len().min(at + 4)));
    // "state news agency TASS" is TASS.
    let named =
        || page.words.get(at + listed).is_some_and(|next| next.capital) && outlet_at(scene, at + listed).is_some();
    (listed > 0 && !named()).then_some(listed)
}

fn name_of(scene: &Scene, range: Range<usize>) -> String {
    match scene.name_at(range.start) {
        Some(name) if scene.names[name].words == range => scene.full_name(name),
        _ => scene.page.words_of(range),
    }
}

/// True if the words of a source are an outlet.
fn is_outlet(scene: &Scene, source: Range<usize>) -> bool {
    let noun = |head: Head| matches!(head, Head::Noun(phrase) if phrase.kind() == Some(SourceKind::MediaOutlet));
    let named = |name: usize| outlet_at(scene, scene.names[name].words.start).is_some();
    match phrase::read(scene, source.clone()) {
        Head::Name(name) => named(name),
        head => outlet_at(scene, source.start).is_some() || noun(head),
    }
}

/// The words before an outlet's name, read backwards, without its article and what describes it.
fn before_words<'p>(scene: &'p Scene, start: usize, at: usize) -> Vec<&'p str> {
    let page = &scene.page;
    let mut from = at;
    while from > start && at - from < 4 {
        let lower = page.lower(from - 1);
        let noun = scene.lexicon.noun(lower).is_some_and(|noun| noun.kind == SourceKind::MediaOutlet);
        let article = matches!(lower, "the" | "its" | "his" | "her" | "their");
        let described = noun
            || scene.lexicon.adjectives.contains(lower)
            || lower.starts_with("state-")
            || lower == "news"
            || lower == "state";
        if !(article || described) {
            break;
        }
        from -= 1;
        if article {
            break;
        }
    }
    (start..from).rev().take(9).map(|at| page.lower(at)).collect()
}
