import type { RuleTester } from "eslint";
import { describe } from "vitest";
import rule from "../../rules/no-lost-stack.ts";
import handlerRule from "../../rules/no-uncoded-handler-error.ts";
import { appError, createRepository, testRule } from "../support/rule-tester.ts";

const plain = `${createRepository(null)}/src/orders.ts`;
const governed = `${createRepository({ errors: [appError] })}/src/orders.ts`;

function valid(name: string, code: string, filename = plain): RuleTester.ValidTestCase {
  return { name, code, filename };
}

/** A report, with the whole text after its suggestion, or none. */
function invalid(code: string, messageId: string, taken: [string, string] | null = null): RuleTester.InvalidTestCase {
  const suggestions = taken === null ? [] : [{ messageId: taken[0], output: taken[1] }];
  return { name: code, code, filename: plain, errors: [{ messageId, suggestions }] };
}

describe("what is no error", () => {
  testRule("no-lost-stack", rule, {
    valid: [
      valid("an error", 'throw new Error("boom");'),
      valid("what a name holds cannot be seen", "throw failure;"),
      valid("what a call gives cannot be seen", 'throw redirect("/login");'),
      valid("a promise that is resolved", 'Promise.resolve("boom");'),
      valid("what gRPC reads", 'throw { code: 5, details: "no such order" };'),
      valid("what Next reads", 'throw { digest: "NEXT_REDIRECT" };'),
      valid("what a spread holds cannot be seen", "throw { ...failure };"),
      valid("another function that is called so", 'function f(reject) { reject("boom"); }'),
      valid("the error itself", "try { f(); } catch (err) { throw err; }"),
      valid(
        "a part that is returned",
        "try { f(); } catch (err) { return err.message; }".replace(/^/, "function g() { ") + " }",
      ),
      valid("at the client's", `"use client";\nthrow "boom";`),
    ],
    invalid: [
      invalid('throw "boom";', "thrown", ["makeError", 'throw new Error("boom");']),
      invalid("throw `no order ${id}`;", "thrown", ["makeError", "throw new Error(`no order ${id}`);"]),
      invalid('throw "no order " + id;', "thrown"),
      invalid("throw null;", "thrown"),
      invalid("throw { status: 404 };", "thrown"),
      invalid('Promise.reject("boom");', "rejected", ["makeError", 'Promise.reject(new Error("boom"));']),
      invalid('new Promise((resolve, reject) => reject("boom"));', "rejected", [
        "makeError",
        'new Promise((resolve, reject) => reject(new Error("boom")));',
      ]),
      invalid("try { f(); } catch (err) { throw err.message; }", "part"),
      invalid("function g() { return f().catch((err) => Promise.reject(String(err))); }", "part"),
      {
        name: "under a contract",
        code: 'import { AppError } from "./errors";\nthrow "order not found";',
        filename: governed,
        errors: [
          {
            messageId: "thrown",
            suggestions: [
              {
                messageId: "code",
                output: 'import { AppError } from "./errors";\nthrow new AppError("NOT_FOUND", "order not found");',
              },
            ],
          },
        ],
      },
    ],
  });
});

const inHandler = `import express from "express";
const app = express();
app.get("/", (req, res) => { throw "order not found"; });`;

describe("in a handler it is another rule's to say", () => {
  testRule("no-lost-stack", rule, { valid: [valid("a text that is thrown", inHandler, governed)], invalid: [] });
  testRule("no-uncoded-handler-error", handlerRule, {
    valid: [],
    invalid: [{ code: inHandler, filename: governed, errors: [{ messageId: "literal", suggestions: 1 }] }],
  });
});

describe("a stack", () => {
  testRule("no-lost-stack", rule, {
    valid: [
      valid("it is added to", "try { f(); } catch (err) { err.stack += `\\nin ${place}`; throw err; }"),
      valid("the old one goes along", "try { f(); } catch (err) { err.stack = `${place}: ${err.stack}`; throw err; }"),
      valid("something else's", 'try { f(); } catch (err) { other.stack = ""; throw err; }'),
      valid(
        "made of what was asked for what it is",
        "try { f(); } catch (err) { notify(err instanceof Error ? err : new Error(err)); }",
      ),
      valid(
        "made where it was asked for what it has",
        "try { f(); } catch (err) { if (!err.stack) notify(new Error(err)); }",
      ),
      valid("made with the cause", 'try { f(); } catch (err) { notify(new Error("failed", { cause: err })); }'),
      valid(
        "it leaves: the cause is lost, which is another rule's to say",
        "try { f(); } catch (err) { throw new Error(err); }",
      ),
      valid("where somebody made an error of a text", "parse((text) => { notify(new Error(text)); });"),
    ],
    invalid: [
      invalid('try { f(); } catch (err) {\n  err.stack = "";\n  throw err;\n}', "rewritten", [
        "keepStack",
        "try { f(); } catch (err) {\n  throw err;\n}",
      ]),
      invalid("f().catch((err) => { notify(new Error(err)); });", "remade"),
    ],
  });
});

describe("a class", () => {
  testRule("no-lost-stack", rule, {
    valid: [
      valid("it takes no options", "class StoreError extends Error { constructor(message) { super(message); } }"),
      valid(
        "they are handed on",
        "class StoreError extends Error { constructor(message, options) { super(message, options); } }",
      ),
      valid(
        "the cause is kept",
        "class StoreError extends Error { constructor(message, cause) { super(message); this.cause = cause; } }",
      ),
      valid(
        "the cause is a property",
        "class StoreError extends Error { constructor(message: string, readonly cause: unknown) { super(message); } }",
      ),
      valid(
        "options of its own",
        "class StoreError extends Error { constructor(message: string, options: StoreOptions) { super(message); } }",
      ),
      valid("another base", "class StoreError extends Base { constructor(message, options) { super(message); } }"),
      valid(
        "its own prototype",
        "class StoreError extends Error { constructor(m) { super(m); Object.setPrototypeOf(this, StoreError.prototype); } }",
      ),
      valid(
        "whichever it is",
        "class StoreError extends Error { constructor(m) { super(m); Object.setPrototypeOf(this, new.target.prototype); } }",
      ),
      valid("a name of its own", 'class A extends Error { name = "A" } class B extends A { name = "B" }'),
      valid(
        "a name that is worked out",
        "class A extends Error { constructor(m) { super(m); this.name = new.target.name; } } class B extends A {}",
      ),
    ],
    invalid: [
      invalid("class StoreError extends Error { constructor(message, options) { super(message); } }", "options", [
        "handOptions",
        "class StoreError extends Error { constructor(message, options) { super(message, options); } }",
      ]),
      invalid("class StoreError extends Error { constructor(message, cause) { super(message); } }", "options", [
        "handOptions",
        "class StoreError extends Error { constructor(message, cause) { super(message, { cause }); } }",
      ]),
      invalid(
        "class StoreError extends Error { constructor(m) { super(m); Object.setPrototypeOf(this, Error.prototype); } }",
        "prototype",
        [
          "useTarget",
          "class StoreError extends Error { constructor(m) { super(m); Object.setPrototypeOf(this, new.target.prototype); } }",
        ],
      ),
      invalid('class A extends Error { constructor(m) { super(m); this.name = "A"; } } class B extends A {}', "name"),
    ],
  });
});

const imports = 'import { AppError } from "./errors";\n';

/** A function that makes errors, with what its suggestion makes of it. */
function visible(code: string, output: string): RuleTester.InvalidTestCase {
  const suggestions = [{ messageId: "hide", output: imports + output }];
  return { name: code, code: imports + code, filename: governed, errors: [{ messageId: "factory", suggestions }] };
}

describe("a function that makes errors", () => {
  const kept = (name: string, code: string) => valid(name, imports + code, governed);
  testRule("no-lost-stack", rule, {
    valid: [
      kept(
        "that hides itself",
        'export function notFound(id) { const error = new AppError("NOT_FOUND", "none"); Error.captureStackTrace(error, notFound); return error; }',
      ),
      kept("that throws it", 'export function fail(id) { throw new AppError("NOT_FOUND", "none"); }'),
      kept(
        "that does something else first",
        'export function notFound(id) { count(id); return new AppError("NOT_FOUND", "none"); }',
      ),
      kept("that is called once", 'const notFound = (id) => new AppError("NOT_FOUND", "none");\nthrow notFound(1);'),
      kept(
        "of another function",
        'function f() { const late = () => new AppError("TIMEOUT", "late"); if (a) throw late(); throw late(); }',
      ),
      kept("that is a callback", 'queue.onTimeout(() => new AppError("TIMEOUT", "late"));'),
      kept(
        "whose errors have a cause",
        'export const toAppError = (cause) => new AppError("INTERNAL_ERROR", "failed", { cause });',
      ),
      kept(
        "whose errors may have one",
        'export const conflict = (options) => new AppError("CONFLICT", "changed", options);',
      ),
      kept("that wraps", 'export const toAppError = (err) => AppError.wrap(err, "failed");'),
      kept("that makes others", 'export const toNode = (id) => new Node("NOT_FOUND", id);'),
    ],
    invalid: [
      visible(
        'export function notFound(id: string) {\n  return new AppError("NOT_FOUND", "none", { context: { id } });\n}\n',
        'export function notFound(id: string) {\n  const error = new AppError("NOT_FOUND", "none", { context: { id } });\n  Error.captureStackTrace(error, notFound);\n  return error;\n}\n',
      ),
      visible(
        'export const notFound = (error: string) => (new AppError("NOT_FOUND", error));\n',
        'export const notFound = (error: string) => {\n  const made = new AppError("NOT_FOUND", error);\n  Error.captureStackTrace(made, notFound);\n  return made;\n};\n',
      ),
      visible(
        'const late = () => new AppError("TIMEOUT", "late");\nif (a) throw late();\nif (b) throw late();\n',
        'const late = () => {\n  const error = new AppError("TIMEOUT", "late");\n  Error.captureStackTrace(error, late);\n  return error;\n};\nif (a) throw late();\nif (b) throw late();\n',
      ),
      visible(
        'function gone() {\n  return new AppError("NOT_FOUND", "gone");\n}\nexport { gone };\n',
        'function gone() {\n  const error = new AppError("NOT_FOUND", "gone");\n  Error.captureStackTrace(error, gone);\n  return error;\n}\nexport { gone };\n',
      ),
    ],
  });
});
