import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-dynamic-message.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const notFound = { name: "notFound", module: "./src/errors", factory: true, message: 0, fixedCode: "NOT_FOUND" };
const domainError = { name: "DomainError", module: "./src/errors", object: 0, fields: { context: "data" } };
const root = createRepository({ errors: [appError, notFound, domainError] }, {}, { scope: { client: ["web/**"] } });
const head = `import { AppError, notFound, DomainError } from "./errors";\nimport { LIMIT, limits } from "./limits";\nconst KINDS = ["a", "b"];\n`;

function report(text: string, file = "src/orders.ts") {
  return lint(rule, head + text, { filename: join(root, file) });
}

/** In a function that knows an order. */
function inFunction(text: string): string {
  return `async function load(id, order, userEmail) { ${text} }`;
}

describe("a message that varies", () => {
  it.each([
    ["throw new AppError('NOT_FOUND', `order ${id} not found`);", "`id`"],
    ["throw new AppError('NOT_FOUND', 'order ' + id + ' not found');", "`id`"],
    ["throw new AppError('NOT_FOUND', `order ${order.id} not found`);", "`order.id`"],
    ["throw new AppError('NOT_FOUND', `no order since ${Date.now()}`);", "`Date.now()`"],
    ["throw new AppError('NOT_FOUND', late ? `order ${id} is late` : 'no order');", "`id`"],
    ["const text = `order ${id} not found`; throw new AppError('NOT_FOUND', text);", "`id`"],
    ["throw notFound(`order ${id} not found`);", "`id`"],
    ["throw new DomainError({ code: 'NOT_FOUND', message: `order ${id} not found` });", "`id`"],
    ["throw AppError.wrap(err, `could not load order ${id}`);", "`id`"],
    ["class Gone extends AppError { constructor(id) { super('NOT_FOUND', `order ${id} is gone`); } }", "`id`"],
  ])("is reported: %s", (text, data) => {
    const messages = report(inFunction(text));
    expect(messages.map(({ message }) => message)).toEqual([expect.stringContaining(`holds ${data}, and so`)]);
  });

  it.each(["throw new AppError('NOT_FOUND', '');", "throw AppError.wrap(err, ` `);"])("is empty: %s", (text) => {
    expect(report(text).map(({ message }) => message)).toEqual([expect.stringContaining("is empty")]);
  });

  it.each([
    "throw new AppError('NOT_FOUND', 'order not found');",
    "throw new AppError('NOT_FOUND', `at most ${LIMIT} orders`);",
    "throw new AppError('NOT_FOUND', `at most ${limits.orders} orders`);",
    "throw new AppError('NOT_FOUND', `one of ${KINDS.join(', ')}`);",
    "throw new AppError('NOT_FOUND', `no such ${late ? 'invoice' : 'order'}`);",
    "const what = 'order'; throw new AppError('NOT_FOUND', `no such ${what}`);",
    "throw new AppError('NOT_FOUND', 'no such ' + 'order');",
    "switch (kind) { default: { const never: never = kind; throw new AppError('INTERNAL_ERROR', `no such kind: ${never}`); } }",
    // handed in whole, or somebody else's error
    "throw new AppError('NOT_FOUND', message);",
    "throw new AppError('NOT_FOUND', toMessage(order));",
    "throw new Error(`order ${id} not found`);",
    "throw new AppError('NOT_FOUND');",
    // settled with the cause that it takes the place of
    "try { await read(); } catch (err) { throw new AppError('TIMEOUT', `could not read: ${err.message}`); }",
  ])("is not: %s", (text) => {
    expect(report(inFunction(text))).toEqual([]);
  });

  it("is let be at the client's", () => {
    expect(report(inFunction("throw new AppError('NOT_FOUND', `no order ${id}`);"), "web/orders.ts")).toEqual([]);
  });
});

describe("what is proposed", () => {
  function taken(text: string): string[] {
    const [message] = report(inFunction(text));
    return (message?.suggestions ?? []).map((each) => takeSuggestion(head + inFunction(text), each).slice(head.length));
  }

  it.each([
    "throw new AppError('NOT_FOUND', `order ${JSON.stringify(order)} not found`);",
    "throw new AppError('NOT_FOUND', `order ${JSON.stringify(order.lines, null, 2)} not found`);",
  ])("is nothing where all of a value would go into the context: %s", (text) => {
    expect(taken(text)).toEqual([]);
  });

  it("is the plain value that was written as JSON", () => {
    expect(taken("throw new AppError('NOT_FOUND', `no order ${JSON.stringify(order.id)}`);")).toEqual([
      expect.stringContaining('"no order", { context: { orderId: order.id } });'),
    ]);
    const typed =
      "function find(word: string) { throw new AppError('NOT_FOUND', `no order ${JSON.stringify(word)}`); }";
    expect(taken(typed)).toEqual([expect.stringContaining('"no order", { context: { word } });')]);
  });

  it.each([
    ["throw new AppError('NOT_FOUND', `order ${id} not found`);", '"order not found", { context: { id } });'],
    [
      "throw new AppError('NOT_FOUND', `order ${order.id} not found`, { cause: err });",
      '"order not found", { cause: err, context: { orderId: order.id } });',
    ],
    [
      "throw new AppError('NOT_FOUND', `order ${id} not found`, { context: { order: id } });",
      '"order not found", { context: { order: id } });',
    ],
    [
      "throw new DomainError({ code: 'NOT_FOUND', message: `order ${id} not found` });",
      'message: "order not found", data: { id } });',
    ],
    [
      "try { await read(); } catch (err) { throw new AppError('TIMEOUT', `could not read order: ${err.message}`, { cause: err }); }",
      `new AppError('TIMEOUT', "could not read order", { cause: err })`,
    ],
    ["throw new AppError('NOT_FOUND', `order id: ${id} not found`);", '"order not found", { context: { id } });'],
    ["throw new AppError('NOT_FOUND', `no job for orderId ${id} is left`);", '"no job is left", { context: { id } });'],
    [
      "throw new AppError('NOT_FOUND', `a webhook for ${order.kind}-${id} is not supported`);",
      '"a webhook is not supported", { context: { kind: order.kind, id } });',
    ],
    [
      "throw new AppError('NOT_FOUND', `a change to an ${order.kind} type is not supported`);",
      '"a change to a type is not supported", { context: { kind: order.kind } });',
    ],
    [
      "throw new AppError('NOT_FOUND', `locked order with id: ${id} can not be changed`);",
      '"locked order can not be changed", { context: { id } });',
    ],
    [
      "throw new AppError('NOT_FOUND', `conditions are required, order name ${order.title} id ${id}`);",
      '"conditions are required", { context: { title: order.title, id } });',
    ],
  ])("is a stable message, and the data as context: %s", (text, expected) => {
    expect(taken(text)).toEqual([expect.stringContaining(expected)]);
  });

  it.each([
    "throw notFound(`order ${id} not found`);",
    "throw new AppError('NOT_FOUND', `no order since ${Date.now()}`);",
    "throw new AppError('NOT_FOUND', `no order ${order['line-id']} found`);",
    "throw new AppError('NOT_FOUND', `no user ${userEmail} found`);",
    "throw new AppError('NOT_FOUND', `${id}`);",
    "throw new AppError('NOT_FOUND', `OrderId: ${id} not found`);",
    "throw new AppError('NOT_FOUND', `order ${id} not found`, toOptions());",
  ])("is nothing where that cannot be done: %s", (text) => {
    expect(taken(text)).toEqual([]);
  });
});
