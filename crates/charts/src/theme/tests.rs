//! Every shipped theme can be read by everyone, and what of a user's cannot is said. A user's theme that is none is
//! refused with the line.

use peel_model::Grade;

use super::Theme;

impl Theme {
    /// The shipped themes.
    pub(crate) fn all_shipped() -> impl Iterator<Item = Self> {
        Self::names().map(|name| Self::shipped(name).unwrap())
    }
}

#[test]
fn every_shipped_theme_can_be_read_by_everyone() {
    for name in Theme::names() {
        assert_eq!(Theme::shipped(name).unwrap().concerns(), Vec::<String>::new(), "{name}");
    }
}

/// Of a theme laid over the usual one: what is said first, and how many things are.
#[track_caller]
fn concerned(text: &str, n: usize, first: &str) {
    let concerns = Theme::read("house.toml", text).unwrap().concerns();
    assert!(concerns.len() == n && concerns[0].starts_with(first), "{concerns:#?}");
}

#[test]
fn what_not_everyone_can_read_is_said_with_its_ratio() {
    concerned(
        "subject = \"#B0D0F0\"",
        1,
        "`subject` (#B0D0F0) beside `paper` (#FFFFFF) has a contrast of 1.5:1",
    );
    // Red and green of one lightness: told apart by most, not by all.
    concerned(
        "better = \"#4E8A00\"\nworse = \"#B5651D\"",
        1,
        "`better` (#4E8A00) and `worse` (#B5651D) look alike with ",
    );
    // On the paper it is seen, on the bands of what is usual it is not.
    concerned(
        "similar = \"#919191\"",
        1,
        "`similar` (#919191) beside `band` (#E4EFF6) has a contrast of 2.6:1",
    );
    concerned(
        "[gaps]\nunknown.ink = \"#999999\"",
        2,
        "`gaps.unknown.ink` (#999999) beside `gaps.unknown.ground`",
    );
    let good = "`four-tiers.outstanding.ground` (#0B3A66) beside `four-tiers.good.ground` (#0B3A66) has a contrast of 1.0:1";
    let alike = Theme::read("house.toml", "[four-tiers]\ngood.ground = \"#0B3A66\"").unwrap().concerns();
    assert!(alike.iter().any(|concern| concern.starts_with(good)), "{alike:#?}");
    assert!(
        alike.iter().any(|concern| concern.contains("look alike with usual sight: 0.0 apart")),
        "{alike:#?}"
    );
}

#[track_caller]
fn refuses(text: &str, expected: &str) {
    let message = Theme::read("house.toml", text).unwrap_err().to_string();
    assert!(message.contains(expected), "{message}");
}

#[test]
fn a_theme_takes_what_it_leaves_out_from_the_one_it_is_laid_over() {
    let theme =
        Theme::read("house.toml", "ink = \"#000000\"\n[five-tiers]\ngood.ground = \"#000000\"\n").unwrap();
    let light = Theme::light().unwrap();
    let five = "O G A RI I".parse().unwrap();
    assert_eq!(theme.grade_fill(Grade::Good, &five).ground, theme.ink);
    assert_eq!(theme.grade_fill(Grade::Good, &five).ink, light.grade_fill(Grade::Good, &five).ink);
    assert_eq!(Theme { ink: light.ink, five_tiers: light.five_tiers, ..theme }, light);
    assert_eq!(Theme::read("same.toml", "base = \"light\"").unwrap(), light);
}

#[test]
fn a_theme_that_is_none_is_refused_with_the_line() {
    refuses("\n\nink = \"navy\"\n", "`house.toml`:3: `navy` is not a colour");
    refuses("paper = \"#FFFFFF\"\ninky = \"#000000\"\n", "`house.toml`:2: unknown field `inky`, expected");
    refuses("[sizes]\ntitle = \"big\"\n", "`house.toml`:2: ");
    refuses("[sizes]\nsmall = 4\n", "`sizes.small` is 4: expected 8 to 14 pixels");
    refuses("[sizes]\nsmall = nan\n", "`sizes.small` is NaN");
    refuses("ink = [", "`house.toml`:1: ");
    refuses("base = \"lihgt\"\n", "no theme of this name");
    refuses("base = 3\n", "no theme of this name");
}
