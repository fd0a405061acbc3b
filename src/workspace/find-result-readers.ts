import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { enclosingFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Listener } from "./file-contribution.ts";
import { findTreatmentOf } from "./find-treatment.ts";
import { lineOf } from "./to-short-text.ts";
import { numberOf, type ReadFile } from "./to-reference.ts";

/**
 * Who asks the error of what comes after it, as middleware of tRPC does, to which nothing is thrown:
 * `async ({ next }) => { const result = await next(); if (!result.ok && result.error.code === "FORBIDDEN") … }`.
 */
export function findResultReaders(file: ReadFile): Listener[] {
  return file.facts.nodes.calls.flatMap((call) => {
    const errors = call.type === "CallExpression" && isNext(call.callee, file) ? findErrors(call, file) : [];
    const { asks, passes } = findTreatmentOf(errors, file);
    if (asks.length + passes.length === 0) return [];
    const around = enclosingFunction(call);
    const at = { function: numberOf(around, file), self: null, line: lineOf(call, file) };
    return [{ ...at, kind: "result", asks, passes, leaves: "bare", ends: "no", emits: false }];
  });
}

/** `next` of a parameter `{ ctx, next }`, or `opts.next` of a parameter. */
function isNext(callee: TSESTree.Node, { facts: { bindings } }: ReadFile): boolean {
  const inner = unwrap(callee);
  const isMember = inner.type === "MemberExpression" && propertyName(inner) === "next";
  const variable = bindings.variableOf(isMember ? unwrap(inner.object) : inner);
  const [definition] = variable?.defs ?? [];
  if (definition?.type !== "Parameter") return false;
  const { parent } = definition.name;
  return isMember || (parent?.type === "Property" && propertyName(parent) === "next");
}

/** `result.error` of `const result = await next()`, wherever that is read. */
function findErrors(call: TSESTree.CallExpression, { facts: { bindings } }: ReadFile): TSESTree.Node[] {
  const awaited = parentOutsideCasts(call);
  const declarator = awaited?.type === "AwaitExpression" ? parentOutsideCasts(awaited) : null;
  const variables: readonly Variable[] =
    declarator?.type === "VariableDeclarator" && declarator.id.type === "Identifier"
      ? bindings.declaredBy(declarator)
      : [];
  return variables.flatMap(({ references }) =>
    references.flatMap(({ identifier }) => {
      const parent = parentOutsideCasts(identifier);
      return parent?.type === "MemberExpression" && propertyName(parent) === "error" ? [parent] : [];
    }),
  );
}
