import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createJiti } from "jiti";
import { median } from "./measure.mjs";
import { printTable } from "./table.mjs";

const { openEditor } = await createJiti(import.meta.url).import("../test/hosts/editor.ts");

/** What most people have: the parser, and ESLint's own recommended rules. Ours come to them. */
const config = `import js from "@eslint/js";
import * as parser from "@typescript-eslint/parser";
import plugin from "../../../index.mjs";
const preset = process.env.BENCH_PRESET;
export default [
  { files: ["**/*.{js,ts,mjs,cjs,mts,cts}"], languageOptions: { parser } },
  js.configs.recommended,
  ...(preset === "none" ? [] : [plugin.configs["flat/" + preset]]),
];
`;

const presets = ["none", "recommended", "strict"];
/** As many files of a code base are opened, and as often a key is pressed in each. */
const [openedFiles, keys] = [10, 15];

/** What it costs VS Code's ESLint server from a keystroke to what it has to say, with and without our rules. */
export async function benchEditor({ name, root, files: all }) {
  const path = join(root, "eslint.config.mjs");
  writeFileSync(path, config);
  const editors = await Promise.all(presets.map((preset) => openEditor(root, { env: { BENCH_PRESET: preset } })));
  try {
    const files = all.filter((_, index) => index % Math.ceil(all.length / openedFiles) === 0);
    const costs = presets.map(() => []);
    for (const file of files) {
      const times = await measureFile(editors, file);
      times.forEach((each, index) => costs[index].push(each));
    }
    const sums = costs.map((each) => each.reduce((total, time) => total + time, 0));
    printTable(`Keystroke to diagnostics on ${name}: ${files.length} files, ${keys} keys each`, [
      ["rules", `ms of ${readCpu(process.pid) === null ? "waiting" : "CPU time"}, median file`, "without ours = 1"],
      ...presets.map((preset, index) => [
        preset === "none" ? "ESLint's own recommended" : `and **${preset}**`,
        median(costs[index]).toFixed(1),
        (sums[index] / sums[0]).toFixed(2),
      ]),
    ]);
  } finally {
    for (const editor of editors) editor.close();
    rmSync(path);
  }
}

/** The median cost of a key in each editor. They take turns, so that whatever else the machine does hits all alike. */
async function measureFile(editors, file) {
  const text = readFileSync(file, "utf8");
  for (const editor of editors) {
    editor.open(file);
    await editor.findDiagnostics(file);
  }
  const times = editors.map(() => []);
  for (let key = 1; key <= keys; key++) {
    for (const [index, editor] of editors.entries()) {
      const start = readCpu(editor.pid) ?? performance.now();
      editor.type(file, `${text}// ${"x".repeat(key)}`);
      await editor.findDiagnostics(file);
      times[index].push((readCpu(editor.pid) ?? performance.now()) - start);
    }
  }
  return times.map(median);
}

/** What all threads of a process have cost, in milliseconds, where the system tells: a wait grows with whatever else runs. */
function readCpu(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const costs = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
    );
    return costs.reduce((total, cost) => total + cost, 0) / 1e6;
  } catch {
    return null;
  }
}
