//! How charts are to look, as written on the command line or in a plan.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;
use peel_charts::{Look, PageSize, Theme};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::asked::word;
use crate::diagnostics::{BOLD, paint};
use crate::failure::{Hinted, say};
use crate::output::PictureFormat;
use crate::workspace::recorded;

/// What may be said of a chart's look, under one name each on the command line and in plans.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, ClapArgs, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Looks {
    /// Colours and sizes of text: light, dark, print (greys only), or a TOML file of your own [default: light]
    #[arg(long, value_name = "light|dark|print|FILE.toml")]
    pub(crate) theme: Option<String>,

    /// The page the chart fills [default: natural, as high as its rows need]
    #[arg(long, value_name = "natural|wide|square|a4-half|social", value_parser = PossibleValuesParser::new(PageSize::ALL.map(PageSize::as_str)))]
    #[schemars(extend("enum" = PageSize::ALL.map(PageSize::as_str)))]
    pub(crate) size: Option<String>,

    /// SVG only: write letters as outlines, which look the same where Noto Sans is not installed
    #[arg(long)]
    pub(crate) text_as_paths: bool,
}

impl Looks {
    /// What was said of it as a command line has it, without what is usual; of a theme's file by an absolute path,
    /// only its name.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        if let Some(theme) = self.theme.as_ref().filter(|theme| Theme::names().next() != Some(theme)) {
            arguments.extend(["--theme".to_owned(), recorded(theme.as_ref())]);
        }
        if let Some(size) = self.size.as_ref().filter(|size| *size != PageSize::default().as_str()) {
            arguments.extend(["--size".to_owned(), size.clone()]);
        }
        if self.text_as_paths {
            arguments.push("--text-as-paths".to_owned());
        }
        arguments
    }

    /// The look that is meant; a theme's file is looked for in `folder`.
    pub(crate) fn look(&self, folder: &Path) -> Result<Look> {
        let theme = match self.theme.as_deref() {
            Some(name) if is_file(name) => read(&folder.join(name))?,
            Some(name) => Theme::shipped(name)?,
            None => Theme::light()?,
        };
        let size = self.size.as_deref().map(|size| word(size, PageSize::ALL.map(PageSize::as_str)));
        Ok(Look { theme, size: size.transpose()?.unwrap_or_default() })
    }
}

impl Looks {
    /// Refuses what a picture of none of these formats takes, since an option is never ignored.
    pub(crate) fn must_suit(&self, formats: &[PictureFormat]) -> Result<(), Hinted> {
        if !self.text_as_paths || formats.contains(&PictureFormat::Svg) {
            return Ok(());
        }
        Err(Hinted {
            message: "`--text-as-paths` is said of an SVG, and none is asked for".to_owned(),
            hint: "leave it out: the others look the same whatever fonts a viewer has".to_owned(),
        })
    }
}

/// Whether a theme's name is that of a file.
fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn read(path: &Path) -> Result<Theme> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read the theme `{name}`"))?;
    let theme = Theme::read(&name, &text)?;
    for concern in theme.concerns() {
        say(&format!("{}: theme `{name}`: {concern}", paint(BOLD, "warning")));
    }
    Ok(theme)
}
