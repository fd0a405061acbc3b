import { fileURLToPath } from "node:url";
import { measure, median } from "./measure.mjs";
import { printTable } from "./table.mjs";

const job = fileURLToPath(new URL("jobs/lint.mjs", import.meta.url));
const names = ["recommended", "strict", "core", "unicorn", "sonarjs", "parse"];
/** In one process the first pass is what a command line pays; the later ones are what an editor does. */
const passes = 4;
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
      runs.get(each).push({ rss, ...JSON.parse(output) });
    }
  }
  const { reports } = runs.get("recommended")[0].first;
  const title = `ESLint on ${name}: ${files.length} files, ${reports} findings`;
  printTable(`${title} (share of parse time, median of ${rounds})`, [
    ["rules", "first pass", "later passes", "peak MB"],
    ...["recommended", "strict"].flatMap((preset) => toOwnRows(preset, runs.get(preset), files.length)),
    ...["core", "unicorn", "sonarjs"].map((preset) => toRow(toTitle(preset), runs.get(preset), sumOf(""))),
    toRow("nothing but parsing", runs.get("parse"), () => 0),
  ]);
}

function toTitle(preset) {
  return preset === "core" ? "ESLint's own recommended" : `eslint-plugin-${preset} recommended`;
}

function toOwnRows(preset, runs, count) {
  const rules = Object.keys(runs[0].first).filter((rule) => rule.startsWith("again/"));
  const perFile = (rule) => ((median(runs.map(({ later }) => later[rule])) / count) * 1000).toFixed(1);
  const [own, again] = [sumOf("error-contract/"), sumOf("again/")];
  return [
    toRow(`**${preset}**`, runs, own),
    toRow("- the analysis they share", runs, (times) => own(times) - again(times)),
    ...rules.map((rule) =>
      toRow(`- ${rule.slice("again/".length)}, ${perFile(rule)} µs a file`, runs, (times) => times[rule]),
    ),
  ];
}

function toRow(title, runs, toTime) {
  const toShare = (part) =>
    `${(median(runs.map(({ [part]: times }) => toTime(times) / times.parse)) * 100).toFixed(1)} %`;
  return [title, toShare("first"), toShare("later"), median(runs.map(({ rss }) => rss)).toFixed(0)];
}

function sumOf(prefix) {
  const isRule = (name) =>
    name.includes("/") ? name.startsWith(prefix) : prefix === "" && !/^(?:parse|reports)$/.test(name);
  return (times) =>
    Object.entries(times)
      .filter(([name]) => isRule(name))
      .reduce((total, [, time]) => total + time, 0);
}
