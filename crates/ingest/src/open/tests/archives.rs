//! Gzips and zips: whole, cut short, nested, and bombs.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

use super::*;

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_gzip_is_read_as_what_it_holds() {
    let one = gzip(b"a,b\n1,2\n");
    let (grids, said) = opened("x.csv.gz", &one);
    assert_eq!((texts(&grids[0]), said.len()), (vec![vec!["a", "b"], vec!["1", "2"]], 0));
    assert_eq!(&*grids[0].file, "x.csv.gz");
    let (grids, _) = opened("x.csv.gz", &[one, gzip(b"3,4\n")].concat());
    assert_eq!(grids[0].rows.len(), 3);
}

#[test]
fn every_table_of_a_zip_is_a_grid_in_the_order_of_names() {
    let bytes = zipped(&[
        ("b/late.TSV", b"x\ty\n1\t2\n"),
        ("a.csv", b"x,y\n3,4\n"),
        ("notes.pdf", b"%PDF"),
        ("inner.zip", b"PK\x03\x04"),
        ("__MACOSX/._a.csv", b"\0\x05"),
        (".hidden.csv", b"x"),
        ("broken.txt", b"%PDF"),
    ]);
    let (grids, said) = opened("all.zip", &bytes);
    let files: Vec<&str> = grids.iter().map(|grid| &*grid.file).collect();
    assert_eq!(files, ["all.zip/a.csv", "all.zip/b/late.TSV"]);
    assert_eq!(texts(&grids[1]), [["x", "y"], ["1", "2"]]);
    assert_eq!(
        said,
        [
            "note[skipped] all.zip",
            "note[nested] all.zip",
            "note[skipped] all.zip",
            "note[delimiter] all.zip/b/late.TSV",
            "error[not-a-table] all.zip/broken.txt",
        ]
    );
    let (grids, said) = opened("none.zip", &zipped(&[("a.pdf", b"%PDF")]));
    assert!(grids.is_empty());
    assert_eq!(said, ["note[skipped] none.zip", "error[not-a-table] none.zip"]);
}

#[test]
fn what_is_cut_short_is_broken() {
    let gz = gzip(b"force,officers\nNorth,12\nSouth,13\n");
    (3..gz.len()).for_each(|end| check_refused("x.csv.gz", &gz[..end], "broken"));
    let zip = zipped(&[("a.csv", b"force,officers\nNorth,12\nSouth,13\n")]);
    (4..zip.len()).for_each(|end| check_refused("x.zip", &zip[..end], "broken"));
}

#[test]
fn bombs_are_not_unpacked() {
    let blanks = vec![b'\n'; 17 << 20];
    check_refused("x.csv.gz", &gzip(&blanks), "bomb");
    check_refused("x.zip", &zipped(&[("a.csv", b"a,b\n1,2\n"), ("b.csv", &blanks)]), "bomb");
    let names: Vec<String> = (0..=MAX_MEMBERS).map(|n| format!("{n}.csv")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"a"[..])).collect();
    check_refused("x.zip", &zipped(&members), "bomb");
    check_refused("x.gz", &gzip(&gzip(b"a,b\n")), "not-a-table");
    check_refused("x.gz", &gzip(&zipped(&[("a.csv", b"a,b\n")])), "not-a-table");
}

#[test]
fn a_zip_with_a_password_says_so() {
    let mut bytes = zipped(&[("a.csv", b"a,b\n1,2\n")]);
    // The flag of an encrypted member, in its own header and in the directory.
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    check_refused("x.zip", &bytes, "encrypted");
}

#[test]
fn office_files_that_are_no_workbook_are_named() {
    let word = zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    check_refused("x.docx", &word, "not-a-table");
    check_refused(
        "x.odt",
        &zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
        "not-a-table",
    );
}
