//! `sayso settle`: people's decisions on forecasts and links.

use std::{collections::HashMap, process::ExitCode};

use anyhow::Result;
use sayso_contract::store::v1::{
    self as wire, GetClaimRequest, LinkEnds, ListSettlementsRequest, SettleRequest, SettleResponse, Settlement,
    StoredClaim, WithdrawSettlementRequest, settlement::Subject,
};
use sayso_rpc::{CallError, Failure, StoreClient};
use uuid::Uuid;

use crate::{
    AskedWrongly,
    args::Settle,
    output::{self, Known},
    store::{each, page_size, pages, with_patience, with_store},
};

/// What the arguments ask for.
#[derive(Debug, PartialEq)]
enum Asked {
    Decide(Box<Settlement>),
    Withdraw(String),
    List(ListSettlementsRequest),
}

pub(crate) fn run(arguments: &Settle) -> Result<ExitCode> {
    let asked = asked(arguments)?;
    // One id an invocation: a call that is tried again decides once.
    let request_id = Uuid::now_v7().to_string();
    with_store(&arguments.store, async |store| {
        let mut claims = Claims { store, known: HashMap::new() };
        let decided = match asked {
            Asked::List(request) => return list(arguments, &mut claims, request).await,
            Asked::Decide(settlement) => {
                let request = SettleRequest { settlement: Some(*settlement), request_id };
                with_patience(|| store.settle(request.clone())).await?
            }
            Asked::Withdraw(id) => {
                let request = WithdrawSettlementRequest {
                    id,
                    withdrawn_by: arguments.by.clone().unwrap_or_default(),
                    reason: arguments.why.clone().unwrap_or_default(),
                    request_id,
                };
                SettleResponse::from(with_patience(|| store.withdraw_settlement(request.clone())).await?)
            }
        };
        let settlement = decided.settlement.clone().unwrap_or_default();
        claims.print(&settlement, arguments.json).await?;
        if !arguments.json {
            let (counts, overridden) = (decided.counts.as_ref(), decided.overridden.as_ref());
            output::print(&output::effect(&settlement, counts, overridden, decided.worked_out()))?;
        }
        Ok(ExitCode::SUCCESS)
    })
}

/// # Errors
/// [`AskedWrongly`] if the arguments leave open what is decided.
fn asked(arguments: &Settle) -> Result<Asked, AskedWrongly> {
    let wrong = |message: &str| Err(AskedWrongly(message.to_owned()));
    if arguments.list {
        let subject = arguments.subject.clone().unwrap_or_default();
        let (link_id, claim_id) =
            if subject.starts_with("l-") { (subject, String::new()) } else { (String::new(), subject) };
        let include_withdrawn = arguments.withdrawn;
        return Ok(Asked::List(ListSettlementsRequest { claim_id, link_id, include_withdrawn, ..Default::default() }));
    }
    if let Some(id) = &arguments.withdraw {
        return Ok(Asked::Withdraw(id.clone()));
    }
    let ends = arguments.from.clone().zip(arguments.to.clone());
    let subject = match (ends, &arguments.subject, arguments.outcome, arguments.relation) {
        (Some((from_claim_id, to_claim_id)), ..) => Subject::Ends(LinkEnds { from_claim_id, to_claim_id }),
        (None, Some(claim), Some(_), _) => Subject::ClaimId(claim.clone()),
        (None, Some(link), None, Some(_)) => Subject::LinkId(link.clone()),
        (None, Some(_), None, None) => {
            return wrong("say what is decided: --outcome of a forecast, or --relation of a link");
        }
        (None, None, ..) => {
            return wrong("name what is decided on: a claim that makes a forecast, a link, or --from and --to");
        }
    };
    if matches!(subject, Subject::Ends(_)) && arguments.relation.is_none() {
        return wrong("say how the two claims stand to each other: --relation");
    }
    Ok(Asked::Decide(Box::new(Settlement {
        subject: Some(subject),
        outcome: arguments.outcome.map(wire::Outcome::from).unwrap_or_default().into(),
        relation: arguments.relation.map(wire::Relation::from).unwrap_or_default().into(),
        decided_by: arguments.by.clone().unwrap_or_default(),
        reason: arguments.why.clone().unwrap_or_default(),
        documents: arguments.documents.clone(),
        ..Default::default()
    })))
}

async fn list(arguments: &Settle, claims: &mut Claims<'_>, request: ListSettlementsRequest) -> Result<ExitCode> {
    let request = ListSettlementsRequest { page_size: page_size(arguments.limit), ..request };
    let store = claims.store;
    let pages = pages(|page_token| store.list_settlements(ListSettlementsRequest { page_token, ..request.clone() }));
    let mut found = Vec::new();
    let more = each(pages, arguments.limit, |settlement| {
        found.push(settlement);
        Ok(())
    });
    let more = more.await?;
    for (number, settlement) in found.iter().enumerate() {
        if number > 0 && !arguments.json {
            output::print("\n")?;
        }
        claims.print(settlement, arguments.json).await?;
    }
    if more {
        eprintln!("there are more: ask with --limit 0 for all");
    } else if found.is_empty() {
        eprintln!("nobody has decided anything");
    }
    Ok(ExitCode::SUCCESS)
}

/// The claims that decisions are about, each asked for once.
struct Claims<'s> {
    store: &'s StoreClient,
    /// `None` for those that the store does not have.
    known: HashMap<String, Option<StoredClaim>>,
}

impl Claims<'_> {
    async fn print(&mut self, settlement: &Settlement, json: bool) -> Result<()> {
        if json {
            return output::print_json(settlement);
        }
        for id in output::ends(settlement) {
            if !self.known.contains_key(id) {
                let request = GetClaimRequest { id: id.to_owned(), ..Default::default() };
                let claim = match self.store.get_claim(request).await {
                    Ok(answer) => answer.claim,
                    Err(CallError { failure: Failure::NotFound, .. }) => None,
                    Err(error) => return Err(error.into()),
                };
                self.known.insert(id.to_owned(), claim);
            }
        }
        let known = Known::of(self.known.values().flatten());
        Ok(output::print(&output::settlement(settlement, &known))?)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use sayso_contract::store::v1::{Outcome, Relation};

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        settle: Settle,
    }

    fn ask(line: &str) -> Result<Asked, String> {
        let words = std::iter::once("settle").chain(line.split_whitespace());
        let line = Line::try_parse_from(words).map_err(|error| error.to_string())?;
        asked(&line.settle).map_err(|error| error.to_string())
    }

    #[test]
    fn decisions_are_read_from_the_line() {
        let check = |line: &str, subject: Subject, outcome: Outcome, relation: Relation| {
            let expected = Settlement {
                subject: Some(subject),
                outcome: outcome.into(),
                relation: relation.into(),
                decided_by: "Ada".into(),
                reason: "seen".into(),
                ..Default::default()
            };
            assert_eq!(ask(&format!("{line} --by Ada --why seen")), Ok(Asked::Decide(Box::new(expected))), "{line}");
        };
        let claim = || Subject::ClaimId("c-1".into());
        check("c-1 --outcome came-true", claim(), Outcome::CameAbout, Relation::Unspecified);
        check("c-1 --outcome did-not", claim(), Outcome::DidNot, Relation::Unspecified);
        check("c-1 --outcome partly", claim(), Outcome::InPart, Relation::Unspecified);
        check("c-1 --outcome cannot-tell", claim(), Outcome::CannotBeTold, Relation::Unspecified);
        let link = Subject::LinkId("l-1".into());
        check("l-1 --relation unrelated", link, Outcome::Unspecified, Relation::Unrelated);
        let ends = Subject::Ends(LinkEnds { from_claim_id: "c-2".into(), to_claim_id: "c-1".into() });
        check("--from c-2 --to c-1 --relation bears-on", ends, Outcome::Unspecified, Relation::BearsOn);
    }

    #[test]
    fn withdrawals_and_lists_are_read_from_the_line() {
        assert_eq!(ask("--withdraw x-1 --by Ada --why misread"), Ok(Asked::Withdraw("x-1".into())));
        let list = |line: &str| match ask(line) {
            Ok(Asked::List(request)) => (request.claim_id, request.link_id, request.include_withdrawn),
            other => panic!("{line}: {other:?}"),
        };
        assert_eq!(list("--list"), (String::new(), String::new(), false));
        assert_eq!(list("--list c-1 --withdrawn"), ("c-1".into(), String::new(), true));
        assert_eq!(list("--list l-1"), (String::new(), "l-1".into(), false));
    }

    #[test]
    fn what_is_left_open_is_asked_for() {
        let check = |line: &str, expected: &str| {
            let error = ask(line).unwrap_err();
            assert!(error.contains(expected), "{line}: {error}");
        };
        check("", "--by");
        check("c-1 --outcome did-not --by Ada", "--why");
        check("c-1 --by Ada --why seen", "--outcome");
        check("--by Ada --why seen", "name what is decided on");
        check("--relation repeats --by Ada --why seen", "name what is decided on");
        check("--from c-1 --relation repeats --by Ada --why seen", "--to");
        check("--from c-2 --to c-1 --by Ada --why seen", "--relation");
        check("c-1 --outcome maybe --by Ada --why seen", "came-true");
        check("c-1 --outcome did-not --relation repeats --by Ada --why seen", "cannot be used with");
        check("--withdraw x-1 --list", "cannot be used with");
        check("--withdrawn --by Ada --why seen", "--list");
    }
}
