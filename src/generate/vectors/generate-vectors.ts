import type { Code, Contract, EnvelopeField } from "../../contract/contract.ts";
import { grpcNumbers } from "../../contract/statuses.ts";
import { toCodeTable } from "../code-table.ts";
import { type GeneratedFile, generatedNotice } from "../generated-file.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Members = { readonly [key: string]: Json };

/** An error to be made, and the envelopes that it has to give. */
export interface WriteVector {
  readonly name: string;
  readonly error: { readonly code: string; readonly message: string; readonly context: Members };
  /** From the innermost outward. */
  readonly wraps: readonly { readonly message: string; readonly context: Members }[];
  readonly occurrence: { readonly request_id: string; readonly correlation_id: string; readonly timestamp: string };
  readonly fields: Members;
  readonly public: Members;
  readonly internal: Members;
  readonly http: number;
  readonly grpc: number;
  readonly twirp: string;
}

/** An envelope to be read, the error that it has to become, and what is left of it when it is written again: everything. */
export interface ReadVector {
  readonly name: string;
  readonly envelope: Members;
  readonly passOn: readonly string[];
  readonly again: Members;
  readonly error: {
    readonly code: string;
    readonly http: number;
    readonly context: Members;
    readonly public_message: string;
  };
}

export interface Vectors {
  readonly write: readonly WriteVector[];
  readonly read: readonly ReadVector[];
  /** Texts that are no envelopes. */
  readonly refuse: readonly string[];
}

/** The vectors as a file that any language can read. */
export function generateVectors(contract: Contract): GeneratedFile[] {
  const vectors = { $comment: generatedNotice, contract: contract.version, ...toVectors(contract) };
  return [{ path: "error-vectors.json", text: `${JSON.stringify(vectors, null, 2)}\n`, isOwn: false }];
}

/** What every language has to write and to read. It follows from the contract alone, not from any implementation. */
export function toVectors(contract: Contract): Vectors {
  const { codes } = toCodeTable(contract);
  return {
    write: codes.flatMap((code) => [toWrite(contract, code, []), toWrite(contract, code, wraps)]),
    read: [
      ...codes.flatMap((code) => [toRead(contract, code, []), toRead(contract, code, [code.name])]),
      ...toOddReads(contract),
    ],
    refuse: [
      "",
      "<html>",
      "[]",
      "null",
      "7",
      "{}",
      '{"error_code":"NOT_FOUND"}',
      '{"error_code":7,"message":"m"}',
      '{"message":"m"}',
    ],
  };
}

const wraps = [
  { message: "could not load order", context: { step: 1, hidden: "by what is below" } },
  { message: "could not ship order", context: { step: 2, warehouse: "w-9" } },
];

/** Every kind of value, and texts that are easily spoilt. */
const values: readonly Json[] = ["o-1", 7, -0.5, true, null, ["a", { b: [] }], 'é "\\ \n\t\u0001 \u2028 𝄞 </script>'];

function toContext(keys: readonly string[]): Members {
  return fromEntries([...keys, "hidden"].map((key, index) => [key, values[index % values.length] ?? null]));
}

const occurrence = { request_id: "req-1", correlation_id: "chain-1", timestamp: "2026-01-02T03:04:05.678Z" };

function toWrite(contract: Contract, code: Code, around: WriteVector["wraps"]): WriteVector {
  const error = { code: code.name, message: "it failed", context: toContext(code.context) };
  const context = Object.assign(
    fromEntries([]),
    ...[...around].reverse().map((wrap) => wrap.context),
    error.context,
  ) as Members;
  const isClient = code.fault === "client";
  const visible = Object.entries(context).filter(([key]) => isClient && code.public.includes(key));
  const fields = toFields(contract.envelope);
  const head = { ...fields, error_code: code.name, severity: code.severity, ...occurrence };
  return {
    name: `${code.name}${around.length === 0 ? "" : ", wrapped"}`,
    error,
    wraps: around,
    occurrence,
    fields,
    public: { ...head, message: isClient ? error.message : code.message, context: fromEntries(visible) },
    internal: { ...head, message: around.at(-1)?.message ?? error.message, context },
    http: code.http,
    grpc: grpcNumbers.get(code.grpc) ?? 2,
    twirp: code.twirp,
  };
}

const samples: Readonly<Record<string, Json>> = {
  string: "x",
  number: 0.5,
  integer: 7,
  boolean: false,
  array: [1],
  object: { a: 1 },
};

function toFields(envelope: ReadonlyMap<string, EnvelopeField>): Members {
  return fromEntries([...envelope].map(([name, { type }]) => [name, samples[type] ?? null]));
}

function toRead(contract: Contract, code: Code, passOn: readonly string[]): ReadVector {
  const envelope = { ...toWrite(contract, code, []).internal, trace_id: "t-1", newer: { deep: [1, null] } };
  const name = `${code.name}${passOn.length === 0 ? "" : ", passed on"}`;
  return { name, envelope, passOn, again: envelope, error: toError(contract, code, { envelope, passOn }) };
}

/** Envelopes of newer contracts, of older services, and of services that answer by RFC 9457. */
function toOddReads(contract: Contract): ReadVector[] {
  const { fallback, clientFallback } = toCodeTable(contract);
  const bare = { error_code: fallback.name, message: "m" };
  const newer = { ...bare, error_code: "NO_CODE_OF_THIS_CONTRACT", request_id: 7, context: "none", severity: "dire" };
  const problem = {
    type: "about:blank",
    title: "t",
    status: 400,
    detail: "no such order",
    error_code: clientFallback.name,
  };
  const passOn = [clientFallback.name];
  const read = (name: string, envelope: Members, code: Code): ReadVector => ({
    name,
    envelope,
    passOn,
    again: { ...envelope, message: envelope["message"] ?? envelope["detail"] ?? null },
    error: toError(contract, code, { envelope, passOn }),
  });
  return [
    read("without what is optional", bare, fallback),
    read("of a newer contract, with fields of other types", newer, fallback),
    read("a problem of RFC 9457", problem, clientFallback),
  ];
}

/** A server fault stays what it is; a client fault is one here only if it is passed on. */
function toError(
  contract: Contract,
  code: Code,
  { envelope, passOn }: Pick<ReadVector, "envelope" | "passOn">,
): ReadVector["error"] {
  const { fallback } = toCodeTable(contract);
  const kept = code.fault === "server" || passOn.includes(code.name) ? code : fallback;
  const said = envelope["message"] ?? envelope["detail"];
  const context = envelope["context"];
  return {
    code: kept.name,
    http: kept.http,
    context: typeof context === "object" && context !== null ? (context as Members) : {},
    public_message: kept.fault === "client" ? String(said) : kept.message,
  };
}

/** Without a prototype: a key may be `__proto__`. */
function fromEntries(entries: readonly (readonly [string, Json])[]): Members {
  return Object.assign(Object.create(null) as Members, ...entries.map(([key, value]) => ({ [key]: value })));
}
