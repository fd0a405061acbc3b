import type { TSESTree } from "@typescript-eslint/types";
import { isUnreassigned, type Origin } from "../syntax/bindings.ts";
import { isLeaving } from "../syntax/is-leaving.ts";
import { lastName, unwrap } from "../syntax/unwrap.ts";
import type { Facts } from "./facts.ts";
import { isBinding, isEqual, isMadeBy } from "./match.ts";
import { findTestKey } from "./test-key.ts";

/**
 * Whose error something is. `ours`: of the contract, as its class, its type or a guard on the way says. `foreign`: of
 * somebody else's class. `caught`: an error that nothing is said about. `unknown`: anything.
 */
export type ErrorOwner = "ours" | "foreign" | "caught" | "unknown";

/** Whose error an expression is at a place: by a guard on the way there, else by how it was made or typed. */
export function findErrorOwner(object: TSESTree.Node, at: TSESTree.Node, facts: Facts): ErrorOwner {
  const guarded = guardedOwner(object, at, facts);
  return guarded ?? declaredOwner(object, facts);
}

/** Whether an expression is certainly an error that the contract's class made, at the place where it stands. */
export function isCodedHere(node: TSESTree.Node, facts: Facts): boolean {
  return findErrorOwner(node, node, facts) === "ours";
}

function declaredOwner(node: TSESTree.Node, facts: Facts): ErrorOwner {
  const cast = castOwner(node, facts);
  if (cast) return cast;
  const inner = unwrap(node);
  if (inner.type === "ObjectPattern") return "caught";
  if (facts.bindings.types?.familiesOf(inner)?.every((family) => facts.known.isCodedFamily(family))) return "ours";
  if (inner.type === "CallExpression" && isFoundCause(inner, facts)) return "ours";
  const made = originOwner(facts.bindings.originOf(inner), facts);
  if (made) return made;
  const variable = inner.type === "Identifier" ? facts.bindings.variableOf(inner) : null;
  const definition = variable?.defs[0];
  if (!variable || !definition) return "unknown";
  if (definition.type === "CatchClause") return "caught";
  const { node: declared } = definition;
  const isAlias = declared.type === "VariableDeclarator" && declared.id === definition.name && isUnreassigned(variable);
  if (isAlias && declared.init && unwrap(declared.init) !== inner) return declaredOwner(declared.init, facts);
  return isCaughtParameter(definition.name, facts) ? "caught" : "unknown";
}

function isCaughtParameter(name: TSESTree.Node, { fates }: Facts): boolean {
  return fates.some(({ caught }) => caught.binding === name);
}

/** `findCause(err, AppError)` */
function isFoundCause({ callee, arguments: given }: TSESTree.CallExpression, { known, setting }: Facts): boolean {
  const second = given[1];
  return (
    second !== undefined && known.find(callee, setting.contract?.causeFinders) !== null && known.isCodedClass(second)
  );
}

/** What a cast says; `null` for `any`, `unknown` and shapes. */
function castOwner(node: TSESTree.Node, facts: Facts): ErrorOwner | null {
  if (node.type === "TSNonNullExpression" || node.type === "ChainExpression") return castOwner(node.expression, facts);
  if (node.type !== "TSAsExpression" && node.type !== "TSTypeAssertion") return null;
  const type = node.typeAnnotation;
  return type.type === "TSTypeReference" ? typeOwner(facts.bindings.originOfTypeName(type.typeName), facts) : null;
}

/** What it says of an expression that it was made by, or typed as, something. */
function originOwner(origin: Origin | null, facts: Facts): ErrorOwner | null {
  if (origin?.root.kind !== "instance" || origin.path.length > 0) return null;
  const { of, made } = origin.root;
  if (made !== "call") return typeOwner(of, facts);
  return isMaker(of, facts) ? "ours" : null;
}

/** A factory of coded errors, or the wrapper. */
function isMaker(of: Origin, { known, setting }: Facts): boolean {
  const makers = setting.contract?.errors ?? [];
  return makers.some((binding) => isMadeBy(of, binding, known.path));
}

function typeOwner(of: Origin | null, { known, setting }: Facts): ErrorOwner | null {
  if (!of || isBuiltinError(of)) return null;
  const classes = setting.contract?.errors.filter(({ factory }) => !factory) ?? [];
  if (classes.some((binding) => isBinding(of, binding, known.path))) return "ours";
  const declared = of.root.kind === "declaration" && of.path.length === 0 ? of.root.variable.defs[0]?.node : null;
  const parent = declared?.type === "ClassDeclaration" ? declared.superClass : null;
  return parent && known.isCodedClass(parent) ? "ours" : "foreign";
}

function isBuiltinError({ root, path }: Origin): boolean {
  return root.kind === "global" && isEqual(path, ["Error"]);
}

/** Whose error the tests above a place say that it is; `null` where none does. Only of what keeps its value. */
function guardedOwner(object: TSESTree.Node, at: TSESTree.Node, facts: Facts): ErrorOwner | null {
  const key = findTestKey(object, facts.bindings)?.text;
  if (key === undefined) return null;
  for (let child = at, parent = at.parent; parent; child = parent, parent = parent.parent) {
    for (const { test, outcome } of conditionsAbove(child, parent)) {
      const owner = impliedOwner(test, outcome, { key, facts });
      if (owner) return owner;
    }
  }
  return null;
}

interface Condition {
  readonly test: TSESTree.Node;
  readonly outcome: boolean;
}

/** What must have come out of tests for the control to get from `parent` into `child`. */
function conditionsAbove(child: TSESTree.Node, parent: TSESTree.Node): Condition[] {
  switch (parent.type) {
    case "LogicalExpression":
      return parent.right === child && parent.operator !== "??"
        ? [{ test: parent.left, outcome: parent.operator === "&&" }]
        : [];
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === child ? [] : [{ test: parent.test, outcome: parent.consequent === child }];
    case "WhileStatement":
      return parent.body === child ? [{ test: parent.test, outcome: true }] : [];
    case "BlockStatement":
    case "Program":
      return conditionsBefore(child, parent.body);
    case "SwitchCase":
      return conditionsBefore(child, parent.consequent);
    default:
      return [];
  }
}

/** `if (!(err instanceof AppError)) throw err;` above a statement, nearest first. */
function conditionsBefore(child: TSESTree.Node, statements: readonly TSESTree.Node[]): Condition[] {
  const before = statements.slice(0, Math.max(0, statements.indexOf(child))).reverse();
  return before.flatMap((statement) =>
    statement.type === "IfStatement" && !statement.alternate && isLeaving(statement.consequent)
      ? [{ test: statement.test, outcome: false }]
      : [],
  );
}

interface Asked {
  readonly key: string;
  readonly facts: Facts;
}

function impliedOwner(test: TSESTree.Node, outcome: boolean, asked: Asked): ErrorOwner | null {
  const inner = unwrap(test);
  if (inner.type === "UnaryExpression" && inner.operator === "!") return impliedOwner(inner.argument, !outcome, asked);
  if (inner.type === "LogicalExpression" && inner.operator === (outcome ? "&&" : "||")) {
    return impliedOwner(inner.left, outcome, asked) ?? impliedOwner(inner.right, outcome, asked);
  }
  return outcome ? testedOwner(inner, asked) : null;
}

/** `err instanceof X`, `isAppError(err)`, `axios.isAxiosError(err)` */
function testedOwner(test: TSESTree.Node, { key, facts }: Asked): ErrorOwner | null {
  const { bindings, known } = facts;
  const isAsked = (node: TSESTree.Node | undefined): boolean =>
    node !== undefined && findTestKey(node, bindings)?.text === key;
  if (test.type === "BinaryExpression" && test.operator === "instanceof" && isAsked(test.left)) {
    if (known.isCodedClass(test.right)) return "ours";
    const origin = bindings.originOf(test.right);
    return origin && isBuiltinError(origin) ? null : "foreign";
  }
  if (test.type !== "CallExpression" || !isAsked(test.arguments[0])) return null;
  if (known.meaningOf(test)?.kind === "guard") return "ours";
  const name = lastName(test.callee) ?? "";
  return /^is[A-Z]/.test(name) && !NEUTRAL_GUARDS.has(name) ? "foreign" : null;
}

const NEUTRAL_GUARDS = new Set(["isError", "isNativeError", "isErrorLike", "isObject", "isRecord", "isPlainObject"]);
