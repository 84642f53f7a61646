//! Every format with claims that are hard to write: read back by readers of their own, and compared.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io;

use proptest::prelude::*;
use sayso_contract::{
    claim::v1::{
        Attribution, Claim, Coordinates, Forecast, Form, Interval, Kind, Place, Quantity, Relay, Source, SourceKind,
        TextSpan, TimeExpression, TimeType,
    },
    document::v1::Document,
    store::v1::{Link, LinkReason, Outcome, Relation, Settlement, StoredClaim},
};
use sayso_export::{Format, unguarded, writer};
use sayso_text::OffsetMap;
use serde_json::{Value, json};

/// A text that has all that breaks formats: quotation marks, line ends, a formula, emoji of several code points, Arabic.
const TEXT: &str = "=HYPERLINK(\"x\"),\r\n“👩‍👩‍👧 مرحبا,\n| \"a\"”\u{2028}said 𝒜𝒾.";

fn document() -> Document {
    Document {
        id: "d 1/ü".into(),
        revision: "r-1".into(),
        uri: "https://news.example/a b?q=\"1\"".into(),
        title: "-1+2 \"quoted\"\nsecond line".into(),
        authors: vec!["A, B".into(), "ج".into()],
        site: "@Site".into(),
        published_at: "2026-03-04".into(),
        language: "en".into(),
        text: TEXT.into(),
    }
}

/// `words` where they stand in [`TEXT`], in code points.
fn span(words: &str) -> TextSpan {
    let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
    TextSpan { start: start as u32, end: (start + words.chars().count()) as u32, text: words.to_owned() }
}

fn claim() -> StoredClaim {
    let claim = Claim {
        id: "c-1".into(),
        attribution: Some(Attribution {
            source: vec![span("𝒜𝒾")],
            cue: vec![span("said")],
            content: vec![span("=HYPERLINK(\"x\")"), span("“👩‍👩‍👧 مرحبا,\n| \"a\"”")],
        }),
        form: Form::Mixed.into(),
        kind: Kind::Denial.into(),
        confidence: Some(0.97),
        source: Some(Source {
            entity_id: "s-1".into(),
            name: "'Abd 𝒜𝒾".into(),
            kind: SourceKind::OfficialBody.into(),
            role: "+role".into(),
            affiliation: "\t=land".into(),
            ..Source::default()
        }),
        relayed_by: vec![Relay { name: "One".into(), words: vec![] }, Relay { name: "Two".into(), words: vec![] }],
        times: vec![TimeExpression {
            words: Some(span("said")),
            r#type: TimeType::Date.into(),
            value: "2026-03-04".into(),
            interval: Some(Interval { start: "2026-03-04T00:00:00".into(), end: "2026-03-05T00:00:00".into() }),
        }],
        places: vec![
            Place { words: Some(span("a")), ..Place::default() },
            Place {
                words: Some(span("said")),
                geonames_id: 42,
                name: "Ülm".into(),
                coordinates: Some(Coordinates { latitude: -1.5, longitude: 2.25 }),
                ..Place::default()
            },
        ],
        quantities: vec![Quantity { value: 3.5, ..Quantity::default() }],
        forecast: Some(Forecast {
            due: Some(Interval { start: "2026-03-05T12:00:00".into(), end: "2026-03-07T00:00:00".into() }),
            ..Forecast::default()
        }),
        ..Claim::default()
    };
    StoredClaim {
        claim: Some(claim),
        document: Some(Document { text: String::new(), ..document() }),
        extractor: "x/1.0+m".into(),
        current: true,
        cluster_id: "k-1".into(),
        links: vec![Link {
            from_claim_id: "c-2".into(),
            to_claim_id: "c-1".into(),
            relation: Relation::Contradicts.into(),
            confidence: 0.5,
            reasons: vec![LinkReason { message: "=\"no\"\nnot".into(), ..LinkReason::default() }],
            ..Link::default()
        }],
        settlement: Some(Settlement { outcome: Outcome::DidNot.into(), ..Settlement::default() }),
    }
}

/// Claims with nothing but what every claim has, after the hard one.
fn claims() -> Vec<StoredClaim> {
    let bare = |i: usize| {
        let content = vec![span("said")];
        let attribution = Some(Attribution { content, ..Attribution::default() });
        let claim = Claim { id: format!("c-bare-{i}"), attribution, ..Claim::default() };
        let document = Some(Document { text: String::new(), ..document() });
        StoredClaim { claim: Some(claim), document, ..StoredClaim::default() }
    };
    std::iter::once(claim()).chain((0..200).map(bare)).collect()
}

fn write(format: Format, claims: &[StoredClaim]) -> io::Result<Vec<u8>> {
    write_in(&document(), format, claims)
}

fn write_in(document: &Document, format: Format, claims: &[StoredClaim]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = writer(format, &mut bytes, Some(document))?;
    let text = OffsetMap::new(&document.text);
    for claim in claims {
        writer.write(claim, Some(&text))?;
    }
    writer.finish()?;
    Ok(bytes)
}

fn text(format: Format, claims: &[StoredClaim]) -> String {
    String::from_utf8(write(format, claims).unwrap()).unwrap()
}

#[test]
fn json_lines_are_the_claims_themselves() {
    let written = text(Format::JsonLines, &claims());
    let read: Vec<StoredClaim> =
        written.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, claims());
}

#[test]
fn csv_is_read_back() {
    let written = write(Format::Csv, &claims()).unwrap();
    let mut rows = csv::Reader::from_reader(&written[..]);
    let header = rows.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), claims().len());
    let cell = |row: usize, name: &str| &rows[row][header.iter().position(|column| column == name).unwrap()];
    let check = |name: &str, expected: &str| assert_eq!(unguarded(cell(0, name)), expected, "{name}");
    check("claim_id", "c-1");
    check("url", "https://news.example/a b?q=\"1\"");
    check("title", "-1+2 \"quoted\"\nsecond line");
    check("site", "@Site");
    check("kind", "denial");
    check("source", "𝒜𝒾");
    check("source_name", "'Abd 𝒜𝒾");
    check("source_kind", "official_body");
    check("source_affiliation", "\t=land");
    check("content", "=HYPERLINK(\"x\") … “👩‍👩‍👧 مرحبا,\n| \"a\"”");
    check("times", "2026-03-04");
    check("places", "a | Ülm");
    check("geonames_ids", " | 42");
    check("relayed_by", "One | Two");
    check("due_first_day", "2026-03-05");
    check("due_last_day", "2026-03-06");
    check("outcome", "did_not");
    check("confidence", "0.97");
    check("current", "true");
    check("content_start", "0");
    let last = span("“👩‍👩‍👧 مرحبا,\n| \"a\"”").end.to_string();
    check("content_end", &last);
    for (i, name) in header.iter().enumerate() {
        assert!(!rows[0][i].starts_with(['=', '+', '-', '@', '\t']), "{name} would run");
    }
    assert_eq!(cell(1, "source_kind"), "");
    assert_eq!(cell(1, "confidence"), "");
    assert_eq!(cell(1, "anonymous"), "false");
    let written = String::from_utf8(written).unwrap();
    let starts = "claim_id,cluster_id,document_id,revision,url,title,site,published_at,kind,form,source,";
    assert!(written.starts_with(starts), "{written}");
    assert!(written.contains(",content_start,content_end\r\nc-1,k-1,d 1/ü,r-1,"));
}

#[test]
fn json_ld_says_who_claimed_what_where() {
    let written = text(Format::JsonLd, &claims());
    let lines: Vec<Value> = written.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), claims().len());
    let mut line = lines[0].clone();
    assert_eq!(line["@context"]["@vocab"], "https://schema.org/");
    let annotation = line.as_object_mut().unwrap().remove("annotation").unwrap();
    line.as_object_mut().unwrap().remove("@context");
    let article = "https://news.example/a%20b?q=%221%22";
    let expected = json!({
        "@id": "urn:sayso:claim:c-1",
        "@type": "Claim",
        "identifier": "c-1",
        "isPartOf": { "@id": "urn:sayso:cluster:k-1" },
        "text": "=HYPERLINK(\"x\") … “👩‍👩‍👧 مرحبا,\n| \"a\"”",
        "author": {
            "@id": "urn:sayso:source:s-1",
            "@type": "GovernmentOrganization",
            "name": "'Abd 𝒜𝒾",
            "disambiguatingDescription": "+role",
            "parentOrganization": { "@type": "Organization", "name": "\t=land" },
        },
        "appearance": {
            "@id": article,
            "@type": "NewsArticle",
            "identifier": "d 1/ü",
            "version": "r-1",
            "url": article,
            "headline": "-1+2 \"quoted\"\nsecond line",
            "datePublished": "2026-03-04",
            "inLanguage": "en",
            "author": [{ "@type": "Person", "name": "A, B" }, { "@type": "Person", "name": "ج" }],
            "publisher": { "@type": "Organization", "name": "@Site" },
        },
        "datePublished": "2026-03-04",
        "temporalCoverage": ["2026-03-04T00:00:00/2026-03-05T00:00:00"],
        "spatialCoverage": [
            { "@type": "Place", "name": "a" },
            {
                "@type": "Place",
                "name": "Ülm",
                "sameAs": "https://sws.geonames.org/42/",
                "geo": { "@type": "GeoCoordinates", "latitude": -1.5, "longitude": 2.25 },
            },
        ],
        "hasPart": [
            {
                "@id": "urn:sayso:claim:c-1#quotation-1",
                "@type": "Quotation",
                "text": "\"x\"",
                "spokenByCharacter": { "@id": "urn:sayso:source:s-1" },
                "isPartOf": { "@id": article },
            },
            {
                "@id": "urn:sayso:claim:c-1#quotation-2",
                "@type": "Quotation",
                "text": "“👩‍👩‍👧 مرحبا,\n| \"a\"”",
                "spokenByCharacter": { "@id": "urn:sayso:source:s-1" },
                "isPartOf": { "@id": article },
            },
        ],
        "keywords": ["kind: denial", "form: mixed", "forecast"],
    });
    assert_eq!(line, expected);
    assert_eq!(annotation["@type"], "Annotation");
    assert_eq!(annotation["target"].as_array().unwrap().len(), 4);
    let cue = span("said");
    let target = json!({
        "type": "SpecificResource",
        "source": article,
        "styleClass": "cue",
        "selector": [
            { "type": "TextPositionSelector", "start": cue.start, "end": cue.end },
            { "type": "TextQuoteSelector", "exact": "said",
              "prefix": "INK(\"x\"),\r\n“👩‍👩‍👧 مرحبا,\n| \"a\"”\u{2028}", "suffix": " 𝒜𝒾." },
        ],
    });
    assert_eq!(annotation["target"][3], target);
    assert!(lines[1].get("author").is_none(), "nobody is named");
}

#[test]
fn annotations_have_the_exact_words_and_what_stands_around() {
    let page: Value = serde_json::from_slice(&write(Format::Annotations, &claims()).unwrap()).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["id"], "urn:sayso:document:d%201%2F%C3%BC:r-1:annotations");
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), claims().len());
    let text: Vec<char> = TEXT.chars().collect();
    let lines = self::text(Format::JsonLd, &claims());
    let lines: Vec<Value> = lines.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
    let linked = lines.iter().flat_map(|line| line["annotation"]["target"].as_array().unwrap());
    for target in items.iter().flat_map(|item| item["target"].as_array().unwrap()).chain(linked) {
        let [position, quote] = [0, 1].map(|i| &target["selector"][i]);
        let at = |bound: &str| position[bound].as_u64().unwrap() as usize;
        let stretch = |from: usize, to: usize| text[from..to].iter().collect::<String>();
        assert_eq!(stretch(at("start"), at("end")), quote["exact"].as_str().unwrap());
        assert_eq!(stretch(at("start").saturating_sub(32), at("start")), quote["prefix"].as_str().unwrap());
        assert_eq!(stretch(at("end"), (at("end") + 32).min(text.len())), quote["suffix"].as_str().unwrap());
    }
    let bodies = items[0]["body"].as_array().unwrap();
    let values: Vec<&str> = bodies.iter().map(|body| body["value"].as_str().unwrap()).collect();
    assert_eq!(values[..3], ["'Abd 𝒜𝒾", "denial", "mixed"]);
    assert_eq!(serde_json::from_str::<StoredClaim>(values[3]).unwrap(), claim());
}

#[test]
fn what_does_not_fit_the_document_is_refused() {
    let mut moved = claim();
    moved.claim.as_mut().unwrap().attribution.as_mut().unwrap().cue[0].start += 1;
    let mut older = claim();
    older.document.as_mut().unwrap().revision = "r-0".into();
    for (claim, message) in [(moved, "other words"), (older, "another document or revision")] {
        let error = write(Format::Annotations, &[claim]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.to_string().contains(message), "{error}");
    }
    let hollow = StoredClaim { claim: Some(Claim::default()), ..claim() };
    for format in Format::ALL.into_iter().filter(|format| *format != Format::JsonLines) {
        assert!(write(format, std::slice::from_ref(&hollow)).is_err(), "{format}");
    }
    assert!(writer(Format::Annotations, Vec::new(), None).is_err());
    let document = document();
    for format in Format::ALL {
        let mut writer = writer(format, Vec::new(), Some(&document)).unwrap();
        let without = writer.write(&claim(), None);
        assert_eq!(without.is_err(), format.needs_text(), "{format}: {without:?}");
    }
}

#[test]
fn without_a_claim_the_files_are_valid() {
    assert_eq!(text(Format::JsonLines, &[]), "");
    assert_eq!(text(Format::JsonLd, &[]), "");
    assert_eq!(text(Format::Csv, &[]).lines().count(), 1);
    let page: Value = serde_json::from_str(&text(Format::Annotations, &[])).unwrap();
    assert_eq!(page["items"], json!([]));
}

#[test]
fn a_broken_output_is_an_error_in_every_format() {
    /// A pipe that nobody reads.
    struct Closed;
    impl io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }
    let document = document();
    for format in Format::ALL {
        let all = || -> io::Result<()> {
            let mut writer = writer(format, Closed, Some(&document))?;
            writer.write(&claim(), Some(&OffsetMap::new(TEXT)))?;
            writer.finish()
        };
        assert_eq!(all().unwrap_err().kind(), io::ErrorKind::BrokenPipe, "{format}");
    }
}

#[test]
fn names_are_read_back() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert!("CSV".parse::<Format>().is_err());
}

proptest! {
    #[test]
    fn any_text_is_written_and_read_back(words in "[^\0]{1,20}", name in "[^\0]{0,20}") {
        let mut claim = claim();
        let parts = claim.claim.as_mut().unwrap();
        let end = words.chars().count() as u32;
        let content = vec![TextSpan { start: 0, end, text: words.clone() }];
        parts.attribution = Some(Attribution { content, ..Attribution::default() });
        parts.source.as_mut().unwrap().name = name.clone();
        let claims = [claim];
        let document = Document { text: words.clone(), ..document() };
        let rows = write_in(&document, Format::Csv, &claims).unwrap();
        let mut rows = csv::Reader::from_reader(&rows[..]);
        let header = rows.headers().unwrap().clone();
        let row = rows.records().next().unwrap().unwrap();
        let cell = |name: &str| unguarded(&row[header.iter().position(|column| column == name).unwrap()]).to_owned();
        prop_assert_eq!(cell("content"), words.clone());
        prop_assert_eq!(cell("source_name"), name);
        let lines = String::from_utf8(write_in(&document, Format::JsonLd, &claims).unwrap()).unwrap();
        prop_assert_eq!(lines.matches('\n').count(), 1);
        let line: Value = serde_json::from_str(&lines).unwrap();
        prop_assert_eq!(line["text"].as_str(), Some(words.as_str()));
        write_in(&document, Format::Parquet, &claims).unwrap();
    }
}
