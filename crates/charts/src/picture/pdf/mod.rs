//! The picture as PDF: one page of its natural size, its words as text in the embedded font, and the description
//! for screen readers. No date and no random number, so that the same picture gives the same bytes.

mod content;
mod font;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::StructRole;
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr};

use crate::canvas::Drawing;
use crate::text::Weight;
use crate::{ChartError, Provenance};

use font::Embedded;

/// Points of PDF in one CSS pixel: 72 to the inch and 96.
const POINTS: f32 = 0.75;
/// The mark of the whole picture in the page's content.
const FIGURE: i32 = 0;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const STRUCTURE: Ref = Ref::new(6);
const ELEMENT: Ref = Ref::new(7);
const PARENTS: Ref = Ref::new(8);
const METADATA: Ref = Ref::new(9);
/// The first objects of the regular and the bold font, each of which takes [`font::N_OBJECTS`].
const FONTS: [i32; 2] = [10, 10 + font::N_OBJECTS];

/// The fonts of a document.
struct Fonts {
    regular: Embedded,
    bold: Embedded,
}

/// Writes the whole document.
pub(super) fn write(drawing: &Drawing, provenance: Option<&Provenance>) -> Result<Vec<u8>, ChartError> {
    let mut fonts = Fonts { regular: Embedded::new(Weight::Regular)?, bold: Embedded::new(Weight::Bold)? };
    let content = deflated(&content::write(drawing, &mut fonts))?;
    let mut pdf = Pdf::new();
    catalog(&mut pdf);
    let metadata = metadata(provenance)?;
    pdf.metadata(METADATA, metadata.as_bytes());
    pdf.document_info(INFO).title(TextStr(&drawing.title)).subject(TextStr(&drawing.description));
    pdf.pages(PAGES).kids([PAGE]).count(1);
    page(&mut pdf, drawing, &fonts);
    pdf.stream(CONTENT, &content).filter(Filter::FlateDecode);
    figure(&mut pdf, drawing);
    for (font, first) in [&fonts.regular, &fonts.bold].into_iter().zip(FONTS) {
        font.write(&mut pdf, first)?;
    }
    Ok(pdf.finish())
}

fn catalog(pdf: &mut Pdf) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).lang(TextStr("en-GB"));
    catalog.viewer_preferences().display_doc_title(true);
    catalog.mark_info().marked(true);
    catalog.metadata(METADATA);
    catalog.pair(Name(b"StructTreeRoot"), STRUCTURE);
}

fn page(pdf: &mut Pdf, drawing: &Drawing, fonts: &Fonts) {
    let (width, height) = drawing.size.natural;
    let mut page = pdf.page(PAGE);
    page.media_box(Rect::new(0.0, 0.0, width as f32 * POINTS, height as f32 * POINTS));
    page.parent(PAGES).contents(CONTENT).struct_parents(0);
    let mut resources = page.resources();
    let mut names = resources.fonts();
    for (font, first) in [&fonts.regular, &fonts.bold].into_iter().zip(FONTS) {
        names.pair(font.name(), Ref::new(first));
    }
}

/// The one thing on the page, with what a screen reader says of it.
fn figure(pdf: &mut Pdf, drawing: &Drawing) {
    let mut root = pdf.indirect(STRUCTURE).start::<StructTreeRoot>();
    root.child(ELEMENT).parent_tree_next_key(1);
    root.pair(Name(b"ParentTree"), PARENTS);
    root.finish();
    let mut element = pdf.struct_element(ELEMENT);
    element.kind(StructRole::Figure).parent(STRUCTURE).page(PAGE);
    element.alt(TextStr(&drawing.description)).children().marked_content_id(FIGURE);
    element.finish();
    let mut parents = pdf.indirect(PARENTS).dict();
    let mut numbers = parents.insert(Name(b"Nums")).array();
    numbers.item(0);
    numbers.push().array().item(ELEMENT);
}

/// The XMP, with what is said of the picture's making.
fn metadata(provenance: Option<&Provenance>) -> Result<String, ChartError> {
    let made = provenance.map(Provenance::element).transpose()?.unwrap_or_default();
    Ok(format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\">{made}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    ))
}

/// The bytes packed as PDF readers unpack them.
fn deflated(bytes: &[u8]) -> Result<Vec<u8>, ChartError> {
    let failed = |error: std::io::Error| ChartError::Pdf(error.to_string());
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).map_err(failed)?;
    encoder.finish().map_err(failed)
}
