//! Runs a command, and maps what came of it to an exit code.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use super::command::Command;
use super::outcome::{Failure, Found};
use super::terminal::{Output, failed, stop, tell};
use super::{commands, help};
use crate::error::Error;
use crate::extract::serve;
use crate::message;
use crate::messages::Message;

/// The exit code where something is not as it should be, and was asked for strictly.
const INCOMPLETE: u8 = 3;

/// Runs the command that was given.
pub fn run() -> ExitCode {
    help::complete();
    let cli = help::parse();
    // A failure is told below, in one line.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let command = match cli.command {
            // They alone write to standard output.
            Command::ExtractWorker { pictures } => {
                return serve(pictures).map(|()| Found::Something).map_err(Failure::Output);
            }
            Command::Mcp(command) => return command.run(),
            command => command,
        };
        let mut output = Output::new(cli.color, !cli.no_pager);
        let found = match command {
            Command::Index(command) => command.run(&mut output),
            Command::Search(request) => commands::search(request, &mut output),
            Command::List(request) => commands::list(&request, &mut output),
            Command::Facets(request) => commands::facets(request, &mut output),
            Command::Show(request) => commands::show(&request, &mut output),
            Command::Open(command) => command.run(),
            Command::Set(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Status(request) => commands::status(&request, &mut output),
            Command::Verify(command) => command.run(&mut output),
            Command::Compact(command) => command.run(&mut output),
            Command::Extract(command) => command.run(&mut output),
            Command::Help(about) => help::explain(about.topic.as_deref(), &mut output),
            Command::Completions(of) => help::completions(of.shell, &mut output),
            Command::Man(into) => help::man(&into.folder),
            Command::ExtractWorker { .. } | Command::Mcp(_) => Ok(Found::Nothing),
        };
        // What was said before a failure is not lost.
        let finished = output.raw.finish();
        let found = found?;
        finished?;
        Ok(found)
    }));
    let outcome = outcome.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Failure::Panic(said.unwrap_or("no reason given").to_owned()))
    });
    match &outcome {
        Ok(Found::Something) => ExitCode::SUCCESS,
        Ok(Found::Nothing) => ExitCode::from(1),
        Ok(Found::InPart) => ExitCode::from(2),
        Ok(Found::Incomplete) => ExitCode::from(INCOMPLETE),
        Ok(Found::Stopped) | Err(Failure::Error(Error::Stopped | Error::StoppedPartly)) if stop::is_asked_for() => {
            if let Err(Failure::Error(error)) = &outcome {
                tell(&error.message());
            }
            ExitCode::from(stop::EXIT_CODE)
        }
        Ok(Found::Stopped) => ExitCode::from(stop::EXIT_CODE),
        // Whoever reads has seen enough.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(e)) => failed(&message!("cant-write-output", reason = Message::of_system(e)), None),
        // The engine checks little of what it reads: where bytes of an index are wrong it may stop anywhere.
        Err(Failure::Panic(said)) => {
            failed(&message!("program-stopped", reason = said), Some(message!("hint-rebuild-damaged")))
        }
        Err(Failure::Error(error)) => failed(&error.message(), error.hint()),
    }
}
