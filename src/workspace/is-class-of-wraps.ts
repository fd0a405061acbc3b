import type { TSESTree } from "@typescript-eslint/types";
import { enclosingClass } from "../analysis/find-functions.ts";
import { isGlobal } from "../analysis/match.ts";
import type { ReadFile } from "./to-reference.ts";

/** A wrap is an `Error`, and an instance of the contract's class. */
export function isClassOfWraps(node: TSESTree.Node, file: ReadFile): boolean {
  return isCodedClass(node, file) || isGlobal(file.facts.bindings.originOf(node), "Error");
}

/** Whether all instances are coded; also `AppError` inside of itself, where the contract names a package: which one it is in, a file cannot know. */
export function isCodedClass(node: TSESTree.Node, { facts: { known } }: ReadFile): boolean {
  const canonical = known.canonical?.name;
  const isOwn = node.type === "Identifier" && node.name === canonical && enclosingClass(node)?.id?.name === canonical;
  return isOwn || known.isCodedClass(node);
}
