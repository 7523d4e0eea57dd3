//! How charts look and what they carry: themes, sizes, formats, how they were made.

use std::fs;

use crate::util::{copy_data, golden, peel, peel_in};

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
    assert!(light == drawn_text(&["--theme", "light", "--size", "natural"]));
    let shape = |svg: &str| {
        svg.split('#').map(|part| part.get(6..).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let dark = drawn_text(&["--theme", "dark"]);
    assert!(light != dark);
    assert_eq!(shape(&light).len(), shape(&dark).len());
    assert!(dark.contains("fill=\"#14181D\""));
    assert!(dark != drawn_text(&["--theme", "print"]));
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
fn what_grades_rest_on_is_never_left_out() {
    let ask: [&[&str]; 4] =
        [&["distribution", "--level", "area"], &["ranking"], &["standing"], &["association"]];
    let folder = tempfile::tempdir().unwrap();
    for question in ask {
        for size in ["natural", "wide", "square"] {
            let args =
                [&["chart"], question, &["--cycle", "2023-25", "--size", size, "-o", "a.svg"]].concat();
            peel_in(folder.path(), &args).exits(0);
            let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
            assert!(svg.contains("Note: Of the known grades, "), "{question:?} {size}");
        }
    }
}

#[test]
fn a_size_is_that_of_the_picture_or_refused_with_a_sentence() {
    for (size, width, height) in [("wide", 1280, 720), ("square", 1080, 1080), ("a4-half", 642, 472)] {
        let root = format!("<svg width=\"{width}\" height=\"{height}\" ");
        assert!(drawn_text(&["--size", size]).starts_with(&root), "{size}");
    }
}

#[test]
fn whatever_a_refusal_names_does_fit() {
    let folder = tempfile::tempdir().unwrap();
    let questions: [(&[&str], &str, &str); 4] = [
        (&["matrix", "--cycle", "2023-25"], "a4-half", "--against"),
        (&["standing", "--cycle", "2023-25"], "a4-half", "--area"),
        (&["profile"], "a4-half", "--indicator"),
        (&["agreement", "--cycle", "2023-25"], "social", "--area"),
    ];
    for (question, size, option) in questions {
        let asked = [["chart"].as_slice(), question].concat();
        let draw =
            |extra: &[&str]| peel_in(folder.path(), &[&asked, ["-o", "a.svg"].as_slice(), extra].concat());
        let refused = draw(&["--size", size]);
        refused.exits(2).says("the chart does not fit its page").says("`natural`");
        let stderr = refused.stderr();
        let (_, hint) = stderr.split_once("hint: take a size that the chart fits: ").unwrap();
        let named = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let (sizes, fewer) = hint.split_once("; or ask about no more than fit: ").unwrap();
        for other in named(sizes) {
            draw(&["--size", &other]).exits(0);
        }
        for fewer in named(fewer) {
            assert!(fewer.starts_with(option), "{fewer}");
            let words: Vec<&str> = fewer.split(' ').chain(["--size", size]).collect();
            draw(&words).exits(0);
        }
    }
}

#[test]
fn letters_are_outlines_where_that_is_asked_for() {
    let outlined = drawn_text(&["--text-as-paths"]);
    assert!(!outlined.contains("<text") && !outlined.contains("Noto"));
    assert!(outlined == drawn_text(&["--text-as-paths"]));
    assert!(outlined.matches("<path ").count() == drawn_text(&[]).matches("<text ").count());
    assert!(outlined.contains("role=\"img\"") && outlined.contains("<desc "));
}

#[test]
fn a_pdf_is_a_page_with_text_and_the_same_bytes_each_time() {
    let pdf = drawn(&[], "a.pdf");
    assert!(pdf.starts_with(b"%PDF-1.7"));
    // In points, of which four are three pixels.
    let svg = drawn_text(&[]);
    let height = svg.split_once(" height=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap();
    let page = format!("/MediaBox [0 0 720 {}", height.parse::<f64>().unwrap() * 0.75);
    assert!(pdf.windows(page.len()).any(|window| window == page.as_bytes()), "{page}");
    assert_eq!(pdf, drawn(&[], "a.pdf"));
}

#[test]
fn a_plan_names_themes_and_sizes_beside_itself() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("plans/house.toml"), "paper = \"#FFFFF0\"\n").unwrap();
    let plan = r#"
        [jobs.a]
        analysis = "standing"
        charts = { theme = "house.toml", size = "square", formats = ["svg"] }
        path = "{job}"
    "#;
    fs::write(folder.path().join("plans/plan.toml"), plan).unwrap();
    peel_in(folder.path(), &["batch", "plans/plan.toml", "-o", "out"]).exits(0);
    let svg = fs::read_to_string(folder.path().join("out/a.svg")).unwrap();
    assert!(svg.contains("#FFFFF0") && svg.contains("width=\"1080\""));
    fs::write(folder.path().join("plans/plan.toml"), plan.replace("square", "sqare")).unwrap();
    peel_in(folder.path(), &["batch", "plans/plan.toml"]).exits(2).says("did you mean `square`?");
}

/// A folder with a chart in every format, drawn with the built-in data.
fn charts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.svg", "a.png", "a.pdf"] {
        let args = ["chart", "standing", "northants", "--cycle", "2016", "--against", "region", "-o", name];
        peel_in(folder.path(), &args).exits(0);
    }
    folder
}

#[test]
fn a_chart_tells_how_it_was_made() {
    let folder = charts();
    let explained = peel_in(folder.path(), &["explain", "a.svg"]);
    explained.exits(0);
    golden("explain/chart.txt", &explained.stdout());
    for name in ["a.png", "a.pdf"] {
        assert_eq!(peel_in(folder.path(), &["explain", name]).stdout(), explained.stdout(), "{name}");
    }
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(!svg.contains(folder.path().to_str().unwrap()) && !svg.contains("a.svg"));
}

#[test]
fn a_chart_is_verified_against_the_current_data() {
    let folder = charts();
    for name in ["a.svg", "a.png", "a.pdf"] {
        peel_in(folder.path(), &["verify", name]).exits(0).prints("the same chart\npeel chart standing");
    }
    // A row of the data says something else now.
    let data = folder.path().join("data");
    copy_data(&data);
    let gradings = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().path());
    for path in gradings.filter(|path| path.extension().is_some_and(|ending| ending == "csv")) {
        let text = fs::read_to_string(&path).unwrap();
        if let Some(row) = text.lines().find(|row| row.starts_with("derbyshire,2016,efficiency,")) {
            let other = row.replace(",good,", ",inadequate,");
            assert_ne!(row, other, "{row}");
            fs::write(&path, text.replace(row, &other)).unwrap();
        }
    }
    for name in ["a.svg", "a.png", "a.pdf"] {
        let run = peel_in(folder.path(), &["verify", name]);
        run.exits(1).prints("the data differ: sha256:").prints("the picture differs");
    }
}

#[test]
fn a_chart_that_was_retouched_is_told_from_one_that_was_not() {
    let folder = charts();
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    fs::write(folder.path().join("b.svg"), svg.replace("#0B3A66", "#D9691E")).unwrap();
    let run = peel_in(folder.path(), &["verify", "b.svg"]);
    run.exits(1).prints("b.svg: the picture differs\n");
    assert!(!run.stdout().contains("the data differ"));
    fs::write(folder.path().join("c.svg"), svg.replace("version = \"", "version = \"0.0.")).unwrap();
    peel_in(folder.path(), &["verify", "c.svg"]).exits(0).prints("the same chart");
}

#[test]
fn what_is_no_chart_of_peels_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let check = |text: &str, said: &str| {
        fs::write(folder.path().join("a.svg"), text).unwrap();
        peel_in(folder.path(), &["verify", "a.svg"]).exits(2).says(said);
    };
    let carrying = |toml: &str| {
        format!("<svg><peel:provenance xmlns:peel=\"urn:peel:provenance\">{toml}</peel:provenance></svg>")
    };
    let rest = "version = \"0.1.0\"\ndata = \"\"\nsources = []\ndescription = \"\"\n";
    check("<svg/>", "does not say how it was made");
    check(&carrying("arguments = 3"), "cannot be read");
    for arguments in
        ["", "\"show\", \"standing\"", "\"chart\", \"standing\", \"--mood\", \"x\"", "\"remove\", \"a\""]
    {
        check(&carrying(&format!("arguments = [{arguments}]\n{rest}")), "does not know");
    }
    peel_in(folder.path(), &["verify", "nowhere.png"]).exits(2).says("cannot read `nowhere.png`");
    peel_in(folder.path(), &["verify", "a.csv"]).exits(2).says("expected `.svg`, `.png` or `.pdf`");
}
