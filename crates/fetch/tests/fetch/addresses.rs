//! No request reaches an address that is not public: by literal, by name, by redirect, or by a name that changes.

use sayso_fetch::{BadRedirect, FetchError, Refusal, Settings};

use crate::world::{World, answer, body, error, get, page, plain, text};

fn not_public(error: FetchError) -> bool {
    matches!(error, FetchError::Refused { reason: Refusal::NotPublic { .. } | Refusal::LocalName })
}

/// One of each kind that is not public.
const PRIVATE: &[&str] = &[
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "fd00:ec2::254",
    "fe80::1",
    "ff02::1",
];

#[tokio::test(start_paused = true)]
async fn literal_addresses_are_refused_before_anything_is_done() {
    let world = World::new();
    let fetcher = world.fetcher(Settings::default());
    let literals = PRIVATE
        .iter()
        .map(|address| if address.contains(':') { format!("[{address}]") } else { (*address).to_owned() });
    let others = ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0xa9fea9fe", "localhost", "a.localhost"];
    for host in literals.chain(others.map(str::to_owned)) {
        for scheme in ["http", "https"] {
            let error = error(&fetcher, &format!("{scheme}://{host}/")).await;
            assert!(not_public(error), "{host}: {error:?}");
            assert!(!error.is_temporary());
        }
    }
    assert!(world.connected().is_empty() && world.resolved().is_empty());
}

#[tokio::test(start_paused = true)]
async fn names_that_resolve_to_such_addresses_are_refused() {
    for settings in [Settings::default(), plain()] {
        let world = World::new();
        let fetcher = world.fetcher(settings);
        for (number, address) in PRIVATE.iter().enumerate() {
            let name = format!("site-{number}.example");
            world.name(&name, &[address]);
            let error = error(&fetcher, &format!("https://{name}/")).await;
            assert!(not_public(error), "{address}: {error:?}");
        }
        assert!(world.connected().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn metadata_names_are_refused_without_being_resolved() {
    let world = World::new();
    let fetcher = world.fetcher(Settings::default());
    world.name("metadata.google.internal", &["169.254.169.254"]);
    assert!(not_public(error(&fetcher, "http://metadata.google.internal/computeMetadata/v1/").await));
    assert!(world.resolved().is_empty());
}

#[tokio::test(start_paused = true)]
async fn redirects_to_such_addresses_are_refused() {
    let world = World::with_site("norrfall.example", |seen| {
        answer(&format!("302 Found\nLocation: {}", seen.path().strip_prefix("/to?").unwrap()), "")
    });
    world.name("inside.example", &["10.1.2.3"]);
    let fetcher = world.fetcher(plain());
    for to in [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://2852039166/",
        "//127.0.0.1/",
        "http://localhost/",
        "http://inside.example/",
        "https://inside.example/",
        "http://metadata.google.internal/",
    ] {
        let error = error(&fetcher, &format!("http://norrfall.example/to?{to}")).await;
        assert!(not_public(error), "{to}: {error:?}");
    }
    let no_web = |reason| FetchError::BadRedirect { reason: BadRedirect::Address { reason } };
    for (to, expected) in [
        ("file:///etc/passwd", no_web(Refusal::Scheme)),
        ("gopher://norrfall.example:70/1", no_web(Refusal::Scheme)),
        ("http://reader:word@norrfall.example/", no_web(Refusal::Credentials)),
        ("http://norrfall.example:22/", FetchError::Refused { reason: Refusal::Port }),
    ] {
        let error = error(&world.fetcher(plain()), &format!("http://norrfall.example/to?{to}")).await;
        assert_eq!(error, expected, "{to}");
    }
    assert!(world.connected().iter().all(|address| address == "9.9.9.1:80"), "{:?}", world.connected());
}

#[tokio::test(start_paused = true)]
async fn a_name_that_changes_gains_nothing() {
    let world = World::new();
    world.site("9.9.9.1:80", |_| page("Norrfall"));
    world.site("127.0.0.1:80", |_| page("inside"));
    world.name_in_turn("rebinding.example", &[&["9.9.9.1"], &["127.0.0.1"]]);
    let fetcher = world.fetcher(plain());
    assert_eq!(text(&fetcher, "http://rebinding.example/").await, "Norrfall");
    for _ in 0..3 {
        assert!(not_public(error(&fetcher, "http://rebinding.example/").await));
    }
    assert_eq!(world.connected(), ["9.9.9.1:80"]);
}

#[tokio::test(start_paused = true)]
async fn a_name_that_changes_between_robots_and_page_gains_nothing() {
    let world = World::new();
    world.site("9.9.9.1:80", |_| answer("404 Not Found", ""));
    world.site("169.254.169.254:80", |_| page("inside"));
    world.name_in_turn("rebinding.example", &[&["9.9.9.1"], &["169.254.169.254"]]);
    let fetcher = world.fetcher(Settings::default());
    assert!(not_public(error(&fetcher, "http://rebinding.example/").await));
    assert_eq!(world.connected(), ["9.9.9.1:80"]);
    assert_eq!(world.paths(), ["/robots.txt"]);
}

#[tokio::test(start_paused = true)]
async fn a_robots_txt_elsewhere_is_judged_like_a_page() {
    let world = World::with_site("norrfall.example", |seen| match seen.path() {
        "/robots.txt" => answer("302 Found\nLocation: http://10.1.2.3/robots.txt", ""),
        _ => page("Norrfall"),
    });
    let fetcher = world.fetcher(Settings::default());
    for _ in 0..2 {
        // It is the robots.txt that is refused, not the page.
        assert_eq!(error(&fetcher, "http://norrfall.example/").await.reason(), "ROBOTS_UNAVAILABLE");
    }
    assert_eq!((world.connected(), world.paths()), (vec!["9.9.9.1:80".to_owned()], vec!["/robots.txt".to_owned()]));
}

#[tokio::test(start_paused = true)]
async fn of_several_addresses_only_public_ones_are_tried() {
    let world = World::new();
    world.site("9.9.9.1:80", |_| page("Norrfall"));
    world.site("10.1.2.3:80", |_| page("inside"));
    world.name("norrfall.example", &["10.1.2.3", "fe80::1", "9.9.9.2", "::1", "9.9.9.1"]);
    assert_eq!(text(&world.fetcher(plain()), "http://norrfall.example/").await, "Norrfall");
    assert_eq!(world.connected(), ["9.9.9.2:80", "9.9.9.1:80"]);
}

#[tokio::test(start_paused = true)]
async fn no_more_than_some_addresses_are_tried() {
    let world = World::new();
    let many: Vec<String> = (1..=200).map(|number| format!("9.9.8.{number}")).collect();
    world.name("norrfall.example", &many.iter().map(String::as_str).collect::<Vec<_>>());
    let error = error(&world.fetcher(plain()), "http://norrfall.example/").await;
    assert!(error.is_temporary(), "{error:?}");
    assert_eq!(world.connected().len(), 8);
}

#[tokio::test(start_paused = true)]
async fn exceptions_open_what_they_name_and_no_more() {
    let world = World::new();
    world.site("10.1.2.3:8080", |_| answer("302 Found\nLocation: http://10.1.2.4:8080/", ""));
    world.site("10.1.2.4:8080", |_| page("inside"));
    world.site("10.1.2.5:80", |_| page("a page"));
    world.name("desk.example", &["10.1.2.5"]);
    let allow = |text: &str| Settings { allow_private: vec![text.parse().unwrap()], ..plain() };
    let fetcher = world.fetcher(allow("10.1.2.3:8080"));
    assert!(not_public(error(&fetcher, "http://10.1.2.3:8080/").await), "the redirect is not excepted");
    assert_eq!(world.connected(), ["10.1.2.3:8080"]);
    assert!(not_public(error(&fetcher, "http://desk.example/").await));
    assert_eq!(text(&world.fetcher(allow("10.1.2.0/24")), "http://desk.example/").await, "a page");
    let refused = error(&world.fetcher(allow("10.1.2.0/24")), "http://10.1.2.4:8080/").await;
    assert_eq!(refused, FetchError::Refused { reason: Refusal::Port });
}

#[tokio::test(start_paused = true)]
async fn an_address_is_connected_to_as_it_was_judged() {
    let world = World::new();
    world.site("9.9.9.1:80", |_| page("Norrfall"));
    world.name("mapped.example", &["::ffff:9.9.9.1"]);
    let fetcher = world.fetcher(plain());
    assert_eq!(text(&fetcher, "http://mapped.example/").await, "Norrfall");
    assert_eq!(text(&fetcher, "http://[::ffff:9.9.9.1]/").await, "Norrfall");
    assert_eq!(text(&fetcher, "http://0x09090901/").await, "Norrfall");
    assert_eq!(world.connected(), ["9.9.9.1:80"; 3]);
}

#[tokio::test(start_paused = true)]
async fn other_ports_are_asked_where_they_are_set() {
    let world = World::new();
    world.site("9.9.9.1:8080", |_| page("Norrfall"));
    let url = "http://9.9.9.1:8080/";
    let refused = get(&world.fetcher(plain()), url).await.unwrap_err();
    assert_eq!(refused, FetchError::Refused { reason: Refusal::Port });
    let settings = Settings { ports: vec![8080], ..plain() };
    assert_eq!(body(&world.fetcher(settings.clone()), url).await.unwrap().status, 200);
    assert_eq!(error(&world.fetcher(settings), "http://9.9.9.1/").await, FetchError::Refused { reason: Refusal::Port });
}
