import { ts } from "ts-morph";
import { isSystemCode } from "../../../src/knowledge/system-codes.ts";
import type { CodeTypes } from "./code-types.ts";
import type { Directives } from "./directives.ts";
import { findAsserted } from "./find-asserted.ts";
import type { Renaming, Sites } from "./sites.ts";
import { aliased, nameOf, unwrapped, visit, wordStart } from "./ts-nodes.ts";

export interface TypedTask {
  readonly types: CodeTypes;
  readonly renaming: Renaming;
  readonly sites: Sites;
  readonly directives: Directives;
  readonly isTest: boolean;
}

/** Renames what a file's types say is the code: literal types, literals and keys of such types, and what tests assert. */
export function renameTypedUses(file: ts.SourceFile, task: TypedTask): void {
  const { renaming, sites, directives } = task;
  const { fileName } = file;
  visit(file, (node) => {
    if (!canBeCode(node, renaming.old) || sites.isSettled(fileName, node.getStart(), node.getEnd())) return;
    const start = wordStart(node);
    if (!isOurs(node, task)) return;
    const directive = directives.find(file, node.getStart(), node.getEnd());
    if (directive !== null) sites.leave(fileName, node.getStart(), `under ${directive}`);
    else sites.edit(fileName, { start, end: start + renaming.old.length, text: renaming.new });
  });
}

/** A literal that is the code, or the name of a property. */
function canBeCode(node: ts.Node, code: string): boolean {
  const isName = ts.isIdentifier(node) && (isKey(node) || isMember(node));
  return (isName || ts.isStringLiteralLike(node)) && node.text === code;
}

function isKey({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent);
}

function isMember(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function isOurs(node: ts.Node, task: TypedTask): boolean {
  const { parent } = node;
  const { checker } = task.types.program;
  if (ts.isLiteralTypeNode(parent)) return isOursAsType(parent, task.types);
  if (ts.isPropertyAssignment(parent) && parent.name === node)
    return task.types.hasAsKeys(checker.getContextualType(parent.parent));
  if (ts.isPropertyAccessExpression(parent) || (ts.isElementAccessExpression(parent) && parent.expression !== node))
    return task.types.hasAsKeys(checker.getTypeAtLocation(parent.expression));
  if (!ts.isStringLiteralLike(node)) return false;
  if (task.isTest && isAssertedCode(node)) return true;
  const compared = comparedWith(node);
  return task.types.has(compared ? declaredType(compared, checker) : checker.getContextualType(node));
}

/** A code that another library has as well is only ours where the field says so. */
function isAssertedCode(node: ts.StringLiteralLike): boolean {
  const field = findAsserted(node);
  return field === "error_code" || (field === "code" && !isSystemCode(node.text));
}

/** `x` in `x === "OLD"`, and in `switch (x) { case "OLD": }`. */
function comparedWith(node: ts.Expression): ts.Expression | null {
  const { parent } = node;
  if (ts.isCaseClause(parent)) return parent.parent.parent.expression;
  if (!ts.isBinaryExpression(parent) || !/^[!=]==?$/.test(parent.operatorToken.getText())) return null;
  return parent.left === node ? parent.right : parent.left;
}

/** Not what a test before has left of it. */
function declaredType(node: ts.Expression, checker: ts.TypeChecker): ts.Type {
  const inner = unwrapped(node);
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(inner) ? inner.name : inner);
  return symbol ? checker.getNonNullableType(checker.getTypeOfSymbol(symbol)) : checker.getTypeAtLocation(inner);
}

/** In a list of the codes, in `Extract<ErrorCode, …>`, in `AppError<…>`, or as an `error_code`. */
function isOursAsType(node: ts.LiteralTypeNode, types: CodeTypes): boolean {
  const { checker } = types.program;
  let outer: ts.TypeNode = node;
  while (ts.isUnionTypeNode(outer.parent) || ts.isParenthesizedTypeNode(outer.parent)) outer = outer.parent;
  if (types.has(checker.getTypeFromTypeNode(outer))) return true;
  const { parent } = outer;
  if (ts.isPropertySignature(parent)) return nameOf(parent.name) === "error_code";
  if (ts.isExpressionWithTypeArguments(parent)) return types.isError(symbolOf(parent.expression, checker));
  if (!ts.isTypeReferenceNode(parent)) return false;
  const others = (parent.typeArguments ?? []).filter((each) => each !== outer);
  return (
    types.isError(symbolOf(parent.typeName, checker)) ||
    others.some((each) => types.has(checker.getTypeFromTypeNode(each)))
  );
}

function symbolOf(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | null {
  return aliased(checker.getSymbolAtLocation(node), checker);
}
