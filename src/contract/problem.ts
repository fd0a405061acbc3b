import { relative } from "node:path";

/** Something wrong with a contract, and where. Shown by the rule `valid-contract` and by the command. */
export interface ContractProblem {
  /** One sentence of fact, without its full stop; the full stop and what was expected are added by `toProblemText`. */
  readonly message: string;
  /** JSON path of the value in question: `$.codes.ORDER_NOT_FOUND.fault`. */
  readonly path: string;
  /** The file to mend, absolute; `settings["error-contract"]` where the host's settings are to be mended. */
  readonly file: string;
  /** Both from 1, columns in UTF-16 units; both 0 where there is no file. */
  readonly line: number;
  readonly column: number;
  /** What would have been right, to follow "Expected "; `null` where the message says it all. */
  readonly expected: string | null;
  /** What was probably meant, ready to be put in its place; `null` where nothing is near, or too much. */
  readonly suggestion: string | null;
}

/**
 * A problem in one line: `error-contract.json:5:7: $.codes.TIMEOUT.fault is "sever". Expected "client" or "server". Did
 * you mean "server"?` The file is told relative to `from`, where that is given.
 */
export function toProblemText(problem: ContractProblem, from?: string): string {
  const expected = problem.expected === null ? "" : ` Expected ${problem.expected}.`;
  const suggestion = problem.suggestion === null ? "" : ` Did you mean ${JSON.stringify(problem.suggestion)}?`;
  return toOneLine(`${toPlace(problem, from)}: ${problem.message}.${expected}${suggestion}`);
}

function toPlace({ file, line, column }: ContractProblem, from: string | undefined): string {
  if (line === 0) return file;
  return `${from === undefined ? file : relative(from, file) || file}:${line}:${column}`;
}

/** `a, b or c`. */
export function toAlternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

/** A value, quoted and cut to a length that fits into a line. Objects are only named: they may be endless. */
export function toQuoted(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function toOneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ");
}
