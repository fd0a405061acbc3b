/** Who has to act on a failure: the request's sender, or us. */
export type Fault = "client" | "server";
export type Severity = "debug" | "info" | "warning" | "error" | "critical";

/** A documented failure mode, with every default filled in. */
export interface Code {
  readonly name: string;
  readonly description: string;
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly severity: Severity;
  readonly http: number;
  readonly grpc: string;
  readonly twirp: string;
  /** The stable message that may cross to a client. */
  readonly message: string;
  /** Keys every occurrence carries, and those a client may see. */
  readonly context: readonly string[];
  readonly public: readonly string[];
  /** A server fault nobody need be notified of. */
  readonly expected: boolean;
  readonly owner: string | null;
  readonly playbook: string | null;
  readonly since: string | null;
  readonly deprecated: Deprecation | null;
  /** The file that declared it, or the name of the preset. */
  readonly source: string;
}

export interface Deprecation {
  readonly since: string;
  readonly use: string | null;
  readonly removeIn: string | null;
  /** The contract that says so has reached `removeIn`: the code is none any more. */
  readonly isDue: boolean;
}

/**
 * What a binding names. `module` is in normal form: a bare package name or `#import`, an absolute path with forward
 * slashes and neither extension nor `/index`, or such a path as a glob. `null`: a global, or a declaration of the same file.
 */
export interface Binding {
  /** A dotted path for members: `AppError.wrap`. `null` where `type` and `member` are used. */
  readonly name: string | null;
  /** `default`, where the module's default export is meant. */
  readonly export: string | null;
  readonly type: string | null;
  readonly member: string | null;
  readonly module: string | null;
}

/** A class or factory that makes coded errors. Indices are argument positions; `null` means it takes none. */
export interface ErrorBinding extends Binding {
  readonly factory: boolean;
  readonly canonical: boolean;
  readonly code: number | null;
  readonly message: number | null;
  /** An options object with `cause` and `context`. */
  readonly options: number | null;
  /** The cause itself as an argument. */
  readonly cause: number | null;
  /** One object argument with everything, under the names in `fields`. */
  readonly object: number | null;
  readonly fields: {
    readonly code: string;
    readonly message: string;
    readonly cause: string;
    readonly context: string;
  };
  /** Its options, or its object, hold a context. */
  readonly context: boolean;
  /** A code as a text, a message and options are all that it wants. */
  readonly construct: boolean;
  readonly fixedCode: string | null;
  /** Where its errors keep what they mean; the status in `status` or `statusCode`, unless said. */
  readonly instance: { readonly code: string; readonly status: string | null; readonly context: string };
  readonly wrap: WrapBinding | null;
}

/** What wraps with a class: a member of it, or a function. */
export interface WrapBinding extends Binding {
  readonly name: string;
  readonly cause: number;
  readonly message: number;
  readonly options: number | null;
}

/** A binding with the position of the argument that matters: the error, or the handler function. */
export interface ArgumentBinding extends Binding {
  readonly argument: number;
}

export interface BoundaryBinding extends Binding {
  readonly notifies: boolean;
  /** What it does not report. */
  readonly skips: readonly ("client" | "expected")[];
  /** Absolute globs of the files whose handlers it stands above; empty: everything in scope. */
  readonly covers: readonly string[];
  /** Absolute globs of the files that are boundaries themselves. */
  readonly files: readonly string[];
}

export interface SignalBinding extends Binding {
  /** A call raises it (`redirect()`), rather than a `throw` of it. */
  readonly call: boolean;
}

export interface Policy {
  readonly selective: "allow" | "report";
  readonly cleanup: "allow" | "report";
  readonly callbacks: "allow" | "report";
  readonly returns: "allow" | "report";
  /** Responses inside a development-only branch. */
  readonly development: "allow" | "report";
}

export interface Scope {
  /** Absolute globs; an empty `include` means every file. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly client: readonly string[];
  readonly tests: readonly string[];
}

export interface EnvelopeField {
  readonly type: string;
  readonly required: boolean;
}

export interface WireRule {
  /** An absolute glob. */
  readonly files: string;
  readonly shape: "envelope" | "problem+json" | "graphql" | "own";
}

/** A contract after `extends`, defaults and path resolution: what rules, codemods and generators read. */
export interface Contract {
  /** Absolute path of the file that was asked for. */
  readonly path: string;
  /** Its directory, absolute. */
  readonly root: string;
  readonly version: string | null;
  readonly codes: ReadonlyMap<string, Code>;
  readonly codePattern: RegExp;
  readonly envelope: ReadonlyMap<string, EnvelopeField>;
  readonly scope: Scope;
  /** Only what the file says itself; `null` where it is silent. */
  readonly policy: { readonly [K in keyof Policy]: Policy[K] | null };
  readonly wire: readonly WireRule[];
  readonly errors: readonly ErrorBinding[];
  readonly codeSources: readonly Binding[];
  readonly notifiers: readonly ArgumentBinding[];
  readonly notNotifiers: readonly Binding[];
  readonly automaticNotify: readonly string[];
  readonly handlers: readonly ArgumentBinding[];
  readonly boundaries: readonly BoundaryBinding[];
  readonly signals: readonly SignalBinding[];
  readonly sanitizers: readonly Binding[];
  readonly enrichers: readonly ArgumentBinding[];
  readonly guards: readonly Binding[];
  readonly causeFinders: readonly Binding[];
  /** Functions that give back what the wrapper was given: what was thrown, below all wraps. */
  readonly unwrappers: readonly Binding[];
  /** Functions of other files that wrap whatever leaves them. */
  readonly wrappers: readonly Binding[];
  /** Names of knowledge entries that are switched off. */
  readonly knowledgeOff: ReadonlySet<string>;
  readonly go: { readonly package: string } | null;
  readonly rust: { readonly module: string } | null;
  /** Every file that was read, absolute, and a hash over their contents. */
  readonly files: readonly string[];
  readonly hash: string;
}
