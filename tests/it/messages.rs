//! What is said to people: the same in both languages, all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use baogao::messages::{Lang, Message};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::harness::{TestEnv, project};

/// The ids of a catalogue, and the values that each of them uses.
fn catalogue(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(lang.catalogue()).expect("a catalogue without errors");
    let mut ids = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut used = BTreeSet::new();
        values(message.value.as_ref().expect("a text"), &mut used);
        assert!(ids.insert(message.id.name.to_owned(), used).is_none(), "{} stands twice", message.id.name);
    }
    ids
}

fn values(pattern: &Pattern<&str>, used: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => drop(used.insert(id.name.to_owned())),
            Expression::Inline(
                InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. },
            ) => {
                panic!("{}: entries are read one by one, and can't refer to others", id.name)
            }
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    used.insert(id.name.to_owned());
                }
                variants.iter().for_each(|variant| values(&variant.value, used));
            }
        }
    }
}

/// Ids of help on the command line: English has it with the arguments.
fn is_help(id: &str) -> bool {
    ["help-", "more-", "example-", "heading-"].iter().any(|start| id.starts_with(start))
        && !["more-passages", "more-values", "more-files", "more-than-a-word"].contains(&id)
}

fn same(left: &BTreeMap<String, BTreeSet<String>>, right: &BTreeMap<String, BTreeSet<String>>) {
    let only = |of: &BTreeMap<_, _>, not: &BTreeMap<_, _>| {
        let entries = of.iter().filter(|&(id, values): &(&String, &BTreeSet<String>)| not.get(id) != Some(values));
        entries.map(|(id, values)| format!("{id} {values:?}")).collect::<Vec<_>>()
    };
    let (left, right) = (only(left, right), only(right, left));
    assert!(left.is_empty() && right.is_empty(), "left {left:#?}, right {right:#?}");
}

#[test]
fn both_catalogues_say_the_same_things() {
    let (english, mut chinese) = (catalogue(Lang::En), catalogue(Lang::Zh));
    chinese.retain(|id, _| !is_help(id));
    same(&english, &chinese);
}

#[test]
fn every_message_of_the_program_is_in_the_catalogues_and_none_else() {
    let mut used = BTreeMap::new();
    sources(&project().join("src"), &mut |text| {
        for (at, start) in text.match_indices("message!(") {
            let call = &text[at + start.len()..];
            let Some(rest) = call.trim_start().strip_prefix('"') else { continue };
            let (id, rest) = rest.split_once('"').expect("an id");
            // The names of its values: words before a single "=", outside of brackets and texts.
            let (mut depth, mut in_text, mut word, mut names) = (0, false, String::new(), BTreeSet::new());
            let mut before = ' ';
            for c in rest.chars() {
                match c {
                    '"' if before != '\\' => in_text = !in_text,
                    _ if in_text => {}
                    '(' | '{' | '[' => depth += 1,
                    ')' | '}' | ']' if depth == 0 => break,
                    ')' | '}' | ']' => depth -= 1,
                    ',' if depth == 0 => word.clear(),
                    '=' if depth == 0 && !word.trim().is_empty() => drop(names.insert(word.trim().to_owned())),
                    c if depth == 0 => word.push(c),
                    _ => {}
                }
                before = c;
            }
            let known = used.entry(id.to_owned()).or_insert_with(|| names.clone());
            assert_eq!(*known, names, "{id}");
        }
    });
    same(&used, &catalogue(Lang::En));
}

fn sources(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, each);
        } else if path.extension().is_some_and(|ext| ext == "rs" || ext == "html") {
            let text = fs::read_to_string(path).expect("a source");
            each(&text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"));
        }
    }
}

#[test]
fn every_command_and_argument_is_explained_in_chinese() {
    let env = TestEnv::new();
    let has_english = |line: &str| {
        let words = line.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
        let small = words.filter(|word| word.chars().all(|c| c.is_ascii_lowercase()));
        small.count() > 9 && !line.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    };
    let commands = [
        "index",
        "search",
        "list",
        "facets",
        "show",
        "open",
        "set",
        "status",
        "serve",
        "mcp",
        "verify",
        "compact",
        "extract",
        "help",
        "completions",
        "man",
    ];
    for arguments in std::iter::once(vec!["--help"]).chain(commands.map(|command| vec![command, "--help"])) {
        let run = env.run(&[arguments.as_slice(), &["--lang", "zh"]].concat());
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        for line in run.stdout.lines() {
            assert!(!has_english(line), "{arguments:?}: {line}");
            // An option without help stands alone.
            let option = line.trim_start().starts_with('-').then(|| line.trim());
            assert!(option.is_none_or(|option| !option.ends_with("[default: 10]")), "{arguments:?}: {line}");
            assert!(!line.contains("[default") && !line.contains("[OPTIONS]"), "{arguments:?}: {line}");
        }
        assert!(run.stdout.contains("用法："), "{arguments:?}: {}", run.stdout);
    }
    // Of each entry for help an argument or a command is left that it explains.
    let shown: String = commands.map(|command| env.run(&[command, "--help", "--lang=zh"]).stdout).concat()
        + &env.run(&["--lang=zh", "--help"]).stdout;
    let shown: String = shown.split_whitespace().collect();
    for (id, _) in catalogue(Lang::Zh).iter().filter(|(id, _)| is_help(id)) {
        let text: String = Lang::Zh.text(id).expect("a text").split_whitespace().collect();
        assert!(shown.contains(&text) || ["help-help", "help-version"].contains(&id.as_str()), "{id}: {text}");
    }
}

#[test]
fn the_language_is_that_of_the_locale_or_the_option() {
    let env = TestEnv::sample();
    let said = |line: &str| {
        let run = env.shell(line);
        run.stdout + &run.stderr
    };
    assert!(said("LC_ALL=zh_CN.UTF-8 baogao search 两个维护 corpus-sample").contains("篇报告的"));
    assert!(said("LC_ALL= LANG=zh_TW.UTF-8 baogao search 两个维护 corpus-sample").contains("篇报告的"));
    assert!(said("LC_ALL=C LANG=zh_CN.UTF-8 baogao search 两个维护 corpus-sample").contains("passages in"));
    assert!(said("LC_ALL=C baogao search 两个维护 corpus-sample --lang zh").contains("篇报告的"));
    assert!(said("LC_ALL=zh_CN.UTF-8 baogao --lang en search 两个维护 corpus-sample").contains("passages in"));
    assert!(said("LC_ALL=C baogao status corpus-sample --lang=zh").contains("扫描件：1 页没有文字"));
    assert!(said("LC_ALL=C baogao search （党建 corpus-sample --lang zh").contains("错误："));
    assert!(said("LC_ALL=C baogao search 党建 nowhere --lang zh").contains("提示："));
    assert!(said("LC_ALL=C baogao help query --lang zh").contains("查询语言"));
    for (line, words) in [
        ("baogao search --lang zh", "缺少参数："),
        ("baogao --lang zh serch x", "是不是想用 search"),
        ("baogao --lang zh search x --sortt score", "没有“--sortt”这个参数"),
        ("baogao --lang zh search x --sort size", "不能是“size”"),
        ("baogao --lang zh search x --literal --regex", "不能与"),
        ("baogao --lang zh search x --limit many", "不能是“many”"),
    ] {
        let run = env.shell(line);
        assert!(run.code == 2 && run.stderr.contains(words), "{line}: {}", run.stderr);
    }
    // What programs read is the same in every language.
    let json = |lang: &str| {
        let text = said(&format!("baogao status corpus-sample --json --lang {lang}"));
        text.split("\"took_us\"").next().map(str::to_owned)
    };
    assert_eq!(json("zh"), json("en"));
}

#[test]
fn a_message_of_an_unknown_program_is_its_id() {
    let newer: Message =
        serde_json::from_str(r#"{"id":"of-the-future","args":[["n",{"Number":3}]]}"#).expect("a message");
    assert_eq!(newer.say(Lang::Zh), "of-the-future");
}

/// Chinese text has Chinese punctuation.
#[test]
fn chinese_messages_mix_in_no_half_width_punctuation() {
    let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    for line in Lang::Zh.catalogue().lines().filter(|line| !line.starts_with('#') && line.contains(" = ")) {
        let (id, text) = line.split_once(" = ").expect("an entry");
        let mut plain = String::new();
        let mut depth = 0;
        for c in text.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if depth == 0 => plain.push(c),
                _ => {}
            }
        }
        let chars: Vec<char> = plain.chars().collect();
        for (at, c) in chars.iter().enumerate().filter(|(_, c)| ",;:!?()".contains(**c)) {
            let before = at.checked_sub(1).map(|at| chars[at]);
            let is_beside = before.is_some_and(is_chinese) || chars.get(at + 1).copied().is_some_and(is_chinese);
            assert!(!is_beside, "{id}: {c} in {text}");
        }
    }
}
