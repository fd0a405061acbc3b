import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { findRegisteredName, isMediaType } from "../syntax/registration.ts";
import { isOperation } from "./deed.ts";
import { isVerb } from "./verbs.ts";
import { toWords } from "./words.ts";
import {
  type FunctionNode,
  lastName,
  literalString,
  parentOutsideCasts,
  propertyName,
  propertyValue,
} from "../syntax/unwrap.ts";

/** `serve GET /orders/:id`, where a function was registered so. */
export function findRoute(node: FunctionNode, { handlers }: Facts): string | null {
  const { evidence } = handlers.find((handler) => handler.function === node) ?? {};
  if (evidence?.type !== "CallExpression") return null;
  const [first] = evidence.arguments;
  const path = toPlainPath(literalString(first));
  const method = lastName(evidence.callee);
  if (path?.startsWith("/") && method) return `serve ${method === "use" ? "" : `${method.toUpperCase()} `}${path}`;
  return first?.type === "ObjectExpression" ? findWrittenRoute(first) : null;
}

/** `/files/:id` of `^/files/:id([0-9a-f]+)$`; `null` where more of it is a pattern. */
function toPlainPath(path: string | null): string | null {
  const plain = path?.replace(/^\^|\$$/g, "").replace(/\([^()]*\)/g, "") ?? null;
  return plain !== null && /[\\()[\]^$|+?]/.test(plain) ? null : plain;
}

/** `app.route({ method: "GET", url: "/metrics", handler })` */
function findWrittenRoute(route: TSESTree.ObjectExpression): string | null {
  const valueOf = (key: string): string | null => {
    const value = propertyValue(route, key);
    return value === "unknown" ? null : literalString(value);
  };
  const [method, path] = [valueOf("method"), valueOf("url") ?? valueOf("path")];
  return path?.startsWith("/") ? `serve ${method ? `${method.toUpperCase()} ` : ""}${path}` : null;
}

/** The route that a file is: `/orders/[id]` of `app/orders/[id]/route.ts`; no list where it is none. */
export function findFileRoute({ source: { path } }: Facts): readonly string[] {
  const [, ofNext, ofKit] = FILE_ROUTE.exec(path) ?? [];
  const folders = ofNext ?? ofKit ?? "";
  const parts = folders.split("/").filter((each) => each !== "" && !/^(?:\(.*\)|@.*)$/.test(each));
  return parts.length > 0 ? [`/${parts.join("/")}`] : [];
}

/** Of Next and of SvelteKit. */
const FILE_ROUTE = /\/(?:src\/)?(?:app\/(?!.*\/src\/app\/)(.+)\/route|routes\/(.+)\/\+server)\.[cm]?[jt]sx?$/;

/** Streams and sockets have these; they say nothing about what is being done. */
const PLUMBING =
  /^(?:abort|close|connect|connection|data|drain|end|exit|finish|message|open|ready|readable|request|response)$/i;

/** Names of what a framework calls, and when: `preHandler`. */
const OF_HOOKS = /^(?:after|before|did|on|post|pre|will)$/;

/** `handle order.placed`, where a function listens to an event of this name, or is registered under it. */
export function findEvent(node: FunctionNode): string | null {
  const call = parentOutsideCasts(node);
  if (call?.type !== "CallExpression" || call.arguments[0] === node) return null;
  const isListener = /^(?:on|once|addListener|subscribe|addContentTypeParser)$/.test(lastName(call.callee) ?? "");
  const name = toPlainPath(isListener ? literalString(call.arguments[0]) : findRegisteredName(node));
  if (!name || !/\p{L}/u.test(name) || PLUMBING.test(name) || /error|exception|rejection/i.test(name)) return null;
  if (name.startsWith("/")) return `serve ${name}`;
  const words = /^[a-z]+(?:[A-Z]|_[a-z])\w*$/.test(name) ? toWords(name) : [];
  if (OF_HOOKS.test(words[0] ?? "")) return null;
  if (isVerb(words[0] ?? "") && isOperation(words)) return words.join(" ");
  return `${isMediaType(name) ? "parse" : "handle"} ${name}`;
}

/** `bank-sync` of `task({ id: "bank-sync", run: async () => … })` */
export function findTaskName(node: FunctionNode): string | null {
  const property = parentOutsideCasts(node);
  const isTask =
    property?.type === "Property" && /^(?:execute|handler|perform|run)$/.test(propertyName(property) ?? "");
  const id = isTask && property.parent.type === "ObjectExpression" ? propertyValue(property.parent, "id") : null;
  const name = id === "unknown" ? null : literalString(id);
  return name !== null && /^[\w.:-]{3,60}$/.test(name) ? name : null;
}
