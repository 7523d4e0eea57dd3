//! Any text is read without a panic, what is found lies within it, and the page shows the text and nothing of it as markup.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shipped;

use std::time::Instant;

use peel_ingest::decode_text;
use peel_model::{Diagnostics, Grade, Verdict};
use peel_narrative::{
    Excerpted, Lexicon, PartKind, Reading, Source, StatedGradings, Told, annotated, comparison, findings,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use shipped::{DATASET, READER};

/// Words of assessments, of markup, and such as no one expects.
const WORDS: [&str; 64] = [
    "The force",
    "it",
    "Durham Constabulary",
    "Kent",
    "is",
    "was",
    "isn’t",
    "not",
    "good",
    "at",
    "outstanding",
    "requires improvement",
    "inadequate",
    "preventing crime",
    "efficiency",
    "stop and search",
    "domestic abuse",
    "However,",
    "but",
    "despite",
    "in 2015",
    "should",
    "lack of",
    "backlogs",
    "increased",
    ".",
    "!",
    ";",
    ",",
    "-",
    "\n",
    "\n\n",
    "\r\n",
    "• ",
    "# ",
    "## Efficiency\n",
    "**",
    "[a](b)",
    "`",
    "Area for improvement\n",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<nav>",
    "<main>",
    "</main>",
    "<!--",
    "-->",
    "&amp;",
    "&lt;",
    "&#0;",
    "&nbsp;",
    "<a href='x'>",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "é",
    "e\u{301}",
    "ﬁ",
    "İ",
    "𝕏",
];

fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![8 => select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,6}"];
    vec(word, 0..60).prop_map(|words| words.join(" "))
}

fn file() -> impl Strategy<Value = &'static str> {
    select(&["a.txt", "a.md", "a.html"][..])
}

fn told() -> impl Strategy<Value = Told> {
    let cycles = DATASET.cycles.iter().map(|cycle| cycle.id.clone()).collect::<Vec<_>>();
    select(cycles)
        .prop_map(|cycle| Told { force: Some(DATASET.resolve_force("durham").unwrap()), cycle: Some(cycle) })
}

fn read(file: &str, text: &str, told: &Told) -> Option<(Source, Reading)> {
    let source = Source::new(file, text.to_owned()).ok()?;
    let reading = READER.read(&source, told).ok()?;
    Some((source, reading))
}

fn compared(readings: &[Reading]) -> String {
    let table = comparison(readings, &DATASET, &|force, area| {
        let rows = DATASET.gradings.iter().find(|row| row.force == *force && row.key == area.key);
        rows.map_or(Verdict::Without(peel_model::NoGrade::Unknown), |row| row.mark.into())
    });
    format!("{:?}", table.unwrap())
}

/// Where words are said to stand, they stand.
fn must_hold(source: &Source, sentence: &str, at: &Excerpted) {
    assert!(sentence.get(at.within.clone()).is_some_and(|words| !words.is_empty()), "{at:?} of {sentence:?}");
    assert!(source.text.get(at.span.clone()).is_some(), "{at:?} of {:?}", source.text);
}

/// What a browser shows of markup that has no elements but those the page writes.
fn shown(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in [
        "<ins class=\"strength\">+\u{202f}",
        "</ins>",
        "<del class=\"concern\">−\u{202f}",
        "</del>",
        "<mark class=\"grade\">",
        "</mark>",
    ] {
        text = text.replace(tag, "");
    }
    assert!(!text.contains(['<', '>', '"', '\'']), "markup of the text's own: {text}");
    let letters = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    letters.into_iter().fold(text, |text, (written, letter)| text.replace(written, letter))
}

/// What stands between two marks, each time.
fn between<'a>(page: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(open).skip(1).map(move |rest| rest.split(close).next().unwrap_or_default())
}

fn without_turns(text: &str) -> String {
    text.replace(
        |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
        "\u{fffd}",
    )
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400), file in file(), told in told()) {
        let text = decode_text(file, &bytes, &mut Diagnostics::default());
        read(file, &text, &told);
        let lexicon = String::from_utf8_lossy(&bytes);
        prop_assert!(Lexicon::parse(&lexicon).is_err());
    }

    #[test]
    fn what_is_found_lies_within_the_text(text in prose(), file in file(), told in told()) {
        let Some((source, reading)) = read(file, &text, &told) else { return Ok(()) };
        let mut end = 0;
        for sentence in &reading.sentences {
            let written = source.text.get(sentence.span.clone());
            prop_assert!(written.is_some_and(|text| !text.is_empty()), "{:?} of {text:?}", sentence.span);
            prop_assert!(sentence.span.start >= end, "sentences stand in their order");
            end = sentence.span.end;
            if file == "a.txt" {
                // Bars stand between the cells of a row, whatever parts them in the text.
                let words = |text: &str| text.replace('|', " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                let written = written.unwrap_or_default().replace(['\u{200b}', '\u{feff}'], " ");
                prop_assert_eq!(words(&written), words(reading.words(&sentence.text)));
            }
        }
        for finding in &reading.findings {
            let sentence = reading.words(&reading.sentences[finding.sentence].text);
            finding.cues.iter().for_each(|cue| must_hold(&source, sentence, &cue.at));
            finding.grade.iter().for_each(|(_, at)| must_hold(&source, sentence, at));
        }
        let n_parts: usize = reading.parts.iter().map(|part| part.sentences.len()).sum();
        prop_assert_eq!(n_parts, reading.sentences.len());
        findings([&reading], &DATASET).unwrap();
        let n_stated = reading.findings.iter().filter(|finding| finding.grade.is_some()).count();
        let mut stated = StatedGradings::default();
        stated.add(&reading);
        prop_assert!(stated.table().unwrap().rows().len() <= n_stated);
    }

    #[test]
    fn the_page_shows_the_text_and_obeys_nothing_of_it(text in prose(), file in file(), told in told()) {
        let Some((_, reading)) = read(file, &text, &told) else { return Ok(()) };
        let page = annotated(&reading, &DATASET);
        let said: Vec<String> = between(&page, "<span class=\"said\">", "</span>").map(shown).collect();
        let expected: Vec<String> =
            reading.sentences.iter().map(|sentence| without_turns(reading.words(&sentence.text))).collect();
        prop_assert_eq!(said, expected);
        for heading in reading.parts.iter().filter(|part| matches!(part.kind, PartKind::Heading(_))) {
            let heading = without_turns(reading.words(&heading.text).trim());
            let all = |level: usize| between(&page, ["<h2>", "<h3>", "<h4>", "<h5>", "<h6>"][level], "</h");
            prop_assert!((0..5).any(|level| all(level).any(|html| shown(html) == heading)), "{heading:?}");
        }
    }

    #[test]
    fn the_order_of_texts_changes_no_count(texts in vec((prose(), told()), 2..6), first in any::<Index>()) {
        let mut readings: Vec<Reading> =
            texts.iter().filter_map(|(text, told)| read("a.txt", text, told)).map(|(_, reading)| reading).collect();
        prop_assume!(readings.len() > 1);
        let before = compared(&readings);
        let n = readings.len();
        readings.rotate_left(first.index(n));
        readings.swap(0, n - 1);
        prop_assert_eq!(compared(&readings), before);
    }
}

/// A text of the most that is read, of whatever kind, takes seconds at most, even unoptimised.
#[test]
fn no_text_takes_more_than_its_length() {
    let told = Told {
        force: Some(DATASET.resolve_force("durham").unwrap()),
        cycle: Some(DATASET.resolve_cycle("2016").unwrap()),
    };
    let n = 60_000;
    for (file, text) in [
        ("a.txt", "good but ".repeat(n / 9)),
        ("a.txt", "The force is good at preventing crime, and ".repeat(n / 43)),
        ("a.txt", "It is good. ".repeat(n / 12)),
        ("a.html", "<p>It is good".repeat(n / 13)),
        ("a.html", "<b>".repeat(n / 3)),
        ("a.html", "&amp;".repeat(n / 5)),
        ("a.md", "> ".repeat(n / 2)),
        ("a.md", "[".repeat(n)),
        ("a.txt", "\u{301}".repeat(n / 2)),
        ("a.txt", "a  ".repeat(n / 3)),
    ] {
        let begun = Instant::now();
        if let Some((_, reading)) = read(file, &text, &told) {
            assert!(!annotated(&reading, &DATASET).is_empty());
        }
        let took = begun.elapsed().as_secs_f64();
        assert!(took < 20.0, "{took:.1} s for {:?}…", text.chars().take(9).collect::<String>());
    }
}

/// Of malformed markup the tokenizer says places that are beyond the page.
#[test]
fn places_of_a_malformed_page_stay_within_it() {
    let told = Told {
        force: Some(DATASET.resolve_force("durham").unwrap()),
        cycle: Some(DATASET.resolve_cycle("2016").unwrap()),
    };
    let text = "<h1>Efficiency<$h2><p>It is <b>good</>b &amp; improving&v>here and amp ;there>x<&/main>";
    let (source, reading) = read("a.html", text, &told).unwrap();
    assert!(reading.sentences.iter().all(|sentence| source.text.get(sentence.span.clone()).is_some()));
}

/// What no text is: refused by its place, and quickly.
#[test]
fn hostile_files_are_refused() {
    let check = |file: &str, text: String, code: &str| {
        let told = Told::default();
        let fault = match Source::new(file, text) {
            Ok(source) => READER.read(&source, &told).unwrap_err(),
            Err(fault) => fault,
        };
        assert_eq!(fault.code, code, "{fault}");
    };
    check("a.txt", "a".repeat(100 << 20), "too-large");
    check("a.html", "<p>word ".repeat(13 << 20), "too-large");
    check("a.txt", "a".repeat(2 << 20), "long-line");
    check("a.html", "<div>".repeat(100_000), "deep");
    check("a.html", "<b>".repeat(100_000), "deep");
    check("a.txt", "PEEL\0 2016".to_owned(), "binary");
    check("a.txt", " \n\u{feff}\n".to_owned(), "empty");
    check("a.html", "<nav>Home</nav><script>words</script>".to_owned(), "empty");
}

#[test]
fn a_stated_grade_is_held_to_the_official_one_by_their_scale() {
    let check = |says: &str, official: Grade, expected: &str| {
        let told = Told {
            force: Some(DATASET.resolve_force("kent").unwrap()),
            cycle: Some(DATASET.resolve_cycle("2023-25").unwrap()),
        };
        let (_, reading) = read("a.txt", says, &told).unwrap();
        let table = comparison([&reading], &DATASET, &|_, _| Verdict::Graded(official)).unwrap();
        let at = |name: &str| table.columns().iter().position(|column| column.name == name).unwrap();
        let (area, verdict) = (at("area"), at("verdict"));
        let text = |words: &str| peel_model::Value::Text(words.to_owned());
        let row = table.rows().iter().find(|row| row[area].value == text("protecting-vulnerable-people"));
        assert_eq!(row.unwrap()[verdict].value, text(expected), "{says} beside {official}");
        let agree = format!("agree in {} of 1 area", usize::from(expected == "agree"));
        assert!(table.notes().iter().any(|note| note.text.contains(&agree)), "{says}: {agree}");
    };
    let stated = |grade: &str| format!("The force is {grade} at protecting vulnerable people.");
    check(&stated("adequate"), Grade::Adequate, "agree");
    check(&stated("good"), Grade::Adequate, "kinder");
    check(&stated("good"), Grade::Outstanding, "harsher");
    check(&stated("inadequate"), Grade::RequiresImprovement, "harsher");
    check("It protects vulnerable people very well.", Grade::Outstanding, "agree");
    check("It protects vulnerable people very well.", Grade::Adequate, "kinder");
    // Reports of practice, which no cue judges, count on neither side.
    let practice = "Sergeants look at the file of each vulnerable victim. Analysts look at the calls of vulnerable people.";
    check(&format!("{practice} It protects vulnerable people badly."), Grade::Inadequate, "agree");
    // Nor do clauses that lean only by what they are set against, or by the heading above them.
    let opposed = "The force mends its safeguarding boots, but it protects vulnerable people badly.";
    check(opposed, Grade::Inadequate, "agree");
    let headed = "It protects vulnerable people well.\n\nAreas for improvement\n\nThe safeguarding team sits upstairs. The safeguarding desk sits there.";
    check(headed, Grade::Good, "agree");
}

#[test]
fn a_title_that_contradicts_what_was_told_is_named_by_its_place() {
    let check = |file: &str, text: &str, expected: &[&str]| {
        let told = Told {
            force: Some(DATASET.resolve_force("kent").unwrap()),
            cycle: Some(DATASET.resolve_cycle("2017").unwrap()),
        };
        let (_, reading) = read(file, text, &told).unwrap();
        let said: Vec<String> = reading.contradictions.iter().map(|one| one.message.clone()).collect();
        assert_eq!(said, expected, "{text}");
        assert_eq!((reading.force.as_str(), reading.cycle.as_str()), ("kent", "2017"), "{text}");
    };
    let both = [
        "the title names Durham; Kent, as asked for, is taken, and no grade as stated",
        "the title names 2016; 2017, as asked for, is taken, and no grade as stated",
    ];
    check("a.txt", "PEEL 2016: Durham Constabulary\n\nIt is good at preventing crime.", &both);
    check("a.md", "Note.\n\n# PEEL 2016\n\n## Durham\n\nIt is good at preventing crime.", &both);
    check("a.html", "<h1>PEEL 2016:\n<b>Durham</b></h1><p>It is good at preventing crime.</p>", &both);
    check("a.txt", "PEEL 2017: Kent Police\n\nDurham is good at it.", &[]);
    check("a.txt", "Durham is good at preventing crime.\n\nIt shared this with PEEL 2016.", &[]);
}
