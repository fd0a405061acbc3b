import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { propertyName, unwrap } from "../syntax/unwrap.ts";

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

/** What is made a text: `id` of `String(id)`, `id.toString()`, `JSON.stringify(id)`. */
function toValue(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== "CallExpression") return node;
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (callee.type === "Identifier") return callee.name === "String" && first ? first : node;
  if (callee.type !== "MemberExpression") return node;
  const method = propertyName(callee);
  if (method === "toString" && !first) return callee.object;
  const isJson = callee.object.type === "Identifier" && callee.object.name === "JSON" && method === "stringify";
  return isJson && first ? first : node;
}

function isPlainPath(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === "MemberExpression") return propertyName(inner) !== null && isPlainPath(inner.object);
  return inner.type === "Identifier" || inner.type === "ThisExpression";
}

export function toSnippet({ range }: TSESTree.Node, { source }: Facts): string {
  return source.text.slice(...range);
}
