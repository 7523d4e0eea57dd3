//! A roll of names after what is said of them: as many as have room, and how many more there are.

use super::{Face, Ruler, distinct, ellipsize, wrap};

/// The share of a line that a name takes at most.
const MOST_NAME: f32 = 0.6;

/// The lines of a roll, at most so many. Names are left out whole, so that the number of those left
/// out is seen; one that would take a line for itself is cut.
pub(crate) fn roll(
    ruler: &Ruler,
    said: &str,
    names: &[&str],
    (face, width, most): (Face, f32, usize),
) -> Vec<String> {
    let names = distinct(names, |name| ellipsize(ruler, name, face, width * MOST_NAME));
    let lines = |n: usize| wrap(ruler, &words(said, &names, n), face, width, most + 1);
    let each: Vec<usize> = (2..=names.len()).collect();
    // The more names, the longer; all of them may be shorter than all but one and that there is one more.
    let n = if lines(names.len()).len() <= most {
        names.len()
    } else {
        1 + each.partition_point(|n| lines(*n).len() <= most)
    };
    wrap(ruler, &words(said, &names, n.min(names.len())), face, width, most)
}

fn words(said: &str, names: &[String], n_shown: usize) -> String {
    let more = match names.len() - n_shown {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!("{said}: {}{more}", names[..n_shown].join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face::regular(12.0);

    #[test]
    fn a_roll_is_whole_or_says_how_many_more_there_are() {
        let ruler = Ruler::new().unwrap();
        let names = ["Kent", "Essex", "Surrey", "Sussex"];
        let roll = |width, most| roll(&ruler, "No figure", &names, (FACE, width, most)).join(" ");
        assert_eq!(roll(900.0, 1), "No figure: Kent, Essex, Surrey, Sussex");
        assert_eq!(roll(100.0, 4), "No figure: Kent, Essex, Surrey, Sussex");
        assert_eq!(roll(170.0, 1), "No figure: Kent and 3 more");
        assert_eq!(roll(210.0, 1), "No figure: Kent, Essex and 2 more");
    }

    #[test]
    fn a_name_longer_than_the_room_is_cut() {
        let ruler = Ruler::new().unwrap();
        let long = "x".repeat(200);
        let lines = roll(&ruler, "No figure", &[&long, "Kent", "Avon and Somerset"], (FACE, 400.0, 1));
        assert!(lines.join(" ").ends_with(" more") && lines.len() == 1, "{lines:?}");
    }
}
