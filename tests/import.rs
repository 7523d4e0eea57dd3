//! Messy files into tidy rows: one fixture a quirk, with what is said, understood and made of it.

mod real;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::util::{Run, fixtures, golden, peel, peel_in, repository};

/// One run of `peel import` in a folder of fixtures.
pub(crate) struct Case {
    /// The folder of its fixtures, and of its golden files.
    pub(crate) folder: &'static str,
    /// The name of its golden files.
    pub(crate) name: &'static str,
    /// The arguments after `import`, in words.
    pub(crate) args: &'static str,
    pub(crate) exit: i32,
}

const fn case(name: &'static str, args: &'static str, exit: i32) -> Case {
    Case { folder: "import", name, args, exit }
}

const CASES: &[Case] = &[
    // What a text file may be made of.
    case("bare-cr-without-period", "bare-cr-blank-column.csv", 1),
    case("bare-cr-blank-column", "bare-cr-blank-column.csv --period 2014/15", 0),
    case("windows-1252", "windows-1252.csv --period 2018/19", 0),
    case("utf-16-tabs", "utf-16-tabs.txt", 0),
    case("no-final-newline", "no-final-newline.csv", 0),
    case("semicolons", "semicolons.csv", 0),
    case("decimal-commas", "decimal-commas.csv", 0),
    case("pipes", "pipes.csv", 0),
    case("tabs", "tabs.tsv", 0),
    case("gzipped", "gzipped.csv.gz", 0),
    case("zipped", "zipped.zip", 0),
    case("unclosed-quote", "unclosed-quote.csv", 1),
    // Where the table is.
    case("blank-rows-without-indicator", "blank-rows-nameless-column.csv", 1),
    case(
        "blank-rows-nameless-column",
        "blank-rows-nameless-column.csv --period 2014/15 --indicator complaints",
        0,
    ),
    case("comments-before-the-header", "comments-before-the-header.csv", 0),
    case("header-again", "header-again.csv", 0),
    case("second-table-below", "second-table-below.csv", 1),
    case("column-mostly-not-numbers", "column-mostly-not-numbers.csv", 0),
    case("quoted-line-feed-headers-without-period", "quoted-line-feed-headers.csv", 1),
    case(
        "quoted-line-feed-headers",
        "quoted-line-feed-headers.csv --period year\u{a0}ending\u{a0}March\u{a0}2031",
        0,
    ),
    case("headings-within", "headings-within.csv", 0),
    case("headings-that-are-periods", "headings-that-are-periods.csv", 0),
    case("headings-of-groups", "headings-of-groups.csv", 0),
    case("headings-of-areas", "headings-of-areas.csv", 0),
    case("heading-over-named-columns", "heading-over-named-columns.csv --period 2018/19", 1),
    case(
        "rows-above-the-first-heading",
        "rows-above-the-first-heading.csv --period 2018/19 --indicator offences",
        0,
    ),
    case("units-under-the-header", "units-under-the-header.csv --period 2018/19", 0),
    case("offences-under-a-title", "offences-under-a-title.csv --period 2018/19", 0),
    case("numbered-rows", "numbered-rows.csv --period 2018/19", 0),
    case("comma-in-the-header", "comma-in-the-header.csv --period 2018/19", 0),
    case("ragged-rows", "ragged-rows.csv --period 2018/19", 1),
    case("workforce-three-header-rows", "workforce-three-header-rows.ods", 0),
    case("sheet-names-end-in-a-blank", "sheet-names-end-in-a-blank.xlsx", 0),
    case("sheets-named-by-offence", "sheets-named-by-offence.xlsx", 0),
    case("one-sheet-of-several", "sheet-names-end-in-a-blank.xlsx --sheet Table\u{a0}P4", 0),
    case("no-such-sheet", "sheet-names-end-in-a-blank.xlsx --sheet Table\u{a0}P9", 1),
    case("percentage-change-sheet", "percentage-change-sheet.xlsx", 0),
    case("partnership-sheet", "partnership-sheet.xlsx", 0),
    case("old-workbook", "old-workbook.xls --source a-publication", 0),
    case("cricket", "cricket.csv", 1),
    // Of whom.
    case("officers-fte-float-noise", "officers-fte-float-noise.csv", 0),
    case("officers-fte-wrong-totals", "officers-fte-wrong-totals.csv", 0),
    case("name-and-code-disagree", "name-and-code-disagree.csv", 1),
    case("nothing-says-of-whom", "nothing-says-of-whom.csv", 1),
    case("region-named-apart", "region-named-apart.csv", 0),
    case("partnership-columns", "partnership-columns.csv", 0),
    case("shifted-population", "shifted-population.csv", 0),
    // When, and of what.
    case("footnote-glued-to-a-year", "footnote-glued-to-a-year.csv", 0),
    case("years-mostly-with-footnotes", "years-mostly-with-footnotes.csv", 1),
    case("title-names-another-year", "title-names-another-year.xlsx", 0),
    case("periods-as-columns", "periods-as-columns.csv", 0),
    case("long-table-with-periods", "long-table-with-periods.csv", 1),
    case("quarters", "quarters.csv", 0),
    case("quarters-of-the-titles-year", "quarters-of-the-titles-year.csv", 0),
    case("times-that-are-no-periods", "times-that-are-no-periods.csv --period 2022-03-31", 1),
    case("title-then-heading", "title-then-heading.csv", 0),
    case("first-days-of-months", "first-days-of-months.csv", 0),
    case("offences-of-some-kind", "offences-of-some-kind.csv", 0),
    case("breakdown", "breakdown.csv", 0),
    case("only-a-unit", "only-a-unit.csv --period 2023/24", 1),
    case("a-unit-and-its-name", "only-a-unit.csv --period 2023/24 --indicator robbery", 0),
    case("asked-for-another-period", "headings-within.csv --period 2019/20 --cycle 2016", 0),
    case("title-overruled", "comments-before-the-header.csv --period 2019/20", 0),
    case(
        "a-sheet-that-is-none",
        "sheet-names-end-in-a-blank.xlsx --sheet Table\u{a0}P4 --sheet Table\u{a0}P9",
        1,
    ),
    case("parts-of-the-titles-year", "parts-of-the-titles-year.csv", 0),
    case("times-only-the-writer-knows", "times-only-the-writer-knows.csv", 1),
    case("revised-and-provisional", "revised-and-provisional.csv", 1),
    case("since-a-year", "since-a-year.csv", 1),
    case("cycles-as-headings", "cycles-as-headings.csv", 0),
    // How much.
    case("rate-in-the-title", "rate-in-the-title.csv", 0),
    case("change-in-the-title", "change-in-the-title.csv", 1),
    case("in-thousands", "in-thousands.csv", 1),
    case("ranks-and-row-numbers", "ranks-and-row-numbers.csv", 0),
    case("thousands-with-a-full-stop", "thousands-with-a-full-stop.csv", 0),
    case("formulas-without-results", "formulas-without-results.xlsx", 1),
    case("commissioners-beside-forces", "commissioners-beside-forces.csv", 0),
    case("words-not-read", "words-not-read.csv", 1),
    case("too-many-digits", "too-many-digits.csv", 1),
    case("semicolons-and-commas", "semicolons-and-commas.csv", 0),
    case("published-values-only", "published-values-only.csv", 0),
    case("percent-and-quoted-thousands", "percent-and-quoted-thousands-2023-11.csv", 0),
    case("rate-does-not-recompute", "rate-does-not-recompute-2023-11.csv", 0),
    case("zero-is-not-missing", "zero-is-not-missing.csv", 0),
    case("kinds-of-missing", "kinds-of-missing.xlsx", 0),
    case("not-a-number", "not-a-number.csv", 1),
    case("every-figure-marked", "every-figure-marked.csv --period 2018/19", 0),
    case("below-zero", "below-zero.csv --period 2018/19", 1),
    case("duplicated-row", "duplicated-row.csv", 0),
    case("contradiction", "contradiction-first.csv contradiction-second.csv", 0),
    // Gradings.
    case("gradings-long-odd-columns", "gradings-long-odd-columns.csv", 0),
    case("gradings-wide-by-area", "gradings-wide-by-area.csv", 0),
    case("gradings-wide-by-cycle", "gradings-wide-by-cycle.csv", 0),
    case(
        "gradings-without-cycle-and-area",
        "gradings-without-cycle-and-area.csv --cycle 2016 --area effectiveness",
        0,
    ),
    case("areas-over-grades", "areas-over-grades.csv --cycle 2021-22", 0),
    case("grades-under-no-area", "grades-under-no-area.csv --cycle 2023-25", 1),
    case("stars-and-initials", "stars-and-initials.csv", 0),
    case("grade-off-the-scale", "grade-off-the-scale.csv", 1),
    case("near-misses", "near-misses.csv", 1),
    case("first-force-misspelt", "first-force-misspelt.csv", 1),
    case("formula-like-cells", "formula-like-cells.csv", 1),
    case("grades-that-differ", "grades-that-differ-first.csv grades-that-differ-second.csv", 0),
    case("two-kinds", "grades-that-differ-first.csv contradiction-first.csv", 1),
    case("own-layout", "own-layout.csv --data own-data", 0),
    case("own-layout-without-its-data", "own-layout.csv", 1),
];

impl Case {
    /// The arguments; a no-break space stands for a blank within one.
    pub(crate) fn args(&self) -> Vec<String> {
        let words = self.args.split(' ').map(|word| word.replace('\u{a0}', " "));
        std::iter::once("import".to_owned()).chain(words).collect()
    }

    pub(crate) fn run(&self, more: &[&str]) -> Run {
        let args = self.args();
        let args: Vec<&str> = args.iter().map(String::as_str).chain(more.iter().copied()).collect();
        peel_in(&fixtures(self.folder), &args)
    }

    /// The data package in use, as arguments.
    fn data(&self) -> Vec<String> {
        let (_, data) = self.args.split_once("--data ").unzip();
        let folder = |data: &str| fixtures("import").join(data).to_str().unwrap().to_owned();
        data.map(|data| vec!["--data".to_owned(), folder(data)]).unwrap_or_default()
    }
}

#[test]
fn every_quirk_is_said_understood_and_read() {
    all_as_golden(CASES);
}

/// Fails unless every case is as its golden files; names those that are not.
pub(crate) fn all_as_golden(cases: &'static [Case]) {
    // Every run is a process of its own; chunks run at once, and every case is tried.
    let failed: Vec<&str> = std::thread::scope(|scope| {
        let is_wrong = |case: &&Case| std::panic::catch_unwind(|| transcribe(case)).is_err();
        let of_chunk = |cases: &'static [Case]| scope.spawn(move || cases.iter().filter(is_wrong).collect());
        let chunks: Vec<_> = cases.chunks(cases.len().div_ceil(8)).map(of_chunk).collect();
        let failed = chunks.into_iter().flat_map(|chunk: Chunk<'_>| chunk.join().unwrap());
        failed.map(|case| case.name).collect()
    });
    assert!(failed.is_empty(), "not as their golden files: {}", failed.join(", "));
}

type Chunk<'s> = std::thread::ScopedJoinHandle<'s, Vec<&'static Case>>;

/// Runs a case twice, and holds what it says and makes to its golden files.
fn transcribe(case: &Case) {
    let explained = case.run(&["--dry-run"]);
    explained.exits(case.exit);
    let golden_file = |ending: &str| format!("{}/{}.{ending}", case.folder, case.name);
    golden(&golden_file("explained.txt"), &explained.stdout());
    let imported = case.run(&[]);
    imported.exits(case.exit);
    golden(&golden_file("said.txt"), &imported.stderr());
    assert!(imported.stderr().starts_with(&explained.stderr()), "{}", case.name);
    if case.exit == 0 {
        golden(&golden_file("csv"), &imported.stdout());
    } else {
        assert_eq!(imported.stdout(), "", "{}", case.name);
        imported.says("nothing is written");
    }
}

#[test]
fn every_fixture_and_every_golden_file_is_of_a_case() {
    every_file_is_of_a_case("import", CASES, &["explained.txt", "said.txt"]);
}

/// Fails unless each fixture of a folder is used, and each golden file made; `faulty` are the endings of
/// those that a case with errors makes.
pub(crate) fn every_file_is_of_a_case(folder: &str, cases: &[Case], faulty: &[&str]) {
    let named: BTreeSet<String> = cases.iter().flat_map(Case::args).collect();
    for name in names(&fixtures(folder)) {
        assert!(named.contains(&name), "no case uses tests/fixtures/{folder}/{name}");
    }
    for name in names(&repository().join("tests/golden").join(folder)) {
        let (stem, ending) = name.split_once('.').unwrap();
        let is_of_case = |case: &Case| case.name == stem && (case.exit == 0 || faulty.contains(&ending));
        assert!(cases.iter().any(is_of_case), "no case makes tests/golden/{folder}/{name}");
    }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// `N read = K kept + S set aside (…) + F faulty (…)`.
fn adds_up(line: &str) -> bool {
    let (read, rest) = line.split_once(" read = ").unwrap();
    let (kept, rest) = rest.split_once(" kept + ").unwrap();
    let (aside, faulty) = rest.split_once(" + ").unwrap();
    let number = |text: &str| text.split_whitespace().next().unwrap().parse::<u64>().unwrap();
    // What stands in brackets are the same things by reason.
    let by_reason = |text: &str| -> u64 {
        let inner = text.split_once('(').map_or("", |(_, inner)| inner.trim_end_matches(')'));
        // A reason may hold a comma: `1 stands twice, alike`.
        inner
            .split(", ")
            .filter(|part| part.starts_with(|letter: char| letter.is_ascii_digit()))
            .map(number)
            .sum()
    };
    let read = number(read.split_whitespace().last().unwrap());
    [aside, faulty].iter().all(|text| by_reason(text) == number(text))
        && read == number(kept) + number(aside) + number(faulty)
}

#[test]
fn every_printed_account_adds_up() {
    assert!(adds_up("rows: 9 read = 4 kept + 3 set aside (2 blank, 1 note) + 2 faulty (2 force)"));
    assert!(!adds_up("rows: 9 read = 4 kept + 3 set aside (2 blank) + 2 faulty (2 force)"));
    for case in CASES {
        assert!(accounts_that_add_up(case) >= 2, "{}", case.name);
    }
}

/// How many accounts a dry run of a case prints; fails unless each of them adds up.
pub(crate) fn accounts_that_add_up(case: &Case) -> usize {
    let path = format!("tests/golden/{}/{}.explained.txt", case.folder, case.name);
    let printed = fs::read_to_string(repository().join(path)).unwrap();
    let accounts = printed.lines().filter(|line| line.contains(" read = "));
    accounts.inspect(|line| assert!(adds_up(line), "{}: {line}", case.name)).count()
}

#[test]
fn no_golden_file_names_a_folder_of_a_machine() {
    let root = repository().to_str().unwrap();
    for folder in ["import", "street"].map(|name| repository().join("tests/golden").join(name)) {
        for name in names(&folder) {
            let text = fs::read_to_string(folder.join(&name)).unwrap();
            for path in [root, "/tmp", "/home", "/root", "/work"] {
                assert!(!text.contains(path), "{name} names {path}");
            }
        }
    }
}

#[test]
fn nothing_is_written_where_something_is_faulty() {
    nothing_of_faulty_cases_is_written(CASES);
}

pub(crate) fn nothing_of_faulty_cases_is_written(cases: &[Case]) {
    for case in cases.iter().filter(|case| case.exit == 1) {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.csv");
        case.run(&["-o", output.to_str().unwrap()]).exits(1).says("nothing is written");
        assert!(names(folder.path()).is_empty(), "{}", case.name);
    }
}

#[test]
fn what_is_good_is_written_and_what_is_not_goes_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["near-misses.csv", "not-a-number.csv", "nothing-says-of-whom.csv", "formula-like-cells.csv"]
    {
        let output = folder.path().join(name);
        let args = ["import", name, "--keep-going", "-o", output.to_str().unwrap()];
        peel_in(&fixtures("import"), &args).exits(1).says("rejects.csv");
        let rejects = fs::read_to_string(output.with_extension("rejects.csv")).unwrap();
        assert!(rejects.starts_with("place,reason,message,text\n"), "{rejects}");
        assert!(rejects.lines().count() > 1, "{rejects}");
        assert!(fs::read_to_string(&output).unwrap().lines().count() > 1);
    }
    peel_in(&fixtures("import"), &["import", "near-misses.csv", "--keep-going"]).exits(2).says("--output");
}

/// A publication and an indicator that the data in use do not know are all that may be missing.
#[test]
fn what_an_import_writes_passes_the_check() {
    // Two grades of one thing are a warning to an import, which keeps both, and an error in data in use.
    for case in CASES.iter().filter(|case| case.exit == 0 && case.name != "grades-that-differ") {
        let output = repository().join(format!("tests/golden/import/{}.csv", case.name));
        let header = fs::read_to_string(&output).unwrap();
        let table = if header.starts_with("force,cycle,") { "gradings" } else { "indicator-values" };
        let table = if case.name == "own-layout" { "judgments" } else { table };
        let data = case.data();
        let mut args = vec!["check", "--as", table, output.to_str().unwrap()];
        args.extend(data.iter().map(String::as_str));
        for line in peel(&args).stdout().lines().filter(|line| line.contains(": error[")) {
            let is_new = ["is not in sources", "is not in indicators", " more of this kind"]
                .iter()
                .any(|ending| line.contains("error[reference]") && line.ends_with(ending));
            assert!(is_new, "{}: {line}", case.name);
        }
    }
}

#[test]
fn an_import_of_a_known_publication_and_indicator_has_nothing_to_mend() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.csv");
    let known = ["--source", "census-2011-by-force", "-o", output.to_str().unwrap()];
    for name in ["pipes.csv", "officers-fte-float-noise.csv", "zero-is-not-missing.csv"] {
        let args: Vec<&str> = ["import", name].into_iter().chain(known).collect();
        peel_in(&fixtures("import"), &args).exits(0);
        peel(&["check", output.to_str().unwrap()]).exits(0).prints("nothing to mend");
    }
}
