import { type FunctionNode, isWithin, literalString, parentOutsideCasts } from "./unwrap.ts";

/**
 * What a function without a name is registered under, to be called later: `"orders:save"` of
 * `ipcMain.handle("orders:save", async () => …);`. `null` where it is not, and for an error-first callback.
 */
export function findRegisteredName(node: FunctionNode): string | null {
  const call = parentOutsideCasts(node);
  const [first] = node.params;
  if (first?.type === "Identifier" && /^_*err(?:or)?$/.test(first.name)) return null;
  const name = call?.type === "CallExpression" && isGivenAway(node) ? literalString(call.arguments[0]) : null;
  return name !== null && /^\S{1,60}$/.test(name) ? name : null;
}

/** Whether a function is given to a call that is a whole statement: what becomes of it does not come back here. */
export function isGivenAway(node: FunctionNode): boolean {
  const call = parentOutsideCasts(node);
  if (call?.type !== "CallExpression" || isWithin(node, call.callee)) return false;
  return parentOutsideCasts(call)?.type === "ExpressionStatement";
}
