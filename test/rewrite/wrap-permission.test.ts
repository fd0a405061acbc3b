import { expect, it } from "vitest";
import { loadContract } from "../../src/contract/load.ts";
import type { Finder } from "../../src/findings/finder.ts";
import { noBareRethrow } from "../../src/findings/no-bare-rethrow.ts";
import { requireCause } from "../../src/findings/require-cause.ts";
import { factsOf, plainSetting } from "../support/facts.ts";

const { contract } = loadContract(new URL("../codemods/error-contract.json", import.meta.url).pathname);

/** What the index is asked before the best edit in `catch (err) { … }`. */
function questionsOf(finder: Finder, leaving: string): string[] {
  const code = `async function load(id) { try { return await find(id); } catch (err) { ${leaving} } }`;
  const [finding] = finder.find(factsOf(code, { setting: { ...plainSetting, contract } }));
  const permission = finding?.proposals[0]?.permission;
  return permission?.verdict === "needs-project" ? permission.questions.map(({ kind }) => kind) : [];
}

it.each([
  ["catches an error that is thrown", noBareRethrow, "throw err;", ["listeners", "import-cycle"]],
  ["catches a rejection", noBareRethrow, "return Promise.reject(err);", ["listeners", "import-cycle"]],
  ["reads an error that is returned", noBareRethrow, "return err;", ["readers", "import-cycle"]],
  ["reads it behind a cast", noBareRethrow, "return err as Error;", ["readers", "import-cycle"]],
  [
    "reads what is returned in its place",
    requireCause,
    "return new Error(err.message);",
    ["readers", "import-cycle", "message"],
  ],
])("asks who %s", (_, finder, leaving, questions) => {
  expect(questionsOf(finder, leaving)).toEqual(questions);
});
