import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter, type Rule } from "eslint";
import { afterAll, describe, expect, it } from "vitest";
import noDuplicateNotify from "../../rules/no-duplicate-notify.ts";

const root = mkdtempSync(join(tmpdir(), "no-duplicate-notify-"));
afterAll(() => rmSync(root, { recursive: true }));

const codes = { MAINTENANCE: { description: "Closed for maintenance.", fault: "server", expected: true } };

/** A repository with this contract, or with none. */
function createRepository(name: string, typescript: object | null): string {
  const folder = join(root, name);
  mkdirSync(join(folder, ".git"), { recursive: true });
  const contract = { format: 1, extends: ["error-contract:starter"], codes, typescript };
  if (typescript) writeFileSync(join(folder, "error-contract.json"), JSON.stringify(contract));
  return folder;
}

const errors = [
  {
    name: "AppError",
    module: "./src/errors",
    code: 0,
    message: 1,
    options: 2,
    canonical: true,
    wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
  },
];
const boundary = { name: "errorBoundary", module: "./src/boundary", notifies: true, covers: ["src/**"] };
const notifiers = [{ name: "report", module: "./src/monitoring" }];
const plain = createRepository("plain", null);
const covered = createRepository("covered", {
  errors,
  notifiers,
  boundaries: [
    { ...boundary, skips: ["client", "expected"] },
    { files: "src/boundary/**", notifies: true, covers: ["src/**"] },
  ],
  signals: [{ name: "DelayedError", module: "bullmq" }],
});
const telling = createRepository("telling", { errors, boundaries: [boundary] });
const silentBoundary = createRepository("silent", { errors, boundaries: [{ ...boundary, notifies: false }] });
const automatic = createRepository("automatic", { errors, automaticNotify: ["express"] });

const head = `import Bugsnag from "@bugsnag/js"; import * as Sentry from "@sentry/node"; import Rollbar from "rollbar"; import { report } from "./monitoring"; import { AppError } from "./errors"; import createError from "http-errors"; import { DelayedError } from "bullmq"; import { redirect } from "@sveltejs/kit"; const rollbar = new Rollbar({});
`;

interface Place {
  readonly in?: string;
  readonly file?: string;
  readonly head?: string;
}

function lint(
  code: string,
  { in: folder = plain, file = "src/orders.ts", head: start = head }: Place = {},
): Linter.LintMessage[] {
  const config: Linter.Config = {
    files: ["**/*.ts"],
    languageOptions: { parser },
    plugins: { own: { rules: { "no-duplicate-notify": noDuplicateNotify as unknown as Rule.RuleModule } } },
    rules: { "own/no-duplicate-notify": "error" },
  };
  return new Linter({ cwd: folder }).verify(start + code, config, join(folder, file));
}

/** The code of every report. */
function reported(code: string, place?: Place): string[] {
  const lines = (head + code).split("\n");
  return lint(code, place).map(({ message, line, column, endLine, endColumn }) => {
    if (line !== endLine || endColumn === undefined) return message;
    return lines[line - 1]!.slice(column - 1, endColumn - 1);
  });
}

/** In the catch of a function. */
const inCatch = (text: string): string =>
  `async function load(id) { try { return await read(id); } catch (err) { ${text} } }`;

describe("without any boundary", () => {
  it.each([
    ["twice in a row", `Bugsnag.notify(err); log(); Bugsnag.notify(err, later);`, ["Bugsnag.notify(err, later)"]],
    ["by an alias", `const problem = err; Bugsnag.notify(err); Bugsnag.notify(problem);`, ["Bugsnag.notify(problem)"]],
    ["cast", `Bugsnag.notify(err); Bugsnag.notify(err as Error);`, ["Bugsnag.notify(err as Error)"]],
    [
      "a wrap",
      `Bugsnag.notify(err); Bugsnag.notify(new Error("x", { cause: err }));`,
      [`Bugsnag.notify(new Error("x", { cause: err }))`],
    ],
    ["first its message", `Bugsnag.notify(err.message); Bugsnag.notify(err);`, ["Bugsnag.notify(err.message)"]],
    ["what is made here", `const e2 = new Error("x"); Bugsnag.notify(e2); Bugsnag.notify(e2);`, ["Bugsnag.notify(e2)"]],
    ["in a branch first", `if (urgent) { Bugsnag.notify(err); } Bugsnag.notify(err);`, ["Bugsnag.notify(err)"]],
    ["in a loop", `for (const each of ids) Bugsnag.notify(err);`, ["Bugsnag.notify(err)"]],
    [
      "in a nested catch",
      `try { await undo(); } catch (e) { Bugsnag.notify(err); } Bugsnag.notify(err);`,
      ["Bugsnag.notify(err)"],
    ],
    [
      "in another place that may be the same",
      `Bugsnag.notify(err); rollbar.error(err); rollbar.error(err);`,
      ["rollbar.error(err)"],
    ],
  ])("reports an error that is reported %s", (_, text, expected) => {
    expect(reported(inCatch(text))).toEqual(expected);
  });

  it("reports the report inside, where the one outside hears of more", () => {
    const code = `async function load() {
      try {
        try { await read(); } catch (inner) { Bugsnag.notify(inner); throw inner; }
        await write();
      } catch (outer) { Bugsnag.notify(outer); return null; }
    }`;
    expect(reported(code)).toEqual(["Bugsnag.notify(inner)"]);
  });

  it("reports through a function of the file", () => {
    const code = `function note(e) { log(e); Bugsnag.notify(e); }\n${inCatch("note(err); Bugsnag.notify(err); return null;")}`;
    expect(lint(code).map(({ message }) => message)).toEqual([
      "`err` is reported to Bugsnag here, and by `note(err)` on line 3: one failure makes two reports. Remove this one.",
    ]);
  });

  it("reports through a private method, from a field that holds a function", () => {
    const code = `class Orders { #tell(error) { Bugsnag.notify(error); }
      load = async (id) => { try { return await read(id); } catch (err) { Bugsnag.notify(err); this.#tell(err); return null; } }; }`;
    expect(lint(code)).toHaveLength(1);
  });

  it.each([
    'const Bugsnag = require("@bugsnag/js").default;',
    'const { default: Bugsnag } = require("@bugsnag/js");',
    'import { default as Bugsnag } from "@bugsnag/js";',
  ])("knows a client by its default export: %s", (head) => {
    expect(lint(inCatch("Bugsnag.notify(err); Bugsnag.notify(err);"), { head: `${head}\n` })).toHaveLength(1);
  });

  it("does not take a function that is called later for the report", () => {
    const code = `function tell(e) { log(String(e)); }\n${inCatch("Bugsnag.notify(err); tell(err); Bugsnag.notify(err);")}`;
    expect(lint(code).map(({ message }) => message)).toEqual([
      "`err` is reported to Bugsnag here, and by `Bugsnag.notify(err)` on line 3: one failure makes two reports. Remove this one.",
    ]);
  });

  it("reports in promise handlers, callbacks and finally", () => {
    expect(reported(`read().catch((e) => { Bugsnag.notify(e); Bugsnag.notify(e); });`)).toHaveLength(1);
    expect(
      reported(`fs.readFile(p, (err, data) => { if (err) { Bugsnag.notify(err); Bugsnag.notify(err); } });`),
    ).toHaveLength(1);
    expect(
      reported(`try { run(); } catch (e) { try { Bugsnag.notify(e); } finally { Bugsnag.notify(e); } }`),
    ).toHaveLength(1);
  });

  it("reports what a handler of a chain reports and throws to one that reports it too", () => {
    const notifying = "(e) => { Bugsnag.notify(e); throw e; }";
    expect(reported(`read().catch(${notifying}).then(use).catch((last) => { Bugsnag.notify(last); });`)).toEqual([
      "Bugsnag.notify(e)",
    ]);
    expect(
      reported(
        `async function f() { try { await read().catch(${notifying}); } catch (last) { Bugsnag.notify(last); } }`,
      ),
    ).toEqual(["Bugsnag.notify(e)"]);
    expect(reported(`read().catch(${notifying}).catch((last) => { log(last); });`)).toEqual([]);
    expect(reported(`read().catch((e) => { Bugsnag.notify(e); }).catch((last) => { Bugsnag.notify(last); });`)).toEqual(
      [],
    );
  });

  it("knows the client that a middleware hangs on the request", () => {
    const route = (text: string): string =>
      `import express from "express"; const app = express(); app.get("/", (req, res) => { try { read(); } catch (err) { ${text} } });`;
    expect(reported(route("req.bugsnag.notify(err); Bugsnag.notify(err);"))).toEqual(["Bugsnag.notify(err)"]);
    expect(reported(route("req.bugsnag.notify(err); req.log.notify(err);"))).toEqual([]);
    expect(reported(inCatch("req.bugsnag.notify(err); req.bugsnag.notify(err);"))).toEqual([]);
  });

  it("says that Sentry drops the same object, but not a wrap of it", () => {
    const text = `Sentry.captureException(err); Sentry.captureException(new Error("x", { cause: err })); return null;`;
    expect(lint(inCatch(text)).map(({ message }) => message)).toEqual([
      '`new Error("x", { cause: err })` is reported to Sentry here, and by `Sentry.captureException(err)` on line 2: Sentry drops the second report of the same object, but not that of a wrap. Remove this one.',
    ]);
  });

  it.each([
    ["once", `Bugsnag.notify(err); return null;`],
    ["once, and logged", `console.error(err); Bugsnag.notify(err); return null;`],
    ["on disjoint paths", `if (err.code === "X") Bugsnag.notify(err); else Bugsnag.notify(err); return null;`],
    ["before an early return", `if (err.code === "X") { Bugsnag.notify(err); return null; } Bugsnag.notify(err);`],
    ["by equal tests of one binding", `if (!id) Bugsnag.notify(err); if (id) Bugsnag.notify(err);`],
    ["by equal tests, the second of them negated", `if (id) Bugsnag.notify(err); if (!id) Bugsnag.notify(err);`],
    [
      "by a test that a switch asks again",
      `if (id === 1) Bugsnag.notify(err); switch (id) { case 1: break; default: Bugsnag.notify(err); }`,
    ],
    ["in cases of a switch", `switch (err.code) { case 1: Bugsnag.notify(err); break; default: Bugsnag.notify(err); }`],
    ["beside another error", `Bugsnag.notify(err); try { await undo(); } catch (second) { Bugsnag.notify(second); }`],
    ["beside its cause", `Bugsnag.notify(err); Bugsnag.notify(err.cause);`],
    ["beside one that has nothing of it", `Bugsnag.notify(err); Bugsnag.notify(new Error("also this"));`],
    ["beside one that is made in a loop", `for (const each of ids) Bugsnag.notify(new Error("lost"));`],
    ["to two services", `Sentry.captureException(err); rollbar.error(err);`],
    ["to Sentry, which drops the second", `Sentry.captureException(err); Sentry.captureException(err);`],
    ["and thrown on", `Bugsnag.notify(err); throw err;`],
    ["by something of that name", `const Bugsnag = { notify() {} }; Bugsnag.notify(err); Bugsnag.notify(err);`],
    ["by what was once the client", `let client = Bugsnag; client = pick(); client.notify(err); client.notify(err);`],
    ["by the callback of another function", `Bugsnag.notify(err); later(() => Bugsnag.notify(err));`],
  ])("is silent about an error that is reported %s", (_, text) => {
    expect(reported(inCatch(text))).toEqual([]);
  });

  it("is silent about retries, each of which has an error of its own", () => {
    expect(
      reported(
        `async function f() { for (let n = 0; n < 3; n++) { try { return await read(); } catch (e) { Bugsnag.notify(e); } } }`,
      ),
    ).toEqual([]);
  });
});

describe("under a boundary that the contract declares", () => {
  const place = { in: covered };

  it.each([
    ["thrown bare", `Bugsnag.notify(err); throw err;`],
    ["wrapped", `Bugsnag.notify(err); throw AppError.wrap(err, "could not load order");`],
    ["replaced", `Bugsnag.notify(err); throw new Error("could not load order");`],
    [
      "coded anew, at the server's fault",
      `Bugsnag.notify(err); throw new AppError("TIMEOUT", "too slow", { cause: err });`,
    ],
    ["rejected", `Bugsnag.notify(err); return Promise.reject(err);`],
    ["thrown on some path", `Bugsnag.notify(err); if (err.code === "X") return null; throw err;`],
    ["reported after cleaning up", `await undo(); Bugsnag.notify(err); throw err;`],
    ["reported with metadata", `Bugsnag.notify(err, (event) => event.addMetadata("a", { id })); throw err;`],
    ["reported by the contract's notifier", `report(err); throw err;`],
    [
      "reported in a scope",
      `Sentry.withScope((scope) => { scope.setTag("a", "b"); Sentry.captureException(err); }); throw new Error("x", { cause: err });`,
    ],
  ])("reports a notify of an error that is %s", (_, text) => {
    expect(reported(inCatch(text), place)).toHaveLength(1);
  });

  it("names the helper, the boundary and the exit", () => {
    const code = `function note(e) { Bugsnag.notify(e); }\n${inCatch("note(err); throw err;")}`;
    expect(lint(code, place).map(({ message }) => message)).toEqual([
      "`err` is reported to Bugsnag here through `note`, and again by the boundary after `throw err`: one failure makes two reports. Remove this one.",
    ]);
  });

  it("says that it is the only report where the error goes no further", () => {
    const code = inCatch("Bugsnag.notify(err); if (!(err instanceof RowError)) throw err; return retry();");
    expect(lint(code, place).map(({ message }) => message)).toEqual([
      "`err` is reported to Bugsnag here, and again by the boundary after `throw err`: one failure makes two reports. Report it only where it goes no further.",
    ]);
  });

  it("says that what leaves does not carry it", () => {
    const code = inCatch('Bugsnag.notify(err); throw new Error("could not load order");');
    const [found] = lint(code, place);
    expect(found?.message).toBe(
      '`err` is reported to Bugsnag here, and again by the boundary after `throw new Error("could not load order")`: one failure makes two reports. Make it the cause of what leaves, and remove this one.',
    );
    expect(found?.suggestions ?? []).toEqual([]);
  });

  it("says what Sentry does with it", () => {
    expect(lint(inCatch("Sentry.captureException(err); throw err;"), place).map(({ message }) => message)).toEqual([
      "`err` is reported to Sentry here, and again by the boundary after `throw err`: Sentry drops the second report of the same object, but not that of a wrap. Remove this one.",
    ]);
  });

  it.each([
    [
      `function load(id, cb) { fs.readFile(id, (err) => { if (err) { Bugsnag.notify(err); return cb(err); } cb(null); }); }`,
    ],
    [
      `const load = () => new Promise((resolve, reject) => { read((err) => { if (err) { Bugsnag.notify(err); reject(err); } }); });`,
    ],
    [`const load = () => read().catch((err) => { Bugsnag.notify(err); throw err; });`],
    [
      `import express from "express"; const app = express(); app.get("/", async (req, res, next) => { try { await read(); } catch (err) { Bugsnag.notify(err); next(err); } });`,
    ],
    [
      `class Orders extends Emitter { async load() { try { await read(); } catch (err) { Bugsnag.notify(err); this.emit("error", err); } } }`,
    ],
  ])("reports it in %s", (code) => {
    expect(reported(code, place)).toEqual(["Bugsnag.notify(err)"]);
  });

  it.each([
    ["recovered from", `Bugsnag.notify(err); return null;`],
    ["returned", `Bugsnag.notify(err); return { error: err };`],
    [
      "notified on one path and thrown on another",
      `if (err.code === "X") { Bugsnag.notify(err); return null; } throw err;`,
    ],
    ["not there on that path", `if (!id) Bugsnag.notify(err); if (id) throw err;`],
    [
      "turned into a client fault",
      `Bugsnag.notify(err); throw new AppError("NOT_FOUND", "no such order", { cause: err });`,
    ],
    ["turned into another library's client fault", `Bugsnag.notify(err); throw createError(404, "no such order");`],
    ["expected", `Bugsnag.notify(err); throw new AppError("TIMEOUT", "slow", { cause: err, expected: true });`],
    [
      "of a code that the contract expects",
      `Bugsnag.notify(err); throw new AppError("MAINTENANCE", "closed for today", { cause: err });`,
    ],
    ["of a code that cannot be seen", `Bugsnag.notify(err); throw new AppError(code, "x", { cause: err });`],
    ["turned into a signal", `Bugsnag.notify(err); throw new DelayedError();`],
    ["left for a redirect", `Bugsnag.notify(err); throw redirect(302, "/");`],
    ["taken by a catch further out", `try { Bugsnag.notify(err); throw err; } catch { return null; }`],
    ["overruled by finally", `try { Bugsnag.notify(err); throw err; } finally { return null; }`],
    ["followed by the end of the process", `Bugsnag.notify(err); process.exit(1); throw err;`],
  ])("is silent about an error that is %s", (_, text) => {
    expect(reported(inCatch(text), place)).toEqual([]);
  });

  it.each([
    ["a timer", `setTimeout(async () => { try { await read(); } catch (err) { Bugsnag.notify(err); throw err; } });`],
    [
      "a function that a member calls later",
      `queue.subscribe(async () => { try { await read(); } catch (err) { Bugsnag.notify(err); throw err; } });`,
    ],
    ["a listener", `queue.on("error", (err) => { Bugsnag.notify(err); throw err; });`],
    ["a callback", `fs.readFile(path, (err, data) => { if (err) { Bugsnag.notify(err); throw err; } });`],
    ["a module", `try { start(); } catch (err) { Bugsnag.notify(err); throw err; }`],
    [
      "the boundary",
      `export function errorBoundary(error) { try { render(error); } catch (err) { Bugsnag.notify(err); throw err; } }`,
      "src/boundary.ts",
    ],
    ["a file of the boundary", inCatch(`Bugsnag.notify(err); throw err;`), "src/boundary/render.ts"],
    ["a file that is not covered", inCatch(`Bugsnag.notify(err); throw err;`), "workers/nightly.ts"],
    ["a test", inCatch(`Bugsnag.notify(err); throw err;`), "src/orders.test.ts"],
  ])("is silent where an error leaves %s", (_, code, file = "src/orders.ts") => {
    expect(reported(code, { in: covered, file })).toEqual([]);
  });

  it("reports client faults where the boundary does not skip them", () => {
    const text = `Bugsnag.notify(err); throw new AppError("NOT_FOUND", "no such order", { cause: err });`;
    expect(reported(inCatch(text), { in: telling })).toEqual(["Bugsnag.notify(err)"]);
  });

  it("is silent under a boundary that does not notify", () => {
    expect(reported(inCatch(`Bugsnag.notify(err); throw err;`), { in: silentBoundary })).toEqual([]);
  });
});

describe("under a boundary in the same file", () => {
  const app = (catches: string, boundary: string): string => `import express from "express";
    const app = express();
    app.get("/orders", async (req, res, next) => { try { res.json(await read()); } catch (err) { ${catches} } });
    app.use((error, req, res, next) => { ${boundary} });`;
  const answer = `res.status(500).end();`;

  it.each([
    ["next", `Bugsnag.notify(err); next(err);`, `Bugsnag.notify(error); ${answer}`],
    ["throw", `Bugsnag.notify(err); throw err;`, `Bugsnag.notify(error); ${answer}`],
    [
      "a wrap",
      `Sentry.captureException(err); next(new Error("x", { cause: err }));`,
      `Sentry.captureException(error); ${answer}`,
    ],
    [
      "next, though the boundary lets some be",
      `Bugsnag.notify(err); next(err);`,
      `if (res.headersSent) return next(error); if (!(error.status < 500)) Bugsnag.notify(error); ${answer}`,
    ],
  ])("reports %s", (_, catches, boundary) => {
    expect(reported(app(catches, boundary))).toHaveLength(1);
  });

  it.each([
    ["reports to nobody", `Bugsnag.notify(err); next(err);`, answer],
    ["reports to somebody else", `Bugsnag.notify(err); next(err);`, `rollbar.error(error); ${answer}`],
    ["reports sometimes", `Bugsnag.notify(err); next(err);`, `if (monitored) Bugsnag.notify(error); ${answer}`],
    ["is not asked", `Bugsnag.notify(err); res.status(500).end();`, `Bugsnag.notify(error); ${answer}`],
    [
      "reports the same object to Sentry",
      `Sentry.captureException(err); next(err);`,
      `Sentry.captureException(error); ${answer}`,
    ],
  ])("is silent where it %s", (_, catches, boundary) => {
    expect(reported(app(catches, boundary))).toEqual([]);
  });

  it("is silent about another app's boundary, and one that was mounted before", () => {
    const route = `app.get("/", (req, res, next) => { try { read(); } catch (err) { Bugsnag.notify(err); next(err); } });`;
    const mount = (name: string): string =>
      `${name}.use((error, req, res, next) => { Bugsnag.notify(error); ${answer} });`;
    const apps = `import express from "express"; const app = express(); const other = express();`;
    expect(reported(`${apps} ${route} ${mount("other")}`)).toEqual([]);
    expect(reported(`${apps} ${mount("app")} ${route}`)).toEqual([]);
    expect(reported(`${apps} ${route} other.use("/app", app); ${mount("other")}`)).toEqual(["Bugsnag.notify(err)"]);
    const silent = `other.use((error, req, res, next) => { ${answer} });`;
    expect(reported(`${apps} ${silent} ${route} ${mount("app")}`)).toEqual(["Bugsnag.notify(err)"]);
  });

  it("knows what instruments a framework by itself", () => {
    const code = app(`Bugsnag.notify(err); next(err);`, answer);
    expect(lint(code, { in: automatic }).map(({ message }) => message)).toEqual([
      "`err` is reported to Bugsnag here, and again by the instrumentation of Express after `next(err)`: one failure makes two reports. Remove this one.",
    ]);
    expect(reported(inCatch(`Bugsnag.notify(err); throw err;`), { in: automatic })).toEqual([]);
  });
});

describe("the suggestion", () => {
  it("takes the report out with the comment about it", () => {
    const code = `async function load() {
  try {
    return await read();
  } catch (err) {
    // report it to Bugsnag
    Bugsnag.notify(err); // for the dashboard
    throw err;
  }
}
export { Bugsnag };
`;
    const [message] = lint(code, { in: covered });
    const fix = message?.suggestions?.[0]?.fix;
    expect(message?.suggestions?.map(({ desc }) => desc)).toEqual(["Remove this report of `err`."]);
    const text = head + code;
    expect(text.slice(0, fix!.range[0]) + fix!.text + text.slice(fix!.range[1])).toBe(
      head + code.replace(/ {4}\/\/ report[^]*dashboard\n/, ""),
    );
  });

  it("takes out a report of nothing but the error's text", () => {
    const [message] = lint(inCatch("Bugsnag.notify(String(err)); Bugsnag.notify(err);"));
    expect(message?.suggestions).toHaveLength(1);
  });

  it.each([
    ["metadata", `Bugsnag.notify(err, { severity: "info" }); throw err;`],
    [
      "a scope",
      `Sentry.withScope((scope) => { Sentry.captureException(err); }); throw new Error("x", { cause: err });`,
    ],
    ["another expression", `flag && Bugsnag.notify(err); throw err;`],
    ["a path that needs it", `Bugsnag.notify(err); if (err.code === "X") return null; throw err;`],
    [
      "an error of its own on one path",
      `const shown = id ? err : new Error("without an id", { cause: err }); Bugsnag.notify(shown); throw err;`,
    ],
    ["an error of its own", `Bugsnag.notify(new Error("while loading " + id, { cause: err })); throw err;`],
    ["a directive", `\n// @ts-expect-error no types\nBugsnag.notify(err);\nthrow err;`],
    ["a listener that cannot be seen", `Bugsnag.notify(err); this.emit("error", err);`],
  ])("is not there where the report has %s", (_, text) => {
    const [message] = lint(inCatch(text), { in: covered });
    expect(message?.suggestions ?? []).toEqual([]);
    expect(message?.message).toContain("is reported to");
  });
});

describe("the page", () => {
  const page = readFileSync(new URL("../../docs/rules/no-duplicate-notify.md", import.meta.url), "utf8");
  const blocksOf = (part: string): string[] => [...part.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = ""]) => code);
  const [wrong = "", right = ""] = page.slice(page.indexOf("❌ Wrong")).split("✅ Right");
  const contract = JSON.parse(/^```json\n([^]*?)^```/m.exec(page)?.[1] ?? "{}") as { typescript: object };
  const place = { in: createRepository("page", contract.typescript), file: "src/orders.ts" };
  const lintAlone = (code: string): number => lint(code, { ...place, head: "" }).length;

  it.each(blocksOf(wrong))("shows what is wrong: %s", (code) => expect(lintAlone(code)).toBe(1));
  it.each(blocksOf(right))("shows what is right: %s", (code) => expect(lintAlone(code)).toBe(0));
});

describe("an error that is kept for later", () => {
  it.each([
    [
      "in a finally",
      "let e; try { await load(); } catch (err) { e = err; Bugsnag.notify(err); } finally { if (e) Bugsnag.notify(e); }",
    ],
    [
      "behind the catch",
      "let e; try { await load(); } catch (err) { e = err; Bugsnag.notify(err); } if (e) Bugsnag.notify(e);",
    ],
  ])("is notified twice: %s", (_, text) => {
    expect(lint(`async function run() { ${text} }`)).toHaveLength(1);
  });

  it.each([
    [
      "of the two paths one each",
      "let e; try { await load(); } catch (err) { e = err; } finally { if (e) Bugsnag.notify(e); }",
    ],
    [
      "another error",
      "let e; try { await load(); } catch (err) { e = new Error('x'); Bugsnag.notify(err); } if (e) Bugsnag.notify(e);",
    ],
    [
      "where there was none",
      "let e; try { await load(); } catch (err) { e = err; Bugsnag.notify(err); } if (!e) Bugsnag.notify(other);",
    ],
  ])("is notified once: %s", (_, text) => {
    expect(lint(`async function run() { ${text} }`)).toEqual([]);
  });
});
