"""Reads exported files back with readers that know nothing of this project, and compares them.

    read_back.py FOLDER

FOLDER holds claims.jsonl, claims.csv, claims.parquet and claims.jsonld, of the same claims; N.annotations.json, a page
for each document; and texts.json, the text of each document by its address. The JSON Lines are checked against the
texts, and everything else against the JSON Lines. Ends with an error at the first thing that differs.
"""

import csv
import datetime
import json
import math
import sys
from pathlib import Path

import pyarrow.parquet
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
PARTS = ("content", "source", "cue")

# What http://www.w3.org/ns/anno.jsonld says of the terms that the pages use, so that no network is needed.
ANNO = {
    "oa": str(OA),
    "as": str(AS),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": str(RDF),
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Software": "as:Application",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "format": "dc:format",
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "styleClass": "oa:styleClass",
    "name": "foaf:name",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}


def equal(found, expected, what):
    if found != expected:
        sys.exit(f"{what}: {found!r}, expected {expected!r}")


def pieces(stored):
    """The pieces of a claim: (part, start, end, words)."""
    attribution = stored["claim"]["attribution"]
    for part in PARTS:
        for span in attribution.get(part, []):
            yield part, span.get("start", 0), span["end"], span["text"]


def spans(value):
    """All spans anywhere in a claim."""
    if isinstance(value, dict):
        if value.keys() <= {"start", "end", "text"} and isinstance(value.get("end"), int):
            yield value.get("start", 0), value["end"], value["text"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def word(value, prefix):
    value = value.removeprefix(prefix)
    return "" if value == "UNSPECIFIED" else value.lower()


def flat(stored):
    """The flat columns of a claim, made from its proto JSON."""
    claim, document = stored["claim"], stored["document"]
    source, commitment = claim.get("source", {}), claim.get("commitment", {})
    due = claim.get("forecast", {}).get("due", {})
    joined = {part: " … ".join(piece[3] for piece in pieces(stored) if piece[0] == part) for part in PARTS}
    time = lambda time: time.get("value") or time["words"]["text"]
    content = claim["attribution"]["content"]
    return {
        "claim_id": claim["id"],
        "cluster_id": stored.get("clusterId", ""),
        "document_id": document["id"],
        "revision": document["revision"],
        "url": document.get("uri", ""),
        "title": document.get("title", ""),
        "site": document.get("site", ""),
        "published_at": document.get("publishedAt", ""),
        "kind": word(claim.get("kind", ""), "KIND_"),
        "form": word(claim.get("form", ""), "FORM_"),
        "source": joined["source"],
        "source_id": source.get("entityId", ""),
        "source_name": source.get("name", ""),
        "source_kind": word(source.get("kind", ""), "SOURCE_KIND_"),
        "source_role": source.get("role", ""),
        "source_affiliation": source.get("affiliation", ""),
        "anonymous": source.get("anonymous", False),
        "cue": joined["cue"],
        "content": joined["content"],
        "said": time(claim["said"]) if "said" in claim else "",
        "times": [time(found) for found in claim.get("times", [])],
        "places": [found.get("name") or found["words"]["text"] for found in claim.get("places", [])],
        "geonames_ids": [found.get("geonamesId", "") for found in claim.get("places", [])],
        "certainty": word(commitment.get("certainty", ""), "CERTAINTY_"),
        "polarity": word(commitment.get("polarity", ""), "POLARITY_"),
        "stance": word(commitment.get("stance", ""), "STANCE_"),
        "forecast": "forecast" in claim,
        "due_first_day": due.get("start", "")[:10],
        "due_last_day": last_day(due["end"]) if due else "",
        "outcome": word(stored.get("settlement", {}).get("outcome", ""), "OUTCOME_"),
        "relayed_by": [relay["name"] for relay in claim.get("relayedBy", [])],
        "confidence": claim.get("confidence"),
        "extractor": stored["extractor"],
        "current": stored.get("current", False),
        "content_start": content[0].get("start", 0),
        "content_end": content[-1]["end"],
    }


def last_day(end):
    """The last day of what ends before this moment."""
    return (datetime.datetime.fromisoformat(end) - datetime.timedelta(microseconds=1)).date().isoformat()


def check_csv(path, claims):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    equal(len(rows), len(claims), "rows of CSV")
    for row, stored in zip(rows, claims):
        for name, expected in flat(stored).items():
            cell = row.pop(name)
            if cell[:1] in ("=", "+", "-", "@", "\t"):
                sys.exit(f"CSV: a spreadsheet would run {cell!r}")
            cell = cell.removeprefix("'")
            if isinstance(expected, bool):
                expected = str(expected).lower()
            elif isinstance(expected, list):
                expected = " | ".join(expected)
            elif name == "confidence":
                cell = float(cell) if cell else None
            elif isinstance(expected, int):
                expected = str(expected)
            equal(cell, expected, f"CSV, {stored['claim']['id']}, {name}")
        equal(row, {}, "columns of CSV that are not known")


def check_parquet(path, claims):
    file = pyarrow.parquet.ParquetFile(path)
    equal(file.metadata.metadata[b"sayso.offset_unit"], b"code point", "offset unit of Parquet")
    rows = file.read().to_pylist()
    equal(len(rows), len(claims), "rows of Parquet")
    for row, stored in zip(rows, claims):
        claim, what = stored["claim"], f"Parquet, {stored['claim']['id']}"
        for name, expected in flat(stored).items():
            if name in ("times", "places", "geonames_ids"):
                continue
            if name == "confidence" and expected is not None:
                equal(math.isclose(row[name], expected, rel_tol=1e-6), True, f"{what}, {name}")
            else:
                equal(row[name], None if expected == "" else expected, f"{what}, {name}")
        found = [(part, span["start"], span["end"], span["text"]) for part in PARTS for span in row[f"{part}_spans"]]
        equal(found, list(pieces(stored)), f"{what}, spans")
        equal(row["authors"], stored["document"].get("authors", []), f"{what}, authors")
        for name, columns in {
            "times": {"value": "value"},
            "places": {"name": "name", "country": "country", "feature_class": "featureClass"},
            "quantities": {"value": "value", "upper": "upper", "unit": "unit"},
        }.items():
            expected = claim.get(name, [])
            equal(len(row[name]), len(expected), f"{what}, {name}")
            for struct, item in zip(row[name], expected):
                words = item["words"]
                equal((struct["start"], struct["end"], struct["text"]), (words.get("start", 0), words["end"], words["text"]),
                      f"{what}, {name}")
                for column, key in columns.items():
                    missing = 0.0 if (name, column) == ("quantities", "value") else None
                    equal(struct[column], item.get(key, missing), f"{what}, {name}, {column}")
        for struct, item in zip(row["places"], claim.get("places", [])):
            equal(str(struct["geonames_id"] or ""), item.get("geonamesId", ""), f"{what}, GeoNames id")
            point = item.get("coordinates")
            expected = (point.get("latitude", 0.0), point.get("longitude", 0.0)) if point else (None, None)
            equal((struct["latitude"], struct["longitude"]), expected, f"{what}, coordinates")
        for struct, item in zip(row["times"], claim.get("times", [])):
            interval = item.get("interval", {})
            expected = interval.get("start"), interval.get("end")
            equal((struct["interval_start"], struct["interval_end"]), expected, f"{what}, interval")


def one(graph, node, predicate):
    """The only value."""
    return graph.value(node, predicate, any=False)


def targets(graph, annotation):
    """Of the targets of an annotation: (part, start, end, words), and what stands around each."""
    found, around = [], []
    for target in graph.objects(annotation, OA.hasTarget):
        selectors = {graph.value(selector, RDF.type): selector for selector in graph.objects(target, OA.hasSelector)}
        equal(set(selectors), {OA.TextPositionSelector, OA.TextQuoteSelector}, f"selectors of {annotation}")
        position, quotation = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = int(one(graph, position, OA.start)), int(one(graph, position, OA.end))
        found.append((str(one(graph, target, OA.styleClass)), start, end, str(one(graph, quotation, OA.exact))))
        around.append((start, end, one(graph, quotation, OA.prefix), one(graph, quotation, OA.suffix)))
    return found, around


def check_json_ld(path, claims, texts):
    graph = Graph()
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            graph.parse(data=line, format="json-ld")
    nodes = set(graph.subjects(RDF.type, SCHEMA.Claim))
    equal(len(nodes), len(claims), "claims of JSON-LD")
    for stored in claims:
        row = flat(stored)
        node = URIRef(f"urn:sayso:claim:{row['claim_id']}")
        what = f"JSON-LD, {row['claim_id']}"
        equal(str(one(graph, node, SCHEMA.text)), row["content"], f"{what}, text")
        article = one(graph, node, SCHEMA.appearance)
        equal((str(article), one(graph, article, RDF.type)), (row["url"], SCHEMA.NewsArticle), f"{what}, article")
        equal(str(one(graph, article, SCHEMA.headline) or ""), row["title"], f"{what}, headline")
        writers = {(one(graph, writer, RDF.type), str(one(graph, writer, SCHEMA.name)))
                   for writer in graph.objects(article, SCHEMA.author)}
        equal(writers, {(SCHEMA.Person, name) for name in stored["document"].get("authors", [])}, f"{what}, writers")
        publishers = {str(name) for name in graph.objects(article, SCHEMA.publisher / SCHEMA.name)}
        equal(publishers, {row["site"]} - {""}, f"{what}, publisher")
        author = one(graph, node, SCHEMA.author)
        # Who stays unnamed is described by the words of the text.
        nobody = row["source_kind"] == "unstated" or not (row["source_name"] or row["source"])
        equal(author is None, nobody, f"{what}, author")
        if author:
            name = one(graph, author, SCHEMA.name) or one(graph, author, SCHEMA.description)
            equal(str(name), row["source_name"] or row["source"], f"{what}, author")
            person = one(graph, author, RDF.type) == SCHEMA.Person
            equal(person, row["source_kind"] in ("person", "author"), f"{what}, person")
        same = sorted(str(one(graph, place, SCHEMA.sameAs)) for place in graph.objects(node, SCHEMA.spatialCoverage)
                      if one(graph, place, SCHEMA.sameAs))
        ids = [f"https://sws.geonames.org/{identifier}/" for identifier in row["geonames_ids"] if identifier]
        equal(same, sorted(ids), f"{what}, places")
        quotations = list(graph.objects(node, SCHEMA.hasPart))
        if row["form"] == "indirect":
            equal(quotations, [], f"{what}, quotations")
        for quotation in quotations:
            equal(one(graph, quotation, RDF.type), SCHEMA.Quotation, f"{what}, quotation")
            equal(one(graph, quotation, SCHEMA.spokenByCharacter), author, f"{what}, speaker")
            words = str(one(graph, quotation, SCHEMA.text))
            equal(words in row["content"], True, f"{what}, {words!r} is in the content")
        annotation = graph.value(None, OA.hasBody, node, any=False)
        found, around = targets(graph, annotation)
        equal(sorted(found), sorted(pieces(stored)), f"{what}, selectors")
        check_around(around, texts[stored["document"]["uri"]], what)


def check_around(around, text, what):
    """What a quotation says stands around it is what stands there."""
    for start, end, prefix, suffix in around:
        equal((str(prefix), str(suffix)), (text[max(0, start - 32):start], text[end:end + 32]), f"{what}, around")


def check_annotations(path, claims, texts):
    """Returns how many there are."""
    page = json.loads(path.read_text(encoding="utf-8"))
    equal(page["@context"], "http://www.w3.org/ns/anno.jsonld", "context of annotations")
    graph = Graph()
    graph.parse(data=json.dumps(page | {"@context": ANNO}), format="json-ld")
    equal(len(list(graph.subjects(RDF.type, AS.OrderedCollectionPage))), 1, "annotation pages")
    annotations = list(graph.subjects(RDF.type, OA.Annotation))
    equal(len(annotations), len(page["items"]), "annotations")
    for annotation in annotations:
        stored = claims[str(annotation).removeprefix("urn:sayso:claim:")]
        what = f"annotation {annotation}"
        found, around = targets(graph, annotation)
        equal(sorted(found), sorted(pieces(stored)), f"{what}, selectors")
        uri = stored["document"]["uri"]
        equal(set(graph.objects(annotation, OA.hasTarget / OA.hasSource)), {URIRef(uri)}, f"{what}, target")
        check_around(around, texts[uri], what)
        bodies = {str(one(graph, body, URIRef(ANNO["dc"] + "format"))): body
                  for body in graph.objects(annotation, OA.hasBody)}
        equal(json.loads(one(graph, bodies["application/json"], RDF.value)), stored, f"{what}, body")
    return len(annotations)


def main(folder):
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    with open(folder / "claims.jsonl", encoding="utf-8", newline="\n") as file:
        claims = [json.loads(line) for line in file]
    count = 0
    for stored in claims:
        text = texts[stored["document"]["uri"]]
        for start, end, words in spans(stored["claim"]):
            equal(text[start:end], words, f"JSON Lines, {stored['claim']['id']}, {start} to {end}")
            count += 1
    by_id = {stored["claim"]["id"]: stored for stored in claims}
    equal(len(by_id), len(claims), "ids")
    beyond = [stored for stored in claims if any(ord(c) > 0xFFFF for piece in pieces(stored) for c in piece[3])]
    equal(bool(beyond), True, "a claim has characters beyond the basic plane")
    linked = [link for stored in claims for link in stored.get("links", [])]
    equal(bool(linked) and all(link["reasons"] for link in linked), True, "claims have links, these their grounds")
    equal(sum("settlement" in stored for stored in claims), 1, "decisions")
    check_csv(folder / "claims.csv", claims)
    check_parquet(folder / "claims.parquet", claims)
    check_json_ld(folder / "claims.jsonld", claims, texts)
    pages = sorted(folder.glob("*.annotations.json"))
    equal(sum(check_annotations(page, by_id, texts) for page in pages), len(claims), "annotations of all documents")
    print(f"{len(claims)} claims and {count} spans of {len(pages)} documents are the same in five formats")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
