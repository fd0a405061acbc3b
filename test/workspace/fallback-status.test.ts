import { describe, expect, it } from "vitest";
import { contractOf, indexOf, reasonOf, root } from "./workspace.ts";

const errors = { name: "AppError", module: "./src/errors", code: 0, message: 1, options: 2, canonical: true };

const routes = `import { Router } from "express"; export const router = Router();
router.post("/orders", async (req, res) => { if (!req.body.id) throw new Error("no order"); res.json({}); });`;

interface Service {
  readonly files: Readonly<Record<string, string>>;
  readonly instance?: object;
}

/** What is in the way of giving what a route throws a code of that status. */
function ask({ files, instance = {} }: Service, status = 500): string | null {
  const contract = contractOf({ errors: [{ ...errors, ...instance }] });
  const index = indexOf({ "src/routes.ts": routes, ...files }, { contract });
  const path = `${root}/src/routes.ts`;
  return reasonOf(index, {
    kind: "fallback-status",
    path,
    functionName: null,
    framework: "express",
    made: true,
    status,
  });
}

/** The service with an error middleware of its own. */
function answering(body: string, instance?: object): Service {
  const app = `import express from "express"; import { router } from "./routes"; import { AppError } from "./errors"; import { Answer, toAnswer } from "./answers";
const fallback = 400; const app = express(); app.use(router);
app.use((err, req, res, next) => { ${body} });`;
  return { files: { "src/app.ts": app }, ...(instance && { instance }) };
}

describe("a middleware that answers a status where an error has none", () => {
  it.each([
    ["res.status(err.status || 400).json({});"],
    ["res.status(err.statusCode ?? err.status ?? 400).json({});"],
    ["const status = err.status ? err.status : 400; res.sendStatus(status);"],
    ["res.sendStatus(err.status >= 400 && err.status < 600 ? err.status : 400);"],
    ["const { status = 400 } = err; res.sendStatus(status);"],
    ["res.sendStatus((err as any)?.status || fallback);"],
    ["let status = 400; if (err.status) status = err.status; res.sendStatus(status);"],
    ["respond(err, res); function respond(error, res) { res.sendStatus(error.status || 400); }"],
    ["if (err.name || err.type || err.path || err.kind || err.index) return; res.sendStatus(err.status || 400);"],
  ])("keeps it: %s", (body) => {
    expect(ask(answering(body))).toMatch(/ in src\/app\.ts:3 answers 400 where an error has no status$/);
    expect(ask(answering(body), 400)).toBeNull();
  });

  it.each([
    ["answers its own to a class of one's own alone", "res.sendStatus(err instanceof Gone ? err.status || 410 : 500);"],
    ["answers one for all", "res.status(400).json({ error: err.message });"],
    [
      "answers its own to coded errors alone",
      "res.status(err instanceof AppError ? err.status || 400 : 500).json({});",
    ],
    [
      "answers its own to a library's errors alone",
      "if (err instanceof Gone) return res.sendStatus(err.status || 410);",
    ],
    ["has no status for the others", "if (err.status) return res.sendStatus(err.status); next(err);"],
    ["reads that of what failed elsewhere", "res.sendStatus(err.response.status || 502);"],
    ["reads that of another property", "res.sendStatus(err.httpStatus || 400);"],
    ["reads no status in it", "log(err.status || 0); res.sendStatus(500);"],
  ])("may be given any where it %s", (_, body) => {
    expect(ask(answering(body))).toBeNull();
  });

  it("reads the property in which the class keeps its status", () => {
    const instance = { instance: { status: "httpStatus" } };
    expect(ask(answering("res.sendStatus(err.httpStatus || 400);", instance))).toMatch(/answers 400/);
    expect(ask(answering("res.sendStatus(err.status || 400);", instance))).toBeNull();
  });

  it("takes no code for a status", () => {
    const reason = ask(answering("res.status(err.code || 500).json({});"));
    expect(reason).toMatch(/ in src\/app\.ts:3 answers 500 where an error has no code$/);
  });

  it.each([
    ["of an enum of the framework's", "res.status(err.status || StatusCodes.BAD_REQUEST).json({});"],
    ["of an enum that spells it out", "res.status(err.status ?? HTTP.HTTP_STATUS_BAD_REQUEST).json({});"],
    ["of an object of the file", "res.status(err.status || statuses.bad).json({});"],
    ["behind another module's", "res.status(err.status || elsewhere || 400).json({});"],
  ])("reads a constant %s", (_, body) => {
    const { files } = answering(body);
    const app = `import { StatusCodes } from "http-status-codes"; import { HTTP, elsewhere } from "./http"; const statuses = { bad: 400 };`;
    const named = { "src/app.ts": `${app} ${files["src/app.ts"]}` };
    expect(ask({ files: named })).toMatch(/ in src\/app\.ts:3 answers 400 where an error has no status$/);
    expect(ask({ files: named }, 400)).toBeNull();
  });

  it("may answer any by a constant of another module", () => {
    const { files } = answering("res.status(err.status || settings.fallback).json({});");
    const named = { "src/app.ts": `import { settings } from "./settings"; ${files["src/app.ts"]}` };
    expect(ask({ files: named })).toMatch(/ answers a status of its own where an error has no status$/);
    expect(ask({ files: named }, 400)).toMatch(/ answers a status of its own where an error has no status$/);
  });

  it("is one of several, and none may change", () => {
    const { files } = answering("res.sendStatus(err.status || 500);");
    const other = `import express from "express"; const app = express();
app.use((err, req, res, next) => { res.sendStatus(err.statusCode ?? 400); });`;
    expect(ask({ files })).toBeNull();
    expect(ask({ files: { ...files, "src/admin.ts": other } })).toMatch(/src\/admin\.ts:2 answers 400/);
  });
});

describe("a middleware that answers a client's fault as any other", () => {
  it.each([
    ["res.status(500).json({ error: err.message });"],
    ["logger.error(err); res.status(500).json({ error: String(err) });"],
    ["if (err instanceof Gone) return res.sendStatus(err.status); res.sendStatus(500);"],
    ["let status = 500; if (err instanceof Gone && err.code) status = err.code; res.sendStatus(status);"],
    ["const code = err instanceof Gone ? err.statusCode : 500; res.status(code).json({ message: err.message });"],
  ])("is told of no code of one: %s", (body) => {
    expect(ask(answering(body), 400)).toMatch(/ in src\/app\.ts:3 answers a coded error as any other$/);
    expect(ask(answering(body))).toBeNull();
  });

  it.each([
    ["reads its status", "res.sendStatus(err.status);"],
    ["reads its code", "res.status(statuses[err.code]).json({});"],
    ["takes its status apart", "const { statusCode: status } = err; res.sendStatus(status);"],
    ["asks somebody else", "const answer = toAnswer(err); res.status(answer.http).json(answer);"],
    ["makes another of it", "const known = new Answer(err); res.status(known.http).json(known);"],
    ["hands it on", "if (res.headersSent) return next(err); res.sendStatus(500);"],
  ])("is another matter where it %s", (_, body) => {
    expect(ask(answering(body), 400)).toBeNull();
  });
});

describe("a wrapper of handlers that answers a status where an error has none", () => {
  const wrapper = `export const answer = (handler) => async (req, res) => {
  try { await handler(req, res); } catch (e) { res.status(e.status || 400).json({}); }
};`;
  const wrapped = `import { Router } from "express"; import { answer } from "./answer"; export const router = Router();
router.post("/orders", answer(async (req, res) => { if (!req.body.id) throw new Error("no order"); res.json({}); }));`;

  it("keeps it for what it is given", () => {
    const files = { "src/routes.ts": wrapped, "src/answer.ts": wrapper };
    expect(ask({ files })).toMatch(/ in src\/answer\.ts:2 answers 400 where an error has no status$/);
    expect(ask({ files }, 400)).toBeNull();
  });

  it("keeps it for what is given to what it makes", () => {
    const files = {
      "src/routes.ts": wrapped.replace("answer(async", "answer({ log: true })(async"),
      "src/answer.ts": `export function answer(options) { return (handler) => async (req, res) => {
  const { status } = await run(req, options, handler); res.sendStatus(status); }; }
async function run(req, options, handler) {
  try { await handler(req); } catch (e) { return { status: e.status || 400 }; } }`,
    };
    expect(ask({ files })).toMatch(/ in src\/answer\.ts:4 answers 400 where an error has no status$/);
    expect(ask({ files }, 400)).toBeNull();
  });

  it("keeps nothing for what it is not given", () => {
    expect(ask({ files: { "src/answer.ts": wrapper } })).toBeNull();
  });
});
