//! What a workbook's values are to a reader: the text shown for numbers, dates and times.

use calamine::{Data, DataRef, ExcelDateTime};
use jiff::civil::Date;

use super::CellKind;

/// The serial number of the day after the last that spreadsheets know, 9999-12-31.
const END_OF_DAYS: f64 = 2_958_466.0;

/// The text and the kind of a value as calamine gives it.
pub(super) fn of(value: &DataRef<'_>) -> (String, CellKind) {
    match value {
        DataRef::Int(number) => (number.to_string(), CellKind::Number(*number as f64)),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) | DataRef::DurationIso(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Bool(truth) => (boolean(*truth), CellKind::Text),
        DataRef::DateTime(moment) => excel(*moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => (error.to_string(), CellKind::Error),
        DataRef::Empty => (String::new(), CellKind::Text),
    }
}

/// The same value, borrowed.
pub(super) fn borrow(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The shortest text that is the number; what is no number is text.
pub(super) fn number(value: f64) -> (String, CellKind) {
    // Negative nought is nought.
    let value = if value == 0.0 { 0.0 } else { value };
    let kind = if value.is_finite() { CellKind::Number(value) } else { CellKind::Text };
    (value.to_string(), kind)
}

/// A part of one as per cent, exactly: 0.07 is `7%`. A year stays one, where a column's format is its header's too.
pub(super) fn per_cent(value: f64) -> (String, CellKind) {
    if value.fract() == 0.0 && (1900.0..=2100.0).contains(&value) {
        return number(value);
    }
    let text = format!("{value:e}");
    let shifted = text.split_once('e').and_then(|(digits, power)| {
        let power = power.parse::<i32>().ok()?.checked_add(2)?;
        format!("{digits}e{power}").parse::<f64>().ok()
    });
    let (text, _) = number(shifted.unwrap_or(value * 100.0));
    (format!("{text}%"), CellKind::Text)
}

/// The month of a date that is shown as no more: 1 November 2024 as `Nov-24`.
pub(super) fn month(date: Date) -> (String, CellKind) {
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| peel_model::MONTHS.get(month));
    (format!("{} {}", month.copied().unwrap_or_default(), date.year()), CellKind::Text)
}

/// A truth value as spreadsheets show it.
pub(super) fn boolean(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

/// A date in ISO form, with or without a time of day; anything else is text.
pub(super) fn iso(text: &str) -> (String, CellKind) {
    let (date, rest) = text.trim().split_at_checked(10).unwrap_or((text, ""));
    match date.parse::<Date>() {
        Ok(date) if rest.is_empty() || rest.starts_with(['T', ' ']) => {
            (date.to_string(), CellKind::Date(date))
        }
        _ => (text.to_owned(), CellKind::Text),
    }
}

/// Excel has one number for dates and times: whole days are a date, less than a day is a time of day.
fn excel(moment: ExcelDateTime) -> (String, CellKind) {
    let serial = moment.as_f64();
    if !(0.0..END_OF_DAYS).contains(&serial) {
        return number(serial);
    }
    if moment.is_duration() || serial < 1.0 {
        return (clock(serial), CellKind::Text);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let part = |part: u8| i8::try_from(part).unwrap_or_default();
    match Date::new(i16::try_from(year).unwrap_or_default(), part(month), part(day)) {
        Ok(date) => (date.to_string(), CellKind::Date(date)),
        // 29 February 1900, which only Excel has.
        Err(_) => number(serial),
    }
}

/// A number of days as hours, minutes and seconds: `36:00:00`.
fn clock(days: f64) -> String {
    let seconds = (days * 86_400.0).round();
    let (hours, rest) = ((seconds / 3_600.0).floor(), seconds % 3_600.0);
    format!("{hours:02}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cents_have_no_noise() {
        for (value, expected) in
            [(0.07, "7%"), (0.982, "98.2%"), (1.05, "105%"), (-0.001, "-0.1%"), (0.0, "0%"), (2022.0, "2022")]
        {
            let (text, _) = per_cent(value);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn a_month_is_written_in_words() {
        assert_eq!(month(Date::constant(2024, 11, 1)), ("November 2024".to_owned(), CellKind::Text));
    }
}
