//! Parquet files read back with the reader of the format's own crate.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use arrow_array::{
    Array, RecordBatch,
    cast::AsArray,
    types::{Float32Type, Float64Type, UInt32Type, UInt64Type},
};
use bytes::Bytes;
use parquet::{
    arrow::arrow_reader::ParquetRecordBatchReaderBuilder,
    basic::{Compression, Encoding},
};
use sayso_contract::{
    claim::v1::{Attribution, Claim, Coordinates, Place, TextSpan},
    document::v1::Document,
    store::v1::StoredClaim,
};
use sayso_export::{Format, writer};

const PIECES: [&str; 2] = ["=1, \"👩‍👩‍👧\"", "“\n”"];

fn stored(i: u32) -> StoredClaim {
    let span = |text: &str| TextSpan { start: i, end: i + text.chars().count() as u32, text: text.into() };
    let place = Place {
        words: Some(span("Ülm")),
        geonames_id: 42,
        coordinates: Some(Coordinates { latitude: -1.5, longitude: 2.25 }),
        ..Place::default()
    };
    let claim = Claim {
        id: format!("c-{i}"),
        attribution: Some(Attribution { content: PIECES.map(span).to_vec(), ..Attribution::default() }),
        confidence: i.is_multiple_of(2).then_some(0.97),
        places: (0..i % 3).map(|_| place.clone()).collect(),
        ..Claim::default()
    };
    let document = Document { id: "d".into(), authors: vec!["ج".into()], ..Document::default() };
    StoredClaim { claim: Some(claim), document: Some(document), current: true, ..StoredClaim::default() }
}

fn written(count: u32) -> ParquetRecordBatchReaderBuilder<Bytes> {
    let mut file = Vec::new();
    let mut writer = writer(Format::Parquet, &mut file, None).unwrap();
    for i in 0..count {
        writer.write(&stored(i), None).unwrap();
    }
    writer.finish().unwrap();
    ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file)).unwrap()
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> &'b dyn Array {
    batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"))
}

#[test]
fn rows_are_read_back() {
    let batches: Vec<RecordBatch> = written(150).with_batch_size(1000).build().unwrap().map(Result::unwrap).collect();
    let batch = &batches[0];
    assert_eq!((batches.len(), batch.num_rows()), (1, 150));
    for i in 0..150_u32 {
        let row = i as usize;
        let text = |name: &str| column(batch, name).as_string::<i32>().value(row).to_owned();
        assert_eq!(text("claim_id"), format!("c-{i}"));
        assert_eq!(text("content"), PIECES.join(" … "));
        assert!(column(batch, "source").is_null(row) && column(batch, "kind").is_null(row));
        assert!(column(batch, "current").as_boolean().value(row));
        assert_eq!(column(batch, "content_end").as_primitive::<UInt32Type>().value(row), i + 3);
        let confidence = column(batch, "confidence").as_primitive::<Float32Type>();
        assert_eq!(confidence.is_valid(row).then(|| confidence.value(row)), i.is_multiple_of(2).then_some(0.97));

        let list = |name: &str| column(batch, name).as_list::<i32>().value(row);
        assert_eq!(list("authors").as_string::<i32>().value(0), "ج");
        assert_eq!(list("source_spans").len(), 0);
        let spans = list("content_spans");
        let spans = spans.as_struct();
        let words = spans.column_by_name("text").unwrap().as_string::<i32>();
        assert_eq!([words.value(0), words.value(1)], PIECES);
        assert_eq!(spans.column_by_name("start").unwrap().as_primitive::<UInt32Type>().value(1), i);
        let places = list("places");
        assert_eq!(places.len(), row % 3);
        let places = places.as_struct();
        for place in 0..row % 3 {
            assert_eq!(places.column_by_name("geonames_id").unwrap().as_primitive::<UInt64Type>().value(place), 42);
            assert_eq!(places.column_by_name("latitude").unwrap().as_primitive::<Float64Type>().value(place), -1.5);
            assert!(places.column_by_name("name").unwrap().is_null(place));
        }
    }
}

#[test]
fn the_file_says_how_it_was_made() {
    let file = written(150);
    let metadata = file.metadata();
    let keys = metadata.file_metadata().key_value_metadata().unwrap();
    let unit = keys.iter().find(|pair| pair.key == "sayso.offset_unit").unwrap();
    assert_eq!(unit.value.as_deref(), Some("code point"));
    let columns = metadata.row_group(0).columns();
    let document = columns.iter().find(|column| column.column_path().string() == "document_id").unwrap();
    assert_eq!(document.compression(), Compression::SNAPPY);
    assert!(document.encodings().any(|encoding| encoding == Encoding::RLE_DICTIONARY));
}

#[test]
fn without_a_claim_the_file_has_all_columns() {
    let empty = written(0);
    assert_eq!(empty.metadata().file_metadata().num_rows(), 0);
    assert_eq!(empty.schema(), written(3).schema());
    assert_eq!(empty.build().unwrap().count(), 0);
}
