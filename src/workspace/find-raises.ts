import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import { findStatus } from "../findings/error-fault.ts";
import { chooseCode, likely } from "../rewrite/choose-code.ts";
import { toStableMessage } from "../rewrite/stable-message.ts";
import { enclosingFunction, isFunction, unwrap } from "../syntax/unwrap.ts";
import type { Guard, Raise } from "./file-contribution.ts";
import type { FoundListeners } from "./find-listeners.ts";
import { lineOf } from "./to-short-text.ts";
import { numberOf, type ReadFile } from "./to-reference.ts";

/**
 * Where a file throws an error that has a status of its own: `throw new AppError("NOT_FOUND", …)`, `throw createError(409)`; and a
 * plain one that would get one with its code.
 */
export function findRaises(file: ReadFile, { byNode }: FoundListeners): Raise[] {
  const { facts } = file;
  return facts.nodes.throws.flatMap((node) => {
    const made = unwrap(node.argument);
    const meaning =
      made.type === "NewExpression" || made.type === "CallExpression" ? facts.known.meaningOf(made, file.roles) : null;
    const construction = meaning?.kind === "construction" ? meaning.construction : null;
    const own = construction && findStatus(construction, facts);
    const status = own ?? (construction && findStatusByWords(construction, facts));
    if (status === null) return [];
    const from = numberOf(enclosingFunction(node), file);
    const guards = findGuards(node, byNode);
    return [{ from, status, line: lineOf(node, file), guards, ...(own === null && { isByWords: true as const }) }];
  });
}

/** The status of the code that a plain error is likely to be given: 404 for `new Error("order not found")`. */
export function findStatusByWords({ kind, message }: Construction, facts: Facts): number | null {
  const { contract } = facts.setting;
  const stable = contract && kind === "builtin" && message ? toStableMessage(message, null, facts) : null;
  if (!contract || stable === null || typeof stable === "string") return null;
  const evidence = { message: stable.text, status: null, foreign: null, below: "request" } as const;
  const choice = chooseCode({ ...evidence, isRequestsOwn: true, isLookedUp: true, isOfAbsence: false }, contract);
  return typeof choice === "string" || choice.confidence < likely ? null : choice.code.http;
}

/** The catches around a node, from the inside out. */
export function findGuards(node: TSESTree.Node, byNode: FoundListeners["byNode"]): Guard[] {
  const guards: Guard[] = [];
  let child = node;
  for (let at = node.parent; at && !isFunction(at); child = at, at = at.parent) {
    const listener =
      at.type === "TryStatement" && at.block === child && at.handler ? byNode.get(at.handler) : undefined;
    if (listener !== undefined) guards.push({ listener, isCertain: true });
  }
  return guards;
}
