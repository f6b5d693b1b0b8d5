//! Standard output, through a pager where it is longer than the screen and a person sits before it.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

/// The pager, where `PAGER` names none: it leaves colours and what it showed, and keeps marks of links.
const DEFAULT_PAGER: &str = "less -FRX";

/// Standard output.
pub(in crate::cli) enum Printer {
    /// As it is.
    Direct(BufWriter<io::StdoutLock<'static>>),
    /// Held back until it is longer than a screen of so many lines.
    Held { text: Vec<u8>, lines: usize, screen: usize, prompt: Option<String> },
    /// To a pager; its input is closed before it is waited for.
    Paged { pager: Child, input: Option<BufWriter<ChildStdin>> },
}

impl Printer {
    pub(in crate::cli) fn new() -> Self {
        Self::Direct(BufWriter::new(io::stdout().lock()))
    }

    /// From here on a pager is used if there is more than a screen of so many lines. Nothing may have been written yet.
    pub(in crate::cli) fn hold(&mut self, screen: usize) {
        if matches!(self, Self::Direct(_)) {
            *self = Self::Held { text: Vec::new(), lines: 0, screen, prompt: None };
        }
    }

    /// What stays on the screen while the text is read, if a pager is used.
    pub(in crate::cli) fn prompt(&mut self, text: String) {
        if let Self::Held { prompt, .. } = self {
            *prompt = Some(text);
        }
    }

    /// Writes what is held back, or waits until the pager was left.
    pub(in crate::cli) fn finish(self) -> io::Result<()> {
        match self {
            Self::Direct(mut out) => out.flush(),
            Self::Held { text, .. } => io::stdout().lock().write_all(&text),
            Self::Paged { mut pager, input } => {
                // Whoever leaves the pager before the end has seen enough.
                let written = input.map_or(Ok(()), |mut input| input.flush());
                pager.wait()?;
                written
            }
        }
    }

    /// Hands over to a pager, or back to standard output where none starts.
    fn page(&mut self) -> io::Result<()> {
        let Self::Held { text, prompt, .. } = self else { return Ok(()) };
        let (text, prompt) = (std::mem::take(text), prompt.take());
        *self = match start(prompt.as_deref()) {
            Some((pager, input)) => Self::Paged { pager, input: Some(input) },
            None => Self::new(),
        };
        self.write_all(&text)
    }
}

impl Write for Printer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Direct(out) => out.write(bytes),
            Self::Paged { input: Some(input), .. } => input.write(bytes),
            Self::Paged { input: None, .. } => Ok(bytes.len()),
            Self::Held { text, lines, screen, .. } => {
                text.extend_from_slice(bytes);
                *lines += bytes.iter().filter(|&&byte| byte == b'\n').count();
                // The prompt takes a line.
                if *lines >= *screen {
                    self.page()?;
                }
                Ok(bytes.len())
            }
        }
    }

    /// JSON comes in many small pieces: they go into the buffer straight away.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Direct(out) => out.write_all(bytes),
            Self::Paged { input: Some(input), .. } => input.write_all(bytes),
            Self::Paged { input: None, .. } | Self::Held { .. } => self.write(bytes).map(drop),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Direct(out) => out.flush(),
            Self::Paged { input: Some(input), .. } => input.flush(),
            Self::Paged { input: None, .. } => Ok(()),
            // It is all, and shorter than a screen.
            Self::Held { text, .. } => {
                let text = std::mem::take(text);
                *self = Self::new();
                self.write_all(&text)?;
                self.flush()
            }
        }
    }
}

/// Starts what `PAGER` names, as git does: a line of shell. An empty one, and `cat`, mean none.
///
/// `prompt` is for `less`: other pagers have their own.
fn start(prompt: Option<&str>) -> Option<(Child, BufWriter<ChildStdin>)> {
    let named = std::env::var("PAGER").ok();
    let line = named.as_deref().unwrap_or(DEFAULT_PAGER).trim();
    if line.is_empty() || line == "cat" {
        return None;
    }
    let program = line.split_whitespace().next().unwrap_or_default();
    let is_less = Path::new(program).file_stem().is_some_and(|name| name == "less");
    let line = match prompt.filter(|_| is_less && !cfg!(windows)) {
        Some(prompt) => format!("{line} {}", less_prompt(prompt)),
        None => line.to_owned(),
    };
    let mut command = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
    command.args([if cfg!(windows) { "/C" } else { "-c" }, line.as_str()]);
    // Older versions of less take no Chinese without it.
    // Reports are read here, and no commands run.
    command.env("LESSCHARSET", "utf-8").env("LESSSECURE", "1").stdin(Stdio::piped());
    // A shell starts even if the pager isn't there: what it is asked first says so.
    if named.is_none() && which(program).is_none() {
        return None;
    }
    let mut pager = command.spawn().ok()?;
    let input = pager.stdin.take()?;
    super::stop::leave_to_pager();
    Some((pager, BufWriter::new(input)))
}

/// The options of `less` for its prompts, the short and the medium one, as a shell reads it.
fn less_prompt(text: &str) -> String {
    let mut prompt = String::new();
    for c in text.chars() {
        // What means something in prompts.
        if matches!(c, '?' | ':' | '.' | '%' | '\\') {
            prompt.push('\\');
        }
        prompt.push(c);
    }
    let quoted = prompt.replace('\'', "'\\''");
    format!("-Ps'{quoted}' -Pm'{quoted}'")
}

/// Where on the path a program lies.
fn which(program: &str) -> Option<std::path::PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::less_prompt;

    #[test]
    fn prompts_are_read_as_they_are() {
        assert!(less_prompt("it's 1.5%?").starts_with(r"-Ps'it'\''s 1\.5\%\?' -Pm'"), "{}", less_prompt("it's 1.5%?"));
    }
}
