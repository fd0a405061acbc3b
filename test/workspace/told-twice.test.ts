import { describe, expect, it } from "vitest";
import { noBareRethrow } from "../../src/findings/no-bare-rethrow.ts";
import { factsOf, plainSetting } from "../support/facts.ts";
import { contractOf, indexOf, reasonOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", wrap: { name: "AppError.wrap", cause: 0, message: 1 } }],
});
const sentry = 'import * as Sentry from "@sentry/node";';
const bugsnag = 'import Bugsnag from "@bugsnag/js";';

/** Why the error that `catch (err) { … }` of `upload` lets go may not be wrapped, where another file calls that. */
function ask(
  caught: string,
  caller: string,
  { head = sentry, files: others = {} }: { head?: string; files?: Record<string, string> } = {},
): string | null {
  const upload = `${head} import { report } from "./report";
export async function upload(file) { try { return await store.put(file); } catch (err) { ${caught} } }`;
  const files = {
    "src/upload.ts": upload,
    "src/sync.ts": `${head} import { upload } from "./upload"; import { report } from "./report";\n${caller}`,
    "src/report.ts": `${head} export function report(error) { Sentry.captureException(error); }`,
    ...others,
  };
  const facts = factsOf(upload, { setting: { ...plainSetting, contract }, path: `${root}/src/upload.ts` });
  const [finding] = noBareRethrow.find(facts);
  const permission = finding?.proposals[0]?.permission;
  const questions = permission?.verdict === "needs-project" ? permission.questions : [];
  const index = indexOf(files, { contract });
  const asked = questions.filter(({ kind }) => kind === "listeners");
  expect(asked).toHaveLength(1);
  return asked.map((each) => reasonOf(index, each))[0] ?? null;
}

const told = "Sentry.captureException(err); throw err;";
const sync = (caught: string): string =>
  `export async function sync(file) { try { await upload(file); } catch (error) { ${caught} } }\nsync();`;
const twice = "Sentry.captureException(error); return null;";

describe("who would tell a wrap a second time of what the same error was told of before", () => {
  it.each([
    ["notifies, and goes on", twice],
    ["notifies, and throws on", "Sentry.captureException(error); throw error;"],
    ["notifies on some way", "if (error) Sentry.captureException(error); return null;"],
    ["notifies by another function", "report(error); return null;"],
  ])("is a caller that %s", (_, caught) => {
    expect(ask(told, sync(caught))).toMatch(/^`sync` in src\/sync\.ts:2 would tell it a second time in `/);
  });

  it("is a promise's handler", () => {
    const caller = "export async function sync(file) { await upload(file).catch((e) => Sentry.captureException(e)); }";
    expect(ask(told, `${caller}\nsync();`)).toMatch(/ would tell it a second time in `Sentry\.captureException\(e\)`$/);
  });

  it("hears of what another function told", () => {
    expect(ask("report(err); throw err;", sync(twice))).toContain("would tell it a second time");
  });

  it("is the boundary above a handler", () => {
    const routes = `import express from "express"; const app = express();
app.get("/", async (req, res) => { res.json(await upload(req.query.file)); });
Sentry.setupExpressErrorHandler(app);`;
    expect(ask(told, routes)).toMatch(/^the boundary above `GET \/` in src\/sync\.ts:3 would tell it a second time$/);
    expect(ask("throw err;", routes)).toBeNull();
  });

  it("is error middleware of another file above a handler whose request has more than the framework's", () => {
    const handler = `import type express from "express"; import type { Raw } from "./raw";
export async function take(req: express.Request & Raw, res: express.Response, next: express.NextFunction) {
  try { res.json(await upload(req.raw)); } catch (error) { next(error); } }`;
    const files = {
      "src/middleware.js": `${sentry} import { report } from "./report";
export default (err, req, res, next) => { if (res.headersSent) return next(err); report(err); res.status(500).end(); };`,
      "src/routes.ts": `import type express from "express"; import { take } from "./sync"; import answer from "./middleware";
export const mount = (app: express.Application) => { app.post("/files", take); app.use(answer); };`,
    };
    expect(ask(told, handler, { files })).toBe(
      "the boundary above `take` in src/sync.ts:3 would tell it a second time",
    );
    expect(ask("throw err;", handler, { files })).toBeNull();
  });

  it.each([
    ["was told of nothing before", "throw err;", twice],
    ["was logged before", "console.error(err); throw err;", twice],
    ["only logs", told, "console.error(error); return null;"],
    ["tells another error of its own", told, 'Sentry.captureException(new Error("no sync")); return null;'],
    ["throws another one", told, 'throw new AppError("INTERNAL_ERROR", "could not sync", { cause: error });'],
  ])("is nobody where it %s", (_, first, second) => {
    expect(ask(first, sync(second))).toBeNull();
  });

  it("is nobody whose service is told twice of one error as well", () => {
    expect(
      ask("Bugsnag.notify(err); throw err;", sync("Bugsnag.notify(error); return null;"), { head: bugsnag }),
    ).toBeNull();
  });
});
