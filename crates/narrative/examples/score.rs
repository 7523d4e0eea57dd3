//! Scores files of labelled sentences, or of short texts with the grades they state, by the lexicon in `data`, and prints those read wrongly:
//! `cargo run -p peel-narrative --example score -- FILE…`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "an example of the crate at work: it prints, and what it cannot read stops it"
)]

#[path = "../tests/labelled/scoring.rs"]
mod scoring;

fn main() {
    for file in std::env::args().skip(1) {
        let labelled = std::fs::read_to_string(&file).unwrap();
        if labelled.starts_with("file") {
            let score = scoring::stated(&labelled);
            println!("{file}: {} of {} grades found, {} false", score.found, score.n, score.n_false);
            println!("{}", score.wrong.join("\n"));
        } else {
            let score = scoring::score(&labelled);
            score.print(&file);
            println!("{}", score.wrong.join("\n"));
        }
    }
}
