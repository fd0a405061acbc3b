import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure, median } from "./measure.mjs";
import { printTable } from "./table.mjs";

const require = createRequire(import.meta.url);
const toPath = (path) => fileURLToPath(new URL(path, import.meta.url));
const jscodeshift = join(dirname(require.resolve("jscodeshift/package.json")), "bin/jscodeshift.js");

/** `migrate --dry-run`, with its index and verification, beside jscodeshift that prints each tree, and beside parsing. */
export function benchMigrate({ name, root, files }, rounds) {
  const paths = { cwd: root, input: files.join("\n"), exitCodes: [0, 1, 3] };
  const print = ["--dry", "--silent", "--no-babel", "--parser=ts", "--stdin", "-t", toPath("jobs/print.cjs")];
  const jobs = [
    ["migrate --dry-run", () => measure([toPath("../cli/dist/main.mjs"), "migrate", "--dry-run", "--json"], paths)],
    ["jscodeshift, j(source).toSource()", () => measure([jscodeshift, ...print], paths)],
    ["oxc-parser alone", () => measure([toPath("jobs/parse.mjs")], { cwd: root, input: JSON.stringify(files) })],
  ];
  const runs = jobs.map(() => []);
  for (let round = 0; round < rounds; round++) jobs.forEach(([, run], index) => runs[index].push(run()));
  const middle = runs.map((found) => toMedians(found));
  printTable(`Migration of ${name}: ${files.length} files (median of ${rounds})`, [
    ["job", "files a CPU second", "CPU, migrate = 1", "wall, migrate = 1", "peak MB"],
    ...jobs.map(([title], index) => toRow(title, middle[index], { own: middle[0], count: files.length })),
  ]);
}

function toMedians(runs) {
  const of = (key) => median(runs.map((run) => run[key]));
  return { cpu: of("cpu"), wall: of("wall"), rss: of("rss") };
}

function toRow(title, { cpu, wall, rss }, { own, count }) {
  const speed = ((count / cpu) * 1000).toFixed(0);
  return [title, speed, (cpu / own.cpu).toFixed(2), (wall / own.wall).toFixed(2), rss.toFixed(0)];
}
