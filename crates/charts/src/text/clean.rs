//! Text made safe to draw: what XML 1.0 forbids is gone, and nothing can reorder its neighbours.

/// The text on one line, without characters that XML 1.0 forbids or that override the direction of
/// writing; runs of white space become one blank.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !cleaned.is_empty() && !cleaned.ends_with(' ') {
                cleaned.push(' ');
            }
        } else if matches!(c, '`' | '\'') {
            // One kind of apostrophe and quotation mark; the bundled font takes the first for an accent, without a width
            // of its own.
            cleaned.push(if cleaned.is_empty() || cleaned.ends_with([' ', '(']) { '‘' } else { '’' });
        } else if is_drawable(c) {
            cleaned.push(c);
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// The text as the beginning of a sentence.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    first + chars.as_str()
}

/// Whether XML 1.0 allows the character and it does no more than stand there.
pub(super) fn is_drawable(c: char) -> bool {
    let forbidden = c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    // They choose a form of the letter before, which the bundled font has not, and show nothing themselves.
    let chooses = matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    // Of no width: joiners, marks of byte order and of languages.
    let shows_nothing = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}');
    let redirects = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !forbidden && !redirects && !chooses && !shows_nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clean(text), expected);
        assert_eq!(clean(expected), expected, "cleaning twice changes nothing");
    }

    #[test]
    fn what_xml_forbids_is_gone() {
        check("a\u{0}b\u{8}c\u{1b}[0m\u{FFFE}", "abc[0m");
        check("<b>&\"", "<b>&\"");
    }

    #[test]
    fn nothing_is_left_of_a_selector_of_forms() {
        check("Kent \u{2764}\u{FE0F} Police", "Kent \u{2764} Police");
        check("Ke\u{200B}nt\u{FEFF}", "Kent");
    }

    #[test]
    fn code_stands_in_quotation_marks() {
        check("`peel list` (`a`)", "‘peel list’ (‘a’)");
        check("Kendall's 'W' (forces')", "Kendall’s ‘W’ (forces’)");
    }

    #[test]
    fn white_space_is_one_blank() {
        check("  Avon \t and\r\n\u{a0}Somerset ", "Avon and Somerset");
        check("\n", "");
    }

    #[test]
    fn nothing_overrides_the_direction_of_writing() {
        check("Kent\u{202E}tneK", "KenttneK");
        check("شرطة", "شرطة");
    }
}
