//! Why a combination cannot be meant: which of its parameters cause that, each with its own reason.

use peel_model::{Analysis, Dataset, Parameter};

use crate::asked::Asked;
use crate::request;

/// A parameter that cannot be meant as it is, and why; no parameter where it is the analysis itself.
pub(super) struct Cause {
    pub(super) parameter: Option<Parameter>,
    pub(super) error: anyhow::Error,
}

/// What others are resolved with: the cycles, and whether they may be compared.
const FIRST: [Parameter; 4] =
    [Parameter::Cycle, Parameter::From, Parameter::To, Parameter::AllowIncomparable];

/// Every cause of a refusal. A parameter is one if it is refused alone, or else if nothing is without it.
pub(super) fn causes(
    error: anyhow::Error,
    analysis: Analysis,
    asked: &Asked,
    dataset: &Dataset,
) -> Vec<Cause> {
    let given = asked.given();
    let (first, others): (Vec<Parameter>, Vec<Parameter>) =
        given.iter().partition(|parameter| FIRST.contains(parameter));
    let refusal = |kept: &dyn Fn(Parameter) -> bool| {
        let mut less = asked.clone();
        given.iter().filter(|parameter| !kept(**parameter)).for_each(|parameter| less.forget(*parameter));
        request::selection(analysis, &less, dataset).err()
    };
    if let Some(error) = refusal(&|one| FIRST.contains(&one)) {
        let parameter = first.first().copied().filter(|_| refusal(&|_| false).is_none());
        return vec![Cause { parameter, error }];
    }
    let alone: Vec<Cause> = others
        .iter()
        .filter_map(|parameter| {
            let error = refusal(&|one| one == *parameter || FIRST.contains(&one))?;
            Some(Cause { parameter: Some(*parameter), error })
        })
        .collect();
    if !alone.is_empty() {
        return alone;
    }
    let parameter = others.into_iter().find(|parameter| refusal(&|one| one != *parameter).is_none());
    vec![Cause { parameter, error }]
}
