//! Lines of standard input, none of them held that is longer than a message may be.

use std::io::{self, BufRead};

/// A message is no longer than so many bytes: a query has thousands, a call of a tool hardly more.
pub(super) const MAX_LINE: usize = 1 << 20;

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes, without what ends it.
    Whole(Vec<u8>),
    /// It was longer than `most`, and is gone.
    TooLong,
}

/// Reads a line; none at the end of input. Of one that is longer than `most` nothing is kept.
///
/// # Errors
/// Of the input.
pub(super) fn read_line(input: &mut impl BufRead, most: usize) -> io::Result<Option<Line>> {
    let (mut line, mut is_too_long, mut is_any) = (Vec::new(), false, false);
    loop {
        let read = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let end = memchr::memchr(b'\n', read);
        let part = &read[..end.unwrap_or(read.len())];
        is_any |= !read.is_empty();
        is_too_long |= line.len() + part.len() > most;
        if is_too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let is_over = end.is_some() || read.is_empty();
        let taken = end.map_or(read.len(), |end| end + 1);
        input.consume(taken);
        if is_over {
            return Ok(is_any.then_some(if is_too_long { Line::TooLong } else { Line::Whole(line) }));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Line, read_line};

    #[test]
    fn lines_are_told_apart_however_they_come() {
        let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
        for (input, lines) in [
            ("", vec![]),
            ("\n", vec![whole("")]),
            ("abc\nde", vec![whole("abc"), whole("de")]),
            ("abcd\n\nabcde\nf\n", vec![whole("abcd"), whole(""), Line::TooLong, whole("f")]),
            ("abcdefghijkl", vec![Line::TooLong]),
        ] {
            for capacity in 1..6 {
                let mut reader = BufReader::with_capacity(capacity, input.as_bytes());
                let read = std::iter::from_fn(|| read_line(&mut reader, 4).expect("a line"));
                assert_eq!(read.collect::<Vec<_>>(), lines, "{input:?} by {capacity}");
            }
        }
    }
}
