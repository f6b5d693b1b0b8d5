//! The command line in the language of whoever types: help, usage, and what is wrong with what was typed.
//!
//! English help stands with the arguments, as clap has it; the catalogue of another language has an entry for each
//! command (`help-COMMAND`, `more-COMMAND`, `example-COMMAND`) and each argument (`help-COMMAND-ARGUMENT`, or
//! `help-ARGUMENT` where several commands share it).

use std::ffi::OsString;
use std::io::Write;
use std::process::exit;

use clap::builder::Resettable;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::wrap::{WIDTH, wrapped};
use crate::cli::command::Cli;
use crate::cli::terminal::{failed, set_lang};
use crate::messages::Lang;
use crate::request::{refusal, refusal_hint, refusal_is_ours};

/// Understands the arguments of this process; help and errors are said in its language, and end it.
pub(in crate::cli) fn parse() -> Cli {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = named(&arguments).unwrap_or_else(Lang::of_environment);
    set_lang(lang);
    let parsed = |command: Command| {
        let matches = command.try_get_matches_from(&arguments);
        matches.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches))
    };
    // To translate all help takes as long as a short search: it is done where help, or an error, is to be shown.
    parsed(Cli::command()).or_else(|_| parsed(command(lang))).unwrap_or_else(|error| refuse(&error, lang))
}

/// The language that `--lang` names. It must be known before help can be made.
fn named(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let value = words.find_map(|word| match word.strip_prefix("--lang")? {
        "" => Some(None),
        rest => rest.strip_prefix('=').map(Some),
    })?;
    value.or_else(|| words.next()).map(|value| if value == "中文" { Lang::Zh } else { Lang::of_locale(value) })
}

/// The definitions of the command line, their help in a language.
pub(super) fn command(lang: Lang) -> Command {
    let command = Cli::command();
    if lang == Lang::En { command } else { translated(command, lang, "baogao") }
}

/// What values are called.
const VALUES: [(&str, &str); 34] = [
    ("QUERY", "查询"),
    ("WHERE_QUERY", "查询"),
    ("FOLDER", "文件夹"),
    ("DIR", "文件夹"),
    ("FILE", "文件"),
    ("FILES", "文件"),
    ("REPORT", "报告"),
    ("N", "数"),
    ("NAME", "姓名"),
    ("YEAR", "年份"),
    ("YEARS", "年份"),
    ("ROLE", "职务"),
    ("ROLES", "职务"),
    ("SECTION", "章节"),
    ("PART", "部分"),
    ("ORG", "单位"),
    ("TITLE", "标题"),
    ("PATH", "路径"),
    ("DATE", "日期"),
    ("FIELDS", "字段"),
    ("COMMAND", "命令"),
    ("SECONDS", "秒数"),
    ("TOPIC", "主题"),
    ("FORMAT", "格式"),
    ("LANG", "语言"),
    ("SHELL", "SHELL"),
    ("SORT", "次序"),
    ("KWIC_SORT", "次序"),
    ("GROUP", "合并"),
    ("WITHIN", "范围"),
    ("DOCX_BY", "标题"),
    ("WHEN", "何时"),
    ("ADDRESS", "地址"),
    ("FOLDERS", "文件夹"),
];

/// What clap itself says in help, in the language of the command.
pub(super) fn in_chinese(help: &str) -> String {
    let mut text = String::new();
    for line in help.split_inclusive('\n') {
        let line = line.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>");
        // Headings end with a colon, behind which codes for colours may stand.
        let is_heading = !line.starts_with(' ') && line.matches(':').count() == 1;
        let ends = line.trim_end().trim_end_matches(['m', '[', '0', '\u{1b}']);
        text += &match is_heading && ends.ends_with(':') {
            true => line.replacen(':', "：", 1),
            false => line,
        };
    }
    text
}

/// Where options that all commands share stand.
const LAST: usize = 1000;

fn translated(command: Command, lang: Lang, name: &str) -> Command {
    let text = |id: String| lang.text(&id);
    let mut command = command;
    // Ids of commands that are called as an argument is end in "-command".
    let of_command = |kind: &str| text(format!("{kind}-{name}-command")).or_else(|| text(format!("{kind}-{name}")));
    if let Some(about) = of_command("help") {
        let long = of_command("more").map_or(about.clone(), |more| format!("{about}\n\n{more}"));
        command = command.about(about).long_about(long);
    }
    if let Some(example) = of_command("example") {
        command = command.after_help(example);
    }
    for (id, heading) in [("heading-commands", 0), ("heading-usage", 1)] {
        let Some(text) = text(id.to_owned()) else { continue };
        command = match heading {
            0 => command.subcommand_help_heading(text),
            _ => {
                command.help_template(format!("{{about-with-newline}}\n{text}{{usage}}\n\n{{all-args}}{{after-help}}"))
            }
        };
    }
    let help = |flag: Arg, id: &str| match text(id.to_owned()) {
        Some(help) => flag.help(help),
        None => flag,
    };
    let flag = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    command = command.disable_help_flag(true).arg(help(flag, "help-help"));
    if name == "baogao" {
        let flag = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.disable_version_flag(true).arg(help(flag, "help-version"));
    } else {
        command = command.disable_version_flag(true);
    }
    // Under a heading of its own clap sorts them by letter.
    let mut order = if name == "baogao" { LAST } else { 0 };
    command = command.mut_args(|argument| {
        order += 1;
        let argument = argument.display_order(order);
        let id = argument.get_id().as_str().to_owned();
        let mut argument = argument;
        if argument.get_action().takes_values() {
            let named = argument.get_value_names().and_then(|names| Some(names.first()?.to_string()));
            let name = named.unwrap_or_else(|| id.to_uppercase());
            if let Some((_, chinese)) = VALUES.iter().find(|(english, _)| *english == name) {
                argument = argument.value_name(*chinese);
            }
        }
        if let Some(help) = text(format!("help-{name}-{id}")).or_else(|| text(format!("help-{id}"))) {
            let default = argument.get_default_values().first().and_then(|value| value.to_str()).map(str::to_owned);
            let default = default.filter(|_| argument.get_action().takes_values() && !help.contains("默认"));
            let help = default.map_or(help.clone(), |default| format!("{help}［默认 {default}］"));
            argument = argument.help(help).long_help(Resettable::Reset);
            if argument.get_action().takes_values() {
                // They are explained in English; the translation names them.
                argument = argument.hide_possible_values(true).hide_default_value(true);
            }
        }
        let heading = match argument.get_help_heading() {
            Some(_) => "heading-filters",
            None if argument.is_positional() => "heading-arguments",
            None => "heading-options",
        };
        match text(heading.to_owned()) {
            Some(heading) => argument.help_heading(heading),
            None => argument,
        }
    });
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        translated(sub, lang, &name)
    })
}

/// Says what is wrong with the arguments, or the help that was asked for, and ends.
fn refuse(error: &clap::Error, lang: Lang) -> ! {
    if let ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand = error.kind() {
        let help = error.render().ansi().to_string();
        let help = wrapped(&if lang == Lang::Zh { in_chinese(&help) } else { help }, width());
        let is_asked_for = error.kind() == ErrorKind::DisplayHelp;
        // If nobody reads it, there is nobody to tell.
        let _ = match is_asked_for {
            true => write!(anstream::stdout(), "{help}"),
            false => write!(anstream::stderr(), "{help}"),
        };
        exit(if is_asked_for { 0 } else { 2 })
    }
    match refusal(error) {
        Some(message) if lang != Lang::En || refusal_is_ours(error) => {
            let _ = failed(&message, Some(refusal_hint(error)));
            exit(2)
        }
        _ => error.exit(),
    }
}

/// Columns that help may take.
pub(super) fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDTH))
}
