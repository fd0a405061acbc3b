import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import { isFunction, isLoop, unwrap } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { findTestKey } from "./test-key.ts";

/** Up to which offset of a file each test may still be asked, by its key. Behind that, nobody asks how it came out. */
export class LastAsked {
  #byKey: ReadonlyMap<string, number> | null = null;

  constructor(
    readonly deciding: Nodes["deciding"],
    readonly bindings: Bindings,
  ) {}

  of(key: string): number {
    this.#byKey ??= toLastAsked(this.deciding, this.bindings);
    return this.#byKey.get(key) ?? Infinity;
  }
}

/** The key of `left === right`, as a `case` asks it. */
export function toComparisonKey(left: TSESTree.Node, right: TSESTree.Node, bindings: Bindings): string | null {
  const [one, other] = [findTestKey(left, bindings), findTestKey(right, bindings)];
  return one && other ? `${one.text} === ${other.text}` : null;
}

interface Asked {
  readonly function: TSESTree.Node | null;
  readonly until: number;
}

function toLastAsked(deciding: Nodes["deciding"], bindings: Bindings): ReadonlyMap<string, number> {
  const asked = new Map<string, Asked>();
  const add = (key: string | null, test: TSESTree.Node): void => {
    if (key === null) return;
    const before = asked.get(key);
    const here = toAsked(test);
    // a function that is called later asks then
    const isElsewhere = before !== undefined && before.function !== here.function;
    asked.set(key, { ...here, until: isElsewhere ? Infinity : Math.max(before?.until ?? 0, here.until) });
  };
  for (const node of deciding) {
    for (const test of testsOf(node)) add(findTestKey(test, bindings)?.asked ?? null, test);
    if (node.type !== "SwitchStatement") continue;
    for (const { test } of node.cases) if (test) add(toComparisonKey(node.discriminant, test, bindings), test);
  }
  return new Map([...asked].map(([key, { until }]) => [key, until]));
}

/** What a node asks that is not made of other tests. */
function testsOf(node: Nodes["deciding"][number]): TSESTree.Node[] {
  if (node.type === "SwitchStatement") return [];
  if (node.type === "LogicalExpression")
    return node.operator === "??" ? [] : [...toAtoms(node.left), ...toAtoms(node.right)];
  return node.test ? toAtoms(node.test) : [];
}

/** A side of `a && b` is asked as that expression is. */
function toAtoms(test: TSESTree.Node): TSESTree.Node[] {
  const inner = unwrap(test);
  if (inner.type === "UnaryExpression" && inner.operator === "!") return toAtoms(inner.argument);
  return inner.type === "LogicalExpression" && inner.operator !== "??" ? [] : [inner];
}

/**
 * The function whose call asks a test: one that is handed to a call at once is walked, if at all, where it stands. A loop
 * asks again in its next round; and the left side of `||` is asked for its truth, and then for its value.
 */
function toAsked(test: TSESTree.Node): Asked {
  let [, until] = test.range;
  for (let at = test; at.parent; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent) && parent.parent.type !== "CallExpression") return { function: parent, until };
    const isAgain = isLoop(parent) || (parent.type === "LogicalExpression" && parent.left === at);
    if (isAgain) [, until] = parent.range;
  }
  return { function: null, until };
}
