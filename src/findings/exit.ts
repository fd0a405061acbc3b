import type { TSESTree } from "@typescript-eslint/types";
import type { Handover, Path, Step } from "../analysis/path.ts";
import type { Value } from "../analysis/value.ts";
import { oncePer } from "../syntax/once-per.ts";

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
  /** What happened on the path before it, in order. */
  readonly before: readonly Step[];
}

/** Every exit of an error on a path, in order: hand-overs first, the path's own end last. Most rules ask. */
export const findExits = oncePer((path: Path): readonly Exit[] => {
  const handed = path.steps.flatMap(({ event, certain, coded }, at): Exit[] => {
    if (event.kind !== "handed") return [];
    const { node, argument, value, via } = event;
    const kind = via === "reject" ? "rejected" : via;
    return [{ kind, node, argument, value, callee: node.callee, certain, coded, before: path.steps.slice(0, at) }];
  });
  const last = findEnd(path);
  return last ? [...handed, last] : handed;
});

function findEnd({ end, certain, coded, steps }: Path): Exit | null {
  if (end.kind !== "threw" && (end.kind !== "returned" || end.argument === null)) return null;
  const about = { callee: null, certain, coded, before: steps };
  if (end.kind === "threw" || end.value.kind !== "rejection") {
    const { kind, node, argument, value } = end;
    return { kind, node, argument: argument ?? node, value, ...about };
  }
  const { node, of } = end.value;
  const argument = node.type === "CallExpression" ? (node.arguments[0] ?? node) : node;
  return { kind: "rejected", node, argument, value: of, ...about };
}
