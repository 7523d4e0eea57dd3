//! `peel verify`: whether the current data still give the chart that a file shows.

use std::path::{Path, PathBuf};

use anyhow::Result;
use peel_charts::Provenance;
use peel_ingest::{DESCRIPTOR, Extent};
use peel_model::{Dataset, printable};
use peel_narrative::Reader;

use super::narrative;
use crate::args::{Narrative, Verify};
use crate::failure::{Hinted, Outcome};
use crate::output::{self, CUT_SHORT, PictureFormat};
use crate::provenance::{self, ChartFile, Drawing, Drawn};
use crate::texts::{TextFile, Texts, lexicon};
use crate::workspace;

/// A chart's file and what it says of its making.
pub(crate) struct Claim {
    file: PathBuf,
    format: PictureFormat,
    bytes: Vec<u8>,
    is_cut_short: bool,
    provenance: Provenance,
    drawing: Drawing,
    /// The folder of the data that the command names.
    data: Option<PathBuf>,
}

/// Reads a chart's file; of one cut short before it says how it was made, that alone is said.
pub(crate) fn open(verify: &Verify) -> Result<Option<Claim>> {
    let format = PictureFormat::of_path(&verify.file)?;
    let ChartFile { bytes, is_cut_short, provenance } = provenance::of_file(&verify.file)?;
    let Some(provenance) = provenance else {
        output::print_text(&format!("{}: {CUT_SHORT}\n", verify.file.display()))?;
        return Ok(None);
    };
    let Drawn { drawing, data } = provenance::command(&provenance).ok_or_else(|| Hinted {
        message: format!("`{}` carries a command that this program does not know", verify.file.display()),
        hint: format!("`peel explain {}` shows it", verify.file.display()),
    })?;
    Ok(Some(Claim { file: verify.file.clone(), format, bytes, is_cut_short, provenance, drawing, data }))
}

impl Claim {
    /// How much of the data must be read.
    pub(crate) fn extent(&self) -> Extent {
        match &self.drawing {
            Drawing::Analysis(chart) => chart.question.asked.extent(Some(chart.question.analysis)),
            Drawing::Texts(_) => Extent::Gradings,
        }
    }

    /// The folder of the data to draw it from again: the one its command names, where that is.
    pub(crate) fn folder(&self) -> Result<Option<PathBuf>> {
        let Some(named) = &self.data else { return Ok(workspace::folder(None)) };
        let is_there = |path: &Path| path.join(DESCRIPTOR).is_file();
        let found = self.here_or_beside(named, is_there).ok_or_else(|| Hinted {
            // Of a folder named from the root a chart keeps the last part alone.
            message: format!(
                "`{}` was drawn from the data in `{}`, which is not here, nor beside the chart",
                self.file.display(),
                named.display()
            ),
            hint: format!("give the folder with `--data DIR`; `{}` was looked for", self.looked_for(named)),
        })?;
        Ok(Some(found))
    }

    /// Where a folder of data was looked for.
    fn looked_for(&self, named: &Path) -> String {
        let places = self.places(named).map(|path| path.join(DESCRIPTOR).display().to_string());
        if places[0] == places[1] { places[0].clone() } else { places.join("` and `") }
    }

    /// What a chart was drawn from: where the program runs, or else beside the chart.
    fn here_or_beside(&self, path: &Path, is_there: fn(&Path) -> bool) -> Option<PathBuf> {
        self.places(path).into_iter().find(|path| is_there(path))
    }

    fn places(&self, path: &Path) -> [PathBuf; 2] {
        [path.to_path_buf(), self.file.parent().unwrap_or(&self.file).join(path)]
    }

    /// Draws the chart again and says what differs.
    pub(crate) fn verify(&self, dataset: &Dataset, folder: Option<&Path>) -> Result<Outcome> {
        let looks = match &self.drawing {
            Drawing::Analysis(chart) => &chart.looks,
            Drawing::Texts(narrative) => &narrative.looks,
        };
        // Themes are looked for where the program runs, and beside the chart.
        let look = looks.look("".as_ref()).or_else(|_| looks.look(self.beside()))?;
        let mut differences = Vec::new();
        let (table, picture) = match &self.drawing {
            Drawing::Analysis(chart) => {
                let table = super::answer(&chart.question, dataset)?;
                let picture = peel_charts::draw(&table, &look)?;
                (table, picture)
            }
            Drawing::Texts(narrative) => {
                let texts = self.texts(narrative, dataset, folder)?;
                if texts.named.with_hashes().iter().any(|text| !self.provenance.sources.contains(text)) {
                    differences.push("the texts differ".to_owned());
                }
                let table = texts.compared(dataset)?;
                let picture = peel_charts::draw_narrative(&table, &look)?;
                (table, picture)
            }
        };
        let data = provenance::fingerprint(&table)?;
        if data != self.provenance.data {
            differences
                .push(format!("the data differ: {} then, {data} now", printable(&self.provenance.data)));
        }
        // With what the file itself says of its making, so that nothing but the picture can differ.
        let picture = picture.carrying(self.provenance.clone())?;
        if self.is_cut_short {
            differences.push(CUT_SHORT.to_owned());
        } else if output::picture_bytes(&picture, self.format, looks)? != self.bytes {
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

    fn beside(&self) -> &Path {
        self.file.parent().unwrap_or(&self.file)
    }

    /// The texts that the chart was drawn from.
    fn texts(&self, narrative: &Narrative, dataset: &Dataset, folder: Option<&Path>) -> Result<Texts> {
        let mut files = Vec::new();
        for file in &narrative.files {
            let path = self.here_or_beside(file, Path::is_file).ok_or_else(|| Hinted {
                message: format!(
                    "`{}` was drawn from the text `{}`, which is not here",
                    self.file.display(),
                    file.display()
                ),
                hint: "run it where the texts are".to_owned(),
            })?;
            files.push(TextFile { name: file.display().to_string(), path });
        }
        let lexicon = lexicon(folder)?;
        let told = narrative::told(narrative, dataset)?;
        Ok(Texts::read(&files, &Reader::new(&lexicon, dataset)?, &told)?.0)
    }
}
