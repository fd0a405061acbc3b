import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import noBareRethrow from "../../rules/no-bare-rethrow.ts";
import requireCause from "../../rules/require-cause.ts";
import { createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const older = createRepository(null);
writeFileSync(join(older, "tsconfig.json"), `{ "compilerOptions": { "target": "ES2021" } }`);
const newer = createRepository(null);
writeFileSync(join(newer, "tsconfig.json"), `{ "compilerOptions": { "target": "ES2022" } }`);

const classes = `class StockError extends Error {}
class ShelfError extends Error { constructor(message: string, options?: { cause?: unknown }) { super(message); Object.assign(this, options); } }
class CrateError extends Error { constructor(message: string, readonly cause?: unknown) { super(message); } }
`;
const inCatch = (statement: string): string =>
  `${classes}async function load(id: string) { try { return await run(id); } catch (err) { ${statement} } }`;

const rules = { noBareRethrow, requireCause };

/** What becomes of a statement in a catch when the first suggestion is taken. */
function settle(rule: keyof typeof rules, statement: string, root: string): string | undefined {
  const text = inCatch(statement);
  const [report] = lint(rules[rule], text, { filename: join(root, "src/orders.ts") });
  const [suggestion] = report?.suggestions ?? [];
  const settled = suggestion && takeSuggestion(text, suggestion);
  if (settled === undefined) return undefined;
  expect(lint(rules[rule], settled, { filename: join(root, "src/orders.ts") })).toEqual([]);
  return settled.slice(inCatch("").length - 4, -4);
}

describe("a cause that the project's language has no place for", () => {
  it.each([
    ["requireCause", "throw new Error(`no: ${err}`);", "throw Object.assign(new Error(`no: ${err}`), { cause: err });"],
    ["requireCause", `throw new StockError("no");`, `throw Object.assign(new StockError("no"), { cause: err });`],
    [
      "requireCause",
      `throw new AggregateError([], "no");`,
      `throw Object.assign(new AggregateError([], "no"), { cause: err });`,
    ],
    ["noBareRethrow", "throw err;", `throw Object.assign(new Error("could not run orders"), { cause: err });`],
  ] as const)("is assigned: %s, %s", (rule, statement, settled) => {
    expect(settle(rule, statement, older)).toBe(settled);
  });

  it("is passed where the class itself takes one", () => {
    const statement = `throw new CrateError("no");`;
    expect(settle("requireCause", statement, older)).toBe(`throw new CrateError("no", err);`);
  });

  it.each([
    ["requireCause", `throw new StockError("no");`, `throw new StockError("no", { cause: err });`],
    ["noBareRethrow", "throw err;", `throw new Error("could not run orders", { cause: err });`],
  ] as const)("is passed where it has one: %s, %s", (rule, statement, settled) => {
    expect(settle(rule, statement, newer)).toBe(settled);
  });
});
