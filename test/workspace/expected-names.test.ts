import { describe, expect, it } from "vitest";
import { contractOf, indexOf, reasonOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true }],
});
const module = `// @generated
export class AppError extends Error { constructor(code, message) { super(message); this.code = code; } }`;
const load = `export async function load(id, next) { if (!id) throw new Error("no order"); return id; }`;

/** What a test in the folder of tests expects, beside which helpers stand, of what becomes a coded error. */
function ask(test: string, helpers = ""): string | null {
  const text = `import { load } from "../src/load"; import { expectFailure } from "./helpers"; import assert, { rejects } from "node:assert/strict";
it("fails", async () => { ${test} });`;
  const files = { "src/load.ts": load, "src/errors.ts": module, "test/helpers.ts": helpers, "test/load.test.ts": text };
  return reasonOf(indexOf(files, { contract }), {
    kind: "listeners",
    functionName: "load",
    exported: true,
    path: `${root}/src/load.ts`,
    made: true,
    causeless: true,
    becomes: { code: "NOT_FOUND", status: 404 },
  });
}

describe("a test that asks for the name of a plain error", () => {
  it.each([
    ["Node's own function", 'await rejects(() => load(), { name: "Error" });', '{ name: "Error" }'],
    [
      "what AVA gives back",
      'const failure = await t.throwsAsync(() => load()); t.is(failure.name, "Error");',
      "failure.name",
    ],
    ["what a promise gives back", 'const it = await load().catch((e) => e); expect(it.name).toBe("Error");', "it.name"],
    ["a chain of chai", 'await expect(load()).to.be.rejected.and.eventually.have.property("name", "Error");', '"name"'],
    ["what chai threw", 'expect(() => load()).to.throw().with.property("name", "Error");', '"name"'],
    ["a part for chai", 'await expect(load()).to.be.rejected.and.include({ name: "Error" });', '{ name: "Error" }'],
    ["a property for Jest", 'await expect(load()).rejects.toHaveProperty("name", "Error");', '"name"'],
    [
      "a double's first argument",
      'await load(1, next); expect(next.mock.calls[0][0].name).toBe("Error");',
      "next.mock.calls[0][0].name",
    ],
    [
      "one of sinon",
      'await load(1, next); const [e] = next.firstCall.args; expect(e.name).to.equal("Error");',
      "e.name",
    ],
    [
      "one of sinon's calls",
      'await load(1, cb); const e = cb.getCall(0).args[0]; assert.equal(e.name, "Error");',
      "e.name",
    ],
  ])("hears it by %s", (_, test, asked) => {
    expect(ask(test)).toBe(`the top level in test/load.test.ts:2 expects \`${asked}\``);
  });

  it.each([
    ["any error", "const failure = await t.throwsAsync(() => load()); t.true(failure instanceof Error);"],
    ["the text", 'const failure = await t.throwsAsync(() => load()); t.is(failure.message, "no order");'],
    ["another property", 'await expect(load()).rejects.toHaveProperty("code", "ENOENT");'],
    ["any error of a double", "await load(1, next); expect(next.mock.calls[0][0]).toBeInstanceOf(Error);"],
    ["an answer", 'await load(1, res); expect(res.json.mock.calls[0][0].name).toBe("Error");'],
    ["the name of what is found", 'const found = await load(1); expect(found.name).toBe("Error");'],
    ["the name of another's", 'await other().catch((e) => e.name); expect(name).to.have.property("name", "Error");'],
  ])("hears nothing else: %s", (_, test) => {
    expect(ask(test)).toBeNull();
  });
});

describe("a helper of the tests", () => {
  it.each([
    [
      "a promise",
      'await expectFailure(load(), "no order");',
      "export async function expectFailure(pending, text) { try { await pending; } catch (err) { expect(err.name).toBe(text); } }",
    ],
    [
      "a promise that it chains",
      'await expectFailure(load(), "no order");',
      "export const expectFailure = (pending, text) => pending.catch((err) => { expect(err.name).toBe(text); });",
    ],
    [
      "a function",
      'await expectFailure(() => load(), "Error");',
      "export async function expectFailure(run, name) { await assert.rejects(run, { name }); }",
    ],
    [
      "a function by its name",
      'await expectFailure(load, "Error");',
      "export async function expectFailure(run, name) { await expect(run()).rejects.toHaveProperty('name', name); }",
    ],
    [
      "a double",
      'await load(1, next); expectFailure(next, "no order");',
      "export function expectFailure(next, text) { const [err] = next.mock.calls[0]; expect(err.name).toBe('Error'); }",
    ],
  ])("expects it of %s", (_, test, helpers) => {
    expect(ask(test, helpers)).toContain("in test/helpers.ts:1 expects `");
  });

  it("may stand in the file of the test", () => {
    const helper =
      "async function fails(pending) { try { await pending; } catch (err) { assert.equal(err.name, 'Error'); } }";
    expect(ask(`await fails(load()); ${helper}`)).toContain("`fails` in test/load.test.ts:2 expects `err.name`");
  });

  it.each([
    ["asks for any error", "export const expectFailure = (run) => expect(run()).rejects.toThrow(Error);"],
    [
      "asks for the text, which stays",
      "export function expectFailure(next, text) { expect(next.mock.calls[0][0].message).toBe(text); }",
    ],
    [
      "takes what fails of something of its own",
      "export async function expectFailure() { try { await connect(); } catch (err) { if (err.name !== 'Error') throw err; } }",
    ],
    ["expects an answer", "export const expectFailure = (res) => expect(res.name).toBe('Error');"],
  ])("is not heard where it %s", (_, helpers) => {
    expect(ask('await expectFailure(() => load(), "no order");', helpers)).toBeNull();
  });

  it("is not heard where another test calls it", () => {
    const helpers = "export const expectFailure = (run) => assert.rejects(run, { name: 'Error' });";
    expect(
      ask("await load(1); }); it('fails otherwise', async () => { await expectFailure(other);", helpers),
    ).toBeNull();
  });
});
