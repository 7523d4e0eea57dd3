//! Reads the text elements of an SVG and measures the box each takes.

use crate::text::{Face, Ruler, Weight};

/// A text element: its words and the box its letters take, in CSS pixels.
#[derive(Debug, Clone)]
#[expect(dead_code, reason = "`words` is read by Debug, when a test fails")]
pub(super) struct TextBox {
    words: String,
    pub(super) size: f32,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl TextBox {
    /// Whether two take the same room, beyond a hair's breadth.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let by = 0.15;
        self.left + by < other.right
            && other.left + by < self.right
            && self.top + by < other.bottom
            && other.top + by < self.bottom
    }
}

/// Every text element, and the size of the picture.
pub(super) fn text_boxes(svg: &str) -> (Vec<TextBox>, (f32, f32)) {
    let document = roxmltree::Document::parse(svg).unwrap();
    let root = document.root_element();
    let number = |name| root.attribute(name).unwrap().parse::<f32>().unwrap();
    let (width, height) = (number("width"), number("height"));
    let grid: Vec<f32> = root.attribute("viewBox").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
    let step = width / grid[2];
    assert!((height / grid[3] / step - 1.0).abs() < 0.001, "the picture would be squeezed");
    let ruler = Ruler::new().unwrap();
    let texts = root.descendants().filter(|node| node.has_tag_name("text"));
    (texts.map(|node| text_box(&node, step, &ruler)).collect(), (width, height))
}

fn text_box(node: &roxmltree::Node, step: f32, ruler: &Ruler) -> TextBox {
    let attribute = |name: &str| node.attribute(name).unwrap_or_default();
    let on_page = |name: &str| attribute(name).parse::<f32>().unwrap() * step;
    let words = node.text().unwrap_or_default().trim().to_owned();
    let (x, y, size) = (on_page("x"), on_page("y"), on_page("font-size"));
    assert_eq!(attribute("dy"), "0.76em");
    assert!(attribute("font-family").starts_with("Noto Sans,"));
    let weight = if attribute("font-weight") == "bold" { Weight::Bold } else { Weight::Regular };
    let width = ruler.width(&words, Face { size, weight });
    let before = match attribute("text-anchor") {
        "start" => 0.0,
        "middle" => width / 2.0,
        "end" => width,
        other => panic!("text-anchor {other}"),
    };
    // From the capitals' top to the descenders' foot, around the baseline 0.76 em below the top.
    let (above, below) = ((0.76 - 0.714) * size, (0.76 + 0.2) * size);
    if attribute("transform").is_empty() {
        let left = x - before;
        TextBox { words, size, left, top: y + above, right: left + width, bottom: y + below }
    } else {
        assert!(attribute("transform").starts_with("rotate(270"));
        let bottom = y + before;
        TextBox { words, size, left: x + above, top: bottom - width, right: x + below, bottom }
    }
}
