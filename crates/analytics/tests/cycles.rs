//! Change, transitions, agreement and likeness of grades: made-up registers worked by hand, the guard, and what
//! must change nothing.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::sync::LazyLock;

use peel_analytics::{AnalyticsError, comparable_pairs, latest_pair, run};
use peel_ingest::{Extent, Folder, load};
use peel_model::{
    Analysis, Area, AreaId, AreaKey, Basis, CarriedOver, Comparability, Comparable, Comparator,
    ComparedLevel, Cycle, CycleId, Cycles, Dataset, Force, ForceId, Grading, Incomparable, Level, Mark,
    NoteKey, Register, RowRef, Selection, Status, Table, Value,
};
use proptest::prelude::*;

static SHIPPED: LazyLock<Dataset> = LazyLock::new(|| {
    let data = Folder(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data")));
    load(&data, Extent::Gradings).expect("the shipped data load").dataset
});

const ANALYSES: [Analysis; 4] =
    [Analysis::Change, Analysis::Transitions, Analysis::Agreement, Analysis::Similar];

fn row(line: u64) -> RowRef {
    RowRef { file: "made-up.csv".into(), line }
}

fn force(name: &str) -> ForceId {
    ForceId::new(name).unwrap()
}

fn cycle(name: &str) -> CycleId {
    CycleId::new(name).unwrap()
}

/// Cycles `one`, `two`, ... with these scales, each with pillars `x` and `y`, and forces `a`, `b`, ...
/// `grades` has a line a force, an entry a cycle and area (`x` then `y`, cycle by cycle): a letter, `-` not
/// graded, `?` unknown; a `*` after it marks a judgment carried over.
fn dataset(scales: &[&str], grades: &[&str]) -> Dataset {
    let mut dataset = Dataset::default();
    "force".clone_into(&mut dataset.about.noun);
    "forces".clone_into(&mut dataset.about.nouns);
    let names = ["one", "two", "three", "four"];
    for ((order, name), scale) in (1..).zip(names).zip(scales) {
        dataset
            .cycles
            .add(Cycle {
                id: cycle(name),
                label: name.to_owned(),
                order,
                scale: scale.parse().unwrap(),
                first_published: None,
                note: String::new(),
                row: row(1),
            })
            .unwrap();
        for area in ["x", "y"] {
            let key = AreaKey { cycle: cycle(name), area: AreaId::new(area).unwrap() };
            let title = area.to_uppercase();
            let area = Area { key, level: Level::Pillar, pillar: None, title, graded: true, row: row(1) };
            dataset.areas.add(area).unwrap();
        }
    }
    for (line, (name, grades)) in (1..).zip(('a'..='z').zip(grades)) {
        let name = name.to_string();
        dataset.forces.add(Force::named(force(&name), &name, row(1))).unwrap();
        for (place, text) in grades.split_whitespace().enumerate() {
            let (mark, basis) = match text.strip_suffix('*') {
                Some(mark) => (mark, Basis::CarriedOver),
                None => (text, Basis::Published),
            };
            let mark = match mark {
                "?" => continue,
                "-" => Mark::NotGraded,
                letter => Mark::Grade(letter.parse().unwrap()),
            };
            dataset.gradings.push(Grading {
                force: force(&name),
                key: AreaKey {
                    cycle: cycle(names[place / 2]),
                    area: AreaId::new(["x", "y"][place % 2]).unwrap(),
                },
                mark,
                status: Status::Current,
                basis: Some(basis),
                agreeing_pages: None,
                source_url: String::new(),
                note: String::new(),
                row: row(line * 100 + place as u64),
            });
        }
    }
    dataset
}

fn said(from: &str, to: &str, comparable: Comparable) -> Comparability {
    Comparability {
        from: cycle(from),
        to: cycle(to),
        level: ComparedLevel::Any,
        comparable,
        reason: format!("because of {from}"),
        source_url: "https://example.org/".to_owned(),
        row: row(1),
    }
}

fn between(from: &str, to: &str) -> Selection {
    let cycles = Some(Cycles::Between { from: cycle(from), to: cycle(to) });
    Selection { cycles, ..Selection::of(force("a")) }
}

fn of_one(name: &str) -> Selection {
    Selection { cycles: Some(Cycles::One(cycle(name))), ..Selection::of(force("a")) }
}

fn value(table: &Table, row: usize, column: &str) -> Value {
    let place = table.column(column).unwrap_or_else(|| panic!("no column {column}"));
    table.rows()[row][place].value.clone()
}

fn text(table: &Table, row: usize, column: &str) -> String {
    let place = table.column(column).unwrap();
    table.columns()[place].format(&table.rows()[row][place].value)
}

fn column(table: &Table, name: &str) -> Vec<String> {
    (0..table.rows().len()).map(|row| text(table, row, name)).collect()
}

fn remark(table: &Table, row: usize, column: &str) -> Option<String> {
    table.rows()[row][table.column(column).unwrap()].remark.clone()
}

fn number(table: &Table, row: usize, column: &str) -> f64 {
    match value(table, row, column) {
        Value::Number(number) => number,
        other => panic!("{column} is {other:?}"),
    }
}

fn caveats(table: &Table) -> String {
    let said = [NoteKey::Warning, NoteKey::Caveat].into_iter().flat_map(|key| table.noted(key));
    said.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 1e-9, "{actual} is not {expected}");
}

/// Every kind of pair, in both areas: up, down, stayed, unknown on one side, no grade on one side, both.
const MIXED: [&str; 7] = ["G G RI G*", "RI I G O", "G G G ?", "? ? G -", "- G G G*", "? G - I", "O RI I RI"];

#[test]
fn moves_are_words_and_unknown_is_not_none() {
    let data = dataset(&["O G RI I"; 2], &MIXED);
    let table = run(Analysis::Change, &data, &between("one", "two")).unwrap();
    let moved = column(&table, "moved");
    let expected = [
        "worse", "same", "better", "better", "same", "unknown", "unknown", "no grade", "no grade", "same",
        "no grade", "worse", "worse", "same",
    ];
    assert_eq!(moved, expected);
    assert_eq!((text(&table, 0, "name"), text(&table, 0, "role")), ("a".to_owned(), "subject".to_owned()));
    assert_eq!(text(&table, 1, "carried_over"), "in the later");
    assert_eq!(value(&table, 0, "carried_over"), Value::Empty);
    let coverage: Vec<&str> = table.noted(NoteKey::Coverage).collect();
    let words = "9 of 14 pairs of grades known in both cycles; 2 unknown; 3 with no grade in one of them";
    assert_eq!(coverage, [words]);
    assert!(caveats(&table).contains("The data do not say whether one and two may be compared"));
}

#[test]
fn carried_over_judgments_can_be_left_out() {
    let data = dataset(&["O G RI I"; 2], &MIXED);
    let selection = Selection { carried_over: CarriedOver::LeftOut, ..between("one", "two") };
    let table = run(Analysis::Change, &data, &selection).unwrap();
    assert_eq!(
        (text(&table, 1, "moved"), text(&table, 1, "after")),
        ("unknown".to_owned(), "Unknown".to_owned())
    );
    assert_eq!(text(&table, 9, "moved"), "unknown");
    assert!(caveats(&table).contains("two: 2 judgments carried over"), "{}", caveats(&table));
    let table = run(Analysis::Transitions, &data, &selection).unwrap();
    assert_eq!((text(&table, 1, "known"), text(&table, 1, "unknown")), ("3".to_owned(), "3".to_owned()));
}

#[test]
fn transitions_count_every_force_once() {
    let data = dataset(&["O G RI I"; 2], &MIXED);
    let table = run(Analysis::Transitions, &data, &between("one", "two")).unwrap();
    let counts = [
        "known",
        "of",
        "better",
        "same",
        "worse",
        "unknown",
        "no_grade",
        "good_to_good",
        "good_to_requires_improvement",
    ];
    assert_eq!(counts.map(|name| text(&table, 0, name)), ["4", "7", "1", "1", "2", "1", "2", "1", "1"]);
    assert_eq!(text(&table, 0, "moves").replace('\u{a0}', " "), "O to I 1, G to RI 1, RI to G 1");
    // Of the forces known in both cycles, those of which a grade was carried over.
    assert_eq!([0, 1].map(|area| text(&table, area, "carried_over")), ["0", "2"]);
    // Binomial of 3 movers: a split of 1 and 2 or more uneven is certain.
    close(number(&table, 0, "sign_p"), 1.0);
    // Bowker: only O-I is unbalanced, (1 - 0)^2 / 1, with 6 degrees of freedom.
    close(number(&table, 0, "bowker"), 1.0);
    assert_eq!(text(&table, 0, "bowker_df"), "6");
}

#[test]
fn nobody_moved_and_everybody_moved() {
    let stayed = dataset(&["O G RI I"; 2], &["G G G G", "G RI G RI"]);
    let table = run(Analysis::Transitions, &stayed, &between("one", "two")).unwrap();
    assert_eq!(text(&table, 0, "moves"), "none");
    for name in ["sign_p", "stuart_maxwell", "stuart_maxwell_df", "stuart_maxwell_p", "bhapkar", "bhapkar_p"]
    {
        assert_eq!(value(&table, 0, name), Value::Empty, "{name}");
        assert_eq!(remark(&table, 0, name).unwrap(), "nobody moved", "{name}");
    }
    assert_eq!((text(&table, 0, "bowker_df"), number(&table, 0, "bowker_p")), ("6".to_owned(), 1.0));
    let fell = dataset(&["O G RI I"; 2], &["O G G RI", "O ? G G"]);
    let table = run(Analysis::Transitions, &fell, &between("one", "two")).unwrap();
    assert_eq!(value(&table, 0, "bhapkar"), Value::Empty);
    assert!(remark(&table, 0, "bhapkar").unwrap().contains("everyone moved"));
    close(number(&table, 0, "stuart_maxwell"), 2.0);
}

/// The guard: the direct word first, then the strictest step of the chain, then silence.
#[test]
fn the_guard_takes_the_strictest_word_there_is() {
    let scales = ["O G RI I"; 4];
    let grades = ["G G RI G G O G G", "G G RI G G O G G"];
    let mut data = dataset(&scales, &grades);
    let ask = |data: &Dataset, from, to| run(Analysis::Change, data, &between(from, to));
    data.comparability = vec![said("one", "two", Comparable::Yes), said("two", "three", Comparable::Partly)];
    assert_eq!(caveats(&ask(&data, "one", "two").unwrap()), "");
    let chain = caveats(&ask(&data, "one", "three").unwrap());
    assert!(
        chain.contains("only in part") && chain.contains("because of two (https://example.org/)"),
        "{chain}"
    );
    assert!(chain.contains("nothing is said of one and three themselves"), "{chain}");
    let silent = caveats(&ask(&data, "one", "four").unwrap());
    assert!(silent.contains("The data do not say whether three and four may be compared"), "{silent}");
    data.comparability.push(said("three", "four", Comparable::No));
    for analysis in [Analysis::Change, Analysis::Transitions, Analysis::Agreement] {
        let refused = run(analysis, &data, &between("one", "four")).unwrap_err();
        assert!(matches!(refused, AnalyticsError::Incomparable { .. }), "{refused}");
        assert!(refused.to_string().contains("three to four: because of three"), "{refused}");
        assert!(refused.hint().unwrap().contains("--allow-incomparable"));
        let allowed = Selection { incomparable: Incomparable::Allowed, ..between("one", "four") };
        let table = run(analysis, &data, &allowed).unwrap();
        assert!(caveats(&table).contains("one and four may not be compared"), "{}", caveats(&table));
    }
    data.comparability.push(said("one", "four", Comparable::Yes));
    assert!(ask(&data, "one", "four").is_ok(), "a word about the two themselves comes first");
    data.comparability.pop();
    let pair = latest_pair(&data, &force("a"), None, None, None).unwrap();
    assert_eq!(pair, (cycle("two"), cycle("three")), "the latest that may be compared");
    let pair = latest_pair(&data, &force("a"), None, Some(&cycle("one")), None).unwrap();
    assert_eq!(pair, (cycle("one"), cycle("three")), "the latest that may be compared with it");
    let pair = latest_pair(&data, &force("a"), None, None, Some(&cycle("four"))).unwrap();
    assert_eq!(pair, (cycle("three"), cycle("four")), "none may be: the latest before it");
    let pairs = comparable_pairs(&data, None, Some(&force("a")));
    let (one, two, three) = (cycle("one"), cycle("two"), cycle("three"));
    assert_eq!(pairs, [(&two, &three), (&one, &three), (&one, &two)]);
}

#[test]
fn different_scales_of_which_nothing_is_said_are_refused() {
    let mut data = dataset(&["O G RI I", "O G A RI I"], &["G G A G", "RI G RI O"]);
    let refused = run(Analysis::Change, &data, &between("one", "two")).unwrap_err().to_string();
    assert!(refused.contains("different scales (O G RI I and O G A RI I)"), "{refused}");
    let allowed = Selection { incomparable: Incomparable::Allowed, ..between("one", "two") };
    let table = run(Analysis::Change, &data, &allowed).unwrap();
    assert_eq!(column(&table, "moved"), ["other grade", "same", "same", "other grade"]);
    let table = run(Analysis::Transitions, &data, &allowed).unwrap();
    assert_eq!(text(&table, 0, "good_to_adequate"), "1");
    for tested in ["better", "worse", "sign_p", "bowker_df"] {
        assert_eq!(value(&table, 0, tested), Value::Empty, "{tested}: nothing is better or worse");
    }
    data.comparability = vec![said("one", "two", Comparable::Partly)];
    let table = run(Analysis::Change, &data, &between("one", "two")).unwrap();
    assert_eq!(column(&table, "moved"), ["worse", "same", "same", "better"], "the data say that they may");
    let table = run(Analysis::Transitions, &data, &between("one", "two")).unwrap();
    assert_eq!(text(&table, 0, "bowker_df"), "10", "five grades");
}

/// Pictures have all caveats at their foot, and none of the figures that these are about.
#[test]
fn what_is_said_of_figures_that_no_picture_shows_is_a_method() {
    let data = dataset(&["O G RI I"; 2], &MIXED);
    for (analysis, words) in
        [(Analysis::Transitions, "chi-square"), (Analysis::Agreement, "How far kappa may be off by chance")]
    {
        let mut data = data.clone();
        data.comparability = vec![said("one", "two", Comparable::Yes)];
        let table = run(analysis, &data, &between("one", "two")).unwrap();
        let is_said = |key| table.noted(key).any(|note| note.contains(words) || note.contains("Bowker's"));
        assert_eq!([NoteKey::Method, NoteKey::Caveat].map(is_said), [true, false], "{analysis}");
    }
}

#[test]
fn an_agreement_of_cycles_that_may_not_be_compared_says_so_in_title_and_rows() {
    let data = dataset(&["O G RI I", "O G A RI I"], &["G G A G", "RI G RI O", "O G G G"]);
    let allowed = Selection { incomparable: Incomparable::Allowed, ..between("one", "two") };
    let table = run(Analysis::Agreement, &data, &allowed).unwrap();
    assert!(table.title.contains("may not be compared"), "{}", table.title);
    assert!(column(&table, "warning").iter().all(|warning| warning.ends_with("may not be compared")));
}

#[test]
fn areas_of_one_cycle_only_are_named() {
    let mut data = dataset(&["O G RI I"; 2], &["G G RI G", "G G RI G"]);
    let (x, y) = (AreaId::new("x").unwrap(), AreaId::new("y").unwrap());
    let mut areas = Register::default();
    for area in &data.areas {
        let is_gone = area.key.cycle == cycle("one") && area.key.area == y;
        let mut area = area.clone();
        if area.key.cycle == cycle("two") && area.key.area == x {
            "X, renamed".clone_into(&mut area.title);
        }
        if !is_gone {
            areas.add(area).unwrap();
        }
    }
    data.areas = areas;
    let table = run(Analysis::Change, &data, &between("one", "two")).unwrap();
    assert_eq!(column(&table, "area"), ["x", "x"]);
    assert!(caveats(&table).contains("Graded in two only, and left out: Y"), "{}", caveats(&table));
    assert!(caveats(&table).contains("`X`, then `X, renamed`"), "{}", caveats(&table));
    let only = Selection { areas: vec![y], ..between("one", "two") };
    let said = run(Analysis::Change, &data, &only).unwrap_err().to_string();
    assert_eq!(said, "one and two have no pillar in common among those asked about");
}

/// x: G RI G I, y: G G RI I. Linear kappa: seen 0 + 1 + 1 + 0 = 2 steps of 4; rows G 2, RI 1, I 1, columns
/// the same: expected 2 (2*1*1 + 2*1*2 + 1*1*1) / 4 = 14/4; 1 - 2/3.5 = 3/7.
#[test]
fn agreement_worked_by_hand() {
    let data = dataset(&["O G RI I"], &["G G", "RI G", "G RI", "I I"]);
    let table = run(Analysis::Agreement, &data, &of_one("one")).unwrap();
    assert_eq!(table.rows().len(), 1, "two areas are one pair, and all together the same");
    assert_eq!((text(&table, 0, "known"), text(&table, 0, "same")), ("4".to_owned(), "2".to_owned()));
    close(number(&table, 0, "same_share"), 50.0);
    close(number(&table, 0, "kappa"), 3.0 / 7.0);
    // Concordant: a-d, b-d, c-d; discordant: b-c; tied in x: a-c, in y: a-b. S = 2 of sqrt(5 * 5).
    close(number(&table, 0, "tau_b"), 0.4);
    // Mid-ranks from the worst: x 3.5 2 3.5 1, y 3.5 3.5 2 1; sums 7 5.5 5.5 2, S = 4 + 0.25 + 0.25 + 9 = 13.5;
    // W = 12 * 13.5 / (4 * 60 - 2 * 12) = 162 / 216.
    close(number(&table, 0, "kendall_w"), 0.75);
    assert_eq!(value(&table, 0, "w_p"), Value::Empty);
    assert!(remark(&table, 0, "w_p").unwrap().starts_with("fewer than 8 are known"));
}

/// One alone agrees or does not, and says nothing of how far.
#[test]
fn one_that_is_known_gives_no_kappa() {
    let data = dataset(&["O G RI I"], &["G RI", "G ?", "? RI"]);
    let table = run(Analysis::Agreement, &data, &of_one("one")).unwrap();
    assert_eq!(text(&table, 0, "known"), "1");
    assert_eq!(value(&table, 0, "kappa"), Value::Empty);
    assert_eq!(remark(&table, 0, "kappa").unwrap(), "only one is known in all that is compared");
}

/// Two areas in one order: W = 1, chi-square 2 7 = 14 with 7 degrees of freedom, p by scipy 1.17 `chi2.sf`.
#[test]
fn w_has_a_p_from_eight_forces() {
    let grades = ["O O", "O O", "G G", "G G", "RI RI", "RI RI", "I I", "I I"];
    let p_of = |n: usize| {
        let data = dataset(&["O G RI I"], &grades[..n]);
        value(&run(Analysis::Agreement, &data, &of_one("one")).unwrap(), 0, "w_p")
    };
    assert_eq!(p_of(2), Value::Empty);
    assert_eq!(p_of(7), Value::Empty);
    assert!(matches!(p_of(8), Value::Number(p) if (p - 0.051_181_353_413_065_41).abs() < 1e-9));
}

#[test]
fn all_of_one_grade_have_no_kappa_and_say_why() {
    let data = dataset(&["O G RI I"; 2], &["G G G G", "G G G G", "G G G G"]);
    for selection in [of_one("one"), between("one", "two")] {
        let table = run(Analysis::Agreement, &data, &selection).unwrap();
        close(number(&table, 0, "same_share"), 100.0);
        for name in ["kappa", "kappa_low", "kappa_high", "tau_b", "kendall_w", "w_p"] {
            assert_eq!(value(&table, 0, name), Value::Empty, "{name}");
            assert!(remark(&table, 0, name).unwrap().starts_with("all have one grade"), "{name}");
        }
    }
}

/// Against a: b is known in both, 1 step; c in one of the two, 0 steps; d in none; e has none in y, that is known.
#[test]
fn likeness_worked_by_hand() {
    let data = dataset(&["O G RI I"], &["G RI", "G I", "G ?", "? ?", "RI -", "RI RI"]);
    let table = run(Analysis::Similar, &data, &of_one("one")).unwrap();
    assert_eq!(column(&table, "force"), ["c", "b", "f", "e", "d"]);
    assert_eq!(column(&table, "rank"), ["1", "2", "2", "4", ""]);
    assert_eq!(column(&table, "compared"), ["1", "2", "2", "1", "0"]);
    assert_eq!(column(&table, "steps"), ["0", "1", "1", "1", ""]);
    // c's unknown is at most two steps from RI (to O); e's missing grade is no step at all.
    assert_eq!(column(&table, "steps_low"), ["0", "1", "1", "1", ""]);
    assert_eq!(column(&table, "steps_high"), ["2", "1", "1", "1", ""]);
    assert_eq!(column(&table, "mean_steps"), ["0.00", "0.50", "0.50", "1.00", ""]);
    assert_eq!(remark(&table, 4, "rank").unwrap(), "fewer than half of the areas can be compared");
    assert_eq!((text(&table, 3, "no_grade"), text(&table, 3, "unknown")), ("1".to_owned(), "0".to_owned()));
}

#[test]
fn where_nothing_can_be_computed_a_sentence_says_so() {
    let says = |analysis, data: &Dataset, selection: &Selection, words: &str| {
        let said = run(analysis, data, selection).unwrap_err().to_string();
        assert!(said.contains(words), "{analysis}: {said}");
    };
    let data = dataset(&["O G RI I"; 2], &["G G G G", "G G G G"]);
    let alone = dataset(&["O G RI I"; 2], &["G G G G"]);
    let empty = dataset(&["O G RI I"; 2], &["? ? ? ?", "? ? ? ?"]);
    for analysis in ANALYSES {
        let selection = if analysis == Analysis::Similar { of_one("two") } else { between("one", "two") };
        says(analysis, &alone, &selection, "there is no one to compare a with");
        let stranger = Selection { subject: force("z"), ..selection.clone() };
        says(analysis, &data, &stranger, "`z` is not in the registry");
        let one_other = Selection { comparator: Comparator::Forces([force("b")].into()), ..selection };
        assert!(run(analysis, &data, &one_other).is_ok(), "{analysis}: one comparator is enough");
    }
    says(Analysis::Transitions, &empty, &between("one", "two"), "no force compared has a known grade");
    says(Analysis::Agreement, &empty, &of_one("one"), "no force compared has a known grade");
    says(Analysis::Similar, &empty, &of_one("one"), "a has no known grade among the pillars of one");
    says(Analysis::Change, &data, &of_one("one"), "two cycles are compared, and one alone was asked for");
    says(Analysis::Change, &data, &Selection::of(force("a")), "two cycles are compared, and none was");
    says(Analysis::Change, &data, &between("one", "nine"), "cycle `nine` is not in the registry");
    let one_area = Selection { areas: vec![AreaId::new("x").unwrap()], ..of_one("one") };
    says(Analysis::Agreement, &data, &one_area, "at least two are compared");
    let table = run(Analysis::Change, &empty, &between("one", "two")).unwrap();
    assert!(caveats(&table).contains("a has no area with a known grade in both cycles"));
    assert!(column(&table, "moved").iter().all(|moved| moved == "unknown"));
}

/// What a table says, identifiers aside, in an order of its own.
fn shown(table: &Table) -> Vec<String> {
    let kept = |name: &str| !["force"].contains(&name);
    let row = |cells: &Vec<peel_model::Cell>| {
        let cells = table.columns().iter().zip(cells).filter(|(column, _)| kept(&column.name));
        cells.map(|(_, cell)| format!("{:?}", cell.value)).collect::<Vec<_>>().join("|")
    };
    let mut rows: Vec<String> = table.rows().iter().map(row).collect();
    rows.sort();
    rows
}

/// Selections of the shipped data, comparable or not.
fn selections(place: usize, pair: usize) -> Vec<(Analysis, Selection)> {
    let subject = SHIPPED.forces.as_slice()[place].id.clone();
    let (from, to) = [("2015", "2016"), ("2016", "2017"), ("2017", "2018-19"), ("2021-22", "2023-25")][pair];
    let level = if pair == 3 { Level::Area } else { Level::Pillar };
    let all = Selection { level, incomparable: Incomparable::Allowed, ..Selection::of(subject) };
    let two = Selection { cycles: Some(Cycles::Between { from: cycle(from), to: cycle(to) }), ..all.clone() };
    let one = Selection { cycles: Some(Cycles::One(cycle(to))), ..all };
    vec![
        (Analysis::Change, two.clone()),
        (Analysis::Transitions, two.clone()),
        (Analysis::Agreement, two),
        (Analysis::Agreement, one.clone()),
        (Analysis::Similar, one),
    ]
}

fn count(table: &Table, row: usize, column: &str) -> u64 {
    match value(table, row, column) {
        Value::Count(count) => count,
        other => panic!("{column} is {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_add_up_and_figures_keep_their_bounds(place in 0_usize..43, pair in 0_usize..4) {
        for (analysis, selection) in selections(place, pair) {
            let Ok(table) = run(analysis, &SHIPPED, &selection) else { continue };
            for row in 0..table.rows().len() {
                let sum = |names: &[&str]| names.iter().map(|name| count(&table, row, name)).sum::<u64>();
                match analysis {
                    Analysis::Transitions => {
                        // Of cycles that may not be compared, and of those alone, none is better or worse.
                        let refuse = Selection { incomparable: Incomparable::Refused, ..selection.clone() };
                        if run(analysis, &SHIPPED, &refuse).is_err() {
                            prop_assert_eq!(value(&table, row, "better"), Value::Empty);
                            prop_assert_eq!(value(&table, row, "worse"), Value::Empty);
                            prop_assert!(sum(&["same"]) <= sum(&["known"]));
                        } else {
                            prop_assert_eq!(sum(&["better", "same", "worse"]), sum(&["known"]));
                        }
                        prop_assert_eq!(sum(&["known", "unknown", "no_grade"]), 43);
                        let pairs = table.columns().iter().filter(|column| column.name.contains("_to_"));
                        prop_assert_eq!(pairs.map(|column| count(&table, row, &column.name)).sum::<u64>(), sum(&["known"]));
                    }
                    Analysis::Agreement | Analysis::Similar => {
                        let known = if analysis == Analysis::Similar { "compared" } else { "known" };
                        prop_assert_eq!(sum(&[known, "unknown", "no_grade"]), sum(&["of"]));
                        if value(&table, row, "same") != Value::Empty {
                            prop_assert!(sum(&["same"]) <= sum(&[known]));
                        }
                    }
                    _ => {}
                }
                for name in ["sign_p", "stuart_maxwell_p", "bhapkar_p", "bowker_p", "kendall_w", "w_p"] {
                    if let Some(Value::Number(number)) = table.column(name).map(|_| value(&table, row, name)) {
                        prop_assert!((0.0..=1.0).contains(&number), "{} {}", name, number);
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_rows_and_other_identifiers_change_nothing(
        place in 0_usize..43, pair in 0_usize..4, turn in 1_usize..1000, forces in 1_usize..42,
    ) {
        let other = |id: &ForceId| force(&id.as_str().chars().rev().collect::<String>());
        let mut turned = SHIPPED.clone();
        turned.gradings.rotate_left(turn);
        turned.gradings.reverse();
        let mut order: Vec<Force> = SHIPPED.forces.as_slice().to_vec();
        order.rotate_left(forces);
        turned.forces = Register::default();
        for force in order {
            turned.forces.add(Force { id: other(&force.id), ..force }).unwrap();
        }
        for grading in &mut turned.gradings {
            grading.force = other(&grading.force);
        }
        for (analysis, selection) in selections(place, pair) {
            let moved = Selection { subject: other(&selection.subject), ..selection.clone() };
            let (one, two) = (run(analysis, &SHIPPED, &selection), run(analysis, &turned, &moved));
            prop_assert_eq!(one.is_ok(), two.is_ok());
            if let (Ok(one), Ok(two)) = (one, two) {
                prop_assert_eq!(shown(&one), shown(&two));
            }
        }
    }
}
