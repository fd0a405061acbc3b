import { ts } from "ts-morph";

/** Visits a node and everything in it. */
export function visit(node: ts.Node, act: (node: ts.Node) => void): void {
  act(node);
  ts.forEachChild(node, (child) => visit(child, act));
}

/** The expression inside casts, parentheses, `satisfies` and `Object.freeze(…)`. */
export function unwrapped(node: ts.Expression): ts.Expression {
  if (
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node)
  )
    return unwrapped(node.expression);
  const [first] = ts.isCallExpression(node) ? node.arguments : [];
  const isFrozen = ts.isCallExpression(node) && node.expression.getText() === "Object.freeze";
  return isFrozen && first ? unwrapped(first) : node;
}

/** The name of a property or member, where it is written out. */
export function nameOf(name: ts.PropertyName | undefined): string | null {
  return name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : null;
}

/** Where the word of a name or a literal begins: behind its quote, if it has one. */
export function wordStart(node: ts.Node): number {
  return node.getStart() + (ts.isStringLiteralLike(node) ? 1 : 0);
}

/** What an imported name really is. */
export function aliased(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | null {
  if (!symbol) return null;
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
