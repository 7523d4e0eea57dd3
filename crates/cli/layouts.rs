//! Test: the chart of every analysis, for every force of the shipped data, is laid out without a fault on every page
//! that it fits, and refused on the others with pages that it does fit.

use std::path::Path;

use peel_analytics::{Workings, run_sharing};
use peel_charts::{ChartError, Look, PageSize, Theme};
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Dataset, Table};
use rayon::prelude::*;

use crate::asked::Asked;
use crate::request::selection;

#[test]
fn every_chart_of_every_force_is_laid_out_without_a_fault() {
    let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"));
    let dataset = load(&folder, Extent::Everything).unwrap().dataset;
    Analysis::ALL.par_iter().for_each(|analysis| check(*analysis, &dataset));
}

/// Draws an analysis of every force on every page.
fn check(analysis: Analysis, dataset: &Dataset) {
    let themes: Vec<Theme> = Theme::names().map(|name| Theme::shipped(name).unwrap()).collect();
    let workings = Workings::default();
    let forces = dataset.forces.par_iter().enumerate();
    let n_drawn: usize = forces
        .map(|(at, force)| {
            let asked = Asked { force: Some(force.id.to_string()), ..Asked::default() };
            // Some ask about what the data do not hold of some force, which they say.
            let selection = selection(analysis, &asked, dataset).ok();
            let table =
                selection.and_then(|selection| run_sharing(analysis, dataset, &selection, &workings).ok());
            // Where things stand depends on the sizes of text alone, which the shipped themes share.
            table.map_or(0, |table| {
                n_drawn(&table, &themes[at % themes.len()], &format!("{analysis} {}", force.id))
            })
        })
        .sum();
    assert!(n_drawn > 0, "{analysis}");
}

/// Draws a table on every page that it fits; gives how many these are.
fn n_drawn(table: &Table, theme: &Theme, what: &str) -> usize {
    let is_drawn = |size: &PageSize| {
        let look = Look { theme: theme.clone(), size: *size };
        match peel_charts::draw(table, &look) {
            Ok(picture) => {
                assert_eq!(picture.faults(), Ok(vec![]), "{what} {size}");
                true
            }
            Err(ChartError::NoRoom { instead, .. }) => {
                assert!(instead.contains(&PageSize::Natural), "{what} {size}");
                false
            }
            Err(error) => panic!("{what} {size}: {error}"),
        }
    };
    PageSize::ALL.iter().filter(|size| is_drawn(size)).count()
}
