import type { Code, Contract } from "../../contract/contract.ts";
import { toCodeTable } from "../code-table.ts";
import { meaningText, toCauseText, toCodesText } from "./coded-error-module.ts";
import { toLiteral } from "./literal.ts";

/** The error class and what looks through it, in one file without imports. */
export function toAppErrorModule(contract: Contract): string {
  return `${toCodesText(contract)}
${toContextText(contract)}
${meaningText}
${classText}
${toCauseText(foundByCode, byCode)}`;
}

const foundByCode = "export function findCause<C extends ErrorCode>(err: unknown, code: C): AppError<C> | undefined;";
const byCode = `  if (typeof wanted === "string") return (cause) => isAppError(cause) && cause.code === wanted;
  if (wanted === AppError) return isAppError;`;

function toContextText(contract: Contract): string {
  return `/** The keys that the contract names for a code. Every other key is welcome too. */
interface DeclaredContext {
${toCodeTable(contract)
  .codes.filter((code) => code.context.length > 0)
  .map(toDeclaredContext)
  .join("\n")}
}

/** The context of a code. */
export type ContextOf<C extends ErrorCode> = C extends keyof DeclaredContext ? DeclaredContext[C] & Context : Context;
`;
}

function toDeclaredContext(code: Code): string {
  const keys = code.context.map((key) => `readonly ${toLiteral(key)}?: unknown`);
  return `  ${toLiteral(code.name)}: { ${keys.join("; ")} };`;
}

const classText = `export interface AppErrorOptions<C extends ErrorCode = ErrorCode> {
  readonly cause?: unknown;
  readonly context?: ContextOf<C> | undefined;
  /** A failure that nobody need be notified of, this time. */
  readonly expected?: boolean | undefined;
}

export interface AppError<C extends ErrorCode = ErrorCode> {
  readonly cause?: unknown;
}

/**
 * A coded error: what failed, by the contract's code, in a stable message; what it failed on, in the context; and why, in
 * the cause.
 */
export class AppError<C extends ErrorCode = ErrorCode> extends Error implements Meaning {
  readonly code: C;
  readonly fault: Fault;
  readonly severity: Severity;
  readonly retryable: boolean;
  readonly expected: boolean;
  readonly status: number;
  readonly context: ContextOf<C>;
  readonly publicMessage: string;

  constructor(code: C, message: string, options: AppErrorOptions<C> = {}) {
    super(message);
    const facts = factsOf(code);
    this.code = code;
    this.fault = facts.fault;
    this.severity = facts.severity;
    this.retryable = facts.retryable;
    this.expected = options.expected ?? facts.expected;
    this.status = facts.status;
    this.context = (options.context ?? {}) as ContextOf<C>;
    this.publicMessage = facts.fault === "client" ? message : facts.message;
    Object.defineProperty(this, "publicMessage", { enumerable: false });
    if ("cause" in options) Object.defineProperty(this, "cause", { value: options.cause, writable: true, configurable: true });
  }

  /**
   * What to throw in place of a caught error: an error that says what was being done, around the caught one. It keeps the
   * meaning of a cause that has one; a wrap adds to it and changes nothing. A signal comes back as it is.
   */
  static wrap(cause: unknown, message: string, options: WrapOptions = {}): AppError {
    if (isSignal(cause) || isCancellation(cause)) return cause as AppError;
    const meaning = toMeaning(cause, options.code);
    const context = joinContexts(options.context, meaning.context);
    const wrapped = new AppError<ErrorCode>(meaning.code, message, { cause, context });
    const { fault, severity, retryable, status, publicMessage } = meaning;
    Object.assign(wrapped, { fault, severity, retryable, status, publicMessage, expected: meaning.expected || options.expected === true });
    markAsWrap(wrapped);
    hideFromStack(wrapped, AppError.wrap);
    return wrapped;
  }
}

Object.defineProperty(AppError.prototype, "name", { value: "AppError", writable: true, configurable: true });
Object.defineProperty(AppError.prototype, BRAND, { value: true });

/** A coded error, also of another copy of this class. */
export function isAppError(err: unknown): err is AppError {
  return isObject(err) && BRAND in err;
}
`;
