import { expect, it } from "vitest";
import type { Code } from "../../src/contract/contract.ts";
import { isGeneral, toCodeTable } from "../../src/generate/code-table.ts";
import { toIdentifiers } from "../../src/generate/identifier.ts";
import { toComment, toLiteral } from "../../src/generate/typescript/literal.ts";
import { toPackageFiles } from "../../src/generate/typescript/package-files.ts";
import { sampleCode, sampleContract } from "./sample-contract.ts";

const own = { source: "/app/error-contract.json" };

const table = (...codes: readonly Code[]): ReturnType<typeof toCodeTable> => toCodeTable(sampleContract(codes));

it("lists codes by their names, whatever order they are written in", () => {
  const { codes } = table(sampleCode("TIMEOUT", 504), sampleCode("CONFLICT", 409), sampleCode("INTERNAL_ERROR", 500));
  expect(codes.map(({ name }) => name)).toEqual(["CONFLICT", "INTERNAL_ERROR", "TIMEOUT"]);
});

it("has for a status the most general code whose fault it is", () => {
  const { byStatus, fallback, clientFallback } = table(
    sampleCode("ORDER_GONE", 404, { ...own, context: ["orderId"] }),
    sampleCode("SHELF_GONE", 404, own),
    sampleCode("OLD_TIMEOUT", 504, { deprecated: { since: "1.0.0", replacement: null, removeIn: null } as never }),
    sampleCode("REDIRECTED", 302, own),
    sampleCode("NO_FUNDS", 402, { ...own, fault: "server" }),
    sampleCode("BROKEN", 500, own),
  );
  expect(byStatus).toEqual([
    [404, "SHELF_GONE"],
    [500, "BROKEN"],
  ]);
  expect([fallback.name, clientFallback.name]).toEqual(["BROKEN", "SHELF_GONE"]);
});

it("falls back on what is called internal, else on what is general, else on any server fault", () => {
  const broken = sampleCode("BROKEN", 500, own);
  expect(table(broken, sampleCode("INTERNAL", 500, own)).fallback.name).toBe("INTERNAL");
  const both = [sampleCode("INTERNAL", 500, own), sampleCode("INTERNAL_ERROR", 500, { ...own, context: ["id"] })];
  expect(table(broken, ...both).fallback.name).toBe("INTERNAL_ERROR");
  expect(table(broken, sampleCode("UnknownError", 503, own)).fallback.name).toBe("UnknownError");
  expect(table(sampleCode("LATE", 504, own), broken).fallback.name).toBe("BROKEN");
  expect(table(sampleCode("LATE", 504, own)).clientFallback.name).toBe("LATE");
  expect(() => table(sampleCode("GONE", 410))).toThrow("the contract has no code for a server fault");
});

it.each([
  ["not_found", true],
  ["InternalServerError", true],
  ["bad-request", true],
  ["ORDER_NOT_FOUND", false],
])("knows whether %s says no more than a status: %j", (name, expected) => {
  expect(isGeneral(name)).toBe(expected);
});

it("names codes in PascalCase, and refuses what cannot be told apart", () => {
  const name = (...names: readonly string[]): string[] => [...toIdentifiers(names, new Set(["Error"])).values()];
  expect(name("ORDER_NOT_FOUND", "rateLimited", "404_GONE", "error")).toEqual([
    "OrderNotFound",
    "RateLimited",
    "Code404Gone",
    "ErrorCode",
  ]);
  expect(() => name("4_04")).toThrow("a code has no letter to name it by");
  expect(() => name("A_B", "A__B")).toThrow("two codes become one identifier");
});

it("writes no line end of any kind into a source", () => {
  expect(toLiteral("a\u2028b\u2029c\n")).toBe('"a\\u2028b\\u2029c\\n"');
  expect(toComment(" a\u2028b */\n c ")).toBe("a b * / c");
});

it.each(["Acme Errors", "@acme", ".errors", "_errors", "@acme/errors/more"])(
  "makes no package of the name %s",
  (name) => {
    expect(() => toPackageFiles(sampleContract(), name)).toThrow("npm takes no package of this name");
  },
);
