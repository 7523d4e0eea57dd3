//! What a chart's file says of its making: written when it is drawn, and the command read back from it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Parser as _;
use peel_charts::{Look, Picture, Provenance};
use peel_model::{Analysis, Dataset, NoteKey, Status, Table};

use crate::args::{Args, Chart, Command, Narrative};
use crate::asked::Asked;
use crate::failure::Hinted;
use crate::fewer::or_fewer;
use crate::look::Looks;
use crate::output::PictureFormat;
use crate::workspace;

/// What a reader must know of a chart, in the order it is said.
const NOTES: [NoteKey; 3] = [NoteKey::Warning, NoteKey::Basis, NoteKey::Caveat];

/// Draws the chart of a table; its file carries the command that draws it again. `data` is the folder that was named.
pub(crate) fn draw(
    (table, dataset): (&Table, &Dataset),
    analysis: Analysis,
    asked: &Asked,
    (looks, look): (&Looks, &Look),
    data: Option<&Path>,
) -> Result<Picture> {
    let picture = peel_charts::draw(table, look)
        .map_err(|error| or_fewer(error, (table, dataset), analysis, asked, look))?;
    let mut arguments = vec!["chart".to_owned(), analysis.as_str().to_owned()];
    let force = asked.force.as_deref().map(|force| dataset.resolve_force(force)).transpose()?;
    let asked = Asked { force: force.map(|force| force.to_string()), ..asked.clone() };
    arguments.extend(asked.arguments());
    arguments.extend(looks.arguments());
    arguments.extend(workspace::arguments(data));
    carrying(picture, arguments, table, Vec::new())
}

/// A picture whose file carries the command that draws it again; `texts` are sources beside those of the data.
pub(crate) fn carrying(
    picture: Picture,
    arguments: Vec<String>,
    table: &Table,
    texts: Vec<String>,
) -> Result<Picture> {
    let provenance = Provenance {
        arguments,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data: fingerprint(table)?,
        sources: table.noted(NoteKey::Source).map(str::to_owned).chain(texts).collect(),
        notes: NOTES.into_iter().flat_map(|key| table.noted(key)).map(str::to_owned).collect(),
        description: picture.description().to_owned(),
    };
    Ok(picture.carrying(provenance)?)
}

/// The fingerprint of the rows of data a table was made from: what they say, on what basis and page, in an order of
/// its own. Which file a row stands in, and where, is no part of it.
pub(crate) fn fingerprint(table: &Table) -> Result<String> {
    let mut rows: Vec<String> = table
        .evidence()
        .iter()
        .map(|row| {
            let status = row.status.map(Status::as_str).unwrap_or_default();
            let basis = row.basis.map(|basis| basis.to_string()).unwrap_or_default();
            [row.says.as_str(), status, &basis, &row.url]
                .map(|part| part.replace(['\t', '\n'], " "))
                .join("\t")
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    Ok(format!("sha256:{}", peel_ingest::sha256(rows.join("\n").as_bytes())?))
}

/// A command that draws a chart, and the folder of the data that it names.
pub(crate) struct Drawn {
    pub(crate) drawing: Drawing,
    pub(crate) data: Option<PathBuf>,
}

/// What draws a chart.
pub(crate) enum Drawing {
    /// Of an analysis.
    Analysis(Chart),
    /// Of what texts say beside the grades.
    Texts(Narrative),
}

/// A file that may be a chart's.
pub(crate) struct ChartFile {
    pub(crate) bytes: Vec<u8>,
    /// Whether it ends before its format's end.
    pub(crate) is_cut_short: bool,
    /// What it says of its making; none where it is cut before that.
    pub(crate) provenance: Option<Provenance>,
}

/// Reads a chart's file; refused where it is whole and does not say how it was made.
pub(crate) fn of_file(file: &Path) -> Result<ChartFile> {
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let is_cut_short = PictureFormat::of_path(file).is_ok_and(|format| format.is_cut_short(&bytes));
    let provenance = match Provenance::read(&bytes) {
        // Of a file cut within what it says of its making, what is left is none.
        Err(_) if is_cut_short => None,
        read => read.with_context(|| format!("`{}`", file.display()))?,
    };
    if provenance.is_none() && !is_cut_short {
        return Err(Hinted {
            message: format!("`{}` does not say how it was made", file.display()),
            hint: "charts drawn by `peel chart` and `peel batch` do".to_owned(),
        }
        .into());
    }
    Ok(ChartFile { bytes, is_cut_short, provenance })
}

/// The command that a chart's file says drew it, when it is one that draws.
pub(crate) fn command(provenance: &Provenance) -> Option<Drawn> {
    let words = ["peel"].into_iter().chain(provenance.arguments.iter().map(String::as_str));
    let args = Args::try_parse_from(words.chain(["--output", "-"])).ok()?;
    let drawing = match args.command {
        Command::Chart(chart) => Drawing::Analysis(chart),
        Command::Narrative(narrative) => Drawing::Texts(narrative),
        _ => return None,
    };
    Some(Drawn { drawing, data: args.data })
}

/// The command as one would type it.
pub(crate) fn typed(arguments: &[String]) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,:/".contains(c);
    let quoted = arguments.iter().map(|word| {
        let plain = !word.is_empty() && word.chars().all(is_plain);
        if plain { word.clone() } else { format!("'{}'", word.replace('\'', "'\\''")) }
    });
    ["peel".to_owned()].into_iter().chain(quoted).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_typed_so_that_a_shell_reads_it_back() {
        let words = ["chart", "matrix", "Devon & Cornwall's", "--cycle", "2016"].map(str::to_owned);
        assert_eq!(typed(&words), "peel chart matrix 'Devon & Cornwall'\\''s' --cycle 2016");
    }
}
