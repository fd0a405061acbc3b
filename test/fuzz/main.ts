import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import type { ESLint } from "eslint";
import plugin from "../../rules/index.ts";

/**
 * Lints files with all rules after tokens of them were deleted, doubled and swapped: none may fail, and none may hang.
 * `npm run fuzz -- path/to/sources --rounds 20 --seed 7`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
});

/** Longer than any file of a thousand lines takes, many times over. */
const patience = 2000;

const linter = new Linter({ configType: "flat", cwd: "/" });
const config: Linter.Config[] = [
  {
    files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"],
    languageOptions: { parser },
    plugins: { "error-contract": plugin as unknown as ESLint.Plugin },
    settings: plugin.contractSettings(new URL("../codemods/error-contract.json", import.meta.url)),
    rules: Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`error-contract/${rule}`, "error" as const])),
  },
];

let state = Number(values.seed);

/** A number from 0 below `end`; the same ones for the same seed. */
function draw(end: number): number {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * end);
}

/** Deletes, doubles or swaps up to five tokens. */
function mutate(text: string): string {
  const tokens = text.match(/\s+|\w+|"[^"\n]*"|'[^'\n]*'|[^\s\w]/g) ?? [];
  for (let count = draw(5) + 1; count > 0; count--) {
    const at = draw(tokens.length);
    const other = Math.min(tokens.length - 1, at + draw(12));
    const [token = "", partner = ""] = [tokens[at], tokens[other]];
    const [first, last] =
      [
        ["", partner],
        [token + token, partner],
        [partner, token],
      ][draw(3)] ?? [];
    tokens[at] = first ?? token;
    if (other !== at) tokens[other] = last ?? partner;
  }
  return tokens.join("");
}

const [folder = "bench/corpus"] = positionals;
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (file) => /(?<!\.d)\.[cm]?[jt]sx?$/.test(file) && !file.includes("node_modules"),
);
const outcome = {
  files: files.length,
  mutants: 0,
  parsed: 0,
  reports: 0,
  failed: [] as string[],
  slow: [] as string[],
};
for (const file of files) {
  const text = readFileSync(join(folder, file), "utf8");
  for (let round = 0; round < Number(values.rounds); round++) {
    const mutant = mutate(text);
    const start = performance.now();
    const messages = linter.verify(mutant, config, { filename: `/fuzz/src/${file}` });
    outcome.mutants++;
    if (messages.some(({ fatal }) => fatal)) continue;
    outcome.parsed++;
    outcome.reports += messages.length;
    if (performance.now() - start > patience) outcome.slow.push(file);
    const failed = messages.filter(({ message }) => /^The rule .* failed on this file/.test(message));
    outcome.failed.push(...failed.map(({ message }) => `${file}: ${message}`));
  }
}
console.log(outcome);
process.exitCode = outcome.failed.length + outcome.slow.length > 0 ? 1 : 0;
