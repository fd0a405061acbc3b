import type { MigrateSource } from "../../codemods/codemod.ts";
import type { Engine } from "../../cli/src/engine.ts";
import { toPosition } from "../../src/syntax/position.ts";
import { traverse } from "../../src/syntax/traverse.ts";

/**
 * A codemod of the tests' own: `throw "text"` becomes `throw Error("text")`, and then `throw new Error("text")`, so that
 * it takes two rounds. A text that says "keep" is left, and where "ask" stands the index decides.
 */
export const codedThrows: MigrateSource = ({ ast, text }, { index }) => {
  const edits: { start: number; end: number; text: string }[] = [];
  const changes: { codemod: string; rule: string; line: number; column: number }[] = [];
  const left: { codemod: string; rule: string; line: number; column: number; reason: string }[] = [];
  traverse(ast, (node) => {
    if (node.type !== "ThrowStatement") return;
    const { argument } = node;
    const site = { codemod: "coded-throws", rule: "no-text", ...toPosition(text, node.range[0]) };
    const [start, end] = argument.range;
    const old = text.slice(start, end);
    if (old.includes("keep")) left.push({ ...site, reason: "it says so" });
    else if (old.startsWith("Error(") && old.includes("ask") && index === null)
      left.push({ ...site, reason: "only the project knows" });
    else if (argument.type === "Literal") edits.push({ start, end, text: `Error(${old})` });
    else if (old.startsWith("Error(")) edits.push({ start, end: start, text: "new " });
    else return;
    if (edits.length > changes.length) changes.push(site);
  });
  return { edits, changes, left };
};

/** An engine with one codemod, whose index counts files. */
export function createEngine(
  migrateSource: MigrateSource,
  onIndex: (paths: readonly string[]) => void = () => undefined,
): Engine {
  return {
    version: "1",
    codemods: [{ name: "coded-throws", description: "Throws errors.", finders: [] }],
    migrateSource,
    toContribution: ({ path }) => ({ path }),
    toIndex: (contributions) => {
      onIndex([...contributions.keys()]);
      return { answer: () => ({ granted: true }) };
    },
  };
}
