//! `peel verify`: whether the current data still give the chart that a file shows.

use std::path::PathBuf;

use anyhow::Result;
use peel_charts::Provenance;
use peel_ingest::Extent;
use peel_model::{Dataset, printable};

use crate::args::{Chart, Verify};
use crate::failure::{Hinted, Outcome};
use crate::output::{self, PictureFormat};
use crate::provenance;

/// A chart's file and what it says of its making.
pub(crate) struct Claim {
    file: PathBuf,
    format: PictureFormat,
    bytes: Vec<u8>,
    provenance: Provenance,
    command: Chart,
}

/// Reads a chart's file.
pub(crate) fn open(verify: &Verify) -> Result<Claim> {
    let format = PictureFormat::of_path(&verify.file)?;
    let (bytes, provenance) = provenance::of_file(&verify.file)?;
    let command = provenance::command(&provenance).ok_or_else(|| Hinted {
        message: format!("`{}` carries a command that this program does not know", verify.file.display()),
        hint: format!("`peel explain {}` shows it", verify.file.display()),
    })?;
    Ok(Claim { file: verify.file.clone(), format, bytes, provenance, command })
}

impl Claim {
    /// How much of the data must be read.
    pub(crate) fn extent(&self) -> Extent {
        self.command.question.asked.extent(Some(self.command.question.analysis))
    }

    /// Draws the chart again and says what differs.
    pub(crate) fn verify(&self, dataset: &Dataset) -> Result<Outcome> {
        let Chart { question, looks, .. } = &self.command;
        let table = super::answer(question, dataset)?;
        // Themes are looked for where the program runs, and beside the chart.
        let beside = self.file.parent().unwrap_or(&self.file);
        let look = looks.look("".as_ref()).or_else(|_| looks.look(beside))?;
        let mut differences = Vec::new();
        let data = provenance::fingerprint(&table)?;
        if data != self.provenance.data {
            differences
                .push(format!("the data differ: {} then, {data} now", printable(&self.provenance.data)));
        }
        // With what the file itself says of its making, so that nothing but the picture can differ.
        let picture = peel_charts::draw(&table, &look)?.carrying(self.provenance.clone())?;
        if output::picture_bytes(&picture, self.format, looks)? != self.bytes {
            differences.push("the picture differs".to_owned());
        }
        let command = printable(&provenance::typed(&self.provenance.arguments));
        let name = self.file.display();
        if differences.is_empty() {
            output::print_text(&format!("{name}: the same chart\n{command}\n"))?;
            return Ok(Outcome::Done);
        }
        // Another program is no difference of its own, but may be the reason of one.
        let version = env!("CARGO_PKG_VERSION");
        if self.provenance.version != version {
            let then = printable(&self.provenance.version);
            differences.push(format!("the program differs: peel {then} then, {version} now"));
        }
        output::print_text(&format!("{name}: {}\n{command}\n", differences.join("; ")))?;
        Ok(Outcome::Faulty)
    }
}
