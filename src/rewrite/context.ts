import type { Scope, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { isSensitiveName } from "../knowledge/sensitive-names.ts";
import { innermostScope, isUnreassigned } from "../syntax/bindings.ts";
import { isFunction, isWithin, unwrap } from "../syntax/unwrap.ts";
import type { Facts } from "../analysis/facts.ts";

/** More than these is noise in a log record. */
const MOST = 4;

/**
 * The variables that can be named at a place, that certainly hold a value there, and whose names say that they identify
 * something: `id`, `orderId`, `orderKey`, `slug`. Never one that speaks of a secret or a person.
 */
export function findContextNames(node: TSESTree.Node, facts: Facts): string[] {
  const callback = findCallback(node, facts);
  const names = new Map<string, boolean>();
  for (let scope = innermostScope(facts.source.scopeManager, node); scope; scope = scope.upper) {
    if (isTopLevel(scope)) break;
    for (const variable of scope.variables) {
      const isChosen = isIdentifying(variable.name) && isSet(variable, node) && scope.block !== callback;
      if (!names.has(variable.name)) names.set(variable.name, isChosen);
    }
  }
  return [...names]
    .filter(([, chosen]) => chosen)
    .map(([name]) => name)
    .slice(0, MOST);
}

/** What the top level declares is the same for every occurrence. */
function isTopLevel({ type, block }: Scope): boolean {
  return type === "module" || type === "global" || block.type === "Program";
}

/** The callback that the error at a place was handed to: its other parameters hold nothing then. `(err, orderId) => …` */
function findCallback(node: TSESTree.Node, { fates }: Facts): TSESTree.Node | null {
  const catchers = new Set<TSESTree.Node>(fates.map(({ caught }) => caught.node));
  for (let at = node.parent; at; at = at.parent) if (catchers.has(at)) return isFunction(at) ? at : null;
  return null;
}

/** Keys that open something, rather than name it. */
const SECRET_KEY =
  /^(?:account|activation|aes|api|auth|cipher|client|crypto|data|encryption|foreign|gpg|hmac|host|license|licence|master|pgp|primary|private|public|recovery|rsa|secret|server|service|shared|signature|signing|ssh|stream|symmetric|write)Key$/i;

/** Whether a name says that it identifies something, and is no secret. `orderById` is a map of orders. */
export function isIdentifying(name: string): boolean {
  return (
    /^(?:id|slug|uuid|[a-z]\w*(?:Id|ID|Uuid|UUID|Slug|_id)|[a-z]\w*Key)$/.test(name) &&
    !/^(?:get|is|has|make)[A-Z]|[a-z]By[A-Z]/.test(name) &&
    !SECRET_KEY.test(name) &&
    !isSensitiveName(name)
  );
}

/** A parameter, or a constant that was declared before the place is reached, and that nobody calls. */
export function isSet(variable: Variable, node: TSESTree.Node): boolean {
  const definition = variable.defs[0];
  if (!definition || variable.defs.length > 1 || !isUnreassigned(variable) || isCalled(variable)) return false;
  if (definition.type === "Parameter") return true;
  const declarator = definition.node;
  return declarator.type === "VariableDeclarator" && isInitialised(declarator, node);
}

function isCalled({ references }: Variable): boolean {
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    return parent.type === "CallExpression" && parent.callee === identifier;
  });
}

/** `const id = …` before the place, in a block around it; or `for (const id of …)` around it. */
function isInitialised({ init, range, parent }: TSESTree.VariableDeclarator, node: TSESTree.Node): boolean {
  const owner = parent.parent;
  if (owner.type === "ForOfStatement" || owner.type === "ForInStatement")
    return owner.left === parent && isWithin(node, owner.body);
  return init !== null && !isFunction(unwrap(init)) && range[1] <= node.range[0] && isWithin(node, owner);
}
