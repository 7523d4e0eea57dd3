//! The arguments of plans and batches, as typed.

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use crate::batch::Style;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  peel batch                                 charts/gallery.toml, into charts/
  peel batch board.toml -o board/            your own plan, into another folder
  peel batch board.toml --dry-run            what it is to write, and what would fail
  peel batch board.toml --only 'standing*'   a part of it, by job or file

Run again, it makes only what changed: manifest.json in the folder knows what each file was made from.
Exits with 0 when all was made, 1 when some outputs failed, 2 when the plan has faults.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Batch {
    /// The plan [default: charts/gallery.toml, or the one built in]
    pub(crate) plan: Option<PathBuf>,

    /// The folder to write into [default: the plan's]
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,

    /// Only list the files of the plan, and say which of them could not be made
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Only these jobs or files: a name, or a pattern with `*` (may be given again)
    #[arg(long, value_name = "NAME|GLOB")]
    pub(crate) only: Vec<String>,

    /// Only what is about these: a name, `region:NAME` or `country:NAME`
    #[arg(long, value_name = "FORCE")]
    pub(crate) force: Option<String>,

    /// Make everything again, changed or not
    #[arg(long)]
    pub(crate) fresh: bool,

    /// Remove files of earlier runs that are no longer planned, unless they were edited
    #[arg(long)]
    pub(crate) prune: bool,

    /// How many outputs to work on at a time [default, and at most: as many as there are cores]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,

    /// How to say on standard error how far it is
    #[arg(long, value_enum, default_value_t = Style::Auto, value_name = "STYLE")]
    pub(crate) progress: Style,

    /// Say nothing but what went wrong
    #[arg(short, long, conflicts_with = "progress")]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Write a plan to begin with, with comments
    Init(Init),
    /// Print the JSON Schema of plans, by which editors complete them
    Schema,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// The file to write; `-` is standard output
    #[arg(default_value = "plan.toml")]
    pub(crate) file: PathBuf,
}
