import { join } from "node:path";
import { describe, expect, it } from "vitest";
import rule from "../../rules/require-context.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const codes = {
  ORDER_NOT_FOUND: { description: "No such order.", fault: "client", context: ["orderId"] },
  STOCK_EMPTY: { description: "Nothing left.", fault: "client", context: ["orderId", "productId"] },
  LOGIN_REFUSED: { description: "Refused.", fault: "client", context: ["password"] },
};
const notFound = { name: "notFound", module: "./src/errors", factory: true, message: 0, fixedCode: "ORDER_NOT_FOUND" };
const domainError = { name: "DomainError", module: "./src/errors", object: 0, fields: { context: "data" } };
const errors = [appError, { ...notFound, options: 1 }, { ...notFound, name: "gone" }, domainError];
const typescript = { errors, codeSources: [{ name: "ErrorCode", module: "./src/codes" }] };
const root = createRepository(typescript, {}, { codes });
const head = `import { AppError, notFound, gone, DomainError } from "./errors";\nimport { ErrorCode } from "./codes";\n`;

function report(text: string) {
  return lint(rule, head + text, { filename: join(root, "src/orders.ts") });
}

/** In a function that knows an order. */
function inFunction(text: string): string {
  return `async function load(orderId) { const password = "x"; ${text} }`;
}

describe("context that the contract names", () => {
  it.each([
    ['throw new AppError("ORDER_NOT_FOUND", "no such order");', "`orderId`"],
    ['throw new AppError(ErrorCode.ORDER_NOT_FOUND, "no such order");', "`orderId`"],
    ['throw new AppError("ORDER_NOT_FOUND", "no such order", { cause: err });', "`orderId`"],
    ['throw new AppError("ORDER_NOT_FOUND", "no such order", { context: { id: 1 } });', "`orderId`"],
    ['throw new AppError("STOCK_EMPTY", "nothing left", { context: { orderId } });', "`productId`"],
    ['throw new AppError("STOCK_EMPTY", "nothing left");', "`orderId` and `productId`"],
    ['throw notFound("no such order");', "`orderId`"],
    ['throw new DomainError({ code: "ORDER_NOT_FOUND", message: "no such order" });', "`orderId`"],
    ['const options = { context: {} }; throw new AppError("ORDER_NOT_FOUND", "none", options);', "`orderId`"],
    ['return Promise.reject(new AppError("ORDER_NOT_FOUND", "none"));', "`orderId`"],
    ['return err(new AppError("ORDER_NOT_FOUND", "none"));', "`orderId`"],
    ['return Err(new AppError("ORDER_NOT_FOUND", "none"));', "`orderId`"],
  ])("is missing: %s", (text, keys) => {
    const messages = report(inFunction(text));
    expect(messages).toHaveLength(1);
    expect(messages[0]?.message).toContain(` carries ${keys} in its context, says the contract`);
  });

  it.each([
    'throw new AppError("ORDER_NOT_FOUND", "none", { context: { orderId } });',
    'throw new AppError("ORDER_NOT_FOUND", "none", { context: { orderId: order.id, more: 1 } });',
    'throw new DomainError({ code: "ORDER_NOT_FOUND", message: "none", data: { orderId } });',
    'const context = { orderId }; throw new AppError("ORDER_NOT_FOUND", "none", { context });',
    // nobody can tell
    'throw new AppError("ORDER_NOT_FOUND", "none", { context: { ...order } });',
    'throw new AppError("ORDER_NOT_FOUND", "none", { ...options });',
    'throw new AppError("ORDER_NOT_FOUND", "none", toOptions(order));',
    'throw new AppError("ORDER_NOT_FOUND", "none", { context: toContext(order) });',
    'throw new AppError("ORDER_NOT_FOUND", "none", { context: { [key]: 1 } });',
    "throw new AppError(...given);",
    "throw new AppError(code, 'none');",
    // more may come
    'const failure = new AppError("ORDER_NOT_FOUND", "none"); failure.context = { orderId }; throw failure;',
    'this.failure = new AppError("ORDER_NOT_FOUND", "none"); this.failure.context = { orderId };',
    'throw addContext(new AppError("ORDER_NOT_FOUND", "none"), { orderId });',
    // its cause may carry it
    'throw AppError.wrap(err, "could not load", { code: "ORDER_NOT_FOUND" });',
    // there is no place for it, or nothing is wanted
    'throw gone("no such order");',
    'throw new AppError("NOT_FOUND", "none");',
  ])("is there, or nobody can tell: %s", (text) => {
    expect(report(inFunction(text))).toEqual([]);
  });
});

describe("what is proposed", () => {
  function taken(text: string): string[] {
    const [message] = report(inFunction(text));
    return (message?.suggestions ?? []).map((each) => takeSuggestion(head + inFunction(text), each).slice(head.length));
  }

  it.each([
    ['throw new AppError("ORDER_NOT_FOUND", "none");', '"none", { context: { orderId } });'],
    ['throw new AppError("ORDER_NOT_FOUND", "none", { cause: err });', "{ cause: err, context: { orderId } });"],
    ['throw new AppError("ORDER_NOT_FOUND", "none", { context: { id: 1 } });', "{ context: { id: 1, orderId } });"],
    ['throw new AppError("ORDER_NOT_FOUND", "none", { context: {} });', "{ context: { orderId } });"],
    [
      'throw new DomainError({ code: "ORDER_NOT_FOUND", message: "m" });',
      '{ code: "ORDER_NOT_FOUND", message: "m", data: { orderId } });',
    ],
    ['throw new AppError("STOCK_EMPTY", "none");', '"none", { context: { orderId } });'],
  ])("is what goes by that name: %s", (text, expected) => {
    expect(taken(text)).toEqual([expect.stringContaining(expected)]);
  });

  it("is nothing that sounds like a secret, or that is not there", () => {
    expect(taken('throw new AppError("LOGIN_REFUSED", "refused");')).toEqual([]);
    expect(taken('throw new AppError("STOCK_EMPTY", "none", { context: { orderId } });')).toEqual([]);
  });
});
