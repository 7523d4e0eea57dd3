//! Labelled sentences read and scored: what the test of the sets and the example `score` share.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use peel_ingest::{Extent, Folder, load};
use peel_model::Dataset;
use peel_narrative::{Lexicon, Reader, Source, Told};

/// How many of a set were read rightly.
#[derive(Default)]
pub(crate) struct Score {
    /// Sentences read.
    pub(crate) n: usize,
    /// Those whose area is right.
    pub(crate) area: usize,
    /// Those whose polarity is right.
    pub(crate) polarity: usize,
    both: usize,
    /// Grades that sentences state.
    pub(crate) grades_stated: usize,
    /// Grades stated that were found.
    pub(crate) grades_found: usize,
    /// Grades found that none states.
    pub(crate) grades_false: usize,
    /// By area, whatever the cycle: right, found, said.
    pub(crate) by_area: BTreeMap<String, [usize; 3]>,
    /// By polarity: right, found, said.
    pub(crate) by_polarity: BTreeMap<String, [usize; 3]>,
    /// Those read wrongly: what was expected, what was read, the sentence.
    pub(crate) wrong: Vec<String>,
}

/// Which of the grades that short texts state were found.
#[derive(Default)]
pub(crate) struct Stated {
    /// Grades that the texts state, and those of them that were found.
    pub(crate) n: usize,
    pub(crate) found: usize,
    /// Grades found that no text states.
    pub(crate) n_false: usize,
    /// Texts read wrongly: what was expected, what was read, the text.
    pub(crate) wrong: Vec<String>,
}

fn dataset() -> Dataset {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    load(&Folder(folder), Extent::Gradings).unwrap().dataset
}

fn lexicon() -> Lexicon {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/narrative.toml");
    Lexicon::parse(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Reads labelled sentences by the lexicon in `data`, each by itself.
pub(crate) fn score(labelled: &str) -> Score {
    let dataset = dataset();
    let reader = Reader::new(&lexicon(), &dataset).unwrap();
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

/// Reads short texts, each with its file's name, its force, its cycle and the grades it states, if any.
pub(crate) fn stated(labelled: &str) -> Stated {
    let dataset = dataset();
    let reader = Reader::new(&lexicon(), &dataset).unwrap();
    let mut score = Stated::default();
    for line in labelled.lines().skip(1) {
        let [file, force, cycle, stated, text] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let told = Told {
            force: Some(dataset.resolve_force(force).unwrap()),
            cycle: Some(dataset.resolve_cycle(cycle).unwrap()),
        };
        let reading = reader.read(&Source::new(file, text.replace("\\n", "\n")).unwrap(), &told).unwrap();
        let found: BTreeSet<String> = reading
            .findings
            .iter()
            .filter_map(|one| Some(format!("{} {}", one.area.as_ref()?, one.grade.as_ref()?.0.slug())))
            .collect();
        let expected: BTreeSet<String> =
            stated.split('|').filter(|one| *one != "-").map(str::to_owned).collect();
        score.n += expected.len();
        score.found += found.intersection(&expected).count();
        score.n_false += found.difference(&expected).count();
        if found != expected {
            score.wrong.push(format!("{expected:?}, read {found:?}: {text}"));
        }
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
        self.by_polarity.entry(read.to_owned()).or_default()[1] += 1;
        let said = self.by_polarity.entry(polarity.to_owned()).or_default();
        said[0] += usize::from(polarity_right);
        said[2] += 1;
        self.both += usize::from(area_right && polarity_right);
        let is_right = |one: &&(&str, String)| one.0 == grade && expected.contains(&one.1.as_str());
        self.grades_stated += usize::from(grade != "-");
        self.grades_found += stated.iter().filter(is_right).count();
        let n_false = stated.iter().filter(|one| !is_right(one)).count();
        self.grades_false += n_false;
        for area in &found {
            self.by_area.entry(area.clone()).or_default()[1] += 1;
        }
        // Of the areas that may be said, the one found; else the first.
        let right = found.iter().find(|area| expected.contains(&area.as_str()));
        let said = self.by_area.entry(right.map_or(expected[0], String::as_str).to_owned()).or_default();
        said[2] += 1;
        said[0] += usize::from(right.is_some());
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

    /// Prints the shares, and precision and recall of each polarity and each area.
    pub(crate) fn print(&self, name: &str) {
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
        for (name, [right, found, said]) in self.by_polarity.iter().chain(&self.by_area) {
            let ratio = |of: usize| {
                if of == 0 { "none".to_owned() } else { format!("{:.2}", *right as f64 / of as f64) }
            };
            println!("  {name:<30} precision {:<5} recall {}", ratio(*found), ratio(*said));
        }
    }

    fn share(&self, n: usize) -> String {
        format!("{:.3}", n as f64 / self.n as f64)
    }
}
