//! How charts look and what they carry: themes, sizes, formats.

use std::fs;

use crate::util::{peel, peel_in};

/// Draws a small standing with these arguments besides, and gives the file's bytes.
fn drawn(extra: &[&str], name: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let args = ["chart", "standing", "--cycle", "2016", "-o", name];
    peel_in(folder.path(), &[&args, extra].concat()).exits(0);
    fs::read(folder.path().join(name)).unwrap()
}

fn drawn_text(extra: &[&str]) -> String {
    String::from_utf8(drawn(extra, "a.svg")).unwrap()
}

#[test]
fn a_theme_changes_the_colours_and_nothing_else() {
    let light = drawn_text(&[]);
    assert_eq!(light, drawn_text(&["--theme", "light"]));
    let shape = |svg: &str| {
        svg.split('#').map(|part| part.get(6..).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let dark = drawn_text(&["--theme", "dark"]);
    assert_ne!(light, dark);
    assert_eq!(shape(&light).len(), shape(&dark).len());
    assert!(dark.contains("fill=\"#14181D\""));
    assert_ne!(dark, drawn_text(&["--theme", "print"]));
}

#[test]
fn a_theme_of_the_users_own_is_read_and_its_faults_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let draw = |theme: &str| {
        fs::write(folder.path().join("house.toml"), theme).unwrap();
        peel_in(folder.path(), &["chart", "standing", "--theme", "house.toml", "-o", "a.svg"])
    };
    draw("base = \"dark\"\npaper = \"#000001\"\n").exits(0);
    assert!(fs::read_to_string(folder.path().join("a.svg")).unwrap().contains("#000001"));
    draw("ink = \"navy\"\n").exits(2).says("`house.toml`:1: `navy` is not a colour");
    draw("inkk = \"#000000\"\n").exits(2).says("unknown field `inkk`, expected one of");
    peel(&["chart", "standing", "--theme", "drak", "-o", "a.svg"]).exits(2).says("did you mean `dark`?");
    peel(&["chart", "standing", "--theme", "no.toml", "-o", "a.svg"]).exits(2).says("cannot read the theme");
}

#[test]
fn a_size_is_that_of_the_picture_or_refused_with_a_sentence() {
    for (size, width, height) in [("wide", 1280, 720), ("square", 1080, 1080), ("a4-half", 642, 472)] {
        let root = format!("<svg width=\"{width}\" height=\"{height}\" ");
        assert!(drawn_text(&["--size", size]).starts_with(&root), "{size}");
    }
    peel(&["chart", "matrix", "--size", "a4-half", "-o", "a.svg"])
        .exits(2)
        .says("the chart does not fit its page")
        .says("take the size `natural`");
}

#[test]
fn letters_are_outlines_where_that_is_asked_for() {
    let outlined = drawn_text(&["--text-as-paths"]);
    assert!(!outlined.contains("<text") && !outlined.contains("Noto"));
    assert_eq!(outlined, drawn_text(&["--text-as-paths"]));
    assert!(outlined.matches("<path ").count() == drawn_text(&[]).matches("<text ").count());
    assert!(outlined.contains("role=\"img\"") && outlined.contains("<desc "));
}

#[test]
fn a_pdf_is_a_page_with_text_and_the_same_bytes_each_time() {
    let pdf = drawn(&[], "a.pdf");
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(pdf.windows(22).any(|window| window == b"/MediaBox [0 0 720 293"));
    assert_eq!(pdf, drawn(&[], "a.pdf"));
}

#[test]
fn a_plan_names_themes_and_sizes_beside_itself() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("plans/house.toml"), "paper = \"#FFFFF0\"\n").unwrap();
    let plan = "[[output]]\nname = \"a\"\nanalysis = \"standing\"\ntheme = \"house.toml\"\nsize = \"square\"\nformats = [\"svg\"]\n";
    fs::write(folder.path().join("plans/plan.toml"), plan).unwrap();
    peel_in(folder.path(), &["batch", "plans/plan.toml", "-o", "out"]).exits(0);
    let svg = fs::read_to_string(folder.path().join("out/a.svg")).unwrap();
    assert!(svg.contains("#FFFFF0") && svg.contains("width=\"1080\""));
    fs::write(folder.path().join("plans/plan.toml"), plan.replace("square", "sqare")).unwrap();
    peel_in(folder.path(), &["batch", "plans/plan.toml"]).exits(1).says("did you mean `square`?");
}
