import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Proposal } from "./proposal.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { traverse } from "../syntax/traverse.ts";
import { unwrap } from "../syntax/unwrap.ts";

/** Takes a catch away that does nothing but throw what it caught; `null` for any other, and where names would clash. */
export function removeRethrowingCatch(
  { node }: CaughtError,
  exit: { readonly node: TSESTree.Node },
  facts: Facts,
): Proposal | null {
  if (node.type !== "CatchClause" || node.body.body.length !== 1 || node.body.body[0] !== exit.node) return null;
  // a catch that returns its error, or does something on the way, does more than rethrow
  if (exit.node.type !== "ThrowStatement" || unwrap(exit.node.argument).type !== "Identifier") return null;
  const statement = node.parent as TSESTree.TryStatement;
  const edits = statement.finalizer ? removeClause(node, facts) : unwrapBlock(statement, facts);
  return edits && { messageId: "removeCatch", data: {}, edits, permission: { verdict: "safe" }, manual: true };
}

function hasComment(start: number, end: number, { source: { ast } }: Facts): boolean {
  return ast.comments?.some(({ range }) => range[0] >= start && range[1] <= end) ?? false;
}

function removeClause(node: TSESTree.CatchClause, facts: Facts): TextEdit[] | null {
  const { block } = node.parent as TSESTree.TryStatement;
  const [start, end] = [block.range[1], node.range[1]];
  return hasComment(start, end, facts) ? null : [{ start, end, text: "" }];
}

/** The block's statements in place of the whole statement, one level further out. */
function unwrapBlock(statement: TSESTree.TryStatement, facts: Facts): TextEdit[] | null {
  const { text } = facts.source;
  const { block } = statement;
  const [start, end] = statement.range;
  const isAlone = /^(?:BlockStatement|Program|StaticBlock)$/.test(statement.parent.type);
  const isCommented = hasComment(start, block.range[0], facts) || hasComment(block.range[1], end, facts);
  if (!isAlone || isCommented || block.body.length === 0) return null;
  if (hasClash(block, facts) || hasLongTemplate(block)) return null;
  const body = text.slice(block.range[0] + 1, block.range[1] - 1);
  if (/^[([`/+-]/.test(body.trim()) && !/[;{}]\s*$/.test(text.slice(0, start))) return null;
  const indent = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? "";
  const inner = /\n([ \t]+)\S/.exec(body)?.[1] ?? indent;
  const lines = body
    .trim()
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.startsWith(inner) ? indent + line.slice(inner.length) : line));
  return [{ start, end, text: lines.join(/\r\n/.test(body) ? "\r\n" : "\n") }];
}

/** Whether a name that the block declares means another thing around it. */
function hasClash(block: TSESTree.BlockStatement, { source: { scopeManager } }: Facts): boolean {
  const scope = scopeManager.acquire(block);
  const around = scope?.upper;
  const taken = new Set(around?.through.map(({ identifier }) => ("name" in identifier ? identifier.name : "")));
  return scope?.variables.some(({ name }) => around?.set.has(name) || taken.has(name)) ?? false;
}

/** Whether a template goes over several lines: what stands before them is a part of it. */
function hasLongTemplate(block: TSESTree.BlockStatement): boolean {
  let isLong = false;
  traverse(block, (node) => {
    if (node.type === "TemplateElement" && node.value.raw.includes("\n")) isLong = true;
  });
  return isLong;
}
