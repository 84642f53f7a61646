//! Apache Parquet: the flat columns, and nested ones for what is a list of structs.
//!
//! Rows are put into arrays by the [`BATCH`], encoded column by column, and cut into row groups: what is held is bounded
//! whatever the length of the export. Columns are encoded with dictionaries where that pays, and compressed with Snappy.

use std::{
    io::{self, Write},
    sync::Arc,
};

use arrow_array::{
    Array, ArrayRef, BooleanArray, Float32Array, Float64Array, ListArray, RecordBatch, StringArray, StructArray,
    UInt32Array, UInt64Array,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, Field, FieldRef};
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties},
};
use sayso_contract::{
    claim::v1::{Interval, Place, Quantity, TextSpan, TimeExpression},
    store::v1::StoredClaim,
};
use sayso_text::OffsetMap;

use crate::{
    ClaimWriter,
    columns::{COLUMNS, Read},
    reading::{Reading, word},
};

/// Claims put into arrays together. A claim takes at most 1 MiB.
const BATCH: usize = 64;

/// Rows of a row group, at most.
const ROW_GROUP_ROWS: usize = 65_536;

/// Bytes of a row group in memory, about, after which it is written.
const ROW_GROUP_BYTES: usize = 32 << 20;

/// Writes a row for each claim.
pub struct Parquet<W: Write + Send> {
    rows: ArrowWriter<W>,
    /// The claims that wait to be put into arrays.
    batch: Vec<StoredClaim>,
}

impl<W: Write + Send> Parquet<W> {
    /// Writes the beginning of the file.
    ///
    /// # Errors
    /// That of the output.
    pub fn new(output: W) -> io::Result<Self> {
        let unit = KeyValue::new("sayso.offset_unit".to_owned(), "code point".to_owned());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .set_key_value_metadata(Some(vec![unit]))
            .build();
        let schema = record_batch(&[])?.schema();
        let rows = ArrowWriter::try_new(output, schema, Some(properties)).map_err(io_error)?;
        Ok(Self { rows, batch: Vec::with_capacity(BATCH) })
    }

    fn write_batch(&mut self) -> io::Result<()> {
        self.rows.write(&record_batch(&self.batch)?).map_err(io_error)?;
        self.batch.clear();
        if self.rows.in_progress_size() > ROW_GROUP_BYTES {
            self.rows.flush().map_err(io_error)?;
        }
        Ok(())
    }
}

impl<W: Write + Send> ClaimWriter for Parquet<W> {
    fn write(&mut self, claim: &StoredClaim, _: Option<&OffsetMap<'_>>) -> io::Result<()> {
        Reading::new(claim)?;
        self.batch.push(claim.clone());
        if self.batch.len() == BATCH { self.write_batch() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.write_batch()?;
        self.rows.into_inner().map_err(io_error)?.flush()
    }
}

/// The rows of claims.
fn record_batch(claims: &[StoredClaim]) -> io::Result<RecordBatch> {
    let claims: Vec<Reading<'_>> = claims.iter().map(Reading::new).collect::<io::Result<_>>()?;
    let flat = COLUMNS.iter().filter_map(|column| {
        let rows = claims.iter().copied();
        let array: ArrayRef = match column.read {
            Read::Text(read) => texts(rows.map(read)),
            Read::Flag(read) => Arc::new(BooleanArray::from_iter(rows.map(|row| Some(read(row))))),
            Read::Number(read) => Arc::new(Float32Array::from_iter(rows.map(read))),
            Read::Offset(read) => Arc::new(UInt32Array::from_iter_values(rows.map(read))),
            Read::Texts(read) => {
                let lists: Vec<Vec<String>> = rows.map(read).collect();
                let items = texts(lists.iter().flatten().cloned());
                list(lists.iter().map(Vec::len), items)
            }
            Read::Gist(_) => return None,
        };
        Some((column.name, array))
    });
    let nested: [(&str, ArrayRef); 8] = [
        ("authors", {
            let items = texts(claims.iter().flat_map(|row| &row.document.authors).cloned());
            list(claims.iter().map(|row| row.document.authors.len()), items)
        }),
        ("language", texts(claims.iter().map(|row| row.document.language.clone()))),
        ("source_spans", structs(&claims, |row| &row.attribution.source, span_columns)),
        ("cue_spans", structs(&claims, |row| &row.attribution.cue, span_columns)),
        ("content_spans", structs(&claims, |row| &row.attribution.content, span_columns)),
        ("times", structs(&claims, |row| &row.claim.times, time_columns)),
        ("places", structs(&claims, |row| &row.claim.places, place_columns)),
        ("quantities", structs(&claims, |row| &row.claim.quantities, quantity_columns)),
    ];
    let columns = flat.chain(nested).map(|(name, array)| (name, array, true));
    RecordBatch::try_from_iter_with_nullable(columns).map_err(arrow_error)
}

/// Texts, where an empty one is null.
fn texts(values: impl Iterator<Item = String>) -> ArrayRef {
    Arc::new(StringArray::from_iter(values.map(|text| Some(text).filter(|text| !text.is_empty()))))
}

/// Lists of the given lengths, of `items` one after the other.
fn list(lengths: impl Iterator<Item = usize>, items: ArrayRef) -> ArrayRef {
    let item = Arc::new(Field::new_list_field(items.data_type().clone(), true));
    Arc::new(ListArray::new(item, OffsetBuffer::from_lengths(lengths), items, None))
}

/// The columns of a struct.
type Columns = Vec<(&'static str, ArrayRef)>;

/// A list of structs for each claim.
fn structs<'c, T: 'c>(
    claims: &[Reading<'c>],
    items: impl Fn(&Reading<'c>) -> &'c [T],
    columns: impl Fn(&[&'c T]) -> Columns,
) -> ArrayRef {
    let all: Vec<&T> = claims.iter().flat_map(&items).collect();
    let field = |(name, array): (&str, ArrayRef)| -> (FieldRef, ArrayRef) {
        (Arc::new(Field::new(name, array.data_type().clone(), true)), array)
    };
    let fields: Vec<(FieldRef, ArrayRef)> = columns(&all).into_iter().map(field).collect();
    list(claims.iter().map(|claim| items(claim).len()), Arc::new(StructArray::from(fields)))
}

/// A bound of where words stand.
fn offsets<'c>(spans: impl Iterator<Item = Option<&'c TextSpan>>, bound: fn(&TextSpan) -> u32) -> ArrayRef {
    Arc::new(UInt32Array::from_iter(spans.map(|span| span.map(bound))))
}

/// Where words stand, and the words.
fn words_columns<'c, T: 'c>(items: &[&'c T], words: fn(&'c T) -> Option<&'c TextSpan>) -> Columns {
    let spans = || items.iter().map(|item| words(item));
    vec![
        ("start", offsets(spans(), |span| span.start)),
        ("end", offsets(spans(), |span| span.end)),
        ("text", texts(spans().map(|span| span.map(|span| span.text.clone()).unwrap_or_default()))),
    ]
}

fn span_columns(spans: &[&TextSpan]) -> Columns {
    words_columns(spans, Some)
}

fn time_columns(times: &[&TimeExpression]) -> Columns {
    let bound = |bound: fn(&Interval) -> &String| {
        texts(times.iter().map(move |time| time.interval.as_ref().map(bound).cloned().unwrap_or_default()))
    };
    let mut columns = words_columns(times, |time| time.words.as_ref());
    columns.extend([
        ("type", texts(times.iter().map(|time| word("TIME_TYPE_", time.r#type().as_str_name())))),
        ("value", texts(times.iter().map(|time| time.value.clone()))),
        ("interval_start", bound(|interval| &interval.start)),
        ("interval_end", bound(|interval| &interval.end)),
    ]);
    columns
}

fn place_columns(places: &[&Place]) -> Columns {
    let all = || places.iter();
    let ids = all().map(|place| Some(place.geonames_id).filter(|id| *id != 0));
    let degrees = |degrees: fn(&sayso_contract::claim::v1::Coordinates) -> f64| {
        Arc::new(Float64Array::from_iter(all().map(|place| place.coordinates.as_ref().map(degrees))))
    };
    let mut columns = words_columns(places, |place| place.words.as_ref());
    columns.extend([
        ("geonames_id", Arc::new(UInt64Array::from_iter(ids)) as ArrayRef),
        ("name", texts(all().map(|place| place.name.clone()))),
        ("latitude", degrees(|point| point.latitude)),
        ("longitude", degrees(|point| point.longitude)),
        ("country", texts(all().map(|place| place.country.clone()))),
        ("feature_class", texts(all().map(|place| place.feature_class.clone()))),
        ("precision", texts(all().map(|place| word("PLACE_PRECISION_", place.precision().as_str_name())))),
    ]);
    columns
}

fn quantity_columns(quantities: &[&Quantity]) -> Columns {
    let all = || quantities.iter();
    let approximations = all().map(|quantity| word("APPROXIMATION_", quantity.approximation().as_str_name()));
    let mut columns = words_columns(quantities, |quantity| quantity.words.as_ref());
    columns.extend([
        ("value", Arc::new(Float64Array::from_iter_values(all().map(|quantity| quantity.value))) as ArrayRef),
        ("upper", Arc::new(Float64Array::from_iter(all().map(|quantity| quantity.upper)))),
        ("unit", texts(all().map(|quantity| quantity.unit.clone()))),
        ("approximation", texts(approximations)),
    ]);
    columns
}

/// The error of the output as it was, so that a closed pipe is seen as one.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

fn arrow_error(error: ArrowError) -> io::Error {
    io::Error::other(error)
}
