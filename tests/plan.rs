//! Plans: what they may say, and every fault of one with its place, at once.

use std::fs;
use std::path::Path;

use crate::util::{golden, peel, peel_in, repository};

/// The files of a plan as it lists them.
#[track_caller]
fn listed(folder: &Path, plan: &str) -> Vec<String> {
    fs::write(folder.join("plan.toml"), plan).unwrap();
    let run = peel_in(folder, &["batch", "plan.toml", "--dry-run"]);
    run.exits(0);
    run.stdout().lines().map(str::to_owned).collect()
}

/// Fails unless the plan is refused with these words, and nothing is made.
#[track_caller]
fn refused(plan: &str, said: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let run = peel_in(folder.path(), &["batch", "plan.toml"]);
    run.exits(2).says("nothing was made");
    for words in said {
        run.says(words);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was made");
    run.transcript()
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let run = peel(&["plan", "schema"]);
    run.exits(0);
    let path = repository().join("charts/plan.schema.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, run.stdout()).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap() == run.stdout(), "look, then UPDATE_GOLDEN=1");
    let schema: serde_json::Value = serde_json::from_str(&run.stdout()).unwrap();
    let job = &schema["properties"]["jobs"]["additionalProperties"];
    for key in [
        "analysis",
        "forces",
        "cycles",
        "against",
        "indicators",
        "parameters",
        "exclude",
        "charts",
        "tables",
        "path",
    ] {
        assert!(job["properties"][key]["description"].is_string(), "{key} is not described");
    }
    assert_eq!(job["additionalProperties"], false);
    assert!(!run.stdout().contains("\"null\""), "TOML has no null");
}

#[test]
fn a_plan_to_begin_with_is_one() {
    let folder = tempfile::tempdir().unwrap();
    peel_in(folder.path(), &["plan", "init"]).exits(0).says("plan.toml is written");
    peel_in(folder.path(), &["plan", "init"]).exits(2).says("`plan.toml` is there already");
    peel_in(folder.path(), &["batch", "plan.toml", "--dry-run"]).exits(0).says("6 outputs, 18 files");
    let printed = peel_in(folder.path(), &["plan", "init", "-"]);
    assert_eq!(printed.exits(0).stdout(), fs::read_to_string(folder.path().join("plan.toml")).unwrap());
    // What stands in it as a comment can be taken in.
    let whole = printed.stdout().replace("\n# [", "\n[").replace("\n# cycles", "\ncycles");
    let whole = whole.replace("\n# analysis", "\nanalysis").replace("\n# against", "\nagainst");
    let whole = whole.replace("\n# level", "\nlevel").replace("\n# exclude", "\nexclude");
    fs::write(folder.path().join("plan.toml"), whole).unwrap();
    peel_in(folder.path(), &["batch", "plan.toml", "--dry-run"]).exits(0);
}

#[test]
fn every_list_is_multiplied_out() {
    let folder = tempfile::tempdir().unwrap();
    let plan = r#"
        [defaults]
        charts = { formats = [] }
        parameters = { seed = 3, level = "pillar" }     # neither is taken by all

        [jobs.a]
        analysis = ["standing", "change"]
        forces = ["region:South East", "kent"]
        cycles = { from = "2016", to = "2017" }
        path = "{job}/{analysis}/{force}-{cycle}"
        exclude = [{ force = ["surrey", "sussex"] }]

        [jobs.b]
        analysis = ["ranking", "profile"]
        cycles = ["2016"]
        against = ["all", "neighbours:5", "kent,essex"]
        path = "{analysis}-{cycle}-{against}-{level}-{indicator}"
    "#;
    // A job's own cycles must be taken by each of its analyses; those of the defaults need not.
    let own = "analysis = [\"standing\", \"change\"]";
    refused(
        plan,
        &["plan.toml:9:9: error[not-taken]: `standing` takes no two cycles", "`profile` takes no `cycles`"],
    );
    let plan = plan
        .replace(own, "analysis = \"change\"")
        .replace("[jobs.b]", "[jobs.b]\nanalysis = \"ranking\"")
        .replace("analysis = [\"ranking\", \"profile\"]", "");
    assert_eq!(
        listed(folder.path(), &plan),
        [
            "a/change/hampshire-2016-to-2017.csv",
            "a/change/kent-2016-to-2017.csv",
            "a/change/thames-valley-2016-to-2017.csv",
            "ranking-2016-all-pillar.csv",
            "ranking-2016-neighbours-5-pillar.csv",
            "ranking-2016-kent-essex-pillar.csv",
        ]
    );
}

#[test]
fn defaults_that_an_analysis_does_not_take_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[defaults]\ncycles = [\"2016\"]\nindicators = \"homicide\"\ncharts.formats = []\n\
                [jobs.a]\nanalysis = [\"profile\", \"standing\", \"change\"]\n";
    let files = listed(folder.path(), plan);
    assert_eq!(files[..2], ["northamptonshire/profile.csv", "northamptonshire/standing-2016.csv"]);
    assert!(files[2].starts_with("northamptonshire/change-"), "{files:?}");
}

#[test]
fn every_fault_of_a_plan_is_said_at_once_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let plan = r#"
[defaults]
charts = { fromats = ["svg"], theme = "drak" }

[jobs.standing]
analysis = "standng"
forces = ["northamptonshir", "kent", "region:Sout East"]

[jobs.moves]
analysis = ["change", "matrix"]
cycles = ["2016"]
agianst = "region"

[jobs.matrix]
analysis = "matrix"
cycles = ["2016", "2017"]
parameters = { level = "pilar", seed = 1, area = "nothing such" }
tables = { formats = ["md", "markdown", "bmp"] }
path = "../{force}/{cycl}"

[jobs.words]
analysis = 3
cycles = [2016]
against = ["neighbours:99", "group:nobody"]
exclude = [{ force = "surrey" }]

[jobs.clash]
analysis = "matrix"
forces = ["all"]
cycles = "2016"
path = "same"
"#;
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let run = peel_in(folder.path(), &["batch", "plan.toml"]);
    golden("batch/faulty.txt", &run.transcript());
    run.exits(2);
}

#[test]
fn what_is_no_plan_says_where() {
    refused("", &["plans nothing"]);
    refused("[jobs]\n", &["plans nothing"]);
    refused("[jobs.a\n", &["plan.toml:1:"]);
    refused("[jobs.a]\n", &["the job names no analysis"]);
    let job = |rest: &str| format!("[jobs.a]\nanalysis = \"standing\"\n{rest}\n");
    for path in ["/a", "a//b", "a/.", "./a", "../a", "a/../../b", "a/", "C:/a", "a\\\\b"] {
        refused(&job(&format!("path = \"{path}\"")), &["plan.toml:3:8: error[path]", "outside the folder"]);
    }
    refused(&job("path = \"a\\nb\""), &["control character"]);
    // So are those of the defaults, also where every job has one of its own, and those of a job whose names are unknown.
    for path in ["../{force}", "/abs", "", "a\\\\b", "{force}/"] {
        refused(
            &format!("[defaults]\npath = \"{path}\"\n{}", job("path = \"a\"")),
            &["plan.toml:2:8: error[path]", "the plan has 1 fault;"],
        );
        refused(
            &job(&format!("path = \"{path}\"\nforces = \"kemt\"")),
            &["plan.toml:3:8: error[path]", "plan.toml:4:10: error[unknown-name]", "the plan has 2 faults;"],
        );
    }
    refused(&job("path = \"{force\""), &["a brace without its other"]);
    refused(
        &job("path = \"manifest\"\ntables = { formats = [\"json\"] }"),
        &["`manifest.json` is kept by the batch itself"],
    );
    refused(&job("path = \"manifest.json/x\""), &["`manifest.json` is kept by the batch itself"]);
    refused(&job("path = \"a/.peel-batch-x\""), &["is kept by the batch itself"]);
    refused(&job("charts.formats = []\ntables.formats = []"), &["the job writes nothing"]);
    refused(&job("charts.theme = \"nowhere.toml\""), &["cannot read the theme"]);
    refused(&job("exclude = [{ force = \"kent\" }]"), &["nothing of this job matches"]);
    refused(&job("exclude = [{ }]"), &["nothing of this job matches"]);
    refused(
        &job("parameters = { area = \"nothing such\" }"),
        &["plan.toml:3:23: error[unknown-name]: `nothing such` is no area of any cycle"],
    );
    refused(&job("parameters = { exclude = \"northamptonshire\" }"), &["plan.toml:3:26: error[combination]"]);
    refused(
        "[defaults]\nforces = \"kemt\"\n[jobs.a]\nanalysis = \"standing\"\n",
        &["plan.toml:2:10: error[unknown-name]: `kemt` is not", "did you mean `kent`?"],
    );
    refused(
        "[jobs.a]\nanalysis = \"transitions\"\ncycles = { from = \"2017\", to = \"2016\" }\n",
        &["2017 does not come before 2016"],
    );
    peel(&["batch", "nowhere.toml"]).exits(2).says("cannot read the plan `nowhere.toml`");
}

#[test]
fn two_outputs_on_one_path_are_a_fault_that_says_what_tells_them_apart() {
    let job = "[jobs.a]\nanalysis = \"standing\"\nagainst = [\"all\", \"region\"]\n";
    refused(
        job,
        &[
            "two outputs would be written to `northamptonshire/standing-2023-25.csv`",
            "add `{against}` to `path`",
        ],
    );
    let two =
        "[jobs.a]\nanalysis = \"standing\"\npath = \"A\"\n[jobs.b]\nanalysis = \"matrix\"\npath = \"a\"\n";
    refused(two, &["plan.toml:6:8: error[path]: two outputs would be written to `a.csv`, one of job `a`"]);
    // A file where another has a folder, whichever comes first.
    let two = |one: &str, other: &str| {
        format!(
            "[jobs.a]\nanalysis = \"standing\"\npath = \"{one}\"\n[jobs.b]\nanalysis = \"matrix\"\npath = \"{other}\"\n"
        )
    };
    refused(&two("x", "x.csv/y"), &["plan.toml:6:8: error[path]: `x.csv` is a file of another output"]);
    refused(&two("x.csv/y", "x"), &["plan.toml:6:8: error[path]: `x.csv` is a folder of another output"]);
}

#[test]
fn a_fault_stands_where_it_is_caused_and_hides_no_other() {
    let job = |rest: &str| format!("[jobs.a]\nanalysis = \"standing\"\n{rest}\n");
    refused(
        &job("parameters = { area = \"zzz\", exclude = \"kentt\" }\nagainst = [\"kemt\", \"all\"]"),
        &[
            "plan.toml:3:23: error[unknown-name]: `zzz` is no area of any cycle",
            "plan.toml:3:40: error[unknown-name]: `kentt` is not a force",
            "plan.toml:4:12: error[unknown-name]: `against` takes",
            "the plan has 3 faults",
        ],
    );
    refused(
        &job("parameters = { area = \"zzz\", exclude = \"northamptonshire\" }"),
        &["plan.toml:3:23: error", "plan.toml:3:40: error[combination]: `parameters.exclude` names"],
    );
    refused(
        &job("forces = \"kemt\"\nagainst = \"group:nobody\""),
        &["plan.toml:3:10: error[unknown-name]: `kemt`", "plan.toml:4:11: error[unknown-name]", "2 faults"],
    );
    refused(
        "[jobs.a]\nanalysis = \"change\"\ncycles = [{ from = \"2017\", to = \"2016\" }]\n",
        &["plan.toml:3:11: error[combination]: 2017 does not come before 2016", "hint: `from` takes"],
    );
    refused(
        "[jobs.a]\nanalysis = \"change\"\ncycles = { from = \"2018-19\", to = \"2021-22\" }\n",
        &[
            "plan.toml:3:1: error[combination]: 2018-19 and 2021-22",
            "hint: `parameters.allow-incomparable = true`",
        ],
    );
    refused(
        &job("path = \"{forc}/{cycl}\""),
        &["`{forc}` and `{cycl}` are no places of a path", "did you mean `force`? did you mean `cycle`?"],
    );
    refused(&job("path = \"\""), &["plan.toml:3:8: error[path]: the path of an output is empty"]);
    refused(
        &job("charts.formats = []\ntables.formats = [\"cvs\"]"),
        &["plan.toml:4:19: error[word]: `cvs` is none of", "did you mean `csv`?", "the plan has 1 fault;"],
    );
}

#[test]
fn a_job_that_would_make_nothing_is_a_fault() {
    refused("[jobs.a]\nanalysis = []\n", &["plan.toml:2:12: error[job]: the job names no analysis"]);
    let job = |rest: &str| format!("[jobs.a]\nanalysis = \"standing\"\n{rest}\n");
    refused(&job("forces = []"), &["plan.toml:3:10: error[job]: the job is about no one"]);
    refused(
        &job("exclude = [{ analysis = \"standing\" }]"),
        &["plan.toml:3:11: error[exclude]: everything of this job is left out"],
    );
}

#[test]
fn what_is_left_out_is_held_against_what_is_meant_not_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let plan = |exclude: &str| {
        format!(
            "[defaults]\ncharts.formats = []\n[jobs.a]\nanalysis = [\"standing\", \"matrix\"]\n\
             exclude = [{{ analysis = \"matrix\", {exclude} }}]\n"
        )
    };
    let left = ["northamptonshire/standing-2023-25.csv"];
    assert_eq!(listed(folder.path(), &plan("cycle = \"2023-25\"")), left);
    assert_eq!(listed(folder.path(), &plan("against = \"all\"")), left);
    refused(&plan("cycle = \"2016\""), &["nothing of this job matches"]);
    refused(&plan("against = \"region\""), &["nothing of this job matches"]);
    let by_name =
        plan("against = \"essex,kent\"").replace("exclude", "against = \"Kent Police, essex\"\nexclude");
    assert_eq!(listed(folder.path(), &by_name), left);
    refused(&by_name.replace("\"essex,kent\"", "\"essex\""), &["nothing of this job matches"]);
    // An empty list is as none, whatever the defaults say.
    let usual = "[defaults]\ncharts.formats = []\ncycles = \"2016\"\n[jobs.a]\nanalysis = \"standing\"\ncycles = []\n";
    assert_eq!(listed(folder.path(), usual), left);
}

#[test]
fn plans_include_plans() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("below")).unwrap();
    let job = |name: &str| {
        format!(
            "[defaults]\ncharts.formats = []\n[jobs.{name}]\nanalysis = \"standing\"\npath = \"{name}\"\n"
        )
    };
    fs::write(path("below/b.toml"), format!("include = [\"../c.toml\"]\n{}", job("b"))).unwrap();
    fs::write(path("c.toml"), job("c")).unwrap();
    let plan = format!("include = [\"below/b.toml\", \"c.toml\"]\n{}", job("a"));
    let mut files = listed(folder.path(), &plan);
    files.sort();
    assert_eq!(files, ["a.csv", "b.csv", "c.csv"]);
    let says = |said: &str| _ = peel_in(folder.path(), &["batch", "plan.toml"]).exits(2).says(said);
    fs::write(path("c.toml"), format!("include = [\"plan.toml\"]\n{}", job("c"))).unwrap();
    says("c.toml:1:12: error[include]: `plan.toml` includes this plan again");
    fs::write(path("c.toml"), job("a")).unwrap();
    says("has a job `a` too");
    fs::write(path("c.toml"), job("c").replace("analysis", "anlysis")).unwrap();
    says("c.toml:4:1: error[unknown-key]: unknown key `anlysis`");
    fs::remove_file(path("c.toml")).unwrap();
    says("cannot read the plan `c.toml`");
}

/// What no grades and no figures could answer is said of the plan, at the word that makes it so.
#[test]
fn what_the_registry_alone_rules_out_is_said_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[jobs.a]\nanalysis = \"funnel\"\nindicators = \"officers-fte\"\npath = \"a\"\n\
                [jobs.b]\nanalysis = \"agreement\"\ncycles = \"2014\"\npath = \"b\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    peel_in(folder.path(), &["batch", "plan.toml"])
        .exits(2)
        .says("plan.toml:3:14: error[combination]: a funnel is of events")
        .says("of the kind stock, which is no outcome of chance")
        .says("plan.toml:7:10: error[combination]")
        .says("the plan has 2 faults; nothing was made");
    let job = |rest: &str| format!("[jobs.a]\n{rest}\npath = \"a\"\n");
    refused(
        &job("analysis = \"trend\"\nindicators = \"homicide, burglary\""),
        &[
            "plan.toml:3:14: error[combination]: `trend` is of one indicator: 2 were named",
            "a list asks about each",
        ],
    );
    refused(
        &job(
            "analysis = \"standing\"\nforces = \"all\"\ncycles = \"2021-22\"\nparameters.level = \"pillar\"",
        ),
        &["error[combination]: 2021-22 has no pillars", "the plan has 1 fault;"],
    );
    refused(
        &job("analysis = \"indicator\"\nindicators = \"homicide\"\nparameters.period = \"2017/18\""),
        &[
            "plan.toml:3:14: error[combination]: `homicide` has no figures of 2017/18",
            "the plan has 1 fault;",
        ],
    );
}

/// Names of indicators and periods in the defaults are known also where no job takes them.
#[test]
fn what_no_job_takes_is_still_known_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[defaults]\nindicators = [\"homicide\"]\nparameters.period = \"year to December 2023\"\n\
                path = \"{analysis}\"\n[jobs.a]\nanalysis = \"standing\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    peel_in(folder.path(), &["batch", "plan.toml", "--dry-run"]).exits(0);
    refused(
        "[jobs.a]\nanalysis = \"standing\"\nindicators = [\"homicide\"]\n",
        &["`standing` takes no `indicators`", "the plan has 1 fault;"],
    );
    refused(
        "[defaults]\ncycles = \"2061\"\nforces = [\"Wales\"]\nagainst = \"kemt\"\ncharts.theme = \"drak\"\n\
         [jobs.a]\nanalysis = \"standing\"\ncycles = \"2016\"\nforces = \"kent\"\nagainst = \"all\"\ncharts.theme = \"dark\"\n",
        &[
            "plan.toml:2:10: error[unknown-name]: `2061` is not a cycle",
            "hint: `region:Wales` stands for all within it",
            "did you mean `kent`?",
            "did you mean `dark`?",
            "the plan has 4 faults;",
        ],
    );
    refused(
        "[defaults]\nexclude = [{ force = \"kemt\" }]\nparameters = { area = \"nonsense\", exclude = \"nobody\" }\n\
         path = \"{agianst}\"\nindicators = [\"burglary\", \"Burglaries\"]\n\
         [jobs.a]\nanalysis = \"standing\"\nexclude = []\nparameters = { level = \"area\" }\npath = \"a\"\nindicators = []\n",
        &[
            "plan.toml:2:22: error[unknown-name]",
            "plan.toml:3:23: error[unknown-name]: `nonsense` is no area of any cycle",
            "plan.toml:3:45: error[unknown-name]",
            "plan.toml:4:8: error[path]",
            "plan.toml:5:27: error[twice]: `burglary` is named twice",
            "the plan has 5 faults;",
        ],
    );
    let path = "[jobs.a]\nanalysis = \"profile\"\nindicators = [\"robbery\", \"Robberies\"]\n";
    refused(path, &["plan.toml:3:26: error[twice]: `robbery` is named twice", "the plan has 1 fault;"]);
}

/// Names are held against the data wherever they stand, and each fault is told once.
#[test]
fn names_of_what_is_left_out_are_known_like_any_other() {
    let job = |rest: &str| format!("[jobs.a]\nanalysis = \"standing\"\n{rest}\n");
    refused(
        &job("exclude = [{ against = \"kemt\", indicator = \"burglry\" }]"),
        &[
            "plan.toml:3:24: error[unknown-name]",
            "did you mean `kent`?",
            "plan.toml:3:44: error[unknown-name]: `burglry` is not an indicator",
            "did you mean `burglary`?",
            "the plan has 2 faults;",
        ],
    );
    refused(
        &job("exclude = [{ forcee = \"kent\" }]"),
        &["plan.toml:3:14: error[unknown-key]", "the plan has 1 fault;"],
    );
    refused(
        &job("against = [\"region:Est\", \"grup:x\"]"),
        &[
            "plan.toml:3:12: error[unknown-name]: `region:Est` stands for no one",
            "did you mean `region:East`",
            "did you mean `group`?",
            "the plan has 2 faults;",
        ],
    );
    refused(
        &job("parameters.area = \"value-for-mony\""),
        &["`value-for-mony` is no area of any cycle", "did you mean `"],
    );
    refused(
        &job("parameters.area = \"value-for-money,workforce\""),
        &["plan.toml:3:19: error[unknown-name]: no cycle has all of", "name areas of one cycle"],
    );
}

/// Of a list, a path and a text each fault is told, where it stands, and none is told again as another.
#[test]
fn no_fault_hides_another_or_is_told_as_two() {
    let job = |rest: &str| format!("[jobs.a]\nanalysis = \"standing\"\n{rest}\n");
    for (list, keys) in [
        ("forces = [1, \"kemt\"]", "`kemt` is not a force"),
        ("cycles = [1, \"2061\"]", "`2061` is not a cycle"),
        ("exclude = [1, { force = \"kemt\" }]", "`kemt` is not a force"),
    ] {
        let column = list.find("\"kemt").or(list.find("\"2061")).unwrap() + 1;
        let said = format!("plan.toml:3:{column}: error[unknown-name]: {keys}");
        refused(&job(list), &[&said, "the plan has 2 faults;"]);
    }
    for (names, said) in [
        ("parameters.exclude = \"kemt, esex\"", ["`kemt` is not a force; `esex` is not a force", "`essex`"]),
        (
            "parameters.area = \"efficeny, legitimcy\"",
            ["`efficeny` is no area of any cycle; `legitimcy`", "`legitimacy`"],
        ),
        ("against = \"kemt,esex\"", ["`kemt` is not a force; `esex` is not a force", "`kent`"]),
    ] {
        refused(&job(names), &[said[0], said[1], "the plan has 1 fault;"]);
    }
    refused(
        &job("path = \"../{forc}\""),
        &["`{forc}` is no place of a path", "would be written outside the folder", "the plan has 2 faults;"],
    );
    refused(&job("path = []"), &["plan.toml:3:8: error[type]", "the plan has 1 fault;"]);
    refused(&job("parameters.period = \"never\""), &["error[unknown-name]", "the plan has 1 fault;"]);
    refused(
        &job("against = \"kent\"\nparameters.exclude = \"kent\""),
        &["error[combination]: there is no one to compare Northamptonshire with", "the plan has 1 fault;"],
    );
    refused(
        &job("forces = \"region:Wales\"\nagainst = \"kent\"\nparameters.exclude = \"kent\""),
        &["(and 3 more like it)", "the plan has 1 fault;"],
    );
    refused(
        "[jobs.a]\nanalysis = [\"map\", \"standing\"]\nparameters.seed = 2\n",
        &[
            "plan.toml:3:19: error[not-taken]: `map` takes no `seed` (and 1 more like it)",
            "the plan has 1 fault;",
        ],
    );
    refused(
        "[narratives.w]\ntexts = 1\nforce = \"kemt\"\ncycle = \"2061\"\n",
        &[
            "plan.toml:2:9: error[type]",
            "plan.toml:3:9: error[unknown-name]",
            "plan.toml:4:9: error[unknown-name]",
            "the plan has 3 faults;",
        ],
    );
}

/// A fault in one of two cycles stands at its word, however the two are written.
#[test]
fn two_cycles_have_their_faults_at_their_words() {
    let job = |cycles: &str| format!("[jobs.a]\nanalysis = \"change\"\n{cycles}\n");
    refused(
        &job("cycles = { from = \"2061\", to = \"2017\" }"),
        &["plan.toml:3:19: error[unknown-name]: `2061`", "the plan has 1 fault;"],
    );
    refused(
        &job("[jobs.a.cycles]\nfrom = \"2016\"\nto = \"2071\""),
        &["plan.toml:5:6: error[unknown-name]: `2071`", "the plan has 1 fault;"],
    );
    let run = refused(
        &job("cycles = { from = \"2016 to 2017\" }"),
        &["plan.toml:3:19: error[unknown-name]", "the plan has 1 fault;"],
    );
    assert!(!run.contains("for two cycles write"), "{run}");
}

/// An empty list is not what leaving it out means, and what is named twice is made once.
#[test]
fn lists_of_nothing_and_of_something_twice_are_said_where_they_stand() {
    refused(
        "[jobs.a]\nanalysis = [\"standing\", \"standing\"]\ncycles = []\nagainst = [\"all\", \"region\", \"All\"]\n\
         path = \"{analysis}-{against}\"\n",
        &[
            "plan.toml:2:25: error[twice]: `standing` is named twice",
            "plan.toml:3:10: error[nothing]: `cycles` is an empty list",
            "plan.toml:4:29: error[twice]: `all` is named twice",
            "the plan has 3 faults;",
        ],
    );
    refused(
        "[jobs.a]\nanalysis = \"trend\"\nindicators = [\"homicide,homicide\"]\n",
        &["plan.toml:3:15: error[twice]: `homicide` is named twice", "the plan has 1 fault;"],
    );
    refused(
        "[jobs.a]\nanalysis = \"standing\"\nforces = [\"kent\", \"all\", \"Kent Police\"]\n\
         against = [\"kent,surrey\", \"surrey, Kent Police\", \"neighbours\", \"neighbours:7\"]\n\
         path = \"{force}-{against}\"\n",
        &[
            "plan.toml:3:26: error[twice]: `kent` is named twice",
            "plan.toml:4:27: error[twice]: `kent,surrey` is named twice",
            "plan.toml:4:64: error[twice]: `neighbours:7` is named twice",
            "the plan has 3 faults;",
        ],
    );
    refused(
        "[jobs.a]\nanalysis = \"change\"\ncycles = [\"2016 to 2017\"]\n",
        &[
            "plan.toml:3:11: error[unknown-name]",
            "hint: for two cycles write `{ from = \"2016\", to = \"2017\" }`",
            "the plan has 1 fault;",
        ],
    );
    refused(
        "[jobs.a]\nanalysis = \"standing\"\ncharts = { formats = [], theme = \"prnt\" }\ntables.formats = [\"csv\"]\n",
        &["did you mean `print`?"],
    );
}
