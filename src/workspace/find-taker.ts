import type { TSESTree } from "@typescript-eslint/types";
import { isLog } from "../analysis/is-log.ts";
import type { Meaning } from "../analysis/meaning.ts";
import type { Pass } from "./file-contribution.ts";
import type { ReadFile } from "./to-reference.ts";

/** Where the text goes that is made of an error at a node. */
export function findTaker(node: TSESTree.Node, file: ReadFile): Pass["into"] | null {
  for (let at = node.parent; at && !at.type.endsWith("Statement"); at = at.parent) {
    if (at.type !== "CallExpression" && at.type !== "NewExpression") continue;
    const kind = kindOf(at, file);
    if (kind === "construction") return "error";
    if (kind === "notification" || kind === "log") return "log";
    if (kind === "sink") return "client";
  }
  return null;
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
