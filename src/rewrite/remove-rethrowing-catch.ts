import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Proposal } from "./proposal.ts";
import type { TextEdit } from "../syntax/edits.ts";

/** Takes a catch away that does nothing but throw what it caught; `null` for any other, and where names would clash. */
export function removeRethrowingCatch(
  { node }: CaughtError,
  exit: { readonly node: TSESTree.Node },
  facts: Facts,
): Proposal | null {
  if (node.type !== "CatchClause" || node.body.body.length !== 1 || node.body.body[0] !== exit.node) return null;
  if (hasComment(node, facts)) return null;
  const statement = node.parent as TSESTree.TryStatement;
  const edits = statement.finalizer ? [removeClause(node, statement)] : unwrapBlock(statement, facts);
  return edits && { messageId: "removeCatch", data: {}, edits, permission: { verdict: "safe" }, manual: true };
}

function hasComment(node: TSESTree.Node, { source: { ast } }: Facts): boolean {
  return ast.comments?.some(({ range }) => range[0] >= node.range[0] && range[1] <= node.range[1]) ?? false;
}

function removeClause(node: TSESTree.CatchClause, { block }: TSESTree.TryStatement): TextEdit {
  return { start: block.range[1], end: node.range[1], text: "" };
}

/** The block's statements in place of the whole statement, one level further out. */
function unwrapBlock(statement: TSESTree.TryStatement, { source: { text, scopeManager } }: Facts): TextEdit[] | null {
  const scope = scopeManager.acquire(statement.block);
  const clashes =
    scope?.variables.some(
      ({ name }) =>
        scope.upper?.set.has(name) ||
        scope.upper?.through.some(({ identifier }) => "name" in identifier && identifier.name === name),
    ) ?? false;
  const body = text.slice(statement.block.range[0] + 1, statement.block.range[1] - 1);
  if (clashes || body.includes("`") || statement.block.body.length === 0) return null;
  const indent = /[ \t]*$/.exec(text.slice(0, statement.range[0]))?.[0] ?? "";
  const inner = /\n([ \t]+)\S/.exec(body)?.[1] ?? indent;
  const lines = body
    .trim()
    .split(/\r?\n/)
    .map((line, index) => (index > 0 && line.startsWith(inner) ? indent + line.slice(inner.length) : line));
  return [{ start: statement.range[0], end: statement.range[1], text: lines.join(/\r\n/.test(body) ? "\r\n" : "\n") }];
}
