import type { TSESTree } from "@typescript-eslint/types";
import { findLogger } from "../analysis/is-log.ts";
import { winston } from "../knowledge/loggers/winston.ts";
import { parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import type { Ask } from "./file-contribution.ts";
import type { Modules } from "./modules.ts";
import { findExportedLogger, findPrinting, findWinstons, isPrintingNoMembers } from "./prints-text-alone.ts";
import type { ReadFile } from "./to-reference.ts";

/**
 * The record of winston in which an error is a member, `logger.error("no rows", { error })`: as JSON has it, which is without its
 * text, its stack and its cause. `by`: the logger of another module, if that is one; `null` where it stands in none.
 */
export function findEmptied(node: TSESTree.Node, file: ReadFile): { readonly by: Ask["by"] | null } | null {
  const property = parentOutsideCasts(node);
  const record = property?.type === "Property" && unwrap(property.value) === node ? property.parent : null;
  const call = record?.type === "ObjectExpression" ? parentOutsideCasts(record) : null;
  if (call?.type !== "CallExpression" || unwrap(call.callee) === record) return null;
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || !winston.methods.includes(propertyName(callee) ?? "")) return null;
  const origin = file.facts.bindings.originOf(callee.object);
  if (origin && findLogger(origin) === winston) return findPrinting(file) === "text" ? null : { by: null };
  const by = findExportedLogger(call, file);
  return by ? { by } : null;
}

/** Whether a logger that a module exports is a winston, which prints more of a record than its text. */
export function isEmptying(by: NonNullable<Ask["by"]>, modules: Modules): boolean {
  return findWinstons(by, modules).length > 0 && !isPrintingNoMembers(by, modules);
}
