// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

use std::error::Error as StdError;
use std::fmt;

use super::{Code, DecodeError, Envelope, Error, Fault, Map};

/// What failed at another service. It has no code here: whose fault it is depends on who asked.
#[derive(Clone, Debug)]
pub struct RemoteError {
    /// What the other service answered, or why that was none.
    pub envelope: Result<Envelope, DecodeError>,
    /// The HTTP status of the answer, where there was one.
    pub status: Option<u16>,
    /// The beginning of an answer that is no envelope.
    pub body: String,
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.envelope {
            Ok(envelope) => f.write_str(&envelope.message),
            Err(_) => f.write_str("another service answered without an envelope"),
        }
    }
}

impl StdError for RemoteError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.envelope
            .as_ref()
            .err()
            .map(|error| error as &(dyn StdError + 'static))
    }
}

impl Error {
    /// What to return for an envelope of another service: its server faults are server faults here; its client faults
    /// are, too, unless they are passed on by name.
    pub fn from_envelope(envelope: Envelope, message: &str, pass_on: &[Code]) -> Self {
        Self::from_answer(envelope, None, message, pass_on)
    }

    /// What to return for an answer that tells of a failure, with its HTTP status and body.
    pub fn from_response(status: u16, body: &str, message: &str, pass_on: &[Code]) -> Self {
        let reason = match Envelope::from_json(body) {
            Ok(envelope) => return Self::from_answer(envelope, Some(status), message, pass_on),
            Err(reason) => reason,
        };
        let body = body.chars().take(1000).collect();
        let remote = RemoteError {
            envelope: Err(reason),
            status: Some(status),
            body,
        };
        let code = to_server_fault(Some(Code::of_status(status)));
        Self::from_remote(remote, code, message.to_owned(), Map::new())
    }

    fn from_answer(
        envelope: Envelope,
        status: Option<u16>,
        message: &str,
        pass_on: &[Code],
    ) -> Self {
        let known = envelope.error_code.parse::<Code>().ok();
        let passed = known.filter(|code| pass_on.contains(code));
        let code = passed.unwrap_or_else(|| to_server_fault(known));
        let context = envelope.context.clone().unwrap_or_default();
        let public_message = envelope.message.clone();
        let remote = RemoteError {
            envelope: Ok(envelope),
            status,
            body: String::new(),
        };
        let mut error = Self::from_remote(remote, code, message.to_owned(), context);
        if code.fault() == Fault::Client {
            error.set_public_message(&public_message);
        }
        error
    }
}

/// Another service's server fault is one here; its client fault is our mistake.
fn to_server_fault(code: Option<Code>) -> Code {
    code.filter(|code| code.fault() == Fault::Server)
        .unwrap_or(Code::FALLBACK)
}
