//! Feeds for people: where they are, how they fare, and what is wrong.

use sayso_contract::{Path, ingest::v1::Feed, timestamp_from_wire};

use crate::output::text::{BOLD, DIM, MARKED, printable, wrap};

/// One feed in a list.
pub(crate) fn feed(feed: &Feed) -> String {
    let url = printable(&feed.url);
    let mut out = if feed.title.is_empty() {
        format!("{BOLD}{url}{BOLD:#}\n")
    } else {
        format!("{BOLD}{}{BOLD:#}\n    {url}\n", printable(&feed.title))
    };
    if !feed.moved_to.is_empty() {
        out += &format!("    now at {}\n", printable(&feed.moved_to));
    }
    let counts =
        [(feed.entries_submitted, "submitted"), (feed.entries_waiting, "waiting"), (feed.entries_given_up, "given up")];
    let counts = counts.iter().filter(|(count, what)| *count > 0 || *what == "submitted");
    let mut facts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
    facts.push(moment(feed.fetched_at.as_ref()).map_or("not looked at yet".into(), |at| format!("looked at {at}")));
    facts.extend(moment(feed.next_fetch_at.as_ref()).map(|at| format!("next {at}")));
    if feed.interval_seconds > 0 {
        facts.push(format!("at most every {} s", feed.interval_seconds));
    }
    out += &format!("{}\n", wrap(&format!("    {}", facts.join(" · ")), "    "));
    let stopped = if feed.stopped { "stopped: " } else { "the last look failed: " };
    for (what, error) in [(stopped, &feed.last_error), ("an entry failed last: ", &feed.last_entry_error)] {
        if !error.is_empty() {
            out += &format!("{}\n", wrap(&format!("    {MARKED}{what}{MARKED:#}{}", printable(error)), "    "));
        }
    }
    out + &format!("    {DIM}{}{DIM:#}\n", printable(&feed.id))
}

/// What is said of a feed that is followed from now on.
pub(crate) fn feed_followed(feed: &Feed) -> String {
    format!("{} is followed {DIM}{}{DIM:#}\n", printable(&feed.url), printable(&feed.id))
}

/// A moment to the minute, UTC.
fn moment(at: Option<&pbjson_types::Timestamp>) -> Option<String> {
    let at = timestamp_from_wire(at, &Path::of("at")).ok()?;
    Some(at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(styled: &str) -> String {
        anstream::adapter::strip_str(styled).to_string()
    }

    fn at(seconds: i64) -> Option<pbjson_types::Timestamp> {
        Some(pbjson_types::Timestamp { seconds, nanos: 0 })
    }

    #[test]
    fn a_feed_tells_how_it_fares() {
        let well = Feed {
            id: "f-1".into(),
            url: "https://news.example/feed".into(),
            title: "North\u{1b}wire".into(),
            fetched_at: at(1_772_600_000),
            next_fetch_at: at(1_772_601_800),
            entries_submitted: 42,
            ..Feed::default()
        };
        let shown = "North wire\n    https://news.example/feed\n    42 submitted · looked at 2026-03-04 04:53 UTC · next \
                     2026-03-04 05:23 UTC\n    f-1\n";
        assert_eq!(plain(&feed(&well)), shown);
        let ill = Feed {
            id: "f-2".into(),
            url: "https://news.example/old".into(),
            moved_to: "https://news.example/new".into(),
            interval_seconds: 900,
            entries_given_up: 1,
            entries_waiting: 2,
            stopped: true,
            last_error: "the page is gone for good".into(),
            last_entry_error: "timed out".into(),
            ..Feed::default()
        };
        let shown = "https://news.example/old\n    now at https://news.example/new\n    0 submitted · 2 waiting · 1 given \
                     up · not looked at yet · at most every\n    900 s\n    stopped: the page is gone for good\n    an entry \
                     failed last: timed out\n    f-2\n";
        assert_eq!(plain(&feed(&ill)), shown);
    }
}
