//! `peel summary`: a force, or all, in one table or in a page of sentences.

use anyhow::Result;
use peel_analytics::summary::{Brief, SUMMARIES, Scope, Summary, brief, force, leaders, national};
use peel_analytics::{latest_graded_cycle, no_grade_at_all};
use peel_export::FileFormat;
use peel_model::{Cell, Column, Comparator, Dataset, Level, Misfit, Table};

use crate::args::{SummaryOf, Summed};
use crate::failure::{Hinted, Outcome};
use crate::output::{self, Wanted};
use crate::request::{comparator, subject};

pub(crate) fn run(asked: &SummaryOf, dataset: &Dataset) -> Result<Outcome> {
    let Summed::Summary(summary) = asked.what else { return columns(asked) };
    let format = format(asked)?;
    must_suit(asked, summary)?;
    let scope = scope(asked, summary, dataset)?;
    if summary == Summary::Brief {
        return write_brief(&brief(dataset, &scope)?, format.unwrap_or(FileFormat::Markdown), asked);
    }
    let table = match summary {
        Summary::National => national(dataset, &scope)?,
        Summary::Leaders => leaders(dataset, &scope)?,
        Summary::Force | Summary::Brief => force(dataset, &scope)?,
    };
    write(&table, format.unwrap_or(FileFormat::Text), asked)
}

/// The format asked for, by name or by the ending of the file; none where nothing says.
fn format(asked: &SummaryOf) -> Result<Option<FileFormat>> {
    Ok(match (asked.format, &asked.output) {
        (Some(format), _) => Some(format),
        (None, Some(path)) => Some(FileFormat::of_path(path)?),
        (None, None) => None,
    })
}

/// What the columns of every summary hold.
pub(crate) fn columns(asked: &SummaryOf) -> Result<Outcome> {
    let is_page = matches!(format(asked)?, None | Some(FileFormat::Markdown));
    if !is_page
        || asked.against.is_some()
        || asked.force.is_some()
        || asked.cycle.is_some()
        || asked.level.is_some()
        || asked.raw_text
    {
        return Err(Hinted {
            message: "`columns` is a page of Markdown, the same for all, and takes `-o` alone".to_owned(),
            hint: "`peel summary columns -o columns.md`".to_owned(),
        }
        .into());
    }
    match &asked.output {
        Some(path) => output::write_whole(path, SUMMARIES.as_bytes())?,
        None => output::print_text(SUMMARIES)?,
    }
    Ok(Outcome::Done)
}

fn write(table: &Table, format: FileFormat, asked: &SummaryOf) -> Result<Outcome> {
    let wanted = Wanted { format, raw_text: asked.raw_text };
    match &asked.output {
        Some(path) => output::write_table(table, wanted, path)?,
        None => output::print(table, wanted)?,
    }
    Ok(Outcome::Done)
}

/// As Markdown or text; in any other format as a table, a sentence a row.
fn write_brief(brief: &Brief, format: FileFormat, asked: &SummaryOf) -> Result<Outcome> {
    if !matches!(format, FileFormat::Markdown | FileFormat::Text) || asked.raw_text {
        return write(&sentences(brief)?, format, asked);
    }
    let page = page(brief, format == FileFormat::Markdown);
    match &asked.output {
        Some(path) => output::write_whole(path, page.as_bytes())?,
        None => output::print_text(&page)?,
    }
    Ok(Outcome::Done)
}

fn page(brief: &Brief, is_markdown: bool) -> String {
    let heading = |level: &str, text: &str| {
        if is_markdown { format!("{level} {}", peel_export::markdown(text)) } else { text.to_owned() }
    };
    let mut page = heading("#", &brief.title) + "\n";
    for (about, sentences) in &brief.sections {
        page = format!("{page}\n{}\n\n", heading("##", about));
        for sentence in sentences {
            let text = if is_markdown { peel_export::markdown(sentence) } else { sentence.clone() };
            page = format!("{page}- {text}\n");
        }
    }
    page
}

fn sentences(brief: &Brief) -> Result<Table, Misfit> {
    let columns = vec![Column::text("about", "About"), Column::text("sentence", "Sentence")];
    let mut table = Table::new(None, brief.title.clone(), None, columns);
    for (about, sentence) in
        brief.sections.iter().flat_map(|(about, all)| all.iter().map(move |one| (about, one)))
    {
        table.push_row(vec![Cell::label(about.as_str()), Cell::label(sentence.as_str())])?;
    }
    Ok(table)
}

/// Refuses what the summary does not take.
fn must_suit(asked: &SummaryOf, summary: Summary) -> Result<()> {
    if summary == Summary::National && asked.force.is_some() {
        return Err(Hinted {
            message: "`national` is about all, and takes no force".to_owned(),
            hint: "`peel summary force FORCE` is about one".to_owned(),
        }
        .into());
    }
    if summary != Summary::Leaders && asked.against.is_some() {
        return Err(Hinted {
            message: format!("`{summary}` takes no `--against`"),
            hint: "`leaders` takes it; `force` has every comparator, `brief` those near".to_owned(),
        }
        .into());
    }
    Ok(())
}

fn scope(asked: &SummaryOf, summary: Summary, dataset: &Dataset) -> Result<Scope> {
    let mut defaults = Vec::new();
    let subject = match (summary, dataset.forces.iter().next()) {
        // Of all alike: whoever stands first does for the question.
        (Summary::National, Some(first)) => first.id.clone(),
        _ => subject(asked.force.as_deref(), dataset, &mut defaults)?,
    };
    let cycle = asked.cycle.as_deref().map(|cycle| dataset.resolve_cycle(cycle)).transpose()?;
    let is_of_one = matches!(summary, Summary::Leaders | Summary::Brief);
    let cycle = match cycle {
        None if is_of_one => {
            let none = || no_grade_at_all(dataset, &subject, "any cycle".to_owned());
            let latest = latest_graded_cycle(dataset, &subject).ok_or_else(none)?;
            let noun = &dataset.about.noun;
            defaults.push(format!("cycle {latest}: the latest in which the {noun} is graded"));
            Some(latest)
        }
        given => given,
    };
    let level = asked.level.as_deref().map(str::parse::<Level>).transpose()?;
    let comparator = match &asked.against {
        Some(against) => comparator(against, &subject, dataset)?,
        None => Comparator::All,
    };
    Ok(Scope { subject, cycle, level, comparator, defaults })
}
