// Lints files with one preset, some times over, and prints what ESLint itself measured, in milliseconds: in the first
// pass, and in the later ones. Of these each file's least counts, so that it does not matter what else the machine does.
import { readFileSync } from "node:fs";
import { argv, stdin } from "node:process";
import { text } from "node:stream/consumers";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { presets } from "./presets.mjs";

// ESLint asks this clock: in CPU time, what else the machine does counts for nothing
const reading = toReadingCost();
let readings = 0;
process.hrtime = Object.assign(toCpuTime, { bigint: process.hrtime.bigint });

const [, , preset, contract, passes] = argv;
const sources = JSON.parse(await text(stdin)).map((path) => ({ path, code: readFileSync(path, "utf8") }));
const language = { files: ["**/*.{js,ts,mjs,cjs,mts,cts}"], languageOptions: { parser } };
const options = { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "off" } };
const config = [language, options, ...(await presets[preset](contract))];
const eslint = new ESLint({ cwd: "/", overrideConfigFile: true, overrideConfig: config, stats: true });
const [first, ...later] = await inTurn(Array.from({ length: Number(passes) }), () => inTurn(sources, lint));
console.log(
  JSON.stringify({ first: sum(first), later: sum(sources.map((_, file) => least(later.map((all) => all[file])))) }),
);

/** Seconds and nanoseconds of CPU time, as `process.hrtime` gives them of time, without what it takes to read this clock. */
function toCpuTime([seconds, nanoseconds] = [0, 0]) {
  const micros = toCpuMicros() - readings++ * reading - seconds * 1e6 - nanoseconds / 1e3;
  return [Math.trunc(micros / 1e6), Math.round((micros % 1e6) * 1e3)];
}

/** What one reading takes, in microseconds: more than many a rule needs for a file. */
function toReadingCost() {
  const count = 20_000;
  const since = toCpuMicros();
  for (let each = 0; each < count; each++) toCpuMicros();
  return (toCpuMicros() - since) / count;
}

function toCpuMicros() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function inTurn(list, work) {
  const done = [];
  for (const each of list) done.push(await work(each));
  return done;
}

/** The times of one file: `parse`, and each rule's by its name. */
async function lint({ path, code }) {
  const [{ messages, stats }] = await eslint.lintText(code, { filePath: path });
  if (messages.some(({ fatal }) => fatal)) return { parse: 0 };
  const [{ parse, rules = {} }] = stats.times.passes;
  const reports = messages.filter(({ ruleId }) => ruleId?.startsWith("error-contract/")).length;
  return {
    reports,
    parse: parse.total,
    ...Object.fromEntries(Object.entries(rules).map(([rule, { total }]) => [rule, total])),
  };
}

function least(times) {
  const names = Object.keys(times[0]);
  return Object.fromEntries(names.map((name) => [name, Math.min(...times.map((time) => time[name]))]));
}

function sum(times) {
  const total = {};
  for (const time of times) for (const [name, value] of Object.entries(time)) total[name] = (total[name] ?? 0) + value;
  return total;
}
