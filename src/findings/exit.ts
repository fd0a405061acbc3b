import type { TSESTree } from "@typescript-eslint/types";
import type { Handover, Path } from "../analysis/path.ts";
import type { Value } from "../analysis/value.ts";

/** An error, or something made of it, on its way out of a function. */
export interface Exit {
  readonly kind: "threw" | "rejected" | "returned" | Exclude<Handover, "reject">;
  /** The statement or call by which it leaves. */
  readonly node: TSESTree.Node;
  /** The expression that leaves. */
  readonly argument: TSESTree.Node;
  readonly value: Value;
  /** What it is handed to: `callback`, `next`. */
  readonly callee: TSESTree.Node | null;
  readonly certain: boolean;
  readonly coded: boolean;
}

/** Every exit of an error on a path, in order: hand-overs first, the path's own end last. */
export function findExits(path: Path): Exit[] {
  const handed = path.steps.flatMap(({ event, certain, coded }): Exit[] => {
    if (event.kind !== "handed") return [];
    const { node, argument, value, via } = event;
    return [{ kind: via === "reject" ? "rejected" : via, node, argument, value, callee: node.callee, certain, coded }];
  });
  const last = findEnd(path);
  return last ? [...handed, last] : handed;
}

function findEnd({ end, certain, coded }: Path): Exit | null {
  if (end.kind === "threw")
    return { kind: "threw", node: end.node, argument: end.argument, value: end.value, callee: null, certain, coded };
  if (end.kind !== "returned" || end.argument === null) return null;
  if (end.value.kind !== "rejection")
    return { kind: "returned", node: end.node, argument: end.argument, value: end.value, callee: null, certain, coded };
  const { node, of } = end.value;
  const argument = node.type === "CallExpression" ? (node.arguments[0] ?? node) : node;
  return { kind: "rejected", node, argument, value: of, callee: null, certain, coded };
}
