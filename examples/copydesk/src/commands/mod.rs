//! What the tool does, a module for each of its commands.

pub(crate) mod boilerplate;
mod bulk;
pub(crate) mod clean;
pub(crate) mod compare;
pub(crate) mod dedup;
mod fan_out;
pub(crate) mod manual;
pub(crate) mod render;
pub(crate) mod report;
pub(crate) mod rules;
pub(crate) mod stats;
mod walk;
