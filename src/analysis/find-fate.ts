import type { TSESTree } from "@typescript-eslint/types";
import { enclosingFunction, isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { CaughtError } from "./caught-error.ts";
import type { Fate } from "./fate.ts";
import type { Path } from "./path.ts";
import { caught as caughtValue, unrelated } from "./value.ts";
import { toInitialState, type State } from "./walk-state.ts";
import { walkBehind, walkBehindResult } from "./walk-behind.ts";
import { TooManyPaths, type Flow, type Throw, type WalkContext } from "./walk-context.ts";
import { Walk } from "./walk.ts";

/** Follows a caught error along every path until the function is left, or the chain that a promise handler stands in. */
export function findFate(caught: CaughtError, all: readonly CaughtError[], context: WalkContext): Fate {
  try {
    const paths = findPaths(caught, new Walk(context)).filter(
      (path) => path.certain || path.steps.length > 0 || !caught.nullable,
    );
    return { caught, paths: followChain(caught, paths, { all, context }) };
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
  return goOnBehind(
    caught.node,
    around.reduce((left, each) => leaveTry(each, left, walk), flow),
    walk,
  );
}

/** The paths that a catch clause leaves by; those on which its function goes on to use what it has kept go on there. */
function goOnBehind(clause: TSESTree.CatchClause, { normal, jumps }: Flow, walk: Walk): Path[] {
  const behind = normal.map((state) => ({ state, ...walkBehind(clause, state, walk.context) }));
  const done = behind.filter(({ mayBeUnused }) => mayBeUnused).map(({ state }) => state);
  return [...walk.paths({ normal: done, jumps }), ...behind.flatMap(({ used }) => used)];
}

/** A `try` statement that has a say when something leaves a catch clause: it takes what is thrown, or has a `finally` that runs. */
interface TryAround {
  readonly node: TSESTree.TryStatement;
  readonly takes: TSESTree.CatchClause | null;
}

/** The `try` statements from a node outwards to the function's end; a catch clause's own is the first. */
function findTriesAround(node: TSESTree.Node): TryAround[] {
  const around: TryAround[] = [];
  let at = node;
  for (let parent = node.parent; parent && !isFunction(parent); at = parent, parent = parent.parent) {
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

const nothing: Flow = { normal: [], jumps: [] };

interface Chain {
  /** Every error that is caught in the file. */
  readonly all: readonly CaughtError[];
  readonly context: WalkContext;
}

/** Goes on with what a promise handler throws where it is taken further along: by a handler of the chain, or a `try` around its `await`. */
function followChain(caught: CaughtError, paths: readonly Path[], chain: Chain): readonly Path[] {
  const { kind, call } = caught;
  const results =
    kind === "promise" && call ? paths.flatMap((path) => walkBehindResult(call, path, chain.context)) : [];
  return [...followThrows(caught, paths, chain), ...results];
}

function followThrows({ kind, call }: CaughtError, paths: readonly Path[], chain: Chain): readonly Path[] {
  const taker = kind === "promise" && call ? findTaker(call) : null;
  if (!taker) return paths;
  if (taker.type === "AwaitExpression")
    return paths.flatMap((path) => followThrown(path, (thrown) => awaitThrown(taker, thrown, chain)));
  const next = chain.all.find((each) => each.kind === "promise" && each.call === taker);
  if (!next) return paths.map(toTaken);
  return paths.flatMap((path) => followThrown(path, (thrown) => handleThrown(next, thrown, chain)));
}

/** The call of the chain that takes what an earlier handler throws, or the `await` of it in a `try`. */
function findTaker(call: TSESTree.CallExpression): TSESTree.CallExpression | TSESTree.AwaitExpression | null {
  let at: TSESTree.Node = call;
  for (
    let parent = parentOutsideCasts(at);
    parent?.type === "MemberExpression" && unwrap(parent.object) === at;
    parent = parentOutsideCasts(at)
  ) {
    const next = parentOutsideCasts(parent);
    if (next?.type !== "CallExpression" || unwrap(next.callee) !== parent) return null;
    const method = propertyName(parent);
    if ((method === "catch" && next.arguments.length > 0) || (method === "then" && next.arguments.length > 1))
      return next;
    at = next;
  }
  const parent = parentOutsideCasts(at);
  return parent?.type === "AwaitExpression" && isInTry(parent) ? parent : null;
}

/** The paths that one becomes where what it throws, or rejects, has not left yet. */
function followThrown(path: Path, follow: (thrown: Throw) => Path[]): Path[] {
  const { steps, end, certain, coded } = path;
  const state: State = { ...toInitialState(certain ? "certain" : "possible"), histories: [steps], coded };
  if (end.kind === "threw") return follow({ ...end, state, implicit: false });
  if (end.kind !== "returned" || end.value.kind !== "rejection") return [path];
  const { node, of: value } = end.value;
  return follow({ state, node, argument: node, value, implicit: false });
}

function handleThrown(next: CaughtError, { state, value }: Throw, { all, context }: Chain): Path[] {
  if (!isFunction(next.node)) return [];
  const index = next.node.params.indexOf(next.binding as TSESTree.Parameter);
  const values = next.node.params.map((_, at) => (at === index ? value : unrelated));
  return [...followChain(next, new Walk(context).function(next.node, values, state), { all, context })];
}

function awaitThrown(node: TSESTree.AwaitExpression, thrown: Throw, { context }: Chain): Path[] {
  const walk = new Walk(context);
  const around = findTriesAround(node);
  walk.guards = around.length;
  walk.throws = [thrown];
  return walk.paths(around.reduce((left, each) => leaveTry(each, left, walk), nothing));
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
