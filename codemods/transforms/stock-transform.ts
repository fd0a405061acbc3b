import { resolve } from "node:path";
import type { Setting } from "../../src/analysis/facts.ts";
import { hasErrorCause } from "../../src/contract/error-cause.ts";
import { toImportEnding } from "../../src/contract/import-ending.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { toProblemText } from "../../src/contract/problem.ts";
import { contractFor } from "../../src/contract/store.ts";
import { parse, type Parser } from "../../src/syntax/parse.ts";
import type { Source } from "../../src/syntax/source.ts";
import type { Codemod } from "../codemod.ts";
import { migrateFile } from "../migrate-file.ts";
import { migrateSource } from "../migrate-source.ts";
import { findNameReason, findTextReason } from "../skip-reason.ts";

/** What jscodeshift calls for every file; `undefined` says that the file stays as it is. */
export type StockTransform = (file: TransformedFile, api?: TransformApi) => string | undefined;

interface TransformedFile {
  /** As the host was given it: absolute, or from the working directory on. */
  readonly path: string;
  /** With its byte order mark, if it has one. */
  readonly source: string;
}

/** Of what the host offers, the way to tell the user something about the file. */
interface TransformApi {
  readonly report?: (message: string) => void;
}

/** Why a file is not transformed. The host shows the message and nothing else, so all is in it. */
export class TransformError extends Error {
  override readonly name = "TransformError";
  readonly code: "CONTRACT_INVALID" | "SYNTAX_ERROR";

  constructor(code: TransformError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

const bom = "\uFEFF";

/**
 * A codemod as a transform for the stock jscodeshift: text in, text out. It sees one file, and so makes no edit that needs
 * the project. It throws a `TransformError` or `UnsoundEdits`, and the host lets the file be and says so.
 */
export function toStockTransform(codemod: Codemod, toParser: () => Parser | undefined): StockTransform {
  return ({ path, source: text }, { report = () => undefined } = {}) => {
    const mark = text.startsWith(bom) ? bom : "";
    const body = text.slice(mark.length);
    if (!isConcerned(codemod, { path, text: body })) return undefined;
    const file = resolve(path);
    const setting = toSetting(file);
    if (setting === null) {
      report("left as it is: no error-contract.json applies; make one with `npx error-contract init`");
      return undefined;
    }
    const parser = toParser();
    const options = { codemods: [codemod], setting, index: null };
    const migrated = migrateFile({ source: toSource(file, body, parser), parser }, (source) =>
      migrateSource(source, options),
    );
    for (const { line, column, rule, reason } of migrated.left) report(`${line}:${column} ${rule} left: ${reason}`);
    return migrated.text === body ? undefined : mark + migrated.text;
  };
}

/** Whether the file is one that `migrate` would read, and its text says anything that the codemod is about. */
function isConcerned({ finders }: Codemod, { path, text }: { path: string; text: string }): boolean {
  if (findNameReason(path) !== null || findTextReason(text) !== null) return false;
  return finders.some(({ concerns }) => concerns?.test(text) !== false);
}

function toSetting(file: string): Setting | null {
  const loaded = contractFor(file);
  if (loaded === null) return null;
  const { contract, problems } = loaded;
  if (contract !== null && problems.length === 0)
    return {
      contract,
      policy: toPolicy(contract, {}),
      importExtension: toImportEnding(file),
      hasErrorCause: hasErrorCause(file),
    };
  const places = problems.map((problem) => toProblemText(problem, process.cwd()));
  throw new TransformError("CONTRACT_INVALID", `the contract is not valid: ${places.join("; ")}`);
}

function toSource(file: string, text: string, parser?: Parser): Source {
  const { source, problem } = parse(file, text, parser);
  if (source !== null) return source;
  const { message, line, column } = problem;
  throw new TransformError("SYNTAX_ERROR", `syntax error at ${line}:${column}: ${message}`);
}
