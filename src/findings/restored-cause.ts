import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import type { Construction } from "../analysis/construction.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Event, Path } from "../analysis/path.ts";
import { traverse } from "../syntax/traverse.ts";
import { isFunction, parentOutsideCasts, propertyName, unwrap } from "../syntax/unwrap.ts";

/** Whether the made error is given the caught one, or something that may be it, after it was made: `made.cause = err`. */
export function isRestored({ steps }: Path, construction: Construction, facts: Facts): boolean {
  const holder = findHolder(construction.node, facts);
  return steps.some(({ event }) => isGivenTo(event, construction.node, holder, facts));
}

/** The variable that an error is kept in when it is made. */
function findHolder(node: TSESTree.Node, { bindings }: Facts): Variable | null {
  let parent = parentOutsideCasts(node);
  while (parent?.type === "ConditionalExpression" || parent?.type === "LogicalExpression")
    parent = parentOutsideCasts(parent);
  return parent?.type === "VariableDeclarator" ? (bindings.declaredBy(parent)[0] ?? null) : null;
}

function isGivenTo(event: Event, node: TSESTree.Node, holder: Variable | null, { bindings }: Facts): boolean {
  if (event.kind !== "stored" && event.kind !== "enriched" && event.kind !== "escaped") return false;
  const isMade = (each: TSESTree.Node): boolean =>
    each === node || (holder !== null && each.type === "Identifier" && bindings.variableOf(each) === holder);
  if (event.node.type === "AssignmentExpression") {
    const target = unwrap(event.node.left);
    if (target.type !== "MemberExpression" || !isMade(unwrap(target.object))) return false;
    return !/^(?:message|name|code|status|statusCode)$/.test(propertyName(target) ?? "");
  }
  if (event.node.type !== "CallExpression") return false;
  const [first, ...others] = event.node.arguments;
  const callee = unwrap(event.node.callee);
  const receiver = callee.type === "MemberExpression" ? unwrap(callee.object) : null;
  if (receiver && isMade(receiver)) return true;
  return first !== undefined && isMade(unwrap(first)) && others.some((other) => mayHoldWhole(other));
}

/** Whether an argument may be an error or have one in it: a name or a spread, not `err.code`. */
function mayHoldWhole(node: TSESTree.Node): boolean {
  let found = false;
  traverse(node, (each, parent) => {
    if (each.type === "Identifier" && parent?.type !== "MemberExpression")
      found ||= parent?.type !== "Property" || parent.value === each;
    return !isFunction(each);
  });
  return found;
}
