import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter, RuleTester, type Rule } from "eslint";
import { afterAll, describe, expect, it } from "vitest";
import noUnknownCode from "../../rules/no-unknown-code.ts";
import { loadContract } from "../../src/contract/load.ts";
import { noUnknownCode as finder } from "../../src/findings/no-unknown-code.ts";
import { factsOf, plainSetting } from "../support/facts.ts";

const root = mkdtempSync(join(tmpdir(), "no-unknown-code-"));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, ".git"));
writeFileSync(
  join(root, "error-contract.json"),
  JSON.stringify({
    format: 1,
    extends: ["error-contract:starter"],
    codes: { ORDER_LOCKED: { description: "Somebody else edits the order.", fault: "client", http: 409 } },
    scope: { client: ["web/**"] },
    typescript: {
      errors: [
        {
          name: "AppError",
          module: "./src/errors",
          code: 0,
          message: 1,
          options: 2,
          wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
        },
      ],
      guards: [{ name: "isAppError", module: "./src/errors" }],
      codeSources: [{ name: "ErrorCode", module: "./src/error-codes" }],
      sanitizers: [{ name: "toPublicEnvelope", module: "./src/errors/envelope" }],
      causeFinders: [{ name: "findCause", module: "./src/errors" }],
    },
  }),
);

const rule = noUnknownCode as unknown as Rule.RuleModule;
const filename = join(root, "src/orders.ts");
const head = 'import { AppError, isAppError } from "./errors";\nimport { ErrorCode } from "./error-codes";\n';

/** What is imported from the generated modules. */
function passing(text: string): string {
  return `import { findCause } from "./errors"; import { fromResponse, fromEnvelope as read } from "./errors/remote"; ${text}`;
}

/** One report, which is fixed without asking. */
function misspelt(code: string, [from, to]: readonly [string, string]): RuleTester.InvalidTestCase {
  const text = head + code;
  const error = { messageId: "misspelt", data: { code: from, candidate: to }, suggestions: [] };
  return { name: code, code: text, filename, errors: [error], output: text.replace(from, to) };
}

/** One report, whose proposal is a person's to take. */
function near(code: string, [from, to]: readonly [string, string]): RuleTester.InvalidTestCase {
  const text = head + code;
  const suggestion = { messageId: "use", data: { candidate: to }, output: text.replace(from, to) };
  const error = { messageId: "misspelt", data: { code: from, candidate: to }, suggestions: [suggestion] };
  return { name: code, code: text, filename, errors: [error], output: null };
}

/** One report without a proposal. */
function unknown(text: string, code: string): RuleTester.InvalidTestCase {
  return {
    name: text,
    code: head + text,
    filename,
    errors: [{ messageId: "unknown", data: { code }, suggestions: [] }],
  };
}

function valid(code: string): RuleTester.ValidTestCase {
  return { name: code, code: head + code, filename };
}

/** In the catch of a function. */
function inCatch(text: string): string {
  return `async function load(id) { try { await read(id); } catch (err) { ${text} throw err; } }`;
}

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

new RuleTester({ languageOptions: { parser } }).run("no-unknown-code", rule, {
  valid: [
    // codes of the contract
    `throw new AppError("NOT_FOUND", "no such order");`,
    `throw new AppError("ORDER_LOCKED", "the order is being edited");`,
    `throw AppError.wrap(err, "could not load order", { code: "TIMEOUT" });`,
    `reply.send({ error_code: "CONFLICT", message: "taken" });`,
    `use(ErrorCode.NOT_FOUND);`,
    inCatch(`switch (err.code) { case "TIMEOUT": case "UNREACHABLE": return null; }`),
    // codes of systems and other catalogues, read
    `import { LedgerError } from "ledger"; const isOpen = (err: LedgerError) => err.error_code !== "NOT_FUOND";`,
    inCatch(`if (err.code === "ENOENT") return null;`),
    inCatch(`if (err.code === "23505" || err.code === "P2002") return null;`),
    inCatch(`if (["ECONNRESET", "ETIMEDOUT", "ERR_CANCELED"].includes(err.code)) return null;`),
    inCatch(`if (err.code === "DEADLINE_EXCEEDED" || err.code === "card_declined") return null;`),
    inCatch(`if (err.code === "LEDGER_CLOSED") return null;`),
    inCatch(`if (isAppError(err.cause) || err.code === "CANCELED") return null;`),
    inCatch(`if (err.response.data.error_code === "ITEM_LOGIN_REQUIRED") return null;`),
    inCatch(`if (isAppError(err) && err.cause.code === "ECONNREFUSED") return null;`),
    `for (const issue of result.error.issues) if (issue.code === "invalid_type") skip();`,
    passing(`throw await fromResponse(res, "could not ask", { passOn: ["NOT_FOUND", code] });`),
    passing(`if (findCause(err, "NOT_FOUND") || findCause(err, "PrismaError") || findCause(err, kind)) skip();`),
    passing(`send(res, "could not ask", { passOn: ["LEDGER_CLOSED"] });`),
    `import { fromResponse } from "their-errors"; throw fromResponse(res, "", { passOn: ["LEDGER_CLOSED"] });`,
    inCatch(
      `let wanted = "LEDGER_CLOSED"; if (retried) wanted = pick(); if (isAppError(err) && err.code === wanted) return null;`,
    ),
    // what is no error's code
    `expect({ error_type: "ITEM_ERROR", error_code: "LOGIN_REQUIRED", error_message: "log in", message: "m" });`,
    `translate({ code: "en-US" });`,
    `ship({ country: { code: "DE" } });`,
    `res.send({ code: 404, message: "no such order" });`,
    `addEventListener("keydown", (event) => { if (event.code === "Escape") close(); });`,
    `if (coupon.code === "WELCOME") discount();`,
    `report({ code: "UNUSED_FIELD", message: "not used", severity: "warning" });`,
    // what nobody can tell
    "throw new AppError(`${kind}_MISSING`, 'gone');",
    `throw new AppError(code, "gone");`,
    `throw new AppError(data?.code ?? "", "gone");`,
    // labels of a metric
    `recordIncrement("runs", 1, { error_code: status ?? "NONE", message: "m" });`,
    `use(ErrorCode.OrderGone, ErrorCode[name]);`,
    // somebody else's class of that name
    `function load() { class AppError extends Error {} throw new AppError("GONE_AWAY"); }`,
  ].map(valid),

  invalid: [
    misspelt(`throw new AppError("NOT_FUOND", "no such order");`, ["NOT_FUOND", "NOT_FOUND"]),
    misspelt("throw new AppError(`NOT_FUOND`, 'no such order');", ["NOT_FUOND", "NOT_FOUND"]),
    misspelt(`throw new AppError('ORDER_LOKCED', 'being edited');`, ["ORDER_LOKCED", "ORDER_LOCKED"]),
    near(`throw new AppError("not_found", "no such order");`, ["not_found", "NOT_FOUND"]),
    misspelt(`throw AppError.wrap(err, "could not load order", { code: "TIMEUOT" });`, ["TIMEUOT", "TIMEOUT"]),
    misspelt(`reply.send({ error_code: "CONFILCT", message: "taken" });`, ["CONFILCT", "CONFLICT"]),
    misspelt(`body.error_code = "INTERNAL_EROR";`, ["INTERNAL_EROR", "INTERNAL_ERROR"]),
    misspelt(inCatch(`if (err.code !== "INVALD_INPUT") return null;`), ["INVALD_INPUT", "INVALID_INPUT"]),
    misspelt(inCatch(`switch (err.code) { case "UNREACHABEL": return null; }`), ["UNREACHABEL", "UNREACHABLE"]),
    misspelt(inCatch(`if (["TIMEOUT", "RATE_LIMITTED"].includes(err.code)) return null;`), [
      "RATE_LIMITTED",
      "RATE_LIMITED",
    ]),
    misspelt(inCatch(`const STATUS = { NOT_FUOND: 404 }; reply.code(STATUS[err.code]);`), ["NOT_FUOND", "NOT_FOUND"]),
    misspelt(`if (reply.body.error_code === "NOT_FOUNT") skip();`, ["NOT_FOUNT", "NOT_FOUND"]),
    misspelt(`use(ErrorCode.NOT_FUOND);`, ["NOT_FUOND", "NOT_FOUND"]),
    misspelt(`use(ErrorCode["NOT_FUOND"]);`, ["NOT_FUOND", "NOT_FOUND"]),
    misspelt(passing(`throw await fromResponse(res, "could not ask", { passOn: ["TIMEOUT", "NOT_FUOND"] });`), [
      "NOT_FUOND",
      "NOT_FOUND",
    ]),
    misspelt(passing(`const passOn = ["NOT_FUOND"]; throw read(body, "could not ask", { passOn });`), [
      "NOT_FUOND",
      "NOT_FOUND",
    ]),
    misspelt(passing(`if (findCause(err, "NOT_FUOND")) skip();`), ["NOT_FUOND", "NOT_FOUND"]),
    unknown(passing(`throw read(body, "could not ask", { passOn: ["LEDGER_CLOSED"] });`), "LEDGER_CLOSED"),
    unknown(`throw new AppError("LEDGER_CLOSED", "the ledger is closed");`, "LEDGER_CLOSED"),
    unknown(`throw new AppError("ECONNREFUSED", "no connection");`, "ECONNREFUSED"),
    unknown(`reply.send({ error_code: "LEDGER_CLOSED" });`, "LEDGER_CLOSED"),
    unknown(inCatch(`if (isAppError(err) && err.code === "LEDGER_CLOSED") return null;`), "LEDGER_CLOSED"),
  ],
});

function lint(text: string, file: string, cwd = root): string[] {
  const config: Linter.Config = {
    files: ["**/*.ts"],
    languageOptions: { parser },
    plugins: { own: { rules: { "no-unknown-code": rule } } },
    rules: { "own/no-unknown-code": "error" },
  };
  return new Linter({ cwd }).verify(text, config, join(cwd, file)).map(({ message }) => message);
}

describe("where it applies", () => {
  const text = 'reply.send({ error_code: "NOT_FUOND", message: "no such order" });';

  it("says what is wrong and what was meant", () => {
    expect(lint(text, "src/orders.ts")).toEqual(["`NOT_FUOND` is no code of the contract. Did you mean `NOT_FOUND`?"]);
    expect(lint(text.replace("NOT_FUOND", "LEDGER_CLOSED"), "src/orders.ts")).toEqual([
      "`LEDGER_CLOSED` is no code of the contract. Add it to error-contract.json, or use one that is there.",
    ]);
  });

  it("is silent in generated files, tests and client code", () => {
    expect(lint(text, "src/orders.gen.ts")).toEqual([]);
    expect(lint(text, "src/orders.test.ts")).toEqual([]);
    expect(lint(text, "web/orders.ts")).toEqual([]);
    expect(lint(`"use client";\n${text}`, "src/orders.ts")).toEqual([]);
  });

  it("is silent without a contract", () => {
    const bare = mkdtempSync(join(tmpdir(), "no-contract-"));
    mkdirSync(join(bare, ".git"));
    expect(lint(text, "src/orders.ts", bare)).toEqual([]);
    rmSync(bare, { recursive: true });
  });
});

describe("what a machine may put in its place", () => {
  const proposals = (code: string): { candidate: string | undefined; manual: boolean }[] => {
    const { contract } = loadContract(join(root, "error-contract.json"));
    const facts = factsOf(`body.error_code = "${code}";`, { path: filename, setting: { ...plainSetting, contract } });
    const [finding] = finder.find(facts);
    return (finding?.proposals ?? []).map(({ data, manual }) => ({ candidate: data["candidate"], manual }));
  };

  it("is a slip mended", () => {
    expect(proposals("ORDER_LOKCED")).toEqual([{ candidate: "ORDER_LOCKED", manual: false }]);
  });

  it("is no other word that is merely near: a person decides", () => {
    expect(proposals("USER_LOCKED")).toEqual([{ candidate: "ORDER_LOCKED", manual: true }]);
    expect(proposals("LEDGER_CLOSED")).toEqual([]);
  });
});
