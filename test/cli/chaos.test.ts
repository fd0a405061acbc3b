import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsdown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MigrationReport } from "../../cli/src/migrate/migration-report.ts";
import { codedThrows, createEngine } from "./coded-throws.ts";
import { contract, createFolder, createRepository, get, listNames, put, runIn } from "./workbench.ts";

const toNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `f${String(index).padStart(3, "0")}.ts`);
const before = `throw "a";\n${"\n".repeat(20_000)}`;
const toAfter = (text: string): string => text.replace('"a"', 'new Error("a")');
const names = toNames(200);
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

/** Whether files are as they were, as they are to be, or neither. */
const states = (folder: string, files = names, text = before): Set<string> =>
  new Set(files.map((name) => ({ [text]: "old", [toAfter(text)]: "new" })[get(folder, name)] ?? "broken"));

/** Starts a run that says when it has written its first file, and is not waited for. */
function startRun(folder: string, ...flags: string[]): ChildProcess {
  const args = [join(outDir, "slow-run.mjs"), "migrate", "--allow-dirty", ...flags];
  return spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
}

/** The same numbers for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const few = toNames(12);
const short = `throw "a";\n${"\n".repeat(2_000)}`;
const seed = (Date.now() % 2_147_483_646) + 1;

/** Kills runs over one tree, each of which goes on where the last one was; every other one while it writes. */
async function killOften(folder: string, times: number, random: () => number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const child = startRun(folder);
    const exited = once(child, "exit");
    if (time % 2 === 0) await Promise.race([once(child.stdout as NodeJS.ReadableStream, "data"), exited]);
    await toRest(random() * (time % 2 === 0 ? 40 : 400));
    child.kill("SIGKILL");
    await exited;
    const found = states(folder, few, short);
    expect(found, `seed ${String(seed)}`).not.toContain("broken");
    if (!found.has("old")) for (const name of few) put(folder, name, short);
  }
}

describe("a run that is killed", { timeout: 180_000 }, () => {
  it("leaves every file old or new, at any of 200 moments, and the next run completes the work", async () => {
    const random = createRandom(seed);
    const folders = Array.from({ length: 4 }, () =>
      createRepository(Object.fromEntries(few.map((name) => [name, short]))),
    );
    await Promise.all(folders.map((folder) => killOften(folder, 50, random)));
    for (const folder of folders) {
      expect(await runIn(folder, ["migrate", "--allow-dirty"])).toMatchObject({ code: 0 });
      expect(states(folder, few, short)).toEqual(new Set(["new"]));
      expect(listNames(folder).sort()).toEqual(["error-contract.json", ...few]);
    }
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

describe("two runs at once", { timeout: 60_000 }, () => {
  it("leave every file old or new, and nothing of their own", async () => {
    const folder = createRepository(Object.fromEntries(few.map((name) => [name, short])));
    const runs = [startRun(folder), startRun(folder), startRun(folder)];
    const codes = await Promise.all(runs.map(async (run) => ((await once(run, "exit")) as [number])[0]));
    expect([0, 3]).toEqual(expect.arrayContaining(codes));
    expect(states(folder, few, short)).toEqual(new Set(["new"]));
    expect(listNames(folder).sort()).toEqual(["error-contract.json", ...few]);
  });
});

describe("one file that fails", { timeout: 60_000 }, () => {
  it("is named, be it read-only, or more than the parser or a codemod can bear, and the others are done", async () => {
    const deep = `throw ${"[".repeat(3_000)}${"]".repeat(3_000)};\n`;
    const folder = createRepository({
      "a.ts": short,
      "deep.ts": deep,
      "locked.ts": short,
      "wrong.ts": "crash();\n",
      "z.ts": short,
    });
    chmodSync(join(folder, "locked.ts"), 0o444);
    const engine = createEngine((source, options) => {
      if (source.path.endsWith("wrong.ts")) throw new RangeError("Maximum call stack size exceeded");
      return codedThrows(source, options);
    });
    const { code, out } = await runIn(folder, ["migrate", "--allow-dirty", "--json"], { engine });
    expect(code).toBe(3);
    const { failed } = JSON.parse(out) as MigrationReport;
    expect(failed).toMatchObject([
      { path: "locked.ts", code: "FILE_READ_ONLY" },
      { path: "wrong.ts", code: "CODEMOD_FAILED", reason: "a codemod failed: Maximum call stack size exceeded" },
    ]);
    expect(states(folder, ["a.ts", "z.ts"], short)).toEqual(new Set(["new"]));
    expect(states(folder, ["locked.ts"], short)).toEqual(new Set(["old"]));
    expect(get(folder, "deep.ts")).toBe(deep);
  });
});

/** Whether this machine lets a process mount a file system of its own. */
const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

describe.skipIf(!canMount)("a full disk (where one may be mounted)", { timeout: 60_000 }, () => {
  it("leaves what does not fit as it was, and nothing else; with more room the next run completes the work", () => {
    const folder = createFolder({ "error-contract.json": contract, "big.ts": before + before, "small.ts": short });
    const run = `node ${join(outDir, "slow-run.mjs")} migrate --yes`;
    const script = [
      "mount -t tmpfs -o size=128k tmpfs mounted && cp error-contract.json big.ts small.ts mounted && cd mounted",
      "dd if=/dev/zero of=filler bs=1k count=64 2>/dev/null",
      `${run}; echo "code $?"; ls -A; head -c 12 big.ts small.ts`,
      `rm filler; ${run}; echo "code $?"; ls -A; head -c 12 big.ts small.ts`,
    ].join("\n");
    mkdirSync(join(folder, "mounted"));
    const { stdout } = spawnSync("unshare", ["-rm", "sh", "-c", script], { cwd: folder, encoding: "utf8" });
    const [full = "", roomy = ""] = stdout.split("code 3\n").map((part) => part.replace(/\n+/g, "\n"));
    expect(full).toMatch(/big\.ts: cannot be written: ENOSPC/);
    expect(roomy).toMatch(
      /^big\.ts\nerror-contract\.json\nfiller\nsmall\.ts\n==> big\.ts <==\nthrow "a";\n==> small\.ts <==\nthrow new Er/,
    );
    expect(roomy).toMatch(/code 0\nbig\.ts\nerror-contract\.json\nsmall\.ts\n==> big\.ts <==\nthrow new Er/);
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
