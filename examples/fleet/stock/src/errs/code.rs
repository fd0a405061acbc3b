// Generated from error-contract.json by error-contract. Change the contract, then run: npx error-contract generate
// @generated

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

/// Who has to act: the sender of the request, or us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    Client,
    Server,
}

impl Fault {
    /// The contract's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

/// How bad a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}

impl Severity {
    /// The contract's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Critical => "critical",
        }
    }
}

impl FromStr for Severity {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let all = [
            Self::Debug,
            Self::Info,
            Self::Warning,
            Self::Error,
            Self::Critical,
        ];
        let found = all.iter().find(|each| each.as_str() == text);
        found.copied().ok_or_else(|| UnknownName(text.to_owned()))
    }
}

/// A text that should have been the name of a code or a severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(pub String);

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the contract has no {:?}", self.0)
    }
}

impl StdError for UnknownName {}

struct Facts {
    name: &'static str,
    fault: Fault,
    severity: Severity,
    is_retryable: bool,
    is_expected: bool,
    http: u16,
    grpc: i32,
    twirp: &'static str,
    message: &'static str,
    public: &'static [&'static str],
}

/// A documented failure mode of the error contract. It is an error itself, which `?` makes a coded error of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// What the request would create is there already.
    AlreadyExists,
    /// The sender has given up waiting.
    Cancelled,
    /// The request contradicts the present state of what it would change.
    Conflict,
    /// The request is sound, but something must be done before it.
    FailedPrecondition,
    /// What the request names existed once, and will not come back.
    Gone,
    /// Something failed that should not have, and that no other code describes.
    InternalError,
    /// The request says something that cannot be accepted. `violations` lists it: [{ field, rule, message }].
    InvalidInput,
    /// No item has the given number.
    ItemNotFound,
    /// The resource exists and does not take this method.
    MethodNotAllowed,
    /// The resource cannot be had in any form that the request accepts.
    NotAcceptable,
    /// What the request names does not exist, or the sender may not know that it does.
    NotFound,
    /// The request is larger than is accepted.
    PayloadTooLarge,
    /// The sender is known, and may not do this.
    PermissionDenied,
    /// The sender has asked too often, and may ask again later.
    RateLimited,
    /// The stock of a warehouse cannot be read.
    StockUnavailable,
    /// Something that the service depends on did not answer in time.
    Timeout,
    /// The request does not say who sends it, or what it says does not hold.
    Unauthenticated,
    /// The operation does not exist here, or not yet.
    Unimplemented,
    /// The request is well formed, and what it asks for makes no sense.
    Unprocessable,
    /// Something that the service depends on cannot be reached.
    Unreachable,
    /// The request is written in a form that is not accepted.
    UnsupportedMediaType,
}

impl Code {
    /// The code of an error of which nothing is known.
    pub const FALLBACK: Self = Self::InternalError;

    /// Every code of the contract.
    pub const ALL: &'static [Self] = &[
        Self::AlreadyExists,
        Self::Cancelled,
        Self::Conflict,
        Self::FailedPrecondition,
        Self::Gone,
        Self::InternalError,
        Self::InvalidInput,
        Self::ItemNotFound,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::NotFound,
        Self::PayloadTooLarge,
        Self::PermissionDenied,
        Self::RateLimited,
        Self::StockUnavailable,
        Self::Timeout,
        Self::Unauthenticated,
        Self::Unimplemented,
        Self::Unprocessable,
        Self::Unreachable,
        Self::UnsupportedMediaType,
    ];

    /// The code that says no more than an HTTP status does.
    pub fn of_status(status: u16) -> Self {
        match status {
            400 => Self::InvalidInput,
            401 => Self::Unauthenticated,
            403 => Self::PermissionDenied,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            409 => Self::Conflict,
            410 => Self::Gone,
            413 => Self::PayloadTooLarge,
            415 => Self::UnsupportedMediaType,
            422 => Self::Unprocessable,
            429 => Self::RateLimited,
            499 => Self::Cancelled,
            500 => Self::InternalError,
            501 => Self::Unimplemented,
            503 => Self::Unreachable,
            504 => Self::Timeout,
            _ => Self::FALLBACK,
        }
    }

    fn facts(self) -> &'static Facts {
        match self {
            Self::AlreadyExists => &Facts {
                name: "ALREADY_EXISTS",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 409,
                grpc: 6,
                twirp: "already_exists",
                message: "already exists",
                public: &[],
            },
            Self::Cancelled => &Facts {
                name: "CANCELLED",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 499,
                grpc: 1,
                twirp: "canceled",
                message: "request cancelled",
                public: &[],
            },
            Self::Conflict => &Facts {
                name: "CONFLICT",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 409,
                grpc: 10,
                twirp: "aborted",
                message: "conflict with the present state",
                public: &[],
            },
            Self::FailedPrecondition => &Facts {
                name: "FAILED_PRECONDITION",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 400,
                grpc: 9,
                twirp: "failed_precondition",
                message: "precondition failed",
                public: &[],
            },
            Self::Gone => &Facts {
                name: "GONE",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 410,
                grpc: 5,
                twirp: "not_found",
                message: "gone",
                public: &[],
            },
            Self::InternalError => &Facts {
                name: "INTERNAL_ERROR",
                fault: Fault::Server,
                severity: Severity::Error,
                is_retryable: false,
                is_expected: false,
                http: 500,
                grpc: 13,
                twirp: "internal",
                message: "internal error",
                public: &[],
            },
            Self::InvalidInput => &Facts {
                name: "INVALID_INPUT",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 400,
                grpc: 3,
                twirp: "invalid_argument",
                message: "invalid input",
                public: &["violations"],
            },
            Self::ItemNotFound => &Facts {
                name: "ITEM_NOT_FOUND",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 404,
                grpc: 5,
                twirp: "not_found",
                message: "item not found",
                public: &["item"],
            },
            Self::MethodNotAllowed => &Facts {
                name: "METHOD_NOT_ALLOWED",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 405,
                grpc: 12,
                twirp: "unimplemented",
                message: "method not allowed",
                public: &[],
            },
            Self::NotAcceptable => &Facts {
                name: "NOT_ACCEPTABLE",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 406,
                grpc: 3,
                twirp: "invalid_argument",
                message: "not acceptable",
                public: &[],
            },
            Self::NotFound => &Facts {
                name: "NOT_FOUND",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 404,
                grpc: 5,
                twirp: "not_found",
                message: "not found",
                public: &[],
            },
            Self::PayloadTooLarge => &Facts {
                name: "PAYLOAD_TOO_LARGE",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 413,
                grpc: 8,
                twirp: "resource_exhausted",
                message: "payload too large",
                public: &[],
            },
            Self::PermissionDenied => &Facts {
                name: "PERMISSION_DENIED",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 403,
                grpc: 7,
                twirp: "permission_denied",
                message: "permission denied",
                public: &[],
            },
            Self::RateLimited => &Facts {
                name: "RATE_LIMITED",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: true,
                is_expected: false,
                http: 429,
                grpc: 8,
                twirp: "resource_exhausted",
                message: "too many requests",
                public: &[],
            },
            Self::StockUnavailable => &Facts {
                name: "STOCK_UNAVAILABLE",
                fault: Fault::Server,
                severity: Severity::Error,
                is_retryable: true,
                is_expected: false,
                http: 503,
                grpc: 14,
                twirp: "unavailable",
                message: "stock cannot be read for now",
                public: &[],
            },
            Self::Timeout => &Facts {
                name: "TIMEOUT",
                fault: Fault::Server,
                severity: Severity::Error,
                is_retryable: true,
                is_expected: false,
                http: 504,
                grpc: 4,
                twirp: "deadline_exceeded",
                message: "timed out",
                public: &[],
            },
            Self::Unauthenticated => &Facts {
                name: "UNAUTHENTICATED",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 401,
                grpc: 16,
                twirp: "unauthenticated",
                message: "authentication required",
                public: &[],
            },
            Self::Unimplemented => &Facts {
                name: "UNIMPLEMENTED",
                fault: Fault::Server,
                severity: Severity::Error,
                is_retryable: false,
                is_expected: false,
                http: 501,
                grpc: 12,
                twirp: "unimplemented",
                message: "not implemented",
                public: &[],
            },
            Self::Unprocessable => &Facts {
                name: "UNPROCESSABLE",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 422,
                grpc: 3,
                twirp: "invalid_argument",
                message: "unprocessable request",
                public: &[],
            },
            Self::Unreachable => &Facts {
                name: "UNREACHABLE",
                fault: Fault::Server,
                severity: Severity::Error,
                is_retryable: true,
                is_expected: false,
                http: 503,
                grpc: 14,
                twirp: "unavailable",
                message: "service unavailable",
                public: &[],
            },
            Self::UnsupportedMediaType => &Facts {
                name: "UNSUPPORTED_MEDIA_TYPE",
                fault: Fault::Client,
                severity: Severity::Info,
                is_retryable: false,
                is_expected: false,
                http: 415,
                grpc: 3,
                twirp: "invalid_argument",
                message: "unsupported media type",
                public: &[],
            },
        }
    }

    /// The code's name.
    pub fn as_str(self) -> &'static str {
        self.facts().name
    }

    /// Who has to act.
    pub fn fault(self) -> Fault {
        self.facts().fault
    }

    /// How bad the failure is.
    pub fn severity(self) -> Severity {
        self.facts().severity
    }

    /// Whether the same request may succeed later.
    pub fn is_retryable(self) -> bool {
        self.facts().is_retryable
    }

    /// Whether it is a server fault that nobody need be notified of.
    pub fn is_expected(self) -> bool {
        self.facts().is_expected
    }

    /// The HTTP status to answer with.
    pub fn http_status(self) -> u16 {
        self.facts().http
    }

    /// The number of the gRPC status: `tonic::Code::from_i32(code.grpc())`. Connect's codes are the same.
    pub fn grpc(self) -> i32 {
        self.facts().grpc
    }

    /// The code of a Twirp error.
    pub fn twirp(self) -> &'static str {
        self.facts().twirp
    }

    /// The stable message that a client may see.
    pub fn message(self) -> &'static str {
        self.facts().message
    }

    /// The context keys that a client may see.
    pub fn public(self) -> &'static [&'static str] {
        self.facts().public
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.iter().find(|code| code.as_str() == text);
        found.copied().ok_or_else(|| UnknownName(text.to_owned()))
    }
}

impl StdError for Code {}
