import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, Role, Signature } from "../knowledge/framework.ts";
import { pathInPattern, type Bindings } from "../syntax/bindings.ts";
import type { FunctionNode } from "../syntax/unwrap.ts";
import { originOfType, roleBySettledType, roleOfType } from "./evidence.ts";
import type { ParameterRole, Roles } from "./meaning.ts";

/** Roles whose parts are worth a name of their own: `({ response }) => …`. */
const TAKEN_APART: ReadonlySet<Role> = new Set(["request", "response", "reply", "context"]);

/** What the parameters of a handler are: by their types where these are the framework's, else by their position. */
export function findRoles(
  node: FunctionNode,
  positions: readonly (Role | null)[],
  framework: Framework,
  bindings: Bindings,
): Roles {
  const roles = new Map<Variable, ParameterRole>();
  parametersOf(node).forEach((parameter, index) => {
    const role = roleByType(parameter, framework, bindings) ?? positions[index];
    if (!role || role === "other") return;
    for (const variable of bindings.declaredBy(node)) {
      const path = pathTo(variable, parameter);
      if (path?.length === 0) roles.set(variable, { role, framework });
      else if (path && TAKEN_APART.has(role)) roles.set(variable, { role, framework, path });
    }
  });
  return roles;
}

/** The parameters that a caller fills: without TypeScript's `this`. */
export function parametersOf(node: FunctionNode): readonly TSESTree.Parameter[] {
  const [first] = node.params;
  return first?.type === "Identifier" && first.name === "this" ? node.params.slice(1) : node.params;
}

/** The signature that a function has by its number of parameters; a boundary's, where it is known to be one. */
export function findSignature(
  node: FunctionNode,
  signatures: readonly Signature[],
  isBoundary: boolean,
): Signature | null {
  const count = parametersOf(node).length;
  const boundary = isBoundary ? signatures.find((signature) => signature.boundary) : undefined;
  return boundary ?? signatures.find(({ arity }) => arity === count || arity === "any") ?? null;
}

/** The type annotation of a parameter, through a default value. */
export function typeOfParameter(parameter: TSESTree.Parameter): TSESTree.TypeNode | undefined {
  const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  return "typeAnnotation" in target ? target.typeAnnotation?.typeAnnotation : undefined;
}

/** The role that its type gives a parameter, or a part of it in `Request & { user: User }`; `null` for none. */
export function roleByType(parameter: TSESTree.Parameter, framework: Framework, bindings: Bindings): Role | null {
  const type = typeOfParameter(parameter);
  for (const part of type?.type === "TSIntersectionType" ? type.types : [type]) {
    const origin = originOfType(part, bindings);
    const role = origin && roleOfType(origin, framework);
    if (role !== null) return role;
  }
  const target = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  return roleBySettledType(target, framework, bindings);
}

function pathTo({ defs }: Variable, parameter: TSESTree.Parameter): string[] | null {
  const [definition] = defs;
  return definition?.type === "Parameter" ? pathInPattern(parameter, definition.name) : null;
}
