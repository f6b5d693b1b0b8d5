//! What a query can say: each example is a link that asks it.

use askama::Template;
use axum::response::Response;

use super::frame::Frame;
use super::page::page;
use super::ways::to;
use crate::message;
use crate::messages::Message;
use crate::request::query_language;
use crate::serve::address::QUERY;
use crate::serve::asked::Asked;
use crate::serve::http::Failure;

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
    title: String,
    blocks: Vec<Block>,
}

/// A part of the explanation.
enum Block {
    Text(String),
    Examples(Vec<Example>),
}

/// A query, what it means, and where it is asked.
struct Example {
    query: String,
    said: String,
    address: String,
}

pub(super) async fn help(asked: Asked) -> Response {
    let mut frame = Frame::new(&asked, message!("page-help").say(asked.lang));
    frame.command_line = Some("baogao help query".to_owned());
    let mut blocks = query_language(asked.lang).split("\n\n").map(str::trim_end);
    let title = blocks.next().unwrap_or_default().to_owned();
    let blocks = blocks.map(|block| block_of(block, &asked)).collect();
    page(&asked, Ok::<_, Failure>((Help { frame, title, blocks }, Some("help".to_owned()))))
}

fn block_of(block: &str, asked: &Asked) -> Block {
    const INDENT: &str = "  ";
    if block.contains(" --") {
        // What options of the command line do, in the words of the page.
        return Block::Text(options_explained().say(asked.lang));
    }
    if !block.starts_with(INDENT) {
        return Block::Text(joined(block));
    }
    let example = |line: &str| {
        let (query, said) = line.trim().split_once(INDENT).unwrap_or((line.trim(), ""));
        let address = to(asked, "/search").with(QUERY, query).to_string();
        Example { query: query.to_owned(), said: said.trim().to_owned(), address }
    };
    Block::Examples(block.lines().map(example).collect())
}

fn options_explained() -> Message {
    message!(
        "options-explained",
        options = message!("options"),
        literal = message!("mode-literal"),
        regex = message!("mode-regex"),
        within = message!("option-within"),
        section = message!("within-section"),
        report = message!("within-report"),
        loose = message!("mode-loose"),
        expand = message!("option-expand"),
    )
}

/// The lines of a paragraph as one: Chinese goes on without a blank.
fn joined(block: &str) -> String {
    block.lines().fold(String::new(), |mut text, line| {
        let is_word =
            text.chars().next_back().is_some_and(|c| c.is_ascii()) || line.starts_with(|c: char| c.is_ascii());
        text += if is_word && !text.is_empty() { " " } else { "" };
        text + line
    })
}
