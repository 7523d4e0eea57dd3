//! Reading a table by its columns' names: cells as the chart needs them, and the notes every chart
//! shows. Nothing is computed here beyond adding up counts of the same row.

use peel_model::{
    Basis, Cell, Grade, Level, MONTHS, NO_FIGURE, NoGrade, NoteKey, Scale, Table, Unit, Value, Verdict,
    day_in_words, period_in_words,
};

use crate::ChartError;
use crate::axis::{grouped, in_short};
use crate::text::{TIE, clean};

/// A row of a table, read by columns found before.
pub(crate) type Row = [Cell];

/// What prose is to a grade, where there are both: the same, better, or worse.
pub(crate) const FOUND: [&str; 3] = ["agree", "kinder", "harsher"];

/// The columns of counts that a stacked bar is made of, best grade first, gaps last.
pub(crate) struct CountColumns {
    grades: Vec<(Grade, usize)>,
    gaps: Vec<(NoGrade, usize)>,
}

/// What a share of a bar stands for.
pub(crate) type Share = Verdict;

impl CountColumns {
    /// Finds the columns in the table.
    pub(crate) fn find(table: &Table, scale: &Scale) -> Result<Self, ChartError> {
        let grades = scale
            .best_first()
            .iter()
            .map(|grade| Ok((*grade, column(table, &grade.slug().replace('-', "_"))?)));
        let gaps =
            NoGrade::ALL.iter().map(|kind| Ok((*kind, column(table, &kind.slug().replace('-', "_"))?)));
        Ok(Self { grades: grades.collect::<Result<_, _>>()?, gaps: gaps.collect::<Result<_, _>>()? })
    }

    /// The counts of a row in the order of the columns, those of nothing too.
    pub(crate) fn read(&self, row: &Row) -> Vec<(Share, u64)> {
        let grades = self.grades.iter().map(|(grade, at)| (Share::Graded(*grade), count(row, *at)));
        let gaps = self.gaps.iter().map(|(kind, at)| (Share::Without(*kind), count(row, *at)));
        grades.chain(gaps).collect()
    }
}

/// Of grades none of which can be shown, what none is: each kind of having no grade has its own words.
pub(crate) fn none_is(kinds: impl IntoIterator<Item = NoGrade>) -> &'static str {
    let mut kinds = kinds.into_iter();
    let first = kinds.next();
    match first.filter(|first| kinds.all(|kind| kind == *first)) {
        Some(NoGrade::Unknown) => "is known",
        Some(NoGrade::NotGraded) => "was given",
        Some(NoGrade::NotInspected) => "could be given without inspection",
        Some(NoGrade::Disputed) => "is undisputed",
        None if first.is_none() => "is known",
        None => "is shown",
    }
}

/// The kind of a verdict that is no grade; of none it is unknown.
pub(crate) fn gap(verdict: Option<Verdict>) -> Option<NoGrade> {
    match verdict {
        Some(Verdict::Graded(_)) => None,
        Some(Verdict::Without(kind)) => Some(kind),
        None => Some(NoGrade::Unknown),
    }
}

/// The kinds of having no grade that a table counts anywhere.
pub(crate) fn gaps(table: &Table) -> impl Iterator<Item = NoGrade> {
    let occurs = |kind: &NoGrade| {
        let at = table.column(&kind.slug().replace('-', "_"));
        at.is_some_and(|at| table.rows().iter().any(|row| count(row, at) > 0))
    };
    NoGrade::ALL.into_iter().filter(occurs)
}

/// The position of a column.
pub(crate) fn column(table: &Table, name: &str) -> Result<usize, ChartError> {
    let missing = || ChartError::MissingColumn { table: table.title.clone(), column: name.to_owned() };
    table.column(name).ok_or_else(missing)
}

/// The scale of the table's grades.
pub(crate) fn scale(table: &Table) -> Result<&Scale, ChartError> {
    table.scale.as_ref().ok_or_else(|| ChartError::MissingScale(table.title.clone()))
}

/// The rows, of which there must be one.
pub(crate) fn rows<'t>(table: &'t Table, things: &str) -> Result<&'t [Vec<Cell>], ChartError> {
    match table.rows() {
        [] => Err(ChartError::NothingToDraw(format!("the table `{}` has no {things}", table.title))),
        rows => Ok(rows),
    }
}

/// The words of a cell; nothing when it is empty.
pub(crate) fn text(row: &Row, at: usize) -> String {
    match row.get(at).map(|cell| &cell.value) {
        Some(Value::Text(text)) => clean(text),
        _ => String::new(),
    }
}

/// The count of a cell, where it has one.
pub(crate) fn count_if_any(row: &Row, at: usize) -> Option<u64> {
    match row.get(at).map(|cell| &cell.value) {
        Some(Value::Count(count)) => Some(*count),
        _ => None,
    }
}

/// The count of a cell; none is no thing counted.
pub(crate) fn count(row: &Row, at: usize) -> u64 {
    count_if_any(row, at).unwrap_or(0)
}

/// The number of a cell, where it has one.
pub(crate) fn number(row: &Row, at: usize) -> Option<f64> {
    match row.get(at).map(|cell| &cell.value) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// The grade of a cell, or why there is none; nothing when the cell is empty.
pub(crate) fn verdict(row: &Row, at: usize) -> Option<Verdict> {
    match row.get(at).map(|cell| &cell.value) {
        Some(Value::Grade(grade)) => Some(Verdict::Graded(*grade)),
        Some(Value::NoGrade(kind)) => Some(Verdict::Without(*kind)),
        _ => None,
    }
}

/// Whether a cell's grade is one that was carried over.
pub(crate) fn is_carried_over(table: &Table, row: &Row, at: usize) -> bool {
    let evidence = |position: &u32| table.evidence().get(*position as usize);
    let carried =
        |position| evidence(position).is_some_and(|evidence| evidence.basis == Some(Basis::CarriedOver));
    row.get(at).is_some_and(|cell| cell.from.iter().any(carried))
}

/// The first note of this kind; nothing when there is none.
pub(crate) fn noted(table: &Table, key: NoteKey) -> String {
    table.noted(key).next().map(clean).unwrap_or_default()
}

/// The name of the force in question, in words that fit a sentence.
pub(crate) fn subject(table: &Table) -> String {
    Some(noted(table, NoteKey::Subject))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "the subject".to_owned())
}

/// Whether it lays cycles beside each other that may not be compared: such a table says so in each row.
pub(crate) fn is_refused(table: &Table) -> bool {
    table.column("warning").is_some()
}

/// What a column counts, by the word for several of them: `forces`.
pub(crate) fn things(table: &Table, at: usize) -> String {
    match table.columns().get(at).and_then(|column| column.unit.as_ref()) {
        Some(Unit::Things(things)) => clean(things),
        _ => "forces".to_owned(),
    }
}

/// The grade in the inspectorate's words, or why there is none.
pub(crate) const fn verdict_words(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Graded(grade)) => grade.title(),
        Some(Verdict::Without(kind)) => kind.title(),
        None => "no grade",
    }
}

/// What a cell says beside its value; nothing when it says nothing.
pub(crate) fn remark(row: &Row, at: usize) -> String {
    row.get(at).and_then(|cell| cell.remark.as_deref()).map(clean).unwrap_or_default()
}

/// Whether so many of all are half of them or more: of fewer no area is said to be the most or the least.
pub(crate) const fn is_half(n: u64, all: u64) -> bool {
    n >= all.div_ceil(2)
}

/// Whether of so many compared half are known, and anyone.
pub(crate) const fn is_known_for_half(known: u64, of: u64) -> bool {
    known > 0 && is_half(known, of)
}

/// Whether what is said of a place is that there is none, since averages do without the figure.
pub(crate) fn is_set_apart(remark: &str) -> bool {
    remark.starts_with("set apart")
}

/// Whether one figure alone counts of those compared, be it the subject's own, so that nothing can be held against others.
pub(crate) fn is_alone(row: &Row, known: usize) -> bool {
    count_if_any(row, known) == Some(1)
}

/// Why a figure is set apart, in short: `fewer than 100,000 residents`.
pub(crate) fn reason(apart: &str) -> &str {
    apart.split(": ").next().unwrap_or_default()
}

/// Why a figure is held against no others, where that is said of a number of theirs: `fewer than 100,000 residents`.
pub(crate) fn why_apart(row: &Row, [theirs, own]: [usize; 2]) -> String {
    let is_apart = is_set_apart(&remark(row, theirs));
    let why = remark(row, own);
    // The last of what is said of the figure.
    let why = why.rsplit("; ").next().map(reason).filter(|_| is_apart);
    why.unwrap_or_default().to_owned()
}

/// Whether a finding of association is one that chance is an unlikely reason for.
pub(crate) fn is_beyond_chance(row: &Row, finding: usize) -> bool {
    text(row, finding).starts_with("better graded")
}

/// The value of a cell as people are shown it, numbers as those of axes are: thousands by commas, and a whole number of
/// things without decimals.
pub(crate) fn formatted(table: &Table, row: &Row, at: usize) -> String {
    let column = table.columns().get(at).zip(row.get(at));
    let written = column.map(|(column, cell)| clean(&column.format(&cell.value))).unwrap_or_default();
    let Some(number) = number(row, at) else {
        return if count_if_any(row, at).is_some() { grouped(&written) } else { written };
    };
    let (sign, size) = written.strip_prefix('-').map_or(("", written.as_str()), |size| ("−", size));
    let is_power = size.contains('e');
    let is_whole = number.fract() == 0.0 && !is_power && counts_things(table, at);
    let whole = size.split_once('.').filter(|_| is_whole);
    format!("{sign}{}", grouped(whole.map_or(size, |(whole, _)| whole)))
}

/// The same, of a number too long to be read at a glance in three digits and its unit: `1.25bn`.
pub(crate) fn short(table: &Table, row: &Row, at: usize) -> String {
    let written = formatted(table, row, at);
    let is_long = written.chars().count() > MOST_DIGITS;
    number(row, at).filter(|number| is_long && number.abs() >= 1e6).map_or(written, in_short)
}

/// The figures of a series as all of its chart writes them, none where there is none: in three digits where these tell its last
/// from its first, or its highest from its lowest, and what is usual does not.
pub(crate) fn series(table: &Table, at: usize) -> Vec<Option<String>> {
    let numbers: Vec<_> = table.rows().iter().map(|row| number(row, at)).collect();
    let usual = table.rows().iter().map(|row| number(row, at).map(|_| short(table, row, at)));
    let usual: Vec<_> = usual.collect();
    let in_three: Vec<_> = numbers.iter().map(|number| number.map(in_three_digits)).collect();
    let known = || numbers.iter().enumerate().filter_map(|(place, number)| Some((place, (*number)?)));
    let by_size = |one: &(usize, f64), other: &(usize, f64)| one.1.total_cmp(&other.1);
    let pairs = [(known().next(), known().next_back()), (known().min_by(by_size), known().max_by(by_size))];
    let are_told =
        |(one, other): (usize, usize)| usual[one] == usual[other] && in_three[one] != in_three[other];
    let mut pairs = pairs.into_iter().filter_map(|(one, other)| Some((one?.0, other?.0)));
    if pairs.any(are_told) { in_three } else { usual }
}

/// A figure with the decimals that three digits leave room for, and no more than any figure has.
fn in_three_digits(number: f64) -> String {
    let decimals = (0..MOST_DECIMALS).find(|at| number.abs() * 10_f64.powi(*at) >= 100.0);
    let decimals = usize::try_from(decimals.unwrap_or(MOST_DECIMALS)).unwrap_or_default();
    let sign = if number < 0.0 { "−" } else { "" };
    format!("{sign}{}", grouped(&format!("{:.decimals$}", number.abs())))
}

/// Whether a column's figures are numbers of things, such as deaths, which nothing divides.
pub(crate) fn counts_things(table: &Table, at: usize) -> bool {
    let unit = table.columns().get(at).and_then(|column| column.unit.as_ref());
    match unit {
        Some(Unit::Things(_)) => true,
        Some(Unit::Rate(words)) => !words.starts_with("per ") && !words.contains(" per "),
        _ => false,
    }
}

/// The number that people are shown, so that what is written alike ties.
pub(crate) fn as_shown(written: &str) -> Option<f64> {
    written.replace('−', "-").replace(',', "").parse().ok()
}

/// When a period is: `in 2017/18`, `in the year to March 2022`, `on 31 March 2025`.
pub(crate) fn within(period: &str) -> String {
    day_in_words(period).map_or_else(|| format!("in {}", period_in_words(period)), |day| format!("on {day}"))
}

/// Words with every date such as `2025-03-31` as one says it, `31 March 2025`, in one line, as a month and its year are.
pub(crate) fn with_days(words: &str) -> String {
    let is_of_date = |c: char| c.is_ascii_digit() || c == '-';
    let parts = words.split_inclusive(|c| !is_of_date(c));
    let said = parts.map(|part| {
        let date = part.trim_end_matches(|c| !is_of_date(c));
        let day = day_in_words(date).map(|day| day.replace(' ', &TIE.to_string()));
        day.map_or_else(|| part.to_owned(), |day| day + &part[date.len()..])
    });
    with_months(&said.collect::<String>())
}

/// Words in which no line is broken between a month and its year.
fn with_months(words: &str) -> String {
    let (mut tied, mut before) = (String::with_capacity(words.len()), "");
    for (at, word) in words.split(' ').enumerate() {
        let is_year = word.len() >= 4 && word.chars().take(4).all(|c| c.is_ascii_digit());
        if at > 0 {
            tied.push(if is_year && MONTHS.contains(&before) { TIE } else { ' ' });
        }
        tied.push_str(word);
        before = word;
    }
    tied
}

/// The words for the unit of a column; nothing where the data do not state it.
pub(crate) fn unit(table: &Table, at: usize) -> String {
    let unit = table.columns().get(at).and_then(|column| column.unit.as_ref());
    unit.map(|unit| clean(&unit.to_string())).unwrap_or_default()
}

/// What the figures of a column measure, for axes and sentences: its unit, and of what that is where it does not say so:
/// `offences per 1,000 population`, `% of calls answered within 10 seconds`, `Complaints per 1,000 population`.
pub(crate) fn measure(table: &Table, at: usize) -> String {
    let (unit, title) = (unit(table, at), indicator(table).unwrap_or_default());
    match unit.as_str() {
        "" => title,
        per if per.starts_with("per ") => format!("{title} {per}").trim_start().to_owned(),
        "%" if title.is_empty() || title.contains('%') => title,
        "%" => format!("{title}, %"),
        share => {
            let of = share.strip_prefix("% of ").and_then(|of| from_word(&title, of));
            of.map_or_else(|| share.to_owned(), |of| format!("% of {of}"))
        }
    }
}

/// What a title says from a word on, in the word's own letters: from `crimes` on, `Crimes with no suspect`.
fn from_word(title: &str, word: &str) -> Option<String> {
    let is_of_word = |letter: char| letter.is_alphanumeric();
    let at = title.to_lowercase().find(&word.to_lowercase())?;
    let (before, from) = title.is_char_boundary(at).then(|| title.split_at(at))?;
    let after = from.get(word.len()..)?;
    let is_whole = !before.ends_with(is_of_word) && !after.starts_with(is_of_word);
    is_whole.then(|| format!("{word}{after}"))
}

/// That a force has no figure, and why, where the data say so: `no figure of Kent: suppressed by the publisher`.
pub(crate) fn no_figure(whose: &str, why: &str) -> String {
    if why.is_empty() || is_unknown(why) {
        format!("no figure of {whose} is known")
    } else {
        format!("no figure of {whose}: {why}")
    }
}

/// That there is no figure, and why, before names: `No figure, suppressed by the publisher`.
pub(crate) fn without(why: &str) -> String {
    match why {
        "" => "No figure".to_owned(),
        NO_FIGURE => "No figure in the data".to_owned(),
        why => format!("No figure, {}", why.strip_prefix("unknown: ").unwrap_or(why)),
    }
}

/// Who has no figure for a reason that the data give, by these reasons: `No figure, suppressed by the publisher: Kent`.
pub(crate) fn without_for_reasons(table: &Table, [name, value]: [usize; 2]) -> Vec<String> {
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for row in table.rows().iter().filter(|row| number(row, value).is_none()) {
        let (why, name) = (remark(row, value), text(row, name));
        match by_reason.iter_mut().find(|(other, _)| *other == why) {
            _ if why.is_empty() || is_unknown(&why) => {}
            Some((_, names)) => names.push(name),
            None => by_reason.push((why, vec![name])),
        }
    }
    by_reason.into_iter().map(|(why, names)| format!("{}: {}", without(&why), names.join(", "))).collect()
}

/// Whether what is said in place of a figure is that nothing is known of it.
pub(crate) fn is_unknown(why: &str) -> bool {
    why.starts_with("unknown")
}

/// A figure with its unit: `95%`, `1 death`, `2 deaths`, `1 offence per 1,000 population`.
pub(crate) fn amount(written: &str, unit: &str) -> String {
    let per = if unit.starts_with("per ") { 0 } else { unit.find(" per ").unwrap_or(unit.len()) };
    let (things, per) = unit.split_at(per);
    let thing = things.strip_suffix('s').filter(|_| written == "1").unwrap_or(things);
    // What a share is of the indicator's name says.
    let (between, thing) = if thing.starts_with('%') { ("", "%") } else { (" ", thing) };
    format!("{written}{between}{thing}{per}").trim_end().to_owned()
}

/// The one indicator a table is of: its title begins with it, before the period or the subject.
pub(crate) fn indicator(table: &Table) -> Option<String> {
    let title = clean(&table.title);
    let after = [format!(", {}: ", noted(table, NoteKey::Period)), format!(", {}, up to ", subject(table))];
    after.iter().find_map(|after| Some(title.split_once(after)?.0.to_owned()))
}

/// From which share to which others reach, in words: `2% to 45% of those compared`.
pub(crate) fn shares(shares: impl IntoIterator<Item = f32>, whole: &str) -> String {
    let per_cent = |share: f32| format!("{:.0}%", share.clamp(0.0, 1.0) * 100.0);
    let (least, most) = shares
        .into_iter()
        .fold((1.0_f32, 0.0_f32), |(least, most), share| (least.min(share), most.max(share)));
    match [least, most].map(per_cent) {
        [least, most] if least == most => format!("{most} {whole}"),
        [least, most] => format!("{least} to {most} {whole}"),
    }
}

/// Columns by their names.
pub(crate) fn columns<const N: usize>(table: &Table, names: [&str; N]) -> Result<[usize; N], ChartError> {
    let mut found = [0; N];
    for (at, name) in found.iter_mut().zip(names) {
        *at = column(table, name)?;
    }
    Ok(found)
}

/// Whom the subject is compared with, in words that fit a legend.
pub(crate) fn comparator(table: &Table) -> String {
    Some(noted(table, NoteKey::Comparator))
        .filter(|words| !words.is_empty())
        .unwrap_or_else(|| "those it is compared with".to_owned())
}

/// The most letters of a number that has all its digits: `1,246,416.50`.
const MOST_DIGITS: usize = 12;
/// The most decimals that tell two figures apart.
const MOST_DECIMALS: i32 = 9;
/// The most names that a list in words has.
const MOST_NAMES: usize = 3;

/// Names in words, the first few of many: `Kent and Essex`, `Kent, Essex, Gwent and 9 others`.
pub(crate) fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names: Vec<_> = names.into_iter().map(str::to_owned).collect();
    if names.len() > MOST_NAMES + 1 {
        let others = names.split_off(MOST_NAMES).len();
        names.push(format!("{others} others"));
    }
    all_listed(names)
}

/// All of a few things in words, however many: the grades of a scale.
pub(crate) fn all_listed(words: impl IntoIterator<Item = String>) -> String {
    let mut words: Vec<_> = words.into_iter().collect();
    match (words.pop(), words.is_empty()) {
        (Some(last), false) => format!("{} and {last}", words.join(", ")),
        (last, _) => last.unwrap_or_default(),
    }
}

/// Words that are made for it as names are: the first few of many.
pub(crate) fn listed(words: impl IntoIterator<Item = String>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    names(words.iter().map(String::as_str))
}

/// A number of things in words: `1 area`, `3 areas`.
pub(crate) fn counted(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// A number of the areas of a table: `1 area`, `3 pillars`.
pub(crate) fn areas(table: &Table, n: usize) -> String {
    let are_pillars = noted(table, NoteKey::Level) == Level::Pillar.as_str();
    counted(n, if are_pillars { Level::Pillar } else { Level::Area }.as_str())
}

/// Who has the most and who the least of something: all of those that tie.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ends<T> {
    /// Those with the most, and how much.
    pub(crate) most: (Vec<T>, f64),
    /// Those with the least.
    pub(crate) least: (Vec<T>, f64),
}

/// The ends of what is known; none where no two differ.
pub(crate) fn ends<T: Copy>(all: impl IntoIterator<Item = (T, Option<f64>)>) -> Option<Ends<T>> {
    let known: Vec<_> = all.into_iter().filter_map(|(what, value)| Some((what, value?))).collect();
    let values = || known.iter().map(|(_, value)| *value);
    let (most, least) = (values().max_by(f64::total_cmp)?, values().min_by(f64::total_cmp)?);
    let with = |end: f64| {
        let tied = known.iter().filter(|(_, value)| value.total_cmp(&end).is_eq());
        (tied.map(|(what, _)| *what).collect(), end)
    };
    (most > least).then(|| Ends { most: with(most), least: with(least) })
}

/// Who has the best grade there is and who the worst, in words; nothing where no two differ.
pub(crate) fn extremes<'n>(all: impl Iterator<Item = (&'n str, Option<Verdict>)>) -> String {
    let graded: Vec<_> = all.filter_map(|(name, verdict)| Some((name, verdict?.grade()?))).collect();
    let ends = graded.iter().map(|(_, grade)| *grade).max().zip(graded.iter().map(|(_, grade)| *grade).min());
    let Some((best, worst)) = ends.filter(|(best, worst)| best > worst) else { return String::new() };
    let with = |wanted| names(graded.iter().filter(|(_, grade)| *grade == wanted).map(|(name, _)| *name));
    format!(", the best {} ({best}), the worst {} ({worst})", with(best), with(worst))
}

/// Sentences in a row, without those that say nothing.
pub(crate) fn sentences(sentences: Vec<String>) -> String {
    let said: Vec<_> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
    with_days(&(said.join(". ") + ".")).replace(TIE, " ")
}

#[cfg(test)]
mod tests {
    use peel_model::Column;

    use super::*;

    #[test]
    fn what_is_shown_is_a_number_below_zero_too() {
        assert_eq!(["0.30", "−0.10", "–"].map(as_shown), [Some(0.3), Some(-0.1), None]);
    }

    #[test]
    fn dates_are_as_one_says_them() {
        assert_eq!(
            with_days("in the year to December 2024, up"),
            format!("in the year to December{TIE}2024, up")
        );
        assert_eq!(with_days("up to December in 2024"), "up to December in 2024");
        let check = |words, said| assert_eq!(with_days(words).replace(TIE, " "), said);
        check("Kent, 2024-03-31: officers", "Kent, 31 March 2024: officers");
        check("2024-03-31", "31 March 2024");
        check("(2019-09-30) and 2020-01-01.", "(30 September 2019) and 1 January 2020.");
        check("2019-20, 2023-25 and 2024-13-01", "2019-20, 2023-25 and 2024-13-01");
        check("é 2024-03-31é", "é 31 March 2024é");
    }

    #[test]
    fn numbers_are_grouped_and_things_whole() {
        let of = |unit: &Unit, value: f64| {
            let columns = vec![Column::number("value", "Figure", unit.clone())];
            let mut table = Table::new(None, "t".to_owned(), None, columns);
            table.push_row(vec![Cell::new(value, vec![])]).unwrap();
            formatted(&table, &table.rows()[0], 0)
        };
        let deaths = Unit::Rate("deaths".to_owned());
        assert_eq!([1.0, 0.0, 1.5, 12_345.0].map(|n| of(&deaths, n)), ["1", "0", "1.50", "12,345"]);
        let rate = Unit::Rate("deaths per 1,000 population".to_owned());
        assert_eq!([1.0, -1_234.5].map(|n| of(&rate, n)), ["1.00", "−1,234.50"]);
        assert_eq!(of(&Unit::Things("pounds".to_owned()), 1_234_567.0), "1,234,567");
        assert_eq!(of(&Unit::Things("pounds".to_owned()), 7.863e38), "7.86e38");
        assert_eq!([8.1387e-14, -7.8e38].map(|n| of(&rate, n)), ["8.14e-14", "−7.80e38"]);
        assert_eq!(as_shown("−1,234.50"), Some(-1_234.5));
    }

    #[test]
    fn a_measure_says_of_what_it_is() {
        let check = |title: &str, unit: Unit, said: &str| {
            let columns = vec![Column::number("value", "Figure", unit)];
            let title = format!("{title}, 2023/24: Kent against the other 42 forces");
            let mut table = Table::new(None, title, None, columns);
            table.note(NoteKey::Period, "2023/24");
            assert_eq!(measure(&table, 0), said);
        };
        let share = |of: &str| Unit::Share(of.to_owned());
        let calls = "999 calls answered within 10 seconds";
        check(calls, share("calls"), "% of calls answered within 10 seconds");
        check("Crimes with no suspect", share("crimes"), "% of crimes with no suspect");
        check("Recalls upheld", share("calls"), "% of calls");
        check("Satisfaction (%)", Unit::PerCent, "Satisfaction (%)");
        check("Satisfaction", Unit::PerCent, "Satisfaction, %");
        check("Complaints", Unit::Things(String::new()), "Complaints");
        check("Complaints", Unit::Rate("per 1,000 population".to_owned()), "Complaints per 1,000 population");
    }

    #[test]
    fn one_is_said_of_one() {
        let check = |written, unit, said| assert_eq!(amount(written, unit), said);
        check("1", "deaths", "1 death");
        check("12", "deaths", "12 deaths");
        check("1.00", "offences per 1,000 population", "1.00 offences per 1,000 population");
        check("1", "full-time equivalents per 1,000 persons", "1 full-time equivalent per 1,000 persons");
        check("1", "%", "1%");
        check("91.2", "% of calls", "91.2%");
        check("410", "", "410");
        check("0.51", "per 1,000 population", "0.51 per 1,000 population");
    }
}
