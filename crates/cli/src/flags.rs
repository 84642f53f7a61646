//! Errors of the store in the words of the command line: the field of the request that is at fault by the flag that set it.

use sayso_rpc::CallError;

/// Fields as the contract names them, and what sets them. A field of a query stands without its `query.`, unless another flag
/// sets one of the same name.
const FLAGS: &[(&str, &str)] = &[
    ("near.radius_km", "--within"),
    ("near.center", "--place"),
    ("near", "--within"),
    ("published_from", "--from"),
    ("published_before", "--before"),
    ("said_from", "--said-from"),
    ("said_before", "--said-before"),
    ("about_from", "--about-from"),
    ("about_before", "--about-before"),
    ("due_before", "--due-before"),
    ("query.document_id", "--document"),
    ("document_id", "DOCUMENT"),
    ("source_id", "--source-id"),
    ("source", "--source"),
    ("affiliation", "--affiliation"),
    ("countries", "--country"),
    ("place_ids", "--place"),
    ("min_confidence", "--min-confidence"),
    ("forecast_states", "--forecast"),
    ("as_of", "--as-of"),
    ("order", "--order"),
    ("site", "--site"),
    ("words", "WORDS"),
    ("settlement.ends.from_claim_id", "--from"),
    ("settlement.ends.to_claim_id", "--to"),
    ("settlement.claim_id", "CLAIM"),
    ("settlement.link_id", "LINK"),
    ("claim_id", "CLAIM"),
    ("link_id", "LINK"),
    ("withdrawn_by", "--by"),
    ("decided_by", "--by"),
    ("documents", "--document"),
    ("feed.url", "URL"),
    ("feed.interval_seconds", "--interval"),
    ("cursor", "--cursor"),
    ("reason", "--why"),
    ("ends", "--from and --to"),
    ("id", "ID"),
];

/// The same error, with flags for fields. One that names no field, and other errors, stay as they are.
pub(crate) fn named(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<CallError>() {
        Ok(error) => in_flags(error).into(),
        Err(error) => error,
    }
}

/// The same error, with flags for fields.
pub(crate) fn in_flags(mut error: CallError) -> CallError {
    let Some(field) = &error.field else { return error };
    let (at_fault, rest) = match error.message.strip_prefix(field.as_str()) {
        Some(rest) => (flag(field).unwrap_or(field), rest),
        None => ("", error.message.as_str()),
    };
    // Other fields are spoken of by names that are no words.
    let others = FLAGS.iter().filter(|(name, _)| name.contains('_') && !name.contains('.'));
    let rest =
        others.fold(rest.to_owned(), |rest, (name, flag)| rest.replace(&format!(" {name},"), &format!(" {flag},")));
    error.message = format!("{at_fault}{rest}");
    error
}

/// What sets a field: the flag of "documents[1]" is that of "documents".
fn flag(field: &str) -> Option<&'static str> {
    let name = field.split('[').next().unwrap_or(field);
    let find = |name: &str| FLAGS.iter().find(|(known, _)| *known == name).map(|(_, flag)| *flag);
    find(name).or_else(|| find(name.strip_prefix("query.")?))
}

#[cfg(test)]
mod tests {
    use sayso_contract::{FieldError, Path, Reason};
    use sayso_rpc::{Failure, date_from_wire, invalid, store_error_to_status};
    use sayso_store::StoreError;

    use super::*;

    fn shown(status: impl Into<CallError>) -> String {
        in_flags(status.into()).message
    }

    #[test]
    fn a_field_at_fault_is_named_by_its_flag() {
        let query = |field: &str, reason: &str| {
            shown(store_error_to_status(&StoreError::BadQuery { field: field.into(), reason: reason.into() }))
        };
        assert!(query("words", "holds neither a letter nor a digit to look for").starts_with("WORDS"));
        let before = query("published_before", "must be later than published_from, which is 2026-03-04");
        assert!(before.starts_with("--before") && before.contains("later than --from, which is"), "{before}");
        let decision = StoreError::BadDecision { field: "documents[1]".into(), reason: "is no document".into() };
        assert!(shown(store_error_to_status(&decision)).starts_with("--document"));
        let date: Result<_, FieldError> = date_from_wire("March", &Path::of("query").field("said_from"));
        let message = shown(invalid(&date.unwrap_err()));
        assert!(message.starts_with("--said-from: \"March\" is no date"), "{message}");
        // One that no flag sets keeps its name.
        let other = Path::of("page_size").error(Reason::OutOfRange, "is too much");
        assert!(shown(invalid(&other)).starts_with("page_size"));
        assert_eq!(shown(CallError::new(Failure::NotFound, "", "there is no claim")), "there is no claim");
    }

    #[test]
    fn every_field_of_a_query_that_may_be_at_fault_has_a_flag() {
        for field in [
            "words",
            "source",
            "affiliation",
            "published_before",
            "said_before",
            "about_before",
            "countries",
            "place_ids",
            "near.radius_km",
            "min_confidence",
            "order",
        ] {
            let reason = "is wrong".to_owned();
            let message = shown(store_error_to_status(&StoreError::BadQuery { field: field.into(), reason }));
            assert!(message.starts_with("--") || message.starts_with("WORDS"), "{field}: {message}");
        }
    }
}
