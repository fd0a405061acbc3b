import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isExecutor } from "../analysis/find-handover.ts";
import type { Roles } from "../analysis/meaning.ts";
import { isTaken } from "../rewrite/response-place.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { findChainEnd } from "../syntax/promise-chain.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  parentOutsideCasts,
  unwrap,
} from "../syntax/unwrap.ts";
import { findLostCauses } from "./lost-cause.ts";
import { findMadeErrors } from "./made-error.ts";

/** An expression that leaves a function as an error. */
export interface Leaving {
  /** The statement or call by which it leaves. */
  readonly at: TSESTree.Node;
  readonly argument: TSESTree.Node;
  /** What it is handed to: `callback`, `reject`. */
  readonly callee: TSESTree.Node | null;
}

/** Everything that a file throws, rejects or hands on, in source order; to `next` only where the roles say which that is. */
export function findLeaving({ nodes, known, setting: { policy } }: Facts, roles?: Roles): Leaving[] {
  const thrown = nodes.throws.map((at): Leaving => ({ at, argument: at.argument, callee: null }));
  const handed = nodes.calls.flatMap((at): Leaving[] => {
    const leaving = known.leavingOf(at, roles);
    if (!leaving?.argument) return [];
    if (leaving.kind === "rejection") return [{ at, argument: leaving.argument, callee: null }];
    if (leaving.via === "callback" && policy.callbacks !== "report") return [];
    return [{ at, argument: leaving.argument, callee: at.callee }];
  });
  return [...thrown, ...handed].sort((left, right) => left.at.range[0] - right.at.range[0]);
}

/** Whether what is thrown or rejected at a node comes to somebody else: no `try` and no promise handler of the same function takes it. */
export function leavesFunction({ at: node, callee }: Omit<Leaving, "argument">, facts: Facts): boolean {
  if (isKept(node)) return false;
  const executor = callee && findExecutor(callee, facts);
  for (let at = node; !isTaken(at);) {
    const around = at === node && executor ? executor : enclosingFunction(at);
    if (!around) return false; // while a module loads, there is nobody whom a code could tell anything
    const chain = findChainEnd(around);
    if (chain?.goesOn) return false;
    const waiting = chain ? (chain.kind === "awaited" ? chain.node : null) : findWaiting(around, facts);
    if (!waiting) return !runsWhileLoading(around, facts);
    at = waiting;
  }
  return false;
}

/** `const base = readConfig(process.env);`: a function that is called by nothing but the module, while it loads. */
function runsWhileLoading(node: FunctionNode, facts: Facts, depth = 0): boolean {
  const declarator = parentOutsideCasts(node);
  const holder = node.type === "FunctionDeclaration" ? node : declarator;
  if (node.async || depth > 4 || !holder || !/^(?:FunctionDeclaration|VariableDeclarator)$/.test(holder.type))
    return false;
  const variable = facts.bindings.declaredBy(holder).find(({ name }) => name === functionName(node));
  const uses = variable?.references.filter(({ init }) => init !== true) ?? [];
  const isOfModule = (use: TSESTree.Node): boolean => {
    const call = parentOutsideCasts(use);
    if (call?.type !== "CallExpression" || unwrap(call.callee) !== use) return false;
    const around = enclosingFunction(call);
    return around === null || runsWhileLoading(around, facts, depth + 1);
  };
  return uses.length > 0 && !isExported(holder) && uses.every(({ identifier }) => isOfModule(identifier));
}

function isExported(node: TSESTree.Node): boolean {
  const statement = node.type === "VariableDeclarator" ? node.parent : node;
  return /^Export/.test(statement.parent?.type ?? "");
}

/** `answer = Promise.reject(new Error("…"));`: what becomes of it is up to whoever asks for it by that name. */
function isKept(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  return parent?.type === "AssignmentExpression" || parent?.type === "VariableDeclarator";
}

/** The promise's function whose parameter `reject` is, however deep inside of it that is called. */
function findExecutor(callee: TSESTree.Node, { bindings, known }: Facts): FunctionNode | null {
  const definition = bindings.variableOf(unwrap(callee))?.defs[0];
  const owner = definition?.type === "Parameter" ? definition.node : null;
  return owner && isFunction(owner) && isExecutor(owner, known.bindings) ? owner : null;
}

/** Who waits for the promise that a function settles, in the same function: `await new Promise((resolve, reject) => …)`. */
export function findWaiting(node: FunctionNode, { bindings }: Facts): TSESTree.Node | null {
  const made = parentOutsideCasts(node);
  const holder = made?.type === "NewExpression" ? parentOutsideCasts(made) : null;
  const waiting = made?.type === "NewExpression" ? findAwait(made, bindings) : null;
  if (waiting) return waiting;
  if (holder?.type !== "VariableDeclarator" || holder.parent.kind !== "const") return null;
  const uses = bindings.declaredBy(holder)[0]?.references.filter(({ init }) => !init) ?? [];
  const [use] = uses;
  return use && uses.length === 1 ? findAwait(use.identifier, bindings) : null;
}

/** `await timeout`, `await Promise.race([load(), timeout])` */
function findAwait(node: TSESTree.Node, bindings: Bindings): TSESTree.Node | null {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "AwaitExpression") return parent;
  const call = parent?.type === "ArrayExpression" ? parentOutsideCasts(parent) : null;
  if (call?.type !== "CallExpression") return null;
  const origin = bindings.originOf(call.callee);
  const isJoined = origin?.root.kind === "global" && /^Promise\.(?:all|any|race)$/.test(origin.path.join("."));
  return isJoined ? findAwait(call, bindings) : null;
}

/** Errors that other rules speak of: those made in handlers, and in the place of caught ones. */
export function findOwned(facts: Facts): ReadonlySet<TSESTree.Node> {
  return new Set(
    [...findMadeErrors(facts), ...findLostCauses(facts)].flatMap((each) => [
      each.node,
      each.construction?.node ?? each.node,
    ]),
  );
}
