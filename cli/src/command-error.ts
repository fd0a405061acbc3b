/** What the command itself can fail of. The first line ends a run with 2, the second is said of one file. */
export type CommandErrorCode =
  | "INVALID_USAGE"
  | "PATH_NOT_FOUND"
  | "CONTRACT_NOT_FOUND"
  | "CONTRACT_INVALID"
  | "GIT_FAILED"
  | "FILE_UNREADABLE"
  | "FILE_READ_ONLY"
  | "FILE_CHANGED"
  | "FILE_UNWRITABLE"
  | "FILE_UNCOMMITTED"
  | "SYNTAX_ERROR"
  | "CODEMOD_FAILED"
  | "VERIFICATION_FAILED";

export type CommandErrorContext = Readonly<Record<string, string | number>>;

/** A failure that the command explains: a stable message, what varies as context, and its cause. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: CommandErrorCode;
  readonly context: CommandErrorContext;

  constructor(
    code: CommandErrorCode,
    message: string,
    options: { context?: CommandErrorContext; cause?: unknown } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.context = options.context ?? {};
  }
}

/** One line for a person: the message, its context, and what caused it. */
export function toLine(error: unknown): string {
  if (!(error instanceof Error)) return toOneLine(String(error));
  const facts =
    error instanceof CommandError ? Object.entries(error.context).map(([key, value]) => `${key}: ${value}`) : [];
  const details = facts.length === 0 ? "" : ` (${facts.join(", ")})`;
  const cause = error.cause === undefined ? "" : `: ${toLine(error.cause)}`;
  return toOneLine(error.message + details + cause);
}

function toOneLine(text: string): string {
  return text.trim().replaceAll(/\s*[\r\n]+\s*/g, " ");
}
