//! Web pages: paragraphs, headings, lists with their numbers, tables cell by cell. What the page has around its text
//! (menus, paths, footers, lists of links) is boilerplate. Scripts and hidden text are left out.
//!
//! Read as a stream of tags and not as a tree: pages nest without end, and end tags are often missing.

mod page;

use encoding_rs::{Encoding, GB18030, UTF_8};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use super::document::{Document, Format, Reading};
use super::encoding::{Decoded, decode_as, detect};
use super::problem::Problem;
use page::Page;

/// A page says its encoding in so many bytes from its start (HTML Standard, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;
/// Reads a page.
///
/// # Errors
/// A [`Problem`] if it is too large.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let Decoded { text, encoding, undecodable } = decode_as(bytes, encoding(bytes))?;
    let mut document = read_text(&text);
    document.reading.encoding = Some(encoding.to_owned());
    document.reading.undecodable = undecodable;
    Ok(document)
}

/// Reads a page that is decoded already.
fn read_text(text: &str) -> Document {
    let page = Page::default();
    let tokenizer = Tokenizer::new(page, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // Scripts are not run: it stops at none.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let (blocks, title) = tokenizer.sink.finish();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let properties = if title.is_empty() { Vec::new() } else { vec![("title".to_owned(), title)] };
    let reading = Reading { format: Format::Html, ..Reading::default() };
    Document { blocks, properties, reading, ..Document::default() }
}

/// The encoding of a page: UTF-8 if it is that; what it says, if it can be that; else what its bytes tell.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    let detected = detect(bytes);
    if detected == UTF_8 {
        return UTF_8;
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN_BYTES)]).to_lowercase();
    let said = ["charset=", "encoding="].iter().find_map(|key| {
        let value = start.split_once(key)?.1.trim_start_matches(['"', '\'']);
        let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        Encoding::for_label(label.as_bytes())
    });
    match said {
        // GB18030 holds the others.
        Some(said) if said.name() == "GBK" => GB18030,
        Some(said) if said != UTF_8 && !said.name().starts_with("UTF-16") => said,
        _ => detected,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::extract::document::Style;

    fn blocks(page: &str) -> Vec<(String, Style)> {
        read(page.as_bytes()).expect("a page").blocks.into_iter().map(|block| (block.text, block.style)).collect()
    }

    #[test]
    fn paragraphs_lists_and_tables() {
        let page = "<title>述职</title><h1>述职报告</h1><p>一年来，<b>我们</b>\n做了：<ol><li>学习<li>工作</ol>\
            <table><tr><td>甲<td>乙</table><p><strong>重点</strong><p style='display: none'>藏<script>var 一 = '<p>';</script>";
        let expected = [
            ("述职报告", Style::Heading(1)),
            ("一年来，我们做了：", Style::Plain),
            ("1. 学习", Style::Plain),
            ("2. 工作", Style::Plain),
            ("甲", Style::Plain),
            ("乙", Style::Plain),
            ("重点", Style::Bold),
        ];
        assert_eq!(blocks(page), expected.map(|(text, style)| (text.to_owned(), style)));
    }

    #[test]
    fn what_is_around_the_text() {
        let page = "<div class='top nav'><a href='/'>首页</a> 政务公开</div><article><header>题目</header><p>正文</p></article>\
            <ul><li><a href='/a'>别的报告</a></ul><p>见<a href='/b'>附件</a>所列各项。</p><footer>版权所有</footer>";
        let around: Vec<String> =
            blocks(page).into_iter().filter(|(_, style)| *style == Style::Boilerplate).map(|(text, _)| text).collect();
        assert_eq!(around, ["首页 政务公开", "别的报告", "版权所有"]);
    }
}
