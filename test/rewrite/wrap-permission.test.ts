import { expect, it } from "vitest";
import { loadContract } from "../../src/contract/load.ts";
import type { Question } from "../../src/findings/finding.ts";
import type { Finder } from "../../src/findings/finder.ts";
import { noBareRethrow } from "../../src/findings/no-bare-rethrow.ts";
import { requireCause } from "../../src/findings/require-cause.ts";
import { factsOf, plainSetting } from "../support/facts.ts";

const { contract } = loadContract(new URL("../codemods/error-contract.json", import.meta.url).pathname);

/** What the index is asked before the best edit in `catch (err) { … }`. */
function questionsOf(finder: Finder, leaving: string): readonly Question[] {
  const code = `async function load(id) { try { return await find(id); } catch (err) { ${leaving} } }`;
  const [finding] = finder.find(factsOf(code, { setting: { ...plainSetting, contract } }));
  const permission = finding?.proposals[0]?.permission;
  return permission?.verdict === "needs-project" ? permission.questions : [];
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
  expect(questionsOf(finder, leaving).map(({ kind }) => kind)).toEqual(questions);
});

it.each([
  ["a wrap", noBareRethrow, "throw err;", true],
  ["a wrap of what was logged", noBareRethrow, "logger.error(err.message); throw err;", "shown"],
  ["a wrap of what was logged on one way", noBareRethrow, "if (id) logger.error(err); throw err;", true],
  ["a cause in place of a text", requireCause, "throw new Error(`no row: ${err.message}`);", true],
  ["a cause beside the same text", requireCause, 'throw new Error("no row");', false],
])("asks who tells no more than the text of an error: %s", (_, finder, leaving, isAsked) => {
  const asked = questionsOf(finder, leaving).flatMap((each) => ("retold" in each ? [each.retold] : []));
  expect(asked).toEqual(isAsked ? [isAsked] : []);
});

it.each([
  [
    "what only the text told",
    "logger.error(err); throw new Error(`no row ${id} there`);",
    { retold: true, moved: true },
  ],
  [
    "nothing",
    "logger.error(err); throw new Error(`could not load it: ${err.message}`);",
    { retold: "shown", moved: undefined },
  ],
])("asks who lacks what moves into the context: %s", (_, leaving, asked) => {
  const asking = questionsOf(requireCause, leaving).flatMap((each) => (each.kind === "listeners" ? [each] : []));
  expect(asking.map(({ retold, moved }) => ({ retold, moved }))).toEqual([asked]);
});

const nest = 'import { HttpException } from "@nestjs/common";';
const hono = 'import { HTTPException } from "hono/http-exception";';
const keeping = "class GoneError extends Error { constructor(m, o) { super(m); this.cause = o.cause; } }";
const passing = "class GoneError extends Error {}";

it.each([
  ["an exception of NestJS", nest, "throw new HttpException(err.message, 500);", "shown"],
  ["an exception of NestJS with a text", nest, 'throw new HttpException("gone", 500);', "shown", "gone"],
  ["an exception of Hono", hono, 'throw new HTTPException(500, { message: "gone" });', "hidden"],
  ["a class of the file that sets it", keeping, "throw new GoneError(err.message);", "shown"],
  ["a class of the file that hands it on", passing, 'throw new GoneError("gone");', "hidden"],
])("asks who would see the cause of %s", (_, head, leaving, cause, said?: string) => {
  const code = `${head}\nasync function load(id) { try { return await find(id); } catch (err) { ${leaving} } }`;
  const [finding] = requireCause.find(factsOf(code, { setting: { ...plainSetting, contract } }));
  const permission = finding?.proposals[0]?.permission;
  const questions = permission?.verdict === "needs-project" ? permission.questions : [];
  const asked = questions.flatMap((each) => ("cause" in each ? [each] : []));
  expect(asked).toMatchObject([{ kind: "listeners", functionName: "load", made: true, cause }]);
  expect(asked.map((each) => each.said)).toEqual([said]);
});

it("asks whether a class of another module keeps the cause", () => {
  const code = `import { AppError } from "./errors";
async function load(id) { try { return await find(id); } catch (err) { throw new AppError("NOT_FOUND", err.message); } }`;
  const path = new URL("../codemods/src/load.ts", import.meta.url).pathname;
  const [finding] = requireCause.find(factsOf(code, { path, setting: { ...plainSetting, contract } }));
  const permission = finding?.proposals[0]?.permission;
  expect(permission?.verdict === "needs-project" ? permission.questions : []).toMatchObject([
    { kind: "listeners", cause: "hidden" },
    { kind: "keeps-cause", path, module: path.replace("load.ts", "errors"), name: "AppError" },
  ]);
});
