//! Which row and which column of a table a user means: by identifier, title or number.

use anyhow::Result;
use peel_model::{Column, Kind, Table, UnknownName, Value, did_you_mean, fold, printable, shortened};

/// A row of a table and one of its columns, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) row: usize,
    pub(crate) column: Option<usize>,
}

/// Finds `ROW` or `ROW,COLUMN`. Names may have commas of their own: the whole is tried as a row first, then
/// what stands before and after each comma, from the last.
///
/// What names neither a row nor a column may be another spelling of one: `spelled` gives what it stands for.
pub(crate) fn find(table: &Table, text: &str, spelled: &dyn Fn(&str) -> Vec<String>) -> Result<Place> {
    let other = |found: fn(&Table, &str) -> Result<usize>, text: &str| -> Result<usize> {
        let as_written = found(table, text);
        let meant = || spelled(text).iter().find_map(|name| found(table, name).ok());
        if as_written.is_ok() { as_written } else { meant().map_or(as_written, Ok) }
    };
    let (row, column) = (|text: &str| other(row, text), |text: &str| other(column, text));
    let whole = row(text);
    if let Ok(row) = whole {
        return Ok(Place { row, column: None });
    }
    let mut parts = text.rmatch_indices(',').map(|(at, _)| (&text[..at], &text[at + 1..]));
    let Some(last) = parts.next() else { return whole.map(|row| Place { row, column: None }) };
    let both = |(before, after): (&str, &str)| -> Result<Place> {
        let (row, column) = (row(before)?, column(after)?);
        Ok(Place { row, column: Some(column) })
    };
    let found = both(last);
    if found.is_ok() {
        return found;
    }
    parts.find_map(|part| both(part).ok()).map_or(found, Ok)
}

/// What names a row: its first cells of words next to each other. Some tables number their rows before.
pub(crate) fn labels(table: &Table, row: usize) -> Vec<&str> {
    let is_text = |column: &Column| column.kind == Kind::Text;
    let first = table.columns().iter().position(is_text).unwrap_or(0);
    let n = table.columns().iter().skip(first).take_while(|column| is_text(column)).count();
    let cells = table.rows().get(row).into_iter().flatten().skip(first).take(n);
    let texts = cells.filter_map(|cell| match &cell.value {
        Value::Text(text) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

fn row(table: &Table, text: &str) -> Result<usize> {
    let wanted = fold(text);
    let n = table.rows().len();
    let named: Vec<usize> = (0..n).filter(|row| is_named(&labels(table, *row), &wanted)).collect();
    if let [one] = named.as_slice() {
        return Ok(*one);
    }
    let number = text.trim().parse().ok().filter(|number| (1..=n).contains(number));
    if let (Some(number), true) = (number, named.is_empty()) {
        return Ok(number - 1);
    }
    let text = shortened(text.trim());
    if !named.is_empty() {
        let several: Vec<String> = named.iter().take(MOST_NAMED).map(|row| described(table, *row)).collect();
        let hint = format!("say which by its number or two of its names: {}", several.join("; "));
        let message = format!("`{text}` names {} rows", named.len());
        return Err(UnknownName { message, hints: vec![hint] }.into());
    }
    let all = (0..n).flat_map(|row| labels(table, row));
    let hint = did_you_mean(&text, all).unwrap_or_else(|| match n {
        0 => "the table has no rows".to_owned(),
        _ => format!("expected what names a row, or its number from 1 to {n}"),
    });
    Err(UnknownName { message: format!("`{text}` is no row of this table"), hints: vec![hint] }.into())
}

/// How many rows of one name are listed.
const MOST_NAMED: usize = 4;

/// Whether the folded text is one of the names of a row, or two of them one after the other.
fn is_named(labels: &[&str], wanted: &str) -> bool {
    let labels: Vec<String> = labels.iter().map(|label| fold(label)).collect();
    let mut pairs = labels
        .iter()
        .enumerate()
        .flat_map(|(place, first)| labels[place + 1..].iter().map(move |second| format!("{first} {second}")));
    !wanted.is_empty() && (labels.iter().any(|label| label == wanted) || pairs.any(|pair| pair == wanted))
}

/// `3 (kent, Kent)`.
fn described(table: &Table, row: usize) -> String {
    format!("{} ({})", row + 1, printable(&labels(table, row).join(", ")))
}

fn column(table: &Table, text: &str) -> Result<usize> {
    let wanted = fold(text);
    let columns = || table.columns().iter();
    let by_name = columns().position(|column| fold(&column.name) == wanted);
    if let Some(column) = by_name {
        return Ok(column);
    }
    let titled: Vec<usize> = (0..table.columns().len())
        .filter(|place| fold(&table.columns()[*place].title) == wanted && !wanted.is_empty())
        .collect();
    let text = shortened(text.trim());
    let message = format!("`{text}` is no column of this table");
    let hint = match titled.as_slice() {
        [one] => return Ok(*one),
        [] => {
            let otherwise = columns().filter(|column| fold(&column.title) != fold(&column.name));
            let names = columns().map(|column| column.name.as_str());
            let names = names.chain(otherwise.map(|column| column.title.as_str()));
            let all = || columns().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
            did_you_mean(&text, names).unwrap_or_else(|| format!("its columns are {}", all()))
        }
        several => {
            let names: Vec<&str> =
                several.iter().map(|column| table.columns()[*column].name.as_str()).collect();
            format!("several have that title: say which by its name, {}", names.join(" or "))
        }
    };
    Err(UnknownName { message, hints: vec![hint] }.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use peel_model::Cell;

    fn table() -> Table {
        let columns = vec![
            Column::text("area", "Identifier"),
            Column::text("title", "Area"),
            Column::count("better", "Better", "forces"),
            Column::count("rank_best", "Rank", "places"),
            Column::count("rank_worst", "Rank", "places"),
        ];
        let mut table = Table::new(None, "t".to_owned(), None, columns);
        for (area, title) in [("leading", "Leadership, resources, better"), ("2016", "Two"), ("b", "Two")] {
            let figures = [1_u64, 2, 3].map(|figure| Cell::new(figure, vec![]));
            let cells = [Cell::label(area), Cell::label(title)].into_iter().chain(figures).collect();
            table.push_row(cells).unwrap();
        }
        table
    }

    fn check(text: &str, row: usize, column: Option<usize>) {
        assert_eq!(find(&table(), text, &|_| Vec::new()).unwrap(), Place { row, column }, "{text}");
    }

    #[test]
    fn another_spelling_is_found_where_none_is_written_so() {
        let spelled = |text: &str| match text {
            "Leaders" => vec!["leading".to_owned()],
            "Best" => vec!["rank_best".to_owned()],
            _ => Vec::new(),
        };
        let found = find(&table(), "Leaders,Best", &spelled).unwrap();
        assert_eq!(found, Place { row: 0, column: Some(3) });
        assert!(find(&table(), "Leader,Best", &spelled).is_err());
    }

    fn fails(text: &str, message: &str, hint: &str) {
        let error = find(&table(), text, &|_| Vec::new()).unwrap_err();
        let unknown = error.downcast_ref::<UnknownName>().unwrap();
        assert_eq!((unknown.message.as_str(), unknown.hints[0].as_str()), (message, hint));
    }

    #[test]
    fn a_row_is_named_by_identifier_title_or_number() {
        check("leading", 0, None);
        check("LEADERSHIP, resources, better", 0, None);
        check("1", 0, None);
        check("b two", 2, None);
    }

    #[test]
    fn a_name_that_is_a_number_comes_before_the_number() {
        check("2016", 1, None);
        check("3", 2, None);
    }

    #[test]
    fn a_column_is_what_stands_after_a_comma_and_names_may_have_commas() {
        check("Leadership, resources, better,better", 0, Some(2));
        check("2016, Better", 1, Some(2));
        check("3,rank worst", 2, Some(4));
    }

    #[test]
    fn near_misses_are_answered_with_what_may_have_been_meant() {
        fails("leadng,better", "`leadng` is no row of this table", "did you mean `leading`?");
        fails("leading,bettr", "`bettr` is no column of this table", "did you mean `better`?");
        fails("9", "`9` is no row of this table", "expected what names a row, or its number from 1 to 3");
        fails(
            "b,zzz",
            "`zzz` is no column of this table",
            "its columns are area, title, better, rank_best, rank_worst",
        );
    }

    #[test]
    fn a_name_of_several_is_asked_about() {
        fails(
            "Two",
            "`Two` names 2 rows",
            "say which by its number or two of its names: 2 (2016, Two); 3 (b, Two)",
        );
        fails(
            "b,rank",
            "`rank` is no column of this table",
            "several have that title: say which by its name, rank_best or rank_worst",
        );
    }

    #[test]
    fn nothing_is_found_in_a_table_without_rows() {
        let empty = Table::new(None, "t".to_owned(), None, vec![]);
        for text in ["", ",", "1", "a,b", "0,0"] {
            assert!(find(&empty, text, &|_| Vec::new()).is_err());
        }
    }
}
