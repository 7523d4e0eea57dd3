//! Which elements of a page are shown, by their names, attributes and style: what is hidden is no text of the page, what is
//! struck out is taken back.
//!
//! Style counts where the page has it itself: in `style`, as an attribute or as rules by element, class and id. Rules for
//! other media than a screen of any width, and those of files beside the page, are not read.

use std::cell::Cell;

use simplecss::{AttributeOperator, Element as Selected, PseudoClass, Selector};

use super::grid::Span;

/// Elements whose words are taken back.
const STRUCK: [&str; 3] = ["del", "s", "strike"];
/// Elements that are lists.
const LISTS: [&str; 2] = ["ul", "ol"];
/// Inputs that are ticked.
const BOXES: [&str; 2] = ["checkbox", "radio"];
/// Elements that hold no prose.
const HIDDEN: [&str; 21] = [
    "script", "style", "nav", "footer", "aside", "noscript", "form", "button", "svg", "select", "template",
    "iframe", "object", "math", "audio", "video", "canvas", "dialog", "textarea", "figure", "menu",
];
/// Roles and parts of classes that name what is not the page's own prose.
const ROLES: [&str; 5] = ["navigation", "banner", "contentinfo", "search", "complementary"];
const CLASSES: [&str; 7] = ["nav", "breadcrumb", "cookie", "footer", "menu", "sidebar", "skip-link"];
/// The properties by which style hides; the last two only together.
const PROPERTIES: [&str; 19] = [
    "display",
    "visibility",
    "content-visibility",
    "opacity",
    "font-size",
    "font",
    "color",
    "clip",
    "clip-path",
    "transform",
    "left",
    "right",
    "top",
    "bottom",
    "text-indent",
    "margin-left",
    "text-decoration",
    "height",
    "overflow",
];
const HEIGHT: usize = 17;
const OVERFLOW: usize = 18;
/// What is moved so far to one side is off the screen, in pixels.
const OFF_SCREEN: f64 = -500.0;
/// How many elements are compared with rules before a page is refused.
const MOST_COMPARED: u32 = 10_000_000;

/// How an element's words are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    #[default]
    Plainly,
    Struck,
    /// Not as words: they refer to a note.
    Noted,
    Hidden,
}

/// By property, how it shows an element, and whether against all that is said of it elsewhere.
type Style = [Option<(bool, Shown)>; PROPERTIES.len()];

/// An element, by what rules choose it by.
#[derive(Debug, Clone, Default)]
struct Element {
    name: String,
    class: String,
    id: String,
    shown: Shown,
    /// How many lists it is, or stands in.
    n_lists: u16,
}

/// The elements that are open, and the one that begins.
#[derive(Debug, Default)]
pub(super) struct Elements<'s> {
    sheet: Sheet<'s>,
    open: Vec<Element>,
    next: Element,
    attribute: String,
    style: Style,
    span: Span,
    tick: Tick,
}

/// What the attributes of an element say of a box to tick.
#[derive(Debug, Clone, Copy, Default)]
struct Tick {
    is_box: bool,
    is_ticked: bool,
}

impl<'s> Elements<'s> {
    /// None yet, on a page whose style was found by [`sheet`].
    pub(super) fn new(sheet: &'s str) -> Self {
        Self { sheet: Sheet::new(sheet), ..Self::default() }
    }

    /// An element begins.
    pub(super) fn name(&mut self, name: &[u8]) {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let shown = match name.as_str() {
            name if HIDDEN.contains(&name) => Shown::Hidden,
            name if STRUCK.contains(&name) => Shown::Struck,
            "sup" => Shown::Noted,
            _ => Shown::Plainly,
        };
        self.next = Element { name, shown, ..Element::default() };
        (self.style, self.span, self.tick) = (Style::default(), Span::default(), Tick::default());
    }

    /// One of its attributes, which may have no value.
    pub(super) fn attribute(&mut self, name: &[u8]) {
        self.attribute = String::from_utf8_lossy(name).to_ascii_lowercase();
        if self.attribute == "hidden" {
            self.next.shown = Shown::Hidden;
        }
        self.tick.is_ticked |= self.attribute == "checked";
    }

    /// The value of its last attribute.
    pub(super) fn value(&mut self, value: &[u8]) {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        let is_apart = match self.attribute.as_str() {
            "style" => {
                self.style = style(&value);
                false
            }
            "aria-hidden" => value == "true",
            "role" => ROLES.contains(&value.as_str()),
            "class" | "id" => value.split([' ', '-', '_']).any(|word| CLASSES.contains(&word)),
            _ => false,
        };
        if is_apart {
            self.next.shown = Shown::Hidden;
        }
        match self.attribute.as_str() {
            "class" => self.next.class = value,
            "rowspan" | "colspan" => self.span.attribute(&self.attribute, &value),
            "id" => self.next.id = value,
            "type" => self.tick.is_box = BOXES.contains(&value.as_str()),
            _ => {}
        }
    }

    /// Ends the tag of an element: it is known how it is shown by itself. Gives its name.
    pub(super) fn tagged(&mut self) -> &str {
        let by_style = self.sheet.shown(&self.open, &self.next, self.style);
        self.next.shown = self.next.shown.max(by_style);
        &self.next.name
    }

    /// How many columns and rows the cell that begins spans.
    pub(super) const fn span(&self) -> Span {
        self.span
    }

    /// Whether the box that begins is ticked; none of other elements.
    pub(super) fn ticked(&self) -> Option<bool> {
        (self.next.name == "input" && self.tick.is_box).then_some(self.tick.is_ticked)
    }

    /// Whether the element that begins is hidden or struck by itself.
    pub(super) fn sets_apart(&self) -> bool {
        self.next.shown != Shown::Plainly
    }

    /// Whether the page has rules, which may choose an element by those it stands in.
    pub(super) fn have_rules(&self) -> bool {
        !self.sheet.rules.is_empty()
    }

    /// Goes into the element that begins.
    pub(super) fn enter(&mut self) {
        let mut next = std::mem::take(&mut self.next);
        // A page that forgot to end its navigation still has a `main`.
        if next.name != "main" {
            next.shown = next.shown.max(self.shown());
        }
        next.n_lists = self.n_lists() + u16::from(LISTS.contains(&next.name.as_str()));
        self.open.push(next);
    }

    /// Leaves the last element of a name, and what is open within it.
    pub(super) fn leave(&mut self, name: &[u8]) {
        let is_named = |open: &Element| open.name.as_bytes().eq_ignore_ascii_case(name);
        if let Some(place) = self.open.iter().rposition(is_named) {
            self.open.truncate(place);
        }
    }

    /// Leaves all elements but the first so many.
    pub(super) fn leave_to(&mut self, n_open: usize) {
        self.open.truncate(n_open);
    }

    /// How the words that come next are shown.
    pub(super) fn shown(&self) -> Shown {
        self.open.last().map_or(Shown::Plainly, |open| open.shown)
    }

    /// The name of the innermost element.
    pub(super) fn last(&self) -> Option<&str> {
        self.open.last().map(|open| open.name.as_str())
    }

    /// How many lists are open.
    pub(super) fn n_lists(&self) -> u16 {
        self.open.last().map_or(0, |open| open.n_lists)
    }

    pub(super) const fn n_open(&self) -> usize {
        self.open.len()
    }

    /// Whether too many elements were compared with too many rules.
    pub(super) const fn is_spent(&self) -> bool {
        self.sheet.n_left.get() == 0
    }
}

/// The rules of a page that may hide something, from the least to the most special.
#[derive(Debug)]
struct Sheet<'s> {
    rules: Vec<(Selector<'s>, Style)>,
    n_left: Cell<u32>,
}

impl Default for Sheet<'_> {
    fn default() -> Self {
        Self { rules: Vec::new(), n_left: Cell::new(MOST_COMPARED) }
    }
}

impl<'s> Sheet<'s> {
    /// The rules of a text in small letters and without comments.
    fn new(text: &'s str) -> Self {
        let mut sheet = Self::default();
        let mut rest = text;
        while let Some((before, block)) = rest.split_once('{') {
            // What stands before the last stop is a statement, or the end of a block around.
            let chosen = before.rsplit([';', '}']).next().unwrap_or(before).trim();
            if chosen.starts_with('@') {
                rest = if is_always(chosen) { block } else { after_block(block) };
                continue;
            }
            let (declared, after) = block.split_once('}').unwrap_or((block, ""));
            let style = style(declared);
            if style.iter().any(Option::is_some) {
                let selectors = chosen.split(',').filter_map(Selector::parse);
                sheet.rules.extend(selectors.map(|selector| (selector, style)));
            }
            rest = after;
        }
        if !sheet.rules.iter().any(|(_, style)| shown(style) != Shown::Plainly) {
            sheet.rules.clear();
        }
        sheet.rules.sort_by_cached_key(|(selector, _)| selector.specificity());
        sheet
    }

    /// How the rules, and its own style above them, show an element within others.
    fn shown(&self, open: &[Element], element: &Element, own: Style) -> Shown {
        let mut all = Style::default();
        let place = Place { open, element, n_left: &self.n_left };
        for (_, style) in
            self.rules.iter().filter(|(selector, _)| place.is_left() && selector.matches(&place))
        {
            overlay(&mut all, style);
        }
        overlay(&mut all, &own);
        shown(&all)
    }
}

/// Whether a block of rules is for a screen of any width.
fn is_always(rule: &str) -> bool {
    let mut words = rule.split([' ', ',']).filter(|word| !word.is_empty());
    match words.next() {
        Some("@media") => words.all(|word| ["screen", "all", "only"].contains(&word)),
        Some(rule) => ["@layer", "@supports"].contains(&rule),
        None => false,
    }
}

/// What follows a block of rules.
fn after_block(block: &str) -> &str {
    let mut depth = 1_u32;
    for (at, byte) in block.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &block[at + 1..];
        }
    }
    ""
}

/// Style in small letters and without comments.
pub(super) fn sheet(style: &str) -> String {
    let mut sheet = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        sheet.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    sheet.push_str(rest);
    sheet.make_ascii_lowercase();
    sheet
}

/// What declarations say of how an element is shown.
fn style(declared: &str) -> Style {
    let mut style = Style::default();
    for declared in declared.split(';') {
        let Some((name, value)) = declared.split_once(':') else { continue };
        let (value, is_important) = match value.split_once('!') {
            Some((value, _)) => (value.trim(), true),
            None => (value.trim(), false),
        };
        let name = name.trim();
        let name = if name == "text-decoration-line" { "text-decoration" } else { name };
        let name = if name == "max-height" { "height" } else { name };
        if let Some(place) = PROPERTIES.iter().position(|one| *one == name) {
            let mut one = Style::default();
            one[place] = Some((is_important, shown_by(name, value)));
            overlay(&mut style, &one);
        }
    }
    style
}

/// Puts what is said later, or of what is more special, over what was said before.
fn overlay(style: &mut Style, over: &Style) {
    for (under, over) in style.iter_mut().zip(over) {
        if over.is_some_and(|(is_important, _)| {
            is_important || under.is_none_or(|(is_important, _)| !is_important)
        }) {
            *under = *over;
        }
    }
}

/// How all properties together show an element.
fn shown(style: &Style) -> Shown {
    let of = |place: usize| style[place].map_or(Shown::Plainly, |(_, shown)| shown);
    let alone = (0..HEIGHT).map(of).max().unwrap_or_default();
    alone.max(of(HEIGHT).min(of(OVERFLOW)))
}

/// How a property shows an element.
fn shown_by(name: &str, value: &str) -> Shown {
    let is_hidden = match name {
        "display" => value == "none",
        "visibility" | "content-visibility" | "overflow" => ["hidden", "collapse", "clip"].contains(&value),
        "opacity" | "font-size" | "height" => size(value).is_some_and(|size| size <= 0.0),
        "font" => value.split([' ', '/']).next().and_then(size) == Some(0.0),
        "color" => value == "transparent",
        "clip" => {
            let inside = value.strip_prefix("rect(").and_then(|value| value.strip_suffix(')'));
            inside.is_some_and(|sides| sides.split([' ', ',']).filter_map(size).all(|side| side <= 1.0))
        }
        "clip-path" => {
            let inset = value.strip_prefix("inset(").and_then(size).is_some_and(|inset| inset >= 50.0);
            inset || value.strip_prefix("circle(").and_then(size) == Some(0.0)
        }
        "transform" => value.strip_prefix("scale(").and_then(size) == Some(0.0),
        "text-decoration" => {
            return if value.contains("line-through") { Shown::Struck } else { Shown::Plainly };
        }
        _ => size(value).is_some_and(|size| size <= OFF_SCREEN),
    };
    if is_hidden { Shown::Hidden } else { Shown::Plainly }
}

/// The number that a value begins with, in pixels where it is one of a length.
fn size(value: &str) -> Option<f64> {
    let is_of_number =
        |letter: char| letter.is_ascii_digit() || letter == '.' || letter == '-' || letter == '+';
    let end = value.find(|letter| !is_of_number(letter)).unwrap_or(value.len());
    let number: f64 = value[..end].parse().ok()?;
    let unit = &value[end..];
    let is_of_letters = ["em", "rem", "ch", "ex", "vw", "vh"].iter().any(|one| unit.starts_with(one));
    // Of the width of a screen, and of letters, there are so many pixels at least.
    let scale = if is_of_letters { 16.0 } else { 1.0 };
    let is_far_share = unit.starts_with('%') && number <= -100.0;
    Some(if is_far_share { OFF_SCREEN } else { number * scale })
}

/// An element among those it stands in, as rules choose it.
struct Place<'p> {
    open: &'p [Element],
    element: &'p Element,
    n_left: &'p Cell<u32>,
}

impl Place<'_> {
    /// Counts one comparison; false where there were too many.
    fn is_left(&self) -> bool {
        self.n_left.set(self.n_left.get().saturating_sub(1));
        self.n_left.get() > 0
    }
}

impl Selected for Place<'_> {
    fn parent_element(&self) -> Option<Self> {
        let (element, open) = self.open.split_last()?;
        self.is_left().then_some(Self { open, element, n_left: self.n_left })
    }

    // What stands before it is no longer known: a rule by that chooses nothing.
    fn prev_sibling_element(&self) -> Option<Self> {
        None
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.element.name == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        match name {
            "class" => operator.matches(&self.element.class),
            "id" => operator.matches(&self.element.id),
            _ => false,
        }
    }

    fn pseudo_class_matches(&self, _: PseudoClass<'_>) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_hides_or_strikes_out() {
        let check = |declared: &str, expected: Shown| {
            assert_eq!(shown(&style(declared)), expected, "{declared}");
        };
        for hidden in [
            "display : none",
            "color:red;visibility:hidden",
            "opacity:0",
            "opacity: .0",
            "font-size:0px",
            "font:0/0 a",
            "position:absolute;left:-9999px",
            "text-indent:-100em",
            "left:-100%",
            "clip:rect(0 0 0 0)",
            "clip-path:inset(50%)",
            "height:0;overflow:hidden",
            "display:none!important;display:block",
            "transform:scale(0)",
        ] {
            check(hidden, Shown::Hidden);
        }
        for struck in ["text-decoration:underline line-through", "text-decoration-line: line-through"] {
            check(struck, Shown::Struck);
        }
        for shown in [
            "display:none;display:block",
            "opacity:0.5",
            "font-size:0.9em",
            "left:-2px",
            "height:0",
            "overflow:hidden",
            "clip:auto",
            "clip:rect(0 10px 10px 0)",
            "text-decoration:none",
            "margin-left:-1em",
        ] {
            check(shown, Shown::Plainly);
        }
    }

    #[test]
    fn rules_choose_by_element_class_and_id_and_the_most_special_has_its_way() {
        let check = |rules: &str, expected: Shown| {
            let sheet = sheet(rules);
            let mut elements = Elements::new(&sheet);
            for (name, class, id) in [("div", "Box wide", "a"), ("p", "old", "b")] {
                elements.name(name.as_bytes());
                for (attribute, value) in [("class", class), ("id", id)] {
                    elements.attribute(attribute.as_bytes());
                    elements.value(value.as_bytes());
                }
                elements.tagged();
                elements.enter();
            }
            assert_eq!(elements.shown(), expected, "{rules}");
        };
        for hidden in [
            "p{display:none}",
            ".old{display:none}",
            "#b{opacity:0}",
            "p.OLD , h1 { visibility : hidden }",
            "div .old{display:none}",
            ".box > p{display:none}",
            "/* a */ .x{color:red} .old{display:none}",
            "@charset 'utf-8'; .old{display:none}",
            "@media screen{.x{color:red} .old{display:none}}",
            ".wide{display:none}",
            ".old{display:none} p{display:block}",
            ".old{display:none !important} #b{display:block}",
            "@media print{.x{display:none}} .old{display:none}",
        ] {
            check(hidden, Shown::Hidden);
        }
        check(".old{text-decoration:line-through}", Shown::Struck);
        for shown in [
            "h1{display:none}",
            ".ol{display:none}",
            ".old:hover{display:none}",
            ".old::before{display:none}",
            "h1 + p{display:none}",
            ".old .old{display:none}",
            "@media print{.old{display:none}}",
            "@media (max-width: 9em){.old{display:none}}",
            ".old{display:none} .old{display:block}",
            "p{display:none} .old{display:inline}",
            "p:not(.old){display:none}",
            "{}",
            "p{",
            "",
        ] {
            check(shown, Shown::Plainly);
        }
    }
}
