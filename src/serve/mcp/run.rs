//! The tools, running: until the end of input.

use std::io::{self, BufReader};
use std::sync::Arc;
use std::time::Duration;

use rmcp::serve_server;
use rmcp::service::ServerInitializeError;
use tokio::time::sleep;

use super::server::Server;
use super::wire::{Ends, open};
use crate::messages::Lang;
use crate::serve::folder::ServedFolder;

/// What was asked before the end of input is answered after it, as far as that takes no longer.
const MAX_REST: Duration = Duration::from_secs(6);

/// Answers whoever asks over standard input and output, until the end of input.
///
/// # Errors
/// If the system gives no threads, or no means to wait for both.
pub fn run(folder: Arc<dyn ServedFolder>, lang: Lang) -> io::Result<()> {
    let server = Server::new(folder, lang)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        let (wire, Ends { read, written }) = open(BufReader::new(io::stdin()), io::stdout(), lang);
        let serving = async {
            // A message that can't stand first is no end: the next one may.
            loop {
                match serve_server(server.clone(), wire.clone()).await {
                    Ok(running) => break drop(running.waiting().await),
                    Err(ServerInitializeError::ConnectionClosed(_)) => break,
                    Err(_) => {}
                }
            }
            drop(wire);
            let _ = written.await;
        };
        let late = async {
            let _ = read.await;
            sleep(MAX_REST).await;
        };
        tokio::select! { () = serving => {}, () = late => {} }
    });
    Ok(())
}
