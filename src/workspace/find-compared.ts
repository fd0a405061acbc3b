import type { TSESTree } from "@typescript-eslint/types";
import { literalString, parentOutsideCasts } from "../syntax/unwrap.ts";
import type { Ask } from "./file-contribution.ts";
import { findErrorObject } from "./find-error-object.ts";
import { isClassOfWraps } from "./is-class-of-wraps.ts";
import { nameOf } from "./to-short-text.ts";
import type { ReadFile } from "./to-reference.ts";

/** `expect(…)`, `assert(…)` and what hangs on them. */
export function isExpectation(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return /^(?:expect|assert|should|t)(?:\.|$)/.test(nameOf(call.callee));
}

/** What a test asks of the error that it gives to an expectation, and what it compares that with. */
export interface Compared {
  readonly node: TSESTree.Node;
  readonly marks: Pick<Ask, "whole" | "said">;
}

/**
 * What a test compares an error with that is no wrap: `expect(err).toBeInstanceOf(StoreError)`, `expect(err).to.equal(failure)`,
 * `assert.equal(err, failure)`; `null` where it compares it with nothing.
 */
export function findCompared(call: TSESTree.CallExpression | TSESTree.NewExpression, file: ReadFile): Compared | null {
  let matcher = parentOutsideCasts(call);
  while (matcher?.type === "MemberExpression") matcher = parentOutsideCasts(matcher);
  const [, second] = call.arguments;
  if (second && second.type !== "Literal" && !isClassOfWraps(second, file)) return toCompared(call, second, file);
  const first = matcher?.type === "CallExpression" ? matcher.arguments[0] : undefined;
  const isOther = first && !isClassOfWraps(first, file) && literalString(first) !== "error";
  return matcher && isOther ? toCompared(matcher, first, file) : null;
}

function toCompared(node: TSESTree.Node, expected: TSESTree.Node, file: ReadFile): Compared {
  const object = findErrorObject(expected, file);
  return { node, marks: object ? { whole: "compared", ...object } : {} };
}
