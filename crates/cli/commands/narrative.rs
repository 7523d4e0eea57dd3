//! `peel narrative`: what an inspector's words say, as tables, a chart, a page and rows of gradings.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Seek as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use peel_export::FileFormat;
use peel_model::{Dataset, Diagnostics, Severity};
use peel_narrative::{
    Comparison, Findings, Reader, Reading, Sections, StatedGradings, Told, annotated, findings,
};

use crate::args::Narrative;
use crate::diagnostics;
use crate::failure::{Hinted, Outcome};
use crate::look::Looks;
use crate::output::{self, PictureFormat, write_whole, write_whole_by};
use crate::texts::{Named, TextFile, lexicon, official, read_each};
use crate::workspace;

/// More findings than this are not held together, as most formats need them.
const MOST_HELD: usize = 100_000;

/// Reads them; `data` is the folder that was named.
pub(crate) fn run(args: &Narrative, dataset: &Dataset, data: Option<&Path>) -> Result<Outcome> {
    // What can be refused is refused before anything is read.
    spare_files(args)?;
    spare_page(args)?;
    let picture = args.chart.as_deref().map(PictureFormat::of_path).transpose()?;
    if let Some(picture) = picture {
        args.looks.must_suit(&[picture])?;
    }
    let look = args.looks.look(Path::new(""))?;
    let stated = args.export_gradings.as_deref().map(format_of_gradings).transpose()?;
    let format = format(args)?;
    spare_texts(args)?;
    spare_looks(args)?;
    let told = told(args, dataset)?;
    let lexicon = lexicon(workspace::folder(data).as_deref())?;
    let reader = Reader::new(&lexicon, dataset)?;
    let files: Vec<TextFile> = args.files.iter().map(|path| TextFile::of(path)).collect();
    let mut found = Diagnostics::default();
    let mut named = Named::told(told.clone());
    let mut said = Said::new(args, format, dataset)?;
    read_each(&files, (&reader, &told), &mut found, |reading, hash| {
        said.add(&reading)?;
        named.add(&reading, hash);
        Ok(())
    })?;
    diagnostics::write(&found, &mut anstream::stderr().lock())?;
    let outcome = if found.count(Severity::Error) == 0 { Outcome::Done } else { Outcome::Faulty };
    if named.is_empty() {
        return Ok(outcome);
    }
    if let (Some(path), Some(page)) = (&args.annotate, said.page) {
        page.write(path)?;
    }
    if let (Some(path), Some(format)) = (&args.export_gradings, stated) {
        output::write_table(&said.stated.table()?, format.into(), path)?;
        if said.stated.is_empty() {
            let said = format!("no text states a grade: `{}` has a header and no rows", path.display());
            writeln!(anstream::stderr(), "{said}")?;
        }
    }
    let compared = || said.comparison.table(dataset, &official(dataset));
    if let (Some(path), Some(format)) = (&args.chart, picture) {
        let drawn = named.draw(&compared()?, (&args.looks, &look), data)?;
        output::write_picture(&drawn, format, &args.looks, path)?;
    }
    let table = match said.rows {
        Rows::None => return Ok(outcome),
        Rows::Spooled(spool, _) => {
            spool.write(args.output.as_deref(), |out, rows| Ok(io::copy(rows, out).map(|_| ())?))?;
            return Ok(outcome);
        }
        Rows::Held(findings, format) => (findings.table(), format),
        Rows::Compared(format) => (compared()?, format),
    };
    match &args.output {
        Some(path) => output::write_table(&table.0, table.1.into(), path)?,
        None => output::print(&table.0, table.1.into())?,
    }
    Ok(outcome)
}

/// What texts say, as far as it is to be written, taken up one text after the other.
struct Said<'d> {
    dataset: &'d Dataset,
    comparison: Comparison,
    stated: StatedGradings,
    page: Option<Page<'d>>,
    rows: Rows<'d>,
}

/// The rows of the table.
enum Rows<'d> {
    /// None is asked for.
    None,
    /// Written as they are made, in a format that is no more than its rows; whether there are some already.
    Spooled(Spool, (FileFormat, bool)),
    /// Held together.
    Held(Box<Findings<'d>>, FileFormat),
    /// Those of the comparison.
    Compared(FileFormat),
}

/// The page with what was found marked in it.
enum Page<'d> {
    One(String),
    Sections(Sections<'d>, Spool),
}

impl<'d> Said<'d> {
    fn new(args: &Narrative, format: Option<FileFormat>, dataset: &'d Dataset) -> Result<Self> {
        let page = match &args.annotate {
            None => None,
            Some(_) if args.files.len() == 1 => Some(Page::One(String::new())),
            Some(_) => Some(Page::Sections(Sections::new(dataset), Spool::new()?)),
        };
        let rows = match format {
            None => Rows::None,
            Some(format) if args.compare => Rows::Compared(format),
            Some(format) if format.format().rows().is_some() => Rows::Spooled(Spool::new()?, (format, false)),
            Some(format) => Rows::Held(Box::new(Findings::new(dataset)), format),
        };
        Ok(Self { dataset, comparison: Comparison::default(), stated: StatedGradings::default(), page, rows })
    }

    fn add(&mut self, reading: &Reading) -> Result<()> {
        self.comparison.add(reading);
        self.stated.add(reading);
        match &mut self.page {
            None => {}
            Some(Page::One(page)) => *page = annotated(reading, self.dataset),
            Some(Page::Sections(sections, spool)) => spool.out.write_all(sections.add(reading).as_bytes())?,
        }
        match &mut self.rows {
            Rows::None | Rows::Compared(_) => {}
            Rows::Spooled(spool, (format, is_begun)) => {
                let whole = format.format();
                let writer = if *is_begun { whole.rows().unwrap_or(whole) } else { whole };
                writer.write(&findings([reading], self.dataset)?, &mut spool.out)?;
                *is_begun = true;
            }
            Rows::Held(findings, format) => {
                findings.add(reading)?;
                if findings.n_rows() > MOST_HELD {
                    return Err(Hinted {
                        message: format!("these texts have more than {MOST_HELD} findings, which `{format}` cannot be made of"),
                        hint: "`--format csv` and `jsonl` take any number, `--compare` a row an area; or name fewer texts".to_owned(),
                    }
                    .into());
                }
            }
        }
        Ok(())
    }
}

impl Page<'_> {
    fn write(self, path: &Path) -> Result<()> {
        match self {
            Self::One(page) => write_whole(path, page.as_bytes()),
            Self::Sections(sections, spool) => spool.write(Some(path), |out, rows| {
                out.write_all(sections.head().as_bytes())?;
                io::copy(rows, out)?;
                Ok(out.write_all(Sections::TAIL.as_bytes())?)
            }),
        }
    }
}

/// What is written before it is known where it goes, or what stands before it: in a file without a name, not in memory.
struct Spool {
    out: io::BufWriter<File>,
}

impl Spool {
    fn new() -> Result<Self> {
        let file = tempfile::tempfile().context("cannot make a temporary file")?;
        Ok(Self { out: io::BufWriter::new(file) })
    }

    /// Writes it into a file, or to standard output.
    fn write(
        self,
        path: Option<&Path>,
        write: impl FnOnce(&mut dyn Write, &mut File) -> Result<()>,
    ) -> Result<()> {
        let mut file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        match path {
            Some(path) => write_whole_by(path, |out| write(out, &mut file)),
            None => write(&mut io::stdout().lock(), &mut file),
        }
    }
}

/// Whom and when the texts are about, where the user says so.
pub(crate) fn told(args: &Narrative, dataset: &Dataset) -> Result<Told> {
    Ok(Told {
        force: args.force.as_deref().map(|name| dataset.resolve_force(name)).transpose()?,
        cycle: args.cycle.as_deref().map(|name| dataset.resolve_cycle(name)).transpose()?,
    })
}

/// The format of the table; none where only other outputs are asked for.
fn format(args: &Narrative) -> Result<Option<FileFormat>> {
    let others = args.chart.is_some() || args.annotate.is_some() || args.export_gradings.is_some();
    Ok(match (args.format, &args.output) {
        (Some(format), _) => Some(format),
        (None, Some(path)) => Some(FileFormat::of_path(path)?),
        (None, None) => (args.compare || !others).then_some(FileFormat::Text),
    })
}

/// Stops where a text is given twice: what it says would count twice.
fn spare_texts(args: &Narrative) -> Result<()> {
    let mut seen = BTreeSet::new();
    let twice = args.files.iter().find(|file| !seen.insert(place(file)));
    let Some(file) = twice else { return Ok(()) };
    Err(Hinted {
        message: format!("`{}` is given twice", file.display()),
        hint: "name each text once".to_owned(),
    }
    .into())
}

/// The format of rows of gradings: one that they are read in again.
fn format_of_gradings(path: &Path) -> Result<FileFormat> {
    if let Ok(format @ (FileFormat::Csv | FileFormat::Xlsx)) = FileFormat::of_path(path) {
        return Ok(format);
    }
    Err(Hinted {
        message: format!("`{}` would be read by neither `peel check` nor `peel add`", path.display()),
        hint: "end its name in `.csv`, which both read, or `.xlsx`, which `peel add` does".to_owned(),
    }
    .into())
}

/// Stops where the annotated text would be written as what no browser opens.
fn spare_page(args: &Narrative) -> Result<()> {
    let ending = |path: &PathBuf| path.extension()?.to_str().map(str::to_ascii_lowercase);
    match &args.annotate {
        Some(path) if !matches!(ending(path).as_deref(), Some("html" | "htm")) => Err(Hinted {
            message: format!("`--annotate` writes a page, and `{}` is not named as one", path.display()),
            hint: "end its name in `.html`".to_owned(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// Stops where a file that would be written is one of those to read, or would be written twice.
fn spare_files(args: &Narrative) -> Result<()> {
    let outputs = [
        ("-o", &args.output),
        ("--chart", &args.chart),
        ("--annotate", &args.annotate),
        ("--export-gradings", &args.export_gradings),
    ];
    let mut written: Vec<(&str, PathBuf)> = Vec::new();
    for (option, output) in outputs.into_iter().filter_map(|(option, path)| Some((option, path.as_ref()?))) {
        let target = place(output);
        let message = if output.as_os_str() == "-" {
            format!("`{option}` writes a file, and standard output has the table")
        } else if args.files.iter().any(|file| place(file) == target) {
            format!("`{}` is one of the files to read, and would be written", output.display())
        } else if let Some((other, _)) = written.iter().find(|(_, other)| *other == target) {
            format!("`{other}` and `{option}` would both write `{}`", output.display())
        } else {
            written.push((option, target));
            continue;
        };
        return Err(Hinted { message, hint: "name another file".to_owned() }.into());
    }
    Ok(())
}

/// Stops where a look is asked for, and no chart that has it.
fn spare_looks(args: &Narrative) -> Result<()> {
    if args.chart.is_some() || args.looks == Looks::default() {
        return Ok(());
    }
    Err(Hinted {
        message: "`--theme`, `--size` and `--text-as-paths` are said of a chart, and none is asked for"
            .to_owned(),
        hint: "add `--chart FILE.svg`".to_owned(),
    }
    .into())
}

/// Where a file is, whether or not it is there yet: its folder as it really is, and its name.
fn place(path: &Path) -> PathBuf {
    let in_folder = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_path_buf())
}
