import type { TSESTree } from "@typescript-eslint/types";
import { globalFetches, remoteClients, type RemoteClient } from "../knowledge/remote-clients.ts";
import type { Bindings, Origin } from "../syntax/bindings.ts";
import { literalString, unwrap } from "../syntax/unwrap.ts";
import { toPackagePath } from "./match.ts";

/** A call of another service. */
export interface RemoteCall {
  readonly node: TSESTree.CallExpression;
  /** An error answer rejects, rather than resolve with a response. */
  readonly rejects: boolean;
}

/** The call of another service that a call is, by a global `fetch` or a client library; `null` for any other. */
export function findRemoteCall(node: TSESTree.CallExpression, bindings: Bindings): RemoteCall | null {
  const origin = bindings.originOf(node.callee);
  if (!origin) return null;
  if (origin.root.kind === "global")
    return globalFetches.includes(origin.path.join(".")) && !isRelative(node) ? { node, rejects: false } : null;
  const client = remoteClients.find((each) => isCallOf(origin, each));
  return client ? { node, rejects: client.rejects } : null;
}

/** `fetch("/api/orders")`: only a browser knows where that is, and what answers is the page's own server. */
function isRelative({ arguments: [url] }: TSESTree.CallExpression): boolean {
  const inner = url && unwrap(url);
  const begin = inner?.type === "TemplateLiteral" ? inner.quasis[0]?.value.cooked : inner && literalString(inner);
  return /^\/(?!\/)/.test(begin ?? "");
}

function isCallOf(origin: Origin, client: RemoteClient): boolean {
  const { root, path } = origin;
  if (root.kind === "import") return isFrom(root.module, client) && (client.calls?.includes(path.join(".")) ?? false);
  if (root.kind !== "instance" || root.made !== "call" || !isMaker(root.of, client)) return false;
  return client.calls?.includes(path.join(".")) ?? path.length === 1;
}

function isMaker({ root, path }: Origin, client: RemoteClient): boolean {
  return root.kind === "import" && isFrom(root.module, client) && client.factories.includes(path.join("."));
}

function isFrom(module: string, { modules }: RemoteClient): boolean {
  return modules.includes(toPackagePath(module));
}
