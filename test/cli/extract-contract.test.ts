import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noLogAndThrow } from "../../src/findings/no-log-and-throw.ts";
import { noUnknownCode } from "../../src/findings/no-unknown-code.ts";
import { toFacts } from "../../src/analysis/program.ts";
import { loadContract } from "../../src/contract/load.ts";
import { toPolicy } from "../../src/contract/policy.ts";
import { parse } from "../../src/syntax/parse.ts";
import { createFolder, get, listNames, put, runIn } from "./workbench.ts";

const files = {
  "package.json": '{ "name": "shop", "private": true }',
  "packages/errors/package.json": '{ "name": "@shop/errors" }',
  "packages/errors/src/index.ts": `export * from "./app-error.ts";\nexport { notFound } from "./factories.ts";\n`,
  "packages/errors/src/app-error.ts": `export enum ErrorCode {
  /** No order has the given id. */
  ORDER_NOT_FOUND = "ORDER_NOT_FOUND",
  OUT_OF_STOCK = "OUT_OF_STOCK",
  Broken = "BROKEN",
}
type Details = { cause?: unknown; status?: number };
export class AppError extends Error {
  readonly code: ErrorCode | string;
  readonly status: number;
  constructor(code: string, message: string, details?: Details) {
    super(message, { cause: details?.cause });
    this.code = code;
    this.status = details?.status ?? 500;
  }
}
/** The gateway of the bank is down. */
export class BankError extends AppError {
  constructor(message: string, details?: Details) {
    super("BANK_DOWN", message, details);
  }
}
export class TooEarlyError extends Error {
  statusCode = 425;
}
export class BareError extends Error {}
export class StockError extends Error {
  readonly code = "OUT_OF_STOCK";
  readonly context?: object;
  constructor(message: string, options?: { cause?: unknown; context?: object }) {
    super(message, { cause: options?.cause });
    this.context = options?.context;
  }
}
export const statuses: Record<string, number> = {
  [ErrorCode.ORDER_NOT_FOUND]: 404,
  [ErrorCode.OUT_OF_STOCK]: 409,
};
`,
  "packages/errors/src/factories.ts": `import { AppError, ErrorCode } from "./app-error.ts";
export function notFound(message: string, cause?: unknown) {
  return new AppError(ErrorCode.ORDER_NOT_FOUND, message, { cause });
}
export const payment = (message: string) => new AppError("PAYMENT_REFUSED", message, { status: 402 });
`,
  "packages/shop/package.json": '{ "name": "@shop/shop" }',
  "packages/shop/src/rules.ts": `export const RefundErrorCodes = { Late: "REFUND_LATE", Twice: "REFUND_TWICE" } as const;
export class RefundError extends Error {
  public readonly code: string;
  constructor({ code, reason }: { code: string; reason: string }) {
    super(reason);
    this.code = code;
  }
}
`,
  "packages/shop/src/use.ts": `import { AppError as Failure, BankError, ErrorCode, notFound } from "@shop/errors";
import { RefundError, RefundErrorCodes } from "./rules.ts";

export function buy(id: string, kind: string): void {
  if (id === "") throw notFound("no such order");
  if (id === "1") throw new Failure("TOO_DEAR", "the order is too dear");
  if (id === "2") throw new Failure(ErrorCode.OUT_OF_STOCK, "nothing left");
  if (id === "3") throw new RefundError({ code: RefundErrorCodes.Late, reason: "too late" });
  if (id === "4") throw new BankError("no answer");
  if (id === "5") throw new Failure(\`X_\${kind}\`, "odd");
  throw new Failure("Something went wrong", "odd");
}
export function isOurs(error: unknown): boolean {
  return error instanceof Failure && (error.code === "TOO_DEAR" || error.code === "NEVER_MADE");
}
`,
};

function findUnknown(folder: string): string[] {
  const { contract, problems } = loadContract(join(folder, "error-contract.json"));
  expect(problems).toEqual([]);
  const sources = listNames(folder).filter((path) => path.endsWith(".ts"));
  return sources.flatMap((path) => {
    const { source } = parse(join(folder, path), get(folder, path));
    const findings = noUnknownCode.find(toFacts(source!, { contract, policy: toPolicy(contract, {}) }));
    return findings.map(({ data }) => data!["code"]!);
  });
}

describe("extract-contract", () => {
  it("makes today's codes legal, across the packages of a workspace", async () => {
    const folder = createFolder(files);
    const { code, out, err } = await runIn(folder, ["extract-contract"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const contract = JSON.parse(get(folder, "error-contract.json"));
    expect(contract.codes).toEqual({
      ORDER_NOT_FOUND: { description: "No order has the given id.", fault: "client", http: 404 },
      OUT_OF_STOCK: { description: "Nothing left.", fault: "client", http: 409, message: "nothing left" },
      BROKEN: { description: "Broken.", fault: "server" },
      BANK_DOWN: { description: "The gateway of the bank is down.", fault: "server", message: "no answer" },
      TOO_EARLY: { description: "Too early.", fault: "client", http: 425 },
      PAYMENT_REFUSED: { description: "Payment refused.", fault: "client", http: 402 },
      REFUND_LATE: { description: "Too late.", fault: "server", message: "too late" },
      REFUND_TWICE: { description: "Refund twice.", fault: "server" },
      TOO_DEAR: { description: "The order is too dear.", fault: "server", message: "the order is too dear" },
      NEVER_MADE: { description: "Never made.", fault: "server" },
    });
    expect(findUnknown(folder)).toEqual(["Something went wrong"]);
    expect(out).toContain("NEVER_MADE is used and nowhere declared");
    expect(out).toContain("packages/shop/src/use.ts:10:37: the code is worked out at run time.");
    expect(out).toContain("packages/shop/src/use.ts:11:21: a sentence stands where a code goes.");
  });

  it("binds classes, factories and sources by every module that they are imported from", async () => {
    const folder = createFolder(files);
    await runIn(folder, ["extract-contract"]);
    const { errors, codeSources } = JSON.parse(get(folder, "error-contract.json")).typescript;
    const own = "./packages/errors/src/app-error";
    expect(errors).toEqual([
      { name: "AppError", module: own, code: 0, message: 1, options: 2, context: false, canonical: true },
      { name: "AppError", module: "@shop/errors", code: 0, message: 1, options: 2, context: false },
      {
        name: "RefundError",
        module: "./packages/shop/src/rules",
        object: 0,
        context: false,
        fields: { message: "reason" },
      },
      { name: "BankError", module: own, message: 0, options: 1, context: false, fixedCode: "BANK_DOWN" },
      { name: "BankError", module: "@shop/errors", message: 0, options: 1, context: false, fixedCode: "BANK_DOWN" },
      { name: "TooEarlyError", module: own, message: 0, options: 1, context: false, fixedCode: "TOO_EARLY" },
      { name: "StockError", module: own, message: 0, options: 1, fixedCode: "OUT_OF_STOCK" },
      {
        name: "notFound",
        module: "./packages/errors/src/factories",
        factory: true,
        message: 0,
        cause: 1,
        fixedCode: "ORDER_NOT_FOUND",
      },
      { name: "notFound", module: "@shop/errors", factory: true, message: 0, cause: 1, fixedCode: "ORDER_NOT_FOUND" },
      {
        name: "payment",
        module: "./packages/errors/src/factories",
        factory: true,
        message: 0,
        fixedCode: "PAYMENT_REFUSED",
      },
    ]);
    expect(codeSources).toEqual([
      { name: "ErrorCode", module: own },
      { name: "ErrorCode", module: "@shop/errors" },
      { name: "RefundErrorCodes", module: "./packages/shop/src/rules" },
    ]);
  });

  describe("takes a function for a wrapper", () => {
    const head = `export class AppError extends Error {
  constructor(readonly code: string, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
export class LateError extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super("LATE", message, options);
  }
}
`;
    const read = async (text: string): Promise<unknown[]> => {
      const folder = createFolder({ "package.json": "{}", "errors.ts": head + text });
      await runIn(folder, ["extract-contract"]);
      expect(loadContract(`${folder}/error-contract.json`).problems).toEqual([]);
      const { errors } = JSON.parse(get(folder, "error-contract.json")).typescript as { errors: { factory?: true }[] };
      return errors.filter(({ factory }) => factory);
    };
    const known = { name: "wrap", module: "./errors", factory: true };

    it.each([
      [
        "at once",
        '(err: unknown, message: string) { return new AppError("LOST", message, { cause: err }); }',
        { message: 1, cause: 0, fixedCode: "LOST" },
      ],
      [
        "unless it is coded already",
        '(err: unknown) { if (err instanceof AppError) return err; return new AppError("LOST", "lost", { cause: err }); }',
        { cause: 0 },
      ],
      [
        "with the code that it has",
        '(message: string, err: unknown) { const code = err instanceof AppError ? err.code : "LOST"; return new AppError(code, message, { cause: err }); }',
        { message: 0, cause: 1 },
      ],
      [
        "in one way or another",
        '(cause: Error, message: string) { if (cause.name === "TimeoutError") { return new LateError(message, { cause }); } return new AppError("LOST", message, { cause }); }',
        { message: 1, cause: 0 },
      ],
    ])("that wraps %s", async (_, text, positions) => {
      expect(await read(`export function wrap${text}`)).toEqual([{ ...known, ...positions }]);
    });

    it("whose errors the rules then know", async () => {
      const wrap =
        'export function wrap(err: unknown) { log(err); return new AppError("LOST", "lost", { cause: err }); }';
      const use =
        'import { wrap } from "./errors";\nimport { load } from "./rows";\nexport async function list() { try { await load(); } catch (err) { console.error(err); throw wrap(err); } }';
      const folder = createFolder({ "package.json": "{}", "errors.ts": head + wrap });
      await runIn(folder, ["extract-contract"]);
      const { contract } = loadContract(join(folder, "error-contract.json"));
      const { source } = parse(join(folder, "use.ts"), use);
      const found = noLogAndThrow.find(toFacts(source!, { contract, policy: toPolicy(contract, {}) }));
      expect(found.map(({ data }) => data)).toMatchObject([{ error: "err" }]);
    });

    it("that is kept in a variable", async () => {
      const text =
        'export const wrap = (err: unknown) => { log(err); return new AppError("LOST", "lost", { cause: err }); };';
      expect(await read(text)).toEqual([{ ...known, cause: 0, fixedCode: "LOST" }]);
    });

    it.each([
      [
        "loses the error on one path",
        '(err: Error) { if (err.name === "X") return new AppError("LOST", "x"); return new AppError("LOST", "lost", { cause: err }); }',
      ],
      [
        "gives back what is not coded",
        '(err: unknown) { if (err instanceof Error) return err; return new AppError("LOST", "lost", { cause: err }); }',
      ],
      [
        "gives back what only may be coded",
        '(err: unknown) { if (err instanceof AppError || strict) return err; return new AppError("LOST", "lost", { cause: err }); }',
      ],
      [
        "gives back the rest",
        '(err: unknown) { if (!(err instanceof AppError)) { return new AppError("LOST", "lost", { cause: err }); } else { log(err); } return err; }',
      ],
      [
        "replaces the error",
        '(err: unknown) { err = new Error("other"); return new AppError("LOST", "lost", { cause: err }); }',
      ],
      [
        "may return nothing",
        '(err: unknown) { if (err) return new AppError("LOST", "lost", { cause: err }); log(err); }',
      ],
      [
        "is asynchronous",
        'async (err: unknown) { await log(err); return new AppError("LOST", "lost", { cause: err }); }',
      ],
      [
        "keeps something else",
        '(err: Error) { const cause = err.message; return new AppError("LOST", "lost", { cause }); }',
      ],
    ])("but not one that %s", async (_, text) => {
      const [, async = "", body = ""] = /^(async )?(.*)$/.exec(text) ?? [];
      expect(await read(`export ${async}function wrap${body}`)).toEqual([]);
    });
  });

  it.each([
    ["nothing more", "{ code: string; message: string; service?: string; cause?: unknown }", undefined],
    ["another field", "{ code: string; message: string; service: string }", false],
    ["a field that may be undefined", "{ code: string; message: string; service: string | undefined }", false],
    ["a cause", "{ code: string; message: string; cause: unknown }", false],
    ["a member of an enum", "{ code: Code; message: string }", false],
  ])("says where a class of one object wants more than a code and a message: %s", async (_title, type, construct) => {
    const folder = createFolder({
      "package.json": "{}",
      "errors.ts": `export enum Code { Late = "LATE", Lost = "LOST" }
export class DomainError extends Error {
  readonly code: string;
  constructor(given: ${type}) {
    super(given.message, { cause: given.cause });
    this.code = given.code;
  }
}
`,
      "orders.ts": `import { Code, DomainError } from "./errors.ts";
export const late = new DomainError({ code: Code.Late, message: "the order is late", service: "a", cause: null });
`,
    });
    await runIn(folder, ["extract-contract"]);
    const [binding] = JSON.parse(get(folder, "error-contract.json")).typescript.errors;
    expect(binding).toMatchObject({ name: "DomainError", object: 0, canonical: true });
    expect(binding.construct).toBe(construct);
  });

  it("makes no class the one for all whose codes are never written out", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "tsconfig.json": "{}",
      "irc.ts": `export enum Reason { Unknown, Banned }
export class IrcError extends Error {
  constructor(readonly code: Reason, message: string) { super(message); }
}
export const banned = new IrcError(Reason.Banned, "banned");
export const unknown = new IrcError(Reason.Unknown, "unknown");
`,
      "late.ts": `export class LateError extends Error { code = "LATE"; }\nexport const late = new LateError();\n`,
    });
    await runIn(folder, ["extract-contract"]);
    const { errors = [] } = JSON.parse(get(folder, "error-contract.json")).typescript;
    expect(errors.some(({ canonical }: { canonical?: boolean }) => canonical)).toBe(false);
  });

  it("reads a status by the name that the standard has for it", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "tsconfig.json": "{}",
      "src/statuses.ts": "export const ownStatus = { GONE: 410 };\n",
      "src/errors.ts": `import { CONFLICT } from "http-codes";
import { StatusCodes } from "http-status-codes";
import { ownStatus } from "./statuses";
import { limits } from "./limits";
const retries = { FORBIDDEN: 3 };
export class GoalBlockedError extends Error {
  code = "GOAL_BLOCKED";
  statusCode: number;
  constructor() { super("blocked"); this.statusCode = CONFLICT; }
}
export class StoreError extends Error {
  constructor(readonly code: string, message: string, readonly status: number = StatusCodes.BAD_GATEWAY) { super(message); }
}
export class LostError extends Error { code = "LOST"; status = ownStatus.GONE; }
export class OddError extends Error { code = "ODD"; status = retries.FORBIDDEN; }
export class VagueError extends Error { code = "VAGUE"; status = limits.most; }
export const full = () => new StoreError("FULL", "full", StatusCodes.TOO_MANY_REQUESTS);
export const down = () => new StoreError("DOWN", "down");
export const titles = { ODD: "odd", VAGUE: "vague" };
export const table = { SLOW: StatusCodes.GATEWAY_TIMEOUT, TORN: { status: StatusCodes.UNPROCESSABLE_ENTITY } };
export const slow = () => [new StoreError("SLOW", "slow"), new StoreError("TORN", "torn")];
`,
    });
    await runIn(folder, ["extract-contract"]);
    const { codes } = JSON.parse(get(folder, "error-contract.json"));
    const statuses = Object.entries(codes as Record<string, { fault: string; http?: number }>).map(
      ([code, { fault, http }]) => [code, http ?? fault],
    );
    expect(Object.fromEntries(statuses)).toEqual({
      DOWN: 502,
      FULL: 429,
      GOAL_BLOCKED: 409,
      LOST: 410,
      ODD: "server",
      SLOW: 504,
      TORN: 422,
      VAGUE: "server",
    });
  });

  const toSource = (members: readonly string[], rest = ""): string => `export const ErrorCode = {
${members.map((each) => `  ${each}: "${each}",\n`).join("")}} as const;
export class AppError extends Error {
  constructor(readonly code: string, message: string) { super(message); }
}
export const made = () => [${members.map((each) => `new AppError(ErrorCode.${each}, "x")`).join(", ")}];
${rest}`;

  async function extractStatuses(source: string): Promise<{ out: string; statuses: Record<string, string | number> }> {
    const folder = createFolder({ "package.json": "{}", "tsconfig.json": "{}", "src/errors.ts": source });
    const { out } = await runIn(folder, ["extract-contract"]);
    const { codes } = JSON.parse(get(folder, "error-contract.json")) as {
      codes: Record<string, { fault: string; http?: number }>;
    };
    const entries = Object.entries(codes).map(([code, { fault, http }]) => [code, http ?? fault]);
    return { out, statuses: Object.fromEntries(entries) as Record<string, string | number> };
  }

  it("takes a name for a status only where all of it is the standard's, and leaves the others to a person", async () => {
    const named = { NOT_FOUND: 404, ERR_FORBIDDEN: 403, validationError: 400, COMMON_CONFLICT: 409, Unauthorized: 401 };
    const others = ["BUCKET_NOT_FOUND", "INVALID_BASE_ASSET", "CONFIG_INVALID", "QUEUE_TIMEOUT", "LATE"];
    const { out, statuses } = await extractStatuses(toSource([...Object.keys(named), ...others]));
    expect(statuses).toEqual({ ...named, ...Object.fromEntries(others.map((each) => [each, "server"])) });
    expect(out).toContain(
      "Server faults until you say otherwise, since only words of the names speak of a status: BUCKET_NOT_FOUND 404, INVALID_BASE_ASSET 400.",
    );
    expect(out).toContain("Server faults, since no status was seen: CONFIG_INVALID, QUEUE_TIMEOUT, LATE.");
  });

  it("reads the status that is answered where an error is told by its code", async () => {
    const members = ["LATE", "LOST", "TORN", "GONE", "FULL", "SHUT", "BUSY", "ODD", "BOTH", "SENT", "SOON"];
    const { statuses } = await extractStatuses(
      toSource(
        members,
        `export function answer(err: AppError, res: any, ctx: any): unknown {
  switch (err.code) {
    case ErrorCode.LATE:
    case ErrorCode.LOST:
      return res.status(404).json({});
    case ErrorCode.TORN:
      res.statusCode = 422;
      return res.end();
    case ErrorCode.BOTH:
      return ctx.old ? res.sendStatus(410) : res.sendStatus(404);
    case ErrorCode.SENT:
      return res.status(200).json({});
    case ErrorCode.SOON:
    default:
      return res.status(418).end();
  }
}
export const statusOf = (err: AppError) => {
  if (err.code === "GONE" || err.code === "FULL") return 409;
  return err.code === ErrorCode.SHUT ? { statusCode: 403 } : err.code === ErrorCode.BUSY && 503;
};
export function wait(err: AppError) {
  if (err.code === "ODD") return 400;
  return 500;
}
`,
      ),
    );
    const unknown = Object.fromEntries(["BUSY", "ODD", "BOTH", "SENT", "SOON"].map((each) => [each, "server"]));
    expect(statuses).toEqual({ LATE: 404, LOST: 404, TORN: 422, GONE: 409, FULL: 409, SHUT: 403, ...unknown });
  });

  it("takes no enum of sentences for one of codes", async () => {
    const { statuses } = await extractStatuses(`export enum TokenErrorCode {
  EXPIRED = "The token has expired.",
  UNKNOWN = "The token is not known.",
}
export class TokenError extends Error {
  constructor(readonly code: TokenErrorCode) { super(code); }
}
export class AppError extends Error {
  constructor(readonly code: string) { super(code); }
}
export const made = () => [new TokenError(TokenErrorCode.EXPIRED), new AppError("LATE")];
`);
    expect(statuses).toEqual({ LATE: "server" });
  });

  it("says what a code means in words, however it is written", async () => {
    const folder = createFolder({
      "errors.js": `export class AppError extends Error { constructor(code) { super(code); this.code = code; } }
export const made = [new AppError("maxFileSizeExceeded"), new AppError("Crop::AreaOutOfBounds"), new AppError("NO_ROOM_LEFT"), new AppError("StoreError.ContentNotFound")];
`,
    });
    await runIn(folder, ["extract-contract"]);
    const { codes } = JSON.parse(get(folder, "error-contract.json")) as {
      codes: Record<string, { description: string }>;
    };
    expect(Object.values(codes).map(({ description }) => description)).toEqual([
      "Max file size exceeded.",
      "Crop area out of bounds.",
      "No room left.",
      "Content not found.",
    ]);
  });

  it("takes no number for a code of the contract, whatever it is called", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "tsconfig.json": "{}",
      "src/errors.ts": `export class BadRequestError extends Error {
  status = 400;
  code?: number | undefined;
  constructor(message = "bad request", code?: number) { super(message); this.code = code; }
}
export class RemoteError extends Error {
  constructor(message: string, readonly code: number) { super(message); }
}
export class GoneError extends RemoteError { constructor() { super("gone", 410); } }
export class OrderError extends Error {
  constructor(message: string, readonly code: string | number) { super(message); }
}
export const bad = () => [new BadRequestError("no", 451), new RemoteError("no", 12), new OrderError("late", "LATE")];
`,
    });
    const { out } = await runIn(folder, ["extract-contract"]);
    const { codes, typescript } = JSON.parse(get(folder, "error-contract.json"));
    expect(codes).toMatchObject({ BAD_REQUEST: { http: 400 }, GONE: { http: 410 }, LATE: {} });
    expect(Object.keys(codes)).toHaveLength(3);
    const bound = typescript.errors.map(({ name, code }: { name: string; code?: number }) => [name, code]);
    expect(Object.fromEntries(bound)).toEqual({ BadRequestError: undefined, GoneError: undefined, OrderError: 1 });
    expect(out).not.toContain("worked out at run time");
  });

  it("takes none for a code in an object of options either", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "tsconfig.json": "{}",
      "src/errors.ts": `export class RpcError extends Error {
  readonly code: number | undefined;
  constructor(message: string, options: { code?: number; cause?: unknown } = {}) { super(message, options); this.code = options.code; }
}
export class ApiError extends Error {
  readonly code: number;
  constructor({ message, code }: { message: string; code: number }) { super(message); this.code = code; }
}
export class OddError extends Error {
  code;
  constructor(message: string, options: any) { super(message); this.code = options.code; }
}
export class OrderError extends Error {
  code: string;
  constructor(message: string, options: { code: string }) { super(message); this.code = options.code; }
}
export const made = () => [new RpcError("x", { code: 12 }), new ApiError({ message: "y", code: 404 }), new OddError("z", { code: 5 })];
export const late = () => new OrderError("late", { code: "LATE" });
`,
    });
    const { out } = await runIn(folder, ["extract-contract"]);
    const { codes, typescript } = JSON.parse(get(folder, "error-contract.json"));
    expect(Object.keys(codes)).toEqual(["LATE"]);
    expect(typescript.errors.map(({ name }: { name: string }) => name)).toEqual(
      expect.not.arrayContaining(["RpcError", "ApiError"]),
    );
    expect(out).not.toContain("worked out at run time");
  });

  it("mints no code of what an error has in place of one that is worked out, unless it is spelt like one", async () => {
    const folder = createFolder({
      "errors.ts": `export class ArchiveError extends Error {
  constructor(readonly code: string, message?: string) {
    super(message);
  }
}
export function archive(error: any, isOurs: boolean) {
  const code = isOurs ? error.code : "undefined";
  if (error.late) return new ArchiveError("Archive.TooLate", "the archive is closed");
  if (error.lost) return new ArchiveError(error.code || "unknown");
  return error.full ? new ArchiveError(error.code ?? "DISK_FULL") : new ArchiveError(code, "the archive is not made");
}
`,
    });
    await runIn(folder, ["extract-contract"]);
    const { codes } = JSON.parse(get(folder, "error-contract.json")) as { codes: object };
    expect(Object.keys(codes).sort()).toEqual(["Archive.TooLate", "DISK_FULL"]);
  });

  it("mints no codes of what stands beside the sources to show or try them", async () => {
    const declare = (code: string): string => `export class MadeError extends Error {\n  code = "${code}";\n}\n`;
    const beside = [
      "examples/shop/src",
      "testapps/simple",
      "packages/testsuite/apps/basic",
      "docs-website/src",
      "docs",
    ];
    const own = ["src/examples", "src/docs", "packages/docs/src", "packages/samples", "lib/demo"];
    const toFiles = (folders: readonly string[], prefix: string): [string, string][] =>
      folders.map((each, index) => [`${each}/made.js`, declare(`${prefix}_${String(index)}`)]);
    const files = Object.fromEntries([...toFiles(beside, "BESIDE"), ...toFiles(own, "OWN")]);
    const folder = createFolder({ "package.json": "{}", ...files });
    await runIn(folder, ["extract-contract"]);
    const { codes } = JSON.parse(get(folder, "error-contract.json"));
    expect(Object.keys(codes).sort()).toEqual(own.map((_each, index) => `OWN_${String(index)}`));
  });

  it("mints no codes that tests alone make up", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "src/app-error.js": `export class AppError extends Error {
  constructor(code, message) { super(message); this.code = code; }
}
export const late = () => new AppError("LATE", "late");
`,
      "src/app-error.test.js":
        'import { AppError } from "./app-error.js";\nexpect(new AppError("MADE_UP", "x").code).toBe("MADE_UP");\n',
      "test/doubles/store.js": 'export class NotFoundError extends Error {\n  code = "NOT_FOUND";\n}\n',
    });
    await runIn(folder, ["extract-contract"]);
    const { codes, typescript } = JSON.parse(get(folder, "error-contract.json"));
    expect(Object.keys(codes)).toEqual(["LATE"]);
    expect(typescript.errors.map(({ name }: { name: string }) => name)).not.toContain("NotFoundError");
  });

  it("mints no codes of a system that are read, nor those of a class that stands in for its errors", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "tsconfig.json": "{}",
      "src/constants.ts": `export enum CertificateErrorCodes { SelfSigned = "DEPTH_ZERO_SELF_SIGNED_CERT", Uncertain = "UNCERTAIN", Library = "ERR_OSSL" }
export const PrismaErrorCodes = { Unique: "P2002", Missing: "P2025" };
export enum StockErrorCodes { Late = "LATE", Forbidden = "FORBIDDEN" }
`,
      "src/files.ts": `class SystemLikeError extends Error {
  constructor(message: string, readonly code: string | number) { super(message); }
}
class GoneError extends Error { code = "ENOENT"; }
export const missing = (message: string) => new SystemLikeError(message, "ENOENT");
export const gone = () => new GoneError();
export function read(code: number) { throw new SystemLikeError("no", code); }
`,
      "src/app-error.ts": `export class AppError extends Error {
  constructor(readonly code: string, message: string) { super(message); }
}
export class StaleError extends AppError { constructor() { super("ESTALE", "stale"); } }
export const late = () => new AppError("LATE", "late");
`,
    });
    const { out } = await runIn(folder, ["extract-contract"]);
    const { codes, typescript } = JSON.parse(get(folder, "error-contract.json"));
    expect(Object.keys(codes).sort()).toEqual(["ESTALE", "FORBIDDEN", "LATE"]);
    expect(typescript.errors.map(({ name }: { name: string }) => name)).toEqual(["AppError", "StaleError", "late"]);
    expect(typescript.codeSources.map(({ name }: { name: string }) => name)).toEqual(["StockErrorCodes"]);
    expect(out).not.toContain("src/files.ts");
  });

  it("mints no codes that a package's errors are asked for, unless somebody makes one", async () => {
    const folder = createFolder({
      "package.json": "{}",
      "src/store-errors.ts": `import { StoreError } from "store-driver";
import * as driver from "store-driver";
import { OwnError } from "./own-error";
const isStoreError = (error: unknown): error is StoreError => error instanceof Error && error.name === "StoreError";
export class SessionLost extends StoreError {
  static readonly code = "SessionLost" as const;
  static [Symbol.hasInstance](error: unknown) { return isStoreError(error) && error.code === SessionLost.code; }
}
export class ConstraintError extends driver.StoreError { static readonly code = "ConstraintBroken"; }
export class UniqueError extends ConstraintError {
  static override [Symbol.hasInstance](error: unknown) { return error instanceof ConstraintError && /already/.test(error.message); }
}
export class QuotaError extends StoreError { static readonly code = "QUOTA_REACHED"; }
export class InstanceError extends StoreError { code = "OF_INSTANCES"; }
export class LedgerError extends OwnError { static code = "LEDGER_CLOSED"; }
export const full = () => new QuotaError("the quota is reached");
`,
      "src/own-error.ts": "export class OwnError extends Error {}\n",
      "src/graph.ts": `export class GraphError extends Error {
  constructor(readonly code: string, message: string) { super(message); }
}
export const failed = () => new GraphError("Neo.ClientError.Statement.SyntaxError", "the statement is not valid");
`,
    });
    await runIn(folder, ["extract-contract"]);
    const { codes, typescript } = JSON.parse(get(folder, "error-contract.json"));
    expect(Object.keys(codes).sort()).toEqual(["LEDGER_CLOSED", "OF_INSTANCES", "QUOTA_REACHED"]);
    const names = typescript.errors.map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => /^(?:SessionLost|ConstraintError|UniqueError)$/.test(name))).toEqual([]);
  });

  const made = (name: string, code: string): string => `new ${name}("${code}", "it failed")`;
  const importing = (name: string, from: string, code: string): string =>
    `import { ${name} } from "${from}";\nexport const failed = () => { throw ${made(name, code)}; };\n`;
  const declaring = (name: string): string =>
    `export class ${name} extends Error {\n  constructor(readonly code: string, message: string) { super(message); }\n}\n`;

  it.each([
    [
      "a general name, made elsewhere",
      "AppError",
      { "src/app-error.ts": declaring("AppError"), "src/a.ts": importing("AppError", "./app-error", "LATE") },
    ],
    [
      "a general name, with a function that makes them",
      "ApiError",
      {
        "src/api-error.ts": `${declaring("ApiError")}export const late = (message: string) => new ApiError("LATE", message);\n`,
      },
    ],
    [
      "the team's name, made in files about something else",
      "AcmeError",
      {
        "src/acme-error.ts": declaring("AcmeError"),
        "src/orders.ts": importing("AcmeError", "./acme-error", "LATE"),
        "src/users.ts": importing("AcmeError", "./acme-error", "LOST"),
      },
    ],
  ])("makes a class the one for all: %s", async (_title, name, sources) => {
    const folder = createFolder({ "package.json": "{}", "tsconfig.json": "{}", ...sources });
    await runIn(folder, ["extract-contract"]);
    const { errors } = JSON.parse(get(folder, "error-contract.json")).typescript;
    expect(errors.find(({ canonical }: { canonical?: boolean }) => canonical)).toMatchObject({ name });
  });

  it.each([
    [
      "made of one thing alone",
      {
        "src/s3-client.ts": `${declaring("S3FetchError")}export const a = ${made("S3FetchError", "LATE")};\nexport const b = ${made("S3FetchError", "LOST")};\n`,
      },
    ],
    [
      "made in the files that are about it",
      {
        "src/payment/error.ts": declaring("PaymentError"),
        "src/payment/charge.ts": importing("PaymentError", "./error", "LATE"),
        "src/payment/refund.ts": importing("PaymentError", "./error", "LOST"),
      },
    ],
    [
      "made in one file beside them",
      {
        "src/payment/error.ts": declaring("PaymentError"),
        "src/payment/charge.ts": importing("PaymentError", "./error", "LATE"),
        "src/orders.ts": importing("PaymentError", "./payment/error", "LOST"),
      },
    ],
    [
      "called after a part of what a service does, wherever it is made",
      {
        "src/upload-error.ts": declaring("UploadError"),
        "src/orders.ts": importing("UploadError", "./upload-error", "LATE"),
        "src/users.ts": importing("UploadError", "./upload-error", "LOST"),
      },
    ],
    [
      "of a client, with a general name",
      { "src/stripe.ts": `${declaring("ApiError")}export const a = ${made("ApiError", "LATE")};\n` },
    ],
  ])("makes no class the one for all that is for one thing: %s", async (_title, sources) => {
    const folder = createFolder({
      "package.json": "{}",
      "tsconfig.json": "{}",
      ...(sources as Record<string, string>),
    });
    await runIn(folder, ["extract-contract"]);
    const { errors } = JSON.parse(get(folder, "error-contract.json")).typescript;
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.some(({ canonical }: { canonical?: boolean }) => canonical)).toBe(false);
  });

  it.each([
    ["storage", true],
    ["shop", false],
  ])("makes a class the one for all that is called after the service: of %s, %s", async (home, isForAll) => {
    const folder = createFolder({
      [`${home}/package.json`]: "{}",
      [`${home}/tsconfig.json`]: "{}",
      [`${home}/src/errors.ts`]: declaring("StorageError"),
      [`${home}/src/codes.ts`]: importing("StorageError", "./errors", "LATE"),
    });
    await runIn(join(folder, home), ["extract-contract"]);
    const { errors } = JSON.parse(get(folder, `${home}/error-contract.json`)).typescript;
    expect(errors.some(({ canonical }: { canonical?: boolean }) => canonical)).toBe(isForAll);
  });

  it.each([
    ["{ code, message, cause }", undefined],
    ["{ code, message, service = 'shop', ...rest }", undefined],
    ["{ code, message, service }", false],
    ["{ code, message, status }", false],
  ])("takes a field without types for one that is wanted, unless it has a default: %s", async (pattern, construct) => {
    const status = pattern.includes("status") ? "this.status = status;" : "";
    const folder = createFolder({
      "package.json": "{}",
      "errors.js": `class DomainError extends Error {
  constructor(${pattern}) { super(message${pattern.includes("cause") ? ", { cause }" : ""}); this.code = code; ${status} }
}
module.exports = { DomainError };
`,
      "orders.js": `const { DomainError } = require("./errors");
exports.late = new DomainError({ code: "LATE", message: "the order is late" });
`,
    });
    await runIn(folder, ["extract-contract"]);
    const [binding] = JSON.parse(get(folder, "error-contract.json")).typescript.errors;
    expect(binding).toMatchObject({ name: "DomainError", object: 0, canonical: true });
    expect(binding.construct).toBe(construct);
  });

  it("writes nothing in a dry run, over a contract, or where there is nothing to say", async () => {
    const folder = createFolder(files);
    const dry = await runIn(folder, ["extract-contract", "--dry-run"]);
    expect({ code: dry.code, names: listNames(folder).length }).toEqual({ code: 1, names: Object.keys(files).length });
    put(folder, "error-contract.json", "{}");
    const again = await runIn(folder, ["extract-contract"]);
    expect(again).toMatchObject({ code: 2, err: expect.stringMatching(/there is a contract already/) });
    const empty = await runIn(createFolder({ "a.ts": "export const a = new Error();\n" }), ["extract-contract"]);
    expect(empty).toMatchObject({ code: 0, out: "No codes and no error classes were found.\n" });
  });

  it.each([
    ["a status", "constructor(readonly code: string, message: string, status: number) { super(message); }", false],
    ["a member of an enum", "constructor(readonly code: Code, message: string) { super(message); }", false],
    [
      "a status, or none",
      "constructor(readonly code: string, message: string, status = 500) { super(message); }",
      undefined,
    ],
    [
      "options that have to be there",
      "constructor(readonly code: string, message: string, options: { cause?: unknown }) { super(message, options); }",
      false,
    ],
    [
      "options, or none",
      "constructor(readonly code: string, message: string, options?: { cause?: unknown }) { super(message, options); }",
      undefined,
    ],
    [
      "an enum's member or text",
      "constructor(readonly code: Code | string, message: string) { super(message); }",
      undefined,
    ],
  ])("says where a class wants more than a code, a message and options: %s", async (_title, constructor, construct) => {
    const codes = `export enum Code { Late = "LATE", Lost = "LOST" }`;
    const folder = createFolder({
      "package.json": "{}",
      "errors.ts": `${codes}\nexport class DomainError extends Error { ${constructor} }\n`,
      "orders.ts": `import { Code, DomainError } from "./errors.ts";
export const late = new DomainError(Code.Late, "the order is late", 409);
`,
    });
    await runIn(folder, ["extract-contract"]);
    const contract = JSON.parse(get(folder, "error-contract.json"));
    expect(contract.typescript.errors[0]).toMatchObject({ name: "DomainError", canonical: true });
    expect(contract.typescript.errors[0].construct).toBe(construct);
  });

  it("lists what is answered in two ways, and takes other spellings of codes", async () => {
    const folder = createFolder({
      "errors.ts": `export class DomainError extends Error {
  constructor(readonly code: "late_order" | "lost_order", readonly status: number) {
    super(code);
  }
}
export const a = new DomainError("late_order", 409);
export const b = new DomainError("late_order", 409);
export const c = new DomainError("late_order", 500);
`,
    });
    const { out } = await runIn(folder, ["extract-contract"]);
    const contract = JSON.parse(get(folder, "error-contract.json"));
    expect(contract.codePattern).toBe("^[a-z][a-z0-9_]*$");
    expect(contract.codes.late_order).toEqual({ description: "Late order.", fault: "client", http: 409 });
    expect(out).toContain("late_order is answered with 409 and 500: 409 is written.");
    expect(findUnknown(folder)).toEqual([]);
  });
});
