import { join } from "node:path";
import type { RuleTester } from "eslint";
import requireCause from "../../rules/require-cause.ts";
import { appError, createRepository, testRule } from "../support/rule-tester.ts";

const domainError = {
  name: "DomainError",
  module: "./src/domain",
  object: 0,
  fields: { code: "code", message: "message", cause: "originalError" },
};
const storeError = { name: "StoreError", module: "./src/store", code: 0, message: 1, cause: 2 };
const signals = [{ name: "DelayedError", module: "bullmq" }];

const plain = createRepository(null);
const coded = createRepository({ errors: [appError, domainError, storeError], signals });
const bare = createRepository({ errors: [{ ...appError, wrap: undefined }] });
const lenient = createRepository({ errors: [appError] });

const imports = `import createError from "http-errors";
import Boom from "@hapi/boom";
import { BadRequestException, InternalServerErrorException } from "@nestjs/common";
import { TRPCError } from "@trpc/server";
import { VError } from "verror";
import { DelayedError } from "bullmq";
import { ApiError } from "./api";
import { AppError } from "./errors";
import { DomainError } from "./domain";
import { StoreError } from "./store";
`;

interface Place {
  readonly in?: string;
  readonly file?: string;
}

function at({ in: folder = plain, file = "src/orders.ts" }: Place): string {
  return join(folder, file);
}

/** In the catch of a function. */
function inCatch(text: string): string {
  return `async function loadOrder(orderId) { try { return await store.load(orderId); } catch (err) { ${text} } }`;
}

function valid(name: string, code: string, place: Place = {}): RuleTester.ValidTestCase {
  return { name, code: imports + code, filename: at(place) };
}

/** A suggestion: its message and the text that takes the place of another. */
type Suggested = readonly [messageId: string, from: string, to: string];

/** One report. */
interface Lost extends Place {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly suggested?: readonly Suggested[];
}

function lost(
  name: string,
  code: string,
  { messageId, data, suggested = [], ...place }: Lost,
): RuleTester.InvalidTestCase {
  const text = imports + code;
  const suggestions = suggested.map(([id, from, to]) => {
    if (text.split(from).length !== 2) throw new RangeError(`${from} stands not exactly once in ${text}`);
    return { messageId: id, output: text.replace(from, () => to) };
  });
  return { name, code: text, filename: at(place), errors: [{ messageId, ...(data && { data }), suggestions }] };
}

/** One report, whose one suggestion is the cause. */
function addable(
  name: string,
  code: string,
  [from, to]: readonly [string, string],
  given: Place & { messageId: string },
) {
  return lost(name, code, { ...given, suggested: [["addCause", from, to]] });
}

const message = { messageId: "message" } as const;
const nothing = { messageId: "nothing" } as const;

testRule("require-cause", requireCause, {
  valid: [
    // the cause is kept
    valid("the cause in the options", inCatch(`throw new Error("could not load", { cause: err });`)),
    valid("in shorthand", `try { f(); } catch (cause) { throw new Error("could not load", { cause }); }`),
    valid("cast", inCatch(`throw new Error("could not load", { cause: err as Error });`)),
    valid("an alias", inCatch(`const problem = err as Error; throw new Error(problem.message, { cause: problem });`)),
    valid(
      "made an error first",
      inCatch(`const problem = ensureError(err); throw new Error(problem.message, { cause: problem });`),
    ),
    valid(
      "an alias by choice",
      inCatch(`const cause = err instanceof Error ? err : new Error(String(err)); throw new Error("x", { cause });`),
    ),
    valid("beside other options", inCatch(`throw new Error("x", { code: 1, cause: err });`)),
    valid("in a variable", inCatch(`const options = { cause: err }; throw new Error("x", options);`)),
    valid("in options that cannot be seen", inCatch(`throw new Error("x", options);`)),
    valid("behind a spread", inCatch(`throw new Error("x", { ...options });`)),
    valid(
      "where something is kept back",
      inCatch(
        `const said = String(err).includes("--password") ? "login ***REDACTED***" : String(err); throw new Error(said);`,
      ),
    ),
    valid(
      "where a comment says that something would leak",
      inCatch('// a generic error, so that no token leaks\nthrow new Error("could not clone");'),
    ),
    valid(
      "in an error that tells a job's engine to stop",
      `import { AbortTaskRunError } from "@trigger.dev/sdk"; ${inCatch("throw new AbortTaskRunError(`no page count: ${err.message}`);")}`,
    ),
    valid(
      "in an error that tells a queue to try again later",
      `import { RetryAfterError } from "liteque"; ${inCatch("throw new RetryAfterError(err.delayMs);")}`,
    ),
    valid(
      "in a class of a package that nobody here knows",
      `import { FatalError } from "workflow"; ${inCatch("throw new FatalError(err.message);")}`,
    ),
    valid("in a class of a global's", inCatch("throw new Parse.Error(400, err.message);")),
    valid("where what was told is redacted", inCatch("throw new Error(`no login: ${redactSecrets(err.message)}`);")),
    valid("among spread arguments", inCatch(`throw new Error(...toArguments(err));`)),
    valid("as the second argument", inCatch(`throw new ApiError(err.message, err);`)),
    valid("as the third argument", inCatch(`throw new ApiError(500, err.message, err);`)),
    valid("inside an object", inCatch(`throw new ApiError({ message: err.message, inner: err });`)),
    valid(
      "a function that is told of the error, and fails for a reason of its own",
      `function turn(state, reason) { if (!known(state)) throw new Error("unknown state " + state + reason); log(reason); } ${inCatch(`turn("failed", String(err));`)}`,
    ),
    valid("in front of the message", inCatch(`throw new VError(err, "could not load");`)),
    valid("where a library takes an error", inCatch(`throw createError(502, err);`)),
    valid("where a contract's class takes it", inCatch(`throw new StoreError("CONFLICT", "taken", err);`), {
      in: coded,
    }),
    valid(
      "under a contract's own key",
      inCatch(`throw new DomainError({ code: "CONFLICT", message: "taken", originalError: err });`),
      { in: coded },
    ),
    valid(
      "recognised as the client's fault, of which nothing is taken",
      inCatch(`if (err.code === "P2002") throw new DomainError({ code: "CONFLICT", message: "taken" }); throw err;`),
      { in: coded },
    ),
    valid("in the contract's wrapper", inCatch(`throw AppError.wrap(err, "could not load");`), { in: coded }),
    valid("among others", inCatch(`throw new AggregateError([err, other], "both failed");`)),
    valid(
      "among others that are kept elsewhere",
      inCatch(`errors.push(err); throw new AggregateError(errors, "all failed");`),
    ),
    valid("in the options of an AggregateError", inCatch(`throw new AggregateError([], "none", { cause: err });`)),
    valid("assigned", inCatch(`const made = new Error("x"); made.cause = err; throw made;`)),
    valid(
      "assigned to one of two",
      inCatch(`const made = gone ? new Error("gone") : new Error("x"); made.cause = err; throw made;`),
    ),
    valid("assigned under a class's own name", inCatch(`const made = new Error("x"); made.inner = err; throw made;`)),
    valid(
      "with the stack taken over",
      inCatch(`const made = new Error(err.message); made.stack = err.stack; throw made;`),
    ),
    valid("put on it", inCatch(`throw Object.assign(new Error("x"), { cause: err });`)),
    valid("put on it by somebody", inCatch(`const made = new Error("x"); link(made, err); throw made;`)),
    valid("added by a method", inCatch(`throw new ApiError("x").causedBy(err);`)),
    valid(
      "through a subclass",
      `class LoadError extends Error { constructor(message: string, options?: ErrorOptions) { super(message, options); } } ${inCatch(`throw new LoadError("x", { cause: err });`)}`,
    ),
    valid(
      "through a field of a subclass",
      `class LoadError extends Error { constructor(message: string, readonly inner: unknown) { super(message); } } ${inCatch(`throw new LoadError("x", err);`)}`,
    ),
    valid(
      "through a field that only declares it",
      `class LoadError extends Error { declare cause: Error; } ${inCatch(`throw new LoadError("x", { cause: err });`)}`,
    ),
    valid(
      "through a field that may be compiled away",
      `class LoadError extends Error { cause?: Error; } ${inCatch(`throw new LoadError("x", { cause: err });`)}`,
    ),
    valid(
      "through a field that is set",
      `class LoadError extends Error { cause: unknown = null; constructor(message, cause) { super(message); this.cause = cause; } } ${inCatch(`throw new LoadError("x", err);`)}`,
    ),
    valid(
      "in a function of the file",
      `function toLoadError(error) { return new Error("could not load", { cause: error }); } ${inCatch(`throw toLoadError(err);`)}`,
    ),

    // another error is the cause
    valid(
      "a nearer catch",
      `try { f(); } catch (outer) { try { g(); } catch (inner) { throw new Error("x", { cause: inner }); } }`,
    ),
    valid(
      "a nearer catch that names nothing",
      `try { f(); } catch (outer) { try { g(); } catch { throw new Error("x"); } throw outer; }`,
    ),
    valid(
      "the last of many",
      `async function load() { let last; for (const url of urls) { try { return await get(url); } catch (err) { last = err; } } throw new Error("all failed", { cause: last }); }`,
    ),
    valid("one that was kept before", inCatch(`throw new Error("x", { cause: first });`)),
    valid("a cause that is taken out of its shell", inCatch(`throw new ApiError(err.cause);`)),

    // nothing is lost
    valid("a catch without a name", `try { f(); } catch { throw new Error("x"); }`),
    valid("a name that says it is not needed", inCatch(`throw new Error("not a number");`).replace("(err)", "(_err)")),
    valid("what turned out to be no error", inCatch(`throw err instanceof Error ? err : new Error(String(err));`)),
    valid(
      "what turned out to be no error, in statements",
      inCatch(`if (err instanceof Error) throw AppError.wrap(err, "x"); throw new Error("thrown: " + err);`),
    ),
    valid(
      "what turned out to be a string",
      inCatch(`if (typeof err === "string") throw new Error(err); throw AppError.wrap(err, "x");`),
    ),
    valid(
      "what turned out to be no object",
      inCatch(`if (typeof err !== "object") throw new Error(String(err)); throw AppError.wrap(err, "x");`),
    ),
    valid(
      "what turned out to be nothing",
      inCatch(`if (!err) throw new Error("unknown"); throw AppError.wrap(err, "x");`),
    ),
    valid(
      "a callback's other failure",
      `function load(cb) { fs.readFile(path, (err, data) => { if (err) return cb(AppError.wrap(err, "x")); if (!data) return cb(new Error("empty")); cb(null, data); }); }`,
    ),
    valid("a throw in a nested function", inCatch(`return () => { throw new Error("x"); };`)),
    valid(
      "a throw in a callback",
      inCatch(`items.forEach((item) => { if (!item) throw new Error("x"); }); return null;`),
    ),
    valid("an error that does not leave", inCatch(`log(new Error(err.message)); return null;`)),
    valid(
      "an error that a catch of the same function takes",
      inCatch(`try { throw new Error("x"); } catch (made) { log(made); } return null;`),
    ),
    valid(
      "a throw before",
      `function f() { if (!ready) throw new Error("not ready"); try { g(); } catch (err) { log(err); } }`,
    ),
    valid("a value that a handler gives instead", `load().catch((err) => new Error(err.message));`),
    valid("a class of the same name", `class Error { constructor(message) {} } ${inCatch(`throw new Error("x");`)}`),

    // a class that may take none, and what is hidden on purpose
    valid("a class of another file without a part", inCatch(`throw new ApiError("could not load");`)),
    valid(
      "a class that has no place for it",
      `class NoOrder extends Error { constructor(readonly id: string) { super("no order " + id); } } ${inCatch(`throw new NoOrder(orderId);`)}`,
    ),
    valid(
      "a class that says nothing of it",
      `class NoOrder extends BaseError {} ${inCatch(`throw new NoOrder(orderId);`)}`,
    ),
    valid(
      "a protocol's answer to its peer",
      `import { McpError, ErrorCode } from "@modelcontextprotocol/sdk/types.js"; ${inCatch(`throw new McpError(ErrorCode.InternalError, err.message);`)}`,
    ),
    valid(
      "a result of a class that nobody knows",
      `import { DuplicateError } from "./generated"; ${inCatch(`return new DuplicateError({ reason: err.message });`)}`,
    ),
    valid(
      "a validator's answer, which holds issues alone",
      `import { ZodError } from "zod"; ${inCatch(`throw new ZodError([{ code: "custom", path: ["rows"], message: err.message }]);`)}`,
    ),
    valid("a client fault", `try { JSON.parse(text); } catch (err) { throw createError(400, "no JSON"); }`),
    valid(
      "a client fault of a framework",
      `try { JSON.parse(text); } catch (err) { throw new BadRequestException("no JSON"); }`,
    ),
    valid(
      "a client fault without a place for it",
      `try { JSON.parse(text); } catch (err) { throw new createError.BadRequest("no JSON"); }`,
    ),
    valid("a signal", inCatch(`throw new DelayedError(err.message);`), { in: coded }),
    valid(
      "the boundary",
      `import express from "express"; const app = express(); app.use((err, req, res, next) => { next(new Error(err.message)); });`,
    ),

    valid(
      "what came of the attempt to mend it",
      inCatch(`const row = await readReplica(orderId); if (!row) throw new Error("no such order"); return row;`),
    ),

    // what the contract allows
    valid(
      "callbacks",
      `function load(cb) { fs.readFile(path, (err, data) => { if (err) return cb(new Error(err.message)); cb(null, data); }); }`,
      { in: createRepositoryAllowing("callbacks") },
    ),
    valid("returned errors", inCatch(`return new Error(err.message);`), { in: createRepositoryAllowing("returns") }),
  ],

  invalid: [
    lost(
      "the client's fault, where a test recognised another one",
      inCatch(
        `if (err.code !== "P2002") throw new DomainError({ code: "CONFLICT", message: "not saved" }); return null;`,
      ),
      {
        ...nothing,
        in: coded,
        suggested: [
          [
            "addCause",
            `{ code: "CONFLICT", message: "not saved"`,
            `{ originalError: err, code: "CONFLICT", message: "not saved"`,
          ],
        ],
      },
    ),
    // where it is lost
    addable(
      "thrown",
      inCatch(`throw new Error("could not load: " + err.message);`),
      [`+ err.message)`, `+ err.message, { cause: err })`],
      message,
    ),
    addable(
      "in two steps",
      inCatch(`const made = new Error(err.message); log(made); throw made;`),
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "behind a name of its own",
      inCatch(`const made = new Error("x"); made.name = "LoadError"; made.code = err.code; throw made;`),
      [`("x")`, `("x", { cause: err })`],
      nothing,
    ),
    addable(
      "with a status put on it",
      inCatch(`throw Object.assign(new Error(err.message), { status: 502 });`),
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "on one path of two",
      inCatch(`const made = new Error("x"); if (verbose) made.cause = err; throw made;`),
      [`("x")`, `("x", { cause: err })`],
      nothing,
    ),
    addable(
      "in a branch",
      inCatch(`if (err.code === "ENOENT") throw new Error("no such order"); throw AppError.wrap(err, "x");`),
      [`("no such order")`, `("no such order", { cause: err })`],
      nothing,
    ),
    addable(
      "in a choice",
      inCatch(`throw err.code ? new Error("x") : err;`),
      [`("x")`, `("x", { cause: err })`],
      nothing,
    ),
    addable(
      "rejected",
      inCatch(`return Promise.reject(new Error(err.message));`),
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "in an executor",
      `new Promise((resolve, reject) => { fs.readFile(path, (err, data) => { if (err) return reject(new Error("x: " + err)); resolve(data); }); });`,
      [`+ err)`, `+ err, { cause: err })`],
      message,
    ),
    addable(
      "in a promise handler",
      "load().catch((err) => { throw new Error(`could not load: ${err}`); });",
      ["${err}`)", "${err}`, { cause: err })"],
      message,
    ),
    addable(
      "in a second handler",
      `load().then(use, (err) => { throw new Error("x"); });`,
      [`("x")`, `("x", { cause: err })`],
      nothing,
    ),
    addable(
      "to a callback",
      `function load(cb) { fs.readFile(path, (err, data) => { if (err) return cb(new Error(err.message)); cb(null, data); }); }`,
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "to next",
      `import express from "express"; const app = express(); app.get("/", async (req, res, next) => { try { await load(); } catch (err) { next(new Error(err.message)); } });`,
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "to listeners",
      inCatch(`this.emit("error", new Error(err.message));`),
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "returned",
      inCatch(`return new Error(err.message);`),
      [`(err.message)`, `(err.message, { cause: err })`],
      message,
    ),
    addable(
      "behind a cast",
      inCatch(`throw new Error((err as Error).message) as LoadError;`),
      [`.message)`, `.message, { cause: err })`],
      message,
    ),
    addable(
      "without parentheses",
      inCatch(`throw new Error;`),
      [`new Error;`, `new Error(undefined, { cause: err });`],
      nothing,
    ),
    addable(
      "without arguments",
      inCatch(`throw new TypeError();`),
      [`TypeError()`, `TypeError(undefined, { cause: err })`],
      nothing,
    ),
    addable(
      "with a comma and a comment",
      inCatch(`throw new Error(\n  (err.message), // why\n);`),
      [`(err.message),`, `(err.message), { cause: err },`],
      message,
    ),
    addable(
      "by a function of the file",
      `function toLoadError(error) { return new Error("could not load: " + error.message); } ${inCatch(`throw toLoadError(err);`)}`,
      [`error.message)`, `error.message, { cause: error })`],
      message,
    ),
    lost(
      "in a class that may have no place for it",
      `import { StoreError } from "./store"; ${inCatch("throw new StoreError(err.message);")}`,
      {
        messageId: "message",
        data: {
          made: "new StoreError(…)",
          error: "err",
          advice: "Pass `err` as the cause, or let the class take one.",
        },
      },
    ),
    lost(
      "by a function that is given a part",
      `function fail(text) { throw new Error(text); } ${inCatch(`fail("could not load: " + err.message);`)}`,
      { messageId: "helper" },
    ),

    addable(
      "behind a test of what the error says",
      inCatch(`const text = await err.response.text(); throw new Error("x");`),
      [`Error("x")`, `Error("x", { cause: err })`],
      nothing,
    ),
    // what is taken
    addable(
      "a text that somebody makes of it",
      inCatch(`throw new Error(getMessage(err));`),
      [`(getMessage(err))`, `(getMessage(err), { cause: err })`],
      { messageId: "part" },
    ),
    addable(
      "what is read out of its text",
      inCatch(`throw new Error(JSON.parse(err.message).reason);`),
      [`.reason)`, `.reason, { cause: err })`],
      { messageId: "part" },
    ),
    addable(
      "the error as a message",
      inCatch(`throw new Error(err);`),
      [`Error(err)`, `Error(err, { cause: err })`],
      message,
    ),
    addable(
      "a property",
      inCatch("throw new Error(`failed with ${err.code}`);"),
      ["${err.code}`)", "${err.code}`, { cause: err })"],
      { messageId: "part" },
    ),
    addable(
      "the stack as text",
      inCatch('throw new Error("failed: " + err.stack);'),
      ["err.stack)", "err.stack, { cause: err })"],
      { messageId: "stack" },
    ),
    lost("a part, where the error has no name", `try { f(); } catch ({ message }) { throw new Error(message); }`, {
      messageId: "nameless",
    }),
    addable(
      "an alias of a part",
      inCatch(`const { message } = err; throw new Error(message);`),
      [`Error(message)`, `Error(message, { cause: err })`],
      message,
    ),
    lost("an error that is assigned anew", inCatch(`err = err.inner; throw new Error("x: " + err.message);`), {
      messageId: "part",
    }),
    addable(
      "kept in a variable first",
      inCatch(`let failure; failure = new Error("x"); throw failure;`),
      [`Error("x")`, `Error("x", { cause: err })`],
      nothing,
    ),

    // a cause that is none
    addable(
      "its message as the cause",
      inCatch(`throw new Error("x", { cause: err.message });`),
      [`cause: err.message`, `cause: err`],
      { messageId: "partialCause" },
    ),
    addable(
      "its text as the cause",
      inCatch(`throw new Error("x", { cause: String(err) });`),
      [`cause: String(err)`, `cause: err`],
      { messageId: "partialCause" },
    ),
    addable(
      "a template as the cause",
      inCatch("throw new Error('x', { cause: `${err}` });"),
      ["cause: `${err}`", "cause: err"],
      { messageId: "partialCause" },
    ),
    addable(
      "a part under the name of the cause",
      inCatch(`const cause = err.message; throw new Error("x", { cause });`),
      [`{ cause }`, `{ cause: err }`],
      { messageId: "partialCause" },
    ),
    addable(
      "options without a cause",
      inCatch(`throw new Error("x", { code: 1 });`),
      [`{ code: 1 }`, `{ cause: err, code: 1 }`],
      nothing,
    ),
    addable("options without anything", inCatch(`throw new Error("x", {});`), [`{})`, `{ cause: err })`], nothing),
    lost(
      "options that are made elsewhere",
      inCatch(`const options = { code: 1 }; throw new Error("x", options);`),
      nothing,
    ),
    addable(
      "only its message among others",
      inCatch(`throw new AggregateError([err.message], "x");`),
      [`"x")`, `"x", { cause: err })`],
      message,
    ),
    addable(
      "nobody among others",
      inCatch(`throw new AggregateError([], "x");`),
      [`"x")`, `"x", { cause: err })`],
      nothing,
    ),

    // classes
    addable(
      "a subclass with options",
      `class LoadError extends Error { constructor(message: string, options?: ErrorOptions) { super(message, options); } } ${inCatch(`throw new LoadError("x");`)}`,
      [`LoadError("x")`, `LoadError("x", { cause: err })`],
      nothing,
    ),
    addable(
      "a subclass without a constructor",
      `class LoadError extends TypeError {} ${inCatch(`throw new LoadError("x");`)}`,
      [`LoadError("x")`, `LoadError("x", { cause: err })`],
      nothing,
    ),
    addable(
      "a subclass of a subclass",
      `class StorageError extends Error {} class LoadError extends StorageError { constructor(id, options) { super("x", { ...options }); } } ${inCatch(`throw new LoadError(orderId);`)}`,
      [`LoadError(orderId)`, `LoadError(orderId, { cause: err })`],
      nothing,
    ),
    addable(
      "a subclass that takes it as an argument",
      `class LoadError extends Error { constructor(cause) { super("x", { cause }); } } ${inCatch(`throw new LoadError();`)}`,
      [`new LoadError()`, `new LoadError(err)`],
      nothing,
    ),
    addable(
      "a subclass that sets it",
      `class LoadError extends Error { constructor(message, id, cause) { super(message); this.cause = cause; } } ${inCatch(`throw new LoadError("x");`)}`,
      [`LoadError("x")`, `LoadError("x", undefined, err)`],
      nothing,
    ),
    addable(
      "a subclass that reads it from its options",
      `class LoadError extends Error { constructor(message, options) { super(message); this.cause = options?.cause; } } ${inCatch(`throw new LoadError("x");`)}`,
      [`LoadError("x")`, `LoadError("x", { cause: err })`],
      nothing,
    ),
    addable(
      "a subclass that hands everything on",
      `class LoadError extends Error { constructor(...args) { super(...args); } } ${inCatch(`throw new LoadError("x");`)}`,
      [`LoadError("x")`, `LoadError("x", { cause: err })`],
      nothing,
    ),
    lost(
      "a subclass without a place for it",
      `class LoadError extends Error { constructor(message) { super(message); } } ${inCatch(`throw new LoadError(err.message);`)}`,
      { messageId: "noSlot" },
    ),
    lost(
      "a field that overwrites it",
      `class LoadError extends Error { cause: unknown = null; } ${inCatch(`throw new LoadError("x", { cause: err });`)}`,
      { messageId: "overwritten" },
    ),
    lost(
      "a field of JavaScript",
      `class LoadError extends Error { cause; } ${inCatch(`throw new LoadError("x", { cause: err });`)}`,
      { messageId: "overwritten", file: "src/orders.js" },
    ),
    lost("a class of another file with a part", inCatch(`throw new ApiError(err.message);`), message),

    // libraries
    addable(
      "a client fault with a part",
      inCatch(`throw createError(400, err.message);`),
      [`err.message)`, `err.message, { cause: err })`],
      message,
    ),
    addable(
      "a client fault of a framework with a part",
      inCatch(`throw new BadRequestException(err.message);`),
      [`err.message)`, `err.message, { cause: err, description: "Bad Request" })`],
      message,
    ),
    addable(
      "a server fault",
      inCatch(`throw new InternalServerErrorException("x");`),
      [`("x")`, `("x", { cause: err, description: "Internal Server Error" })`],
      nothing,
    ),
    addable(
      "an object",
      inCatch(`throw new TRPCError({ code: "BAD_REQUEST", message: err.message });`),
      [`{ code:`, `{ cause: err, code:`],
      message,
    ),
    lost("a library whose cause would be its message", inCatch(`throw new TRPCError({ code: err.code });`), {
      messageId: "part",
    }),
    lost("a library that copies what it is given", inCatch(`throw Boom.badRequest(err.message);`), {
      messageId: "foreignClass",
    }),
    lost("a library that takes it in front", inCatch(`throw new VError("could not load: %s", err.message);`), message),

    // under a contract
    addable(
      "coded",
      inCatch(`throw new AppError("NOT_FOUND", "no such order");`),
      [`"no such order")`, `"no such order", { cause: err })`],
      { ...nothing, in: coded },
    ),
    addable(
      "coded, with context",
      inCatch(`throw new AppError("NOT_FOUND", "no such order", { context: { orderId } });`),
      [`{ context:`, `{ cause: err, context:`],
      { ...nothing, in: coded },
    ),
    addable(
      "coded, by argument",
      inCatch(`throw new StoreError("CONFLICT", "taken");`),
      [`"taken")`, `"taken", err)`],
      { ...nothing, in: coded },
    ),
    addable(
      "coded, by object",
      inCatch(`throw new DomainError({ code: "CONFLICT", message: "taken" });`),
      [`{ code:`, `{ originalError: err, code:`],
      { ...nothing, in: coded },
    ),
    lost("plain", inCatch("throw new Error(`could not load ${orderId}: ${err.message}`);"), {
      ...message,
      in: coded,
      suggested: [
        [
          "replaceByWrap",
          "new Error(`could not load ${orderId}: ${err.message}`)",
          `AppError.wrap(err, "could not load", { context: { orderId } })`,
        ],
        ["addCause", "${err.message}`)", "${err.message}`, { cause: err })"],
      ],
    }),
    lost(
      "plain, where it may be null",
      `function load(cb) { fs.readFile(path, (err, data) => { if (err || !data) return cb(new Error("no data")); cb(null, data); }); }`,
      {
        ...nothing,
        in: lenient,
        suggested: [["addCause", `("no data")`, `("no data", { cause: err })`]],
      },
    ),
    addable(
      "plain, without a wrapper",
      inCatch(`throw new Error(err.message);`),
      [`err.message)`, `err.message, { cause: err })`],
      { ...message, in: bare },
    ),
  ],
});

function createRepositoryAllowing(policy: string): string {
  return createRepository({ errors: [] }, { [policy]: "allow" });
}
