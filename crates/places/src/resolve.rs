//! Which place each name of a text means, all of them weighed together.
//!
//! Each name has candidates; each candidate a score: how large and of what kind it is, whether the text says what it
//! lies in, and how near it lies to the likely meanings of the other names. The scores are made probabilities (softmax)
//! and the sum is taken again with them, a few times: places that lie together raise each other. One name has one meaning
//! in a text, unless the text says otherwise beside it. The idea is that of local lexicons and adaptive context
//! (Lieberman, Samet and Sankaranarayanan, ICDE 2010; Lieberman and Samet, SIGIR 2012).

use std::collections::HashMap;

use sayso_domain::{EARTH_KM, PlacePrecision};

use crate::{
    gazetteer::{Gazetteer, Record},
    lists::Lists,
    mentions::{Finder, Mention},
    weights::CandidateWeights,
};

/// How often the candidates are weighed again.
const ROUNDS: usize = 4;
/// Candidates of a name that are weighed by distance.
const MOST_CANDIDATES: usize = 20;
/// Names before and behind that count as near in the text.
const WINDOW: usize = 25;
/// Neighbours in lists that are looked at.
const MOST_NEIGHBOURS: usize = 8;
/// Binary logarithm of the population from which a town is large, and a first-level region more than a county.
const LARGE: f32 = 18.0;

/// What a mention means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    pub(crate) record: Record,
    /// How well it fits the other places of the text; 0 for not at all.
    pub(crate) fit: f32,
}

/// All mentions of one name.
struct Group {
    mentions: Vec<usize>,
    candidates: Vec<Weighed>,
    /// How probable it is that it names a place at all.
    mass: f32,
    /// The groups of its neighbours in lists.
    listed: Vec<usize>,
}

struct Weighed {
    record: Record,
    /// It usually goes by another name.
    alternate: bool,
    /// A region that a town goes by the name of, which is meant more often.
    namesake: bool,
    /// What does not change from round to round.
    prior: f32,
    score: f32,
    probability: f32,
    fit: f32,
    county: Option<Record>,
    state: Option<Record>,
    country: Option<Record>,
    /// On the unit sphere; `None` for countries and first-level regions, which no point stands for.
    point: Option<[f32; 3]>,
}

/// Weighs the mentions of one text together.
pub(crate) struct Resolver<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) lists: &'a Lists,
    pub(crate) weights: &'a CandidateWeights,
    pub(crate) finder: &'a Finder<'a>,
    /// Places that are no mention but close to the text, such as the home of its outlet.
    pub(crate) home: Vec<Record>,
}

/// How much probability lies on each region, as what a name means and as what its meaning lies in.
#[derive(Default)]
struct Regions {
    named: HashMap<Record, f32>,
    around: HashMap<Record, f32>,
}

impl Resolver<'_> {
    /// The choice for each mention.
    pub(crate) fn resolve(&self, mentions: &[Mention]) -> Vec<Option<Choice>> {
        let mut groups = self.groups(mentions);
        for round in 0..ROUNDS {
            self.weigh(&mut groups, round);
        }
        let mut choices = vec![None; mentions.len()];
        for group in &groups {
            for at in &group.mentions {
                let inside = mentions[*at].container.map(|container| &mentions[container]);
                let regions: Vec<Record> = inside
                    .map(|container| self.finder.records(container).map(|(record, _)| record).collect())
                    .unwrap_or_default();
                let said = |candidate: &Weighed| {
                    regions.iter().any(|region| self.gazetteer.lies_in(candidate.record, *region))
                };
                let best = group.candidates.iter().max_by(|a, b| {
                    said(a).cmp(&said(b)).then(a.score.total_cmp(&b.score)).then(b.record.cmp(&a.record))
                });
                choices[*at] = best.map(|best| Choice { record: best.record, fit: best.fit });
            }
        }
        choices
    }

    fn groups(&self, mentions: &[Mention]) -> Vec<Group> {
        let mut by_key: HashMap<&str, usize> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for (at, mention) in mentions.iter().enumerate() {
            let number = *by_key.entry(&mention.key).or_insert_with(|| {
                groups.push(Group { mentions: Vec::new(), candidates: Vec::new(), mass: 0.0, listed: Vec::new() });
                groups.len() - 1
            });
            groups[number].mentions.push(at);
        }
        for at in (1..mentions.len()).filter(|at| self.finder.is_listed(mentions, *at)) {
            let (Some(one), Some(other)) =
                (by_key.get(mentions[at - 1].key.as_str()), by_key.get(mentions[at].key.as_str()))
            else {
                continue;
            };
            groups[*one].listed.push(*other);
            groups[*other].listed.push(*one);
        }
        for group in &mut groups {
            group.listed.truncate(MOST_NEIGHBOURS);
            let best = group.mentions.iter().map(|at| mentions[*at].evidence).fold(f32::MIN, f32::max);
            group.mass = 1.0 / (1.0 + (-best).exp());
            let first = &mentions[group.mentions[0]];
            let containers: Vec<Record> = group
                .mentions
                .iter()
                .filter_map(|at| mentions[*at].container)
                .flat_map(|container| self.finder.records(&mentions[container]).map(|(record, _)| record))
                .collect();
            group.candidates = self.finder.records(first).map(|found| self.candidate(found, &containers)).collect();
            if self.finder.region_follows(first.tokens.1) {
                self.prefer_states(&mut group.candidates);
            } else {
                self.prefer_towns(&mut group.candidates);
            }
            let county = group.mentions.iter().any(|at| self.finder.county_follows(&mentions[*at]));
            for candidate in
                group.candidates.iter_mut().filter(|candidate| county && candidate.county == Some(candidate.record))
            {
                candidate.prior += self.weights.kind;
            }
            if self.lists.cues.datelines.has(&first.key)
                && let Some(largest) = group
                    .candidates
                    .iter_mut()
                    .filter(|one| self.gazetteer.feature(one.record).0 == 'P')
                    .reduce(|a, b| if b.prior > a.prior { b } else { a })
            {
                let dateline = group.mentions.iter().any(|at| mentions[*at].bare_dateline);
                largest.prior += self.weights.renowned + if dateline { self.weights.dateline } else { 0.0 };
            }
        }
        for group in &mut groups {
            group.candidates.iter_mut().for_each(|candidate| candidate.score = candidate.prior);
            softmax(&mut group.candidates);
        }
        groups
    }

    /// "The Donetsk region": not the town, even if the region usually goes by another name.
    fn prefer_states(&self, candidates: &mut [Weighed]) {
        for one in candidates.iter_mut().filter(|one| one.state == Some(one.record)) {
            one.prior += self.weights.kind;
        }
    }

    /// Of a region and a town in it of the same name, the town is meant more often; so it is of a region and a capital
    /// elsewhere in its country (the two Washingtons).
    fn prefer_towns(&self, candidates: &mut [Weighed]) {
        let kind = |candidate: &Weighed| self.gazetteer.feature(candidate.record);
        let towns: Vec<(Record, Option<Record>)> = candidates
            .iter()
            .map(|one| (one, matches!(kind(one).1, "PPLC" | "PPLA")))
            .filter(|(one, seat)| kind(one).0 == 'P' && (*seat || !one.alternate))
            .map(|(town, seat)| (town.record, town.country.filter(|_| seat)))
            .collect();
        for region in candidates.iter_mut().filter(|one| matches!(kind(one).1, "ADM1" | "ADM2")) {
            let meant = |(town, seat_in): &(Record, Option<Record>)| {
                self.gazetteer.lies_in(*town, region.record) || seat_in.is_some() && *seat_in == region.country
            };
            if towns.iter().any(meant) {
                region.prior += self.weights.namesake;
                region.namesake = true;
            }
        }
    }

    fn candidate(&self, (record, alternate): (Record, bool), containers: &[Record]) -> Weighed {
        let (w, gazetteer) = (self.weights, self.gazetteer);
        let (class, code) = gazetteer.feature(record);
        let crowd = gazetteer.crowd(record);
        let kind = match (class, code) {
            (_, "PCLI" | "CONT") => w.country,
            (_, "ADM1") if crowd >= LARGE => w.state,
            (_, "ADM1" | "ADM2") => w.county,
            (_, "PPLC") => w.capital,
            (_, "PPLA" | "PPLA2") => w.seat,
            (_, "PPLL") => w.village,
            (_, "PPLX") => w.district,
            ('L' | 'H' | 'T' | 'S', _) => w.landform,
            _ => 0.0,
        };
        let contained = containers.iter().any(|region| gazetteer.lies_in(record, *region));
        let large = if class == 'P' { (crowd - LARGE).max(0.0) } else { 0.0 };
        let prior = w.crowd * crowd
            + w.large * large
            + kind
            + if alternate { w.alternate } else { 0.0 }
            + if contained { w.contained } else { 0.0 };
        let spread = matches!(code, "PCLI" | "ADM1" | "CONT" | "RGN");
        let parent = gazetteer.parent(record);
        Weighed {
            record,
            alternate,
            namesake: false,
            prior,
            score: prior,
            probability: 0.0,
            fit: 0.0,
            county: [Some(record), parent].into_iter().flatten().find(|region| gazetteer.feature(*region).1 == "ADM2"),
            state: gazetteer.state_of(record),
            country: gazetteer.country_of(record),
            point: if spread {
                None
            } else {
                gazetteer.coordinates(record).map(|at| point(at.latitude(), at.longitude()))
            },
        }
    }

    /// One round: new scores from the probabilities of the round before.
    fn weigh(&self, groups: &mut [Group], round: usize) {
        let w = self.weights;
        let regions = self.regions(groups);
        let mut scores: Vec<Vec<(f32, f32)>> = Vec::with_capacity(groups.len());
        for (number, group) in groups.iter().enumerate() {
            let own = self.regions(std::slice::from_ref(group));
            let window = number.saturating_sub(WINDOW)..(number + WINDOW).min(groups.len());
            let score = |candidate: &Weighed| {
                let others = |all: &HashMap<Record, f32>, own: &HashMap<Record, f32>, region: Option<Record>| {
                    let share =
                        |of: &HashMap<Record, f32>| region.and_then(|region| of.get(&region)).copied().unwrap_or(0.0);
                    (share(all) - share(own)).max(0.0)
                };
                let around = |region| others(&regions.around, &own.around, region);
                let named = |region| others(&regions.named, &own.named, region);
                let near = match candidate.point.filter(|_| round > 0) {
                    Some(point) => self.near(groups, window.clone(), number, point),
                    None => 0.0,
                };
                let fit = w.near * near.ln_1p()
                    + w.same_county * around(candidate.county).ln_1p()
                    + w.same_state * around(candidate.state).ln_1p()
                    + w.named_state * named(candidate.state.filter(|state| *state != candidate.record)).min(1.0)
                    + w.same_place * named(Some(candidate.record)).min(1.0);
                let country = w.same_country * around(candidate.country).ln_1p()
                    + w.named_country
                        * named(candidate.country.filter(|country| *country != candidate.record)).min(1.0);
                let siblings =
                    group.listed.iter().map(|other| self.siblings(candidate, &groups[*other])).fold(0.0, f32::max);
                let home = self
                    .home
                    .iter()
                    .any(|home| candidate.state.is_some() && self.gazetteer.state_of(*home) == candidate.state);
                (candidate.prior + fit + country + w.listed * siblings + if home { w.home } else { 0.0 }, fit)
            };
            scores.push(group.candidates.iter().map(score).collect());
        }
        for (group, scores) in groups.iter_mut().zip(scores) {
            for (candidate, (score, fit)) in group.candidates.iter_mut().zip(scores) {
                (candidate.score, candidate.fit) = (score, fit);
            }
            if round == 0 && group.candidates.len() > MOST_CANDIDATES {
                group.candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.record.cmp(&b.record)));
                group.candidates.truncate(MOST_CANDIDATES);
            }
            softmax(&mut group.candidates);
        }
    }

    fn regions(&self, groups: &[Group]) -> Regions {
        let mut regions = Regions::default();
        for group in groups {
            for candidate in group.candidates.iter().filter(|candidate| candidate.probability > 0.01) {
                let weight = group.mass * candidate.probability;
                for region in [candidate.county, candidate.state, candidate.country].into_iter().flatten() {
                    *regions.around.entry(region).or_default() += weight;
                }
                if self.gazetteer.precision(candidate.record) != PlacePrecision::Settlement {
                    *regions.named.entry(candidate.record).or_default() += weight;
                }
            }
        }
        regions
    }

    /// How probably a group means something of the candidate's kind in the same country.
    fn siblings(&self, candidate: &Weighed, group: &Group) -> f32 {
        let kind = |record| self.gazetteer.feature(record);
        let alike = |other: &&Weighed| match (kind(candidate.record), kind(other.record)) {
            ((_, "PCLI"), (_, code)) => code == "PCLI",
            // "Kursk and Belgorod" are towns, though each could be a region.
            (('A', code), ('A', same)) => code == same && candidate.country == other.country && !other.namesake,
            (('P', _), ('P', _)) => candidate.state.is_some() && candidate.state == other.state,
            _ => false,
        };
        group.mass * group.candidates.iter().filter(alike).map(|other| other.probability).sum::<f32>()
    }

    /// How many of the other names lie near a point, in likely meanings: each counts 1 at the spot, ½ at `near_scale`.
    #[allow(clippy::cast_possible_truncation)] // metres do not matter
    fn near(&self, groups: &[Group], window: std::ops::Range<usize>, own: usize, point: [f32; 3]) -> f32 {
        // Near points lie about as far apart as the chord between them is long, on a globe of radius 1.
        let scale = (self.weights.near_scale / EARTH_KM as f32).powi(2);
        let mut sum = 0.0;
        for number in window.filter(|number| *number != own) {
            let group = &groups[number];
            let nearest = group.candidates.iter().filter_map(|candidate| {
                let to = candidate.point?;
                let chord = (0..3).map(|axis| (point[axis] - to[axis]).powi(2)).sum::<f32>();
                Some(candidate.probability / (1.0 + chord / scale))
            });
            sum += group.mass * nearest.fold(0.0, f32::max);
        }
        sum
    }
}

fn softmax(candidates: &mut [Weighed]) {
    let best = candidates.iter().map(|candidate| candidate.score).fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for candidate in candidates.iter_mut() {
        candidate.probability = (candidate.score - best).exp();
        sum += candidate.probability;
    }
    candidates.iter_mut().for_each(|candidate| candidate.probability /= sum);
}

#[allow(clippy::cast_possible_truncation)] // metres do not matter
fn point(latitude: f64, longitude: f64) -> [f32; 3] {
    let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
    [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()].map(|axis| axis as f32)
}
