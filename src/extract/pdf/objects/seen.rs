//! The pages of a file as a reader sees them.

use super::annotations::{Annotations, Form, Shown};
use super::copy::{Copy, Drawing};
use super::file::File;
use super::fonts::{Fonts, Maps};
use super::layers::Layers;
use super::meaning::{UNKNOWN, is_private};
use crate::extract::layout::{Glyph, Page};
use crate::extract::pdf::pages::{self, DrawnPage};
use crate::extract::problem::Problem;
use crate::extract::symbols::SymbolFont;
use crate::extract::unread::{Thing, Unread};
use crate::message;
use crate::messages::Message;

/// What the same text may stand apart from itself if it is drawn twice, in points.
const SAME_PLACE: f64 = 3.0;

/// Annotations that are drawn at once: two pages for each are far below the limit of pages.
const DRAWN_AT_ONCE: usize = 1000;

/// What is seen of a file.
pub(in crate::extract::pdf) struct Seen {
    pub(in crate::extract::pdf) pages: Vec<Page>,
    /// What people remarked on the text, with the number of its page from 1, in the order of pages.
    pub(in crate::extract::pdf) remarks: Vec<(u32, String)>,
    /// What could not be read of the pages.
    pub(in crate::extract::pdf) gaps: Vec<Message>,
}

/// Reads the pages of a file: its bytes, and, if it could be opened, its objects.
///
/// # Errors
/// A [`Problem`] if it is broken or encrypted.
pub(in crate::extract::pdf) fn pages(bytes: &[u8], file: Option<&File>, unread: &mut Unread) -> Result<Seen, Problem> {
    let Some(file) = file else {
        let (mut pages, gaps) = pages::read(bytes)?;
        mark_unknown(&mut pages);
        return Ok(Seen { pages: bare(pages), remarks: Vec::new(), gaps });
    };
    let (fonts, layers) = (Fonts::of(file), Layers::of(file));
    let needed = fonts.needed();
    // Of a damaged file the reader of text may find more than is found here.
    let is_plain = needed.is_empty() && layers.is_empty();
    let is_copied = !is_plain && !pages::has_more_than(bytes, file.pages().len());
    let copied = is_copied.then(|| reread(file, &layers, &needed)).flatten();
    let (mut pages, mut gaps) = copied.map_or_else(|| pages::read(bytes), |pages| Ok((pages, Vec::new())))?;
    if is_copied && fonts.has_pairs() {
        add_pairs(&mut pages, pages::read(bytes)?.0);
    }
    let explained = fonts.explained(&pages);
    if explained != needed
        && let Some(read) = reread(file, &layers, &explained).filter(|read| read.len() == pages.len())
    {
        pages = read;
    }
    fonts.decode_sets(&mut pages);
    show_signs(&mut pages);
    mark_unknown(&mut pages);

    let mut pages = bare(pages);
    let (annotations, form) = (Annotations::of(file, &layers), Form::of(file));
    if form.is_foreign {
        gaps.push(message!("foreign-form"));
    }
    unread.add(Thing::FormField, annotations.fields_left_out + add(&mut pages, file, &layers, &annotations, &form));
    unread.add(Thing::Annotation, annotations.left_out);
    Ok(Seen { pages, remarks: annotations.remarks, gaps })
}

/// Adds the characters beyond the first 65,536 that were lost by reading codes as Unicode: where they stand, another
/// reading has them.
fn add_pairs(pages: &mut [DrawnPage], others: Vec<DrawnPage>) {
    for (page, other) in pages.iter_mut().zip(others) {
        let (glyphs, fonts) = (std::mem::take(&mut page.page.glyphs), std::mem::take(&mut page.font_of));
        let mut own = glyphs.into_iter().zip(fonts).peekable();
        let mut add = |(glyph, font)| {
            page.page.glyphs.push(glyph);
            page.font_of.push(font);
        };
        for (glyph, font) in other.page.glyphs.into_iter().zip(other.font_of) {
            let is_same = |(own, _): &(Glyph, u32)| own.left == glyph.left && own.baseline == glyph.baseline;
            let is_pair = glyph.text.chars().any(|c| c > '\u{FFFF}');
            if is_pair && !own.peek().is_some_and(is_same) {
                add((glyph, font));
            } else if let Some(next) = own.next() {
                add(next);
            }
        }
        own.for_each(add);
    }
}

fn bare(pages: Vec<DrawnPage>) -> Vec<Page> {
    pages.into_iter().map(|page| page.page).collect()
}

/// The pages of a copy of the file with other maps of its fonts and without hidden layers.
fn reread(file: &File, layers: &Layers, maps: &Maps) -> Option<Vec<DrawnPage>> {
    let mut copy = Copy::new(file, layers, maps);
    for page in file.pages() {
        copy.page(page, &Drawing::Page, &page.resources().fonts);
    }
    let (pages, gaps) = pages::read(&copy.finish()).ok()?;
    // What is broken is told of the file itself.
    gaps.is_empty().then_some(pages)
}

/// Gives the codes of fonts of signs the characters that look alike: a box, a tick. Of the others those that are letters elsewhere
/// say nothing.
fn show_signs(pages: &mut [DrawnPage]) {
    for DrawnPage { page, fonts, font_of } in pages {
        let of_font: Vec<Option<SymbolFont>> = fonts.iter().map(|name| SymbolFont::of_pdf(name)).collect();
        for (glyph, font) in page.glyphs.iter_mut().zip(font_of) {
            let Some(Some(font)) = of_font.get(*font as usize) else { continue };
            let sign = |c: char| match font.shown(c) {
                shown @ Some(_) if SymbolFont::has(c) => shown,
                _ => Some(c).filter(|c| !c.is_ascii_graphic()),
            };
            glyph.text = glyph.text.chars().filter_map(sign).collect();
        }
    }
}

/// Marks the characters of which only the file's font knows what they are.
fn mark_unknown(pages: &mut [DrawnPage]) {
    for glyph in pages.iter_mut().flat_map(|page| &mut page.page.glyphs) {
        if glyph.text.contains(|c| c == '\0' || is_private(c)) {
            glyph.text = glyph.text.chars().map(|c| if c == '\0' || is_private(c) { UNKNOWN } else { c }).collect();
        }
    }
}

/// Adds what annotations show to their pages, and says how many fields could not be read.
fn add(pages: &mut [Page], file: &File, layers: &Layers, annotations: &Annotations, form: &Form<'_>) -> usize {
    let mut unread = 0;
    let own: Vec<usize> = pages.iter().map(|page| page.glyphs.len()).collect();
    for some in annotations.shown.chunks(DRAWN_AT_ONCE) {
        let drawn = if pages.len() == file.pages().len() { draw(file, layers, some, form) } else { None };
        let Some(drawn) = drawn else {
            unread += some.iter().filter(|shown| shown.is_field && shown.value.is_some()).count();
            continue;
        };
        let mut drawn = drawn.into_iter();
        for shown in some {
            let appearance = shown.appearance.as_ref().and_then(|_| drawn.next());
            let value = shown.value.as_ref().and_then(|(_, text)| Some((drawn.next()?, without_blanks(text))));
            let chosen = match (appearance, value) {
                (Some(appearance), Some((own, value))) => {
                    let is_old = is_old(&text_of(&appearance), &value, form);
                    if is_old { own } else { appearance }
                }
                (Some(one), None) | (None, Some((one, _))) => one,
                (None, None) => continue,
            };
            lay_on(&mut pages[shown.page], own[shown.page], chosen, shown.is_stamp);
        }
    }
    unread
}

/// Whether a field's drawing, which shows `text`, is not of its value: readers draw it anew.
fn is_old(text: &str, value: &str, form: &Form<'_>) -> bool {
    // A program that can't write Chinese writes question marks.
    let is_failed = value.chars().nth(1).is_some() && value.contains(is_ideograph) && !text.contains(is_ideograph);
    text.is_empty() || text.contains(UNKNOWN) || is_failed || form.is_undrawn && !text.contains(value)
}

/// A page for each drawing, in the order of annotations: first the file's, then that of the value.
fn draw(file: &File, layers: &Layers, all: &[Shown], form: &Form<'_>) -> Option<Vec<DrawnPage>> {
    let read = |maps: &Maps| {
        let mut copy = Copy::new(file, layers, maps);
        for Shown { page, appearance, value, .. } in all {
            let page = &file.pages()[*page];
            if let Some((id, matrix)) = appearance {
                copy.page(page, &Drawing::Form(*id, *matrix), &form.fonts);
            }
            if let Some((drawn, _)) = value {
                copy.page(page, &Drawing::Text(drawn), &form.fonts);
            }
        }
        let (pages, gaps) = pages::read(&copy.finish()).ok()?;
        gaps.is_empty().then_some(pages)
    };
    let drawings = all.iter().filter_map(|shown| shown.appearance.map(|(id, _)| id));
    let fonts = Fonts::of_drawings(file, drawings, &form.fonts);
    let needed = fonts.needed();
    let drawn = read(&needed)?;
    let explained = fonts.explained(&drawn);
    let mut drawn = if explained == needed { drawn } else { read(&explained)? };
    fonts.decode_sets(&mut drawn);
    show_signs(&mut drawn);
    mark_unknown(&mut drawn);
    Some(drawn)
}

/// Lays the characters of a drawing on a page, if its `own` first characters don't show the same there already; those of
/// stamps are no text of it.
fn lay_on(page: &mut Page, own: usize, drawn: DrawnPage, is_stamp: bool) {
    let text = text_of(&drawn);
    let glyphs = drawn.page.glyphs;
    if text.is_empty() {
        return;
    }
    let least = |of: fn(&Glyph) -> f64| glyphs.iter().map(of).fold(f64::INFINITY, f64::min) - SAME_PLACE;
    let most = |of: fn(&Glyph) -> f64| glyphs.iter().map(of).fold(f64::NEG_INFINITY, f64::max) + SAME_PLACE;
    let (across, down) = (least(|g| g.left)..=most(|g| g.right), least(|g| g.top)..=most(|g| g.bottom));
    let is_there =
        |g: &&Glyph| across.contains(&((g.left + g.right) / 2.0)) && down.contains(&((g.top + g.bottom) / 2.0));
    let there: String = page.glyphs[..own].iter().filter(is_there).map(|g| without_blanks(&g.text)).collect();
    if !there.contains(&text) {
        page.glyphs.extend(glyphs.into_iter().map(|g| Glyph { aside: g.aside || is_stamp, ..g }));
    }
}

fn text_of(drawn: &DrawnPage) -> String {
    drawn.page.glyphs.iter().map(|glyph| without_blanks(&glyph.text)).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
