import type { Modules } from "./modules.ts";

/** Where telemetry is attached: traces, counters, and the contract's own envelope fields. */
export function toHooksModule({ from, meaning }: Modules): string {
  return `import type { Meaning } from ${meaning};
import type { EnvelopeFields } from ${from("envelope")};

/** The span in force, as OpenTelemetry's \`spanContext()\` tells it. */
export interface TraceIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** An answer of another service that should have been an envelope, and was none. */
export interface DecodeFailure {
  readonly reason: "not JSON" | "not an envelope" | "unknown code";
  readonly status?: number | undefined;
  /** The code of an envelope that this contract does not have. */
  readonly code?: string | undefined;
}

/** An error that reached a boundary. */
export interface CountedError extends Pick<Meaning, "code" | "fault" | "severity" | "retryable" | "expected" | "status"> {
  readonly isNotified: boolean;
}

export interface Hooks {
  /** With OpenTelemetry: \`() => trace.getActiveSpan()?.spanContext()\`. */
  readonly trace?: (() => TraceIds | undefined) | undefined;
  /** The contract's own envelope fields, for the request at hand. */
  readonly fields?: (() => EnvelopeFields) | undefined;
  /** Counts the errors that reach a boundary, by code. */
  readonly onError?: ((error: CountedError) => void) | undefined;
  readonly onDecodeFailure?: ((failure: DecodeFailure) => void) | undefined;
}

let hooks: Hooks = {};

/** Attaches hooks, in place of those of the same names. */
export function setHooks(own: Hooks): void {
  hooks = { ...hooks, ...own };
}

/** A hook that fails is told to the log: the error at hand matters more. */
function call<T>(hook: () => T): T | undefined {
  try {
    return hook();
  } catch (failure) {
    console.error("a hook of the error module failed", failure);
    return undefined;
  }
}

export function traceFields(): { readonly trace_id?: string; readonly span_id?: string } {
  const ids = call(() => hooks.trace?.());
  return ids === undefined ? {} : { trace_id: ids.traceId, span_id: ids.spanId };
}

export function envelopeFields(): EnvelopeFields {
  return call(() => hooks.fields?.()) ?? ({} as EnvelopeFields);
}

export function countError(meaning: Meaning, isNotified: boolean): void {
  const { code, fault, severity, retryable, expected, status } = meaning;
  call(() => hooks.onError?.({ code, fault, severity, retryable, expected, status, isNotified }));
}

export function countDecodeFailure(failure: DecodeFailure): void {
  call(() => hooks.onDecodeFailure?.(failure));
}
`;
}
