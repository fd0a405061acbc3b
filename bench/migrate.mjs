import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { measure, median } from "./measure.mjs";
import { printTable } from "./table.mjs";

const require = createRequire(import.meta.url);
const toPath = (path) => fileURLToPath(new URL(path, import.meta.url));
const jscodeshift = join(dirname(require.resolve("jscodeshift/package.json")), "bin/jscodeshift.js");
const print = ["--dry", "--silent", "--no-babel", "--parser=ts", "--stdin", "-t", toPath("jobs/print.cjs")];

/**
 * `migrate --dry-run`, with its index and verification, when nothing is remembered and when the same was read before, beside
 * jscodeshift that prints each tree, and beside parsing.
 */
export function benchMigrate({ name, root, files }, rounds) {
  const some = findFileWithWork(root);
  const jobs = [
    ["migrate --dry-run", () => forget(root), () => migrate(root)],
    ["the same again", null, () => migrate(root)],
    ["the same of one file in which something is left", null, () => migrate(root, "--include", some)],
    [
      "jscodeshift, j(source).toSource()",
      null,
      () => measure([jscodeshift, ...print], toInput(root, files.join("\n"))),
    ],
    ["oxc-parser alone", null, () => measure([toPath("jobs/parse.mjs")], toInput(root, JSON.stringify(files)))],
  ];
  const runs = jobs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    jobs.forEach(([, prepare, run], index) => {
      prepare?.();
      runs[index].push(run());
    });
  }
  const middle = runs.map((found) => toMedians(found));
  printTable(`Migration of ${name}: ${files.length} files (median of ${rounds})`, [
    ["job", "CPU ms", "CPU, first = 1", "CPU, again = 1", "wall, first = 1", "wall, again = 1", "peak MB"],
    ...jobs.map(([title], index) => toRow(title, middle[index], middle)),
  ]);
}

function migrate(root, ...options) {
  const args = [toPath("../cli/dist/main.mjs"), "migrate", "--dry-run", "--json", ...options];
  return measure(args, { cwd: root, exitCodes: [0, 1, 3] });
}

/** What is remembered has its place where packages are installed. */
function forget(root) {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  rmSync(join(root, "node_modules/.cache"), { recursive: true, force: true });
}

function findFileWithWork(root) {
  return JSON.parse(migrate(root).output).files[0].path;
}

function toInput(cwd, input) {
  return { cwd, input, exitCodes: [0, 1, 3] };
}

function toMedians(runs) {
  const of = (key) => median(runs.map((run) => run[key]));
  return { cpu: of("cpu"), wall: of("wall"), rss: of("rss") };
}

function toRow(title, { cpu, wall, rss }, [first, again]) {
  const ratios = [cpu / first.cpu, cpu / again.cpu, wall / first.wall, wall / again.wall];
  return [title, cpu.toFixed(0), ...ratios.map((ratio) => ratio.toFixed(2)), rss.toFixed(0)];
}
