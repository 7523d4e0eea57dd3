//! A column of categories, the dictionary in an order that is said and not in that of the rows.
//!
//! The writer of the `parquet` crate makes a dictionary of the values as they come; readers take its order for
//! that of the categories. So the two pages of such a column are made here: the dictionary whole, then the
//! places in it.
//!
//! Reference: Apache Parquet, Encodings (dictionary encoding; RLE / bit-packing hybrid),
//! <https://parquet.apache.org/docs/file-format/data-pages/encodings/>.

use arrow_schema::{DataType, Field};
use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::writer::{SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;
use peel_model::Value;

/// The values that cells can hold, in order, with the word for each.
#[derive(Debug, Clone)]
pub(super) struct Categories(Vec<(Value, &'static str)>);

impl Categories {
    pub(super) fn new(all: impl Iterator<Item = (Value, &'static str)>) -> Self {
        Self(all.collect())
    }

    /// The place of a value; none for one that is no category.
    pub(super) fn place(&self, value: &Value) -> Option<u8> {
        let place = self.0.iter().position(|(category, _)| category == value);
        place.and_then(|place| u8::try_from(place).ok())
    }

    /// The field as a category to Arrow, and to polars, which knows categories by metadata of its own:
    /// the length in bytes of each word, a semicolon, the word.
    pub(super) fn described(&self, field: Field, is_ordered: bool) -> Field {
        let kind = DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
        let encoded = |words: String, (_, word): &(Value, &str)| words + &format!("{};{word}", word.len());
        let words = self.0.iter().fold(String::new(), encoded);
        let mut metadata = field.metadata().clone();
        metadata.insert("_PL_ENUM_VALUES2".to_owned(), words);
        field.with_data_type(kind).with_dict_is_ordered(is_ordered).with_metadata(metadata)
    }

    /// Writes the column: for each row its category's place, or none.
    pub(super) fn append(
        &self,
        cells: impl Iterator<Item = Option<u8>>,
        descriptor: ColumnDescPtr,
        group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    ) -> Result<()> {
        let cells: Vec<Option<u8>> = cells.collect();
        let mut chunk = TrackedWrite::new(Vec::new());
        let mut pages = SerializedPageWriter::new(&mut chunk);
        let dictionary = pages.write_page(self.dictionary()?)?;
        let data = pages.write_page(places(&cells, self.0.len())?)?;
        let bytes = chunk.into_inner()?;
        let close = closed(descriptor, cells.len(), &dictionary, &data)?;
        group.append_column(&Bytes::from(bytes), close)
    }

    /// The words, each after its length.
    fn dictionary(&self) -> Result<CompressedPage> {
        let mut buf = Vec::new();
        for (_, word) in &self.0 {
            buf.extend(count(word.len())?.to_le_bytes());
            buf.extend(word.as_bytes());
        }
        let (num_values, n_bytes) = (count(self.0.len())?, buf.len());
        let page =
            Page::DictionaryPage { buf: buf.into(), num_values, encoding: Encoding::PLAIN, is_sorted: false };
        Ok(CompressedPage::new(page, n_bytes))
    }
}

/// Which cells there are, then the places of those.
fn places(cells: &[Option<u8>], n_categories: usize) -> Result<CompressedPage> {
    let is_there = runs(cells.iter().map(|cell| u8::from(cell.is_some())))?;
    let mut buf = count(is_there.len())?.to_le_bytes().to_vec();
    buf.extend(is_there);
    let bits = usize::BITS - n_categories.saturating_sub(1).leading_zeros();
    buf.push(u8::try_from(bits.max(1)).unwrap_or(u8::MAX));
    buf.extend(runs(cells.iter().flatten().copied())?);
    let n_bytes = buf.len();
    let page = Page::DataPage {
        buf: buf.into(),
        num_values: count(cells.len())?,
        encoding: Encoding::RLE_DICTIONARY,
        def_level_encoding: Encoding::RLE,
        rep_level_encoding: Encoding::RLE,
        statistics: None,
    };
    Ok(CompressedPage::new(page, n_bytes))
}

/// Runs of one value of up to eight bits: twice the length, seven bits a byte with the least first, then the value.
fn runs(values: impl Iterator<Item = u8>) -> Result<Vec<u8>> {
    let mut runs: Vec<(u8, usize)> = Vec::new();
    for value in values {
        match runs.last_mut() {
            Some((last, n)) if *last == value => *n += 1,
            _ => runs.push((value, 1)),
        }
    }
    let mut bytes = Vec::new();
    for (value, n) in runs {
        let mut header = count(n)? << 1;
        while header >= 0x80 {
            bytes.push(u8::try_from(header & 0x7f).unwrap_or_default() | 0x80);
            header >>= 7;
        }
        bytes.extend([u8::try_from(header).unwrap_or_default(), value]);
    }
    Ok(bytes)
}

/// What the file's footer says of the column.
fn closed(
    descriptor: ColumnDescPtr,
    n_rows: usize,
    dictionary: &PageWriteSpec,
    data: &PageWriteSpec,
) -> Result<ColumnCloseResult> {
    let bytes_written = dictionary.bytes_written + data.bytes_written;
    let size = i64::from(count(usize::try_from(bytes_written).unwrap_or(usize::MAX))?);
    let offset = |page: &PageWriteSpec| i64::try_from(page.offset).unwrap_or(i64::MAX);
    let metadata = ColumnChunkMetaData::builder(descriptor)
        .set_encodings(vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY])
        .set_compression(Compression::UNCOMPRESSED)
        .set_num_values(i64::from(count(n_rows)?))
        .set_total_compressed_size(size)
        .set_total_uncompressed_size(size)
        .set_dictionary_page_offset(Some(offset(dictionary)))
        .set_data_page_offset(offset(data))
        .build()?;
    Ok(ColumnCloseResult {
        bytes_written,
        rows_written: n_rows as u64,
        metadata,
        bloom_filter: None,
        column_index: None,
        offset_index: None,
    })
}

/// A number as a page holds it, in 31 bits, so that twice it is one, too.
fn count(n: usize) -> Result<u32> {
    let fits = u32::try_from(n).ok().filter(|n| *n <= u32::MAX >> 1);
    fits.ok_or_else(|| ParquetError::General(format!("a column of {n} is more than a page holds")))
}
