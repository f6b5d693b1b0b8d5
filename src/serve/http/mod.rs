//! HTTP: in come connections, out go the answers of a router, within limits of time, places and memory.
//!
//! 1. [`accept`]: the loop. [`connections`]: how many there are; [`stall`]: those that take nothing any more.
//! 2. [`guard`]: who may ask ([`hosts`], [`token`]), and what every answer says to browsers.
//! 3. [`caught`]: the router's answer, whatever happens in it; [`failure`]: what is said where there is none.
//! 4. [`posted`]: what is sent with a request, [`multipart`] if a file is in it. [`work`]: what takes time; [`body`]: bodies that are written while they are sent.
//!
//! Nothing here knows what is asked.

mod accept;
mod body;
mod caught;
mod connections;
mod failure;
mod guard;
mod hosts;
mod multipart;
mod posted;
mod stall;
mod token;
mod work;

pub(super) use accept::{accept, listen};
pub(super) use body::{BodyWriter, streamed};
pub(super) use connections::Connections;
pub(super) use failure::{ErrorJson, Failure, without_places};
pub(super) use hosts::Hosts;
pub(super) use posted::{File, Form, FormWithFile, Text};
pub(super) use token::Token;
pub(super) use work::{MAX_SEARCH, Workers};
