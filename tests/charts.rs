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
    let questions: [(&[&str], &str); 2] =
        [(&["map", "--cycle", "2023-25"], "a4-half"), (&["map", "--cycle", "2023-25"], "social")];
    for (question, size) in questions {
        let asked = [["chart"].as_slice(), question].concat();
        let draw =
            |extra: &[&str]| peel_in(folder.path(), &[&asked, ["-o", "a.svg"].as_slice(), extra].concat());
        let refused = draw(&["--size", size]);
        refused.exits(2).says("the chart does not fit its page").says("`natural`");
        let stderr = refused.stderr();
        let (_, hint) = stderr.split_once("hint: take a size that the chart fits: ").unwrap();
        let named = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        // How many of all the areas fit is said too.
        assert!(hint.contains(" of 10)"), "{hint}");
        let (sizes, fewer) = hint.split_once("; or ask about no more than fit: ").unwrap();
        for other in named(sizes) {
            draw(&["--size", &other]).exits(0);
        }
        for fewer in named(fewer) {
            assert!(["--against ", "--area "].iter().any(|option| fewer.starts_with(option)), "{fewer}");
            let words: Vec<&str> = fewer.split(' ').chain(["--size", size]).collect();
            draw(&words).exits(0);
        }
    }
}

#[test]
fn every_small_page_holds_what_is_drawn_by_default() {
    let folder = tempfile::tempdir().unwrap();
    let questions: [&[&str]; 9] = [
        &["matrix"],
        &["standing"],
        &["distribution"],
        &["change"],
        &["transitions"],
        &["agreement"],
        &["association"],
        &["coverage"],
        &["profile"],
    ];
    for (question, size) in questions.iter().flat_map(|one| ["a4-half", "social"].map(|size| (one, size))) {
        let args = [&["chart"], *question, &["--size", size, "-o", "a.svg"]].concat();
        peel_in(folder.path(), &args).exits(0);
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
fn a_chart_says_which_data_it_was_drawn_from() {
    let folder = tempfile::tempdir().unwrap();
    copy_data(&folder.path().join("mine"));
    let whole = folder.path().join("mine");
    let drawn = ["chart", "standing", "northants", "--cycle", "2016"];
    // As given, and of an absolute path only the last part.
    for (data, name) in [("mine", "a.svg"), (whole.to_str().unwrap(), "b.pdf")] {
        let args = [&drawn[..], &["-o", name, "--data", data]].concat();
        peel_in(folder.path(), &args).exits(0);
        let said = "peel chart standing northamptonshire --cycle 2016 --data mine";
        let explained = peel_in(folder.path(), &["explain", name]);
        explained.exits(0).prints(&format!("Command: {said}\n"));
        let bytes = fs::read(folder.path().join(name)).unwrap();
        let path = folder.path().to_str().unwrap().as_bytes();
        assert!(!bytes.windows(path.len()).any(|part| part == path));
        peel_in(folder.path(), &["verify", name]).exits(0).prints(said);
        // From elsewhere the data beside the chart are found.
        let chart = folder.path().join(name);
        peel(&["verify", chart.to_str().unwrap()]).exits(0).prints("the same chart");
    }
    fs::rename(&whole, folder.path().join("other")).unwrap();
    let run = peel_in(folder.path(), &["verify", "a.svg"]);
    run.exits(2)
        .says("`a.svg` was drawn from the data in `mine`, which is not here, nor beside the chart")
        .says("--data DIR");
    peel_in(folder.path(), &["verify", "a.svg", "--data", "other"]).exits(0).prints("the same chart");
}

#[test]
fn a_chart_of_a_batch_says_which_data_it_was_drawn_from() {
    let folder = tempfile::tempdir().unwrap();
    copy_data(&folder.path().join("mine"));
    let plan = "[jobs.a]\nanalysis = \"standing\"\ncycles = [\"2016\"]\ntables = { formats = [] }\ncharts = { formats = [\"svg\"] }\npath = \"a\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let batch = ["batch", "plan.toml", "-o", "out", "--data", "mine"];
    peel_in(folder.path(), &batch).exits(0);
    peel_in(folder.path(), &["explain", "out/a.svg"]).exits(0).prints("--cycle 2016 --data mine\n");
    peel_in(folder.path(), &batch).exits(0).says("1 unchanged");
    // Named otherwise, the chart says otherwise.
    fs::rename(folder.path().join("mine"), folder.path().join("other")).unwrap();
    peel_in(folder.path(), &["batch", "plan.toml", "-o", "out", "--data", "other"])
        .exits(0)
        .says("0 unchanged");
    peel_in(folder.path(), &["explain", "out/a.svg"]).exits(0).prints("--cycle 2016 --data other\n");
}

#[test]
fn a_file_gives_way_as_is_said_and_a_picture_that_is_not_peels_never() {
    let folder = charts();
    let peel = |args: &[&str]| peel_in(folder.path(), args);
    let again = ["chart", "standing", "northants", "--cycle", "2016", "--against", "region", "-o", "a.png"];
    assert_eq!(peel(&again).exits(0).stderr(), "");
    let other = ["chart", "standing", "--cycle", "2016", "-o", "a.png"];
    peel(&other).exits(0).says(
        "`a.png` was another chart, and was written over: peel chart standing northamptonshire --cycle 2016 --against region\n",
    );
    for name in ["photo.png", "photo.svg", "photo.pdf"] {
        fs::write(folder.path().join(name), "a photograph").unwrap();
        let run = peel(&["chart", "standing", "--cycle", "2016", "-o", name]);
        run.exits(2).says("is there already, and is no chart of peel's").says("name another file");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "a photograph");
    }
    // An empty file has nothing to lose.
    fs::write(folder.path().join("empty.svg"), "").unwrap();
    assert_eq!(peel(&["chart", "standing", "--cycle", "2016", "-o", "empty.svg"]).exits(0).stderr(), "");

    let table = ["export", "standing", "--cycle", "2016", "-o", "a.csv"];
    for _ in 0..2 {
        assert_eq!(peel(&table).exits(0).stderr(), "");
    }
    fs::write(folder.path().join("a.csv"), "mine").unwrap();
    peel(&table).exits(0).says("`a.csv` was there with other content, and was written over");
}

#[test]
fn what_the_font_lacks_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    copy_data(&data);
    let forces = fs::read_to_string(data.join("forces.csv")).unwrap();
    fs::write(data.join("forces.csv"), forces.replace(",Kent,", ",Kent \u{5e9}\u{1f693},")).unwrap();
    for name in ["a.png", "a.svg"] {
        let run = peel_in(folder.path(), &["chart", "matrix", "--cycle", "2016", "-o", name]);
        run.exits(0).says("warning: the chart's font lacks `\u{5e9}`, `\u{1f693}`: the name of their writing stands for them");
        peel_in(folder.path(), &["explain", name]).exits(0);
    }
    let plan = "[jobs.a]\nanalysis = \"matrix\"\ncycles = [\"2016\"]\npath = \"a\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let run = peel_in(folder.path(), &["batch", "plan.toml", "-o", "out"]);
    run.exits(0).says("output `a`: the chart's font lacks");
}

#[test]
fn outlines_of_what_has_none_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.png", "a.pdf"] {
        let args = ["chart", "standing", "--cycle", "2016", "--text-as-paths", "-o", name];
        peel_in(folder.path(), &args).exits(2).says("`--text-as-paths` is said of an SVG");
        assert!(!folder.path().join(name).exists());
    }
    let plan = |formats: &str| {
        format!(
            "[jobs.a]\nanalysis = \"standing\"\npath = \"a\"\ncharts = {{ formats = [{formats}], text-as-paths = true }}\n"
        )
    };
    let check = |formats: &str, code: i32| {
        fs::write(folder.path().join("plan.toml"), plan(formats)).unwrap();
        peel_in(folder.path(), &["batch", "plan.toml", "-o", "out", "--dry-run"]).exits(code).stderr()
    };
    assert!(check("\"png\"", 2).contains("plan.toml:4"));
    check("\"png\", \"svg\"", 0);
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
fn a_file_that_is_cut_short_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.svg", "a.png", "a.pdf"] {
        peel_in(folder.path(), &["chart", "standing", "northants", "--cycle", "2016", "-o", name]).exits(0);
        let path = folder.path().join(name);
        let bytes = fs::read(&path).unwrap();
        // What a PDF says of its making stands near its end.
        fs::write(&path, &bytes[..bytes.len() - 6]).unwrap();
        let run = peel_in(folder.path(), &["verify", name]);
        run.exits(1).prints("a.").prints("the file is cut short: its end is missing\n");
        assert!(!run.stdout().contains("the picture differs"), "{name}");
        peel_in(folder.path(), &["explain", name])
            .exits(1)
            .prints("Command: peel")
            .says("the file is cut short");
        // Before, within and after the beginning of what it says of its making.
        for kept in [0, 60, 400, 700] {
            fs::write(&path, &bytes[..kept]).unwrap();
            let run = peel_in(folder.path(), &["verify", name]);
            run.exits(1).prints("the file is cut short: its end is missing\n");
            peel_in(folder.path(), &["explain", name]).exits(1).says("the file is cut short");
        }
    }
    // What is whole and no chart of peel's is another thing.
    fs::write(folder.path().join("b.svg"), "<svg></svg>").unwrap();
    peel_in(folder.path(), &["explain", "b.svg"]).exits(2).says("does not say how it was made");
}

/// A slip in the name of a folder is said, and makes none.
#[test]
fn no_file_is_written_into_a_folder_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["chart", "standing", "-o", "nodir/a.png"][..], &["export", "matrix", "-o", "nodir/a.csv"]]
    {
        let run = peel_in(folder.path(), args);
        run.exits(2).says("there is no folder `nodir`").says("hint: make the folder first");
        assert!(!folder.path().join("nodir").exists());
    }
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

/// Fault: beside the bars `percentile 100 (between 67 and…` was cut before its number.
#[test]
fn a_percentile_and_its_bounds_are_written_whole() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["chart", "standing", "derbyshire", "--against", "region", "--exclude", "leicestershire"];
    for size in [&["--size", "wide"][..], &["--size", "square"], &[]] {
        peel_in(folder.path(), &[&asked[..], size, &["-o", "standing.svg"]].concat()).exits(0);
        let svg = fs::read_to_string(folder.path().join("standing.svg")).unwrap();
        assert!(svg.contains("percentile 100 (67 to 100)"), "{size:?}");
    }
}
