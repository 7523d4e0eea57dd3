//! Any bytes imported by the built-in layouts against the repository's data: no panic, and the account of rows
//! and values adds up.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use peel_ingest::{Extent, Folder, Imported, Input, Layouts, Loaded, Options, import, load};
use peel_ingest_fuzz::{let_panics_be_caught, name, run};

static DATA: OnceLock<(Loaded, Layouts)> = OnceLock::new();

fn data() -> &'static (Loaded, Layouts) {
    DATA.get_or_init(|| {
        let folder = Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../data").into());
        let loaded = load(&folder, Extent::Everything).expect("the repository's data load");
        (loaded, Layouts::read(&folder).expect("the built-in layouts are layouts"))
    })
}

fuzz_target!(init: { data(); let_panics_be_caught() }, |bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let (loaded, layouts) = data();
    let period = (first & 64 != 0).then(|| "2018/19".to_owned());
    let indicator = (first & 128 != 0).then(|| "imported".to_owned());
    let options = Options { period, indicator, ..Options::default() };
    let input = Input { name: name(*first), bytes };
    run(|| {
        let imported = import(&[input], &options, loaded, layouts).expect("the options are sound");
        check(&imported);
    });
});

fn check(imported: &Imported) {
    assert!(!imported.diagnostics.is_empty() || imported.tidy.is_some(), "neither rows nor a word about it");
    for table in &imported.tables {
        assert!(table.rows.adds_up() && table.values.adds_up(), "{} {}", table.rows, table.values);
    }
    // A row without a single sound value is rejected value by value.
    let (rows, values) = (imported.rows(), imported.values());
    let n_by_value = rows.faulty.get("no value could be read").copied().unwrap_or_default();
    let n_faulty = rows.n_faulty() - n_by_value + values.n_faulty();
    assert_eq!(n_faulty, imported.rejects.len() as u64);
    if let Some(tidy) = &imported.tidy {
        assert!(tidy.rows.iter().all(|row| row.len() == tidy.columns.len()));
        assert!(tidy.rows.len() as u64 <= values.kept);
    }
}
