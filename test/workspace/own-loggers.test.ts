import { describe, expect, it } from "vitest";
import { indexOf, reasonOf, root } from "./workspace.ts";

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
    ["winston", "logger.error(err);", 'import winston from "winston"; const logger = winston.createLogger();'],
    ["pino", "logger.error({ err }, err.message);", 'import pino from "pino"; const logger = pino();'],
    ["a serializer", "console.error(serialize(err));", 'import { serialize } from "some-serializer";'],
    ["its records", "this.records.push(err);", ""],
    ["a test whether it is one", "console.error(err instanceof Error ? err : new Error(String(err)));", ""],
    ["its code", "console.error(err, { code: err.code });", ""],
  ])("only hands it to %s", (_, body, head) => {
    expect(askOf(files(ofClass(body, head), place), { retold: true })).toBeNull();
  });

  it.each([
    ["winston", 'import winston from "winston";\nexport const logger = winston.createLogger({});'],
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

  it("is none that only goes by the name of one", () => {
    const calling = `export async function place(order, logger) {
  try { await insertOrder(order); } catch (err) { logger.error(err); this.log.error(err); } }`;
    expect(askOf(files(ofClass(askingStatus), calling), { retold: true })).toBeNull();
  });
});
