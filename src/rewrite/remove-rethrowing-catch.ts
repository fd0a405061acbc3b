import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Proposal } from "./proposal.ts";
import type { TextEdit } from "../syntax/edits.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import { traverse } from "../syntax/traverse.ts";
import { enclosingFunction, isFunction, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import { toIndent } from "./file-style.ts";
import { isTaken } from "./response-place.ts";

/** How a caught error leaves: by a statement, or a call of this. */
interface Leaving {
  readonly node: TSESTree.Node;
  readonly callee: TSESTree.Node | null;
}

/** Takes a catch away that does nothing but throw what it caught; `null` for any other, and where names would clash. */
export function removeRethrowingCatch({ node, kind, call }: CaughtError, exit: Leaving, facts: Facts): Proposal | null {
  const edits =
    node.type === "CatchClause"
      ? removeFromTry(node, exit, facts)
      : removeFromChain(node, { call: kind === "promise" ? call : null, exit, facts });
  return edits && { messageId: "removeCatch", data: {}, edits, permission: { verdict: "safe" }, manual: true };
}

function removeFromTry(node: TSESTree.CatchClause, exit: Leaving, facts: Facts): TextEdit[] | null {
  const [only, ...others] = node.body.body;
  if (!only || others.length > 0 || !isRethrow(only, exit)) return null;
  const statement = node.parent as TSESTree.TryStatement;
  return statement.finalizer ? removeClause(node, facts) : unwrapBlock(statement, facts);
}

/** `throw err;`, or in an async function `return Promise.reject(err);`, which a `try` further out would not take. */
function isRethrow(statement: TSESTree.Statement, { node, callee }: Leaving): boolean {
  if (statement === node) return isThrowOfName(node);
  if (statement.type !== "ReturnStatement" || !statement.argument || callee !== null) return false;
  const around = enclosingFunction(statement);
  const isRejection =
    unwrap(statement.argument) === node && node.type === "CallExpression" && isName(node.arguments.at(0));
  return isRejection && around !== null && around.async && !around.generator && !isTaken(node);
}

/** A catch that returns its error, or does something on the way, does more than rethrow. */
function isThrowOfName(node: TSESTree.Node): boolean {
  return node.type === "ThrowStatement" && isName(node.argument);
}

function isName(node: TSESTree.Node | undefined): boolean {
  return node !== undefined && unwrap(node).type === "Identifier";
}

interface Link {
  readonly call: TSESTree.CallExpression | null;
  readonly exit: Leaving;
  readonly facts: Facts;
}

/** `.catch((err) => { throw err; })` of a promise that somebody waits for, or the same as the second handler of a `then`. */
function removeFromChain(node: TSESTree.Node, { call, exit, facts }: Link): TextEdit[] | null {
  const callee = call && unwrap(call.callee);
  if (!isFunction(node) || !call || callee?.type !== "MemberExpression" || callee.optional) return null;
  const isInPlace = call.arguments.some((argument) => unwrap(argument) === node);
  // a lazy promise begins its work when it is given a handler
  if (!isInPlace || findChainEnd(node)?.kind === "floating" || !isOnlyRethrow(node, exit)) return null;
  const [from, to] =
    call.arguments.length === 1
      ? [callee.object.range[1], call.range[1]]
      : [call.arguments[0]?.range[1] ?? 0, node.range[1]];
  if (hasComment(from, to, facts)) return null;
  const opened = /^[\s)]*\)/.exec(facts.source.text.slice(from, to))?.[0].length ?? 0;
  return [{ start: from + opened, end: to, text: "" }];
}

/** `(err) => { throw err; }`, `(err) => Promise.reject(err)`, `(err) => { return Promise.reject(err); }` */
function isOnlyRethrow({ body }: FunctionNode, { node, callee }: Leaving): boolean {
  if (body.type !== "BlockStatement") return unwrap(body) === node && callee === null;
  const [only] = body.body;
  if (body.body.length !== 1 || !only) return false;
  if (only.type !== "ReturnStatement" || !only.argument) return only === node && isThrowOfName(node);
  return unwrap(only.argument) === node && callee === null && node.type === "CallExpression";
}

function hasComment(start: number, end: number, { source: { ast, text } }: Facts): boolean {
  if (!text.slice(start, end).includes("/")) return false;
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
  const indent = toIndent(text, start);
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
