import type { Code, Contract } from "../../contract/contract.ts";
import { grpcNumbers } from "../../contract/statuses.ts";
import { toCodeTable } from "../code-table.ts";
import { toIdentifiers } from "../identifier.ts";
import { toGoComment, toGoString, toGoStrings } from "./literal.ts";

/** What the other files declare: no code may take these names. */
export const goNames: ReadonlySet<string> = new Set([
  ..."Boundary ClientFault Code CodeOf CodeOfStatus Envelope ErrNotAnEnvelope Error Fault Find FromEnvelope".split(" "),
  ..."FromResponse GRPCOf Handler HTTPStatusOf InternalEnvelope New Occurrence OccurrenceFrom OccurrenceOf".split(" "),
  ..."OnDecodeFailure Option Outgoing Panic PassOn PublicEnvelope RemoteError Report ServerFault Severity".split(" "),
  ..."SeverityCritical SeverityDebug SeverityError SeverityInfo SeverityWarning TwirpError TwirpOf With".split(" "),
  ..."WithCode WithContext WithExpected WithOccurrence Wrap".split(" "),
]);

/** Constants for the codes, and what the contract says of each. */
export function toCodesFile(contract: Contract): string {
  const { codes, fallback, byStatus } = toCodeTable(contract);
  const names = toIdentifiers(
    codes.map(({ name }) => name),
    goNames,
  );
  const nameOf = (code: string): string => names.get(code) ?? "";
  const constants = codes.map((code) => toConstant(code, nameOf));
  const width = Math.max(...codes.map(({ name }) => nameOf(name).length)) + 1;
  const facts = codes.map((code) => `\t${`${nameOf(code.name)}:`.padEnd(width)} ${toFacts(code)},`);
  const statuses = byStatus.map(([status, code]) => `\t${String(status)}: ${nameOf(code)},`);
  return `${head}
const (
${constants.join("\n\n")}
)

// fallback is the code of an error of which nothing is known.
const fallback = ${nameOf(fallback.name)}

type facts struct {
	fault     Fault
	severity  Severity
	retryable bool
	expected  bool
	http      int
	grpc      uint32
	twirp     string
	message   string
	public    []string
}

var codes = map[Code]facts{
${facts.join("\n")}
}

// byStatus has the codes that say no more than an HTTP status does.
var byStatus = map[int]Code{
${statuses.join("\n")}
}
${methods}`;
}

function toConstant({ name, description, deprecated }: Code, nameOf: (code: string) => string): string {
  const identifier = nameOf(name);
  const use = deprecated?.use ?? null;
  const retired =
    deprecated === null
      ? []
      : [
          "\t//",
          `\t// Deprecated: since ${toGoComment(deprecated.since)}${use === null ? "." : `; use ${nameOf(use)}.`}`,
        ];
  return [
    `\t// ${identifier}: ${toGoComment(description)}`,
    ...retired,
    `\t${identifier} Code = ${toGoString(name)}`,
  ].join("\n");
}

function toFacts(code: Code): string {
  const { retryable, expected, http, twirp, message } = code;
  const parts = [
    `fault: ${code.fault === "client" ? "ClientFault" : "ServerFault"}`,
    `severity: ${severities[code.severity]}`,
    ...(retryable ? ["retryable: true"] : []),
    ...(expected ? ["expected: true"] : []),
    `http: ${String(http)}`,
    `grpc: ${String(grpcNumbers.get(code.grpc) ?? 2)}`,
    `twirp: ${toGoString(twirp)}`,
    `message: ${toGoString(message)}`,
    ...(code.public.length > 0 ? [`public: ${toGoStrings(code.public)}`] : []),
  ];
  return `{${parts.join(", ")}}`;
}

const severities = {
  debug: "SeverityDebug",
  info: "SeverityInfo",
  warning: "SeverityWarning",
  error: "SeverityError",
  critical: "SeverityCritical",
} as const;

const head = `// Code is a documented failure mode of the error contract. It is an error itself, so that
// errors.Is(err, NotFound) and \`return NotFound\` work.
type Code string

// Fault says who has to act: the sender of the request, or us.
type Fault string

// Who has to act.
const (
	ClientFault Fault = "client"
	ServerFault Fault = "server"
)

// Severity says how bad a failure is.
type Severity string

// How bad a failure is.
const (
	SeverityDebug    Severity = "debug"
	SeverityInfo     Severity = "info"
	SeverityWarning  Severity = "warning"
	SeverityError    Severity = "error"
	SeverityCritical Severity = "critical"
)

// The codes of the contract.`;

const methods = `
// CodeOfStatus is the code that says no more than an HTTP status does.
func CodeOfStatus(status int) Code {
	code, ok := byStatus[status]
	if !ok {
		return fallback
	}
	return code
}

func (c Code) facts() facts {
	known, ok := codes[c]
	if !ok {
		return codes[fallback]
	}
	return known
}

// Error is the code's name.
func (c Code) Error() string { return string(c) }

// Known tells whether the contract has the code: another service may be ahead of this one.
func (c Code) Known() bool {
	_, ok := codes[c]
	return ok
}

// Fault says who has to act.
func (c Code) Fault() Fault { return c.facts().fault }

// Severity says how bad the failure is.
func (c Code) Severity() Severity { return c.facts().severity }

// Retryable tells whether the same request may succeed later.
func (c Code) Retryable() bool { return c.facts().retryable }

// Expected tells whether it is a server fault that nobody need be notified of.
func (c Code) Expected() bool { return c.facts().expected }

// HTTPStatus is the status to answer with.
func (c Code) HTTPStatus() int { return c.facts().http }

// GRPC is the number of the gRPC status, as google.golang.org/grpc/codes has it; Connect's codes are the same.
func (c Code) GRPC() uint32 { return c.facts().grpc }

// Twirp is the code of a Twirp error.
func (c Code) Twirp() string { return c.facts().twirp }

// Message is the stable message that a client may see.
func (c Code) Message() string { return c.facts().message }

// Public lists the context keys that a client may see.
func (c Code) Public() []string { return append([]string(nil), c.facts().public...) }
`;
