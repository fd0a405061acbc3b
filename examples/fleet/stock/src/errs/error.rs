// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

use std::error::Error as StdError;
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
    /// `Error::new(Code::NotFound, "order not found").with("order_id", id)`.
    #[track_caller]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::make(code, message.clone());
        if code.fault() == Fault::Client {
            error.0.public_message = message;
        }
        error
    }

    /// Says what was being done when `source` came up. It keeps the meaning of a coded source, however deep.
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

/// The whole chain, for logs: `NOT_FOUND at src/orders.rs:7: could not ship order: order not found`.
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

/// `Err(Code::NotFound)?`, with the contract's message.
impl From<Code> for Error {
    #[track_caller]
    fn from(code: Code) -> Self {
        Self::new(code, code.message())
    }
}

/// What `?` makes of errors that nobody wrapped: server faults. Better: `.wrap("could not …")?`.
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

/// Wraps on the way to `?`: `store.load(id).wrap("could not load order")?`.
pub trait WrapErr<T> {
    /// Says what was being done.
    fn wrap(self, message: &str) -> Result<T>;

    /// The same with context: `.wrap_with(|err| Error::wrap(err, "could not load order").with("order_id", id))`.
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
