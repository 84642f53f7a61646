//! `sayso export`: claims of a running system as a file for other programs.

use std::{
    fs,
    io::{BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use futures_util::{Stream, StreamExt};
use indicatif::ProgressBar;
use sayso_contract::{
    document::v1::Document,
    store::v1::{ClaimQuery, ExportRequest, ExportResponse, GetDocumentRequest, StoredClaim},
};
use sayso_export::{Format, OFFSET_UNIT, writer};
use sayso_rpc::{CallError, StoreClient};
use sayso_service::{ClientSettings, connect, shutdown};
use sayso_text::OffsetMap;

use crate::{AskedWrongly, args::Export, block_on, explain, flags::in_flags, progress::counting};

pub(crate) fn run(arguments: &Export) -> Result<ExitCode> {
    let query = ClaimQuery { include_superseded: arguments.superseded, ..arguments.filters.query()? };
    let to_terminal = arguments.output.is_none() && std::io::stdout().is_terminal();
    if arguments.format == Format::Parquet && to_terminal {
        return Err(AskedWrongly("Parquet is nothing to look at: name a file with --output".into()).into());
    }
    if arguments.format == Format::Annotations && arguments.superseded {
        return Err(AskedWrongly("annotations are on the current text: leave --superseded away".into()).into());
    }
    block_on(async {
        let settings = ClientSettings::default();
        let client = StoreClient::new(connect(&arguments.store.server, &settings)?, &settings);
        let away = |error: CallError| explain(in_flags(error).into(), "store", &arguments.store.server);
        let read = async |request: GetDocumentRequest| -> Result<Document> {
            Ok(client.get_document(request).await.map_err(away)?.document.unwrap_or_default())
        };
        let document = match arguments.format {
            Format::Annotations => {
                Some(read(GetDocumentRequest { id: query.document_id.clone(), ..Default::default() }).await?)
            }
            _ => None,
        };
        let request = ExportRequest { query: Some(query), offset_unit: OFFSET_UNIT.into() };
        let claims = client.export(request).await.map_err(away)?;
        let claims = claims.map(|claim| claim.map_err(away));
        let bar = counting("claims", !to_terminal);
        let (format, document) = (arguments.format, document.as_ref());
        let count = match &arguments.output {
            None => write(claims, read, format, document, std::io::stdout(), &bar).await?,
            Some(path) => {
                let stop = shutdown::on_signals()?;
                let mut file = NewFile::beside(path)?;
                let count = tokio::select! {
                    count = write(claims, read, format, document, file.0.as_file_mut(), &bar) => count?,
                    () = stop.cancelled() => bail!("stopped; {} is as it was", path.display()),
                };
                file.put_in_place()?;
                count
            }
        };
        bar.finish_and_clear();
        eprintln!("{count} claims");
        Ok(ExitCode::SUCCESS)
    })
}

/// Writes claims as they come; returns how many there were. The text of each document is asked for by `read`, if the format
/// needs it and it is not `document`: once, since its claims come one after the other.
async fn write(
    claims: impl Stream<Item = Result<ExportResponse>>,
    read: impl AsyncFn(GetDocumentRequest) -> Result<Document>,
    format: Format,
    document: Option<&Document>,
    output: impl Write + Send,
    bar: &ProgressBar,
) -> Result<u64> {
    let mut claims = std::pin::pin!(claims.peekable());
    let mut writer = writer(format, BufWriter::new(output), document)?;
    let mut count = 0;
    while let Some(first) = claims.next().await {
        let first = first?.claim.unwrap_or_default();
        let revision = revision(&first);
        let known = document.filter(|document| (&document.id, &document.revision) == (&revision.0, &revision.1));
        let fetched = if known.is_none() && format.needs_text() {
            let (id, revision) = revision.clone();
            Some(read(GetDocumentRequest { id, revision, ..Default::default() }).await?)
        } else {
            None
        };
        let text = known.or(fetched.as_ref()).map(|document| OffsetMap::new(&document.text));
        let mut next = Some(first);
        while let Some(claim) = next {
            writer.write(&claim, text.as_ref())?;
            count += 1;
            bar.inc(1);
            let same = |other: &Result<ExportResponse>| {
                other
                    .as_ref()
                    .is_ok_and(|other| other.claim.as_ref().is_some_and(|claim| self::revision(claim) == revision))
            };
            next = claims.as_mut().next_if(same).await.and_then(|other| other.ok()?.claim);
        }
    }
    writer.finish()?;
    Ok(count)
}

/// The document and the revision that a claim is of.
fn revision(stored: &StoredClaim) -> (String, String) {
    let document = stored.document.as_ref();
    document.map(|document| (document.id.clone(), document.revision.clone())).unwrap_or_default()
}

/// A file that takes its place only when it is whole; before that it is gone without a trace.
struct NewFile(tempfile::NamedTempFile, PathBuf);

impl NewFile {
    fn beside(path: &Path) -> Result<Self> {
        let cannot = || format!("cannot write {}", path.display());
        // What a link points to is replaced, not the link.
        let path = if path.exists() { fs::canonicalize(path).with_context(cannot)? } else { path.to_owned() };
        if path.exists() && !path.is_file() {
            bail!("{} is no file: leave --output away and redirect the standard output", path.display());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".sayso-export-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Those of any new file: the mask of the process is taken off.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        Ok(Self(builder.tempfile_in(folder).with_context(cannot)?, path))
    }

    fn put_in_place(self) -> Result<()> {
        let Self(file, path) = self;
        file.as_file().sync_all()?;
        file.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use anyhow::anyhow;
    use futures_util::stream;
    use sayso_contract::claim::v1::{Attribution, Claim, TextSpan};

    use super::*;

    fn response(id: &str) -> ExportResponse {
        let content = vec![TextSpan { start: 0, end: 1, text: "a".into() }];
        let attribution = Some(Attribution { content, ..Default::default() });
        let claim = Some(Claim { id: id.into(), attribution, ..Default::default() });
        let claim = StoredClaim { claim, document: Some(Document::default()), ..Default::default() };
        ExportResponse { claim: Some(claim), ..Default::default() }
    }

    async fn export(claims: Vec<Result<ExportResponse>>, format: Format, path: &Path) -> Result<u64> {
        let mut file = NewFile::beside(path)?;
        let bar = ProgressBar::hidden();
        let read = async |request: GetDocumentRequest| {
            Ok(Document { id: request.id, text: "a".into(), ..Document::default() })
        };
        let count = write(stream::iter(claims), read, format, None, file.0.as_file_mut(), &bar).await?;
        file.put_in_place()?;
        Ok(count)
    }

    #[tokio::test]
    async fn a_stream_that_breaks_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claims");
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Annotations) {
            let broken = || vec![Ok(response("c-1")), Err(anyhow!("the line is cut"))];
            assert!(export(broken(), format, &path).await.is_err());
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{format}: nothing is left");
            fs::write(&path, "before").unwrap();
            assert!(export(broken(), format, &path).await.is_err());
            assert_eq!(fs::read_to_string(&path).unwrap(), "before");
            assert_eq!(export(vec![Ok(response("c-1"))], format, &path).await.unwrap(), 1);
            let mut written = Vec::new();
            fs::File::open(&path).unwrap().read_to_end(&mut written).unwrap();
            assert!(written.windows(3).any(|window| window == b"c-1"), "{format}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            fs::remove_file(&path).unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_stays() {
        assert!(NewFile::beside(Path::new("/dev/null")).is_err_and(|error| error.to_string().contains("no file")));
        let folder = tempfile::tempdir().unwrap();
        assert!(NewFile::beside(folder.path()).is_err());
        assert!(NewFile::beside(&folder.path().join("none/claims.csv")).is_err());
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "before").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        NewFile::beside(&link).unwrap().put_in_place().unwrap();
        assert!(link.is_symlink() && fs::read(&real).unwrap().is_empty());
    }
}
