//! The arguments of the commands that ask the ledger, or write people's decisions into it.

use clap::Args;

use crate::args::{Filters, Order, Outcome, Relation, State, values::day};

/// Where the ledger is.
#[derive(Debug, Clone, Args)]
pub(crate) struct StoreAddress {
    /// Address of the store service
    #[arg(long, value_name = "HOST:PORT", env = "SAYSO_STORE", default_value = "127.0.0.1:7403")]
    pub(crate) server: String,
}

#[derive(Debug, Args)]
pub(crate) struct Claims {
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// Also claims of older revisions and older extractions
    #[arg(long)]
    pub(crate) superseded: bool,
    /// In which order; relevance needs words
    #[arg(long, value_enum, default_value_t)]
    pub(crate) order: Order,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Also show the ids that other commands take, and how many sources put forward the same
    #[arg(long)]
    pub(crate) ids: bool,
    /// Print one claim a line (proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// Begin after this cursor, as given at the end and with each change; without it, with the first change ever
    #[arg(long)]
    pub(crate) cursor: Option<String>,
    /// End when all changes that are there have been printed
    #[arg(long)]
    pub(crate) until_caught_up: bool,
    /// Print one change a line (proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Cluster {
    /// Id of a cluster, or of any claim in it
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Show every echo in full, and every link
    #[arg(long)]
    pub(crate) all: bool,
    /// Print one page a line (`GetClusterResponse` in proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Sources {
    /// Words that must occur in a name
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print one source a line (proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Source {
    /// Id of a source (s-...), or words of its name
    #[arg(required = true, value_name = "ID|NAME")]
    pub(crate) source: Vec<String>,
    /// The day on which its forecasts, and the decisions on them, are meant; today (UTC) if not given
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) as_of: Option<String>,
    /// Print the dossier on one line (`GetSourceResponse` in proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Forecasts {
    /// Only those in any of these states
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) state: Vec<State>,
    /// Only those due before this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) due_before: Option<String>,
    /// As known on this day: what was published or decided later is left out; today (UTC) and all that is known if not given
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) as_of: Option<String>,
    /// Also those that a report made in an earlier revision, and does not any longer
    #[arg(long, conflicts_with = "source_id")]
    pub(crate) superseded: bool,
    /// Only those of this source, as `sayso sources` gives its id
    #[arg(long, value_name = "ID")]
    pub(crate) source_id: Option<String>,
    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print one forecast a line (proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

/// Either a decision on the forecast that a claim makes (`CLAIM --outcome`), or one on a link (`LINK --relation`, or `--from
/// CLAIM --to CLAIM --relation`), or the withdrawal of one, or a list of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sayso settle c-… --outcome did-not --by Ada --why \"still shut on March 6\" --document d-…
  sayso settle l-… --relation unrelated --by Ada --why \"another bridge\"
  sayso settle --from c-… --to c-… --relation contradicts --by Ada --why \"open is not shut\"
  sayso settle --withdraw x-… --by Ada --why \"misread\"
  sayso settle --list")]
pub(crate) struct Settle {
    /// Id of the claim that makes the forecast, or of the link; with --list only decisions on it. What is decided also counts
    /// on the claim of a corrected report that says the same
    #[arg(value_name = "CLAIM|LINK", conflicts_with_all = ["from", "to", "withdraw"])]
    pub(crate) subject: Option<String>,
    /// How the forecast turned out
    #[arg(long, value_enum, requires = "subject", conflicts_with_all = ["relation", "withdraw", "list"])]
    pub(crate) outcome: Option<Outcome>,
    /// The later claim of a link
    #[arg(long, value_name = "CLAIM", requires = "to", conflicts_with_all = ["withdraw", "list"])]
    pub(crate) from: Option<String>,
    /// The earlier claim of a link
    #[arg(long, value_name = "CLAIM", requires = "from", conflicts_with_all = ["withdraw", "list"])]
    pub(crate) to: Option<String>,
    /// How the later claim stands to the earlier one
    #[arg(long, value_enum, conflicts_with_all = ["withdraw", "list"])]
    pub(crate) relation: Option<Relation>,
    /// Withdraw this settlement: the one before counts again, or what was worked out
    #[arg(long, value_name = "SETTLEMENT", conflicts_with = "list")]
    pub(crate) withdraw: Option<String>,
    /// List what people decided, the latest first
    #[arg(long)]
    pub(crate) list: bool,
    /// With --list: also what was withdrawn
    #[arg(long, requires = "list")]
    pub(crate) withdrawn: bool,
    /// Who decides
    #[arg(long, value_name = "NAME", required_unless_present = "list")]
    pub(crate) by: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", required_unless_present = "list")]
    pub(crate) why: Option<String>,
    /// A document that the decision rests on: one of the ledger by its id, any other by its address; may be given several
    /// times
    #[arg(long = "document", value_name = "ID|ADDRESS", conflicts_with_all = ["withdraw", "list"])]
    pub(crate) documents: Vec<String>,
    /// With --list: how many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print one settlement a line (proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Sourcing {
    /// Id of the document, as `claims --ids` shows it
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: String,
    /// Print one page a line (`GetSourcingResponse` in proto JSON) instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}

#[derive(Debug, Args)]
pub(crate) struct Relink {
    /// Print how far it has come at the end (`GetLinkingResponse` in proto JSON)
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreAddress,
}
