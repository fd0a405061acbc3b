import { ts } from "ts-morph";
import { aliased, nameOf, unwrapped } from "../rename-code/ts-nodes.ts";

/** An enum, or a constant object, whose members are codes; or a type that lists them. */
export interface CodeSource {
  readonly declaration: ts.EnumDeclaration | ts.VariableDeclaration | ts.TypeAliasDeclaration;
  readonly name: string;
  readonly members: readonly { readonly code: string; readonly doc: string | null }[];
}

/** The source that a declaration is; `null` where it is none, or not all of its values are strings. */
export function parseSource(declaration: ts.Node | undefined): CodeSource | null {
  if (!declaration) return null;
  if (ts.isEnumDeclaration(declaration))
    return toSource(
      declaration,
      declaration.members.map((member) => [member, member.initializer]),
    );
  if (ts.isTypeAliasDeclaration(declaration)) return parseUnion(declaration);
  const init = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const object = init && unwrapped(init);
  if (!object || !ts.isObjectLiteralExpression(object) || !ts.isVariableDeclaration(declaration)) return null;
  if (!object.properties.every(ts.isPropertyAssignment)) return null;
  return toSource(
    declaration,
    object.properties.map((each) => [each, (each as ts.PropertyAssignment).initializer]),
  );
}

function toSource(
  declaration: CodeSource["declaration"],
  entries: readonly (readonly [ts.Node, ts.Expression | undefined])[],
): CodeSource | null {
  const members = entries.flatMap(([node, value]) => {
    const inner = value && unwrapped(value);
    return inner && ts.isStringLiteralLike(inner) ? [{ code: inner.text, doc: docOf(node) }] : [];
  });
  const name = nameOf(declaration.name as ts.Identifier);
  return name === null || members.length === 0 || members.length < entries.length
    ? null
    : { declaration, name, members };
}

function parseUnion(declaration: ts.TypeAliasDeclaration): CodeSource | null {
  const parts = ts.isUnionTypeNode(declaration.type) ? declaration.type.types : [];
  const members = parts.flatMap((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal)
      ? [{ code: part.literal.text, doc: docOf(part) }]
      : [],
  );
  const isWhole = members.length > 1 && members.length === parts.length;
  return isWhole ? { declaration, name: declaration.name.text, members } : null;
}

/** The source whose member an expression is: `ErrorCode.NOT_FOUND`. */
export function sourceOf(expression: ts.Expression, checker: ts.TypeChecker): CodeSource | null {
  const inner = unwrapped(expression);
  if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner)) return null;
  const symbol = aliased(checker.getSymbolAtLocation(inner.expression), checker);
  return parseSource(symbol?.valueDeclaration);
}

/** What the comment above a declaration says, in one line; `null` where there is none. */
export function docOf(node: ts.Node): string | null {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? "";
  const [first = ""] = text.trim().split(/\n\s*\n/);
  return first.replaceAll(/\s+/g, " ").trim() || null;
}

/** The strings that an expression may be; none where it may be any. */
export function stringValues(expression: ts.Expression, checker: ts.TypeChecker): string[] {
  const type = checker.getTypeAtLocation(expression);
  const parts = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const values = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
  return values.length === parts.length ? values : [];
}
