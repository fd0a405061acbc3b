import { ts } from "ts-morph";
import { nameOf } from "./ts-nodes.ts";

const assertions =
  /^(?:expect|toBe|toEqual|toStrictEqual|toMatchObject|objectContaining|toThrow|toThrowError|toHaveProperty|equal|strictEqual|deepEqual|deepStrictEqual|notEqual|throws|rejects|match|is|include|eql|property)$/;

/** The name of the field that a literal is asserted to be in: `expect(err.code).toBe("…")`, `toMatchObject({ code: "…" })`. */
export function findAsserted(node: ts.StringLiteralLike): string | null {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.initializer === node)
    return isAsserted(parent.parent) ? nameOf(parent.name) : null;
  if (!ts.isCallExpression(parent) || !isAssertion(parent)) return null;
  const before = parent.arguments[0];
  if (before && before !== node) return ts.isStringLiteralLike(before) ? before.text : fieldOf(before);
  const actual = expectedOf(parent.expression) ?? parent.arguments[1];
  return actual ? fieldOf(actual) : null;
}

/** Whether an object is what an assertion is given, at any depth. */
function isAsserted(object: ts.Node): boolean {
  const { parent } = object;
  if (ts.isCallExpression(parent)) return parent.expression !== object && isAssertion(parent);
  return (ts.isPropertyAssignment(parent) || ts.isObjectLiteralExpression(parent)) && isAsserted(parent);
}

function isAssertion({ expression }: ts.CallExpression): boolean {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && assertions.test(name.text);
}

/** `actual` in `expect(actual).not.toBe`. */
function expectedOf(callee: ts.Expression): ts.Expression | null {
  if (ts.isPropertyAccessExpression(callee)) return expectedOf(callee.expression);
  const isExpect = ts.isCallExpression(callee) && callee.expression.getText() === "expect";
  return isExpect ? (callee.arguments[0] ?? null) : null;
}

function fieldOf(node: ts.Expression): string | null {
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
    return fieldOf(node.expression);
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : null;
  return ts.isPropertyAccessExpression(node) ? node.name.text : null;
}
