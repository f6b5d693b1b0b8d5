//! A server, running.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use axum::routing::get;

use super::asked::{Asked, is_of_api, refused};
use super::folder::{ServedFolder, State};
use super::http::{self, Connections, Failure, Hosts, Token, Workers};
use super::pages::{Relatives, Widths};
use super::site::Site;
use super::{api, assets, pages};
use crate::error::{Error, Result};
use crate::message;
use crate::messages::Lang;

/// Where a server listens, and who may ask it.
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    /// The address; without one, this machine alone can ask.
    pub host: Option<IpAddr>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Names by which it may be asked besides this machine's own.
    pub allowed: Vec<String>,
}

/// A server that listens, and answers when it is run.
pub struct Listening {
    listeners: Vec<TcpListener>,
    site: Site,
    host: IpAddr,
}

/// Listens.
///
/// # Errors
/// [`Error::Request`] if the port is taken; [`Error::Io`] if it may not be listened at.
pub fn listen(folders: Vec<Arc<dyn ServedFolder>>, options: &ServeOptions) -> Result<Listening> {
    let host = options.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let first = http::listen(SocketAddr::new(host, options.port)).map_err(|error| cant_listen(options.port, error))?;
    let port = first.local_addr().map_err(|error| cant_listen(options.port, error))?.port();
    let mut listeners = vec![first];
    if options.host.is_none() {
        // Browsers try either for "localhost"; a machine may have no IPv6.
        listeners.extend(http::listen(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port)));
    }
    let token = if host.is_loopback() { None } else { Some(Token::new()?) };
    let hosts = Hosts::new(options.allowed.iter().cloned());
    let workers = Workers::new().map_err(|error| cant_listen(port, error))?;
    let (widths, relatives) = (Widths::default(), Relatives::default());
    let site = Site { folders, hosts, token, port, workers, widths, relatives };
    Ok(Listening { listeners, site, host })
}

impl Listening {
    /// The address of its first page, with the token if one is needed.
    pub fn address(&self) -> String {
        let host = SocketAddr::new(reachable(self.host), self.site.port);
        let token = self.site.token.as_ref().map_or(String::new(), |token| format!("?token={token}"));
        format!("http://{host}/{token}")
    }

    /// Answers whoever asks, until the process ends.
    ///
    /// # Errors
    /// If the system gives no means to wait for connections.
    pub fn run(self) -> io::Result<()> {
        let site = Arc::new(self.site);
        learn(&site);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async move {
            let connections = Arc::new(Connections::default());
            let router = router(Arc::clone(&site));
            let mut accepting = tokio::task::JoinSet::new();
            for listener in self.listeners {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                accepting.spawn(http::accept(listener, Arc::clone(&site), router.clone(), Arc::clone(&connections)));
            }
            while accepting.join_next().await.is_some() {}
            Ok(())
        })
    }
}

/// Learns beside what the first pages of results need, of all folders that can answer; pages that come before learn it
/// themselves.
fn learn(site: &Arc<Site>) {
    let site = Arc::clone(site);
    let learning = move || {
        for folder in &site.folders {
            if let State::Ready(snapshot) = folder.state() {
                // A page that needs it says what is wrong.
                let _ = site.widths.learn(&*snapshot.engine);
            }
        }
    };
    let _ = std::thread::Builder::new().name("widths".to_owned()).spawn(learning);
}

fn router(site: Arc<Site>) -> Router {
    // Within what all pages have around them, if it is known which folder is meant.
    let none = |asked: Result<Asked, Response>, headers: HeaderMap, uri: Uri| async move {
        match asked {
            Ok(asked) if !is_of_api(&uri) => pages::refused(&asked, &Failure::NoPage),
            _ => refused(&Failure::NoPage, &headers, &uri),
        }
    };
    let not_so = |headers: HeaderMap, uri: Uri| async move { refused(&Failure::Method, &headers, &uri) };
    let asset = |Path(name): Path<String>| async move {
        assets::asset(&name).unwrap_or_else(|| Failure::NoPage.answer(false, Lang::En))
    };
    let router = Router::new().route("/assets/{name}", get(asset));
    api::routes(pages::routes(router)).fallback(none).method_not_allowed_fallback(not_so).with_state(site)
}

/// An address by which other machines reach a server that listens at all of this one's.
fn reachable(host: IpAddr) -> IpAddr {
    // Nothing is sent there (these are addresses of nobody, RFC 5737 and 3849): the system says which of its own it would take.
    let (any, nobody, own) = match host {
        _ if !host.is_unspecified() => return host,
        IpAddr::V4(_) => (host, IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V4(Ipv4Addr::LOCALHOST)),
        IpAddr::V6(_) => {
            (host, IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)), IpAddr::V6(Ipv6Addr::LOCALHOST))
        }
    };
    let taken = UdpSocket::bind((any, 0)).and_then(|socket| {
        socket.connect((nobody, 9))?;
        socket.local_addr()
    });
    taken.map_or(own, |taken| taken.ip())
}

fn cant_listen(port: u16, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::AddrInUse => Error::Request(message!("port-taken", port = port.to_string())),
        _ => Error::io(message!("cant-listen"), std::path::Path::new(&port.to_string()))(error),
    }
}
