//! Headlines of tables of grades: how many of which, where the most and the least. All that tie are named, and what
//! is not known is no part of a count.

use peel_model::{Grade, Kind, NoGrade, NoteKey, Table, Verdict};

use super::ways::{Ways, by_carried_over};
use super::{columns, of_areas, own};
use crate::reading::{self, Ends, Row};
use crate::text::{capitalised, clean};
use crate::{agreement, change};

/// The areas of a table that has one a column, and where they are.
fn columns_of_grades(table: &Table) -> Vec<(String, usize)> {
    let columns = table.columns().iter().enumerate().filter(|(_, column)| column.kind == Kind::Grade);
    columns.map(|(at, column)| (clean(&column.title), at)).collect()
}

/// How many have which grade, best first, without those that nobody has.
fn tally(table: &Table, verdicts: &[Option<Verdict>]) -> Vec<(Grade, usize)> {
    let grades = table.scale.iter().flat_map(peel_model::Scale::best_first);
    let with = |grade: &Grade| verdicts.iter().filter(|one| **one == Some(Verdict::Graded(*grade))).count();
    grades.map(|grade| (*grade, with(grade))).filter(|(_, n)| *n > 0).collect()
}

/// The subject's own grades, by how many.
pub(super) fn matrix(table: &Table) -> Option<String> {
    let (own, columns) = (own(table)?, columns_of_grades(table));
    let verdicts: Vec<_> = columns.iter().map(|(_, at)| reading::verdict(own, *at)).collect();
    let (subject, tally) = (reading::subject(table), tally(table, &verdicts));
    let n = columns.len();
    let carried_over = columns.iter().filter(|(_, at)| reading::is_carried_over(table, own, *at)).count();
    let carried_over = by_carried_over(carried_over, tally.iter().map(|(_, n)| n).sum());
    let within = |is_all: bool| match &columns[..] {
        [(title, _)] => title.clone(),
        _ if is_all => of_areas(table, n, n),
        _ => reading::areas(table, n),
    };
    let gaps = || verdicts.iter().filter_map(|verdict| reading::gap(*verdict));
    let is_unknown = gaps().all(|gap| gap == NoGrade::Unknown);
    let no_grade = if is_unknown { "no known grade" } else { "no grade shown" };
    Some(match &tally[..] {
        [] => format!("No grade of {subject} {} in {}", reading::none_is(gaps()), within(false)),
        [(grade, n_with)] if *n_with == n => {
            format!("{subject} is graded {grade} in {}{carried_over}", within(true))
        }
        _ => {
            let said = tally.iter().map(|(grade, n)| format!("{grade} in {n}"));
            let rest = match n - tally.iter().map(|(_, n)| n).sum::<usize>() {
                0 => String::new(),
                1 => format!(", with {no_grade} in the other"),
                unknown => format!(", with {no_grade} in the other {unknown}"),
            };
            let said = reading::all_listed(said);
            format!("{subject} is graded {said} of {}{carried_over}{rest}", within(false))
        }
    })
}

/// Of one area the most common grade and the subject's; of several the subject's.
pub(super) fn map(table: &Table) -> Option<String> {
    let columns = columns_of_grades(table);
    let [(area, at)] = &columns[..] else { return matrix(table) };
    let verdicts: Vec<_> = table.rows().iter().map(|row| reading::verdict(row, *at)).collect();
    let tally = tally(table, &verdicts);
    let n_known: usize = tally.iter().map(|(_, n)| n).sum();
    let most = tally.iter().map(|(_, n)| *n).max();
    let Some(most) = most else {
        let gaps = verdicts.iter().filter_map(|verdict| reading::gap(*verdict));
        return Some(format!("No grade {} in {area}", reading::none_is(gaps)));
    };
    let common: Vec<_> = tally.iter().filter(|(_, n)| *n == most).map(|(grade, _)| *grade).collect();
    let (each, are) = if common.len() > 1 {
        (" each", "are the most common grades")
    } else {
        ("", "is the most common grade")
    };
    let own = own(table).map(|own| {
        let subject = reading::subject(table);
        let verdict = reading::verdict(own, *at);
        match verdict.and_then(Verdict::grade) {
            Some(grade) if common == [grade] => format!(", {subject} among them"),
            Some(grade) => format!("; {subject} is graded {grade}"),
            None => format!("; no grade of {subject} {}", reading::none_is(reading::gap(verdict))),
        }
    });
    Some(format!(
        "{area}: {} {are} ({most}{each} of {n_known} known){}",
        reading::all_listed(common.iter().map(ToString::to_string)),
        own.unwrap_or_default()
    ))
}

/// Where the share good or better is the highest and where the lowest, of the areas known for half of the forces or
/// more.
pub(super) fn distribution(table: &Table) -> Option<String> {
    let [title, graded, of, share] = columns(table, ["title", "graded", "of", "good_or_better"])?;
    let rows = || table.rows().iter();
    let is_enough = |row: &&Vec<_>| reading::is_half(reading::count(row, graded), reading::count(row, of));
    let known = rows().filter_map(|row| Some((row, reading::number(row, share)?)));
    let per_cent = |share: f64| format!("{share:.0}%");
    // What is written alike ties.
    let whole = |row: &Row| reading::number(row, share).map(f64::round);
    if let Some(ends) = reading::ends(rows().filter(is_enough).map(|row| (row.as_slice(), whole(row)))) {
        let named = |row: &Row| {
            let share = per_cent(whole(row).unwrap_or_default());
            format!("{} ({share} of {} known)", reading::text(row, title), reading::count(row, graded))
        };
        let [(most, _), (least, _)] = said(&ends, named);
        let others = known.clone().any(|(row, _)| !is_enough(&row));
        return Some(known_for_half(
            others,
            &format!(
                "the share of known grades that are good or better is highest in {most}, lowest in {least}"
            ),
        ));
    }
    Some(match known.collect::<Vec<_>>()[..] {
        [] => format!("No grade {}", reading::none_is(reading::gaps(table))),
        [(row, share)] if reading::count(row, graded) == 1 => {
            let grade = if share > 50.0 { "good or better" } else { "below good" };
            format!("{}: the one known grade is {grade}", reading::text(row, title))
        }
        [(row, share)] => format!(
            "{}: {} of {} known grades are good or better",
            reading::text(row, title),
            per_cent(share),
            reading::count(row, graded)
        ),
        [(_, share), ref others @ ..] => {
            if others.iter().all(|(_, other)| per_cent(*other) == per_cent(share)) {
                format!("In every area {} of known grades are good or better", per_cent(share))
            } else if rows().any(|row| is_enough(&row)) {
                return None;
            } else {
                "In no area are half of the grades known".to_owned()
            }
        }
    })
}

/// The shares alone, and the areas counted where several tie.
pub(super) fn distribution_in_short(table: &Table) -> Option<String> {
    let [title, graded, of, share] = columns(table, ["title", "graded", "of", "good_or_better"])?;
    let is_enough = |row: &&Vec<_>| reading::is_half(reading::count(row, graded), reading::count(row, of));
    let known = |row: &Row| reading::number(row, share).map(f64::round);
    let rows = table.rows().iter().filter(is_enough).map(|row| (row.as_slice(), known(row)));
    let ends = reading::ends(rows)?;
    let [most, least] = [ends.most, ends.least].map(|(rows, share): (Vec<&Row>, f64)| match &rows[..] {
        [row] => format!("{share:.0}% ({})", reading::text(row, title)),
        rows => format!("{share:.0}% (in {} each)", reading::areas(table, rows.len())),
    });
    let others = table.rows().iter().any(|row| known(row).is_some() && !is_enough(&row));
    Some(known_for_half(others, &format!("from {least} to {most} of known grades are good or better")))
}

/// How many grades are known, and where most are not.
pub(super) fn coverage(table: &Table) -> Option<String> {
    let [title, known, of] = columns(table, ["title", "known", "of"])?;
    let sum = |at| table.rows().iter().fold(0_u64, |sum, row| sum.saturating_add(reading::count(row, at)));
    let (n_known, n) = (sum(known), sum(of));
    let missing = |row: &Row| reading::count(row, of).saturating_sub(reading::count(row, known)) as f64;
    let ends = reading::ends(table.rows().iter().map(|row| (row.as_slice(), Some(missing(row)))));
    Some(match (n_known, ends) {
        (_, _) if n == 0 => return None,
        (0, _) => format!("None of {n} grades {}", reading::none_is(reading::gaps(table))),
        (_, _) if n_known == n => format!("All {n} grades are known"),
        (_, None) => format!("{n_known} of {n} grades are known"),
        (_, Some(ends)) => {
            let [(most, missing), _] = said(&ends, |row| reading::text(row, title));
            let each = if ends.most.0.len() > 1 { " in each" } else { "" };
            format!("{n_known} of {n} grades are known; the most are missing in {most} ({missing}{each})")
        }
    })
}

/// The pairs with a figure that rests on enough, or on too few, to be held against others.
fn pairs(table: &Table, is_enough: bool) -> Option<Vec<&Row>> {
    let [two, kappa, known, of] = columns(table, ["second_title", "kappa", "known", "of"])?;
    let is_meant = |row: &&Vec<_>| {
        let [known, of] = [known, of].map(|at| reading::count(row, at));
        !reading::text(row, two).is_empty()
            && reading::number(row, kappa).is_some()
            && agreement::is_enough(known, of) == is_enough
    };
    Some(table.rows().iter().filter(is_meant).map(Vec::as_slice).collect())
}

/// Which pair agrees most, of those known for half of the forces or more; none where several do, which are counted instead.
pub(super) fn agreement(table: &Table) -> Option<String> {
    let [one, two, kappa, known] = columns(table, ["first_title", "second_title", "kappa", "known"])?;
    let [one_cycle, two_cycle] = columns(table, ["first_cycle", "second_cycle"])?;
    let pair = |row: &Row| {
        let [one_cycle, two_cycle] = [one_cycle, two_cycle].map(|at| reading::text(row, at));
        let [one, two] = [one, two].map(|at| reading::text(row, at));
        match one == two {
            _ if one_cycle == two_cycle => format!("{one} and {two}"),
            true => format!("the two cycles in {one}"),
            false => format!("{one}, {one_cycle}, and {two}, {two_cycle}"),
        }
    };
    let pairs = pairs(table, true)?;
    if pairs.is_empty() {
        return Some("No pair is known for half of the forces or more".to_owned());
    }
    let written = |row: &Row| reading::formatted(table, row, kappa);
    let basis = |row: &Row| format!("{}, n {}", written(row), reading::count(row, known));
    if let [row] = pairs[..] {
        return Some(capitalised(&format!("{}: a weighted kappa of {}", pair(row), basis(row))));
    }
    // What is written alike ties.
    let others = !self::pairs(table, false)?.is_empty();
    let Some(ends) = reading::ends(pairs.iter().map(|row| (*row, reading::as_shown(&written(row))))) else {
        let alike = format!("all pairs agree alike, with a weighted kappa of {}", written(pairs.first()?));
        return Some(known_for_enough(table, others, &alike));
    };
    let said = match ends.most.0[..] {
        [most] => format!("grades agree most between {} (weighted kappa {})", pair(most), basis(most)),
        [one, two] => format!(
            "grades agree most between {} and between {} (weighted kappa {} each)",
            pair(one),
            pair(two),
            written(one)
        ),
        _ => return None,
    };
    Some(known_for_enough(table, others, &said))
}

/// How far most agree: the pair where it is one, else how many.
pub(super) fn agreement_in_short(table: &Table) -> Option<String> {
    let [one, two, kappa] = columns(table, ["first_title", "second_title", "kappa"])?;
    let with = |row: &Row| match [one, two].map(|at| reading::text(row, at)) {
        [one, two] if one == two => format!("between the cycles in {one}"),
        [one, two] => format!("in {one} and {two}"),
    };
    let shown = |row: &Row| reading::as_shown(&reading::formatted(table, row, kappa));
    let ends = reading::ends(pairs(table, true)?.into_iter().map(|row| (row, shown(row))))?;
    let written = reading::formatted(table, ends.most.0.first()?, kappa);
    let has_others = !pairs(table, false)?.is_empty();
    let said = match &ends.most.0[..] {
        [row] => format!("grades agree most {}: weighted kappa {written}", with(row)),
        [one, two] => {
            format!("grades agree most {} and {}: weighted kappa {written}", with(one), with(two))
        }
        rows => format!(
            "{} agree most, with a weighted kappa of {written} each",
            reading::counted(rows.len(), "pair")
        ),
    };
    Some(known_for_enough(table, has_others, &said))
}

/// A headline of the pairs known for enough; says how many that is where the picture has others.
fn known_for_enough(table: &Table, others: bool, headline: &str) -> String {
    let of = table.column("of").map(|at| table.rows().iter().map(move |row| reading::count(row, at)));
    match of.and_then(Iterator::max).filter(|_| others) {
        Some(of) => format!("Where {} or more are known in both, {headline}", agreement::least(of)),
        None => capitalised(headline),
    }
}

/// Whether more moved to a better grade than to a worse one.
pub(super) fn transitions(table: &Table) -> Option<String> {
    let counts = columns(table, ["better", "worse", "known", "of"])?;
    let [title] = columns(table, ["title"])?;
    let n_carried_over = |row: &Row| table.column("carried_over").map_or(0, |at| reading::count(row, at));
    let is_enough = |row: &&Vec<_>| {
        let [_, _, known, of] = counts.map(|at| reading::count(row, at));
        reading::is_known_for_half(known, of)
    };
    let resting = table.rows().iter().filter(is_enough);
    let [n_carried_over, n_compared] = resting.fold([0_u64; 2], |[carried, known], row| {
        [carried.saturating_add(n_carried_over(row)), known.saturating_add(reading::count(row, counts[2]))]
    });
    let rests = match n_carried_over {
        0 => String::new(),
        n => format!("; {n} of the {n_compared} comparisons rest on grades carried over"),
    };
    let rows =
        table.rows().iter().map(|row| (reading::text(row, title), counts.map(|at| reading::count(row, at))));
    let (enough, few): (Vec<_>, Vec<_>) =
        rows.partition(|(_, [_, _, known, of])| reading::is_known_for_half(*known, *of));
    if enough.is_empty() && few.iter().any(|(_, [_, _, known, _])| *known > 0) {
        let things = reading::things(table, counts[2]);
        return Some(format!("No area is known in both cycles for half of the {things} or more"));
    }
    let n_enough = enough.len();
    let known: Vec<_> = enough
        .into_iter()
        .map(|(title, [better, worse, known, _])| (title, [better, worse, known]))
        .collect();
    let said = match &known[..] {
        // Why not, the table does not count: unknown in one of the cycles, or not graded.
        [] => return Some("No grade can be compared between the two cycles".to_owned()),
        known if known.iter().all(|(_, [better, worse, _])| *better == 0 && *worse == 0) => {
            let areas = || format!("any of {}", reading::areas(table, known.len()));
            let within = if let [(title, _)] = known { title.clone() } else { areas() };
            format!("No known grade changed in {within}")
        }
        [(title, [better, worse, known])] => format!(
            "{title}: of {known} known in both, {better} moved to a better grade and {worse} to a worse one"
        ),
        _ => {
            let things = reading::things(table, counts[2]);
            let moved = |more: &str, less: &str| {
                format!("More {things} moved to a {more} grade than to a {less} one")
            };
            let [up, down] = [moved("better", "worse"), moved("worse", "better")];
            let neither = format!("As many {things} moved to a better grade as to a worse one");
            let ways = Ways::of(
                table,
                known.into_iter().map(|(title, [better, worse, _])| (title, Ok((better, worse)))),
            );
            ways.said([&up, &down, &neither], ["fewer", "fewer"])
        }
    };
    // One area is named, and its known are counted.
    let said = if few.is_empty() || n_enough == 1 { said } else { format!("{said}, where half are known") };
    Some(said + &rests)
}

/// Whether more are graded below the subject than above it.
pub(super) fn standing(table: &Table) -> Option<String> {
    let [title, grade, better, same, worse, of] =
        columns(table, ["title", "grade", "better", "same", "worse", "of"])?;
    let counts = |row: &Row| {
        let [better, same, worse] = [better, same, worse].map(|at| reading::count_if_any(row, at));
        Some([worse?, same?, better?])
    };
    let n_known = |counts: [u64; 3]| counts.into_iter().fold(0, u64::saturating_add);
    // Among a few of many nobody stands.
    let is_enough = |row: &&Vec<_>| {
        counts(row).is_none_or(|counts| reading::is_known_for_half(n_known(counts), reading::count(row, of)))
    };
    let place = |row: &Row| {
        let place = counts(row).map(|[worse, _, better]| (worse, better));
        place.ok_or_else(|| reason([reading::verdict(row, grade)]))
    };
    let (enough, few): (Vec<_>, Vec<_>) = table.rows().iter().partition(is_enough);
    let places = enough.iter().map(|row| (reading::text(row, title), place(row)));
    let is_carried_over = |row: &&Vec<_>| place(row).is_ok() && reading::is_carried_over(table, row, grade);
    let ways = Ways::of(table, places).carried_over(enough.iter().map(is_carried_over));
    let subject = reading::subject(table);
    if table.rows().iter().all(|row| counts(row).is_none()) {
        let own = table.rows().iter().filter_map(|row| reading::gap(reading::verdict(row, grade)));
        return Some(format!("No grade of {subject} {}", reading::none_is(own)));
    }
    if few.iter().all(|row| counts(row).is_none_or(|counts| n_known(counts) == 0)) && ways.titles.is_empty() {
        let is_known = reading::none_is(reading::gaps(table));
        return Some(if table.rows().iter().all(|row| counts(row).is_some()) {
            format!("No grade of anyone compared with {subject} {is_known}")
        } else {
            format!("Where {subject} is graded, no other grade {is_known}")
        });
    }
    if ways.titles.is_empty() {
        return Some(format!("Where {subject} is graded, fewer than half of the others’ grades are known"));
    }
    let without = |why: &str| match few.len() {
        0 => String::new(),
        n => format!("; in {n} more {why}"),
    };
    if table.rows().iter().all(|row| reading::count(row, of) == 1) {
        // `The one other force in its region, London` ends with a comma within a sentence.
        let other = capitalised(&reading::noted(table, NoteKey::Comparator));
        let other = if other.contains(", ") { format!("{other},") } else { other };
        let graded = |how: &str| format!("{other} is graded {how} {subject}");
        let [lower, higher, alike] = ["lower than", "higher than", "the same as"].map(graded);
        let said = ways.said([&lower, &higher, &alike], ["higher", "lower"]);
        return Some(
            said + &ways.rests_on() + &ways.more("known") + &without("no grade is known to compare"),
        );
    }
    // Where the grades that are not known may turn it, those that are known are spoken of; those that were not given turn
    // nothing.
    let never_given = ["not_graded", "not_inspected"].map(|name| table.column(name));
    let n_never_given = |row: &Row| {
        let counts = never_given.iter().flatten().map(|at| reading::count(row, *at));
        counts.fold(0, u64::saturating_add)
    };
    let may_turn = |row: &&Vec<_>| {
        counts(row).is_some_and(|[worse, same, better]| {
            let settled = n_known([worse, same, better]).saturating_add(n_never_given(row));
            let n_unknown = reading::count(row, of).saturating_sub(settled);
            n_unknown > 0 && worse.abs_diff(better) <= n_unknown
        })
    };
    let is_open = enough.iter().any(may_turn);
    let things = reading::things(table, of);
    let more = |one: &str, other: &str| {
        if is_open {
            format!("Of the known grades, more are {one} {subject}’s than {other} it")
        } else {
            format!("More {things} are graded {one} {subject} than {other} it")
        }
    };
    let [below, above] = [more("below", "above"), more("above", "below")];
    let are_alike =
        enough.iter().filter_map(|row| counts(row)).all(|[worse, _, better]| worse == 0 && better == 0);
    let neither = if are_alike && is_open {
        format!("All known grades are the same as {subject}’s")
    } else if are_alike {
        format!("All {things} with a grade are graded the same as {subject}")
    } else if is_open {
        format!("Of the known grades, as many are above {subject}’s as below it")
    } else {
        format!("As many {things} are graded above {subject} as below it")
    };
    let said = ways.said([&below, &above, &neither], ["fewer", "fewer"]);
    Some(said + &ways.rests_on() + &ways.more("known") + &without("fewer than half are known"))
}

/// In how many areas the subject is graded higher than before, and in how many lower.
pub(super) fn change(table: &Table) -> Option<String> {
    let [role, title, before, after] = columns(table, ["role", "title", "before", "after"])?;
    let own = || table.rows().iter().filter(|row| reading::text(row, role) == "subject");
    let moves = own().map(|row| {
        let both = [after, before].map(|at| reading::verdict(row, at));
        let [later, earlier] = both.map(|verdict| verdict.and_then(Verdict::grade));
        (reading::text(row, title), later.zip(earlier).ok_or_else(|| reason(both)))
    });
    // Of a grade that was carried over nobody found anew whether it still holds.
    let is_carried_over = |row: &Vec<_>| {
        let grades = [before, after].map(|at| reading::verdict(row, at).and_then(Verdict::grade));
        grades.iter().all(Option::is_some) && change::is_carried_over_after(table, row)
    };
    let ways = Ways::of(table, moves).carried_over(own().map(is_carried_over));
    let subject = reading::subject(table);
    let graded = |how: &str| format!("{subject} is graded {how} before");
    let [higher, lower, alike] = ["higher than", "lower than", "as"].map(graded);
    Some(if ways.titles.is_empty() && ways.n_without > 0 {
        format!("In no area are there grades of {subject} in both cycles to compare")
    } else if ways.titles.is_empty() {
        format!("In no area is the grade of {subject} known in both cycles")
    } else {
        let said = ways.said([&higher, &lower, &alike], ["lower", "higher"]);
        said + &ways.rests_on() + &ways.more("known in both cycles")
    })
}

/// Why there is nothing to compare where one of the verdicts is no grade: it is unknown, unless another reason is known.
fn reason<const N: usize>(verdicts: [Option<Verdict>; N]) -> NoGrade {
    let reasons = verdicts.into_iter().filter_map(|verdict| match verdict? {
        Verdict::Without(kind) if kind != NoGrade::Unknown => Some(kind),
        _ => None,
    });
    reasons.into_iter().next().unwrap_or(NoGrade::Unknown)
}

/// A headline of what is known for half of the forces or more; says so where the picture has `others`.
fn known_for_half(others: bool, headline: &str) -> String {
    if others { format!("Where half the grades are known, {headline}") } else { capitalised(headline) }
}

/// The names at both ends, in words, and how much.
fn said(ends: &Ends<&Row>, name: impl Fn(&Row) -> String) -> [(String, f64); 2] {
    [&ends.most, &ends.least].map(|(rows, value)| (reading::listed(rows.iter().map(|row| name(row))), *value))
}
