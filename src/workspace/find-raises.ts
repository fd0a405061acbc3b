import type { TSESTree } from "@typescript-eslint/types";
import { findStatus } from "../findings/error-fault.ts";
import { enclosingFunction, isFunction, unwrap } from "../syntax/unwrap.ts";
import type { Guard, Raise } from "./file-contribution.ts";
import type { FoundListeners } from "./find-listeners.ts";
import { lineOf } from "./find-treatment.ts";
import type { ReadFile } from "./to-reference.ts";

/** Where a file throws an error that has a status of its own: `throw new AppError("NOT_FOUND", …)`, `throw createError(409)`. */
export function findRaises(file: ReadFile, { byNode }: FoundListeners): Raise[] {
  const { facts, numbers } = file;
  return facts.nodes.throws.flatMap((node) => {
    const made = unwrap(node.argument);
    const meaning =
      made.type === "NewExpression" || made.type === "CallExpression" ? facts.known.meaningOf(made, file.roles) : null;
    const status = meaning?.kind === "construction" ? findStatus(meaning.construction, facts) : null;
    if (status === null) return [];
    const around = enclosingFunction(node);
    const from = (around && numbers.get(around)) ?? 0;
    return [{ from, status, line: lineOf(node, file), guards: findGuards(node, byNode) }];
  });
}

/** The catches around a node, from the inside out. */
function findGuards(node: TSESTree.Node, byNode: FoundListeners["byNode"]): Guard[] {
  const guards: Guard[] = [];
  let child = node;
  for (let at = node.parent; at && !isFunction(at); child = at, at = at.parent) {
    const listener =
      at.type === "TryStatement" && at.block === child && at.handler ? byNode.get(at.handler) : undefined;
    if (listener !== undefined) guards.push({ listener, isCertain: true });
  }
  return guards;
}
