// Lints files with one preset, some times over, and prints what ESLint itself measured, in milliseconds.
import { readFileSync } from "node:fs";
import { argv, stdin } from "node:process";
import { text } from "node:stream/consumers";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { presets } from "./presets.mjs";

const [, , preset, contract, passes] = argv;
const sources = JSON.parse(await text(stdin)).map((path) => ({ path, code: readFileSync(path, "utf8") }));
const language = { files: ["**/*.{js,ts,mjs,cjs,mts,cts}"], languageOptions: { parser } };
const options = { linterOptions: { reportUnusedDisableDirectives: "off" } };
const config = [language, options, ...(await presets[preset](contract))];
const results = [];
for (let pass = 0; pass < Number(passes); pass++) results.push(lintAll());
console.log(JSON.stringify(results));

function lintAll() {
  const times = { parse: 0, rules: {}, reports: 0 };
  for (const { path, code } of sources) {
    const linter = new Linter({ cwd: "/", configType: "flat" });
    // only the method that could fix keeps times
    const asked = { filename: path, allowInlineConfig: false, stats: true, fix: false };
    const { messages } = linter.verifyAndFix(code, config, asked);
    times.reports += messages.filter(({ ruleId }) => ruleId?.startsWith("error-contract/")).length;
    if (messages.some(({ fatal }) => fatal)) continue;
    const [{ parse, rules = {} } = { parse: { total: 0 } }] = linter.getTimes().passes;
    times.parse += parse.total;
    for (const [rule, { total }] of Object.entries(rules)) times.rules[rule] = (times.rules[rule] ?? 0) + total;
  }
  return times;
}
