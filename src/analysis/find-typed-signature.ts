import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, Role, Signature } from "../knowledge/framework.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { enclosingFunction, type FunctionNode } from "../syntax/unwrap.ts";
import { parametersOf, roleByType, typeOfParameter } from "./find-roles.ts";

/** The signature that a function shows by the types of its parameters. */
export interface TypedSignature {
  readonly signature: Signature;
  /** The first type that says so. */
  readonly type: TSESTree.Node;
  /** The context is all that it takes: what it returns may be anything. */
  readonly isAlone: boolean;
}

/** `(req: Request, res: Response) => …`; `null` unless it fits, and where the file calls it itself: then it is a helper. */
export function findTypedSignature(
  node: FunctionNode,
  framework: Framework,
  bindings: Bindings,
): TypedSignature | null {
  const parameters = parametersOf(node);
  const roles = parameters.map((parameter) => roleByType(parameter, framework, bindings));
  const typed = parameters.filter((_, index) => roles[index] !== null);
  const isAlone = roles.length === 1 && roles[0] === "context" && isOfferedElsewhere(node);
  if (typed.length < 2 && !isAlone) return null;
  const signatures = [...framework.signatures, ...boundarySignatures(framework)];
  const signature = signatures.find((each) => hasFit(parameters, roles, each));
  const type = typed[0] && (typeOfParameter(typed[0]) ?? typed[0]);
  return signature && type && !isCalled(node, bindings) ? { signature, type, isAlone } : null;
}

/** What the parameters of a framework's boundaries are, wherever these are registered. */
export function boundarySignatures({ registrations, calls = [], signatures }: Framework): readonly Signature[] {
  const registered = [...registrations, ...calls].filter(({ role }) => role === "boundary");
  const all = [
    ...signatures.filter(({ boundary }) => boundary),
    ...registered.flatMap((each) => each.signatures ?? []),
  ];
  return all.length > 0 ? all : signatures;
}

/** Every parameter stands where the signature has its role; what has another type is none of the framework's. */
function hasFit(parameters: readonly TSESTree.Parameter[], roles: readonly (Role | null)[], to: Signature): boolean {
  if (to.arity !== "any" && to.arity !== roles.length) return false;
  return parameters.every((parameter, index) => {
    const expected = to.roles[index];
    const role = roles[index] ?? null;
    if (expected === undefined || role !== null) return role === expected;
    return expected === "error" || expected === "other" || typeOfParameter(parameter) === undefined;
  });
}

/** Whether the file calls a function by its name: then it is a helper. */
export function isCalled(node: FunctionNode, bindings: Bindings): boolean {
  const owner = node.id ? node : node.parent;
  const name = owner.type === "VariableDeclarator" || owner === node ? owner.id : null;
  const variable =
    name && bindings.declaredBy(owner).find(({ identifiers }) => identifiers.some((each) => each === name));
  return variable?.references.some(({ identifier }) => isCallee(identifier)) ?? false;
}

function isCallee(node: TSESTree.Node): boolean {
  return node.parent?.type === "CallExpression" && node.parent.callee === node;
}

/** A function that others can reach: exported, a method, or a property. A context alone is given to many a helper, too. */
function isOfferedElsewhere(node: FunctionNode): boolean {
  if (enclosingFunction(node)) return false;
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === "MethodDefinition") return at.accessibility !== "private" && at.key.type !== "PrivateIdentifier";
    if (OFFERING.has(at.type)) return true;
    if (at.type === "CallExpression") return false;
  }
  return false;
}

const OFFERING: ReadonlySet<string> = new Set(["ExportNamedDeclaration", "ExportDefaultDeclaration", "Property"]);
