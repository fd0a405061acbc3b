import { join } from "node:path";
import { describe, expect, it } from "vitest";
import duplicate from "../../rules/no-duplicate-notify.ts";
import rule from "../../rules/no-client-fault-notify.ts";
import { appError, createRepository, lint, takeSuggestion } from "../support/rule-tester.ts";

const typescript = {
  errors: [
    appError,
    { name: "notFound", module: "./src/errors", factory: true, message: 0, fixedCode: "NOT_FOUND" },
    { name: "ClosedError", module: "./src/errors", message: 0, fixedCode: "CONFLICT" },
    { name: "BrokenError", module: "./src/errors", message: 0, fixedCode: "INTERNAL_ERROR" },
  ],
  codeSources: [{ name: "ErrorCode", module: "./src/errors" }],
  guards: [
    { name: "isAppError", module: "./src/errors" },
    { name: "isClientFault", module: "./src/errors" },
  ],
};
const governed = createRepository(typescript);
const covered = createRepository({
  ...typescript,
  boundaries: [{ name: "boundary", module: "./src/boundary", notifies: true }],
});
const skipping = createRepository({
  ...typescript,
  boundaries: [{ name: "boundary", module: "./src/boundary", notifies: true, skips: ["client"] }],
});

const imports = `import Bugsnag from "@bugsnag/js";
import createError from "http-errors";
import { NotFoundException } from "@nestjs/common";
import { AppError, BrokenError, ClosedError, ErrorCode, isAppError, isClientFault, notFound } from "./errors";
import { OrderError } from "./orders";
`;

function report(code: string, root = governed, of = rule): string[] {
  return lint(of, imports + code, { filename: join(root, "src/orders.ts") }).map(({ message }) => message);
}

const inCatch = (text: string): string =>
  `export async function loadOrder(id) { try { return await read(id); } catch (err) { ${text} } }`;

const always = "`err` is reported to Bugsnag here, and is the request's own fault";

describe("reports a client fault that was caught, by", () => {
  it.each([
    ["its code", 'if (err.code === "NOT_FOUND") { Bugsnag.notify(err); return null; } throw new BrokenError("x");'],
    ["its code, the other way round", 'if (err.code !== "NOT_FOUND") return 1; Bugsnag.notify(err);'],
    ["a member of the codes", "if (err.code === ErrorCode.NOT_FOUND) { Bugsnag.notify(err); return null; }"],
    ["a switch", 'switch (err.code) { case "INVALID_INPUT": Bugsnag.notify(err); return null; }'],
    ["its fault", 'if (err.fault === "client") { Bugsnag.notify(err); return null; }'],
    ["its class", "if (err instanceof ClosedError) { Bugsnag.notify(err); return null; }"],
    [
      "a subclass of the file",
      "class Shut extends ClosedError {} if (err instanceof Shut) { Bugsnag.notify(err); return null; }",
    ],
    ["a library's class", "if (err instanceof NotFoundException) { Bugsnag.notify(err); return null; }"],
    ["a guard", "if (isClientFault(err)) { Bugsnag.notify(err); return null; }"],
    ["the status of a coded error", "if (isAppError(err)) { if (err.status < 500) { Bugsnag.notify(err); } }"],
  ])("%s", (_, text) => {
    expect(report(inCatch(text))).toEqual([expect.stringContaining(always)]);
  });

  it("a test that comes too late", () => {
    expect(report(inCatch('Bugsnag.notify(err); if (err.code === "NOT_FOUND") return null; return 1;'))).toEqual([
      expect.stringContaining('before `err.code === "NOT_FOUND"` tells that it is the request\'s own fault'),
    ]);
  });
});

describe("reports a client fault that is made", () => {
  it.each([
    ["in the report", 'Bugsnag.notify(new AppError("NOT_FOUND", "no order"));'],
    ["by a factory", 'Bugsnag.notify(notFound("no order"));'],
    ["by a library", 'Bugsnag.notify(createError(404, "no order"));'],
    ["before", 'const error = new ClosedError("closed"); Bugsnag.notify(error); throw error;'],
  ])("%s", (_, text) => {
    expect(report(`export function find() { ${text} }`)).toEqual([
      expect.stringContaining("is the request's own fault"),
    ]);
  });
});

describe("is silent about", () => {
  it.each([
    ["a server fault by its code", 'if (err.code === "INTERNAL_ERROR") { Bugsnag.notify(err); return null; }'],
    ["what is no client fault", 'if (err.code === "NOT_FOUND") return null; Bugsnag.notify(err); return 1;'],
    ["a code that is not the contract's", 'if (err.code === "ENOENT") { Bugsnag.notify(err); return null; }'],
    ["a class that nobody knows", "if (err instanceof OrderError) { Bugsnag.notify(err); return null; }"],
    ["a server fault by its class", "if (err instanceof BrokenError) { Bugsnag.notify(err); return null; }"],
    ["a coded error of any kind", "if (isAppError(err)) { Bugsnag.notify(err); return null; }"],
    ["another service's status", "if (err.status === 404) { Bugsnag.notify(err); return null; }"],
    ["its answer's status", "if (err.response.status < 500) { Bugsnag.notify(err); return null; }"],
    ["a test of something else", 'if (id === "NOT_FOUND") { Bugsnag.notify(err); return null; }'],
    ["a new server fault", 'if (err.code === "NOT_FOUND") Bugsnag.notify(new BrokenError("gone"));'],
    ["a log", 'if (err.code === "NOT_FOUND") console.error(err);'],
  ])("%s", (_, text) => {
    expect(report(inCatch(text))).toEqual([]);
  });

  it.each([
    ["a made server fault", 'Bugsnag.notify(new AppError("INTERNAL_ERROR", "broken"));'],
    ["a status that nobody knows", "Bugsnag.notify(createError(status));"],
    ["a raw error", 'Bugsnag.notify(new Error("not found"));'],
  ])("%s", (_, text) => {
    expect(report(`export function find(status) { ${text} }`)).toEqual([]);
  });
});

describe("one report is spoken of once", () => {
  const code = inCatch(
    'if (err.code === "NOT_FOUND") { Bugsnag.notify(err); throw AppError.wrap(err, "x"); } return 1;',
  );

  it("by no-duplicate-notify where the boundary reports it too", () => {
    expect(report(code, covered)).toEqual([]);
    expect(report(code, covered, duplicate)).toHaveLength(1);
  });
});

describe("what is proposed", () => {
  const suggested = (text: string): string[] => {
    const code = imports + text;
    const [message] = lint(rule, code, { filename: join(skipping, "src/orders.ts") });
    return (message?.suggestions ?? []).map((each) => takeSuggestion(code, each).slice(imports.length));
  };

  it("takes the report out", () => {
    const text = inCatch('if (err.code === "NOT_FOUND") { Bugsnag.notify(err); return null; } throw err;');
    expect(suggested(text)).toEqual([
      expect.stringContaining(`{ if (err.code === "NOT_FOUND") { return null; } throw err; }`),
    ]);
  });

  it.each([
    ["metadata", inCatch('if (err.code === "NOT_FOUND") { Bugsnag.notify(err, { id }); return null; }')],
    ["server faults, too", inCatch('Bugsnag.notify(err); if (err.code === "NOT_FOUND") return null; return 1;')],
    ["an error of its own", 'export function find() { Bugsnag.notify(notFound("no order")); }'],
  ])("leaves what carries %s", (_, text) => {
    expect(suggested(text)).toEqual([]);
  });
});
