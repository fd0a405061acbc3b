import { describe, expect, it } from "vitest";
import { contractOf, indexOf, reasonOf, root } from "./workspace.ts";

const path = `${root}/src/repository.ts`;

const files = (logger: string, place: string, others: Record<string, string> = {}): Record<string, string> => ({
  "src/repository.ts": `export async function insertOrder(order) {
  try { return await db.insert(order); } catch (err) { throw err; }
}`,
  "src/failure-logger.ts": logger,
  "src/place.ts": `import { insertOrder } from "./repository.js";\n${place}`,
  ...others,
});

const askOf = (texts: Record<string, string>, question: object = {}): string | null =>
  reasonOf(indexOf(texts), {
    kind: "listeners",
    functionName: "insertOrder",
    exported: true,
    path,
    wraps: true,
    ...question,
  });

const ofClass = (body: string, head = ""): string =>
  `${head}\nexport class FailureLogger { constructor(store) { this.store = store; } error(err) { ${body} } }`;

const place = `import { FailureLogger } from "./failure-logger.js";
const failureLogger = new FailureLogger();
export async function place(order) { try { await insertOrder(order); } catch (err) { failureLogger.error(err); } }`;

const askingStatus = "if (err.statusCode === 404) return; console.error(err);";
const asked = "`place` in src/place.ts:4 asks `failureLogger.error(…)`";

describe("a logger of the workspace", () => {
  it.each([
    ["a status", askingStatus],
    ["a code", 'const level = err.code === "E1" ? "info" : "error"; process.stdout.write(level);'],
    [
      "a status, by a function",
      "this.write(err); } write(error) { if (error.status < 500) return; console.error(error);",
    ],
  ])("asks for %s", (_, body) => {
    expect(askOf(files(ofClass(body), place))).toBe(asked);
    expect(askOf(files(ofClass(body), place), { wraps: false })).toBeNull();
  });

  it.each([
    [
      "an object",
      `import { failureLogger } from "./failure-logger.js";`,
      `export const failureLogger = { error(err) { ${askingStatus} } };`,
    ],
    [
      "what a module makes of its class",
      `import { failureLogger } from "./failure-logger.js";`,
      `class Own { error(err) { ${askingStatus} } }\nexport const failureLogger = new Own();`,
    ],
    [
      "a default export",
      `import failureLogger from "./failure-logger.js";`,
      `class Own { error(err) { ${askingStatus} } }\nexport default new Own();`,
    ],
    [
      "a module",
      `import * as failureLogger from "./failure-logger.js";`,
      `export function error(err) { ${askingStatus} }`,
    ],
  ])("is %s", (_, imported, logger) => {
    const calling = `${imported}
export async function place(order) { try { await insertOrder(order); } catch (err) { failureLogger.error(err); } }`;
    expect(askOf(files(logger, calling))).toBe("`place` in src/place.ts:3 asks `failureLogger.error(…)`");
  });

  it("is injected by its class", () => {
    const calling = `import { FailureLogger } from "./failure-logger.js";
export class Orders { constructor(private readonly logger: FailureLogger) {}
  async place(order) { try { await insertOrder(order); } catch (err) { this.logger.error(err); } } }`;
    expect(askOf(files(ofClass(askingStatus), calling))).toContain("asks `this.logger.error(…)`");
  });

  it("writes the stack of a wrap alone, where nobody else tells the reason", () => {
    const logger = ofClass("process.stdout.write(err.stack);");
    expect(askOf(files(logger, place), { retold: true })).toBe(asked);
    expect(askOf(files(logger, place), { retold: "shown" })).toBeNull();
    expect(askOf(files(logger, place.replace("(err); }", "(err); throw err; }")), { retold: true })).toBeNull();
    expect(askOf(files(ofClass("console.error(err.message, err);"), place), { retold: true })).toBeNull();
  });

  it.each([
    ["console", "console.error(err);", ""],
    [
      "winston",
      "logger.error(err);",
      'import winston from "winston"; const logger = winston.createLogger({ format: winston.format.prettyPrint() });',
    ],
    ["pino", "logger.error({ err }, err.message);", 'import pino from "pino"; const logger = pino();'],
    ["a serializer", "console.error(serialize(err));", 'import { serialize } from "some-serializer";'],
    ["its records", "this.records.push(err);", ""],
    ["a test whether it is one", "console.error(err instanceof Error ? err : new Error(String(err)));", ""],
    ["its code", "console.error(err, { code: err.code });", ""],
  ])("only hands it to %s", (_, body, head) => {
    expect(askOf(files(ofClass(body, head), place), { retold: true })).toBeNull();
  });

  it.each([
    [
      "winston",
      'import winston from "winston";\nexport const logger = winston.createLogger({ format: winston.format.prettyPrint() });',
    ],
    ["pino", 'import pino from "pino";\nexport const logger = pino();'],
    ["bunyan", 'import bunyan from "bunyan";\nexport const logger = bunyan.createLogger({ name: "orders" });'],
    ["what another makes", 'import { make } from "./make.js";\nexport const logger = make();'],
    ["one of two", 'import pino from "pino";\nexport const logger = process.env.CI ? console : pino();'],
  ])("is no other of the name where a module exports %s", (_, logger) => {
    const calling = `import { logger } from "./failure-logger.js";
export async function place(order) { try { await insertOrder(order); } catch (err) { logger.error(err); } }`;
    const other = `export class Other { error(err) { ${askingStatus} } }`;
    const make = 'import pino from "pino"; export const make = () => pino();';
    const others = { "src/other.ts": other, "src/make.ts": make };
    expect(askOf(files(logger, calling, others), { retold: true })).toBeNull();
  });

  const maker = `const toPrinter = (print) => (...parts) =>
  parts.map((part) => { if (part instanceof Error) { return part.stack; } return part; }).join(" ").split("\\n").forEach(print);`;
  const importing = `import log from "./failure-logger.js";
export async function place(order) { try { await insertOrder(order); } catch (err) { log.error("not placed", err); } }`;
  const told = "`place` in src/place.ts:3 asks `log.error(…)`";

  it.each([
    [
      "a table that is the default export",
      "const log = { error: toPrinter(process.stdout.write) };\nexport default log;",
    ],
    ["a table as a default export", "export default { error: toPrinter(process.stdout.write) };"],
    ["a table of CommonJS", "const log = { error: toPrinter(process.stdout.write) };\nmodule.exports = log;"],
    ["a table that is exported as the default", "const log = { error: toPrinter(write) };\nexport { log as default };"],
  ])("writes the stack of a wrap alone by a function that another one made, in %s", (_, table) => {
    expect(askOf(files(`${maker}\n${table}`, importing), { retold: true })).toBe(told);
    expect(askOf(files(`${maker}\n${table}`, importing), { retold: "shown" })).toBeNull();
    expect(askOf(files(`${maker.replace("part.stack", "part")}\n${table}`, importing), { retold: true })).toBeNull();
  });

  it.each([
    ["by a name", 'import { log } from "./failure-logger.js";', "log.error"],
    ["by another module", 'import { log } from "./console.js";', "log.error"],
    ["taken apart", 'import { log } from "./console.js"; const { error: tell } = log;', "tell"],
  ])("is a table that is exported %s", (_, imported, name) => {
    const others = { "src/console.ts": 'export { log } from "./failure-logger.js";' };
    const calling = importing.replace(/^.*\n/, `${imported}\n`).replace("log.error(", `${name}(`);
    const logger = `${maker}\nexport const log = { error: toPrinter(write) };`;
    expect(askOf(files(logger, calling, others), { retold: true })).toBe(told.replace("log.error", name));
  });

  it.each([
    ["a loop", "for (const part of parts) write(part instanceof Error ? part.message : part);"],
    ["its place", 'write(parts[1] instanceof Error ? parts[1].message : "");'],
    ["a function of the file", "parts.map(toText).forEach(write);"],
    ["a text of all", 'write(parts.join(" "));'],
  ])("tells no more than the text by %s", (_, body) => {
    const own = "const toText = (part) => (part instanceof Error ? `${part}` : part);";
    const logger = `${own}\nexport default { error(...parts) { ${body} /* instanceof Error */ } };`;
    const first = importing.replace('"not placed", err', "err, err");
    expect(askOf(files(logger, first), { retold: true })).toBe(told);
  });

  it.each([
    ["to console", "console.error(...parts);"],
    ["to what formats it", "write(format(...parts)); if (parts[0] instanceof Error) count();"],
    [
      "with all that it has",
      "parts.map((part) => (part instanceof Error ? [part.stack, part.cause] : part)).forEach(write);",
    ],
    [
      "beside its text",
      "parts.map((part) => (part instanceof Error ? part.message : part)).forEach(write); console.error(...parts);",
    ],
  ])("hands all of its arguments %s", (_, body) => {
    const logger = `import { format } from "node:util";\nexport default { error(...parts) { ${body} } };`;
    expect(askOf(files(logger, importing), { retold: true })).toBeNull();
  });

  const app = (body: string): Record<string, string> => ({
    ...files(`${maker}\nexport default { error: toPrinter(write) };`, ""),
    "src/app.ts": `import express from "express"; import log from "./failure-logger.js";
import { insertOrder } from "./repository.js";
const app = express();
app.post("/orders", async (req, res) => { res.json(await insertOrder(req.body)); });
app.use((err, req, res, next) => { ${body} res.status(500).json({ ok: false }); });`,
  });

  it.each([
    ["a text", 'console.error("failed", err.message);', "tells no more than `err.message`"],
    ["a stack", "console.error(err.stack);", "tells no more than `err.stack`"],
    [
      "a text, if it can",
      "if (res.headersSent) { next(err); return; } console.error(`${err}`);",
      "tells no more than `err`",
    ],
    ["a logger that writes the stack alone", 'log.error("failed", err);', "asks `log.error(…)`"],
  ])("stands above all handlers and is given %s", (_, body, deed) => {
    expect(askOf(app(body), { retold: true })).toBe(`the error middleware in src/app.ts:5 ${deed}`);
    expect(askOf(app(body), { retold: "shown" })).toBeNull();
  });

  it("is let be where it asks more, and nobody would hear of what wraps it", () => {
    const contract = contractOf({ unwrappers: [{ name: "unwrap", module: "./src/errors" }] });
    const index = indexOf(app("console.error(err.stack); res.status(err.statusCode ?? 500);"), { contract });
    const answer = index.answer({
      kind: "listeners",
      functionName: "insertOrder",
      exported: true,
      path,
      wraps: true,
      retold: true,
    });
    expect(answer).toMatchObject({ granted: false });
    expect(answer).not.toHaveProperty("reached");
  });

  it.each([
    ["all of it", "console.error(err);"],
    ["all of it beside its text", "console.error(err.message, err);"],
    ["all of it by a service", 'Sentry.captureException(err); console.error("failed", err.message);'],
    ["nothing", ""],
  ])("stands above all handlers and tells %s", (_, body) => {
    expect(askOf(app(`${body}`), { retold: true })).toBeNull();
  });

  it("is none that only goes by the name of one", () => {
    const calling = `export async function place(order, logger) {
  try { await insertOrder(order); } catch (err) { logger.error(err); this.log.error(err); } }`;
    expect(askOf(files(ofClass(askingStatus), calling), { retold: true })).toBeNull();
  });
});
