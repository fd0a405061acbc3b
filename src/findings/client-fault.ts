import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isExport } from "../analysis/match.ts";
import type { Outcomes } from "../analysis/test-outcome.ts";
import { isClientStatus } from "../knowledge/status-codes.ts";
import { lastName, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";
import { findClass } from "./uncoded-error.ts";

/** What the tests of an error are read with. */
export interface Testing {
  readonly outcomes: Outcomes;
  /** The error is one of the service's own: of another's, a status says nothing about whose fault it is here. */
  readonly isOwn: boolean;
}

/** Whether the tests of an error have shown that it is the request's fault: by its code, its fault, its class, a guard or its status. */
export function isClientFault({ outcomes, isOwn }: Testing, facts: Facts): boolean {
  return [...outcomes].some(([test, outcome]) => isShown(unwrap(test), { outcome, isOwn }, facts));
}

interface Shown {
  readonly outcome: boolean;
  readonly isOwn: boolean;
}

function isShown(test: TSESTree.Node, { outcome, isOwn }: Shown, facts: Facts): boolean {
  switch (test.type) {
    case "BinaryExpression":
      if (test.operator === "instanceof") return outcome && isClientClass(test.right, facts);
      return isComparison(test, { outcome, isOwn }, facts);
    case "SwitchCase":
      return outcome && test.test !== null && isClientValue(test.parent.discriminant, test.test, isOwn, facts);
    case "CallExpression":
      return outcome && isClientGuard(test, facts);
    default:
      return false;
  }
}

function isComparison(
  { left, operator, right }: TSESTree.BinaryExpression,
  { outcome, isOwn }: Shown,
  facts: Facts,
): boolean {
  if (/^[!=]==?$/.test(operator)) {
    if (outcome !== operator.startsWith("=")) return false;
    return isClientValue(left, right, isOwn, facts) || isClientValue(right, left, isOwn, facts);
  }
  const limit = unwrap(right);
  if (!isOwn || !isStatus(propertyOf(left)) || limit.type !== "Literal" || typeof limit.value !== "number")
    return false;
  return (
    (/^<=?$/.test(operator) && outcome && limit.value <= 500) || (operator === ">=" && !outcome && limit.value <= 500)
  );
}

/** `err.code === "NOT_FOUND"`, `err.fault === "client"`, `err.status === 404` */
function isClientValue(asked: TSESTree.Node, value: TSESTree.Node, isOwn: boolean, { setting }: Facts): boolean {
  const property = propertyOf(asked);
  const inner = unwrap(value);
  if (isStatus(property))
    return isOwn && inner.type === "Literal" && typeof inner.value === "number" && isClientStatus(inner.value);
  const text = literalString(inner) ?? (inner.type === "MemberExpression" ? propertyName(inner) : null);
  if (property === "fault") return text === "client";
  return property === "code" && text !== null && setting.contract?.codes.get(text)?.fault === "client";
}

function propertyOf(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  return inner.type === "MemberExpression" ? propertyName(inner) : null;
}

function isStatus(name: string | null): boolean {
  return name === "status" || name === "statusCode";
}

/** A class whose errors all have one code or status, that of a client fault; or one of the file that extends such a class. */
function isClientClass(node: TSESTree.Node, facts: Facts): boolean {
  const { known, bindings, setting } = facts;
  const code = known.find(node, setting.contract?.errors)?.fixedCode;
  if (code != null) return setting.contract?.codes.get(code)?.fault === "client";
  const status = known.libraries
    .flatMap(({ forms }) => forms)
    .find((form) => form.construct !== false && isCallee(node, form.callee, facts))?.status;
  if (status != null) return status < 500;
  const origin = bindings.originOf(node);
  const parent = origin?.root.kind === "declaration" ? findClass(origin.root.variable)?.superClass : null;
  return parent != null && unwrap(parent) !== unwrap(node) && isClientClass(parent, facts);
}

function isCallee(
  node: TSESTree.Node,
  callee: { readonly module: string; readonly member: string },
  { bindings }: Facts,
): boolean {
  const origin = bindings.originOf(node);
  return origin !== null && isExport(origin, callee);
}

/** A guard of the contract that says so by its name: `isClientFault(err)`. */
function isClientGuard(node: TSESTree.CallExpression, { known, setting }: Facts): boolean {
  return known.find(node.callee, setting.contract?.guards) !== null && /client/i.test(lastName(node.callee) ?? "");
}
