import type { Code, Contract } from "../../contract/contract.ts";
import { grpcNumbers } from "../../contract/statuses.ts";
import { toCodeTable } from "../code-table.ts";
import { toIdentifiers } from "../identifier.ts";
import { toRustComment, toRustString } from "./literal.ts";

/** What the language means something by: no code may be called so. */
export const rustNames: ReadonlySet<string> = new Set(["Self"]);

/** The codes as an enum, and what the contract says of each. */
export function toCodesFile(contract: Contract): string {
  const { codes, fallback, byStatus } = toCodeTable(contract);
  const names = toIdentifiers(
    codes.map(({ name }) => name),
    rustNames,
  );
  const nameOf = (code: string): string => names.get(code) ?? "";
  const statuses = byStatus.map(([status, code]) => `            ${String(status)} => Self::${nameOf(code)},`);
  return `${head}
pub enum Code {
${codes.map((code) => toVariant(code, nameOf)).join("\n")}
}

impl Code {
    /// The code of an error of which nothing is known.
    pub const FALLBACK: Self = Self::${nameOf(fallback.name)};

    /// Every code of the contract.
    pub const ALL: &'static [Self] = &[
${codes.map(({ name }) => `        Self::${nameOf(name)},`).join("\n")}
    ];

    /// The code that says no more than an HTTP status does.
    pub fn of_status(status: u16) -> Self {
        match status {
${statuses.join("\n")}
            _ => Self::FALLBACK,
        }
    }

    fn facts(self) -> &'static Facts {
        match self {
${codes.map((code) => toArm(code, nameOf(code.name))).join("\n")}
        }
    }
${methods}`;
}

function toVariant({ name, description, deprecated }: Code, nameOf: (code: string) => string): string {
  const lines = [`    /// ${toRustComment(description)}`];
  if (deprecated !== null) {
    const use = deprecated.use === null ? "" : ` Use ${nameOf(deprecated.use)}.`;
    lines.push("    ///", `    /// Deprecated since ${toRustComment(deprecated.since)}.${use}`);
  }
  return [...lines, `    ${nameOf(name)},`].join("\n");
}

function toArm(code: Code, identifier: string): string {
  const facts = [
    `name: ${toRustString(code.name)}`,
    `fault: Fault::${toPascal(code.fault)}`,
    `severity: Severity::${toPascal(code.severity)}`,
    `is_retryable: ${String(code.retryable)}`,
    `is_expected: ${String(code.expected)}`,
    `http: ${String(code.http)}`,
    `grpc: ${String(grpcNumbers.get(code.grpc) ?? 2)}`,
    `twirp: ${toRustString(code.twirp)}`,
    `message: ${toRustString(code.message)}`,
    `public: &[${code.public.map(toRustString).join(", ")}]`,
  ];
  return [
    `            Self::${identifier} => &Facts {`,
    ...facts.map((fact) => `                ${fact},`),
    "            },",
  ].join("\n");
}

function toPascal(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

const head = `use std::error::Error as StdError;
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

/// A documented failure mode of the error contract. It is an error itself, which \`?\` makes a coded error of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]`;

const methods = `
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

    /// The number of the gRPC status: \`tonic::Code::from_i32(code.grpc())\`. Connect's codes are the same.
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
`;
