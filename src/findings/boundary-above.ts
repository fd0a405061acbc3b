import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Handler } from "../analysis/handler.ts";
import type { Path } from "../analysis/path.ts";
import type { BoundaryBinding, Contract } from "../contract/contract.ts";
import { isGlobMatch } from "../contract/glob.ts";
import { isClientPath, isInScope } from "../contract/scope.ts";
import { functionName, type FunctionNode, isFunction, isWithin, unwrap } from "../syntax/unwrap.ts";
import type { Exit } from "./exit.ts";

/** What reports an error after it left by an exit. */
export interface BoundaryAbove {
  /** For a message: "the boundary". */
  readonly name: string;
  /** What it reports to, where that can be seen. */
  readonly notifier: string | null;
  /** What it does not report. */
  readonly skips: readonly ("client" | "expected")[];
  /** The handler that the error leaves for it, with nobody in between. */
  readonly handler: Handler | null;
  /** This file alone proves it; else there is one somewhere, and only the whole workspace could tell. */
  readonly isProven: boolean;
}

/**
 * The boundary that certainly reports what leaves by an exit: one that the contract declares for this file, one that is
 * mounted in this file above the handler, or the framework's own instrumentation. Where the contract declares one for other
 * files only, it is not proven. `null` where there is none.
 */
export function findBoundaryAbove(exit: Exit, caught: CaughtError, facts: Facts): BoundaryAbove | null {
  if (!exit.certain || exit.kind === "returned" || isPartOfBoundary(caught, facts) || !goesUp(exit, caught, facts))
    return null;
  const handler = findHandler(exit, caught, facts);
  const declared = findDeclared(facts);
  if (declared) return { name: "the boundary", notifier: null, skips: declared.skips, handler, isProven: true };
  return (handler && findOverHandler(handler, facts)) ?? findElsewhere(handler, facts);
}

function findOverHandler(handler: Handler, facts: Facts): BoundaryAbove | null {
  if (facts.setting.contract?.automaticNotify.includes(handler.framework.name)) {
    return {
      name: `the instrumentation of ${handler.framework.title}`,
      notifier: null,
      skips: ["client"],
      handler,
      isProven: true,
    };
  }
  return findMounted(handler, facts);
}

function findElsewhere(handler: Handler | null, { setting: { contract } }: Facts): BoundaryAbove | null {
  const declared = contract?.boundaries.find(({ notifies }) => notifies);
  return declared ? { name: "the boundary", notifier: null, skips: declared.skips, handler, isProven: false } : null;
}

function findDeclared({ setting: { contract }, source: { path } }: Facts): BoundaryBinding | null {
  return contract?.boundaries.find((each) => each.notifies && isCovered(path, each, contract)) ?? null;
}

/** Whether the contract declares a boundary, notifying or not, above what a file's handlers throw. */
export function isDeclaredAbove({ setting: { contract }, source: { path } }: Facts): boolean {
  return contract?.boundaries.some((each) => isCovered(path, each, contract)) ?? false;
}

function isCovered(path: string, { covers }: BoundaryBinding, contract: Contract): boolean {
  if (covers.length > 0) return covers.some((glob) => isGlobMatch(glob, path));
  return isInScope(contract, path) && !isClientPath(contract, path);
}

/** The boundary itself may notify as it likes. */
function isPartOfBoundary({ kind, node }: CaughtError, { setting: { contract }, source: { path } }: Facts): boolean {
  if (kind === "boundary") return true;
  const boundaries = contract?.boundaries ?? [];
  if (boundaries.some(({ files }) => files.some((glob) => isGlobMatch(glob, path)))) return true;
  const own = boundaries.filter(
    ({ module }) => module === null || path.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, "") === module,
  );
  const names = new Set(own.flatMap(({ name, type }) => [name, type]));
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (names.has(nameOf(at))) return true;
  }
  return false;
}

function nameOf(node: TSESTree.Node): string {
  if (isFunction(node)) return functionName(node) ?? "";
  return node.type === "ClassDeclaration" ? (node.id?.name ?? "") : "";
}

/** Whether what leaves goes to whoever called; out of a timer or a listener it goes nowhere. */
function goesUp({ callee }: Exit, { kind, function: around }: CaughtError, facts: Facts): boolean {
  if (callee !== null) return true;
  return around !== null && kind !== "callback" && kind !== "listener" && !isDetached(around, facts);
}

const detaching = new Set([
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "nextTick",
  "on",
  "once",
  "addListener",
  "addEventListener",
  "subscribe",
  "schedule",
]);

/** A function that something else calls later. */
function isDetached(node: FunctionNode, { handlers }: Facts): boolean {
  const { parent } = node;
  if (
    parent.type !== "CallExpression" ||
    parent.callee === node ||
    handlers.some((handler) => handler.function === node)
  )
    return false;
  const callee = unwrap(parent.callee);
  const name = callee.type === "MemberExpression" ? callee.property : callee;
  return name.type === "Identifier" && detaching.has(name.name);
}

/** The handler whose own frame the error leaves, or whose `next` it is given to. */
function findHandler({ kind }: Exit, { function: around }: CaughtError, { handlers }: Facts): Handler | null {
  const own = handlers.filter(({ isBoundary }) => !isBoundary);
  if (kind === "threw" || kind === "rejected") return own.find((handler) => handler.function === around) ?? null;
  if (kind !== "next") return null;
  for (let at: TSESTree.Node | null | undefined = around; at; at = at.parent) {
    const found = own.find((handler) => handler.function === at);
    if (found) return found;
  }
  return null;
}

function findMounted(handler: Handler, facts: Facts): BoundaryAbove | null {
  for (const boundary of facts.handlers) {
    if (!boundary.isBoundary || boundary.framework !== handler.framework || !isMountedAbove(boundary, handler, facts))
      continue;
    const paths = facts.fates.find(({ caught }) => caught.node === boundary.function)?.paths;
    const notifier = paths && findNotifier(paths);
    if (!paths || !notifier) continue;
    const skips = paths.every((path) => findNotifier([path]) !== null) ? [] : (["client", "expected"] as const);
    return { name: "the boundary", notifier, skips, handler, isProven: true };
  }
  return null;
}

/** To whom paths of a boundary report, if those that do not have a reason to in the error, or hand it on. */
function findNotifier(paths: readonly Path[]): string | null {
  const reports = paths.map(
    ({ steps }) => steps.flatMap(({ event }) => (event.kind === "notified" ? [event.notifier] : []))[0],
  );
  const isExcused = ({ steps }: Path): boolean =>
    steps.some(({ event }) => event.kind === "tested" || event.kind === "handed");
  const isSure = paths.every((path, index) => reports[index] !== undefined || isExcused(path));
  return isSure ? (reports.find((each) => each !== undefined) ?? null) : null;
}

/** Whether both are registered with one app, or the handler with a router that the boundary's app was given. */
function isMountedAbove(boundary: Handler, handler: Handler, facts: Facts): boolean {
  const app = findApp(boundary.evidence, facts);
  const router = findApp(handler.evidence, facts);
  if (!app || !router) return false;
  if (boundary.framework.name === "express" && boundary.evidence.range[0] < handler.evidence.range[0] && app === router)
    return false;
  return app === router || isGiven(app, router);
}

/** The variable that a registration is made on: `app` of `app.get("/", f)`. */
function findApp(evidence: TSESTree.Node, { bindings }: Facts): Variable | null {
  let at = unwrap(evidence);
  while (at.type === "CallExpression" || at.type === "MemberExpression")
    at = unwrap(at.type === "CallExpression" ? at.callee : at.object);
  return evidence.type === "CallExpression" && at.type === "Identifier" ? bindings.variableOf(at) : null;
}

/** `app.use(router)`, `app.register((instance) => …)` */
function isGiven(app: Variable, router: Variable): boolean {
  const nodes = [...router.identifiers, ...router.references.map(({ identifier }) => identifier)];
  return app.references.some(({ identifier }) => {
    const call = identifier.parent.parent;
    if (call?.type !== "CallExpression" || call.callee !== identifier.parent) return false;
    return call.arguments.some((argument) => nodes.some((node) => isWithin(node, argument)));
  });
}
