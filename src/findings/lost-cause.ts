import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Fate } from "../analysis/fate.ts";
import type { Event, Path } from "../analysis/path.ts";
import type { Value } from "../analysis/value.ts";
import { isNameVisible } from "../syntax/bindings.ts";
import { traverse } from "../syntax/traverse.ts";
import {
  enclosingFunction,
  isFunction,
  parentOutsideCasts,
  propertyName,
  unwrap,
  type FunctionNode,
} from "../syntax/unwrap.ts";
import { isSignal } from "./error-fault.ts";
import { findExits, type Exit } from "./exit.ts";

/** An error that is made in place of a caught one, leaves, and certainly does not carry it. */
export interface LostCause {
  /** The construction; or the call of a function of the file that makes it, and is not given the caught error. */
  readonly node: TSESTree.Node;
  readonly construction: Construction;
  /** What the construction takes of the caught error, on whatever path. */
  readonly taken: ReadonlySet<(Value & { kind: "made" })["taken"][number]>;
  /** What the caught error is called where it is lost. */
  readonly error: string;
  /** What it is bound to there; `null` where it has no name of its own. */
  readonly variable: Variable | null;
  /** `null` where the function that makes the error is given the caught one by somebody else. */
  readonly caught: CaughtError | null;
  /** The expression that leaves. */
  readonly leaving: TSESTree.Node;
}

/** Every place of a file where a cause is lost, once. */
export function findLostCauses(facts: Facts): LostCause[] {
  const found = new Map<TSESTree.Node, LostCause>();
  for (const lost of facts.fates.flatMap((fate) => findInFate(fate, facts))) {
    const known = found.get(lost.node);
    found.set(lost.node, known ? { ...known, taken: new Set([...known.taken, ...lost.taken]) } : lost);
  }
  return [...found.values()]
    .filter((lost) => isCertain(lost, facts))
    .sort((one, other) => one.node.range[0] - other.node.range[0]);
}

/**
 * A class that is not of this file may have no place for a cause, and a client fault may hide it on purpose: they are
 * certain only where they take a part of the error. So is whatever is made where the error was declared to be of no use.
 */
function isCertain({ construction, taken, error }: LostCause, facts: Facts): boolean {
  if (isSignal(construction, facts)) return false;
  if (taken.size > 0) return true;
  const { kind, slot } = construction;
  if (/^(?:_|ignored?$|unused)/.test(error) || slot.kind === "none" || slot.kind === "unknown") return false;
  return kind !== "foreign" || (findStatus(construction) ?? 0) >= 500;
}

function findStatus({ form, code }: Construction): number | null {
  if (form?.status != null) return form.status;
  return code?.type === "Literal" && typeof code.value === "number" ? code.value : null;
}

function findInFate({ caught, paths }: Fate, facts: Facts): LostCause[] {
  if (paths === null || caught.kind === "boundary" || caught.binding === null) return [];
  return paths
    .filter((path) => !isNormalising(path))
    .flatMap((path) =>
      findExits(path).flatMap((exit): LostCause[] => {
        const { value } = exit;
        if (value.kind !== "made" || value.cause !== "lost" || !isReported(exit, caught, facts)) return [];
        if (isRestored(path, value.construction, facts)) return [];
        const lost = toLost(value, { caught, exit, facts });
        return lost ? [lost] : [];
      }),
    );
}

function isReported({ kind, certain }: Exit, caught: CaughtError, { setting: { policy } }: Facts): boolean {
  if (kind === "callback" && policy.callbacks !== "report") return false;
  if (kind === "returned" && (policy.returns !== "report" || caught.kind !== "catch")) return false;
  return certain;
}

/** What was caught turned out to be no error, or nothing at all: a value that has no stack to lose. */
function isNormalising({ steps }: Path): boolean {
  return steps.some(({ event }) => event.kind === "tested" && isNoError(unwrap(event.node), event.outcome));
}

function isNoError(test: TSESTree.Node, outcome: boolean): boolean {
  if (test.type === "Identifier") return !outcome;
  if (test.type === "CallExpression")
    return !outcome && /^(?:isError|isNativeError|isErrorLike)$/.test(toCalleeName(test));
  if (test.type !== "BinaryExpression") return false;
  const right = unwrap(test.right);
  if (test.operator === "instanceof") return !outcome && right.type === "Identifier" && right.name === "Error";
  if (right.type === "Identifier" && right.name === "undefined")
    return outcome && unwrap(test.left).type === "Identifier";
  if (right.type !== "Literal") return false;
  if (right.value === null) return outcome && unwrap(test.left).type === "Identifier";
  const left = unwrap(test.left);
  if (left.type !== "UnaryExpression" || left.operator !== "typeof" || unwrap(left.argument).type !== "Identifier")
    return false;
  return right.value === "object" ? !outcome : outcome;
}

function toCalleeName({ callee }: TSESTree.CallExpression): string {
  const inner = unwrap(callee);
  return inner.type === "Identifier"
    ? inner.name
    : inner.type === "MemberExpression"
      ? (propertyName(inner) ?? "")
      : "";
}

/** Whether the made error is given the caught one, or something that may be it, after it was made: `made.cause = err`. */
function isRestored({ steps }: Path, construction: Construction, facts: Facts): boolean {
  const holder = findHolder(construction.node, facts);
  return steps.some(({ event }) => isGivenTo(event, construction.node, holder, facts));
}

/** The variable that an error is kept in when it is made. */
function findHolder(node: TSESTree.Node, { bindings }: Facts): Variable | null {
  let parent = parentOutsideCasts(node);
  while (parent?.type === "ConditionalExpression" || parent?.type === "LogicalExpression")
    parent = parentOutsideCasts(parent);
  return parent?.type === "VariableDeclarator" ? (bindings.declaredBy(parent)[0] ?? null) : null;
}

function isGivenTo(event: Event, node: TSESTree.Node, holder: Variable | null, { bindings }: Facts): boolean {
  if (event.kind !== "stored" && event.kind !== "enriched" && event.kind !== "escaped") return false;
  const isMade = (each: TSESTree.Node): boolean =>
    each === node || (holder !== null && each.type === "Identifier" && bindings.variableOf(each) === holder);
  if (event.node.type === "AssignmentExpression") {
    const target = unwrap(event.node.left);
    if (target.type !== "MemberExpression" || !isMade(unwrap(target.object))) return false;
    return !/^(?:message|name|code|status|statusCode)$/.test(propertyName(target) ?? "");
  }
  if (event.node.type !== "CallExpression") return false;
  const [first, ...others] = event.node.arguments;
  const callee = unwrap(event.node.callee);
  const receiver = callee.type === "MemberExpression" ? unwrap(callee.object) : null;
  if (receiver && isMade(receiver)) return true;
  return first !== undefined && isMade(unwrap(first)) && others.some((other) => mayHoldWhole(other));
}

/** Whether an argument may be an error or have one in it: a name or a spread, not `err.code`. */
function mayHoldWhole(node: TSESTree.Node): boolean {
  let found = false;
  traverse(node, (each, parent) => {
    if (each.type === "Identifier" && parent?.type !== "MemberExpression")
      found ||= parent?.type !== "Property" || parent.value === each;
    return !isFunction(each);
  });
  return found;
}

interface Found {
  readonly caught: CaughtError;
  readonly exit: Exit;
  readonly facts: Facts;
}

/** Where the loss is reported, and by which name the error goes there; `null` where another handler is nearer. */
function toLost(value: Value & { kind: "made" }, { caught, exit, facts }: Found): LostCause | null {
  const { construction } = value;
  const taken = new Set(value.taken);
  const leaving = exit.argument;
  if (isWithin(construction.node, caught.node)) {
    if (!isNearest(construction.node, caught.node)) return null;
    const variable = findVariable(caught, construction.node, facts);
    const error = toName(caught, facts);
    return { node: construction.node, construction, taken, error, variable, caught, leaving };
  }
  const helper = enclosingFunction(construction.node);
  if (!helper || isWithin(caught.node, helper)) return null;
  const parameter = findParameter(helper, caught, facts);
  if (parameter)
    return {
      node: construction.node,
      construction,
      taken,
      error: parameter.name,
      variable: parameter,
      caught: null,
      leaving,
    };
  if (!isWithin(leaving, caught.node)) return null;
  return { node: leaving, construction, taken, error: toName(caught, facts), variable: null, caught, leaving };
}

function toName({ binding }: CaughtError, { source }: Facts): string {
  if (binding?.type === "Identifier") return binding.name;
  return binding ? source.text.slice(...binding.range).replace(/\s+/g, " ") : "the error";
}

function findVariable({ node, binding }: CaughtError, at: TSESTree.Node, { bindings, source }: Facts): Variable | null {
  const variable = bindings
    .declaredBy(node)
    .find(({ identifiers }) => identifiers.includes(binding as TSESTree.Identifier));
  return variable && isNameVisible(source.scopeManager, at, variable) ? variable : null;
}

/** Whether no other catch clause stands between a place and the one around it. */
function isNearest(node: TSESTree.Node, clause: TSESTree.Node): boolean {
  let at = node.parent;
  while (at && at !== clause && at.type !== "CatchClause") at = at.parent;
  return at === clause;
}

/** The parameter by which a function of the file is given the caught error itself. */
function findParameter(
  helper: FunctionNode,
  { node, binding }: CaughtError,
  { nodes, known, bindings }: Facts,
): Variable | null {
  const isError = (argument: TSESTree.Node): boolean => {
    const inner = unwrap(argument);
    const variable = inner.type === "Identifier" ? bindings.variableOf(inner) : null;
    return variable?.identifiers.includes(binding as TSESTree.Identifier) ?? false;
  };
  for (const call of nodes.calls) {
    if (!isWithin(call, node) || known.functionOf(call.callee) !== helper) continue;
    const parameter = helper.params[call.arguments.findIndex(isError)];
    const found = bindings
      .declaredBy(helper)
      .find(({ identifiers }) => identifiers.includes(parameter as TSESTree.Identifier));
    if (found) return found;
  }
  return null;
}

function isWithin(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}
