/** The parts that are the same for every contract. */
export const errorSource = `use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;

use super::{Code, Fault, Map, Value};

/// A coded error: what failed, by the contract's code, in a stable message; what it failed on, in the context; and why,
/// in the source.
pub struct Error(Box<Inner>);

struct Inner {
    code: Code,
    message: String,
    context: Map,
    source: Option<Box<dyn StdError + Send + Sync>>,
    status: u16,
    public_message: String,
    expected: bool,
    location: &'static Location<'static>,
}

/// What functions that may fail return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Makes a coded error. Its message reads the same on every occurrence; what varies is context:
    /// \`Error::new(Code::NotFound, "order not found").with("order_id", id)\`.
    #[track_caller]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::make(code, message.clone());
        if code.fault() == Fault::Client {
            error.0.public_message = message;
        }
        error
    }

    /// Says what was being done when \`source\` came up. It keeps the meaning of a coded source, however deep.
    #[track_caller]
    pub fn wrap(
        source: impl Into<Box<dyn StdError + Send + Sync>>,
        message: impl Into<String>,
    ) -> Self {
        let source = source.into();
        let mut error = Self::make(Code::FALLBACK, message.into());
        if let Some(inner) = find(source.as_ref()) {
            error.keep(inner);
        } else if let Some(code) = find_cause::<Code>(source.as_ref()) {
            error.set_code(*code);
        }
        error.0.source = Some(source);
        error
    }

    #[track_caller]
    fn make(code: Code, message: String) -> Self {
        Self(Box::new(Inner {
            code,
            message,
            context: Map::new(),
            source: None,
            status: code.http_status(),
            public_message: code.message().to_owned(),
            expected: code.is_expected(),
            location: Location::caller(),
        }))
    }

    fn set_code(&mut self, code: Code) {
        self.0.code = code;
        self.0.status = code.http_status();
        self.0.public_message = code.message().to_owned();
        self.0.expected = code.is_expected();
    }

    fn keep(&mut self, inner: &Error) {
        self.0.code = inner.0.code;
        self.0.status = inner.0.status;
        self.0.public_message = inner.0.public_message.clone();
        self.0.expected = inner.0.expected;
        self.0.context = inner.0.context.clone();
    }

    /// Adds a structured fact for triage, beside the message. Never a secret. What a source said of itself stays.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0
            .context
            .entry(key.into())
            .or_insert_with(|| value.into());
        self
    }

    /// Gives a wrap the code for a source that has none of its own.
    #[must_use]
    pub fn or_code(mut self, code: Code) -> Self {
        let is_coded = self.source().map_or(true, |source| {
            find(source).is_some() || find_cause::<Code>(source).is_some()
        });
        if !is_coded {
            self.set_code(code);
        }
        self
    }

    /// Says that nobody need be notified, this time.
    #[must_use]
    pub fn expected(mut self) -> Self {
        self.0.expected = true;
        self
    }

    /// The failure mode.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// This error's own message, without those of its sources.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What a client may see.
    pub fn public_message(&self) -> &str {
        &self.0.public_message
    }

    /// The facts for triage.
    pub fn context(&self) -> &Map {
        &self.0.context
    }

    /// Who has to act.
    pub fn fault(&self) -> Fault {
        self.0.code.fault()
    }

    /// Whether nobody need be notified.
    pub fn is_expected(&self) -> bool {
        self.0.expected
    }

    /// The HTTP status to answer with.
    pub fn http_status(&self) -> u16 {
        self.0.status
    }

    /// Where it was made.
    pub fn location(&self) -> &'static Location<'static> {
        self.0.location
    }

    /// The code and the place of the innermost coded error: equal for occurrences of one failure.
    pub fn grouping_key(&self) -> String {
        let mut at: Option<&(dyn StdError + 'static)> = Some(self);
        let mut location = self.0.location;
        while let Some(error) = at {
            location = error
                .downcast_ref::<Error>()
                .map_or(location, Error::location);
            at = error.source();
        }
        format!("{} {}:{}", self.0.code, location.file(), location.line())
    }

    /// The outermost error of a type among the sources.
    pub fn find<T: StdError + 'static>(&self) -> Option<&T> {
        self.source().and_then(find_cause)
    }

    pub(super) fn from_remote(
        source: impl StdError + Send + Sync + 'static,
        code: Code,
        message: String,
        context: Map,
    ) -> Self {
        let mut error = Self::make(code, message);
        error.0.source = Some(Box::new(source));
        error.0.context = context;
        error
    }

    pub(super) fn set_public_message(&mut self, message: &str) {
        self.0.public_message = message.to_owned();
    }
}

fn find<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Error> {
    find_cause(error)
}

/// The outermost error of a type, among an error and its sources.
pub fn find_cause<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        at = error.source();
    }
    None
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

/// The whole chain, for logs: \`NOT_FOUND at src/orders.rs:7: could not ship order: order not found\`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} at {}: {}",
            self.0.code, self.0.location, self.0.message
        )?;
        let mut at = self.source();
        while let Some(error) = at {
            write!(f, ": {}", error)?;
            at = error.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

/// \`Err(Code::NotFound)?\`, with the contract's message.
impl From<Code> for Error {
    #[track_caller]
    fn from(code: Code) -> Self {
        Self::new(code, code.message())
    }
}

/// What \`?\` makes of errors that nobody wrapped: server faults. Better: \`.wrap("could not …")?\`.
macro_rules! from_raw {
    ($($raw:ty),+ $(,)?) => {
        $(
            impl From<$raw> for Error {
                #[track_caller]
                fn from(raw: $raw) -> Self {
                    Self::wrap(raw, Code::FALLBACK.message())
                }
            }
        )+
    };
}

from_raw!(
    Box<dyn StdError + Send + Sync>,
    std::io::Error,
    std::fmt::Error,
    std::num::ParseIntError,
    std::num::ParseFloatError,
    std::num::TryFromIntError,
    std::str::Utf8Error,
    std::string::FromUtf8Error,
);

/// Wraps on the way to \`?\`: \`store.load(id).wrap("could not load order")?\`.
pub trait WrapErr<T> {
    /// Says what was being done.
    fn wrap(self, message: &str) -> Result<T>;

    /// The same with context: \`.wrap_with(|err| Error::wrap(err, "could not load order").with("order_id", id))\`.
    fn wrap_with(self, wrap: impl FnOnce(Box<dyn StdError + Send + Sync>) -> Error) -> Result<T>;
}

impl<T, E: Into<Box<dyn StdError + Send + Sync>>> WrapErr<T> for std::result::Result<T, E> {
    #[track_caller]
    fn wrap(self, message: &str) -> Result<T> {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(Error::wrap(error, message)),
        }
    }

    #[track_caller]
    fn wrap_with(self, wrap: impl FnOnce(Box<dyn StdError + Send + Sync>) -> Error) -> Result<T> {
        self.map_err(|error| wrap(error.into()))
    }
}
`;

export const envelopeSource = `use std::convert::TryFrom;
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
    /// Everything else: the contract's own fields, \`trace_id\` and \`span_id\`, and what is unknown.
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

    /// Reads an envelope, also as RFC 9457 has it, with the message in \`detail\`.
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
`;

export const remoteSource = `use std::error::Error as StdError;
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
`;

export const jsonSource = `use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

/// The members of a JSON object, in order of their names.
pub type Map = BTreeMap<String, Value>;

/// A JSON value. Numbers stay as they are written, so that none loses digits on its way through.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Map),
}

/// A number as JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// The number as text: \`-1.5e3\`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::String(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

/// What JSON cannot write is null.
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        if value.is_finite() {
            Value::Number(Number(format!("{:?}", value)))
        } else {
            Value::Null
        }
    }
}

macro_rules! from_integer {
    ($($integer:ty),+) => {
        $(
            impl From<$integer> for Value {
                fn from(value: $integer) -> Self {
                    Value::Number(Number(value.to_string()))
                }
            }
        )+
    };
}

from_integer!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Value::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{}", value),
            Value::Number(number) => f.write_str(&number.0),
            Value::String(text) => write_text(f, text),
            Value::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{}", if index == 0 { "" } else { "," }, item)?;
                }
                f.write_str("]")
            }
            Value::Object(map) => {
                f.write_str("{")?;
                for (index, (key, value)) in map.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    write_text(f, key)?;
                    write!(f, ":{}", value)?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\\"")?;
    for character in text.chars() {
        match character {
            '"' => f.write_str("\\\\\\"")?,
            '\\\\' => f.write_str("\\\\\\\\")?,
            '\\n' => f.write_str("\\\\n")?,
            '\\r' => f.write_str("\\\\r")?,
            '\\t' => f.write_str("\\\\t")?,
            control if (control as u32) < 0x20 => write!(f, "\\\\u{:04x}", control as u32)?,
            other => write!(f, "{}", other)?,
        }
    }
    f.write_str("\\"")
}

/// Where a text stops being JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// In bytes, from the beginning.
    pub offset: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no JSON at byte {}", self.offset)
    }
}

impl StdError for ParseError {}

impl FromStr for Value {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0)?;
        parser.space();
        if parser.at == text.len() {
            Ok(value)
        } else {
            parser.fail()
        }
    }
}

/// Deeper values are refused: the stack is finite.
const DEEPEST: usize = 128;

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn fail<T>(&self) -> Result<T, ParseError> {
        Err(ParseError { offset: self.at })
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn space(&mut self) {
        while matches!(self.rest().first(), Some(b' ' | b'\\t' | b'\\n' | b'\\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token.as_bytes());
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    fn expect(&mut self, token: &str) -> Result<(), ParseError> {
        if self.take(token) {
            Ok(())
        } else {
            self.fail()
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, ParseError> {
        if depth > DEEPEST {
            return self.fail();
        }
        self.space();
        match self.rest().first() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Ok(Value::String(self.string()?)),
            Some(b't') => self.expect("true").map(|()| Value::Bool(true)),
            Some(b'f') => self.expect("false").map(|()| Value::Bool(false)),
            Some(b'n') => self.expect("null").map(|()| Value::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, ParseError> {
        let mut map = Map::new();
        self.expect("{")?;
        self.space();
        if self.take("}") {
            return Ok(Value::Object(map));
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            self.expect(":")?;
            map.insert(key, self.value(depth + 1)?);
            self.space();
            if self.take("}") {
                return Ok(Value::Object(map));
            }
            self.expect(",")?;
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, ParseError> {
        let mut items = Vec::new();
        self.expect("[")?;
        self.space();
        if self.take("]") {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.space();
            if self.take("]") {
                return Ok(Value::Array(items));
            }
            self.expect(",")?;
        }
    }

    fn number(&mut self) -> Result<Value, ParseError> {
        let start = self.at;
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            if !self.take("+") {
                self.take("-");
            }
            self.digits()?;
        }
        Ok(Value::Number(Number(self.text[start..self.at].to_owned())))
    }

    fn digits(&mut self) -> Result<(), ParseError> {
        let count = self
            .rest()
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.at += count;
        if count == 0 {
            return self.fail();
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, ParseError> {
        self.expect("\\"")?;
        let mut text = String::new();
        loop {
            let plain = self
                .rest()
                .iter()
                .take_while(|byte| **byte >= 0x20 && **byte != b'"' && **byte != b'\\\\')
                .count();
            text.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            if self.take("\\"") {
                return Ok(text);
            }
            self.expect("\\\\")?;
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, ParseError> {
        let escape = match self.rest().first() {
            Some(escape) => *escape,
            None => return self.fail(),
        };
        self.at += 1;
        match escape {
            b'"' => Ok('"'),
            b'\\\\' => Ok('\\\\'),
            b'/' => Ok('/'),
            b'b' => Ok('\\u{8}'),
            b'f' => Ok('\\u{c}'),
            b'n' => Ok('\\n'),
            b'r' => Ok('\\r'),
            b't' => Ok('\\t'),
            b'u' => self.unicode(),
            _ => self.fail(),
        }
    }

    /// Halves of a pair belong together; half of one alone becomes U+FFFD.
    fn unicode(&mut self) -> Result<char, ParseError> {
        let first = self.hex()?;
        let before = self.at;
        if (0xd800..0xdc00).contains(&first) && self.take("\\\\u") {
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, ParseError> {
        let digits = match self.rest().get(..4) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => {
                &self.text[self.at..self.at + 4]
            }
            _ => return self.fail(),
        };
        self.at += 4;
        u32::from_str_radix(digits, 16).or_else(|_| self.fail())
    }
}
`;

export const serdeSource = `use std::convert::TryFrom;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Code, Envelope, Map, Value};

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Envelope::try_from(Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => {
                let text = number.as_str();
                if let Ok(value) = text.parse::<i64>() {
                    serializer.serialize_i64(value)
                } else if let Ok(value) = text.parse::<u64>() {
                    serializer.serialize_u64(value)
                } else {
                    serializer.serialize_f64(text.parse().unwrap_or(f64::NAN))
                }
            }
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items),
            Value::Object(map) => {
                let mut members = serializer.serialize_map(Some(map.len()))?;
                for (key, value) in map {
                    members.serialize_entry(key, value)?;
                }
                members.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, value)) = access.next_entry()? {
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}
`;
