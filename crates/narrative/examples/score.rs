//! Scores files of labelled sentences by the lexicon in `data`, and prints those read wrongly:
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
        let score = scoring::score(&std::fs::read_to_string(&file).unwrap());
        score.print(&file);
        println!("{}", score.wrong.join("\n"));
    }
}
