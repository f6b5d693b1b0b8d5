//! What is read from a file: blocks of text in reading order, and what the file says of itself.

use std::collections::HashSet;

use crate::messages::Message;
use serde::{Deserialize, Serialize};

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The text, in reading order.
    pub blocks: Vec<Block>,
    /// Keys and values that its author wrote at its head (front matter), as they stand there.
    pub front_matter: Vec<(String, String)>,
    /// Keys and values that a program stored with it: title, author, date. Often a template's, or of who saved it.
    pub properties: Vec<(String, String)>,
    /// How it was read.
    pub reading: Reading,
    /// Pages on which there is something to see, and no text of which was read, in order.
    pub without_text: Vec<u32>,
}

impl Document {
    /// The name of the sheet that a place is in.
    pub fn sheet(&self, place: Place) -> Option<&str> {
        let Place::Row { sheet, .. } = place else { return None };
        self.reading.sheets.get(usize::from(sheet).checked_sub(1)?).map(String::as_str)
    }
}

/// How a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its format, told by its content.
    pub format: Format,
    /// The encoding of a text, as the WHATWG Encoding Standard names it; none where the format itself says.
    pub encoding: Option<String>,
    /// Characters that could not be decoded, of `chars`. Each is U+FFFD in the text.
    pub undecodable: u32,
    /// Characters of the text.
    pub chars: u32,
    /// What of the file could not be read, for people, though the rest was.
    pub gaps: Vec<Message>,
    /// Of a workbook the names of its sheets.
    pub sheets: Vec<String>,
}

impl Reading {
    /// Whether all of the file was read.
    pub fn is_whole(&self) -> bool {
        self.gaps.is_empty() && self.undecodable == 0
    }
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Word, since 2007.
    Docx,
    /// Word 95 to 2003, and WPS.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument: text, presentation.
    Odf,
    /// PowerPoint, since 2007.
    Pptx,
    /// PowerPoint 97 to 2003, and WPS.
    Ppt,
    /// Excel, WPS and OpenDocument tables.
    Sheet,
    /// Portable Document Format.
    Pdf,
    /// Open Fixed-layout Document (GB/T 33190).
    Ofd,
    /// An e-mail, or a web page stored as one.
    Mail,
    /// A picture.
    Picture,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Doc,
        Self::Rtf,
        Self::Odf,
        Self::Pptx,
        Self::Ppt,
        Self::Sheet,
        Self::Pdf,
        Self::Ofd,
        Self::Mail,
        Self::Picture,
    ];

    /// What else people call it: what names of its files end with, programs, and words. Some are those of several formats.
    pub fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "文本", "纯文本"],
            Self::Markdown => &["md"],
            Self::Html => &["htm", "网页"],
            Self::Docx => &["docm", "dotx", "dotm", "word"],
            Self::Doc => &["dot", "wps", "wpt", "word"],
            Self::Odf => &["odt", "odp", "fodt", "fodp"],
            Self::Pptx => &["pptm", "ppsx", "potx", "powerpoint", "幻灯片"],
            Self::Ppt => &["pps", "dps", "powerpoint", "幻灯片"],
            Self::Sheet => &["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "fods", "excel", "表格"],
            Self::Mail => &["eml", "mht", "mhtml", "邮件"],
            Self::Picture => &["jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "图片"],
            Self::Rtf | Self::Pdf | Self::Ofd => &[],
        }
    }

    /// The name by which programs know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Rtf => "rtf",
            Self::Odf => "odf",
            Self::Pptx => "pptx",
            Self::Ppt => "ppt",
            Self::Sheet => "sheet",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Mail => "mail",
            Self::Picture => "picture",
        }
    }
}

/// A paragraph, heading, cell or line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its text: one line, not empty, no white space at its ends.
    pub text: String,
    /// What the format says of it.
    pub style: Style,
    /// Where it stands.
    pub place: Place,
}

/// What a format says of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// Nothing.
    #[default]
    Plain,
    /// The document's title.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// All of it is bold.
    Bold,
    /// It is no part of the running text: a page's header or footer, a web page's menu.
    Boilerplate,
}

/// Where in its file a block stands; all count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Line of a text file.
    Line(u32),
    /// Paragraph of a document.
    Paragraph(u32),
    /// Page of a PDF or OFD, slide of a presentation.
    Page(u32),
    /// Row of a sheet of a workbook, as the program that shows it counts them.
    Row {
        /// Number of the sheet in [`Reading::sheets`], from 1.
        sheet: u16,
        /// Number of the row in the sheet.
        row: u32,
    },
    /// Page that is a picture: the text was recognised by a program.
    Scan(u32),
}

impl Place {
    /// The page, where the format has pages.
    pub fn page(self) -> Option<u32> {
        if let Self::Page(page) | Self::Scan(page) = self { Some(page) } else { None }
    }

    /// Whether what stands there was recognised by a program, and may be wrong.
    pub fn is_recognised(self) -> bool {
        matches!(self, Self::Scan(_))
    }
}

/// Collects the blocks of a document.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    /// Paragraphs so far, empty ones included.
    paragraphs: u32,
}

impl Blocks {
    /// Adds a paragraph; its lines become blocks of their own, empty ones none.
    pub(super) fn paragraph(&mut self, text: &str, style: Style) {
        self.paragraphs += 1;
        self.push(text, style, Place::Paragraph(self.paragraphs));
    }

    /// Adds what stands around the text of pages, each line once: it repeats from page to page.
    pub(super) fn boilerplate(&mut self, margins: Self) {
        let mut seen: HashSet<String> = HashSet::new();
        for block in margins.blocks {
            if !seen.contains(&block.text) {
                self.paragraph(&block.text, Style::Boilerplate);
                seen.insert(block.text);
            }
        }
    }

    /// Adds text that stands at `place`, likewise.
    pub(super) fn push(&mut self, text: &str, style: Style, place: Place) {
        for line in text.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
            if !line.is_empty() {
                // Control characters say nothing; a tab parts words.
                let text = line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
                self.blocks.push(Block { text, style, place });
            }
        }
    }
}
