//! What some elements of pages are.

/// Elements whose content is no text of the page.
pub(super) const LEFT_OUT: [&str; 15] = [
    "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea", "audio", "video",
    "canvas", "rt", "rp", "del",
];
/// Elements that begin and end a line.
pub(super) const BLOCKS: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];
/// Elements that have no end.
pub(super) const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements, roles and names of classes that make what is around the text.
pub(super) const AROUND: [&str; 20] = [
    "nav",
    "aside",
    "menu",
    "footer",
    "header",
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "navbar",
    "topbar",
    "sidebar",
    "foot",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "copyright",
    "toolbar",
    "pagination",
];
/// What the head of an article is called after, not a site's: article-header is around nothing.
const OWN: [&str; 16] = [
    "article", "art", "content", "con", "cont", "detail", "details", "doc", "entry", "info", "news", "post", "report",
    "story", "text", "title",
];

/// Whether an element is around the text, by its name and by its classes, identifier and role in lower case.
pub(super) fn is_around(element: &str, names: &str) -> bool {
    // Only what is made to hold parts of pages: a row of class "header" is a table's.
    let is_container = matches!(element, "div" | "ul" | "ol" | "section" | "table" | "form" | "span" | "p" | "td");
    AROUND.contains(&element) || is_container && names.split_whitespace().any(is_name)
}

/// Whole names, or a single word before or after a dash: page-footer, not page-header-fixed.
fn is_name(name: &str) -> bool {
    let is_two = |(before, after): (&str, &str)| {
        let is_own = after == "header" && OWN.contains(&before);
        [before, after].iter().any(|part| AROUND.contains(part))
            && !is_own
            && !matches!(before, "has" | "no" | "with" | "without")
    };
    AROUND.contains(&name) || name.split_once(['-', '_']).is_some_and(is_two)
}

/// Names of parts of pages that are an article: article, post-body, news_detail; and what else such names hold.
const ARTICLE: [&str; 6] = ["article", "post", "entry", "detail", "details", "report"];
const HOLDER: [&str; 9] = ["news", "content", "con", "main", "body", "box", "wrap", "text", "info"];

/// Whether the names of an element, likewise, say that it is an article.
pub(super) fn is_article(element: &str, names: &str) -> bool {
    let is_name = |name: &str| {
        let mut parts = name.split(['-', '_']);
        parts.clone().any(|part| ARTICLE.contains(&part))
            && parts.all(|part| ARTICLE.contains(&part) || HOLDER.contains(&part))
    };
    matches!(element, "div" | "section") && names.split_whitespace().any(is_name)
}
