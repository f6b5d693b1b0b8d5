//! A page, read as a browser without script reads it.

use super::server::Server;

/// An address with pairs.
pub(crate) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let pairs = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{pairs}") }
}

/// A page, which must be there.
pub(crate) fn page(server: &Server, path: &str, pairs: &[(&str, &str)]) -> String {
    let answer = server.get(&address(path, pairs));
    assert_eq!(answer.status, 200, "{path} {pairs:?}: {}", answer.text());
    answer.text()
}

/// Pieces of a page: what stands between two texts, each time that it does.
pub(crate) fn between<'a>(page: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    page.split(from).skip(1).filter_map(|rest| rest.split_once(to)).map(|(piece, _)| piece).collect()
}

/// What a piece of a page shows as text.
pub(crate) fn text(piece: &str) -> String {
    let (mut text, mut rest) = (String::new(), piece);
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    decoded(&text)
}

/// What stands in an attribute, or between tags.
pub(crate) fn decoded(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
    ];
    let text = named.iter().fold(text.to_owned(), |text, (name, is)| text.replace(name, is));
    text.replace("&#38;", "&").replace("&amp;", "&")
}

/// The heading of a page.
pub(crate) fn heading(page: &str) -> String {
    text(between(page, "<h1>", "</h1>").first().expect("a heading"))
}

/// Numbers in a text, in their order.
pub(crate) fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// A text as it stands in an address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
