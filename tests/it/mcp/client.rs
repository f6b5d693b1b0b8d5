//! The program as a client starts it, and what it answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{PROGRAM, TestEnv};

/// Nothing that is asked here takes so long.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// A running program; it is stopped when it is dropped.
pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<Value>,
    said: Option<JoinHandle<String>>,
    last: u64,
}

/// What a tool answers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) is_error: bool,
    pub(crate) text: String,
}

impl Client {
    /// In a folder, with arguments of `baogao mcp`. All that it prints is read, and must be messages.
    pub(crate) fn start(env: &TestEnv, arguments: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .arg("mcp")
            .args(arguments)
            .current_dir(env.path())
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let (send, lines) = channel();
        let output = BufReader::new(child.stdout.take().expect("standard output"));
        std::thread::spawn(move || {
            for line in output.lines() {
                let line = line.expect("UTF-8");
                let message: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no message: {line}"));
                assert_eq!(message["jsonrpc"], "2.0", "{line}");
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let mut errors = child.stderr.take().expect("standard error");
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            errors.read_to_string(&mut said).expect("UTF-8");
            said
        });
        let input = child.stdin.take();
        Self { child, input, lines, said: Some(said), last: 0 }
    }

    /// As [`Self::start`], the session begun as clients did it before 2026.
    pub(crate) fn begun(env: &TestEnv, arguments: &[&str]) -> Self {
        let mut client = Self::start(env, arguments);
        let answer = client.ask("initialize", initialize("2025-11-25"));
        assert!(answer["result"].is_object(), "{answer}");
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        client
    }

    /// Sends bytes as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.input.as_mut().expect("still open").write_all(bytes).expect("it reads");
    }

    /// Sends a message.
    pub(crate) fn send(&mut self, message: &Value) {
        self.write(format!("{message}\n").as_bytes());
    }

    /// Sends a request; gives back its id.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> u64 {
        self.last += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.last, "method": method, "params": params }));
        self.last
    }

    /// The next message.
    pub(crate) fn read(&self) -> Value {
        self.lines.recv_timeout(MAX_WAIT).expect("an answer")
    }

    /// What is answered to a request, nothing else being asked.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.read();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    /// What a tool answers.
    pub(crate) fn call(&mut self, tool: &str, arguments: Value) -> Answer {
        let answer = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        Answer::of(&answer)
    }

    /// What a tool answers, which is no error.
    #[track_caller]
    pub(crate) fn text(&mut self, tool: &str, arguments: Value) -> String {
        let answer = self.call(tool, arguments.clone());
        assert!(!answer.is_error, "{tool} {arguments}: {}", answer.text);
        answer.text
    }

    /// All pages of what a tool answers.
    #[track_caller]
    pub(crate) fn pages(&mut self, tool: &str, arguments: &Value) -> Vec<String> {
        let mut pages = vec![self.text(tool, arguments.clone())];
        while let Some(cursor) = pages.last().and_then(|page| cursor(page)) {
            let mut arguments = arguments.clone();
            arguments["cursor"] = cursor.into();
            pages.push(self.text(tool, arguments));
            assert!(pages.len() < 10_000, "it never ends");
        }
        pages
    }

    /// Ends its input: how it ends, all messages that it still sends, and all that it said beside them.
    pub(crate) fn end(mut self) -> (ExitStatus, Vec<Value>, String) {
        drop(self.input.take());
        let rest = self.lines.iter().collect();
        let said = self.said.take().expect("not ended").join().expect("what it said");
        (self.child.wait().expect("it ends"), rest, said)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// The answer that a message holds: a text, no longer than it may be.
    #[track_caller]
    pub(crate) fn of(message: &Value) -> Self {
        let result = &message["result"];
        let is_error = result["isError"].as_bool().unwrap_or_default();
        let content = result["content"].as_array().unwrap_or_else(|| panic!("no result: {message}"));
        let text: String = content.iter().map(|part| part["text"].as_str().expect("a text")).collect();
        assert!(text.chars().count() <= 6_000, "{} characters: {text}", text.chars().count());
        assert!(result.get("structuredContent").is_none(), "{message}");
        Self { is_error, text }
    }
}

/// The parameters of `initialize`.
pub(crate) fn initialize(version: &str) -> Value {
    json!({ "protocolVersion": version, "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } })
}

/// The cursor that a page ends with.
pub(crate) fn cursor(page: &str) -> Option<&str> {
    let (_, rest) = page.rsplit_once("cursor \"")?;
    rest.strip_suffix("\".")
}

/// The ids of the hits on a page.
pub(crate) fn ids(page: &str) -> Vec<String> {
    page.lines().filter_map(|line| line.strip_prefix("   id: ")).map(str::to_owned).collect()
}
