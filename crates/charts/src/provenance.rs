//! What a chart's file carries of its own making: the command, the program, the data, the sources, the chart in
//! words. Written into SVG, PNG and PDF, and read back from any of them.
//!
//! It is TOML in an element `peel:provenance`: in the `metadata` of SVG, in a text chunk of PNG, in the XMP of PDF.
//! All three hold it unpacked, so that it is found in the bytes, whatever surrounds it.

use serde::{Deserialize, Serialize};

use crate::ChartError;

const OPEN: &str = "<peel:provenance xmlns:peel=\"urn:peel:provenance\">";
const CLOSE: &str = "</peel:provenance>";

/// What a chart's file carries of its own making.
///
/// # Examples
///
/// ```
/// use peel_charts::Provenance;
///
/// let provenance = Provenance {
///     arguments: ["chart", "standing", "--cycle", "2016"].map(str::to_owned).into(),
///     version: "0.1.0".to_owned(),
///     data: "sha256:00".to_owned(),
///     sources: vec!["A & B".to_owned()],
///     notes: vec!["Read with care".to_owned()],
///     description: "Stacked bars.".to_owned(),
/// };
/// let file = format!("<svg>{}</svg>", provenance.element()?);
/// assert_eq!(Provenance::read(file.as_bytes())?, Some(provenance));
/// assert_eq!(Provenance::read(b"<svg/>")?, None);
/// # Ok::<(), peel_charts::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The arguments of the command that drew it, in their normal order, without the file it was written to.
    pub arguments: Vec<String>,
    /// The version of the program.
    pub version: String,
    /// The fingerprint of the rows of data it was made from.
    pub data: String,
    /// Who publishes the data.
    pub sources: Vec<String>,
    /// What a reader must know of it, beside what stands on the chart: warnings first, then what the grades rest on, then caveats.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The chart in words, as a screen reader says them.
    pub description: String,
}

impl Provenance {
    /// The XML element that holds it; one line per field.
    ///
    /// # Errors
    ///
    /// [`ChartError::Provenance`]; none is expected.
    pub fn element(&self) -> Result<String, ChartError> {
        let text = toml::to_string(self).map_err(|error| ChartError::Provenance(error.to_string()))?;
        Ok(format!("{OPEN}\n{}{CLOSE}", escaped(&text)))
    }

    /// Reads it from the bytes of a chart's file, of whichever kind; nothing when there is none.
    ///
    /// # Errors
    ///
    /// [`ChartError::Provenance`] when there is one that cannot be read.
    pub fn read(file: &[u8]) -> Result<Option<Self>, ChartError> {
        let Some(start) = find(file, OPEN) else { return Ok(None) };
        let rest = &file[start + OPEN.len()..];
        let within = find(rest, CLOSE).and_then(|end| std::str::from_utf8(&rest[..end]).ok());
        let text = within
            .ok_or_else(|| ChartError::Provenance("it has no end: the file is cut short".to_owned()))?;
        let provenance = toml::from_str(&unescaped(text));
        provenance.map(Some).map_err(|error| ChartError::Provenance(error.to_string()))
    }
}

/// Text as XML holds it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescaped(text: &str) -> String {
    text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}

fn find(bytes: &[u8], what: &str) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_words_are_read_back() {
        let provenance = Provenance {
            arguments: vec!["chart".to_owned(), "a \"b\" \\ 'c'\n".to_owned()],
            description: "</peel:provenance> &amp;lt; ]]> \u{1f693} é".to_owned(),
            ..Provenance::default()
        };
        let element = provenance.element().unwrap();
        assert!(roxmltree::Document::parse(&element).is_ok());
        assert_eq!(Provenance::read(element.as_bytes()), Ok(Some(provenance)));
    }

    #[test]
    fn what_is_cut_off_or_none_is_said() {
        let cut = format!("{OPEN}\narguments = []");
        assert!(matches!(Provenance::read(cut.as_bytes()), Err(ChartError::Provenance(_))));
        let none = format!("{OPEN}\ncommand = 3\n{CLOSE}");
        assert!(matches!(Provenance::read(none.as_bytes()), Err(ChartError::Provenance(_))));
        assert_eq!(Provenance::read(&[0xff, b'<']), Ok(None));
    }
}
