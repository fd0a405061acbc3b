import type { TSESTree } from "@typescript-eslint/types";
import { isAbsolutePath } from "../contract/glob.ts";
import { traverse } from "../syntax/traverse.ts";
import type { FileContribution } from "./file-contribution.ts";
import { isExpectation } from "./find-compared.ts";
import { lineOf, nameOf } from "./to-short-text.ts";
import { toReference, type ReadFile } from "./to-reference.ts";

/** The sentences that a test's expectations are given, as texts and as patterns: `assert.match(err.message, /no such row/)`. */
export function findExpectedTexts(file: ReadFile): FileContribution["texts"] {
  const texts: { text: string; line: number }[] = [];
  traverse(file.facts.source.ast, (node) => {
    const text = toText(node);
    if (text !== null && /\S\s+\S/.test(text) && (isExpected(node) || isForHelper(node, file)))
      texts.push({ text, line: lineOf(node, file) });
  });
  return texts;
}

/** A text, "…" for what is filled in, or what a pattern says without what it escapes. */
function toText(node: TSESTree.Node): string | null {
  if (node.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.cooked).join("…");
  if (node.type !== "Literal") return null;
  if ("regex" in node) return node.regex.pattern.replaceAll(/\\([^\w\s])|^\^|\$$/g, "$1");
  return typeof node.value === "string" ? node.value : null;
}

function isExpected(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent)
    if (at.type === "CallExpression" && (isExpectation(at) || matcher.test(nameOf(at.callee)))) return true;
  return false;
}

/** `expectNotFound(next, "no such order")`: a function of the tests' own may expect what it is given. */
function isForHelper({ parent }: TSESTree.Node, file: ReadFile): boolean {
  if (parent?.type !== "CallExpression") return false;
  const to = toReference(parent.callee, file);
  return to?.kind === "function" || (to?.kind === "import" && isAbsolutePath(to.module));
}

/** `expect(…).toBe(…)`, `request(app).get(…).expect(…)`, `expect(…).to.include(…)` */
const matcher = /\.(?:to[A-Z]\w*|expect|equals?|eql|match|includes?|contains?|string)$/;
