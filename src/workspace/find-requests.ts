import type { TSESTree } from "@typescript-eslint/types";
import { findRemoteCall } from "../analysis/find-remote-call.ts";
import { literalString, unwrap } from "../syntax/unwrap.ts";
import type { Request } from "./file-contribution.ts";
import { lineOf } from "./to-short-text.ts";
import type { ReadFile } from "./to-reference.ts";

/** The requests of a file to a service, with the end of their path: `` fetch(`${host}/stats`) ``. */
export function findRequests(file: ReadFile): Request[] {
  const { nodes, bindings } = file.facts;
  return nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || !findRemoteCall(call, bindings)) return [];
    const path = findPath(unwrap(call.arguments[0] ?? call));
    return path === null ? [] : [{ path, line: lineOf(call, file) }];
  });
}

/** The end of a URL that is written out, without its query; of what is filled in, nothing is known. */
function findPath(url: TSESTree.Node): string | null {
  const last =
    url.type === "TemplateLiteral"
      ? url.quasis.at(-1)?.value.cooked
      : url.type === "BinaryExpression"
        ? literalString(url.right)
        : literalString(url);
  const path = /^(?:https?:\/\/[^/]+)?[^?#]*/.exec(last ?? "")?.[0].replace(/^https?:\/\/[^/]+/, "") ?? "";
  return /^\/\w/.test(path) ? path.replace(/\/$/, "") : null;
}
