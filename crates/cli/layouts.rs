//! Test: the chart of every analysis, for every force of the shipped data, is laid out without a fault.

use std::path::Path;

use peel_charts::{Fault, Look};
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Parameter};

use crate::asked::Asked;
use crate::request::selection;

#[test]
fn every_chart_of_every_force_is_laid_out_without_a_fault() {
    let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"));
    let dataset = load(&folder, Extent::Everything).unwrap().dataset;
    let look = Look::usual().unwrap();
    for analysis in Analysis::ALL {
        let mut n_drawn = 0;
        // What draws numbers at random takes long, and its chart differs little from force to force.
        let step = if analysis.takes(Parameter::Seed) { 6 } else { 1 };
        for force in dataset.forces.iter().step_by(step) {
            let asked = Asked { force: Some(force.id.to_string()), ..Asked::default() };
            // Some ask about what the data do not hold of some force, which they say.
            let Ok(selection) = selection(analysis, &asked, &dataset) else { continue };
            let Ok(table) = peel_analytics::run(analysis, &dataset, &selection) else { continue };
            let picture = peel_charts::draw(&table, &look).unwrap();
            let faults: Vec<Fault> = picture.faults().unwrap();
            assert!(faults.is_empty(), "{analysis} {}: {faults:#?}", force.id);
            n_drawn += 1;
        }
        assert!(n_drawn > 0, "{analysis}");
    }
}
