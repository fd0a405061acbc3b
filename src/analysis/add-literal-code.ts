import type { TSESTree } from "@typescript-eslint/types";
import { wireShapeOf } from "../contract/scope.ts";
import { isMeterName } from "../knowledge/meters.ts";
import { initOf, placesOf } from "../syntax/constants.ts";
import {
  lastName,
  literalString,
  parentOutsideCasts,
  propertyName,
  propertyValue,
  unwrap,
  withCasts,
} from "../syntax/unwrap.ts";
import { claimOf, claimOfAny, type CodeClaim } from "./code-claim.ts";
import type { CodeUse, CodeUses } from "./code-use.ts";
import type { Construction } from "./construction.ts";
import type { Facts } from "./facts.ts";
import { findCodeRead } from "./find-code-read.ts";
import { findConstruction } from "./find-construction.ts";
import { isCodedHere } from "./find-error-owner.ts";
import { isGlobal } from "./match.ts";

/** Around most literals, calls and imports, there is no place for a code. */
const PLACES: ReadonlySet<string> = new Set([
  "BinaryExpression",
  "SwitchCase",
  "ArrayExpression",
  "Property",
  "PropertyDefinition",
  "AssignmentExpression",
  "ConditionalExpression",
  "LogicalExpression",
  "VariableDeclarator",
]);

/** A code where a property, an assignment, a comparison, a case or a list of codes has it. */
export function addLiteralCode(literal: TSESTree.Node, uses: CodeUses): void {
  const code = PLACES.has(parentOutsideCasts(literal)?.type ?? "") ? literalString(literal) : null;
  // where there is no code, an empty text says so
  if (!code) return;
  for (const place of placesOf(withCasts(literal), uses.facts.bindings)) {
    const use = findUse(place, code, uses);
    if (use) uses.add(literal, code, use.where, use.claim);
  }
}

interface Placed {
  readonly where: CodeUse["where"];
  readonly claim: CodeClaim;
}

function findUse(place: TSESTree.Node, code: string, uses: CodeUses): Placed | null {
  const { facts } = uses;
  const parent = place.parent;
  switch (parent?.type) {
    case "BinaryExpression": {
      const isEquality = /^[!=]==?$/.test(parent.operator);
      const other = parent.left === place ? parent.right : parent.left;
      return isEquality ? { where: "comparison", claim: claimOf(findCodeRead(other, facts), code) } : null;
    }
    case "SwitchCase":
      return parent.test === place
        ? { where: "case", claim: claimOf(findCodeRead(parent.parent.discriminant, facts), code) }
        : null;
    case "ArrayExpression":
      return {
        where: "membership",
        claim: claimOfAny(askedOf(entriesOf(parent, place) ?? parent, facts), code, facts),
      };
    case "Property":
      return parent.value === place && parent.parent.type === "ObjectExpression"
        ? { where: "property", claim: propertyClaim(parent, code, uses) }
        : null;
    case "PropertyDefinition":
      return parent.value === place ? { where: "property", claim: fieldClaim(parent, facts) } : null;
    case "AssignmentExpression":
      return parent.right === place ? { where: "assignment", claim: assignmentClaim(parent.left, code, uses) } : null;
    case "ConditionalExpression":
      return parent.test === place ? null : findUse(withCasts(parent), code, uses);
    case "LogicalExpression":
      return findUse(withCasts(parent), code, uses);
    default:
      return null;
  }
}

function propertyClaim(property: TSESTree.Property, code: string, { facts, contract }: CodeUses): CodeClaim {
  const name = propertyName(property);
  const object = property.parent;
  if ((name !== "error_code" && name !== "code") || object.type !== "ObjectExpression") return null;
  if (isLabels(object)) return null;
  const isOurs = wireShapeOf(contract, facts.source.path) !== "own";
  const has = (...names: readonly string[]): boolean => names.some((each) => !UNSAID.has(propertyValue(object, each)));
  if (name === "error_code")
    return isOurs && !hasForeignFields(object) && (contract.codePattern.test(code) || has("message"))
      ? "certain"
      : "possible";
  if (has("message") && has("request_id", "correlation_id"))
    return isOurs && contract.codePattern.test(code) ? "certain" : "possible";
  return (has("message") && has("severity")) || isGivenToError(object, facts) ? "possible" : null;
}

/** `recordIncrement("runs", 1, { error_code: "none" })`: what a metric is told apart by. */
function isLabels(object: TSESTree.ObjectExpression): boolean {
  const call = withCasts(object).parent;
  if (call?.type !== "CallExpression") return false;
  const callee = unwrap(call.callee);
  const receiver = callee.type === "MemberExpression" ? lastName(callee.object) : null;
  return isMeterName(receiver, lastName(callee) ?? "");
}

/** `{ error_code, error_message, error_type }`: somebody else's names for what an envelope has. */
function hasForeignFields({ properties }: TSESTree.ObjectExpression): boolean {
  const names = properties.map((each) => (each.type === "Property" ? propertyName(each) : null));
  return names.some((each) => each !== null && each !== "error_code" && each.startsWith("error_"));
}

const UNSAID: ReadonlySet<unknown> = new Set([null, "unknown"]);

/** `Object.assign(new Error("…"), { code: "…" })` */
function isGivenToError(object: TSESTree.ObjectExpression, facts: Facts): boolean {
  const call = withCasts(object).parent;
  if (call?.type !== "CallExpression" || call.arguments[0] === object) return false;
  const first = call.arguments[0] && unwrap(call.arguments[0]);
  const isAssign = isGlobal(facts.bindings.originOf(call.callee), "Object.assign");
  return isAssign && first?.type === "NewExpression" && isOwnError(findConstruction(first, facts.known));
}

function isOwnError(construction: Construction | null): boolean {
  return construction?.kind === "builtin" || construction?.kind === "local" || construction?.kind === "coded";
}

/** `readonly code = "NOT_FOUND"` in a class that extends the contract's. */
function fieldClaim(field: TSESTree.PropertyDefinition, { known }: Facts): CodeClaim {
  const { superClass } = field.parent.parent;
  return propertyName(field) === "code" && superClass && known.isCodedClass(superClass) ? "certain" : null;
}

function assignmentClaim(left: TSESTree.Node, code: string, { facts, contract }: CodeUses): CodeClaim {
  const target = unwrap(left);
  const name = target.type === "MemberExpression" ? propertyName(target) : null;
  if (target.type !== "MemberExpression") return null;
  if (name === "error_code") return contract.codePattern.test(code) ? "certain" : "possible";
  if (name !== "code") return null;
  if (isCodedHere(target.object, facts)) return "certain";
  const made = initOf(facts.bindings.variableOf(unwrap(target.object)));
  const construction =
    made && unwrap(made).type === "NewExpression"
      ? findConstruction(unwrap(made) as TSESTree.NewExpression, facts.known)
      : null;
  return isOwnError(construction) || findCodeRead(target, facts)?.of === "caught" ? "possible" : null;
}

const ASKING = new Set(["includes", "indexOf", "lastIndexOf", "has", "get"]);

/** The entries of a map of which one has this key: `new Map([["NOT_FOUND", 404]])`. */
function entriesOf(entry: TSESTree.ArrayExpression, key: TSESTree.Node): TSESTree.Node | null {
  const { parent } = withCasts(entry);
  return entry.elements[0] === key && parent?.type === "ArrayExpression" ? parent : null;
}

/** What is looked up in a list, set or map of codes: `[…].includes(err.code)`, `new Set([…]).has(err.code)`, also through a constant. */
function askedOf(collection: TSESTree.Node, facts: Facts, depth = 0): TSESTree.Node[] {
  if (depth > 3) return [];
  return placesOf(withCasts(collection), facts.bindings).flatMap((place) => {
    const { parent } = place;
    if (parent?.type === "NewExpression" && parent.arguments[0] === place && isLookup(parent.callee, facts))
      return askedOf(parent, facts, depth + 1);
    if (parent?.type !== "MemberExpression" || parent.object !== place || !ASKING.has(propertyName(parent) ?? ""))
      return [];
    const call = withCasts(parent).parent;
    const first = call?.type === "CallExpression" && unwrap(call.callee) === parent ? call.arguments[0] : undefined;
    return first ? [first] : [];
  });
}

function isLookup(node: TSESTree.Node, { bindings }: Facts): boolean {
  const origin = bindings.originOf(node);
  return origin?.root.kind === "global" && /^(?:Set|Map)$/.test(origin.path.join("."));
}
