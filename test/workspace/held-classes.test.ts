import { describe, expect, it } from "vitest";
import { contractOf, indexOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [{ name: "AppError", module: "./src/errors", wrap: { name: "AppError.wrap", cause: 0, message: 1 } }],
  causeFinders: [{ name: "findCause", module: "./src/errors" }],
  unwrappers: [{ name: "unwrap", module: "./src/errors" }],
});

const failures = `export class StoreError extends Error {}
export class LockedError extends StoreError {}
export class GoneError extends Error { static of(id) { return new this(id); } }`;

const caller = (
  test: string,
): string => `import { load } from "./load"; import { GoneError, StoreError } from "./failures"; import { PgError } from "pg";
run(); export async function run() { try { return await load(1); } catch (err) { if (${test}) return null; throw err; } }`;

/** Who hears of the error that \`load\` lets go, by what it does before: nobody, who could look through a wrap, or a reason. */
function ask(
  body: string,
  test = "err instanceof StoreError",
  { rest = "", before = "", caught }: { rest?: string; before?: string; caught?: number } = {},
): string | null {
  const files = {
    "src/load.ts": `import { lock, find, fail, each } from "./store"; import { GoneError, LockedError } from "./failures";
${rest}
export async function load(id, run) { ${before} try { ${body} } catch (err) { throw err; } }`,
    "src/store.ts": `import { StoreError, LockedError } from "./failures"; import { db } from "db";
export const find = (id) => db.find(id);
export function lock(id) { return fail(id); }
export function fail(id) { throw new LockedError(id); }
export const each = async (run) => run();`,
    "src/failures.ts": failures,
    "src/main.ts": caller(test),
  };
  const answer = indexOf(files, { contract }).answer({
    kind: "listeners",
    functionName: "load",
    exported: true,
    path: `${root}/src/load.ts`,
    wraps: true,
    ...(caught !== undefined && { caught }),
  });
  return answer.granted ? null : answer.reason;
}

describe("a test of a class", () => {
  it.each([
    ["that a call makes one of", "return fail(id);"],
    ["that one further in makes one of", "return await lock(id);"],
    ["that is made there", "if (!id) throw new LockedError(id); return find(id);"],
    ["that a nested function makes one of", "return await Promise.all([id].map((each) => fail(each)));"],
    ["that who knows what may throw", "return await run(id);"],
    ["that a given function makes one of", "return await each(() => fail(id));"],
    ["that what is looked up may throw", "return await commands[id](id);"],
    ["that listeners may throw", 'bus.emit("load", id); return find(id);'],
  ])("hears of the wraps of what may be of one %s", (_, body) => {
    expect(ask(body)).toMatch(/ in src\/main\.ts:2 asks `err instanceof StoreError`$/);
  });

  it("hears of one that its own class makes", () => {
    expect(ask("throw GoneError.of(id);", "err instanceof GoneError")).toContain("asks `err instanceof GoneError`");
  });

  it("hears of one that is made when a module is loaded", () => {
    expect(ask("throw gone;", "err instanceof GoneError", { rest: "const gone = new GoneError(1);" })).toContain(
      "GoneError",
    );
  });

  it("hears of a class of a library, which anything may throw", () => {
    expect(ask("return await find(id);", "err instanceof PgError")).toContain("asks `err instanceof PgError`");
  });

  it.each([
    ["only calls a library", "return await find(id);"],
    ["makes one of another class", "if (!id) throw new GoneError(id); return find(id);"],
    ["only calls back", "return await new Promise((resolve, reject) => find(id).then(resolve, reject));"],
  ])("hears of no wrap of what %s", (_, body) => {
    expect(ask(body)).toBeNull();
  });

  it("hears of no wrap of what fails outside of what is caught", () => {
    const calling = (before: string): string | null => ask("return await find(id);", undefined, { before, caught: 0 });
    expect(calling("await lock(id);")).toBeNull();
    expect(calling("commands[id](id);")).toBeNull();
    expect(ask("return await find(id);", undefined, { before: "await lock(id);" })).toContain("StoreError");
  });

  it.each([
    ["begins there and is waited for inside", "const locked = lock(id);", "return await locked;"],
    ["is made there and thrown inside", "const failure = new LockedError(id);", "throw failure;"],
    ["is called inside", "const { log } = id;", "log(id); return await lock(id);"],
    ["is called inside, by a nested function", "const inner = () => fail(id);", "return await inner();"],
  ])("hears of the wrap of what %s", (_, before, body) => {
    expect(ask(body, undefined, { before, caught: 0 })).toContain("asks `err instanceof StoreError`");
  });
});
