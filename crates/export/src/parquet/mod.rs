//! Parquet: every column with its type, grades as ordered categories, the notes and sources in the file's metadata.
//!
//! Words are strings, counts 64-bit integers, numbers doubles; an empty cell is null. A grade is a category of the
//! table's scale, worst to best: the dictionary stands in that order in the file, and the Arrow schema in its
//! metadata says that the order counts, so that pandas reads an ordered categorical and polars an enum. Why there
//! is no grade stands in a column of its own beside it, `grade_no_grade`: an order of grades has no place for it.
//! Elsewhere (`DuckDB`) both are strings. The last column is `remarks`, as in CSV.
//!
//! The key `peel` of the file's metadata holds the JSON format's document without its rows: analysis, title,
//! scale, columns with units, notes, sources. Title and unit also stand at each field of the Arrow schema.

mod categories;

use std::io::{self, Write};
use std::sync::Arc;

use arrow_schema::{DataType, Field as ArrowField, Schema};
use parquet::arrow::{ArrowSchemaConverter, add_encoded_arrow_schema_to_metadata};
use parquet::data_type::{ByteArray, ByteArrayType, DataType as Physical, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use peel_model::{Column, Grade, Kind, NoGrade, Table, Value};

use crate::Format;
use crate::fields::{Part, fields, remarks, scale, untaken};
use crate::json::about;
use categories::Categories;

/// Writes Parquet.
pub(crate) struct Parquet;

/// A column of the file: its field, and how its values are had.
struct Stored {
    field: ArrowField,
    from: From,
}

/// What a column takes of each row.
enum From {
    Text(usize),
    Count(usize),
    Number(usize),
    Grade(usize, Categories),
    NoGrade(usize, Categories),
    Remarks,
}

impl Format for Parquet {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&file(table).map_err(io::Error::other)?)
    }
}

fn file(table: &Table) -> Result<Vec<u8>> {
    let stored = stored(table);
    let schema = Schema::new(stored.iter().map(|column| column.field.clone()).collect::<Vec<_>>());
    let about = serde_json::to_string(&about(table)).map_err(|error| ParquetError::External(error.into()))?;
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("peel version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new("peel".to_owned(), about)]))
        .build();
    add_encoded_arrow_schema_to_metadata(&schema, &mut properties);
    let descriptor = ArrowSchemaConverter::new().convert(&schema)?;
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, descriptor.root_schema_ptr(), Arc::new(properties))?;
    if !table.rows().is_empty() {
        let mut group = writer.next_row_group()?;
        for (at, column) in stored.iter().enumerate() {
            match &column.from {
                From::Grade(of, categories) | From::NoGrade(of, categories) => {
                    let cells = table.rows().iter().map(|row| categories.place(&row[*of].value));
                    categories.append(cells, descriptor.column(at), &mut group)?;
                }
                from => plain(from, table, &mut group)?,
            }
        }
        group.close()?;
    }
    writer.close()?;
    Ok(bytes)
}

/// Writes a column that is no category.
fn plain(from: &From, table: &Table, group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>) -> Result<()> {
    let text = |text: &str| ByteArray::from(text);
    let values = |of: usize| table.rows().iter().map(move |row| &row[of].value);
    match from {
        From::Text(of) => column::<ByteArrayType>(
            values(*of).map(|value| if let Value::Text(words) = value { Some(text(words)) } else { None }),
            group,
        ),
        From::Remarks => column::<ByteArrayType>(
            table
                .rows()
                .iter()
                .map(|row| Some(remarks(table, row)).filter(|said| !said.is_empty()).map(|said| text(&said))),
            group,
        ),
        From::Count(of) => {
            let whole = |value: &Value| match value {
                Value::Count(count) => i64::try_from(*count).map(Some).map_err(|_| {
                    ParquetError::General(format!("{count} is more than Parquet's integers hold"))
                }),
                _ => Ok(None),
            };
            column::<Int64Type>(values(*of).map(whole).collect::<Result<Vec<_>>>()?.into_iter(), group)
        }
        From::Number(of) => column::<DoubleType>(
            values(*of).map(|value| if let Value::Number(number) = value { Some(*number) } else { None }),
            group,
        ),
        From::Grade(..) | From::NoGrade(..) => Ok(()),
    }
}

fn column<T: Physical>(
    cells: impl Iterator<Item = Option<T::T>>,
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
) -> Result<()> {
    let exhausted = || ParquetError::General("more columns than the schema has".to_owned());
    let mut writer = group.next_column()?.ok_or_else(exhausted)?;
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

/// The columns of the file, in order.
fn stored(table: &Table) -> Vec<Stored> {
    let fields = fields(table);
    let mut taken = fields.iter().map(|field| field.name.clone()).collect();
    let (grades, reasons) = (Categories::grades(&scale(table)), Categories::reasons());
    let mut stored = Vec::new();
    for field in fields {
        let of = match field.part {
            Part::Value(of) => of,
            Part::Remarks => {
                let field = described(&field.name, DataType::Utf8, "Remarks", None);
                stored.push(Stored { field, from: From::Remarks });
                continue;
            }
        };
        let column = &table.columns()[of];
        let whole = |kind| described(&field.name, kind, &column.title, Some(column));
        match column.kind {
            Kind::Text => stored.push(Stored { field: whole(DataType::Utf8), from: From::Text(of) }),
            Kind::Count => stored.push(Stored { field: whole(DataType::Int64), from: From::Count(of) }),
            Kind::Number => stored.push(Stored { field: whole(DataType::Float64), from: From::Number(of) }),
            Kind::Grade => {
                let field_of_grade = grades.described(whole(DataType::Utf8), true);
                stored.push(Stored { field: field_of_grade, from: From::Grade(of, grades.clone()) });
                let name = untaken(&format!("{}_no_grade", field.name), &mut taken);
                let title = format!("{}: why there is none", column.title);
                let why = reasons.described(described(&name, DataType::Utf8, &title, None), false);
                stored.push(Stored { field: why, from: From::NoGrade(of, reasons.clone()) });
            }
        }
    }
    stored
}

fn described(name: &str, kind: DataType, title: &str, column: Option<&Column>) -> ArrowField {
    let unit = column.and_then(Column::unit_in_words).map(|unit| ("unit".to_owned(), unit));
    let about = std::iter::once(("title".to_owned(), title.to_owned())).chain(unit);
    ArrowField::new(name, kind, true).with_metadata(about.collect::<std::collections::HashMap<_, _>>())
}

impl Categories {
    fn grades(worst_first: &[Grade]) -> Self {
        Self::new(worst_first.iter().map(|grade| (Value::Grade(*grade), grade.title())))
    }

    fn reasons() -> Self {
        Self::new(NoGrade::ALL.into_iter().map(|kind| (Value::NoGrade(kind), kind.title())))
    }
}

#[cfg(test)]
mod tests;
