import { writeFileSync } from "node:fs";
import { Linter, type Rule, type RuleTester } from "eslint";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-bare-rethrow.ts";
import {
  appError,
  createRepository,
  lint,
  parsers,
  takeSuggestion,
  testRule,
  type ParserName,
} from "../support/rule-tester.ts";

const typescript = { errors: [appError], guards: [{ name: "isAppError", module: "./src/errors" }] };
const governed = createRepository(typescript);
const ungoverned = createRepository(null);

const head = 'import { readRow } from "./rows";\n';
const classImport = 'import { AppError } from "./errors";\n';

/** Where an error is caught; the exit stands at `EXIT`. */
const origins = {
  clause: "try { await readRow(orderId); } catch (err) { log(err); EXIT }",
  "promise handler": "readRow(orderId).catch((err) => { EXIT });",
  "second handler of then": "readRow(orderId).then(resolve, function (err) { EXIT });",
  "named handler": "const fail = (err) => { EXIT }; readRow(orderId).catch(fail);",
  "error-first callback": "readRow(orderId, (err, row) => { if (err) { EXIT } else resolve(row); });",
  listener: 'readRow(orderId).on("error", (err) => { EXIT });',
};

/** How it leaves, with the error in its place. */
const exits = {
  threw: (error: string) => `throw ${error};`,
  rejected: (error: string) => `return Promise.reject(${error});`,
  executor: (error: string) => `reject(${error});`,
  callback: (error: string) => `callback(${error});`,
  emitted: (error: string) => `emitter.emit("error", ${error});`,
  returned: (error: string) => `return ${error};`,
};

type Origin = keyof typeof origins;
type Exit = keyof typeof exits;

const combinations = (Object.keys(origins) as Origin[]).flatMap((origin) =>
  (Object.keys(exits) as Exit[]).map((exit) => ({ origin, exit })),
);

/** A function in which an error is caught so, and leaves so. */
function write(origin: Origin, exit: string): string {
  const body = origins[origin].replace("EXIT", () => exit);
  return `${head}export function loadOrder(orderId, callback, emitter) {
  return new Promise(async (resolve, reject) => {
    ${body}
  });
}
`;
}

/** Only a clause's returned error is an error value; what a handler returns goes on as a success. */
function isReported({ origin, exit }: { origin: Origin; exit: Exit }): boolean {
  return exit !== "returned" || origin === "clause";
}

const messageIds: Record<Exit, string> = {
  threw: "threw",
  rejected: "rejected",
  executor: "rejected",
  callback: "handed",
  emitted: "handed",
  returned: "returned",
};

interface Setup {
  readonly parser: ParserName;
  readonly root: string;
}

function filenameIn({ root, parser }: Setup): string {
  return `${root}/src/orders.${parsers[parser].extension}`;
}

function toInvalid({ origin, exit }: { origin: Origin; exit: Exit }, setup: Setup): RuleTester.InvalidTestCase {
  const message = origin === "listener" ? "could not load order" : "could not read row";
  const isGoverned = setup.root === governed;
  const wrapped = isGoverned
    ? `AppError.wrap(err, "${message}", { context: { orderId } })`
    : `new Error("${message}", { cause: err })`;
  const output = write(origin, exits[exit](wrapped));
  return {
    name: `${origin}, ${exit}`,
    code: write(origin, exits[exit]("err")),
    filename: filenameIn(setup),
    errors: [
      {
        messageId: messageIds[exit],
        suggestions: [
          {
            messageId: isGoverned ? "wrap" : "wrapInError",
            data: { error: "err", message },
            output: isGoverned ? output.replace(head, head + classImport) : output,
          },
        ],
      },
    ],
  };
}

const setups: Setup[] = [
  { parser: "typescript", root: governed },
  { parser: "typescript", root: ungoverned },
  { parser: "espree", root: governed },
  { parser: "espree", root: ungoverned },
];

for (const setup of setups) {
  const name = `every origin and exit, ${setup.parser}, ${setup.root === governed ? "with" : "without"} a contract`;
  const silent = combinations.filter((each) => !isReported(each));
  const valid = silent.map(({ origin, exit }) => ({
    name: `${origin}, ${exit}`,
    code: write(origin, exits[exit]("err")),
    filename: filenameIn(setup),
  }));
  const invalid = combinations.filter(isReported).map((each) => toInvalid(each, setup));
  testRule(name, rule, { valid, invalid }, setup.parser);
}

const filename = `${governed}/src/orders.ts`;
const imports = `import { AppError, isAppError } from "./errors";
import { readRow } from "./rows";
`;

/** In the catch of a function. */
function inCatch(text: string): string {
  return `async function loadOrder(orderId, callback) {
  try {
    return await readRow(orderId);
  } catch (err) {
    ${text}
  }
}`;
}

/** In an error-first callback. */
function inCallback(text: string): string {
  return `function loadOrder(orderId, callback) {
  readRow(orderId, (err, row) => {
    ${text}
  });
}`;
}

function silent(name: string, code: string, root = governed): RuleTester.ValidTestCase {
  return { name, code: imports + code, filename: `${root}/src/orders.ts` };
}

/** One report, with the text that each of its suggestions writes in the place of another. */
function reported(name: string, code: string, { messageId, suggested, data }: Expected): RuleTester.InvalidTestCase {
  const suggestions = suggested.map(([id, from, to]) => {
    if (code.split(from).length !== 2) throw new RangeError(`${from} stands not exactly once in ${code}`);
    return { messageId: id, output: imports + code.replace(from, () => to) };
  });
  return { name, code: imports + code, filename, errors: [{ messageId, ...(data ? { data } : {}), suggestions }] };
}

interface Expected {
  readonly messageId: string;
  readonly data?: Record<string, string>;
  readonly suggested: readonly (readonly [messageId: string, from: string, to: string])[];
}

/** In a clause or a handler behind `read row`. */
function wrapped(error = "err", message = "could not read row"): string {
  return `AppError.wrap(${error}, "${message}", { context: { orderId } })`;
}

const removable = `async function loadOrder(orderId) {
  try {
    const row = await readRow(orderId);
    return row.order;
  } catch (err) {
    throw err;
  }
}`;

const invalid: RuleTester.InvalidTestCase[] = [
  reported("only rethrown: wrapped, or the catch is removed", removable, {
    messageId: "threw",
    data: { error: "err", place: "`loadOrder`" },
    suggested: [
      ["wrap", "throw err;", `throw ${wrapped()};`],
      [
        "removeCatch",
        `  try {
    const row = await readRow(orderId);
    return row.order;
  } catch (err) {
    throw err;
  }`,
        `  const row = await readRow(orderId);
  return row.order;`,
      ],
    ],
  }),
  reported(
    "only rethrown, beside a finally",
    inCatch("throw err;").replace(/\}\n\}$/, "} finally {\n    console.log(1);\n  }\n}"),
    {
      messageId: "threw",
      suggested: [
        ["wrap", "throw err;", `throw ${wrapped()};`],
        ["removeCatch", " catch (err) {\n    throw err;\n  }", ""],
      ],
    },
  ),
  reported("with a comment, which would be lost with the catch", inCatch("// nothing to add\n    throw err;"), {
    messageId: "threw",
    suggested: [["wrap", "throw err;", `throw ${wrapped()};`]],
  }),
  reported("logged and rethrown", inCatch(`console.error("no order", err); throw err;`), {
    messageId: "threw",
    suggested: [["wrap", "throw err;", `throw ${wrapped()};`]],
  }),
  reported(
    "told to debug and rethrown",
    `import debug from "debug";\n${inCatch('debug("rows")(err.message); throw err;')}`,
    {
      messageId: "threw",
      suggested: [["wrap", "throw err;", `throw ${wrapped()};`]],
    },
  ),
  reported(
    "told to a debugger that was made before, and rethrown",
    `import createDebug from "debug";\nconst debug = createDebug("rows");\n${inCatch("debug(err); throw err;")}`,
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
  reported(
    "notified and rethrown",
    `import Bugsnag from "@bugsnag/js";\n${inCatch("Bugsnag.notify(err); throw err;")}`,
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
  reported("an alias", inCatch("const failure = err as Error; log(failure); throw failure;"), {
    messageId: "threw",
    data: { error: "err", place: "`loadOrder`" },
    suggested: [["wrap", "throw failure;", `throw ${wrapped("failure")};`]],
  }),
  reported("cast", inCatch("log(err); throw err as Error;"), {
    messageId: "threw",
    suggested: [["wrap", "throw err as Error;", `throw ${wrapped()};`]],
  }),
  reported("behind a test of something else", inCatch("if (orderId) throw err; return null;"), {
    messageId: "threw",
    suggested: [["wrap", "throw err;", `throw ${wrapped()};`]],
  }),
  reported(
    "in a loop of retries that counts",
    `async function loadOrder(orderId) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await readRow(orderId);
    } catch (err) {
      if (attempt === 3) throw err;
    }
  }
}`,
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
  reported(
    "beside a name that another block has",
    inCatch("if (retried) { const AppError = retried; console.log(AppError); } throw err;"),
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
  reported("however its test comes out", inCatch(`if (err.code === "ENOENT") log(err); throw err;`), {
    messageId: "threw",
    suggested: [["wrap", "throw err;", `throw ${wrapped()};`]],
  }),
  reported("by way of await", inCatch("log(err); return await Promise.reject(err);"), {
    messageId: "threw",
    suggested: [["wrap", "Promise.reject(err)", `Promise.reject(${wrapped()})`]],
  }),
  reported("as a choice", inCatch("log(err); throw known ?? err;"), {
    messageId: "threw",
    suggested: [["wrap", "?? err;", `?? ${wrapped()};`]],
  }),
  reported("handed on untested", inCallback("callback(err, row);"), {
    messageId: "nullable",
    data: { error: "err", callee: "callback", place: "`loadOrder`" },
    suggested: [["wrap", "callback(err,", `callback(err && ${wrapped()},`]],
  }),
  reported("handed on, or null", inCallback("callback(err || null);"), {
    messageId: "handed",
    suggested: [["wrap", "err || null", `err ? ${wrapped()} : null`]],
  }),
  reported(
    "handed on behind an early return",
    inCallback("if (!err) return callback(null, row);\n    callback(err);"),
    {
      messageId: "handed",
      suggested: [["wrap", "callback(err);", `callback(${wrapped()});`]],
    },
  ),
  reported("handed on, tested for something else first", inCallback("if (err) log(err);\n    callback(err);"), {
    messageId: "handed",
    suggested: [["wrap", "callback(err);", `callback(err && ${wrapped()});`]],
  }),
  reported(
    "from a handler of promises that awaits nothing",
    `const load = (orderId, done) => readRow(orderId).then((row) => done(null, row), (e) => done(e));`,
    { messageId: "handed", suggested: [["wrap", "done(e)", `done(${wrapped("e")})`]] },
  ),
  reported("at the top level of a module", "try { readRow(1); } catch (err) { log(err); throw err; }", {
    messageId: "threw",
    data: { error: "err", place: "this module" },
    suggested: [["wrap", "throw err;", `throw AppError.wrap(err, "could not finish the operation");`]],
  }),
  reported(
    "from an inner catch, past an outer one",
    `async function loadOrder(orderId) {
  try {
    open();
  } catch {
    try {
      await readRow(orderId);
    } catch (err) {
      log(err);
      throw err;
    }
  }
}`,
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
];

const nested = `async function loadOrder(orderId) {
  try {
    try {
      await readRow(orderId);
    } catch (inner) {
      log(inner);
      throw inner;
    }
  } catch (outer) {
    log(outer);
    throw outer;
  }
}`;

invalid.push(
  reported(
    "beside the result that goes to the callback it was given",
    "async function loadOrder(orderId, callback) { try { const row = await readRow(orderId); return callback(null, row); } catch (err) { return callback(err); } }",
    { messageId: "handed", suggested: [["wrap", "callback(err);", `callback(${wrapped()});`]] },
  ),
  reported(
    "beside the value that its promise is resolved with",
    "function parse(text) { return new Promise((resolve, reject) => { try { resolve(JSON.parse(text)); } catch (err) { reject(err); } }); }",
    { messageId: "rejected", suggested: [["wrap", "reject(err);", 'reject(AppError.wrap(err, "could not parse"));']] },
  ),
  reported(
    "where what is no error is thrown away, which chooses no error",
    inCatch(`if (!(err instanceof Error)) throw new Error("unknown"); throw err;`),
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
  reported(
    "before what is no error is thrown away",
    inCatch(`if (err instanceof Error) { throw err; } throw new Error("unknown");`),
    { messageId: "threw", suggested: [["wrap", "throw err;", `throw ${wrapped()};`]] },
  ),
  reported("once where a catch further out takes it and throws it on", nested, {
    messageId: "threw",
    data: { error: "outer", place: "`loadOrder`" },
    suggested: [["wrap", "throw outer;", `throw ${wrapped("outer")};`]],
  }),
  reported(
    "once where a handler further along takes it and throws it on",
    "const load = (orderId) => readRow(orderId).catch((err) => { log(err); throw err; }).catch((last) => { log(last); throw last; });",
    { messageId: "threw", suggested: [["wrap", "throw last;", `throw ${wrapped("last")};`]] },
  ),
  reported(
    "handed on before anything is done",
    inCallback("if (err) { callback(err); metrics.count++; } else callback(null, row);"),
    { messageId: "handed", suggested: [["wrap", "callback(err);", `callback(${wrapped()});`]] },
  ),
  reported(
    "logged, beside a finally that cleans up",
    inCatch("log(err); throw err;").replace(/\}\n\}$/, "} finally {\n    await release(orderId);\n  }\n}"),
    {
      messageId: "threw",
      suggested: [["wrap", "throw err;", `throw ${wrapped()};`]],
    },
  ),
  reported(
    "from a query that is called like an array's method",
    "function loadOrder(orderId, callback) { Orders.find({ orderId }, (err, rows) => { if (err) return callback(err); callback(null, rows); }); }",
    {
      messageId: "handed",
      suggested: [
        ["wrap", "callback(err);", `callback(AppError.wrap(err, "could not load order", { context: { orderId } }));`],
      ],
    },
  ),
);

invalid.push(
  reported(
    "beside a listener of success that it was given",
    "async function loadOrder(onLoad) { try { await readRow(1); onLoad(); } catch (err) { log(err); throw err; } }",
    { messageId: "threw", suggested: [["wrap", "throw err;", 'throw AppError.wrap(err, "could not read row");']] },
  ),
  reported(
    "of a read that comes before the work it was given",
    "async function each(work) { try { const rows = await readRow(1); await work(rows); } catch (err) { log(err); throw err; } }",
    { messageId: "threw", suggested: [["wrap", "throw err;", 'throw AppError.wrap(err, "could not each");']] },
  ),
  reported(
    "of a read that is made where the work was not given",
    "async function load(work) { try { return work ? await work() : await readRow(1); } catch (err) { log(err); throw err; } }",
    { messageId: "threw", suggested: [["wrap", "throw err;", 'throw AppError.wrap(err, "could not load orders");']] },
  ),
  reported(
    "of what is worked out for the promise's own resolve",
    "const parse = (text) => new Promise((resolve, reject) => { try { return resolve(JSON.parse(text)); } catch (err) { reject(err); } });",
    { messageId: "rejected", suggested: [["wrap", "reject(err);", 'reject(AppError.wrap(err, "could not parse"));']] },
  ),
);

invalid.push(
  reported(
    "relayed by the emitter of one's own",
    'class Queue extends Emitter { open() { this.pool.on("error", (err) => this.emit("error", err)); } }',
    {
      messageId: "emitted",
      suggested: [
        ["wrap", 'emit("error", err)', 'emit("error", AppError.wrap(err, "could not finish the operation"))'],
      ],
    },
  ),
  reported(
    "relayed by a stream that was made here",
    'function count(source) { const stream = new Counter(); source.on("error", (err) => stream.emit("error", err)); return stream; }',
    {
      messageId: "emitted",
      suggested: [
        ["wrap", 'emit("error", err)', 'emit("error", AppError.wrap(err, "could not finish the operation"))'],
      ],
    },
  ),
  reported(
    "of a parser, which is not called after the type that it parses",
    'function Scim(fastify) { fastify.addContentTypeParser("application/json", (request, body, done) => { try { done(null, JSON.parse(body)); } catch (err) { done(err); } }); }',
    {
      messageId: "handed",
      data: { error: "err", callee: "done", place: "this function" },
      suggested: [["wrap", "done(err)", 'done(AppError.wrap(err, "could not parse application/json"))']],
    },
  ),
  reported(
    "of what is made for another to call, which is not called after the function around it",
    "function register(passport) { passport.use(new Strategy(async (token, done) => { try { const user = await readRow(token); done(null, user); } catch (err) { done(err); } })); }",
    {
      messageId: "handed",
      data: { error: "err", callee: "done", place: "this function" },
      suggested: [["wrap", "done(err)", 'done(AppError.wrap(err, "could not read row"))']],
    },
  ),
);

const valid = [
  silent(
    "what a function throws at once that this one was given",
    "function trace(fn, span) { try { return fn(span); } catch (err) { log(err); throw err; } }",
  ),
  silent(
    "what one of two functions throws that this one was given",
    "async function measure(name, second) { let work; if (second) work = second; else work = name; try { return await work(); } catch (err) { log(err); throw err; } }",
  ),
  silent(
    "what a function throws that is given to another to run",
    "async function transact(work: string | ((tx: Tx) => Promise<Row>)) { try { return await transactInner(db, work); } catch (err) { log(err); throw err; } }",
  ),
  silent(
    "what a function throws that this one takes the place of",
    "const query = db.query.bind(db); db.query = async (...args) => { try { return await query(...args); } catch (err) { log(err); throw err; } };",
  ),
  silent(
    "what a private function makes a promise of, with the connection that the one around it was given",
    "export async function open(connection) { const run = (sql) => new Promise((resolve, reject) => connection.run(sql, (err) => (err ? reject(err) : resolve()))); await run('PRAGMA foreign_keys = ON'); }",
  ),
  silent(
    "what a function throws that this one stands in for, once something of its own has begun",
    "const trace = (method) => async function (...args) { try { this.since = Date.now(); return await method.apply(this, args); } catch (err) { throw err; } finally { this.since = null; } };",
  ),
  silent(
    "what work throws that was got elsewhere",
    "const run = async (reject) => { const task = await next(); try { await task(); } catch (err) { reject(err); } };",
  ),
  silent(
    "what a function throws that this one was lent, and tries again",
    "const retry = (fn, left) => fn().catch(async (err) => { log(err); if (left > 0) return retry(fn, left - 1); throw err; });",
  ),
  silent(
    "what a function throws that this one takes the place of, in a promise",
    "const original = db.query; db.query = function (...args) { const run = () => new Promise((resolve, reject) => { try { resolve(original.apply(this, args)); } catch (err) { reject(err); } }); return run(); };",
  ),
  silent(
    "what a function throws whose result becomes a promise",
    "class Queue { register(name, handler) { this.handlers[name] = function run(...args) { try { return Promise.resolve(handler(...args)); } catch (err) { return Promise.reject(err); } }; } }",
  ),
  silent(
    "what a callback throws that is told of a success, and of nothing else",
    "const send = (config) => async (request, callback) => { const row = await readRow(request); try { await callback(null, row); return row; } catch (err) { return Promise.reject(err); } };",
  ),
  silent(
    "by a function that was given, to a callback of the same form",
    "const secure = (lookup) => (host, callback) => { lookup(host, (err, address) => { if (err) return callback(err); callback(null, address); }); };",
  ),
  silent(
    "to a callback that reads the system's code",
    "const lookup = (host, callback) => { try { verify(host); callback(null, host); } catch (err) { callback(err as NodeJS.ErrnoException); } };",
  ),
  silent(
    "where it was not thrown because of an abort",
    inCatch("if (signal.aborted) { timedOut = true; } else { throw err; }"),
  ),
  silent(
    "what a function throws that this one was given",
    "async function retry(run, attempts) { for (let n = 1; ; n++) { try { return await run(n); } catch (err) { if (n === attempts) throw err; } } }",
  ),
  silent(
    "what a function throws that this one was given, called in one of two ways",
    "async function retry(run, args) { let last; for (let n = 0; n < 3; n++) { try { return args ? await run(...args) : await run(); } catch (err) { last = err; } } return Promise.reject(last); }",
  ),
  silent(
    "what a function throws that this one was given, or another one",
    "async function timed(work, fallback) { try { return await (work ?? fallback)(); } catch (err) { log(err); throw err; } }",
  ),
  silent(
    "what a function throws that this one was given, kept first",
    "async function timed(work) { try { const value = await work(); return value; } catch (err) { log(err); throw err; } }",
  ),
  silent(
    "what a function throws that this one stands in for, or not",
    "const double = (impl) => (...args) => { try { const value = impl ? impl(...args) : undefined; return value; } catch (err) { log(err); throw err; } };",
  ),
  silent(
    "what a method throws that a proxy calls, at once or later",
    "const proxy = (target) => new Proxy(target, { get: (object, name) => (...args) => { try { const result = object[name].apply(object, args); return result.catch((err) => { log(err); throw err; }); } catch (err) { log(err); throw err; } } });",
  ),
  silent(
    "what a listener throws, as a rejection",
    "function invoke(listener, event) { try { const result = typeof listener === 'function' ? listener.call(null, event) : listener.handleEvent(event); return Promise.resolve(result); } catch (err) { return Promise.reject(err); } }",
  ),
  silent(
    "what a function throws that waited for its turn",
    "const limit = (queue) => (work) => new Promise((resolve, reject) => { queue.push(async () => { try { resolve(await work()); } catch (err) { reject(err); } finally { next(); } }); });",
  ),
  silent(
    "what is thrown anew for the process to end by it",
    'process.on("unhandledRejection", (reason) => { log(reason); throw reason; });',
  ),
  silent("where it was not thrown because somebody cancelled", inCatch("if (endIfCancelled()) return; throw err;")),
  silent(
    "by something else, before what is left is told by the error",
    inCatch("if (!isOurs(provider)) throw err; const issue = classify(err); if (!issue) throw err; return issue;"),
  ),
  silent(
    "coded by the try itself, for a callback",
    'class Rows { _flush(callback) { try { if (this.rest) throw new AppError("INVALID_INPUT", "incomplete row"); callback(); } catch (err) { callback(err); } } }',
  ),
  silent(
    "an update by a tagged template",
    inCatch("if (started) await db.$executeRaw`UPDATE runs SET status = 'failed'`; throw err;"),
  ),
  silent("kept as a state first", inCatch("await saveState({ orderId, error: String(err) }); throw err;")),
  silent("marked first", inCatch("await jobs.markFailed(orderId, err); throw err;")),
  silent(
    "by message, where the rest is undone",
    inCatch(`if (err.message === "stopped") throw err; state.status = "failed"; throw err;`),
  ),
  silent("enriched by a method of its own", inCatch("log(err); err.addContext({ orderId }); throw err;")),
  silent("returned by a method that enriches it", inCatch("log(err); throw err.withContext({ orderId });")),
  silent(
    "an element of an array",
    "function count(failures, callback) { failures.forEach((err) => { if (err) callback(err); }); }",
  ),
  silent(
    "taken by the catch around what is awaited",
    inCatch("return null;").replace(
      "readRow(orderId);",
      "readRow(orderId).catch((first) => { log(first); throw first; });",
    ),
  ),
  // selective
  silent("by class", inCatch("if (!(err instanceof NotFoundError)) throw err; return null;")),
  silent("by class, the other way round", inCatch("if (err instanceof NotFoundError) return null; throw err;")),
  silent("by code", inCatch(`if (err.code !== "ENOENT") throw err; return null;`)),
  silent("by code, optional", inCatch(`if (err?.code === "P2025") return null; throw err;`)),
  silent("by name", inCatch(`if (err.name === "AbortError") return undefined; throw err;`)),
  silent("by message", inCatch("if (/not found/.test(err.message)) return null; throw err;")),
  silent("by guard", inCatch("if (isNotFound(err)) return null; throw err;")),
  silent("by a guard's negation", inCatch("if (!axios.isAxiosError(err)) { throw err; } return err.response.data;")),
  silent("by status of its response", inCatch("if (err.response?.status === 404) return null; throw err;")),
  silent(
    "by switch",
    inCatch(`switch (err.code) { case "ENOENT": return null; case "EACCES": return false; default: throw err; }`),
  ),
  silent(
    "nested",
    inCatch(`if (err instanceof HttpError) { if (err.status === 404) return null; throw err; } throw err;`),
  ),
  silent("compound", inCatch(`if (err instanceof HttpError && err.status === 404) return null; throw err;`)),
  silent("compound, either", inCatch(`if (err.code === "ENOENT" || err.code === "ENOTDIR") return null; throw err;`)),
  silent("by a conditional", inCatch(`return err.code === "ENOENT" ? null : Promise.reject(err);`)),
  silent(
    "and replaced otherwise",
    inCatch(`if (err instanceof Timeout) throw AppError.wrap(err, "too slow"); throw err;`),
  ),
  silent(
    "in a promise handler",
    `const load = (id) => readRow(id).catch((err) => { if (err.status === 404) return null; throw err; });`,
  ),
  silent("in a callback", inCallback(`if (err && err.code !== "ENOENT") return callback(err); callback(null, row);`)),
  // cleanup
  silent(
    "answered",
    `import express from "express";
express().get("/", async (req, res) => { try { await readRow(1); } catch (err) { res.json({ error: "failed" }); throw err; } });`,
  ),
  silent("rolled back", inCatch("await transaction.rollback(); throw err;")),
  silent("released", inCatch("lock.release(); throw err;")),
  silent("state reset", inCatch("this.loading = false; throw err;")),
  silent("forgotten", inCatch("delete cache[orderId]; throw err;")),
  // coded
  silent(
    "by class, coded",
    inCatch(`if (err instanceof AppError) throw err; throw AppError.wrap(err, "could not load order");`),
  ),
  silent(
    "by guard, coded",
    inCatch(`if (isAppError(err)) throw err; throw AppError.wrap(err, "could not load order");`),
  ),
  silent(
    "by a subclass of this file",
    `class OrderError extends AppError {}\n${inCatch(`if (err instanceof OrderError) return Promise.reject(err); throw AppError.wrap(err, "could not load order");`)}`,
  ),
  // enriched
  silent("given context", inCatch("err.context = { orderId }; throw err;")),
  silent("given context by name", inCatch("addContext(err, { orderId }); throw err;")),
  silent("given a message", inCatch("err.message = `order ${orderId}: ${err.message}`; throw err;")),
  silent("given context by assign", inCatch("Object.assign(err, { orderId }); throw err;")),
  silent("given context behind a test", inCatch("if (err instanceof Error) err.orderId = orderId; throw err;")),
  // wrapped and replaced: nothing leaves bare
  silent("wrapped", inCatch(`throw AppError.wrap(err, "could not load order");`)),
  silent("wrapped in a plain error", inCatch(`throw new Error("could not load order", { cause: err });`)),
  silent("replaced, which is another rule's", inCatch(`throw new Error("could not load order");`)),
  silent("normalised", inCatch("throw err instanceof Error ? err : new Error(String(err));")),
  // not caught here
  silent("made here", "function load(id) { const err = new Error('no id'); if (!id) throw err; }"),
  silent("a parameter", "function fail(err) { throw err; }"),
  silent("a parameter of a helper with a callback", "function fail(err, callback) { callback(err); }"),
  silent("a value of a list", "function failFirst(errors) { for (const err of errors) throw err; }"),
  silent("a result", "async function load(id) { const { error } = await readRow(id); if (error) throw error; }"),
  silent("another error than the caught one", inCatch("log(err); throw lastError;")),
  // handed on without being touched
  silent("the callback itself", "function load(id, callback) { readRow(id, callback); }"),
  silent(
    "the reject function itself",
    "const load = (id) => new Promise((resolve, reject) => { readRow(id).then(resolve, reject); });",
  ),
  silent(
    "the next function itself",
    `import express from "express"; const app = express(); app.get("/", (req, res, next) => { readRow(1).catch(next); });`,
  ),
  // an exit of a handler
  silent(
    "next of a handler, which is another rule's",
    `import express from "express"; const app = express(); app.get("/", async (req, res, next) => { try { res.json(await readRow(1)); } catch (err) { next(err); } });`,
  ),
  // the boundary
  silent(
    "an error middleware",
    `import express from "express"; const app = express(); app.use((err, req, res, next) => { if (res.headersSent) return next(err); report(err); throw err; });`,
  ),
  // not left
  silent(
    "taken by an outer catch",
    `async function load(id) { try { try { await readRow(id); } catch (err) { log(err); throw err; } } catch (outer) { return null; } }`,
  ),
  silent(
    "taken by the next handler",
    "const load = (id) => readRow(id).catch((err) => { log(err); throw err; }).catch(() => null);",
  ),
  silent(
    "taken by the catch around an await",
    "async function load(id) { try { await readRow(id).catch((err) => { log(err); throw err; }); } catch { return null; } }",
  ),
  silent(
    "overridden by finally",
    "function load(id) { try { return readRow(id); } catch (err) { log(err); throw err; } finally { return null; } }",
  ),
  silent("in an inner function that nobody calls yet", inCatch("return () => { throw err; };")),
  silent("only a part of it", inCatch("throw err.cause;")),
  silent(
    "destructured",
    `async function load(id) { try { await readRow(id); } catch ({ message }) { throw message; } }`,
  ),
  silent("kept", inCatch("failures.push(err); return null;")),
  silent("settled with its value", inCatch("resolve(err);")),
  // a parameter that is named like an error and is none
  silent("an iteration", "function all(rows) { return rows.map((err) => callback(err)); }"),
  silent(
    "a handler of both outcomes, which is given no error when all went well",
    `function receive(address, callback) { const ack = (err) => { callback(err); }; readRow(address).then(ack).catch(ack); }`,
  ),
  silent(
    "a handler of both outcomes, given in one call",
    `function receive(address, callback) { const ack = (err) => { callback(err); }; readRow(address).then(ack, ack); }`,
  ),
  silent("a test's done", `function wait(done) { setTimeout(() => done(), 10); }`),
];

testRule("no-bare-rethrow", rule, { valid, invalid });

it("offers no Error around what its try has coded, where the contract has no wrapper", () => {
  const root = createRepository({ errors: [{ name: "AppError", module: "./src/errors", code: 0, message: 1 }] });
  const code = `${imports}async function load(id) {
    try { if (!id) throw new AppError("INVALID_INPUT", "no id"); await readRow(id); } catch (err) { log(err); throw err; }
  }`;
  const found = lint(rule, code, { filename: `${root}/src/orders.ts` });
  expect(found.map((each) => [each.messageId, each.suggestions])).toEqual([["threw", undefined]]);
});

describe("the contract's policy", () => {
  const policies = {
    none: {},
    "cleanup: report": { cleanup: "report" },
    "cleanup: allow": { cleanup: "allow" },
    "selective: report": { selective: "report" },
    "callbacks: allow": { callbacks: "allow" },
    "returns: allow": { returns: "allow" },
  };
  const roots = Object.fromEntries(
    Object.entries(policies).map(([name, policy]) => [name, createRepository(typescript, policy)]),
  );
  const found = (policy: keyof typeof policies, code: string, settings = {}): (string | null)[] =>
    lint(rule, imports + code, { filename: `${roots[policy]}/src/orders.ts`, settings }).map(
      ({ messageId }) => messageId ?? null,
    );
  const cleaning = inCatch("await transaction.rollback(); throw err;");
  const selecting = inCatch("if (err instanceof NotFoundError) return null; throw err;");
  const strict = { policy: { cleanup: "report" } };

  it("may want a cleanup to wrap, too, and outweighs the settings", () => {
    expect(found("none", cleaning)).toEqual([]);
    expect(found("cleanup: report", cleaning)).toEqual(["threw"]);
    expect(found("none", cleaning, strict)).toEqual(["threw"]);
    expect(found("cleanup: allow", cleaning, strict)).toEqual([]);
  });

  it("is asked for again where a text that was parsed once is linted under another one", () => {
    const linter = new Linter({ cwd: "/" });
    const counts = [{}, strict, {}].map((settings) => {
      const config: Linter.Config = {
        languageOptions: parsers.espree.languageOptions,
        plugins: { own: { rules: { rule: rule as unknown as Rule.RuleModule } } },
        rules: { "own/rule": "error" },
        settings: { "error-contract": settings },
      };
      const text = linter.getSourceCode() ?? imports + cleaning;
      return linter.verify(text, config, `${roots.none}/src/orders.js`).length;
    });
    expect(counts).toEqual([0, 1, 0]);
  });

  it("may want a selection to wrap, too", () => {
    expect(found("none", selecting)).toEqual([]);
    expect(found("selective: report", selecting)).toEqual(["threw"]);
  });

  it("may let callbacks and returned errors be", () => {
    const tested = inCallback("if (err) return callback(err); callback(null, row);");
    expect(found("none", tested)).toEqual(["handed"]);
    expect(found("callbacks: allow", tested)).toEqual([]);
    expect(found("callbacks: allow", inCatch("log(err); callback(err);"))).toEqual([]);
    expect(found("returns: allow", inCatch("log(err); return err;"))).toEqual([]);
    expect(found("returns: allow", inCatch("log(err); throw err;"))).toEqual(["threw"]);
  });
});

describe("counting", () => {
  it.each([
    'metrics.increment("orders.failed")',
    "this.metricsService.recordMetric(1)",
    'recordIncrement("orders.failed", 1)',
  ])("undoes nothing: %s", (call) => {
    expect(lint(rule, imports + inCatch(`${call}; throw err;`), { filename })).toHaveLength(1);
  });

  it.each(["queue.increment()", "metrics.flush()", "stock.release()"])("is told from what may: %s", (call) => {
    expect(lint(rule, imports + inCatch(`${call}; throw err;`), { filename })).toEqual([]);
  });
});

describe("what it says", () => {
  const said = (code: string): string | undefined => lint(rule, imports + code, { filename })[0]?.message;

  it("names the error, the function and what to do", () => {
    expect(said(inCatch("log(err); throw err;"))).toBe(
      "`err` leaves `loadOrder` as it was caught: nothing will say what failed there. Wrap it with what was being done.",
    );
    expect(said(inCallback("callback(err, row);"))).toBe(
      "`err` goes on to `callback` untested and unchanged: when it is there, nothing will say what `loadOrder` was doing. Wrap it where it is not null.",
    );
  });

  it("names the place where the function has no name", () => {
    expect(said("export default (id) => readRow(id).catch((e) => { throw e; });")).toContain("leaves this function as");
  });

  it.each([
    [
      "by its route",
      'app.get("/:orderId", async (c) => { try { return await readRow(c.id); } catch (err) { log(err); throw err; } });',
      "leaves `GET /:orderId` as",
    ],
    [
      "by what it is registered under",
      'ipcMain.handle("orders:save", (event, id) => { try { readRow(id); } catch (err) { log(err); throw err; } });',
      "leaves `orders:save` as",
    ],
    [
      "not by the function around, which is never told",
      "app.use(async (id) => { try { await readRow(id); } catch (err) { log(err); throw err; } });",
      "leaves this function as",
    ],
    [
      "by the function whose promise is settled",
      'return new Promise((resolve, reject) => { rows.on("data", (row) => { try { use(row); } catch (err) { reject(err); } }); });',
      "what `registerOrders` was doing",
    ],
    [
      "by the function that is told",
      "ids.forEach((id) => { try { readRow(id); } catch (err) { log(err); throw err; } });",
      "leaves `registerOrders` as",
    ],
  ])("names the place %s", (_, text, expected) => {
    expect(said(`function registerOrders(app, rows, ids) { ${text} }`)).toContain(expected);
  });
});

describe("a method that throws its own for what it recognises", () => {
  const inClass = (call: string, method: string): string[] =>
    lint(
      rule,
      `${imports}class Orders {
  async load(orderId) { try { return await readRow(orderId); } catch (err) { ${call}; throw err; } }
  ${method}(err) { if (isRowError(err)) throw new RowError("no row", { cause: err }); }
}`,
      { filename },
    ).map(({ message }) => message.split(" as ")[0] ?? "");

  it.each([
    ["this.#tell(err)", "#tell"],
    ["this.tell(err)", "private tell"],
  ])("is followed where it is private: %s", (call, method) => {
    expect(inClass(call, method)).toEqual([]);
  });

  it.each([
    ["where a subclass may have another", "this.tell(err)", "tell"],
    ["where a decorator may have wrapped it", "this.tell(err)", "@retried private tell"],
    ["of the class, not of its instances", "this.tell(err)", "private static tell"],
    ["of another object", "this.rows.tell(err)", "private tell"],
  ])("is not followed %s", (_, call, method) => {
    expect(inClass(call, method)).toEqual(["`err` leaves `load`"]);
  });
});

describe("a suggestion that is taken", () => {
  const cases = [
    ...setups.flatMap((setup) => combinations.filter(isReported).map((each) => ({ ...toInvalid(each, setup), setup }))),
    ...invalid.map((each) => ({ ...each, setup: setups[0]! })),
  ];

  it.each(cases)("settles its report, and brings no other: $name", ({ code, filename: file, setup }) => {
    const place = { filename: file!, parser: setup.parser };
    const reports = lint(rule, code, place);
    expect(reports).toHaveLength(1);
    const suggestions = reports.flatMap((report) => report.suggestions ?? []);
    expect(suggestions).not.toEqual([]);
    for (const suggestion of suggestions) expect(lint(rule, takeSuggestion(code, suggestion), place)).toEqual([]);
  });
});

describe("a stream's error", () => {
  const streams = `import { catchError, throwError, of } from "rxjs";\nimport { catchError as other } from "./streams";\nimport { catchError as rescue, of as catchEach } from "rxjs";\n`;
  const report = (text: string): string[] =>
    lint(rule, streams + text, { filename }).map(({ message }) => message.split(":")[0] ?? "");

  it.each([
    [
      "`throwError`",
      "export const watch = (orders$) => orders$.pipe(catchError((err) => throwError(() => err)));",
      "`err` goes to `throwError` as it was caught",
    ],
    [
      "`throwError` of old",
      "export const watch = (orders$) => orders$.pipe(catchError((err) => throwError(err)));",
      "`err` goes to `throwError` as it was caught",
    ],
    [
      "an operator of another name",
      "export const watch = (orders$) => orders$.pipe(rescue((err) => throwError(() => err)));",
      "`err` goes to `throwError` as it was caught",
    ],
    [
      "a throw",
      "export const watch = (orders$) => orders$.pipe(catchError((err) => { throw err; }));",
      "`err` leaves `watch` as it was caught",
    ],
    [
      "`throwError`, of what is no handler of NestJS'",
      'import { CallHandler } from "./orders"; class Watch { intercept(context, next: CallHandler) { return next.handle().pipe(catchError((err) => throwError(() => err))); } }',
      "`err` goes to `throwError` as it was caught",
    ],
    [
      "an observer",
      "export const first = (orders$) => new Promise((resolve, reject) => { orders$.subscribe({ next: resolve, error: (err) => reject(err) }); });",
      "`err` rejects the promise as it was caught",
    ],
    [
      "a second function",
      "export const first = (orders$) => new Promise((resolve, reject) => { orders$.subscribe((row) => resolve(row), (err) => reject(err)); });",
      "`err` rejects the promise as it was caught",
    ],
  ])("leaves bare by %s", (_, text, expected) => {
    expect(report(text)).toEqual([expected]);
  });

  it.each([
    "export const watch = (orders$) => orders$.pipe(catchError((err) => throwError(() => new Error('could not watch', { cause: err }))));",
    "export const watch = (orders$) => orders$.pipe(catchError((err) => of(null)));",
    'import { CallHandler } from "@nestjs/common"; class Watch { intercept(context, next: CallHandler) { return next.handle().pipe(catchError((err) => { log(err); return throwError(() => err); })); } }',
    "export const watch = (orders$) => orders$.pipe(catchError((err) => { if (err.code !== 'ENOENT') throw err; return of(null); }));",
    "export const watch = (orders$) => catchEach((e) => { throw e; });",
    // of no library that is known
    "export const watch = (orders$) => orders$.pipe(other((e) => { throw e; }));",
    "export const show = (orders$) => orders$.subscribe({ next: draw, error: (err) => show(err) });",
    "export const start = (client, callback) => client.subscribe('orders', (row) => callback(row));",
    "export const both = (orders$) => { const done = (e) => { throw e; }; orders$.subscribe({ next: done, error: done }); };",
  ])("is let be: %s", (text) => {
    expect(report(text)).toEqual([]);
  });
});

describe("an error that is kept for later", () => {
  const report = (text: string): string[] =>
    lint(rule, `${imports}async function loadOrder(orderId, callback) { ${text} }`, { filename }).map(
      ({ message }) => message.split(":")[0] ?? "",
    );

  it.each([
    ["returned", "let e = null; try { await readRow(orderId); } catch (err) { e = err; } return e;"],
    ["in a variable of the catch", "try { return await readRow(orderId); } catch (err) { let e; e = err; throw e; }"],
    [
      "on every branch",
      "try { return await readRow(orderId); } catch (err) { let e; if (orderId) e = err; else { e = err; } throw e; }",
    ],
    ["outside of the catch", "let e; try { return await readRow(orderId); } catch (err) { e = err; } throw e;"],
    [
      "if there is one",
      "let e = null; try { await readRow(orderId); } catch (err) { e = err; } if (e) throw e; return 1;",
    ],
    [
      "if it is not null",
      "let e = null; try { await readRow(orderId); } catch (err) { e = err; } if (e !== null) throw e; return 1;",
    ],
    [
      "for a callback",
      "let e; try { await readRow(orderId); } catch (err) { e = err; } if (e) callback(e); else callback(null);",
    ],
    [
      "or another one in its place",
      "let e; try { await readRow(orderId); } catch (err) { e = err; } throw e instanceof Error ? e : new Error('x');",
    ],
  ])("leaves bare: %s", (_, text) => {
    expect(report(text)).toEqual([
      expect.stringMatching(
        /^`(?:e|err)` (?:(?:leaves|is returned from) `loadOrder`|goes to `callback`) as it was caught$/,
      ),
    ]);
  });

  it.each([
    [
      "wrapped then",
      "let e; try { return await readRow(orderId); } catch (err) { e = err; } throw AppError.wrap(e, 'x');",
    ],
    [
      "wrapped at once",
      "let e; try { return await readRow(orderId); } catch (err) { e = AppError.wrap(err, 'x'); } throw e;",
    ],
    [
      "where it may be coded",
      "let e; try { return await readRow(orderId); } catch (err) { e = err; } if (e instanceof AppError) throw e; return null;",
    ],
    [
      "chosen",
      "let e; try { return await readRow(orderId); } catch (err) { if (err.code === 'ENOENT') return null; e = err; } throw e;",
    ],
    [
      "after something was undone",
      "let e; try { await readRow(orderId); } catch (err) { e = err; } await release(); if (e) throw e;",
    ],
    [
      "written over",
      "let e; try { await readRow(orderId); } catch (err) { e = err; } e = new AppError('TIMEOUT', 'x'); throw e;",
    ],
    [
      "by a function that may be called",
      "let e; const keep = (err) => { e = err; }; await readRow(orderId).catch(keep); if (e) throw e;",
    ],
    [
      "in a try of its own",
      "let e; try { try { await readRow(orderId); } catch (err) { e = err; } throw e; } catch (other) { return null; }",
    ],
    [
      "of the last attempt",
      "let e; for (let n = 0; n < 3; n++) { try { return await readRow(orderId); } catch (err) { e = err; } } throw e;",
    ],
    [
      "as a promise in the place of the one that was not made",
      "let work; try { work = readRow(orderId); } catch (err) { work = Promise.reject(err); } return work;",
    ],
    [
      "of the last attempt, chosen",
      "let e; for (let n = 0; n < 3; n++) { try { return await readRow(orderId); } catch (err) { e = err; if (!canRetry(err)) throw err; } } throw e;",
    ],
    [
      "in a loop that never ends",
      "let e; for (;;) { try { return await readRow(orderId); } catch (err) { e = err; } } throw e;",
    ],
    ["for its code", "let e; try { await readRow(orderId); } catch (err) { e = err; } return e ? e.code : null;"],
  ])("is let be: %s", (_, text) => {
    expect(report(text)).toEqual([]);
  });
});

it.each(["typescript", "espree"] as const)(
  "imports the class below the line that names the interpreter: %s",
  (parser) => {
    const code =
      "#!/usr/bin/env node\nexport async function load() { try { await f(); } catch (err) { throw err; } }\n";
    const [message] = lint(rule, code, { filename: `${governed}/src/load.${parsers[parser].extension}`, parser });
    const [wrap] = message?.suggestions ?? [];
    expect(wrap && takeSuggestion(code, wrap).split("\n").slice(0, 3)).toEqual([
      "#!/usr/bin/env node",
      'import { AppError } from "./errors";',
      "",
    ]);
  },
);

it("imports the class by its whole name where Node asks for that", () => {
  const root = createRepository(typescript);
  writeFileSync(`${root}/package.json`, '{ "type": "module" }');
  const code = "export async function load() { try { await f(); } catch (err) { throw err; } }\n";
  const [message] = lint(rule, code, { filename: `${root}/src/load.js`, parser: "espree" });
  const [wrap] = message?.suggestions ?? [];
  expect(wrap && takeSuggestion(code, wrap).split("\n")[0]).toBe('import { AppError } from "./errors.js";');
});
