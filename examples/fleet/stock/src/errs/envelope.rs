// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

use std::convert::TryFrom;
use std::error::Error as StdError;
use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use super::error::find_cause;
use super::{Code, Error, Fault, Map, ParseError, Severity, Value};

/// What crosses a service boundary when something failed. Fields that this service does not know are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The code's name: another service may be ahead of this one.
    pub error_code: String,
    pub message: String,
    pub severity: Option<String>,
    pub timestamp: Option<String>,
    pub request_id: Option<String>,
    pub correlation_id: Option<String>,
    pub context: Option<Map>,
    /// Everything else: the contract's own fields, `trace_id` and `span_id`, and what is unknown.
    pub fields: Map,
}

/// What an envelope says beside the error: which request it was, and when.
#[derive(Clone, Debug, Default)]
pub struct Occurrence {
    pub request_id: String,
    /// That of the whole chain of requests; this one's where there is none.
    pub correlation_id: Option<String>,
    /// Now, where there is none.
    pub timestamp: Option<SystemTime>,
    /// The contract's own fields.
    pub fields: Map,
}

impl Envelope {
    /// What a client may see: of a client fault, the message where it arose and the context keys that are public; of a
    /// server fault, the contract's message for the code.
    pub fn public(error: &(dyn StdError + 'static), occurrence: &Occurrence) -> Self {
        let found = find_cause::<Error>(error);
        let code = code_of(error);
        let message = found.map_or(code.message(), Error::public_message);
        let mut context = found.map_or_else(Map::new, |error| error.context().clone());
        context.retain(|key, _| {
            code.fault() == Fault::Client && code.public().contains(&key.as_str())
        });
        Self::make(code, message.to_owned(), context, occurrence)
    }

    /// Everything, for logs, the notifier and a team's own services.
    pub fn internal(error: &(dyn StdError + 'static), occurrence: &Occurrence) -> Self {
        let context =
            find_cause::<Error>(error).map_or_else(Map::new, |error| error.context().clone());
        Self::make(code_of(error), error.to_string(), context, occurrence)
    }

    fn make(code: Code, message: String, context: Map, occurrence: &Occurrence) -> Self {
        let timestamp = occurrence.timestamp.unwrap_or_else(SystemTime::now);
        let correlation_id = occurrence
            .correlation_id
            .as_ref()
            .unwrap_or(&occurrence.request_id);
        Self {
            error_code: code.as_str().to_owned(),
            message,
            severity: Some(code.severity().as_str().to_owned()),
            timestamp: Some(to_iso(timestamp)),
            request_id: Some(occurrence.request_id.clone()),
            correlation_id: Some(correlation_id.clone()),
            context: Some(context),
            fields: occurrence.fields.clone(),
        }
    }

    /// The severity, where it is one that this service knows.
    pub fn known_severity(&self) -> Option<Severity> {
        self.severity.as_deref().and_then(|text| text.parse().ok())
    }

    /// As JSON text, under the contract's names.
    pub fn to_json(&self) -> String {
        Value::from(self.clone()).to_string()
    }

    /// Reads an envelope, also as RFC 9457 has it, with the message in `detail`.
    ///
    /// # Errors
    ///
    /// For what is not JSON, and what is no envelope.
    pub fn from_json(text: &str) -> Result<Self, DecodeError> {
        Self::try_from(text.parse::<Value>().map_err(DecodeError::NotJson)?)
    }
}

/// The code of an error; that of an unknown failure where it has none.
pub fn code_of(error: &(dyn StdError + 'static)) -> Code {
    find_cause::<Error>(error)
        .map(Error::code)
        .or_else(|| find_cause::<Code>(error).copied())
        .unwrap_or(Code::FALLBACK)
}

/// An answer that should have been an envelope, and was none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    NotJson(ParseError),
    NotAnEnvelope,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotJson(_) => "not JSON",
            Self::NotAnEnvelope => "not an envelope",
        })
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::NotJson(error) => Some(error),
            Self::NotAnEnvelope => None,
        }
    }
}

impl From<Envelope> for Value {
    fn from(envelope: Envelope) -> Self {
        let mut map = envelope.fields;
        map.insert("error_code".to_owned(), Value::String(envelope.error_code));
        map.insert("message".to_owned(), Value::String(envelope.message));
        let texts = [
            ("severity", envelope.severity),
            ("timestamp", envelope.timestamp),
            ("request_id", envelope.request_id),
            ("correlation_id", envelope.correlation_id),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                map.insert(key.to_owned(), Value::String(text));
            }
        }
        if let Some(context) = envelope.context {
            map.insert("context".to_owned(), Value::Object(context));
        }
        Value::Object(map)
    }
}

impl TryFrom<Value> for Envelope {
    type Error = DecodeError;

    fn try_from(value: Value) -> Result<Self, DecodeError> {
        let mut map = match value {
            Value::Object(map) => map,
            _ => return Err(DecodeError::NotAnEnvelope),
        };
        let detail = map.get("detail").and_then(Value::as_str).map(str::to_owned);
        let error_code = take_text(&mut map, "error_code").ok_or(DecodeError::NotAnEnvelope)?;
        let message = take_text(&mut map, "message")
            .or(detail)
            .ok_or(DecodeError::NotAnEnvelope)?;
        Ok(Self {
            error_code,
            message,
            severity: take_text(&mut map, "severity"),
            timestamp: take_text(&mut map, "timestamp"),
            request_id: take_text(&mut map, "request_id"),
            correlation_id: take_text(&mut map, "correlation_id"),
            context: take_object(&mut map, "context"),
            fields: map,
        })
    }
}

/// A field of another type stays where it is.
fn take_text(map: &mut Map, key: &str) -> Option<String> {
    match map.remove(key) {
        Some(Value::String(text)) => Some(text),
        Some(other) => {
            map.insert(key.to_owned(), other);
            None
        }
        None => None,
    }
}

fn take_object(map: &mut Map, key: &str) -> Option<Map> {
    match map.remove(key) {
        Some(Value::Object(object)) => Some(object),
        Some(other) => {
            map.insert(key.to_owned(), other);
            None
        }
        None => None,
    }
}

/// ISO 8601 in UTC, to the millisecond.
fn to_iso(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (days, seconds) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
    let (year, month, day) = to_date(days);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        year,
        month,
        day,
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        since.subsec_millis()
    )
}

/// The date some days after the first of January 1970, counted in eras of 400 years that begin in March.
fn to_date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}
