import type { TSESTree } from "@typescript-eslint/types";

/** The expression inside casts, `!`, `satisfies` and optional chains: what is there at run time. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ChainExpression":
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** What a parameter binds, without its default and without what makes it a field of its class. */
export function parameterTarget(parameter: TSESTree.Node): TSESTree.Node {
  if (parameter.type === "TSParameterProperty") return parameterTarget(parameter.parameter);
  return parameter.type === "AssignmentPattern" ? parameter.left : parameter;
}

/** The nearest ancestor that is more than a cast or an optional chain around `node`. */
export function parentOutsideCasts(node: TSESTree.Node): TSESTree.Node | null {
  let parent = node.parent ?? null;
  while (parent && unwrap(parent) !== parent) parent = parent.parent ?? null;
  return parent;
}

export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

export function isFunction(node: TSESTree.Node): node is FunctionNode {
  return (
    node.type === "ArrowFunctionExpression" || node.type === "FunctionDeclaration" || node.type === "FunctionExpression"
  );
}

/** A statement that runs its body again and again. */
export function isLoop({ type }: TSESTree.Node): boolean {
  return LOOPS.has(type);
}

const LOOPS: ReadonlySet<string> = new Set([
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
]);

/** The nearest function around a node, `null` at the top level. A class's static block or field initialiser counts as none. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | null {
  for (let at = node.parent; at; at = at.parent) {
    if (isFunction(at)) return at;
    if (at.type === "StaticBlock" || at.type === "PropertyDefinition") return null;
  }
  return null;
}

/** The name of a property that is written out: `a.b`, `a["b"]`, `a?.b`; `null` for a computed one. */
export function propertyName(
  node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.PropertyDefinition | TSESTree.MethodDefinition,
): string | null {
  const key = node.type === "MemberExpression" ? node.property : node.key;
  if (!node.computed && key.type === "Identifier") return key.name;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal" && typeof key.value === "string") return key.value;
  return key.type === "TemplateLiteral" && key.quasis.length === 1 ? (key.quasis[0]?.value.cooked ?? null) : null;
}

/** A string that is written out: `"x"` or a template without holes; `null` for anything else. */
export function literalString(node: TSESTree.Node | null | undefined): string | null {
  if (!node) return null;
  const inner = unwrap(node);
  if (inner.type === "Literal") return typeof inner.value === "string" ? inner.value : null;
  return inner.type === "TemplateLiteral" && inner.quasis.length === 1 ? (inner.quasis[0]?.value.cooked ?? null) : null;
}

/** A number that is written out; `null` for anything else. */
export function literalNumber(node: TSESTree.Node | null | undefined): number | null {
  const inner = node && unwrap(node);
  return inner?.type === "Literal" && typeof inner.value === "number" ? inner.value : null;
}

/** The value of a property of an object literal, the last of that name; `null` where there is none, `"unknown"` behind a spread or a computed key. */
export function propertyValue(object: TSESTree.ObjectExpression, name: string): TSESTree.Node | "unknown" | null {
  for (const property of [...object.properties].reverse()) {
    if (property.type === "SpreadElement") return "unknown";
    const key = propertyName(property);
    if (key === name) return property.value;
    if (key === null) return "unknown";
  }
  return null;
}

/** The name that a function goes by: its own, or that of the variable, property or method that holds it. */
export function functionName(node: FunctionNode): string | null {
  if (node.id) return node.id.name;
  const parent = parentOutsideCasts(node);
  if (!parent) return null;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if (parent.type === "Property" || parent.type === "MethodDefinition" || parent.type === "PropertyDefinition")
    return propertyName(parent);
  if (parent.type !== "AssignmentExpression") return null;
  const target = unwrap(parent.left);
  if (target.type === "Identifier") return target.name;
  return target.type === "MemberExpression" ? propertyName(target) : null;
}

/** The name of the nearest function that has one, from `node` (a function itself counts) outwards; `null` where none has. */
export function nearestFunctionName(node: TSESTree.Node | null): string | null {
  if (node === null) return null;
  for (let at = isFunction(node) ? node : enclosingFunction(node); at; at = enclosingFunction(at)) {
    const name = functionName(at);
    if (name) return name;
  }
  return null;
}

/** The last name of `a` or `a.b.c`: what a callee goes by; `null` for a computed one and for any other expression. */
export function lastName(node: TSESTree.Node): string | null {
  const inner = unwrap(node);
  if (inner.type === "Identifier") return inner.name;
  return inner.type === "MemberExpression" ? propertyName(inner) : null;
}

/** `require(…)`, whatever the name stands for. */
export function isRequireCall(node: TSESTree.Node | null | undefined): node is TSESTree.CallExpression {
  return node?.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "require";
}

/** `null` or `undefined`, written out. */
export function isNullish(node: TSESTree.Node): boolean {
  return (node.type === "Literal" && node.value === null) || (node.type === "Identifier" && node.name === "undefined");
}

/** Whether a node is another one or a part of it. */
export function isWithin(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return inner.range[0] >= outer.range[0] && inner.range[1] <= outer.range[1];
}

/** The node with all casts around it: what its parent holds. */
export function withCasts(node: TSESTree.Node): TSESTree.Node {
  const outside = parentOutsideCasts(node);
  let outer = node;
  while (outer.parent && outer.parent !== outside) outer = outer.parent;
  return outer;
}
