//! The page of `copydesk report`, as a parser of HTML and as a browser see it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod browser;
mod report;
#[allow(dead_code, reason = "the tests of the command line use more of it")]
#[path = "../../examples/copydesk/tests/cli/tool.rs"]
mod tool;
