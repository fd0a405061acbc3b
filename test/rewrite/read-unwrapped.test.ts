import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toFacts } from "../../src/analysis/program.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { findReachedReads } from "../../src/findings/unwrapped-read.ts";
import { generateTypeScript } from "../../src/generate/typescript/generate-typescript.ts";
import { applyEdits } from "../../src/syntax/apply-edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import { removeFolder, writeFiles } from "../generate/emit.ts";
import { sampleCodes, sampleContract } from "../generate/sample-contract.ts";
import { contractOf } from "../workspace/workspace.ts";

const contract = contractOf({ unwrappers: [{ name: "unwrap", module: "./src/errors" }] });

/** The text with whatever it calls `err` read below the wraps; the text itself where that cannot be done. */
function readBelow(text: string, path = "src/api.mjs"): string {
  const { source, problem } = parse(`/repo/${path}`, text);
  if (source === null) throw new SyntaxError(problem.message);
  const offsets = new Set([...text.matchAll(/\berr\b/g)].map(({ index }) => index));
  const [found] = findReachedReads(offsets, toFacts(source, { contract, policy: toPolicy(contract, {}) }));
  return applyEdits(text, [...(found?.proposals[0]?.edits ?? [])]);
}

interface Errors {
  readonly AppError: { wrap(err: unknown, message: string): Error };
  readonly unwrap: (err: unknown) => unknown;
}

let folder: string;
let errors: Errors;

beforeAll(async () => {
  folder = writeFiles(
    generateTypeScript(sampleContract(sampleCodes), { extension: "", notifier: null, frameworks: [] }),
  );
  errors = (await import(`${folder}/app-error.ts`)) as Errors;
});

afterAll(() => {
  removeFolder(folder);
});

class StoreError extends Error {
  readonly code = "P2025";
  readonly meta = { field: "id" };
}

/** What is thrown: made anew for each that listens, since some change it. */
const thrown: readonly (() => unknown)[] = [
  () => new Error("no order"),
  () => new TypeError("x is not a function"),
  () => new StoreError("no row"),
  () => Object.assign(new Error("gone"), { status: 410, statusCode: 410, expose: true }),
  () => Object.assign(new Error("refused"), { code: "ECONNREFUSED" }),
  () => Object.assign(new Error("bad gateway"), { status: 404, response: { data: { error: "no user" } } }),
  () => ({ status: 400, error: "Bad Request", message: ["name is missing"] }),
  () => "boom",
];

const bodies = [
  "const statusCode = err.statusCode || 500; return [statusCode, err.message];",
  "const { statusCode = 500, message } = err; return [statusCode, message];",
  "if (err.message?.includes('no')) err.message = 'nothing'; return err.message;",
  "if (err instanceof StoreError) return err.meta.field; return String(err);",
  "if (err.code === 'ECONNREFUSED' || err?.name === 'TypeError') return 1; return 2;",
  "switch (err.code) { case 'P2025': return 404; default: return typeof err; }",
  "return describe(err);",
  "return { err, status: err['status'] };",
  "const failure = err; if (failure.response) return failure.response.data; return `${err}`;",
  "if (isStore(err)) return (() => err.meta)(); return err.toString();",
  "log(err); return err.status ?? 500;",
];

const scope = {
  StoreError,
  isStore: (err: unknown) => err instanceof StoreError,
  describe: (err: { response?: unknown; message?: string }) => err.response ?? err.message ?? "unknown",
  log: () => undefined,
};

/** Runs a function of one error, by its text. */
function answer(text: string, err: unknown): unknown {
  const body = text.replace(/^import .*\n+/, "");
  const names = [...Object.keys(scope), "unwrap", "err"];
  const run = new Function(...names, `${body}\nreturn answer(err);`) as (...given: unknown[]) => unknown;
  const answered = run(...Object.values(scope), errors.unwrap, err);
  return JSON.stringify(answered, (_, value: unknown) => (value instanceof Error ? value.message : value)) ?? "nothing";
}

describe("whoever reads below the wraps", () => {
  it.each(bodies)("answers to a wrap as before to what it wraps, and to anything else: %s", (body) => {
    const before = `function answer(err) { ${body} }`;
    const after = readBelow(before);
    expect(after).toContain("unwrap(err)");
    for (const make of thrown) {
      const expected = answer(before, make());
      expect(answer(after, errors.AppError.wrap(make(), "could not load order"))).toBe(expected);
      expect(
        answer(after, errors.AppError.wrap(errors.AppError.wrap(make(), "could not load"), "could not serve")),
      ).toBe(expected);
      expect(answer(after, make())).toBe(expected);
    }
  });

  it("leaves a comment with the statement that it is about", () => {
    const body = "  // tell it\n  // to whoever asks\n  log(err.status);\n";
    expect(readBelow(`export function fail(err) {\n${body}}\n`)).toContain(
      `{\n  const origin = unwrap(err);\n${body.replace("err", "origin")}`,
    );
    expect(readBelow("export function fail(err) { // as it is\n  log(err.status);\n}\n")).toContain(
      "{ // as it is\n  const origin = unwrap(err);\n",
    );
  });

  it("hands on what it got", () => {
    const text = `export function fail(err, req, res, next) {
  if (res.headersSent) return next(err);
  try { answer(err.status); } catch { throw err; }
  throw new Failure("x", { cause: err });
}
`;
    expect(readBelow(text)).toBe(`import { unwrap } from "./errors.mjs";

export function fail(err, req, res, next) {
  const origin = unwrap(err);
  if (res.headersSent) return next(err);
  try { answer(origin.status); } catch { throw err; }
  throw new Failure("x", { cause: err });
}
`);
  });

  it("has the wrap logged, but where what is logged may have to be of a type", () => {
    const log = (test: string, path = "src/api.ts"): string =>
      readBelow(
        `try { load(); } catch (err) {\n  console.error(err);\n  console.error({ err });\n  if (${test}) done();\n}\nexport {};\n`,
        path,
      );
    for (const each of [log("err.code === 1"), log("err instanceof StoreError", "src/api.mjs")])
      expect(each).toContain("console.error(err);\n  console.error({ err });");
    expect(log("err instanceof StoreError")).toContain("console.error(origin);\n  console.error({ err });");
  });

  it("has the wrap logged where its type is declared", () => {
    const text =
      "export function onError(err: Error, req, res) {\n  log.error(err);\n  if (err instanceof StoreError) done();\n}\n";
    expect(readBelow(text.replace("log.", "console."), "src/api.ts")).toContain("console.error(err);");
  });

  it("goes by a name that is free", () => {
    const text = "const origin = 1, thrown = 2;\ntry { load(); } catch (err) {\n  use(err.code);\n}\n";
    expect(readBelow(text)).toContain("const original = unwrap(err);\n  use(original.code);");
  });

  it.each([
    ["assigns it anew", "try { load(); } catch (err) { err = err.inner; use(err.code); }"],
    ["has no block", "load().catch((err) => use(err.code));"],
    ["says of what type it is", "export function isStore(err) { return err.code === 1; }"],
    ["only hands it on", "try { load(); } catch (err) { throw err; }"],
    ["takes it apart at once", "load().catch(({ code }) => { use(code); });"],
    [
      "has no name left for it",
      "const origin = 1, thrown = 2, original = 3; try { load(); } catch (err) { use(err.code); }",
    ],
  ])("is nobody who %s", (_, text) => {
    expect(readBelow(text)).toBe(text);
  });

  it("is no function that narrows a type", () => {
    const text = "function match(err: unknown): err is StoreError {\n  return (err as StoreError).code === 1;\n}\n";
    expect(readBelow(text, "src/api.ts")).toBe(text);
  });
});

it("is left where a catch inside takes what is thrown on", () => {
  const text = `export function answer(err, req, res, next) {
  try { if (err.status === 500) return next(err); throw err; } catch (failure) { res.status(failure.status).end(); }
}`;
  expect(readBelow(text)).toBe(text);
});

it("lets what a stream hands on go as it came", () => {
  const text = `import { throwError } from "rxjs";
export const retold = (err) => {
  if (err.code === "1") return null;
  return throwError(() => err);
};`;
  expect(readBelow(text)).toContain('if (origin.code === "1") return null;\n  return throwError(() => err);');
});
