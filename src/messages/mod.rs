//! What is said to people, from one catalogue a language (`en.ftl`, `zh.ftl`, in the format of Project Fluent).
//!
//! A [`Message`] is what is to be said; it becomes words only when it is shown, in the language of whoever reads. What
//! is kept in an index (why a file was not read) is kept as messages. Names that programs read (kinds of errors, keys of
//! JSON) are not here: they are the same in every language.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::{Mutex, OnceLock, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// A language that there is a catalogue of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// Its name in BCP 47.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language of a locale as POSIX writes it (`zh_CN.UTF-8`): English for all that there is no catalogue of.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// The language that the environment asks for: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something.
    pub fn of_environment() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        set.into_iter().find(|value| !value.is_empty()).map_or(Self::En, |locale| Self::of_locale(&locale))
    }

    /// Its catalogue.
    pub fn catalogue(self) -> &'static str {
        match self {
            Self::En => include_str!("en.ftl"),
            Self::Zh => include_str!("zh.ftl"),
        }
    }

    /// What the catalogue has for an id without values; none if it has nothing.
    pub fn text(self, id: &str) -> Option<String> {
        self.format(id, None)
    }

    /// What the catalogue has for an id, with values; none if it has nothing.
    fn format(self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        static BUNDLES: [OnceLock<Mutex<FluentBundle<FluentResource>>>; Lang::ALL.len()] =
            [OnceLock::new(), OnceLock::new()];
        let bundle = BUNDLES[self as usize].get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(self.as_str().parse().into_iter().collect());
            // Marks of direction around each value would stand in pipes and files.
            bundle.set_use_isolating(false);
            Mutex::new(bundle)
        });
        let mut bundle = bundle.lock().unwrap_or_else(PoisonError::into_inner);
        // Each message is read when it is first said: to read all of them would take a good part of a short search.
        if !bundle.has_message(id) {
            // What can be read of a wrong entry is used; a test reads them strictly.
            let (Ok(entry) | Err((entry, _))) = FluentResource::try_new(self.entry(id)?.to_owned());
            bundle.add_resource_overriding(entry);
        }
        // A value that is not there is left as `{$name}`, which the tests look for in all that is printed.
        Some(bundle.format_pattern(bundle.get_message(id)?.value()?, args, &mut Vec::new()).into_owned())
    }

    /// The lines of the catalogue that define a message: it refers to no other. Lines that go on with one are indented, or
    /// close it.
    fn entry(self, id: &str) -> Option<&'static str> {
        let catalogue = self.catalogue();
        let begin = format!("{id} =");
        let start = match catalogue.starts_with(&begin) {
            true => 0,
            false => memmem::find(catalogue.as_bytes(), format!("\n{begin}").as_bytes())? + 1,
        };
        let entry = &catalogue[start..];
        let goes_on = |line: &str| line.starts_with([' ', '}', '\n']);
        let end = entry.match_indices('\n').map(|(at, _)| at + 1).find(|&at| !goes_on(&entry[at..]));
        Some(&entry[..end.unwrap_or(entry.len())])
    }
}

/// Something to be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    id: Cow<'static, str>,
    args: Vec<(Cow<'static, str>, Arg)>,
}

/// A value in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// A text, the same in every language.
    Text(String),
    /// A number.
    Number(u64),
    /// Another message.
    Message(Message),
}

/// `message!("id", name = value, …)`: something to be said. A test looks for these: ids are literals.
#[macro_export]
macro_rules! message {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::messages::Message::new($id)$(.with(stringify!($name), $value))*
    };
}

impl Message {
    /// A message of the catalogues. Use [`message!`].
    pub const fn new(id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), args: Vec::new() }
    }

    /// With a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// What someone else said, in whatever language.
    pub fn quoted(text: impl fmt::Display) -> Self {
        message!("quoted", text = text.to_string())
    }

    /// What a library said, in English: beside it stands what is meant.
    pub fn of_library(text: impl fmt::Display) -> Self {
        message!("library-error", raw = text.to_string())
    }

    /// What the system said, in whatever language it does: what kind of failure it is stands before it.
    pub fn of_system(error: &io::Error) -> Self {
        let words = match error.kind() {
            ErrorKind::NotFound => message!("system-not-found"),
            ErrorKind::PermissionDenied => message!("system-denied"),
            ErrorKind::ReadOnlyFilesystem => message!("system-read-only"),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => message!("system-full"),
            ErrorKind::AlreadyExists => message!("system-exists"),
            ErrorKind::IsADirectory => message!("system-is-folder"),
            ErrorKind::NotADirectory => message!("system-is-no-folder"),
            ErrorKind::FileTooLarge => message!("system-too-large"),
            ErrorKind::TimedOut | ErrorKind::WouldBlock => message!("system-timed-out"),
            // Not the system's: said by this program.
            _ if error.raw_os_error().is_none() => return Self::quoted(error),
            _ => message!("system-other"),
        };
        message!("system-error", words = words, raw = error.to_string())
    }

    /// With its texts, those of messages in it too, as `change` makes them.
    #[must_use]
    pub fn with_texts(&self, change: &impl Fn(&str) -> String) -> Self {
        let changed = |value: &Arg| match value {
            Arg::Text(text) => Arg::Text(change(text)),
            Arg::Number(number) => Arg::Number(*number),
            Arg::Message(message) => Arg::Message(message.with_texts(change)),
        };
        let args = self.args.iter().map(|(name, value)| (name.clone(), changed(value))).collect();
        Self { id: self.id.clone(), args }
    }

    /// Its id in the catalogues.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether it is the one with an id, or one of its values is.
    pub fn holds(&self, id: &str) -> bool {
        let in_value = |(_, value): &(_, Arg)| matches!(value, Arg::Message(message) if message.holds(id));
        self.id == id || self.args.iter().any(in_value)
    }

    /// It in a language.
    pub fn say(&self, lang: Lang) -> String {
        let mut args = FluentArgs::with_capacity(self.args.len());
        for (name, value) in &self.args {
            match value {
                Arg::Text(text) => args.set(name.as_ref(), text.as_str()),
                Arg::Number(number) => args.set(name.as_ref(), *number),
                Arg::Message(message) => args.set(name.as_ref(), message.say(lang)),
            }
        }
        // An index may hold messages of an older or newer program.
        lang.format(&self.id, Some(&args)).unwrap_or_else(|| self.id.to_string())
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&std::path::Path> for Arg {
    fn from(path: &std::path::Path) -> Self {
        Self::Text(path.display().to_string())
    }
}

impl From<&std::path::PathBuf> for Arg {
    fn from(path: &std::path::PathBuf) -> Self {
        Self::Text(path.display().to_string())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<&Message> for Arg {
    fn from(message: &Message) -> Self {
        Self::Message(message.clone())
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Number(number as u64)
            }
        })*
    };
}
numbers!(u16, u32, u64, usize);

#[cfg(test)]
mod tests {
    use fluent_syntax::ast::Entry;
    use fluent_syntax::parser::parse;

    use super::Lang;

    #[test]
    fn each_entry_is_found_as_it_stands_in_the_catalogue() {
        for lang in Lang::ALL {
            let all = parse(lang.catalogue()).expect("a catalogue without errors");
            for message in all.body {
                let Entry::Message(expected) = message else { continue };
                let entry = lang.entry(expected.id.name).expect("its lines");
                let mut alone = parse(entry).expect("an entry without errors").body;
                let Some(Entry::Message(mut found)) = alone.pop() else { panic!("{entry}") };
                // A comment above it is not of its lines.
                found.comment.clone_from(&expected.comment);
                assert_eq!((found, alone.len()), (expected, 0), "{entry}");
            }
            assert_eq!(lang.entry("no-such-message"), None);
        }
    }
}
