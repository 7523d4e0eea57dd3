//! The query: polars' streaming engine asks for rows, splits them on all its threads and counts cells.
//!
//! The source of the query is a clock: a frame without columns whose morsels only say that it is
//! someone's turn. The splitting of rows is a map over it, so that the engine runs it on every thread
//! and groups what comes out at once. Nothing but the groups is kept.

use std::sync::Arc;

use polars::prelude::*;

use crate::BulkError;
use crate::work::Work;

/// How many turns there are in one query: about half a gigabyte of plain files.
const TURNS: usize = 32;
/// How many rows of a frame the engine passes on at once, unless told otherwise. It decides how many
/// turns a query has, never what is counted.
const MORSEL: usize = 100_000;

const CELL: &str = "cell";
const ROWS: &str = "rows";

/// Reads on for one query, and gives each cell's number with its count.
pub(crate) fn count_cells(work: &Arc<Work>) -> Result<Vec<(u64, u64)>, BulkError> {
    let work = Arc::clone(work);
    let schema = Arc::new(Schema::from_iter([Field::new(CELL.into(), DataType::UInt64)]));
    let split = move |_turn: DataFrame| {
        let cells = work.turn();
        DataFrame::new(cells.len(), vec![Column::new(CELL.into(), cells)])
    };
    let schema: Arc<dyn UdfSchema> = Arc::new(move |_: &Schema| Ok(Arc::clone(&schema)));
    let groups = DataFrame::empty_with_height(TURNS * MORSEL)
        .lazy()
        .map(split, AllowedOptimizations::STREAMING, Some(schema), Some("split rows"))
        .group_by([col(CELL)])
        .agg([len().cast(DataType::UInt64).alias(ROWS)])
        .collect_with_engine(Engine::Streaming)?
        .unwrap_single();
    let (cells, rows) = (groups.column(CELL)?.u64()?, groups.column(ROWS)?.u64()?);
    Ok(cells.iter().zip(rows.iter()).filter_map(|(cell, rows)| Some((cell?, rows?))).collect())
}
