import { expect, it } from "vitest";
import { codeErrors } from "../../codemods/code-errors.ts";
import { loadContract } from "../../src/contract/load.ts";
import type { Question } from "../../src/findings/finding.ts";
import { factsOf, plainSetting } from "../support/facts.ts";

const { contract } = loadContract(new URL("../codemods/error-contract.json", import.meta.url).pathname);

/** What the index is asked before an error is given a code. */
function questionsOf(code: string): readonly Question[] {
  const facts = factsOf(code, { setting: { ...plainSetting, contract } });
  const [finding] = codeErrors.finders.flatMap((each) => each.find(facts));
  const permission = finding?.proposals[0]?.permission;
  return permission?.verdict === "needs-project" ? permission.questions : [];
}

/** The statuses for which it is asked who answers another where an error has none. */
function statusesOf(code: string): readonly number[] {
  return questionsOf(code).flatMap((each) => (each.kind === "fallback-status" ? [each.status] : []));
}

const routed = (body: string): string =>
  `import { Router } from "express"; const router = Router(); router.get("/orders/:id", async (req, res) => { ${body} });`;

it.each([
  ["in a handler", routed('if (!req.body.sku) throw new Error("sku is required");'), [400]],
  ["in a function", 'function ship(order) { if (order.isTorn) throw new Error("failed to ship"); }', [500]],
  [
    "in one that looks for what it is called after",
    'async function loadOrder(id) { if (!(await orders.find(id))) throw new Error("order not found"); }',
    [404],
  ],
])("asks who answers another status than that of its code: %s", (_, code, statuses) => {
  expect(statusesOf(code)).toEqual(statuses);
});

it("asks for none where the error has a status of its own", () => {
  const made = 'import createError from "http-errors";';
  expect(statusesOf(`${made} function ship() { throw createError(404, "no such order"); }`)).toEqual([]);
});

it("asks whether the error module can be loaded there, in a file of handlers as well", () => {
  const asked = questionsOf(routed('if (!req.body.sku) throw new Error("sku is required");'));
  expect(asked.map(({ kind }) => kind)).toContain("import-cycle");
});
