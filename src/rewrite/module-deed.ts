import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import {
  enclosingFunction,
  functionName,
  type FunctionNode,
  isFunction,
  lastName,
  parentOutsideCasts,
} from "../syntax/unwrap.ts";
import { isOperation } from "./deed.ts";
import { isVerb } from "./verbs.ts";
import { toFileWords } from "./file-words.ts";

/**
 * What a nameless function does that is all of a module, by the name of its file: `module.exports = async (pageId) => …` of
 * `rebuild-tree.js`; or by that of its folder, of which it is the entry: `export const handler = …` of `ingest/index.ts`.
 */
export function findModuleDeed(node: TSESTree.Node, { source: { path } }: Facts): string | null {
  const around = isFunction(node) ? node : enclosingFunction(node);
  if (!around || !isModule(around)) return null;
  const names = path.split("/").slice(-2).reverse();
  const words = names.map(toFileWords).find((each) => !ENTRY.test(each.join(" "))) ?? [];
  const isDeed = words.length > 1 ? isVerb(words[0] ?? "") : MODULE_DEED.test(words.join(" "));
  return isDeed && isOperation(words) ? words.join(" ") : null;
}

const ENTRY = /^(?:app|function|handler|index|lambda|main)$/;
/** Verbs that alone are a module's, and no thing's name. */
const MODULE_DEED =
  /^(?:clean|cleanup|collect|compute|convert|create|delete|download|fetch|generate|ingest|load|migrate|notify|parse|publish|purge|rebuild|refresh|remove|render|resize|sanitize|send|sync|update|upload|validate)$/;

function isModule(node: FunctionNode): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type === "ExportDefaultDeclaration") return true;
  if (parent?.type === "AssignmentExpression") return /^(?:exports|handler)$/.test(lastName(parent.left) ?? "");
  const declaration = parent?.type === "VariableDeclarator" ? parent.parent : node;
  return declaration.parent?.type === "ExportNamedDeclaration" && /^(?:handler|main)$/.test(functionName(node) ?? "");
}
