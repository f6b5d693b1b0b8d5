//! Texts of mails whose lines flow (RFC 3676): a line that ends with a blank goes on in the next.

/// The paragraphs of such a text. `deletes`: the blank at a line's end was put there to break it, and is no text.
pub(super) fn paragraphs(text: &str, deletes: bool) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    // How deep the paragraph is quoted that goes on.
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let unquoted = line.trim_start_matches('>');
        let depth = line.len() - unquoted.len();
        // A blank that keeps a line from looking like something else.
        let line = unquoted.strip_prefix(' ').unwrap_or(unquoted);
        let is_signature = line == "-- ";
        let goes_on = line.ends_with(' ') && !is_signature;
        let line = if goes_on && deletes { &line[..line.len() - 1] } else { line };
        match (paragraphs.last_mut(), open) {
            (Some(last), Some(quoted)) if quoted == depth && !is_signature => {
                // Without DelSp the blank stays; between characters that need none it says nothing.
                if last.ends_with(' ') && !line.starts_with(|c: char| c.is_ascii()) {
                    let text = last.trim_end_matches(' ').len();
                    if last[..text].ends_with(|c: char| !c.is_ascii()) {
                        last.truncate(text);
                    }
                }
                *last += line;
            }
            _ if depth > 0 => paragraphs.push(format!("{} {line}", ">".repeat(depth))),
            _ => paragraphs.push(line.to_owned()),
        }
        open = goes_on.then_some(depth);
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn lines_that_flow() {
        let check =
            |text: &str, deletes, expected: &[&str]| assert_eq!(paragraphs(text, deletes), expected, "{text:?}");
        check("推进放管 \r\n服改革。\r\n二、下一步", false, &["推进放管服改革。", "二、下一步"]);
        check("推进放管 \n服改革。", true, &["推进放管服改革。"]);
        check("a b \nc", false, &["a b c"]);
        check("half \nday", true, &["halfday"]);
        check("甲  \n乙", true, &["甲乙"]);
        // A quotation ends where its depth changes, and signatures begin where a line says so.
        check("> 甲 \n> 乙 \n丙 \n-- \n林国栋", false, &["> 甲乙 ", "丙 ", "-- ", "林国栋"]);
        check(">> 甲 \n> 乙", false, &[">> 甲 ", "> 乙"]);
        check(" From 甲\n 甲 \n >乙", false, &["From 甲", "甲 >乙"]);
        check("", false, &[]);
        check("甲 \n\n乙", false, &["甲", "乙"]);
    }
}
