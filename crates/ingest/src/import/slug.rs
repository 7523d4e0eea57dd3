//! The name of an indicator, made of words: a slug that is no longer than identifiers may be.

use peel_model::fold;

use crate::import::bands::in_words;
use crate::import::per::per_in_words;

/// The name of an indicator as a slug: `Attempted murder % involving a knife` becomes
/// `attempted-murder-percent-involving-a-knife`. Of a long name the middle is left out, but for a `no` or a
/// `proportion` in it, and it ends in a number made of the whole, so that two alike at both ends stay two.
pub(crate) fn slug(text: &str) -> String {
    const LONGEST: usize = 80;
    // What tells it from others is as often its last words as its first.
    const OF_ITS_END: usize = 24;
    const MOST_OF_ITS_END: usize = 40;
    const NEGATIONS: [&str; 7] = ["no", "not", "non", "never", "without", "excluding", "except"];
    const SHARES: [&str; 3] = ["percentage", "proportion", "share"];
    let text = in_words(&per_in_words(text)).replace('%', " percent ").replace('£', " gbp ");
    let folded = fold(&text);
    let ascii: String = folded
        .chars()
        .map(|letter| if letter.is_ascii_lowercase() || letter.is_ascii_digit() { letter } else { ' ' })
        .collect();
    let whole = ascii.split_whitespace().collect::<Vec<_>>().join("-");
    if whole.len() < LONGEST {
        return whole;
    }
    let sum = format!("{:06x}", checksum(&whole) & 0xff_ffff);
    let last = whole.len() - OF_ITS_END;
    let last = whole[last..].find('-').map_or(last, |dash| last + dash + 1);
    let cut = |last: usize| {
        let room = LONGEST - sum.len() - OF_ITS_END.max(whole.len() - last) - 3;
        whole[..room].rfind('-').unwrap_or(room)
    };
    // Without its `no` a name would be that of the contrary.
    let is_negation = |(at, word): &(usize, &str)| *at > cut(last) && NEGATIONS.contains(word);
    let mut at = 0;
    let words = whole[..last].split('-').map(|word| {
        at += word.len() + 1;
        (at - word.len() - 1, word)
    });
    // Nor is a share what it is of.
    let is_share = |(at, word): &(usize, &str)| *at > cut(last) && SHARES.contains(word);
    let words: Vec<(usize, &str)> = words.collect();
    let kept = words.iter().rev().find(|word| is_negation(word));
    let kept = kept.or_else(|| words.iter().rev().find(|word| is_share(word)));
    let from = kept.map_or(last, |(at, _)| *at);
    let last = if whole.len() - from <= MOST_OF_ITS_END { from } else { last };
    let kept =
        if from < last { whole[from..].split('-').next().map(|word| format!("{word}-")) } else { None };
    let kept = kept.unwrap_or_default();
    let end = cut(last - kept.len());
    format!("{}-{kept}{}-{sum}", &whole[..end], &whole[last..])
}

/// FNV-1a, which is the same on every machine.
fn checksum(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
