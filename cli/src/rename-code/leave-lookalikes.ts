import { ts } from "ts-morph";
import type { Renaming, Sites } from "./sites.ts";
import { toWordPattern } from "./sites.ts";
import { visit, wordStart } from "./ts-nodes.ts";
import { toPattern } from "../../../src/syntax/pattern.ts";

/** Lists what a file has left that looks like the code: strings, types, and what is put together at run time. */
export function leaveLookalikes(file: ts.SourceFile, renaming: Renaming, sites: Sites): void {
  const { fileName } = file;
  visit(file, (node) => {
    const reason = toReason(node, renaming.old);
    if (reason === null || sites.isSettled(fileName, node.getStart(), node.getEnd())) return;
    sites.leave(fileName, node.getStart(), reason);
  });
}

function toReason(node: ts.Node, code: string): string | null {
  if (isPart(node, code)) return "a code that is put together at run time may be this one";
  if (!ts.isStringLiteralLike(node) || ts.isImportDeclaration(node.parent)) return null;
  if (node.text !== code) return toWordPattern(code).test(node.text) ? "a text that mentions the code" : null;
  if (ts.isLiteralTypeNode(node.parent)) return "a type of which nothing says that it is about this contract's codes";
  return wordStart(node) > 0 ? "a string that looks alike: nothing says that it is this contract's code" : null;
}

/** `ORDER_${kind}` and `"ORDER_" + kind` may turn out to be `ORDER_LOST`. */
function isPart(node: ts.Node, code: string): boolean {
  const parts = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    : ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
      ? [textOf(node.left), textOf(node.right)]
      : [];
  if (!parts.some((part) => /[A-Za-z]{2}/.test(part) && code.includes(part))) return false;
  const pattern = parts.map(toPattern).join(".*");
  return new RegExp(`^${pattern}$`, "s").test(code);
}

function textOf(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? node.text : "";
}
