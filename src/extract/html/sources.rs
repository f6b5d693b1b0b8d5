//! The style sheets and scripts that a page holds: they are read before the page, as what stands below counts above, too.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use memchr::memmem;

use super::stylesheet::StyleSheet;

/// The style sheets of a page; most pages hold none, and are not walked through for them.
pub(super) fn style_sheet(page: &str) -> StyleSheet {
    let is_there = |tag: &str| memmem::find(page.as_bytes(), tag.as_bytes()).is_some();
    if !["<style", "<STYLE", "<Style"].into_iter().any(is_there) {
        return StyleSheet::default();
    }
    let tokenizer = Tokenizer::new(Sources::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    // Scripts are not run: it stops at none.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let found = tokenizer.sink.0.into_inner();
    StyleSheet::parse(&found.css, &found.scripts, found.has_others)
}

#[derive(Default)]
struct Sources(RefCell<Found>);

#[derive(Default)]
struct Found {
    css: String,
    scripts: String,
    /// Whether it has scripts that lie elsewhere.
    has_others: bool,
    open: Open,
    /// Within what is for browsers without scripts.
    in_noscript: bool,
}

#[derive(Default, PartialEq, Eq)]
enum Open {
    #[default]
    Other,
    Css,
    Script,
}

impl TokenSink for Sources {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return found.start(&tag),
            Token::TagToken(tag) => {
                if found.open == Open::Css {
                    found.css.push('}');
                }
                found.open = Open::Other;
                found.in_noscript &= &*tag.name != "noscript";
            }
            Token::CharacterTokens(text) => match found.open {
                Open::Css => found.css += &text,
                Open::Script => found.scripts += &text,
                Open::Other => {}
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Found {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        match &*tag.name {
            "style" => {
                if !self.in_noscript {
                    let media = tag.attrs.iter().find(|attribute| &*attribute.name.local == "media");
                    self.css += &format!("@media {}{{", media.map_or("", |media| &*media.value));
                    self.open = Open::Css;
                }
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "script" => {
                self.has_others |= tag.attrs.iter().any(|attribute| &*attribute.name.local == "src");
                self.open = Open::Script;
                TokenSinkResult::RawData(RawKind::ScriptData)
            }
            "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "noscript" => {
                self.in_noscript = true;
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}
