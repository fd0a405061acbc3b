import type { Contract, EnvelopeField } from "../../contract/contract.ts";
import { toLiteral } from "./literal.ts";
import type { Modules } from "./modules.ts";

/** The envelope and its two renderings. */
export function toEnvelopeModule(contract: Contract, { from, meaning, own }: Modules): string {
  const fields = [...contract.envelope].map(([name, field]) => toField(name, field));
  return `import { isErrorLike, publicKeysOf, toMeaning } from ${meaning};
import type { Context, ErrorCode, Severity } from ${meaning};
import { envelopeFields, traceFields } from ${from("hooks")};
${
  own === null
    ? ""
    : `import ${from("own-errors")};
`
}
/** The contract's own fields, beside the standard ones. */
export interface EnvelopeFields {
${fields.join("\n")}
}

/** What crosses a service boundary when something failed. */
export interface Envelope extends EnvelopeFields {
  readonly error_code: ErrorCode;
  readonly message: string;
  readonly severity: Severity;
  /** ISO 8601, in UTC. */
  readonly timestamp: string;
  readonly request_id: string;
  readonly correlation_id: string;
  readonly context: Context;
  /** Where the hook for traces gives them: to logs, the notifier and a team's own services. */
  readonly trace_id?: string;
  readonly span_id?: string;
}

/** What an envelope says beside the error: which request it was, and when. */
export interface Occurrence {
  readonly requestId: string;
  /** That of the whole chain of requests; this one's where there is none. */
  readonly correlationId?: string | undefined;
  readonly timestamp?: Date | undefined;
  /** The contract's own fields, over those that the hook gives. */
  readonly fields?: Partial<EnvelopeFields> | undefined;
}

${envelopeBody}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  array: "readonly unknown[]",
  object: "Context",
};

function toField(name: string, field: EnvelopeField): string {
  const type = Object.hasOwn(typeNames, field.type) ? (typeNames[field.type] ?? "unknown") : "unknown";
  return `  readonly ${toLiteral(name)}${field.required ? "" : "?"}: ${type};`;
}

const envelopeBody = `/**
 * What a client may see: of a client fault, the message where it arose and the context keys that are public; of a server
 * fault, the contract's message for the code.
 */
export function toPublicEnvelope(err: unknown, occurrence: Occurrence): Envelope {
  const meaning = toMeaning(err);
  const isPublic = new Set(meaning.fault === "client" ? publicKeysOf(meaning.code) : []);
  const context: Context = {};
  for (const [key, value] of Object.entries(meaning.context)) if (isPublic.has(key)) setOwn(context, key, value);
  return toEnvelope(meaning.publicMessage, { ...meaning, context }, occurrence);
}

/** Everything, for logs, the notifier and a team's own services. */
export function toInternalEnvelope(err: unknown, occurrence: Occurrence): Envelope {
  return { ...toEnvelope(toMessage(err), toMeaning(err), occurrence), ...traceFields() };
}

interface Told {
  readonly code: ErrorCode;
  readonly severity: Severity;
  readonly context: Context;
}

function toEnvelope(message: string, told: Told, occurrence: Occurrence): Envelope {
  return {
    ...envelopeFields(),
    ...occurrence.fields,
    error_code: told.code,
    message,
    severity: told.severity,
    timestamp: (occurrence.timestamp ?? new Date()).toISOString(),
    request_id: occurrence.requestId,
    correlation_id: occurrence.correlationId ?? occurrence.requestId,
    context: toPlain(told.context),
  };
}

function toMessage(err: unknown): string {
  try {
    if (isErrorLike(err)) return err.message;
  } catch {
    return "an error was thrown whose message cannot be read";
  }
  return typeof err === "string" ? err : "something other than an error was thrown";
}

/** Context as JSON can carry it: big integers as text, errors by name, and what cannot be told not at all. */
function toPlain(context: Context): Context {
  const plain: Context = {};
  for (const [key, value] of Object.entries(context)) {
    const text = toJson(value);
    if (text !== undefined) setOwn(plain, key, JSON.parse(text));
  }
  return plain;
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? each.toString() : isErrorLike(each) ? each.name : each)) as string | undefined;
  } catch {
    return undefined; // a cycle, or a toJSON that fails: the envelope matters more than this one value
  }
}

/** Also where the key is \`__proto__\`. */
function setOwn(context: Context, key: string, value: unknown): void {
  Object.defineProperty(context, key, { value, enumerable: true, configurable: true, writable: true });
}
`;
