//! The pages in a real browser: `tests/browser`, run by node's own test runner. What it needs of npm's registry it fetches
//! by itself, as its lock file says, where there are a browser and node; else it is skipped and says why.

use std::path::Path;
use std::process::{Command, Stdio};

use super::harness::{PROGRAM, project, said, skipped};

/// Where systems put chromium; the variable CHROMIUM names another.
const BROWSERS: [&str; 4] =
    ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// The oldest node that knows what the tests use.
const OLDEST_NODE: u32 = 20;

#[test]
fn pages_are_whole_in_a_browser() {
    pass(&[], &[]);
}

/// Not one page of each address alone, but with each thing that may be asked of it.
#[test]
#[ignore = "takes a minute"]
fn pages_of_every_kind_are_for_everyone() {
    pass(&["every_page.test.js"], &[("PAGES", "all")]);
}

/// All tests in these files pass; in all files, if none is named.
#[track_caller]
fn pass(files: &[&str], variables: &[(&str, &str)]) {
    if let Err(why) = prepared() {
        // Where all is installed for the tests, what is missing is not to go unseen.
        assert!(std::env::var_os("CI").is_none(), "{why}");
        return skipped(&format!("pages in a browser: {why}"));
    }
    // Two files at a time: what one waits for leaves the machine to another.
    let arguments = [&["--test", "--test-concurrency=2", "--test-reporter=spec"], files].concat();
    let run = command("node", &arguments).envs(variables.iter().copied()).output().expect("node runs");
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "in tests/browser: npm test\n{out}\n{err}");
    let count = |name: &str| out.lines().find_map(|line| line.strip_prefix(&format!("ℹ {name} "))?.trim().parse().ok());
    let passed: u32 = count("pass").unwrap_or_default();
    assert!(passed > 0, "{out}");
    said(&format!("pages in a browser: {passed} tests, {} skipped", count("skipped").unwrap_or_default()));
}

/// Has all that the tests need, or says what is missing.
fn prepared() -> Result<(), String> {
    let is_there = std::env::var_os("CHROMIUM").is_some() || BROWSERS.iter().any(|path| Path::new(path).exists());
    if !is_there {
        return Err("no chromium (apt install chromium-headless-shell)".to_owned());
    }
    let version = command("node", &["--version"]).output().map_err(|_| "no node (apt install nodejs npm)")?;
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    if major < OLDEST_NODE {
        return Err(format!("node {version} is older than {OLDEST_NODE}"));
    }
    let has_modules = |name: &str| folder().join("node_modules").join(name).exists();
    if has_modules("playwright-core") && has_modules("axe-core") {
        return Ok(());
    }
    let installed = command("npm", &["ci", "--ignore-scripts", "--no-fund", "--no-audit"]).output();
    let installed = installed.map_err(|_| "no npm (apt install npm)")?;
    installed.status.success().then_some(()).ok_or_else(|| "npm ci in tests/browser had no success".to_owned())
}

fn folder() -> std::path::PathBuf {
    project().join("tests/browser")
}

/// A program that runs there.
fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder()).env("BAOGAO", PROGRAM).stdin(Stdio::null());
    command
}
