import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { codeError } from "../rewrite/code-error.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { replaceExpression } from "../syntax/edits.ts";
import { literalString, propertyValue, unwrap } from "../syntax/unwrap.ts";
import { toExcerpt } from "./excerpt.ts";
import { findExits } from "./exit.ts";
import type { Finding, Proposal } from "./finding.ts";
import { findMadeErrors } from "./made-error.ts";

export const nonErrorMessages = {
  thrown: "`{{value}}` is thrown, and is no error: nothing will say where it came from. Throw an `Error`.",
  rejected:
    "`{{value}}` is what the promise is rejected with, and is no error: nothing will say where it came from. Reject with an `Error`.",
  part: "`{{value}}` leaves without the error that it was taken from: the stack is lost here. Hand the error on, wrapped.",
  makeError: "Make an `Error` of it.",
} as const;

/** A value that leaves as an error would. */
interface Leaving {
  readonly node: TSESTree.Node;
  readonly messageId: "thrown" | "rejected" | "part";
}

/** What a file throws, or rejects promises with, that is certainly no error. */
export function findNonErrors(facts: Facts): Finding[] {
  const parts = facts.fates.flatMap(({ caught, paths }) =>
    caught.kind === "boundary" ? [] : (paths ?? []).flatMap(findParts),
  );
  const candidates = [...findThrown(facts), ...findRejected(facts), ...parts];
  if (candidates.length === 0) return [];
  const byNode = new Map(candidates.map((each) => [each.node, each]));
  // in a handler that is another rule's to say
  if (facts.setting.contract) for (const { node } of findMadeErrors(facts)) byNode.delete(node);
  return [...byNode.values()].map((each) => toFinding(each, facts));
}

function findThrown({ nodes, bindings }: Facts): Leaving[] {
  const values = nodes.throws.map(({ argument }) => unwrap(argument));
  return values.filter((value) => isNoError(value, bindings)).map((node) => ({ node, messageId: "thrown" }));
}

/** `Promise.reject("…")`, and an executor's `reject("…")`. */
function findRejected({ nodes, known, bindings }: Facts): Leaving[] {
  return nodes.calls.flatMap((call): Leaving[] => {
    const leaving = known.leavingOf(call);
    const isRejected = leaving?.kind === "rejection" || leaving?.via === "reject";
    const value = isRejected && leaving.argument ? unwrap(leaving.argument) : null;
    return value && isNoError(value, bindings) ? [{ node: value, messageId: "rejected" }] : [];
  });
}

/** `throw err.message` */
function findParts(path: Parameters<typeof findExits>[0]): Leaving[] {
  return findExits(path).flatMap(({ kind, value, argument }): Leaving[] => {
    const isExit = kind === "threw" || kind === "rejected";
    const isText = value.kind === "part" && /^(?:message|stack|string)$/.test(value.part);
    return isExit && isText ? [{ node: unwrap(argument), messageId: "part" }] : [];
  });
}

/** A literal, a text that is put together, a plain object; not what a host may read (a redirect's digest, gRPC's code and details). */
function isNoError(node: TSESTree.Node, { types }: Bindings): boolean {
  return isWrittenNoError(node) || (types?.isPrimitive(node) ?? false);
}

function isWrittenNoError(node: TSESTree.Node): boolean {
  switch (node.type) {
    case "Literal":
    case "TemplateLiteral":
    case "ArrayExpression":
      return true;
    case "BinaryExpression":
      return node.operator === "+";
    case "ObjectExpression":
      return ["digest", "then", "details", "stack", "code"].every((name) => propertyValue(node, name) === null);
    default:
      return false;
  }
}

function toFinding({ node, messageId }: Leaving, facts: Facts): Finding {
  const settled = messageId === "part" ? "only a person can tell how to hand the error on" : makeError(node, facts);
  return {
    rule: "no-lost-stack",
    messageId,
    data: { value: toExcerpt(node, facts) },
    node,
    proposals: typeof settled === "string" ? [] : [settled],
    unsettled: typeof settled === "string" ? settled : null,
  };
}

/** A coded error where the contract has a code for it; else a plain one with the same text. */
function makeError(node: TSESTree.Node, facts: Facts): Proposal | string {
  const coded = codeError({ node, construction: null }, facts);
  if (typeof coded !== "string") return coded;
  const isText = literalString(node) !== null || node.type === "TemplateLiteral";
  if (!isText) return "only a person can tell what its message would be";
  const { text } = facts.source;
  return {
    messageId: "makeError",
    data: {},
    edits: [replaceExpression(node.range, `new Error(${text.slice(...node.range)})`, text)],
    permission: { verdict: "safe" },
    manual: true,
  };
}
