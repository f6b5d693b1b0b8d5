//! All tests that see the program from outside: through its library's stages, or as the command that users type.

mod arrows;
mod bad_input;
mod commands;
mod contract;
mod corpus;
mod excerpts;
mod accounts;
mod formats;
mod handed_on;
mod formats_of_output;
mod harness;
mod language;
mod loose;
mod messages;
mod one_answer;
mod oracle;
mod outline;
mod parts_of_queries;
mod readme;
mod reference;
mod refresh;
mod requests;
mod tidy;
mod truth;
mod understanding;
mod ways_to_ask;
