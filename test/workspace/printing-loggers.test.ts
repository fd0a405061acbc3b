import { describe, expect, it } from "vitest";
import { indexOf, reasonOf, root } from "./workspace.ts";

const winston = 'import winston from "winston";';
const printing = "winston.format.printf(({ level, message, stack }) => `${level}: ${stack ?? message}`)";
const combined = (print: string): string => `winston.format.combine(winston.format.errors({ stack: true }), ${print})`;
const made = (
  print: string,
): string => `const make = () => registry.get("logger", () => winston.createLogger({ format: ${combined(print)} }));
export function error(e) { const logger = make(); logger.error(e); }`;

/** Who tells no more than the text of what `readRows` fails with, where `load` gives it to a logger of the project. */
function ask(logger: string, body = "error(err); return null;", question: object = { wraps: true }): string | null {
  const index = indexOf({
    "src/read-rows.ts": "export async function readRows() { try { return await rows(); } catch (err) { throw err; } }",
    "src/log/logger.ts": logger,
    "src/load.ts": `import { readRows } from "./read-rows.js"; import { error } from "./log/logger.js";
export async function load() { try { return await readRows(); } catch (err) { ${body} } }`,
  });
  const path = `${root}/src/read-rows.ts`;
  return reasonOf(index, {
    kind: "listeners",
    functionName: "readRows",
    exported: true,
    path,
    retold: true,
    ...question,
  });
}

const told = "`load` in src/load.ts:2 asks `error(…)`";

describe("a logger of the project that prints the stack of a wrap alone", () => {
  it.each([
    ["members that it takes apart", `${winston}\n${made(printing)}`],
    [
      "members that it reads",
      `${winston}\n${made("winston.format.printf((info) => info.timestamp + (info.stack || info.message))")}`,
    ],
    [
      "formats by their names",
      `import { createLogger, format } from "winston"; const { combine, printf, errors } = format;
const logger = createLogger({ format: combine(errors({ stack: true }), printf(({ message }) => message)) });
export const error = (err) => logger.error(err);`,
    ],
  ])("formats by %s", (_, logger) => {
    expect(ask(logger)).toBe(told);
    expect(ask(logger, undefined, {})).toBe(told);
    expect(ask(logger, undefined, { wraps: true, retold: "shown" })).toBeNull();
  });

  it.each([
    ["lets it go on", "error(err); throw err;"],
    ["gives it another", 'error(new Error("no rows")); return null;'],
  ])("is not the last to hear of it where who gives it %s", (_, body) => {
    expect(ask(`${winston}\n${made(printing)}`, body)).toBeNull();
  });

  it.each([
    ["the rest", "winston.format.printf(({ message, ...rest }) => message + JSON.stringify(rest))"],
    ["the cause", "winston.format.printf(({ message, cause }) => message + cause)"],
    ["all of it", "winston.format.printf((info) => JSON.stringify(info))"],
    ["all of it by a format", `${printing}, winston.format.prettyPrint()`],
    ["all of it by a function that is not seen", "winston.format.printf(toLine)"],
    ["what nobody sees", "registry.get('format')"],
  ])("is none that prints %s", (_, print) => {
    expect(ask(`${winston}\n${made(print)}`)).toBeNull();
  });

  it("is none that gives it to another log as well", () => {
    const logger = made(printing).replace("logger.error(e);", "logger.error(e); console.error(e);");
    expect(ask(`${winston}\n${logger}`)).toBeNull();
  });
});

describe("a logger that is exported as it is made", () => {
  const exported = (print: string): string =>
    `${winston}\nexport const logger = winston.createLogger({ format: ${combined(print)} });`;

  function askExported(logger: string, body: string, name = "logger"): string | null {
    const index = indexOf({
      "src/read-rows.ts":
        "export async function readRows() { try { return await rows(); } catch (err) { throw err; } }",
      "src/log/logger.ts": logger,
      "src/load.ts": `import { readRows } from "./read-rows.js"; import { ${name} } from "./log/logger.js";
export async function load() { try { return await readRows(); } catch (err) { ${body} } }`,
    });
    const path = `${root}/src/read-rows.ts`;
    return reasonOf(index, {
      kind: "listeners",
      functionName: "readRows",
      exported: true,
      path,
      retold: true,
      wraps: true,
    });
  }

  it.each([
    ["logger.error(err); return null;", "logger.error(err)"],
    ['logger.error("no rows", err); return null;', 'logger.error("no rows", err)'],
    ["const log = logger.child({ id: 1 }); log.error(err); return null;", "log.error(err)"],
    ["logger.error(err); events.emit('failed', err.message); return null;", "err.message"],
  ])("prints the stack of a wrap alone: %s", (body, asked) => {
    expect(askExported(exported(printing), body)).toBe(`\`load\` in src/load.ts:2 tells no more than \`${asked}\``);
  });

  it.each([
    ["lets the error go on", exported(printing), "logger.error(err); throw err;"],
    ["gives it to another log as well", exported(printing), "logger.error(err); console.error(err); return null;"],
    ["prints all of it", exported("winston.format.prettyPrint()"), "logger.error(err); return null;"],
    [
      "writes out the cause",
      `${exported("winston.format.json()")} const cause = 1;`,
      "logger.error(err); return null;",
    ],
    ["is none of winston", `${made(printing)} export const logger = pino();`, "logger.error(err); return null;"],
  ])("is not the last to hear of it that %s", (_, logger, body) => {
    expect(askExported(logger, body)).toBeNull();
  });
});

describe("a winston that prints records, in which a cause is empty", () => {
  const logger = (options: string, before = winston): string =>
    `${before}\nexport const error = (text, e) => log.error(text, e); const log = winston.createLogger({ ${options} });`;
  const body = 'error("no rows", err); return null;';

  it.each([
    ["as JSON", "format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.json())"],
    ["as JSON behind a text", "transports: [new winston.transports.Console({ format: winston.format.simple() })]"],
    ["for Logstash", "format: winston.format.logstash()"],
    ["as JSON or by a printer of texts", `format: local ? ${printing} : winston.format.json()`],
    ["as it does where it is told nothing", "transports: [new winston.transports.Console()]"],
  ])("is the last to hear of it %s", (_, options) => {
    expect(ask(logger(options), body)).toBe(told);
    expect(ask(logger(options), 'error("no rows", err); throw err;')).toBeNull();
    expect(ask(logger(options), body, { wraps: true, retold: "shown" })).toBeNull();
  });

  it.each([
    ["prints causes as well", "format: local ? winston.format.prettyPrint() : winston.format.json()", winston],
    ["has a format of its own that unfolds them", "format: winston.format((info) => inspect(info))()", winston],
    ["takes its format from what is not seen", "format: registry.format", winston],
    ["is of Nest", "transports: []", `${winston} import { utilities } from "nest-winston";`],
  ])("is none that %s", (_, options, before) => {
    expect(ask(logger(options, before), body)).toBeNull();
  });
});

describe("a winston whose format another module exports", () => {
  const logger = `${winston} import { line } from "./format.js"; export const logger = winston.createLogger({ format: line });`;

  function askFormatted(format: string, body: string, own = logger): string | null {
    const index = indexOf({
      "src/read-rows.ts":
        "export async function readRows() { try { return await rows(); } catch (err) { throw err; } }",
      "src/log/format.ts": `${winston} export const line = ${format};`,
      "src/log/logger.ts": own,
      "src/load.ts": `import { readRows } from "./read-rows.js"; import { logger } from "./log/logger.js";
export async function load() { try { return await readRows(); } catch (err) { ${body} return null; } }`,
    });
    const path = `${root}/src/read-rows.ts`;
    const asked = {
      kind: "listeners",
      functionName: "readRows",
      exported: true,
      path,
      retold: true,
      wraps: true,
    } as const;
    return reasonOf(index, asked);
  }

  it("prints the stack of a wrap alone where the format does", () => {
    expect(askFormatted(combined(printing), 'logger.error("no rows", err);')).toContain("tells no more than");
    expect(askFormatted(combined("winston.format.json()"), 'logger.error("no rows", err);')).toContain("no more than");
    expect(askFormatted(combined("winston.format.prettyPrint()"), 'logger.error("no rows", err);')).toBeNull();
  });
});

describe("a winston that is given an error as a member of a record", () => {
  const json = `${winston}\nexport const logger = winston.createLogger({ format: winston.format.json() });`;

  function askRecord(body: string, question: object = { wraps: true, retold: true }, logger = json): string | null {
    const index = indexOf({
      "src/read-rows.ts":
        "export async function readRows() { try { return await rows(); } catch (err) { throw err; } }",
      "src/log/logger.ts": logger,
      "src/load.ts": `import { readRows } from "./read-rows.js"; import { logger } from "./log/logger.js";
export async function load() { try { return await readRows(); } catch (err) { ${body} } }`,
    });
    const path = `${root}/src/read-rows.ts`;
    return reasonOf(index, { kind: "listeners", functionName: "readRows", exported: true, path, ...question });
  }

  it.each([
    ["logger.error({ error: err }); return null;", "error: err"],
    ['logger.error("no rows", { id, error: err }); return null;', "error: err"],
    ["logger.log({ level: 'error', message: 'no rows', err }); return null;", "err"],
  ])("prints nothing of what a wrap says: %s", (body, asked) => {
    expect(askRecord(body)).toBe(`\`load\` in src/load.ts:2 tells no more than \`${asked}\``);
    expect(askRecord(body, { made: true, text: true })).toContain("tells no more than");
    expect(askRecord(body, { wraps: true, retold: "shown" })).toBeNull();
    expect(askRecord(body, { made: true })).toBeNull();
  });

  it.each([
    ["it goes on", "logger.error({ error: err }); throw err;"],
    ["it is logged by itself", "logger.error({ error: err }); console.error(err); return null;"],
    ["it is given to what is no log", "queue.error({ error: err }); return null;"],
  ])("is not the last to hear of it where %s", (_, body) => {
    expect(askRecord(body)).toBeNull();
  });

  it.each([
    ["another library", 'import pino from "pino"; export const logger = pino();'],
    [
      "one that prints no members",
      `${winston} export const logger = winston.createLogger({ format: ${combined(printing)} });`,
    ],
  ])("is none of %s", (_, logger) => {
    expect(askRecord("logger.error({ error: err }); return null;", undefined, logger)).toBeNull();
  });
});
