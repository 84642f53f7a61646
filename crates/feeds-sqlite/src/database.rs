//! Opens the file: pragmas, schema, and the guarantee that nobody else has it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};
use sayso_feeds::InvalidLimits;

mod migrations {
    refinery::embed_migrations!("migrations");
}

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The limits contradict each other.
    #[error(transparent)]
    Limits(#[from] InvalidLimits),
    /// Another store, here or in another process, has the file.
    #[error("{} is in use by another process: stop that one or choose another file", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a newer version, or its schema was changed by hand.
    #[error("the schema of {} does not fit this version: {source}", path.display())]
    Schema {
        /// The file.
        path: PathBuf,
        /// What refinery found.
        source: Box<refinery::Error>,
    },
    /// The file is no SQLite database, or cannot be read or written.
    #[error("cannot open {}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        source: rusqlite::Error,
    },
}

/// Opens the file at `path`, or makes it; its folder must exist. `None` is a database in memory.
pub(crate) fn open(path: Option<&Path>) -> Result<Connection, OpenError> {
    let named = path.unwrap_or(Path::new(":memory:")).to_path_buf();
    let failed = |source: rusqlite::Error| match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::InUse { path: named.clone() },
        _ => OpenError::Sqlite { path: named.clone(), source },
    };
    let mut connection = match path {
        Some(path) => Connection::open(path),
        None => Connection::open_in_memory(),
    }
    .map_err(failed)?;
    prepare(&connection).map_err(failed)?;
    migrations::migrations::runner()
        .run(&mut connection)
        .map_err(|source| OpenError::Schema { path: named.clone(), source: Box::new(source) })?;
    // Who held the leases is gone.
    connection.execute("UPDATE feed SET leased_until = NULL", ()).map_err(failed)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "
        -- A process that is just ending gets this long to let go of the file. Afterwards nobody else can have it.
        PRAGMA busy_timeout = 250;
        -- Held from the first read until the file is closed, or its process dies: leases and limits are kept by
        -- one process. It also keeps SQLite from needing shared memory beside the file.
        PRAGMA locking_mode = EXCLUSIVE;
        -- A commit appends to the log and syncs once.
        PRAGMA journal_mode = WAL;
        -- NORMAL would sync only at checkpoints, and a power cut could take back what was noted.
        PRAGMA synchronous = FULL;
        -- On macOS a plain fsync leaves the data in the drive's cache.
        PRAGMA fullfsync = ON;
        PRAGMA checkpoint_fullfsync = ON;
        PRAGMA foreign_keys = ON;
        -- After a large write the log shrinks back to this many bytes.
        PRAGMA journal_size_limit = 67108864;
        -- A file from elsewhere cannot run functions of ours through its schema.
        PRAGMA trusted_schema = OFF;
        -- Takes the lock now rather than with the first feed.
        BEGIN EXCLUSIVE;
        COMMIT;
        ",
    )
}
