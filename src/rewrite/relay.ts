import type { TSESTree } from "@typescript-eslint/types";
import type { CaughtError } from "../analysis/caught-error.ts";
import type { Facts } from "../analysis/facts.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { isWithin, propertyName, unwrap } from "../syntax/unwrap.ts";

/** `pool.on("error", (err) => this.emit("error", err))`: whatever failed, it was not what the function around it does. */
export function isRelay({ kind, node }: CaughtError, { nodes, bindings }: Facts): boolean {
  if (kind !== "listener") return false;
  return nodes.calls.some(({ callee }) => isOwnEmit(unwrap(callee), bindings) && isWithin(callee, node));
}

/** Of this object, or of one that was made here; an emitter that was handed in is told of what it was handed in for. */
function isOwnEmit(callee: TSESTree.Node, bindings: Bindings): boolean {
  if (callee.type !== "MemberExpression" || propertyName(callee) !== "emit") return false;
  const definition = bindings.variableOf(unwrap(callee.object))?.defs[0];
  return callee.object.type === "ThisExpression" || definition?.type === "Variable";
}
