import type { TSESTree } from "@typescript-eslint/types";
import { type FunctionNode, isWithin, lastName, literalString, parentOutsideCasts } from "./unwrap.ts";

/** `GET /orders/:id` of `router.get("/orders/:id", …)`, `/orders` of `app.use("/orders", …)`; `null` where a call names no path. */
export function findRegisteredRoute({ callee, arguments: given }: TSESTree.CallExpression): string | null {
  const texts = given.map(literalString);
  const path = texts.find((text) => text?.startsWith("/"));
  if (!path) return null;
  const name = lastName(callee) ?? "";
  const method = [name === "on" ? (texts[0] ?? "") : name].find((each) => METHOD.test(each));
  return method ? `${method === "del" ? "DELETE" : method.toUpperCase()} ${path}` : path;
}

const METHOD = /^(?:all|del|delete|get|head|options|patch|post|put)$/i;

/**
 * What a function without a name is registered under, to be called later: `"orders:save"` of
 * `ipcMain.handle("orders:save", async () => …);`. `null` where it is not, and for an error-first callback.
 */
export function findRegisteredName(node: FunctionNode): string | null {
  const call = parentOutsideCasts(node);
  const [first] = node.params;
  if (first?.type === "Identifier" && /^(?:_*err(?:or)?|\w+Err(?:or)?|failure)$/.test(first.name)) return null;
  const name = call?.type === "CallExpression" && isGivenAway(node) ? literalString(call.arguments[0]) : null;
  return name !== null && /^\S{1,60}$/.test(name) && !isMediaType(name) ? name : null;
}

/** `application/json`: what something is for, and not its name. */
export function isMediaType(text: string): boolean {
  return /^(?:application|audio|font|image|message|model|multipart|text|video)\/\S+$/.test(text);
}

/**
 * Whether a function is given to a call that is a whole statement, or to what is made for one, as in
 * `passport.use(new Strategy(verify));`: what becomes of it does not come back here.
 */
export function isGivenAway(node: TSESTree.Node): boolean {
  const call = parentOutsideCasts(node);
  if (call?.type === "NewExpression") return isGivenAway(call);
  if (call?.type !== "CallExpression" || isWithin(node, call.callee)) return false;
  return parentOutsideCasts(call)?.type === "ExpressionStatement";
}
