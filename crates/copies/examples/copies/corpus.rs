//! Invented news: some dozens of articles written by hand, and any number put together from phrases.

use crate::random::Random;

const ARTICLES: &str = include_str!("articles.txt");

/// One article. Those of one story were written apart from each other, on the same event.
#[derive(Clone)]
pub(crate) struct Article {
    pub(crate) story: String,
    pub(crate) headline: String,
    pub(crate) dateline: String,
    pub(crate) paragraphs: Vec<String>,
}

impl Article {
    pub(crate) fn text(&self) -> String {
        format!("{} – {}", self.dateline, self.paragraphs.join("\n\n"))
    }

    pub(crate) fn words(&self) -> usize {
        self.paragraphs.iter().map(|paragraph| paragraph.split_whitespace().count()).sum()
    }
}

pub(crate) fn written_by_hand() -> Vec<Article> {
    let articles = ARTICLES.split("\n# ").map(|article| {
        let (head, body) = article.trim_start_matches("# ").split_once('\n').unwrap();
        let [story, headline, dateline] = head.split(" | ").collect::<Vec<_>>().try_into().unwrap();
        Article {
            story: story.to_owned(),
            headline: headline.to_owned(),
            dateline: dateline.to_owned(),
            paragraphs: body.split("\n\n").map(|paragraph| paragraph.trim().to_owned()).collect(),
        }
    });
    articles.collect()
}

const FIRST: &[&str] = &[
    "Ada", "Bruno", "Clara", "Dag", "Elsa", "Falk", "Greta", "Henrik", "Ivo", "Jonas", "Katrin", "Lena", "Mirko",
    "Nadja", "Ole", "Petra", "Rosa", "Sven", "Tilda", "Viktor",
];
const LAST: &[&str] = &[
    "Abend", "Brisk", "Corvin", "Dieste", "Ekdal", "Ferrant", "Grohl", "Holub", "Ilves", "Jarn", "Keil", "Lodz",
    "Mirsk", "Nyman", "Orrin", "Perl", "Quist", "Radan", "Saal", "Trask", "Ulm", "Voss", "Wirt", "Zander",
];
const ROLES: &[&str] = &[
    "governor",
    "harbour master",
    "finance minister",
    "police chief",
    "union leader",
    "mayor",
    "prosecutor",
    "company spokesman",
    "hospital director",
    "professor",
    "head of the grid operator",
    "deputy minister",
    "chair of the council",
    "army spokesman",
    "envoy",
    "chief inspector",
];
const TOWNS: &[&str] = &[
    "Velm",
    "Karsk",
    "Pernitz",
    "Brenna",
    "Lindhavn",
    "Hollen",
    "Ostrava Bay",
    "Pell",
    "Sorrel",
    "Genesse",
    "Ostrel",
    "Old Brenna",
    "Marrow",
    "Tolva",
    "Strand",
    "Nether Quay",
    "Hale",
    "Vintry",
];
const BODIES: &[&str] = &[
    "ministry",
    "city council",
    "county",
    "agency",
    "transport union",
    "opposition",
    "central bank",
    "coast guard",
    "regional court",
    "employers' association",
    "rescue service",
    "operator",
    "inspectorate",
    "statistics office",
    "museum",
    "federation",
    "grid company",
    "residents' group",
    "party",
    "mediators",
    "clinic",
    "university",
    "army",
    "embassy",
    "railway",
    "water board",
    "pension fund",
    "parish",
    "laboratory",
    "insurers",
    "farmers",
    "builders",
    "teachers",
    "commission",
    "port authority",
    "broadcaster",
    "cooperative",
    "shipyard",
    "jury",
    "tenants",
];
const NOUNS: &[&str] = &[
    "bridge",
    "fare",
    "inquiry",
    "patrol ship",
    "harvest",
    "levy",
    "night train",
    "waterworks",
    "list",
    "flood wall",
    "bread price",
    "bus fleet",
    "debt",
    "vaccine",
    "appeal",
    "ceasefire",
    "pump station",
    "runway",
    "wage",
    "quota",
    "power line",
    "tunnel",
    "tender",
    "rule",
    "report",
    "roof",
    "border crossing",
    "reservoir",
    "shipment",
    "share",
    "archive",
    "convoy",
    "depot",
    "shipyard",
    "amnesty",
    "network",
    "budget",
    "survey",
    "contract",
    "promise",
    "well",
    "hospital",
    "licence",
    "orchard",
    "canal",
    "loan",
    "merger",
    "permit",
    "rail link",
    "ferry",
    "market",
    "tower",
    "pension",
    "school",
    "treaty",
    "claim",
    "warehouse",
    "forest",
    "quarry",
    "mill",
    "pipeline",
    "lottery",
    "tram",
    "lighthouse",
    "stadium",
    "theatre",
    "prison",
    "library",
    "satellite",
    "turbine",
    "fund",
    "island",
    "beach",
    "laboratory",
    "census",
    "festival",
    "monument",
    "farm",
    "orchestra",
    "barracks",
    "dyke",
    "boycott",
    "petition",
    "verdict",
    "strike",
    "curfew",
    "audit",
    "refund",
    "detour",
    "drill",
    "chapel",
    "vineyard",
    "glacier",
    "sewer",
];
const KINDS: &[&str] = &[
    "new",
    "old",
    "costly",
    "disputed",
    "planned",
    "second",
    "eastern",
    "secret",
    "joint",
    "unfinished",
    "smaller",
    "temporary",
    "public",
    "private",
    "regional",
    "emergency",
    "forgotten",
    "popular",
    "half-empty",
    "federal",
    "modern",
    "broken",
    "northern",
    "draft",
    "annual",
    "long-awaited",
    "unpaid",
    "local",
    "foreign",
    "cheap",
    "controversial",
    "central",
    "medieval",
    "coastal",
    "frozen",
    "record",
    "voluntary",
    "revised",
    "hidden",
    "wooden",
];
const VERBS: &[&str] = &[
    "delay",
    "put off",
    "reject",
    "pay for",
    "lose track of",
    "rebuild",
    "open",
    "refuse to discuss",
    "hand over",
    "sell",
    "finish",
    "drop",
    "keep",
    "defend",
    "review",
    "approve",
    "insure",
    "repair",
    "give up",
    "inspect",
    "double the money for",
    "warn against",
    "promise",
    "take back",
    "count on",
    "close",
    "push through",
    "leave alone",
    "doubt",
    "share",
    "measure",
    "replace",
    "photograph",
    "move",
    "rent out",
    "fence off",
    "postpone",
    "search",
    "restore",
    "tax",
    "publish",
    "translate",
    "demolish",
    "extend",
    "shorten",
    "lease",
    "guard",
    "flood",
    "drain",
    "rename",
    "divide",
    "halve",
    "auction",
    "test",
    "light",
    "heat",
    "merge with",
    "object to",
    "pray for",
    "visit",
];
const MOODS: &[&str] = &[
    "will",
    "may still",
    "wants to",
    "agreed to",
    "refused to",
    "had to",
    "could not",
    "hopes to",
    "is ready to",
    "voted to",
    "is expected to",
    "intends to",
    "will not",
    "has begun to",
    "must",
    "was asked to",
    "had failed to",
    "would rather",
    "can now",
    "should",
];
const WHEN: &[&str] = &[
    "on Monday",
    "late on Tuesday",
    "before the summer",
    "within a week",
    "in the early hours",
    "by the end of May",
    "after nine hours of talks",
    "for the third time",
    "since January",
    "two days later",
    "at short notice",
    "in the coming year",
    "until further notice",
    "despite the weather",
    "without giving a reason",
    "against the advice of its lawyers",
    "to the surprise of many",
    "behind closed doors",
    "over the weekend",
    "as early as Friday",
    "during the night",
    "for at least a month",
];
const SAID: &[&str] = &["said", "told reporters", "wrote in a letter", "said in an interview", "insisted", "added"];
const TAILS: &[&str] = &[
    "a step that could cost",
    "which neighbours put at",
    "with a bill of",
    "more than the earlier",
    "less than half of",
    "roughly a tenth of",
    "against a forecast of",
    "some way short of",
];
const UNITS: &[&str] =
    &["million crowns", "tonnes", "kilometres", "households", "jobs", "patients", "hectares", "beds"];

/// Who and what a story is about.
pub(crate) struct Story {
    people: Vec<(String, String)>,
    town: String,
    body: String,
    things: Vec<String>,
    quotes: Vec<String>,
    name: String,
}

impl Story {
    pub(crate) fn new(number: usize) -> Self {
        let random = &mut Random(number as u64 + 1_000);
        let people =
            (0..3).map(|_| (format!("{} {}", random.one(FIRST), random.one(LAST)), random.one(ROLES).to_owned()));
        let people = people.collect();
        let things = (0..6).map(|_| thing(random)).collect();
        let quotes = (0..2).map(|_| capitalised(&clause(random))).collect();
        let (town, body) = (random.one(TOWNS).to_owned(), body(random));
        Self { people, town, body, things, quotes, name: format!("story {number}") }
    }

    /// The `version`th report on it, with about so many words. Reports have names, subjects and quotations in common.
    pub(crate) fn report(&self, version: u64, words: usize) -> Article {
        let random = &mut Random(version.wrapping_mul(7_919) + self.name.len() as u64 + hash(&self.name));
        let mut article = Article {
            story: self.name.clone(),
            headline: capitalised(&clause(random)),
            dateline: format!("{}, {}", self.town.to_uppercase(), random.one(WHEN)),
            paragraphs: Vec::new(),
        };
        let mut quotes = self.quotes.iter();
        while article.words() < words {
            let sentences = 1 + random.below(4);
            let mut paragraph: Vec<String> = (0..sentences).map(|_| self.sentence(random)).collect();
            if article.paragraphs.len() % 3 == 1
                && let Some(quote) = quotes.next()
            {
                let (name, role) = &self.people[0];
                paragraph.push(format!("“{quote},” {name}, the {role}, {}.", random.one(SAID)));
            }
            article.paragraphs.push(paragraph.join(" "));
        }
        article
    }

    fn sentence(&self, random: &mut Random) -> String {
        let (name, role) = &self.people[random.below(self.people.len())];
        let thing = &self.things[random.below(self.things.len())];
        let sentence = match random.below(8) {
            0 => format!("{} {} {thing} {}", self.body, verb(random), random.one(WHEN)),
            1 => format!("{name}, {role} in {}, {} that {}", self.town, random.one(SAID), clause(random)),
            2 => format!("{}, {} {} {thing}", random.one(WHEN), body(random), verb(random)),
            3 => format!("{}, {} {} {}", clause(random), random.one(TAILS), 2 + random.below(900), random.one(UNITS)),
            4 => format!("{} and {} {} {thing} in {}", body(random), self.body, verb(random), self.town),
            5 => format!("according to {name}, {}, and {}", clause(random), clause(random)),
            6 => format!("“{},” {name} {} {}", clause(random), random.one(SAID), random.one(WHEN)),
            _ => format!("{} while {}", clause(random), clause(random)),
        };
        format!("{}.", capitalised(&sentence))
    }
}

fn body(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("the {} of {}", random.one(BODIES), random.one(TOWNS)),
        1 => format!("the {} {}", random.one(KINDS), random.one(BODIES)),
        _ => format!("the {}", random.one(BODIES)),
    }
}

fn thing(random: &mut Random) -> String {
    match random.below(3) {
        0 => format!("the {} in {}", random.one(NOUNS), random.one(TOWNS)),
        1 => format!("{} {} {}s", 2 + random.below(60), random.one(KINDS), random.one(NOUNS)),
        _ => format!("the {} {}", random.one(KINDS), random.one(NOUNS)),
    }
}

fn verb(random: &mut Random) -> String {
    format!("{} {}", random.one(MOODS), random.one(VERBS))
}

fn clause(random: &mut Random) -> String {
    let (who, verb, what) = (body(random), verb(random), thing(random));
    match random.below(3) {
        0 => format!("{who} {verb} {what}"),
        1 => format!("{who} {verb} {what} {}", random.one(WHEN)),
        _ => format!("{who} in {} {verb} {what} {}", random.one(TOWNS), random.one(WHEN)),
    }
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |hash: u64, byte| hash.wrapping_mul(31).wrapping_add(byte.into()))
}

/// What an outlet puts around its texts: invented, 20 to 110 words.
pub(crate) const FRAMES: &[(&str, &str)] = &[
    (
        "",
        "Copyright 2026 Lindhavn Wire. All rights reserved. This material may not be published, broadcast, rewritten \
          or redistributed without permission.",
    ),
    (
        "Listen to this article. Three minutes.",
        "Read more: all reports on this subject. Subscribe to our evening letter \
          and get the five stories that matter most, free of charge, every day at six. You can cancel at any time.",
    ),
    (
        "The Karsk Courier. Share this. Print. Save for later.",
        "This article was produced by an agency and has not been \
          edited by our newsroom apart from its headline. Have you seen a mistake? Write to the readers' desk. The \
          Courier has reported from the hills since 1884 and belongs to its readers. If you value independent reporting, \
          become a member today: from nine crowns a month you support eleven local newsrooms, get the paper delivered to \
          your door on Saturdays, and may comment on what you read. Already a member? Sign in here.",
    ),
    (
        "Advertisement. Scroll to go on reading.",
        "(Reporting by the Brenna newsroom; editing by the desk in Lindhavn; \
          additional reporting by correspondents in Ostrel and Genesse.) Our standards: the principles of trust.",
    ),
    (
        "We use cookies to improve what you see here, to measure how many people read us and to show advertisements that \
      may interest you. You can change your choice at any time in the settings.",
        "More from this section. Most read. \
      Most shared. Follow us on all channels. Contact. Imprint. Privacy. Terms of use. © Nordblad Media 2026.",
    ),
    ("", "Bay Radio is your station for the coast. Tune in on 98.4 for news on the hour."),
];
