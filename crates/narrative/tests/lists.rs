//! Lists in lists: an item says of those beneath it whose and of when they are, at every depth.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shipped;

use peel_narrative::{Reading, Source, Told};

fn taken(reading: &Reading) -> Vec<String> {
    let grades = reading.findings.iter().filter_map(|one| Some((one.area.as_ref()?, one.grade.as_ref()?.0)));
    grades.map(|(area, grade)| format!("{area} {}", grade.slug())).collect()
}

/// Fails unless these grades are taken of items, each set in by its blanks, as Markdown, as text and as a page.
fn check(items: &[&str], expected: &[&str]) {
    let marked: Vec<String> =
        items.iter().map(|item| item.replacen(item.trim_start(), "", 1) + "- " + item.trim_start()).collect();
    let text = format!("PEEL 2023–25: Essex Police\n\n{}\n", marked.join("\n"));
    let mut page = "<title>PEEL 2023-25: Essex Police</title>".to_owned();
    let mut depth = 0;
    for item in items {
        let next = 1 + (item.len() - item.trim_start().len()) / 4;
        page.push_str(&"<ul>".repeat(usize::saturating_sub(next, depth)));
        page.push_str(&"</li></ul>".repeat(usize::saturating_sub(depth, next)));
        page.push_str("<li>");
        page.push_str(item.trim_start());
        depth = next;
    }
    for (file, text) in [("list.md", format!("# {text}")), ("list.txt", text), ("list.html", page)] {
        let reading =
            shipped::READER.read(&Source::new(file, text.clone()).unwrap(), &Told::default()).unwrap();
        assert_eq!(taken(&reading), expected, "{file}: {text}");
    }
}

#[test]
fn an_item_is_above_those_beneath_it() {
    for above in
        ["Kent Police", "Kent", "Previous inspection", "2021/22", "What residents say", "If all goes well"]
    {
        check(&[above, "    Managing offenders: Good"], &[]);
        check(&[above, "    Investigating crime", "        Outstanding"], &[]);
        check(
            &[above, "    Crime", "        Investigating crime: Good", "    Managing offenders: Good"],
            &[],
        );
        let after = [above, "    Managing offenders: Good", "Essex Police", "    Preventing crime: Adequate"];
        check(&after, &["preventing-crime adequate"]);
    }
}

#[test]
fn what_is_the_texts_own_leaves_items_alone() {
    for above in
        ["Essex Police", "Essex", "PEEL 2023-25", "Investigating crime", "Grades", "Overall judgment"]
    {
        let expected = ["managing-offenders good", "preventing-crime adequate"];
        check(&[above, "    Managing offenders: Good", "    Preventing crime: Adequate"], &expected);
    }
    check(
        &["Investigating crime: Good", "    Managing offenders: Adequate"],
        &["investigating-crime good", "managing-offenders adequate"],
    );
}

#[test]
fn a_list_ends_with_what_follows_it() {
    let read = |file: &str, text: &str| {
        let source = Source::new(file, text.to_owned()).unwrap();
        taken(&shipped::READER.read(&source, &Told::default()).unwrap())
    };
    let list = "- What residents say\n    - Managing offenders: Good\n\n";
    let own = ["preventing-crime good"];
    for (file, title) in [("a.md", "# "), ("a.txt", "")] {
        let title = format!("{title}PEEL 2023–25: Essex Police\n\n");
        assert_eq!(read(file, &format!("{title}{list}It is read.\n\nPreventing crime: Good\n")), own);
        assert_eq!(read(file, &format!("{title}{list}- Preventing crime: Good\n")), own);
        let paragraph = "- What residents say\n\n    Managing offenders: Good\n\n- Preventing crime: Good\n";
        assert_eq!(read(file, &format!("{title}{paragraph}")), own);
    }
}

#[test]
fn an_item_whose_box_is_not_ticked_is_not_so() {
    for open in ["[ ]", "☐", "( )", "✗", "❌"] {
        let item = format!("{open} Managing offenders: Good");
        check(&["☑ Preventing crime: Good", &item], &["preventing-crime good"]);
    }
}

#[test]
fn a_grade_is_that_of_the_areas_beneath_it() {
    let own = ["managing-offenders good", "preventing-crime good", "investigating-crime adequate"];
    let areas = |good: &str, last: &str| {
        let [good, last] = [good.to_owned(), last.to_owned()];
        [
            good,
            "    Managing offenders".into(),
            "    Preventing crime".into(),
            last,
            "    Investigating crime".into(),
        ]
    };
    let check = |list: [String; 5], expected: &[&str]| check(&list.each_ref().map(String::as_str), expected);
    check(areas("Good", "Adequate"), &own);
    check(areas("Grade: Good", "Our judgment: Adequate"), &own);
    check(areas("Good", "Kent Police"), &own[..2]);
    check(areas("Good", "[ ] Adequate"), &own[..2]);
    check(areas("Good*", "Adequate"), &own[2..]);
    check(areas("What would be good", "Adequate"), &own[2..]);
}

#[test]
fn a_grade_may_be_that_of_none() {
    let good = ["preventing-crime good", "managing-offenders good"];
    let areas = "Good: preventing crime; managing offenders";
    for none in ["Outstanding: none", "Outstanding – none", "Outstanding: None."] {
        check(&[none, areas], &good);
        check(&[areas, none], &good);
    }
    check(&["Preventing crime and managing offenders: Good"], &good);
    check(&["Preventing crime, managing offenders: Good (2021: Adequate)"], &[]);
    check(&["Preventing crime and answering letters: Good"], &[]);
}

#[test]
fn a_page_has_boxes_of_its_own() {
    let read = |boxes: &str| {
        let page = format!("<title>PEEL 2023-25: Essex Police</title><h2>Preventing crime</h2>{boxes}");
        let reading = shipped::READER.read(&Source::new("a.html", page).unwrap(), &Told::default()).unwrap();
        taken(&reading)
    };
    for (open, ticked) in [
        ("<input type=checkbox>", "<input type=checkbox checked>"),
        ("<label><input type='radio' name=a /> ", "<label><input type='RADIO' checked='checked' />"),
        ("☐", "☑"),
    ] {
        let boxes = |first: &str, second: &str| {
            format!("<ul><li>{first}Outstanding<li>{second}Good<li>{open}Adequate</ul>")
        };
        assert_eq!(read(&boxes(open, ticked)), ["preventing-crime good"], "{open}");
        assert_eq!(read(&boxes(ticked, open)), ["preventing-crime outstanding"], "{open}");
        assert!(read(&boxes(open, open)).is_empty(), "{open}");
    }
    assert_eq!(read("<p><input type=text> Good"), ["preventing-crime good"]);
    assert_eq!(read("<p><input type=checkbox hidden> Good"), ["preventing-crime good"]);
}

#[test]
fn what_grades_mean_stands_beneath_its_heading() {
    let read = |page: &str| {
        let page =
            format!("<title>PEEL 2023-25: Essex Police</title><h1>PEEL 2023-25: Essex Police</h1>{page}");
        let reading = shipped::READER.read(&Source::new("a.html", page).unwrap(), &Told::default()).unwrap();
        taken(&reading)
    };
    let list = "<dl><dt>Good</dt><dd>The force is good at preventing crime.</dd>\
                <dt>Inadequate</dt><dd>The force is inadequate at investigating crime.</dd></dl>";
    assert!(read(&format!("<h2>What the grades mean</h2>{list}")).is_empty());
    assert!(read(&format!("<h2>Glossary</h2>{list}")).is_empty());
    assert_eq!(read(&format!("<h2>Our findings</h2>{list}")).len(), 2);
}

#[test]
fn a_grade_may_tell_in_brackets_that_it_is_the_first_or_the_same() {
    let read = |file: &str, text: &str| {
        let text = format!("# PEEL 2023–25: Essex Police\n\n{text}\n");
        taken(&shipped::READER.read(&Source::new(file, text).unwrap(), &Told::default()).unwrap())
    };
    for more in ["no change", "unchanged", "first time graded", "not graded last time", "Adequate in 2021/22"]
    {
        assert_eq!(
            read("a.md", &format!("- Preventing crime: Good ({more})")),
            ["preventing-crime good"],
            "{more}"
        );
    }
    for other in ["in Harlow", "Adequate in Harlow", "Adequate in 2024", "changed", "says the force"] {
        assert!(read("a.md", &format!("- Preventing crime: Good ({other})")).is_empty(), "{other}");
    }
}

#[test]
fn an_element_that_quotes_is_a_quotation() {
    let read = |page: &str| {
        let page = format!("<title>PEEL 2023-25: Essex Police</title>{page}");
        taken(&shipped::READER.read(&Source::new("a.html", page).unwrap(), &Told::default()).unwrap())
    };
    let said = "The force is good at preventing crime.";
    assert!(read(&format!("<p><q>{said}</q></p>")).is_empty());
    assert_eq!(read(&format!("<p>{said} It heeds <q>the code</q>.</p>")), ["preventing-crime good"]);
}

#[test]
fn the_force_is_in_doubt_after_another_in_the_same_paragraph() {
    let read = |text: &str| {
        let text = format!("PEEL 2023–25: Essex Police\n\n{text}\n");
        taken(&shipped::READER.read(&Source::new("a.txt", text).unwrap(), &Told::default()).unwrap())
    };
    let said = "The force is inadequate at managing offenders.";
    for before in ["We also looked at Kent.", "In Kent, it is otherwise.", "Peers from Kent came in June."] {
        assert!(read(&format!("{before} {said}")).is_empty(), "{before}");
        assert_eq!(
            read(&format!("{before} Essex Police did too. {said}")),
            ["managing-offenders inadequate"]
        );
    }
}
