//! What an analysis's page says of its columns: the table under `## Columns`.

/// What the page says of a column; none where it does not name it.
///
/// A row of the page's table names one or more columns in backticks; one that ends in `_…` stands for every
/// column that begins so.
pub(super) fn said_of<'p>(page: &'p str, column: &str) -> Option<&'p str> {
    let section = page.split("\n## ").find(|section| section.starts_with("Columns"))?;
    section.lines().find_map(|line| {
        let (names, said) = line.strip_prefix('|')?.split_once('|')?;
        let is_it = |name: &str| match name.strip_suffix('…') {
            Some(beginning) => column.starts_with(beginning) && column.len() > beginning.len(),
            None => name == column,
        };
        let is_named = names.split('`').skip(1).step_by(2).any(is_it);
        is_named.then(|| said.trim().trim_end_matches('|').trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_name_or_beginning_in_the_columns_alone() {
        let page = "# x\n\n## Question\n\n| `a` | no |\n\n## Columns\n\n| column | what |\n| --- | --- |\n\
                    | `a`, `b` | the first `two` |\n| `c_…` | several |\n\n## Method\n\n| `d` | no |\n";
        let check = |column: &str, expected: Option<&str>| assert_eq!(said_of(page, column), expected);
        check("a", Some("the first `two`"));
        check("b", Some("the first `two`"));
        check("c_x", Some("several"));
        check("c_", None);
        check("d", None);
        check("two", None);
    }
}
