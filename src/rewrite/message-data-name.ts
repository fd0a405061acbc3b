import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { isIdentifying } from "./context.ts";
import { lastName, propertyName, unwrap } from "../syntax/unwrap.ts";

interface Named {
  readonly key: string;
  readonly text: string;
}

/** The name that a piece of data goes by: `id`, `orderId` for `order.id`, `url` for `this.url`. */
export function findName(node: TSESTree.Node, facts: Facts): Named | null {
  const inner = unwrap(toValue(node));
  if (inner.type === "Identifier") return { key: inner.name, text: inner.name };
  if (inner.type !== "MemberExpression" || !isPlainPath(inner)) return null;
  const key = propertyName(inner);
  if (key === null || !/^[A-Za-z_$][\w$]*$/.test(key)) return null;
  const owner = unwrap(inner.object);
  const name =
    owner.type === "Identifier" ? owner.name : owner.type === "MemberExpression" ? propertyName(owner) : null;
  const isGeneral = /^(?:id|key|name|code|type|status|slug|uuid|url|path|length|size|value)$/.test(key);
  const own = key.replace(/^[_$]+(?=\w)/, "");
  return { key: isGeneral && name !== null ? toCompound(name, key) : own, text: toSnippet(inner, facts) };
}

/** `orderId` of `order` and `id`. */
function toCompound(owner: string, key: string): string {
  if (owner === key) return key;
  return `${owner.replace(/^[#_$]+/, "")}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** What is made a text: `id` of `String(id)`, `id.toString()`, `JSON.stringify(id)`, `ids` of `ids.join(", ")`. */
function toValue(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== "CallExpression") return node;
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (callee.type === "Identifier") return callee.name === "String" && first ? first : node;
  if (callee.type !== "MemberExpression") return node;
  if (propertyName(callee) === "join" || (propertyName(callee) === "toString" && !first)) return callee.object;
  return isStringify(node) && first ? first : node;
}

/** `JSON.stringify(order)`: whatever it holds, unless its name or its type says that it is one plain value. */
export function isWholeValue(node: TSESTree.Node, facts: Facts): boolean {
  const call = unwrap(node);
  const given = call.type === "CallExpression" && isStringify(call) ? call.arguments[0] : undefined;
  if (!given) return false;
  const inner = unwrap(given);
  const variable = inner.type === "Identifier" ? facts.bindings.variableOf(inner) : null;
  const declared = variable?.identifiers[0]?.typeAnnotation?.typeAnnotation.type ?? "";
  return !/^TS(?:String|Number|Boolean)Keyword$/.test(declared) && !isIdentifying(lastName(inner) ?? "");
}

function isStringify({ callee }: TSESTree.CallExpression): boolean {
  const member = unwrap(callee);
  return (
    member.type === "MemberExpression" &&
    member.object.type === "Identifier" &&
    member.object.name === "JSON" &&
    propertyName(member) === "stringify"
  );
}

function isPlainPath(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") return propertyName(inner) !== null && isPlainPath(inner.object);
  return inner.type === "Identifier" || inner.type === "ThisExpression";
}

export function toSnippet({ range }: TSESTree.Node, { source }: Facts): string {
  return source.text.slice(...range);
}
