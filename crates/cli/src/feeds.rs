//! `sayso feeds`: which feeds a running system follows, and which it is to follow from now on, or no longer.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use sayso_contract::ingest::v1::{Feed, ListFeedsRequest};
use sayso_rpc::{CallError, IngestClient};
use sayso_service::{ClientSettings, connect};
use url::Url;

use crate::{
    args::{Feeds, FeedsCommand},
    block_on, explain, flags,
    output::{self, printable},
    store::{each, page_size, pages},
};

pub(crate) fn run(arguments: &Feeds) -> Result<ExitCode> {
    block_on(async {
        let settings = ClientSettings::default();
        let client = IngestClient::new(connect(&arguments.server, &settings)?, &settings);
        let done = match &arguments.command {
            None => list(&client, arguments.json).await,
            Some(FeedsCommand::Add { urls, interval }) => {
                add(&client, urls, interval.unwrap_or_default(), arguments.json).await
            }
            Some(FeedsCommand::Remove { feeds }) => remove(&client, feeds).await,
        };
        done.map_err(|error| explain(error, "ingest", &arguments.server))
    })
}

async fn list(client: &IngestClient, json: bool) -> Result<ExitCode> {
    let mut printed = 0;
    for feed in all(client).await? {
        let gap = if printed > 0 { "\n" } else { "" };
        printed += 1;
        if json {
            output::print_json(&feed)?;
        } else {
            output::print(&format!("{gap}{}", output::feed(&feed)))?;
        }
    }
    if printed == 0 {
        eprintln!("no feed is followed; sayso feeds add URL follows one");
    }
    Ok(ExitCode::SUCCESS)
}

async fn all(client: &IngestClient) -> Result<Vec<Feed>> {
    let mut feeds = Vec::new();
    let pages = pages(|page_token| client.list_feeds(ListFeedsRequest { page_size: page_size(0), page_token }));
    each(pages, 0, |feed| {
        feeds.push(feed);
        Ok(())
    })
    .await?;
    Ok(feeds)
}

/// Adds each; one that is refused does not keep the others.
async fn add(client: &IngestClient, urls: &[String], interval: u32, json: bool) -> Result<ExitCode> {
    let mut failed = false;
    for url in urls {
        match client.create_feed(url, interval).await {
            Ok(feed) if json => output::print_json(&feed)?,
            Ok(feed) => output::print(&output::feed_followed(&feed))?,
            Err(error) => failed |= refused(url, error)?,
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Removes each; one that is not followed does not keep the others.
async fn remove(client: &IngestClient, given: &[String]) -> Result<ExitCode> {
    let known = all(client).await?;
    let mut failed = false;
    for given in given {
        let removed = match known.iter().find(|feed| is(feed, given)) {
            Some(feed) => client.delete_feed(&feed.id).await,
            None => {
                eprintln!("sayso: {}: no such feed is followed; `sayso feeds` lists those that are", printable(given));
                failed = true;
                continue;
            }
        };
        match removed {
            Ok(()) => eprintln!("{} is followed no longer", printable(given)),
            Err(error) => failed |= refused(given, error)?,
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whether a feed is the one that is meant by an id or an address, in whatever form.
fn is(feed: &Feed, given: &str) -> bool {
    let url = Url::parse(given).ok().map(|mut url| {
        url.set_fragment(None);
        url.to_string()
    });
    feed.id == given || url.is_some_and(|url| url == feed.url || url == feed.moved_to)
}

/// Says why one was refused. What would refuse all ends the command.
fn refused(given: &str, error: CallError) -> Result<bool> {
    if error.is_transient() {
        return Err(anyhow!(error));
    }
    eprintln!("sayso: {}: {}", printable(given), printable(&flags::in_flags(error).message));
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_named_by_its_id_or_an_address() {
        let feed = Feed {
            id: "f-1".into(),
            url: "https://news.example/feed".into(),
            moved_to: "https://news.example/atom".into(),
            ..Feed::default()
        };
        let check = |given: &str, expected: bool| assert_eq!(is(&feed, given), expected, "{given}");
        check("f-1", true);
        check("f-2", false);
        check("https://news.example/feed", true);
        check("HTTPS://News.Example:443/feed#top", true);
        check("https://news.example/atom", true);
        check("https://news.example/", false);
        check("", false);
        // One that has not moved is not at the empty address.
        let still = Feed { moved_to: String::new(), ..feed.clone() };
        assert!(!is(&still, ""));
    }
}
