import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isSensitiveName } from "../knowledge/sensitive-names.ts";
import { innermostScope, isUnreassigned } from "../syntax/bindings.ts";
import type { Facts } from "../analysis/facts.ts";

/** More than these is noise in a log record. */
const MOST = 4;

/**
 * The variables that can be named at a place, that certainly hold a value there, and whose names say that they identify
 * something: `id`, `orderId`, `orderKey`, `slug`. Never one that speaks of a secret or a person.
 */
export function findContextNames(node: TSESTree.Node, { source }: Facts): string[] {
  const names = new Map<string, boolean>();
  for (let scope = innermostScope(source.scopeManager, node); scope; scope = scope.upper) {
    if (scope.type === "module" || scope.type === "global") break;
    for (const variable of scope.variables) {
      if (!names.has(variable.name)) names.set(variable.name, isIdentifying(variable.name) && isSet(variable, node));
    }
  }
  return [...names]
    .filter(([, chosen]) => chosen)
    .map(([name]) => name)
    .slice(0, MOST);
}

function isIdentifying(name: string): boolean {
  return (
    /^(?:id|slug|uuid|[a-z]\w*(?:Id|ID|Uuid|Slug)|[a-z]\w*Key)$/.test(name) &&
    !isSensitiveName(name) &&
    !/^(?:api|private|public|secret|primary|foreign)Key$/.test(name)
  );
}

/** A parameter, or a constant that was declared before the place is reached. */
function isSet(variable: Variable, node: TSESTree.Node): boolean {
  const definition = variable.defs[0];
  if (!definition || variable.defs.length > 1) return false;
  if (definition.type === "Parameter") return true;
  const declarator = definition.node;
  return (
    declarator.type === "VariableDeclarator" &&
    isUnreassigned(variable) &&
    declarator.init !== null &&
    declarator.range[1] <= node.range[0]
  );
}
