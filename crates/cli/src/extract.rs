//! `sayso extract`: files to claims without any server, on all cores, streaming in the order of the input.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::Write,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    process::ExitCode,
    thread,
};

use anyhow::{Context, Result, anyhow, bail};
use crossbeam_channel::bounded;
use sayso_contract::{Offsets, extraction_to_wire};
use sayso_domain::{Document, Extraction};
use sayso_extract::Extractor;
use sayso_identity::Appearance;
use sayso_tagger::Tagger;
use sayso_text::OffsetUnit;

use crate::{
    args::{self, Format},
    identities::{self, appearances},
    inputs::{Input, Inputs, PAGES, inputs, lines_of},
    output::{self, printable},
    progress::progress,
};

/// Documents for each thread that may be done before the one that is printed next.
const AHEAD_PER_THREAD: usize = 8;

/// One document, ready to print.
struct Printed {
    text: String,
    claims: usize,
    /// Who is named in it, if that is asked for.
    appearances: Vec<Appearance>,
}

pub(crate) fn run(arguments: &args::Extract) -> Result<ExitCode> {
    let Inputs { found, mut missing } = inputs(&arguments.paths, &[&["txt", "jsonl"][..], &PAGES].concat());
    let mut inputs = Vec::new();
    for input in found {
        match &input {
            Input::File(path) if input.has_extension("jsonl") => match lines_of(path) {
                Ok(lines) => inputs.extend(lines),
                Err(error) => missing.push(error),
            },
            _ => inputs.push(input),
        }
    }
    if arguments.decisions.is_some() && arguments.format != Format::Sources {
        bail!("--decisions is about sources: add --format sources");
    }
    let decisions = arguments.decisions.as_deref().map(identities::decisions).transpose()?.unwrap_or_default();
    for error in &missing {
        eprintln!("sayso: {}", printable(&format!("{error:#}")));
    }
    if arguments.format == Format::Brat {
        each_its_own_name(&inputs)?;
    }
    if let Some(folder) = &arguments.out {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let threads = match arguments.threads {
        Some(threads) => usize::from(threads),
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    let extractor = Extractor::with(arguments.weights.as_ref().map_or_else(Tagger::embedded, Tagger::load)?);
    let bar = progress(inputs.len());
    let mut stdout = anstream::stdout().lock();
    let (mut claims, mut failed, mut named) = (0, 0, Vec::new());
    in_order(
        &inputs,
        threads,
        |input| print(&extractor, arguments, input),
        |input, printed| {
            match printed {
                Ok(Printed { text, claims: more, appearances }) => {
                    claims += more;
                    named.extend(appearances);
                    bar.suspend(|| stdout.write_all(text.as_bytes()))?;
                }
                Err(error) => {
                    failed += 1;
                    let said = printable(&format!("{}: {error:#}", input.name()));
                    bar.suspend(|| eprintln!("sayso: {said}"));
                }
            }
            bar.inc(1);
            Ok(())
        },
    )?;
    if arguments.format == Format::Sources {
        stdout.write_all(identities::sources(&named, &decisions)?.as_bytes())?;
    }
    stdout.flush()?;
    bar.finish_and_clear();
    let documents = inputs.len() - failed;
    failed += missing.len();
    if documents + failed > 1 {
        eprintln!("{}, {}, {failed} could not be read", counted(documents, "document"), counted(claims, "claim"));
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(extractor: &Extractor, arguments: &args::Extract, input: &Input) -> Result<Printed> {
    let document = input.document(arguments.published.as_ref())?;
    let extraction = extractor.extract(&document);
    let mut named = Vec::new();
    let text = match arguments.format {
        Format::Text => for_people(&document, &extraction),
        Format::Jsonl => {
            let offsets = Offsets::new(document.text(), arguments.offsets.into());
            let mut response = extraction_to_wire(&document, &extraction, &offsets);
            // The offsets count in a text that stands in no file.
            if let Some(shown) = response.document.as_mut().filter(|_| input.is_page()) {
                shown.text = document.text().to_owned();
            }
            serde_json::to_string(&response)? + "\n"
        }
        Format::Sources => {
            named = appearances(&document, &extraction);
            String::new()
        }
        Format::Spans => output::spans(&document, &extraction)? + "\n",
        Format::Brat => {
            // Clap requires the folder for this format.
            let folder = arguments.out.clone().unwrap_or_default();
            write_brat(folder, &document, &extraction)?
        }
    };
    Ok(Printed { text, claims: extraction.claims.len(), appearances: named })
}

/// Refuses inputs of one stem from two folders: they would write the same files.
fn each_its_own_name(inputs: &[Input]) -> Result<()> {
    let mut seen = HashMap::new();
    for input in inputs {
        if let Some(other) = seen.insert(input.stem(), input) {
            bail!("{} and {} would write the same files; extract them into two folders", other.name(), input.name());
        }
    }
    Ok(())
}

/// Writes STEM.txt and STEM.ann; nothing is left to print.
fn write_brat(folder: PathBuf, document: &Document, extraction: &Extraction) -> Result<String> {
    let write = |extension: &str, content: &str| {
        let path = folder.join(format!("{}.{extension}", document.id()));
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
    };
    write("txt", document.text())?;
    write("ann", &output::brat(document, &extraction.claims))?;
    Ok(String::new())
}

fn for_people(document: &Document, extraction: &Extraction) -> String {
    let count = counted(extraction.claims.len(), "claim");
    let heading = output::Heading { title: document.id().as_str(), details: &[&count] };
    let offsets = Offsets::new(document.text(), OffsetUnit::Utf8);
    let wire = extraction_to_wire(document, extraction, &offsets);
    let notes = wire.notes.iter().map(|note| format!("  note: {}\n", printable(&note.message)));
    let claims = wire.claims.iter().map(|claim| format!("\n{}", output::claim(claim)));
    let lines: String = notes.chain(claims).collect();
    format!("{}{lines}\n", output::heading(&heading))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Runs `work` on every input with many threads, and `done` on this one in the order of the inputs. At most
/// [`AHEAD_PER_THREAD`] results for each thread are held back; the first error of `done` ends it.
fn in_order<T: Send>(
    inputs: &[Input],
    threads: usize,
    work: impl Fn(&Input) -> Result<T> + Sync,
    mut done: impl FnMut(&Input, Result<T>) -> Result<()>,
) -> Result<()> {
    let window = threads * AHEAD_PER_THREAD;
    let (jobs, next_job) = bounded::<usize>(window);
    // Never full: there are no more results than jobs that were let in.
    let (results, next_result) = bounded(window);
    thread::scope(|scope| {
        // Moved in, so that an early return closes it and the workers end.
        let jobs = jobs;
        for _ in 0..threads.min(inputs.len()) {
            let (next_job, results, work) = (next_job.clone(), results.clone(), &work);
            scope.spawn(move || {
                for job in next_job {
                    // A panic must not leave the one who waits for this result waiting.
                    let done = catch_unwind(AssertUnwindSafe(|| work(&inputs[job])));
                    let done = done.unwrap_or_else(|_| Err(anyhow!("the program failed on it")));
                    if results.send((job, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((next_job, results));
        let (mut sent, mut held) = (0, BTreeMap::new());
        for (expected, input) in inputs.iter().enumerate() {
            while sent < inputs.len() && sent < expected + window {
                // The workers end only when this channel is closed.
                jobs.send(sent)?;
                sent += 1;
            }
            let result = loop {
                if let Some(result) = held.remove(&expected) {
                    break result;
                }
                let (job, result) = next_result.recv()?;
                held.insert(job, result);
            };
            done(input, result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        let inputs: Vec<Input> = (0..500).map(|i| Input::File(i.to_string().into())).collect();
        let mut seen = Vec::new();
        let work = |input: &Input| {
            // Every seventh takes far longer than its neighbours.
            let slow = input.stem().parse::<usize>()? % 7 == 0;
            Ok((0..if slow { 200_000 } else { 1 }).fold(input.stem(), |stem, _| std::hint::black_box(stem)))
        };
        in_order(&inputs, 4, work, |_, stem| {
            seen.push(stem?);
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, inputs.iter().map(Input::stem).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_is_an_error_of_its_input() {
        let inputs: Vec<Input> = (0..20).map(|i| Input::File(i.to_string().into())).collect();
        let mut failed = Vec::new();
        let work = |input: &Input| if input.stem() == "7" { panic!("it broke") } else { Ok(()) };
        in_order(&inputs, 2, work, |input, result| {
            failed.extend(result.is_err().then(|| input.stem()));
            Ok(())
        })
        .unwrap();
        assert_eq!(failed, ["7"]);
    }

    #[test]
    fn an_error_of_the_printer_ends_it() {
        let inputs: Vec<Input> = (0..500).map(|i| Input::File(i.to_string().into())).collect();
        let mut printed = 0;
        let ended = in_order(
            &inputs,
            2,
            |_| Ok(()),
            |_, _| {
                printed += 1;
                anyhow::ensure!(printed < 3, "closed");
                Ok(())
            },
        );
        assert_eq!((ended.unwrap_err().to_string().as_str(), printed), ("closed", 3));
    }
}
