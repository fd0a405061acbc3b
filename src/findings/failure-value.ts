import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import { isExport } from "../analysis/match.ts";
import { caught as caughtValue } from "../analysis/value.ts";
import { type FailureMapper, failureMakers, failureMappers } from "../knowledge/results.ts";
import {
  enclosingFunction,
  type FunctionNode,
  isFunction,
  isWithin,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import type { Exit } from "./exit.ts";

/** An exit of a caught error. */
export interface CaughtExit {
  readonly exit: Exit;
  readonly caught: CaughtError;
}

/** The exit that `return err(error)` and `return Effect.fail(error)` are; any other as it is. */
export function seeThroughFailure(exit: Exit, { binding }: CaughtError, { bindings }: Facts): Exit {
  const call = exit.kind === "returned" ? toMade(exit.argument) : null;
  const argument = call?.arguments[0];
  const given = argument && unwrap(argument);
  if (!call || given?.type !== "Identifier") return exit;
  const isCaught = bindings.variableOf(given)?.identifiers.some((each) => each === binding) === true;
  const origin = isCaught && bindings.originOf(call.callee);
  if (!origin || !failureMakers.some((each) => isExport(origin, each))) return exit;
  const before = exit.before.filter(({ event }) => !isWithin(event.node, exit.argument));
  return { ...exit, argument: given, value: caughtValue, callee: call.callee, before };
}

function toMade(node: TSESTree.Node): TSESTree.CallExpression | TSESTree.NewExpression | null {
  const inner = unwrap(node);
  if (inner.type === "CallExpression" || inner.type === "NewExpression") return inner;
  const isWaiting = inner.type === "AwaitExpression" || inner.type === "YieldExpression";
  return isWaiting && inner.argument ? toMade(inner.argument) : null;
}

/** What was thrown and becomes the error of a Result as it is: `ResultAsync.fromPromise(load(), (e) => e as Error)`. */
export function findMappedBare({ nodes, bindings, imports }: Facts): CaughtExit[] {
  if (!failureMappers.some(({ module }) => imports.has(module))) return [];
  return nodes.calls.flatMap((call) => {
    const origin = call.type === "CallExpression" ? bindings.originOf(call.callee) : null;
    const known = origin && failureMappers.find((each) => isExport(origin, each));
    const mapper = known && findMapper(call, known);
    const binding = mapper?.params[0];
    const argument = mapper && findValue(mapper);
    if (!mapper || binding?.type !== "Identifier" || !argument || !leaves(call)) return [];
    const given = unwrap(argument);
    if (given.type !== "Identifier" || bindings.variableOf(given)?.identifiers[0] !== binding) return [];
    return [{ caught: toCaught(mapper, call), exit: toExit(argument, call.callee) }];
  });
}

/** Whether a Result is what a function returns: one that is asked, or goes on in a chain, has not left. */
function leaves(node: TSESTree.Node): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "AwaitExpression" || parent?.type === "YieldExpression") return leaves(parent);
  const isReturned =
    parent?.type === "ReturnStatement" || (parent && isFunction(parent) && unwrap(parent.body) === node);
  const around = isReturned ? enclosingFunction(node) : null;
  return around !== null && parentOutsideCasts(around)?.type !== "CallExpression";
}

function findMapper(
  call: TSESTree.Node & { arguments: TSESTree.Node[] },
  { mapper }: FailureMapper,
): FunctionNode | null {
  const [first] = call.arguments;
  const given = typeof mapper === "number" ? call.arguments[mapper] : first && findMember(first, mapper);
  const inner = given && unwrap(given);
  return inner && isFunction(inner) ? inner : null;
}

/** `catch(e) { … }` and `catch: (e) => …` of an object. */
function findMember(node: TSESTree.Node, name: string): TSESTree.Node | null {
  const object = unwrap(node);
  if (object.type !== "ObjectExpression") return null;
  const found = object.properties.find((each) => each.type === "Property" && propertyName(each) === name);
  return found?.type === "Property" ? found.value : null;
}

/** What a function returns that does nothing else. */
function findValue({ body }: FunctionNode): TSESTree.Node | null {
  if (body.type !== "BlockStatement") return body;
  const [only] = body.body;
  return body.body.length === 1 && only?.type === "ReturnStatement" ? only.argument : null;
}

function toCaught(node: FunctionNode, { arguments: given }: { arguments: TSESTree.Node[] }): CaughtError {
  return {
    kind: "promise",
    node,
    binding: node.params[0] ?? null,
    function: node,
    nullable: false,
    call: findTried(given),
  };
}

/** The call that may fail: `load()` of `fromPromise(load(), …)`, `fromThrowable(() => load(), …)` and `{ try: () => load(), … }`. */
function findTried([first]: readonly TSESTree.Node[]): TSESTree.CallExpression | null {
  const tried = first && unwrap(findMember(first, "try") ?? first);
  const value = tried && isFunction(tried) ? findValue(tried) : tried;
  const inner = value && unwrap(value);
  return inner?.type === "CallExpression" ? inner : null;
}

function toExit(argument: TSESTree.Node, callee: TSESTree.Node): Exit {
  const known = { certain: true, coded: false, before: [] };
  return { ...known, kind: "returned", node: argument, argument, value: caughtValue, callee };
}
