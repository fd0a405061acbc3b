import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isLog } from "../analysis/is-log.ts";
import type { Meaning } from "../analysis/meaning.ts";
import { someNode } from "../syntax/traverse.ts";
import { isWithin, lastName } from "../syntax/unwrap.ts";
import type { Pass } from "./file-contribution.ts";
import type { ReadFile } from "./to-reference.ts";

/** Where the text goes that is made of an error at a node. */
export function findTaker(node: TSESTree.Node, file: ReadFile): Pass["into"] | null {
  for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent) {
    if (at.type !== "CallExpression" && at.type !== "NewExpression") continue;
    const kind = kindOf(at, file);
    if (kind === "construction") return isGivenBeside(node, at, file) ? "error" : "bare error";
    if (kind === "notification" || kind === "log") return "log";
    if (kind === "sink") return "client";
  }
  return null;
}

/** Whether an error is made of what a node is made of and of the same once more: `new SaveError(describe(err), { cause: err })`. */
function isGivenBeside(node: TSESTree.Node, made: TSESTree.Node, { facts: { bindings } }: ReadFile): boolean {
  const given = new Set<Variable>();
  someNode(node, (each) => {
    const variable = each.type === "Identifier" ? bindings.variableOf(each) : null;
    if (variable) given.add(variable);
    return false;
  });
  const isOf = (each: TSESTree.Node): boolean => {
    const variable = each.type === "Identifier" && !isWithin(each, node) ? bindings.variableOf(each) : null;
    return variable !== null && given.has(variable);
  };
  return someNode(made, isOf);
}

/** What puts a message before whoever waits for one: an emitter, a queue, a socket. */
const sending = /^(?:emit|publish|produce|enqueue|broadcast|dispatch|send|sendToQueue)(?:[A-Z]\w*)?$|^moveToFailed$/;

/** Whether a text at a node goes into a message: `emit("failed", err.message)`, `const { message } = err; queue.publish({ message })`. */
export function isSent(node: TSESTree.Node, file: ReadFile, seen = new Set<TSESTree.Node>()): boolean {
  for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent) {
    if (at.type === "CallExpression" && sending.test(lastName(at.callee) ?? "")) return true;
    if (at.type !== "VariableDeclarator") continue;
    if (seen.has(at)) return false;
    seen.add(at);
    return file.facts.bindings
      .declaredBy(at)
      .flatMap(({ references }) => references.filter((each) => each.isRead()))
      .some(({ identifier }) => isSent(identifier, file, seen));
  }
  return false;
}

/** What is only logged or notified decides nothing. */
export function isReported(node: TSESTree.Node, file: ReadFile): boolean {
  const { bindings } = file.facts.known;
  for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent)
    if (at.type === "CallExpression" && (isLog(at, bindings) || kindOf(at, file) === "notification")) return true;
  return false;
}

function kindOf(call: TSESTree.CallExpression | TSESTree.NewExpression, file: ReadFile): Meaning["kind"] | null {
  return file.facts.known.meaningOf(call, file.roles)?.kind ?? null;
}
