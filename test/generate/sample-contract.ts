import type { Code, Contract, ErrorBinding } from "../../src/contract/contract.ts";

/** A code with every default filled in. */
export function sampleCode(name: string, http: number, own: Partial<Code> = {}): Code {
  return {
    name,
    description: `What ${name} means.`,
    fault: http < 500 ? "client" : "server",
    retryable: false,
    severity: http < 500 ? "info" : "error",
    http,
    grpc: "UNKNOWN",
    twirp: "unknown",
    message: name.toLowerCase().replaceAll("_", " "),
    context: [],
    public: [],
    expected: false,
    owner: null,
    playbook: null,
    since: null,
    deprecated: null,
    source: "error-contract:starter",
    ...own,
  };
}

export const sampleCodes: readonly Code[] = [
  sampleCode("INVALID_INPUT", 400, { context: ["violations"], public: ["violations"] }),
  sampleCode("UNAUTHENTICATED", 401),
  sampleCode("PERMISSION_DENIED", 403),
  sampleCode("NOT_FOUND", 404),
  sampleCode("CONFLICT", 409),
  sampleCode("RATE_LIMITED", 429),
  sampleCode("UNREACHABLE", 503, { retryable: true }),
  sampleCode("TIMEOUT", 504, { retryable: true }),
  sampleCode("INTERNAL_ERROR", 500, { message: "something went wrong" }),
  sampleCode("ORDER_NOT_FOUND", 404, {
    source: "/app/error-contract.json",
    context: ["orderId", "warehouse"],
    public: ["orderId"],
  }),
  sampleCode("QUIET_FAILURE", 500, { expected: true }),
];

/** A binding of an error class with every default filled in. */
export function sampleError(name: string, module: string, own: Partial<ErrorBinding> = {}): ErrorBinding {
  return {
    ...{ name, module, export: null, type: null, member: null },
    ...{ factory: false, canonical: false, code: null, message: null, options: null, cause: null, object: null },
    fields: { code: "code", message: "message", cause: "cause", context: "context" },
    context: true,
    construct: true,
    fixedCode: null,
    instance: { code: "code", status: null, context: "context" },
    wrap: null,
    ...own,
  };
}

export function sampleContract(codes: readonly Code[] = sampleCodes, own: Partial<Contract> = {}): Contract {
  return {
    path: "/app/error-contract.json",
    root: "/app",
    version: "1.0.0",
    codes: new Map(codes.map((code) => [code.name, code])),
    codePattern: /^[A-Z][A-Z0-9_]*$/,
    envelope: new Map(),
    scope: { include: [], exclude: [], client: [], tests: [] },
    policy: { selective: null, cleanup: null, callbacks: null, returns: null, development: null },
    wire: [],
    errors: [],
    codeSources: [],
    notifiers: [],
    notNotifiers: [],
    automaticNotify: [],
    handlers: [],
    boundaries: [],
    signals: [],
    sanitizers: [],
    enrichers: [],
    guards: [],
    causeFinders: [],
    unwrappers: [],
    wrappers: [],
    knowledgeOff: new Set(),
    go: null,
    rust: null,
    files: [],
    hash: "",
    ...own,
  };
}

/** What somebody might write into a contract to break out of a source. */
export const hostile: readonly string[] = [
  '"; process.exit(1); //',
  "*/ process.exit(1); /*",
  "`${process.exit(1)}`",
  "line\nbreak\u2028",
  "__proto__",
  "constructor",
  "\\",
  "half \ud800 of a pair",
  "nul \u0000, \ufeff and {braces}",
];
