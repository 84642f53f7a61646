//! What a feed or sitemap lists, read from its bytes.

use std::{cmp::Reverse, time::Duration};

use jiff::{Timestamp, tz::TimeZone};
use sayso_domain::PublicationTime;
use sayso_feeds::{Hints, NewEntry, ReadSitemap};
use sayso_readers::{
    FeedLimits, Location, Raw, ReadError, Sitemap, SitemapLimits, StreamError,
    gzip::{self, Bounds},
    read_feed,
};

use super::item;

/// What a feed lists.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// What it is called.
    pub(super) title: Option<String>,
    /// Its entries, in the order in which they are to be gone through.
    pub(super) entries: Vec<NewEntry>,
    /// How many entries and sitemaps more it lists.
    pub(super) left_out: usize,
    /// Of an index: where its sitemaps are, and when they changed; the newest first.
    pub(super) sitemaps: Vec<(String, Option<PublicationTime>)>,
    /// How often it should be asked.
    pub(super) hints: Hints,
    /// It will never change again.
    pub(super) has_ended: bool,
    /// Why not all of it could be read.
    pub(super) problem: Option<ReadError>,
}

/// Reads a feed, a sitemap or an index of sitemaps, as it is or as gzip; no more than `most` entries or sitemaps. Of a
/// sitemap or index with more, the newest. `source` is that of its entries.
///
/// # Errors
/// [`ReadError`] if nothing could be read of it.
pub(super) fn read(raw: &Raw<'_>, source: &str, most: usize) -> Result<Listing, ReadError> {
    let decompressed;
    let bytes = if gzip::is_gzip(raw.bytes) {
        decompressed = gzip::decompress(raw.bytes, Bounds::PAGE)?;
        &decompressed
    } else {
        raw.bytes
    };
    let limits = SitemapLimits { bytes: Bounds::PAGE.bytes, ..SitemapLimits::default() };
    match Sitemap::new(bytes, limits) {
        Ok(sitemap) => of_sitemap(sitemap, source, most),
        // What is no sitemap is a feed, or nothing.
        Err(_) => of_feed(&Raw { bytes, ..*raw }, most),
    }
}

fn of_sitemap(sitemap: Sitemap<&[u8]>, source: &str, most: usize) -> Result<Listing, ReadError> {
    let (mut locations, mut problem) = (Vec::new(), None);
    for location in sitemap {
        match location {
            Ok(location) => locations.push(location),
            Err(StreamError::Read(error)) => problem = Some(error),
            Err(StreamError::Io(error)) => {
                problem = Some(ReadError::Malformed { kind: "sitemap", problem: error.to_string() });
            }
        }
    }
    if locations.is_empty()
        && let Some(problem) = problem
    {
        return Err(problem);
    }
    let newest = |location: &Location| Reverse(dated(location).map(PublicationTime::local));
    locations.sort_by_key(newest);
    let left_out = locations.len().saturating_sub(most);
    locations.truncate(most);
    let (sitemaps, pages): (Vec<_>, Vec<_>) = locations.into_iter().partition(|location| location.is_sitemap);
    Ok(Listing {
        entries: pages.into_iter().map(|page| item::of_location(source, page)).collect(),
        sitemaps: sitemaps.into_iter().map(|sitemap| (sitemap.uri, sitemap.modified)).collect(),
        left_out,
        problem,
        ..Listing::default()
    })
}

fn dated(location: &Location) -> Option<&PublicationTime> {
    location.news.as_ref().and_then(|news| news.published.as_ref()).or(location.modified.as_ref())
}

fn of_feed(raw: &Raw<'_>, most: usize) -> Result<Listing, ReadError> {
    let mut feed = read_feed(raw, &FeedLimits { entries: most, ..FeedLimits::default() })?;
    let entries = std::mem::take(&mut feed.entries);
    Ok(Listing {
        entries: entries.into_iter().map(|entry| item::of_entry(&feed, entry)).collect(),
        left_out: feed.left_out,
        sitemaps: Vec::new(),
        hints: Hints {
            interval: feed.cadence.interval(),
            skip_hours: feed.cadence.skip_hours,
            skip_days: feed.cadence.skip_days,
        },
        has_ended: feed.cadence.expired,
        problem: feed.problem,
        title: feed.title,
    })
}

/// Whether a sitemap, which its index now says was changed then, may have changed since it was read. Only whether the index
/// says something else is looked at: the site's clock may be wrong. A day says too little while it lasts anywhere on earth.
pub(super) fn may_have_changed(modified: Option<&PublicationTime>, read: Option<&ReadSitemap>) -> bool {
    let (Some(modified), Some(read)) = (modified, read) else { return true };
    if read.modified.as_ref() != Some(&modified.to_string()) {
        return true;
    }
    let PublicationTime::Date(date) = modified else { return false };
    let midnight = date.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).map(|midnight| midnight.timestamp());
    // Clocks west of UTC are up to twelve hours behind it.
    let end = midnight.ok().and_then(|midnight| midnight.checked_add(Duration::from_hours(36)).ok());
    end.unwrap_or(Timestamp::MAX) >= read.read_at
}

/// The first moment from `at` on that is in no hour and on no day in which the feed says that it does not change; `at` if
/// it says that of all.
pub(super) fn not_skipped(at: Timestamp, hints: &Hints) -> Timestamp {
    let skipped = |at: Timestamp| {
        let time = at.to_zoned(TimeZone::UTC);
        let day = time.weekday().to_monday_zero_offset();
        hints.skip_hours >> time.hour() & 1 == 1 || hints.skip_days >> day & 1 == 1
    };
    let hour = |at: Timestamp| Timestamp::from_second(at.as_second().div_euclid(3600) * 3600).ok();
    let later = |hours| hour(at)?.checked_add(Duration::from_hours(hours)).ok();
    let mut moments = std::iter::once(Some(at)).chain((1..=8 * 24).map(later)).flatten();
    moments.find(|moment| !skipped(*moment)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_a_sitemap_come_first() {
        let page = |name: &str, modified: &str| {
            format!("<url><loc>https://news.example/{name}</loc><lastmod>{modified}</lastmod></url>")
        };
        let sitemap = format!(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}{}{}{}</urlset>",
            page("old", "2025-01-01"),
            page("newest", "2026-03-04T08:00:00Z"),
            "<url><loc>https://news.example/undated</loc></url>",
            page("new", "2026-03-03"),
        );
        let listing = read(&Raw { bytes: sitemap.as_bytes(), ..Raw::default() }, "", 3).unwrap();
        assert_eq!(listing.left_out, 1);
        let links = listing.entries.iter().map(|entry| {
            let item: item::Item = serde_json::from_slice(&entry.payload).unwrap();
            item.link.unwrap()
        });
        let expected = ["newest", "new", "old"].map(|name| format!("https://news.example/{name}"));
        assert_eq!(links.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_may_have_changed_is_told_by_what_the_index_says_now() {
        let check = |before: &str, now: &str, expected: bool| {
            let time = |text: &str| text.parse::<PublicationTime>().ok();
            let read_at = "2026-03-04T12:00:00Z".parse().unwrap();
            let read = ReadSitemap { modified: time(before).map(|time| time.to_string()), read_at };
            assert_eq!(may_have_changed(time(now).as_ref(), Some(&read)), expected, "{before} {now}");
        };
        check("2026-03-04T11:00:00Z", "2026-03-04T11:00:00Z", false);
        // By a clock that is late, and by one that is early.
        check("2026-03-04T09:00:00Z", "2026-03-04T09:05:00Z", true);
        check("2026-03-04T13:00:00Z", "2026-03-04T13:00:00Z", false);
        check("2026-03-03", "2026-03-04", true);
        check("2026-03-04", "2026-03-04", true);
        check("2026-03-03", "2026-03-03", true);
        check("2026-03-02", "2026-03-02", false);
        check("2026-03-03T23:00", "2026-03-03T23:00", false);
        check("", "2026-03-03", true);
        check("2026-03-03", "at some time", true);
        assert!(may_have_changed("2000-01-01".parse().ok().as_ref(), None));
    }

    #[test]
    fn hours_and_days_without_news_are_left_out() {
        let check = |at: &str, skip_hours: u32, skip_days: u8, expected: &str| {
            let hints = Hints { interval: None, skip_hours, skip_days };
            assert_eq!(not_skipped(at.parse().unwrap(), &hints).to_string(), expected, "{at}");
        };
        // A Wednesday.
        check("2026-03-04T08:15:30Z", 0, 0, "2026-03-04T08:15:30Z");
        check("2026-03-04T08:15:30Z", 1 << 7 | 1 << 9, 0, "2026-03-04T08:15:30Z");
        check("2026-03-04T08:15:30Z", 1 << 8 | 1 << 9, 0, "2026-03-04T10:00:00Z");
        check("2026-03-04T23:15:30Z", 1 << 23 | 1, 0, "2026-03-05T01:00:00Z");
        check("2026-03-04T08:15:30Z", 0, 1 << 2 | 1 << 3, "2026-03-06T00:00:00Z");
        check("2026-03-04T08:15:30Z", u32::MAX, 0, "2026-03-04T08:15:30Z");
        check("2026-03-04T08:15:30Z", 0, u8::MAX, "2026-03-04T08:15:30Z");
    }
}
