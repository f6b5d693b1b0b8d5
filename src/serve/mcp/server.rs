//! What is answered to each message; the kit knows both styles of the protocol, that which begins with `initialize` and that
//! of requests which each say all of themselves.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, CustomRequest, CustomResult, ErrorCode,
    ErrorData, Implementation, JsonObject, ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler};
use tokio::time::{Instant, sleep, timeout};

use super::answers::answer;
use super::arguments::Arguments;
use super::call::Call;
use super::page::MAX_CHARS;
use super::tool::Tool;
use super::words::cut;
use crate::error::Error;
use crate::message;
use crate::messages::{Lang, Message};
use crate::serve::asked::snapshot;
use crate::serve::folder::{ServedFolder, Snapshot, State};
use crate::serve::http::{Failure, MAX_SEARCH, Workers};

/// So long a call waits for a folder that is indexed for the first time; clients give up after a minute or less.
const MAX_WAIT: Duration = Duration::from_secs(10);
/// So often it looks whether that is done.
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
/// What the protocol itself asks; whatever else is asked is none of it.
const KNOWN: [&str; 5] = ["initialize", "server/discover", "ping", "tools/list", "tools/call"];

/// The tools of a folder.
#[derive(Clone)]
pub(super) struct Server {
    folder: Arc<dyn ServedFolder>,
    workers: Arc<Workers>,
    lang: Lang,
}

impl Server {
    /// # Errors
    /// If the system gives no threads.
    pub(super) fn new(folder: Arc<dyn ServedFolder>, lang: Lang) -> io::Result<Self> {
        Ok(Self { folder, workers: Arc::new(Workers::new()?), lang })
    }

    async fn answered(&self, tool: Tool, object: &JsonObject) -> Result<String, Failure> {
        let arguments = Arguments::of(tool, object)?;
        let (snapshot, lang) = (self.ready().await?, self.lang);
        let work = self.workers.search(move |deadline| answer(&Call { tool, arguments, snapshot, lang, deadline }));
        // What takes several questions may take longer than each of them.
        timeout(MAX_SEARCH, work).await.map_err(|_| Error::SearchTime(MAX_SEARCH))?
    }

    /// What answers, as soon as something does.
    async fn ready(&self) -> Result<Snapshot, Failure> {
        let begun = Instant::now();
        while matches!(self.folder.state(), State::Indexing(_)) && begun.elapsed() < MAX_WAIT {
            sleep(BETWEEN_LOOKS).await;
        }
        snapshot(&*self.folder)
    }

    /// What went wrong, and what can be done about it, as the command line says it.
    fn refused(&self, failure: &Failure) -> CallToolResult {
        let (message, hint) = failure.words();
        let hint = hint.map(|hint| message!("hint", text = hint).say(self.lang));
        let text = [Some(message.say(self.lang)), hint].into_iter().flatten().collect::<Vec<_>>().join("\n");
        CallToolResult::error(vec![ContentBlock::text(cut(&text, MAX_CHARS))])
    }

    fn error(&self, code: ErrorCode, message: &Message) -> ErrorData {
        ErrorData::new(code, message.say(self.lang), None)
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let about = Implementation::new("baogao", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(about)
            .with_instructions(message!("tools-instructions", most = MAX_CHARS).say(self.lang))
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = Tool::ALL.into_iter().map(|tool| tool.definition(self.lang));
        Ok(ListToolsResult::with_all_items(tools.collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let unknown = || self.error(ErrorCode::INVALID_PARAMS, &message!("no-tool", name = request.name.as_ref()));
        let tool = Tool::named(&request.name).ok_or_else(unknown)?;
        let arguments = request.arguments.unwrap_or_default();
        // Of one that is called off nothing is awaited; what it began ends with its deadline.
        let answered = context.ct.run_until_cancelled(self.answered(tool, &arguments)).await;
        let answered = answered.unwrap_or_else(|| Err(Error::Request(message!("called-off")).into()));
        Ok(match answered {
            Ok(text) => CallToolResult::success(vec![ContentBlock::text(text)]),
            Err(failure) => self.refused(&failure),
        }
        .into())
    }

    /// A request that is no known one: its method is unknown, or what stands with it is wrong.
    async fn on_custom_request(
        &self,
        request: CustomRequest,
        _: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        let method = request.method.as_str();
        Err(match KNOWN.contains(&method) {
            true => self.error(ErrorCode::INVALID_PARAMS, &message!("wrong-parameters", method = method)),
            false => self.error(ErrorCode::METHOD_NOT_FOUND, &message!("unknown-method", method = method)),
        })
    }
}
