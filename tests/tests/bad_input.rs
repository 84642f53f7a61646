//! Bad input, over gRPC: one table of requests that must be refused, each with its exact code, its stable reason, the
//! path of the field at fault and words of its message. After all of them the system works as before.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::time::Duration;

use jiff::Timestamp;
use sayso_contract::{
    claim::v1::{Attribution, Claim, Extractor, Form, Kind, TextSpan},
    document::v1::Document,
    extract::v1::ExtractRequest,
    ingest::v1::{
        DeleteDeadLetterRequest, GetDeadLetterRequest, GetSubmissionRequest, ListDeadLettersRequest, RawDocument,
        RetryDeadLetterRequest, RetryDeadLettersRequest, SubmitDocumentRequest, submit_document_request::Content,
    },
    store::v1::{
        ClaimQuery, ExportRequest, GetClaimRequest, GetDocumentRequest, RecordRequest, SearchClaimsRequest,
        WatchClaimsRequest, WatchClaimsResponse,
    },
    timestamp_to_wire,
};
use sayso_service::{Channel, ClientSettings, connect, status::details};
use sayso_tests::{
    Daemons, Deployment, Way,
    steps::{document, record, recorded, submit, submit_request},
};
use tonic::{Code, Request, Status, Streaming, codegen::http::uri::PathAndQuery};

/// The most bytes of text that a document may have, as the contract says.
const MAX_TEXT_BYTES: usize = 16 << 20;

const TEXT: &str = "“The bridge is shut,” said the mayor of Zoëville.";

/// The calls that can be refused, each made by the client's method for its request.
macro_rules! calls {
    ($($request:ident => $client:ident.$method:ident),+ $(,)?) => {
        #[allow(clippy::large_enum_variant, reason = "there is one table of them, built once")]
        enum Call {
            $($request($request),)+
            /// A message whose field 1 holds these bytes, whatever the contract says it is.
            Bytes { path: &'static str, field_one: Vec<u8> },
        }

        impl Call {
            async fn send(self, deployment: &Deployment) -> Result<(), Status> {
                match self {
                    $(Self::$request(request) => deployment.$client().$method(request).await.map(drop),)+
                    Self::Bytes { path, field_one } => {
                        let channel = match path.split('.').nth(1) {
                            Some("ingest") => &deployment.ingest,
                            Some("extract") => &deployment.extract,
                            _ => &deployment.store,
                        };
                        send_bytes(channel.clone(), path, field_one).await
                    }
                }
            }
        }

        $(impl From<$request> for Call {
            fn from(request: $request) -> Self {
                Self::$request(request)
            }
        })+
    };
}

calls! {
    SubmitDocumentRequest => raw_ingest.submit_document,
    GetSubmissionRequest => raw_ingest.get_submission,
    ListDeadLettersRequest => raw_ingest.list_dead_letters,
    GetDeadLetterRequest => raw_ingest.get_dead_letter,
    RetryDeadLetterRequest => raw_ingest.retry_dead_letter,
    RetryDeadLettersRequest => raw_ingest.retry_dead_letters,
    DeleteDeadLetterRequest => raw_ingest.delete_dead_letter,
    ExtractRequest => raw_extract.extract,
    RecordRequest => raw_store.record,
    GetDocumentRequest => raw_store.get_document,
    GetClaimRequest => raw_store.get_claim,
    SearchClaimsRequest => raw_store.search_claims,
    WatchClaimsRequest => raw_store.watch_claims,
    ExportRequest => raw_store.export,
}

/// On the wire a message of bytes in field 1 looks like one of a string or of a message there.
async fn send_bytes(channel: Channel, path: &'static str, field_one: Vec<u8>) -> Result<(), Status> {
    let mut client = tonic::client::Grpc::new(channel);
    client.ready().await.unwrap();
    let codec = tonic_prost::ProstCodec::<Vec<u8>, ()>::default();
    client.unary(Request::new(field_one), PathAndQuery::from_static(path), codec).await.map(drop)
}

/// One request that must be refused.
struct Bad {
    what: &'static str,
    call: Call,
    code: Code,
    reason: &'static str,
    /// Empty if no field is at fault.
    field: &'static str,
    /// Words of the message.
    says: &'static str,
}

fn invalid(
    what: &'static str,
    call: impl Into<Call>,
    reason: &'static str,
    field: &'static str,
    says: &'static str,
) -> Bad {
    Bad { what, call: call.into(), code: Code::InvalidArgument, reason, field, says }
}

fn unknown(what: &'static str, call: impl Into<Call>, reason: &'static str, says: &'static str) -> Bad {
    Bad { what, call: call.into(), code: Code::NotFound, reason, field: "", says }
}

/// A document with one thing wrong.
fn spoilt(spoil: impl FnOnce(&mut Document)) -> Document {
    let mut document = document("https://northwire.example/bad", "2026-03-03", TEXT);
    spoil(&mut document);
    document
}

fn submitted(spoil: impl FnOnce(&mut Document)) -> SubmitDocumentRequest {
    submit_request(spoilt(spoil))
}

fn raw(content: impl Into<Vec<u8>>, media_type: &str) -> SubmitDocumentRequest {
    let raw = RawDocument { content: content.into(), media_type: media_type.to_owned(), metadata: None };
    SubmitDocumentRequest { content: Some(Content::Raw(raw)), request_id: String::new() }
}

fn searched(spoil: impl FnOnce(&mut ClaimQuery)) -> SearchClaimsRequest {
    let mut query = ClaimQuery::default();
    spoil(&mut query);
    SearchClaimsRequest { query: Some(query), ..SearchClaimsRequest::default() }
}

fn span(words: &str) -> TextSpan {
    let start = TEXT.find(words).unwrap();
    let offset = |at: usize| u32::try_from(at).unwrap();
    TextSpan { start: offset(start), end: offset(start + words.len()), text: words.to_owned() }
}

/// A recording of one claim that is made by hand, at an address of its own.
fn recording(address: &str) -> RecordRequest {
    let attribution = Attribution {
        source: vec![span("the mayor of Zoëville")],
        cue: vec![span("said")],
        content: vec![span("“The bridge is shut,”")],
    };
    RecordRequest {
        document: Some(document(&format!("https://by-hand.example/{address}"), "2026-03-03", TEXT)),
        accepted_at: Some(timestamp_to_wire("2026-03-03T08:15:00Z".parse().unwrap())),
        extractor: Some(Extractor { name: "by-hand".into(), version: "1.0.0".into(), model: String::new() }),
        claims: vec![Claim {
            attribution: Some(attribution),
            form: Form::Direct.into(),
            kind: Kind::Statement.into(),
            ..Claim::default()
        }],
        ..RecordRequest::default()
    }
}

fn misrecorded(spoil: impl FnOnce(&mut RecordRequest)) -> RecordRequest {
    let mut request = recording("bad");
    spoil(&mut request);
    request
}

/// A recording with one thing wrong in the attribution of its claim.
fn misattributed(spoil: impl FnOnce(&mut Attribution)) -> RecordRequest {
    misrecorded(|request| spoil(request.claims[0].attribution.as_mut().unwrap()))
}

fn bad_documents() -> Vec<Bad> {
    let without = |content| SubmitDocumentRequest { content, request_id: String::new() };
    vec![
        invalid("no text", submitted(|d| d.text.clear()), "FIELD_REQUIRED", "document.text", "nothing to read"),
        invalid("white space", submitted(|d| d.text = " \n\t".into()), "FIELD_REQUIRED", "document.text", "nothing"),
        invalid(
            "a text over the limit",
            submitted(|d| d.text = "a".repeat(MAX_TEXT_BYTES + 1)),
            "FIELD_TOO_LONG",
            "document.text",
            "16777217 bytes long; the limit is 16777216",
        ),
        invalid("no document", without(None), "FIELD_REQUIRED", "content", "a document is needed"),
        invalid(
            "a day in words",
            submitted(|d| d.published_at = "Tuesday".into()),
            "FIELD_MALFORMED",
            "document.published_at",
            "RFC 3339",
        ),
        invalid(
            "a day that is none",
            submitted(|d| d.published_at = "2026-02-30".into()),
            "FIELD_MALFORMED",
            "document.published_at",
            "2026-02-30",
        ),
        invalid(
            "a language's name",
            submitted(|d| d.language = "English!".into()),
            "FIELD_MALFORMED",
            "document.language",
            "BCP 47",
        ),
        invalid(
            "an id with a control character",
            submitted(|d| d.id = "a\u{0}".into()),
            "FIELD_MALFORMED",
            "document.id",
            "control",
        ),
        invalid("a text with NUL", submitted(|d| d.text.push('\0')), "FIELD_MALFORMED", "document.text", "U+0000"),
        invalid(
            "a title of two lines",
            submitted(|d| d.title = "one\ntwo".into()),
            "FIELD_MALFORMED",
            "document.title",
            "U+000A",
        ),
        invalid(
            "an address without a host",
            submitted(|d| d.uri = "/news/1".into()),
            "FIELD_MALFORMED",
            "document.uri",
            "absolute",
        ),
        invalid("a long id", submitted(|d| d.id = "x".repeat(257)), "FIELD_MALFORMED", "document.id", "at most 256"),
        invalid("a long title", submitted(|d| d.title = "x".repeat(4097)), "FIELD_TOO_LONG", "document.title", "4096"),
        invalid(
            "many authors",
            submitted(|d| d.authors = vec!["A".into(); 65]),
            "FIELD_TOO_LONG",
            "document.authors",
            "64",
        ),
        invalid(
            "a request id with a space",
            SubmitDocumentRequest { request_id: "two words".into(), ..submitted(|_| {}) },
            "FIELD_MALFORMED",
            "request_id",
            "64 visible ASCII",
        ),
        invalid(
            "a page without an article",
            raw("<nav><a href=/>Home</a> <a href=/news>News</a></nav>", "text/html"),
            "FIELD_MALFORMED",
            "raw.content",
            "no article",
        ),
        invalid("no bytes", raw("", "text/plain"), "FIELD_REQUIRED", "raw.content", "nothing to read"),
        invalid("bytes of white space", raw(" \n", "text/plain"), "FIELD_REQUIRED", "raw.content", "nothing to read"),
        invalid(
            "a media type that is not read",
            raw(TEXT, "application/pdf"),
            "FIELD_UNKNOWN_VALUE",
            "raw.media_type",
            "plain text",
        ),
        invalid(
            "bytes without a media type that are no text",
            raw(*b"%PDF-1.7 ...", ""),
            "FIELD_UNKNOWN_VALUE",
            "raw.media_type",
            "plain text",
        ),
        invalid(
            "bytes over the limit",
            raw(vec![b'a'; MAX_TEXT_BYTES + 1], "text/plain"),
            "FIELD_TOO_LONG",
            "raw.content",
            "the limit is 16777216",
        ),
        invalid(
            "a text twice",
            without(Some(Content::Raw(RawDocument {
                content: TEXT.into(),
                media_type: "text/plain".into(),
                metadata: Some(spoilt(|_| {})),
            }))),
            "FIELD_MISMATCH",
            "raw.metadata.text",
            "leave it empty",
        ),
        invalid("nothing to extract from", ExtractRequest::default(), "FIELD_REQUIRED", "document", "is needed"),
        invalid(
            "an empty text to extract from",
            ExtractRequest { document: Some(spoilt(|d| d.text.clear())), ..Default::default() },
            "FIELD_REQUIRED",
            "document.text",
            "nothing to read",
        ),
    ]
}

fn bad_enums() -> Vec<Bad> {
    let (reason, unit) = ("FIELD_UNKNOWN_VALUE", 99);
    let extract = ExtractRequest { document: Some(spoilt(|_| {})), offset_unit: unit };
    let search = SearchClaimsRequest { offset_unit: unit, ..Default::default() };
    let watch = WatchClaimsRequest { offset_unit: unit, ..Default::default() };
    let export = ExportRequest { offset_unit: unit, ..Default::default() };
    vec![
        invalid("the unit to extract in", extract, reason, "offset_unit", "99 is no value"),
        invalid("the unit to search in", search, reason, "offset_unit", "99 is no value"),
        invalid("the unit to watch in", watch, reason, "offset_unit", "99 is no value"),
        invalid("the unit to export in", export, reason, "offset_unit", "99 is no value"),
        invalid("the unit of a recording", misrecorded(|r| r.offset_unit = unit), reason, "offset_unit", "99"),
        invalid("a kind to search", searched(|q| q.kinds = vec![1, 99]), reason, "query.kinds[1]", "99 is no value"),
        invalid("no kind to search", searched(|q| q.kinds = vec![0]), reason, "query.kinds[0]", "unspecified"),
        invalid("a form to search", searched(|q| q.forms = vec![-1]), reason, "query.forms[0]", "-1 is no value"),
        invalid("a form to record", misrecorded(|r| r.claims[0].form = 99), reason, "claims[0].form", "99"),
        invalid("no form to record", misrecorded(|r| r.claims[0].form = 0), reason, "claims[0].form", "unspecified"),
        invalid("a kind to record", misrecorded(|r| r.claims[0].kind = 99), reason, "claims[0].kind", "99"),
    ]
}

fn wrong_ids() -> Vec<Bad> {
    let claim = |id: &str| GetClaimRequest { id: id.into(), ..Default::default() };
    let revision = |id: &str, revision: &str| GetDocumentRequest {
        id: id.into(),
        revision: revision.into(),
        ..Default::default()
    };
    let submission = |id: &str| GetSubmissionRequest { id: id.into() };
    let dead = |id: &str| GetDeadLetterRequest { id: id.into() };
    let retry = |id: &str| RetryDeadLetterRequest { id: id.into(), ..Default::default() };
    let delete = |id: &str| DeleteDeadLetterRequest { id: id.into(), ..Default::default() };
    let mut late =
        RetryDeadLettersRequest { given_up_by: Some(timestamp_to_wire(Timestamp::MAX)), ..Default::default() };
    late.given_up_by.as_mut().unwrap().seconds += 1;
    let malformed = "FIELD_MALFORMED";
    vec![
        unknown("a claim", claim("c-none"), "CLAIM_NOT_FOUND", "no claim with the id c-none"),
        unknown("a document", revision("none", ""), "DOCUMENT_NOT_FOUND", "no document with the id none"),
        unknown("a revision", revision("known", "r-none"), "REVISION_NOT_FOUND", "no revision with the id r-none"),
        unknown("a submission", submission("s-none"), "SUBMISSION_NOT_FOUND", "no submission"),
        unknown("a dead letter", dead("s-none"), "DEAD_LETTER_NOT_FOUND", "given up"),
        unknown("a dead letter to retry", retry("s-none"), "DEAD_LETTER_NOT_FOUND", "given up"),
        unknown("a dead letter to delete", delete("s-none"), "DEAD_LETTER_NOT_FOUND", "given up"),
        invalid("no claim", claim(""), malformed, "id", "must not be empty"),
        invalid("a long claim", claim(&"x".repeat(257)), malformed, "id", "at most 256"),
        invalid("no document", revision("", ""), malformed, "id", "must not be empty"),
        invalid("a document with a line end", revision("a\nb", ""), malformed, "id", "control"),
        invalid("a revision with a space", revision("known", " r"), malformed, "revision", "white space"),
        invalid("no submission", submission(""), malformed, "id", "SubmitDocument"),
        invalid("a submission with a space", submission("a b"), malformed, "id", "SubmitDocument"),
        invalid("a dead letter that is a path", dead("../etc"), malformed, "id", "SubmitDocument"),
        invalid("a retry of nothing", retry(""), malformed, "id", "SubmitDocument"),
        invalid("a deletion of nothing", delete(""), malformed, "id", "SubmitDocument"),
        invalid("a retry of all by a time that is none", late, "FIELD_OUT_OF_RANGE", "given_up_by", "second"),
    ]
}

/// `token` leads to the second page of all claims of the site "Northwire".
fn bad_places(token: &str) -> Vec<Bad> {
    let site = |site: &str, page_token: &str| SearchClaimsRequest {
        page_token: page_token.to_owned(),
        ..searched(|query| query.site = site.into())
    };
    let watch = |cursor: &str| WatchClaimsRequest { cursor: cursor.into(), ..Default::default() };
    let letters = |page_token: &str| ListDeadLettersRequest { page_token: page_token.into(), ..Default::default() };
    let (token_refused, cursor_malformed) = ("PAGE_TOKEN_REFUSED", "FIELD_MALFORMED");
    vec![
        invalid("a token of another query", site("Gazette", token), token_refused, "page_token", "another query"),
        invalid("half a token", site("Northwire", &token[..9]), token_refused, "page_token", "damaged"),
        invalid("a long token", site("Northwire", &"A".repeat(9999)), token_refused, "page_token", "damaged"),
        invalid("no token at all", site("Northwire", "2"), token_refused, "page_token", "damaged"),
        invalid("a token of claims for dead letters", letters(token), "FIELD_MALFORMED", "page_token", "without one"),
        invalid("no token for dead letters", letters("next"), "FIELD_MALFORMED", "page_token", "without one"),
        invalid("no cursor", watch("yesterday"), cursor_malformed, "cursor", "what a change was given with"),
        invalid("a negative cursor", watch("-1"), cursor_malformed, "cursor", "what a change was given with"),
        invalid("a cursor of the future", watch("999999999"), "CURSOR_REFUSED", "cursor", "beyond the last change"),
    ]
}

fn bad_queries() -> Vec<Bad> {
    let export = ExportRequest { query: searched(|q| q.words = "—".into()).query, ..Default::default() };
    let refused = "QUERY_REFUSED";
    let malformed = "FIELD_MALFORMED";
    vec![
        invalid("long words", searched(|q| q.words = "x".repeat(1025)), refused, "query.words", "the limit is 1024"),
        invalid("a long source", searched(|q| q.source = "x".repeat(1025)), refused, "query.source", "limit is 1024"),
        invalid("words without a letter", searched(|q| q.words = "—".into()), refused, "query.words", "a letter"),
        invalid("an export of the same", export, refused, "query.words", "a letter"),
        invalid(
            "a day in words",
            searched(|q| q.published_from = "March".into()),
            malformed,
            "query.published_from",
            "2026-03-04",
        ),
        invalid(
            "a moment for a day",
            searched(|q| q.published_before = "2026-03-04T10:00:00Z".into()),
            malformed,
            "query.published_before",
            "no date",
        ),
        invalid(
            "days the wrong way round",
            searched(|q| (q.published_from, q.published_before) = ("2026-03-05".into(), "2026-03-04".into())),
            refused,
            "query.published_before",
            "later than published_from",
        ),
        invalid(
            "a document's id",
            searched(|q| q.document_id = " ".into()),
            malformed,
            "query.document_id",
            "white space",
        ),
    ]
}

fn bad_recordings() -> Vec<Bad> {
    let twice = misrecorded(|request| request.claims.push(request.claims[0].clone()));
    let (required, out_of_range) = ("FIELD_REQUIRED", "FIELD_OUT_OF_RANGE");
    let content = "claims[0].attribution.content";
    vec![
        invalid("no document", misrecorded(|r| r.document = None), required, "document", "is needed"),
        invalid("no time", misrecorded(|r| r.accepted_at = None), required, "accepted_at", "a time is needed"),
        invalid("no extractor", misrecorded(|r| r.extractor = None), required, "extractor", "is needed"),
        invalid(
            "no attribution",
            misrecorded(|r| r.claims[0].attribution = None),
            required,
            "claims[0].attribution",
            "is needed",
        ),
        invalid("no content", misattributed(|a| a.content.clear()), required, content, "content is empty"),
        invalid(
            "a span past the end",
            misattributed(|a| a.content[0].end = 9999),
            out_of_range,
            "claims[0].attribution.content[0]",
            "past the end",
        ),
        invalid(
            "a span of nothing",
            misattributed(|a| a.cue[0].end = a.cue[0].start),
            out_of_range,
            "claims[0].attribution.cue[0]",
            "not before",
        ),
        invalid(
            "a span inside a character",
            misattributed(|a| a.content[0].start = 1),
            out_of_range,
            "claims[0].attribution.content[0]",
            "inside a character",
        ),
        invalid(
            "other words",
            misattributed(|a| a.cue[0].text = "sang".into()),
            "FIELD_MISMATCH",
            "claims[0].attribution.cue[0].text",
            "not \"sang\"",
        ),
        invalid(
            "parts that overlap",
            misattributed(|a| a.cue = vec![span("said the")]),
            out_of_range,
            "claims[0].attribution.source",
            "overlap",
        ),
        invalid(
            "pieces out of order",
            misattributed(|a| a.content = vec![span("shut"), span("bridge")]),
            out_of_range,
            content,
            "in order",
        ),
        invalid(
            "more than certain",
            misrecorded(|r| r.claims[0].confidence = Some(1.5)),
            out_of_range,
            "claims[0].confidence",
            "between 0 and 1",
        ),
        invalid("a claim twice", twice, "RECORDING_REFUSED", "claims[1]", "the same source, cue and content"),
    ]
}

/// What no service ever sees, because it cannot be read.
fn bad_messages() -> Vec<Bad> {
    let unread = |what, call: Call, says| invalid(what, call, "MESSAGE_MALFORMED", "", says);
    let bytes = |path, field_one: &[u8]| Call::Bytes { path, field_one: field_one.to_vec() };
    let submit = "/sayso.ingest.v1.IngestService/SubmitDocument";
    vec![
        invalid(
            "a message over the limit of the server",
            submitted(|d| d.text = "a".repeat(21 << 20)),
            "MESSAGE_TOO_LARGE",
            "",
            "the limit is 20971520 bytes",
        ),
        unread("a string that is no UTF-8", bytes("/sayso.store.v1.StoreService/GetClaim", b"\xff"), "not UTF-8"),
        unread("a text that is no UTF-8", bytes(submit, b"\x4a\x02\xff\xfe"), "not UTF-8"),
        unread("a message that is none", bytes(submit, b"\xff\xff\xff"), "decode"),
        unread("a string without its end", bytes(submit, b"\x4a\x7fabc"), "decode"),
    ]
}

/// Checks the whole table and reports all that is wrong at once.
async fn refuse_all(deployment: &Deployment, token: &str) {
    let table =
        [bad_documents(), bad_enums(), wrong_ids(), bad_places(token), bad_queries(), bad_recordings(), bad_messages()];
    let mut wrong = Vec::new();
    for Bad { what, call, code, reason, field, says } in table.into_iter().flatten() {
        match call.send(deployment).await {
            Ok(()) => wrong.push(format!("{what}: accepted")),
            Err(status) => {
                let found = details(&status);
                let at = found.violations.first().map_or("", |(field, _)| field.as_str());
                let right = (status.code(), found.reason.as_str(), at) == (code, reason, field);
                if !right || !status.message().contains(says) {
                    wrong.push(format!("{what}: {:?} {:?} {at:?}: {}", status.code(), found.reason, status.message()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn run(way: Way) {
    let mut deployment = Deployment::start(way).await;
    // What is sent here is large and would compress to nothing.
    deployment.client.gzip = false;

    let mut known = recording("known");
    known.document.as_mut().unwrap().id = "known".into();
    for request in [known, recording("one"), recording("two")] {
        assert!(deployment.raw_store().record(request).await.unwrap().into_inner().recorded);
    }
    let first = SearchClaimsRequest { page_size: 1, ..searched(|query| query.site = "Northwire".into()) };
    let page = deployment.raw_store().search_claims(first.clone()).await.unwrap().into_inner();
    refuse_all(&deployment, &page.next_page_token).await;

    // The token is good for its own query still, and nothing bad was recorded.
    let rest = SearchClaimsRequest { page_token: page.next_page_token, page_size: 9, ..first };
    let rest = deployment.raw_store().search_claims(rest).await.unwrap().into_inner();
    assert_eq!((rest.claims.len(), rest.next_page_token.as_str()), (2, ""));

    deadlines_are_kept(&deployment).await;
    a_bomb_is_defused(&mut deployment).await;

    let good = record(&deployment, document("https://northwire.example/good", "2026-03-03", TEXT)).await;
    let request = GetDocumentRequest { id: good.document_id, ..Default::default() };
    let stored = deployment.raw_store().get_document(request).await.unwrap().into_inner();
    assert_eq!(stored.document.unwrap().text, TEXT);
}

async fn deadlines_are_kept(deployment: &Deployment) {
    let late = spoilt(|document| document.uri.push_str("-late"));
    let mut request = Request::new(submit_request(late.clone()));
    request.set_timeout(Duration::from_nanos(1));
    let refused = deployment.raw_ingest().submit_document(request).await.unwrap_err();
    assert_eq!(refused.code(), Code::DeadlineExceeded, "{refused}");
    // Whether it was accepted nobody has told: submitted again, it is there once.
    let request = GetDocumentRequest { id: record(deployment, late).await.document_id, ..Default::default() };
    let stored = deployment.raw_store().get_document(request).await.unwrap().into_inner();
    assert_eq!((stored.revisions.len(), stored.revisions[0].extractors.len()), (1, 1));

    // A stream that would go on for ever: the server ends it. Until it has begun the client has an eye on the time as
    // well, and on a slow machine it is the first to see that it is over.
    let mut timeout = Duration::from_millis(200);
    let ended = loop {
        let mut request = Request::new(WatchClaimsRequest::default());
        request.set_timeout(timeout);
        match deployment.raw_store().watch_claims(request).await {
            Ok(watched) => break end_of(watched.into_inner()).await,
            Err(status) => assert_eq!(status.code(), Code::DeadlineExceeded, "{status}"),
        }
        timeout *= 2;
    };
    assert_eq!((ended.code(), ended.message()), (Code::DeadlineExceeded, "the deadline of the call has passed"));
    assert_eq!(details(&ended).reason, "DEADLINE_EXCEEDED");
}

async fn end_of(mut watched: Streaming<WatchClaimsResponse>) -> Status {
    loop {
        match watched.message().await {
            Ok(change) => assert!(change.is_some(), "the stream ended without an error"),
            Err(status) => return status,
        }
    }
}

/// A small message that grows beyond the limit when it is decompressed.
async fn a_bomb_is_defused(deployment: &mut Deployment) {
    deployment.client.gzip = true;
    let bomb = submitted(|document| document.text = "a".repeat(21 << 20));
    let refused = deployment.raw_ingest().submit_document(bomb).await.unwrap_err();
    assert_eq!((refused.code(), details(&refused).reason.as_str()), (Code::InvalidArgument, "MESSAGE_TOO_LARGE"));
    assert!(refused.message().contains("20971520"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_memory() {
    run(Way::InMemory).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_processes() {
    run(Way::Processes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_says_when_to_come_back_and_keeps_what_it_accepted() {
    let mut daemons = Daemons::start(&[
        "queue.max_pending_items=1",
        "queue.full_retry_after=7s",
        "queue.max_tries=1000",
        "queue.backoff_initial=10ms",
        "queue.backoff_max=100ms",
        "ingest.probe_interval=100ms",
    ]);
    // Nothing that is accepted can be finished.
    daemons.extract.kill();
    let extract = daemons.extract.address();
    let settings = ClientSettings::default();
    let ingest = connect(&daemons.ingest.address().to_string(), &settings).unwrap();
    let report = |number: u8| document(&format!("https://northwire.example/full-{number}"), "2026-03-03", TEXT);
    let submit_raw = async |document| {
        let client = sayso_contract::ingest::v1::ingest_service_client::IngestServiceClient::new(ingest.clone());
        client.clone().submit_document(submit_request(document)).await.map(tonic::Response::into_inner)
    };
    let first = submit_raw(report(1)).await.unwrap().submission.unwrap();
    let full = submit_raw(report(2)).await.unwrap_err();
    let said = details(&full);
    assert_eq!((full.code(), said.reason.as_str()), (Code::ResourceExhausted, "QUEUE_FULL"));
    assert_eq!(said.retry_after, Some(Duration::from_secs(7)));
    assert!(full.message().contains("try again in 7 s"), "{full}");
    // What is in the queue already takes no room: repeating it is safe even now.
    assert!(submit_raw(report(1)).await.unwrap().duplicate);

    assert_eq!(daemons.extract.start(), extract);
    let deployment = Deployment::of_daemons(daemons);
    recorded(&deployment, &first.id).await;
    let second = submit(&deployment, report(2)).await.unwrap().submission.unwrap();
    recorded(&deployment, &second.id).await;
}
