//! The first page: what is served, and the way to all else.

use askama::Template;
use axum::response::Response;

use super::frame::Frame;
use super::page::page;
use crate::message;
use crate::output::terminal::searched_of;
use crate::query::Filters;
use crate::serve::asked::Asked;
use crate::serve::http::Failure;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    name: String,
    searched: String,
}

pub(super) async fn home(asked: Asked) -> Response {
    let made = made(&asked).await;
    page(&asked, made)
}

async fn made(asked: &Asked) -> Result<(Home, Option<String>), Failure> {
    let snapshot = asked.snapshot()?;
    let counted = asked.site.workers.glance(move || {
        let all = crate::answer::Question {
            which: crate::answer::Which::All,
            filters: snapshot.narrowed(Filters::default()),
            ..Default::default()
        };
        snapshot.engine.count(&all)
    });
    let counted = counted.await?;
    let frame = Frame::new(asked, message!("page-home").say(asked.lang));
    let (name, searched) = (asked.folder.name().to_owned(), searched_of(&counted.coverage).say(asked.lang));
    Ok((Home { frame, name, searched }, Some(counted.coverage.state.to_string())))
}
