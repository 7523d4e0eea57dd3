//! Test: the chart of every analysis, for every force of the shipped data, is laid out without a fault on every page
//! that it fits, and refused on the others with pages that it does fit.

use std::path::Path;

use peel_analytics::{Workings, run_sharing};
use peel_charts::{ChartError, Look, PageSize, Theme};
use peel_ingest::{Extent, Folder, load};
use peel_model::{Analysis, Dataset};
use rayon::prelude::*;

use crate::asked::Asked;
use crate::request::selection;

#[test]
fn every_chart_of_every_force_is_laid_out_without_a_fault() {
    let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"));
    let dataset = load(&folder, Extent::Everything).unwrap().dataset;
    Analysis::ALL.par_iter().for_each(|analysis| check(*analysis, &dataset));
}

/// Draws an analysis of every force on every page. Where things stand depends on the sizes of text alone, which the
/// shipped themes share: each force is drawn in one of them.
fn check(analysis: Analysis, dataset: &Dataset) {
    let themes: Vec<Theme> = Theme::names().map(|name| Theme::shipped(name).unwrap()).collect();
    let mut n_drawn = [0; PageSize::ALL.len()];
    let workings = Workings::default();
    for (force, theme) in dataset.forces.iter().zip(themes.iter().cycle()) {
        let asked = Asked { force: Some(force.id.to_string()), ..Asked::default() };
        // Some ask about what the data do not hold of some force, which they say.
        let Ok(selection) = selection(analysis, &asked, dataset) else { continue };
        let Ok(table) = run_sharing(analysis, dataset, &selection, &workings) else { continue };
        for (size, n_drawn) in PageSize::ALL.into_iter().zip(&mut n_drawn) {
            let look = Look { theme: theme.clone(), size };
            match peel_charts::draw(&table, &look) {
                Ok(picture) => {
                    assert_eq!(picture.faults(), Ok(vec![]), "{analysis} {} {size}", force.id);
                    *n_drawn += 1;
                }
                Err(ChartError::NoRoom { instead, .. }) => {
                    assert!(instead.contains(&PageSize::Natural), "{analysis} {} {size}", force.id);
                }
                Err(error) => panic!("{analysis} {} {size}: {error}", force.id),
            }
        }
    }
    assert!(n_drawn[0] > 0, "{analysis}: {n_drawn:?}");
}

/// Every funnel of every force and indicator, on two pages each: names among so many points are the hardest to place.
#[test]
fn every_name_of_a_funnel_stands_nearest_its_own_point_and_covers_none() {
    let folder = Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"));
    let dataset = load(&folder, Extent::Everything).unwrap().dataset;
    let workings = Workings::default();
    let theme = Theme::light().unwrap();
    let indicators: Vec<String> = dataset.indicators.iter().map(|one| one.id.to_string()).collect();
    let drawn = |(at, indicator): (usize, &String)| {
        let funnel = |force: &peel_model::Force| {
            let asked = Asked {
                force: Some(force.id.to_string()),
                indicator: Some(indicator.clone()),
                ..Asked::default()
            };
            // Some are of no events, or not known of the force.
            let selection = selection(Analysis::Funnel, &asked, &dataset).ok()?;
            run_sharing(Analysis::Funnel, &dataset, &selection, &workings).ok()
        };
        let mut n_drawn = 0;
        // Each page has its turn at every indicator and force: all of them at once take minutes.
        for (number, force) in dataset.forces.iter().enumerate() {
            let Some(table) = funnel(force) else { continue };
            let size = PageSize::ALL[(at + number) % PageSize::ALL.len()];
            for size in [PageSize::A4Half, size] {
                let picture = peel_charts::draw(&table, &Look { theme: theme.clone(), size }).unwrap();
                assert_eq!(picture.faults(), Ok(vec![]), "{indicator} {} {size}", force.id);
                n_drawn += 1;
            }
        }
        n_drawn
    };
    let n_drawn: usize = indicators.par_iter().enumerate().map(drawn).sum();
    assert!(n_drawn > 1000, "{n_drawn}");
}
