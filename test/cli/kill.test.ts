import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsdown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRepository, get, listNames, put, runIn } from "./workbench.ts";

const before = `throw "a";\n${"\n".repeat(20_000)}`;
const after = before.replace('"a"', 'new Error("a")');
const names = Array.from({ length: 200 }, (_, index) => `f${String(index).padStart(3, "0")}.ts`);
// below the project, so that its packages are found
const outDir = join(import.meta.dirname, `../../node_modules/.cache/error-contract-${String(process.pid)}`);

beforeAll(
  () =>
    build({
      config: false,
      entry: join(import.meta.dirname, "slow-run.ts"),
      outDir,
      dts: false,
      logLevel: "error",
      target: "node20.19",
      inputOptions: { resolve: { mainFields: ["module", "main"] } },
    }),
  60_000,
);
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

async function start(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(outDir, "slow-run.mjs"), "migrate", "--allow-dirty"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, "data"), once(child, "exit")]);
  expect(child.exitCode).toBeNull();
  return child;
}

const toRest = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const states = (folder: string): Set<string> =>
  new Set(names.map((name) => ({ [before]: "old", [after]: "new" })[get(folder, name)] ?? "broken"));

describe("a run that is killed", { timeout: 120_000 }, () => {
  it("leaves every file old or new, and the next run completes the work and tidies up", async () => {
    const folder = createRepository(Object.fromEntries(names.map((name) => [name, before])));
    for (const delay of [3, 40, 90]) {
      const child = await start(folder);
      const exited = once(child, "exit");
      await toRest(delay);
      child.kill("SIGKILL");
      await exited;
      expect(states(folder)).toEqual(new Set(["old", "new"]));
    }
    expect(await runIn(folder, ["migrate", "--allow-dirty"])).toMatchObject({ code: 0 });
    expect(states(folder)).toEqual(new Set(["new"]));
    expect(listNames(folder).sort()).toEqual(["error-contract.json", ...names]);
  });

  it("ends by itself on a signal that can be heard, with nothing left behind", async () => {
    const folder = createRepository(Object.fromEntries(names.map((name) => [name, before])));
    const child = await start(folder);
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(130);
    expect(states(folder)).toEqual(new Set(["old", "new"]));
    expect(listNames(folder).sort()).toEqual(["error-contract.json", ...names]);
  });
});

describe("what a killed run left behind", () => {
  it("is removed, unless its run is still at work", async () => {
    const folder = createRepository({ "src/a.ts": 'throw "a";\n' });
    put(folder, "src/.a.ts.4194304999.error-contract", "half");
    put(folder, `src/.b.ts.${String(process.ppid)}.error-contract`, "at work");
    await runIn(folder, ["migrate", "--dry-run"]);
    expect(listNames(folder)).toHaveLength(4);
    await runIn(folder, ["migrate"]);
    expect(listNames(folder).sort()).toEqual([
      "error-contract.json",
      `src/.b.ts.${String(process.ppid)}.error-contract`,
      "src/a.ts",
    ]);
  });
});
