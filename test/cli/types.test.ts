import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { legacyService, runOwn } from "./legacy-service.ts";
import { createRepository, get } from "./workbench.ts";

const { resolve } = createRequire(import.meta.url);

/** A service whose store is known by an interface, beside a cache with a method of the same name that somebody listens to. */
const service = {
  "error-contract.json": legacyService["error-contract.json"],
  "package.json": '{ "type": "module" }',
  "src/errors.ts": legacyService["src/errors.ts"],
  "src/store.ts": `export interface Orders {
  load(id: string): Promise<object>;
}

export class SqlOrders implements Orders {
  constructor(private readonly database: { query(id: string): Promise<object> }) {}

  async load(id: string): Promise<object> {
    try {
      return await this.database.query(id);
    } catch (err) {
      console.warn("no order", id);
      throw err;
    }
  }
}
`,
  "src/cache.ts": `export interface Cache {
  load(key: number): number;
}

export function read(cache: Cache): number {
  try {
    return cache.load(1);
  } catch (err) {
    if (err.code === "ENOENT") return 0;
    return -1;
  }
}
`,
  "src/api.ts": `import type { Orders } from "./store";

export async function get(orders: Orders, id: string): Promise<object> {
  return await orders.load(id);
}
`,
  "src/main.ts": `import { get } from "./api";
import { read } from "./cache";
import { SqlOrders } from "./store";

const orders = new SqlOrders({ query: (id) => Promise.resolve({ id }) });
read({ load: (key) => key });
void get(orders, "a1");
`,
};

const commands = `
function addOrder(id: string): void {
  try {
    JSON.parse(id);
  } catch (err) {
    console.warn("no id", id);
    throw err;
  }
}

function drop(id: string): void {
  console.log(id);
}

const table = { add: addOrder, drop };

export function run(name: keyof typeof table, id: string): void {
  table[name](id);
}

run("add", "1");
`;

/** Called by nobody who is seen, it may be given whatever leaves by ways that are not seen. */
const plugin = `export function onFailure(error: { code?: string }): boolean {
  return error.code === "E1";
}
`;

const listening = service["src/api.ts"].replace(
  "  return await orders.load(id);",
  '  try {\n    return await orders.load(id);\n  } catch (err) {\n    if (err.code === "P2025") return {};\n    throw err;\n  }',
);

/** A repository with a version of TypeScript, if any. */
function createProject(files: Readonly<Record<string, string>>, version: string | null = "typescript"): string {
  const folder = createRepository({ ...files, ".gitignore": "node_modules\n" });
  if (version === null) return folder;
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(dirname(resolve(`${version}/package.json`)), join(folder, "node_modules/typescript"));
  return folder;
}

const isWrapped = (folder: string, path = "src/store.ts"): boolean => get(folder, path).includes("AppError.wrap(err");

describe("--types", () => {
  it("makes an edit that is withheld where a method is known by its name alone", async () => {
    const folder = createProject(service);
    const { out } = await runOwn(folder, "migrate");
    expect(out).toContain("`read` in src/cache.ts:9 asks `err.code`");
    expect(isWrapped(folder)).toBe(false);
    expect(await runOwn(folder, "migrate", "--types")).toMatchObject({ code: 0 });
    expect(isWrapped(folder)).toBe(true);
  });

  it("knows what calls the functions of an object", async () => {
    const folder = createProject({ ...service, "src/commands.ts": commands, "src/plugin.ts": plugin });
    expect((await runOwn(folder, "migrate", "src/commands.ts")).out).toContain("src/plugin.ts:2 asks `error.code`");
    await runOwn(folder, "migrate", "--types", "src/commands.ts");
    expect(isWrapped(folder, "src/commands.ts")).toBe(true);
  });

  it.each([
    ["is handed on", "export const given = [table];"],
    [
      "is called by somebody who listens",
      'try { run("add", "") } catch (err) { if (err.code === "1") run("drop", ""); }',
    ],
  ])("does not know them where the object %s", async (_, more) => {
    const folder = createProject({ ...service, "src/commands.ts": `${commands}\n${more}\n`, "src/plugin.ts": plugin });
    await runOwn(folder, "migrate", "--types", "src/commands.ts");
    expect(isWrapped(folder, "src/commands.ts")).toBe(false);
  });

  it("refuses what must be refused as ever", async () => {
    const folder = createProject({
      ...service,
      "src/cache.ts": "export function read() {}\n",
      "src/api.ts": listening,
    });
    for (const flags of [[], ["--types"]]) {
      const { out } = await runOwn(folder, "migrate", ...flags);
      expect(out).toContain("`get` in src/api.ts:7 asks `err.code`");
      expect(isWrapped(folder)).toBe(false);
    }
  });

  it.each(["typescript-v5", "typescript"])("asks %s, which the project has installed", async (version) => {
    const folder = createProject(service, version);
    const { out } = await runOwn(folder, "migrate", "--types");
    expect(out).not.toContain("warning");
    expect(isWrapped(folder)).toBe(true);
  });

  it.each([
    [
      "typescript-v7",
      /TypeScript 7\.\S+ answers no questions: --types asked version 6\.\S+, which error-contract brings/,
    ],
    [null, /No TypeScript is installed: --types asked version 6\.\S+, which error-contract brings/],
  ])("asks its own and says so in place of %s", async (version, warning) => {
    const folder = createProject(service, version);
    expect((await runOwn(folder, "migrate", "--types")).out).toMatch(warning);
    expect(isWrapped(folder)).toBe(true);
  });

  it("serves a plan, and what is made of it", async () => {
    const folder = createProject(service);
    await runOwn(folder, "plan", "--types");
    await runOwn(folder, "apply");
    expect(isWrapped(folder)).toBe(false);
    await runOwn(folder, "apply", "--types", "--yes");
    expect(isWrapped(folder)).toBe(true);
  });
});
