import { createRequire } from "node:module";
import { analyze, type ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { findDeepNesting } from "./nesting.ts";
import { toPosition } from "./position.ts";
import type { Source } from "./source.ts";
import { traverse } from "./traverse.ts";

/** Why a text could not be parsed, with the place of the first error (line and column count from 1). */
export interface SyntaxProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type ParseResult =
  { readonly source: Source; readonly problem: null } | { readonly source: null; readonly problem: SyntaxProblem };

type SourceType = "module" | "commonjs";
type Program = TSESTree.Program;

/** Turns a text into a tree, or says where it is wrong. One for each parser that a host may have. */
export type Parser = (path: string, text: string, sourceType: SourceType) => { readonly ast: Program } | SyntaxProblem;

/**
 * Parses a file as the core needs it. A BOM is taken off first. Of the two ways to read a `.js` file the more likely
 * comes first and the other is tried when it fails.
 */
export function parse(path: string, text: string, parser: Parser = defaultParser()): ParseResult {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const [likely, other] = toSourceTypes(path, body);
  const first = parser(path, body, likely);
  const second = "ast" in first || other === null ? first : parser(path, body, other);
  if ("ast" in second)
    return toSource(second.ast, { path, text: body, sourceType: second === first ? likely : (other ?? likely) });
  return { source: null, problem: "ast" in first ? second : first };
}

function toSource(ast: Program, file: { path: string; text: string; sourceType: SourceType }): ParseResult {
  traverse(ast, complete);
  // without TypeScript's list of globals: a name that nobody declares is one
  const scopeManager: ScopeManager = analyze(ast, { sourceType: file.sourceType, lib: [] });
  return { source: { ast, scopeManager, text: file.text, path: file.path.replaceAll("\\", "/") }, problem: null };
}

/** What parsers leave out, or would take longer to say than it takes to see. */
function complete(node: TSESTree.Node & Partial<Span>, parent: TSESTree.Node | null): void {
  const open = node as { parent?: TSESTree.Node | null; range?: TSESTree.Range };
  open.parent = parent;
  open.range ??= [node.start ?? 0, node.end ?? 0];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** CommonJS permits a top-level `return`, and modules `await`: the extension decides, else what the text looks like. */
function toSourceTypes(path: string, text: string): [SourceType, SourceType | null] {
  if (/\.(?:mjs|mts|tsx|ts)$/.test(path)) return ["module", null];
  if (/\.(?:cjs|cts)$/.test(path)) return ["commonjs", null];
  return /^[ \t]*(?:import|export)\b/m.test(text) ? ["module", "commonjs"] : ["commonjs", "module"];
}

let chosen: Parser | null = null;

/** `oxc-parser` where it can be loaded, else the user's own `@typescript-eslint/parser`. Throws if there is neither. */
function defaultParser(): Parser {
  chosen ??= loadOxcParser() ?? loadTypescriptParser() ?? noParser();
  return chosen;
}

function noParser(): never {
  throw new Error(
    "No parser can be loaded: oxc-parser has no binding for this platform and @typescript-eslint/parser is not installed.",
  );
}

const require = createRequire(import.meta.url);

interface OxcResult {
  readonly program: Program;
  readonly comments: readonly { type: "Line" | "Block"; value: string; start: number; end: number }[];
  readonly errors: readonly { message: string; severity: string; labels: readonly { start: number }[] }[];
}

/**
 * The parser of `oxc-parser`, which makes the same tree as typescript-estree at a sixth of the cost; `null` where it cannot
 * load. A bundle may have its own copy of the package's scripts, and names it.
 */
export function loadOxcParser(specifier = "oxc-parser"): Parser | null {
  const oxc = load<{ parseSync(path: string, text: string, options: object): OxcResult }>(specifier);
  if (oxc === null) return null;
  return (path, text, sourceType) => {
    const deep = findDeepNesting(text);
    if (deep !== null) return { message: "Brackets are nested too deeply", ...toPosition(text, deep) };
    const options = { sourceType, lang: toLanguage(path), astType: "ts", range: false, preserveParens: false };
    const result = oxc.parseSync(path, text, options);
    const error = result.errors[0];
    if (error) return { message: error.message, ...toPosition(text, error.labels[0]?.start ?? 0) };
    const ast = result.program;
    const comments = result.comments.map((comment) => ({ ...comment, range: [comment.start, comment.end] }));
    return { ast: Object.assign(ast, { comments }) as unknown as Program };
  };
}

/** The parser that ESLint users of TypeScript have; `null` where it is not installed. */
export function loadTypescriptParser(): Parser | null {
  const estree = load<{ parseForESLint(text: string, options: object): { ast: Program } }>("@typescript-eslint/parser");
  if (estree === null) return null;
  return (path, text, sourceType) => {
    try {
      return {
        ast: estree.parseForESLint(text, {
          sourceType,
          range: true,
          loc: true,
          comment: true,
          ecmaFeatures: { globalReturn: true },
          filePath: path,
        }).ast,
      };
    } catch (error) {
      const {
        message,
        lineNumber = 1,
        column = 0,
      } = error as { message: string; lineNumber?: number; column?: number };
      return { message, line: lineNumber, column: column + 1 };
    }
  };
}

function load<T>(name: string): T | null {
  try {
    return require(name) as T;
  } catch {
    return null; // not installed, or no binding for this platform: the next parser is tried
  }
}

function toLanguage(path: string): "ts" | "tsx" | "jsx" | "dts" {
  if (/\.d\.[cm]?ts$/.test(path)) return "dts";
  if (/\.[cm]?ts$/.test(path)) return "ts";
  return path.endsWith(".tsx") ? "tsx" : "jsx";
}
