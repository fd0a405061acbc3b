import { fileURLToPath } from "node:url";
import { measure, median } from "./measure.mjs";
import { printTable } from "./table.mjs";

const job = fileURLToPath(new URL("jobs/lint.mjs", import.meta.url));
const names = ["recommended", "strict", "core", "unicorn", "sonarjs", "parse"];
/** In one process the first pass is what a command line pays; the later ones are what an editor does. */
const passes = 3;
/** Rules are measured on a sample of a code base. */
const most = 150;

/** What the rules cost in ESLint, as a share of the time that `@typescript-eslint/parser` takes for the same files. */
export function benchLint({ name, root, contract, files: all }, rounds) {
  const files = all.filter((_, index) => index % Math.ceil(all.length / most) === 0);
  const runs = new Map(names.map((each) => [each, []]));
  for (let round = 0; round < rounds; round++) {
    for (const each of names) {
      const options = { cwd: root, input: JSON.stringify(files) };
      const { output, rss } = measure([job, each, contract, String(passes)], options);
      runs.get(each).push({ rss, passes: JSON.parse(output) });
    }
  }
  const { reports } = runs.get("recommended")[0].passes[0];
  printTable(
    `ESLint on ${name}: ${files.length} files, ${reports} findings (share of parse time, median of ${rounds})`,
    [
      ["rules", "first pass", "later passes", "peak MB"],
      ...["recommended", "strict"].flatMap((preset) => toOwnRows(preset, runs.get(preset), files.length)),
      ...["core", "unicorn", "sonarjs"].map((preset) => toRow(toTitle(preset), runs.get(preset), sumAll)),
      toRow("nothing but parsing", runs.get("parse"), sumAll),
    ],
  );
}

function toTitle(preset) {
  return preset === "core" ? "ESLint's own recommended" : `eslint-plugin-${preset} recommended`;
}

function toOwnRows(preset, runs, count) {
  const rules = Object.keys(runs[0].passes[0].rules).filter((rule) => rule.startsWith("again/"));
  const perFile = (rule) => median(toWarm(runs).map((pass) => (pass.rules[rule] / count) * 1000));
  return [
    toRow(`**${preset}**`, runs, (pass) => sumOf(pass, "error-contract/")),
    toRow("- the analysis they share", runs, (pass) => sumOf(pass, "error-contract/") - sumOf(pass, "again/")),
    ...rules.map((rule) =>
      toRow(
        `- ${rule.slice("again/".length)}, ${perFile(rule).toFixed(1)} µs a file`,
        runs,
        (pass) => pass.rules[rule],
      ),
    ),
  ];
}

function toRow(title, runs, toTime) {
  const toShare = (found) => `${(median(found.map((pass) => toTime(pass) / pass.parse)) * 100).toFixed(1)} %`;
  const first = runs.map((run) => run.passes[0]);
  return [title, toShare(first), toShare(toWarm(runs)), median(runs.map(({ rss }) => rss)).toFixed(0)];
}

function toWarm(runs) {
  return runs.flatMap((run) => run.passes.slice(1));
}

function sumAll(pass) {
  return sumOf(pass, "");
}

function sumOf({ rules }, prefix) {
  const own = Object.entries(rules).filter(([rule]) => rule.startsWith(prefix));
  return own.reduce((total, [, time]) => total + time, 0);
}
