//! `peel export`: the table of an analysis in a file, or a package of many.

use anyhow::{Result, bail};
use peel_export::FileFormat;
use peel_ingest::Loaded;

use super::package;
use crate::args::{Export, Exported};
use crate::failure::{Hinted, Outcome};
use crate::output::{self, Wanted};

pub(crate) fn run(export: &Export, loaded: &Loaded) -> Result<Outcome> {
    let analysis = match export.what {
        Exported::Analysis(analysis) => analysis,
        Exported::Package => return package::run(export, loaded),
    };
    if !export.only.is_empty() {
        return Err(Hinted {
            message: "`--only` chooses the analyses of a package, and one analysis was named".to_owned(),
            hint: "leave it out, or export `package`".to_owned(),
        }
        .into());
    }
    // The format is settled first: a wrong ending is said before any work is done.
    let format = match (&export.format, &export.output) {
        (Some(format), _) => *format,
        (None, Some(path)) if path.is_dir() => {
            bail!("`{}` is a folder: expected a file to write", path.display())
        }
        (None, Some(path)) => FileFormat::of_path(path)?,
        (None, None) => FileFormat::Csv,
    };
    let table = super::table(analysis, &export.asked, &loaded.dataset)?;
    let wanted = Wanted { format, raw_text: export.raw_text };
    match &export.output {
        Some(path) => output::write_table(&table, wanted, path)?,
        None => output::print(&table, wanted)?,
    }
    Ok(Outcome::Done)
}
