import type { TSESTree } from "@typescript-eslint/types";
import { findDirective } from "../src/syntax/directives.ts";
import type { TextEdit } from "../src/syntax/edits.ts";
import type { Source } from "../src/syntax/source.ts";
import { childrenOf } from "../src/syntax/traverse.ts";
import { toOffset } from "../src/syntax/position.ts";
import type { LeftSite } from "./codemod.ts";

/** What a file's comments are to say of the sites that are left in it, which lie in its text as it is now. */
export interface TodoTask {
  readonly left: readonly LeftSite[];
  /** The rules that were asked; comments about others stay. */
  readonly rules: ReadonlySet<string>;
  /** Whether comments are written; else only those go whose sites are settled. */
  readonly isWriting: boolean;
  /** A reason that is none of the site itself: the run ended before it. */
  readonly isPutOff: (reason: string) => boolean;
}

/** `// TODO(error-contract/no-bare-rethrow): …` above every site that is left, once, and none above what is settled. */
export function findTodoEdits(source: Source, task: TodoTask): readonly TextEdit[] {
  const places = toPlaces(source, task);
  const written = findTodos(source).filter(({ rule }) => task.rules.has(rule));
  const removed = written.filter((todo) => !places.some((place) => isKept(todo, place, task)));
  return [
    ...removed.map(({ start, end }) => ({ start, end, text: "" })),
    ...(task.isWriting ? places.flatMap((place) => toInsertion(place, source, written) ?? []) : []),
  ];
}

/** Where the comments about a statement stand: from the first of the comments that belong to it up to its own line. */
interface Place {
  readonly top: number;
  readonly line: number;
  readonly indent: string;
  /** By rule; `null` for what was put off, of which nothing is said anew. */
  readonly reasons: Map<string, Set<string> | null>;
}

function toPlaces(source: Source, { left, isPutOff }: TodoTask): Place[] {
  const places = new Map<number, Place>();
  for (const { rule, reason, needsProof, ...site } of left) {
    const offset = toOffset(source.text, site);
    if (needsProof || findDirective(source, { from: offset, to: offset, rule }) !== null) continue;
    const line = findStatementLine(source, offset);
    if (line === null) continue;
    const place = places.get(line) ?? toPlace(source, line);
    places.set(line, place);
    const reasons = place.reasons.get(rule);
    if (isPutOff(reason)) place.reasons.set(rule, reasons ?? null);
    else place.reasons.set(rule, (reasons ?? new Set()).add(toStableReason(reason)));
  }
  return [...places.values()];
}

/** Lines move with every edit, and a reason that names them would have to be written anew each time. */
function toStableReason(reason: string): string {
  return reason.replaceAll(/(\.[cm]?[jt]sx?)(?::\d+)+/g, "$1").replaceAll(/\s+/g, " ");
}

/** Whatever is a line of its own there, in a block, a class or a module: text of JSX or of a template never is. */
const isLineOfItsOwn =
  /(?<!Block)Statement$|Declaration$|^(?:MethodDefinition|PropertyDefinition|AccessorProperty|TSAbstractMethodDefinition)$/;

/** Where the line begins of the innermost statement around an offset that begins one; `null` where none does. */
function findStatementLine({ ast, text }: Source, offset: number): number | null {
  let found: number | null = null;
  let node: TSESTree.Node | undefined = ast;
  while (node) {
    const [start] = node.range;
    const line = text.lastIndexOf("\n", start - 1) + 1;
    if (isLineOfItsOwn.test(node.type) && text.slice(line, start).trim() === "") found = line;
    node = childrenOf(node).find(({ range }) => range[0] <= offset && offset < range[1]);
  }
  return found;
}

/** Comments right above a statement may be directives, between which and their line nothing is put. */
function toPlace({ ast, text }: Source, line: number): Place {
  const comments = ast.comments ?? [];
  let top = line;
  for (;;) {
    const above = comments.find(({ range: [, end] }) => /^[^\S\n]*\r?\n$/.test(text.slice(end, top)));
    if (!above) break;
    const start = text.lastIndexOf("\n", above.range[0] - 1) + 1;
    if (text.slice(start, above.range[0]).trim() !== "") break;
    top = start;
  }
  return { top, line, indent: /^[^\S\r\n]*/.exec(text.slice(line))?.[0] ?? "", reasons: new Map() };
}

/** A comment of ours, with its whole line. */
interface Todo {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly reason: string;
}

/** What every comment of ours begins with. */
export const todoMark = "TODO(error-contract/";

function findTodos({ ast, text }: Source): Todo[] {
  return (ast.comments ?? []).flatMap(({ type, value, range }) => {
    const [, rule, reason] = /^ TODO\(error-contract\/([\w-]+)\): (.*)$/.exec(value.trimEnd()) ?? [];
    const start = text.lastIndexOf("\n", range[0] - 1) + 1;
    const isOwnLine = type === "Line" && text.slice(start, range[0]).trim() === "";
    if (!isOwnLine || rule === undefined || reason === undefined) return [];
    const end = text.indexOf("\n", range[1]);
    return { start, end: end < 0 ? text.length : end + 1, rule, reason };
  });
}

function isKept({ start, rule, reason }: Todo, { top, line, reasons }: Place, { isWriting }: TodoTask): boolean {
  const known = reasons.get(rule);
  if (start < top || start >= line || known === undefined) return false;
  return !isWriting || known === null || known.has(reason);
}

function toInsertion({ top, line, indent, reasons }: Place, { text }: Source, todos: readonly Todo[]): TextEdit | null {
  const here = todos.filter(({ start }) => start >= top && start < line);
  const missing = [...reasons].flatMap(([rule, known]) =>
    [...(known ?? [])]
      .filter((reason) => !here.some((todo) => todo.rule === rule && todo.reason === reason))
      .map((reason) => `${indent}// ${todoMark}${rule}): ${reason}`),
  );
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return missing.length === 0 ? null : { start: top, end: top, text: missing.map((each) => each + eol).join("") };
}
