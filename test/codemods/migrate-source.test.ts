import { describe, expect, it } from "vitest";
import type { MigrationOptions, Review } from "../../codemods/codemod.ts";
import { codemods } from "../../codemods/index.ts";
import { migrateSource } from "../../codemods/migrate-source.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import type { Answer, WorkspaceIndex } from "../../src/workspace/workspace-index.ts";
import { contractOf } from "../workspace/workspace.ts";

const wrap = { name: "AppError.wrap", cause: 0, message: 1, options: 2 };
const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true, wrap }],
});

const takeAll: Review = { revise: ({ edits }) => edits, onSettled: () => undefined };

function named(...names: readonly string[]): MigrationOptions["codemods"] {
  return codemods.filter(({ name }) => names.includes(name));
}

/** What codemods make of a text, and the reasons for what they leave. */
function migrate(text: string, options: Pick<MigrationOptions, "codemods" | "index" | "review">) {
  const { source } = parse("/repo/src/orders.ts", text);
  const setting = { contract, policy: toPolicy(contract, {}) };
  const { edits, left, waiting } = migrateSource(source!, { setting, ...options });
  return { text: applyEdits(text, edits), reasons: left.map(({ reason }) => reason), waiting };
}

function answering(answer: Answer): WorkspaceIndex {
  return { answer: () => answer };
}

/** An index that answers so of who listens, and grants everything else. */
function hearing(answer: Answer): WorkspaceIndex {
  return { answer: ({ kind }) => (kind === "listeners" ? answer : { granted: true }) };
}

describe("what a person has said", () => {
  const decide = (text: string, code: string | null, message: string | null = null): ReturnType<typeof migrate> =>
    migrate(text, {
      codemods: named("code-errors", "wrap-rethrows", "preserve-cause", "seal-responses", "dedupe-notify"),
      index: answering({ granted: true }),
      review: { ...takeAll, decide: () => ({ code, message, accepted: new Set() }) },
    });
  const made = 'export function load() {\n  throw new Error("it is odd");\n}\n';

  it("is taken as the code", () => {
    const { text, reasons } = decide(made, "CONFLICT");
    expect(text).toContain('throw new AppError("CONFLICT", "it is odd");');
    expect(reasons).toEqual([]);
  });

  it("is left where the contract has none of that name, or no code is wanted", () => {
    expect(decide(made, "CNFLICT")).toMatchObject({ text: made, reasons: ["`CNFLICT` is no code of the contract"] });
    const twice = `import Bugsnag from "@bugsnag/js";
export const load = (id) => read(id).catch((err) => { Bugsnag.notify(err); Bugsnag.notify(err); return null; });\n`;
    expect(decide(twice, "CONFLICT")).toMatchObject({ text: twice, reasons: ["no code is wanted here"] });
    expect(decide(made, "CONFLICT", "it is very odd").reasons).toEqual(["no message is wanted here"]);
  });

  const rethrown = `export async function run(id) {
  try { await db.cleanup(id); } catch (err) { log(err); throw err; }
}
`;

  it("is taken as the message, and as the code of what has none", () => {
    const said = decide(rethrown, null, "could not clean up the shop's orders");
    expect(said.text).toContain(
      `throw AppError.wrap(err, "could not clean up the shop's orders", { context: { id } });`,
    );
    const coded = decide(rethrown, "TIMEOUT", "could not clean up orders");
    expect(coded.text).toContain('wrap(err, "could not clean up orders", { code: "TIMEOUT", context: { id } });');
    expect([...said.reasons, ...coded.reasons]).toEqual([]);
  });

  it("is not enough without a message where that is missing", () => {
    const { text, reasons } = decide(rethrown, "TIMEOUT");
    expect(text).toBe(rethrown);
    expect(reasons).toEqual([expect.stringContaining("does not say what failed there")]);
  });

  it("is taken as the message of an answer that goes to the boundary, whose status tells the code", () => {
    const answered = `import express from "express";
express().get(root, async function run(req, res, next) {
  try { res.json(await db.cleanup()); } catch (err) { res.status(500).json({ error: err.message }); }
});
`;
    expect(decide(answered, null, "could not list orders").reasons).toEqual([]);
    expect(decide(answered, null, "could not list orders").text).toContain(
      'catch (err) { throw AppError.wrap(err, "could not list orders"); }',
    );
    expect(decide(answered, "TIMEOUT", "could not list orders").reasons).toEqual([
      "the status of its answer says which code it has",
    ]);
  });

  it("is taken as the code of a wrap whose message stands there already", () => {
    const refused = `export async function enter(id) {
  try { await db.enter(id); } catch (err) { throw new Error("please log in first"); }
}
`;
    expect(decide(refused, "UNAUTHENTICATED").text).toContain(
      'throw AppError.wrap(err, "please log in first", { code: "UNAUTHENTICATED", context: { id } });',
    );
    expect(decide(refused, null, "log in").reasons).toEqual(["its message stands there already"]);
  });
});

describe("a wrap that tests would not see through", () => {
  const text =
    "export async function load(id) {\n  try { return await read(id); } catch (err) { log(err); throw err; }\n}\n";
  const reason = "`use` in src/use.ts:3 asks `err.code`";
  const reached = [{ path: "/repo/src/use.ts", offset: 10 }];
  const both = named("wrap-rethrows", "match-through-wraps");

  it("waits where the tests may be rewritten in the same run", () => {
    const { reasons, waiting } = migrate(text, {
      codemods: both,
      index: hearing({ granted: false, reason, reached }),
      review: takeAll,
    });
    expect(reasons).toEqual([reason]);
    expect(waiting).toMatchObject([{ places: reached }]);
  });

  it("is left where they may not, or are not all known", () => {
    for (const options of [
      { codemods: named("wrap-rethrows"), index: hearing({ granted: false, reason, reached }) },
      { codemods: both, index: hearing({ granted: false, reason }) },
    ])
      expect(migrate(text, options)).toEqual({ text, reasons: [reason], waiting: [] });
  });

  it("waits for nothing where a person has said no", () => {
    const { reasons, waiting } = migrate(text, {
      codemods: both,
      index: hearing({ granted: false, reason, reached }),
      review: { ...takeAll, revise: () => "not this one" },
    });
    expect({ reasons, waiting }).toEqual({ reasons: ["not this one"], waiting: [] });
  });
});
