import type { TSESTree } from "@typescript-eslint/types";
import { parameterTarget, parentOutsideCasts, propertyName, unwrap, type FunctionNode } from "../syntax/unwrap.ts";
import type { FunctionEntry } from "./file-contribution.ts";
import type { ReadFile } from "./to-reference.ts";

/** The fields in which a constructor keeps its parameters: `constructor(private send)`, `this.send = send`. */
export function findKeptParameters(node: FunctionNode, file: ReadFile): NonNullable<FunctionEntry["keeps"]> {
  const method = node.parent;
  if (method.type !== "MethodDefinition" || method.kind !== "constructor") return [];
  const variables = file.facts.bindings.declaredBy(node);
  return node.params.flatMap((parameter, index) => {
    const isField = parameter.type === "TSParameterProperty";
    const name = toName(parameter);
    if (name === null || isField) return name === null ? [] : [{ index, field: name.name }];
    const references = variables.find(({ identifiers }) => identifiers.includes(name))?.references ?? [];
    return references.flatMap(({ identifier }) => findField(identifier) ?? []).map((field) => ({ index, field }));
  });
}

function toName(parameter: TSESTree.Node): TSESTree.Identifier | null {
  const target = parameterTarget(parameter);
  return target.type === "Identifier" ? target : null;
}

/** `send` of `this.send = deliver` */
function findField(value: TSESTree.Node): string | null {
  const parent = parentOutsideCasts(value);
  if (parent?.type !== "AssignmentExpression" || unwrap(parent.right) !== value) return null;
  const target = unwrap(parent.left);
  return target.type === "MemberExpression" && target.object.type === "ThisExpression" ? propertyName(target) : null;
}
