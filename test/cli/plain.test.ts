import { describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { runOwn } from "./legacy-service.ts";
import { commit, createFolder, get, git } from "./workbench.ts";

const store = `import { readFile } from "node:fs/promises";

export async function loadOrders(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (err) {
    throw err;
  }
}

export async function loadUser(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (err) {
    throw new Error(\`no user: \${err.message}\`);
  }
}
`;

const tool = `import { loadOrders } from "./store.js";

async function main() {
  console.log(await loadOrders("orders.json"));
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
`;

const wrapped = `throw new Error("could not load orders", { cause: err });`;

/** A repository without a contract. */
function createPlain(files: Readonly<Record<string, string>>): string {
  const folder = createFolder(files);
  git(folder, "init", "-q");
  commit(folder);
  return folder;
}

async function findReasons(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { out } = await runOwn(createPlain(files), "migrate", "--plain", "--dry-run", "--json");
  const { files: reported } = JSON.parse(out) as MigrationReport;
  return reported.flatMap(({ left }) =>
    left.filter(({ codemod }) => codemod === "wrap-rethrows").map(({ reason }) => reason),
  );
}

describe("migrate --plain, without a contract", () => {
  it("wraps with an Error and its cause where the error ends in view", async () => {
    const folder = createPlain({ "store.js": store, "tool.js": tool });
    expect(await runOwn(folder, "migrate", "--plain")).toMatchObject({ code: 0 });
    const text = get(folder, "store.js");
    expect(text).toContain(wrapped);
    expect(text).toContain("throw new Error(`no user: ${err.message}`, { cause: err });");
    commit(folder);
    expect(await runOwn(folder, "migrate", "--plain")).toMatchObject({ code: 0 });
    expect(get(folder, "store.js")).toBe(text);
  });

  it("is asked for by its name", async () => {
    const folder = createPlain({ "store.js": store, "tool.js": tool });
    expect(await runOwn(folder, "migrate")).toMatchObject({
      code: 2,
      err: expect.stringContaining("--plain") as string,
    });
    expect(get(folder, "store.js")).toBe(store);
  });

  it.each([
    [
      "asks for its code",
      tool.replace("console.error(err)", "if (err.code !== 'ENOENT') console.error(err)"),
      /`err\.code`/,
    ],
    [
      "asks for its status",
      tool.replace("process.exitCode = 1", "process.exitCode = err.statusCode"),
      /`err\.statusCode`/,
    ],
    [
      "gives it to what is not seen",
      `import { tell } from "teller";\n${tool.replace("console.error(err)", "tell(err)")}`,
      /`tell\(…\)`/,
    ],
    [
      "emits it",
      tool.replace("console.error(err)", "process.emit('error', err)").replaceAll("main", "printOrders"),
      /emit/,
    ],
    [
      "is a framework",
      `import express from "express";\nimport { loadOrders } from "./store.js";\nconst app = express();\napp.get("/", async (req, res) => {\n  res.json(await loadOrders("orders.json"));\n});\n`,
      /express/,
    ],
    ["is not seen", `export {};\n`, /`loadOrders` .* may be called by somebody who is not seen/],
  ])("leaves an error whose listener %s", async (_, listener, reason) => {
    expect(await findReasons({ "store.js": store, "tool.js": listener })).toEqual([expect.stringMatching(reason)]);
  });

  it("writes no cause that the project's lib does not know", async () => {
    const files = {
      "store.ts": store.replace("path)", "path: string)"),
      "tool.ts": tool,
      "tsconfig.json": `{ "compilerOptions": { "target": "es2020" } }`,
    };
    expect(await findReasons(files)).toEqual([
      "the project's `lib` knows no `cause`: raise it to `es2022`, or is `Object.assign` to add it?",
    ]);
  });

  it("leaves alone what a contract applies to", async () => {
    const contract = JSON.stringify({ format: 1, extends: ["error-contract:starter"], version: "1.0.0" });
    const folder = createPlain({ "store.js": store, "tool.js": tool, "error-contract.json": contract });
    await runOwn(folder, "migrate", "--plain");
    expect(get(folder, "store.js")).not.toContain(wrapped);
  });
});
