import { join } from "node:path";
import { describe, expect, it } from "vitest";
import handlerRule from "../../rules/no-uncoded-handler-error.ts";
import rule from "../../rules/no-uncoded-throw.ts";
import causeRule from "../../rules/require-cause.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const typescript = {
  errors: [appError, { name: "notFound", module: "./src/errors", factory: true, message: 0, fixedCode: "NOT_FOUND" }],
  signals: [{ name: "Retry" }],
};
const governed = createRepository(typescript);
const nameless = createRepository({});
const allowing = createRepository(typescript, { callbacks: "allow" });
const ungoverned = createRepository(null);

const imports = `import { Router } from "express";
import createError from "http-errors";
import { VError } from "verror";
import { AppError, notFound } from "./errors";
import { DomainError, OrderError } from "./orders";
const router = Router();
`;

function report(code: string, root = governed, of = rule): string[] {
  return lint(of, imports + code, { filename: join(root, "src/orders.ts") }).map(({ message }) => message);
}

const inService = (text: string): string => `export async function loadOrder(id, callback) { ${text} }`;

describe("reports what leaves without a code", () => {
  it.each([
    ["thrown", 'throw new Error("no order");', '`new Error("no order")` leaves `loadOrder` without a code'],
    ["called", 'throw Error("no order");', '`Error("no order")` leaves'],
    ["by the global object", 'throw new globalThis.Error("no order");', '`new globalThis.Error("no order")` leaves'],
    ["another of the language's", 'throw new RangeError("too many");', '`new RangeError("too many")` leaves'],
    ["a class of the file", 'class Closed extends Error {} throw new Closed("closed");', '`new Closed("closed")`'],
    [
      "a class of the file that a variable holds",
      'const Closed = class extends Error {}; throw new Closed("closed");',
      '`new Closed("closed")`',
    ],
    [
      "a class of the file that knows a status",
      'class Closed extends Error { status = 409 } throw new Closed("closed");',
      '`new Closed("closed")`',
    ],
    ["another library's", 'throw new VError("no order");', '`new VError("no order")` leaves'],
    ["by a name", 'const error = new Error("no order"); error.id = id; throw error;', '`new Error("no order")` leaves'],
    ["rejected", 'return Promise.reject(new Error("no order"));', '`new Error("no order")` leaves `loadOrder`'],
    ["to a callback", 'callback(new Error("no order"));', '`new Error("no order")` goes to `callback` without a code'],
    [
      "to an executor's reject",
      'return new Promise((resolve, reject) => reject(new Error("too late")));',
      '`new Error("too late")` goes to `reject`',
    ],
    ["emitted", 'stream.emit("error", new Error("no order"));', "goes to `stream.emit` without a code"],
    ["in a callback", 'rows.forEach((row) => { if (!row) throw new Error("no row"); });', "leaves `loadOrder`"],
    [
      "in a promise handler that is awaited",
      'await rows.then((row) => { if (!row) throw new Error("no row"); });',
      "leaves `loadOrder`",
    ],
    [
      "in a catch that wants no error",
      'try { await read(); } catch { throw new Error("no order"); }',
      '`new Error("no order")` leaves',
    ],
    ["in a switch, but not its default", 'switch (id) { case 1: throw new Error("closed"); default: }', "leaves"],
  ])("%s", (_, text, expected) => {
    const [first, ...others] = report(inService(text));
    expect(others).toEqual([]);
    expect(first).toContain(expected);
  });
});

describe("is silent about", () => {
  it.each([
    ["a coded error", 'throw new AppError("NOT_FOUND", "no order");'],
    ["a factory's", 'throw notFound("no order");'],
    ["a subclass of a coded one", 'class Closed extends AppError {} throw new Closed("CONFLICT", "closed");'],
    ["a subclass of its subclass", "class Closed extends AppError {} class Shut extends Closed {} throw new Shut();"],
    ["a class with a code", 'class Closed extends Error { code = "CLOSED" } throw new Closed("closed");'],
    [
      "a class whose constructor sets one",
      'class Closed extends Error { constructor(m) { super(m); this.code = "CLOSED"; } } throw new Closed("closed");',
    ],
    [
      "a class that is given one",
      "class Closed extends Error { constructor(readonly code: string) { super(code); } } throw new Closed(id);",
    ],
    ["a subclass of one that nobody knows", 'class Closed extends DomainError {} throw new Closed("closed");'],
    ["a class that nobody knows", 'throw new OrderError("no order");'],
    ["a foreign-coded error", 'throw createError(404, "no order");'],
    ["what nobody can see", "throw makeError();"],
    ["a caught error", "try { await read(); } catch (err) { throw err; }"],
    ["what is no error", 'throw "no order";'],
    ["a signal", 'class Retry extends Error {} throw new Retry("later");'],
    ["a thrown response", "throw new Response(null, { status: 404 });"],
    ["an invariant", "throw new Error(`unreachable: ${id}`);"],
    ["what should not happen", "throw new Error(`this shouldn't happen: ${id}`);"],
    ["an unreachable default", "switch (id) { case 1: return 1; default: throw new Error(`kind ${id}`); }"],
    ["the caller's own mistake", 'throw new TypeError("expected a string");'],
    ["a setting that is missing", 'if (!process.env.STRIPE_KEY) throw new Error("Missing STRIPE_KEY.");'],
    [
      "a variable that has to be set",
      'if (!bucket) throw new Error("To store documents, you must set DOCUMENTS_BUCKET and REPORTS_BUCKET");',
    ],
    ["a wrong set-up", 'if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set");'],
    ["what a try takes", 'try { if (!id) throw new Error("no id"); } catch (err) { return null; }'],
    [
      "what a promise handler takes",
      'return read().then((row) => { if (!row) throw new Error("no row"); }).catch(() => null);',
    ],
    [
      "what a try takes that waits",
      'try { await new Promise((resolve, reject) => reject(new Error("late"))); } catch { return null; }',
    ],
    [
      "what a try takes that waits for the first of some",
      'try { await Promise.race([read(), new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 9))]); } catch { return null; }',
    ],
    [
      "a class that the file tells from others",
      'class Stop extends Error {} try { each((row) => { throw new Stop("done"); }); } catch (err) { if (!(err instanceof Stop)) throw err; }',
    ],
    ["an error that is kept", 'const error = new Error("no order"); errors.push(error); return null;'],
  ])("%s", (_, text) => {
    expect(report(inService(text))).toEqual([]);
  });

  it("an assertion of the file", () => {
    expect(report('function assertOrder(row) { if (!row) throw new Error("no order"); }')).toEqual([]);
  });

  it("what a module throws while it loads", () => {
    expect(report('if (!settings.port) throw new Error("no port");')).toEqual([]);
    const read = 'function read(part) { if (!part.ok) throw new Error("wrong part"); return part.data; }';
    expect(report(`${read} export const port = read(settings.port);`)).toEqual([]);
    expect(report(`const build = () => { ${read} return read(settings); }; export const all = build();`)).toEqual([]);
    expect(report(`export ${read} export const port = read(settings.port);`)).toHaveLength(1);
    expect(report(`${read} export const load = () => read(settings.port);`)).toHaveLength(1);
    expect(report(`${read} export const all = parts.map(read);`)).toHaveLength(1);
  });

  it("code at the client's", () => {
    expect(
      lint(rule, `"use client";\n${inService('throw new Error("x");')}`, { filename: join(governed, "a.ts") }),
    ).toEqual([]);
  });

  it.each([
    ["component", 'function OrderList({ rows }) { if (!rows) throw new Error("no rows"); return <ul />; }'],
    ["callback of one", 'const OrderList = ({ rows }) => rows.map((row) => { if (!row) throw new Error("no row"); });'],
    ["hook", 'export const useOrders = (id) => { if (!id) throw new Error("no id"); };'],
  ])("a %s", (_, code) => {
    expect(lint(rule, code, { filename: join(governed, "orders.tsx") })).toEqual([]);
    expect(report(code.replace("<ul />", "null"))).toHaveLength(1);
  });

  it("callbacks, where the policy lets them be", () => {
    expect(report(inService('callback(new Error("no order"));'), allowing)).toEqual([]);
  });

  it("everything where no class makes coded errors", () => {
    for (const root of [nameless, ungoverned])
      expect(report(inService('throw new Error("no order");'), root)).toEqual([]);
  });
});

describe("leaves to other rules", () => {
  it("what is made in a handler", () => {
    const code = 'router.post("/", async (req) => { throw new Error("no order"); });';
    expect(report(code)).toEqual([]);
    expect(report(code, governed, handlerRule)).toHaveLength(1);
  });

  it("what is made in a function of the file that a handler calls", () => {
    const code = 'router.post("/", async (req) => { find(); }); function find() { throw new Error("no order"); }';
    expect(report(code)).toEqual([]);
    expect(report(code, governed, handlerRule)).toHaveLength(1);
  });

  it("what is made in place of a caught one", () => {
    const code = inService('try { await read(); } catch (err) { throw new Error("no order: " + err.message); }');
    expect(report(code)).toEqual([]);
    expect(report(code, governed, causeRule)).toHaveLength(1);
  });
});

describe("what is proposed", () => {
  const suggested = (text: string): string[] => {
    const code = imports + inService(text);
    const [message] = lint(rule, code, { filename: join(governed, "src/orders.ts") });
    return (message?.suggestions ?? []).map((each) => takeSuggestion(code, each).slice(imports.length));
  };

  it.each([
    [
      'throw new Error("order " + id + " not found");',
      'throw new AppError("NOT_FOUND", "order not found", { context: { id } });',
    ],
    [
      'callback(new Error("order already exists"));',
      'callback(new AppError("ALREADY_EXISTS", "order already exists"));',
    ],
  ])("%s", (text, expected) => {
    expect(suggested(text)).toEqual([inService(expected)]);
  });

  it.each(['throw new Error("the moon is full");', 'throw new Error("not found", { cause: id });'])(
    "nothing for %s",
    (text) => expect(suggested(text)).toEqual([]),
  );
});
