// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

//! The coded errors of the error contract: made, wrapped, sent and read.
//!
//! With the feature `serde`, codes, envelopes and JSON values can be (de)serialised.

#![allow(dead_code, unused_imports, unknown_lints, unexpected_cfgs)]

mod code;
mod envelope;
mod error;
mod json;
mod remote;
#[cfg(feature = "serde")]
mod serde_impls;

pub use code::{Code, Fault, Severity, UnknownName};
pub use envelope::{code_of, DecodeError, Envelope, Occurrence};
pub use error::{find_cause, Error, Result, WrapErr};
pub use json::{Map, Number, ParseError, Value};
pub use remote::RemoteError;
