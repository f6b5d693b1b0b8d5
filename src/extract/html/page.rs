//! Tags and text to lines.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use super::declarations::{Declared, Said};
use super::elements::{BLOCKS, LEFT_OUT, VOID, is_around, is_article};
use super::selectors::Element;
use super::stylesheet::StyleSheet;
use crate::extract::document::{Block, Blocks, Style};
use crate::extract::numbering::NumberFormat;

/// A line of which so much is a link leads away from the page.
const LINK_SHARE: f64 = 0.7;
/// A longer line is text, however much of it is a link.
const MAX_LINK_CHARS: usize = 60;
/// A longer line is text, wherever it stands: names of classes mean anything.
const MAX_AROUND_CHARS: usize = 100;
/// Open elements are kept in mind to this depth; those deeper count as text.
const MAX_DEPTH: usize = 512;

/// Collects the text of a page while its tags are told.
#[derive(Default)]
pub(super) struct Page(RefCell<State>);

impl Page {
    /// One that brings along these style sheets.
    pub(super) fn styled(sheet: StyleSheet) -> Self {
        Self(RefCell::new(State { sheet, ..State::default() }))
    }

    /// The blocks of the page, and the title that it gives itself.
    pub(super) fn finish(self) -> (Vec<Block>, String) {
        let mut state = self.0.into_inner();
        state.end_line();
        (state.blocks.blocks, state.title)
    }
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct State {
    sheet: StyleSheet,
    blocks: Blocks,
    title: String,
    open: Vec<Open>,
    line: Line,
    /// The number of an item whose text is still to come.
    item_number: String,
}

/// What is collected of a line.
#[derive(Default)]
struct Line {
    text: String,
    chars: usize,
    link_chars: usize,
    bold_chars: usize,
    style: Style,
    is_around: bool,
    /// White space that waits for what follows it, and whether it has a line end.
    gap: Option<bool>,
}

/// An open element, and what it makes of its text.
struct Open {
    node: Element,
    style: Style,
    is_left_out: bool,
    /// Whether characters in it have no colour or no size: what it holds can give them one.
    is_unseen: Unseen,
    is_around: bool,
    is_link: bool,
    /// Within a link to a place of the same page.
    is_note_link: bool,
    is_bold: bool,
    is_pre: bool,
    /// Within an article, or one.
    is_article: bool,
    /// Of a list how its items are numbered, and the next number.
    list: Option<(NumberFormat, u32)>,
}

#[derive(Clone, Copy, Default)]
struct Unseen {
    visibility: bool,
    size: bool,
}

impl Open {
    fn is_out(&self) -> bool {
        self.is_left_out || self.is_unseen.visibility || self.is_unseen.size
    }
}

impl State {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if name == "br" {
            self.push("\n");
        }
        if BLOCKS.contains(&name) {
            self.end_line();
            // Their ends are often missing.
            if matches!(name, "li" | "tr" | "td" | "th") {
                self.end_open(name);
            }
            // A paragraph ends where any block begins.
            self.end_open("p");
        }
        if !VOID.contains(&name) && !tag.self_closing && (self.open.len() < MAX_DEPTH || LEFT_OUT.contains(&name)) {
            let element = self.element(tag);
            if name == "li" {
                self.item_number = self.number();
            }
            self.open.push(element);
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn element(&self, tag: &Tag) -> Open {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| attribute.value.to_string())
        };
        let css: String = attribute("style").unwrap_or_default().to_lowercase().split_whitespace().collect();
        let above = self.open.last();
        let inherited = |of: fn(&Open) -> bool| above.is_some_and(of);
        // What is around within an article is the article's.
        let in_article = self.open.iter().any(|open| matches!(open.node.name.as_str(), "article" | "main"));
        let names = [attribute("class"), attribute("id"), attribute("role")].into_iter().flatten().collect::<Vec<_>>();
        // LibreOffice writes a page's header so.
        let is_margin = name == "div" && matches!(attribute("title").as_deref(), Some("header" | "footer"));
        let names = names.join(" ").to_lowercase();
        // A header is, too, where only a name says that it is an article.
        let in_named = inherited(|open| open.is_article);
        let is_own_header = in_named && (name == "header" || names == "header");
        let is_around = is_margin || is_around(name, &names) && !is_own_header;
        let level = name.strip_prefix('h').and_then(|level| level.parse().ok()).filter(|level| (1..=6).contains(level));
        let class = attribute("class").unwrap_or_default();
        let style = match level {
            // LibreOffice and Word mark the document's title so.
            _ if matches!(class.as_str(), "title" | "MsoTitle") && matches!(name, "p" | "h1") => Style::Title,
            Some(level) => Style::Heading(level),
            None => above.map_or(Style::Plain, |above| above.style),
        };
        let list = match name {
            "ol" => {
                let format = match attribute("type").as_deref() {
                    Some("a") => NumberFormat::LowerLetter,
                    Some("A") => NumberFormat::UpperLetter,
                    Some("i") => NumberFormat::LowerRoman,
                    Some("I") => NumberFormat::UpperRoman,
                    _ if ["cjk-ideographic", "chinese", "cjk-decimal"].iter().any(|kind| css.contains(kind)) => {
                        NumberFormat::Han
                    }
                    _ if css.contains("list-style-type:none") || css.contains("list-style:none") => {
                        NumberFormat::Bullet
                    }
                    _ => NumberFormat::Decimal,
                };
                Some((format, attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1)))
            }
            "ul" => Some((NumberFormat::Bullet, 1)),
            _ => None,
        };
        // A note's mark in the text, raised and linked to the note; and the one before the note.
        let is_raised = name == "sup" || inherited(|open| open.node.name == "sup");
        let to_note = (name == "a" && attribute("href").is_some_and(|href| href.starts_with('#')))
            || inherited(|open| open.is_note_link);
        let is_note_mark = (is_raised && to_note) || class.starts_with("sdfootnote") && name == "a";
        let node = self.node(tag, &class, attribute("id"));
        let own = Declared::parse(&attribute("style").unwrap_or_default());
        let declared = match self.sheet.is_empty() {
            true => own,
            false => self.sheet.of(&node, self.open.iter().map(|open| &open.node), own),
        };
        let hides = |said: Option<Said>| said.map(|said| !said.is_seen);
        let unseen = above.map(|above| above.is_unseen).unwrap_or_default();
        // The size of old pages' fonts is one, too.
        let has_size = name == "font" && attribute("size").is_some();
        let is_unseen = Unseen {
            visibility: hides(declared.visibility).unwrap_or(unseen.visibility),
            size: hides(declared.size).unwrap_or(unseen.size && !has_size),
        };
        let is_hidden =
            attribute("hidden").is_some() || [declared.display, declared.place].map(hides).contains(&Some(true));
        Open {
            style,
            is_left_out: inherited(|open| open.is_left_out) || is_hidden || is_note_mark || LEFT_OUT.contains(&name),
            is_article: in_named || is_article(name, &names),
            is_around: !matches!(name, "article" | "main")
                && (inherited(|open| open.is_around) || (is_around && !in_article)),
            is_link: inherited(|open| open.is_link)
                || (name == "a" && attribute("href").is_some_and(|href| !href.starts_with('#'))),
            is_note_link: to_note,
            is_bold: match name {
                "b" | "strong" | "th" => true,
                _ if css.contains("font-weight:normal") => false,
                _ => {
                    inherited(|open| open.is_bold)
                        || css.contains("font-weight:bold")
                        || css.contains("font-weight:700")
                }
            },
            is_pre: inherited(|open| open.is_pre) || name == "pre",
            list,
            is_unseen,
            node,
        }
    }

    /// What selectors see of an element; of a page without style sheets no more than its name.
    fn node(&self, tag: &Tag, class: &str, id: Option<String>) -> Element {
        let name = tag.name.to_string();
        if self.sheet.is_empty() {
            return Element { name, ..Element::default() };
        }
        let classes = class.split_ascii_whitespace().map(str::to_owned).collect();
        Element { name, id: id.unwrap_or_default(), classes }
    }

    /// The number of the next item of the innermost list.
    fn number(&mut self) -> String {
        let list = self.open.iter_mut().rev().find_map(|open| open.list.as_mut());
        let Some((format, next)) = list else { return String::new() };
        let number = format.write(*next);
        *next = next.saturating_add(1);
        match format {
            NumberFormat::Bullet => String::new(),
            NumberFormat::Han => format!("{number}、"),
            _ => format!("{number}. "),
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        if matches!(name, "li" | "ol" | "ul") {
            self.item_number.clear();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.node.name == name) {
            self.open.truncate(at);
        }
    }

    /// Ends an element whose next sibling begins, unless a table or list lies between.
    fn end_open(&mut self, name: &str) {
        let barriers = ["table", "ul", "ol", "div", "blockquote", "section", "article", "body"];
        let at =
            self.open.iter().rposition(|open| open.node.name == name || barriers.contains(&open.node.name.as_str()));
        if let Some(at) = at.filter(|&at| self.open[at].node.name == name) {
            self.open.truncate(at);
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(open) if open.is_out() => {}
            Some(open) if open.node.name == "title" => self.title += text,
            Some(open) if open.is_pre => self.push(text),
            _ => {
                for c in text.chars() {
                    if c.is_ascii_whitespace() {
                        let is_end = c == '\n' || c == '\r';
                        self.line.gap = Some(self.line.gap.unwrap_or(false) || is_end);
                    } else {
                        self.push(c.encode_utf8(&mut [0; 4]));
                    }
                }
            }
        }
    }

    fn push(&mut self, text: &str) {
        let open = self.open.last();
        if open.is_some_and(Open::is_out) {
            return;
        }
        let line = &mut self.line;
        if let Some(has_end) = line.gap.take() {
            // A line end within Chinese text is no blank.
            let han = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
            if !(has_end && han(line.text.chars().last()) && han(text.chars().next())) {
                line.text.push(' ');
            }
        }
        if line.text.is_empty() {
            line.text = std::mem::take(&mut self.item_number);
            line.style = open.map_or(Style::Plain, |open| open.style);
            line.is_around = open.is_some_and(|open| open.is_around);
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        line.chars += chars;
        line.link_chars += if open.is_some_and(|open| open.is_link) { chars } else { 0 };
        line.bold_chars += if open.is_some_and(|open| open.is_bold) { chars } else { 0 };
        line.text += text;
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let is_heading = matches!(line.style, Style::Title | Style::Heading(_));
        let is_links =
            !is_heading && line.chars <= MAX_LINK_CHARS && line.link_chars as f64 > LINK_SHARE * line.chars as f64;
        let style = match line.style {
            _ if line.is_around && line.chars <= MAX_AROUND_CHARS || is_links => Style::Boilerplate,
            Style::Plain if line.chars > 0 && line.bold_chars == line.chars => Style::Bold,
            style => style,
        };
        self.blocks.paragraph(&line.text, style);
    }
}
