import type { TSESTree } from "@typescript-eslint/types";
import type { Bindings } from "../syntax/bindings.ts";
import { enclosingFunction, unwrap } from "../syntax/unwrap.ts";
import type { Nodes } from "./facts.ts";
import { findTestKey, toPositive } from "./test-key.ts";

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
    const around = ownerOf(test);
    // a function that is called later asks then
    const isElsewhere = before !== undefined && before.function !== around;
    const until = Math.max(before?.until ?? 0, isElsewhere ? Infinity : endOf(test));
    asked.set(key, { function: around, until });
  };
  for (const node of deciding) {
    for (const test of testsOf(node)) {
      const key = findTestKey(test, bindings);
      if (key) add(toPositive(key.text).text, test);
    }
    if (node.type !== "SwitchStatement") continue;
    for (const { test } of node.cases) if (test) add(toComparisonKey(node.discriminant, test, bindings), test);
  }
  return new Map([...asked].map(([key, { until }]) => [key, until]));
}

/** The function whose call runs a node: one that is handed to a call at once is walked, if at all, where it stands. */
function ownerOf(node: TSESTree.Node): TSESTree.Node | null {
  const around = enclosingFunction(node);
  return around?.parent.type === "CallExpression" ? ownerOf(around.parent) : around;
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

/** A loop asks again in its next round; and the left side of `||` is asked for its truth, and then for its value. */
function endOf(test: TSESTree.Node): number {
  let [, end] = test.range;
  for (let at = test; at.parent; at = at.parent) {
    const { parent } = at;
    const isAgain = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(parent.type);
    if (isAgain || (parent.type === "LogicalExpression" && parent.left === at)) [, end] = parent.range;
  }
  return end;
}
