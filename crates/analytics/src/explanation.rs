//! The page of each analysis: what it asks, how its figures are made, how to read them.

use peel_model::Analysis;

/// The page of documentation of an analysis, in Markdown: question, columns, method with its formulas,
/// references, how to read it, what not to conclude, an example.
///
/// # Examples
///
/// ```
/// use peel_analytics::explanation;
/// use peel_model::Analysis;
///
/// assert!(explanation(Analysis::Ranking).starts_with("# ranking\n"));
/// ```
#[must_use]
pub const fn explanation(analysis: Analysis) -> &'static str {
    match analysis {
        Analysis::Matrix => include_str!("../docs/matrix.md"),
        Analysis::Standing => include_str!("../docs/standing.md"),
        Analysis::Distribution => include_str!("../docs/distribution.md"),
        Analysis::Change => include_str!("../docs/change.md"),
        Analysis::Transitions => include_str!("../docs/transitions.md"),
        Analysis::Ranking => include_str!("../docs/ranking.md"),
        Analysis::Coverage => include_str!("../docs/coverage.md"),
        Analysis::Neighbours => include_str!("../docs/neighbours.md"),
        Analysis::Similar => include_str!("../docs/similar.md"),
        Analysis::Agreement => include_str!("../docs/agreement.md"),
        Analysis::Map => include_str!("../docs/map.md"),
        Analysis::Association => include_str!("../docs/association.md"),
        Analysis::Indicator => include_str!("../docs/indicator.md"),
        Analysis::Funnel => include_str!("../docs/funnel.md"),
        Analysis::Trend => include_str!("../docs/trend.md"),
        Analysis::Profile => include_str!("../docs/profile.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings of every page, in this order.
    const HEADINGS: [&str; 7] =
        ["Question", "Columns", "Method", "References", "How to read it", "What not to conclude", "Example"];

    #[test]
    fn every_analysis_has_a_page_with_the_agreed_headings() {
        for analysis in Analysis::ALL {
            let page = explanation(analysis);
            assert_eq!(page.lines().next(), Some(format!("# {analysis}").as_str()));
            let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(headings, HEADINGS, "{analysis}");
            assert!(page.contains(&format!("peel show {analysis}")), "{analysis} has an example");
            assert!(page.lines().count() <= 80, "{analysis} is too long");
            assert!(page.lines().all(|line| line.chars().count() <= 120), "{analysis} is too wide");
        }
    }
}
