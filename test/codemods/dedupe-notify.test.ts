import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { dedupeNotify } from "../../codemods/dedupe-notify.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import { loadContract } from "../../src/contract/load.ts";
import type { Question } from "../../src/findings/finding.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { WorkspaceIndex } from "../../src/workspace/workspace-index.ts";
import { plainSetting } from "../support/facts.ts";

const folder = new URL("dedupe-notify/left/", import.meta.url);
const { contract, problems } = loadContract(fileURLToPath(new URL("error-contract.json", folder)));
const granting: WorkspaceIndex = { answer: () => ({ granted: true }) };

function migrate(text: string, { index = granting as WorkspaceIndex | null, path = "src/input.ts" } = {}) {
  const { source } = parse(fileURLToPath(new URL(path, folder)), text);
  const setting = { ...plainSetting, contract };
  const { edits, left } = migrateSource(source!, { codemods: [dedupeNotify], setting, index });
  return { text: applyEdits(text, edits), reasons: left.map(({ reason }) => reason) };
}

const inCatch = (text: string): string =>
  `import Bugsnag from "@bugsnag/js";\nexport async function load(id) {\n  try {\n    return await read(id);\n  } catch (err) {\n    ${text}\n  }\n}\n`;

it("has a good contract", () => expect(problems).toEqual([]));

describe("leaves", () => {
  it.each([
    ["metadata", `Bugsnag.notify(err, { a: 1 }); throw err;`, "the report carries metadata that would be lost"],
    [
      "an error of its own",
      `Bugsnag.notify(new Error("x", { cause: err })); throw err;`,
      "the report carries an error of its own making that would be lost",
    ],
    [
      "what is needed elsewhere",
      `Bugsnag.notify(err); if (err.code) return null; throw err;`,
      "on another path it is the only report",
    ],
    ["a part of something", `id && Bugsnag.notify(err); throw err;`, "the report is a part of another expression"],
    [
      "all that a branch does",
      `if (read(id)) { Bugsnag.notify(err); } Bugsnag.notify(err);`,
      "nothing would be left of the block around it",
    ],
    [
      "a line with a directive",
      `// eslint-disable-next-line no-console\n    Bugsnag.notify(err);\n    throw err;`,
      "the line is under eslint-disable-next-line",
    ],
    [
      "a line that is disabled",
      `// eslint-disable-next-line error-contract/no-duplicate-notify -- both\n    Bugsnag.notify(err);\n    throw err;`,
      "the line is under eslint-disable-next-line",
    ],
    [
      "lines that would run on",
      `log(err)\n    Bugsnag.notify(err)\n    ;[err].map(log)\n    throw err`,
      "the line below would run on from the one above",
    ],
    [
      "a helper that does more",
      `note(err); throw err; function note(e) { Bugsnag.notify(e); id = 1; }`,
      "`note` does more than report",
    ],
    [
      "two that are the only one on some path",
      `if (id) Bugsnag.notify(err); if (err.code) Bugsnag.notify(err);`,
      "on another path it is the only report",
    ],
  ])("%s", (_, text, reason) => {
    expect(migrate(inCatch(text))).toEqual({ text: inCatch(text), reasons: [reason] });
  });

  it("what the index does not prove, and gives its reason", () => {
    const asked: Question[] = [];
    const answer: WorkspaceIndex["answer"] = (question) => {
      asked.push(question);
      return { granted: false, reason: "called from a worker, which has no boundary" };
    };
    const text = inCatch("Bugsnag.notify(err);\n    throw err;");
    expect(migrate(text, { index: { answer } })).toEqual({
      text,
      reasons: ["called from a worker, which has no boundary"],
    });
    expect(asked).toEqual([
      {
        kind: "notifying-boundary",
        path: fileURLToPath(new URL("src/input.ts", folder)),
        framework: null,
        functionName: "load",
      },
    ]);
  });

  it("what needs the project to a door that sees it", () => {
    const text = inCatch("Bugsnag.notify(err);\n    throw err;");
    expect(migrate(text, { index: null }).text).toBe(text);
    const twice = inCatch("Bugsnag.notify(err);\n    Bugsnag.notify(err);\n    return null;");
    expect(migrate(twice, { index: null }).text).toBe(twice.replace("    Bugsnag.notify(err);\n", ""));
  });
});
