//! Whether a file has pages that are pictures, and what these are.

use hayro_syntax::Pdf;

use super::files::pages;
use super::picture::Picture;
use super::{drawing, page};
use crate::extract::document::{Document, Format};
use crate::extract::format::picture_kind;
use crate::extract::limits::MAX_PAGES;
use crate::extract::problem::{Problem, ProblemKind};

/// A page with no more characters than this may be a picture for the most part, with a page number or a stamp in text.
const FEW_CHARS: usize = 40;
/// Bytes of a string a character takes, at most, in nearly all fonts.
const CHAR_BYTES: usize = 2;
/// Of a page without text pictures cover at least this share where they are more than an ornament,
const MIN_COVER: f64 = 0.02;
/// and of one with a little text this.
const MIN_COVER_BESIDE_TEXT: f64 = 0.5;

/// Tells `see` of the pages of a file that are pictures, in order, and the document of those that it has no text of. Where
/// nobody wants to see them, nothing is unpacked.
pub(in crate::extract) fn look(
    bytes: &[u8],
    outcome: &mut Result<Document, Problem>,
    see: Option<&mut (dyn FnMut(Picture) + '_)>,
) {
    match outcome {
        Err(problem) if problem.kind == ProblemKind::NeedsOcr => {
            let Some(see) = see else { return };
            match Scans::open(bytes) {
                Some(scans) => scans.see(&(1..=MAX_PAGES as u32).collect::<Vec<_>>(), see),
                None if picture_kind(bytes).is_some() => pages(bytes, see),
                None => {}
            }
        }
        Ok(document) if document.reading.format == Format::Pdf => {
            let few = pages_of_few_chars(document);
            if few.is_empty() {
                return;
            }
            let Some(scans) = Scans::open(bytes) else { return };
            let scanned: Vec<u32> = few.into_iter().filter(|&page| scans.is_scanned(page)).collect();
            document.without_text.extend(&scanned);
            document.without_text.sort_unstable();
            document.without_text.dedup();
            if let Some(see) = see {
                scans.see(&scanned, see);
            }
        }
        _ => {}
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// Pages that have no text, or little that begins on them.
fn pages_of_few_chars(document: &Document) -> Vec<u32> {
    let mut few = document.without_text.clone();
    let mut on_page: Vec<(u32, usize)> = Vec::new();
    let placed = document.blocks.iter().filter_map(|block| Some((block.place.page()?, block.text.chars().count())));
    for (page, chars) in placed {
        match on_page.last_mut() {
            Some((last, sum)) if *last == page => *sum += chars,
            _ => on_page.push((page, chars)),
        }
    }
    few.extend(on_page.into_iter().filter(|(_, chars)| *chars <= FEW_CHARS).map(|(page, _)| page));
    few.sort_unstable();
    few.dedup();
    few
}

/// The pages of a PDF.
struct Scans(Pdf);

impl Scans {
    fn open(bytes: &[u8]) -> Option<Self> {
        is_pdf(bytes).then(|| Pdf::new(bytes.to_vec()).ok()).flatten().map(Self)
    }

    /// Whether a page is a picture.
    fn is_scanned(&self, number: u32) -> bool {
        self.0.pages().get(number as usize - 1).is_some_and(|page| is_scanned(page, &drawing::of_page(page)))
    }

    /// Tells of such of these pages as are pictures.
    fn see(&self, numbers: &[u32], see: &mut dyn FnMut(Picture)) {
        let pages = self.0.pages();
        for (number, page) in numbers.iter().filter_map(|&number| Some((number, pages.get(number as usize - 1)?))) {
            let drawing = drawing::of_page(page);
            if is_scanned(page, &drawing) {
                let image = page::image(page, &drawing);
                see(Picture { format: Format::Pdf, page: number, image });
            }
        }
    }
}

fn is_scanned(page: &hayro_syntax::page::Page<'_>, drawing: &drawing::Drawing<'_>) -> bool {
    let least = if drawing.text == 0 { MIN_COVER } else { MIN_COVER_BESIDE_TEXT };
    drawing.text <= FEW_CHARS * CHAR_BYTES && !drawing.pictures.is_empty() && page::covered(page, drawing) >= least
}
