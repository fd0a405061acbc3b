/** What the command itself can fail of. */
export type CommandErrorCode = UsageErrorCode | FileErrorCode | "INTERNAL_ERROR";

/** The user has to mend something before anything is done. */
type UsageErrorCode =
  | "INVALID_USAGE"
  | "FILE_NOT_GENERATED"
  | "PATH_NOT_FOUND"
  | "CONTRACT_NOT_FOUND"
  | "CONTRACT_INVALID"
  | "GIT_FAILED"
  | "TYPECHECK_FAILED";

/** Said of one file; the others go on. */
type FileErrorCode =
  | "FILE_UNREADABLE"
  | "FILE_READ_ONLY"
  | "FILE_CHANGED"
  | "FILE_UNWRITABLE"
  | "FILE_UNCOMMITTED"
  | "FILE_HELD_BACK"
  | "SYNTAX_ERROR"
  | "CODEMOD_FAILED"
  | "READER_CRASHED"
  | "VERIFICATION_FAILED";

export type CommandErrorContext = Readonly<Record<string, string | number>>;

interface CommandErrorOptions {
  readonly context?: CommandErrorContext;
  readonly cause?: unknown;
  /** Further lines to tell, where there is more than one thing to mend. */
  readonly details?: readonly string[];
}

/** A failure that the command explains: a stable message, what varies as context, and its cause. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: CommandErrorCode;
  readonly context: CommandErrorContext;
  readonly details: readonly string[];

  constructor(code: CommandErrorCode, message: string, options: CommandErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
    this.details = options.details ?? [];
  }
}

/** One line for a person: the message, its context, and what caused it. */
export function toLine(error: unknown): string {
  if (!(error instanceof Error)) return toOneLine(String(error));
  const facts = error instanceof CommandError ? Object.entries(error.context) : [];
  const details = facts.length === 0 ? "" : ` (${facts.map(([key, value]) => `${key}: ${value}`).join(", ")})`;
  const cause = error.cause === undefined ? "" : `: ${toLine(error.cause)}`;
  return toOneLine(error.message + details + cause);
}

function toOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space));
}
