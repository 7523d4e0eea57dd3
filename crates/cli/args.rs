//! The arguments as typed; `request` turns them into what is meant. The doc comments are the help.

mod batch;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use peel_analytics::summary::Summary;
use peel_export::FileFormat;
use peel_model::{Analysis, Level};

use crate::asked::{Asked, word};
use crate::look::Looks;
use crate::output::PictureFormat;

pub(crate) use batch::{Batch, Init, PlanCommand};

/// Compare police forces by what the inspectorate said of them.
///
/// peel reads HMICFRS PEEL gradings, compares one force with the others, and writes tables and
/// charts in which every figure leads to its source. Grades are ordered words, never numbers.
#[derive(Debug, Parser)]
#[command(name = "peel", version, about, after_help = EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Use the data package in this folder, not ./data or the data built in
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,

    /// Colour messages
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
}

impl Args {
    /// The arguments of this run. `-` for the file to write is standard output, as leaving it out is.
    pub(crate) fn of_this_run() -> Self {
        let mut args = Self::parse();
        let output = match &mut args.command {
            Command::Export(export) => Some(&mut export.output),
            Command::Summary(summary) => Some(&mut summary.output),
            Command::Narrative(narrative) => Some(&mut narrative.output),
            Command::Import(import) => Some(&mut import.output),
            _ => None,
        };
        output.map(|output| output.take_if(|path| path.as_os_str() == "-"));
        args
    }
}

const EXAMPLES: &str = "\
Examples:
  peel show standing                         where the force set in the data stands, latest cycle
  peel show standing FORCE --cycle CYCLE     another force, another cycle
  peel show matrix --against region          every grade, its region only
  peel show standing --against neighbours    against the forces most alike in circumstances
  peel chart matrix -o matrix.png            the same as a picture
  peel export distribution -o grades.csv     a CSV summary
  peel summary brief                         a page about the force, in sentences
  peel batch                                 every chart and table of charts/gallery.toml
  peel explain ranking                       how the figures are made, and how to read them
  peel check my-gradings.csv                 what is wrong with a file, and where
  peel import workforce.ods -o officers.csv  a publisher's workbook as tidy rows";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the table of an analysis
    Show(Show),
    /// Write the table of an analysis to a file
    Export(Export),
    /// Sum up a force, or all, in one table or a page of sentences
    Summary(SummaryOf),
    /// Draw the chart of an analysis
    Chart(Chart),
    /// Write the charts and tables that a plan names
    Batch(Batch),
    /// Begin a plan, or print the schema of plans
    #[command(subcommand)]
    Plan(PlanCommand),
    /// List what there is to name
    List(List),
    /// Say how an analysis works, which rows of data a figure was made from, or how a chart was made
    Explain(Explain),
    /// Say whether the current data still give the same chart
    Verify(Verify),
    /// Read what an inspector's words say, and hold it against the grades
    Narrative(Narrative),
    /// Say what is wrong with data files, and where
    Check(Check),
    /// Read messy files into tidy rows, every cell accounted for
    Import(Import),
    /// Import files into the data package in use, as a resource of its own
    Add(Add),
    /// Take a resource that was added out of the data package again
    Remove(Remove),
}

/// What to ask: the analysis, whom it is about and what it takes in.
#[derive(Debug, ClapArgs)]
pub(crate) struct Question {
    /// Which question to answer
    #[arg(value_parser = analysis_parser())]
    pub(crate) analysis: Analysis,

    #[command(flatten)]
    pub(crate) asked: Asked,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel show standing FORCE --cycle CYCLE --level pillar
  peel show matrix --against FORCE,FORCE     names in any known spelling; `peel list forces` has them
  peel show coverage --format csv")]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) question: Question,

    /// How to print it
    #[arg(long, default_value = "text", value_parser = format_parser())]
    pub(crate) format: FileFormat,

    /// Csv only: texts as they are, even those that a spreadsheet would run as a formula
    #[arg(long)]
    pub(crate) raw_text: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel export standing -o standing.csv
  peel export standing -o standing.xlsx      a workbook: the table, notes, columns and sources
  peel export standing --format json         figures with their source rows, to standard output
  peel export package FORCE -o package/      a data package: every table, described field by field
  peel export package --cycle CYCLE -o package.zip --only standing,matrix

CSV puts an apostrophe before a text that a spreadsheet would run as a formula (one that begins with
=, +, -, @, a tab, a line break or a byte order mark, after any apostrophes). `peel check` and `peel
import` take it off again; --raw-text leaves texts as they are.")]
pub(crate) struct Export {
    /// Which question to answer, or `package`: a data package of every analysis that the selection allows
    #[arg(value_name = "ANALYSIS|package", value_parser = exported_parser())]
    pub(crate) what: Exported,

    #[command(flatten)]
    pub(crate) asked: Asked,

    /// Of a package: only these analyses, with commas between
    #[arg(long, value_name = "ANALYSIS,...", value_delimiter = ',', value_parser = analysis_parser())]
    pub(crate) only: Vec<Analysis>,

    /// The file to write; its ending names the format. Of a package: a folder, or a .zip [default: standard output]
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,

    /// The format, whatever the file's ending [default: by the ending, else csv]
    #[arg(long, value_parser = format_parser())]
    pub(crate) format: Option<FileFormat>,

    /// Csv only: texts as they are, even those that a spreadsheet would run as a formula
    #[arg(long)]
    pub(crate) raw_text: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel summary force FORCE -o force.csv      every area and cycle: grade, standing, change
  peel summary national -o national.xlsx     how the grades of all forces fall, and who moved
  peel summary leaders FORCE --cycle CYCLE   who is best in each area, and whether FORCE is
  peel summary brief FORCE -o brief.md       a page of sentences, each with its figures
  peel summary columns                       what each column holds

`national` takes no FORCE, and `leaders` alone takes --against.")]
pub(crate) struct SummaryOf {
    /// Which summary, or `columns`: what the columns of each hold
    #[arg(value_name = "force|national|leaders|brief|columns", value_parser = summary_parser())]
    pub(crate) what: Summed,

    /// The force in question, in any known spelling [default: the one set in the data]
    pub(crate) force: Option<String>,

    /// Only this cycle [default: every one; of leaders and brief, the latest in which the force is graded]
    #[arg(long)]
    pub(crate) cycle: Option<String>,

    /// Only whole pillars, or only the areas within [default: both; of leaders and brief, pillars where the cycle graded any]
    #[arg(long, value_name = "pillar|area", value_parser = PossibleValuesParser::new(Level::ALL.map(Level::as_str)))]
    pub(crate) level: Option<String>,

    /// Whom leaders are sought among [default: all]
    #[arg(long, value_name = "all|region[:NAME]|country[:NAME]|neighbours[:N]|group:NAME|FORCE,...")]
    pub(crate) against: Option<String>,

    /// The file to write; its ending names the format [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format, whatever the file's ending [default: by the ending, else text; of brief, markdown]
    #[arg(long, value_parser = format_parser())]
    pub(crate) format: Option<FileFormat>,

    /// Csv only: texts as they are, even those that a spreadsheet would run as a formula
    #[arg(long)]
    pub(crate) raw_text: bool,
}

/// What `peel summary` gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Summed {
    /// A summary.
    Summary(Summary),
    /// What the columns of each hold.
    Columns,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel chart matrix -o matrix.svg
  peel chart standing --against region -o region.png
  peel chart standing --size wide --theme dark -o slide.png")]
pub(crate) struct Chart {
    #[command(flatten)]
    pub(crate) question: Question,

    #[command(flatten)]
    pub(crate) looks: Looks,

    /// The picture to write; its ending says which kind: .svg, .png or .pdf
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel explain ranking                       the method, its formulas and references, how to read it
  peel explain standing --cell AREA,better   one figure, and every row of data it was made from
  peel explain matrix FORCE --cell 1         every figure of the first row
  peel explain chart.svg                     the command, data and sources that a chart carries")]
pub(crate) struct Explain {
    /// An analysis (`peel list analyses`), or the file of a chart
    #[arg(value_name = "ANALYSIS|FILE", value_parser = explained)]
    pub(crate) what: Explained,

    #[command(flatten)]
    pub(crate) asked: Asked,

    /// One cell of the table, or one row: ROW is what names it (identifier or title) or its number, COLUMN a name or a title
    #[arg(long, value_name = "ROW[,COLUMN]")]
    pub(crate) cell: Option<String>,
}

/// What is to be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exported {
    /// The table of an analysis.
    Analysis(Analysis),
    /// A data package of many.
    Package,
}

/// What is to be explained.
#[derive(Debug, Clone)]
pub(crate) enum Explained {
    /// An analysis, or a figure of its table.
    Analysis(Analysis),
    /// A chart that was drawn.
    Chart(PathBuf),
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel verify standing.svg                   runs the command the chart carries, on the current data
  peel verify --data other/ standing.png     on the data of another folder

Exits with 0 when the same chart is drawn, 1 when it differs (with what), 2 when the file is no chart
of peel's.")]
pub(crate) struct Verify {
    /// The chart: .svg, .png or .pdf
    pub(crate) file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct List {
    /// What to list
    #[arg(value_enum)]
    pub(crate) what: Listed,

    /// Periods only: those of these indicators
    #[arg(long, value_name = "INDICATOR,...")]
    pub(crate) indicator: Option<String>,

    /// How to print it
    #[arg(long, default_value = "text", value_parser = format_parser())]
    pub(crate) format: FileFormat,

    /// Csv only: texts as they are, even those that a spreadsheet would run as a formula
    #[arg(long)]
    pub(crate) raw_text: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    /// The registry: identifiers, names, regions
    Forces,
    /// The cycles of inspection and their scales
    Cycles,
    /// What was graded in each cycle
    Areas,
    /// The questions peel answers
    Analyses,
    /// The chart of each analysis
    Charts,
    /// The indicators: what each measures, and which way is good
    Indicators,
    /// The periods of each indicator, as `--period` takes them
    Periods,
    /// The groups of forces that the data describe
    Groups,
    /// The publications the data come from
    Sources,
    /// The kinds of table that are recognised when a file is imported
    Layouts,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel narrative assessment.txt                          a row for each sentence or clause
  peel narrative assessment.html --compare               area by area, beside the official grades
  peel narrative assessment.txt --chart words.svg        the same as a picture
  peel narrative assessment.txt --annotate words.html    the text with what was found marked in it
  peel narrative texts/*.txt --compare --format csv      over many texts, with their agreement

Reads plain text, Markdown and saved web pages in any encoding. The words it goes by are narrative.toml, built
in or beside the data. Exits with 0 when all was read, 1 when a text cannot be, 2 when a file cannot be opened.")]
pub(crate) struct Narrative {
    /// The texts: one assessment each
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Whom the texts are about [default: as their titles say, else their names]
    #[arg(long, value_name = "FORCE")]
    pub(crate) force: Option<String>,

    /// The cycle they are of [default: as their titles say, else their names]
    #[arg(long, value_name = "CYCLE")]
    pub(crate) cycle: Option<String>,

    /// The table of areas beside the official grades, not that of findings
    #[arg(long)]
    pub(crate) compare: bool,

    /// The file to write the table to; its ending names the format [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format, whatever the file's ending [default: by the ending, else text]
    #[arg(long, value_parser = format_parser())]
    pub(crate) format: Option<FileFormat>,

    /// Draw the comparison: .svg, .png or .pdf
    #[arg(long, value_name = "FILE")]
    pub(crate) chart: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) looks: Looks,

    /// Write the text as a page with what was found marked in it; several are sections of one page
    #[arg(long, value_name = "FILE.html")]
    pub(crate) annotate: Option<PathBuf>,

    /// Write the grades that the texts state as rows of the gradings: .csv for `peel check` and `peel add`, or .xlsx for
    /// `peel add`
    #[arg(long, value_name = "FILE")]
    pub(crate) export_gradings: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel check my-gradings.csv
  peel check --as gradings extract.csv more.csv
  peel check data/datapackage.json           a whole data package

Exits with 0 when the files are clean (warnings may be said), 1 when they have errors, 2 when one
cannot be read.")]
pub(crate) struct Check {
    /// CSV files, or the datapackage.json of a whole package
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Read the files as this table of the data package [default: the one their header fits]
    #[arg(long = "as", value_name = "TABLE")]
    pub(crate) kind: Option<String>,
}

/// How files are to be read, beyond what stands in them.
#[derive(Debug, ClapArgs)]
pub(crate) struct Reading {
    /// The kind of table, by the name of its layout [default: the one that fits; `peel list layouts`]
    #[arg(long = "as", value_name = "KIND")]
    pub(crate) kind: Option<String>,

    /// Only this sheet of a workbook (may be given again)
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Vec<String>,

    /// The period of values that name none
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Option<String>,

    /// The indicator of values whose column names none
    #[arg(long, value_name = "INDICATOR")]
    pub(crate) indicator: Option<String>,

    /// The cycle of grades that name none
    #[arg(long, value_name = "CYCLE")]
    pub(crate) cycle: Option<String>,

    /// The area of grades that name none
    #[arg(long, value_name = "AREA")]
    pub(crate) area: Option<String>,

    /// The publication, as a slug [default: the file's name]
    #[arg(long, value_name = "SOURCE")]
    pub(crate) source: Option<String>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel import workforce.ods --dry-run                       what is understood, and why
  peel import workforce.ods -o officers.csv                 tidy rows, each with the cell it stands in
  peel import answer-times.csv --period 2023-11 -o calls.csv
  peel import --as street police-uk/ -o counts.csv          a folder of monthly files, of any size

Reads CSV in any encoding and with any delimiter (.csv, .csv.gz, .zip) and workbooks (.xlsx, .xls,
.ods). Exits with 0 when all was read, 1 when something is faulty (a damaged file, too), 2 when a file
cannot be opened or an option cannot be meant.")]
pub(crate) struct Import {
    /// The files; a folder with --as street, outcomes or stop-and-search
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The CSV file to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Only say what is understood, and why
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Write what can be read; the rest goes to OUT.rejects.csv
    #[arg(long, requires = "output")]
    pub(crate) keep_going: bool,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel add my-gradings.csv --name my-gradings
  peel add workforce.ods --sheet Table_1 --name officers-2018 --date 2019-01-24

The data package is that of --data DIR or ./data. Nothing is written unless everything can be read.")]
pub(crate) struct Add {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The name of the resource, as a slug [default: the first file's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// The date of the files, YYYY-MM-DD [default: when the first was last changed]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,

    /// The licence of the files
    #[arg(long, value_name = "WORDS")]
    pub(crate) licence: Option<String>,

    /// Take the place of a resource of this name that was added before
    #[arg(long)]
    pub(crate) replace: bool,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Remove {
    /// The resource's name
    pub(crate) name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes this the choice of every stream.
    pub(crate) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

fn analysis_parser() -> impl TypedValueParser<Value = Analysis> {
    PossibleValuesParser::new(Analysis::ALL.map(Analysis::as_str)).try_map(|word| word.parse::<Analysis>())
}

fn summary_parser() -> impl TypedValueParser<Value = Summed> {
    const COLUMNS: &str = "columns";
    let words = Summary::ALL.map(Summary::as_str).into_iter().chain([COLUMNS]);
    PossibleValuesParser::new(words).try_map(|word| match word.as_str() {
        COLUMNS => Ok(Summed::Columns),
        _ => word.parse().map(Summed::Summary),
    })
}

fn exported_parser() -> impl TypedValueParser<Value = Exported> {
    const PACKAGE: &str = "package";
    let words = Analysis::ALL.map(Analysis::as_str).into_iter().chain([PACKAGE]);
    PossibleValuesParser::new(words).try_map(|word| match word.as_str() {
        PACKAGE => Ok(Exported::Package),
        _ => word.parse().map(Exported::Analysis),
    })
}

/// A chart by its ending, else an analysis.
fn explained(text: &str) -> Result<Explained, String> {
    let path = PathBuf::from(text);
    if PictureFormat::of_path(&path).is_ok() {
        return Ok(Explained::Chart(path));
    }
    let analysis = word(text, Analysis::ALL.map(Analysis::as_str));
    analysis.map(Explained::Analysis).map_err(|error| error.to_string())
}

fn format_parser() -> impl TypedValueParser<Value = FileFormat> {
    PossibleValuesParser::new(FileFormat::ALL.map(FileFormat::as_str))
        .try_map(|word| word.parse::<FileFormat>())
}
