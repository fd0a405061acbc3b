import { join } from "node:path";
import { describe, expect, it } from "vitest";
import bareRethrow from "../../rules/no-bare-rethrow.ts";
import dynamicMessage from "../../rules/no-dynamic-message.ts";
import messageMatching from "../../rules/no-message-matching.ts";
import rawErrorResponse from "../../rules/no-raw-error-response.ts";
import swallowedError from "../../rules/no-swallowed-error.ts";
import uncodedHandlerError from "../../rules/no-uncoded-handler-error.ts";
import uncodedThrow from "../../rules/no-uncoded-throw.ts";
import requireCause from "../../rules/require-cause.ts";
import { appError, createRepository, lint } from "../support/rule-tester.ts";

const OError = { name: "OError", module: "o-error", export: "default", message: 0, cause: 2 };
const typescript = {
  errors: [
    { ...OError, fixedCode: "INTERNAL_ERROR", wrap: { name: "OError.tag", cause: 0, message: 1 } },
    { name: "NotFound", module: "./src/errors", message: 0, cause: 2, fixedCode: "NOT_FOUND" },
    appError,
  ],
  enrichers: [{ name: "OError.tag", module: "o-error", export: "default" }],
  handlers: [{ name: "expressify", module: "./src/expressify" }],
};
const boundary = { files: "src/boundary.ts", notifies: false, covers: ["src/**"] };
const root = createRepository(typescript);
const covered = createRepository({ ...typescript, boundaries: [boundary] });

const head = `import OError from "o-error";
import { pipeline } from "node:stream/promises";
import { Router } from "express";
import { AppError, NotFound } from "./errors";
import { expressify } from "./expressify";
const router = Router();
`;

function report(rule: Parameters<typeof lint>[0], text: string, at = root) {
  return lint(rule, head + text, { filename: join(at, "src/orders.js") });
}

function textsOf(rule: Parameters<typeof lint>[0], text: string, at = root): string[] {
  return report(rule, text, at).map(({ message }) => message);
}

const inCatch = (text: string): string =>
  `async function loadOrder(id, callback) { try { return await readRow(id); } catch (err) { ${text} } }`;

describe("no-bare-rethrow", () => {
  it.each([
    ["tagged in place by what wraps elsewhere", inCatch('OError.tag(err, "no order"); throw err;')],
    ["certainly no error", inCatch("if (err instanceof Error) return null; count(err.points); throw err;")],
    ["after a cleanup that failed", inCatch("try { await unlink(path); } catch (_) { throw err; }")],
    [
      "raced by the function that takes it",
      `async function load() {
  const late = new Promise((_, reject) => { socket.on("error", (err) => { logger.warn(err); reject(err); }); });
  try { return await Promise.race([read(), late]); } catch (e) { return null; }
}`,
    ],
    [
      "a function of the file that asks what it is given",
      `const open = async (client) => (await getFiles(client)).list();
function getFiles(client) { return new Promise((resolve, reject) => { client.sftp((err, files) => { if (err) { reject(err); } else { resolve(files); } }); }); }
open(connected());`,
    ],
    [
      "a promise of what was lent goes on with its result first",
      "const shared = (action, ...args) => action(...args).then((result) => result).catch((e) => { logger.warn(e); throw e; });",
    ],
    [
      "what looks a name up is asked for the system's code",
      `import dns from "node:dns";
export function lookup(host, options, callback) { dns.lookup(host, options, (err, address) => { if (err) return callback(err, "", 0); callback(null, pin(address), 4); }); }`,
    ],
  ])("is silent: %s", (_, text) => {
    expect(textsOf(bareRethrow, text)).toEqual([]);
  });

  it.each([
    ["another error is tagged", inCatch('OError.tag(other, "no order"); throw err;')],
    ["it may be an error", inCatch("if (err instanceof TypeError) log(err); throw err;")],
    ["nothing is undone before the inner catch", inCatch("try { const a = 1; throw err; } catch (_) { throw err; }")],
    [
      "what is raced is returned",
      `async function load() {
  const late = new Promise((_, reject) => { socket.on("error", (err) => { logger.warn(err); reject(err); }); });
  try { return Promise.race([read(), late]); } catch (e) { return null; }
}`,
    ],
    [
      "a promise is made of a call for others",
      "export function run(file, args) { return new Promise((resolve, reject) => { spawn(file, args, (err, out) => { if (err) reject(err); else resolve(out); }); }); }",
    ],
    [
      "a promise is made of a call with what only this function knows",
      `import { spawn } from "./spawn";
const run = (args) => new Promise((resolve, reject) => { spawn("git", args, (err, out) => (err ? reject(err) : resolve(out))); });
export const pull = async () => run(["pull"]);`,
    ],
    [
      "something is done before the call",
      `class Query {
  #run(sql, params) { this.count += 1; return new Promise((resolve, reject) => { sql.run(params, (err, rows) => (err ? reject(err) : resolve(rows))); }); }
}`,
    ],
    [
      "something is done beside the call",
      `class Query {
  #run(sql, params) { return new Promise((resolve, reject) => { prepare(sql); sql.run(params, (err, rows) => (err ? reject(err) : resolve(rows))); }); }
}`,
    ],
    [
      "what a promise is made of fails here",
      `class Query {
  #parse(text) { return new Promise((resolve, reject) => { try { resolve(JSON.parse(text)); } catch (err) { reject(err); } }); }
}`,
    ],
  ])("reports: %s", (_, text) => {
    expect(textsOf(bareRethrow, text)).toHaveLength(1);
  });

  it.each([
    [
      "a private method that makes a promise of a call",
      `class Query {
  async load(sql, params) { return this.#run(sql, params); }
  #run(sql, params) { return new Promise((resolve, reject) => { sql.run(params, (err, rows) => { if (err) { reject(err); } else { resolve(rows); } }); }); }
}`,
    ],
    [
      "one of a call within another",
      `class Query {
  #all(db, query, params) { return new Promise((resolve, reject) => { db.serialize(() => { db.all(query, params, function (err, rows) { if (err) { reject(err); return; } resolve(rows); }); }); }); }
}`,
    ],
    [
      "a function of the file that makes a promise of an imported one",
      `import { execFile } from "node:child_process";
const clean = async () => exec("git", ["clean"]);
function exec(file, args) { return new Promise((resolve, reject) => { execFile(file, args, (error, out) => { if (error) { reject(error); } resolve(out); }); }); }
await clean();`,
    ],
    [
      "what is tried again was lent",
      "async function retry(action, recover, left) { let value; try { value = await action(); return value; } catch (err) { if (left > 0) { await recover(); return retry(action, recover, left - 1); } throw err; } }",
    ],
  ])("is silent: %s", (_, text) => {
    expect(textsOf(bareRethrow, text)).toEqual([]);
  });

  it("wraps by what tags where the result is used", () => {
    expect(textsOf(bareRethrow, inCatch('throw OError.tag(err, "no order");'))).toEqual([]);
  });

  it.each([
    [
      "what made the callback",
      "function init() { const s = new Strategy({}, async (t, callback) => { try { await f(t); } catch (err) { callback(err, null); } }); s.on(); }",
      "`err` goes to `callback` as it was caught: nothing will say what this function was doing.",
    ],
    [
      "an error-first callback",
      "const worker = { run() { return next((error) => { if (error != null) { throw error; } else { again(); } }); } };",
      "`error` leaves this function as it was caught",
    ],
    [
      "a callback in a try of the function around it",
      "async function serve(rows) { try { await Promise.all(rows.map(async (row) => { try { await f(row); } catch (err) { log(err); throw err; } })); } catch (e) { answer(e.code); } }",
      "`err` leaves this function as it was caught",
    ],
    [
      "an exported function",
      "module.exports = async () => { try { await f(); } catch (err) { log(err); throw err; } };",
      "`err` leaves this function as",
    ],
    [
      "a callback of the function around it",
      "async function serve(rows) { await Promise.all(rows.map(async (row) => { try { await f(row); } catch (err) { log(err); throw err; } })); }",
      "`err` leaves `serve` as it was caught",
    ],
    [
      "a listener's own function",
      'function zip(archive) { archive.on("error", (err) => { throw err; }); }',
      "`err` leaves this function as it was caught",
    ],
    [
      "the handler of a promise that nobody waits for",
      "function keep(row) { save(row).catch((err) => { logger.error(err); throw err; }); }",
      "`err` leaves this function as it was caught",
    ],
    [
      "the function that gives the promise",
      "function keep(row) { return save(row).catch((err) => { logger.error(err); throw err; }); }",
      "`err` leaves `keep` as it was caught",
    ],
    [
      "an inner clause's own name",
      "function load(callback) { connect((err, client) => { try { if (err) throw err; use(client); } catch (errc) { log(errc); callback(errc); } }); }",
      "`errc` goes to `callback`",
    ],
    [
      "an error that has a member",
      'function load(callback) { read(1, (err, row) => { if (err?.code === "ENOENT") { callback(err, false); } else if (err) { callback(err); } else { use(row); } }); }',
      "`err` goes to `callback` as it was caught",
    ],
    [
      "an error that may lack one",
      'function load(callback) { read(1, (err, row) => { if (err?.code !== "ENOENT") { callback(err, false); } else if (err) { callback(err); } else { use(row); } }); }',
      "`err` goes on to `callback` untested",
    ],
  ])("names %s", (_, text, said) => {
    expect(textsOf(bareRethrow, text)[0]).toContain(said);
  });
});

describe("no-raw-error-response", () => {
  it.each([
    ["SyntaxError", 0],
    ["TypeError", 1],
  ])("lets clients know what could not be parsed: %s", (name, reports) => {
    const text = `router.use((err, req, res, next) => { if (err instanceof ${name}) return res.status(400).send(err.message); next(err); });`;
    expect(textsOf(rawErrorResponse, text)).toHaveLength(reports);
  });

  it("tells of one message once", () => {
    const text = `import { TRPCError } from "@trpc/server";
${inCatch('throw new TRPCError({ code: "BAD_REQUEST", message: err instanceof Error ? err.message : String(err), cause: err });')}`;
    expect(textsOf(rawErrorResponse, text)).toEqual([expect.stringContaining("`err.message` becomes the message of")]);
  });
});

describe("no-uncoded-handler-error", () => {
  it("leaves the answer to error middleware of the same file", () => {
    const text = `import express from "express";
const app = express();
app.get("/orders", (req, res) => { throw new Error("no such order"); });
app.use((err, req, res, next) => { res.status(err.status ?? 400).json({ message: "no" }); });`;
    expect(textsOf(uncodedHandlerError, text)).toEqual([expect.stringContaining("the boundary takes it")]);
  });
});

describe("require-cause", () => {
  it.each([["throw new Error(`could not load: ${err.stack || err}`);", "takes only the stack of `err`, as text"]])(
    "says what is lost: %s",
    (text, said) => {
      expect(textsOf(requireCause, inCatch(text))[0]).toContain(said);
    },
  );
});

describe("what could not be done", () => {
  it.each([
    ["canReadOrder", "could not load order"],
    ["v1IdForOrder", "could not load order"],
    ["cancelOrder", "could not cancel order"],
    ["fetchWithRetry", "could not load order"],
    ["attemptUpdate", "could not load order"],
    ["orderParser", "could not load order"],
    ["handlerWithStage", "could not load order"],
  ])("in `%s`", (name, said) => {
    const text = `async function loadOrder(id) { try { return await store.${name}(id); } catch (err) { throw err; } }`;
    const written = (report(bareRethrow, text)[0]?.suggestions ?? []).map(({ fix }) => fix.text);
    expect(written).toContainEqual(expect.stringContaining(said));
  });
});

describe("require-cause", () => {
  it.each([
    ["an error that was declared to be ignored", 'try { f(); } catch (ignoreErr) { throw new Error("no lock"); }'],
    ["a record that is called a failure", "retry(rows, async (failure) => { if (!failure) return; });"],
    [
      "a record that is handed on",
      "async function f(id) { if (!id) throw new Error(`no ${id}`); }\nretry(rows, async (failure) => { await f(failure.id); g(failure); });",
    ],
    [
      "an error that was handed on before",
      "function load(callback) { read((err, row) => { if (err) { callback(err); } if (!row.ok) return callback(new NotFound(`no ${err}`)); }); }",
    ],
  ])("is silent: %s", (_, text) => {
    expect(textsOf(requireCause, text)).toEqual([]);
  });

  it("reports what takes the place of an error that nobody was handed", () => {
    const text =
      "function load(callback) { read((err, row) => { if (err) { return callback(new NotFound(`no ${err}`)); } use(row); }); }";
    expect(textsOf(requireCause, text)).toHaveLength(1);
  });

  it("adds no position behind an object that stands for all of them", () => {
    const suggestions = (text: string) => report(requireCause, inCatch(text))[0]?.suggestions ?? [];
    expect(suggestions("throw new NotFound(`gone: ${err.message}`);")).toHaveLength(1);
    expect(suggestions("throw new NotFound({ message: `gone: ${err.message}` });")).toHaveLength(0);
  });
});

describe("no-uncoded-throw", () => {
  const waiting = (made: string): string =>
    `async function load() { try { await ${made}; } catch (err) { return fallback(err); } }`;
  const late = 'new Promise((_, reject) => { setTimeout(() => reject(new Error("late")), 10); })';

  it.each([
    ["taken by a try around the promise", waiting(late)],
    [
      "raced by its name",
      `async function load() { const late = ${late}; try { return await Promise.race([read(), late]); } catch (err) { return fallback(err); } }`,
    ],
    [
      "answered by its name",
      'function load(on) { on("end", () => { const answer = Promise.reject(new Error("bad")); answer.then(send, fail); }); }',
    ],
  ])("is silent: %s", (_, text) => {
    expect(textsOf(uncodedThrow, text)).toEqual([]);
  });

  it.each([
    ["awaited without a try", `async function load() { await ${late}; }`],
    [
      "raced outside of the try",
      `async function load() { const late = ${late}; try { read(); } catch (err) { return fallback(err); } await Promise.race([read(), late]); }`,
    ],
    ["returned", 'function load() { return Promise.reject(new Error("bad")); }'],
  ])("reports: %s", (_, text) => {
    expect(textsOf(uncodedThrow, text)).toHaveLength(1);
  });
});

describe("no-uncoded-handler-error", () => {
  it("says what a boundary of the contract does for a handler that the contract names", () => {
    const text = `import { expressify } from "./expressify";\nexport const load = expressify(async (req) => { if (!req.id) throw new Error("no id"); });`;
    const said = (at: string) =>
      lint(uncodedHandlerError, text, { filename: join(at, "src/orders.js") }).map(({ message }) => message);
    expect(said(covered)).toEqual([expect.stringContaining("the boundary takes it for a server fault")]);
    expect(said(root)).toEqual([expect.stringContaining("the framework decides what a client sees of it")]);
  });

  it("says what a status of its own says", () => {
    const text = (status: number) =>
      `router.get("/", (req, res, next) => { const err = new Error("Not found"); err.status = ${status}; next(err); });`;
    expect(textsOf(uncodedHandlerError, text(404))).toEqual([expect.stringContaining("it is the client's fault")]);
    expect(textsOf(uncodedHandlerError, text(503))).toEqual([expect.stringContaining("Express answers 500")]);
  });
});

describe("no-raw-error-response", () => {
  const handler = (text: string): string =>
    `router.get("/", async (req, res) => { try { await check(req); } catch (err) { ${text} } });`;

  it("says that a view prints what it is given", () => {
    expect(textsOf(rawErrorResponse, handler('res.render("login", { err });'))).toEqual([
      expect.stringContaining("goes to the view whole"),
    ]);
    expect(textsOf(rawErrorResponse, handler("res.json({ err });"))).toEqual([
      expect.stringContaining("goes to the client"),
    ]);
  });

  it("looks into a check that is in view", () => {
    const answer = "res.status(400).json({ error: err.message });";
    const checked = `router.get("/", async (req, res) => { try { await verifyLimit(req); } catch (err) { ${answer} } });`;
    const counting = "async function verifyLimit(req) { if ((await db.count(req.id)) > 1) throw new Error('full'); }\n";
    const reading =
      "async function verifyLimit(req) { const body = await req.json(); if (!body) throw new Error('no'); }\n";
    expect(textsOf(rawErrorResponse, counting + checked)).toHaveLength(1);
    expect(textsOf(rawErrorResponse, reading + checked)).toEqual([]);
  });
});

describe("no-swallowed-error", () => {
  it("knows that a pipeline's last stream tells its reader", () => {
    const text = (returned: string) =>
      `function open(source, out) { pipeline(source, out).catch(() => {}); return ${returned}; }`;
    expect(textsOf(swallowedError, text("out"))).toEqual([]);
    expect(textsOf(swallowedError, text("source"))).toHaveLength(1);
  });
});

describe("no-message-matching", () => {
  it("lets a message be translated into the error's own code", () => {
    const text = (name: string) =>
      inCatch(`if (err.message === "not found") { ${name} = 404; } throw new AppError(err);`);
    expect(textsOf(messageMatching, text("err.code"))).toEqual([]);
    expect(textsOf(messageMatching, text("reply.code"))).toHaveLength(1);
  });
});

describe("no-dynamic-message", () => {
  it("names the class whose constructor makes the message", () => {
    const text = "class Gone extends AppError { constructor(id) { super('NOT_FOUND', `order ${id} is gone`); } }";
    expect(textsOf(dynamicMessage, text)).toEqual([expect.stringContaining("The message of `Gone` holds `id`")]);
  });
});
