import type { TSESTree } from "@typescript-eslint/types";
import { pathInPattern } from "../syntax/bindings.ts";
import { initOf } from "../syntax/constants.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";
import { findErrorOwner } from "./find-error-owner.ts";
import type { Facts } from "./facts.ts";

/** An expression that holds the text of an error: `err.message`, `String(err)`, a constant made of one. */
export interface MessageRead {
  /** The expression whose message it is. */
  readonly error: TSESTree.Node;
  /** The error is certainly one of the contract's. */
  readonly isCoded: boolean;
}

/** The error whose text an expression holds, as it is or changed; `null` where it is another's, or nobody can tell. */
export function findMessageRead(node: TSESTree.Node, facts: Facts, depth = 0): MessageRead | null {
  if (depth > 6) return null;
  const inner = unwrap(node);
  const of = (each: TSESTree.Node): MessageRead | null => findMessageRead(each, facts, depth + 1);
  switch (inner.type) {
    case "MemberExpression":
      return propertyName(inner) === "message" ? toRead(inner.object, facts) : null;
    case "ConditionalExpression":
      return of(inner.consequent) ?? of(inner.alternate);
    case "LogicalExpression":
      return of(inner.left) ?? of(inner.right);
    case "CallExpression":
      return readOfCall(inner, facts, of);
    case "TemplateLiteral":
      return inner.expressions.length === 1 && inner.expressions[0] ? toText(inner.expressions[0], facts) : null;
    case "Identifier":
      return readOfConstant(inner, facts, of);
    default:
      return null;
  }
}

/** `String(err)`, `err.toString()`, `err.message.toLowerCase()` */
function readOfCall(
  { callee, arguments: given }: TSESTree.CallExpression,
  facts: Facts,
  of: (node: TSESTree.Node) => MessageRead | null,
): MessageRead | null {
  const inner = unwrap(callee);
  const [first] = given;
  if (inner.type === "Identifier" && inner.name === "String" && first) return toText(first, facts);
  if (inner.type !== "MemberExpression") return null;
  const method = propertyName(inner) ?? "";
  if (method === "toString") return toText(inner.object, facts) ?? of(inner.object);
  return /^(?:to(?:Locale)?(?:Lower|Upper)Case|trim\w*|normalize|replace\w*|slice|substring)$/.test(method)
    ? of(inner.object)
    : null;
}

/** `const message = err instanceof Error ? err.message : String(err)`, `const { message } = err` */
function readOfConstant(
  node: TSESTree.Identifier,
  facts: Facts,
  of: (node: TSESTree.Node) => MessageRead | null,
): MessageRead | null {
  const variable = facts.bindings.variableOf(node);
  const init = initOf(variable);
  if (init) return of(init);
  const definition = variable?.defs[0];
  const declared = definition?.node;
  if (declared?.type !== "VariableDeclarator" || !declared.init || variable?.defs.length !== 1) return null;
  const path = pathInPattern(declared.id, definition?.name as TSESTree.Node);
  return path?.join(".") === "message" ? toRead(declared.init, facts) : null;
}

function toText(node: TSESTree.Node, facts: Facts): MessageRead | null {
  return findMessageRead(node, facts, 6) ?? toRead(node, facts);
}

/** Of what was caught, or is typed or made as an error. */
function toRead(object: TSESTree.Node, facts: Facts): MessageRead | null {
  const inner = unwrap(object);
  const owner = findErrorOwner(inner, object, facts);
  if (owner === "ours") return { error: inner, isCoded: true };
  return owner === "caught" || isTypedError(inner, facts) ? { error: inner, isCoded: false } : null;
}

function isTypedError(node: TSESTree.Node, { bindings }: Facts): boolean {
  const origin = bindings.originOf(node);
  if (origin?.root.kind !== "instance" || origin.path.length > 0 || origin.root.made === "call") return false;
  const { root, path } = origin.root.of;
  return root.kind === "global" && /^(?:\w*Error|DOMException)$/.test(path.join("."));
}
