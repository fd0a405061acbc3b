import { describe, expect, it } from "vitest";
import { indexOf, reasonOf, root } from "./workspace.ts";

const orders = "export async function load(id) { try { return await find(id); } catch (err) { throw err; } }";
const service = `import { load } from "./orders";
export async function place(id) { const order = await load(id); return order.id; }`;
const text = "export function toText(err) { return err instanceof Error ? err.message : String(err); }";
const imports = `import { inspect } from "node:util";
import { place } from "./service";
import { toText } from "./to-text";
import { jobs, queue, sql } from "./store";
`;

/** Who would keep no more than the text of what `load` fails with, two functions up; `null` where nobody would. */
function whoKeeps(worker: string): string | null {
  const files = { "src/orders.ts": orders, "src/service.ts": service, "src/to-text.ts": text };
  const index = indexOf({ ...files, "src/worker.ts": imports + worker });
  const path = `${root}/src/orders.ts`;
  return reasonOf(index, { kind: "listeners", functionName: "load", exported: true, path, wraps: true, retold: true });
}

const caught = (body: string, taken = "err"): string =>
  `export async function run(job) { try { await place(job.id); } catch (${taken}) { ${body} } }`;

describe("a text that is kept on a record", () => {
  it.each([
    ["job.error = err.message;", "err.message"],
    ['job["failedReason"] = err.stack;', "err.stack"],
    ["job.error = String(err);", "String(err)"],
    ["job.error = err.toString();", "err.toString"],
    ["job.error = `${err}`;", "err"],
    ["job.error = `failed: ${err.message}`;", "err.message"],
    ['job.error = "failed: " + err;', '"failed: " + err'],
    ["job.error += err.message;", "err.message"],
    ['job.error = ["failed", err].join(": ");', '["failed", err]'],
    ["job.error = inspect(err);", "inspect(err)"],
    ["await jobs.update(job.id, { error: err.message });", "err.message"],
    ['await jobs.update({ where: { id: job.id }, data: { status: "failed", error: String(err) } });', "String(err)"],
    ["await jobs.save({ ...job, error: `${err}` });", "err"],
    ['await jobs.update(job.id, { error: err?.message ?? "failed" });', "err?.message"],
    ["await jobs.update(job.id, { error: String(err).slice(0, 200) });", "String(err)"],
    ["await jobs.update(job.id, { error: err instanceof Error ? err.message : String(err) });", "err.message"],
    ["await jobs.update(job.id, { error: JSON.stringify({ text: err.message }) });", "err.message"],
    ["const error = String(err); await jobs.update(job.id, { error });", "String(err)"],
    ["const { message } = err; await jobs.update(job.id, { message });", "message"],
    ["await queue.fail(job.id, err.message);", "err.message"],
    ["await job.moveToFailed({ message: err.message }, true);", "err.message"],
    ['await jobs.query("UPDATE jobs SET error = $1", [err.message]);', "err.message"],
    ["await sql`UPDATE jobs SET error = ${err.message}`;", "err.message"],
    ["await jobs.transaction(async (each) => { await each.update(job.id, { error: err.message }); });", "err.message"],
    ["job.errors.push(`${job.id}: ${err}`);", "err"],
    ["Object.assign(job, { error: err.message });", "err.message"],
  ])("is heard of: %s", (body, told) => {
    expect(whoKeeps(caught(body))).toBe(`\`run\` in src/worker.ts:5 tells no more than \`${told}\``);
  });

  it.each([
    ["taken apart by the catch", caught("job.error = message;", "{ message }"), "tells no more than `message`"],
    ["made by a function", caught("await jobs.update(job.id, { error: toText(err) });"), "asks `toText(…)`"],
    [
      "of a promise",
      "export const run = (job) => place(job.id).catch((err) => jobs.update(job.id, { error: err.message }));",
      "tells no more than `err.message`",
    ],
    [
      "of a function that a promise calls",
      "const fail = (err) => { jobs.last = String(err); }; export const run = (job) => place(job.id).catch(fail);",
      "tells no more than `String(err)`",
    ],
    [
      "of a bound method",
      "class Runner { fail(err) { this.last = err.message; } run(job) { return place(job.id).catch(this.fail.bind(this)); } }",
      "asks `this.fail(…)`",
    ],
    [
      "of a bound method that is given more",
      "class Runner { fail(job, err) { job.last = err.message; } run(job) { return place(job.id).catch(this.fail.bind(this, job)); } }",
      "asks `this.fail(…)`",
    ],
  ])("is heard of, %s", (_, worker, asked) => {
    expect(whoKeeps(worker)).toContain(` in src/worker.ts:5 ${asked}`);
  });

  it.each([
    ['await jobs.update(job.id, { status: "failed" });'],
    ["logger.error(err); job.error = err.message;"],
    ["job.errors = [job.id, err].length;"],
  ])("is none where the reason is not in it, or told besides: %s", (body) => {
    expect(whoKeeps(caught(body))).toBeNull();
  });

  it("is none of a bound method that keeps something else", () => {
    const worker =
      "class Runner { fail(message, job) { this.last = message; } run(job) { return place(job.id).catch(this.fail.bind(this, job.id)); } }";
    expect(whoKeeps(worker)).toBeNull();
  });
});
