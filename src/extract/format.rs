//! What a file is, told by its content. A name says nothing: many a .doc is docx, RTF, a web page or PDF. Only between
//! text and Markdown, which look alike, the name's ending decides.

use super::containers::archive::{Archive, CutZip};
use super::containers::ole::Container;
use super::containers::ooxml;
use super::containers::package::Package;
use super::document::Format;
use super::ofd;
use super::problem::{Problem, ProblemKind};
use crate::message;
use crate::messages::Message;
use crate::source::is_piece;

/// So much of a file is looked at for what text formats begin with, in bytes.
const START: usize = 4096;
/// A PDF's own mark may stand so far from the start (ISO 32000, Annex H.3.4.1).
const PDF_START: usize = 1024;

/// What web pages begin with, and what parts of them do.
const WHOLE_PAGES: [&str; 4] = ["<!doctype html", "<html", "<head", "<body"];
const PARTS_OF_PAGES: [&str; 20] = [
    "<meta", "<title", "<div", "<table", "<script", "<style", "<p>", "<p ", "<h1", "<h2", "<h3", "<center", "<span",
    "<ul", "<ol", "<font", "<!--", "<section", "<article", "<br",
];

/// What is to be read, opened as far as it had to be to tell.
pub(super) enum Kind<'a> {
    Text,
    Markdown,
    Html,
    FlatWord,
    FlatOdf,
    /// The package and its main part.
    Docx(Package<'a>, String),
    Pptx(Package<'a>, String),
    Odf(Package<'a>),
    Sheet,
    Doc(Container<'a>),
    Ppt(Container<'a>),
    Rtf,
    Pdf,
    Ofd(Package<'a>),
    Mail,
    Archive(Archive<'a>),
    Picture(&'static str),
}

/// What a zip begins with: with a file, with none, or as the first of several.
const ZIP: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// What a file begins with, and what it is called.
type Named = (&'static [u8], fn() -> Message);

/// Formats that are known, and not read, by what they begin with.
const UNSUPPORTED: [Named; 12] = [
    (b"CAJ", || message!("format-caj")),
    (b"KDH", || message!("format-kdh")),
    (b"HN\0", || message!("format-caj")),
    (b"%!PS", || message!("format-postscript")),
    (b"ITSF", || message!("format-chm")),
    (b"ID3", || message!("format-sound")),
    (b"RIFF", || message!("format-sound-or-film")),
    (b"\0\0\0\x18ftyp", || message!("format-film")),
    (b"\0\0\0\x20ftyp", || message!("format-film")),
    (b"MZ", || message!("format-program")),
    (b"\x7FELF", || message!("format-program")),
    (b"SQLite format 3", || message!("format-database")),
];
const PICTURES: [(&[u8], &str); 6] = [
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
];

/// Tells what a file is.
///
/// # Errors
/// A [`Problem`] for what is not read.
pub(super) fn detect<'a>(bytes: &'a [u8], name: &str) -> Result<Kind<'a>, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new(ProblemKind::Empty, message!("empty-file")));
    }
    let start = &bytes[..bytes.len().min(START)];
    let holds = |mark: &[u8], within: usize| start[..start.len().min(within)].windows(mark.len()).any(|w| w == mark);
    if ZIP.iter().any(|mark| bytes.starts_with(mark)) {
        return match Package::open(bytes) {
            Ok(package) => of_package(package),
            Err(problem) => {
                CutZip::of(bytes).filter(is_archive).map(|cut| Kind::Archive(Archive::CutZip(cut))).ok_or(problem)
            }
        };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return of_container(Container::open(bytes)?);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if holds(b"%PDF-", PDF_START) {
        return Ok(Kind::Pdf);
    }
    if let Some(kind) = picture_kind(bytes) {
        return Ok(Kind::Picture(kind));
    }
    // Last, as tars begin with a name.
    if let Some(archive) = Archive::detect(bytes) {
        return Ok(Kind::Archive(archive));
    }
    let is_text = !start.contains(&0);
    if let Some((_, kind)) =
        UNSUPPORTED.iter().find(|(mark, _)| bytes.starts_with(mark) && (!is_text || mark.len() > 3))
    {
        return Err(Problem::unsupported(&kind()));
    }
    Ok(of_text(start, name))
}

/// What kind of picture a file is, if it is one.
pub(super) fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    // BM begins many a text, too.
    let is_it = |mark: &[u8]| bytes.starts_with(mark) && (mark != b"BM" || bytes.contains(&0));
    PICTURES.iter().find(|(mark, _)| is_it(mark)).map(|(_, kind)| *kind)
}

/// The format of a file that is nothing but text, by its start.
pub(super) fn plain_text(bytes: &[u8], name: &str) -> Option<Format> {
    let start = &bytes[..bytes.len().min(START)];
    let is_other = bytes.is_empty()
        || start.windows(5).take(PDF_START).any(|w| w == b"%PDF-")
        || ZIP.iter().chain(&[&b"\xD0\xCF\x11\xE0"[..], b"{\\rtf"]).any(|mark| bytes.starts_with(mark))
        || Archive::detect(bytes).is_some()
        || is_piece(name)
        || PICTURES.iter().map(|p| p.0).chain(UNSUPPORTED.iter().map(|u| u.0)).any(|mark| bytes.starts_with(mark));
    match of_text(start, name) {
        Kind::Text if !is_other => Some(Format::Text),
        Kind::Markdown if !is_other => Some(Format::Markdown),
        _ => None,
    }
}

/// The formats that are text.
fn of_text<'a>(start: &[u8], name: &str) -> Kind<'a> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let is_markdown = matches!(ending.as_deref(), Some("md" | "markdown"));
    let plain = if is_markdown { Kind::Markdown } else { Kind::Text };
    // What all of these begin with is ASCII, whatever the encoding; NUL bytes are those of UTF-16, and before it stands at
    // most a byte order mark.
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let start = marks.iter().find_map(|mark| start.strip_prefix(*mark)).unwrap_or(start);
    let first = start.iter().find(|b| **b != 0 && !b.is_ascii_whitespace());
    let start: String =
        start.iter().filter(|b| b.is_ascii() && **b != 0).map(|b| char::from(b.to_ascii_lowercase())).collect();
    let text = start.trim_start();
    if first != Some(&b'<') {
        return if first.is_some_and(u8::is_ascii_alphabetic) && is_mail(text) { Kind::Mail } else { plain };
    }
    if text.starts_with("<?xml") {
        if ["worddocument", "pkg:package", "progid=\"word.document\""].iter().any(|mark| text.contains(mark)) {
            return Kind::FlatWord;
        }
        if text.contains("opendocument") {
            return Kind::FlatOdf;
        }
    }
    // Markdown may hold tags, and a page may be no more than a part of one.
    let is_page = WHOLE_PAGES.iter().any(|tag| text.starts_with(tag))
        || !is_markdown && (text.contains("<html") || PARTS_OF_PAGES.iter().any(|tag| text.starts_with(tag)));
    if is_page { Kind::Html } else { plain }
}

/// Whether a text begins with the header of a mail: lines of names and values, some of them a mail's.
fn is_mail(text: &str) -> bool {
    let is_header = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name);
        line.starts_with([' ', '\t'])
            || name.is_some_and(|name| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
            })
    };
    let header: Vec<&str> = text.lines().take_while(|line| is_header(line)).collect();
    let has = |names: &[&str]| header.iter().any(|line| names.iter().any(|name| line.starts_with(name)));
    has(&["mime-version:", "received:", "message-id:"]) && has(&["from:", "subject:", "content-type:"])
}

/// Whether a zip that is cut off is an archive of files, and no document, of which a part may be missing.
fn is_archive(cut: &CutZip) -> bool {
    let marks = [
        "[content_types].xml",
        "_rels/.rels",
        "docprops/app.xml",
        "docprops/core.xml",
        "word/document.xml",
        "ppt/presentation.xml",
        "xl/workbook.xml",
        "mimetype",
        "content.xml",
        "meta-inf/manifest.xml",
        "ofd.xml",
        "encrypted-package",
    ];
    !cut.has(|name| {
        let name = name.to_lowercase().replace('\\', "/");
        // OFD.xml may come last: what a document's folder holds tells, too.
        let is_page = name.ends_with("/content.xml") && (name.contains("/pages/") || name.contains("/tpls/"));
        is_page || name.ends_with("/publicres.xml") || marks.contains(&name.as_str())
    })
}

fn of_package(mut package: Package<'_>) -> Result<Kind<'_>, Problem> {
    let unsupported = |format: Message| Err(Problem::unsupported(&format));
    let manifest = package.part("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    if package.has("encrypted-package") || manifest.windows(15).any(|window| window == b"encryption-data") {
        return Err(Problem::encrypted());
    }
    if package.has("mimetype") && package.has("content.xml") {
        let kind = package.part("mimetype").ok().flatten().unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind).into_owned();
        return Ok(if kind.contains("spreadsheet") { Kind::Sheet } else { Kind::Odf(package) });
    }
    if ofd::is_ofd(&mut package) {
        return Ok(Kind::Ofd(package));
    }
    if package.has("META-INF/container.xml") && package.has("mimetype") {
        return unsupported(message!("format-epub"));
    }
    match ooxml::main_part(&mut package) {
        Some((main, "wordprocessingml")) => Ok(Kind::Docx(package, main)),
        Some((main, "presentationml")) => Ok(Kind::Pptx(package, main)),
        Some(_) => Ok(Kind::Sheet),
        None if package.has("[Content_Types].xml") => Err(Problem::damaged(message!("office-without-main-part"))),
        None => Ok(Kind::Archive(Archive::Zip(package))),
    }
}

fn of_container(container: Container<'_>) -> Result<Kind<'_>, Problem> {
    let unsupported = |format: Message| Err(Problem::unsupported(&format));
    match () {
        () if container.has("/WordDocument") => Ok(Kind::Doc(container)),
        () if container.has("/Workbook") || container.has("/Book") => Ok(Kind::Sheet),
        () if container.has("/EncryptedPackage") => Err(Problem::encrypted()),
        () if container.has("/PowerPoint Document") || container.has("/PP97_DUALSTORAGE") => Ok(Kind::Ppt(container)),
        () if container.has("/PP40") => unsupported(message!("format-old-presentation")),
        () if container.has("/__properties_version1.0") => unsupported(message!("format-outlook")),
        () => unsupported(message!("format-ole")),
    }
}
