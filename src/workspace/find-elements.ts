import type { TSESTree } from "@typescript-eslint/types";
import { parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";
import { isJoined } from "./is-kept.ts";
import { functionOf, type ReadFile } from "./to-reference.ts";

/** Where one of a list is at hand: by a name that a function or a loop gives it, or as a value. */
export interface Element {
  readonly node: TSESTree.Node;
  /** What declares the name. */
  readonly owner: TSESTree.Node | null;
}

/** What becomes of a list, as far as that is seen. */
export interface Elements {
  readonly elements: readonly Element[];
  /** It is joined to one text. */
  readonly isText: boolean;
}

/** What calls a function with one of a list after another. */
const iterating = /^(?:every|filter|find|flatMap|forEach|map|some)$/;

/** What a use of a list does with each of it: `parts.map((part) => …)`, `for (const part of parts)`, `parts[0]`, `parts.join()`. */
export function findElements(list: TSESTree.Node, file: ReadFile): Elements {
  const parent = parentOutsideCasts(list);
  if (parent?.type === "ForOfStatement" && unwrap(parent.right) === list) return toElements(findLooped(parent));
  if (parent?.type !== "MemberExpression" || unwrap(parent.object) !== list) return toElements(null);
  const call = parentOutsideCasts(parent);
  if (call?.type !== "CallExpression" || unwrap(call.callee) !== parent)
    return toElements(parent.computed ? { node: parent, owner: null } : null);
  const own =
    iterating.test(propertyName(parent) ?? "") && call.arguments[0] ? functionOf(call.arguments[0], file) : null;
  const [first] = own?.params ?? [];
  return first && own ? toElements({ node: first, owner: own }) : { elements: [], isText: isJoined(list) };
}

function findLooped({ left }: TSESTree.ForOfStatement): Element | null {
  const [declarator] = left.type === "VariableDeclaration" ? left.declarations : [];
  return declarator ? { node: declarator.id, owner: declarator } : null;
}

function toElements(one: Element | null): Elements {
  return { elements: one ? [one] : [], isText: false };
}
