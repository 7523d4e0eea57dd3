//! Which part of a workbook is which.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// The parts of a workbook by the names of their relations.
pub(super) fn targets(relations: &[u8]) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    let mut reader = Reader::from_reader(relations);
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let found = attribute(&element, "Id").zip(attribute(&element, "Target"));
                targets.extend(found.map(|(id, target)| {
                    (id, target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
                }));
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    targets
}

/// An attribute's value; none where it is not there or cannot be read.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
