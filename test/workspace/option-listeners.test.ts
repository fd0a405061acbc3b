import { describe, expect, it } from "vitest";
import { indexOf, listenersOf } from "./workspace.ts";

const store = `export async function write(rows) { try { return await db.insert(rows); } catch (err) { throw err; } }`;

const transient = `export function isTransient(error) { return error.message.includes("socket hang up"); }
export function note(error) { console.warn(error.message); }
export class Backoff { shouldRetry(error) { return error.code === "ECONNRESET"; } }`;

/** Nobody calls them whom the index does not see. */
const main = `import { flush, Writer } from "./flush"; import { isTransient, note, Backoff } from "./transient";
start(); ping();
async function start() { await flush([]); await new Writer().flush([]); }
async function ping() { await probe().catch((err) => { note(err); return isTransient(err) || new Backoff().shouldRetry(err); }); }`;

/** Who listens to what \`write\` fails with, where this calls it. */
function ask(body: string): string | null {
  const flush = `import { backOff } from "exponential-backoff"; import pRetry from "p-retry"; import CircuitBreaker from "opossum";
import { Worker } from "bullmq"; import { isNetworkError } from "network"; import { write } from "./store"; import { isTransient, note, Backoff } from "./transient";
${body}`;
  return listenersOf(
    indexOf({ "src/store.ts": store, "src/transient.ts": transient, "src/main.ts": main, "src/flush.ts": flush }),
    "src/store.ts",
    "write",
  );
}

const flush = (call: string): string => `export async function flush(rows) { ${call} }`;

describe("who is asked, by an option, whether a call is made again", () => {
  it.each([
    ["asks it", `await backOff(async () => write(rows), { retry: (error) => error.message.includes("hang up") });`],
    ["asks its code", `await pRetry(() => write(rows), { retries: 3, shouldRetry: (err: Error) => err.code !== 1 });`],
    ["takes it apart", `await pRetry(() => write(rows), { shouldRetry: ({ error }) => error.code !== 1 });`],
    [
      "asks it of a context",
      `await pRetry(() => write(rows), { shouldRetry: (context) => context.error.code !== 1 });`,
    ],
    ["asks a helper", "await backOff(() => write(rows), { retry: (error) => isTransient(error) });"],
    ["is a helper", "await backOff(() => write(rows), { retry: isTransient });"],
    ["is a guard of a package", "await backOff(() => write(rows), { retry: isNetworkError });"],
    ["asks a guard of a package", "await backOff(() => write(rows), { retry: (e) => isNetworkError(e) });"],
    ["is a method", "const policy = new Backoff(); await backOff(() => write(rows), { retry: policy.shouldRetry });"],
    ["has a body", `await backOff(() => write(rows), { retry(error) { return error.name === "Timeout"; } });`],
    ["is kept first", `const options = { retry: (err) => err.code === 1 }; await backOff(() => write(rows), options);`],
    [
      "hears before who ends it",
      `try { await backOff(() => write(rows), { retry: (err) => err.code === 1 }); } catch (err) { console.error(err); }`,
    ],
    ["is a filter", `const breaker = new CircuitBreaker(() => write(rows), { errorFilter: (err) => err.code === 1 });`],
    [
      "is further in, behind others",
      `new Worker("rows", async (job) => write(rows), { settings: { backoffStrategy: (count, type, err) => err.code } });`,
    ],
    [
      "stands beside",
      "return useQuery({ queryFn: () => write(rows), retry: (count, error) => error.status !== 404 });",
    ],
  ])("%s", (_, call) => {
    expect(ask(flush(call))).toMatch(/ in src\/flush\.ts:3 asks `/);
  });

  it.each([
    [`retry(handleWhen((err) => err.code === "ECONNRESET"), { maxAttempts: 3 })`, "err.code"],
    [`retry(handleAll.orWhen((e) => isTransient(e)), { maxAttempts: 3 })`, "isTransient(…)"],
    [`circuitBreaker(handleType(GoneError).orType(HeldError), { halfOpenAfter: 1 })`, "orType(HeldError)"],
    [`wrap(retry(handleType(GoneError), { maxAttempts: 3 }), timeout(100))`, "handleType(GoneError)"],
  ])("is a policy: %s", (policy, asked) => {
    const head = `import { circuitBreaker, handleAll, handleType, handleWhen, retry, timeout, wrap } from "cockatiel"; const policy = ${policy};`;
    const run = "export async function flush(rows) { await policy.execute(() => write(rows)); }";
    expect(ask(`${head}\n${run}`)).toBe(`\`flush\` in src/flush.ts:3 asks \`${asked}\``);
    const field =
      "export class Flush { policy = " +
      policy +
      "; async flush(rows) { await this.policy.execute(() => write(rows)); } }";
    expect(ask(`${head.replace(/const policy.*/, "")}\n${field}`)).toContain(`asks \`${asked}\``);
  });

  it.each(["retry(handleAll, { maxAttempts: 3 })", "timeout(100)"])(
    "is no policy that takes whatever comes: %s",
    (policy) => {
      const head = `import { handleAll, retry, timeout } from "cockatiel"; const policy = ${policy};`;
      expect(ask(`${head}\nexport async function flush(rows) { await policy.execute(() => write(rows)); }`)).toBeNull();
    },
  );

  it("asks a method of the same class, as the call of another is run", () => {
    const writer = `export class Writer {
  async flush(rows) { await backOff(async () => this.write(rows), { retry: (error: Error) => this.isRetryable(error), numOfAttempts: 3 }); }
  private async write(rows) { return write(rows); }
  private isRetryable(error: Error) { return error.message.toLowerCase().includes("socket hang up"); }
}`;
    expect(ask(writer)).toBe("`flush` in src/flush.ts:4 asks `this.isRetryable(…)`");
  });

  it.each([
    ["only counts", "await backOff(() => write(rows), { numOfAttempts: 3, retry: () => true });"],
    ["only logs", "await pRetry(() => write(rows), { onFailedAttempt: (error) => console.warn(error.message) });"],
    ["is a helper that only logs", "await pRetry(() => write(rows), { onFailedAttempt: note });"],
    ["asks the count alone", "await backOff(() => write(rows), { retry: (error, count) => count < 3 });"],
    ["asks of another's error", `await write(rows); await backOff(() => ping(), { retry: (err) => err.code === 1 });`],
    ["is no function", "await pRetry(() => write(rows), { retries: rows.retries, retry: 3 });"],
    ["asks no error", `await each(() => write(rows), { filter: (row) => row.code === 1 });`],
  ])("is nobody where it %s", (_, call) => {
    expect(ask(flush(call))).toBeNull();
  });
});
