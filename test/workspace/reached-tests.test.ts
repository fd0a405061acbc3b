import { expect, it } from "vitest";
import type { ReachedTest } from "../../src/workspace/workspace-index.ts";
import { contractOf, indexOf, root } from "./workspace.ts";

const contract = contractOf({
  errors: [
    {
      name: "AppError",
      module: "./src/errors",
      code: 0,
      message: 1,
      wrap: { name: "AppError.wrap", cause: 0, message: 1, options: 2 },
    },
  ],
  causeFinders: [{ name: "findCause", module: "./src/errors" }],
});

const store = `
import { log } from "./log";
export async function load(id) {
  try { return await db.load(id); } catch (err) { log(id); throw err; }
}
export class Store {
  async save(order) {
    try { await db.save(order); } catch (err) { log(order); throw err; }
  }
}`;

/** The tests that a wrap in a function of the store would reach; `null` where it is refused, or needs none. */
function reachedBy(functionName: string, api: string, others: Readonly<Record<string, string>> = {}): string[] | null {
  const files: Readonly<Record<string, string>> = { "src/store.ts": store, "src/api.ts": api, ...others };
  const path = `${root}/src/store.ts`;
  const index = indexOf(files, { contract });
  const answer = index.answer({ kind: "listeners", functionName, exported: true, path, wraps: true });
  const toText = (test: ReachedTest): string => {
    const text = files[test.path.slice(root.length + 1)] ?? "";
    return text.slice(test.offset, text.indexOf(")", test.offset));
  };
  return answer.granted ? null : (answer.reached?.map(toText) ?? null);
}

const calling = (body: string, imports = ""): string => `
import { load } from "./store";
import { StoreError, OtherError } from "./failures";
${imports}
export async function get(id) {
  try { return await load(id); } catch (err) { ${body} }
}`;

it.each([
  ["a test of a class", "if (err instanceof StoreError) return null; throw err;", ["err instanceof StoreError"]],
  [
    "tests of several",
    "if (err instanceof StoreError) return err.field; if (err instanceof OtherError) return 1; throw err;",
    ["err instanceof StoreError", "err instanceof OtherError"],
  ],
  [
    "a test with what relies on it",
    'if (err instanceof StoreError && err.code === "1") return; throw err;',
    ['err instanceof StoreError && err.code === "1"'],
  ],
])("finds %s", (_, body, tests) => {
  expect(reachedBy("load", calling(body))).toEqual(tests);
});

it.each([
  ["a code", 'if (err.code === "1") return null; throw err;'],
  ["a class, and a code beside it", 'if (err instanceof StoreError) return; if (err.code === "1") return; throw err;'],
  ["a class, whose error is handed on", "if (err instanceof StoreError) return describe(err); throw err;"],
  ["its name", 'if (err.name === "StoreError") return null; throw err;'],
])("finds none where somebody asks for %s", (_, body) => {
  expect(reachedBy("load", calling(body))).toBeNull();
});

it("looks into the functions that the error is given to, but for those that tell their callers the class", () => {
  const api = calling("if (isLost(err)) return null; throw err;", 'import { isLost } from "./is-lost";');
  const guard = (type: string): string =>
    `import { StoreError } from "./failures";\nexport function isLost(err: unknown)${type} { return (err instanceof StoreError); }`;
  expect(reachedBy("load", api, { "src/is-lost.ts": guard(": boolean") })).toEqual(["err instanceof StoreError"]);
  for (const type of [": err is StoreError", ""])
    expect(reachedBy("load", api, { "src/is-lost.ts": guard(type) })).toBeNull();
});

it("finds none where it is not certain that the error comes there", () => {
  const saving = (receiver: string): string => `
import { Store } from "./store";
import { StoreError } from "./failures";
export async function put(order${receiver}) {
  try { await store.save(order); } catch (err) { if (err instanceof StoreError) return null; throw err; }
}`;
  expect(reachedBy("save", saving(", store: Store"))).toEqual(["err instanceof StoreError"]);
  expect(reachedBy("save", saving(", store"))).toBeNull();
});

it("finds none for what is made in place of an error", () => {
  const index = indexOf(
    { "src/store.ts": store, "src/api.ts": calling("if (err instanceof StoreError) return; throw err;") },
    { contract },
  );
  const answer = index.answer({
    kind: "listeners",
    functionName: "load",
    exported: true,
    path: `${root}/src/store.ts`,
  });
  expect(answer).toEqual({ granted: false, reason: "`get` in src/api.ts:6 asks `err instanceof StoreError`" });
});
