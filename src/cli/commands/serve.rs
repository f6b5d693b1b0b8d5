//! `baogao serve`: the page and the API, on this machine.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use crate::cli::outcome::{Failure, Found, Outcome};
use crate::cli::served::served;
use crate::cli::terminal::{stop, tell};
use crate::message;
use crate::request::IndexArgs;
use crate::serve::{ServeOptions, listen};

/// The port, unless another is wanted.
const PORT: u16 = 7_788;

/// Show a page in the browser that does all that the command line does; answers programs, too. Nothing leaves this machine.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  baogao serve corpus-sample --open
  two folders, on any free port:   baogao serve 2022 2023 --port 0")]
pub(in crate::cli) struct Serve {
    /// Folders of reports [default: the nearest one with an index, from here upward]; the page lets choose.
    folders: Vec<PathBuf>,
    #[command(flatten)]
    place: IndexArgs,
    /// Port to listen at; 0 for any that is free.
    #[arg(long, default_value_t = PORT, value_name = "N")]
    port: u16,
    /// Open the page in the browser.
    #[arg(long)]
    open: bool,
    /// Address to listen at, so that other machines can ask; they need the token that is printed then.
    #[arg(long, value_name = "ADDRESS")]
    host: Option<IpAddr>,
    /// Also answer where it is asked for by this name, as a proxy in front of it does.
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
}

impl Serve {
    pub(in crate::cli) fn run(self) -> Outcome {
        stop::listen();
        let folders = served(&self.place, &self.folders)?;
        let options = ServeOptions { host: self.host, port: self.port, allowed: self.allow_host };
        let listening = listen(folders, &options)?;
        let address = listening.address();
        tell(&message!("serving", address = &address));
        if self.open && open::that_detached(&address).is_err() {
            tell(&message!("no-browser"));
        }
        listening.run().map_err(Failure::Output)?;
        Ok(Found::Something)
    }
}
