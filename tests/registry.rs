//! A registry that is not of police forces: nothing about one is compiled in.

use crate::util::{fixtures, peel, peel_in};

#[test]
fn three_fire_services_and_two_invented_cycles_work_without_a_recompile() {
    let fire = fixtures("fire");
    let data = fire.to_str().unwrap();
    let run = peel(&["--data", data, "show", "standing"]);
    run.exits(0)
        .prints("Brackwater against the other 2 services, Round 1")
        .prints("Source: Fire inspectorate");
    let row = run.stdout().lines().find(|line| line.starts_with("Looking after people")).unwrap().to_owned();
    let counts: Vec<&str> = row.split_whitespace().filter(|word| word.parse::<u32>().is_ok()).collect();
    assert_eq!(
        counts,
        ["1", "0", "1", "0", "2", "50"],
        "better, same, worse, unknown, of, percentile: {row}"
    );

    let csv = peel(&["--data", data, "export", "matrix", "--cycle", "Round 2"]);
    csv.exits(0)
        .prints("brackwater,Brackwater,subject,,Unknown,\n")
        .prints("avonmere,Avonmere,comparator,,Adequate,\n");
    peel(&["--data", data, "list", "forces"]).exits(0).prints("3 services");
    peel(&["--data", data, "show", "matrix", "kent"]).exits(2).says("`kent` is not a service");
    peel(&["--data", data, "show", "map"]).exits(2).says("none of the services compared a place");
}

#[test]
fn its_charts_are_drawn_too() {
    let folder = tempfile::tempdir().unwrap();
    let fire = fixtures("fire");
    for analysis in ["matrix", "standing", "distribution", "coverage"] {
        let picture = format!("{analysis}.svg");
        let args =
            ["--data", fire.to_str().unwrap(), "chart", analysis, "--cycle", "round-1", "-o", &picture];
        let args = if analysis == "standing" { [&args[..], &["avonmere"]].concat() } else { args.to_vec() };
        peel_in(folder.path(), &args).exits(0);
        let svg = std::fs::read_to_string(folder.path().join(&picture)).unwrap();
        assert!(svg.contains("Round 1") && svg.contains("Fire inspectorate"), "{analysis}");
    }
}
