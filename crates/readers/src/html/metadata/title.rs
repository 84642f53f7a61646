//! The headline of an article among the titles of its page.

use url::Url;

use super::Page;
use crate::{
    clean::line,
    html::{linked_data, tree, words},
};

impl Page<'_> {
    /// The headline, without the name of the site.
    pub(super) fn title(&self, site: Option<&str>) -> Option<String> {
        let bare = |title: String| without_site(&title, site, self.uri.as_ref());
        let page_title = self.document.select_single("title").nodes().first().and_then(tree::line_of);
        let open_graph =
            self.meta(&["og:title", "twitter:title", "dc.title"]).and_then(|title| linked_data::plain_line(&title));
        let visible = self.visible_headline(page_title.as_deref(), open_graph.as_deref());
        let cut = |title: &String| title.ends_with(['…']) || title.ends_with("...");
        let said = self.linked_data.headline.clone().or_else(|| {
            let node = self.document.select_single("[itemprop~='headline']");
            let node = node.nodes().first()?;
            tree::attribute(node, "content").or_else(|| tree::line_of(node))
        });
        if let Some(said) = said.filter(|said| !cut(said)).and_then(|said| line(&said)) {
            return Some(bare(said));
        }
        visible
            .or_else(|| open_graph.map(bare))
            .or_else(|| {
                page_title.map(|title| {
                    let bare = bare(title);
                    // A site that does not tell its name: the last part of "Headline | Site" is it.
                    match bare.rsplit_once(" | ") {
                        Some((headline, site)) if site.split(' ').count() <= 4 && headline.split(' ').count() >= 3 => {
                            headline.to_owned()
                        }
                        _ => bare,
                    }
                })
            })
            .or_else(|| self.document.select("h1").nodes().first().and_then(tree::line_of))
            .and_then(|title| line(&title))
    }

    /// The `h1` that the page's title names: a logo may be one, too.
    fn visible_headline(&self, page_title: Option<&str>, open_graph: Option<&str>) -> Option<String> {
        let titles: Vec<String> = [page_title, open_graph].into_iter().flatten().map(words::simple).collect();
        self.document.select("h1").nodes().iter().take(20).filter_map(tree::line_of).find(|headline| {
            let headline = words::simple(headline);
            let named = |title: &String| {
                let (mut known, mut all) = (0, 0);
                for word in headline.split(' ') {
                    all += 1;
                    known += usize::from(title.split(' ').any(|other| {
                        other.trim_matches(|c: char| !c.is_alphanumeric())
                            == word.trim_matches(|c: char| !c.is_alphanumeric())
                    }));
                }
                all > 1 && known * 2 > all
            };
            titles.iter().any(named)
        })
    }
}

/// A title without the site's name before or after it: "Headline | Site".
fn without_site(title: &str, site: Option<&str>, uri: Option<&Url>) -> String {
    const MARKS: &[&str] =
        &[" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", " / ", " > ", " < ", "|"];
    let compact =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let site = site.map(compact).filter(|site| !site.is_empty());
    let host = uri.and_then(Url::host_str).map(|host| host.strip_prefix("www.").unwrap_or(host));
    let hosts: Vec<String> = host
        .into_iter()
        .flat_map(|host| [compact(host), compact(host.split('.').next().unwrap_or_default())])
        .collect();
    let is_site = |part: &str| {
        let part = compact(part);
        let named = site.as_ref().is_some_and(|site| {
            part == *site || (part.len() > 3 && (site.starts_with(&part) || part.starts_with(site.as_str())))
        });
        !part.is_empty() && (named || hosts.contains(&part))
    };
    let mut title = title.trim();
    loop {
        let last = MARKS.iter().filter_map(|mark| title.rsplit_once(mark)).min_by_key(|(_, site)| site.len());
        let first = MARKS.iter().filter_map(|mark| title.split_once(mark)).min_by_key(|(site, _)| site.len());
        title = match (last, first) {
            (Some((headline, site)), _) if is_site(site) && !headline.trim().is_empty() => headline.trim(),
            (_, Some((site, headline))) if is_site(site) && !headline.trim().is_empty() => headline.trim(),
            _ => return title.to_owned(),
        };
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::html::metadata;

    fn of(html: &str) -> Option<String> {
        metadata::read(&tree::parse(html).unwrap(), Some("https://www.northwire.example/2026/03/04/dam")).title
    }

    #[test]
    fn titles_are_headlines() {
        let check = |html: &str, expected: &str| assert_eq!(of(html).as_deref(), Some(expected), "{html}");
        let site = "<meta property=og:site_name content='North Wire'>";
        check("<title>Dam gates opened at Karsel | Northwire</title>", "Dam gates opened at Karsel");
        check(&format!("{site}<meta property=og:title content='Dam: gates opened - North Wire'>"), "Dam: gates opened");
        check("<title>Northwire — Dam gates opened</title>", "Dam gates opened");
        check("<title>War - and peace</title>", "War - and peace");
        check(
            "<title>Dam gates opened at Karsel - News - Northwire</title><h1>Northwire</h1><h1>Dam gates opened</h1>",
            "Dam gates opened",
        );
        check("<title>Long headline | The Karsel Ledger</title><h1>x</h1>", "Long headline | The Karsel Ledger");
        check("<meta property=og:title content='og'><div itemprop=headline>Gates &amp; dams</div>", "Gates & dams");
        let cut =
            r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam gates opened at…"}</script>"#;
        check(
            &format!("{cut}<title>Dam gates opened at Karsel</title><h1>Dam gates opened at Karsel</h1>"),
            "Dam gates opened at Karsel",
        );
    }
}
