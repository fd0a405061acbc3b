import type { TSESTree } from "@typescript-eslint/types";
import type { Facts } from "../analysis/facts.ts";
import { unknownFramework } from "../analysis/find-handlers.ts";
import type { Handler } from "../analysis/handler.ts";
import type { Bindings } from "../syntax/bindings.ts";
import { isDeclaredAbove } from "./boundary-above.ts";

/** What becomes of an uncoded error that leaves a handler, as one clause: under a boundary it is not the framework that answers. */
export function toHandlerFate({ framework, evidence }: Handler, facts: Facts): string {
  // nobody is answered by a job, and no boundary of the API stands above it; of a handler that the contract names, the contract says it
  const isAnswered = framework.sinks.length > 0 || framework === unknownFramework;
  const isMounted = facts.handlers.some(
    (each) => each.isBoundary && each.framework === framework && each.evidence.type === "CallExpression",
  );
  const isBelow = isAnswered && (isMounted || isDeclaredAbove(facts) || hasFilter(evidence, facts.bindings));
  return isBelow ? "the boundary takes it for a server fault like any other" : framework.fate;
}

/** Whether NestJS' `@UseFilters(…)` stands at the method whose decorator this is, or at its class. */
function hasFilter({ parent }: TSESTree.Node, bindings: Bindings): boolean {
  if (parent?.type !== "MethodDefinition") return false;
  return [...parent.decorators, ...parent.parent.parent.decorators].some(({ expression }) => {
    const origin = expression.type === "CallExpression" ? bindings.originOf(expression.callee) : null;
    return origin?.root.kind === "import" && origin.root.module === "@nestjs/common" && origin.path[0] === "UseFilters";
  });
}
