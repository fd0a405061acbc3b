import type { RuleTester } from "eslint";
import { describe } from "vitest";
import bareRethrow from "../../rules/no-bare-rethrow.ts";
import rule from "../../rules/no-log-and-throw.ts";
import { appError, createRepository, testRule } from "../support/rule-tester.ts";

const governed = createRepository({ errors: [appError] });
const filename = `${governed}/src/orders.ts`;

const imports = `import pino from "pino";
import { logger } from "./logging";
import { AppError } from "./errors";
import { readRow } from "./rows";
const log = pino();
`;

/** The catch of a function. */
function inCatch(text: string): string {
  return `${imports}async function loadOrder(id: string, attempt: number, next) {
  try {
    return await readRow(id);
  } catch (err) {
    ${text}
  }
}
`;
}

const wrapped = 'throw AppError.wrap(err, "could not load order", { context: { id } });';

function valid(name: string, text: string): RuleTester.ValidTestCase {
  return { name, code: inCatch(text), filename };
}

/** A report on a log; with the catch after it is removed, where that is offered. */
function invalid(
  text: string,
  messageId: "handed" | "wrapped",
  removed: string | null = null,
): RuleTester.InvalidTestCase {
  const suggestions = removed === null ? [] : [{ messageId: "remove", output: inCatch(removed) }];
  return { name: text, code: inCatch(text), filename, errors: [{ messageId, suggestions }] };
}

describe("a log and an exit", () => {
  testRule("no-log-and-throw", rule, {
    valid: [
      valid("it is logged, and the function goes on", "log.error(err); return null;"),
      valid("it is handed on alone", wrapped),
      {
        name: "a function of that name, which makes an error",
        code: `import { error } from "./result"; import { logOrder } from "./orders";
async function loadOrder(id) { try { return await load(id); } catch (err) { error(err); logOrder(err); throw err; } }`,
        filename,
      },
      {
        name: "one record for every call, however it comes out",
        code: `${imports}async function loadOrder(id) { const event = {}; try { return await load(id); } catch (err) { event.error = err.message; throw err; } finally { log.info("order", event); } }`,
        filename,
      },
      valid("it goes no further on another path", "log.error(err); if (attempt < 3) return null; throw err;"),
      valid(
        "another error is thrown, and the log is all that is left of this one",
        'log.error(err); throw new Error("failed");',
      ),
      valid("another path", "if (attempt < 3) { log.error(err); return null; } throw err;"),
      valid("a trace", "log.debug(err); throw err;"),
      valid("a log of something else", 'log.info("giving up", { id }); throw err;'),
      valid("the process ends", "console.error(err); process.exit(1);"),
      valid("what somebody makes of it cannot be seen", "log.error(err); throw toFailure(err);"),
      {
        name: "a logger by name alone: it may collect what is thrown later",
        code: `async function f(logger) { try { await g(); } catch (err) { logger.error(err); throw err; } }
const own = { error(e) {} };
async function h(log) { try { await g(); } catch (err) { log.error(err); throw err; } }`,
        filename,
      },
      {
        name: "the boundary",
        code: `import express from "express";
import { logger } from "./logging";
const app = express();
app.use((err, req, res, next) => { logger.error(err); next(err); });`,
        filename,
      },
      { name: "at the client's", code: `"use client";\n${inCatch("log.error(err); throw err;")}`, filename },
    ],
    invalid: [
      invalid("log.error(err); throw err;", "handed"),
      invalid('logger.warn("could not load order", { err, id }); throw err;', "handed"),
      invalid("console.error(err); return Promise.reject(err);", "handed"),
      invalid("console.log(err.message); throw err;", "handed"),
      invalid("throw log.error(err), err;", "handed"),
      invalid(`log.error({ err, id }, "could not load order"); ${wrapped}`, "wrapped"),
      invalid(`log.error(err);\n    ${wrapped}`, "wrapped", wrapped),
      invalid(`console.error("could not load order", err.stack);\n    ${wrapped}`, "wrapped", wrapped),
      invalid(`log.error(\`could not load order \${id}: \${err}\`); ${wrapped}`, "wrapped"),
      invalid(`log.error(err); if (attempt < 3) ${wrapped} throw err;`, "handed"),
      ...["error", "logFailure", "warn as tell"].map((imported) => ({
        name: `by a function of a module for that: ${imported}`,
        code: `import { ${imported} } from "../lib/log/logger.js";
readRow(1).catch((err) => { ${imported.split(" ").at(-1) ?? ""}(err); throw err; });`,
        filename,
        errors: [{ messageId: "handed" as const, line: 2, suggestions: [] }],
      })),
      {
        name: "by a function of the file",
        code: `${imports}function tell(error) { logger.error(error); }
readRow(1).catch((err) => { tell(err); throw err; });`,
        filename,
        errors: [{ messageId: "handed", line: 7, suggestions: [] }],
      },
      {
        name: "Nest's own logger, in a field",
        code: `import { Logger } from "@nestjs/common";
class Orders {
  private readonly journal = new Logger(Orders.name);
  async load() { try { return await g(); } catch (err) { this.journal.error(err); throw err; } }
}`,
        filename,
        errors: [{ messageId: "handed", suggestions: [] }],
      },
      {
        name: "a request's, in a handler",
        code: `import Fastify from "fastify";
const app = Fastify();
app.get("/", async (request, reply) => { try { return await g(); } catch (err) { request.log.error(err); throw err; } });`,
        filename,
        errors: [{ messageId: "handed", suggestions: [] }],
      },
    ],
  });
});

describe("beside no-bare-rethrow", () => {
  testRule("no-bare-rethrow", bareRethrow, {
    valid: [],
    invalid: [
      {
        name: "one report for the log, one for the exit",
        code: inCatch("log.error(err);\n    throw err;"),
        filename,
        errors: [{ messageId: "threw", line: 11, suggestions: 1 }],
      },
    ],
  });
});
