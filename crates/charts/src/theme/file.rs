//! Themes as TOML: the shipped ones, and a user's laid over one of them.

use peel_model::did_you_mean;
use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::Theme;
use crate::ChartError;

/// The shipped themes; the first is the usual one.
const SHIPPED: [(&str, &str); 3] = [
    ("light", include_str!("../../themes/light.toml")),
    ("dark", include_str!("../../themes/dark.toml")),
    ("print", include_str!("../../themes/print.toml")),
];
/// The key by which a user's theme names the shipped one it is laid over.
const BASE: &str = "base";
/// The sizes text may have: what is smaller cannot be read, what is larger does not fit the rows.
const TEXT_SIZES: std::ops::RangeInclusive<f32> = 8.0..=14.0;
const TITLE_SIZES: std::ops::RangeInclusive<f32> = 10.0..=32.0;

impl Theme {
    /// The names of the shipped themes; the first is the usual one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// The usual theme: dark on white.
    ///
    /// # Errors
    ///
    /// Those of [`Theme::shipped`]; none, since the shipped themes are tested.
    pub fn light() -> Result<Self, ChartError> {
        Self::shipped(SHIPPED[0].0)
    }

    /// The shipped theme of this name.
    ///
    /// # Errors
    ///
    /// [`ChartError::Theme`] when there is none of this name, with the names there are.
    pub fn shipped(name: &str) -> Result<Self, ChartError> {
        Self::read(name, shipped(name)?)
    }

    /// Reads a theme: TOML with the keys of a shipped one (`light`, or the one that `base` names), from which
    /// comes whatever is left out. `name` is what it is called in messages.
    ///
    /// # Errors
    ///
    /// [`ChartError::Theme`] with the line, for what is no TOML, an unknown key, what is no colour, and a size
    /// too small to be read or too large to fit.
    ///
    /// # Examples
    ///
    /// ```
    /// use peel_charts::Theme;
    ///
    /// assert!(Theme::read("house.toml", "subject = \"#5B2C83\"\n[sizes]\ntitle = 22\n").is_ok());
    /// let error = Theme::read("house.toml", "subject = \"purple\"\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`house.toml`:1: `purple` is not a colour: expected one such as `#12436D`"
    /// );
    /// ```
    pub fn read(name: &str, text: &str) -> Result<Self, ChartError> {
        let own = DeTable::parse(text).map_err(|error| fault(name, text, &error))?;
        let span = own.span();
        let mut own = own.into_inner();
        let base = own.remove(BASE);
        let base = base.as_ref().map_or(Some(SHIPPED[0].0), |base| base.get_ref().as_str());
        let base = shipped(base.unwrap_or_default())?;
        let mut whole = DeTable::parse(base).map_err(|error| fault(name, base, &error))?.into_inner();
        lay_over(&mut whole, own);
        let theme = Self::deserialize(Deserializer::from(Spanned::new(span, whole)));
        let theme = theme.map_err(|error| fault(name, text, &error))?;
        theme.must_fit(name)?;
        Ok(theme)
    }

    /// Refuses sizes of text that no chart has room for.
    fn must_fit(&self, name: &str) -> Result<(), ChartError> {
        let sizes = self.sizes;
        let all = [
            ("title", sizes.title, TITLE_SIZES),
            ("subtitle", sizes.subtitle, TEXT_SIZES),
            ("text", sizes.text, TEXT_SIZES),
            ("label", sizes.label, TEXT_SIZES),
            ("small", sizes.small, TEXT_SIZES),
        ];
        let Some((role, size, range)) = all.into_iter().find(|(_, size, range)| !range.contains(size)) else {
            return Ok(());
        };
        let (least, most) = (range.start(), range.end());
        let message = format!("`sizes.{role}` is {size}: expected {least} to {most} pixels");
        Err(ChartError::Theme { name: name.to_owned(), line: None, message, hint: None })
    }
}

fn shipped(name: &str) -> Result<&'static str, ChartError> {
    let found = SHIPPED.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text).ok_or_else(|| ChartError::Theme {
        name: name.to_owned(),
        line: None,
        message: "no theme of this name is shipped".to_owned(),
        hint: did_you_mean(name, Theme::names()).or_else(|| {
            Some(format!(
                "there are {}; others are files that end in .toml",
                Theme::names().collect::<Vec<_>>().join(", ")
            ))
        }),
    })
}

/// Puts every value of the upper table in the place of the lower one's; tables within are laid over each other,
/// so that one colour of a section can be changed.
fn lay_over<'i>(lower: &mut DeTable<'i>, upper: DeTable<'i>) {
    for (key, value) in upper {
        let below = lower.remove(key.get_ref().as_ref());
        let span = value.span();
        let value = match (below.map(Spanned::into_inner), value.into_inner()) {
            (Some(DeValue::Table(mut below)), DeValue::Table(above)) => {
                lay_over(&mut below, above);
                DeValue::Table(below)
            }
            (_, value) => value,
        };
        lower.insert(key, Spanned::new(span, value));
    }
}

fn fault(name: &str, text: &str, error: &toml::de::Error) -> ChartError {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map(|before| before.matches('\n').count() + 1);
    // The message of a key that is unknown lists those there are.
    let message = error.message().trim_end().replace('\n', " ");
    ChartError::Theme { name: name.to_owned(), line, message, hint: None }
}
