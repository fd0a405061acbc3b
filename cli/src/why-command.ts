import { existsSync, realpathSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { toFacts } from "../../src/analysis/program.ts";
import { toForwardSlashes } from "../../src/contract/glob.ts";
import { withoutContract } from "../../src/contract/policy.ts";
import { parse } from "../../src/syntax/parse.ts";
import { CommandError } from "./command-error.ts";
import { readFile } from "./read-file.ts";
import { toSettings } from "./settings.ts";
import { toColors, type Io } from "./terminal.ts";
import { explainLine } from "./why/explain-line.ts";
import { toText } from "./why/to-text.ts";

export interface WhyCommandOptions {
  readonly cwd: string;
  readonly contract: string | null;
  /** `src/orders.ts:42` */
  readonly place: string;
  readonly json: boolean;
  readonly color: boolean;
}

/**
 * Tells what becomes of the error at a line, what the names there mean, and why each rule speaks or is silent. Throws
 * `INVALID_USAGE`, `PATH_NOT_FOUND` and `SYNTAX_ERROR`.
 */
export async function runWhy(options: WhyCommandOptions, io: Io): Promise<number> {
  const { path, line } = parsePlace(options);
  const { text } = readFile(path) ?? refuse("the file is not UTF-8", options.place);
  const { source, problem } = parse(path, text);
  if (!source) {
    const context = { file: options.place, line: problem.line, column: problem.column, problem: problem.message };
    throw new CommandError("SYNTAX_ERROR", "the file cannot be parsed", { context });
  }
  const lines = text.split(/\r\n|[\n\r]/).length;
  if (line > lines) refuse(`the file has only ${String(lines)} lines`, options.place);
  const { contract: named, cwd } = options;
  const setting = toSettings({ cwd, contract: named })(path) ?? withoutContract;
  const file = toForwardSlashes(relative(realpathSync(cwd), path));
  const explanation = explainLine(toFacts(source, setting), { file, line, contract: named && resolve(cwd, named) });
  const told = options.json ? JSON.stringify(explanation, null, 2) : toText(explanation, toColors(io, options.color));
  io.stdout.write(`${told}\n`);
  return Promise.resolve(0);
}

/** `src/orders.ts:42` or `src/orders.ts:42:7`, as editors and linters write it. */
function parsePlace({ place, cwd }: WhyCommandOptions): { readonly path: string; readonly line: number } {
  const [, file = "", line = ""] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? refuse("the place has no line", place);
  const path = resolve(cwd, file);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new CommandError("PATH_NOT_FOUND", "there is no such file", { context: { path: file } });
  if (Number(line) < 1) refuse("lines count from 1", place);
  return { path: realpathSync(path), line: Number(line) };
}

function refuse(message: string, place: string): never {
  throw new CommandError("INVALID_USAGE", message, { context: { place, advice: "name one like src/orders.ts:42" } });
}
