import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import {
  type FunctionNode,
  isFunction,
  literalString,
  parentOutsideCasts,
  propertyName,
  unwrap,
} from "../syntax/unwrap.ts";
import { isGlobal } from "./match.ts";
import type { Meaning, Roles } from "./meaning.ts";

/** A parameter, what is called `reject` where it comes from, a method that goes by the name of one, or RxJS's `throwError`. */
export function canLeaveBy(callee: TSESTree.Node, bindings: Bindings): boolean {
  if (callee.type === "MemberExpression") return /^(?:reject|emit)$/.test(propertyName(callee) ?? "");
  if (callee.type !== "Identifier") return false;
  if (bindings.variableOf(callee)?.defs[0]?.type === "Parameter") return true;
  return /^(?:reject|throwError)$/.test(bindings.originOf(callee)?.path.at(-1) ?? "");
}

/** Whether a call hands an error to somebody who waits for it: `reject(err)`, `callback(err)`, `next(err)`, `emit("error", err)`. */
export function findHandover(node: TSESTree.CallExpression, roles: Roles, bindings: Bindings): Meaning | null {
  const callee = unwrap(node.callee);
  if (callee.type === "MemberExpression") return findEmission(node, callee);
  const first = node.arguments[0];
  const variable = callee.type === "Identifier" ? bindings.variableOf(callee) : null;
  if (!variable || !first) return null;
  if (isOfStreams(callee, "throwError", bindings)) return toStreamError(first);
  const role = roles.get(variable)?.role;
  if (role === "next" || role === "done" || role === "callback")
    return { kind: "handover", via: "next", argument: first };
  const owner = variable.defs[0]?.type === "Parameter" ? variable.defs[0].node : null;
  if (!owner || !isFunction(owner))
    return isResolverReject(callee, bindings) ? { kind: "handover", via: "reject", argument: first } : null;
  const index = owner.params.indexOf(variable.identifiers[0] as TSESTree.Parameter);
  if (index === 1 && isExecutor(owner, bindings)) return { kind: "handover", via: "reject", argument: first };
  const isCallback = index >= 0 && !isExecutor(owner, bindings) && CALLBACK_NAME.test(variable.name);
  return isCallback ? { kind: "handover", via: "callback", argument: first } : null;
}

function findEmission(node: TSESTree.CallExpression, callee: TSESTree.MemberExpression): Meaning | null {
  const second = node.arguments[1];
  if (propertyName(callee) !== "emit" || literalString(node.arguments[0]) !== "error" || !second) return null;
  return { kind: "handover", via: "emit", argument: second };
}

/** `const { reject } = Promise.withResolvers()` */
function isResolverReject(callee: TSESTree.Node, bindings: Bindings): boolean {
  const origin = bindings.originOf(callee);
  if (origin?.root.kind !== "instance" || origin.path.join() !== "reject") return false;
  return isGlobal(origin.root.of, "Promise.withResolvers");
}

/** `new Promise((resolve, reject) => …)` */
export function isExecutor(node: FunctionNode, bindings: Bindings): boolean {
  const parent = parentOutsideCasts(node);
  if (parent?.type !== "NewExpression" || parent.arguments[0] !== node) return false;
  const origin = bindings.originOf(parent.callee);
  return (
    origin?.path.at(-1) === "Promise" ||
    (origin?.root.kind === "import" && /^(?:bluebird|q)$/i.test(origin.root.module))
  );
}

/** Whether a name stands for this export of RxJS. */
export function isOfStreams(callee: TSESTree.Node, name: string, bindings: Bindings): boolean {
  const origin = callee.type === "Identifier" ? bindings.originOf(callee) : null;
  if (origin?.root.kind !== "import" || !/^rxjs(?:\/|$)/.test(origin.root.module)) return false;
  return origin.path.length === 1 && origin.path[0] === name;
}

/** `throwError(() => err)`, or `throwError(err)` of old */
function toStreamError(given: TSESTree.Node): Meaning | null {
  const made = unwrap(given);
  if (!isFunction(made)) return { kind: "handover", via: "emit", argument: made };
  return made.body.type === "BlockStatement" ? null : { kind: "handover", via: "emit", argument: made.body };
}

/** The call of a function that the nearest function around it was given: whose parameter it is does not matter. */
const CALLBACK_NAME = /^(?:cb|callback|done|fn|finish|complete|end)$|(?:Callback|Cb)$/;
