//! The arguments as typed; `request` turns them into what is meant. The doc comments are the help.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use peel_export::FileFormat;
use peel_model::{Analysis, Level};

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

const EXAMPLES: &str = "\
Examples:
  peel show standing                         where the force set in the data stands, latest cycle
  peel show standing FORCE --cycle CYCLE     another force, another cycle
  peel show matrix --against region          every grade, its region only
  peel chart matrix -o matrix.png            the same as a picture
  peel export distribution -o grades.csv     a CSV summary
  peel batch                                 every chart and table of charts/gallery.toml
  peel check my-gradings.csv                 what is wrong with a file, and where";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the table of an analysis
    Show(Show),
    /// Write the table of an analysis to a file
    Export(Export),
    /// Draw the chart of an analysis
    Chart(Chart),
    /// Write the charts and tables that a plan names
    Batch(Batch),
    /// List what there is to name
    List(List),
    /// Say what is wrong with data files, and where
    Check(Check),
}

/// What to ask: the analysis, whom it is about and what it takes in.
#[derive(Debug, ClapArgs)]
pub(crate) struct Question {
    /// Which question to answer
    #[arg(value_parser = analysis_parser())]
    pub(crate) analysis: Analysis,

    /// The force in question, in any known spelling [default: the one set in the data]
    pub(crate) force: Option<String>,

    /// The cycle of inspection [default: the latest in which the force is graded]
    #[arg(long)]
    pub(crate) cycle: Option<String>,

    /// Whole pillars, or the areas within [default: pillars where the cycle graded any]
    #[arg(long, value_name = "pillar|area", value_parser = level_parser())]
    pub(crate) level: Option<Level>,

    /// Only these areas: one, or several with commas between
    #[arg(long, value_name = "AREA,...")]
    pub(crate) area: Option<String>,

    /// Whom to compare with
    #[arg(long, value_name = "all|region|FORCE,...", default_value = "all")]
    pub(crate) against: String,
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
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel export standing -o standing.csv
  peel export standing --format json         figures with their source rows, to standard output")]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) question: Question,

    /// The file to write; its ending names the format [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format, whatever the file's ending [default: by the ending, else csv]
    #[arg(long, value_parser = format_parser())]
    pub(crate) format: Option<FileFormat>,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel chart matrix -o matrix.svg
  peel chart standing --against region -o region.png")]
pub(crate) struct Chart {
    #[command(flatten)]
    pub(crate) question: Question,

    /// The picture to write; its ending says which kind: .svg or .png
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel batch                                 charts/gallery.toml, into charts/
  peel batch board.toml -o board/            your own plan, into another folder")]
pub(crate) struct Batch {
    /// The plan [default: charts/gallery.toml, or the one built in]
    pub(crate) plan: Option<PathBuf>,

    /// The folder to write into [default: the plan's]
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct List {
    /// What to list
    #[arg(value_enum)]
    pub(crate) what: Listed,

    /// How to print it
    #[arg(long, default_value = "text", value_parser = format_parser())]
    pub(crate) format: FileFormat,
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
    /// The publications the data come from
    Sources,
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

fn level_parser() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(["pillar", "area"]).try_map(|word| word.parse::<Level>())
}

fn format_parser() -> impl TypedValueParser<Value = FileFormat> {
    PossibleValuesParser::new(FileFormat::ALL.map(FileFormat::as_str))
        .try_map(|word| word.parse::<FileFormat>())
}
