//! Every shipped theme can be read by everyone: contrasts, and distances as readers with a colour vision
//! deficiency see them. A user's theme that is none is refused with the line.

use peel_model::{Grade, NoGrade, Scale};

use super::Theme;
use crate::palette::Fill;
use crate::palette::sight::{Sight, difference};

impl Theme {
    /// The shipped themes.
    pub(crate) fn all_shipped() -> impl Iterator<Item = Self> {
        Self::names().map(|name| Self::shipped(name).unwrap())
    }
}

fn scales() -> [Scale; 2] {
    ["O G RI I", "O G A RI I"].map(|text| text.parse().unwrap())
}

/// Looks at the fills of every scale of every shipped theme.
fn on_every_scale(check: impl Fn(&Theme, &[(Grade, Fill)])) {
    for theme in Theme::all_shipped() {
        for scale in scales() {
            let fills = scale.best_first().iter().map(|grade| (*grade, theme.grade_fill(*grade, &scale)));
            check(&theme, &fills.collect::<Vec<_>>());
        }
    }
}

#[test]
fn neighbouring_grades_differ_by_three_to_one() {
    on_every_scale(|_, fills| {
        for pair in fills.windows(2) {
            let contrast = pair[0].1.ground.contrast(pair[1].1.ground);
            assert!(contrast >= 3.0, "{pair:?}: {contrast}");
        }
    });
}

#[test]
fn text_on_a_fill_has_a_contrast_of_four_and_a_half() {
    let legible = |fill: Fill| {
        let lines = fill.hatch.and(fill.lines).unwrap_or(fill.ground);
        [fill.ground, lines].iter().all(|ground| fill.ink.contrast(*ground) >= 4.5)
    };
    on_every_scale(|_, fills| assert!(fills.iter().all(|(_, fill)| legible(*fill)), "{fills:?}"));
    for theme in Theme::all_shipped() {
        for kind in NoGrade::ALL {
            assert!(legible(theme.gap_fill(kind)), "{kind:?}");
        }
        for ink in [theme.ink, theme.grey] {
            assert!(ink.contrast(theme.paper) >= 4.5 && ink.contrast(theme.band) >= 4.5, "{ink}");
        }
    }
}

#[test]
fn grades_and_marks_end_visibly_on_the_paper() {
    on_every_scale(|theme, fills| {
        for (grade, fill) in fills {
            assert!(fill.edge.unwrap_or(fill.ground).contrast(theme.paper) >= 3.0, "{grade}");
        }
    });
    for theme in Theme::all_shipped() {
        let marks = [theme.subject, theme.comparator, theme.other, theme.better, theme.worse, theme.similar];
        for mark in marks.into_iter().chain([theme.rule]) {
            assert!(mark.contrast(theme.paper) >= 3.0, "{mark}: {}", mark.contrast(theme.paper));
        }
        let apart = theme.subject.contrast(theme.comparator);
        assert!(apart >= 2.0, "the subject stands out: {apart}");
    }
}

#[test]
fn all_pairs_of_grades_stay_apart_for_every_kind_of_sight() {
    on_every_scale(|_, fills| {
        for (at, (one, one_fill)) in fills.iter().enumerate() {
            for (two, two_fill) in &fills[at + 1..] {
                for sight in Sight::ALL {
                    let apart = difference(sight.sees(one_fill.ground), sight.sees(two_fill.ground));
                    // 2.3 is just noticeable side by side; ten times that is seen at a glance. A hatch that only
                    // one of them has tells them apart whatever the colours.
                    let told = apart >= 23.0 || one_fill.hatch != two_fill.hatch;
                    assert!(told, "{one} and {two} under {sight:?}: {apart:.1}");
                }
            }
        }
    });
}

#[test]
fn better_and_worse_stay_apart_for_every_kind_of_sight() {
    for theme in Theme::all_shipped() {
        for sight in Sight::ALL {
            let apart = difference(sight.sees(theme.better), sight.sees(theme.worse));
            assert!(apart >= 23.0, "{sight:?}: {apart:.1}");
        }
    }
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
