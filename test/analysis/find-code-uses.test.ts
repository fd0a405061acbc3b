import { describe, expect, it } from "vitest";
import { findCodeUses } from "../../src/analysis/find-code-uses.ts";
import type { Binding, ErrorBinding } from "../../src/contract/contract.ts";
import { sampleContract, sampleError } from "../generate/sample-contract.ts";
import { factsOf, plainSetting } from "../support/facts.ts";

const named = (name: string, module: string | null): Binding => ({
  name,
  module,
  export: null,
  type: null,
  member: null,
});
const error = (name: string, own: Partial<ErrorBinding>): ErrorBinding => sampleError(name, "/app/src/errors", own);
const contract = sampleContract(undefined, {
  errors: [
    error("AppError", {
      code: 0,
      message: 1,
      options: 2,
      wrap: { ...named("AppError.wrap", "/app/src/errors"), name: "AppError.wrap", cause: 0, message: 1, options: 2 },
    }),
    error("failure", { factory: true, code: 0 }),
    error("DomainError", { object: 0 }),
  ],
  guards: [named("isAppError", "/app/src/errors")],
  causeFinders: [named("findCause", "/app/src/errors")],
  codeSources: [named("ErrorCode", "/app/src/codes")],
  wire: [{ files: "/app/src/v1/**", shape: "own" }],
});
const imports = `import { AppError, DomainError, failure, isAppError, findCause } from "./errors";
import { ErrorCode } from "./codes";
`;

function usesIn(text: string, path = "/app/src/file.ts"): string[] {
  const facts = factsOf(imports + text, { path, setting: { ...plainSetting, contract } });
  return findCodeUses(facts).map(({ where, code, certain }) => `${where} ${code}${certain ? "" : "?"}`);
}

/** In the catch of a function, where `err` is the caught error. */
function usesInCatch(text: string): string[] {
  return usesIn(`async function load(order) { try { await store(order); } catch (err) { ${text} } }`);
}

describe("constructions", () => {
  it.each([
    ["the argument of the class", `throw new AppError("GONE_AWAY", "m");`],
    ["the argument of a factory", `throw failure("GONE_AWAY");`],
    ["the field of an object", `throw new DomainError({ code: "GONE_AWAY" });`],
    ["the options of the wrapper", `throw AppError.wrap(err, "m", { code: "GONE_AWAY" });`],
    ["a template without holes", "throw new AppError(`GONE_AWAY`, 'm');"],
    ["behind a cast", `throw new AppError("GONE_AWAY" as never, "m");`],
    ["a constant", `const CODE = "GONE_AWAY"; throw new AppError(CODE, "m");`],
    ["a fallback", `throw new AppError(options.code ?? "GONE_AWAY", "m");`],
    ["super", `class Own extends AppError { constructor() { super("GONE_AWAY", "m"); } }`],
    ["a subclass that inherits the constructor", `class Own extends AppError {} throw new Own("GONE_AWAY", "m");`],
  ])("%s is a use", (_, text) => {
    expect(usesIn(text)).toEqual(["construction GONE_AWAY"]);
  });

  it("has both branches of a condition", () => {
    expect(usesIn(`throw new AppError(busy ? "TIMEOUT" : "GONE_AWAY", "m");`)).toEqual([
      "construction TIMEOUT",
      "construction GONE_AWAY",
    ]);
  });

  it.each([
    ["a message", `throw new AppError(code, "GONE_AWAY");`],
    ["a template with a hole", "throw new AppError(`${kind}_GONE`, 'm');"],
    ["a shadowing class", `function load() { class AppError extends Error {} throw new AppError("GONE_AWAY"); }`],
    ["a spread before it", `throw new AppError(...parts, "GONE_AWAY");`],
    ["a variable that changes", `let code = "GONE_AWAY"; code = next(); throw new AppError(code, "m");`],
    ["a library's error", `import { TRPCError } from "@trpc/server"; throw new TRPCError({ code: "NOT_FUOND" });`],
  ])("%s is none", (_, text) => {
    expect(usesIn(text)).toEqual([]);
  });
});

describe("properties", () => {
  it.each([
    ["error_code", `reply({ error_code: "GONE_AWAY" });`],
    ["an envelope's error_code, however it is spelt", `reply({ error_code: "gone away", message: "m" });`],
    ["the code of an object with the envelope's fields", `reply({ code: "GONE_AWAY", message: "m", request_id: id });`],
    ["a branch of one", `reply({ error_code: busy ? taken : "GONE_AWAY" });`],
    ["a field of a coded class", `class Own extends AppError { readonly code = "GONE_AWAY"; }`],
  ])("%s is a use", (_, text) => {
    expect(usesIn(text)).toEqual([
      "property GONE_AWAY".replace("GONE_AWAY", text.includes("gone away") ? "gone away" : "GONE_AWAY"),
    ]);
  });

  it.each([
    ["a locale", `translate({ code: "en-US" });`],
    ["a country", `save({ code: "DE", message: "m" });`],
    ["a diagnostic", `report({ code: "GONE_AWAY", message: "m", severity: "warning" });`],
    ["a misspelling in any object", `save({ code: "NOT_FUOND" });`],
    ["a pattern", `const { error_code = "GONE_AWAY" } = body;`],
    ["a key of its own", `const fields = { GONE_AWAY: "error_code" };`],
    ["an OAuth error", `reply({ error_code: "access_denied" });`],
    ["a class that is none of ours", `class Own extends Error { readonly code = "NOT_FUOND"; }`],
  ])("%s is none", (_, text) => {
    expect(usesIn(text)).toEqual([]);
  });

  it("is possible only, where the responses have a shape of their own", () => {
    const text = `reply({ error_code: "GONE_AWAY", message: "m" }); reply({ error_code: "NOT_FUOND", message: "m" });`;
    expect(usesIn(text, "/app/src/v1/file.ts")).toEqual(["property NOT_FUOND?"]);
  });

  it("is possible only, on an error made here", () => {
    expect(usesIn(`throw Object.assign(new Error("m"), { code: "NOT_FUOND" });`)).toEqual(["property NOT_FUOND?"]);
    expect(usesIn(`throw Object.assign(new Error("m"), { code: "GONE_AWAY" });`)).toEqual([]);
    expect(usesIn(`export default Object.assign(coupon, { code: "NOT_FUOND" });`)).toEqual([]);
  });
});

describe("assignments", () => {
  it("are uses on an envelope, a coded error, and an error made here or caught", () => {
    expect(usesIn(`body.error_code = "GONE_AWAY";`)).toEqual(["assignment GONE_AWAY"]);
    expect(usesIn(`const e = new AppError("TIMEOUT", "m"); e.code = "GONE_AWAY";`)).toEqual([
      "construction TIMEOUT",
      "assignment GONE_AWAY",
    ]);
    expect(usesIn(`const e: any = new Error("m"); e.code = "NOT_FUOND"; throw e;`)).toEqual(["assignment NOT_FUOND?"]);
    expect(usesInCatch(`err.code = "NOT_FUOND"; throw err;`)).toEqual(["assignment NOT_FUOND?"]);
  });

  it("are none on anything else", () => {
    expect(usesIn(`coupon.code = "NOT_FUOND"; code = "NOT_FUOND"; err.name = "NOT_FUOND";`)).toEqual([]);
    expect(usesInCatch(`err.code = "GONE_AWAY"; throw err;`)).toEqual([]);
  });
});

describe("an error that is certainly coded", () => {
  it.each([
    ["and", `if (err instanceof AppError && err.code === "GONE_AWAY") return null;`],
    ["if", `if (err instanceof AppError) { if (err.code !== "GONE_AWAY") throw err; }`],
    ["an early exit", `if (!(err instanceof AppError)) throw err; if (err.code === "GONE_AWAY") return null;`],
    ["else", `if (!isAppError(err)) { log(err); } else if ("GONE_AWAY" == err.code) return null;`],
    ["a ternary", `return isAppError(err) ? err.code === "GONE_AWAY" : false;`],
    ["or", `if (!isAppError(err) || err.code !== "GONE_AWAY") throw err;`],
    ["a cast", `if ((err as AppError).code === "GONE_AWAY") return null;`],
    ["an alias with a cast", `const e = err as AppError; if (e?.code === "GONE_AWAY") return null;`],
    [
      "a variable with the code",
      `if (!isAppError(err)) throw err; const { code } = err; if (code === "GONE_AWAY") return null;`,
    ],
    ["a cause found", `if (findCause(err, AppError)?.code === "GONE_AWAY") return null;`],
    ["a wrap", `const wrap = AppError.wrap(err, "m"); return wrap.code === "GONE_AWAY";`],
    ["a parameter's type", `const f = (e: AppError) => e.code === "GONE_AWAY"; f(err);`],
    [
      "a subclass of this file",
      `class Own extends AppError {} if (err instanceof Own && err.code === "GONE_AWAY") return null;`,
    ],
    ["a parameter typed as a code", `const f = (c: ErrorCode) => c === "GONE_AWAY"; f(err);`],
  ])("by %s, has its codes compared", (_, text) => {
    expect(usesInCatch(text)).toEqual(["comparison GONE_AWAY"]);
  });

  it.each([
    ["the outcome of a negated test", `if (!(err instanceof AppError)) { if (err.code === "GONE_AWAY") return null; }`],
    ["a test of another error", `if (other instanceof AppError && err.code === "GONE_AWAY") return null;`],
    ["a test that may have failed", `if (err instanceof AppError || err.code === "GONE_AWAY") return null;`],
    [
      "a test before a reassignment",
      `if (!isAppError(err)) throw err; err = next(); if (err.code === "GONE_AWAY") return null;`,
    ],
    ["an exit that is none", `if (!isAppError(err)) log(err); if (err.code === "GONE_AWAY") return null;`],
    ["a test of another class", `if (err instanceof HttpError && err.code === "NOT_FUOND") return null;`],
    ["another's guard", `if (isStripeError(err) && err.code === "NOT_FUOND") return null;`],
    ["another's type", `if ((err as HttpError).code === "NOT_FUOND") return null;`],
    ["a system code", `if (err instanceof AppError || (isAppError(err) && err.code === "ECONNRESET")) return null;`],
  ])("is not proven by %s", (_, text) => {
    expect(usesInCatch(text)).toEqual([]);
  });
});

describe("an error of which nothing is known", () => {
  it("has codes that are spelt like the contract's, or all but", () => {
    const text = `switch (err.code) { case "TIMEOUT": case "UNREACHABEL": case "GONE_AWAY": case "ECONNRESET": case "P2002": return null; }`;
    expect(usesInCatch(text)).toEqual(["case TIMEOUT?", "case UNREACHABEL?"]);
  });

  it("has a plural for a slip, unless the file speaks of it", () => {
    expect(usesInCatch(`if (err.code === "CONFLICTS") return null;`)).toEqual(["comparison CONFLICTS?"]);
  });

  it.each([
    ["a rejection's", `load().catch((reason) => reason.code === "NOT_FUOND");`],
    ["a callback's", `load((err, order) => { if (err && err.code === "NOT_FUOND") return done(); use(order); });`],
    ["one taken apart", `try { load(); } catch ({ code }) { if (code === "NOT_FUOND") done(); }`],
    ["an alias", `try { load(); } catch (err) { const e = err as any; if (e.code === "NOT_FUOND") done(); }`],
    ["an answer's", `if (reply.body.error_code === "NOT_FUOND") done();`],
  ])("may be %s", (_, text) => {
    expect(usesIn(text)).toEqual(["comparison NOT_FUOND?"]);
  });

  it.each([
    ["a coupon's code", `if (coupon.code === "NOT_FUOND") done();`],
    ["a key", `window.addEventListener("keydown", (event) => event.code === "NOT_FUOND");`],
    [
      "a validation library's issue",
      `for (const issue of parsed.error.issues) if (issue.code === "NOT_FUOND") done();`,
    ],
    ["an unknown code of an answer", `if (reply.error_code === "ITEM_LOGIN_REQUIRED") relink();`],
    ["another property", `try { load(); } catch (err) { if (err.name === "NOT_FUOND") done(); }`],
    ["an order", `try { load(); } catch (err) { if (err.code > "NOT_FUOND") done(); }`],
    ["a code that is near, and another", `try { load(); } catch (err) { if (err.code === "OTHER_NOT_FOUND") done(); }`],
    ["another word", `try { load(); } catch (err) { if (err.code === "NOT_BOUND") done(); }`],
    ["a word that the file uses", `try { conflicts(); } catch (err) { if (err.code === "CONFLICTS") done(); }`],
  ])("is not %s", (_, text) => {
    expect(usesIn(text)).toEqual([]);
  });
});

describe("memberships", () => {
  it.each([
    ["a list", `["GONE_AWAY"].includes(err.code)`],
    ["a set", `new Set(["GONE_AWAY"]).has(err.code)`],
    ["a constant list", `RETRIED.includes(err.code); const RETRIED = ["GONE_AWAY"] as const`],
    ["a constant set", `RETRIED.has(err.code); const RETRIED = new Set(["GONE_AWAY"])`],
    ["a set of a constant list", `new Set(RETRIED).has(err.code); const RETRIED = ["GONE_AWAY"]`],
    ["a map", `new Map([["GONE_AWAY", 410]]).get(err.code)`],
    ["a constant map", `STATUS.has(err.code); const STATUS = new Map([["GONE_AWAY", 410]])`],
    ["a table", `STATUS[err.code]; const STATUS = { GONE_AWAY: 410, default: 500 }`],
    ["a frozen table", `err.code in STATUS; const STATUS = Object.freeze({ "GONE_AWAY": 410 })`],
  ])("of %s are uses", (_, text) => {
    expect(usesInCatch(`if (!isAppError(err)) throw err; ${text};`)).toEqual(["membership GONE_AWAY"]);
  });

  it("are none where nothing asks by code, or other things do", () => {
    expect(
      usesIn(
        `export const NAMES = ["NOT_FUOND"]; NAMES.includes(name); const TABLE = { NOT_FUOND: 1 }; use(TABLE[name]);`,
      ),
    ).toEqual([]);
    expect(usesInCatch(`["GONE_AWAY", "ECONNRESET"].includes(err.code);`)).toEqual([]);
  });

  it("ends at a set that is made of itself", () => {
    expect(
      usesIn(`const codes = new Set([...codes, "NOT_FUOND"]); const own = new Set(own); own.has(err.code);`),
    ).toEqual([]);
  });
});

describe("members of code sources", () => {
  it("are uses where they are spelt like a code, or all but", () => {
    expect(usesIn(`use(ErrorCode.NOT_FUOND, ErrorCode["TIMEOUT"]);`)).toEqual(["member NOT_FUOND?", "member TIMEOUT?"]);
    expect(usesIn(`import * as codes from "./codes"; use(codes.ErrorCode.NOT_FUOND);`)).toEqual(["member NOT_FUOND?"]);
  });

  it("are none where only their declaration could tell", () => {
    expect(
      usesIn(`use(ErrorCode.NotFuond, ErrorCode.ORDER_MISSING, ErrorCode[name], Object.keys(ErrorCode).length);`),
    ).toEqual([]);
    expect(usesIn(`function f(ErrorCode) { return ErrorCode.NOT_FUOND; }`)).toEqual([]);
  });

  it("are told by their values in the file that declares them", () => {
    const path = "/app/src/codes.ts";
    const usesOf = (text: string): string[] =>
      findCodeUses(factsOf(text, { path, setting: { ...plainSetting, contract } })).map(
        ({ where, code }) => `${where} ${code}`,
      );
    expect(usesOf(`export enum ErrorCode { Gone = "GONE_AWAY", TIMEOUT = "TIMEOUT" } use(ErrorCode.Gone);`)).toEqual([
      "declaration GONE_AWAY",
      "declaration TIMEOUT",
    ]);
    expect(usesOf(`export const ErrorCode = Object.freeze({ Gone: "GONE_AWAY" } as const);`)).toEqual([
      "declaration GONE_AWAY",
    ]);
    expect(usesOf(`export enum OtherCode { Gone = "GONE_AWAY" }`)).toEqual([]);
  });
});

describe("a contract", () => {
  it("is needed", () => {
    expect(findCodeUses(factsOf(`reply({ error_code: "GONE_AWAY", message: "m" });`))).toEqual([]);
  });
});
