#!/usr/bin/env python3
"""Writes a web archive of invented news pages, as Common Crawl News lays them down: a gzip member for each record.

The same arguments give the same bytes. Places, people, outlets and events are made up. Besides articles of many lengths
in the frames of several sites there are records that are no pages, pages that are not found, pictures, front pages
without an article, and near copies of articles on other sites: trimmed, re-headlined, with a paragraph put in or moved.

    make_warc.py PATH [--pages N] [--seed N] [--manifest PATH] [--plain]

The manifest has a JSON line for each response: its address, status, kind, title, and for a copy whose copy it is.
"""

import argparse
import gzip
import hashlib
import html
import io
import json
import random
import zlib
from datetime import datetime, timedelta, timezone

SITES = [
    ("courier.example", "The Harbour Courier", "en"),
    ("kettle-post.example", "Kettle Post", "en"),
    ("northwire.example", "Northwire", "en"),
    ("vessaly-today.example", "Vessaly Today", "en"),
    ("marrow-gazette.example", "Marrow Gazette", "en"),
    ("the-ledger.example", "The Ledger of Oast", "en"),
]
PLACES = [
    "Vessaly",
    "Oast",
    "Kettle Bay",
    "Marrow",
    "Tarn Hollow",
    "Upper Lindow",
    "Brack",
    "Sillon",
    "Port Quill",
    "Hask",
]
FIRST = ["Maren", "Piet", "Oona", "Tevin", "Ilka", "Bram", "Saskia", "Corin", "Neva", "Jory", "Delphine", "Anselm"]
LAST = [
    "Okolie",
    "Lund",
    "Varga",
    "Trask",
    "Ferro",
    "Quist",
    "Halloran",
    "Demir",
    "Sorel",
    "Achterberg",
    "Noor",
    "Pell",
]
ROLES = [
    "governor of {place}",
    "mayor of {place}",
    "spokesman for the ministry of water",
    "head of the rescue service",
    "adviser to the prime minister",
    "chief engineer of the {place} dam",
    "general commanding the northern district",
    "director of the port of {place}",
    "doctor at the hospital in {place}",
    "union leader",
]
BODIES = [
    "the ministry of water",
    "the rescue service",
    "the harbour board",
    "the national bank",
    "the army",
    "police in {place}",
]
CLAIMS = [
    "the dam at {place} will hold until the spring",
    "{count} people have left their homes since {day}",
    "the road to {place} will be open again within {few} days",
    "no talks with the other side are planned",
    "the bridge was closed because of cracks in two of its piers",
    "at least {count} houses are without power",
    "the council has set aside {count} million marks for repairs",
    "the ship left {place} on {day} with a cargo of grain",
    "prices will rise by {few} percent before the end of the year",
    "the hospital has beds for {count} patients",
    "an inquiry will begin on {day}",
    "the withdrawal from {place} was ordered by the general staff",
    "the water will reach its highest level on {day}",
    "schools in {place} stay closed for {few} weeks",
]
CUES = [
    "said",
    "told reporters",
    "confirmed",
    "insisted",
    "warned",
    "denied that",
    "wrote on a messaging channel",
    "claimed",
]
QUOTING = ["said", "insisted", "warned", "added"]
ADJECTIVES = [
    "old",
    "new",
    "narrow",
    "flooded",
    "empty",
    "crowded",
    "northern",
    "southern",
    "burnt",
    "rebuilt",
    "small",
    "long",
    "muddy",
    "quiet",
    "guarded",
    "damaged",
    "temporary",
    "wooden",
    "public",
    "private",
    "frozen",
    "lower",
    "upper",
    "final",
]
NOUNS = [
    "bridge",
    "market",
    "harbour",
    "railway",
    "school",
    "clinic",
    "quarry",
    "mill",
    "customs house",
    "warehouse",
    "valley",
    "pumping station",
    "power line",
    "embankment",
    "council hall",
    "bakery",
    "ferry",
    "orchard",
    "lighthouse",
    "archive",
    "barracks",
    "tunnel",
    "reservoir",
    "sawmill",
    "post office",
    "water tower",
    "greenhouse",
    "vineyard",
    "depot",
    "chapel",
]
VERBS = [
    "overlooks",
    "was built beside",
    "lost its roof to",
    "is cut off from",
    "depends on",
    "was sold with",
    "stands behind",
    "survived longer than",
    "took its name from",
    "was moved closer to",
    "shares a wall with",
    "is older than",
    "was closed before",
    "is paid for by",
    "lies downstream of",
    "was drawn on the same map as",
]
WHEN = [
    "since the harvest",
    "after two dry summers",
    "in the second week of rain",
    "on {day} night",
    "for {few} months",
    "until {day}",
    "{count} years ago",
    "before the {few} o'clock train",
    "despite the frost",
    "without a permit",
    "at the third attempt",
]
FILLER = "The {adjective} {noun} of {place} {verb} the {other} {another} {when}."
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SECTIONS = ["World", "Politics", "Economy", "Culture", "Sport", "Weather", "Opinion", "Letters", "Archive", "Shop"]


class Writer:
    """Invented sentences."""

    def __init__(self, random_source):
        self.random = random_source

    def filled(self, template):
        pick = self.random.choice
        return template.format(
            place=pick(PLACES), day=pick(DAYS), few=self.random.randint(2, 9), count=self.random.randint(11, 900)
        )

    def filler(self):
        pick = self.random.choice
        words = {
            "adjective": pick(ADJECTIVES),
            "noun": pick(NOUNS),
            "verb": pick(VERBS),
            "when": self.filled(pick(WHEN)),
        }
        return FILLER.format(place=pick(PLACES), other=pick(ADJECTIVES), another=pick(NOUNS), **words)

    def person(self):
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def sentence(self):
        chance = self.random.random()
        claim = self.filled(self.random.choice(CLAIMS))
        cue = self.random.choice(CUES)
        if chance < 0.3:
            who = f"{self.person()}, {self.filled(self.random.choice(ROLES))},"
            joint = " " if cue.endswith("that") else " that "
            return f"{who} {cue}{joint}{claim}."
        if chance < 0.5:
            return f"“{claim[0].upper()}{claim[1:]},” {self.random.choice(QUOTING)} {self.person()}."
        if chance < 0.65:
            return f"According to {self.filled(self.random.choice(BODIES))}, {claim}."
        return self.filler()

    def article(self):
        # Most reports are short, a few are long.
        paragraphs = min(60, 2 + int(self.random.expovariate(1 / 8)))
        body = [" ".join(self.sentence() for _ in range(self.random.randint(1, 5))) for _ in range(paragraphs)]
        claim = self.filled(self.random.choice(CLAIMS))
        title = f"{claim[0].upper()}{claim[1:]}, {self.random.choice(LAST)} says"
        return title, body

    def near_copy(self, title, body):
        """What another outlet makes of an agency's report."""
        body = list(body)
        change = self.random.choice(["trim", "insert", "move", "headline"])
        if change == "trim" and len(body) > 3:
            body = body[: max(3, int(len(body) * self.random.uniform(0.6, 0.95)))]
        elif change == "insert":
            body.insert(self.random.randrange(len(body)), self.sentence())
        elif change == "move" and len(body) > 3:
            body.append(body.pop(self.random.randrange(1, len(body) - 1)))
        if change == "headline" or self.random.random() < 0.5:
            title = f"{self.random.choice(PLACES)}: {title}"
        return title, body


def navigation(site, random_source, links):
    items = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in SECTIONS)
    headline = Writer(random_source).filler
    more = "".join(f'<li><a href="/{random_source.randint(1, 10**6)}">{headline()}</a></li>' for _ in range(links))
    return f'<nav class="main"><ul>{items}</ul></nav><aside class="most-read"><h2>Most read</h2><ul>{more}</ul></aside>'


def page(site, title, body, published, author, random_source):
    host, name, language = site
    link = random_source.randint(2, 40)
    paragraphs = "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in body)
    stamp = published.isoformat()
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": stamp,
        "author": [{"@type": "Person", "name": author}],
        "publisher": {"@type": "Organization", "name": name},
    }
    heads = {
        0: f'<script type="application/ld+json">{json.dumps(data)}</script>',
        1: f'<meta property="og:title" content="{html.escape(title)}"><meta property="og:site_name" content="{html.escape(name)}">'
        f'<meta property="article:published_time" content="{stamp}">',
        2: f'<meta name="author" content="{html.escape(author)}">',
    }
    kind = SITES.index(site) % 3
    byline = f'<p class="byline">By {html.escape(author)} <time datetime="{stamp}">{published:%d %B %Y}</time></p>'
    wrap = [
        ("<article>", "</article>"),
        ('<div class="story-body">', "</div>"),
        ("<main><section>", "</section></main>"),
    ][kind]
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)} | {html.escape(name)}</title>
{heads[kind]}<style>.main li {{ display: inline }}</style></head><body>
<header><a href="/">{html.escape(name)}</a></header>{navigation(site, random_source, link)}
{wrap[0]}<h1>{html.escape(title)}</h1>{byline}
{paragraphs}{wrap[1]}
<footer><p>© {html.escape(name)}. All rights reserved. Contact, imprint, terms of use, privacy.</p></footer>
<script>window.page = {{ "tracked": false }};</script></body></html>
"""


def front_page(site, random_source):
    return (
        f"<!DOCTYPE html><html><head><title>{html.escape(site[1])}</title></head><body>"
        f"{navigation(site, random_source, 60)}</body></html>"
    )


class Archive:
    """A WARC/1.1 file; every record is a gzip member of its own unless it is plain."""

    def __init__(self, file, plain, identity):
        self.file, self.plain, self.identity, self.records = file, plain, identity, 0

    def write(self, kind, fields, block):
        self.records += 1
        digest = hashlib.sha1(f"{self.identity} {self.records}".encode()).hexdigest()
        lines = [
            "WARC/1.1",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}>",
            *(f"{name}: {value}" for name, value in fields),
            f"Content-Length: {len(block)}",
        ]
        record = "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
        if not self.plain:
            member = io.BytesIO()
            with gzip.GzipFile(fileobj=member, mode="wb", compresslevel=6, mtime=0, filename="") as compressed:
                compressed.write(record)
            record = member.getvalue()
        self.file.write(record)


def encoded(random_source, body):
    """A body as some servers send it, with the fields that say so."""
    chance = random_source.random()
    if chance < 0.1:
        body, fields = gzip.compress(body, mtime=0), ["Content-Encoding: gzip"]
    elif chance < 0.15:
        body, fields = zlib.compress(body), ["Content-Encoding: deflate"]
    else:
        fields = []
    if random_source.random() < 0.1:
        size = 4096
        chunks = [body[at : at + size] for at in range(0, len(body), size)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
        fields.append("Transfer-Encoding: chunked")
    return body, fields


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--pages", type=int, default=300, help="how many responses")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--manifest", help="where to write what is in it, a JSON line for each response")
    parser.add_argument("--plain", action="store_true", help="do not compress it")
    arguments = parser.parse_args()

    random_source = random.Random(arguments.seed)
    writer = Writer(random_source)
    start = datetime(2026, 3, 1, tzinfo=timezone.utc)
    manifest = []
    originals = []
    with open(arguments.path, "wb") as file:
        archive = Archive(file, arguments.plain, f"seed {arguments.seed}")
        information = b"software: make_warc.py\r\nformat: WARC File Format 1.1\r\n"
        archive.write(
            "warcinfo",
            [("WARC-Date", "2026-03-08T00:00:00Z"), ("Content-Type", "application/warc-fields")],
            information,
        )
        for number in range(arguments.pages):
            site = random_source.choice(SITES)
            published = (start + timedelta(minutes=number)).astimezone(
                timezone(timedelta(hours=random_source.randint(-5, 3)))
            )
            fetched = (start + timedelta(days=7, seconds=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
            uri = f"https://{site[0]}/{published:%Y/%m/%d}/{number}.html"
            entry = {"uri": uri, "status": 200, "kind": "article"}
            media_type = "text/html; charset=utf-8"
            chance = random_source.random()
            if chance < 0.03:
                entry |= {"status": 404, "kind": "missing"}
                body = b"<html><body><h1>Not found</h1></body></html>"
            elif chance < 0.06:
                entry["kind"], media_type = "picture", "image/jpeg"
                body = b"\xff\xd8\xff\xe0" + random_source.randbytes(random_source.randint(2000, 20000))
            elif chance < 0.09:
                entry["kind"] = "front page"
                body = front_page(site, random_source).encode()
            else:
                author = writer.person()
                if originals and chance < 0.21:
                    original = random_source.choice(originals)
                    title, paragraphs = writer.near_copy(original[1], original[2])
                    entry["copy_of"] = original[0]
                else:
                    title, paragraphs = writer.article()
                    originals = (originals + [(uri, title, paragraphs)])[-200:]
                entry["title"] = title
                entry["paragraphs"] = len(paragraphs)
                body = page(site, title, paragraphs, published, author, random_source).encode()
            entry["bytes"] = len(body)
            manifest.append(entry)

            target = [("WARC-Target-URI", uri), ("WARC-Date", fetched)]
            http = [("Content-Type", "application/http; msgtype=request")]
            request = f"GET /{number}.html HTTP/1.1\r\nHost: {site[0]}\r\n\r\n".encode()
            archive.write("request", target + http, request)
            body, fields = encoded(random_source, body)
            reason = {200: "OK", 404: "Not Found"}[entry["status"]]
            head = [
                f"HTTP/1.1 {entry['status']} {reason}",
                f"Content-Type: {media_type}",
                *fields,
                f"Content-Length: {len(body)}",
            ]
            response = "\r\n".join(head).encode() + b"\r\n\r\n" + body
            archive.write("response", target + [("Content-Type", "application/http; msgtype=response")], response)
            if random_source.random() < 0.1:
                archive.write(
                    "metadata", target + [("Content-Type", "application/warc-fields")], b"fetchTimeMs: 120\r\n"
                )
    if arguments.manifest:
        with open(arguments.manifest, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in manifest)


if __name__ == "__main__":
    main()
