import { join } from "node:path";
import type { RuleTester } from "eslint";
import { describe, expect, it } from "vitest";
import rule from "../../rules/no-deprecated-code.ts";
import unknownRule from "../../rules/no-unknown-code.ts";
import { appError, createRepository, lint, testRule } from "../support/rule-tester.ts";

const client = { fault: "client", description: "A failure." };
const codes = {
  ORDER_GONE: { ...client, http: 404, deprecated: { since: "2.0.0", use: "NOT_FOUND", removeIn: "3.0.0" } },
  ORDER_BUSY: { ...client, http: 423, deprecated: { since: "2.1.0", use: "CONFLICT" } },
  ORDER_SHY: { ...client, http: 404, deprecated: { since: "2.0.0", use: "ORDER_HIDDEN" } },
  ORDER_HIDDEN: { ...client, http: 404, context: ["orderId"] },
  ORDER_ODD: { ...client, deprecated: { since: "2.2.0", removeIn: "4.0.0" } },
  ORDER_OLD: { ...client, deprecated: { since: "1.0.0", use: "NOT_FOUND", removeIn: "2.0.0" } },
  ORDER_LOST: { ...client, deprecated: { since: "1.0.0", removeIn: "2.0.0-rc.1" } },
};
const errors = [
  appError,
  { name: "orderGone", module: "./src/errors", factory: true, message: 0, fixedCode: "ORDER_GONE" },
  { name: "ERRORS.Odd", module: "./src/errors", factory: true, message: 0, fixedCode: "ORDER_ODD" },
  { name: "BusyError", module: "./src/errors", message: 0, options: 1, fixedCode: "ORDER_BUSY" },
  { name: "OldError", module: "./src/errors", message: 0, fixedCode: "ORDER_OLD" },
  { name: "hidden", module: "./src/errors", factory: true, message: 0, fixedCode: "ORDER_HIDDEN" },
];
const typescript = { errors, codeSources: [{ name: "ErrorCode", module: "./src/codes" }] };
const root = createRepository(typescript, {}, { version: "2.2.0", codes, scope: { client: ["web/**"] } });
const filename = join(root, "src/orders.ts");
const head =
  'import { AppError, BusyError, ERRORS, OldError, hidden, orderGone } from "./errors";\nimport { ErrorCode } from "./codes";\n';

function inCatch(test: string): string {
  return `try { load(); } catch (err) { if (err instanceof AppError) { ${test} } }`;
}

function valid(code: string): RuleTester.ValidTestCase {
  return { name: code, code: head + code, filename };
}

/** One report, whose replacement is a fix (`fixed`) or a suggestion, or there is none. */
function deprecated(
  code: string,
  messageId: string,
  { fixed, suggested }: { fixed?: readonly [string, string]; suggested?: readonly [string, string] },
): RuleTester.InvalidTestCase {
  const text = head + code;
  const toOutput = ([from, to]: readonly [string, string]): string => text.replace(from, to);
  const suggestions = suggested ? [{ messageId: "use", output: toOutput(suggested) }] : [];
  const error = { messageId, suggestions };
  return { name: code, code: text, filename, errors: [error], output: fixed ? toOutput(fixed) : null };
}

const gone = ["ORDER_GONE", "NOT_FOUND"] as const;

testRule("no-deprecated-code", rule, {
  valid: [
    `throw new AppError("NOT_FOUND", "no such order");`,
    // none of the contract's: another rule speaks of these
    `throw new AppError("ORDER_GNOE", "no such order");`,
    `throw new AppError("ORDER_OLD", "no such order");`,
    // who asks for both is on the way
    inCatch(`if (err.code === "ORDER_GONE" || err.code === "NOT_FOUND") return null;`),
    inCatch(`switch (err.code) { case "NOT_FOUND": case "ORDER_GONE": return null; }`),
    inCatch(`if (["ORDER_GONE", "NOT_FOUND"].includes(err.code)) return null;`),
    inCatch(`const STATUS = { ORDER_GONE: 404, NOT_FOUND: 404 }; reply(STATUS[err.code]);`),
    inCatch(`if (err.code === ErrorCode.ORDER_GONE || err.code === ErrorCode.NOT_FOUND) return null;`),
    inCatch(`switch (err.code) { case ErrorCode.NOT_FOUND: case ErrorCode.ORDER_GONE: return null; }`),
    `export const STATUS = { [ErrorCode.ORDER_GONE]: 404, [ErrorCode.NOT_FOUND]: 404 };`,
    // words that are no codes of errors
    `show({ state: "ORDER_GONE" });`,
    `const titles = ["ORDER_GONE"]; render(titles);`,
    `if (order.code === "ORDER_GONE") skip();`,
    // whose one code is not deprecated, or gone already; and what only tells the class
    `throw hidden("no such order");`,
    `throw new OldError("no such order");`,
    inCatch(`if (err instanceof BusyError) return null;`),
    `later(orderGone);`,
  ].map(valid),
  invalid: [
    deprecated(`throw new AppError("ORDER_GONE", "no such order");`, "replaced", { fixed: gone }),
    deprecated(`throw AppError.wrap(err, "could not load", { code: "ORDER_GONE" });`, "replaced", { fixed: gone }),
    deprecated(`reply.send({ error_code: "ORDER_GONE", message: "gone" });`, "replaced", { fixed: gone }),
    deprecated(`class Gone extends AppError { code = "ORDER_GONE"; }`, "replaced", { fixed: gone }),
    // another status
    deprecated(`throw new AppError("ORDER_BUSY", "in use");`, "replaced", { suggested: ["ORDER_BUSY", "CONFLICT"] }),
    // context that the old one did not have to have
    deprecated(`throw new AppError("ORDER_SHY", "hidden");`, "replaced", { suggested: ["ORDER_SHY", "ORDER_HIDDEN"] }),
    // whether the table has the other one by that name, another file knows
    deprecated(`throw new AppError(ErrorCode.ORDER_GONE, "gone");`, "replaced", { suggested: gone }),
    deprecated(`throw new AppError("ORDER_ODD", "odd");`, "alone", {}),
    // what has one code alone
    deprecated(`throw orderGone("no such order");`, "made", {}),
    deprecated(`export const toGone = () => orderGone("no such order");`, "made", {}),
    deprecated(`throw new BusyError("in use");`, "made", {}),
    deprecated(`class MyBusy extends BusyError { constructor(text) { super(text); } }`, "made", {}),
    deprecated(`throw ERRORS.Odd("odd");`, "madeAlone", {}),
    deprecated(inCatch(`if (err.code === "ORDER_GONE") return null;`), "read", {}),
    deprecated(inCatch(`switch (err.code) { case "ORDER_GONE": return null; }`), "read", {}),
    deprecated(inCatch(`if (["ORDER_GONE", "TIMEOUT"].includes(err.code)) return null;`), "read", {}),
    deprecated(inCatch(`if (err.code === ErrorCode.ORDER_GONE) return null;`), "read", {}),
    deprecated(inCatch(`switch (err.code) { case ErrorCode.ORDER_GONE: return null; }`), "read", {}),
    deprecated(`export const STATUS = { [ErrorCode.ORDER_GONE]: 404 };`, "read", {}),
    deprecated(`export const gone = { code: ErrorCode.ORDER_GONE };`, "replaced", { suggested: gone }),
  ],
});

function messagesOf(text: string, file = "src/orders.ts", from = rule): string[] {
  return lint(from, head + text, { filename: join(root, file) }).map(({ message }) => message);
}

describe("what it says", () => {
  it("is since when, until when, and what to use", () => {
    expect(messagesOf(`throw new AppError("ORDER_GONE", "gone");`)).toEqual([
      "`ORDER_GONE` has been deprecated since 2.0.0 of the contract, and will be removed in 3.0.0. Use `NOT_FOUND` in its place.",
    ]);
    expect(messagesOf(`throw new AppError("ORDER_BUSY", "busy");`)).toEqual([
      "`ORDER_BUSY` has been deprecated since 2.1.0 of the contract. Use `CONFLICT` in its place.",
    ]);
  });

  it("is nothing at the client's, and nothing in the table of the codes", () => {
    expect(messagesOf(`throw new AppError("ORDER_GONE", "gone");`, "web/orders.ts")).toEqual([]);
    const table = `export const ErrorCode = { ORDER_GONE: "ORDER_GONE", ORDER_OLD: "ORDER_OLD" } as const;`;
    for (const each of [rule, unknownRule])
      expect(lint(each, table, { filename: join(root, "src/codes.ts") })).toEqual([]);
  });
});

describe("from the version on in which a code was to go", () => {
  it("is unknown", () => {
    expect(messagesOf(`throw new AppError("ORDER_OLD", "old");`, "src/orders.ts", unknownRule)).toEqual([
      "`ORDER_OLD` was removed from the contract in 2.0.0. Use `NOT_FOUND`, which replaces it.",
    ]);
    expect(messagesOf(`throw new AppError("ORDER_LOST", "lost");`, "src/orders.ts", unknownRule)).toEqual([
      "`ORDER_LOST` was removed from the contract in 2.0.0-rc.1. Nothing replaces it: do without it.",
    ]);
  });

  it("is known until then", () => {
    expect(messagesOf(`throw new AppError("ORDER_GONE", "gone");`, "src/orders.ts", unknownRule)).toEqual([]);
  });
});
