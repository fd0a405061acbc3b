import { describe, expect, it } from "vitest";
import { indexOf, packageOf, reasonOf, root } from "./workspace.ts";

const sentry = 'import * as Sentry from "@sentry/node";';

/** Who decides what is told of the error that \`load\` lets go, where a handler calls it. */
function ask(setUp: string, main = handler, manner: object = { wraps: true, retold: true }): string | null {
  const files = {
    "src/load.ts": "export async function load(id) { try { return await db.find(id); } catch (err) { throw err; } }",
    "src/main.ts": `import "./monitoring"; import express from "express"; import * as Sentry from "@sentry/node"; import { load } from "./load";\n${main}`,
    "src/monitoring.ts": setUp,
  };
  const path = `${root}/src/load.ts`;
  return reasonOf(indexOf(files, { packages: [packageOf("", { express: "5.0.0" })] }), {
    kind: "listeners",
    functionName: "load",
    exported: true,
    path,
    ...manner,
  });
}

const handler = 'const app = express(); app.get("/", async (req, res) => { res.json(await load(req.query.id)); });';
const script = (caught: string): string =>
  `run(); async function run() { try { await load(1); } catch (err) { ${caught} } }`;

describe("who decides, by what an error is, whether a monitoring service is told of it", () => {
  it.each([
    ["ignores texts", 'Sentry.init({ dsn, ignoreErrors: [/Timeout of .* exceeded/, "no token"] });', "ignoreErrors"],
    ["ignores texts that are kept", "const texts = [/Timeout/]; Sentry.init({ ignoreErrors: texts });", "ignoreErrors"],
    [
      "asks the class",
      "Sentry.init({ beforeSend(event, hint) { const error = hint.originalException; return error instanceof GoneError ? null : event; } });",
      "error instanceof GoneError",
    ],
    [
      "asks the code",
      'Sentry.init({ beforeSend: (event, { originalException }) => originalException?.code === "E" ? null : event });',
      "originalException?.code",
    ],
    [
      "is named",
      "const select = (event, hint) => isGone(hint.originalException) ? null : event; Sentry.init({ beforeSend: select });",
      "isGone(…)",
    ],
    [
      "is added",
      "Sentry.addEventProcessor((event, hint) => hint?.originalException.status < 500 ? null : event);",
      "hint?.originalException.status",
    ],
    [
      "is asked by the framework's own boundary",
      "Sentry.setupExpressErrorHandler(app, { shouldHandleError: (error) => error.status !== 404 });",
      "error.status",
    ],
  ])("%s", (_, setUp, asked) => {
    expect(ask(`${sentry}\n${setUp}`)).toBe(`src/monitoring.ts:2 asks \`${asked}\``.replace(/^src/, topLevel));
  });

  it.each([
    [
      'import Bugsnag from "@bugsnag/js";',
      "Bugsnag.start({ onError: (event) => event.errors[0].errorClass !== 'Gone' });",
    ],
    ['import Bugsnag from "@bugsnag/js";', "Bugsnag.addOnError((event) => event.originalError.code !== 1);"],
    ['import Rollbar from "rollbar";', "new Rollbar({ ignoredMessages: ['gone'] });"],
    ['import Rollbar from "rollbar";', "new Rollbar({ checkIgnore: (uncaught, args) => args[0].message === 'gone' });"],
    [
      'import { Notifier } from "@airbrake/node";',
      "new Notifier({}).addFilter((n) => n.errors[0].type === 'A' ? null : n);",
    ],
  ])("of another service: %s %s", (head, setUp) => {
    expect(ask(`${head}\n${setUp}`)).toMatch(/src\/monitoring\.ts:2 asks `/);
  });

  it("decides of what is reported by hand", () => {
    const main = script("Sentry.captureException(err);");
    expect(ask(`${sentry}\nSentry.init({ ignoreErrors: ["gone"] });`, main)).toContain("asks `ignoreErrors`");
  });

  it.each([
    ["ignores nothing", `${sentry} Sentry.init({ ignoreErrors: [] });`, handler],
    [
      "only takes out what is private",
      `${sentry} Sentry.init({ beforeSend(event) { delete event.user; return event; } });`,
      handler,
    ],
    [
      "asks of calls",
      `${sentry} Sentry.init({ beforeSendTransaction: (event) => event.name === "/" ? null : event });`,
      handler,
    ],
    ["is of no service", 'init({ ignoreErrors: ["gone"] });', handler],
    [
      "is asked of nothing that is told",
      `${sentry} Sentry.init({ ignoreErrors: ["gone"] });`,
      script("console.error(err);"),
    ],
  ])("is nobody who %s", (_, setUp, main) => {
    expect(ask(setUp, main)).toBeNull();
  });

  it("is nobody whom a cause could matter to", () => {
    expect(ask(`${sentry} Sentry.init({ ignoreErrors: ["gone"] });`, handler, { cause: "hidden" })).toBeNull();
  });
});

const topLevel = "the top level in src";
