import type { TSESTree } from "@typescript-eslint/types";
import { enclosingFunction, isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { CaughtError } from "./caught-error.ts";
import type { Fate } from "./fate.ts";
import type { Path } from "./path.ts";
import { caught as caughtValue, unrelated } from "./value.ts";
import { toInitialState, type State } from "./walk-state.ts";
import { TooManyPaths, Walk, type Flow, type WalkContext } from "./walk.ts";

/** Follows a caught error along every path until the function is left. */
export function findFate(caught: CaughtError, context: WalkContext): Fate {
  try {
    const paths = findPaths(caught, new Walk(context)).filter(
      (path) => path.certain || path.steps.length > 0 || !caught.nullable,
    );
    return { caught, paths: isTakenByChain(caught) ? paths.map(toTaken) : paths };
  } catch (error) {
    if (error instanceof TooManyPaths) return { caught, paths: null };
    throw error;
  }
}

function findPaths(caught: CaughtError, walk: Walk): Path[] {
  const start = toInitialState(caught.nullable ? "possible" : "certain");
  if (isFunction(caught.node)) {
    const index = caught.node.params.indexOf(caught.binding as TSESTree.Parameter);
    return walk.function(
      caught.node,
      caught.node.params.map((_, at) => (at === index ? caughtValue : unrelated)),
      start,
    );
  }
  const state: State = caught.binding ? walk.bindParameter(caught.binding, caughtValue, start) : start;
  const around = findTriesAround(caught.node);
  walk.guards = around.length;
  const flow = walk.block(caught.node.body.body, [state]);
  return walk.paths(around.reduce((left, each) => leaveTry(each, left, walk), flow));
}

/** A `try` statement that has a say when something leaves a catch clause: it takes what is thrown, or has a `finally` that runs. */
interface TryAround {
  readonly node: TSESTree.TryStatement;
  readonly takes: TSESTree.CatchClause | null;
}

/** The `try` statements from a catch clause outwards to the function's end, its own first. */
function findTriesAround(clause: TSESTree.CatchClause): TryAround[] {
  const around: TryAround[] = [];
  let at: TSESTree.Node = clause;
  for (
    let parent = clause.parent as TSESTree.Node | undefined;
    parent && !isFunction(parent);
    at = parent, parent = parent.parent
  ) {
    if (parent.type !== "TryStatement" || at === parent.finalizer) continue;
    const takes = at === parent.block ? parent.handler : null;
    if (takes || parent.finalizer) around.push({ node: parent, takes });
  }
  return around;
}

function leaveTry({ node, takes }: TryAround, flow: Flow, walk: Walk): Flow {
  let left = flow;
  if (!node.finalizer) walk.guards--;
  if (takes) {
    const thrown = walk.throws;
    walk.throws = [];
    const handled = walk.catch(takes, thrown);
    left = { normal: [...flow.normal, ...handled.normal], jumps: [...flow.jumps, ...handled.jumps] };
  }
  if (!node.finalizer) return left;
  walk.guards--;
  const thrown = walk.throws;
  walk.throws = [];
  return walk.finally(node.finalizer, left, thrown);
}

/** Whether what a promise handler throws is taken further along: `p.catch(f).catch(g)`, `try { await p.catch(f) } catch {}`. */
function isTakenByChain({ kind, call }: CaughtError): boolean {
  if (kind !== "promise" || !call) return false;
  let at: TSESTree.Node = call;
  for (
    let parent = parentOutsideCasts(at);
    parent?.type === "MemberExpression" && unwrap(parent.object) === at;
    parent = parentOutsideCasts(at)
  ) {
    const next = parentOutsideCasts(parent);
    if (next?.type !== "CallExpression" || unwrap(next.callee) !== parent) return false;
    const method = propertyName(parent);
    if ((method === "catch" && next.arguments.length > 0) || (method === "then" && next.arguments.length > 1))
      return true;
    at = next;
  }
  return parentOutsideCasts(at)?.type === "AwaitExpression" && isInTry(at);
}

/** Whether what a node throws is taken by a `try` of the same function. */
export function isInTry(node: TSESTree.Node): boolean {
  const limit = enclosingFunction(node);
  for (let at: TSESTree.Node = node; at.parent && at !== limit; at = at.parent) {
    if (at.parent.type === "TryStatement" && at.parent.block === at && at.parent.handler) return true;
  }
  return false;
}

/** What is thrown, or rejected, goes on to somebody in the same function: it has not left. */
function toTaken(path: Path): Path {
  const leaves = path.end.kind === "threw" || (path.end.kind === "returned" && path.end.value.kind === "rejection");
  return leaves ? { ...path, end: { kind: "completed" } } : path;
}
