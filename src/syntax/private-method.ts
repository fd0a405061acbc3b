import type { TSESTree } from "@typescript-eslint/types";
import { type FunctionNode, isFunction, unwrap } from "./unwrap.ts";

/**
 * The method of the class around it that `this.#load` denotes, or `this.load` where TypeScript keeps that private: no subclass
 * puts another in its place. `null` for every other, and for a decorated one, which somebody may have wrapped.
 */
export function findPrivateMethod(node: TSESTree.MemberExpression): FunctionNode | null {
  if (node.computed || unwrap(node.object).type !== "ThisExpression") return null;
  const around = findMemberAround(node);
  const method = around?.parent.body.find(
    (each) => each.type === "MethodDefinition" && each.static === around.static && isNamed(each, node.property),
  );
  if (method?.type !== "MethodDefinition" || method.kind !== "method" || !isFunction(method.value)) return null;
  const decorators = method.decorators as readonly TSESTree.Decorator[] | undefined; // some parsers know of none
  return decorators?.length ? null : method.value;
}

type Member = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

/** The member of a class whose `this` a node sees. */
function findMemberAround(node: TSESTree.Node): (Member & { readonly parent: TSESTree.ClassBody }) | null {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "MethodDefinition" || at.type === "PropertyDefinition") return at;
    if (at.type === "FunctionDeclaration") return null;
    if (at.type === "FunctionExpression" && at.parent.type !== "MethodDefinition") return null;
  }
  return null;
}

function isNamed({ key, computed, accessibility, value }: TSESTree.MethodDefinition, name: TSESTree.Node): boolean {
  if (computed || !isFunction(value)) return false;
  if (key.type === "PrivateIdentifier") return name.type === "PrivateIdentifier" && key.name === name.name;
  return (
    accessibility === "private" && key.type === "Identifier" && name.type === "Identifier" && key.name === name.name
  );
}
