import { describe, expect, it } from "vitest";
import { toAppErrorModule } from "../../src/generate/typescript/app-error-module.ts";
import { contractOf, indexOf, reasonOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true }],
});

const module = `export class AppError extends Error { constructor(code, message) { super(message); this.code = code; this.status = 404; } }`;
const generated = `// @generated\n${module}`;

const load = `export function load(id) { if (!id) throw new Error("no order"); return id; }`;

/** Who hears of \`load\`'s plain error that it becomes a coded one; `null` where nobody does. */
function ask(files: Readonly<Record<string, string>>, manner: object = {}): string | null {
  const index = indexOf({ "src/load.ts": load, "src/errors.ts": generated, ...files }, { contract });
  const becomes = { code: "NOT_FOUND", status: 404 };
  const path = `${root}/src/load.ts`;
  return reasonOf(index, {
    kind: "listeners",
    functionName: "load",
    exported: true,
    path,
    made: true,
    becomes,
    ...manner,
  });
}

function catching(body: string): Record<string, string> {
  const main = `import { load } from "./load"; import { isGone, GoneError, respond } from "./gone"; import { HttpError } from "http-errors";
try { load(process.argv[2]); } catch (err) { ${body} }`;
  const gone = `export class GoneError extends Error {} export const isGone = (err) => err instanceof GoneError || err.type === "gone";
export function respond(err) { return err.statusCode === 410 ? err.reason : null; }`;
  return { "src/main.ts": main, "src/gone.ts": gone };
}

function expecting(expectation: string): Record<string, string> {
  const text = `import { load } from "../src/load"; import { GoneError } from "../src/gone"; import { failure } from "./failures";
it("fails", () => { ${expectation} });`;
  return { "test/load.test.ts": text, ...catching("console.error(err);") };
}

describe("who asks a plain error for what it is not, and what it becomes is not either", () => {
  it.each([
    ["another class", "if (err instanceof GoneError) process.exit(2); console.error(err);"],
    [
      "one of many classes",
      "if ([GoneError, HttpError].some((each) => err instanceof each)) process.exit(2); console.error(err);",
    ],
    ["a class of a package", "if (err instanceof HttpError) process.exit(err.status); console.error(err);"],
    [
      "several, and then for more",
      "if (err instanceof HttpError || err instanceof GoneError) process.exit(1); if (err instanceof GoneError) { if (err.code) process.exit(2); } console.error(err);",
    ],
    ["a member that neither has", "process.exitCode = err.exitCode ?? 1; console.error(err);"],
    ["a member by its name", "if ('errno' in err) process.exit(2); console.error(err);"],
    ["another code", "if (err.code === 'ENOENT') process.exit(2); console.error(err);"],
    [
      "another code, whatever its type",
      "if (err.code == 'ENOENT' || 'EACCES' === err.code) process.exit(2); console.error(err);",
    ],
    ["another status", "if (err.status !== 410) console.error(err);"],
    [
      "one of several codes",
      "switch (err.code) { case 'ENOENT': case 'EACCES': process.exit(2); } console.error(err);",
    ],
    ["another name", "if (err.name === 'AbortError') process.exit(2); console.error(err);"],
    ["the same text", "if (err.message === 'no order') process.exit(2); console.error(err);"],
    ["the status that it gets, where it has none", "process.exitCode = err.status || 404; console.error(err);"],
    ["all of that in a function", "if (isGone(err)) process.exit(2); respond(err); console.error(err);"],
    [
      "more of another class, in a function",
      "if (err instanceof GoneError) tell(err); console.error(err); function tell(gone) { return gone.code; }",
    ],
  ])("hears the same: %s", (_, body) => {
    expect(ask(catching(body))).toBeNull();
  });

  it.each([
    ["whether it has a code", "if (err.code) process.exit(2);", "err.code"],
    ["that code", "if (err.code === 'NOT_FOUND') process.exit(2);", "err.code"],
    [
      "one of several codes, which is that",
      "switch (err.code) { case 'GONE': case 'NOT_FOUND': process.exit(2); }",
      "err.code",
    ],
    ["how its status compares", "if (err.status > 399) process.exit(2);", "err.status"],
    ["how its code begins", "if (err.code !== undefined + '') process.exit(2);", "err.code"],
    [
      "one of several codes, which are not all written out",
      "switch (err.code) { case 'GONE': case process.env.CODE: process.exit(2); }",
      "err.code",
    ],
    [
      "a member by a name that nobody can tell",
      "if (process.env.KEY in err) process.exit(2);",
      "process.env.KEY in err",
    ],
    ["a code that is not written out", "if (err.code === process.env.CODE) process.exit(2);", "err.code"],
    ["that status", "if (err.status === 404) process.exit(2);", "err.status"],
    ["the status of an error without one", "process.exitCode = err.status || 500;", "err.status"],
    ["the name of a plain error", "if (err.name === 'Error') process.exit(2);", "err.name"],
    ["the name of a coded one", "if (err.name !== 'AppError') process.exit(2);", "err.name"],
    ["its stack", "if (err.stack.includes('Error: no')) process.exit(2);", "err.stack"],
    ["a member that nobody can tell", "if (err[process.argv[3]]) process.exit(2);", "err[process.argv[3]]"],
    [
      "much, and then for its code",
      "if (err.a || err.b || err.c || err.d || err.e || err.code) process.exit(2);",
      "err.code",
    ],
    [
      "many classes, and then for its code",
      "if (err instanceof HttpError || err instanceof GoneError || err instanceof TypeError || err instanceof RangeError || err.code) process.exit(2);",
      "err.code",
    ],
  ])("hears something else: %s", (_, body, asked) => {
    expect(ask(catching(body))).toBe(`the top level in src/main.ts:2 asks \`${asked}\``);
  });

  it("may ask a text that becomes another one", () => {
    const body = "if (err.message === 'no order') process.exit(2);";
    expect(ask(catching(body), { retold: true })).toBe("the top level in src/main.ts:2 asks `err.message`");
  });

  it("may expect a text that comes from its cause", () => {
    const files = expecting('expect(() => load()).toThrow("no order");');
    const becomes = { code: null, status: null };
    expect(ask(files, { retold: true, becomes })).toBe('the top level in test/load.test.ts:2 expects `"no order"`');
    expect(ask(files, { becomes })).toBeNull();
    expect(ask(files, { retold: true })).toBeNull();
  });

  it("may ask for what a class of the team's own has", () => {
    const files = { ...catching("if (err.exitCode) process.exit(2);"), "src/errors.ts": module };
    expect(ask(files)).toBe("the top level in src/main.ts:2 asks `err.exitCode`");
  });
});

describe("whoever asks for what the generated class has", () => {
  const [, fields = ""] = /export class AppError[^{]*\{(.*?)\n {2}constructor/s.exec(toAppErrorModule(contract)) ?? [];
  const members = [...fields.matchAll(/readonly (\w+)/g)].map(([, name = ""]) => name);

  it("asks for one of several members", () => {
    expect(members).toEqual(expect.arrayContaining(["code", "status", "publicMessage"]));
  });

  it.each(members)("hears something else: %s", (member) => {
    expect(ask(catching(`if (err.${member}) process.exit(2);`))).toContain(`asks \`err.${member}\``);
  });
});

describe("whoever is told the name of a class with the text", () => {
  const route = (body: string): Record<string, string> => ({
    "src/app.ts": `import express from "express"; import { load } from "./load"; const app = express();
app.get("/", (req, res) => { try { res.json(load(req.query.id)); } catch (err) { console.error(err); ${body} } });`,
  });
  const middleware = (body: string): Record<string, string> => ({
    "src/app.ts": `import express from "express"; import { load } from "./load"; const app = express();
app.get("/", (req, res) => { res.json(load(req.query.id)); });
app.use((err, req, res, next) => { ${body} });`,
  });

  it.each([
    [route("res.status(500).send(err.toString());"), "err.toString"],
    [route("res.status(500).json({ error: `${err}` });"), "err"],
    [route('res.render("failed", { reason: String(err) });'), "String(err)"],
    [route("events.emit('failed', 'failed: ' + err);"), "'failed: ' + err"],
    [middleware("res.status(500).send(err.toString());"), "err.toString"],
    [middleware("res.status(500).send({ message: err.message, error: String(err) });"), "String(err)"],
  ])("hears another one: %j", (files, asked) => {
    expect(ask(files)).toContain(`\`${asked}\``);
  });

  it.each([
    [route("res.status(500).send(err.message);")],
    [route("console.warn(`no order: ${err}`); res.sendStatus(500);")],
    [middleware("console.error(String(err)); res.sendStatus(500);")],
    [middleware("res.status(500).send(err.message);")],
  ])("hears the same where it is told the text alone, or a log is: %j", (files) => {
    expect(ask(files)).toBeNull();
  });

  it.each([
    ["String(failure)", 'const failure = t.throws(() => load()); t.is(String(failure), "Error: no order");'],
    ["e", 'try { load(); } catch (e) { expect(`${e}`).toBe("Error: no order"); }'],
  ])("may be a test: %s", (asked, expectation) => {
    expect(ask(expecting(expectation))).toContain(`\`${asked}\``);
  });
});

describe("a test that expects a plain error", () => {
  it.each([
    ["a text", 'expect(() => load()).toThrow("no order");'],
    ["a pattern", "expect(() => load()).toThrow(/order/);"],
    ["another class", "expect(() => load(new GoneError())).toThrow(GoneError);"],
    ["an error", "expect(() => load()).toThrow(Error);"],
  ])("gets it: %s", (_, expectation) => {
    expect(ask(expecting(expectation))).toBeNull();
  });

  it.each([
    ["with all that it has", 'expect(() => load()).toThrow(new Error("no order"));', 'new Error("no order")'],
    ["in a form that nobody sees", "expect(() => load()).toThrow(failure);", "failure"],
    [
      "as it was written down",
      "expect(() => load()).toThrowErrorMatchingInlineSnapshot('[Error: no order]');",
      "expect(() => load()).toThrowErrorMatchingInlineSnapshot('[E…",
    ],
  ])("may not get it: %s", (_, expectation, asked) => {
    expect(ask(expecting(expectation))).toBe(`the top level in test/load.test.ts:2 expects \`${asked}\``);
  });
});

describe("who asks an error that has no cause for one of another class", () => {
  const other = { becomes: undefined, causeless: true };

  it.each([
    ["in a choice", "write(err.cause instanceof HttpError ? err.cause.flatten() : null);"],
    ["beside a code", "if (err.code === 'BAD_REQUEST' && err.cause instanceof HttpError) process.exit(2);"],
    ["before a code", "if (err.cause instanceof HttpError && err.cause.code === 4) process.exit(2);"],
    ["in a branch", "if (err.cause instanceof HttpError) { process.exit(err.cause.status); }"],
  ])("hears nothing else: %s", (_, body) => {
    expect(ask(catching(body), other)).toBeNull();
    expect(ask(catching(body), { becomes: undefined })).toMatch(/asks `err\.(?:cause|code)`/);
  });

  it.each([
    ["any error", "write(err.cause instanceof Error ? err.cause.name : null);"],
    ["its members", "write(err.cause?.issues);"],
    ["a code besides", "if (err.code === 'BAD_REQUEST' || err.cause instanceof HttpError) process.exit(2);"],
    ["a code where it is none", "write(err.cause instanceof HttpError ? 1 : err.code);"],
    ["another error", "if (err instanceof HttpError && err.code === 4) write(err.cause);"],
  ])("hears it: %s", (_, body) => {
    expect(ask(catching(body), other)).toMatch(/asks `err/);
  });
});
