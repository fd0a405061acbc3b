import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { measure, median } from "./measure.mjs";
import { printTable } from "./table.mjs";

const require = createRequire(import.meta.url);
const job = fileURLToPath(new URL("jobs/load.mjs", import.meta.url));
const own = fileURLToPath(new URL("../index.mjs", import.meta.url));
const names = ["eslint", "@typescript-eslint/parser", "eslint-plugin-unicorn", "eslint-plugin-sonarjs"];

/** The time to load the plugin, beside others'. */
export function benchLoad(rounds) {
  const modules = [["this plugin", own], ...names.map((name) => [name, require.resolve(name)])];
  const times = modules.map(() => []);
  for (let round = 0; round < rounds; round++) {
    modules.forEach(([, path], index) => {
      const { output } = measure([job, pathToFileURL(path).href], { cwd: process.cwd() });
      times[index].push(Number(output));
    });
  }
  const eslint = median(times[1]);
  printTable(`Load time (CPU, median of ${rounds})`, [
    ["module", "ms", "share of ESLint's"],
    ...modules.map(([name], index) => [name, median(times[index]).toFixed(1), toShare(median(times[index]) / eslint)]),
  ]);
}

function toShare(ratio) {
  return `${(ratio * 100).toFixed(1)} %`;
}
