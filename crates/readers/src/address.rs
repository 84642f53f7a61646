//! Addresses of documents: absolute, of the web, of the site that the page came from.

use sayso_domain::MAX_URI_BYTES;
use url::Url;

/// Parameters that say where a reader came from, not what is read.
const TRACKING: &[&str] = &["fbclid", "gclid", "dclid", "yclid", "msclkid", "mc_cid", "mc_eid", "igshid", "gaa_at"];

/// The http or https address that a link means; `base` is what it is relative to.
pub(crate) fn web(link: &str, base: Option<&Url>) -> Option<Url> {
    let link = link.trim();
    if link.is_empty() || link.len() > MAX_URI_BYTES {
        return None;
    }
    let url = Url::options().base_url(base).parse(link).ok()?;
    (is_web(&url) && url.as_str().len() <= MAX_URI_BYTES).then_some(url)
}

/// The address that bytes were got from, if it is absolute and not too long: without its fragment and without parameters
/// that only say where the reader came from.
#[must_use]
pub fn absolute(given: Option<&str>) -> Option<String> {
    let mut url = Url::parse(given?).ok()?;
    url.set_fragment(None);
    let tracks = |name: &str| name.starts_with("utm_") || TRACKING.contains(&name);
    if is_web(&url) && url.query_pairs().any(|(name, _)| tracks(&name)) {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !tracks(name))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    given_out(url)
}

/// The address that a page gives as its own, if it can be believed.
///
/// It is resolved against where the page was got, and must be of the same site: a page that claims another's address
/// would be taken for a revision of the other's article. A page in an AMP cache may name the site that its cache
/// address encodes. An article whose address is said to be the front page is a slip of the template.
pub(crate) fn canonical(given: &str, page: Option<&str>) -> Option<String> {
    let page = page.and_then(|page| Url::parse(page).ok()).filter(is_web);
    let mut url = match &page {
        Some(page) => page.join(given.trim()).ok()?,
        None => Url::parse(given.trim()).ok()?,
    };
    url.set_fragment(None);
    let believable = is_web(&url)
        && url.username().is_empty()
        && url.password().is_none()
        && page.is_none_or(|page| same_site(&url, &page) && (is_article(&url) || !is_article(&page)));
    if believable { given_out(url) } else { None }
}

/// Whether the address can be an article's: the bare host is a front page.
pub(crate) fn is_article(url: &Url) -> bool {
    url.path() != "/" || url.query().is_some()
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

fn given_out(url: Url) -> Option<String> {
    let url = String::from(url);
    let clean = url.len() <= MAX_URI_BYTES && !url.contains(char::is_control);
    clean.then_some(url)
}

fn same_site(one: &Url, page: &Url) -> bool {
    let (Some(one), Some(page)) = (one.host_str(), page.host_str()) else { return false };
    if let Some(cached) = page.strip_suffix(".cdn.ampproject.org") {
        return one == from_cache(cached);
    }
    one == page || (one.parse::<std::net::IpAddr>().is_err() && site(one) == site(page))
}

/// The host that the subdomain of an AMP cache encodes: dots are hyphens, hyphens are doubled.
fn from_cache(subdomain: &str) -> String {
    subdomain.replace("--", "\0").replace('-', ".").replace('\0', "-")
}

/// The part of a host that one owner holds: its last two labels, or three below a country's "co", "com", "gov" ....
/// Without the Public Suffix List this takes hosts of one owner for two rather than the other way round.
fn site(host: &str) -> &str {
    let labels: Vec<&str> = host.rsplit('.').collect();
    let below_country =
        matches!(labels.as_slice(), [country, second, _, ..] if country.len() == 2 && second.len() <= 3);
    let shared = matches!(labels.as_slice(), [_, second, ..] if SHARED.contains(second));
    if shared {
        return host;
    }
    let count = if below_country { 3 } else { 2 };
    let length: usize = labels.iter().take(count).map(|label| label.len() + 1).sum();
    host.get(host.len().saturating_sub(length.saturating_sub(1))..).unwrap_or(host)
}

/// Hosts whose subdomains belong to many.
const SHARED: &[&str] = &[
    "blogspot",
    "wordpress",
    "github",
    "gitlab",
    "medium",
    "substack",
    "tumblr",
    "livejournal",
    "ghost",
    "netlify",
    "vercel",
    "pages",
    "herokuapp",
    "azurewebsites",
    "cloudfront",
    "amazonaws",
    "appspot",
    "weebly",
    "wixsite",
    "narod",
    "ucoz",
    "typepad",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_addresses_stay_on_their_site() {
        let check = |given: &str, page: Option<&str>, expected: Option<&str>| {
            assert_eq!(canonical(given, page).as_deref(), expected, "{given} on {page:?}");
        };
        let page = Some("https://www.karselledger.example/amp/dam?x=1");
        check("/news/dam", page, Some("https://www.karselledger.example/news/dam"));
        check("https://karselledger.example/news/dam#top", page, Some("https://karselledger.example/news/dam"));
        check("//m.karselledger.example/dam", page, Some("https://m.karselledger.example/dam"));
        check("https://other.example/dam", page, None);
        check("https://karselledger.example/", page, None);
        check("javascript:alert(1)", page, None);
        check("ftp://www.karselledger.example/dam", page, None);
        check("https://a:b@www.karselledger.example/dam", page, None);
        check("https://bbb.co.uk/a", Some("https://www.bbb.co.uk/b"), Some("https://bbb.co.uk/a"));
        check("https://ccc.co.uk/a", Some("https://www.bbb.co.uk/b"), None);
        check("https://one.blogspot.com/a", Some("https://two.blogspot.com/a"), None);
        check("/a", None, None);
        check("https://one.example/a", None, Some("https://one.example/a"));
        check("/a", Some("file:///b.html"), None);
        check("https://10.0.0.1/a", Some("https://10.1.0.1/a"), None);
        let cache = Some("https://north--wire-example.cdn.ampproject.org/c/s/north-wire.example/a");
        check("https://north-wire.example/a", cache, Some("https://north-wire.example/a"));
        check("https://southwire.example/a", cache, None);
    }

    #[test]
    fn addresses_lose_what_is_not_theirs() {
        let check = |given: &str, expected: Option<&str>| assert_eq!(absolute(Some(given)).as_deref(), expected);
        check("https://a.example/x?utm_source=y&id=7&fbclid=z#part", Some("https://a.example/x?id=7"));
        check("https://a.example/x?utm_source=y", Some("https://a.example/x"));
        check("https://a.example/x?b=%20c+d", Some("https://a.example/x?b=%20c+d"));
        check("file:///tmp/a%20b.txt", Some("file:///tmp/a%20b.txt"));
        check("news/1", None);
        check(&format!("https://a.example/{}", "x".repeat(5000)), None);
    }
}
