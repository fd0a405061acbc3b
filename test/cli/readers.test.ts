import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Engine } from "../../cli/src/engine.ts";
import { ownEngine } from "../../cli/src/own-engine.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";
import { legacyService } from "./legacy-service.ts";
import { createRepository, get, runIn, type Ran } from "./workbench.ts";

const store = "node_modules/.cache/error-contract/files";
const installed = { ".gitignore": "node_modules\n", "node_modules/.package-lock.json": "{}" };

/** An engine whose files are looked into by processes that run a script, even if there are few. */
function withReaders(engine: Engine, script: string): Engine {
  return { ...engine, reader: new URL(`fixtures/${script}`, import.meta.url), filesPerReader: 1 };
}

const engine = createEngine(codedThrows);

function migrateIn(folder: string, given: Engine, signal?: AbortSignal): Promise<Ran> {
  return runIn(folder, ["migrate", "--json", "-y"], { engine: given, ...(signal && { signal }) });
}

describe.runIf(availableParallelism() > 1)("files that several processes look into", () => {
  it("come to the same bytes as by one, and so does what is remembered", async () => {
    const service = { ...installed, ...legacyService, "src/wrong.ts": "const = 1;\n" };
    const [alone, together] = [createRepository(service), createRepository(service)];
    const looks: string[][] = [[], []];
    const [one, many] = looks.map((looked) => ({
      ...ownEngine,
      toContribution: (...[source, setting]: Parameters<Engine["toContribution"]>) => {
        looked.push(source.path);
        return ownEngine.toContribution(source, setting);
      },
    })) as [Engine, Engine];
    const before = await migrateIn(alone, one);
    const after = await migrateIn(together, withReaders(many, "own-reader.mjs"));
    // what was looked into by others is not again, but for what has changed
    expect(looks[1]?.length).toBeLessThan(looks[0]?.length ?? 0);
    expect(after.out.replaceAll(together, alone)).toBe(before.out);
    expect(after.code).toBe(before.code);
    for (const path of Object.keys(legacyService)) expect(get(together, path)).toBe(get(alone, path));
    expect(readFileSync(join(together, store)).length).toBe(readFileSync(join(alone, store)).length);
  });

  it("are remembered", async () => {
    const folder = createRepository({ ...installed, "a.ts": "f();\n", "b.ts": "g();\n" });
    await migrateIn(folder, withReaders(engine, "reader.mjs"));
    const looked: string[] = [];
    const toContribution = ({ path }: { path: string }) => (looked.push(path), { path });
    await migrateIn(folder, { ...engine, toContribution });
    expect(looked).toEqual([]);
  });

  it("are named where a process crashes of them, and the others are done", async () => {
    const files = { "a.ts": 'throw "a";\n', "killing.ts": 'throw "b";\n', "c.ts": 'throw "c";\n' };
    const folder = createRepository(files);
    const { code, out } = await migrateIn(folder, withReaders(engine, "reader.mjs"));
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      files: [{ path: "a.ts" }, { path: "c.ts" }],
      failed: [
        { path: "killing.ts", code: "READER_CRASHED", reason: "the process that read it crashed (end: SIGKILL)" },
      ],
    });
    expect(get(folder, "c.ts")).toBe('throw new Error("c");\n');
  });

  it("are looked into by one process where no other can be started", async () => {
    const folder = createRepository({ "a.ts": 'throw "a";\n', "b.ts": 'throw "b";\n' });
    expect((await migrateIn(folder, withReaders(engine, "missing.mjs"))).code).toBe(0);
    expect(get(folder, "b.ts")).toBe('throw new Error("b");\n');
  });

  it("are left when the run is interrupted", async () => {
    const folder = createRepository({ "a.ts": 'throw "a";\n', "endless.ts": 'throw "b";\n' });
    const { code, out } = await migrateIn(folder, withReaders(engine, "reader.mjs"), AbortSignal.timeout(3000));
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ interrupted: true, files: [], failed: [] });
    expect(get(folder, "a.ts")).toBe('throw "a";\n');
  });
});
