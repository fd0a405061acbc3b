import type { TSESTree } from "@typescript-eslint/types";
import type { Framework, Role } from "../knowledge/framework.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { propertyValue, unwrap } from "../syntax/unwrap.ts";
import { isTypeOf } from "./evidence.ts";

type Decorators = readonly TSESTree.Decorator[] | undefined;

/** A decorator of a framework, and the name that the framework has for it. */
export interface FoundDecorator {
  readonly node: TSESTree.Decorator;
  readonly name: string;
}

/** The first of the decorators that is one of these of a framework, or `null`. */
export function findDecorator(
  decorators: Decorators,
  names: readonly string[],
  { framework, bindings }: { readonly framework: Framework; readonly bindings: Bindings },
): FoundDecorator | null {
  for (const node of decorators ?? []) {
    const { expression } = node;
    const origin = bindings.originOf(expression.type === "CallExpression" ? expression.callee : expression);
    if (origin && isTypeOf(origin, framework, names)) return { node, name: origin.path.join(".") };
  }
  return null;
}

/** What a decorated parameter is. */
export interface DecoratedRole {
  readonly role: Role;
  /** The method answers by hand: what it returns is not sent. */
  readonly answers: boolean;
}

/** `@Res() res` is the response, and answers by hand unless it is `@Res({ passthrough: true })`; `null` for no such decorator. */
export function findDecoratedRole(
  parameter: TSESTree.Parameter,
  framework: Framework,
  bindings: Bindings,
): DecoratedRole | null {
  const roles = framework.decorators?.parameters ?? {};
  const names = Object.keys(roles);
  const inner = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  const of = { framework, bindings };
  const found = findDecorator(parameter.decorators, names, of) ?? findDecorator(inner.decorators, names, of);
  const role = found && roles[found.name];
  return role ? { role, answers: role === "response" && !isPassedThrough(found.node) } : null;
}

function isPassedThrough({ expression }: TSESTree.Decorator): boolean {
  const options = expression.type === "CallExpression" ? expression.arguments[0] : undefined;
  const value = options?.type === "ObjectExpression" ? propertyValue(options, "passthrough") : null;
  if (value === null || value === "unknown") return false;
  const inner = unwrap(value);
  return inner.type === "Literal" && inner.value === true;
}
