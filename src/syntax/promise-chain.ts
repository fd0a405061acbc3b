import type { TSESTree } from "@typescript-eslint/types";
import {
  enclosingFunction,
  isFunction,
  parentOutsideCasts,
  propertyName,
  unwrap,
  type FunctionNode,
} from "./unwrap.ts";

/** What becomes of the promise whose handler a function is. */
export interface ChainEnd {
  /** `floating`: nobody waits for it. */
  readonly kind: "returned" | "awaited" | "floating";
  /** The function that holds the chain; `null` at the top level. */
  readonly function: FunctionNode | null;
  /** The whole chain, with the `await` before it. */
  readonly node: TSESTree.Node;
  /** More handlers stand behind the function's own. */
  readonly goesOn: boolean;
}

/** The chain that a function is a handler of (`.then(f)`, `.catch(f)`), or `null` where it is none. */
export function findChainEnd(node: FunctionNode): ChainEnd | null {
  let call = parentOutsideCasts(node);
  if (call?.type !== "CallExpression" || !isLink(call)) return null;
  let goesOn = false;
  for (let next = findNextLink(call); next; next = findNextLink(call)) {
    goesOn ||= next.method !== "finally";
    call = next.call;
  }
  const parent = parentOutsideCasts(call);
  const holder = enclosingFunction(call);
  const end = { function: holder, goesOn };
  if (parent?.type === "AwaitExpression") {
    const isReturned = isResult(parent, holder);
    return { ...end, kind: isReturned ? "returned" : "awaited", node: parent };
  }
  return { ...end, kind: isResult(call, holder) ? "returned" : "floating", node: call };
}

function isResult(node: TSESTree.Node, holder: FunctionNode | null): boolean {
  const parent = parentOutsideCasts(node);
  return parent?.type === "ReturnStatement" || (parent !== null && isFunction(parent) && holder?.body === node);
}

function isLink(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === "MemberExpression" && /^(?:then|catch|finally)$/.test(propertyName(callee) ?? "");
}

function findNextLink(call: TSESTree.Node): { readonly call: TSESTree.CallExpression; readonly method: string } | null {
  const member = parentOutsideCasts(call);
  const next = member && parentOutsideCasts(member);
  if (member?.type !== "MemberExpression" || unwrap(member.object) !== call || next?.type !== "CallExpression")
    return null;
  return unwrap(next.callee) === member && isLink(next) ? { call: next, method: propertyName(member) ?? "" } : null;
}
