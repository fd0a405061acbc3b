import type { TSESTree } from "@typescript-eslint/types";
import { ts } from "ts-morph";
import { findStatus } from "../../../src/analysis/find-status.ts";
import { Bindings } from "../../../src/syntax/bindings.ts";
import { oncePer } from "../../../src/syntax/once-per.ts";
import { parse } from "../../../src/syntax/parse.ts";
import type { Source } from "../../../src/syntax/source.ts";
import { traverse } from "../../../src/syntax/traverse.ts";
import { unwrapped } from "../rename-code/ts-nodes.ts";

/** The HTTP status that an expression is: by its type, or else as the rules read it, `StatusCodes.CONFLICT`; `null` where nobody can tell. */
export function findWrittenStatus(expression: ts.Expression, checker: ts.TypeChecker): number | null {
  const inner = unwrapped(expression);
  const type = checker.getTypeAtLocation(inner);
  if (type.isNumberLiteral()) return type.value;
  const isName = ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner);
  if (!isName || (type.flags & ts.TypeFlags.StringLike) !== 0) return null;
  const { source, bindings } = readFile(inner.getSourceFile());
  return source && bindings && findStatus(findNode(inner, source), bindings);
}

const readFile = oncePer((file: ts.SourceFile) => {
  const { source } = parse(file.fileName, file.text);
  return { source, bindings: source && new Bindings(source.scopeManager) };
});

/** The same expression as the rules have it. */
function findNode(node: ts.Expression, { ast }: Source): TSESTree.Node | undefined {
  const [start, end] = [node.getStart(), node.end];
  let found: TSESTree.Node | undefined;
  traverse(ast, (each) => {
    if (each.range[0] === start && each.range[1] === end) found ??= each;
    return each.range[0] <= start && each.range[1] >= end;
  });
  return found;
}
