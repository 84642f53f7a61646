//! Opens the file: pragmas, schema, and the guarantee that nobody else has it.

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

mod migrations {
    refinery::embed_migrations!("migrations");
}

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
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
    /// The lock file beside the file cannot be written.
    #[error("cannot lock {}: {source}", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The store's thread could not be started.
    #[error("cannot start the store's thread: {0}")]
    Thread(io::Error),
}

/// Held while a store has the file, on an empty file beside it. The system lets go of it when the process dies.
///
/// SQLite's own exclusive mode would shut out the store's own readers too.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    pub(crate) fn take(path: &Path) -> Result<Self, OpenError> {
        let mut lock = path.as_os_str().to_owned();
        lock.push("-lock");
        let lock = PathBuf::from(lock);
        let failed = |source| OpenError::Lock { path: lock.clone(), source };
        let file = File::options().create(true).write(true).truncate(false).open(&lock).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: path.to_path_buf() }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// The connection that writes.
pub(crate) fn open(path: &Path) -> Result<Connection, OpenError> {
    let failed = |source| OpenError::Sqlite { path: path.to_path_buf(), source };
    let mut connection = Connection::open(path).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection
        .execute_batch(
            "
            -- A commit appends to the log and syncs once; readers go on meanwhile.
            PRAGMA journal_mode = WAL;
            -- NORMAL would sync only at checkpoints, and a power cut could take back what was recorded.
            PRAGMA synchronous = FULL;
            -- On macOS a plain fsync leaves the data in the drive's cache.
            PRAGMA fullfsync = ON;
            PRAGMA checkpoint_fullfsync = ON;
            -- After a large recording the log shrinks back to this many bytes.
            PRAGMA journal_size_limit = 67108864;
            -- A file from elsewhere cannot run functions of ours through its schema.
            PRAGMA trusted_schema = OFF;
            -- 32 MiB: the inner pages of the indexes stay in memory.
            PRAGMA cache_size = -32768;
            ",
        )
        .map_err(failed)?;
    migrations::migrations::runner()
        .run(&mut connection)
        .map_err(|source| OpenError::Schema { path: path.to_path_buf(), source: Box::new(source) })?;
    Ok(connection)
}

/// A connection that reads, of a file that [`open`] has opened.
pub(crate) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "
        PRAGMA trusted_schema = OFF;
        PRAGMA cache_size = -16384;
        -- What a search has to sort stays off the disk; it is numbers only.
        PRAGMA temp_store = MEMORY;
        ",
    )?;
    Ok(connection)
}
