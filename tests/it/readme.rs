//! Every command of the README is run, and prints what the README says; so does the picture.
//!
//! `BLESS=1 cargo test --release readme` writes what is printed into the README and the picture.

use super::harness::{TestEnv, project, same_or_blessed};

/// Stands in the README for the folder in which commands are run.
const HOME: &str = "/home/lin";

#[test]
fn every_command_prints_what_the_readme_says() {
    let env = TestEnv::sample();
    let path = project().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("the README");
    let mut written = String::new();
    let mut in_console = false;
    let mut commands = 0;
    let mut lines = readme.lines().peekable();
    while let Some(line) = lines.next() {
        written += &format!("{line}\n");
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) else { continue };
        commands += 1;
        // What stood there is replaced by what is printed now.
        while lines.next_if(|next| !next.starts_with("```") && !next.starts_with("$ ")).is_some() {}
        let run = env.shell(&command.replace("cargo run --release -- ", "baogao "));
        assert_ne!(run.code, 2, "{command}: {}", run.stderr);
        written += &run.stderr.replace(&env.path().display().to_string(), HOME);
        written += &run.stdout.replace(&env.path().display().to_string(), HOME);
    }
    assert!(commands > 10, "the README shows its commands in ```console blocks");
    same_or_blessed(&path, &written);
    the_chinese_readme_shows_the_same();
}

/// The Chinese README has the same commands, which are thereby run, too, and shows the same of them.
fn the_chinese_readme_shows_the_same() {
    let blocks = |name: &str| {
        let text = std::fs::read_to_string(project().join(name)).expect("a README");
        let mut blocks: Vec<String> = Vec::new();
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with("```") {
                inside = !inside;
                if inside {
                    blocks.push(String::new());
                }
            } else if let Some(block) = blocks.last_mut().filter(|_| inside) {
                *block += &format!("{line}\n");
            }
        }
        blocks
    };
    let (english, chinese) = (blocks("README.md"), blocks("README.zh.md"));
    assert_eq!(english.len(), chinese.len(), "blocks of code");
    if std::env::var_os("BLESS").is_some() {
        let path = project().join("README.zh.md");
        let mut text = std::fs::read_to_string(&path).expect("a README");
        for (before, now) in chinese.iter().zip(&english).filter(|(before, now)| before != now) {
            text = text.replacen(before.as_str(), now, 1);
        }
        std::fs::write(path, text).expect("written");
        return;
    }
    assert_eq!(english, chinese, "BLESS=1 cargo test --release readme");
}

#[test]
fn the_picture_is_what_is_printed() {
    let env = TestEnv::indexed_sample();
    let run = env.shell("baogao search '两个维护 两个确立' corpus-sample --color always --limit 4");
    let command = "\x1b[1m$ baogao search \"两个维护 两个确立\" corpus-sample\x1b[0m\n\n";
    let picture = anstyle_svg::Term::new().render_svg(&format!("{command}{}", run.stdout));
    let path = project().join("docs/search.svg");
    same_or_blessed(&path, &picture);
}
