import type { TSESTree } from "@typescript-eslint/types";
import { isFunction, literalString, propertyName, unwrap } from "../syntax/unwrap.ts";

/** Whether an expression is only ever reached outside of production: behind `NODE_ENV`, `isDev`, `import.meta.env.DEV`. */
export function isDevelopmentOnly(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const guard = findGuard(at, at.parent);
    if (guard && isDevelopment(guard.test) === guard.outcome) return true;
    if (at.parent.type === "BlockStatement" && at.parent.body.some((each) => leavesInProduction(each, at))) return true;
  }
  return false;
}

/** The test that a child of a node depends on, and how it has to come out. */
function findGuard(
  node: TSESTree.Node,
  parent: TSESTree.Node,
): { readonly test: TSESTree.Node; readonly outcome: boolean } | null {
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === node ? null : { test: parent.test, outcome: parent.consequent === node };
    case "LogicalExpression":
      if (parent.right !== node || parent.operator === "??") return null;
      return { test: parent.left, outcome: parent.operator === "&&" };
    default:
      return null;
  }
}

/** `if (isProduction) { …; return; }` above a statement of the same block. */
function leavesInProduction(statement: TSESTree.Node, before: TSESTree.Node): boolean {
  if (statement.type !== "IfStatement" || statement.range[0] >= before.range[0]) return false;
  const { consequent, test } = statement;
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return /^(?:Return|Throw)Statement$/.test(last?.type ?? "") && isDevelopment(test) === false;
}

/** `true`: holds in development only; `false`: in production only; `null`: says nothing of either. */
function isDevelopment(test: TSESTree.Node): boolean | null {
  const node = unwrap(test);
  if (node.type === "UnaryExpression" && node.operator === "!") return not(isDevelopment(node.argument));
  if (node.type === "LogicalExpression" && node.operator === "&&")
    return [node.left, node.right].map(isDevelopment).find((each) => each === true) ?? null;
  if (node.type === "BinaryExpression" && /^[!=]==?$/.test(node.operator)) {
    const environment = toEnvironment(node.left, node.right) ?? toEnvironment(node.right, node.left);
    return node.operator.startsWith("!") ? not(environment) : environment;
  }
  return isDevelopmentName(nameOf(node));
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

/** `process.env.NODE_ENV === "production"`, `app.get("env") === "development"` */
function toEnvironment(side: TSESTree.Node, other: TSESTree.Node): boolean | null {
  const value = literalString(other);
  const asked = unwrap(side);
  const isEnvironment =
    /^(?:NODE_ENV|APP_ENV|ENV|env|environment|nodeEnv|mode|MODE)$/.test(nameOf(asked) ?? "") ||
    (asked.type === "CallExpression" && literalString(asked.arguments[0]) === "env");
  if (value === null || !isEnvironment) return null;
  return /^prod(?:uction)?$/.test(value) ? false : /^(?:dev(?:elopment)?|local|test)$/.test(value) ? true : null;
}

function isDevelopmentName(name: string | null): boolean | null {
  if (name === null) return null;
  if (/^(?:is|in|IS_|__)?_?(?:dev(?:elopment)?(?:Mode|_MODE)?_*|local)$/i.test(name)) return true;
  return /^(?:is|in|IS_)?_?prod(?:uction)?(?:Mode|_MODE)?$/i.test(name) ? false : null;
}

function nameOf(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name;
  if (inner.type === "CallExpression") return nameOf(inner.callee);
  return inner.type === "MemberExpression" ? propertyName(inner) : null;
}
