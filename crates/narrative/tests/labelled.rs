//! Sentences of our own with what they say, read by the shipped lexicon: precision and recall per area, and a floor.
//!
//! `tune.tsv` is what the lexicon was tuned on, `report.tsv` was written before that and is only reported.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints its figures"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use peel_ingest::{Extent, Folder, load};
use peel_model::Dataset;
use peel_narrative::{Lexicon, Reader, Source, Told};

/// How many of a set were read rightly.
#[derive(Default)]
struct Score {
    n: usize,
    area: usize,
    polarity: usize,
    both: usize,
    grades_stated: usize,
    grades_found: usize,
    grades_false: usize,
    /// By area of a cycle: right, found, said.
    by_area: BTreeMap<String, [usize; 3]>,
    wrong: Vec<String>,
}

fn dataset() -> Dataset {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    load(&Folder(folder), Extent::Gradings).unwrap().dataset
}

fn score(labelled: &str) -> Score {
    let dataset = dataset();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let lexicon = fs::read_to_string(data.join("narrative.toml")).unwrap();
    let reader = Reader::new(&Lexicon::parse(&lexicon).unwrap(), &dataset).unwrap();
    let mut score = Score::default();
    for line in labelled.lines().skip(1) {
        let [force, cycle, areas, polarity, grade, sentence] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let told = Told {
            force: Some(dataset.resolve_force(force).unwrap()),
            cycle: Some(dataset.resolve_cycle(cycle).unwrap()),
        };
        let source = Source::new("labelled.txt", sentence.to_owned()).unwrap();
        let reading = reader.read(&source, &told).unwrap();
        assert_eq!(reading.sentences.len(), 1, "{sentence}");
        score.take(&reading, (areas, polarity, grade, sentence), cycle);
    }
    score
}

impl Score {
    fn take(&mut self, reading: &peel_narrative::Reading, said: (&str, &str, &str, &str), cycle: &str) {
        let (areas, polarity, grade, sentence) = said;
        let found: Vec<String> = reading
            .findings
            .iter()
            .map(|finding| finding.area.as_ref().map_or("-".to_owned(), ToString::to_string))
            .collect();
        let expected: Vec<&str> = areas.split('|').collect();
        let area_right = found.first().is_some_and(|area| expected.contains(&area.as_str()));
        let read = reading.sentences[0].polarity.as_str();
        let polarity_right = read == polarity;
        let stated: Vec<_> = reading
            .findings
            .iter()
            .filter_map(|finding| {
                let (grade, _) = finding.grade.as_ref()?;
                Some((grade.slug(), finding.area.as_ref()?.to_string()))
            })
            .collect();
        self.n += 1;
        self.area += usize::from(area_right);
        self.polarity += usize::from(polarity_right);
        self.both += usize::from(area_right && polarity_right);
        let is_right = |one: &&(&str, String)| one.0 == grade && expected.contains(&one.1.as_str());
        self.grades_stated += usize::from(grade != "-");
        self.grades_found += stated.iter().filter(is_right).count();
        let n_false = stated.iter().filter(|one| !is_right(one)).count();
        self.grades_false += n_false;
        for area in &found {
            self.by_area.entry(format!("{cycle} {area}")).or_default()[1] += 1;
        }
        self.by_area.entry(format!("{cycle} {}", expected[0])).or_default()[2] += 1;
        if found.iter().any(|area| expected.contains(&area.as_str())) {
            self.by_area.entry(format!("{cycle} {}", expected[0])).or_default()[0] += 1;
        }
        let grade_missed = grade != "-" && stated.iter().filter(is_right).count() == 0;
        if !area_right || !polarity_right || n_false > 0 || grade_missed {
            let cues: Vec<String> = reading
                .findings
                .iter()
                .flat_map(|finding| &finding.cues)
                .map(|cue| {
                    format!("{}{}", if cue.is_strength { "+" } else { "-" }, &sentence[cue.at.within.clone()])
                })
                .collect();
            self.wrong.push(format!(
                "{cycle} {areas} {polarity} {grade}\n    read {found:?} {read} {stated:?} {cues:?}\n    {sentence}"
            ));
        }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: {} sentences; area {}, polarity {}, both {}; grades {} of {} found, {} false",
            self.n,
            self.share(self.area),
            self.share(self.polarity),
            self.share(self.both),
            self.grades_found,
            self.grades_stated,
            self.grades_false
        );
        for (area, [right, found, said]) in &self.by_area {
            let ratio = |of: usize| {
                if of == 0 { "none".to_owned() } else { format!("{:.2}", *right as f64 / of as f64) }
            };
            println!("  {area:<45} precision {:<5} recall {}", ratio(*found), ratio(*said));
        }
        if std::env::var_os("WRONG").is_some() {
            println!("{}", self.wrong.join("\n"));
        }
    }

    fn share(&self, n: usize) -> String {
        format!("{:.3}", n as f64 / self.n as f64)
    }

    /// Fails when fewer are right than these shares, or any grade is taken that is not stated.
    fn must_reach(&self, area: f64, polarity: f64) {
        let share = |n: usize| n as f64 / self.n as f64;
        assert!(share(self.area) >= area, "areas: {} of {}", self.area, self.n);
        assert!(share(self.polarity) >= polarity, "polarities: {} of {}", self.polarity, self.n);
        assert_eq!(self.grades_false, 0, "{}", self.wrong.join("\n"));
        assert!(
            self.grades_found as f64 >= 0.9 * self.grades_stated as f64,
            "grades: {} of {}",
            self.grades_found,
            self.grades_stated
        );
    }
}

#[test]
fn the_sentences_tuned_on_are_read_rightly() {
    let score = score(include_str!("labelled/tune.tsv"));
    score.print("tune");
    score.must_reach(0.95, 0.95);
}

#[test]
fn the_sentences_reported_are_read_rightly() {
    let score = score(include_str!("labelled/report.tsv"));
    score.print("report");
    score.must_reach(0.9, 0.9);
}

#[test]
#[ignore = "figures of any other set: LABELLED names its file"]
fn the_sentences_of_a_file_are_scored() {
    let score = score(&fs::read_to_string(std::env::var("LABELLED").unwrap()).unwrap());
    score.print("file");
}

/// Other forces' grades, other years', wished for, denied, of a part of the work, and grades' words that are none.
#[test]
fn no_grade_is_taken_that_is_not_stated() {
    let score = score(include_str!("labelled/no-grade.tsv"));
    score.print("no grade");
    assert_eq!((score.grades_stated, score.grades_false), (0, 0), "{}", score.wrong.join("\n"));
}
