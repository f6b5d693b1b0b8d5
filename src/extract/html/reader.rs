//! The bytes of a page to its blocks.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use super::charset;
use super::page::Page;
use super::sources;
use crate::extract::document::{Document, Format, Reading};
use crate::extract::problem::Problem;
use crate::extract::text::encoding::{Decoded, decode_as};

/// Reads a page.
///
/// # Errors
/// A [`Problem`] if it is too large.
pub(in crate::extract) fn read(bytes: &[u8]) -> Result<Document, Problem> {
    let Decoded { text, encoding, undecodable } = decode_as(bytes, charset::encoding(bytes))?;
    let mut document = read_text(&text);
    document.reading.encoding = Some(encoding.to_owned());
    document.reading.undecodable = undecodable;
    Ok(document)
}

/// Reads a page that is decoded already.
fn read_text(text: &str) -> Document {
    let page = Page::styled(sources::style_sheet(text));
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
