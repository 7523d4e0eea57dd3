//! `peel plan`: a plan to begin with, and the schema that editors complete plans by.

use std::path::Path;

use anyhow::Result;

use crate::args::{Init, PlanCommand};
use crate::failure::{Hinted, Outcome, say};
use crate::{embedded, output, plan};

/// Runs the subcommand.
pub(crate) fn run(command: &PlanCommand) -> Result<Outcome> {
    match command {
        PlanCommand::Schema => output::print_text(&plan::schema_text()?)?,
        PlanCommand::Init(init) => begin(init)?,
    }
    Ok(Outcome::Done)
}

/// Writes the starter; never over a file that is there.
fn begin(init: &Init) -> Result<()> {
    let path: &Path = &init.file;
    if path.as_os_str() == "-" {
        return output::print_text(embedded::STARTER);
    }
    if path.exists() {
        let message = format!("`{}` is there already", path.display());
        return Err(Hinted { message, hint: "name another file".to_owned() }.into());
    }
    output::write_whole(path, embedded::STARTER.as_bytes())?;
    say(&format!(
        "{} is written; `peel batch {} --dry-run` lists what it makes",
        path.display(),
        path.display()
    ));
    Ok(())
}
