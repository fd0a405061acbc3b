import { readFileSync, rmSync, writeFileSync } from "node:fs";
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
const [openedFiles, keys] = [10, 12];

/** How long it takes from a keystroke to what VS Code's ESLint server has to say, with and without our rules. */
export async function benchEditor({ name, root, files: all }) {
  const path = join(root, "eslint.config.mjs");
  writeFileSync(path, config);
  const editors = await Promise.all(presets.map((preset) => openEditor(root, { env: { BENCH_PRESET: preset } })));
  try {
    const files = all.filter((_, index) => index % Math.ceil(all.length / openedFiles) === 0);
    const waits = presets.map(() => []);
    for (const file of files) {
      const times = await measureFile(editors, file);
      times.forEach((each, index) => waits[index].push(each));
    }
    const sums = waits.map((each) => each.reduce((total, time) => total + time, 0));
    printTable(`Keystroke to diagnostics on ${name}: ${files.length} files, ${keys} keys each`, [
      ["rules", "ms, median file", "without ours = 1"],
      ...presets.map((preset, index) => [
        preset === "none" ? "ESLint's own recommended" : `and **${preset}**`,
        median(waits[index]).toFixed(1),
        (sums[index] / sums[0]).toFixed(2),
      ]),
    ]);
  } finally {
    for (const editor of editors) editor.close();
    rmSync(path);
  }
}

/** The least wait in each editor. They take turns, so that whatever else the machine does hits all alike. */
async function measureFile(editors, file) {
  const text = readFileSync(file, "utf8");
  for (const editor of editors) {
    editor.open(file);
    await editor.findDiagnostics(file);
  }
  const times = editors.map(() => []);
  for (let key = 1; key <= keys; key++) {
    for (const [index, editor] of editors.entries()) {
      const start = performance.now();
      editor.type(file, `${text}// ${"x".repeat(key)}`);
      await editor.findDiagnostics(file);
      times[index].push(performance.now() - start);
    }
  }
  return times.map((each) => Math.min(...each));
}
